# What peil survey says of a file with a survey.

survey-file-unreadable = { $file } cannot be read: { $error }
survey-file-not-text = { $file } is not text in UTF-8.
survey-never-shown = Note: nobody can ever see question “{ $code }”.
survey-never-asked-page = Note: nobody can ever see page “{ $code }”.
survey-is-sound = Survey “{ $code }” is sound: { $questions } questions on { $pages } pages.
survey-path-because = { "   " }with: { $answers }
survey-paths-too-many = There are more paths than can be walked here; these are the first.
survey-no-such-instrument = There is no instrument “{ $code }”. There are: { $known }.
