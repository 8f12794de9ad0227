# Vragenlijsten en interviewleidraden.

surveys-title = { $count ->
    [0] Nog geen vragenlijst
    [one] Eén vragenlijst, { $drafts } niet gepubliceerd
   *[other] { $count } vragenlijsten, { $drafts } niet gepubliceerd
}
surveys-caption = Vragenlijsten
surveys-add = Voeg een vragenlijst toe
surveys-name = Naam
surveys-kind = Soort
surveys-state = Stand
surveys-version = Versie
surveys-pages = Pagina's
surveys-items = Vragen
surveys-languages = Talen
surveys-kind-survey = vragenlijst
surveys-kind-guide = interviewleidraad
surveys-published = gepubliceerd
surveys-draft = concept
surveys-lead = { $items } vragen op { $pages } pagina's; { $languages }.
surveys-publish = Publiceer
surveys-is-draft = Dit is een concept. Publiceer het, dan kan een meting het stellen; daarna blijft het zoals het is.
surveys-is-published = Versie { $version } is gepubliceerd op { $at } en blijft zoals zij is. Een bewerking maakt een nieuwe versie.
surveys-required = moet beantwoord worden
surveys-not-applicable = “niet van toepassing” is een antwoord
surveys-one-of = Eén van:
surveys-some-of = Een of meer van:
surveys-free-text = Vrije tekst, hoogstens { $count } tekens
surveys-for-parameter = voor een toetsingsparameter
surveys-for-driver = ter verklaring
surveys-for-background = achtergrond
surveys-for-comment = toelichting
surveys-text = De vragenlijst als tekst
surveys-edit-title = Bewerk { $code } als tekst
surveys-edit-lead = Het bestand wordt als geheel beoordeeld: wat niet klopt staat bij zijn regel.
surveys-other-code = De code van dit bestand is van een andere vragenlijst. De code blijft zoals die is; voeg anders een vragenlijst toe.
surveys-code-taken = Er is al een vragenlijst met deze code. Bewerk die, of kies een andere code.
surveys-preview = Bekijk als klant
surveys-ranked = Alle op volgorde:
surveys-number = Een getal
surveys-email = Een e-mailadres
surveys-date = Een datum
surveys-information = Een mededeling; er wordt niets gevraagd.
surveys-dont-know = “weet ik niet” kan
