# Wat een meting kan laten zien.

outlook-here = Vooruitblik
outlook-go = Wat kan deze meting aantonen?
outlook-title = Met { $answers } antwoorden van { $clients } klanten
outlook-lead = Kijk vóór u verstuurt: kunnen zoveel antwoorden aantonen wat is beloofd? Verander het aantal en zie.
outlook-answers = Verwachte antwoorden
outlook-usual = In een eerdere meting antwoordde { $rate }.
outlook-unusual = Geen eerdere meting zegt hoeveel klanten antwoorden; er is gerekend met drie op de tien.
outlook-compute = Reken uit
outlook-five-points = Om een aandeel tot op 5 punten te kennen moeten { $answers } van de { $clients } klanten antwoorden.
outlook-blind = Met zo weinig antwoorden kan geen uitkomst als gehaald worden beoordeeld voor { $parameters }. Vraag meer klanten, of herinner ze.
outlook-table = Wat zoveel antwoorden kunnen aantonen
outlook-margin = Marge
outlook-met-from = Gehaald vanaf
outlook-shown-from = Moet in het echt zijn
outlook-no-spread = Geen eerdere meting zegt hoe ver antwoorden uiteenlopen.
outlook-method = De marge geldt voor een waarde op de streefwaarde, bij een aandeel in punten. “Gehaald vanaf” is de uitkomst die gehaald zal heten. “Moet in het echt zijn” is hoe goed de dienst onder alle klanten moet zijn om dat vier van de vijf keer te zien. Aandelen: exact, over het Wilson-interval dat beslist; andere met de normale benadering en de spreiding van de nieuwste meting. Dit alles veronderstelt dat wie antwoordt niet verschilt van wie dat niet doet.
outlook-segments = Per segment, als allen even vaak antwoorden
outlook-clients = Klanten
outlook-expected = Verwachte antwoorden
outlook-half = Marge van een aandeel rond de helft
outlook-too-few = te weinig om te tonen

# Wat het oordeel zou zijn als de waarden werkelijk zo waren.

outlook-suppose = Stel dat het werkelijk zo is
outlook-suppose-lead = Kies hoe goed de dienst werkelijk is, per parameter of voor alle tegelijk, en zie wat deze meting ervan zou zeggen.
outlook-suppose-target = Alle op hun streefwaarde
outlook-suppose-limit = Alle op hun grenswaarde
outlook-suppose-wrong = Typ een getal voor { $parameter }; een aandeel is 0 tot 100 procent.
outlook-truly = Werkelijk
outlook-truly-of = Werkelijke waarde van { $parameter }
outlook-against-target = Kansen tegenover de streefwaarde
outlook-against-limit = Kansen tegenover de grenswaarde
outlook-needed = Antwoorden nodig
outlook-more = Extra uit te nodigen
outlook-chance-met = gehaald
outlook-chance-open = niet aangetoond
outlook-chance-not-met = niet gehaald
outlook-suppose-method = “Antwoorden nodig” beslist over de streefwaarde, naar welke kant ook, met een kans van vier op vijf; een streepje zegt dat alleen het antwoord van iedereen dat doet, omdat de waarde op of vlak bij de streefwaarde ligt. “Extra uit te nodigen” rekent met de respons die wordt verwacht.
outlook-not-enough = meer dan er zijn
outlook-needed-each = Nodig voor ± 5 punten over het geheel
