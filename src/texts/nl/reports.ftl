# De pagina's rond het verslag: vastleggen, schrijven, aanvaarden, besluiten, delen, afsluiten.
reports-editions = Uitgaven
reports-edition-management = Directie
reports-edition-staff = Medewerkers
reports-edition-clients = Klanten
reports-stand = Hoe ver dit verslag is
reports-state-live = Niet vastgelegd.
reports-state-live-means = Deze cijfers zijn berekend uit wat er nu is. Leg de evaluatie vast om conclusies te schrijven, te besluiten en te delen.
reports-state-draft = Concept.
reports-state-draft-means = De cijfers liggen vast; conclusies kunnen nog worden geschreven.
reports-state-final = Definitief.
reports-state-final-means = Cijfers en conclusies liggen vast. Een manager kan het aanvaarden en besluiten.
reports-state-accepted = Aanvaard.
reports-state-accepted-means = De directie heeft dit verslag aanvaard.
reports-freeze = Evaluatie vastleggen
reports-freeze-again = Opnieuw evalueren
reports-write = Conclusies schrijven
reports-finish = Definitief maken
reports-accept = Dit verslag aanvaarden
reports-accept-name = Uw naam
reports-accept-remarks = Opmerkingen (mag leeg blijven)
reports-decisions = Besluiten
reports-sharing = Delen en versturen
reports-download = Downloaden ({ $edition }):
reports-back = Terug naar het verslag
reports-write-title = Conclusies naast de cijfers
reports-write-lead = Schrijf per onderdeel wat de cijfers betekenen, in de taal van deze pagina. Markdown: *nadruk*, **vet**, lijsten. Het verslag zet het onder de kop van het onderdeel.
reports-write-fixed = Dit verslag is definitief; de conclusies kunnen niet meer worden gewijzigd. Evalueer opnieuw om een nieuw concept met dezelfde woorden te beginnen.
reports-write-text = Uw conclusie
reports-write-save = Opslaan
reports-write-proposal = Wat de oordelen alleen al zeggen
reports-write-take = Dit overnemen
reports-write-figures = De cijfers van dit onderdeel tonen
reports-decisions-title = Wat de directie besluit
reports-decisions-lead = Uit de oordelen volgen drie voorstellen. Over elk besluit een manager met naam; het verslag drukt het af.
reports-decisions-draft = De evaluator heeft dit verslag nog niet definitief gemaakt. Tot dan kan er niet over worden besloten.
reports-decide-agree = Akkoord
reports-decide-refuse = Niet akkoord
reports-decide-name = Uw naam
reports-decide-remarks = Opmerkingen
reports-decided = { $decision } – { $name }, { $day }
reports-sanctions = Sancties
reports-sanctions-lead = Berekend uit de handvesten en de registraties. Een manager met naam legt elk op of scheldt het kwijt, met een reden.
reports-sanctions-none = Er is in deze meting geen handvest geschonden.
reports-sanction-proposal = { $charter }: { $breaches } overschrijdingen, voorgesteld { $amount }, te dragen door { $office }.
reports-sanction-reason = Reden
reports-sanction-impose = Opleggen
reports-sanction-waive = Kwijtschelden
reports-ledger-total = Tot nu toe opgelegd aan { $office }: { $amount }
adjustments-title = { $count ->
    [0] Nog geen bijstellingen
    [one] 1 bijstelling, { $open } in uitvoering
   *[other] { $count } bijstellingen, { $open } in uitvoering
  }
adjustments-overdue = { $count ->
    [one] 1 bijstelling is over tijd.
   *[other] { $count } bijstellingen zijn over tijd.
  }
adjustments-none = Een bijstelling is een besluit dat uit een evaluatie volgt: in de organisatie, in middelen, in afspraken of in uitgangspunten. Elke bijstelling heeft een eigenaar en een dag.
adjustments-caption = Bijstellingen van dit traject
adjustments-new = Nieuwe bijstelling
adjustments-edit-lead = Zeg wat er verandert, waarom, wie het doet en wanneer het klaar is. De volgende meting laat zien of het hielp.
adjustments-wave = Volgt uit meting
adjustments-field-title = Wat er verandert
adjustments-field-kind = In
adjustments-field-cause = Naar aanleiding van een
adjustments-field-cause-code = De code ervan, of de uitspraak in enkele woorden
adjustments-field-cause-hint = Bij een parameter, segment of handvest de code, zoals P12.
adjustments-field-parameter = Gemeten met parameter
adjustments-field-parameter-none = niets meet dit
adjustments-field-parameter-hint = Zonder parameter kan nooit worden gezegd dat het werkte.
adjustments-field-segment = Alleen in segment
adjustments-field-segment-none = overal
adjustments-field-expected = Verwacht effect
adjustments-field-owner = Eigenaar
adjustments-field-owner-email = E-mailadres van de eigenaar
adjustments-field-due = Klaar op
adjustments-field-escalate = Manager die het hoort als het over tijd is
adjustments-field-escalate-email = E-mailadres van die manager
adjustments-cause-parameter = parameter
adjustments-cause-segment = segment
adjustments-cause-statement = uitspraak
adjustments-cause-charter = handvest
adjustments-save = Afspreken
adjustments-note = Wat er is gedaan, of waarom niet
adjustments-done = Gedaan
adjustments-drop = Laten vervallen
adjustments-close = Afsluiten als
adjustments-suggested = De cijfers zeggen: { $outcome }.
adjustments-may-not = Een bijstelling die geen parameter meet, kan niet als “gewerkt” worden afgesloten.
adjustments-problem-title = Zeg wat er verandert.
adjustments-problem-owner = Noem de eigenaar.
adjustments-problem-email = “{ $email }” is geen e-mailadres.
adjustments-problem-due = Geef een dag als 2027-03-31.
adjustments-problem-cause = Er is geen { $kind } “{ $code }” in het protocol.
adjustments-problem-parameter = Er is geen parameter “{ $code }” in het protocol.
adjustments-offer = Waar kijken het eerst loont
adjustments-offer-lead = Wat het verst onder zijn grenswaarde of streefwaarde blijft. Aangeboden, niet opgelegd.
adjustments-reminded = herinnerd { $day }
adjustments-escalated = { $name } ingelicht { $day }
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
closing-title = { $left ->
    [0] Alles is gedaan; het traject kan worden afgesloten
    [one] Voor het afsluiten rest nog 1 punt
   *[other] Voor het afsluiten resten nog { $left } punten
  }
closing-title-closed = Dit traject is afgesloten
closing-lead = Na het afsluiten kan er niets meer worden gewijzigd. Alle pagina's blijven leesbaar, er wordt een archief verzegeld, en persoonsgegevens worden gewist op een dag die u bepaalt.
closing-check-waves = Er loopt geen meting.
closing-check-accepted = De directie heeft het laatste verslag aanvaard.
closing-check-sanctions = Elke voorgestelde sanctie is opgelegd of kwijtgescholden.
closing-check-decisions = De drie besluiten zijn genomen.
closing-check-judged = Elke parameter is beoordeeld.
closing-check-adjustments = Geen bijstelling is over tijd.
closing-check-staff = De medewerkers hebben hun uitgave gekregen.
closing-check-clients = De klanten hebben hun uitgave gekregen.
closing-done = Gedaan.
closing-needed = Moet eerst.
closing-explain = Mag blijven liggen, met een toelichting.
closing-by-manager = Over afsluiten besluit een manager.
closing-decide = Het traject afsluiten
closing-remarks-hint = Nodig als iets van de lijst blijft liggen.
closing-erase = Persoonsgegevens wissen op
closing-erase-hint = Namen, e-mailadressen, opmerkingen en gespreksteksten gaan weg; antwoorden zonder naam en alle cijfers blijven.
closing-close = Definitief afsluiten
closing-problem-needed = In de lijst staat wat eerst moet. Er is niets afgesloten.
closing-problem-name = Om af te sluiten is een naam nodig.
closing-problem-remarks = Licht toe wat blijft liggen.
closing-problem-day = Geef een dag na vandaag.
closing-closed = Afgesloten door { $name } op { $day }.
closing-erases = Persoonsgegevens worden gewist op { $day }.
closing-erased = Persoonsgegevens zijn gewist op { $day }.
closing-archive = Het verzegelde archief downloaden
mail-adjustment-due-subject = Op tijd klaar? { $title }
mail-adjustment-due = Geachte { $name },

  U bent eigenaar van deze bijstelling: { $title }. Die zou klaar zijn op { $day }.

  Meld op deze pagina wat er is gedaan, of dat het meer tijd vraagt:
  { $address }
mail-adjustment-overdue-subject = Over tijd: { $title }
mail-adjustment-overdue = Geachte { $name },

  Deze bijstelling zou klaar zijn op { $day } en is meer dan een week over tijd: { $title }. De eigenaar is { $owner }.

  { $address }
