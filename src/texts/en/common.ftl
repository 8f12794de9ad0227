# Words that come back everywhere.

common-yes = yes
common-no = no
common-save = Save
common-cancel = Cancel
common-back = Back
common-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}

common-verdict-met = met
common-verdict-not-met = not met
common-verdict-not-demonstrated = not demonstrated
common-verdict-no-data = no data
common-verdict-not-comparable = not comparable

common-goal-met = met
common-goal-not-met = not met
common-goal-partly = partly met
common-goal-open = open
