# The frame around the pages of staff.

staff-skip = Skip to the contents
staff-trail = Where you are
staff-accounts = Access
staff-sign-out = Sign out
staff-error-summary = { $count ->
    [one] There is a problem
   *[other] There are { $count } problems
}
staff-home-title = { $count ->
    [0] Your programmes
    [one] Your programme
   *[other] Your { $count } programmes
}
staff-home-none = No programme yet
staff-home-empty = You have no role in a programme yet. An administrator can give you one.
staff-home-empty-administrator = Load one with the command peil load, or peil demo to see the example.

staff-steps = Steps of the programme
staff-step-protocol = Protocol
staff-step-surveys = Questionnaires
staff-step-clients = Clients
staff-step-waves = Waves
staff-step-interviews = Interviews
staff-step-measurements = Measurements
staff-step-evaluation = Evaluation
staff-step-report = Report
staff-step-adjustments = Adjustments
staff-step-closing = Closing
staff-step-audit = Audit trail
staff-limit-colon = limit:
