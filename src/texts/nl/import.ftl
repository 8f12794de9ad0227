# Wat er mis kan zijn met een bestand, en wat u eraan doet.

import-empty-message = Het bestand is leeg.
import-empty-remedy = Kies een bestand met op de eerste regel de namen van de kolommen.

import-no-rows-message = Het bestand heeft een kopregel, maar geen rijen.
import-no-rows-remedy = Vul onder de kopregel één rij per regel in.

import-not-text-message = Dit is geen CSV-bestand, maar een werkmap, een document of een ingepakt bestand.
import-not-text-remedy = Open het in het programma waarmee het gemaakt is en sla het op als CSV.

import-missing-column-message = De kolom “{ $name }” ontbreekt.
import-missing-column-remedy = Zet op de eerste regel een kolom met de naam { $name }; ook goed: { $others }.

import-duplicate-column-message = De kolom “{ $column }” brengt hetzelfde als de kolom “{ $first }”.
import-duplicate-column-remedy = Haal een van de twee weg, of geef haar een andere naam.

import-too-many-columns-message = De rij heeft meer dan { $most } kolommen.
import-too-many-columns-remedy = Haal de kolommen weg die hier niet nodig zijn, en kijk of het scheidingsteken klopt.

import-record-too-long-message = De rij is langer dan { $most } tekens.
import-record-too-long-remedy = Kijk of het bestand wel een tabel is, met één rij per regel.

import-unclosed-quote-message = Een aanhalingsteken dat op deze regel begint, wordt nergens gesloten.
import-unclosed-quote-remedy = Sluit de tekst met een aanhalingsteken af; een aanhalingsteken in een tekst schrijft u dubbel.

import-text-after-quote-message = Achter een sluitend aanhalingsteken staat nog tekst.
import-text-after-quote-remedy = Schrijf een aanhalingsteken in een tekst dubbel: "zij zei ""ja""".

import-wrong-number-of-cells-message = De rij heeft { $found } cellen, de kopregel { $expected }.
import-wrong-number-of-cells-remedy = Vul de rij aan of haal weg wat te veel is; zet tekst waarin het scheidingsteken voorkomt tussen aanhalingstekens.

import-broken-character-message = In de cel staat een teken dat niet te lezen is.
import-broken-character-remedy = Verbeter de tekst en sla het hele bestand op als CSV UTF-8.

import-control-character-message = In de cel staat een onzichtbaar stuurteken.
import-control-character-remedy = Typ de tekst van de cel opnieuw.

import-line-break-message = In de cel staat een regeleinde, waar het een naam of code moet zijn.
import-line-break-remedy = Zet de waarde op één regel.

import-missing-message = De cel is leeg.
import-missing-remedy = Vul in de kolom “{ $column }” een waarde in.

import-not-a-number-message = “{ $value }” is geen getal.
import-not-a-number-remedy = Schrijf alleen het getal, zonder eenheid of teken ervoor, zoals 7,5 of 7.5.

import-scientific-number-message = “{ $value }” is een afgekort getal; daarvan kunnen cijfers verloren zijn.
import-scientific-number-remedy = Geef de kolom in het rekenblad de opmaak Getal en sla opnieuw op.

import-ambiguous-number-message = “{ $value }” kan duizenden betekenen of een breuk; het bestand maakt niet uit welke.
import-ambiguous-number-remedy = Laat het duizendtalteken weg (1240), of schrijf de nullen uit (1,2400).

import-negative-message = “{ $value }” is kleiner dan nul.
import-negative-remedy = Vul een aantal of een duur van nul of meer in.

import-not-a-whole-number-message = “{ $value }” is geen heel getal.
import-not-a-whole-number-remedy = Vul een heel getal in, zonder cijfers achter de komma.

import-not-a-date-message = “{ $value }” is geen datum die bestaat.
import-not-a-date-remedy = Schrijf de dag voor de maand en het jaar met vier cijfers: 1-10-2026, of 2026-10-01.
import-not-a-moment-message = “{ $value }” heeft geen tijdstip.
import-not-a-moment-remedy = Schrijf de datum met de tijd op de klok: 2026-10-03 14:05.
import-before-the-other-message = “{ $value }” ligt voor het moment waarop deze melding binnenkwam.
import-before-the-other-remedy = Verbeter een van de twee tijdstippen.
import-open-though-solved-message = “{ $value }” zegt dat de melding openstaat, terwijl in de rij staat wanneer zij is opgelost of gesloten.
import-open-though-solved-remedy = Verbeter de kolom “{ $column }”, of laat de momenten van oplossen en sluiten leeg.
import-after-extraction-message = “{ $value }” ligt na de dag waarop deze lijst uit het servicesysteem is gehaald.
import-after-extraction-remedy = Verbeter deze dag, of de dag in de kolom “getrokken_op”.
import-open-until-when-message = De melding is niet opgelost, en nergens staat tot wanneer zij openstond.
import-open-until-when-remedy = Vul in een kolom “getrokken_op” de dag in waarop de lijst uit het servicesysteem is gehaald, of het moment waarop de melding is opgelost.
import-no-working-hours-message = “{ $value }” kan geen werkuren worden: het protocol zegt niet wanneer er wordt gewerkt.
import-no-working-hours-remedy = Vul de werktijden in het protocol in, of geef de uren zelf.

import-spreadsheet-date-message = “{ $value }” is een dagnummer van een rekenblad, geen datum.
import-spreadsheet-date-remedy = Geef de kolom in het rekenblad de opmaak Datum en sla opnieuw op.

import-not-a-month-message = “{ $value }” is geen maand.
import-not-a-month-remedy = Schrijf de maand als 2025-10, als 10-2025, of als M01 voor de maand van invoering.

import-out-of-scale-message = “{ $value }” valt buiten de schaal van { $low } tot en met { $high }.
import-out-of-scale-remedy = Vul een heel getal van { $low } tot en met { $high } in, of laat de cel leeg als de vraag niet beantwoord is.

import-not-an-option-message = “{ $value }” is geen van de mogelijkheden.
import-not-an-option-remedy = Kies uit: { $options }.

import-out-of-bounds-message = “{ $value }” past niet bij deze vraag.
import-out-of-bounds-remedy = Vul een waarde in van { $bounds }, of laat de cel leeg als de vraag niet beantwoord is.

import-not-all-ranked-message = “{ $value }” zet niet alle mogelijkheden één keer op volgorde.
import-not-all-ranked-remedy = Noem elke mogelijkheid één keer, de eerste keus voorop, met | ertussen.

import-not-offered-message = “{ $value }”: dat kon bij deze vraag niemand kiezen.
import-not-offered-remedy = Laat de cel leeg als de vraag niet beantwoord is.

import-too-long-message = De tekst heeft { $length } tekens; er is plaats voor { $most }.
import-too-long-remedy = Kort de tekst in.

import-unknown-segment-message = Het protocol kent geen segment “{ $value }”.
import-unknown-segment-remedy = Kies uit: { $known }.

import-unknown-cluster-message = Het protocol kent geen cluster “{ $value }”.
import-unknown-cluster-remedy = Kies uit: { $known }; of laat de cel leeg als het cijfer over alle clusters gaat.

import-unknown-series-message = Het protocol kent geen reeks of parameter “{ $value }”.
import-unknown-series-remedy = Kies uit: { $known }.

import-unknown-wave-message = Het protocol kent geen meting “{ $value }”.
import-unknown-wave-remedy = Kies uit: { $known }.

import-not-measured-message = De parameter “{ $value }” wordt niet uit cijfers per maand berekend.
import-not-measured-remedy = Cijfers per maand horen bij: { $sources }.

import-not-an-address-message = “{ $value }” is geen e-mailadres.
import-not-an-address-remedy = Schrijf één adres, zoals naam@voorbeeld.nl.

import-not-a-language-message = “{ $value }” is geen taal.
import-not-a-language-remedy = Schrijf de code van de taal, zoals nl, en of fy.

import-duplicate-message = “{ $value }” staat al op regel { $first }.
import-duplicate-remedy = Haal een van de twee rijen weg, of verbeter de kolom “{ $column }”.

import-differs-from-earlier-message = “{ $value }” spreekt regel { $first } tegen; daar staat voor hetzelfde gesprek “{ $earlier }”.
import-differs-from-earlier-remedy = Een gesprek heeft één datum en één segment: maak de rijen gelijk, of geef het tweede gesprek een eigen nummer.

import-unknown-respondent-message = “{ $value }” heeft geen respons in deze meting; de opmerking hoort dus bij niemand.
import-unknown-respondent-remedy = Importeer eerst de responsen van deze meting, of verbeter het nummer.
import-differs-in-response-message = “{ $value }” spreekt regel { $first } tegen, die van dezelfde respons is.
import-differs-in-response-remedy = Een respons heeft één segment en één volledigheid: maak de rijen gelijk.
import-response-apart-message = Regel { $first } is ook van respons “{ $value }”, maar staat er niet bij.
import-response-apart-remedy = Sorteer het bestand op respondent, of neem de brede export, met één rij per respons.
import-wave-not-made-message = Meting “{ $value }” staat in het protocol, maar is nog niet aangemaakt.
import-wave-not-made-remedy = Maak eerst de meting aan, of laat de rij weg.
import-unknown-statement-message = Gesprek “{ $interview }” heeft in deze meting geen uitspraak “{ $value }”.
import-unknown-statement-remedy = Neem sleutel en nummer over van de codeertafel: uitspraken tellen per gesprek vanaf 1.
import-coded-twice-message = Deze uitspraak is al door twee mensen gecodeerd.
import-coded-twice-remedy = Laat de rij weg; leg bij Verschillen vast wat geldt, met een reden.
import-coded-by-them-message = Deze codeur heeft deze uitspraak al gecodeerd; wat die gaf, is nog niet te zien.
import-coded-by-them-remedy = Laat de rij weg. Alleen die codeur kan de eigen code wijzigen, aan de codeertafel of met een eigen bestand.
import-coders-full-message = Twee anderen coderen deze meting.
import-coders-full-remedy = Laat de rij weg, of laat eerst aan de codeertafel een plaats vrijmaken.
import-theme-taken-message = Dit was de naam van een thema dat nu anders heet of is samengevoegd.
import-theme-taken-remedy = Kies een andere naam, of neem de naam van nu.
import-theme-in-circle-message = Dit thema staat zelf boven het thema waar het onder zou komen.
import-theme-in-circle-remedy = Zet het onder een thema dat er niet onder staat.
import-theme-in-protocol-message = Het protocol noemt dit thema; het blijft bovenaan staan.
import-theme-in-protocol-remedy = Laat de cel leeg, of zet er een thema onder.
import-coding-closed-message = Het apart coderen is voor deze meting gesloten.
import-coding-closed-remedy = Laat de rij weg; leg bij Verschillen vast wat geldt, of heropen de ronde aan de codeertafel.
import-value-beside-numerator-message = Deze maand heeft een teller én een waarde.
import-value-beside-numerator-remedy = Laat een van beide leeg: de waarde is de teller gedeeld door de noemer.

import-share-of-unknown-message = Dit is een aandeel, en er staat niet bij van hoeveel.
import-share-of-unknown-remedy = Vul de noemer in: zonder aantal is niet te zeggen hoe zeker het aandeel is.

import-zero-denominator-message = De noemer is nul, en er valt wel iets te delen.
import-zero-denominator-remedy = Vul het totaal in waarop de teller slaat, of laat de rij weg als er die maand niets is geregistreerd.

import-above-the-whole-message = De teller ({ $value }) is groter dan de noemer ({ $whole }), terwijl het om een aandeel gaat.
import-above-the-whole-remedy = Kijk of teller en noemer verwisseld zijn.

import-outside-evidence-message = “{ $value }” valt buiten de periode van elke meting.
import-outside-evidence-remedy = De rij wordt bewaard, maar telt in geen evaluatie mee. Klopt de datum?

import-shared-address-message = “{ $value }” is ook het adres op regel { $first }.
import-shared-address-remedy = Beide klanten krijgen hun eigen uitnodiging op dit adres. Is dat de bedoeling?

import-unnamed-column-message = Kolom { $place } heeft geen naam, maar wel inhoud: “{ $value }”.
import-unnamed-column-remedy = De inhoud is overgeslagen. Geef de kolom een naam als zij ertoe doet.

import-date-turned-message = “{ $value }”: die maand bestaat niet; met dag en maand omgekeerd is het wel een datum.
import-date-turned-remedy = Staat in het hele bestand de maand voorop, geef dat dan aan bij “Hoe het bestand wordt gelezen”; schrijf anders de dag vóór de maand, of 2026-10-01.

import-spreadsheet-error-message = “{ $value }” is een fout van een formule, geen waarde.
import-spreadsheet-error-remedy = Verbeter de formule in het rekenblad, of vul de waarde zelf in.

import-merged-cells-message = De cel is samengevoegd met de cellen ernaast; van wie de waarde is, is niet duidelijk.
import-merged-cells-remedy = Splits de samengevoegde cellen in het rekenblad en vul elke cel in.

import-broken-workbook-message = Deze werkmap kan niet worden geopend: zij is beschadigd, beveiligd met een wachtwoord, of geen .xlsx-bestand.
import-broken-workbook-remedy = Open de werkmap in het rekenblad en bewaar haar opnieuw, zonder wachtwoord, als .xlsx of als CSV.

import-workbook-too-large-message = De werkmap is uitgepakt groter dan { $megabytes } MB, of heeft te veel samengevoegde cellen.
import-workbook-too-large-remedy = Bewaar alleen het werkblad waar het om gaat, als CSV.

import-no-such-sheet-message = De werkmap heeft geen zichtbaar werkblad “{ $value }”.
import-no-such-sheet-remedy = Kies uit: { $known }.

import-no-such-choice-message = “{ $value }” kan niet worden gekozen voor { $choice }.
import-no-such-choice-remedy = Kies een codering zoals utf-8 of windows-1252, en één teken tussen de kolommen zoals ; of tab.

import-unknown-field-message = De kolom “{ $column }” is gekoppeld aan iets wat dit soort bestand niet kent.
import-unknown-field-remedy = Kies uit: { $known }.

import-beside-refused-message = Een andere rij van hetzelfde gesprek is geweigerd.
import-beside-refused-remedy = Herstel die rij; een gesprek wordt in zijn geheel overgenomen.

# Waarom een kolom zo wordt gelezen.
import-why-chosen = door u gekozen
import-why-earlier = gekozen bij een eerder bestand
import-why-name = volgens de naam
import-why-synonym = een andere naam hiervoor
import-why-question = de vraag zoals zij wordt gesteld
import-why-content = de cellen lijken erop; bevestig dit
import-why-nothing = niet herkend

# Het bestand met de koppeling, op de opdrachtregel.
import-map-head = Zo wordt dit bestand gelezen. Verander wat niet klopt en importeer met --map en dit bestand.
import-map-fields = Een kolom kan worden gelezen als: { $fields }. Laat haar weg met "".
import-map-choose = kies uit { $codes }; "" voor geen antwoord; haal dan het # ervoor weg

# Rijen om mee te beginnen.
import-example-key = voorbeeld
import-example-name-1 = Anna de Vries
import-example-name-2 = Bas Smit
import-example-words-1 = teamleider
import-example-words-2 = medewerker
import-example-text-1 = Meteen en vriendelijk opgelost.
import-example-text-2 = Ik moest twee keer bellen.
import-new-lacks-message = Deze code is nieuw en heeft “{ $field }” nodig, maar het bestand heeft daar geen kolom voor.
import-new-lacks-remedy = Voeg de kolom toe, of gebruik een code die al in het protocol staat.
import-other-form-message = Het protocol schrijft deze onderdelen op een manier die een bestand niet kan volgen.
import-other-form-remedy = Schrijf ze in de tekst van het protocol elk als een eigen tabel.
