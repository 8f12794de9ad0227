adjustments-title = { $count ->
    [0] No adjustments yet
    [one] 1 adjustment, { $open } in hand
   *[other] { $count } adjustments, { $open } in hand
  }
adjustments-overdue = { $count ->
    [one] 1 adjustment is overdue.
   *[other] { $count } adjustments are overdue.
  }
adjustments-none = An adjustment is a decision that follows from an evaluation: in the organisation, in resources, in agreements or in premises. Each has an owner and a day.
adjustments-first = An adjustment follows from an evaluation, and none has been recorded yet.
adjustments-first-link = To the evaluation
adjustments-caption = Adjustments of this programme
adjustments-new = New adjustment
adjustments-edit-lead = Say what changes, why, who does it and by when. The next wave shows whether it helped.
adjustments-wave = Follows from wave
adjustments-field-title = What changes
adjustments-field-kind = In
adjustments-field-cause = Because of a
adjustments-field-cause-code = Its code, or the statement in a few words
adjustments-field-cause-hint = For a parameter, segment or charter its code or name, such as P12.
adjustments-field-parameter = Measured by parameter
adjustments-field-parameter-none = nothing measures it
adjustments-field-parameter-hint = Without a parameter it can never be said to have worked.
adjustments-field-segment = Only in segment
adjustments-field-segment-none = everywhere
adjustments-field-expected = Expected effect
adjustments-field-owner = Owner
adjustments-field-owner-email = Mail address of the owner
adjustments-field-due = Ready on
adjustments-field-escalate = Manager who hears of it when it is overdue
adjustments-field-escalate-email = Mail address of that manager
adjustments-cause-parameter = parameter
adjustments-cause-segment = segment
adjustments-cause-statement = statement
adjustments-cause-charter = charter
adjustments-save = Agree it
adjustments-note = What was done, or why not
adjustments-done = Done
adjustments-drop = Drop
adjustments-close = Close as
adjustments-suggested = The figures say: { $outcome }.
adjustments-may-not = An adjustment that no parameter measures cannot be closed as “worked”.
adjustments-problem-title = Say what changes.
adjustments-problem-owner = Name the owner.
adjustments-problem-email = “{ $email }” is no mail address.
adjustments-problem-due = Give a day as 2027-03-31.
adjustments-problem-cause = There is no { $kind } “{ $code }” in the protocol.
adjustments-problem-parameter = There is no parameter “{ $code }” in the protocol.
adjustments-offer = Where it pays to look first
adjustments-offer-lead = From the figures of the newest frozen evaluation. Offered, not imposed: who decides, chooses.
adjustments-offer-priorities = Weighs much for clients
adjustments-offer-short = Falls furthest short of what was agreed
adjustments-offer-derived = Goes together with “{ $outcome }” more than average, and is rated below average.
adjustments-offer-stated = Clients hold it to be more important than average, and rate it below average.
adjustments-offer-driver = Goes together with “{ $outcome }” more than average, while { $parameter } does not meet its target.
adjustments-offer-charter = Broken { $breaches } times; a sanction is proposed.
adjustments-offer-segment = { $parameter }: { $value }, against a limit of { $limit } that is not met there.
adjustments-offer-measured = Whether it helped will show in { $parameter }.
adjustments-offer-measured-outcome = No parameter measures this itself; whether it helped will have to show in { $parameter }.
adjustments-offer-unmeasured = No parameter measures this, so whether it helped cannot be told later.
adjustments-offer-take = Make an adjustment
adjustments-offer-take-of = Make an adjustment for { $name }
adjustments-offer-taken = Taken up: { $title }
adjustments-offer-expected = { $parameter } from { $value } to { $target }
adjustments-offer-expected-there = { $parameter } to { $target }
adjustments-reminded = reminded { $day }
adjustments-escalated = { $name } told { $day }
