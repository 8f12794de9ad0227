# Een map met bestanden lezen op de opdrachtregel.
folder-no-protocol = { $protocol }: dit bestand staat niet in de map — elk traject heeft er een nodig; neem dat van het voorbeeld over en pas het aan
folder-not-text = { $file }: dit is geen tekst in UTF-8 — sla het op als UTF-8 en probeer het opnieuw
folder-no-such-wave = { $file }: de naam noemt een meting die { $protocol } niet kent — hernoem het bestand of voeg de meting toe
folder-no-survey = { $file }: de meting stelt de vragenlijst “{ $survey }”, en die staat niet in de map — voeg dat bestand toe
folder-tickets-of-no-wave = { $file }: er staan meldingen zonder afsluitdatum in, die bij geen meting horen — voeg de kolom “afgesloten op” toe, of eindig de naam van het bestand met de meting, zoals ticket_sample_wave1.csv
folder-more-rows = { $file }: en nog { $count } andere fouten — los de eerste op
