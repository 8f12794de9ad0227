# Wat peil survey zegt over een bestand met een vragenlijst.

survey-file-unreadable = { $file } is niet te lezen: { $error }
survey-file-not-text = { $file } is geen tekst in UTF-8.
survey-never-shown = Let op: vraag “{ $code }” kan niemand ooit te zien krijgen.
survey-never-asked-page = Let op: pagina “{ $code }” kan niemand ooit te zien krijgen.
survey-is-sound = Vragenlijst “{ $code }” klopt: { $questions } vragen op { $pages } pagina’s.
survey-path-because = { "   " }bij: { $answers }
survey-paths-too-many = Er zijn meer paden dan hier te doorlopen zijn; dit zijn de eerste.
survey-no-such-instrument = Er is geen instrument “{ $code }”. Wel: { $known }.
