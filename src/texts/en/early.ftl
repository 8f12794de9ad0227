# What is already decided while a wave is open.
early-title = What is already decided
early-anonymous = This wave is anonymous: answers keep no order, and nothing can be shown in between. Once it is closed, the evaluation shows everything.
early-none = No test parameter of this wave rests on answers of a known number of clients; there is nothing to follow in between.
early-settled = { $settled } of the { $all } test parameters are decided; for the others every answer still counts.
early-all-settled = All verdicts are decided; nobody needs to be reminded for them any more.
early-bounds = Surely between
early-against-target = Target decided?
early-against-limit = Limit decided?
early-open = still open
early-assumption = Assumption: who answers when is as good as random. This says nothing of clients who never answer; the evaluation after closing shows who is missing.
early-method = Computed with a confidence sequence for sampling without replacement from { $clients } clients (Waudby-Smith and Ramdas 2020): looking every day is allowed, since over the whole wave each bound is ever wrong with a probability of at most 5% (or what the protocol says instead). The figures move by { $step } answers at a time, and with many answers by one in a hundred.
