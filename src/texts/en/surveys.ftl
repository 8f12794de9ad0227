# Questionnaires and interview guides.

surveys-title = { $count ->
    [0] No questionnaire yet
    [one] One questionnaire, { $drafts } not published
   *[other] { $count } questionnaires, { $drafts } not published
}
surveys-caption = Questionnaires
surveys-add = Add a questionnaire
surveys-name = Name
surveys-kind = Kind
surveys-state = State
surveys-version = Version
surveys-pages = Pages
surveys-items = Questions
surveys-languages = Languages
surveys-kind-survey = questionnaire
surveys-kind-guide = interview guide
surveys-published = published
surveys-draft = draft
surveys-lead = { $items } questions on { $pages } pages; { $languages }.
surveys-publish = Publish
surveys-is-draft = This is a draft. Publish it, and a wave can ask it; from then on it stays as it is.
surveys-is-published = Version { $version } was published on { $at } and stays as it is. An edit makes a new version.
surveys-required = must be answered
surveys-not-applicable = “not applicable” is an answer
surveys-one-of = One of:
surveys-some-of = Any of:
surveys-free-text = Free text, { $count } characters at most
surveys-for-parameter = for a test parameter
surveys-for-driver = to explain
surveys-for-background = background
surveys-for-comment = comment
surveys-text = The questionnaire as text
surveys-edit-title = Edit { $code } as text
surveys-edit-lead = The file is judged as a whole: whatever is wrong is shown at its line.
surveys-other-code = The code of this file is another questionnaire's. The code stays as it is; add another questionnaire instead.
surveys-code-taken = There is a questionnaire with this code already. Edit that one, or choose another code.
surveys-preview = Look at it as a client
surveys-ranked = All of them in order:
surveys-number = A number
surveys-email = An e-mail address
surveys-date = A date
surveys-information = A notice; nothing is asked.
surveys-dont-know = “I don’t know” is offered
