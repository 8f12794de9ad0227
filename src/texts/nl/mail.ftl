# Wat klanten in een mail lezen.

mail-invitation-subject = { $programme }: { $survey }
mail-reminder-subject = Herinnering van { $programme }: { $survey }

mail-greeting = Beste { $name },
mail-invitation-opening = { $organisation } wil graag weten hoe { $programme } u bevalt. Wilt u daarom een korte vragenlijst invullen?
mail-reminder-opening = Kort geleden vroeg { $organisation } u hoe { $programme } u bevalt. Misschien is het u ontschoten; u kunt nog antwoorden.
mail-no-account = U hebt geen account nodig. U kunt tussendoor stoppen en later met dezelfde link verdergaan.
mail-to-the-survey = Naar de vragenlijst
mail-personal-link = De link is alleen voor u. Geef deze mail daarom niet door.
mail-last-day = U kunt antwoorden tot en met { $day }.
mail-privacy-anonymous = Uw antwoorden worden bewaard zonder uw naam: niemand kan zien wie wat heeft geantwoord.
mail-privacy-confidential = Uw antwoorden zijn vertrouwelijk: verslagen tonen alleen groepen, nooit wat één persoon heeft geantwoord.
mail-privacy-named = Uw antwoorden worden bij uw naam bewaard, zodat wij erop terug kunnen komen.
mail-questions = Hebt u een vraag? Antwoord dan op deze mail.
mail-stop = Wilt u hierover geen mail meer?
mail-stop-link = Laat het hier weten
mail-adjustment-due-subject = Op tijd klaar? { $title }
mail-adjustment-due = Geachte { $name },

  U bent eigenaar van deze bijstelling: { $title }. Die zou klaar zijn op { $day }.

  Meld op deze pagina wat er is gedaan, of dat het meer tijd vraagt:
  { $address }
mail-adjustment-overdue-subject = Over tijd: { $title }
mail-adjustment-overdue = Geachte { $name },

  Deze bijstelling zou klaar zijn op { $day } en is meer dan een week over tijd: { $title }. De eigenaar is { $owner }.

  { $address }

mail-outcome-subject = { $programme }: wat eruit kwam
mail-outcome-opening = U wilde horen wat er kwam van “{ $survey }”. { $organisation } zet voor u op een rij wat klanten zeiden, wat wij vonden en wat wij eraan doen.
mail-outcome-button = Naar de uitkomst
mail-outcome-once = U krijgt deze mail één keer, omdat u erom vroeg.
