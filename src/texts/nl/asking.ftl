# Het vragen: plan van een meting, herinneringen, verloop, brieven en stoppen met mail.

asking-tabs = Deze meting
asking-tab-wave = Verloop
asking-tab-plan = Plan
asking-tab-outlook = Vooruitblik
asking-tab-mails = Mailteksten
asking-tab-reminders = Herinneringen
asking-tab-letters = Brieven

# Het plan van een meting.

asking-go-plan = Plan deze meting
asking-plan-lead = Kies wie u vraagt en wanneer, en zie wat dat oplevert. Er gaat niets uit zolang de meting niet open is.
asking-plan-title = { $left ->
    [0] Niemand is nog uit te nodigen
   *[other] { $taken } van de { $left } klanten worden uitgenodigd
}
asking-plan-unknown = Plan van de meting
asking-go-surveys = Naar de vragenlijsten
asking-comes-to = Wat dit plan oplevert
asking-left = Nog niet uitgenodigd
asking-taken = Wordt uitgenodigd
asking-nobody-left = Alle klanten van de lijst zijn uitgenodigd, of de lijst is leeg.
asking-not-mailed = { $mailed } van hen krijgen de mail. { $resting ->
    [0] Niemand rust
    [one] Eén klant rust omdat die kort geleden mail van een andere meting kreeg
   *[other] { $resting } klanten rusten omdat zij kort geleden mail van een andere meting kregen
}; { $stopped ->
    [0] niemand heeft gevraagd geen mail meer te krijgen.
    [one] één klant wil geen mail meer.
   *[other] { $stopped } klanten willen geen mail meer.
}
asking-go-outlook = Wat kan dit aantonen?
asking-decide = Wie en wanneer
asking-see = Toon wat dit oplevert
asking-keep = Bewaar dit plan
asking-version = { $survey }, versie { $version }
asking-fixed = Vragenlijst en privacy liggen vast sinds de eerste uitnodiging.
asking-fixed-later = Staat op de eerste pagina van de klant, en ligt vast vanaf de eerste uitnodiging.
asking-segments = Segmenten
asking-segments-hint = Alle aangevinkt: ook wie later in een nieuw segment komt wordt gevraagd.
asking-sampling = Wie daarvan
asking-census = Iedereen
asking-simple = Een aselecte steekproef
asking-stratified = Een steekproef naar verhouding van de segmenten, met een minimum per segment
asking-minimum = Minimaal per segment
asking-opens = Opent vanzelf op
asking-opens-hint = Datum en tijd in { $zone }. Laat leeg om zelf te openen.
asking-closes = Sluit vanzelf op
asking-closes-hint = Laat leeg om zelf te sluiten. Wie op tijd begon, heeft nog een uur.
asking-send = Verstuur de uitnodiging meteen bij het openen
asking-is-open = De meting is open sinds { $at }.
asking-go-reminders = Plan de herinneringen
asking-rest = Rust in dagen
asking-rest-hint = Wie in zoveel dagen mail van een andere meting had, krijgt geen mail van deze. 0 is geen rust.
asking-quota = Sluit bij zoveel antwoorden
asking-quota-hint = Laat leeg om niet op een aantal te sluiten.
asking-by-hand = met de hand
asking-who-plan = { $count ->
    [0] Wie het plan neemt: niemand meer
    [one] Wie het plan neemt: één klant
   *[other] Wie het plan neemt: { $count } klanten
}
asking-bad-size = Vul in hoeveel klanten de steekproef telt, 1 of meer.
asking-bad-minimum = Vul een heel getal in, 0 of meer.
asking-minimum-over-size = Het minimum per segment is groter dan de hele steekproef. Maak het hoogstens { $size }.
asking-bad-moment = Vul een datum en tijd in, zoals 2026-11-02T08:00.
asking-bad-rest = Vul een aantal dagen in van 0 tot 3650.
asking-bad-quota = Vul een heel getal in, 1 of meer, of laat het leeg.
asking-opens-in-past = Dit moment is voorbij. Kies een later moment om te openen.
asking-closes-in-past = Dit moment is voorbij. Kies een later moment om te sluiten.
asking-closes-before = De meting zou sluiten voordat zij opent. Kies een later einde.
asking-no-segment = Kies ten minste één segment.
asking-unknown-segment = Het segment “{ $code }” staat niet in het protocol. Bekend zijn { $known }.
