# A programme at a glance, and programmes side by side.

overview-name = Overview of the waves
overview-title = { $met } of { $all } targets are met in { $wave }
overview-lead = Every figure with the verdict on its target; a wave leads to its evaluation, and from there to the evidence.
overview-of = of { $all }
overview-targets-met = Targets met
overview-targets-open = Not demonstrated
overview-targets-missed = Not met
overview-targets-unknown = Without data
overview-limits-missed = Limits not met
overview-running = { $wave } is running. What it shows is provisional.
overview-running-settled = { $wave } is running: { $settled } test parameters are decided already, { $open } are still open.
overview-to-wave = See how far it is
overview-goals = The goals, wave by wave
overview-goal = Goal
overview-parameters = The test parameters, wave by wave
overview-course = Course, with the target
overview-nothing = There is nothing to show yet
overview-nothing-next = As soon as a protocol plans waves and evidence comes in, this page shows them side by side.
overview-compared = { $count ->
    [one] One programme
   *[other] { $count } programmes side by side
}
overview-compared-lead = Each by its newest wave with results. Programmes set their own targets: a row says how far each is with its own promises, not who is best.
overview-none = There is no programme with results
overview-none-next = This page fills itself as soon as a programme that you may read has a protocol.
overview-programme = Programme
overview-newest = Newest wave
overview-response = Response (RR1)
overview-goals-met = Goals met
overview-so-many = { $count } of { $all }
overview-go = Overview of all waves
overview-go-compare = Programmes side by side
