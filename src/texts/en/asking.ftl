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
asking-left = Left
asking-taken = To invite
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

# Reminders.

asking-reminders-lead = Reminders go out by themselves, in their hours and on their days, to who can still answer. They stop when the wave closes.
asking-reminders-over = The wave is closed: no more mail goes out.
asking-planned-title = { $count ->
    [0] No reminder planned
    [one] One reminder planned
   *[other] { $count } reminders planned
}
asking-due-title = { $count ->
    [0] Nobody gets a reminder now
    [one] One client gets a reminder now
   *[other] { $count } clients get a reminder now
}
asking-stopped-title = All mail of this wave is stopped
asking-who-now = Who gets what now, and who does not
asking-next = The next moment at which reminders go out is { $at }.
asking-send-now = Send now by hand
asking-stop = Stop all mail
asking-stop-lead = What is queued then waits, and nothing is added. The survey itself stays open.
asking-stop-go = Stop all mail
asking-stopped = Mail stands still since { $at }. What is queued waits.
asking-resume-go = Let the mail go on
asking-reminder-plan = When clients are reminded
asking-reminder-plan-lead = Counted from the invitation of each client. An empty field is no reminder; nobody gets more than stand here, and the days of the plan always lie between two mails.
asking-after = Reminder { $number }: after how many days
asking-from = From
asking-until = Until
asking-days = On these days
asking-monday = Monday
asking-tuesday = Tuesday
asking-wednesday = Wednesday
asking-thursday = Thursday
asking-friday = Friday
asking-saturday = Saturday
asking-sunday = Sunday
asking-hours-zone = The hours are those of { $zone }, also when the clock changes.
asking-keep-reminders = Keep the reminders
asking-bad-days = Fill in a number of days from 1 to 365, or leave it empty.
asking-bad-order = This reminder comes no later than the one before. Choose more days.
asking-bad-time = Fill in a time, such as 09:00.
asking-bad-hours = The end does not lie after the beginning. Choose a later end.
asking-no-day = Choose at least one day of the week.

# Mail texts.

asking-not-planned = This wave is not planned yet
asking-not-planned-next = First plan whom you ask and when; then you can write the mail here.
asking-texts = Texts of this wave
asking-text-invitation = Invitation, { $language }
asking-text-reminder = Reminder, { $language }
asking-text-own = You wrote this text. Empty both fields to get ours back.
asking-text-ours = This is our text. What you change holds for this wave.
asking-write = Subject and text
asking-subject = Subject
asking-body = Text
asking-body-hint = An empty line begins a new paragraph. The link, the privacy and how to stop always follow by themselves.
asking-keep-text = Keep this text
asking-places = What can be filled in for you
asking-place-name = the name of the client
asking-place-organisation = who asks
asking-place-programme = the name of the programme
asking-place-survey = the title of the survey
asking-place-last-day = the last day to answer; empty when the wave has no end
asking-reads = How the mail reads
asking-plain = As plain text
asking-trial = Send to yourself
asking-trial-lead = One trial mail goes to { $email }. Its links lead to the preview of the questionnaire.
asking-trial-file = No mail server is set: the trial mail becomes an .eml file in the folder “mail” of the data folder.
asking-trial-go = Send a trial mail
asking-text-empty = Fill this in, or empty both subject and text.
asking-subject-long = The subject is one line of { $most } characters at most.
asking-body-long = The text has { $most } characters at most.
asking-unknown-place = { $place } is not filled in. Known are { $known }.

# Letters.

asking-letters-lead = For clients without an e-mail address, or whose mail came back: a letter with a code to scan and one to type.
asking-letters-title = { $count ->
    [0] Nobody needs a letter
    [one] One client needs a letter
   *[other] { $count } clients need a letter
}
asking-letters-not-open = Letters are there once the wave is open and clients are invited.
asking-letters-next = { $count ->
    [one] The next letter
   *[other] The next { $count } letters
}
asking-letters-key = Client number
asking-letters-name = Name
asking-letters-why = Why
asking-letters-no-address = no e-mail address
asking-letters-bounced = mail came back
asking-letters-print = { $count ->
    [one] Print one letter
   *[other] Print { $count } letters
}
asking-letters-batch = { $most } at a time. When these are in the post, the next ones come.
asking-letters-post-lead = Are they in the post? Say so here, then the client counts as written to.
asking-letters-post = { $count ->
    [one] This letter is in the post
   *[other] These { $count } letters are in the post
}
asking-letters-posted = { $count ->
    [one] One letter is in the post.
   *[other] { $count } letters are in the post.
}
asking-letters-again = Print them again
asking-letters-one = The letter of one client
asking-letters-one-hint = For who asks for a letter, also when mail did arrive.
asking-letters-one-go = Show the letter
asking-letters-of = Letters of { $wave }
asking-letters-how = { $count ->
    [one] One letter. Print this page on A4; this block does not come along.
   *[other] { $count } letters, each on a sheet of its own. Print this page on A4; this block does not come along.
}
asking-letter-scan = Scan this code with the camera of your phone.
asking-letter-type = Or go to
asking-letter-code = and fill in this code:
asking-letter-personal = The code is for you alone. Please do not pass this letter on.
asking-step-letter = Letter
asking-reason-no-address = Has no e-mail address
asking-without-address = { $count ->
    [one] One of them has no e-mail address and gets a letter.
   *[other] { $count } of them have no e-mail address and get a letter.
}

# Open links: posters and kiosks.

asking-tab-open-links = Open links
asking-open-title = { $count ->
    [0] No open link
    [one] One open link works
   *[other] { $count } open links work
}
asking-open-lead = For a poster at the counter or a device in the hall: whoever opens it can answer, without being invited. These answers count, and stand apart in the response rates.
asking-open-not-open = The wave is not open yet. A link may be made and printed now; it takes answers once the wave is open.
asking-open-none = This wave had no open links.
asking-open-revoked = Taken back on { $at }
asking-open-poster = Print the poster
asking-open-revoke = Take this link back
asking-open-revoke-lead = From then on the link and its poster lead nowhere. What was handed in stays; what was begun and not handed in is lost.
asking-open-revoke-go = Take it back
asking-open-answered = Answers
asking-open-answered-of = { $answered } of { $begun } begun
asking-open-at-least = { $answered } or more
asking-open-most = At most so many answers
asking-open-per-hour = At most so many per hour
asking-open-no-limit = no limit
asking-open-when = Works
asking-open-always = as long as the wave is open
asking-open-from = from { $from }
asking-open-until = until { $until }
asking-open-between = from { $from } until { $until }
asking-open-no-segment = of no segment
asking-open-device = Device
asking-open-kiosk = one device for all: it starts over by itself
asking-open-own = everybody’s own phone or computer
asking-open-kiosk-choice = A kiosk: many answer on one device. After the thanks it starts over by itself, and nobody sees the answers of who came before.
asking-open-make = Make an open link
asking-open-make-go = Make the link
asking-open-name = Where it hangs
asking-open-name-hint = For you alone, such as “Counter, town hall”.
asking-open-segment-hint = Answers by this link count for this segment. Of no segment: they count in the total only.
asking-open-limit-hint = Leave empty for no limit.
asking-open-per-hour-hint = Stops somebody who answers over and over. Leave empty for no limit.
asking-open-from-field = Works from
asking-open-until-field = Works until
asking-open-zone = Date and time in { $zone }. Leave empty for as long as the wave is open.
asking-open-bad-name = Say where it hangs, so that you can tell its answers apart.
asking-open-bad-limit = Type a whole number of 1 or more, or nothing.
asking-open-ends-in-past = The link would stop in the past. Choose a later end.
asking-open-ends-before = The link would stop before it starts. Choose a later end.
asking-open-poster-title = Poster: { $name }
asking-open-poster-how = Print this page on A4, on its own or enlarged. It has no personal code, so it may hang where anybody passes.
asking-open-poster-ask = What do you think of us? Scan the code and tell us in a few minutes.
asking-open-poster-scan = Code that leads to the questionnaire
asking-open-privacy = We do not ask who you are.
asking-open-privacy-anonymous = We do not ask who you are, and nobody can find out from your answers.

# More clients for a wave that runs.

asking-more-link = Invite some more, drawn as before
asking-more-how-many = How many more do you want to invite?
asking-more-title = { $more } more clients would be invited, { $all } in all
asking-more-stratified = They are drawn as the first were: at random, completed to the shares of the segments, from the next lots of seed { $seed }. Anybody can draw them again.
asking-more-simple = They are drawn as the first were: at random, from the next lots of seed { $seed }. Anybody can draw them again.
asking-more-census = The plan asks everybody; of who is not invited yet, so many are drawn at random by the protocol’s own seed.
asking-more-field = How many more
asking-more-go = { $count ->
    [one] Invite this client
   *[other] Invite these { $count } clients
}
asking-more-then = After this you see who gets the invitation by mail, and send it.

asking-see-text = See how it reads
asking-not-kept = This is how it would read. It is not kept yet.
asking-see-html = Show it as a mail program does

asking-until-settled = Remind nobody any more once every verdict is settled
asking-until-settled-hint = Not in an anonymous wave: what its answers say is known only when it is closed.
asking-invitation-here = Invitation
asking-invitation-title = Invitation of { $client }
asking-invitation-find = One client
asking-invitation-find-go = Show the invitation
asking-invitation-until = Link works until
asking-invitation-no-end = as long as the wave is open
asking-invitation-mails = Every mail to this client in this wave
asking-invitation-no-mail = No mail was made for this client in this wave.
asking-invitation-extend = How long the link works
asking-invitation-extend-hint = Leave empty for as long as the wave is open.
asking-invitation-extend-go = Keep this day
asking-invitation-bad-day = Fill in today or a later day, such as 2026-12-31, or nothing.
asking-invitation-replace = Give another link
asking-invitation-replace-lead = The old link and the old code on paper stop working at once. The new link goes with the next mail or letter; what was answered so far stays.
asking-invitation-replace-go = Replace the link
asking-invitation-withdraw = Take the invitation back
asking-invitation-withdraw-lead = The link stops working and no more mail goes out. This cannot be undone.
asking-invitation-withdraw-go = Take it back
