# Metingen, wie ze vragen, en de mail die ervoor uitgaat.

wave-index-title = { $count ->
    [0] Nog geen meting
    [one] Eén meting, { $open } open
   *[other] { $count } metingen, { $open } open
}
wave-index-lead = Een meting is één ronde van vragen: gepland in het protocol, dan open, dan gesloten.
wave-none = Er is geen meting gepland
wave-none-next = Metingen horen bij het protocol. Plan er daar een; die verschijnt dan hier.
wave-caption = Metingen op nummer
wave-number = Nr.
wave-name = Meting
wave-kind = Soort
wave-state = Stand
wave-privacy = Privacy
wave-asked = Gevraagd
wave-answered = Geantwoord
wave-survey = Vragenlijst
wave-kind-baseline = nulmeting
wave-kind-interim = tussenmeting
wave-kind-final = eindmeting
wave-kind-follow-up = vervolgmeting
wave-privacy-named = op naam
wave-privacy-confidential = vertrouwelijk
wave-privacy-anonymous = anoniem
wave-planned = gepland
wave-open = open
wave-closed = gesloten
wave-before-title = { $wave } staat nog niet open
wave-opening = Meting openen
wave-opening-lead = Vanaf dan kunnen klanten antwoorden, en wordt de meting beoordeeld met het protocol zoals het nu is vastgesteld.
wave-last-day = Laatste dag om te antwoorden
wave-last-day-hint = Laat leeg om de meting zelf te sluiten.
wave-opening-go = Open de meting
wave-closed-at = Gesloten op { $at }; { $privacy }.
wave-open-until = Open sinds { $from }, tot { $until }; { $privacy }.
wave-open-since = Open sinds { $from }; { $privacy }.
wave-progress = Voortgang per segment
wave-nobody-invited = Er is nog niemand uitgenodigd. Nodig hieronder klanten uit; daarna verstuurt u de mail.
wave-from-file = De antwoorden van deze meting kwamen uit een bestand; hiervandaan is niemand uitgenodigd.
wave-segment = Segment
wave-clients = Klanten
wave-invited = Uitgenodigd
wave-sent = Verstuurd
wave-bounced = Onbestelbaar
wave-started = Begonnen
wave-submitted = Ingestuurd
wave-response = Respons
wave-total = Samen
wave-inviting = Klanten uitnodigen
wave-left = { $count ->
    [0] Alle klanten van de lijst zijn uitgenodigd.
    [one] Eén klant is niet uitgenodigd.
   *[other] { $count } klanten zijn niet uitgenodigd.
}
wave-go-clients = Bekijk de klanten
wave-who = Wie wordt uitgenodigd
wave-who-all = { $count ->
    [one] De ene die nog niet is uitgenodigd
   *[other] Alle { $count } die nog niet zijn uitgenodigd
}
wave-who-sample = Een aselecte steekproef daaruit
wave-size = Grootte van de steekproef
wave-seed = Startgetal
wave-seed-hint = Met hetzelfde startgetal trekt iedereen dezelfde steekproef opnieuw. Het logboek bewaart het.
wave-invite-go = Nodig uit
wave-closing = Meting sluiten
wave-closing-more = Deze meting sluiten
wave-closing-lead = Daarna komt er niets meer binnen. Heropenen kan met een reden, zolang de evaluatie niet definitief is.
wave-closing-go = Sluit de meting
wave-send = Mail versturen
wave-sending-title = { $count ->
    [0] Niemand krijgt deze mail
    [one] Eén klant krijgt deze mail
   *[other] { $count } klanten krijgen deze mail
}
wave-by-mail = De mailserver verstuurt ze één voor één; de postbus uit laat zien hoe ver het is.
wave-by-file = Er is geen mailserver ingesteld (PEIL_SMTP_URL). Elke mail wordt een .eml-bestand in de map “mail” van de gegevensmap; een mailprogramma opent het.
wave-sending-go = { $count ->
    [one] Verstuur één mail
   *[other] Verstuur { $count } mails
}
wave-step-invitation = Uitnodiging
wave-step-reminder = Herinnering { $number }
wave-reasons = Wie krijgt deze mail, en wie niet
wave-reason = Waarom
wave-reason-gets = Krijgt deze mail
wave-reason-had = Heeft deze mail al gehad
wave-reason-submitted = Heeft al geantwoord
wave-reason-bounced = Het adres bestaat niet
wave-reason-opted-out = Wil geen mail meer
wave-reason-revoked = De uitnodiging is ingetrokken
wave-reason-expired = De uitnodiging is verlopen
wave-reason-not-sent = De uitnodiging is nog niet verstuurd
wave-reason-too-soon = De uitnodiging is te kort geleden verstuurd
wave-reason-resting = Kreeg kort geleden mail van een andere meting
wave-reason-not-invited = Is niet uitgenodigd
wave-outbox = Postbus uit
wave-outbox-title = { $sent } verstuurd, { $waiting } wachten, { $failed } mislukt
wave-outbox-none = Nog geen mail
wave-outbox-next = Open een meting, nodig klanten uit en verstuur: wat uitgaat staat hier.
wave-outbox-newest = De nieuwste { $shown } van { $all } mails
wave-to = Aan
wave-step = Mail
wave-attempts = Pogingen
wave-when = Wanneer
wave-state-queued = wacht
wave-state-sending = wordt verstuurd
wave-state-sent = verstuurd
wave-state-failed = mislukt
wave-problem-not-frozen = Een meting opent onder een vastgesteld protocol. Stel eerst het protocol vast.
wave-problem-not-published = De vragenlijst van deze meting is niet gepubliceerd. Publiceer die eerst.
wave-problem-day = Vul een datum in, zoals 2026-11-30.
wave-problem-past = Deze dag is voorbij. Kies vandaag of later.
wave-problem-size = Vul in hoeveel klanten u wilt trekken, 1 of meer.
wave-problem-seed = Vul een heel getal in als startgetal.

wave-reopening = Deze meting heropenen
wave-reopening-lead = De links werken weer en er komen antwoorden binnen, zonder sluitingstijd. Bij een vertrouwelijke meting blijft wat al verzonden was losgemaakt van wie het zond. Het logboek bewaart waarom.
wave-reopening-reason = Waarom de meting weer opengaat
wave-reopening-go = Heropenen
wave-problem-reason = Zeg waarom de meting weer opengaat.
wave-problem-final = De evaluatie van deze meting is definitief; de meting blijft gesloten.
wave-step-outcome = Uitkomst voor wie erom vroeg
wave-refused = Afgemeld
wave-needed = Nodig
wave-enough = gehaald
wave-lacking = { $left ->
    [0] Er zijn genoeg antwoorden om een aandeel op vijf punten te kennen.
    [one] Er is nog één antwoord nodig om een aandeel op vijf punten te kennen.
   *[other] Er zijn nog { $left } antwoorden nodig om een aandeel op vijf punten te kennen.
}
wave-lacking-segments = Per segment nog nodig: { $segments }.
wave-lacking-why = Wat deze antwoorden kunnen aantonen
wave-missing = Wie niet heeft geantwoord
wave-missing-link = Wie niet heeft geantwoord, en hoe ver zij zijn
wave-missing-title = { $count ->
    [0] Iedereen die gevraagd is heeft geantwoord
    [one] Eén klant heeft niet geantwoord
   *[other] { $count } klanten hebben niet geantwoord
}
wave-missing-title-least = Minstens { $count } klanten hebben niet geantwoord
wave-missing-anonymous = Deze meting is anoniem: hier staat niemand bij naam, en aantallen gaan in stappen van { $step }. Wie heeft geantwoord wordt met meer tegelijk gemerkt; de laatste antwoorden zijn dus nog niet te zien.
wave-missing-fewer = minder dan { $step }
wave-missing-least = minstens { $count }
wave-missing-segments = Niet geantwoord, per segment en stand
wave-missing-count = Niet geantwoord
wave-missing-list = Klanten die niet hebben geantwoord, op sleutel
wave-missing-key = Sleutel
wave-missing-name = Naam
wave-missing-role = Rol
wave-missing-sent = Uitnodiging verstuurd
wave-missing-every-segment = Alle segmenten
wave-missing-every-stage = Alle standen
wave-missing-go = Toon
wave-missing-none-here = Hier is niemand.
wave-missing-paging = Bladzijden met klanten
wave-missing-first = Eerste bladzijde
wave-missing-next = Volgende bladzijde
wave-missing-back = Terug naar de meting
wave-stage-created = Niet gemaild
wave-stage-queued = Mail wacht
wave-stage-sent = Mail verstuurd
wave-stage-bounced = Adres bestaat niet
wave-stage-opted-out = Geen mail meer
wave-stage-started = Begonnen
