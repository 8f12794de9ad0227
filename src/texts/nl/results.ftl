# Wat naast de cijfers staat: conclusies, besluiten, bijstellingen, uitgaven, afsluiting.
results-conclusion = Conclusie
results-problem-solved = opgelost
results-problem-partly = deels opgelost
results-problem-open = nog open
results-problem-untested = Geen toetsingsparameter zegt hier iets over.
results-problem-all-met = { $count ->
    [one] { $codes } haalt de streefwaarde.
   *[other] { $codes } halen hun streefwaarde.
}
results-problem-target-behind = { $count ->
    [one] { $codes } haalt de grenswaarde; de streefwaarde is niet gehaald of niet aangetoond.
   *[other] { $codes } halen hun grenswaarde; hun streefwaarde is niet gehaald of niet aangetoond.
}
results-problem-limit-behind = Van { $codes } is niet aangetoond dat de grenswaarde is gehaald.
results-stamp-draft = Concept: de conclusies kunnen nog wijzigen.
results-stamp-final = Definitief.
results-stamp-accepted = Aanvaard door { $name } op { $day }.
results-stamp-frozen = Vastgelegd op { $day } · SHA-256 { $hash }… · { $program }
results-topic-adjustments = Bijstellingen
results-adjustments-heading = { $now ->
    [0] Er zijn nog geen bijstellingen afgesproken
    [one] Er is 1 bijstelling afgesproken
   *[other] Er zijn { $now } bijstellingen afgesproken
  }{ $earlier ->
    [0] { "" }
    [one] ; van 1 eerdere bijstelling staat erbij of ze hielp
   *[other] ; van { $earlier } eerdere bijstellingen staat erbij of ze hielpen
  }
results-adjustments-caption = Bijstellingen die uit deze evaluatie volgen
results-column-adjustment = Bijstelling
results-column-kind = In
results-column-cause = Naar aanleiding van
results-column-owner = Eigenaar
results-column-due = Klaar op
results-column-state = Stand
results-column-done = Gedaan?
results-column-effect = Gemeten verandering
results-column-outcome = Hielp het?
results-kind-organisation = organisatie
results-kind-resources = middelen
results-kind-agreements = afspraken
results-kind-premises = uitgangspunten
results-state-open = in uitvoering
results-state-overdue = over tijd
results-state-done = gedaan
results-state-dropped = vervallen
results-earlier-heading = Wat er van eerdere bijstellingen kwam
results-earlier-caption = Eerdere bijstellingen en hun effect
results-earlier-note = Gewerkt: gedaan vóór het einde van de gegevens van deze meting, en het hele 95 %-interval van de verandering ligt aan de goede kant, of een volledige registratie bewoog daarheen. Niet gewerkt: op tijd gedaan, en het geheel ligt aan de verkeerde kant. Al het andere is niet te zeggen: niet of te laat gedaan, geen parameter, geen interval, een interval waar nul in ligt, of een streefwaarde met twee kanten. Andere oorzaken zijn hiermee niet uitgesloten.
results-done-open = nee
results-done-done = ja
results-done-dropped = vervallen
results-effect-no-parameter = geen parameter meet dit
results-effect-none = niet gemeten in deze meting
results-effect-pairs = bij { $pairs } klanten die beide keren antwoordden
results-outcome-worked = gewerkt
results-outcome-did_not = niet gewerkt
results-outcome-cannot_tell = niet te zeggen
results-outcome-figures = volgens de cijfers: { $outcome }
results-ledger-heading = Register van sancties
results-ledger-caption = Sancties waarover is besloten, per backoffice
results-column-office = Backoffice
results-column-amount = Bedrag
results-column-decision = Besluit
results-column-by = Door
results-sanction-imposed = opgelegd
results-sanction-waived = kwijtgescholden
results-topic-proposals = Voorstellen
results-proposals-heading-open = Aan de directie worden drie besluiten gevraagd
results-proposals-heading-partly = De directie nam { $decided } van de drie besluiten
results-proposals-heading-decided = De directie nam alle drie de besluiten
results-proposals-caption = Voorstellen en wat erover is besloten
results-column-subject = Onderwerp
results-column-proposal = Voorstel
results-subject-premises = Uitgangspunten bijstellen
results-subject-closing = Traject afsluiten
results-subject-next_wave = Volgende meting
results-undecided = nog niet besloten
results-agreed = akkoord
results-not-agreed = niet akkoord
results-decided-by = { $name }, { $day }
results-amendments-heading = Wat er na het vastleggen in het protocol is gewijzigd
results-amendment = Versie { $version } is op { $day } voorgesteld door { $name }, met als reden: { $reason }.
results-amendment-approved = Goedgekeurd door { $name } op { $day }.
results-amendment-waiting = Nog niet goedgekeurd.
results-amendment-rejected = Afgewezen door { $name } op { $day }, met als reden: { $reason }. Het heeft nooit gegolden.
results-amendment-withdrawn = Ingetrokken door { $name } op { $day }. Het heeft nooit gegolden.
results-amendment-withdrawn-because = Ingetrokken door { $name } op { $day }, met als reden: { $reason }. Het heeft nooit gegolden.
results-amendment-with-data = Er waren toen al gegevens binnen.
results-amendment-before-data = Er was toen nog niets binnen.
results-amendment-caption = Wijzigingen in versie { $version }
results-amendment-more = { $count ->
    [one] Nog 1 plaats is gewijzigd.
   *[other] Nog { $count } plaatsen zijn gewijzigd.
  }
results-column-place = Plaats
results-column-old = Oud
results-column-new = Nieuw
results-edition-management = voor de directie
results-edition-staff = voor medewerkers
results-edition-clients = voor klanten
results-topic-found = Gevonden
results-staff-heading = { $met } van de { $total } toetsingsparameters halen hun streefwaarde
results-staff-met = Streefwaarde gehaald
results-staff-not-met = Streefwaarde niet gehaald
results-staff-open = Niet aangetoond, of geen gegevens
results-topic-clusters = Per cluster
results-clusters-kept = Geen cluster blijft achter bij wat met klanten is afgesproken
results-clusters-behind = { $count ->
    [one] { $names } blijft achter bij wat is afgesproken
   *[other] { $names } blijven achter bij wat is afgesproken
  }
results-cluster-nothing = Niet apart gemeten: { $names }.
results-cluster-figure = { $value } (streefwaarde { $target }).
results-cluster-agreement = { $share } is binnen de afgesproken tijd afgehandeld; beloofd was { $promised }: { $verdict }.
results-cluster-charter-broken = { $name }: { $share } binnen de norm, onder de { $threshold } die was gegarandeerd.
results-cluster-charter-kept = { $name }: { $share } binnen de norm, op of boven de { $threshold } die was gegarandeerd.
results-staff-adjustments = { $count ->
    [one] Er gaat één ding veranderen
   *[other] Er gaan { $count } dingen veranderen
  }
results-topic-measured = Hoe het is gemeten
results-measured-heading = Vooraf vastgelegd, en beoordeeld naar het interval
results-measured-rule = Streefwaarden en grenswaarden lagen vast voordat de antwoorden kwamen. Gehaald en niet gehaald staat er alleen als het hele interval aan één kant ligt; anders is het niet aangetoond. Antwoorden van afzonderlijke personen en van kleine groepen staan in geen enkele uitgave van dit verslag.
results-measured-rule-quotes = Streefwaarden en grenswaarden lagen vast voordat de antwoorden kwamen. Gehaald en niet gehaald staat er alleen als het hele interval aan één kant ligt; anders is het niet aangetoond. Wat één persoon zei, staat alleen in dit verslag als die persoon dat goedvond; antwoorden van kleine groepen staan in geen enkele uitgave.
results-staff-thanks = Dank u voor het werk achter deze cijfers, en voor uw hulp bij het vragen ernaar.
results-clients-title = U hebt geantwoord: wat wij leerden van { $answered } ingevulde vragenlijsten
results-clients-title-none = Wat wij vonden, en wat wij doen
results-clients-said = U zei
results-clients-said-heading = { $count ->
    [0] Er zijn te weinig antwoorden om over te vertellen
   *[other] Wat u van ons vindt
  }
results-clients-said-nothing = Er zijn niet genoeg antwoorden om iets te zeggen zonder te laten zien wie het zei.
results-clients-found = Wij vonden
results-clients-found-heading = Wat onze eigen registraties laten zien
results-clients-found-nothing = Over deze periode zijn er geen registraties.
results-clients-do = Wij doen
results-clients-do-heading = { $count ->
    [0] Wat wij gaan doen, wordt nu besloten
    [one] Eén ding dat wij gaan doen
   *[other] { $count } dingen die wij gaan doen
  }
results-clients-do-nothing = De resultaten liggen nu bij de directie. Zodra is besloten wat er verandert, hoort u het.
results-clients-done = Gedaan.
results-clients-by = Klaar op { $day }.
results-topic-thanks = Dank
results-clients-thanks-heading = Dank u voor uw antwoorden
results-clients-how = Over deze pagina
results-clients-thanks = Zonder uw antwoorden wisten wij dit niet. Dank u wel.
results-clients-privacy = Wij laten alleen totalen zien. Wat één persoon of een kleine groep antwoordde, laten wij aan niemand zien.
results-clients-next = De volgende ronde met vragen is gepland vanaf { $day }.
