sharing-title = Delen en versturen
sharing-lead = Elke uitgave laat niet meer zien dan haar lezers mogen zien. Wat naar wie ging, wordt bewaard.
sharing-fresh = Deze link wordt één keer getoond; kopieer hem nu. Hieronder kunt u hem intrekken.
sharing-draft = Alleen een definitief verslag kan worden gedeeld. De evaluator maakt het definitief op de pagina van het verslag.
sharing-safe = Nagegaan: uit alle uitgaven, bestanden en eerdere verslagen samen is geen groep kleiner dan de drempel af te leiden.
sharing-unsafe = Dit verslag kan niet worden gedeeld: samen met wat al buiten is zou het kleine groepen verraden.
sharing-link = Een link maken
sharing-edition = Uitgave
sharing-language = Taal
sharing-purpose = Voor wie
sharing-days = Hoeveel dagen hij werkt
sharing-make = Link maken
sharing-dispatch = Noteren dat het op een andere manier is verstuurd of getoond
sharing-channel = Hoe
sharing-channel-link = link
sharing-channel-mail = e-mail
sharing-channel-meeting = bijeenkomst
sharing-channel-intranet = intranet
sharing-channel-paper = papier
sharing-audience = Aan wie
sharing-recipients = Hoeveel mensen
sharing-note = Noteren
sharing-links = Links
sharing-column-purpose = Voor wie
sharing-column-wave = Meting
sharing-column-edition = Uitgave
sharing-column-until = Werkt tot
sharing-column-state = Stand
sharing-column-when = Wanneer
sharing-column-channel = Hoe
sharing-column-audience = Aan wie
sharing-column-recipients = Mensen
sharing-revoke = Intrekken
sharing-revoked = ingetrokken
sharing-expired = verlopen
sharing-sent = Wat naar wie is gegaan
sharing-none = Er is nog niets verstuurd.

sharing-asked =
    { $clients ->
        [one] Eén klant vroeg om de uitkomst
       *[other] { $clients } klanten vroegen om de uitkomst
    }
sharing-asked-lead = Zij krijgen één mail met een link naar de uitgave voor klanten, in het Nederlands of het Engels. De uitgave staat daarna ook achter de link van wie niet om mail vroeg.
sharing-asked-send = Mail hun de uitkomst
sharing-asked-audience = klanten die erom vroegen
