# Pagina’s die voor één lezer zijn gemaakt.

views-title = Pagina’s per lezer
views-lead = Elke pagina toont van de evaluatie wat één lezer aangaat. Van wie een pagina is, zegt de projectorganisatie in het protocol.
views-lead-own = Deze pagina’s zijn voor u gemaakt.
views-none-own = Er is nog geen pagina voor u
views-none-own-next = De projectorganisatie in het protocol noemt bij uw e-mailadres geen segment, SLA, cluster of backoffice. Vraag het de evaluator.
views-none = Er is nog geen pagina
views-none-next = Pagina’s ontstaan uit clusters, diensten en handvesten, en uit leden van de projectorganisatie met hun segmenten of SLA’s.
views-go-members = Naar de projectorganisatie
views-no-results = Er zijn nog geen resultaten
views-no-results-next = Zodra een meting is gesloten, staan de resultaten hier.
views-all-account-managers = Accountmanagers
views-all-commissioners = Opdrachtgevers
views-all-back-offices = Backoffices
views-all-clusters = Clusters
views-about-account-managers = Hun segmenten naast het totaal.
views-about-commissioners = Hun SLA’s, budgetten en oordelen.
views-about-back-offices = Hun diensten, normen, handvesten en sancties.
views-about-clusters = Wat is beloofd, gepland en gemeten.
views-one-account-managers = Accountmanager
views-one-commissioners = Opdrachtgever
views-one-back-offices = Backoffice
views-one-clusters = Cluster
views-read-by = meldt zich aan als { $email }
views-read-by-nobody = niemand meldt zich ervoor aan
views-promises-kept = { $total ->
    [one] De SLA is { $met ->
        [0] niet nagekomen
       *[other] nagekomen
    }
   *[other] { $met } van de { $total } SLA’s nagekomen
}
views-promises-broken = { $total ->
    [0] Geen SLA geregistreerd
    [one] De SLA is { $met ->
        [0] niet nagekomen
       *[other] nagekomen
    }
   *[other] { $met } van de { $total } SLA’s nagekomen
}, { $broken ->
    [one] één handvest
   *[other] { $broken } handvesten
} gebroken
views-promises-behind = Niet nagekomen: { $names }
views-promises-all = Alles wat is beloofd, is nagekomen
views-promises-caption = SLA’s en handvesten: beloofd en geregistreerd
views-promises-subtitle = deel binnen de norm, alles wat is geregistreerd
views-promises-description = Een punt per SLA en handvest op het deel binnen de norm, met wat is beloofd en in woorden of het is nagekomen.
views-promised = beloofd { $share }
views-office-title = { $name }: { $total ->
    [0] geen SLA geregistreerd
    [one] SLA { $met ->
        [0] niet nagekomen
       *[other] nagekomen
    }
   *[other] { $met } van de { $total } SLA’s nagekomen
}, { $broken ->
    [0] geen handvest gebroken
    [one] één handvest gebroken
   *[other] { $broken } handvesten gebroken
}
views-topic-budgets = Budgetten
views-budgets-heading = Wat er is afgesproken te besteden, en voor hoelang
views-budgets-caption = SLA’s met budget en geldigheid
views-column-budget = Budget
views-column-from = Geldt vanaf
views-column-to = Geldt tot en met
views-column-requests = Geregistreerd
views-topic-sanctions = Sancties
views-sanctions-heading = { $count ->
    [one] Over één sanctie is besloten
   *[other] Over { $count } sancties is besloten
}
views-topic-services = Diensten
views-services-caption = Diensten: wat het loket doet en wat de backoffice doet
views-services-complete = { $met } van de { $total } diensten volledig beschreven
views-column-service = Dienst
views-column-front = Frontoffice
views-column-back = Backoffice
views-column-effort = Werk
views-topic-measured = Gemeten
views-measured-heading = { $count ->
    [one] Eén toetsingsparameter gaat alleen over dit cluster
   *[other] { $count } toetsingsparameters gaan alleen over dit cluster
}
views-topic-planned = Gepland
views-planned-heading = Wat er per jaar voor is gepland
views-planned-staff = Formatie (fte):
views-planned-hours = Uren:
views-planned-cost = Kosten:
views-segments-title = { $names }: { $met } van de { $total } streefwaarden gehaald, { $missed } niet gehaald
views-segments-nothing = Over deze segmenten mag nog niets worden getoond
views-segments-behind = { $count ->
    [one] Eén grenswaarde is niet gehaald
   *[other] { $count } grenswaarden zijn niet gehaald
}
views-segments-none-behind = Geen grenswaarde is zeker gemist
views-segments-caption = Elke toetsingsparameter per segment, naast het totaal
views-segments-hidden = Groepen van minder dan { $threshold } antwoorden zijn verborgen, en ook wat hen zou verraden.
views-column-total = Totaal
views-topic-asked = Respons
views-asked-heading = Hoeveel klanten antwoordden
views-asked-caption = Klanten en antwoorden per segment
views-column-clients = Klanten
views-column-answered = Geantwoord
views-column-share = Deel
