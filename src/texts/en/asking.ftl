# Asking: the plan of a wave, reminders, its run, letters and stopping mail.

