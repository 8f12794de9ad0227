# Pages made for one reader.

views-title = Pages by reader
views-lead = Each page shows of the evaluation what one reader is concerned with. Whose a page is, the project organisation in the protocol says.
views-lead-own = These pages were made for you.
views-none-own = There is no page for you yet
views-none-own-next = The project organisation in the protocol names no segment, agreement, cluster or back office with your e-mail address. Ask the evaluator.
views-none = There is no page yet
views-none-next = Pages arise from clusters, services and charters, and from members of the project organisation with their segments or agreements.
views-go-members = To the project organisation
views-no-results = There are no results yet
views-no-results-next = As soon as a wave is closed, its results are here.
views-all-account-managers = Account managers
views-all-commissioners = Commissioners
views-all-back-offices = Back offices
views-all-clusters = Clusters
views-about-account-managers = Their segments beside the total.
views-about-commissioners = Their agreements, budgets and verdicts.
views-about-back-offices = Their services, norms, charters and sanctions.
views-about-clusters = What was promised, planned and measured.
views-one-account-managers = Account manager
views-one-commissioners = Commissioner
views-one-back-offices = Back office
views-one-clusters = Cluster
views-read-by = signs in as { $email }
views-read-by-nobody = nobody signs in for it
views-promises-kept = { $total ->
    [one] The agreement is { $met ->
        [0] not kept
       *[other] kept
    }
   *[other] { $met } of { $total } agreements kept
}
views-promises-broken = { $total ->
    [0] No agreement registered
    [one] The agreement is { $met ->
        [0] not kept
       *[other] kept
    }
   *[other] { $met } of { $total } agreements kept
}, { $broken ->
    [one] one charter
   *[other] { $broken } charters
} broken
views-promises-behind = Not kept: { $names }
views-promises-all = All that was promised was kept
views-promises-caption = Agreements and charters: promised and registered
views-promises-subtitle = share within the norm, all that was registered
views-promises-description = A dot for each agreement and charter at the share within the norm, with what was promised and whether it was kept in words.
views-promised = promised { $share }
views-office-title = { $name }: { $total ->
    [0] no agreement registered
    [one] agreement { $met ->
        [0] not kept
       *[other] kept
    }
   *[other] { $met } of { $total } agreements kept
}, { $broken ->
    [0] no charter broken
    [one] one charter broken
   *[other] { $broken } charters broken
}
views-topic-budgets = Budgets
views-budgets-heading = What was agreed to spend, and for how long
views-budgets-caption = Agreements with budget and validity
views-column-budget = Budget
views-column-from = Holds from
views-column-to = Holds until
views-column-requests = Registered
views-topic-sanctions = Sanctions
views-sanctions-heading = { $count ->
    [one] One sanction was decided on
   *[other] { $count } sanctions were decided on
}
views-topic-services = Services
views-services-caption = Services: what the desk does and what the back office does
views-services-complete = { $met } of { $total } services described in full
views-column-service = Service
views-column-front = Front office
views-column-back = Back office
views-column-effort = Work
views-topic-measured = Measured
views-measured-heading = { $count ->
    [one] One test parameter is about this cluster alone
   *[other] { $count } test parameters are about this cluster alone
}
views-topic-planned = Planned
views-planned-heading = What was planned for it, a year
views-planned-staff = Staff (FTE):
views-planned-hours = Hours:
views-planned-cost = Cost:
views-segments-title = { $names }: { $met } of { $total } targets met, { $missed } not met
views-segments-nothing = Nothing may be shown of these segments yet
views-segments-behind = { $count ->
    [one] One limit is not met
   *[other] { $count } limits are not met
}
views-segments-none-behind = No limit is missed for certain
views-segments-caption = Every test parameter by segment, beside the total
views-segments-hidden = Groups of fewer than { $threshold } answers are hidden, and so is what would give them away.
views-column-total = Total
views-topic-asked = Response
views-asked-heading = How many clients answered
views-asked-caption = Clients and answers by segment
views-column-clients = Clients
views-column-answered = Answered
views-column-share = Share
