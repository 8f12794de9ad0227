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
sharing-column-wave = Wave
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

sharing-asked =
    { $clients ->
        [one] One client asked for the outcome
       *[other] { $clients } clients asked for the outcome
    }
sharing-asked-lead = They get one mail with a link to the edition for clients, in Dutch or in English. The edition then also stands behind the link of who did not ask for mail.
sharing-asked-send = Mail them the outcome
sharing-asked-audience = clients who asked for it
