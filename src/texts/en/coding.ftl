# The coding desk: two people code what was said.

coding-here = Coding
coding-go = Code statements
coding-title = { $count ->
    [0] There are no statements to code yet
    [one] { $both } of { $count } statement has been coded by two people
   *[other] { $both } of { $count } statements have been coded by two people
}
coding-title-comments = { $count ->
    [0] There are no comments to code yet
    [one] { $both } of { $count } comment has been coded by two people
   *[other] { $both } of { $count } comments have been coded by two people
}
coding-source = What
coding-of-interviews = statements in interviews
coding-of-comments = comments on the questionnaire
coding-files = Code in a spreadsheet
coding-files-lead = Take in codes from a spreadsheet with the columns interview, statement, theme and tone, and coder with an e-mail address where the codes are another’s. Several themes in a cell stand apart by a semicolon. You see first what the file would do, row by row.
coding-files-out = The codes that you may see as a file
coding-files-choose = File with codes
coding-lead = Give each statement a tone and the themes that it is about. Two people do so apart from each other: you see the other’s code once you are both done with a statement.
coding-lead-full = { $first } and { $second } code this wave. You see their codes once both are done with a statement.
coding-lead-open = Coding apart is closed. All codes can be seen; what differs is now settled together.
coding-nothing = Nothing to code yet
coding-nothing-next = Take in interview notes as a file, or note statements in a conversation. Statements without a code land here.
coding-go-import = Take in interview notes
coding-tabs = Parts of the coding desk
coding-tab-list = Coding
coding-tab-differences = Differences
coding-tab-themes = Themes
coding-waiting = Waiting for you
coding-kappa-tone = Kappa of the tone
coding-kappa-themes = Kappa of the themes
coding-alpha = Alpha of the tone
coding-differences = Open differences
coding-resolved = { $count } settled
coding-kappa-of = { $both } coded by both, { $observed } alike; 95 % interval: { $low } to { $high }
coding-kappa-alike = all in one category
coding-kappa-none = nothing coded by both yet
coding-agreement-low = below 0.67: the report gives no shares
coding-agreement-tentative = between 0.67 and 0.80: tentative conclusions
coding-agreement-good = 0.80 or more: good agreement
coding-search = Search the statements
coding-show = Show
coding-show-waiting = waiting for my code
coding-show-mine = coded by me
coding-show-all = everything
coding-theme = Theme
coding-any-theme = any theme
coding-search-go = Search
coding-saved = Saved: { $what }.
coding-found = { $count ->
    [one] { $count } statement
   *[other] { $count } statements
}
coding-all-done = You have coded everything that was waiting for you.
coding-blind-here = Not yet coded by two people.
coding-interview-nr = { $key }, statement { $nr }
coding-comment = Comment on the questionnaire
coding-tone = Tone
coding-themes = Themes
coding-negative = negative
coding-neutral = neutral
coding-positive = positive
coding-no-theme = no theme
coding-none = no code yet
coding-first = First coder
coding-second = Second coder
coding-settled = Settled
coding-to-difference = To the difference
coding-save = Save
coding-change = Change my code
coding-suggestion = Suggested by the wording: { $theme }, for { $words }. You decide.
coding-word = “{ $word }” ({ $on } of { $all } times on this theme)
coding-paging = Pages
coding-page = Page { $at } of { $pages }
coding-previous = Previous
coding-next = Next
coding-seats = Who codes
coding-seats-lead = Who codes first takes one of the two seats. Free a seat when somebody else takes over: they go on with the codes that are there. Nobody can be both coders.
coding-seats-free = Free the seat
coding-closing = Close the coding apart
coding-closing-lead = { $both } statements have been coded by two people, { $rest } not yet. After closing, everybody at the coding desk sees all codes and nobody can code apart any more. A statement with one code then counts with that code. It can be reopened with a reason, and only for what two people have not coded yet.
coding-closing-sure = I know that nobody can code blind after this
coding-closing-go = Close and settle
coding-no-tone = Choose a tone; without one a statement is not coded.
coding-no-reason = Write down the reason: who reads the statement later must be able to follow the choice.
coding-long-reason = A reason has at most 2,000 characters; shorten it.
coding-unknown-theme = A theme that you chose is no longer there. Load the page again and choose again.
coding-not-sure = Tick that you know what closing means.
coding-full = Two others code this wave already. Your code was not saved.
coding-closed = Coding apart is closed. Your code was not saved; set it down under Differences, with a reason.
coding-shown = This statement has been coded by two people in the meantime. Your change was not saved; set it down under Differences, with a reason.
coding-still-blind = This statement has not been coded by two people yet, so there is nothing to settle.

coding-differences-title = { $open ->
    [0] No open differences, { $resolved } settled
    [one] One open difference, { $resolved } settled
   *[other] { $open } open differences, { $resolved } settled
}
coding-differences-lead = Read what was said, choose together the code that stands and write down why. The agreement stays that of the codes given apart.
coding-show-open = Open differences
coding-show-settled = Settled
coding-show-single = With fewer than two codes
coding-no-differences = There is nothing here.
coding-settle-this = Settle
coding-settle-again = Settle again
coding-settle = Set down what stands
coding-settled-now = Set down: { $what }.
coding-reason = Reason
coding-reason-hint = Why this code stands, in a sentence.

coding-themes-title = { $count ->
    [0] There are no themes yet
    [one] One theme
   *[other] { $count } themes
}
coding-themes-lead = Counted in people and not in statements: who raises the same thing three times counts once. A theme includes what was said on the themes below it; the report names only those at the top.
coding-themes-caption = Themes with the number of people who spoke of them
coding-interviewees = Interviewees
coding-respondents = Respondents
coding-statements = Statements
coding-parameters = Test parameters
coding-change-theme = Change
coding-too-small = too small for the report
coding-at-top = at the top, under no other theme
coding-add-theme = Add a theme
coding-theme-name = Name
coding-under = Under
coding-add = Add
coding-quotes = What may be quoted
coding-quotes-rule = Only with consent, on a theme that at least { $threshold } people spoke of, and from a segment of which at least so many were interviewed. The segment is named where at least { $threshold } of it spoke of this theme.
coding-quotes-choose = Choose what stands word for word in the report, at the interviews. A report that was made final keeps the quotes that it had.
coding-quote-in = Show in the report
coding-quote-out = Leave out of the report
coding-quoted = in the report
coding-not-quotable = This may not be quoted any more: who said it did not agree, or too few people spoke of it. The list below says what may.
coding-no-quotes = There is nothing yet that may be quoted.
coding-quotes-of = { $theme }: { $count ->
    [one] { $count } quote
   *[other] { $count } quotes
}
coding-change-title = Change the theme “{ $theme }”
coding-back-to-themes = All themes
coding-rename = Rename
coding-move = Move
coding-merge = Merge with another theme
coding-merge-into = Becomes part of
coding-choose-theme = choose a theme
coding-see-first = See what follows
coding-link = Test parameters that this theme says something about
coding-link-go = Keep the link
coding-follows = What follows
coding-follows-rename = “{ $theme }” is called “{ $name }” everywhere, in the report too. Files with the old word are still understood.
coding-follows-merge = Everything on “{ $theme }” counts as “{ $into }” from now on; “{ $theme }” can no longer be chosen. No button undoes this; what each coder chose is kept.
coding-follows-move = What was said on “{ $theme }” counts as “{ $top }” in the report.
coding-follows-top = “{ $theme }” stands at the top from now on, and comes into the report as a theme of its own.
coding-follows-below = What stands below it goes along: { $themes }.
coding-follows-caption = Interviewees and statements
coding-now = Now
coding-after = After
coding-gone = goes
coding-people-of = { $people } ({ $statements })
coding-do-change = Change
coding-theme-no-name = Give the theme a name.
coding-theme-too-long = A name has at most 80 characters.
coding-theme-taken = There is, or was, a theme of this name; choose another.
coding-theme-unknown = Choose a theme that is there.
coding-theme-circle = A theme cannot stand under itself or become part of itself.
coding-theme-in-protocol = The protocol names this theme at a subject. It keeps its name and its place at the top until the protocol is amended.
coding-reopen = Open coding apart again
coding-reopen-how = What two have not coded yet is coded apart again. What was seen or settled stays so. The reason goes into the log.
coding-reopen-why = Reason
coding-score = score { $score }
