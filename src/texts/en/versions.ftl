# Writing a questionnaire, its versions and their publication.

versions-mistakes = { $count ->
    [one] One mistake
   *[other] { $count } mistakes
}
versions-sound = No mistakes: { $items } questions on { $pages } pages, about { $minutes } min. Nothing is stored until you save.
versions-mend-first = Mend the mistakes first; then the page is shown.
versions-check = Check
versions-show = Show in the preview
versions-preview = As a client sees it
versions-preview-hint = The width of a telephone. Nothing that is filled in here is kept.
versions-page-shown = Page in the preview (0 is the welcome)
versions-codes = Codes that complete the word
versions-completion = Codes that begin like the word you are writing; Ctrl + space takes the first.
versions-title = Version { $version } of “{ $name }”
versions-first = The first version: nothing to compare it with.
versions-compared = { $count ->
    [0] Nothing that clients see differs from version { $version }.
    [one] One difference with version { $version }. Say what it does to the answers.
   *[other] { $count } differences with version { $version }. Say of each what it does to the answers.
}
versions-changes = Differences
versions-what = What
versions-old = Old
versions-new = New
versions-consequence = Consequence
versions-added = A new question: its series begins here.
versions-removed = This question goes: its series ends, the answers stay.
versions-parameters = Test parameters that use it: { $codes }.
versions-breaks = No longer comparable with wave { $waves }.
versions-charts = Charts over the waves show a break here.
versions-makes-stale = The translation “{ $language }” was made from the old text.
versions-always-meaning = Another scale, other codes or another direction: always a change of meaning.
versions-weighs = What the change of { $what } weighs
versions-proposed = (proposed)
versions-cosmetic = cosmetic: a typing error or layout
versions-wording = wording: the same question, comparable with a footnote
versions-meaning = meaning: another question, the series breaks
versions-for-ever = A published version stays as it is, for ever. Answers on earlier versions stay with theirs, and who is answering now finishes on that one.
versions-changed-meanwhile = Somebody saved the draft since you opened this page. Look at the differences again.
versions-undecided = Say what the change of { $what } weighs
versions-stale-meaning = { $language }: the text { $what } was translated from the question as it was. Translate it anew before this is published.
versions-source = source language
versions-complete = complete: { $all } texts
versions-stale = { $stale ->
    [one] complete; one text was made from an old source
   *[other] complete; { $stale } texts were made from an old source
}
versions-incomplete = { $missing ->
    [one] one text of { $all } is missing
   *[other] { $missing } texts of { $all } are missing
}
versions-on-paper = On paper
versions-typed-over = file to type the answers over into
versions-translations = translations
versions-all = Versions
versions-changed-then = What this version changed
versions-published-on = published on { $at }
versions-translations-title = Translations of “{ $name }”
versions-translations-lead = A translator gets a file with one row a text, and fills in the column “target”. What comes back is shown before anything is kept.
versions-language = Language
versions-progress = How far
versions-download = File for the translator
versions-new-language = Another language
versions-new-language-hint = Its tag, such as fy, de or ar
versions-bring = Bring back a translated file
versions-file = Translated file (CSV)
versions-bring-action = Show what it changes
versions-brought-title = { $language }: { $count ->
    [one] one text changes
   *[other] { $count } texts change
}
versions-brought-nothing = This file changes nothing.
versions-brought-kept = { $count ->
    [one] One translation is the same as before, and counts as looked at.
   *[other] { $count } translations are the same as before, and count as looked at.
}
versions-now = Now
versions-then = Becomes
versions-source-text = Source
versions-store = Keep as a draft
versions-unknown-key = Line { $line }: there is no text { $key } in this questionnaire.
versions-source-changed = Line { $line }: the source of { $key } has changed since the file was made. Make a new file for the translator.
versions-still-missing = A language comes in when it is complete. Still missing: { $keys }.
versions-by-hand = These stand at another place in the file, such as a shared scale; translate them in the text itself: { $keys }.
versions-no-language = “{ $tag }” is not a language tag; write one such as nl, en or fy.
versions-not-source = This is the source language itself.
versions-note-missing = missing
versions-note-stale = the source changed after this was translated
versions-no-file = Choose a file first.
versions-trying = This is a try of a draft. What you fill in is kept apart, counts nowhere, and goes when the questionnaire is published.
versions-try = Let others try this draft
versions-try-how = By a secret link, as clients will see it. What is answered there is flagged as a try: it never enters a result and is erased at the publication.
versions-try-open = Make a link
versions-try-close = Take the link away
versions-tried = { $count ->
    [one] One try so far.
   *[other] { $count } tries so far.
}
versions-new-language-tag = Language tag
