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
asking-left = Nog over
asking-taken = Uit te nodigen
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

# Herinneringen.

asking-reminders-lead = Herinneringen gaan vanzelf uit, in hun uren en op hun dagen, naar wie nog kan antwoorden. Ze stoppen als de meting sluit.
asking-reminders-over = De meting is gesloten: er gaat geen mail meer uit.
asking-planned-title = { $count ->
    [0] Geen herinnering gepland
    [one] Eén herinnering gepland
   *[other] { $count } herinneringen gepland
}
asking-due-title = { $count ->
    [0] Niemand krijgt nu een herinnering
    [one] Eén klant krijgt nu een herinnering
   *[other] { $count } klanten krijgen nu een herinnering
}
asking-stopped-title = Alle mail van deze meting is gestopt
asking-who-now = Wie krijgt nu wat, en wie niet
asking-next = Het eerstvolgende moment waarop herinneringen uitgaan is { $at }.
asking-send-now = Verstuur nu met de hand
asking-stop = Alle mail stoppen
asking-stop-lead = Wat klaarstaat wacht dan, en er komt niets bij. De vragenlijst zelf blijft open.
asking-stop-go = Stop alle mail
asking-stopped = De mail staat stil sinds { $at }. Wat klaarstaat wacht.
asking-resume-go = Laat de mail weer gaan
asking-reminder-plan = Wanneer er wordt herinnerd
asking-reminder-plan-lead = Geteld vanaf de uitnodiging van elke klant. Een leeg veld is geen herinnering; niemand krijgt er meer dan hier staan, en tussen twee mails liggen altijd de dagen van het plan.
asking-after = Herinnering { $number }: na hoeveel dagen
asking-from = Vanaf
asking-until = Tot
asking-days = Op deze dagen
asking-monday = maandag
asking-tuesday = dinsdag
asking-wednesday = woensdag
asking-thursday = donderdag
asking-friday = vrijdag
asking-saturday = zaterdag
asking-sunday = zondag
asking-hours-zone = De uren zijn die van { $zone }, ook als de klok wordt verzet.
asking-keep-reminders = Bewaar de herinneringen
asking-bad-days = Vul een aantal dagen in van 1 tot 365, of laat het leeg.
asking-bad-order = Deze herinnering komt niet later dan de vorige. Kies meer dagen.
asking-bad-time = Vul een tijd in, zoals 09:00.
asking-bad-hours = Het einde ligt niet na het begin. Kies een later einde.
asking-no-day = Kies ten minste één dag van de week.

# Mailteksten.

asking-not-planned = Deze meting is nog niet gepland
asking-not-planned-next = Plan eerst wie u vraagt en wanneer; dan kunt u hier de mail schrijven.
asking-texts = Teksten van deze meting
asking-text-invitation = Uitnodiging, { $language }
asking-text-reminder = Herinnering, { $language }
asking-text-own = U schreef deze tekst. Maak beide velden leeg om de onze terug te krijgen.
asking-text-ours = Dit is onze tekst. Wat u verandert, geldt voor deze meting.
asking-write = Onderwerp en tekst
asking-subject = Onderwerp
asking-body = Tekst
asking-body-hint = Een lege regel begint een nieuwe alinea. De link, de privacy en hoe men stopt volgen altijd vanzelf.
asking-keep-text = Bewaar deze tekst
asking-places = Wat u kunt laten invullen
asking-place-name = de naam van de klant
asking-place-organisation = wie er vraagt
asking-place-programme = de naam van het traject
asking-place-survey = de titel van de vragenlijst
asking-place-last-day = de laatste dag om te antwoorden; leeg als de meting geen einde heeft
asking-reads = Zo leest de mail
asking-plain = Als platte tekst
asking-trial = Aan uzelf sturen
asking-trial-lead = Eén proefmail gaat naar { $email }. De links erin leiden naar het voorbeeld van de vragenlijst.
asking-trial-file = Er is geen mailserver ingesteld: de proefmail wordt een .eml-bestand in de map “mail” van de gegevensmap.
asking-trial-go = Stuur een proefmail
asking-text-empty = Vul dit in, of maak onderwerp en tekst allebei leeg.
asking-subject-long = Het onderwerp is één regel van hoogstens { $most } tekens.
asking-body-long = De tekst heeft hoogstens { $most } tekens.
asking-unknown-place = { $place } wordt niet ingevuld. Bekend zijn { $known }.

# Brieven.

asking-letters-lead = Voor klanten zonder e-mailadres, of van wie de mail terugkwam: een brief met een code om te scannen en een om in te typen.
asking-letters-title = { $count ->
    [0] Niemand heeft een brief nodig
    [one] Eén klant heeft een brief nodig
   *[other] { $count } klanten hebben een brief nodig
}
asking-letters-not-open = Brieven zijn er zodra de meting open is en klanten zijn uitgenodigd.
asking-letters-next = { $count ->
    [one] De volgende brief
   *[other] De volgende { $count } brieven
}
asking-letters-key = Klantnummer
asking-letters-name = Naam
asking-letters-why = Waarom
asking-letters-no-address = geen e-mailadres
asking-letters-bounced = mail kwam terug
asking-letters-print = { $count ->
    [one] Druk één brief af
   *[other] Druk { $count } brieven af
}
asking-letters-batch = Per keer hoogstens { $most }. Als deze op de post zijn, komen de volgende.
asking-letters-post-lead = Zijn ze op de post? Zeg het hier, dan telt de klant als aangeschreven.
asking-letters-post = { $count ->
    [one] Deze brief is op de post
   *[other] Deze { $count } brieven zijn op de post
}
asking-letters-posted = { $count ->
    [one] Eén brief is op de post.
   *[other] { $count } brieven zijn op de post.
}
asking-letters-again = Druk ze nog eens af
asking-letters-one = De brief van één klant
asking-letters-one-hint = Voor wie om een brief vraagt, ook als de mail wel aankwam.
asking-letters-one-go = Toon de brief
asking-letters-of = Brieven van { $wave }
asking-letters-how = { $count ->
    [one] Eén brief. Druk deze pagina af op A4; dit blok komt niet mee.
   *[other] { $count } brieven, elk op een eigen vel. Druk deze pagina af op A4; dit blok komt niet mee.
}
asking-letter-scan = Scan deze code met de camera van uw telefoon.
asking-letter-type = Of ga naar
asking-letter-code = en vul deze code in:
asking-letter-personal = De code is alleen voor u. Geef deze brief niet door.
asking-step-letter = Brief
asking-reason-no-address = Heeft geen e-mailadres
asking-without-address = { $count ->
    [one] Eén van hen heeft geen e-mailadres en krijgt een brief.
   *[other] { $count } van hen hebben geen e-mailadres en krijgen een brief.
}

# Open links: affiches en zuilen.

asking-tab-open-links = Open links
asking-open-title = { $count ->
    [0] Geen open link
    [one] Eén open link werkt
   *[other] { $count } open links werken
}
asking-open-lead = Voor een affiche bij de balie of een toestel in de hal: wie hem opent kan antwoorden, zonder uitnodiging. Deze antwoorden tellen mee en staan los van de responspercentages.
asking-open-not-open = De meting is nog niet open. U kunt nu al een link maken en afdrukken; hij neemt antwoorden aan zodra de meting open is.
asking-open-none = Deze meting had geen open links.
asking-open-revoked = Ingetrokken op { $at }
asking-open-poster = Affiche afdrukken
asking-open-revoke = Deze link intrekken
asking-open-revoke-lead = Daarna leiden de link en de affiche nergens meer heen. Wat verzonden is blijft; wat begonnen is en niet verzonden vervalt.
asking-open-revoke-go = Intrekken
asking-open-answered = Antwoorden
asking-open-answered-of = { $answered } van { $begun } begonnen
asking-open-at-least = { $answered } of meer
asking-open-most = Hoogstens zoveel antwoorden
asking-open-per-hour = Hoogstens zoveel per uur
asking-open-no-limit = geen grens
asking-open-when = Werkt
asking-open-always = zolang de meting open is
asking-open-from = vanaf { $from }
asking-open-until = tot { $until }
asking-open-between = van { $from } tot { $until }
asking-open-no-segment = van geen segment
asking-open-device = Toestel
asking-open-kiosk = één toestel voor iedereen: het begint vanzelf opnieuw
asking-open-own = ieders eigen telefoon of computer
asking-open-kiosk-choice = Een zuil: velen antwoorden op één toestel. Na het dankwoord begint het vanzelf opnieuw, en niemand ziet de antwoorden van een ander.
asking-open-make = Een open link maken
asking-open-make-go = Link maken
asking-open-name = Waar hij hangt
asking-open-name-hint = Alleen voor u, bijvoorbeeld “Balie stadhuis”.
asking-open-segment-hint = Antwoorden via deze link tellen voor dit segment. Van geen segment: ze tellen alleen in het totaal.
asking-open-limit-hint = Laat leeg voor geen grens.
asking-open-per-hour-hint = Houdt iemand tegen die steeds opnieuw antwoordt. Laat leeg voor geen grens.
asking-open-from-field = Werkt vanaf
asking-open-until-field = Werkt tot
asking-open-zone = Datum en tijd in { $zone }. Laat leeg voor zolang de meting open is.
asking-open-bad-name = Zeg waar hij hangt, zodat u de antwoorden uit elkaar kunt houden.
asking-open-bad-limit = Typ een heel getal van 1 of meer, of niets.
asking-open-ends-in-past = De link zou in het verleden stoppen. Kies een later einde.
asking-open-ends-before = De link zou stoppen voordat hij begint. Kies een later einde.
asking-open-poster-title = Affiche: { $name }
asking-open-poster-how = Druk deze bladzijde af op A4, zo of vergroot. Er staat geen persoonlijke code op, dus hij mag hangen waar iedereen langskomt.
asking-open-poster-ask = Wat vindt u van ons? Scan de code en zeg het ons in een paar minuten.
asking-open-poster-scan = Code die naar de vragenlijst leidt
asking-open-privacy = Wij vragen niet wie u bent.
asking-open-privacy-anonymous = Wij vragen niet wie u bent, en niemand kan het uit uw antwoorden afleiden.

# Meer klanten voor een meting die loopt.

asking-more-link = Meer klanten uitnodigen, getrokken zoals eerst
asking-more-how-many = Hoeveel klanten wilt u nog uitnodigen?
asking-more-title = Er worden { $more } klanten extra uitgenodigd, { $all } in totaal
asking-more-stratified = Ze worden getrokken zoals de eersten: willekeurig, aangevuld tot de verdeling over de segmenten, met de volgende loten van startgetal { $seed }. Iedereen kan de trekking overdoen.
asking-more-simple = Ze worden getrokken zoals de eersten: willekeurig, met de volgende loten van startgetal { $seed }. Iedereen kan de trekking overdoen.
asking-more-census = Het plan vraagt iedereen; van wie nog niet is uitgenodigd wordt dit aantal willekeurig getrokken met het startgetal van het protocol.
asking-more-field = Hoeveel extra
asking-more-go = { $count ->
    [one] Deze klant uitnodigen
   *[other] Deze { $count } klanten uitnodigen
}
asking-more-then = Daarna ziet u wie de uitnodiging per mail krijgt, en verstuurt u haar.

asking-see-text = Zien hoe het leest
asking-not-kept = Zo zou het lezen. Het is nog niet bewaard.
asking-see-html = Tonen zoals een mailprogramma het doet

asking-until-settled = Niemand meer herinneren zodra over alles beslist is
asking-until-settled-hint = Niet bij een anonieme meting: wat de antwoorden zeggen is pas bekend als zij gesloten is.
asking-invitation-here = Uitnodiging
asking-invitation-title = Uitnodiging van { $client }
asking-invitation-find = Eén klant
asking-invitation-find-go = Toon de uitnodiging
asking-invitation-until = Link werkt tot
asking-invitation-no-end = zolang de meting open is
asking-invitation-mails = Elke mail aan deze klant in deze meting
asking-invitation-no-mail = Voor deze klant is in deze meting geen mail gemaakt.
asking-invitation-extend = Hoe lang de link werkt
asking-invitation-extend-hint = Laat leeg voor zolang de meting open is.
asking-invitation-extend-go = Bewaar deze dag
asking-invitation-bad-day = Vul vandaag of een latere dag in, zoals 2026-12-31, of niets.
asking-invitation-replace = Geef een andere link
asking-invitation-replace-lead = De oude link en de oude code op papier werken meteen niet meer. De nieuwe link gaat mee met de volgende mail of brief; wat al geantwoord is blijft.
asking-invitation-replace-go = Vervang de link
asking-invitation-withdraw = Trek de uitnodiging in
asking-invitation-withdraw-lead = De link werkt niet meer en er gaat geen mail meer uit. Dit is niet terug te draaien.
asking-invitation-withdraw-go = Trek in
