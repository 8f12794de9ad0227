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
