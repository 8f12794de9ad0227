# What a client reads who opens a link.

client-mark = Peil
client-language = Language
client-about-time = { $minutes ->
    [one] Takes about a minute
   *[other] Takes about { $minutes } minutes
}
client-about-questions = { $questions ->
    [one] one question
   *[other] { $questions } questions
}
client-about-pages = { $pages ->
    [one] on one page
   *[other] on { $pages } pages
}
client-may-stop = Each page is saved when you go on. You may stop at any time and continue later with the same link.
client-open-until = You can answer until { $date }.
client-start = Start
client-continue = Continue where you stopped
client-welcome-back = Welcome back. What you filled in so far has been kept.

client-privacy = Privacy
client-privacy-heading = What happens to your answers
client-privacy-named = Your answers are kept with your name. The evaluators who work on this survey can see what you answered, so that they can come back to you on it. Reports show groups of at least { $threshold } people.
client-privacy-confidential = Your answers are confidential. Until this survey closes they are tied to your invitation, so that you can stop and continue; after that the tie is removed. Nobody gets to see who answered what, and reports show groups of at least { $threshold } people.
client-privacy-anonymous = Your answers are anonymous. As long as you have not sent them they are tied to your link, so that you can stop and continue. At the moment you send them that tie is erased: nobody can find out which answers are yours, we cannot either. After that you can no longer change them. Reports show groups of at least { $threshold } people.
client-privacy-cookies = These pages set no cookies and load nothing from elsewhere.

client-progress = { $page } of { $pages }
client-next = Next
client-back = Back
client-send = Send
client-required = required
client-not-applicable = Not applicable
client-yes = Yes
client-no = No
client-up-to = At most { $most } characters.
client-several = You may choose more than one.
client-saved = What you filled in on the earlier pages has been saved.
client-not-sent-yet = Your answers count when you press “Send” on the last page.
client-saved-now = What you filled in has been saved.

client-error-title = Error
client-error-summary = { $count ->
    [one] One answer needs your attention
   *[other] { $count } answers need your attention
}
client-error-missing = Please choose an answer.
client-error-missing-text = Please fill in an answer.
client-error-not-offered = This answer is not one of the possibilities. Please choose one of them.
client-error-too-many = Please choose one answer.
client-error-contradiction = You gave an answer and also chose “Not applicable”. Please keep one of the two.
client-error-too-long = This text has { $length } characters; there is room for { $most }. Please shorten it.
client-error-kept = Nothing you filled in was lost.
client-still-open = This page has a question that still needs an answer before you can send.
client-elsewhere = There were answers from elsewhere too, such as another window or another device. The latest choice counts:
client-elsewhere-replaced = the earlier answer from elsewhere (“{ $answer }”) has been replaced by what you just filled in.
client-elsewhere-kept = the answer from elsewhere (“{ $answer }”) stands, because you changed nothing about it here.
client-unsent = Your answers have not been sent yet. Look over what stands here, then press “Send” once more.

client-thanks-heading = Thank you
client-thanks = Your answers have been received.
client-thanks-close = You can close this window.
client-information = How the service helps you
client-information-procedure = How it works
client-information-phone = Telephone
client-information-counter = Counter
client-information-possibilities = What can be done
client-information-limits = Limits
client-information-not_done = What we do not do
client-already-heading = Your answers are already in
client-already = This link has been used: your answers have been received. You can answer once, so that every voice counts the same. Thank you for taking part.
client-closed-heading = This survey is closed
client-closed = You can no longer answer. Thank you for wanting to take part.
client-closed-draft = What you had filled in but not sent does not count.
client-not-open-heading = This survey is not open yet
client-not-open = You can answer as soon as it opens. Please keep your link.

client-stop-heading = No more mail about this survey?
client-stop = You will then get no more reminders. Your link keeps working as long as the survey is open.
client-stop-button = Send me no more mail
client-stop-back = Go to the survey after all
client-stopped-heading = You will get no more mail about this
client-stopped = Do you want to answer after all? You can, with the same link, as long as the survey is open.
client-preview = This is a preview for staff: nothing that you fill in here is kept.

client-dont-know = I don’t know
client-specify = Namely
client-rank-all = Give every option a place of its own; 1 is your first choice.
client-choose-exactly = Choose exactly { $least }.
client-choose-between = Choose { $least } to { $most }.
client-choose-least = Choose at least { $least }.
client-choose-most = Choose at most { $most }.
client-between = From { $low } to { $high }.
client-from = { $low } or more.
client-until = At most { $high }.
client-error-exclusive = You chose an answer that rules out the others. Keep only that one, or take it away.
client-error-too-few-chosen = Choose at least { $least }.
client-error-too-many-chosen = Choose at most { $most }.
client-error-other-too = You chose an answer and wrote something else as well. Choose that other one, or empty its box.
client-error-ranked-twice = Two options have the same place. Give each a place of its own.
client-error-ranked-in-part = Not every option has a place. Give all of them one, or none.
client-error-not-a-number = This is not a number. Write for example 12 or 7.5.
client-error-decimals = { $most ->
    [0] Write a whole number.
    [one] Write at most one digit after the point.
   *[other] Write at most { $most } digits after the point.
}
client-error-outside = This is outside what is possible. { $bounds }
client-error-address = This is not an e-mail address. Write for example name@example.org.
client-error-date = This is not a date. Write for example 12-3-2026.
client-stop-what = What do you want no more mail about?
client-stop-survey = About this survey
client-stop-all = About anything we ask
client-progress-at-most = { $page } of at most { $pages }
client-mailed = Your answer from the mail is filled in. It is saved once you go on, and you can still change it.
client-more = Your answer brought another question on this page.
client-saved-by-itself = Saved.
client-review-go = Review
client-review-heading = Review your answers
client-review = This is what you filled in. If it is right, press “Send”.
client-review-change = Change these answers
client-review-none = not answered
client-not-saved = Not saved yet: the connection is unsteady. We will try again shortly.
client-more-several = Your answer brought more questions on this page.
client-fewer = Your answer took a question off this page.
client-fewer-several = Your answer took questions off this page.
client-code-heading = Fill in the code of your letter
client-code-lead = The code stands in the letter that you got: ten letters and digits. Capitals, spaces and hyphens make no difference.
client-code = Code
client-code-go = Go to the survey
client-code-wrong = This code is not right. Look at the letter once more and fill in all ten characters.
client-code-error-title = Error

client-kiosk-start = Start over
client-kiosk-patience = This page starts over by itself after { $seconds } seconds.
client-full-heading = Enough answers have come in
client-full = Thank you for wanting to take part. This link takes no more answers.
client-busy-heading = Please come back a little later
client-busy = Many people are answering by this link just now. In an hour there is room again.
client-outcome-way = Do you want to hear what comes of it?
client-outcome-heading = Hear what comes of it
client-outcome = { $organisation } will then send you one mail, once it is settled what clients said and what is done about it. Only this wish is kept with your name, not your answers.
client-outcome-button = Yes, mail me the outcome
client-outcome-kept = Noted. You will get one mail when the outcome is there; this same link leads to it then.
client-outcome-undo = Rather not
client-outcome-no-address = We have no e-mail address of yours. Keep your link: once the outcome is there, it stands on this page.
client-outcome-too-late = Your answers are anonymous. A wish that is kept now could betray which answers are yours. Keep your link instead: once the outcome is there, it stands on this page.
client-outcome-back = To the survey
