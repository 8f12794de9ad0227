# The report.

# One page
report-edition-management = report for management
report-open-warning = Provisional: this wave is still open. The figures may change.
report-period = { $wave } · evidence from { $from } to { $to }
report-source = Source: { $of }; { $wave }, as of { $day }.
report-source-all = survey, interviews and registrations
report-source-survey = survey
report-source-registrations = registrations of the desk systems
report-source-dispositions = client list and survey
report-contents = Contents of the report
report-none = –
report-points = { $points } pp
report-n = n { $n }

report-wave-baseline = baseline
report-wave-interim = interim measurement
report-wave-final = final measurement
report-wave-follow-up = follow-up

report-title-no-data = There are no data yet to judge by
report-title-all-met = { $total ->
    [one] The only goal is met
   *[other] All { $total } goals are met
}
report-title = { $met ->
    [0] None of the { $total } goals is met, { $rest }
    [one] 1 of the { $total } goals is met, { $rest }
   *[other] { $met } of the { $total } goals are met, { $rest }
}
report-title-partly = { $count } partly
report-title-not-met = { $count } not
report-title-open = { $count } open

report-topic-summary = Summary
report-strip-caption = The goals and their parameters
report-column-goal = Goal
report-column-parameters = Test parameters
report-column-status = Verdict
report-best = { $count ->
    [one] The best
   *[other] The { $count } best
}
report-worst = { $count ->
    [one] The weakest
   *[other] The { $count } weakest
}
report-order-note = Order: first by verdict, then by the distance from the value to its target, counted in steps from limit to target. It orders values; it does not demonstrate that neighbours differ.
report-extreme = { $value } (target { $target } { $target_verdict }, limit { $limit_verdict })
report-indicative-mark = {" "}(indicative)
report-both-verdicts = target { $target }, limit { $limit }

report-response-lead = Response
report-response-no-survey = No survey was held in this wave.
report-response = { $complete } of the { $population } clients completed the survey.
report-response-rates = Response by AAPOR: RR1 { $rr1 }, RR2 { $rr2 } of { $eligible } clients who could take part.
report-response-no-rates = What became of the other invitations was not recorded, so a response rate by AAPOR cannot be given.
report-wave-lead = Course
report-wave-went = { $wave }, { $privacy }; { $partial ->
    [one] 1 survey
   *[other] { $partial } surveys
} filled in partly, { $other } refused or broken off.
report-privacy-named = by name
report-privacy-confidential = confidential
report-privacy-anonymous = anonymous

# The decision asked
report-decide = Decision asked
report-decide-nothing = None yet: as long as there are no data, there is nothing to decide.
report-decide-close-lead = Close?
report-decide-close = Proposal: close the programme. All goals are met.
report-decide-not-close = Proposal: do not close yet. { $count } of the { $total } goals are not met yet ({ $codes }).
report-decide-close-without-goals = The protocol names no goals; whether the programme is done is for you to say.
report-decide-adjust-lead = Adjust
report-decide-adjust = { $count ->
    [one] Decide what is adjusted for the parameter that misses its target: { $codes }.
   *[other] Decide what is adjusted for the { $count } parameters that miss their target: { $codes }.
}
report-decide-adjust-limit-not-met = { $count ->
    [one] { $codes } misses its limit as well.
   *[other] { $codes } miss their limit as well.
}
report-decide-adjust-limit-open = { $count ->
    [one] For { $codes } not even the limit is demonstrated.
   *[other] For { $codes } not even the limit is demonstrated.
}
report-decide-behind-lead = Behind the total
report-decide-segment = { $segment } misses the limit of { $codes }, which the total does not miss.
report-decide-cluster = { $count ->
    [one] The agreement on { $names } was not kept.
   *[other] The agreements on { $names } were not kept.
}
report-decide-sanction-lead = Sanction
report-decide-sanction = Impose the sanction of { $charter }, or waive it with a reason: { $breaches } breaches, { $amount } proposed, charged to { $office }.
report-decide-premises-lead = Premises
report-decide-premises = Proposal: keep targets and limits as they were fixed. Whoever wants to change them records the reason before the next wave.
report-decide-next-lead = Next wave
report-decide-next-planned = Proposal: { $wave }, from { $from } to { $to }.
report-decide-next = No next wave is planned; decide whether there will be one.
report-decide-next-open = Still open: { $codes }.

# Parameters
report-topic-parameters = Parameters
report-targets = { $met } of the { $total } targets met
report-effectiveness-targets = { $total ->
    [one] { $met } of 1 target for effectiveness met
   *[other] { $met } of the { $total } targets for effectiveness met
}
report-efficiency-targets = { $total ->
    [one] { $met } of 1 target for efficiency met
   *[other] { $met } of the { $total } targets for efficiency met
}
report-targets-no-data = { $total ->
    [one] The only parameter has no data yet
   *[other] None of the { $total } parameters has data
}
report-targets-not-met = { $count } not met
report-targets-open = { $count } not demonstrated
report-targets-without = { $count } without data
report-limits-no-data = As soon as there are data, every parameter stands here beside its target and limit.
report-limits-none-broken = Not a single limit is shown to be missed.
report-limits-broken = { $count ->
    [one] The limit of { $codes } is not met.
   *[other] The limits of { $codes } are not met.
}
report-limits-open = { $count ->
    [one] That { $codes } meets its limit is not demonstrated.
   *[other] That { $codes } meet their limits is not demonstrated.
}
report-continued = { $title } (continued)
report-target = target
report-limit = limit
report-baseline = baseline
report-better = better
report-same = the same
report-target-verdict = target { $verdict }
report-limit-verdict = limit { $verdict }
report-no-goal = Without a goal
report-forest-subtitle = Every row has a scale of its own; the strokes stand on the target, the band begins at the limit, better is to the right. The line through the dot is the interval; a dot without a line is a complete registration.
report-forest-description = By goal, every parameter in a row with its value and interval against target and limit, and both verdicts in words. The table below gives the same numbers.
report-table-heading = All parameters in numbers
report-table-caption = Value, verdicts and change of every parameter
report-table-note = n is the number of answers, statements, interviews or requests, or the denominator of a registration. Assumed is the start value of phase 2, before anything was measured. “Settled at” names the n at which the same value would have decided (limit: about the limit); “met from” the value that would have been enough with this n.
report-column-parameter = Parameter
report-column-found = Found
report-column-responded = Responded in time
report-column-verdict-response = Verdict on responding
report-column-n = n
report-column-target = Target
report-column-limit = Limit
report-column-start = Earlier
report-column-start-unit = measured; assumed at the start
report-column-change = Change
report-column-settle = Settled at
report-column-settle-unit = and met from
report-interval-of = { $level } interval
report-registration = complete registration
report-everybody = everybody answered
report-indicative = indicative
report-assumed = assumed { $value }
report-settle-both = n { $target }; limit n { $limit }
report-settle-limit-short = limit n { $n }
report-met-from = met from { $value }
report-settle-heading = What would have settled the open verdicts
report-settle-target = With n = { $n } instead of { $now } the same value would have decided whether the target is met.
report-settle-limit = With n = { $n } instead of { $now } the same value would have decided whether the limit is met.
report-settle-value = With n = { $now } the target would have been met from { $value }.

# Results in sentences
report-of-100 = { $value } of 100 clients
report-found = { $value }.
report-found-between = { $value } (between { $low } and { $high }).
report-found-at-least = { $value } (at least { $low }).
report-found-at-most = { $value } (at most { $high }).
report-found-nothing = No data, or too few to show.
report-not-reached = not reached yet
report-still-open = { $open } still open
report-n-open = { $n }, { $open } of them still open
report-still-open-sentence = { $open ->
    [one] 1 of the { $n } tickets is still open; it counts with the hours that it was open until then.
   *[other] { $open } of the { $n } tickets are still open; they count with the hours that they were open until then.
}
report-open-within-norm = { $open } still open within the norm
report-found-unusable = No value can be computed from the data.
report-judged-met = The target of { $target } is met, and with it the limit of { $limit }.
report-judged-not-met-limit-met = The target of { $target } is not met; the limit of { $limit } is.
report-judged-not-met-limit-open = The target of { $target } is not met; that { $reached } is not demonstrated.
report-judged-not-met-limit-not-met = The target of { $target } is not met, and neither is the limit of { $limit }.
report-judged-open-limit-met = That the target of { $target } is met is not demonstrated; the limit of { $limit } is met.
report-judged-open-limit-open = It is not demonstrated that the target of { $target } is met, nor that { $reached }.
report-judged-open-limit-not-met = That the target of { $target } is met is not demonstrated; the limit of { $limit } is not met.
report-judged-same-met = The target of { $target }, which is the limit too, is met.
report-judged-same-open = That the target of { $target }, which is the limit too, is met is not demonstrated.
report-judged-same-not-met = The target of { $target }, which is the limit too, is not met.
report-reached-higher = it is at least { $limit }
report-reached-lower = it is at most { $limit }
report-reached-between = it lies between { $low } and { $high }
report-because = Reason: { $reason }.
report-indicative-sentence = Indicative: this rests on interviews, and statements of one interview resemble each other.

report-reason-below-minimum-base = fewer than { $minimum } answers, too few for a verdict
report-reason-no-interval = no interval can be computed: one answer, or everybody answered the same
report-reason-not-reached = so many tickets are still open that this share of them is not solved yet
report-reason-more-than-population = more answers ({ $n }) than clients ({ $population }); check the protocol or the import
report-reason-not-a-count = series { $series } holds { $value }, which is not a count
report-reason-more-than-whole = in series { $series } a part is larger than its whole
report-reason-no-exposure = in series { $series } the denominator is zero
report-reason-item-does-not-fit = question { $item } is not in the survey of this wave, or its scale does not fit

# Goals
report-topic-goals = Goals
report-vision = The vision behind it all: { $vision }
report-goals-none = The protocol names no goals.
report-goals-caption = What came of every goal
report-goals-rule = A goal is met if all its parameters meet their target; not met if any limit is not met; partly met if a target is not met; otherwise open. Verdicts are never averaged.
report-goals-all-met = { $count ->
    [one] { $codes } is met
   *[other] { $codes } are all met
}
report-goals-none-met = { $count ->
    [one] { $codes } is not met yet
   *[other] No goal is met yet
}
report-goals-some-met = { $count ->
    [one] { $codes } is met; { $rest }
   *[other] { $codes } are met; { $rest }
}
report-goals-others = { $codes } not yet
report-column-why = Why
report-owner = Owner: { $owner }.
report-deadline = By { $day }.
report-goal-without-parameters = No parameter tests this goal.
report-goal-met = { $count ->
    [one] { $codes } meets its target.
   *[other] { $codes } meet their target.
}
report-goal-targets-met = { $count ->
    [one] { $codes } meets its target
   *[other] { $codes } meet their target
}
report-goal-targets-not-met = { $count ->
    [one] { $codes } misses its target
   *[other] { $codes } miss their target
}
report-goal-limits-not-met = { $count ->
    [one] { $codes } misses its limit as well
   *[other] { $codes } miss their limit as well
}
report-goal-targets-open = for { $codes } it is not demonstrated that the target is met
report-goal-limits-open = for { $codes } the limit is not demonstrated either
report-goal-no-data = there are no data for { $codes }
report-problems-heading = The problems it began with
report-problems-caption = Every problem, what the figures say of it and what the evaluator decided
report-problems-note = The weakest parameter decides what the figures say: solved if every parameter meets its target; partly solved if every parameter at least meets its limit; otherwise still open. What is not demonstrated does not count as met. The evaluator decides, with a reason.
report-column-problem = Problem
report-column-figures-say = The figures say
report-column-evaluator = The evaluator decided
report-problems-lead = Problems
report-problems-summary = of the { $total } it began with solved: { $solved }, partly solved: { $partly }, still open: { $open }.
report-problems-decided = { $rest ->
    [0] The evaluator decided on all of them.
   *[other] { $decided ->
        [0] So the figures propose; the evaluator has not decided yet.
       *[other] On { $decided } the evaluator decided; the others are as the figures propose.
    }
}
report-deviations = { $count ->
    [0] { $total ->
        [one] The precondition went as planned
       *[other] Preconditions: none of the { $total } went otherwise
    }
    [one] { $total ->
        [one] The precondition went otherwise
       *[other] Preconditions: 1 of the { $total } went otherwise
    }
   *[other] Preconditions: { $count } of the { $total } went otherwise
}
report-deviation = planned: { $planned }; actual: { $actual }.
report-deviation-unknown = Not recorded what came of them: { $names }.
report-deviation-none = What was planned was kept to.
report-deviates = differs from what was planned
report-premises-heading = The premises it is judged by
report-premises-caption = Every premise, with the versions in which it changed
report-premises-first = Judged by the premises as they were fixed at the start; they have not been adjusted since.
report-premises-version = Judged by version { $version } of the protocol, which came about because: { $reason }.
report-column-premise = Premise
report-column-versions = Versions
report-premise-unchanged = as at the start
report-premise-added = Added in version { $version }, { $day }: { $reason }.
report-premise-changed = Changed in version { $version }, { $day }: { $reason }. Before: “{ $old }”
report-preconditions-heading = The preconditions, planned and actual
report-preconditions-caption = What the programme had to stay within
report-column-precondition = Precondition
report-column-planned = Planned
report-column-actual = Actual
report-not-recorded = not recorded

# Effectiveness and efficiency
report-aspect-effectiveness = Effectiveness
report-aspect-efficiency = Efficiency
report-kind-quality-monitoring = Quality monitoring
report-kind-work-control = Work control
report-kind-result-measurement = Result measurement

# Answers
report-topic-answers = Answers
report-answers-heading = On { $high } of the { $total } questions more than half answer on the high side of the scale
report-answers-none = No question has enough answers to show
report-answers-most-least = Highest is “{ $most }” ({ $most_share }), lowest “{ $least }” ({ $least_share })
report-answers-most-least-of = “{ $stem }”: highest is “{ $most }” ({ $most_share }), lowest “{ $least }” ({ $least_share })
report-answers-only = { $share } answer on the high side to “{ $item }”
report-answers-subtitle = Share of the answers: the low side of the scale to the left, the high side to the right, the middle half and half
report-answers-description = A bar per question around a common middle, with the number of answers. The table below gives every answer as number and share.
report-answers-caption = Number and share per answer
report-answers-hidden = { $count ->
    [one] One question has too few answers to show.
   *[other] { $count } questions have too few answers to show.
}
report-missing = { $count } without answer
report-not-applicable = { $count } n/a
report-column-question = Question
report-column-missing = Without answer
report-column-not-applicable = N/a
report-answer-at = no. { $place }
report-choices-caption = Answers to questions with options
report-column-answer = Answer
report-column-share = Share
report-figures = The numbers of this figure
report-evidence = To the data

# Change
report-topic-changes = Change
report-changes-heading-all = { $total ->
    [one] The parameter that was measured twice is demonstrably better than in “{ $wave }”
   *[other] All { $total } parameters that were measured twice are demonstrably better than in “{ $wave }”
}
report-changes-heading = Demonstrably better than in “{ $wave }”: { $better } of the { $total } parameters that were measured twice; demonstrably worse: { $worse }
report-changes-heading-none = There is nothing to compare with “{ $wave }” yet
report-changes-nothing = No parameter has a value in both waves.
report-changes-tested = { $demonstrated ->
    [0] None of the { $total } differences that were tested is demonstrated
   *[other] Of the { $total } differences that were tested { $demonstrated ->
        [one] 1 is
       *[other] { $demonstrated } are
    } demonstrated
}
report-changes-tested-all = { $total ->
    [one] The difference that was tested is demonstrated
   *[other] All { $total } differences that were tested are demonstrated
}
report-changes-subtitle = From the earlier wave to this one; the band is the interval of the difference (95 %), every row has a scale of its own. Demonstrated: at most 5 % chance of one wrong claim among all differences together (Holm).
report-changes-description = For every parameter the value in both waves, with the interval of each. The table gives the same numbers.
report-changes-caption = Values in both waves
report-changes-note = The waves are compared as independent samples, without correction for the finite population: the interval of a difference (95 %) is too wide rather than too narrow. Change does not prove a cause.
report-paired-caption = Clients who answered both times
report-paired-note = Whoever answered both times is compared with themselves, which shows smaller changes; it says nothing of who answered once.
report-column-pairs = Clients
report-changes-apart = { $count ->
    [one] { $codes } cannot be compared: there is no value in “{ $wave }” or now.
   *[other] { $codes } cannot be compared: there is no value in “{ $wave }” or now.
}
report-column-with-interval = with interval
report-column-direction = Change demonstrated?
report-change-open = not demonstrated
report-column-change-unit = with 95 % interval

# Segments
report-topic-segments = Segments
report-segments-below = Limits missed that the total does not miss: { $segments }
report-segment-below = { $segment } ({ $count ->
    [one] 1 parameter
   *[other] { $count } parameters
})
report-segments-none-below = No segment misses a limit that the total does not miss
report-segments-above-target = target met in { $names }
report-segments-below-limit = limit missed in { $names }
report-segments-undecided = no segment is shown to meet or to miss
report-segments-description = For every segment the value with its interval against target and limit, and the total. The table gives the same numbers.
report-segments-caption = Every parameter of the survey by segment
report-segments-note = The value of every segment with its { $level } interval, in the order of the protocol and not ranked: where intervals overlap no order is demonstrated. The band runs from limit to target.
report-segments-hidden = { $count ->
    [one] One result is hidden or missing: fewer than { $threshold } answers, or needed to protect another small group.
   *[other] { $count } results are hidden or missing: fewer than { $threshold } answers, or needed to protect another small group.
}
report-column-segment = Segment
report-hidden = hidden or none

# Series
report-topic-series = Over time
report-series-heading = { $better } of the { $total } registrations end better than they began
report-series-introduction = The new service began on { $day }. Months before that are there as far as they were recorded.
report-series-title = { $name }: from { $first } in { $from } to { $last } in { $to }
report-series-subtitle = By month{ $unit }; target { $target }, limit { $limit }
report-series-description = A point for every month, with the target, the limit and the day of introduction. The table gives the same numbers.
report-series-caption = First, last, best and weakest month
report-series-months = By month
report-series-nothing = not registered
report-series-gaps = Months without a figure, so not registered and not counted as nought: { $months }.
report-series-note = One month above or below the one before is ordinary variation until shown otherwise; the verdict is about the whole period.
report-introduction = introduction
report-annotation = annotation { $numbers }
report-annotations-caption = What happened around the programme: the numbers in the charts
report-column-annotation = No.
report-column-day = Day
report-column-happened = What happened
report-column-source = Source
report-column-month = Month
report-column-value = Value
report-column-numerator = Numerator
report-column-denominator = Denominator
report-column-first-month = First month
report-column-last-month = Last month
report-column-best-month = Best month
report-column-worst-month = Weakest month

# Agreements
report-topic-agreements = Agreements
report-agreements-met = { $met } of the { $total } agreements kept
report-agreements-no-data = There are no data on the agreements yet
report-charters-broken = { $count ->
    [one] broken: { $names }
   *[other] { $count } charters broken: { $names }
}
report-charters-kept = no charter broken
report-of = { $part } of { $whole }
report-agreements-caption = Agreements (SLA) per cluster
report-column-agreement = Agreement
report-column-response-within = Response within
report-column-solved-within = Solved within
report-unit-hours = working hours
report-column-promised = Promised
report-column-verdict = Verdict
report-charters-heading = Quality charters and proposed sanctions
report-charters-caption = Promises with a sanction
report-charters-note = A sanction is only proposed here, and only on complete registrations. A manager imposes it or waives it with a reason.
report-column-charter = Charter
report-column-breaches = Breaches
report-column-sanction = Sanction
report-sanction-proposed = proposed: { $amount }, charged to { $office }
report-sanction-none = none: the promise was kept

# Method
report-topic-method = Method
report-method-heading = { $silent } of the { $population } clients did not answer in full: read the figures with that in mind
report-method-heading-none = How it is measured and judged
report-population-lead = Population
report-population = { $segments ->
    [0] { $population } clients.
    [one] { $population } clients in one segment.
   *[other] { $population } clients in { $segments } segments; all of them are in the denominator.
}
report-asked-lead = Wave
report-asked = { $wave }: evidence from { $from } to { $to }; answers { $privacy }.
report-dispositions-lead = Invitations
report-dispositions = { $complete } complete, { $partial } partial, { $refusal } refused or broken off, { $non_contact } not reached or silent, { $other } other, { $not_eligible } no longer in the population.
report-response-note = Where the share of the response differs from the share of the population, a segment sounds too loud or too soft in the total.
report-response-title-even = The response mirrors the population: no segment differs by more than { $points } pp
report-response-title-off = Most { $way } in the response: { $segment }, with { $share } of the answers and { $of } of the clients
report-response-way-under = under-represented
report-response-way-over = over-represented
report-response-subtitle = Share of every segment in the response and in the population
report-response-description = For every segment its share of the response beside its share of the population. The table gives the same numbers.
report-response-caption = Who answered, by segment
report-in-response = response
report-in-population = population
report-column-clients = Clients
report-column-responses = Answers
report-column-response-share = Response
report-column-share-of-clients = Part of the clients
report-column-share-of-responses = Part of the response
report-sources-heading = Where the desk figures come from
report-source-file = { $kind }, { $rows } rows, imported on { $day }
report-extracted = taken out of the desk system on { $day }
report-extracted-between = taken out of the desk system between { $first } and { $last }
report-extracted-open = { $open ->
    [one] 1 was still open then
   *[other] { $open } were still open then
}
report-extracted-unknown = the day of extraction is not told
report-rules-heading = How it was judged
report-rule-lead = Rule
report-rule = The interval decides, never the value alone. Met: the whole { $level } interval is on the good side. Not met: it is wholly on the bad side. Otherwise: not demonstrated. So the chance of a wrong “met” is at most { $error } per verdict.
report-rule-goal-lead = Goals
report-finite-lead = Finite population
report-finite = Where the claim is about these clients, the interval is smaller the larger the part of them that answered.
report-registrations-lead = Registrations
report-registrations = A complete registration has no sampling error: it has no interval and is compared directly.
report-indicative-lead = Indicative
report-indicative-rule = { $count ->
    [one] { $codes } counts statements or interviews; statements of one interview resemble each other, so the interval is too narrow and the verdict indicative.
   *[other] { $codes } count statements or interviews; statements of one interview resemble each other, so the interval is too narrow and the verdict indicative.
}
report-privacy-lead = What is hidden
report-privacy-rule = Groups of fewer than { $threshold } answers are hidden, and a larger one too when the small one would follow from the total. Under { $minimum } answers the value is shown, but nothing is demonstrated.
report-several-lead = Many verdicts
report-several = With { $count } parameters chance will now and then judge one wrongly. Every verdict stands alone; a goal asks that all its parameters are met, and so needs no correction.
report-selection-lead = Who chose to answer
report-selection = Those who answered chose to. The interval shows the sampling error only, not whether those who kept silent think otherwise.
report-partials-lead = Partly filled in
report-partials-counted = Surveys that were partly filled in count, question by question.
report-partials-apart = Surveys that were partly filled in are counted, but do not enter the verdicts. A question without an answer counts nowhere.
report-gaps-heading = What the protocol does not measure
report-gap = { $what }: no parameter at all.

report-evidence-sample = sample
report-evidence-complete = complete registration
report-evidence-process = registration as a sample of the process
report-method-wilson = share, Wilson interval
report-method-wilson-finite = share, Wilson interval for a finite population
report-method-student-t = mean, t interval
report-method-student-t-finite = mean, t interval for a finite population
report-method-adjusted-wald = NPS, adjusted Wald interval
report-method-adjusted-wald-finite = NPS, adjusted Wald interval for a finite population
report-method-paired-t = mean difference per client, t interval
report-method-paired-t-finite = mean difference per client, t interval for a finite population
report-method-order-statistic = quantile (type 7), interval from ranks
report-method-product-limit = quantile with open tickets (Kaplan-Meier), interval from the band
report-method-garwood = count per unit, exact Poisson interval (Garwood)
report-method-complete = sum of the registration, compared directly
report-method-complete-some-open = quantile of the registration, between all open tickets solved at once and none ever
report-method-last-value = last level of the registration
report-method-wilson-statements = share of statements, Wilson interval, indicative
report-method-wilson-interviews = share of interviews, Wilson interval
report-method-linearised-ratio = ratio of sums, linearised standard error

# Annex
report-topic-annex = Annex
report-annex-heading = All { $parameters } parameters and { $items } questions, as they were fixed
report-definitions-heading = Definitions
report-definitions-caption = Kind, evidence and reason of every parameter
report-column-kind = Kind
report-column-evidence = Evidence and method
report-column-limit-reason = Why this limit
report-column-owner = Owner
report-questions-heading = Survey: { $title }
report-guide-heading = Interview guide: { $title }
report-questions-caption = Questions and possible answers
report-column-code = Code
report-column-answers = Answers
report-column-used-by = Used by
report-item-scale = { $low } { $low_label } to { $high } { $high_label }
report-item-single = one of: { $options }
report-item-multiple = one or more of: { $options }
report-item-yes-no = yes or no
report-item-text = own words
report-item-ranking = put in order: { $options }
report-item-number = number { $unit }
report-item-email = e-mail address
report-item-date = date
report-item-information = notice
report-hash = SHA-256 of the results that this report was made from: { $hash }

# Weighting
report-weighted-heading = Whether it matters who answered
report-weighted-caption = Unweighted, weighted to the population, and what the silent could change
report-weighted-none = Weighted to the population no verdict changes.
report-weighted-matters = { $count ->
    [one] Weighted to the population { $codes } moves by more than 2 % of its scale or changes its verdict: read both values there.
   *[other] Weighted to the population { $codes } move by more than 2 % of their scale or change their verdict: read both values there.
}
report-weighted-note = Weighted, every segment counts as heavily as its share of the clients, with Kish's effective number of answers in the interval. The last column takes the extreme: all clients who did not answer think as unfavourably, or as favourably, as the scale allows.
report-raked-note = The weights also reach the known distribution over { $names }; weights above { $times } times the median were cut to that, for at most { $trimmed } of the answers. Who left one of these questions out does not count in the weighted value.
report-unweighted = The values are not weighted. { $reason }
report-column-unweighted = Unweighted
report-column-weighted = Weighted
report-column-weighted-verdicts = Verdicts weighted
report-column-band = Extremes
report-column-band-unit = whatever the silent think

report-from-to = { $low } to { $high }
report-target-at = target { $value }
report-limit-at = limit { $value }
report-total-at = total { $value }
report-change-untested = not tested
report-change-better = shown to be better
report-change-worse = shown to be worse
report-summary-heading = This asks for a decision
report-summary-heading-nothing = There is nothing to decide yet
report-settle-target-far = The value is so near to the target that only n = { $n } instead of { $now } would have decided: asking more does not help here.
report-settle-limit-far = The value is so near to the limit that only n = { $n } instead of { $now } would have decided: asking more does not help here.
report-weighted-short = weighted to the population { $value }: { $verdicts }
report-decide-weighted = Weighted to the population the verdict on { $codes } is another.
report-answers-only-yes = { $share } answer yes to “{ $item }”
report-purpose-parameter = parameter
report-purpose-driver = possible driver
report-purpose-background = background
report-purpose-comment = comment
report-found-exact = { $value } ({ $why }).
report-both-verdicts-short = { $target }; limit { $limit }
report-silent = No data, or too few to show: { $names }.

report-open-link-lead = Open links
report-open-link = { $count ->
    [one] One of the answers
   *[other] { $count } of the answers
} came by an open link, from a poster or a kiosk, and not by an invitation. They count in the results and not in the response rates: nobody knows who could have answered so, or whether somebody did twice.
