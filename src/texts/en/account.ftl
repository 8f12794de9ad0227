# Signing in, and who may.

account-sign-in = Sign in
account-email = E-mail
account-password = Password
account-forgotten = Forgotten your password? An administrator can give you a new link.
account-wrong = This e-mail and password do not belong together.
account-too-many-tries = Too many tries. Wait a quarter of an hour, or ask an administrator for a new link.
account-link-title = Sign in with your link
account-link-for = This link is for { $name } ({ $email }).
account-link-go = Sign in as { $name }
account-link-once = The link works once.
account-choose-title = Choose a password
account-choose-for = Welcome, { $name }. With this password you sign in from now on.
account-new-password = New password
account-again = The same once more
account-password-hint = At least { $least } characters. A few words in a row are easy to remember and hard to guess.
account-password-short = Choose a password of at least { $least } characters.
account-password-long = Choose a password of at most { $most } characters.
account-password-differs = The two are not the same. Type your new password twice.
account-password-plain = This is too easy to guess. Choose something with more different characters, and not your name or address.
account-choose-go = Save and sign in

account-index-title = { $count ->
    [one] One person has access
   *[other] { $count } people have access
}
account-index-lead = What somebody may do follows from the role in each programme.
account-people = People with access
account-name = Name
account-roles = Roles
account-role = Role
account-state = State
account-programme = Programme
account-all-programmes = all programmes
account-actions = Actions
account-active = active
account-invited = invited
account-blocked = blocked
account-no-role = no role
account-no-role-yet = No role yet: this person can sign in and sees nothing.
account-language = Language
account-invite = Invite somebody
account-invite-lead = You get a link to hand over. With it, this person chooses a password. After that, give a role.
account-invite-go = Invite
account-make-administrator = Make administrator of all programmes
account-problem-name = Fill in a name.
account-problem-email = Fill in an e-mail address, such as name@example.org.
account-problem-taken = Somebody with this e-mail address has access already.
account-link-made = The link is ready
account-link-hand-over = Hand it over to nobody else: who has it can choose the password. It works once, for three days, and is not shown again.
account-access = Access
account-reset = Make a new link
account-reset-lead = With a new link this person chooses another password. Until then the old one works.
account-block = Block
account-unblock = Let in again
account-block-lead = Who is blocked is signed out at once and cannot sign in. What was done stays on record.
account-not-yourself = You cannot block yourself; another administrator can.
account-role-give = Give this role
account-role-take = Take away
account-role-administrator = Administrator
account-role-evaluator = Evaluator
account-role-interviewer = Interviewer
account-role-manager = Manager
account-role-reader = Reader
