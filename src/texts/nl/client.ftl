# Wat een klant leest die een link opent. U-vorm.

client-mark = Peil
client-language = Taal
client-about-time = { $minutes ->
    [one] Kost ongeveer een minuut
   *[other] Kost ongeveer { $minutes } minuten
}
client-about-questions = { $questions ->
    [one] één vraag
   *[other] { $questions } vragen
}
client-about-pages = { $pages ->
    [one] op één pagina
   *[other] op { $pages } pagina’s
}
client-may-stop = Elke pagina wordt bewaard zodra u verdergaat. U mag altijd stoppen en later met dezelfde link verdergaan.
client-open-until = U kunt antwoorden tot en met { $date }.
client-start = Beginnen
client-continue = Verdergaan waar u was gebleven
client-welcome-back = Welkom terug. Wat u had ingevuld is bewaard gebleven.

client-privacy = Privacy
client-privacy-heading = Wat er met uw antwoorden gebeurt
client-privacy-named = Uw antwoorden worden met uw naam bewaard. De evaluatoren van dit onderzoek kunnen zien wat u hebt geantwoord, zodat zij erop terug kunnen komen. In verslagen staan groepen van ten minste { $threshold } mensen.
client-privacy-confidential = Uw antwoorden zijn vertrouwelijk. Tot dit onderzoek sluit horen ze bij uw uitnodiging, zodat u kunt stoppen en verdergaan; daarna wordt die band verwijderd. Niemand krijgt te zien wie wat heeft geantwoord, en in verslagen staan groepen van ten minste { $threshold } mensen.
client-privacy-anonymous = Uw antwoorden zijn anoniem. Zolang u ze niet hebt verzonden horen ze bij uw link, zodat u kunt stoppen en verdergaan. Zodra u ze verzendt wordt die band gewist: niemand kan nagaan welke antwoorden van u zijn, ook wij niet. Daarna kunt u ze niet meer wijzigen. In verslagen staan groepen van ten minste { $threshold } mensen.
client-privacy-cookies = Deze pagina’s plaatsen geen cookies en laden niets van elders.

client-progress = { $page } van { $pages }
client-next = Volgende
client-back = Terug
client-send = Verzenden
client-required = verplicht
client-not-applicable = Niet van toepassing
client-yes = Ja
client-no = Nee
client-up-to = Ten hoogste { $most } tekens.
client-several = U mag meer dan één antwoord kiezen.
client-saved = Wat u op de vorige pagina’s hebt ingevuld is bewaard.
client-not-sent-yet = Uw antwoorden tellen mee zodra u op de laatste pagina op “Verzenden” drukt.
client-saved-now = Wat u hebt ingevuld is bewaard.

client-error-title = Fout
client-error-summary = { $count ->
    [one] Eén antwoord vraagt nog uw aandacht
   *[other] { $count } antwoorden vragen nog uw aandacht
}
client-error-missing = Kies een antwoord.
client-error-missing-text = Vul een antwoord in.
client-error-not-offered = Dit antwoord is niet een van de mogelijkheden. Kies er een van.
client-error-too-many = Kies één antwoord.
client-error-contradiction = U gaf een antwoord en koos ook “Niet van toepassing”. Houd een van beide over.
client-error-too-long = Deze tekst heeft { $length } tekens; er is plaats voor { $most }. Maak hem korter.
client-error-kept = Niets van wat u hebt ingevuld is verloren gegaan.
client-still-open = Op deze pagina staat een vraag die nog een antwoord nodig heeft voordat u kunt verzenden.
client-elsewhere = Er is ook elders geantwoord, zoals in een ander venster of op een ander apparaat. De laatste keuze telt:
client-elsewhere-replaced = het eerdere antwoord van elders (“{ $answer }”) is vervangen door wat u zojuist invulde.
client-elsewhere-kept = het antwoord van elders (“{ $answer }”) blijft staan, want hier veranderde u er niets aan.
client-unsent = Uw antwoorden zijn nog niet verzonden. Kijk na wat hier staat en druk daarna nog eens op “Verzenden”.

client-thanks-heading = Dank u wel
client-thanks = Uw antwoorden zijn ontvangen.
client-thanks-close = U kunt dit venster sluiten.
client-information = Zo helpt de dienst u
client-information-procedure = Zo werkt het
client-information-phone = Telefoon
client-information-counter = Loket
client-information-possibilities = Wat er kan
client-information-limits = Grenzen
client-information-not_done = Wat we niet doen
client-already-heading = Uw antwoorden zijn al binnen
client-already = Deze link is gebruikt: uw antwoorden zijn ontvangen. U kunt één keer antwoorden, zodat elke stem even zwaar telt. Dank u wel voor uw deelname.
client-closed-heading = Dit onderzoek is gesloten
client-closed = U kunt niet meer antwoorden. Dank u wel dat u wilde meedoen.
client-closed-draft = Wat u had ingevuld maar niet verzonden telt niet mee.
client-not-open-heading = Dit onderzoek is nog niet open
client-not-open = U kunt antwoorden zodra het opengaat. Bewaar uw link goed.

client-stop-heading = Geen mail meer over deze vragenlijst?
client-stop = U krijgt dan geen herinneringen meer. Uw link blijft werken, zolang de vragenlijst open is.
client-stop-button = Stuur mij geen mail meer
client-stop-back = Toch naar de vragenlijst
client-stopped-heading = U krijgt hierover geen mail meer
client-stopped = Wilt u toch nog antwoorden? Dat kan met dezelfde link, zolang de vragenlijst open is.
client-preview = Dit is een voorbeeld voor medewerkers: wat u hier invult wordt nergens bewaard.

client-dont-know = Weet ik niet
client-specify = Namelijk
client-rank-all = Geef elke mogelijkheid een eigen plaats; 1 is de eerste keus.
client-choose-exactly = Kies er precies { $least }.
client-choose-between = Kies er { $least } tot en met { $most }.
client-choose-least = Kies er ten minste { $least }.
client-choose-most = Kies er ten hoogste { $most }.
client-between = Van { $low } tot en met { $high }.
client-from = { $low } of hoger.
client-until = Ten hoogste { $high }.
client-error-exclusive = U koos een antwoord dat de andere uitsluit. Houd alleen dat over, of haal het weg.
client-error-too-few-chosen = Kies er ten minste { $least }.
client-error-too-many-chosen = Kies er ten hoogste { $most }.
client-error-other-too = U koos een antwoord en vulde ook iets anders in. Kies dat andere, of maak het vakje ernaast leeg.
client-error-ranked-twice = Twee mogelijkheden staan op dezelfde plaats. Geef elk een eigen plaats.
client-error-ranked-in-part = Niet elke mogelijkheid heeft een plaats. Geef ze allemaal een plaats, of geen.
client-error-not-a-number = Dit is geen getal. Schrijf bijvoorbeeld 12 of 7,5.
client-error-decimals = { $most ->
    [0] Schrijf een heel getal.
    [one] Schrijf ten hoogste één cijfer achter de komma.
   *[other] Schrijf ten hoogste { $most } cijfers achter de komma.
}
client-error-outside = Dit valt buiten wat kan. { $bounds }
client-error-address = Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@voorbeeld.nl.
client-error-date = Dit is geen datum. Schrijf bijvoorbeeld 12-3-2026.
client-stop-what = Waarover wilt u geen mail meer?
client-stop-survey = Over deze vragenlijst
client-stop-all = Over alles wat wij vragen
client-progress-at-most = { $page } van ten hoogste { $pages }
client-mailed = Uw antwoord uit de mail staat al ingevuld. Het wordt bewaard zodra u verdergaat, en u kunt het nog veranderen.
client-more = Door uw antwoord is er op deze pagina een vraag bij gekomen.
client-saved-by-itself = Bewaard.
client-review-go = Nakijken
client-review-heading = Kijk uw antwoorden na
client-review = Dit hebt u ingevuld. Klopt het, druk dan op “Verzenden”.
client-review-change = Deze antwoorden wijzigen
client-review-none = niet beantwoord
client-not-saved = Nog niet bewaard: de verbinding hapert. Wij proberen het zo weer.
client-more-several = Door uw antwoord zijn er op deze pagina vragen bij gekomen.
client-fewer = Door uw antwoord is er op deze pagina een vraag vervallen.
client-fewer-several = Door uw antwoord zijn er op deze pagina vragen vervallen.
client-code-heading = Vul de code van uw brief in
client-code-lead = De code staat in de brief die u kreeg: tien letters en cijfers. Hoofdletters, spaties en streepjes maken niet uit.
client-code = Code
client-code-go = Naar de vragenlijst
client-code-wrong = Deze code klopt niet. Kijk nog eens in de brief en vul alle tien de tekens in.
client-code-error-title = Fout

client-kiosk-start = Opnieuw beginnen
client-kiosk-patience = Deze bladzijde begint na { $seconds } seconden vanzelf opnieuw.
client-full-heading = Er zijn genoeg antwoorden binnen
client-full = Dank u wel dat u wilde meedoen. Deze link neemt geen antwoorden meer aan.
client-busy-heading = Kom straks nog eens terug
client-busy = Er antwoorden nu veel mensen via deze link. Over een uur is er weer plaats.
client-outcome-way = Wilt u horen wat eruit komt?
client-outcome-heading = Horen wat eruit komt
client-outcome = { $organisation } stuurt u dan één mail, zodra vaststaat wat klanten zeiden en wat ermee gebeurt. Alleen deze wens wordt bij uw naam bewaard, niet uw antwoorden.
client-outcome-button = Ja, mail mij de uitkomst
client-outcome-kept = Genoteerd. U krijgt één mail zodra de uitkomst er is; dezelfde link leidt er dan naartoe.
client-outcome-undo = Toch niet
client-outcome-no-address = Wij hebben geen e-mailadres van u. Bewaar uw link: zodra de uitkomst er is, staat zij op deze pagina.
client-outcome-too-late = Uw antwoorden zijn anoniem. Een wens die nu wordt bewaard, zou kunnen verraden welke antwoorden van u zijn. Bewaar daarom uw link: zodra de uitkomst er is, staat zij op deze pagina.
client-outcome-back = Naar de vragenlijst
