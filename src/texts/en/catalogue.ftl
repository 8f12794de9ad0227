# Clusters, services and agreements as a file.

catalogue-lead = A row with a known code changes what stands in the protocol, a new code is added; what has no row stays. Only the code has to have a column: a column that is left out leaves what stands there; an empty cell empties it. Several codes in a cell stand apart by semicolons.
catalogue-go-file = From a file
catalogue-current = Download what stands in the protocol now
catalogue-current-how = Change it in a spreadsheet and bring it back here.
catalogue-reason = Reason of this amendment
catalogue-reason-hint = The protocol is frozen: what this file changes becomes a proposed amendment with your reason. A manager approves it.
catalogue-proposed = The protocol is frozen. What the file changes waits for a manager’s approval.
catalogue-to-amendments = To the amendments of the protocol
catalogue-to-protocol = To the protocol
