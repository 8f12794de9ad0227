# Het verslag.

# Eén bladzijde
report-edition-management = verslag voor het management
report-open-warning = Voorlopig: deze meting loopt nog. De cijfers kunnen nog veranderen.
report-period = { $wave } · gegevens van { $from } tot en met { $to }
report-source = Bron: { $of }; { $wave }, stand van { $day }.
report-source-all = vragenlijst, vraaggesprekken en registraties
report-source-survey = vragenlijst
report-source-registrations = registraties van de servicesystemen
report-source-dispositions = klantenbestand en vragenlijst
report-contents = Inhoud van het verslag
report-none = –
report-points = { $points } %‑punt
report-n = n { $n }

report-wave-baseline = nulmeting
report-wave-interim = tussenmeting
report-wave-final = eindmeting
report-wave-follow-up = vervolgmeting

report-title-no-data = Er zijn nog geen gegevens om over te oordelen
report-title-all-met = { $total ->
    [one] De enige doelstelling is gehaald
   *[other] Alle { $total } doelstellingen zijn gehaald
}
report-title = { $met ->
    [0] Geen van de { $total } doelstellingen is gehaald, { $rest }
    [one] 1 van de { $total } doelstellingen is gehaald, { $rest }
   *[other] { $met } van de { $total } doelstellingen zijn gehaald, { $rest }
}
report-title-partly = { $count } deels
report-title-not-met = { $count } niet
report-title-open = { $count } nog open

report-topic-summary = Samenvatting
report-strip-caption = De doelstellingen en hun parameters
report-column-goal = Doelstelling
report-column-parameters = Toetsingsparameters
report-column-status = Oordeel
report-best = { $count ->
    [one] Het best
   *[other] De { $count } beste
}
report-worst = { $count ->
    [one] Het zwakst
   *[other] De { $count } zwakste
}
report-order-note = Volgorde: eerst naar oordeel, dan naar de afstand tussen uitkomst en streefwaarde, gemeten in stappen van grenswaarde tot streefwaarde. Het is een volgorde van uitkomsten; dat buren van elkaar verschillen, is er niet mee aangetoond.
report-extreme = { $value } (streefwaarde { $target } { $target_verdict }, grenswaarde { $limit_verdict })
report-indicative-mark = {" "}(indicatief)
report-both-verdicts = streefwaarde { $target }, grenswaarde { $limit }

report-response-lead = Respons
report-response-no-survey = In deze meting is geen vragenlijst afgenomen.
report-response = { $complete } van de { $population } klanten vulden de vragenlijst volledig in.
report-response-rates = Respons volgens AAPOR: RR1 { $rr1 }, RR2 { $rr2 } van { $eligible } klanten die mee konden doen.
report-response-no-rates = Wat er van de andere uitnodigingen werd, is niet vastgelegd; een responspercentage volgens AAPOR is daarom niet te geven.
report-wave-lead = Verloop
report-wave-went = { $wave }, { $privacy }; { $partial ->
    [one] 1 vragenlijst
   *[other] { $partial } vragenlijsten
} voor een deel ingevuld, { $other } geweigerd of afgebroken.
report-privacy-named = op naam
report-privacy-confidential = vertrouwelijk
report-privacy-anonymous = anoniem

# Het gevraagde besluit
report-decide = Gevraagd besluit
report-decide-nothing = Nog geen: zolang er geen gegevens zijn, is er niets om over te besluiten.
report-decide-close-lead = Afronden?
report-decide-close = Voorstel: rond het traject af. Alle doelstellingen zijn gehaald.
report-decide-not-close = Voorstel: rond nog niet af. { $count } van de { $total } doelstellingen zijn nog niet gehaald ({ $codes }).
report-decide-close-without-goals = Het protocol noemt geen doelstellingen; of het traject klaar is, is aan u.
report-decide-adjust-lead = Bijstellen
report-decide-adjust = { $count ->
    [one] Besluit wat er wordt bijgesteld voor de parameter die de streefwaarde niet haalt: { $codes }.
   *[other] Besluit wat er wordt bijgesteld voor de { $count } parameters die hun streefwaarde niet halen: { $codes }.
}
report-decide-adjust-limit-not-met = { $count ->
    [one] { $codes } haalt ook de grenswaarde niet.
   *[other] { $codes } halen ook hun grenswaarde niet.
}
report-decide-adjust-limit-open = { $count ->
    [one] Voor { $codes } is zelfs de grenswaarde niet aangetoond.
   *[other] Voor { $codes } is zelfs de grenswaarde niet aangetoond.
}
report-decide-behind-lead = Achter het totaal
report-decide-segment = Het segment { $segment } haalt van { $codes } de grenswaarde niet, terwijl het totaal die niet mist.
report-decide-cluster = { $count ->
    [one] De afspraak voor { $names } is niet nagekomen.
   *[other] De afspraken voor { $names } zijn niet nagekomen.
}
report-decide-sanction-lead = Sanctie
report-decide-sanction = Leg de sanctie van { $charter } op, of zie er met een reden van af: { $breaches } overschrijdingen, voorgesteld { $amount } ten laste van { $office }.
report-decide-premises-lead = Uitgangspunten
report-decide-premises = Voorstel: houd streef- en grenswaarden zoals vastgesteld. Wie ze wil wijzigen, legt de reden vast vóór de volgende meting.
report-decide-next-lead = Volgende meting
report-decide-next-planned = Voorstel: { $wave }, van { $from } tot en met { $to }.
report-decide-next = Er is geen volgende meting gepland; besluit of die er komt.
report-decide-next-open = Open staan nog { $codes }.

# Parameters
report-topic-parameters = Parameters
report-targets = { $met } van de { $total } streefwaarden gehaald
report-effectiveness-targets = { $total ->
    [one] { $met } van 1 streefwaarde voor doeltreffendheid gehaald
   *[other] { $met } van de { $total } streefwaarden voor doeltreffendheid gehaald
}
report-efficiency-targets = { $total ->
    [one] { $met } van 1 streefwaarde voor doelmatigheid gehaald
   *[other] { $met } van de { $total } streefwaarden voor doelmatigheid gehaald
}
report-targets-no-data = { $total ->
    [one] Van de enige parameter zijn er nog geen gegevens
   *[other] Van geen van de { $total } parameters zijn er gegevens
}
report-targets-not-met = { $count } niet
report-targets-open = { $count } niet aangetoond
report-targets-without = { $count } zonder gegevens
report-limits-no-data = Zodra er gegevens zijn, staat hier elke parameter naast zijn streefwaarde en grenswaarde.
report-limits-none-broken = Geen enkele grenswaarde is aantoonbaar gemist.
report-limits-broken = { $count ->
    [one] De grenswaarde van { $codes } is niet gehaald.
   *[other] De grenswaarden van { $codes } zijn niet gehaald.
}
report-limits-open = { $count ->
    [one] Van { $codes } is niet aangetoond dat de grenswaarde is gehaald.
   *[other] Van { $codes } is niet aangetoond dat de grenswaarde is gehaald.
}
report-continued = { $title } (vervolg)
report-target = streefwaarde
report-limit = grenswaarde
report-baseline = nulmeting
report-better = beter
report-same = gelijk
report-target-verdict = streefwaarde { $verdict }
report-limit-verdict = grenswaarde { $verdict }
report-no-goal = Zonder doelstelling
report-forest-subtitle = Elke rij heeft een eigen schaal; de streepjes staan op de streefwaarde, de band loopt vanaf de grenswaarde, beter is naar rechts. De lijn door de stip is het interval; een stip zonder lijn is een volledige registratie.
report-forest-description = Per doelstelling staat elke parameter in een rij, met zijn uitkomst en interval tegenover streefwaarde en grenswaarde, en beide oordelen in woorden. De tabel hieronder noemt dezelfde getallen.
report-table-heading = Alle parameters in getallen
report-table-caption = Uitkomst, oordeel en verandering van elke parameter
report-table-note = n is het aantal antwoorden, uitspraken, gesprekken of meldingen, of de noemer van een registratie. Aangenomen is de startwaarde uit fase 2, vóór er iets was gemeten. “Uitsluitsel bij” noemt de n waarmee dezelfde uitkomst wel beslist zou hebben (grens: over de grenswaarde); “gehaald vanaf” de uitkomst die met deze n genoeg zou zijn geweest.
report-column-parameter = Parameter
report-column-found = Gevonden
report-column-responded = Op tijd gereageerd
report-column-verdict-response = Oordeel over reageren
report-column-n = n
report-column-target = Streefwaarde
report-column-limit = Grenswaarde
report-column-start = Eerder
report-column-start-unit = gemeten; aangenomen bij de start
report-column-change = Verandering
report-column-settle = Uitsluitsel bij
report-column-settle-unit = en gehaald vanaf
report-interval-of = interval van { $level }
report-registration = volledige registratie
report-everybody = iedereen antwoordde
report-indicative = indicatief
report-assumed = aangenomen { $value }
report-settle-both = n { $target }; grens n { $limit }
report-settle-limit-short = grens n { $n }
report-met-from = gehaald vanaf { $value }
report-settle-heading = Wat de open oordelen had beslist
report-settle-target = Met n = { $n } in plaats van { $now } had dezelfde uitkomst beslist of de streefwaarde is gehaald.
report-settle-limit = Met n = { $n } in plaats van { $now } had dezelfde uitkomst beslist of de grenswaarde is gehaald.
report-settle-value = Met n = { $now } was de streefwaarde gehaald vanaf { $value }.

# Uitkomsten in zinnen
report-of-100 = { $value } van de 100 klanten
report-found = { $value }.
report-found-between = { $value } (tussen { $low } en { $high }).
report-found-at-least = { $value } (ten minste { $low }).
report-found-at-most = { $value } (hoogstens { $high }).
report-found-nothing = Geen gegevens, of te weinig om te tonen.
report-not-reached = nog niet bereikt
report-still-open = { $open } nog open
report-n-open = { $n }, waarvan { $open } nog open
report-still-open-sentence = { $open ->
    [one] Van de { $n } meldingen staat er 1 nog open; die telt mee met de uren die zij tot dan openstond.
   *[other] Van de { $n } meldingen staan er { $open } nog open; die tellen mee met de uren die zij tot dan openstonden.
}
report-open-within-norm = { $open } nog open binnen de norm
report-found-unusable = Uit de gegevens is geen uitkomst te berekenen.
report-judged-met = De streefwaarde van { $target } is gehaald, en daarmee ook de grenswaarde van { $limit }.
report-judged-not-met-limit-met = De streefwaarde van { $target } is niet gehaald; de grenswaarde van { $limit } wel.
report-judged-not-met-limit-open = De streefwaarde van { $target } is niet gehaald; dat { $reached }, is niet aangetoond.
report-judged-not-met-limit-not-met = De streefwaarde van { $target } is niet gehaald, en de grenswaarde van { $limit } ook niet.
report-judged-open-limit-met = Dat de streefwaarde van { $target } is gehaald, is niet aangetoond; de grenswaarde van { $limit } is wel gehaald.
report-judged-open-limit-open = Niet aangetoond is dat de streefwaarde van { $target } is gehaald, en evenmin dat { $reached }.
report-judged-open-limit-not-met = Dat de streefwaarde van { $target } is gehaald, is niet aangetoond; de grenswaarde van { $limit } is niet gehaald.
report-judged-same-met = De streefwaarde van { $target }, die ook de grenswaarde is, is gehaald.
report-judged-same-open = Dat de streefwaarde van { $target }, die ook de grenswaarde is, is gehaald, is niet aangetoond.
report-judged-same-not-met = De streefwaarde van { $target }, die ook de grenswaarde is, is niet gehaald.
report-reached-higher = het ten minste { $limit } is
report-reached-lower = het hoogstens { $limit } is
report-reached-between = het tussen { $low } en { $high } ligt
report-because = Reden: { $reason }.
report-indicative-sentence = Indicatief: dit rust op vraaggesprekken, en uitspraken uit één gesprek lijken op elkaar.

report-reason-below-minimum-base = minder dan { $minimum } antwoorden, te weinig voor een oordeel
report-reason-no-interval = er is geen interval te berekenen: één antwoord, of iedereen antwoordde hetzelfde
report-reason-not-reached = er staan zo veel meldingen nog open dat dit deel ervan nog niet is opgelost
report-reason-more-than-population = meer antwoorden ({ $n }) dan klanten ({ $population }); controleer het protocol of de invoer
report-reason-not-a-count = in reeks { $series } staat { $value }, en dat is geen aantal
report-reason-more-than-whole = in reeks { $series } is een deel groter dan het geheel
report-reason-no-exposure = in reeks { $series } is de noemer nul
report-reason-item-does-not-fit = vraag { $item } staat niet in de vragenlijst van deze meting, of haar schaal past niet

# Doelstellingen
report-topic-goals = Doelstellingen
report-vision = De visie waaruit alles volgt: { $vision }
report-goals-none = Het protocol noemt geen doelstellingen.
report-goals-caption = Wat er van elke doelstelling terechtkwam
report-goals-rule = Een doelstelling is gehaald als al haar parameters de streefwaarde halen; niet gehaald als een grenswaarde niet is gehaald; deels gehaald als een streefwaarde niet is gehaald; anders nog open. Oordelen worden nooit gemiddeld.
report-goals-all-met = { $count ->
    [one] { $codes } is gehaald
   *[other] { $codes } zijn alle gehaald
}
report-goals-none-met = { $count ->
    [one] { $codes } is nog niet gehaald
   *[other] Nog geen doelstelling is gehaald
}
report-goals-some-met = { $count ->
    [one] { $codes } is gehaald; { $rest }
   *[other] { $codes } zijn gehaald; { $rest }
}
report-goals-others = { $codes } nog niet
report-column-why = Waarom
report-owner = Eigenaar: { $owner }.
report-deadline = Uiterlijk { $day }.
report-goal-without-parameters = Geen enkele parameter toetst deze doelstelling.
report-goal-met = { $count ->
    [one] { $codes } haalt de streefwaarde.
   *[other] { $codes } halen de streefwaarde.
}
report-goal-targets-met = { $count ->
    [one] { $codes } haalt de streefwaarde
   *[other] { $codes } halen de streefwaarde
}
report-goal-targets-not-met = { $count ->
    [one] { $codes } haalt de streefwaarde niet
   *[other] { $codes } halen de streefwaarde niet
}
report-goal-limits-not-met = { $count ->
    [one] { $codes } haalt ook de grenswaarde niet
   *[other] { $codes } halen ook de grenswaarde niet
}
report-goal-targets-open = van { $codes } is niet aangetoond dat de streefwaarde is gehaald
report-goal-limits-open = van { $codes } is ook de grenswaarde niet aangetoond
report-goal-no-data = van { $codes } zijn geen gegevens
report-problems-heading = De knelpunten waarmee het begon
report-problems-caption = Elk knelpunt, wat de cijfers ervan zeggen en wat de evaluator besloot
report-problems-note = De zwakste parameter beslist wat de cijfers zeggen: opgelost als elke parameter zijn streefwaarde haalt; deels opgelost als elke parameter ten minste zijn grenswaarde haalt; anders nog open. Wat niet is aangetoond, telt niet als gehaald. De evaluator besluit, met een reden.
report-column-problem = Knelpunt
report-column-figures-say = De cijfers zeggen
report-column-evaluator = De evaluator besloot
report-problems-lead = Knelpunten
report-problems-summary = van de { $total } waarmee het begon opgelost: { $solved }, deels opgelost: { $partly }, nog open: { $open }.
report-problems-decided = { $rest ->
    [0] Over alle besloot de evaluator.
   *[other] { $decided ->
        [0] Zo stellen de cijfers het voor; de evaluator heeft nog niet besloten.
       *[other] Over { $decided } besloot de evaluator; de andere zijn zoals de cijfers het voorstellen.
    }
}
report-deviations = { $count ->
    [0] { $total ->
        [one] De randvoorwaarde liep zoals gepland
       *[other] Randvoorwaarden: geen van de { $total } liep anders
    }
    [one] { $total ->
        [one] De randvoorwaarde liep anders
       *[other] Randvoorwaarden: 1 van de { $total } liep anders
    }
   *[other] Randvoorwaarden: { $count } van de { $total } liepen anders
}
report-deviation = gepland: { $planned }; werkelijk: { $actual }.
report-deviation-unknown = Niet vastgelegd wat ervan kwam: { $names }.
report-deviation-none = Wat gepland was, is aangehouden.
report-deviates = wijkt af van wat gepland was
report-premises-heading = De uitgangspunten waarop is beoordeeld
report-premises-caption = Elk uitgangspunt, met de versies waarin het veranderde
report-premises-first = Beoordeeld is op de uitgangspunten zoals ze bij de start zijn vastgesteld; ze zijn daarna niet bijgesteld.
report-premises-version = Beoordeeld is op versie { $version } van het protocol, die er kwam omdat: { $reason }.
report-column-premise = Uitgangspunt
report-column-versions = Versies
report-premise-unchanged = als bij de start
report-premise-added = Toegevoegd in versie { $version }, { $day }: { $reason }.
report-premise-changed = Veranderd in versie { $version }, { $day }: { $reason }. Daarvoor: “{ $old }”
report-preconditions-heading = De randvoorwaarden, gepland en werkelijk
report-preconditions-caption = Waarbinnen het traject moest blijven
report-column-precondition = Randvoorwaarde
report-column-planned = Gepland
report-column-actual = Werkelijk
report-not-recorded = niet vastgelegd

# Doeltreffendheid en doelmatigheid
report-aspect-effectiveness = Doeltreffendheid
report-aspect-efficiency = Doelmatigheid
report-kind-quality-monitoring = Kwaliteitsbewaking
report-kind-work-control = Werkbeheersing
report-kind-result-measurement = Resultaatmeting

# Antwoorden
report-topic-answers = Antwoorden
report-answers-heading = Op { $high } van de { $total } vragen antwoordt meer dan de helft aan de hoge kant van de schaal
report-answers-none = Geen vraag heeft genoeg antwoorden om te tonen
report-answers-most-least = Het hoogst scoort “{ $most }” ({ $most_share }), het laagst “{ $least }” ({ $least_share })
report-answers-most-least-of = “{ $stem }”: het hoogst scoort “{ $most }” ({ $most_share }), het laagst “{ $least }” ({ $least_share })
report-answers-only = { $share } antwoordt aan de hoge kant op “{ $item }”
report-answers-subtitle = Aandeel van de antwoorden: links de lage kant van de schaal, rechts de hoge, het midden half om half
report-answers-description = Een staaf per vraag rond een gemeenschappelijk midden, met het aantal antwoorden erbij. De tabel eronder geeft elk antwoord in aantal en aandeel.
report-answers-caption = Aantal en aandeel per antwoord
report-answers-hidden = { $count ->
    [one] Eén vraag heeft te weinig antwoorden om te tonen.
   *[other] { $count } vragen hebben te weinig antwoorden om te tonen.
}
report-missing = { $count } zonder antwoord
report-not-applicable = { $count } n.v.t.
report-column-question = Vraag
report-column-missing = Zonder antwoord
report-column-not-applicable = N.v.t.
report-answer-at = { $place }e
report-choices-caption = Antwoorden op keuzevragen
report-column-answer = Antwoord
report-column-share = Aandeel
report-figures = De getallen bij deze figuur
report-evidence = Naar de gegevens

# Verandering
report-topic-changes = Verandering
report-changes-heading-all = { $total ->
    [one] De parameter die twee keer is gemeten, is aantoonbaar beter dan in “{ $wave }”
   *[other] Alle { $total } parameters die twee keer zijn gemeten, zijn aantoonbaar beter dan in “{ $wave }”
}
report-changes-heading = Aantoonbaar beter dan in “{ $wave }”: { $better } van de { $total } parameters die twee keer zijn gemeten; aantoonbaar slechter: { $worse }
report-changes-heading-none = Met “{ $wave }” is nog niets te vergelijken
report-changes-nothing = Geen parameter heeft in beide metingen een uitkomst.
report-changes-tested = { $demonstrated ->
    [0] Van de { $total } getoetste verschillen is er geen aangetoond
   *[other] Van de { $total } getoetste verschillen { $demonstrated ->
        [one] is er 1
       *[other] zijn er { $demonstrated }
    } aangetoond
}
report-changes-tested-all = { $total ->
    [one] Het getoetste verschil is aangetoond
   *[other] Alle { $total } getoetste verschillen zijn aangetoond
}
report-changes-subtitle = Van de vorige meting naar deze; de band is het interval van het verschil (95 %), elke rij heeft een eigen schaal. Aangetoond: over alle verschillen samen hoogstens 5 % kans op een onterechte (Holm).
report-changes-description = Per parameter de uitkomst in beide metingen, met het interval van elk. De tabel noemt dezelfde getallen.
report-changes-caption = Uitkomsten van beide metingen
report-changes-note = De metingen zijn vergeleken als onafhankelijke steekproeven, zonder correctie voor de eindige populatie: het interval van een verschil (95 %) is eerder te breed dan te smal. Verandering is geen bewijs van oorzaak.
report-paired-caption = Klanten die beide keren antwoordden
report-paired-note = Wie beide keren antwoordde is met zichzelf vergeleken; dat laat kleinere veranderingen zien, en zegt niets over wie één keer antwoordde.
report-column-pairs = Klanten
report-changes-apart = { $count ->
    [one] Niet te vergelijken is { $codes }: in “{ $wave }” of nu is er geen uitkomst.
   *[other] Niet te vergelijken zijn { $codes }: in “{ $wave }” of nu is er geen uitkomst.
}
report-column-with-interval = met interval
report-column-direction = Verandering aangetoond?
report-change-open = niet aangetoond
report-column-change-unit = met interval van 95 %

# Segmenten
report-topic-segments = Segmenten
report-segments-below = Grenswaarden gemist die het totaal niet mist: { $segments }
report-segment-below = { $segment } ({ $count ->
    [one] 1 parameter
   *[other] { $count } parameters
})
report-segments-none-below = Geen segment mist een grenswaarde die het totaal niet mist
report-segments-above-target = streefwaarde gehaald in { $names }
report-segments-below-limit = grenswaarde niet gehaald in { $names }
report-segments-undecided = geen segment haalt of mist aantoonbaar
report-segments-description = Per segment de uitkomst met interval tegenover streefwaarde en grenswaarde, en het totaal. De tabel noemt dezelfde getallen.
report-segments-caption = Elke parameter van de vragenlijst per segment
report-segments-note = De uitkomst van elk segment met zijn interval van { $level }, in de volgorde van het protocol en niet op rang: waar intervallen overlappen, is een rangorde niet aangetoond. De band loopt van grenswaarde tot streefwaarde.
report-segments-hidden = { $count ->
    [one] Eén uitkomst is verborgen of ontbreekt: minder dan { $threshold } antwoorden, of nodig om een andere kleine groep te beschermen.
   *[other] { $count } uitkomsten zijn verborgen of ontbreken: minder dan { $threshold } antwoorden, of nodig om een andere kleine groep te beschermen.
}
report-column-segment = Segment
report-hidden = verborgen of geen

# Reeksen
report-topic-series = Verloop
report-series-heading = { $better } van de { $total } registraties eindigen beter dan ze begonnen
report-series-introduction = De nieuwe dienstverlening begon op { $day }. Maanden van daarvoor staan erbij voor zover ze zijn vastgelegd.
report-series-title = { $name }: van { $first } in { $from } naar { $last } in { $to }
report-series-subtitle = Per maand{ $unit }; streefwaarde { $target }, grenswaarde { $limit }
report-series-description = Een punt per maand, met de streefwaarde, de grenswaarde en de dag van invoering. De tabel noemt dezelfde getallen.
report-series-caption = Begin, eind, beste en zwakste maand
report-series-months = Per maand
report-series-nothing = niet geregistreerd
report-series-gaps = Maanden zonder cijfer, dus niet geregistreerd en niet als nul geteld: { $months }.
report-series-note = Eén maand die hoger of lager ligt dan de vorige, is gewone schommeling tot het tegendeel blijkt; het oordeel gaat over de hele periode.
report-introduction = invoering
report-annotation = aantekening { $numbers }
report-annotations-caption = Wat er om het traject heen gebeurde: de nummers in de grafieken
report-column-annotation = Nr.
report-column-day = Dag
report-column-happened = Wat er gebeurde
report-column-source = Bron
report-column-month = Maand
report-column-value = Waarde
report-column-numerator = Teller
report-column-denominator = Noemer
report-column-first-month = Eerste maand
report-column-last-month = Laatste maand
report-column-best-month = Beste maand
report-column-worst-month = Zwakste maand

# Afspraken
report-topic-agreements = Afspraken
report-agreements-met = { $met } van de { $total } afspraken nagekomen
report-agreements-no-data = Over de afspraken zijn nog geen gegevens
report-charters-broken = { $count ->
    [one] geschonden: { $names }
   *[other] { $count } handvesten geschonden: { $names }
}
report-charters-kept = geen handvest geschonden
report-of = { $part } van { $whole }
report-agreements-caption = Afspraken (SLA) per cluster
report-column-agreement = Afspraak
report-column-response-within = Reactie binnen
report-column-solved-within = Opgelost binnen
report-unit-hours = werkuren
report-column-promised = Beloofd
report-column-verdict = Oordeel
report-charters-heading = Kwaliteitshandvesten en voorgestelde sancties
report-charters-caption = Beloften met een sanctie
report-charters-note = Een sanctie wordt hier alleen voorgesteld, en alleen op grond van volledige registraties. Een manager legt haar op of ziet er met een reden van af.
report-column-charter = Handvest
report-column-breaches = Overschrijdingen
report-column-sanction = Sanctie
report-sanction-proposed = voorgesteld: { $amount } ten laste van { $office }
report-sanction-none = geen: de belofte is nagekomen

# Verantwoording
report-topic-method = Verantwoording
report-method-heading = { $silent } van de { $population } klanten antwoordden niet volledig: lees de cijfers daarmee
report-method-heading-none = Hoe er wordt gemeten en geoordeeld
report-population-lead = Populatie
report-population = { $segments ->
    [0] { $population } klanten.
    [one] { $population } klanten in één segment.
   *[other] { $population } klanten in { $segments } segmenten; allen tellen mee in de noemer.
}
report-asked-lead = Meting
report-asked = { $wave }: gegevens van { $from } tot en met { $to }; antwoorden { $privacy }.
report-dispositions-lead = Uitnodigingen
report-dispositions = { $complete } volledig, { $partial } deels, { $refusal } weigering of afgebroken, { $non_contact } niet bereikt of zonder reactie, { $other } overig, { $not_eligible } hoorden niet meer tot de populatie.
report-response-note = Waar het aandeel in de respons afwijkt van het aandeel in de populatie, klinkt een segment te hard of te zacht door in het totaal.
report-response-title-even = De respons weerspiegelt de populatie: geen segment wijkt meer dan { $points } %-punt af
report-response-title-off = Het sterkst { $way } in de respons: { $segment }, met { $share } van de antwoorden en { $of } van de klanten
report-response-way-under = ondervertegenwoordigd
report-response-way-over = oververtegenwoordigd
report-response-subtitle = Aandeel van elk segment in de respons en in de populatie
report-response-description = Per segment het aandeel in de respons naast het aandeel in de populatie. De tabel noemt dezelfde getallen.
report-response-caption = Wie antwoordde, per segment
report-in-response = respons
report-in-population = populatie
report-column-clients = Klanten
report-column-responses = Antwoorden
report-column-response-share = Respons
report-column-share-of-clients = Deel van de klanten
report-column-share-of-responses = Deel van de respons
report-sources-heading = Waar de cijfers uit de servicesystemen vandaan komen
report-source-file = { $kind }, { $rows } rijen, ingelezen op { $day }
report-extracted = uit het servicesysteem gehaald op { $day }
report-extracted-between = uit het servicesysteem gehaald tussen { $first } en { $last }
report-extracted-open = { $open ->
    [one] 1 stond toen nog open
   *[other] { $open } stonden toen nog open
}
report-extracted-unknown = de dag van de uitdraai is niet vermeld
report-rules-heading = Hoe er is geoordeeld
report-rule-lead = Regel
report-rule = Het interval beslist, nooit de uitkomst alleen. Gehaald: het hele interval van { $level } ligt aan de goede kant. Niet gehaald: het ligt geheel aan de slechte kant. Anders: niet aangetoond. Zo is de kans op een onterecht “gehaald” hoogstens { $error } per oordeel.
report-rule-goal-lead = Doelstellingen
report-finite-lead = Eindige populatie
report-finite = Waar de uitspraak over deze klanten gaat, is het interval kleiner naarmate een groter deel van hen antwoordde.
report-registrations-lead = Registraties
report-registrations = Een volledige registratie heeft geen steekproeffout: zij krijgt geen interval en wordt rechtstreeks vergeleken.
report-indicative-lead = Indicatief
report-indicative-rule = { $count ->
    [one] { $codes } telt uitspraken of gesprekken; uitspraken uit één gesprek lijken op elkaar, dus het interval is te smal en het oordeel indicatief.
   *[other] { $codes } tellen uitspraken of gesprekken; uitspraken uit één gesprek lijken op elkaar, dus het interval is te smal en het oordeel indicatief.
}
report-privacy-lead = Wat verborgen is
report-privacy-rule = Groepen van minder dan { $threshold } antwoorden zijn verborgen, en ook een grotere als de kleine anders uit het totaal zou volgen. Onder { $minimum } antwoorden staat de uitkomst er wel, maar is niets aangetoond.
report-several-lead = Veel oordelen
report-several = Bij { $count } parameters zal toeval er af en toe één verkeerd beoordelen. Elk oordeel staat op zich; een doelstelling vraagt dat al haar parameters gehaald zijn, en heeft daarom geen correctie nodig.
report-selection-lead = Wie wil antwoorden
report-selection = Wie antwoordde, koos daar zelf voor. Het interval laat alleen de steekproeffout zien, niet of wie zweeg er anders over denkt.
report-partials-lead = Deels ingevuld
report-partials-counted = Deels ingevulde vragenlijsten tellen mee, vraag voor vraag.
report-partials-apart = Deels ingevulde vragenlijsten zijn geteld, maar tellen niet mee in de oordelen. Een vraag zonder antwoord telt nergens mee.
report-gaps-heading = Wat het protocol niet meet
report-gap = { $what }: geen enkele parameter.

report-evidence-sample = steekproef
report-evidence-complete = volledige registratie
report-evidence-process = registratie als steekproef van het proces
report-method-wilson = aandeel, Wilson-interval
report-method-wilson-finite = aandeel, Wilson-interval met eindige populatie
report-method-student-t = gemiddelde, t-interval
report-method-student-t-finite = gemiddelde, t-interval met eindige populatie
report-method-adjusted-wald = NPS, aangepast Wald-interval
report-method-adjusted-wald-finite = NPS, aangepast Wald-interval met eindige populatie
report-method-paired-t = gemiddeld verschil per klant, t-interval
report-method-paired-t-finite = gemiddeld verschil per klant, t-interval met eindige populatie
report-method-order-statistic = kwantiel (type 7), interval uit rangnummers
report-method-product-limit = kwantiel met openstaande meldingen (Kaplan-Meier), interval uit de band
report-method-garwood = aantal per eenheid, exact Poisson-interval (Garwood)
report-method-complete = som van de registratie, rechtstreeks vergeleken
report-method-complete-some-open = kwantiel van de registratie, tussen alle openstaande meldingen meteen opgelost en nooit
report-method-last-value = laatste stand van de registratie
report-method-wilson-statements = aandeel van uitspraken, Wilson-interval, indicatief
report-method-wilson-interviews = aandeel van gesprekken, Wilson-interval
report-method-linearised-ratio = verhouding van sommen, gelineariseerde standaardfout

# Bijlage
report-topic-annex = Bijlage
report-annex-heading = Alle { $parameters } parameters en { $items } vragen, zoals ze zijn vastgelegd
report-definitions-heading = Definities
report-definitions-caption = Soort, bewijs en verantwoording van elke parameter
report-column-kind = Soort
report-column-evidence = Bewijs en methode
report-column-limit-reason = Waarom deze grenswaarde
report-column-owner = Eigenaar
report-questions-heading = Vragenlijst: { $title }
report-guide-heading = Gespreksleidraad: { $title }
report-questions-caption = Vragen en antwoordmogelijkheden
report-column-code = Code
report-column-answers = Antwoorden
report-column-used-by = Gebruikt door
report-item-scale = { $low } { $low_label } tot { $high } { $high_label }
report-item-single = één van: { $options }
report-item-multiple = één of meer van: { $options }
report-item-yes-no = ja of nee
report-item-text = eigen woorden
report-item-ranking = op volgorde zetten: { $options }
report-item-number = getal { $unit }
report-item-email = e-mailadres
report-item-date = datum
report-item-information = mededeling
report-hash = SHA-256 van de resultaten waaruit dit verslag is gemaakt: { $hash }

# Weging
report-weighted-heading = Of het uitmaakt wie antwoordde
report-weighted-caption = Ongewogen, gewogen naar de populatie, en wat de zwijgers konden veranderen
report-weighted-none = Gewogen naar de populatie verandert geen enkel oordeel.
report-weighted-matters = { $count ->
    [one] Gewogen naar de populatie verandert { $codes } meer dan 2 % van de schaal of van oordeel: lees daar beide waarden.
   *[other] Gewogen naar de populatie veranderen { $codes } meer dan 2 % van de schaal of van oordeel: lees daar beide waarden.
}
report-weighted-note = Gewogen telt elk segment zo zwaar als het aandeel van zijn klanten, met het effectieve aantal antwoorden van Kish in het interval. De laatste kolom gaat uit van het uiterste: alle klanten die niet antwoordden denken zo ongunstig, of zo gunstig, als de schaal toelaat.
report-raked-note = De gewichten halen ook de bekende verdeling over { $names }; gewichten boven { $times } maal de mediaan zijn daarop afgekapt, voor hooguit { $trimmed } van de antwoorden. Wie een van deze vragen oversloeg telt in de gewogen waarde niet mee.
report-unweighted = De waarden zijn niet gewogen. { $reason }
report-column-unweighted = Ongewogen
report-column-weighted = Gewogen
report-column-weighted-verdicts = Oordeel gewogen
report-column-band = Uiterste
report-column-band-unit = wat de zwijgers ook vinden

report-from-to = { $low } tot { $high }
report-target-at = streefwaarde { $value }
report-limit-at = grenswaarde { $value }
report-total-at = totaal { $value }
report-change-untested = niet getoetst
report-change-better = aantoonbaar beter
report-change-worse = aantoonbaar slechter
report-summary-heading = Dit vraagt een besluit
report-summary-heading-nothing = Er valt nog niets te besluiten
report-settle-target-far = De uitkomst ligt zo dicht bij de streefwaarde dat pas n = { $n } in plaats van { $now } had beslist: meer vragen helpt hier niet.
report-settle-limit-far = De uitkomst ligt zo dicht bij de grenswaarde dat pas n = { $n } in plaats van { $now } had beslist: meer vragen helpt hier niet.
report-weighted-short = gewogen naar de populatie { $value }: { $verdicts }
report-decide-weighted = Gewogen naar de populatie valt het oordeel over { $codes } anders uit.
report-answers-only-yes = { $share } antwoordt ja op “{ $item }”
report-purpose-parameter = parameter
report-purpose-driver = mogelijke oorzaak
report-purpose-background = achtergrond
report-purpose-comment = toelichting
report-found-exact = { $value } ({ $why }).
report-both-verdicts-short = { $target }; grens { $limit }
report-silent = Geen gegevens, of te weinig om te tonen: { $names }.

report-open-link-lead = Open links
report-open-link = { $count ->
    [one] Eén van de antwoorden kwam
   *[other] { $count } van de antwoorden kwamen
} via een open link, van een affiche of een zuil, en niet via een uitnodiging. Ze tellen mee in de uitkomsten en niet in de responspercentages: niemand weet wie zo had kunnen antwoorden, of wie het vaker deed.
