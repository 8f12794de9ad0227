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
closing-check-adjustments = Elke bijstelling die nog loopt, heeft een eigenaar en is niet over tijd.
closing-handed-over = Wat na het afsluiten doorloopt, en bij wie
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
closing-problem-late = Deze dag is later dan het protocol toestaat. Kies een eerdere dag.
closing-erases = Persoonsgegevens worden gewist op { $day }.
closing-erased = Persoonsgegevens zijn gewist op { $day }.
closing-archive = Het verzegelde archief downloaden
