# Asking: the plan of a wave, reminders, its run, letters and stopping mail.

asking-tabs = This wave
asking-tab-wave = Progress
asking-tab-plan = Plan
asking-tab-outlook = Outlook
asking-tab-mails = Mail texts
asking-tab-reminders = Reminders
asking-tab-letters = Letters

# The plan of a wave.

asking-go-plan = Plan this wave
asking-plan-lead = Choose whom you ask and when, and see what that comes to. Nothing goes out as long as the wave is not open.
asking-plan-title = { $left ->
    [0] Nobody is left to invite
   *[other] { $taken } of the { $left } clients will be invited
}
asking-plan-unknown = Plan of the wave
asking-go-surveys = To the questionnaires
asking-comes-to = What this plan comes to
asking-left = Not invited yet
asking-taken = Will be invited
asking-nobody-left = All clients of the list are invited, or the list is empty.
asking-not-mailed = { $mailed } of them get the mail. { $resting ->
    [0] Nobody rests
    [one] One client rests after recent mail of another wave
   *[other] { $resting } clients rest after recent mail of another wave
}; { $stopped ->
    [0] nobody asked to get no more mail.
    [one] one client wants no more mail.
   *[other] { $stopped } clients want no more mail.
}
asking-go-outlook = What can this show?
asking-decide = Who and when
asking-see = Show what this comes to
asking-keep = Keep this plan
asking-version = { $survey }, version { $version }
asking-fixed = Questionnaire and privacy are fixed since the first invitation.
asking-fixed-later = Stands on the client's first page, and is fixed from the first invitation on.
asking-segments = Segments
asking-segments-hint = All ticked: who comes into a new segment later is asked too.
asking-sampling = Who of them
asking-census = Everybody
asking-simple = A random sample
asking-stratified = A sample in proportion to the segments, with a minimum of each
asking-minimum = At least of each segment
asking-opens = Opens by itself on
asking-opens-hint = Date and time in { $zone }. Leave empty to open it yourself.
asking-closes = Closes by itself on
asking-closes-hint = Leave empty to close it yourself. Who began in time has one more hour.
asking-send = Send the invitation at once when it opens
asking-is-open = The wave is open since { $at }.
asking-go-reminders = Plan the reminders
asking-rest = Rest in days
asking-rest-hint = Who had mail of another wave in so many days gets none of this one. 0 is no rest.
asking-quota = Close at so many answers
asking-quota-hint = Leave empty not to close at a number.
asking-by-hand = by hand
asking-who-plan = { $count ->
    [0] Whom the plan takes: nobody any more
    [one] Whom the plan takes: one client
   *[other] Whom the plan takes: { $count } clients
}
asking-bad-size = Fill in how many clients the sample has, 1 or more.
asking-bad-minimum = Fill in a whole number, 0 or more.
asking-minimum-over-size = The minimum of each segment is more than the whole sample. Make it { $size } at most.
asking-bad-moment = Fill in a date and time, such as 2026-11-02T08:00.
asking-bad-rest = Fill in a number of days from 0 to 3650.
asking-bad-quota = Fill in a whole number, 1 or more, or leave it empty.
asking-opens-in-past = This moment has passed. Choose a later moment to open.
asking-closes-in-past = This moment has passed. Choose a later moment to close.
asking-closes-before = The wave would close before it opens. Choose a later end.
asking-no-segment = Choose at least one segment.
asking-unknown-segment = The segment “{ $code }” is not in the protocol. Known are { $known }.
