# The pages around the report: freezing, writing, accepting, deciding, sharing, closing.
reports-editions = Editions
reports-edition-management = Management
reports-edition-staff = Staff
reports-edition-clients = Clients
reports-stand = How far this report is
reports-state-live = Not frozen.
reports-state-live-means = These figures are computed from what is there now. Freeze the evaluation to write conclusions, decide and share.
reports-state-draft = Draft.
reports-state-draft-means = The figures are frozen; conclusions may still be written.
reports-state-final = Final.
reports-state-final-means = Figures and conclusions are fixed. A manager can accept it and decide.
reports-state-accepted = Accepted.
reports-state-accepted-means = Management accepted this report.
reports-freeze = Freeze the evaluation
reports-freeze-again = Evaluate again
reports-write = Write conclusions
reports-finish = Make final
reports-accept = Accept this report
reports-accept-name = Your name
reports-accept-remarks = Remarks (may stay empty)
reports-decisions = Decisions
reports-sharing = Share and send
reports-download = Download ({ $edition }):
reports-back = Back to the report
reports-write-title = Conclusions beside the figures
reports-write-lead = Write what the figures mean, per section, in the language of this page. Markdown: *stress*, **strong**, lists. The report shows it under the heading of the section.
reports-write-fixed = This report is final; its conclusions cannot be changed any more. Evaluate again to begin a new draft with the same words.
reports-write-text = Your conclusion
reports-write-save = Save
reports-write-proposal = What the verdicts alone say
reports-write-take = Take this over
reports-write-figures = Show the figures of this section
reports-decisions-title = What management decides
reports-decisions-lead = Three proposals follow from the verdicts. A named manager decides on each; the report prints it.
reports-decisions-draft = The evaluator has not made this report final yet. Until then nothing can be decided on it.
reports-decide-agree = Agree
reports-decide-refuse = Do not agree
reports-decide-name = Your name
reports-decide-remarks = Remarks
reports-decided = { $decision } – { $name }, { $day }
reports-sanctions = Sanctions
reports-sanctions-lead = Computed from the charters and the registrations. A named manager imposes or waives each, with a reason.
reports-sanctions-none = No charter was broken in this wave.
reports-sanction-proposal = { $charter }: { $breaches } breaches, { $amount } proposed, to be borne by { $office }.
reports-sanction-reason = Reason
reports-sanction-impose = Impose
reports-sanction-waive = Waive
reports-ledger-total = Imposed on { $office } so far: { $amount }
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
adjustments-caption = Adjustments of this programme
adjustments-new = New adjustment
adjustments-edit-lead = Say what changes, why, who does it and by when. The next wave shows whether it helped.
adjustments-wave = Follows from wave
adjustments-field-title = What changes
adjustments-field-kind = In
adjustments-field-cause = Because of a
adjustments-field-cause-code = Its code, or the statement in a few words
adjustments-field-cause-hint = For a parameter, segment or charter its code, such as P12.
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
adjustments-offer-lead = What falls furthest short of its limit or target. Offered, not imposed.
adjustments-reminded = reminded { $day }
adjustments-escalated = { $name } told { $day }
sharing-title = Share and send
sharing-lead = Each edition shows no more than its readers may see. What went to whom is kept.
sharing-fresh = This link is shown once; copy it now. It can be revoked below.
sharing-draft = Only a final report can be shared. The evaluator makes it final on the page of the report.
sharing-safe = Checked: from all editions, files and earlier reports together no group smaller than the threshold can be worked out.
sharing-unsafe = This report cannot be shared: together with what is already out it would give away small groups.
sharing-link = Make a link
sharing-edition = Edition
sharing-language = Language
sharing-purpose = For whom
sharing-days = Works for how many days
sharing-make = Make the link
sharing-dispatch = Note that it was sent or shown in another way
sharing-channel = How
sharing-channel-link = link
sharing-channel-mail = mail
sharing-channel-meeting = meeting
sharing-channel-intranet = intranet
sharing-channel-paper = paper
sharing-audience = To whom
sharing-recipients = How many people
sharing-note = Note it
sharing-links = Links
sharing-column-purpose = For whom
sharing-column-edition = Edition
sharing-column-until = Works until
sharing-column-state = State
sharing-column-when = When
sharing-column-channel = How
sharing-column-audience = To whom
sharing-column-recipients = People
sharing-revoke = Revoke
sharing-revoked = revoked
sharing-expired = expired
sharing-sent = What was sent to whom
sharing-none = Nothing was sent yet.
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
closing-check-adjustments = No adjustment is overdue.
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
closing-erases = Personal data are erased on { $day }.
closing-erased = Personal data were erased on { $day }.
closing-archive = Download the sealed archive
mail-adjustment-due-subject = Due: { $title }
mail-adjustment-due = Dear { $name },

  You agreed to this adjustment: { $title }. It was to be ready on { $day }.

  Say on this page what was done, or that it needs more time:
  { $address }
mail-adjustment-overdue-subject = Overdue: { $title }
mail-adjustment-overdue = Dear { $name },

  This adjustment was to be ready on { $day } and is more than a week overdue: { $title }. Its owner is { $owner }.

  { $address }
