# The way down: from a figure to what it is made of and where that came from.
walk-title = Where the figures come from
walk-lead = From every figure of the report to the answers, months or statements behind it, and to the files and invitations that those came from.
walk-parameters = The test parameters
walk-themes = The themes of the interviews
walk-theme = Theme: { $theme }
walk-theme-hidden = Too few people spoke of this to show what they said.
walk-theme-tones = { $people ->
    [one] 1 person spoke of this
   *[other] { $people } people spoke of this
  }: { $negative } times negative, { $neutral } times neutral, { $positive } times positive.
walk-people = { $people ->
    [one] 1 person
   *[other] { $people } people
  }
walk-statements = The statements
walk-statements-kept = The statements themselves can be read only by those who note and code interviews.
walk-interview = Interview
walk-statement = Statement
walk-tone = Tone
walk-tone-positive = positive
walk-tone-neutral = neutral
walk-tone-negative = negative
walk-spread = How { $n } answers to { $item } are spread
walk-answer = Answer
walk-count = Number
walk-share = Share
walk-missing = no answer
walk-not-applicable = not applicable
walk-hidden = This wave did not ask this question, or too few people answered it to show how their answers are spread.
walk-months = The registration { $series }, month by month
walk-month = Month
walk-numerator = Numerator
walk-denominator = Denominator
walk-percentile = { $open ->
    [0] The { $share } point of { $n } measured lead times.
    [one] The { $share } point of { $n } lead times, of which 1 had not ended: that ticket was still open.
   *[other] The { $share } point of { $n } lead times, of which { $open } had not ended: those tickets were still open.
}
walk-open = The tickets that are still open, the longest first
walk-open-most = The { $most } tickets that are open for the longest
walk-ticket = Ticket
walk-hours-so-far = Hours so far
walk-cluster = Cluster
walk-extracted-on = As of
walk-segments = By segment
walk-came-from = Where this comes from
walk-invitations = The wave: who was invited and what came of it
walk-rows = The rows: all answers as a file
walk-file = { $kind }, { $rows } rows, imported on { $day }
walk-no-files = No file was imported for this.
