# Bestanden inlezen in de browser.
imports-title = Importeren
imports-heading = { $count ->
    [0] Er is nog geen bestand ingelezen
    [one] Er is één bestand ingelezen
   *[other] Er zijn { $count } bestanden ingelezen
}
imports-lead = Een bestand wordt in zijn geheel ingelezen, of niet. Eerst ziet u wat erin staat.
imports-none = Er is nog niets geïmporteerd
imports-none-next = Kies hierboven wat u hebt; het voorbeeld slaat niets op.
imports-kind-clients = Klanten
imports-kind-responses = Antwoorden
imports-kind-comments = Open opmerkingen
imports-kind-dispositions = Respons per uitkomst
imports-kind-interviews = Gespreksnotities
imports-kind-codes = Codes van uitspraken
imports-kind-themes = Thema’s
imports-kind-measurements = Metingen uit systemen
imports-kind-tickets = Meldingen
imports-kind-clusters = Clusters
imports-kind-services = Producten en diensten
imports-kind-agreements = Afspraken (SLA)
imports-columns-clients = Kolommen: klant, naam, email (leeg voor wie een brief krijgt), segment; rol en taal als u die hebt.
imports-columns-responses = Kolommen: respondent, segment, en één per vraag, onder haar code.
imports-columns-comments = Kolommen: respondent, opmerking; taal en opmerking_en als u die hebt.
imports-columns-dispositions = Kolommen: meting, I, P, R, NC, O, UH, UO, not_eligible (de codes van AAPOR).
imports-columns-interviews = Eén uitspraak per rij. Kolommen: gesprek, datum, uitspraak; interviewer, segment, rol, thema, toon van beide codeurs, open knelpunt, citaat toegestaan, toetsingsparameter, dienst, cijfer. Of één gesprek per rij met een kolom per notitie (uitspraak, uitspraak_2 tot en met uitspraak_9).
imports-columns-codes = Eén code per rij. Kolommen: gesprek, uitspraak (het nummer in het gesprek), toon; thema, codeur (e-mailadres).
imports-columns-themes = Eén thema per rij, bovenliggende eerst. Kolommen: thema; onder, toetsingsparameters. Wat leeg is, blijft zoals het is.
imports-columns-measurements = Kolommen: parameter, periode, teller, noemer; cluster als het per cluster is.
imports-columns-tickets = Kolommen: melding, werkuren; afgesloten op, cluster en reeks als u die hebt. Voor meldingen die nog openstaan: status, en getrokken op (de dag van de uitdraai).
imports-columns-clusters = Eén cluster per rij. Kolommen: code, naam nl, naam en; wat er gepland is.
imports-columns-services = Eén dienst per rij. Kolommen: code, cluster, naam nl, naam en, wijze van afhandelen, backoffice; stappen, contactpersoon, werk, hulpmiddelen en tips als u die hebt.
imports-columns-agreements = Eén afspraak per rij. Kolommen: code, cluster, naam nl, naam en, reageren en oplossen binnen (uren), aandeel binnen de norm; segmenten, reeksen en geldigheid als u die hebt.
imports-batches = Ingelezen bestanden, nieuwste eerst
imports-file = Bestand
imports-kind = Soort
imports-rows = Rijen
imports-when = Wanneer
imports-choose-file = CSV-bestand of Excel-werkmap
imports-choose-hint = Zoals uw rekenblad het bewaart: .csv met komma's of puntkomma's, UTF-8 of Windows, of .xlsx. De kolommen mogen eigen namen hebben; daarna geeft u aan wat ze zijn.
imports-no-file = Kies een bestand dat niet leeg is.
imports-wave = Meting
imports-wave-hint = Deze antwoorden horen bij één meting.
imports-wave-tickets = Alleen voor meldingen zonder afsluitdatum, zoals die nog openstaan.
imports-wave-none = Kies een meting
imports-no-wave = Kies de meting waar deze antwoorden bij horen.
imports-look = Bekijk wat erin staat
imports-lacks-wave = Sommige meldingen hebben geen afsluitdatum en horen dus bij geen meting. Breng het bestand opnieuw en kies de meting.
imports-sound = { $count ->
    [0] Dit bestand heeft geen rijen
    [one] Eén rij, zonder fout
   *[other] { $count } rijen, zonder fout
}
imports-refused = { $count ->
    [one] Eén fout: er is niets opgeslagen
   *[other] { $count } fouten: er is niets opgeslagen
}
imports-more = En nog { $count } andere fouten; herstel deze eerst.
imports-notes = Het bekijken waard, maar geen reden om te weigeren
imports-take = { $count ->
    [one] Lees deze rij in
   *[other] Lees deze { $count } rijen in
}
imports-other-file = Kies een ander bestand
imports-encoding = Codering
imports-delimiter = Tussen kolommen
imports-tab = tab
imports-records = Rijen in het bestand
imports-ignored = Kolommen waar niets mee gedaan wordt
imports-problems = Wat te herstellen voordat dit bestand ingelezen kan worden
imports-row = Rij
imports-column = Kolom
imports-cell = Cel
imports-what = Wat er mis is
imports-mend = Wat te doen
imports-taken = Ingelezen: { $added } nieuw, { $changed } gewijzigd, { $unchanged } ongewijzigd
imports-before = Precies dit bestand is al eerder ingelezen; er is niets veranderd
imports-to-evaluation = Bekijk de evaluatie
imports-to-imports = Alle imports
imports-would = { $added } nieuw, { $changed } gewijzigd, { $unchanged } ongewijzigd
imports-would-be = Wat inlezen zou doen
imports-was-before = Precies dit bestand is ingelezen op { $day }; nog eens inlezen verandert niets.
imports-state = Stand
imports-stands = ingelezen
imports-taken-out = uitgehaald op { $day }
imports-coming = wordt ingelezen: { $done } van { $rows } rijen
imports-going = wordt verwijderd; geen rij telt nog mee
imports-stopped = gestopt; er is niets van ingelezen
imports-stop = Stop het inlezen
imports-stop-how = Geen enkele rij telt mee voordat alle rijen binnen zijn. Wie stopt, houdt niets van dit bestand over.
imports-refresh = Ververs deze pagina
imports-checking = Het bestand wordt nagekeken
imports-taking = Het bestand wordt ingelezen
imports-far = { $percent } % van { $megabytes } MB
imports-far-how = U kunt deze pagina sluiten en later terugkomen; ze ververst zichzelf.
imports-give-up = Breng dit bestand niet
imports-large-not-read = Dit bestand is niet gelezen
imports-large-unreadable = Een bestand van meer dan een megabyte heeft een rij met kolomnamen nodig, in een gangbare tekencodering. Zet die rij erboven, of bewaar het als UTF-8, en breng het opnieuw.
imports-large-failed = Er ging bij ons iets mis; er is niets ingelezen. Het bestand staat hier nog: probeer het opnieuw.
imports-large-deadly = De server is een paar keer gestopt terwijl hij met dit bestand bezig was; er is niets ingelezen. Het bestand staat hier nog: probeer het opnieuw, of breng het in kleinere delen.
imports-begun-again = De server is hier middenin gestopt. Wat er al van ingelezen was, is verwijderd, en het is opnieuw begonnen vanaf het begin.
imports-again = Opnieuw proberen
imports-sizes = Meldingen, metingen uit systemen en antwoorden als CSV tot { $large } MB; andere bestanden en werkmappen tot { $small } MB.
imports-unfinished = Dit bestand is niet binnen: het wordt nog ingelezen, of het inlezen is gestopt.
imports-settling = ingelezen; wijzigingen worden nog weggeschreven
imports-settling-wait = Alles uit dit bestand telt al mee. Wat het wijzigde, wordt nog over de oude rijen heen geschreven; haal het er daarna uit.
imports-hash = SHA-256
imports-undo = Haal dit bestand er weer uit
imports-undo-how = Wat het bestand toevoegde verdwijnt, en wat het wijzigde is weer zoals het was. Het logboek houdt beide vast.
imports-cannot-undo = Dit bestand blijft erin
imports-undone = Uitgehaald: { $removed } rijen weg, { $restored } zoals ervoor
imports-was-undone = Dit bestand is er al uitgehaald, op { $day }.
imports-wave-closed = De meting is met dit bestand erin gesloten, en de evaluatie kan erop rusten. Breng in plaats daarvan een verbeterd bestand.
imports-later-file = Een later bestand, “{ $file }”, schreef over rijen van dit bestand heen. Haal dat er eerst uit.
imports-in-use = Er hangt iets aan rijen van dit bestand: uitgenodigde klanten, opmerkingen bij antwoorden, of codes met deze thema’s; of een thema is daarna gewijzigd. Haal die bestanden er eerst uit; uitgenodigde klanten blijven.
imports-bound = Het protocol is daarna gewijzigd in wat dit bestand bracht, of verwijst ernaar, of het voorstel ging niet door. Wijzig het protocol in zijn formulieren.
imports-undo-reason = Bestand { $file } is teruggenomen.
imports-codes-seen = Codes van dit bestand heeft de andere codeur gezien, zijn sindsdien opnieuw gegeven, of tellen al omdat het apart coderen is gesloten. Wat gezien is, blijft gezien: zet losse codes recht bij Verschillen.
imports-to-desk = Naar de codeertafel
imports-first-rows = De eerste rijen, zoals ze zijn gelezen
imports-refused-in = { $rows ->
    [one] Eén rij is geweigerd
   *[other] { $rows } rijen zijn geweigerd
}: { $count ->
    [one] één fout
   *[other] { $count } fouten
}, er is niets opgeslagen
imports-take-good = { $count ->
    [one] Neem de ene goede rij over
   *[other] Neem de { $count } goede rijen over
} en laat { $refused ->
    [one] de geweigerde
   *[other] de { $refused } geweigerde
} weg
imports-refused-rows = { $count ->
    [one] Download de geweigerde rij met de reden (CSV)
   *[other] Download de { $count } geweigerde rijen met de redenen (CSV)
}
imports-left-out-rows = Weggelaten rijen
imports-original = Download het bestand zoals het is aangeleverd
imports-template = Een bestand om mee te beginnen
imports-template-how = De namen van de kolommen en twee voorbeeldrijen. Zet er uw eigen rijen voor in de plaats.
imports-template-nl = in het Nederlands (CSV)
imports-template-en = in het Engels (CSV)
imports-columns-read = Kolommen: { $read } van de { $all } worden gelezen
imports-columns-how = Hoe elke kolom wordt gelezen. Een bestand kan niet zonder de kolommen met een ster.
imports-columns-more = Alleen de eerste { $most } kolommen zijn hier te kiezen; de andere worden gelezen volgens hun naam.
imports-samples = De eerste cellen
imports-read-as = Gelezen als
imports-why = Waarom
imports-leave-out = (weglaten)
imports-left-out = door u weggelaten
imports-values = Woorden die voor een code staan
imports-values-how = Geef één keer aan wat een cel betekent; dat wordt onthouden voor het volgende bestand.
imports-stands-for = Staat voor
imports-choose = Kies
imports-no-answer = (geen antwoord)
imports-reading = Hoe het bestand wordt gelezen
imports-read-again = Lees het bestand opnieuw, zoals hier gekozen
imports-found = zoals gevonden: { $found }
imports-unclear = dat blijkt niet uit het bestand
imports-header-row = Rij met de namen van de kolommen
imports-header-hint = Nu rij { $row }. Vul 0 in als geen rij namen heeft; de kolommen heten dan A, B, C.
imports-decimal = Decimaalteken
imports-comma = komma (7,5)
imports-point = punt (7.5)
imports-dates = Datums
imports-dates-hint = Zonder keuze komt de dag eerst; een datum die zo niet bestaat, wordt geweigerd.
imports-day-first = dag eerst (31-12-2026)
imports-month-first = maand eerst (12/31/2026)
imports-sheet = Werkblad
imports-preset = Programma dat het bestand schreef
imports-preset-limesurvey = LimeSurvey
imports-preset-forms = Google Forms, Microsoft Forms of iets dergelijks
imports-preset-long = Peil, één antwoord per rij
imports-preset-none = geen bepaald programma
imports-row-by-row = Rij voor rij
imports-rows-title = { $file } rij voor rij
imports-rows-lead = Wat inlezen met elke rij zou doen. Er is nog niets opgeslagen.
imports-rows-none = Er zijn geen zulke rijen.
imports-rows-what = Wat ermee gebeurt
imports-rows-page = { $page } van { $pages }
imports-rows-before = Vorige
imports-rows-next = Volgende
imports-rows-back = Terug naar het bestand
imports-fate-refused = Geweigerd
imports-fate-changed = Gewijzigd
imports-fate-new = Nieuw
imports-fate-unchanged = Gelijk
imports-fate-added-how = Wordt toegevoegd.
imports-fate-unchanged-how = Staat er al precies zo.
imports-fate-moved-how = Hoort voortaan bij een andere meting.
imports-fate-beside-how = Blijft weg omdat een rij die erbij hoort geweigerd is.
imports-nothing = niets
