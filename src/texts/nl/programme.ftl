# Een traject in één oogopslag, en hoe ver de stappen zijn.

programme-none-yet = nog niets
programme-not-frozen = concept, niet vastgesteld
programme-frozen = vastgesteld, versie { $version }
programme-published = { $count } gepubliceerd
programme-unpublished = { $count } niet gepubliceerd
programme-clients = { $count ->
    [one] één klant
   *[other] { $count } klanten
}
programme-wave-open = open: { $wave }
programme-no-wave = nog geen geopend
programme-waves-closed = { $count } gesloten
programme-files = { $count ->
    [one] één bestand ingelezen
   *[other] { $count } bestanden ingelezen
}
programme-evaluated = vastgelegd: { $wave }
programme-not-evaluated = nog niet vastgelegd: { $wave }
programme-report-draft = concept
programme-report-final = definitief, nog niet aanvaard
programme-report-accepted = aanvaard
programme-adjustments = { $count } afgesproken
programme-adjustments-overdue = { $count } over tijd
programme-closed = afgesloten op { $day }
programme-answered = { $answered } van { $asked } hebben geantwoord
programme-lead-open = Meting “{ $wave }” staat open.
programme-lead-closed = Meting “{ $wave }” is gesloten.
programme-title-no-protocol = Er is nog geen protocol
programme-title-not-frozen = Het protocol is nog niet vastgesteld
programme-title-no-wave = Klaar om de eerste meting te openen
programme-go-wave = Naar de meting
programme-go-waves = Naar de metingen
programme-go-evaluation = Bekijk de evaluatie
programme-go-protocol = Bekijk het protocol
programme-go-write = Schrijf het protocol
programme-steps = Het werk op volgorde
programme-next-protocol = Leg doelen en toetsingsparameters vast, en stel ze vast voordat de gegevens binnenkomen.
programme-next-surveys = Voeg een vragenlijst toe en publiceer die; een meting stelt een gepubliceerde.
programme-next-clients = Lees de lijst in van klanten die gevraagd kunnen worden.
programme-next-waves = Open een meting zodra het protocol is vastgesteld en de vragenlijst is gepubliceerd.
programme-next-interviews = Lees de aantekeningen van de interviews in.
programme-next-measurements = Lees de cijfers uit de registratie in.
programme-next-evaluation = De meting is gesloten: leg de evaluatie vast, zodat het verslag op vaste cijfers rust.
programme-next-report = Schrijf de conclusies en maak het verslag definitief.
programme-next-adjustments = Spreek af wat er naar aanleiding van de evaluatie verandert, wie het doet en wanneer.
