# Wat analyses naast de parameters vonden.

findings-topic-priorities = Prioriteiten
findings-topic-dimensions = Verwacht en ervaren
findings-topic-interviews = Vraaggesprekken
findings-topic-subjects = Bewijs naast elkaar

findings-batteries-heading = Welke vragen samen één ding meten
findings-drivers-refused = Wat samenhangt met “{ $name }” is niet te zeggen
findings-drivers-heading = Wat hangt samen met “{ $name }”?
findings-drivers-alike = { $name }: geen onderdeel weegt aantoonbaar meer dan de andere
findings-drivers-above = { $name }: het meeste gewicht heeft aantoonbaar “{ $items }”
findings-drivers-fit = De onderdelen samen hangen samen met { $share } van de verschillen in “{ $outcome }” (R²), bij { $n } klanten die alles beantwoordden.
findings-drivers-note = Het gewicht is het deel van R² volgens Johnson (2000), met een interval van 95 % uit { $replicates } bootstrapsteekproeven (zaad { $seed }). Het zegt wat samengaat, niet wat de oorzaak is. Waar intervallen overlappen, is een rangorde niet aangetoond.
findings-drivers-subtitle = Deel van R² per onderdeel, met interval van 95 %
findings-drivers-description = Per onderdeel een balk vanaf nul met de lengte van zijn gewicht, met een streep voor het interval.
findings-drivers-caption = Gewicht per onderdeel
findings-column-item = Vraag
findings-column-weight = Gewicht
findings-column-shapley = Shapley (LMG)
findings-column-beta = Bèta
findings-column-performance = Waardering
findings-column-importance = Belang
findings-column-field = Vak
findings-both-importances = Afgeleid belang (wat samengaat met de uitkomst) en gevraagd belang (wat klanten zeggen) zijn twee verschillende dingen; waar zij uiteenlopen, is dat zelf een uitkomst.
findings-performance = waardering (gemiddelde)
findings-importance-derived = afgeleid belang (gewicht)
findings-importance-stated = gevraagd belang (gemiddelde)
findings-priorities-derived = Belang afgeleid uit de samenhang; waardering is het gemiddelde antwoord
findings-priorities-stated = Belang zoals klanten het zelf noemen; waardering is het gemiddelde antwoord
findings-cross-mean = gemiddelde { $value }
findings-cross-agreed = afgesproken { $value }
findings-quadrant-keep-up = vasthouden
findings-quadrant-concentrate = eerst aanpakken
findings-quadrant-low = weinig haast
findings-quadrant-overkill = mogelijk te veel
findings-priorities-first = Eerst aanpakken: { $items }
findings-priorities-none = Niets is belangrijk en tegelijk laag gewaardeerd
findings-priorities-description = Elke vraag staat als punt: naar rechts hoger gewaardeerd, naar boven belangrijker. Het kruis verdeelt het vlak in vier vakken.
findings-priorities-caption = Belang en waardering per vraag
findings-priorities-note = Het kruis verdeelt punten die vaak dicht bij elkaar liggen: een punt vlak bij een lijn kan door toeval in het andere vak liggen. Het vak is een aanleiding voor gesprek, geen oordeel.
findings-battery-heading = Meten de vragen van “{ $name }” één ding?
findings-battery-two = Bij { $n } klanten die beide vragen beantwoordden is de betrouwbaarheid volgens Spearman-Brown { $brown } (alfa { $alpha }, interval van 95 %: { $low } tot { $high }).
findings-battery-omega = Bij { $n } klanten die alle vragen beantwoordden is omega { $omega } en alfa { $alpha } (interval van 95 % volgens Feldt: { $low } tot { $high }).
findings-battery-alpha = Bij { $n } klanten die alle vragen beantwoordden is alfa { $alpha } (interval van 95 % volgens Feldt: { $low } tot { $high }). Eén factor beschrijft de vragen niet, dus is er geen omega.
findings-battery-index = Het gemiddelde over de vragen van “{ $name }” is { $value } (interval van 95 %: { $low } tot { $high }).
findings-battery-reversed = Let op: “{ $items }” gaat tegen de andere vragen in. Misschien is de schaal omgekeerd.
findings-battery-repetitive = Alfa ligt boven 0,95: de vragen herhalen elkaar, en enkele kunnen weg.
findings-battery-caption = Samenhang per vraag
findings-column-mean = Gemiddelde
findings-column-item-rest = Samenhang met de rest
findings-column-alpha-without = Alfa zonder deze
findings-turned = omgekeerd gerekend

findings-too-few = Te weinig klanten beantwoordden alle vragen die hiervoor nodig zijn; het zijn er minder dan { $needed }.
findings-not-asked = De vragenlijst van deze meting vraagt “{ $item }” niet.
findings-no-variation = Alle antwoorden zijn gelijk, dus is er niets te vergelijken.
findings-no-variation-of = Op “{ $item }” gaf iedereen hetzelfde antwoord, dus is er geen samenhang te meten.
findings-collinear = De vragen herhalen elkaar zo sterk dat hun gewichten niet te scheiden zijn.
findings-weak-model = De vragen samen hangen maar met { $share } van de verschillen samen (R²; minder dan 20 %). Een rangorde zou niets zeggen en blijft achterwege.
findings-unreliable = De vragen hangen te weinig samen voor één cijfer (betrouwbaarheid { $value }; nodig is 0,70). Zij staan daarom los.
findings-coders-disagree = Twee codeurs zijn het te weinig eens (kappa { $kappa }; nodig is 0,67). Wie wat vond, is daarmee niet vastgesteld: de thema's staan er zonder verdeling.
findings-one-coder = Er is maar één codeur: of een ander hetzelfde had gehoord, is niet bekend.
findings-few-months = { $months } maanden zijn te weinig voor een regelkaart; nodig zijn er { $needed }.
findings-not-converging = Er zijn geen gewichten gevonden die alle bekende verdelingen tegelijk halen; kijk de aantallen klanten in het protocol na.
findings-many-cells = De bekende verdelingen hebben meer dan { $most } combinaties; neem er minder, of bredere categorieën.
findings-early-heading = Vroege en late antwoorden
findings-early-caption = Wie vroeg en wie laat antwoordde
findings-early-none = Late antwoorden verschillen niet aantoonbaar van vroege: geen aanwijzing dat de zwijgers er anders over denken.
findings-early-some = { $count ->
    [one] Late antwoorden verschillen van vroege op { $codes }: een aanwijzing dat de zwijgers daar anders over denken.
   *[other] Late antwoorden verschillen van vroege op { $codes }: een aanwijzing dat de zwijgers daar anders over denken.
}
findings-early-note = Vroeg is tot en met { $until } ({ $early } antwoorden), laat is daarna ({ $late }). Wie laat antwoordt lijkt iets meer op de zwijgers; dat is een aanwijzing, geen bewijs. Aantoonbaar: hooguit 5 % kans op één onterechte uitspraak over alle parameters samen (Holm).
findings-early-differs = aantoonbaar anders
findings-early-anonymous = Vroege en late antwoorden zijn niet vergeleken: van anonieme antwoorden wordt geen dag bewaard.
findings-early-no-days = Vroege en late antwoorden zijn niet vergeleken: de antwoorden kwamen zonder dag binnen.
findings-early-too-few = Vroege en late antwoorden zijn niet vergeleken: een van de helften zou te klein zijn.
findings-column-early = Vroeg
findings-column-late = Laat
findings-no-counts = De registratie van { $month } is geen telling, dus is er geen regelkaart.

findings-gaps-heading = { $total ->
    [one] { $below ->
        [0] Wat klanten ervaren, ligt niet aantoonbaar onder wat zij verwachten
       *[other] Wat klanten ervaren, ligt aantoonbaar onder wat zij verwachten
    }
   *[other] Op { $below } van de { $total } dimensies ligt wat klanten ervaren aantoonbaar onder wat zij verwachten
}
findings-gaps-none = Van geen dimensie zijn genoeg verwachtingen en ervaringen bekend
findings-gaps-note = De kloof is ervaren min verwacht, per persoon over de vragen die beide kanten op zijn beantwoord, met interval van 95 %. Wat aantoonbaar heet, is dat na correctie volgens Holm over de dimensies. Verschilscores zijn minder betrouwbaar dan de antwoorden zelf.
findings-gaps-subtitle = Gemiddelde verwachting en ervaring per dimensie, met de kloof en haar interval van 95 %
findings-gaps-description = Per dimensie twee punten op één schaal, verwacht en ervaren, met een lijn ertussen en een streep met twee einden voor het interval van de kloof.
findings-gaps-caption = Verwacht en ervaren
findings-expected = verwacht
findings-perceived = ervaren
findings-column-dimension = Dimensie
findings-column-gap = Kloof

findings-features-heading = Waar klanten kenmerken voor houden
findings-features-note = Indeling volgens Kano: elk kenmerk is twee keer gevraagd, als het er is en als het er niet is. Een enkele groep is zelden in de meerderheid; de aantallen staan in de tabel. Onder 20 klanten wordt geen indeling gegeven.
findings-kano-must-be = basiseis
findings-kano-one-dimensional = hoe meer hoe beter
findings-kano-attractive = verrassing
findings-kano-indifferent = maakt niet uit
findings-kano-reverse = liever niet
findings-kano-questionable = niet te duiden
findings-kano-better = tevredener als het er is
findings-kano-worse = ontevredener als het ontbreekt
findings-kano-must = Basiseis voor de meeste klanten: { $items }
findings-kano-no-must = Geen enkel kenmerk is voor de meeste klanten een basiseis
findings-kano-subtitle = Aandeel dat tevredener wordt als het er is, tegen het aandeel dat ontevredener wordt als het ontbreekt
findings-kano-description = Elk kenmerk staat als punt; het kruis bij een half verdeelt het vlak in vier groepen.
findings-kano-caption = Indeling per kenmerk
findings-column-feature = Kenmerk
findings-column-category = Meest gekozen
findings-column-better = Tevredener
findings-column-worse = Ontevredener

findings-interviews-heading = Het vaakst negatief in vraaggesprekken: { $theme } ({ $negative } van de { $people } gesprekspartners die erover spraken)
findings-interviews-heading-plain = { $interviews } vraaggesprekken met { $statements } uitspraken
findings-interviews-counts = Er zijn { $interviews } vraaggesprekken met { $statements } uitspraken.
findings-interviews-agreement = Er zijn { $interviews } vraaggesprekken met { $statements } uitspraken; { $twice } daarvan beoordeelden twee codeurs los van elkaar. Zij zijn het bij { $observed } eens: kappa { $kappa } (interval van 95 %: { $low } tot { $high }), alfa volgens Krippendorff { $alpha }.
findings-clustered = Uitspraken van één persoon lijken op elkaar (samenhang { $rho }): { $statements } uitspraken wegen als ongeveer { $n } losse. Lees daarom het aantal gesprekspartners, niet het aantal uitspraken; vraaggesprekken zijn een aanwijzing en geen steekproef.
findings-clustered-unknown = Lees het aantal gesprekspartners, niet het aantal uitspraken; vraaggesprekken zijn een aanwijzing en geen steekproef.
findings-themes-hidden = { $count ->
    [one] Eén thema is niet getoond: minder dan { $threshold } gesprekspartners spraken erover.
   *[other] { $count } thema's zijn niet getoond: minder dan { $threshold } gesprekspartners spraken erover.
}
findings-themes-subtitle = Uitspraken per thema naar toon volgens de eerste codeur, in aantallen
findings-themes-description = Per thema een balk met de negatieve, neutrale en positieve uitspraken, zo lang als er uitspraken zijn.
findings-themes-caption = Uitspraken per thema
findings-source-interviews = vraaggesprekken
findings-source-survey = vragenlijst
findings-source-registration = registratie
findings-tone-negative = negatief
findings-tone-neutral = neutraal
findings-tone-positive = positief
findings-statements = { $count ->
    [one] 1 uitspraak
   *[other] { $count } uitspraken
}
findings-in-interviews = { $count ->
    [one] in 1 gesprek
   *[other] in { $count } gesprekken
}
findings-column-theme = Thema
findings-column-people = Gesprekspartners
findings-column-negative-people = Van wie iets negatiefs

findings-subjects-none = Vragenlijst, vraaggesprekken en registraties spreken elkaar niet tegen
findings-subjects-heading = Bewijs spreekt elkaar tegen over { $subjects }
findings-subjects-caption = Wat elk bewijs over hetzelfde onderwerp zegt
findings-subjects-note = “Goed” heet een parameter die de streefwaarde haalt, “slecht” een die de grenswaarde niet haalt. Een thema heet goed of slecht wanneer aantoonbaar minder of meer dan de helft van wie erover sprak iets negatiefs zei. Tegenspraak wordt genoemd en nooit uitgemiddeld.
findings-column-evidence = Bewijs
findings-column-what = Wat
findings-column-found = Gevonden
findings-column-says = Zegt
findings-column-cluster = Cluster
findings-says-well = goed
findings-says-badly = slecht
findings-says-undecided = niet beslist
findings-says-nothing = niets
findings-theme = thema { $theme }
findings-theme-people = { $negative } van { $people } gesprekspartners negatief
findings-contradiction = { $well } zegt goed, { $badly } zegt slecht. Zoek uit waarom voordat u een van beide volgt.
findings-contradictions = Tegenspraak
findings-map-heading = Kwaliteit tegen middelen per cluster
findings-map-title = Waar elk cluster staat tegenover beide streefwaarden
findings-map-subtitle = Registraties per cluster; het kruis staat op de streefwaarden
findings-map-description = Elk cluster staat als punt: de ene as is kwaliteit, de andere de inzet van middelen.
findings-map-caption = Kwaliteit en middelen per cluster
findings-map-nothing = Van geen cluster zijn beide registraties bekend.

findings-control-centre = gemiddelde { $value }
findings-control-limits = grenzen van toeval
findings-control-heading = Meer dan gewone schommeling?
findings-control-caption = Regelkaarten: maanden die toeval slecht verklaart
findings-control-p = p-kaart
findings-control-xmr = XmR-kaart
findings-control-u = u-kaart
findings-column-chart = Kaart
findings-column-phase = Maanden
findings-column-centre = Gemiddelde
findings-column-signals = Signalen
findings-control-none = geen
findings-control-signal = { $month } (regel { $rules })
findings-control-provisional = voorlopig: { $months } maanden
findings-control-widened = verruimd × { $factor } (Laney)
findings-control-note = Regels van Western Electric (1956): 1 punt buiten 3 sigma; 2 van 3 buiten 2; 4 van 5 buiten 1; 8 op rij aan één kant. Samen geven zij in een stabiel proces ongeveer eens per 92 punten vals alarm: een los signaal is een vraag, geen bevinding. Grenzen zijn per fase, voor en na de invoering; streefwaarden doen er niet in mee. Een reeks die gestaag beter wordt, geeft ook signalen.

findings-rest-heading = Welke segmenten wijken af van de rest?
findings-rest-caption = Segmenten tegen alle andere samen
findings-rest-note = Eerst is per parameter over alle segmenten samen getoetst (Kruskal-Wallis). Alleen als dat verschil aantoonbaar is (5 %), wordt elk segment met de rest vergeleken, met Holm over de segmenten en een interval van 95 %. Intervallen zijn zonder eindigheidscorrectie, dus aan de ruime kant.
findings-rest-no-overall = segmenten verschillen niet aantoonbaar
findings-rest-none = geen enkel segment apart
findings-rest-said = { $segment } { $difference } ({ $interval })
findings-column-rest = Aantoonbaar anders dan de rest
findings-column-overall = p over alle segmenten

findings-rates-heading = Respons volgens AAPOR
findings-rates-caption = Responscijfers bij hun naam
findings-rates-note = Van iedereen op de klantenlijst is bekend of hij meetelt; RR1, RR3 en RR5 zijn daarom gelijk, en RR2, RR4 en RR6 ook, zolang niemand onbekend is. RR is respons, COOP medewerking van wie bereikt is, REF weigering, CON bereikt.
findings-column-rate = Cijfer
findings-column-rate-value = Waarde

findings-broken-meaning = Niet vergelijkbaar: vraag “{ $item }” vraagt nu iets anders dan in de vorige meting. De reeks begint hier opnieuw.
findings-broken-scale = Niet vergelijkbaar: op vraag “{ $item }” zijn nu andere antwoorden mogelijk dan in de vorige meting. De reeks begint hier opnieuw.

findings-topic-mirror = Spiegel en vergelijking
findings-mirror-heading = De spiegel: wat medewerkers dachten dat klanten zouden zeggen
findings-mirror-higher = Medewerkers schatten { $higher } hoger dan klanten het geven
findings-mirror-lower = Medewerkers schatten { $lower } lager dan klanten het geven
findings-mirror-both = Medewerkers schatten { $higher } hoger dan klanten het geven, en { $lower } lager
findings-mirror-alike = Dat medewerkers iets anders verwachtten dan klanten geven, is niet aangetoond
findings-mirror-unknown = Wat medewerkers verwachtten, is nog niet naast antwoorden te leggen
findings-mirror-too-high = { $code }: medewerkers schatten te hoog
findings-mirror-too-low = { $code }: medewerkers schatten te laag
findings-mirror-undecided = { $code }: geen verschil aangetoond
findings-mirror-nothing = { $code }: geen gegevens
findings-mirror-says-high = schatting te hoog
findings-mirror-says-low = schatting te laag
findings-mirror-staff = Schatting van medewerkers
findings-mirror-clients = Klanten
findings-mirror-subtitle = { $staff } medewerkers, gevraagd op { $day }; klanten n = { $n }
findings-mirror-source = vragenlijst en schatting vooraf
findings-mirror-description = Een open stip voor de schatting van medewerkers en een gevulde voor wat klanten geven, met een lijn ertussen voor de kloof en een streep met twee einden voor het interval.
findings-mirror-caption = De kloof tussen schatting en antwoord
findings-mirror-note = De kloof is wat klanten geven min wat medewerkers schatten, met het interval van de parameter zelf. De schatting geldt als gegeven: gevraagd voordat de meting begon, en het gemiddelde van wie schatte. Te hoog of te laag heet zij alleen wanneer het hele interval aan één kant ligt.
findings-benchmark-heading = Wat anderen bereiken
findings-benchmark-finding = Van de { $total } vergelijkingen met anderen vallen er { $better } beter uit en { $worse } slechter
findings-benchmark-caption = Uitkomsten naast die van anderen
findings-benchmark-own = Wij
findings-benchmark-title = { $code } naast { $name }: { $says }
findings-benchmark-source = Bron van de vergelijkingswaarde: { $source }
findings-benchmark-description = Een open stip voor wat anderen bereiken en een gevulde voor onze uitkomst, met een streep met twee einden voor haar interval.
findings-benchmark-better = beter
findings-benchmark-worse = slechter
findings-benchmark-above = hoger
findings-benchmark-below = lager
findings-benchmark-undecided = geen verschil aangetoond
findings-benchmark-nothing = geen gegevens
findings-benchmark-note = Vergelijkingswaarden staan in het protocol, met hun bron; zij beslissen over geen enkel oordeel. Beter of slechter heet een uitkomst alleen wanneer haar hele interval aan die kant van de vergelijkingswaarde ligt. De onzekerheid van de vergelijkingswaarde zelf telt niet mee, en anderen vroegen misschien anders of aan anderen.
findings-column-others = Anderen
findings-column-difference = Verschil
findings-column-source = Bron
findings-benchmark-mark = vergelijking
findings-map-lead = Kwaliteit en middelen.
findings-map-both = { $count ->
    [0] Geen cluster haalt beide streefwaarden
    [one] { $names } haalt beide streefwaarden
   *[other] { $names } halen beide streefwaarden
}
findings-map-neither = { $count ->
    [one] { $names } haalt er geen
   *[other] { $names } halen er geen
}
findings-map-field-both = beide gehaald
findings-map-field-quality = alleen kwaliteit
findings-map-field-means = alleen middelen
findings-map-field-neither = geen van beide
findings-topic-comments = Open antwoorden
findings-comments-heading = Het vaakst in open antwoorden: { $theme } ({ $about } van de { $people } mensen wier antwoord is gecodeerd)
findings-comments-heading-plain = { $comments } gecodeerde open antwoorden van { $people } mensen
findings-comments-how = Open antwoorden zijn door twee codeurs los van elkaar gecodeerd, of door een van hen waar dat is afgesproken; wat verschilde is besproken. Zij zeggen wat er speelt, niet hoe vaak onder alle klanten: wie een open vraag beantwoordt kiest dat zelf.
findings-comments-caption = Open antwoorden per thema
findings-comments-hidden = { $count ->
    [one] Eén thema staat er niet bij: minder dan { $threshold } mensen schreven erover.
   *[other] { $count } thema's staan er niet bij: minder dan { $threshold } mensen schreven erover.
}
findings-column-respondents = Mensen

findings-quotes = In hun eigen woorden
findings-quotes-rule = Geciteerd met toestemming van wie het zei, en alleen over thema’s waar minstens { $threshold } gesprekspartners over spraken. De evaluator koos ze.
