# Antwoorden als bestanden voor analyse elders.

exports-title = Antwoorden meenemen: { $wave }
exports-lead = Voor analyse in een ander programma. Open teksten en adressen staan niet in deze bestanden, en een segment met te weinig antwoorden blijft leeg. Het logboek houdt bij wie ze meenam.
exports-wide = Een rij per respons (CSV)
exports-wide-hint = Zo dat het ook weer ingelezen kan worden, in een andere database; in deze zelfde meting zouden antwoorden via een link dubbel tellen.
exports-long = Een rij per antwoord (CSV)
exports-long-hint = Voor draaitabellen en databases.
exports-dictionary = Wat de kolommen betekenen (CSV)
exports-dictionary-hint = Vraag, soort en waarden van elke kolom.
exports-running = Deze meting loopt nog. De antwoorden kunnen mee zodra zij gesloten is: twee exports tussendoor zouden laten zien wie net had geantwoord.
exports-go = Neem de antwoorden mee
