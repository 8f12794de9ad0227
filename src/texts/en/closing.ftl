closing-title = { $left ->
    [0] Everything is done; the programme can be closed
    [one] Before closing 1 thing is left
   *[other] Before closing { $left } things are left
  }
closing-title-closed = This programme is closed
closing-lead = After closing nothing can be changed any more. All pages stay readable, an archive is sealed, and personal data are erased on a day that you set.
closing-check-waves = No wave is open.
closing-check-accepted = Management accepted the last report.
closing-check-sanctions = Every proposed sanction was imposed or waived.
closing-check-decisions = The three decisions were taken.
closing-check-judged = Every parameter was judged.
closing-check-adjustments = Every adjustment that goes on has an owner and is not overdue.
closing-handed-over = What goes on after the closing, and with whom
closing-check-staff = Staff got their edition.
closing-check-clients = Clients got their edition.
closing-done = Done.
closing-needed = Needed first.
closing-explain = May be left, with an explanation.
closing-by-manager = A manager decides on closing.
closing-decide = Close the programme
closing-remarks-hint = Needed when something of the list is left undone.
closing-erase = Erase personal data on
closing-erase-hint = Names, mail addresses, comments and interview texts go; answers without a name and all figures stay.
closing-close = Close for good
closing-problem-needed = The list shows what must be done first. Nothing was closed.
closing-problem-name = A name is needed to close.
closing-problem-remarks = Explain what is left undone.
closing-problem-day = Give a day after today.
closing-closed = Closed by { $name } on { $day }.
closing-problem-late = This day is later than the protocol allows. Choose an earlier one.
closing-erases = Personal data are erased on { $day }.
closing-erased = Personal data were erased on { $day }.
closing-archive = Download the sealed archive
