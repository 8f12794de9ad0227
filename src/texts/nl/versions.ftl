# Een vragenlijst schrijven, haar versies en de publicatie ervan.

versions-mistakes = { $count ->
    [one] Eén fout
   *[other] { $count } fouten
}
versions-sound = Geen fouten: { $items } vragen op { $pages } pagina’s, ongeveer { $minutes } min. Er wordt niets bewaard tot u opslaat.
versions-mend-first = Herstel eerst de fouten; dan is de pagina te zien.
versions-check = Controleren
versions-show = Tonen in het voorbeeld
versions-preview = Zoals een klant het ziet
versions-preview-hint = Zo breed als een telefoon. Wat hier wordt ingevuld, wordt niet bewaard.
versions-page-shown = Pagina in het voorbeeld (0 is het welkom)
versions-codes = Codes die het woord aanvullen
versions-completion = Codes die beginnen zoals het woord dat u schrijft; Ctrl + spatie neemt de eerste.
versions-title = Versie { $version } van “{ $name }”
versions-first = De eerste versie: er is niets om mee te vergelijken.
versions-compared = { $count ->
    [0] Niets van wat klanten zien, verschilt van versie { $version }.
    [one] Eén verschil met versie { $version }. Geef aan wat het met de antwoorden doet.
   *[other] { $count } verschillen met versie { $version }. Geef van elk aan wat het met de antwoorden doet.
}
versions-changes = Verschillen
versions-what = Wat
versions-old = Oud
versions-new = Nieuw
versions-consequence = Gevolg
versions-added = Een nieuwe vraag: haar reeks begint hier.
versions-removed = Deze vraag vervalt: haar reeks eindigt, de antwoorden blijven.
versions-parameters = Toetsingsparameters die haar gebruiken: { $codes }.
versions-breaks = Niet meer vergelijkbaar met meting { $waves }.
versions-charts = Grafieken over de metingen tonen hier een breuk.
versions-makes-stale = De vertaling “{ $language }” is van de oude tekst gemaakt.
versions-always-meaning = Een andere schaal, andere codes of een andere richting: altijd een andere betekenis.
versions-weighs = Hoe zwaar de wijziging van { $what } weegt
versions-proposed = (voorstel)
versions-cosmetic = cosmetisch: een tikfout of de opmaak
versions-wording = woorden: dezelfde vraag, vergelijkbaar met een voetnoot
versions-meaning = betekenis: een andere vraag, de reeks breekt
versions-for-ever = Een gepubliceerde versie blijft voor altijd zoals zij is. Antwoorden op eerdere versies blijven daarbij, en wie nu bezig is, maakt die versie af.
versions-changed-meanwhile = Iemand heeft het concept opgeslagen sinds u deze pagina opende. Bekijk de verschillen opnieuw.
versions-undecided = Geef aan hoe zwaar de wijziging van { $what } weegt
versions-stale-meaning = { $language }: de tekst { $what } is vertaald van de vraag zoals die was. Vertaal haar opnieuw voordat dit wordt gepubliceerd.
versions-source = brontaal
versions-complete = compleet: { $all } teksten
versions-stale = { $stale ->
    [one] compleet; één tekst is van een oude bron gemaakt
   *[other] compleet; { $stale } teksten zijn van een oude bron gemaakt
}
versions-incomplete = { $missing ->
    [one] één tekst van de { $all } ontbreekt
   *[other] { $missing } teksten van de { $all } ontbreken
}
versions-on-paper = Op papier
versions-typed-over = bestand om de antwoorden in over te typen
versions-translations = vertalingen
versions-all = Versies
versions-changed-then = Wat deze versie wijzigde
versions-published-on = gepubliceerd op { $at }
versions-translations-title = Vertalingen van “{ $name }”
versions-translations-lead = Een vertaler krijgt een bestand met één rij per tekst en vult de kolom “target” in. Wat terugkomt is te zien voordat er iets wordt bewaard.
versions-language = Taal
versions-progress = Hoe ver
versions-download = Bestand voor de vertaler
versions-new-language = Een andere taal
versions-new-language-hint = Haar taalcode, zoals fy, de of ar
versions-bring = Een vertaald bestand terugbrengen
versions-file = Vertaald bestand (CSV)
versions-bring-action = Tonen wat het wijzigt
versions-brought-title = { $language }: { $count ->
    [one] één tekst wijzigt
   *[other] { $count } teksten wijzigen
}
versions-brought-nothing = Dit bestand wijzigt niets.
versions-brought-kept = { $count ->
    [one] Eén vertaling is dezelfde als eerst en geldt als nagekeken.
   *[other] { $count } vertalingen zijn dezelfde als eerst en gelden als nagekeken.
}
versions-now = Nu
versions-then = Wordt
versions-source-text = Bron
versions-store = Als concept bewaren
versions-unknown-key = Regel { $line }: er is geen tekst { $key } in deze vragenlijst.
versions-source-changed = Regel { $line }: de bron van { $key } is gewijzigd sinds het bestand is gemaakt. Maak een nieuw bestand voor de vertaler.
versions-still-missing = Een taal komt erbij als zij compleet is. Nog ontbrekend: { $keys }.
versions-by-hand = Deze staan op een andere plaats in het bestand, zoals een gedeelde schaal; vertaal ze in de tekst zelf: { $keys }.
versions-no-language = “{ $tag }” is geen taalcode; schrijf er een zoals nl, en of fy.
versions-not-source = Dit is de brontaal zelf.
versions-note-missing = ontbreekt
versions-note-stale = de bron is gewijzigd nadat dit is vertaald
versions-no-file = Kies eerst een bestand.
versions-trying = Dit is een proef van een concept. Wat u invult wordt apart gehouden, telt nergens mee en verdwijnt als de vragenlijst wordt gepubliceerd.
versions-try = Anderen dit concept laten proberen
versions-try-how = Met een geheime link, zoals klanten het zullen zien. Wat daar wordt geantwoord is gemerkt als proef: het komt nooit in een uitkomst en wordt gewist bij de publicatie.
versions-try-open = Een link maken
versions-try-close = De link weghalen
versions-tried = { $count ->
    [one] Eén proef tot nu toe.
   *[other] { $count } proeven tot nu toe.
}
versions-new-language-tag = Taalcode
