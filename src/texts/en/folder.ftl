# Reading a folder of files on the command line.
folder-no-protocol = { $protocol }: this file is not in the folder — every programme needs one; copy the example's and change it
folder-not-text = { $file }: this is not text in UTF-8 — save it as UTF-8 and try again
folder-no-such-wave = { $file }: its name speaks of a wave that { $protocol } does not have — rename the file or add the wave
folder-no-survey = { $file }: its wave asks the survey “{ $survey }”, which is not in the folder — add that file
folder-tickets-of-no-wave = { $file }: it has tickets without a closing date, so no wave can claim them — add the column “closed on”, or end the file's name with the wave, as in ticket_sample_wave1.csv
folder-more-rows = { $file }: and { $count } more problems — mend the first ones first
