# What analyses beyond the parameters found.

findings-topic-priorities = Priorities
findings-topic-dimensions = Expected and perceived
findings-topic-interviews = Interviews
findings-topic-subjects = Evidence side by side

findings-batteries-heading = Which items measure one thing together
findings-drivers-refused = What goes together with “{ $name }” cannot be said
findings-drivers-heading = What goes together with “{ $name }”?
findings-drivers-alike = { $name }: no item demonstrably weighs more than the others
findings-drivers-above = { $name }: demonstrably the most weight has “{ $items }”
findings-drivers-fit = The items together go with { $share } of the differences in “{ $outcome }” (R²), among { $n } clients who answered all of them.
findings-drivers-note = A weight is the part of R² by Johnson (2000), with a 95 % interval from { $replicates } bootstrap samples (seed { $seed }). It says what goes together, not what causes what. Where intervals overlap no order is demonstrated.
findings-drivers-subtitle = Part of R² per item, with its 95 % interval
findings-drivers-description = Per item a bar from zero as long as its weight, with a line for the interval.
findings-drivers-caption = Weight per item
findings-column-item = Item
findings-column-weight = Weight
findings-column-shapley = Shapley (LMG)
findings-column-beta = Beta
findings-column-performance = Performance
findings-column-importance = Importance
findings-column-field = Field
findings-both-importances = Derived importance (what goes together with the outcome) and stated importance (what clients say) are two different things; where they part, that is a finding of its own.
findings-performance = performance (mean)
findings-importance-derived = derived importance (weight)
findings-importance-stated = stated importance (mean)
findings-priorities-derived = Importance derived from what goes together; performance is the mean answer
findings-priorities-stated = Importance as clients state it; performance is the mean answer
findings-cross-mean = mean { $value }
findings-cross-agreed = agreed { $value }
findings-quadrant-keep-up = keep up
findings-quadrant-concentrate = take up first
findings-quadrant-low = little hurry
findings-quadrant-overkill = perhaps too much
findings-priorities-first = Take up first: { $items }
findings-priorities-none = Nothing is important and rated low at the same time
findings-priorities-description = Every item is a point: further right is rated higher, further up is more important. The cross makes four fields.
findings-priorities-caption = Importance and performance per item
findings-priorities-note = The cross parts points that often lie close together: one near a line may be in the other field by chance. A field is a reason to talk, not a verdict.
findings-battery-heading = Do the items of “{ $name }” measure one thing?
findings-battery-two = Among { $n } clients who answered both items the reliability by Spearman-Brown is { $brown } (alpha { $alpha }, 95 % interval { $low } to { $high }).
findings-battery-omega = Among { $n } clients who answered all items omega is { $omega } and alpha { $alpha } (95 % interval by Feldt: { $low } to { $high }).
findings-battery-alpha = Among { $n } clients who answered all items alpha is { $alpha } (95 % interval by Feldt: { $low } to { $high }). One factor does not describe the items, so there is no omega.
findings-battery-index = The mean over the items of “{ $name }” is { $value } (95 % interval { $low } to { $high }).
findings-battery-reversed = Note: “{ $items }” runs against the other items. Perhaps its scale is reversed.
findings-battery-repetitive = Alpha is above 0.95: the items repeat one another, and some can go.
findings-battery-caption = How each item goes with the others
findings-column-mean = Mean
findings-column-item-rest = Correlation with the rest
findings-column-alpha-without = Alpha without it
findings-turned = reckoned the other way round

findings-too-few = Too few clients answered all the items that this takes: fewer than { $needed }.
findings-not-asked = The survey of this wave does not ask “{ $item }”.
findings-no-variation = All answers are the same, so there is nothing to compare.
findings-no-variation-of = Everybody gave the same answer to “{ $item }”, so nothing can go together with it.
findings-collinear = The items repeat one another so much that their weights cannot be told apart.
findings-weak-model = The items together go with no more than { $share } of the differences (R²; under 20 %). A ranking would say nothing and is left out.
findings-unreliable = The items do not go together well enough for one figure (reliability { $value }; it takes 0.70). So they stand apart.
findings-coders-disagree = Two coders agree too little (kappa { $kappa }; it takes 0.67). So it is not established who thought what: the themes stand without shares.
findings-one-coder = There is one coder only: whether another would have heard the same is not known.
findings-few-months = { $months } months are too few for a control chart; it takes { $needed }.
findings-not-converging = No weights were found that reach every known distribution at once; check the numbers of clients in the protocol.
findings-many-cells = The known distributions have more than { $most } combinations; take fewer or broader categories.
findings-early-heading = Early and late answers
findings-early-caption = Who answered early and who late
findings-early-none = Late answers do not differ demonstrably from early ones: no hint that the silent think otherwise.
findings-early-some = { $count ->
    [one] Late answers differ from early ones on { $codes }: a hint that the silent think otherwise there.
   *[other] Late answers differ from early ones on { $codes }: a hint that the silent think otherwise there.
}
findings-early-note = Early is until { $until } ({ $early } answers), late is after it ({ $late }). Who answers late resembles the silent somewhat more; that is a hint, not a proof. Demonstrated: at most 5 % chance of one wrong claim among all parameters together (Holm).
findings-early-differs = shown to differ
findings-early-anonymous = Early and late answers are not compared: of anonymous answers no day is kept.
findings-early-no-days = Early and late answers are not compared: the answers came without a day.
findings-early-too-few = Early and late answers are not compared: one of the halves would be too small.
findings-column-early = Early
findings-column-late = Late
findings-no-counts = The registration of { $month } is no count, so there is no control chart.

findings-gaps-heading = { $total ->
    [one] { $below ->
        [0] What clients perceive is not demonstrably below what they expect
       *[other] What clients perceive is demonstrably below what they expect
    }
   *[other] In { $below } of { $total } dimensions what clients perceive is demonstrably below what they expect
}
findings-gaps-none = Of no dimension enough expectations and perceptions are known
findings-gaps-note = The gap is perceived minus expected, per person over the items answered both ways, with a 95 % interval. Demonstrably means after Holm's adjustment over the dimensions. Difference scores are less reliable than the answers themselves.
findings-gaps-subtitle = Mean expectation and perception per dimension, with the gap and its 95 % interval
findings-gaps-description = Per dimension two points on one scale, expected and perceived, with a line between them and a bar with two ends for the interval of the gap.
findings-gaps-caption = Expected and perceived
findings-expected = expected
findings-perceived = perceived
findings-column-dimension = Dimension
findings-column-gap = Gap

findings-features-heading = What clients take features for
findings-features-note = Sorted by Kano: every feature was asked twice, with it and without it. One group seldom has a majority; the counts are in the table. Under 20 clients no category is given.
findings-kano-must-be = must-be
findings-kano-one-dimensional = the more the better
findings-kano-attractive = delight
findings-kano-indifferent = indifferent
findings-kano-reverse = rather not
findings-kano-questionable = cannot be read
findings-kano-better = more satisfied with it
findings-kano-worse = less satisfied without it
findings-kano-must = A must-be to most clients: { $items }
findings-kano-no-must = No feature is a must-be to most clients
findings-kano-subtitle = Share that is more satisfied with it, against the share that is less satisfied without it
findings-kano-description = Every feature is a point; the cross at a half makes four groups.
findings-kano-caption = Category per feature
findings-column-feature = Feature
findings-column-category = Most frequent
findings-column-better = More satisfied
findings-column-worse = Less satisfied

findings-interviews-heading = Most often negative in interviews: { $theme } ({ $negative } of the { $people } interviewees who spoke of it)
findings-interviews-heading-plain = { $interviews } interviews with { $statements } statements
findings-interviews-counts = There are { $interviews } interviews with { $statements } statements.
findings-interviews-agreement = There are { $interviews } interviews with { $statements } statements; two coders judged { $twice } of them apart from each other. They agree on { $observed }: kappa { $kappa } (95 % interval { $low } to { $high }), Krippendorff's alpha { $alpha }.
findings-clustered = Statements of one person are alike (correlation { $rho }): { $statements } statements weigh as about { $n } independent ones. So read the number of interviewees, not that of statements; interviews are an indication and no sample.
findings-clustered-unknown = Read the number of interviewees, not that of statements; interviews are an indication and no sample.
findings-themes-hidden = { $count ->
    [one] One theme is not shown: fewer than { $threshold } interviewees spoke of it.
   *[other] { $count } themes are not shown: fewer than { $threshold } interviewees spoke of them.
}
findings-themes-subtitle = Statements per theme by their tone to the first coder, in counts
findings-themes-description = Per theme a bar of its negative, neutral and positive statements, as long as there are statements.
findings-themes-caption = Statements per theme
findings-source-interviews = interviews
findings-source-survey = survey
findings-source-registration = registration
findings-tone-negative = negative
findings-tone-neutral = neutral
findings-tone-positive = positive
findings-statements = { $count ->
    [one] 1 statement
   *[other] { $count } statements
}
findings-in-interviews = { $count ->
    [one] in 1 interview
   *[other] in { $count } interviews
}
findings-column-theme = Theme
findings-column-people = Interviewees
findings-column-negative-people = Of whom something negative

findings-subjects-none = Survey, interviews and registrations do not contradict each other
findings-subjects-heading = Evidence contradicts itself on { $subjects }
findings-subjects-caption = What each piece of evidence says of the same subject
findings-subjects-note = A parameter says “well” when it meets its target and “badly” when it does not meet its limit. A theme says well or badly when demonstrably less or more than half of those who spoke of it said something negative. A contradiction is named and never averaged away.
findings-column-evidence = Evidence
findings-column-what = What
findings-column-found = Found
findings-column-says = Says
findings-column-cluster = Cluster
findings-says-well = well
findings-says-badly = badly
findings-says-undecided = not decided
findings-says-nothing = nothing
findings-theme = theme { $theme }
findings-theme-people = { $negative } of { $people } interviewees negative
findings-contradiction = { $well } says well, { $badly } says badly. Find out why before you follow either.
findings-contradictions = Contradiction
findings-map-heading = Quality against means per cluster
findings-map-title = Where each cluster stands to both targets
findings-map-subtitle = Registrations per cluster; the cross stands at the targets
findings-map-description = Every cluster is a point: one axis is quality, the other the use of resources.
findings-map-caption = Quality and means per cluster
findings-map-nothing = Of no cluster both registrations are known.

findings-control-centre = mean { $value }
findings-control-limits = limits of chance
findings-control-heading = More than ordinary variation?
findings-control-caption = Control charts: months that chance hardly explains
findings-control-p = p chart
findings-control-xmr = XmR chart
findings-control-u = u chart
findings-column-chart = Chart
findings-column-phase = Months
findings-column-centre = Mean
findings-column-signals = Signals
findings-control-none = none
findings-control-signal = { $month } (rule { $rules })
findings-control-provisional = provisional: { $months } months
findings-control-widened = widened × { $factor } (Laney)
findings-control-note = Western Electric's rules (1956): 1 point beyond 3 sigma; 2 of 3 beyond 2; 4 of 5 beyond 1; 8 in a row on one side. Together they give a false alarm about every 92 points of a stable process: a lone signal is a question, not a finding. Limits are per phase, before and after the introduction; targets play no part in them. A series that steadily gets better gives signals too.

findings-rest-heading = Which segments differ from the rest?
findings-rest-caption = Segments against all others together
findings-rest-note = First each parameter was tested over all segments together (Kruskal-Wallis). Only when that difference is demonstrated (5 %) is each segment compared with the rest, with Holm over the segments and a 95 % interval. Intervals are without finite-population correction, so rather wide.
findings-rest-no-overall = segments do not demonstrably differ
findings-rest-none = no single segment
findings-rest-said = { $segment } { $difference } ({ $interval })
findings-column-rest = Demonstrably different from the rest
findings-column-overall = p over all segments

findings-rates-heading = Response by AAPOR
findings-rates-caption = Response rates by their names
findings-rates-note = Of everybody on the list of clients it is known whether they count; so RR1, RR3 and RR5 are equal, and RR2, RR4 and RR6 too, as long as nobody is unknown. RR is response, COOP cooperation of those reached, REF refusal, CON contact.
findings-column-rate = Rate
findings-column-rate-value = Value

findings-broken-meaning = Not comparable: item “{ $item }” asks something else now than in the wave before. The series starts anew here.
findings-broken-scale = Not comparable: item “{ $item }” now takes other answers than in the wave before. The series starts anew here.

findings-topic-mirror = Mirror and comparison
findings-mirror-heading = The mirror: what staff thought that clients would say
findings-mirror-higher = Staff estimate { $higher } higher than clients give it
findings-mirror-lower = Staff estimate { $lower } lower than clients give it
findings-mirror-both = Staff estimate { $higher } higher than clients give it, and { $lower } lower
findings-mirror-alike = It is not demonstrated that staff expected anything else than clients give
findings-mirror-unknown = What staff expected cannot be laid beside answers yet
findings-mirror-too-high = { $code }: staff estimate too high
findings-mirror-too-low = { $code }: staff estimate too low
findings-mirror-undecided = { $code }: no difference demonstrated
findings-mirror-nothing = { $code }: no data
findings-mirror-says-high = estimate too high
findings-mirror-says-low = estimate too low
findings-mirror-staff = Estimate of staff
findings-mirror-clients = Clients
findings-mirror-subtitle = { $staff } members of staff, asked on { $day }; clients n = { $n }
findings-mirror-source = survey and estimate beforehand
findings-mirror-description = A hollow dot for the estimate of staff and a filled one for what clients give, with a line between them for the gap and a bar with two ends for the interval.
findings-mirror-caption = The gap between estimate and answer
findings-mirror-note = The gap is what clients give minus what staff estimate, with the interval of the parameter itself. The estimate is taken as given: asked before the wave began, and the mean of those who estimated. It is called too high or too low only when the whole interval lies on one side.
findings-benchmark-heading = What others reach
findings-benchmark-finding = Of the { $total } comparisons with others, { $better } turn out better and { $worse } worse
findings-benchmark-caption = Results beside those of others
findings-benchmark-own = We
findings-benchmark-title = { $code } beside { $name }: { $says }
findings-benchmark-source = Source of the other value: { $source }
findings-benchmark-description = A hollow dot for what others reach and a filled one for our result, with a bar with two ends for its interval.
findings-benchmark-better = better
findings-benchmark-worse = worse
findings-benchmark-above = higher
findings-benchmark-below = lower
findings-benchmark-undecided = no difference demonstrated
findings-benchmark-nothing = no data
findings-benchmark-note = Values of others stand in the protocol, with their source; they decide no verdict. A result is called better or worse only when its whole interval lies on that side of the other value. The uncertainty of the other value does not count, and others may have asked differently or asked other people.
findings-column-others = Others
findings-column-difference = Difference
findings-column-source = Source
findings-benchmark-mark = comparison
findings-map-lead = Quality and means.
findings-map-both = { $count ->
    [0] No cluster meets both targets
    [one] { $names } meets both targets
   *[other] { $names } meet both targets
}
findings-map-neither = { $count ->
    [one] { $names } meets neither
   *[other] { $names } meet neither
}
findings-map-field-both = both met
findings-map-field-quality = quality only
findings-map-field-means = means only
findings-map-field-neither = neither met
findings-topic-comments = Open answers
findings-comments-heading = Most often in open answers: { $theme } ({ $about } of the { $people } people whose answer was coded)
findings-comments-heading-plain = { $comments } coded open answers of { $people } people
findings-comments-how = Open answers were coded by two coders apart, or by one of them where that was agreed; what differed was settled. They say what is at stake, not how often among all clients: who answers an open question chooses to.
findings-comments-caption = Open answers per theme
findings-comments-hidden = { $count ->
    [one] One theme is left out: fewer than { $threshold } people wrote of it.
   *[other] { $count } themes are left out: fewer than { $threshold } people wrote of them.
}
findings-column-respondents = People

findings-quotes = In their own words
findings-quotes-rule = Quoted with the consent of who said it, and only on themes that at least { $threshold } interviewees spoke of. The evaluator chose them.
