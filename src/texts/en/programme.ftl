# A programme at a glance, and how far its steps are.

programme-none-yet = none yet
programme-not-frozen = draft, not frozen
programme-frozen = frozen, version { $version }
programme-published = { $count } published
programme-unpublished = { $count } not published
programme-clients = { $count ->
    [one] one client
   *[other] { $count } clients
}
programme-wave-open = open: { $wave }
programme-no-wave = none opened
programme-waves-closed = { $count } closed
programme-files = { $count ->
    [one] one file taken in
   *[other] { $count } files taken in
}
programme-evaluated = frozen: { $wave }
programme-not-evaluated = not frozen yet: { $wave }
programme-report-draft = draft
programme-report-final = final, not accepted yet
programme-report-accepted = accepted
programme-adjustments = { $count } agreed
programme-adjustments-overdue = { $count } overdue
programme-closed = closed on { $day }
programme-answered = { $answered } of { $asked } answered
programme-lead-open = Wave “{ $wave }” is open.
programme-lead-closed = Wave “{ $wave }” is closed.
programme-title-no-protocol = There is no protocol yet
programme-title-not-frozen = The protocol is not frozen yet
programme-title-no-wave = Ready to open the first wave
programme-go-wave = Go to the wave
programme-go-waves = Go to the waves
programme-go-evaluation = See the evaluation
programme-go-protocol = See the protocol
programme-go-write = Write the protocol
programme-steps = The work in its order
programme-next-protocol = Write down goals and test parameters, and freeze them before the data come in.
programme-next-surveys = Add a questionnaire and publish it; a wave asks a published one.
programme-next-clients = Import the list of clients who can be asked.
programme-next-waves = Open a wave once the protocol is frozen and its questionnaire is published.
programme-next-interviews = Import the notes of the interviews.
programme-next-measurements = Import the figures from the registration.
programme-next-evaluation = The wave is closed: freeze its evaluation, so that the report rests on figures that stay.
programme-next-report = Write the conclusions and make the report final.
programme-next-adjustments = Agree on what changes after the evaluation, who does it and by when.
