# Clusters, diensten en afspraken als bestand.

catalogue-title = { $part } uit een bestand
catalogue-lead = Eén rij voor elk. Een rij met een bekende code verandert wat er staat, een nieuwe code komt erbij; wat geen rij heeft, blijft. Het hele bestand gaat erin, of niets.
catalogue-go-file = Uit een bestand
catalogue-file = Bestand (CSV)
catalogue-file-hint = Met kopregel. Komma’s, puntkomma’s of tabs; zoals een rekenblad het opslaat.
catalogue-reason = Reden van deze wijziging
catalogue-reason-hint = Het protocol is vastgesteld: wat nu verandert, wordt een nieuwe versie, met uw reden.
catalogue-go = Innemen
catalogue-look = Alleen bekijken wat er zou veranderen
catalogue-columns = Kolommen
catalogue-columns-lead = Alleen de code moet erin staan. Een kolom die ontbreekt, laat staan wat er in het protocol staat; een lege cel maakt het leeg. Meer codes in een cel staan uiteen met puntkomma’s.
catalogue-current = Downloaden wat er nu is, in deze kolommen
catalogue-no-file = Kies eerst een bestand.
catalogue-counts = { $added } nieuw, { $changed } veranderd, { $unchanged } hetzelfde.
catalogue-trial = Er is niets opgeslagen.
catalogue-stored = Het protocol bevat ze nu.
catalogue-ignored = Kolommen waar niets mee is gedaan: { $columns }.
catalogue-refused = Er is niets opgeslagen. Verbeter wat hieronder staat en breng het bestand opnieuw.
