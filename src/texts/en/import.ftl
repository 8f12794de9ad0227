# What can be wrong with a file, and what to do about it.

import-empty-message = The file is empty.
import-empty-remedy = Choose a file with the names of the columns on its first line.

import-no-rows-message = The file has a header but no rows.
import-no-rows-remedy = Fill in one row a line below the header.

import-not-text-message = This is not a CSV file but a workbook, a document or a packed file.
import-not-text-remedy = Open it in the program that made it and save it as CSV.

import-missing-column-message = The column “{ $name }” is missing.
import-missing-column-remedy = Put a column named { $name } on the first line; also understood: { $others }.

import-duplicate-column-message = The column “{ $column }” brings the same as the column “{ $first }”.
import-duplicate-column-remedy = Remove one of the two, or give it another name.

import-too-many-columns-message = The row has more than { $most } columns.
import-too-many-columns-remedy = Remove the columns that are not needed here, and see whether the delimiter is right.

import-record-too-long-message = The row is longer than { $most } characters.
import-record-too-long-remedy = See whether the file really is a table, with one row a line.

import-unclosed-quote-message = A quotation mark that opens on this line is never closed.
import-unclosed-quote-remedy = Close the text with a quotation mark; write a quotation mark inside a text twice.

import-text-after-quote-message = There is text behind a closing quotation mark.
import-text-after-quote-remedy = Write a quotation mark inside a text twice: "she said ""yes""".

import-wrong-number-of-cells-message = The row has { $found } cells, the header { $expected }.
import-wrong-number-of-cells-remedy = Complete the row or remove what is too much; put text that holds the delimiter between quotation marks.

import-broken-character-message = The cell holds a character that cannot be read.
import-broken-character-remedy = Correct the text and save the whole file as CSV UTF-8.

import-control-character-message = The cell holds an invisible control character.
import-control-character-remedy = Type the text of the cell again.

import-line-break-message = The cell holds a line break, where it has to be a name or a code.
import-line-break-remedy = Put the value on one line.

import-missing-message = The cell is empty.
import-missing-remedy = Fill in a value in the column “{ $column }”.

import-not-a-number-message = “{ $value }” is not a number.
import-not-a-number-remedy = Write the number alone, without a unit or a sign before it, such as 7.5 or 7,5.

import-scientific-number-message = “{ $value }” is a shortened number; digits may have been lost.
import-scientific-number-remedy = Format the column as Number in the spreadsheet and save it again.

import-ambiguous-number-message = “{ $value }” can mean thousands or a fraction; the file does not tell which.
import-ambiguous-number-remedy = Leave out the thousands mark (1240), or write the zeros (1.2400).

import-negative-message = “{ $value }” is below zero.
import-negative-remedy = Fill in a count or a duration of zero or more.

import-not-a-whole-number-message = “{ $value }” is not a whole number.
import-not-a-whole-number-remedy = Fill in a whole number, without decimals.

import-not-a-date-message = “{ $value }” is not a date that exists.
import-not-a-date-remedy = Write the day before the month and the year in four digits: 1-10-2026, or 2026-10-01.
import-not-a-moment-message = “{ $value }” has no time of the day.
import-not-a-moment-remedy = Write the day with the time on the clock: 2026-10-03 14:05.
import-before-the-other-message = “{ $value }” lies before the moment on which this ticket came in.
import-before-the-other-remedy = Correct one of the two moments.
import-open-though-solved-message = “{ $value }” says that the ticket is open, while the row has a moment on which it was solved or closed.
import-open-though-solved-remedy = Correct the column “{ $column }”, or leave the moments of solving and closing empty.
import-after-extraction-message = “{ $value }” lies after the day on which this list was taken out of the desk system.
import-after-extraction-remedy = Correct this day, or the day in the column “extracted_at”.
import-open-until-when-message = The ticket is not solved, and nothing tells up to when it was open.
import-open-until-when-remedy = Fill in the day on which the list was taken out of the desk system, in a column “extracted_at”; or the moment on which the ticket was solved.
import-no-working-hours-message = “{ $value }” cannot become working hours: the protocol does not say when people work.
import-no-working-hours-remedy = Fill in the working hours in the protocol, or give the hours themselves.

import-spreadsheet-date-message = “{ $value }” is a spreadsheet's day number, not a date.
import-spreadsheet-date-remedy = Format the column as Date in the spreadsheet and save it again.

import-not-a-month-message = “{ $value }” is not a month.
import-not-a-month-remedy = Write the month as 2025-10, as 10-2025, or as M01 for the month of introduction.

import-out-of-scale-message = “{ $value }” is outside the scale from { $low } to { $high }.
import-out-of-scale-remedy = Fill in a whole number from { $low } to { $high }, or leave the cell empty when the question was not answered.

import-not-an-option-message = “{ $value }” is none of the options.
import-not-an-option-remedy = Choose from: { $options }.

import-out-of-bounds-message = “{ $value }” does not fit this question.
import-out-of-bounds-remedy = Enter a value from { $bounds }, or leave the cell empty if the question was not answered.

import-not-all-ranked-message = “{ $value }” does not put all options in order once.
import-not-all-ranked-remedy = Name each option once, the first choice in front, with | between them.

import-not-offered-message = “{ $value }”: nobody could choose that at this question.
import-not-offered-remedy = Leave the cell empty when the question was not answered.

import-too-long-message = The text has { $length } characters; there is room for { $most }.
import-too-long-remedy = Shorten the text.

import-unknown-segment-message = The protocol knows no segment “{ $value }”.
import-unknown-segment-remedy = Choose from: { $known }.

import-unknown-cluster-message = The protocol knows no cluster “{ $value }”.
import-unknown-cluster-remedy = Choose from: { $known }; or leave the cell empty when the figure is about all clusters.

import-unknown-series-message = The protocol knows no series or parameter “{ $value }”.
import-unknown-series-remedy = Choose from: { $known }.

import-unknown-wave-message = The protocol knows no wave “{ $value }”.
import-unknown-wave-remedy = Choose from: { $known }.

import-not-measured-message = The parameter “{ $value }” is not computed from monthly figures.
import-not-measured-remedy = Monthly figures belong to: { $sources }.

import-not-an-address-message = “{ $value }” is not an e-mail address.
import-not-an-address-remedy = Write one address, such as name@example.org.

import-not-a-language-message = “{ $value }” is not a language.
import-not-a-language-remedy = Write the code of the language, such as nl, en or fy.

import-duplicate-message = “{ $value }” is already on line { $first }.
import-duplicate-remedy = Remove one of the two rows, or correct the column “{ $column }”.

import-differs-from-earlier-message = “{ $value }” contradicts line { $first }, which says “{ $earlier }” of the same interview.
import-differs-from-earlier-remedy = An interview has one date and one segment: make the rows the same, or give the second interview its own number.

import-unknown-respondent-message = “{ $value }” has no response in this wave, so the comment belongs to nobody.
import-unknown-respondent-remedy = Import the responses of this wave first, or correct the key.
import-differs-in-response-message = “{ $value }” contradicts line { $first }, which is of the same response.
import-differs-in-response-remedy = A response has one segment and one completeness: make the rows the same.
import-response-apart-message = Line { $first } is of response “{ $value }” too, but does not stand beside it.
import-response-apart-remedy = Sort the file by respondent, or take the wide export, with one row for each response.
import-wave-not-made-message = Wave “{ $value }” is in the protocol, but was not made yet.
import-wave-not-made-remedy = Make the wave first, or leave the row out.
import-unknown-statement-message = Interview “{ $interview }” has no statement “{ $value }” in this wave.
import-unknown-statement-remedy = Take key and number from the coding desk: statements count from 1 in each interview.
import-coded-twice-message = This statement has been coded by two people already.
import-coded-twice-remedy = Leave the row out; set down what stands under Differences, with a reason.
import-coded-by-them-message = This coder has coded this statement already; what they gave is not seen yet.
import-coded-by-them-remedy = Leave the row out. Only they can change their code, at the coding desk or with a file of their own.
import-coders-full-message = Two others code this wave.
import-coders-full-remedy = Leave the row out, or have a seat freed at the coding desk first.
import-theme-taken-message = This was the name of a theme that has another name now or was merged.
import-theme-taken-remedy = Choose another name, or take the one of now.
import-theme-in-circle-message = This theme itself stands above the one under which it would come.
import-theme-in-circle-remedy = Put it under a theme that does not stand below it.
import-theme-in-protocol-message = The protocol names this theme; it stays at the top.
import-theme-in-protocol-remedy = Leave the cell blank, or put a theme under it.
import-coding-closed-message = Coding apart is closed for this wave.
import-coding-closed-remedy = Leave the row out; set down what stands under Differences, or open the round again at the coding desk.
import-value-beside-numerator-message = This month has a numerator and a value.
import-value-beside-numerator-remedy = Leave one of them empty: the value is the numerator divided by the denominator.

import-share-of-unknown-message = This is a share, and nothing says of how many.
import-share-of-unknown-remedy = Fill in the denominator: without a number it cannot be said how sure the share is.

import-zero-denominator-message = The denominator is zero, and there is something to divide.
import-zero-denominator-remedy = Fill in the total that the numerator is part of, or leave the row out when nothing was registered that month.

import-above-the-whole-message = The numerator ({ $value }) is larger than the denominator ({ $whole }), though this is a share.
import-above-the-whole-remedy = See whether numerator and denominator have changed places.

import-outside-evidence-message = “{ $value }” is outside the period of every wave.
import-outside-evidence-remedy = The row is kept, but counts in no evaluation. Is the date right?

import-shared-address-message = “{ $value }” is also the address on line { $first }.
import-shared-address-remedy = Both clients get an invitation of their own at this address. Is that meant?

import-unnamed-column-message = Column { $place } has no name, but does hold something: “{ $value }”.
import-unnamed-column-remedy = It was passed over. Give the column a name if it matters.

import-date-turned-message = “{ $value }” has no such month; with day and month the other way round it is a date.
import-date-turned-remedy = If the whole file writes the month first, say so under “How the file is read”; else write the day before the month, or 2026-10-01.

import-spreadsheet-error-message = “{ $value }” is an error of a formula, not a value.
import-spreadsheet-error-remedy = Correct the formula in the spreadsheet, or fill in the value itself.

import-merged-cells-message = The cell is merged with its neighbours, so it is not clear whose value it is.
import-merged-cells-remedy = Split the merged cells in the spreadsheet and fill in every cell.

import-broken-workbook-message = This workbook cannot be opened: it is damaged, protected with a password, or no .xlsx file.
import-broken-workbook-remedy = Open it in the spreadsheet and save it again, without a password, as .xlsx or as CSV.

import-workbook-too-large-message = The workbook unpacks to more than { $megabytes } MB, or holds too many merged cells.
import-workbook-too-large-remedy = Keep the sheet that matters, and save it as CSV.

import-no-such-sheet-message = The workbook has no sheet “{ $value }” that can be seen.
import-no-such-sheet-remedy = Choose from: { $known }.

import-no-such-choice-message = “{ $value }” is not something that can be chosen for { $choice }.
import-no-such-choice-remedy = Choose an encoding such as utf-8 or windows-1252, and one character between the columns such as ; or tab.

import-unknown-field-message = The column “{ $column }” is mapped to something that this kind of file does not hold.
import-unknown-field-remedy = Choose from: { $known }.

import-beside-refused-message = Another row of the same interview was refused.
import-beside-refused-remedy = Mend that row; an interview is taken in whole.

# Why a column is read as it is.
import-why-chosen = you chose it
import-why-earlier = chosen for an earlier file
import-why-name = its name says so
import-why-synonym = another name for it
import-why-question = the question as it is asked
import-why-content = its cells look like it; please confirm
import-why-nothing = not recognised

# The file with the mapping, on the command line.
import-map-head = How this file is read. Change what is wrong, and import with --map and this file.
import-map-fields = A column may be read as: { $fields }. Leave it out with "".
import-map-choose = choose from { $codes }; "" for no answer; then take away the # in front

# Rows to begin with.
import-example-key = example
import-example-name-1 = Anna Smith
import-example-name-2 = Ben Jones
import-example-words-1 = team leader
import-example-words-2 = staff member
import-example-text-1 = Solved at once, and kindly.
import-example-text-2 = I had to call twice.
import-new-lacks-message = This code is new and needs “{ $field }”, for which the file has no column.
import-new-lacks-remedy = Add the column, or use a code that stands in the protocol already.
import-other-form-message = The protocol writes these entries in a way that a file cannot follow.
import-other-form-remedy = Write each as a table of its own in the text of the protocol.
