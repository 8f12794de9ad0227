# Gesprekken langs een leidraad.

conversation-title = { $count ->
    [0] Nog geen gesprek gepland
    [one] Eén gesprek, { $saved } genoteerd
   *[other] { $count } gesprekken, { $saved } genoteerd
}
conversation-lead = Kies een klant, vraag langs een leidraad en noteer wat er wordt gezegd. De uitspraken tellen mee met die van de andere gesprekken.
conversation-new = Een gesprek plannen
conversation-no-wave = Geen enkele meting staat gesprekken toe
conversation-no-wave-why = Gesprekken vragen een open meting die niet anoniem is: een gespreksvoerder weet wie wat zegt.
conversation-no-guide = Er is geen leidraad gepubliceerd
conversation-no-guide-why = Publiceer eerst een gespreksleidraad onder Vragenlijsten.
conversation-client = Klant
conversation-mode = Hoe
conversation-day = Dag
conversation-interviewer = Gespreksvoerder
conversation-noted = genoteerd
conversation-planned = gepland
conversation-by-phone = telefonisch
conversation-face-to-face = in een gesprek
conversation-search = Een klant zoeken: naam, sleutel, adres of segment
conversation-find = Zoeken
conversation-wave = Meting
conversation-guide = Leidraad
conversation-nobody = Er is niemand gevonden. Zoek op iets anders.
conversation-begin = Beginnen
conversation-hold = Een gesprek voeren langs deze leidraad
conversation-back = Alle gesprekken
conversation-saved = Bewaard. Alles op deze pagina is bewaard.
conversation-kept = Bewaard.
conversation-not-kept = Nog niet bewaard: de verbinding hapert. Het wordt zo weer geprobeerd.
conversation-refused = { $count ->
    [one] Eén antwoord is niet bewaard; al het andere wel
   *[other] { $count } antwoorden zijn niet bewaard; al het andere wel
}
conversation-outside = Deze dag valt buiten de bewijsperiode van de meting: wat wordt genoteerd telt niet mee.
conversation-ahead = De leidraad vooraf sturen
conversation-ahead-how = Met deze link leest de klant de vragen ter voorbereiding. Er is niets in te vullen, en er staat niet wie haar leest.
conversation-ahead-to = Het adres van de klant is { $email }.
conversation-save = Gesprek bewaren
conversation-save-more = Bewaren en hier nog een noteren
conversation-statement = Uitspraak { $nr }
conversation-new-statement = Een nieuwe uitspraak
conversation-said = Wat er werd gezegd
conversation-theme = Thema
conversation-tone = Toon
conversation-positive = positief
conversation-neutral = neutraal
conversation-negative = negatief
conversation-open-problem = laat een knelpunt open
conversation-quote = mag worden geciteerd
conversation-prepare = { $interviewer } wil graag met u praten, { $mode }. Dit zijn de vragen, zodat u er alvast over kunt nadenken.
conversation-prepare-how = U hoeft niets in te vullen.
conversation-not-asked = Met deze antwoorden niet aan de orde:
