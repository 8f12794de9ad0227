# De weg omlaag: van een cijfer naar waar het van is gemaakt en waar dat vandaan kwam.
walk-title = Waar de cijfers vandaan komen
walk-lead = Van elk cijfer van het verslag naar de antwoorden, maanden of uitspraken erachter, en naar de bestanden en uitnodigingen waar die uit kwamen.
walk-parameters = De toetsingsparameters
walk-themes = De thema’s van de vraaggesprekken
walk-theme = Thema: { $theme }
walk-theme-hidden = Te weinig mensen spraken hierover om te laten zien wat zij zeiden.
walk-theme-tones = { $people ->
    [one] 1 gesprekspartner sprak hierover
   *[other] { $people } gesprekspartners spraken hierover
  }: { $negative } keer negatief, { $neutral } keer neutraal, { $positive } keer positief.
walk-people = { $people ->
    [one] 1 gesprekspartner
   *[other] { $people } gesprekspartners
  }
walk-statements = De uitspraken
walk-statements-kept = De uitspraken zelf zijn alleen te lezen voor wie gesprekken noteert en codeert.
walk-interview = Gesprek
walk-statement = Uitspraak
walk-tone = Toon
walk-tone-positive = positief
walk-tone-neutral = neutraal
walk-tone-negative = negatief
walk-spread = Hoe { $n } antwoorden op { $item } zijn verdeeld
walk-answer = Antwoord
walk-count = Aantal
walk-share = Aandeel
walk-missing = geen antwoord
walk-not-applicable = niet van toepassing
walk-hidden = Deze meting stelde deze vraag niet, of te weinig mensen antwoordden om de verdeling te laten zien.
walk-months = De registratie { $series }, per maand
walk-month = Maand
walk-numerator = Teller
walk-denominator = Noemer
walk-percentile = { $open ->
    [0] Het { $share }-punt van { $n } gemeten doorlooptijden.
    [one] Het { $share }-punt van { $n } doorlooptijden, waarvan er 1 nog liep: die melding stond nog open.
   *[other] Het { $share }-punt van { $n } doorlooptijden, waarvan er { $open } nog liepen: die meldingen stonden nog open.
}
walk-open = De meldingen die nog openstaan, de langste eerst
walk-open-most = De { $most } meldingen die het langst openstaan
walk-ticket = Melding
walk-hours-so-far = Uren tot dan
walk-cluster = Cluster
walk-extracted-on = Peildatum
walk-segments = Per segment
walk-came-from = Waar dit vandaan komt
walk-invitations = De meting: wie is uitgenodigd en wat ervan kwam
walk-rows = De rijen: alle antwoorden als bestand
walk-file = { $kind }, { $rows } rijen, ingelezen op { $day }
walk-no-files = Hiervoor is geen bestand ingelezen.
