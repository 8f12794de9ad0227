# A questionnaire on paper, and the client's own copy.

paper-how = Tick the box that fits and write clearly. A star means: please answer this one.
paper-code = Paper code
paper-segment = Group
paper-not-applicable = not applicable
paper-dont-know = don’t know
paper-one = One answer.
paper-several = More than one answer is possible.
paper-foot = { $code }, version { $version }, { $hash }. The small codes are for who types the answers over.
paper-copy = Your answers
paper-copy-lead = This is what you sent. It can be read here as long as your answers are tied to your link.
paper-copy-none = There is no copy. Answers can be read again only as long as they are tied to your link; of an anonymous survey they never are.
paper-copy-print = Print this page, or save it as a file, if you want to keep it.
paper-copy-see = Read your answers again
paper-rank = Write 1 before what you find most important, 2 before the next, and so on. Typed over as the codes in that order.
paper-kept = How long: names, addresses and what you write in your own words are erased after the programme ends, on a day that { $organisation } sets then. Answers without a name stay with the results.
paper-kept-months = How long: names, addresses and what you write in your own words are erased at most { $months ->
    [one] one month
   *[other] { $months } months
} after the programme ends. Answers without a name stay with the results.
