# What clients read in a mail.

mail-invitation-subject = { $programme }: { $survey }
mail-reminder-subject = Reminder from { $programme }: { $survey }

mail-greeting = Dear { $name },
mail-invitation-opening = { $organisation } would like to know how { $programme } suits you. Would you answer a short survey?
mail-reminder-opening = A short while ago { $organisation } asked you how { $programme } suits you. It may have slipped your mind; you can still answer.
mail-no-account = You need no account. You can stop halfway and go on later with the same link.
mail-to-the-survey = Go to the survey
mail-personal-link = The link is for you alone. Please do not pass this mail on.
mail-last-day = You can answer up to and including { $day }.
mail-privacy-anonymous = Your answers are kept without your name: nobody can see who answered what.
mail-privacy-confidential = Your answers are confidential: reports show groups only, never what one person answered.
mail-privacy-named = Your answers are kept with your name, so that we can come back to them.
mail-questions = Do you have a question? Reply to this mail.
mail-stop = Do you want no more mail about this?
mail-stop-link = Let us know here
mail-adjustment-due-subject = Due: { $title }
mail-adjustment-due = Dear { $name },

  You agreed to this adjustment: { $title }. It was to be ready on { $day }.

  Say on this page what was done, or that it needs more time:
  { $address }
mail-adjustment-overdue-subject = Overdue: { $title }
mail-adjustment-overdue = Dear { $name },

  This adjustment was to be ready on { $day } and is more than a week overdue: { $title }. Its owner is { $owner }.

  { $address }

mail-outcome-subject = { $programme }: what came of it
mail-outcome-opening = You wanted to hear what came of “{ $survey }”. { $organisation } tells you what clients said, what we found and what we do about it.
mail-outcome-button = To the outcome
mail-outcome-once = You get this mail once, because you asked for it.
