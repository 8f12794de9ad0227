# Clusters, services and agreements as a file.

catalogue-title = { $part } from a file
catalogue-lead = One row for each. A row with a known code changes that entry, a new code is added; what has no row stays. All of the file goes in, or nothing.
catalogue-go-file = From a file
catalogue-file = File (CSV)
catalogue-file-hint = With a header. Commas, semicolons or tabs; as a spreadsheet saves it.
catalogue-reason = Reason of this amendment
catalogue-reason-hint = The protocol is frozen: what changes now becomes a new version, with your reason.
catalogue-go = Take in
catalogue-look = Only look what would change
catalogue-columns = Columns
catalogue-columns-lead = Only the code has to be there. A column that is left out leaves what stands in the protocol; an empty cell empties it. Several codes in a cell stand apart by semicolons.
catalogue-current = Download what there is now, in these columns
catalogue-no-file = Choose a file first.
catalogue-counts = { $added } new, { $changed } changed, { $unchanged } the same.
catalogue-trial = Nothing was stored.
catalogue-stored = The protocol holds them now.
catalogue-ignored = Columns that nothing was done with: { $columns }.
catalogue-refused = Nothing was stored. Mend what stands below and bring the file again.
