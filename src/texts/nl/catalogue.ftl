# Clusters, diensten en afspraken als bestand.

catalogue-lead = Een rij met een bekende code verandert wat er in het protocol staat, een nieuwe code komt erbij; wat geen rij heeft, blijft. Alleen de code moet een kolom hebben: een kolom die ontbreekt, laat staan wat er staat; een lege cel maakt het leeg. Meer codes in een cel staan uiteen met puntkomma’s.
catalogue-go-file = Uit een bestand
catalogue-current = Downloaden wat er nu in het protocol staat
catalogue-current-how = Verander het in een rekenblad en breng het hier terug.
catalogue-reason = Reden van deze wijziging
catalogue-reason-hint = Het protocol is vastgesteld: wat dit bestand verandert, wordt een wijzigingsvoorstel met uw reden. Een manager keurt het goed.
catalogue-proposed = Het protocol is vastgesteld. Wat het bestand verandert, wacht op goedkeuring door een manager.
catalogue-to-amendments = Naar de wijzigingen van het protocol
catalogue-to-protocol = Naar het protocol
