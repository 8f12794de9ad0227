# Conversations along a guide.

conversation-title = { $count ->
    [0] No conversation planned yet
    [one] One conversation, { $saved } noted
   *[other] { $count } conversations, { $saved } noted
}
conversation-lead = Pick a client, ask along a guide and note what is said. The statements count with those of the other interviews.
conversation-new = Plan a conversation
conversation-no-wave = No wave allows conversations
conversation-no-wave-why = Conversations need an open wave that is not anonymous: an interviewer knows who says what.
conversation-no-guide = No guide is published
conversation-no-guide-why = Publish an interview guide under Questionnaires first.
conversation-client = Client
conversation-mode = How
conversation-day = Day
conversation-interviewer = Interviewer
conversation-noted = noted
conversation-planned = planned
conversation-by-phone = by phone
conversation-face-to-face = face to face
conversation-search = Find a client: name, key, address or segment
conversation-find = Find
conversation-wave = Wave
conversation-guide = Guide
conversation-nobody = Nobody is found. Look for something else.
conversation-begin = Begin
conversation-hold = Hold a conversation along this guide
conversation-back = All conversations
conversation-saved = Saved. Everything on this page is kept.
conversation-kept = Saved.
conversation-not-kept = Not saved yet: the connection falters. It is tried again in a moment.
conversation-refused = { $count ->
    [one] One answer was not saved; everything else was
   *[other] { $count } answers were not saved; everything else was
}
conversation-outside = This day is outside the evidence period of the wave: what is noted will not count.
conversation-ahead = Send the guide ahead
conversation-ahead-how = With this link the client reads the questions as a preparation. There is nothing to fill in, and it says nothing about who reads it.
conversation-ahead-to = The client’s address is { $email }.
conversation-save = Save the conversation
conversation-save-more = Save and note one more here
conversation-statement = Statement { $nr }
conversation-new-statement = A new statement
conversation-said = What was said
conversation-theme = Theme
conversation-tone = Tone
conversation-positive = positive
conversation-neutral = neutral
conversation-negative = negative
conversation-open-problem = leaves a problem open
conversation-quote = may be quoted
conversation-prepare = { $interviewer } would like to talk with you, { $mode }. These are the questions, so that you can think about them.
conversation-prepare-how = You do not have to fill anything in.
conversation-not-asked = Not at issue with these answers:
