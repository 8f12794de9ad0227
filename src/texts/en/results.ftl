# What stands beside the figures: conclusions, decisions, adjustments, editions, closing.
results-conclusion = Conclusion
results-problem-solved = solved
results-problem-partly = partly solved
results-problem-open = still open
results-problem-untested = No test parameter says anything of it.
results-problem-all-met = { $count ->
    [one] { $codes } meets its target.
   *[other] { $codes } meet their targets.
}
results-problem-target-behind = { $count ->
    [one] { $codes } meets its limit; its target is not met or not demonstrated.
   *[other] { $codes } meet their limits; their targets are not met or not demonstrated.
}
results-problem-limit-behind = For { $codes } it is not shown that the limit is met.
results-stamp-draft = Draft: the conclusions may still change.
results-stamp-final = Final.
results-stamp-accepted = Accepted by { $name } on { $day }.
results-stamp-frozen = Frozen on { $day } · SHA-256 { $hash }… · { $program }
results-topic-adjustments = Adjustments
results-adjustments-heading = { $now ->
    [0] No adjustments were agreed yet
    [one] 1 adjustment was agreed
   *[other] { $now } adjustments were agreed
  }{ $earlier ->
    [0] { "" }
    [one] ; of 1 earlier adjustment is said whether it helped
   *[other] ; of { $earlier } earlier adjustments is said whether they helped
  }
results-adjustments-caption = Adjustments that follow from this evaluation
results-column-adjustment = Adjustment
results-column-kind = In
results-column-cause = Because of
results-column-owner = Owner
results-column-due = Ready on
results-column-state = State
results-column-done = Done?
results-column-effect = Measured change
results-column-outcome = Did it help?
results-kind-organisation = organisation
results-kind-resources = resources
results-kind-agreements = agreements
results-kind-premises = premises
results-state-open = in hand
results-state-overdue = overdue
results-state-done = done
results-state-dropped = dropped
results-earlier-heading = What became of earlier adjustments
results-earlier-caption = Earlier adjustments and their effect
results-earlier-note = Worked: done before the evidence of this wave ended, and the whole 95 % interval of the change lies on the good side, or a complete registration moved there. Did not: done in time, and all of it lies on the bad side. Everything else cannot be told: not done or too late, no parameter, no interval, an interval that holds zero, or a target with two sides. Other causes are not excluded by this.
results-done-open = no
results-done-done = yes
results-done-dropped = dropped
results-effect-no-parameter = no parameter measures it
results-effect-none = not measured in this wave
results-effect-pairs = among { $pairs } clients who answered both times
results-outcome-worked = worked
results-outcome-did_not = did not
results-outcome-cannot_tell = cannot tell
results-outcome-figures = by the figures: { $outcome }
results-ledger-heading = Ledger of sanctions
results-ledger-caption = Sanctions decided on, per back office
results-column-office = Back office
results-column-amount = Amount
results-column-decision = Decision
results-column-by = By
results-sanction-imposed = imposed
results-sanction-waived = waived
results-topic-proposals = Proposals
results-proposals-heading-open = Management is asked three decisions
results-proposals-heading-partly = Management took { $decided } of the three decisions
results-proposals-heading-decided = Management took all three decisions
results-proposals-caption = Proposals and what was decided on them
results-column-subject = Subject
results-column-proposal = Proposal
results-subject-premises = Adjust premises
results-subject-closing = Close the programme
results-subject-next_wave = Next wave
results-undecided = not decided yet
results-agreed = agreed
results-not-agreed = not agreed
results-decided-by = { $name }, { $day }
results-amendments-heading = What was amended in the protocol after it was frozen
results-amendment = Version { $version } was proposed by { $name } on { $day }, because: { $reason }.
results-amendment-approved = Approved by { $name } on { $day }.
results-amendment-waiting = Not approved yet.
results-amendment-rejected = Rejected by { $name } on { $day }, because: { $reason }. It never held.
results-amendment-withdrawn = Withdrawn by { $name } on { $day }. It never held.
results-amendment-withdrawn-because = Withdrawn by { $name } on { $day }, because: { $reason }. It never held.
results-amendment-with-data = Evidence had already come in.
results-amendment-before-data = Nothing had come in yet.
results-amendment-caption = Changes in version { $version }
results-amendment-more = { $count ->
    [one] One more place changed.
   *[other] { $count } more places changed.
  }
results-column-place = Place
results-column-old = Old
results-column-new = New
results-edition-management = for management
results-edition-staff = for staff
results-edition-clients = for clients
results-topic-found = Found
results-staff-heading = { $met } of the { $total } test parameters meet their target
results-staff-met = Target met
results-staff-not-met = Target not met
results-staff-open = Not demonstrated, or no data
results-topic-clusters = Per cluster
results-clusters-kept = No cluster stays behind what was agreed with clients
results-clusters-behind = { $count ->
    [one] { $names } stays behind what was agreed
   *[other] { $names } stay behind what was agreed
  }
results-cluster-nothing = Not measured apart: { $names }.
results-cluster-figure = { $value } (target { $target }).
results-cluster-agreement = { $share } was handled within the agreed time; { $promised } was promised: { $verdict }.
results-cluster-charter-broken = { $name }: { $share } within the norm, under the { $threshold } that was guaranteed.
results-cluster-charter-kept = { $name }: { $share } within the norm, at or above the { $threshold } that was guaranteed.
results-staff-adjustments = { $count ->
    [one] One thing is going to change
   *[other] { $count } things are going to change
  }
results-topic-measured = How it was measured
results-measured-heading = Fixed beforehand, and judged by the interval
results-measured-rule = Targets and limits were fixed before the answers came in. Met and not met are said only when the whole interval lies on one side; otherwise it is not demonstrated. Answers of single persons and of small groups are in no edition of this report.
results-measured-rule-quotes = Targets and limits were fixed before the answers came in. Met and not met are said only when the whole interval lies on one side; otherwise it is not demonstrated. What one person said stands in this report only where that person agreed to it; answers of small groups are in no edition of it.
results-staff-thanks = Thank you for the work behind these figures, and for helping to ask about it.
results-clients-title = You answered: what we learnt from { $answered } completed surveys
results-clients-title-none = What we found, and what we do
results-clients-said = You said
results-clients-said-heading = { $count ->
    [0] There are too few answers to tell of
   *[other] What you said of us
  }
results-clients-said-nothing = There are not enough answers to say something without showing who said it.
results-clients-found = We found
results-clients-found-heading = What our own registrations show
results-clients-found-nothing = There are no registrations for this period.
results-clients-do = We do
results-clients-do-heading = { $count ->
    [0] What we are going to do is decided next
    [one] One thing that we are going to do
   *[other] { $count } things that we are going to do
  }
results-clients-do-nothing = The results are with management now. As soon as it is decided what changes, you hear it.
results-clients-done = Done.
results-clients-by = Ready by { $day }.
results-topic-thanks = Thanks
results-clients-thanks-heading = Thank you for answering
results-clients-how = About this page
results-clients-thanks = Without your answers we would not know this. Thank you.
results-clients-privacy = We show totals only. What one person or a small group answered is shown to nobody.
results-clients-next = The next round of questions is planned from { $day }.
