# Het raam om de pagina's van medewerkers.

staff-skip = Naar de inhoud
staff-trail = Waar u bent
staff-accounts = Toegang
staff-sign-out = Afmelden
staff-error-summary = { $count ->
    [one] Er is een probleem
   *[other] Er zijn { $count } problemen
}
staff-home-title = { $count ->
    [0] Uw trajecten
    [one] Uw traject
   *[other] Uw { $count } trajecten
}
staff-home-none = Nog geen traject
staff-home-empty = U hebt nog geen rol in een traject. Een beheerder kan u er een geven.
staff-home-empty-administrator = Laad er een met de opdracht peil load, of bekijk het voorbeeld met peil demo.

staff-steps = Stappen van het traject
staff-step-protocol = Protocol
staff-step-surveys = Vragenlijsten
staff-step-clients = Klanten
staff-step-waves = Metingen
staff-step-interviews = Gesprekken
staff-step-measurements = Systeemgegevens
staff-step-evaluation = Evaluatie
staff-step-report = Verslag
staff-step-adjustments = Bijstellingen
staff-step-closing = Afsluiting
staff-step-audit = Logboek
staff-limit-colon = grens:
