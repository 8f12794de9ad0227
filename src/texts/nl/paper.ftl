# Een vragenlijst op papier, en het eigen afschrift van de klant.

paper-how = Kruis het vakje aan dat past en schrijf duidelijk. Een sterretje betekent: wilt u deze beantwoorden.
paper-code = Papiercode
paper-segment = Groep
paper-not-applicable = niet van toepassing
paper-dont-know = weet ik niet
paper-one = Eén antwoord.
paper-several = Meer dan één antwoord is mogelijk.
paper-foot = { $code }, versie { $version }, { $hash }. De kleine codes zijn voor wie de antwoorden overtypt.
paper-copy = Uw antwoorden
paper-copy-lead = Dit is wat u hebt verstuurd. U kunt het hier lezen zolang uw antwoorden aan uw link vastzitten.
paper-copy-none = Er is geen afschrift. Antwoorden zijn alleen terug te lezen zolang zij aan uw link vastzitten; bij een anonieme meting is dat nooit zo.
paper-copy-print = Druk deze pagina af of bewaar haar als bestand als u haar wilt houden.
paper-copy-see = Uw antwoorden teruglezen
paper-rank = Schrijf 1 voor wat u het belangrijkst vindt, 2 voor het volgende, enzovoort. Wordt overgetypt als de codes in die volgorde.
paper-kept = Hoe lang: namen, adressen en wat u in eigen woorden schrijft worden na afloop van het traject gewist, op een dag die { $organisation } dan vastlegt. Antwoorden zonder naam blijven bij de uitkomsten.
paper-kept-months = Hoe lang: namen, adressen en wat u in eigen woorden schrijft worden uiterlijk { $months ->
    [one] één maand
   *[other] { $months } maanden
} na afloop van het traject gewist. Antwoorden zonder naam blijven bij de uitkomsten.
