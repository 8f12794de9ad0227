# Wat de opdrachtregel zegt.
cli-cannot-read-folder = { $dir } is niet te lezen: { $error }. Noem een map waarin protocol.toml staat.
cli-file-ignored = { $file }: aan de naam is niet te zien wat het is, dus het is overgeslagen
cli-no-such-wave = Het protocol kent geen meting { $wave }; wel { $known }.
cli-wave = Meting
cli-target = streefwaarde
cli-limit = grenswaarde
cli-results-hash = SHA-256 van de uitkomsten: { $hash }
cli-migrated-nothing = De database is bij.
cli-migrated = Bijgewerkt met { $names }.
cli-loaded = Traject “{ $programme }” met { $waves } metingen is geladen. Dezelfde map nog eens laden verandert niets.
cli-listening = Peil antwoordt op { $address }. Stop met Ctrl-C.
cli-first-administrator = Er is nog geen account. Kies hier, één keer, het wachtwoord van de beheerder: { $link }
cli-demo-runs = De demo draait op { $address }, met de servicedesk van Waterhoven (alles is verzonnen).
cli-demo-sign-in = Meld u aan, met één link per rol; elke link werkt één keer:
cli-demo-links = Vul de open vragenlijst in als een van deze klanten; met deze links is nog niets verstuurd:
cli-demo-stop = Stop met Ctrl-C. De volgende demo begint opnieuw.
cli-demo-premises = De nulmeting viel lager uit dan was aangenomen; de grenswaarden volgen daarom uit wat is gemeten en niet meer uit de schatting.
cli-cannot-read-file = { $file } is niet te lezen: { $error }
cli-no-programme = Er is nog geen traject; laad er een met: peil load MAP
cli-which-programme = Er is meer dan één traject; zeg welk met --programme: { $known }
cli-no-protocol = Dit traject heeft nog geen protocol; voeg het toe met: peil load MAP
cli-import-needs-wave = Deze rijen horen bij één meting; zeg welke met --wave
cli-import-needs-reason = Het protocol is vastgesteld. Zeg met --reason waarom het verandert; een manager keurt het goed.
cli-import-tickets-need-wave = Sommige meldingen hebben geen afsluitdatum en horen dus bij geen meting; zeg met --wave bij welke
cli-import-refused = { $count ->
    [one] 1 fout; er is niets opgeslagen. Herstel die en importeer het bestand opnieuw.
   *[other] { $count } fouten; er is niets opgeslagen. Herstel ze en importeer het bestand opnieuw.
 }
cli-import-ignored = Met deze kolommen is niets gedaan: { $columns }
cli-import-taken = { $added } nieuw, { $changed } gewijzigd, { $unchanged } ongewijzigd.
cli-import-would = { $added } zouden nieuw zijn, { $changed } gewijzigd, { $unchanged } ongewijzigd. Er is niets opgeslagen.
cli-import-listed = { $batch }  { $at }  { $kind }  { $file }  ({ $rows } rijen){ $undone ->
    [1] , weer uitgehaald
   *[other] {""}
}{ $unfinished ->
    [coming] , wordt nu ingelezen
    [going] , wordt nu verwijderd
    [stopped] , gestopt
   *[other] {""}
}
cli-import-before = Precies dit bestand is al eerder geïmporteerd; er is niets veranderd.
cli-doctor-well = goed      { $what }
cli-doctor-trouble = PROBLEEM  { $what }: { $trouble }
cli-doctor-settings = instellingen
cli-doctor-folder = gegevensmap
cli-doctor-database = database
cli-doctor-key = linksleutel
cli-doctor-mail = mail
cli-report-needs-wave = Zeg van welke meting met --wave: { $known }
cli-cannot-write-file = { $file } is niet te schrijven: { $error }
cli-report-written = { $file } geschreven.
cli-wave-which = Noem de meting met --wave. Er zijn: { $known }
cli-wave-would-queue = Alleen nagegaan: { $invited } nieuwe uitnodigingen, { $queued } mails ({ $step }) zouden klaargezet worden.
cli-wave-queued = { $invited } nieuwe uitnodigingen, { $queued } mails ({ $step }) klaargezet.
cli-wave-sent = { $sent } mails verstuurd.
cli-wave-nobody = Er is nog niemand uitgenodigd.
cli-wave-would-close = Alleen nagegaan: meting { $wave } zou sluiten.
cli-wave-closed = Meting { $wave } is gesloten.
cli-wave-would-reopen = Alleen nagegaan: meting { $wave } zou weer opengaan.
cli-wave-reopened = Meting { $wave } is weer open, zonder sluitmoment.
cli-wave-no-version = Vragenlijst { $survey } heeft geen gepubliceerde versie { $version }; gepubliceerd zijn: { $known }
cli-bounces = { $read } berichten gelezen: { $bounced } adressen onbestelbaar, { $temporary } uitgesteld, { $unknown } niet herkend.
cli-bounces-folder = { $folder } kan niet worden gelezen: { $error }
cli-no-pdf = Dit programma is zonder pdf gebouwd. Bouw het met de feature pdf, of vraag om html.
cli-frozen = Vastgelegd; SHA-256 van de momentopname: { $hash }
cli-verified = Klopt: { $files ->
    [one] 1 bestand is
   *[other] { $files } bestanden zijn
  } wat is verzegeld. SHA-256: { $hash }
cli-not-verified = Niet meer hetzelfde: { $wrong }
cli-verify-unknown = Er is geen bestand “{ $target }”, en geen momentopname waarvan de hash zo begint.
cli-export-needs-wave = Zeg welke meting: --wave N.
cli-export-spss-is-wide = SPSS kent alleen een rij per respons: laat --shape long weg.
cli-export-unwritable = De export kon niet geschreven worden: { $error }.
cli-working-load = Bezig met laden
cli-working-import = Bezig met inlezen
cli-working-look = Het bestand doorkijken
cli-working-check = De rijen controleren
cli-working-clear = Opruimen van wat niet meer telt
cli-import-stopped = Gestopt. Er is niets opgeslagen.
cli-import-file-changed = { $file } veranderde terwijl het werd ingelezen. Er is niets opgeslagen; lees het opnieuw in als het af is.
cli-working-evaluate = Bezig met evalueren
cli-working-export = Bezig met het schrijven van de antwoorden
cli-working-report = Bezig met het schrijven van het rapport
cli-import-bad-map = { $file } is geen leesbare koppeling: { $error }
cli-import-map-is-there = { $file } bestaat al en blijft zoals het is; noem een ander bestand bij --write-map
cli-import-map-written = { $file } is geschreven: zo zou het bestand worden gelezen. Kijk het na en importeer opnieuw met --map. Er is niets opgeslagen.
cli-import-refused-written = { $rows ->
    [one] De geweigerde rij staat met de reden in { $file }; herstel haar en importeer dat bestand.
   *[other] { $rows } geweigerde rijen staan met de reden in { $file }; herstel ze en importeer dat bestand.
 }
cli-import-left-out = { $rows ->
    [one] 1 rij is geweigerd en weggelaten.
   *[other] { $rows } rijen zijn geweigerd en weggelaten.
 }

cli-wave-not-open = Meting { $wave } is niet open; er is niets uitgenodigd, klaargezet of verstuurd. Open haar op haar pagina, of met peil wave plan --opens TIJD, en probeer het opnieuw.
cli-wave-is-closed = Meting { $wave } is gesloten; er is niets uitgenodigd, klaargezet of verstuurd. Heropen haar eerst op haar pagina.
cli-open-link-made = Open link { $number }: { $address }
cli-open-link-would-make = Proef: de link zou gemaakt worden.
cli-open-link-none = Deze meting heeft geen open links.
