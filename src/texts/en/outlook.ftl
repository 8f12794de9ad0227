# What a wave will be able to show.

outlook-here = Outlook
outlook-go = What can this wave show?
outlook-title = With { $answers } answers of { $clients } clients
outlook-lead = Look before you send: can so many answers show what was promised? Change the number and see.
outlook-answers = Expected answers
outlook-usual = In an earlier wave { $rate } answered.
outlook-unusual = No earlier wave tells how many answer; three in ten is reckoned with.
outlook-compute = Compute
outlook-five-points = To know a share within 5 points either way, { $answers } of the { $clients } clients have to answer.
outlook-blind = With so few answers no result can be judged as met for { $parameters }. Ask more clients, or remind them.
outlook-table = What so many answers can show
outlook-margin = Margin
outlook-met-from = Judged met from
outlook-shown-from = Must truly be
outlook-no-spread = No earlier wave tells how far answers lie apart.
outlook-method = The margin is for a value at the target, in points for a share. “Judged met from” is the result that will be called met. “Must truly be” is how good the service has to be among all clients for that to be seen four times out of five. Shares: exact, over the Wilson interval that decides; others by the normal approximation with the spread of the newest wave. All of it supposes that who answers does not differ from who does not.
outlook-segments = By segment, if all answer as often
outlook-clients = Clients
outlook-expected = Expected answers
outlook-half = Margin of a share near a half
outlook-too-few = too few to show

# What would be judged if the values were truly so.

outlook-suppose = Suppose it is truly so
outlook-suppose-lead = Choose how good the service truly is, for each parameter or for all of them, and see what this wave would say of it.
outlook-suppose-target = All at their target
outlook-suppose-limit = All at their limit
outlook-suppose-wrong = Type a number for { $parameter }; a share is 0 to 100 per cent.
outlook-truly = Truly
outlook-truly-of = True value of { $parameter }
outlook-against-target = Chances against the target
outlook-against-limit = Chances against the limit
outlook-needed = Answers needed
outlook-more = More to invite
outlook-chance-met = met
outlook-chance-open = not demonstrated
outlook-chance-not-met = not met
outlook-suppose-method = “Answers needed” settles the target, either way, with a chance of four in five; a dash says that nothing short of everybody’s answer does, because the value lies on the target or next to it. “More to invite” reckons with the response that is expected.
outlook-not-enough = more than there are
outlook-needed-each = Needed for ± 5 points over all
