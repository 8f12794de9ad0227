# Taking in files through the browser.
imports-title = Imports
imports-heading = { $count ->
    [0] No file was taken in yet
    [one] One file was taken in
   *[other] { $count } files were taken in
}
imports-lead = A file is taken in whole or not at all. First you see what is in it.
imports-none = Nothing was imported yet
imports-none-next = Choose above what you have; the preview stores nothing.
imports-kind-clients = Clients
imports-kind-responses = Responses
imports-kind-comments = Open comments
imports-kind-dispositions = Dispositions
imports-kind-interviews = Interview notes
imports-kind-codes = Codes of statements
imports-kind-themes = Themes
imports-kind-measurements = Measurements
imports-kind-tickets = Tickets
imports-kind-clusters = Clusters
imports-kind-services = Products and services
imports-kind-agreements = Agreements (SLA)
imports-columns-clients = Columns: key, name, email (empty for who gets a letter), segment; role and language if you have them.
imports-columns-responses = Columns: respondent, segment, and one for each item, under its code.
imports-columns-comments = Columns: respondent, comment; language and comment_en if you have them.
imports-columns-dispositions = Columns: wave, I, P, R, NC, O, UH, UO, not_eligible (AAPOR's codes).
imports-columns-interviews = One statement a row. Columns: interview, date, statement; interviewer, segment, role, theme, tones of both coders, open problem, may be quoted, test parameter, service, score. Or one interview a row with a column for each note (statement, statement_2 to statement_9).
imports-columns-codes = One code a row. Columns: interview, statement (its number in the interview), tone; theme, coder (e-mail address).
imports-columns-themes = One theme a row, those above first. Columns: theme; parent, parameters. What is blank stays as it is.
imports-columns-measurements = Columns: parameter, period, numerator, denominator; cluster if it is cut by cluster.
imports-columns-tickets = Columns: ticket, hours; closed on, cluster and series if you have them. For tickets that are still open: status, and extracted at (the day of extraction).
imports-columns-clusters = One cluster a row. Columns: code, name nl, name en; what was planned.
imports-columns-services = One service a row. Columns: code, cluster, name nl, name en, way of handling, back office; steps, contact, work, aids and tips if you have them.
imports-columns-agreements = One agreement a row. Columns: code, cluster, name nl, name en, response and solved within (hours), share within the norm; segments, series and validity if you have them.
imports-batches = Files taken in, newest first
imports-file = File
imports-kind = Kind
imports-rows = Rows
imports-when = When
imports-choose-file = CSV file or Excel workbook
imports-choose-hint = As your spreadsheet saves it: .csv with commas or semicolons, UTF-8 or Windows, or .xlsx. Columns may have names of their own; you say next what they are.
imports-no-file = Choose a file that is not empty.
imports-wave = Wave
imports-wave-hint = These answers belong to one wave.
imports-wave-tickets = Only for tickets without a closing date, such as those still open.
imports-wave-none = Choose a wave
imports-no-wave = Choose the wave that these answers belong to.
imports-look = Look what is in it
imports-lacks-wave = Some tickets have no closing date, so no wave can claim them. Bring the file again and choose the wave they belong to.
imports-sound = { $count ->
    [0] This file holds no rows
    [one] One row, without a fault
   *[other] { $count } rows, without a fault
}
imports-refused = { $count ->
    [one] One problem: nothing was stored
   *[other] { $count } problems: nothing was stored
}
imports-more = And { $count } more problems; mend these first.
imports-notes = Worth a look, but no reason to refuse
imports-take = { $count ->
    [one] Take in this row
   *[other] Take in these { $count } rows
}
imports-other-file = Choose another file
imports-encoding = Encoding
imports-delimiter = Between columns
imports-tab = tab
imports-records = Rows in the file
imports-ignored = Columns that nothing is done with
imports-problems = What to mend before this file can be taken in
imports-row = Row
imports-column = Column
imports-cell = Cell
imports-what = What is wrong
imports-mend = What to do
imports-taken = Taken in: { $added } new, { $changed } changed, { $unchanged } unchanged
imports-before = This very file was taken in before; nothing changed
imports-to-evaluation = See the evaluation
imports-to-imports = All imports
imports-would = { $added } new, { $changed } changed, { $unchanged } unchanged
imports-would-be = What taking it in would do
imports-was-before = This very file was taken in on { $day }; taking it in again changes nothing.
imports-state = State
imports-stands = taken in
imports-taken-out = taken out on { $day }
imports-coming = coming in: { $done } of { $rows } rows
imports-going = being removed; none of its rows counts any more
imports-stopped = stopped; nothing of it was taken in
imports-stop = Stop taking it in
imports-stop-how = No row counts before all of them are in. If you stop, nothing of this file is kept.
imports-refresh = Refresh this page
imports-checking = The file is being checked
imports-taking = The file is coming in
imports-far = { $percent } % of { $megabytes } MB
imports-far-how = You can close this page and come back later; it refreshes itself.
imports-give-up = Do not bring this file
imports-large-not-read = This file was not read
imports-large-unreadable = A file of more than a megabyte needs a row with the names of its columns, in a usual encoding. Put that row on top, or save it as UTF-8, and bring it again.
imports-large-failed = Something went wrong on our side; nothing was taken in. The file is still here: try it again.
imports-large-deadly = The server stopped several times while it worked on this file; nothing was taken in. The file is still here: try it again, or bring it in smaller parts.
imports-begun-again = The server stopped in the middle of this. What was there of it was removed, and it began again from the start.
imports-again = Try again
imports-sizes = Tickets, measurements and responses as CSV up to { $large } MB; other files and workbooks up to { $small } MB.
imports-unfinished = This file is not in: it is still coming in, or that was stopped.
imports-settling = in; changes are still being written
imports-settling-wait = All of this file counts already. What it changed is still being written over the old rows; take it out after that.
imports-hash = SHA-256
imports-undo = Take this file out again
imports-undo-how = What the file added goes, and what it changed is as it was before. The log keeps both.
imports-cannot-undo = This file stays in
imports-undone = Taken out: { $removed } rows removed, { $restored } as before
imports-was-undone = This file was taken out already, on { $day }.
imports-wave-closed = The wave was closed with this file in it, and its evaluation may rest on it. Bring a corrected file instead.
imports-later-file = A later file, “{ $file }”, wrote over rows of this one. Take that one out first.
imports-in-use = Something hangs on rows of this file: clients who were invited, comments on responses, or codes with these themes; or a theme was changed since. Take those files out first; clients who were invited stay.
imports-bound = The protocol was changed since in what this file brought, or refers to it, or the proposal was withdrawn. Change the protocol in its forms.
imports-undo-reason = File { $file } was taken out again.
imports-codes-seen = Codes of this file have been seen by the other coder, were given anew since, or count already because coding apart is closed. What was seen cannot be unseen: put single codes right under Differences.
imports-to-desk = To the coding desk
imports-first-rows = The first rows, as they were read
imports-refused-in = { $rows ->
    [one] One row is refused
   *[other] { $rows } rows are refused
}: { $count ->
    [one] one problem
   *[other] { $count } problems
}, nothing was stored
imports-take-good = { $count ->
    [one] Take the one good row
   *[other] Take the { $count } good rows
} and leave out { $refused ->
    [one] the refused one
   *[other] the { $refused } refused ones
}
imports-refused-rows = { $count ->
    [one] Download the refused row with the reason (CSV)
   *[other] Download the { $count } refused rows with the reasons (CSV)
}
imports-left-out-rows = Rows left out
imports-original = Download the file as it was brought
imports-template = A file to begin with
imports-template-how = The names of the columns and two example rows. Put your own rows in their place.
imports-template-nl = in Dutch (CSV)
imports-template-en = in English (CSV)
imports-columns-read = Columns: { $read } of { $all } are read
imports-columns-how = What each column is read as. A file cannot do without those with a star.
imports-columns-more = Only the first { $most } columns can be chosen here; the others are read by their names.
imports-samples = Its first cells
imports-read-as = Read as
imports-why = Why
imports-leave-out = (leave out)
imports-left-out = left out by you
imports-values = Words that stand for a code
imports-values-how = Say once what a cell means; it is remembered for the next file.
imports-stands-for = Stands for
imports-choose = Choose
imports-no-answer = (no answer)
imports-reading = How the file is read
imports-read-again = Read the file again like this
imports-found = as found: { $found }
imports-unclear = the file does not tell
imports-header-row = Row with the names of the columns
imports-header-hint = Now row { $row }. Fill in 0 when no row has names; the columns are then called A, B, C.
imports-decimal = Decimal sign
imports-comma = comma (7,5)
imports-point = point (7.5)
imports-dates = Dates
imports-dates-hint = Without a choice the day comes first, and a date that does not exist that way is refused.
imports-day-first = day first (31-12-2026)
imports-month-first = month first (12/31/2026)
imports-sheet = Sheet
imports-preset = Program that wrote the file
imports-preset-limesurvey = LimeSurvey
imports-preset-forms = Google Forms, Microsoft Forms or the like
imports-preset-long = Peil, one answer a row
imports-preset-none = none in particular
imports-row-by-row = Row by row
imports-rows-title = { $file } row by row
imports-rows-lead = What taking the file in would do with each row. Nothing was stored yet.
imports-rows-none = There are no such rows.
imports-rows-what = What becomes of it
imports-rows-page = { $page } of { $pages }
imports-rows-before = Previous
imports-rows-next = Next
imports-rows-back = Back to the file
imports-fate-refused = Refused
imports-fate-changed = Changed
imports-fate-new = New
imports-fate-unchanged = Unchanged
imports-fate-added-how = Is added.
imports-fate-unchanged-how = Is there already, exactly so.
imports-fate-moved-how = Belongs to another wave from now on.
imports-fate-beside-how = Stays out because a row that goes with it is refused.
imports-nothing = nothing
