# Aanmelden, en wie dat mogen.

account-sign-in = Aanmelden
account-email = E-mail
account-password = Wachtwoord
account-forgotten = Wachtwoord vergeten? Een beheerder kan u een nieuwe link geven.
account-wrong = Dit e-mailadres en wachtwoord horen niet bij elkaar.
account-too-many-tries = Te veel pogingen. Wacht een kwartier, of vraag een beheerder om een nieuwe link.
account-link-title = Aanmelden met uw link
account-link-for = Deze link is voor { $name } ({ $email }).
account-link-go = Aanmelden als { $name }
account-link-once = De link werkt één keer.
account-choose-title = Kies een wachtwoord
account-choose-for = Welkom, { $name }. Met dit wachtwoord meldt u zich voortaan aan.
account-new-password = Nieuw wachtwoord
account-again = Nog eens hetzelfde
account-password-hint = Ten minste { $least } tekens. Een paar woorden achter elkaar zijn goed te onthouden en moeilijk te raden.
account-password-short = Kies een wachtwoord van ten minste { $least } tekens.
account-password-long = Kies een wachtwoord van ten hoogste { $most } tekens.
account-password-differs = De twee zijn niet gelijk. Typ uw nieuwe wachtwoord twee keer.
account-password-plain = Dit is te makkelijk te raden. Kies iets met meer verschillende tekens, en niet uw naam of adres.
account-choose-go = Bewaren en aanmelden

account-index-title = { $count ->
    [one] Eén persoon heeft toegang
   *[other] { $count } mensen hebben toegang
}
account-index-lead = Wat iemand mag volgt uit de rol in elk traject.
account-people = Mensen met toegang
account-name = Naam
account-roles = Rollen
account-role = Rol
account-state = Toestand
account-programme = Traject
account-all-programmes = alle trajecten
account-actions = Handelingen
account-active = actief
account-invited = uitgenodigd
account-blocked = geblokkeerd
account-no-role = geen rol
account-no-role-yet = Nog geen rol: deze persoon kan zich aanmelden en ziet niets.
account-language = Taal
account-invite = Iemand uitnodigen
account-invite-lead = U krijgt een link om te overhandigen. Daarmee kiest deze persoon een wachtwoord. Geef daarna een rol.
account-invite-go = Uitnodigen
account-make-administrator = Beheerder maken van alle trajecten
account-problem-name = Vul een naam in.
account-problem-email = Vul een e-mailadres in, zoals naam@example.org.
account-problem-taken = Iemand met dit e-mailadres heeft al toegang.
account-link-made = De link is klaar
account-link-hand-over = Geef hem aan niemand anders: wie hem heeft kan het wachtwoord kiezen. Hij werkt één keer, drie dagen lang, en wordt niet nog eens getoond.
account-access = Toegang
account-reset = Nieuwe link maken
account-reset-lead = Met een nieuwe link kiest deze persoon een ander wachtwoord. Tot dan werkt het oude.
account-block = Blokkeren
account-unblock = Weer toelaten
account-block-lead = Wie geblokkeerd is wordt meteen afgemeld en kan zich niet aanmelden. Wat gedaan is blijft vastgelegd.
account-not-yourself = U kunt uzelf niet blokkeren; een andere beheerder kan dat wel.
account-role-give = Deze rol geven
account-role-take = Ontnemen
account-role-administrator = Beheerder
account-role-evaluator = Evaluator
account-role-interviewer = Interviewer
account-role-manager = Manager
account-role-reader = Lezer
