# Of de knelpunten van fase 1 zijn opgelost.

problems-go = Knelpunten beoordelen
problems-title = Over { $decided } van de { $all } knelpunten is besloten
problems-lead = Wat er mis was aan het begin: is het opgelost, deels opgelost of nog open? De cijfers doen een voorstel; de evaluator besluit en zegt waarom. Het verslag drukt beide af.
problems-none = Het protocol noemt geen knelpunten
problems-none-next = Knelpunten horen bij fase 1: leg ze vast onder “Invullen” op de pagina van het protocol.
problems-live = Deze voorstellen zijn berekend uit wat er nu is. Leg de evaluatie vast om erover te besluiten.
problems-fixed = Dit verslag is definitief; wat over knelpunten is besloten, ligt daarmee vast. Evalueer opnieuw om een nieuw concept met dezelfde besluiten te beginnen.
problems-proposed = De cijfers stellen voor: { $status }.
problems-status = Uw besluit
problems-reason = Reden
problems-reason-hint = Schrijf waarop u het baseert, zeker als u anders besluit dan de cijfers.
problems-name = Uw naam
problems-decide = Besluiten over { $code }
problems-no-reason = Een besluit heeft een reden nodig.
problems-too-long = Een reden mag 5.000 tekens lang zijn; kort deze in.
problems-no-name = Schrijf wie besluit.
