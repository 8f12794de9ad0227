# Whether the problems of phase 1 are solved.

problems-go = Judge the problems
problems-title = { $decided } of { $all } problems have been decided on
problems-lead = What was wrong at the start: is it solved, partly solved or still open? The figures propose; the evaluator decides and says why. The report prints both.
problems-none = The protocol names no problems
problems-none-next = Problems are part of phase 1: write them down under “Fill in” on the page of the protocol.
problems-live = These proposals are computed from what is there now. Freeze the evaluation to decide on them.
problems-fixed = This report is final; what was decided on problems is fixed with it. Evaluate again to begin a new draft with the same decisions.
problems-proposed = The figures propose: { $status }.
problems-status = Your decision
problems-reason = Reason
problems-reason-hint = Say what you rest it on, all the more where you decide otherwise than the figures.
problems-name = Your name
problems-decide = Decide on { $code }
problems-no-reason = A decision needs its reason.
problems-too-long = A reason may have 5,000 characters; shorten it.
problems-no-name = Say who decides.
