adjustments-title = { $count ->
    [0] Nog geen bijstellingen
    [one] 1 bijstelling, { $open } in uitvoering
   *[other] { $count } bijstellingen, { $open } in uitvoering
  }
adjustments-overdue = { $count ->
    [one] 1 bijstelling is over tijd.
   *[other] { $count } bijstellingen zijn over tijd.
  }
adjustments-none = Een bijstelling is een besluit dat uit een evaluatie volgt: in de organisatie, in middelen, in afspraken of in uitgangspunten. Elke bijstelling heeft een eigenaar en een dag.
adjustments-first = Een bijstelling volgt uit een evaluatie, en er is er nog geen vastgelegd.
adjustments-first-link = Naar de evaluatie
adjustments-caption = Bijstellingen van dit traject
adjustments-new = Nieuwe bijstelling
adjustments-edit-lead = Zeg wat er verandert, waarom, wie het doet en wanneer het klaar is. De volgende meting laat zien of het hielp.
adjustments-wave = Volgt uit meting
adjustments-field-title = Wat er verandert
adjustments-field-kind = In
adjustments-field-cause = Naar aanleiding van een
adjustments-field-cause-code = De code ervan, of de uitspraak in enkele woorden
adjustments-field-cause-hint = Bij een parameter, segment of handvest de code of de naam, zoals P12.
adjustments-field-parameter = Gemeten met parameter
adjustments-field-parameter-none = niets meet dit
adjustments-field-parameter-hint = Zonder parameter kan nooit worden gezegd dat het werkte.
adjustments-field-segment = Alleen in segment
adjustments-field-segment-none = overal
adjustments-field-expected = Verwacht effect
adjustments-field-owner = Eigenaar
adjustments-field-owner-email = E-mailadres van de eigenaar
adjustments-field-due = Klaar op
adjustments-field-escalate = Manager die het hoort als het over tijd is
adjustments-field-escalate-email = E-mailadres van die manager
adjustments-cause-parameter = parameter
adjustments-cause-segment = segment
adjustments-cause-statement = uitspraak
adjustments-cause-charter = handvest
adjustments-save = Afspreken
adjustments-note = Wat er is gedaan, of waarom niet
adjustments-done = Gedaan
adjustments-drop = Laten vervallen
adjustments-close = Afsluiten als
adjustments-suggested = De cijfers zeggen: { $outcome }.
adjustments-may-not = Een bijstelling die geen parameter meet, kan niet als “gewerkt” worden afgesloten.
adjustments-problem-title = Zeg wat er verandert.
adjustments-problem-owner = Noem de eigenaar.
adjustments-problem-email = “{ $email }” is geen e-mailadres.
adjustments-problem-due = Geef een dag als 2027-03-31.
adjustments-problem-cause = Er is geen { $kind } “{ $code }” in het protocol.
adjustments-problem-parameter = Er is geen parameter “{ $code }” in het protocol.
adjustments-offer = Waar kijken het eerst loont
adjustments-offer-lead = Uit de cijfers van de laatste vastgelegde evaluatie. Aangeboden, niet opgelegd: wie besluit, kiest.
adjustments-offer-priorities = Weegt zwaar voor klanten
adjustments-offer-short = Blijft het verst achter bij wat is afgesproken
adjustments-offer-derived = Hangt sterker dan gemiddeld samen met “{ $outcome }” en wordt lager beoordeeld dan gemiddeld.
adjustments-offer-stated = Klanten vinden het belangrijker dan gemiddeld en beoordelen het lager dan gemiddeld.
adjustments-offer-driver = Hangt sterker dan gemiddeld samen met “{ $outcome }”, terwijl { $parameter } de streefwaarde niet haalt.
adjustments-offer-charter = { $breaches } keer niet nagekomen; een sanctie is voorgesteld.
adjustments-offer-segment = { $parameter }: { $value }, bij een grenswaarde van { $limit } die daar niet wordt gehaald.
adjustments-offer-measured = Of het hielp, blijkt uit { $parameter }.
adjustments-offer-measured-outcome = Geen parameter meet dit zelf; of het hielp, moet blijken uit { $parameter }.
adjustments-offer-unmeasured = Geen parameter meet dit, dus of het hielp is later niet te zeggen.
adjustments-offer-take = Bijstelling maken
adjustments-offer-take-of = Bijstelling maken voor { $name }
adjustments-offer-taken = Al opgepakt: { $title }
adjustments-offer-expected = { $parameter } van { $value } naar { $target }
adjustments-offer-expected-there = { $parameter } naar { $target }
adjustments-reminded = herinnerd { $day }
adjustments-escalated = { $name } ingelicht { $day }
