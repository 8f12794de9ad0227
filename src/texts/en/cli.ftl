# What the command line says.
cli-cannot-read-folder = { $dir } cannot be read: { $error }. Name a folder that holds protocol.toml.
cli-file-ignored = { $file }: its name says nothing to this program, so it was left out
cli-no-such-wave = The protocol has no wave { $wave }; it has { $known }.
cli-wave = Wave
cli-target = target
cli-limit = limit
cli-results-hash = SHA-256 of the results: { $hash }
cli-migrated-nothing = The database is up to date.
cli-migrated = Brought up to date with { $names }.
cli-loaded = Loaded programme “{ $programme }” with its { $waves } waves. Loading the same folder again changes nothing.
cli-listening = Peil answers at { $address }. Stop it with Ctrl-C.
cli-first-administrator = There is no account yet. Choose the administrator's password here, once: { $link }
cli-demo-runs = The demo runs at { $address }, with the service desk of Waterhoven (all of it invented).
cli-demo-sign-in = Sign in, one link for each role; each works once:
cli-demo-links = Fill in the open survey as one of these clients; no survey was sent yet with these links:
cli-demo-stop = Stop it with Ctrl-C. The next demo begins anew.
cli-demo-premises = The baseline came out lower than was assumed, so the limits follow from what was measured and no longer from the estimate.
cli-cannot-read-file = { $file } cannot be read: { $error }
cli-no-programme = There is no programme yet; load one with: peil load DIR
cli-which-programme = There is more than one programme; say which with --programme: { $known }
cli-no-protocol = This programme has no protocol yet; add it with: peil load DIR
cli-import-needs-wave = These rows belong to one wave; say which with --wave
cli-import-needs-reason = The protocol is frozen. Say with --reason why it changes; a manager approves it.
cli-import-tickets-need-wave = Some tickets have no closing date, so no wave can claim them; say which wave they belong to with --wave
cli-import-refused = { $count ->
    [one] 1 problem; nothing was stored. Mend it and import the file again.
   *[other] { $count } problems; nothing was stored. Mend them and import the file again.
 }
cli-import-ignored = Nothing was done with these columns: { $columns }
cli-import-taken = { $added } new, { $changed } changed, { $unchanged } unchanged.
cli-import-would = { $added } would be new, { $changed } changed, { $unchanged } unchanged. Nothing was stored.
cli-import-listed = { $batch }  { $at }  { $kind }  { $file }  ({ $rows } rows){ $undone ->
    [1] , taken out again
   *[other] {""}
}{ $unfinished ->
    [coming] , coming in now
    [going] , being removed
    [stopped] , stopped
   *[other] {""}
}
cli-import-before = This very file was imported before; nothing was changed.
cli-doctor-well = well      { $what }
cli-doctor-trouble = TROUBLE   { $what }: { $trouble }
cli-doctor-settings = settings
cli-doctor-folder = data folder
cli-doctor-database = database
cli-doctor-key = link key
cli-doctor-mail = mail
cli-report-needs-wave = Say of which wave with --wave: { $known }
cli-cannot-write-file = { $file } cannot be written: { $error }
cli-report-written = { $file } written.
cli-wave-which = Name the wave with --wave. There are: { $known }
cli-wave-would-queue = Dry run: { $invited } new invitations, { $queued } mails ({ $step }) would be queued.
cli-wave-queued = { $invited } new invitations, { $queued } mails ({ $step }) queued.
cli-wave-sent = { $sent } mails sent.
cli-wave-nobody = Nobody is invited yet.
cli-wave-would-close = Dry run: wave { $wave } would close.
cli-wave-closed = Wave { $wave } is closed.
cli-wave-would-reopen = Dry run: wave { $wave } would open again.
cli-wave-reopened = Wave { $wave } is open again, without a closing time.
cli-wave-no-version = Questionnaire { $survey } has no published version { $version }; published are: { $known }
cli-bounces = { $read } messages read: { $bounced } addresses bounced, { $temporary } delayed, { $unknown } not recognised.
cli-bounces-folder = { $folder } cannot be read: { $error }
cli-no-pdf = This program was built without PDF. Build it with the feature pdf, or ask for html.
cli-frozen = Frozen; SHA-256 of the snapshot: { $hash }
cli-verified = Verified: { $files ->
    [one] 1 file is
   *[other] { $files } files are
  } what was sealed. SHA-256: { $hash }
cli-not-verified = Not the same any more: { $wrong }
cli-verify-unknown = There is no file “{ $target }”, and no snapshot whose hash begins so.
cli-export-needs-wave = Say which wave: --wave N.
cli-export-spss-is-wide = SPSS knows a row for each response only: leave --shape long out.
cli-export-unwritable = The export could not be written: { $error }.
cli-working-load = Loading
cli-working-import = Taking in the file
cli-working-look = Looking through the file
cli-working-check = Checking the rows
cli-working-clear = Removing what no longer counts
cli-import-stopped = Stopped. Nothing was stored.
cli-import-file-changed = { $file } changed while it was read. Nothing was stored; import it again when it is finished.
cli-working-evaluate = Evaluating
cli-working-export = Writing the answers
cli-working-report = Writing the report
cli-import-bad-map = { $file } is not a mapping that can be read: { $error }
cli-import-map-is-there = { $file } is there already and stays as it is; name another file with --write-map
cli-import-map-written = Wrote { $file }: how the file would be read. Look it over, and import again with --map. Nothing was stored.
cli-import-refused-written = { $rows ->
    [one] Wrote the refused row with its reason to { $file }; mend it and import that file.
   *[other] Wrote { $rows } refused rows with their reasons to { $file }; mend them and import that file.
 }
cli-import-left-out = { $rows ->
    [one] 1 row was refused and left out.
   *[other] { $rows } rows were refused and left out.
 }

cli-wave-not-open = Wave { $wave } is not open, so nothing was invited, queued or sent. Open it on its page, or with peil wave plan --opens TIME, and try again.
cli-wave-is-closed = Wave { $wave } is closed, so nothing was invited, queued or sent. Reopen it on its page first.
cli-open-link-made = Open link { $number }: { $address }
cli-open-link-would-make = Dry run: the link would be made.
cli-open-link-none = This wave has no open links.
