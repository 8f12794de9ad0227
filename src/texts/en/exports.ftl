# Answers as files for analysis elsewhere.

exports-title = Take the answers along: { $wave }
exports-lead = For analysis in another program. Open texts and addresses are not in these files, and a segment with too few answers is left blank. The log keeps who took them.
exports-wide = A row for each response (CSV)
exports-wide-hint = The way that it can also be imported again, in another database; in this same wave the answers that came by a link would count twice.
exports-long = A row for each answer (CSV)
exports-long-hint = For pivot tables and databases.
exports-dictionary = What the columns mean (CSV)
exports-dictionary-hint = Question, kind and values of every column.
exports-running = This wave is still running. Its answers can be taken along once it is closed: two exports in between would show who had just answered.
exports-go = Take the answers along
