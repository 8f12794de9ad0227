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
versions-makes-stale = De vertaling in het { $language } is van de oude tekst gemaakt.
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
