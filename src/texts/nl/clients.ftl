# De klanten die gevraagd kunnen worden.

clients-title = { $count ->
    [0] Nog geen klant
    [one] Eén klant kan gevraagd worden
   *[other] { $count } klanten kunnen gevraagd worden
}
clients-found = { $found } van { $count } klanten
clients-import = Lees klanten in
clients-none-next = Lees een CSV-bestand in met sleutel, naam, e-mail en segment van iedereen die gevraagd kan worden.
clients-nothing = Niemand past hierbij. Zoek op minder, of in alle segmenten.
clients-search = Sleutel, naam of e-mail
clients-search-go = Zoek
clients-all-segments = alle segmenten
clients-segment-count = { $segment } ({ $count })
clients-caption = Klanten op sleutel
clients-key = Sleutel
clients-name = Naam
clients-email = E-mail
clients-segment = Segment
clients-role = Rol
clients-language = Taal
clients-paging = Pagina's
clients-first = Eerste pagina
clients-next = Volgende pagina

# Klanten die twee keer op de lijst staan.

clients-twins-go = Dubbele zoeken
clients-twins-here = Dubbele klanten
clients-twins-back = Alle klanten
clients-twins-title = { $count ->
    [0] Niemand lijkt twee keer op de lijst te staan
    [one] Eén paar klanten is waarschijnlijk één persoon
   *[other] { $count } paren klanten zijn waarschijnlijk één persoon
}
clients-twins-lead = Hetzelfde adres, dezelfde sleutel op hoofdletters en tekens na, of dezelfde naam in hetzelfde segment. Er wordt niets samengevoegd voordat u gekeken hebt.
clients-twins-more = De eerste { $count } staan hier; de andere komen als deze klaar zijn.
clients-twins-one = Klant
clients-twins-other = Waarschijnlijk dezelfde
clients-twins-why = Vanwege
clients-twins-address = het adres
clients-twins-key = de sleutel
clients-twins-name = naam en segment
clients-twins-look = Bekijken
clients-twins-look-at = { $one } en { $other } bekijken
clients-merge-title = { $gone } gaat op in { $kept }
clients-merge-lead = Kijk welke van de twee blijft en wat ernaar overgaat. Dit kan niet ongedaan worden gemaakt.
clients-merge-stays = Blijft
clients-merge-goes = Gaat weg
clients-merge-moves = De uitnodiging in meting { $waves } gaat over.
clients-merge-revokes = In meting { $waves } zijn beide uitgenodigd: de uitnodiging van wie weggaat wordt ingetrokken.
clients-merge-stops-all = Eén van beide wil helemaal geen mail meer: dat geldt vanaf nu voor beide adressen.
clients-merge-stops = Eén van beide wil geen mail over { $surveys }: dat geldt vanaf nu voor beide adressen.
clients-merge-key = De sleutel die weggaat blijft bekend, zodat een bestand dat hem weer brengt de dubbele niet terugbrengt.
clients-merge-go = Samenvoegen
clients-merge-swap = De andere houden
clients-merge-same = Dit is een en dezelfde klant.
clients-merge-both-answered = Beide antwoordden in meting { $wave }: de cijfers tellen hen als twee, dus blijven het er twee.
clients-merge-gone-answered = In meting { $wave } antwoordde alleen de klant die weg zou gaan. Houd die.
clients-merge-apart = De twee staan op verschillende plaatsen in de database, en wie weggaat is uitgenodigd of gesproken. Houd die. Waar beiden dat zijn, blijven het er twee: trek de uitnodiging van één in bij de meting.
clients-merge-both-spoken = Met beide is een gesprek gepland of gevoerd volgens dezelfde leidraad, dus blijven het er twee.
