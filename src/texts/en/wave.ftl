# Waves, whom they ask, and the mail that goes out for them.

wave-index-title = { $count ->
    [0] No wave yet
    [one] One wave, { $open } open
   *[other] { $count } waves, { $open } open
}
wave-index-lead = A wave is one round of asking: planned in the protocol, then open, then closed.
wave-none = No wave is planned
wave-none-next = Waves are part of the protocol. Plan one there; it appears here.
wave-caption = Waves by number
wave-number = No.
wave-name = Wave
wave-kind = Kind
wave-state = State
wave-privacy = Privacy
wave-asked = Asked
wave-answered = Answered
wave-survey = Questionnaire
wave-kind-baseline = baseline
wave-kind-interim = interim
wave-kind-final = final
wave-kind-follow-up = follow-up
wave-privacy-named = with name
wave-privacy-confidential = confidential
wave-privacy-anonymous = anonymous
wave-planned = planned
wave-open = open
wave-closed = closed
wave-before-title = { $wave } is not open yet
wave-opening = Open the wave
wave-opening-lead = From then on clients can answer, and the wave is judged by the protocol as it is frozen now.
wave-last-day = Last day to answer
wave-last-day-hint = Leave empty to close the wave yourself.
wave-opening-go = Open the wave
wave-closed-at = Closed on { $at }; { $privacy }.
wave-open-until = Open since { $from }, until { $until }; { $privacy }.
wave-open-since = Open since { $from }; { $privacy }.
wave-progress = Progress by segment
wave-nobody-invited = Nobody is invited yet. Invite clients below; after that you send the mail.
wave-from-file = The answers of this wave came in a file; nobody was invited from here.
wave-segment = Segment
wave-clients = Clients
wave-invited = Invited
wave-sent = Sent
wave-bounced = Bounced
wave-started = Started
wave-submitted = Submitted
wave-response = Response
wave-total = All
wave-inviting = Invite clients
wave-left = { $count ->
    [0] Every client in the list is invited.
    [one] One client is not invited.
   *[other] { $count } clients are not invited.
}
wave-go-clients = See the clients
wave-who = Who is invited
wave-who-all = { $count ->
    [one] The one who is not invited
   *[other] All { $count } who are not invited
}
wave-who-sample = A random sample of them
wave-size = Size of the sample
wave-seed = Seed
wave-seed-hint = With the same seed anybody draws the same sample again. The audit trail keeps it.
wave-invite-go = Invite
wave-closing = Close the wave
wave-closing-more = Close this wave
wave-closing-lead = Nothing comes in any more after that. It can be opened again with a reason, as long as its evaluation is not final.
wave-closing-go = Close the wave
wave-send = Send mail
wave-sending-title = { $count ->
    [0] Nobody gets this mail
    [one] One client gets this mail
   *[other] { $count } clients get this mail
}
wave-by-mail = The mail server sends them one by one; the outbox shows how far it is.
wave-by-file = No mail server is configured (PEIL_SMTP_URL). Each mail becomes an .eml file in the folder “mail” of the data folder; a mail program opens it.
wave-sending-go = { $count ->
    [one] Send one mail
   *[other] Send { $count } mails
}
wave-step-invitation = Invitation
wave-step-reminder = Reminder { $number }
wave-reasons = Who gets it, and who does not
wave-reason = Why
wave-reason-gets = Gets it
wave-reason-had = Had it before
wave-reason-submitted = Has answered already
wave-reason-bounced = The address does not exist
wave-reason-opted-out = Asked for no more mail
wave-reason-revoked = The invitation was taken back
wave-reason-expired = The invitation has expired
wave-reason-not-sent = The invitation has not gone out yet
wave-reason-too-soon = The invitation went out too short a while ago
wave-reason-resting = Had mail of another wave lately
wave-reason-not-invited = Is not invited
wave-outbox = Outbox
wave-outbox-title = { $sent } sent, { $waiting } waiting, { $failed } failed
wave-outbox-none = No mail yet
wave-outbox-next = Open a wave, invite clients and send: what goes out is listed here.
wave-outbox-newest = The newest { $shown } of { $all } mails
wave-to = To
wave-step = Mail
wave-attempts = Attempts
wave-when = When
wave-state-queued = waiting
wave-state-sending = being sent
wave-state-sent = sent
wave-state-failed = failed
wave-problem-not-frozen = A wave opens under a frozen protocol. Freeze the protocol first.
wave-problem-not-published = The questionnaire of this wave is not published. Publish it first.
wave-problem-day = Fill in a date, such as 2026-11-30.
wave-problem-past = This day has passed. Choose today or later.
wave-problem-size = Fill in how many clients to draw, 1 or more.
wave-problem-seed = Fill in a whole number as seed.

wave-reopening = Open this wave again
wave-reopening-lead = Links work again and answers come in, without a closing time. Of a confidential wave, what was sent before stays cut from who sent it. Why is kept in the audit trail.
wave-reopening-reason = Why it is opened again
wave-reopening-go = Open again
wave-problem-reason = Say why the wave is opened again.
wave-problem-final = The evaluation of this wave is final, so it stays closed.
wave-step-outcome = Outcome for who asked
wave-refused = Opted out
wave-needed = Needed
wave-enough = reached
wave-lacking = { $left ->
    [0] There are enough answers to know a share to five points.
    [one] One more answer is needed to know a share to five points.
   *[other] { $left } more answers are needed to know a share to five points.
}
wave-lacking-segments = Still needed by segment: { $segments }.
wave-lacking-why = What these answers can show
wave-missing = Who has not answered
wave-missing-link = Who has not answered, and how far they are
wave-missing-title = { $count ->
    [0] Everybody who was asked has answered
    [one] One client has not answered
   *[other] { $count } clients have not answered
}
wave-missing-title-least = At least { $count } clients have not answered
wave-missing-anonymous = This wave is anonymous: nobody is named here, and numbers go in steps of { $step }. Who has answered is marked several at a time, so the latest answers do not show yet.
wave-missing-fewer = fewer than { $step }
wave-missing-least = at least { $count }
wave-missing-segments = Not answered, by segment and state
wave-missing-count = Not answered
wave-missing-list = Clients who have not answered, by key
wave-missing-key = Key
wave-missing-name = Name
wave-missing-role = Role
wave-missing-sent = Invitation sent
wave-missing-every-segment = All segments
wave-missing-every-stage = All states
wave-missing-go = Show
wave-missing-none-here = Nobody here.
wave-missing-paging = Pages of clients
wave-missing-first = First page
wave-missing-next = Next page
wave-missing-back = Back to the wave
wave-stage-created = Not mailed
wave-stage-queued = Mail waiting
wave-stage-sent = Mail sent
wave-stage-bounced = Address does not exist
wave-stage-opted-out = No more mail
wave-stage-started = Started
