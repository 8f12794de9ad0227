# Wat al vaststaat terwijl een meting loopt.
early-title = Wat al vaststaat
early-anonymous = Deze meting is anoniem: antwoorden houden geen volgorde, en tussentijds is er niets te zien. Na het sluiten staat alles in de evaluatie.
early-none = Geen toetsingsparameter van deze meting rust op antwoorden van een bekend aantal klanten; er is niets om tussentijds te volgen.
early-settled = { $settled } van de { $all } toetsingsparameters staan vast; bij de andere doet elk antwoord er nog toe.
early-all-settled = Alle oordelen staan vast; niemand hoeft er nog voor herinnerd te worden.
early-bounds = Ligt zeker tussen
early-against-target = Streefwaarde al beslist?
early-against-limit = Grenswaarde al beslist?
early-open = nog open
early-assumption = Aanname: wie wanneer antwoordt is zo goed als toeval. Over klanten die nooit antwoorden zegt dit niets; de evaluatie na sluiting laat zien wie er ontbreekt.
early-method = Berekend met een betrouwbaarheidsreeks voor trekken zonder teruglegging uit { $clients } klanten (Waudby-Smith en Ramdas 2020): elke dag kijken mag, want elke grens is over de hele meting samen met kans van hooguit 5 % ooit fout (of wat het protocol anders afspreekt). De cijfers schuiven met { $step } antwoorden tegelijk, en bij veel antwoorden met één op de honderd.
