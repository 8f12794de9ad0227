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
versions-makes-stale = The translation into { $language } was made from the old text.
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
