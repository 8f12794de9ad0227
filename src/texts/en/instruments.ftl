# Ready instruments.

instruments-ready = Begin from a ready instrument
instruments-title = Ten instruments are ready to be made your own
instruments-lead = Each is in Dutch and in English, and says which test parameters it feeds. Taken up, it is a draft in your programme that you can change as you like.
instruments-size = { $items } questions, about { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}
instruments-take = Take up this instrument
instruments-feeds = Test parameters that it feeds
instruments-bounds-open = Target and limit are yours to agree; everything else is filled in.
instruments-code = Code
instruments-rule = Computed from
instruments-add = Add to the protocol
instruments-analyses = Analyses that go with it
instruments-analyses-how = Put these lines into the text of your protocol, as far as you want them.
instruments-asks = What it asks
instruments-desk-satisfaction = Satisfaction with the service desk
instruments-desk-satisfaction-for = For all clients, once or twice a year: one verdict, one grade, four aspects that may explain it, and a comment.
instruments-desk-satisfaction-caution = A verdict over half a year is a memory. Lay it beside the figures of the desk, and do not compare it with what was asked just after a ticket.
instruments-after-ticket = After a ticket
instruments-after-ticket-for = Just after a ticket is closed: satisfied or not, solved or not, and why.
instruments-after-ticket-caution = Ask at most once a month of the same client, and draw the tickets by lot: who may choose when to answer answers when angry or delighted.
instruments-effort = Effort (CES)
instruments-effort-for = How easy it was to get a question solved, and what cost the effort.
instruments-effort-caution = Says where the process chafes, not whether clients are content. Several scales go by this name; compare only with the same seven points.
instruments-recommend = Recommendation and reason (NPS)
instruments-recommend-for = The question whether one would recommend the service, and the reason for the figure.
instruments-recommend-caution = Clients of an internal desk have no choice of another, and the score has a wide margin. Use it beside a verdict, never alone.
instruments-servperf = Facility services in five dimensions (SERVPERF)
instruments-servperf-for = What clients experience of facility services: reliability, assurance, tangibles, empathy and responsiveness, three statements each.
instruments-servperf-caution = The statements are our own words on the published dimensions; norms of others do not apply. Look whether each dimension holds together (alpha) before you average it.
instruments-servqual = Expected and experienced (SERVQUAL)
instruments-servqual-for = The same ten statements twice, as it should be and as it is: the difference shows where a promise and the practice part.
instruments-servqual-caution = Twice as long as experience alone, and expectations move along with the service. A gap of a negative sort is usual: nobody expects little.
instruments-importance-performance = Importance and performance
instruments-importance-performance-for = Eight aspects, each with how important it is and how well it is done: where effort yields most.
instruments-importance-performance-caution = People call nearly everything important. Look also at what explains their verdict; Peil shows both.
instruments-conversation = Guide for a conversation
instruments-conversation-for = Half an hour with a client, from what happened to what is wished; answers become statements with a theme and a tone.
instruments-conversation-caution = A few conversations explain, they do not count. Let two people code the statements without seeing each other's codes.
instruments-staff-support = Support among staff
instruments-staff-support-for = For those who work in the new way, front and back: clarity, means, training, hand-over, and whether they stand behind it.
instruments-staff-support-caution = Teams are small. Choose the anonymous mode, and keep the privacy threshold at five or higher.
instruments-mirror = Mirror: what will clients say?
instruments-mirror-for = Before the clients answer, staff estimate their verdict and what they find important. The difference starts the conversation.
instruments-mirror-caution = Ask it before the results are known, and lay the estimates beside the answers as groups, never by person.
