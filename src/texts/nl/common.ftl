# Woorden die overal terugkomen.

common-yes = ja
common-no = nee
common-save = Opslaan
common-cancel = Annuleren
common-back = Terug
common-rows = { $count ->
    [one] { $count } rij
   *[other] { $count } rijen
}

common-verdict-met = gehaald
common-verdict-not-met = niet gehaald
common-verdict-not-demonstrated = niet aangetoond
common-verdict-no-data = geen gegevens
common-verdict-not-comparable = niet vergelijkbaar

common-goal-met = gehaald
common-goal-not-met = niet gehaald
common-goal-partly = deels gehaald
common-goal-open = nog open
