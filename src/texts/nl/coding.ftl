# De codeertafel: twee mensen coderen wat is gezegd.

coding-here = Coderen
coding-go = Uitspraken coderen
coding-title = { $count ->
    [0] Er zijn nog geen uitspraken om te coderen
    [one] { $both } van { $count } uitspraak is door twee mensen gecodeerd
   *[other] { $both } van de { $count } uitspraken zijn door twee mensen gecodeerd
}
coding-title-comments = { $count ->
    [0] Er zijn nog geen opmerkingen om te coderen
    [one] { $both } van { $count } opmerking is door twee mensen gecodeerd
   *[other] { $both } van de { $count } opmerkingen zijn door twee mensen gecodeerd
}
coding-source = Wat
coding-of-interviews = uitspraken in gesprekken
coding-of-comments = opmerkingen bij de vragenlijst
coding-files = In een spreadsheet coderen
coding-files-lead = Neem codes in uit een rekenblad met de kolommen gesprek, uitspraak, thema en toon, en codeur met een e-mailadres als de codes van een ander zijn. Meer thema’s in een cel scheidt u met een puntkomma. U ziet eerst wat het bestand zou doen, rij voor rij.
coding-files-out = De codes die u mag zien als bestand
coding-files-choose = Bestand met codes
coding-lead = Geef elke uitspraak een toon en de thema’s waar zij over gaat. Twee mensen doen dat los van elkaar: u ziet de code van de ander pas als u beiden klaar bent met een uitspraak.
coding-lead-full = { $first } en { $second } coderen deze meting. U ziet hun codes zodra beiden klaar zijn met een uitspraak.
coding-lead-open = Het los van elkaar coderen is afgesloten. Alle codes zijn zichtbaar; wat verschilt wordt nu samen beslecht.
coding-nothing = Nog niets om te coderen
coding-nothing-next = Neem gespreksnotities in als bestand, of noteer uitspraken in een gesprek. Uitspraken zonder code komen hier terecht.
coding-go-import = Gespreksnotities innemen
coding-tabs = Delen van de codeertafel
coding-tab-list = Coderen
coding-tab-differences = Verschillen
coding-tab-themes = Thema’s
coding-waiting = Wacht op u
coding-kappa-tone = Kappa van de toon
coding-kappa-themes = Kappa van de thema’s
coding-alpha = Alfa van de toon
coding-differences = Open verschillen
coding-resolved = { $count } beslecht
coding-kappa-of = { $both } door beiden gecodeerd, { $observed } gelijk; interval van 95 %: { $low } tot { $high }
coding-kappa-alike = alles in één categorie
coding-kappa-none = nog niets door beiden gecodeerd
coding-agreement-low = onder 0,67: het verslag geeft geen aandelen
coding-agreement-tentative = tussen 0,67 en 0,80: voorlopige conclusies
coding-agreement-good = 0,80 of meer: goede overeenstemming
coding-search = Zoeken in de uitspraken
coding-show = Laat zien
coding-show-waiting = wacht op mijn code
coding-show-mine = door mij gecodeerd
coding-show-all = alles
coding-theme = Thema
coding-any-theme = elk thema
coding-search-go = Zoeken
coding-saved = Bewaard: { $what }.
coding-found = { $count ->
    [one] { $count } uitspraak
   *[other] { $count } uitspraken
}
coding-all-done = U hebt alles gecodeerd wat op u wachtte.
coding-blind-here = Nog niet door twee mensen gecodeerd.
coding-interview-nr = { $key }, uitspraak { $nr }
coding-comment = Opmerking bij de vragenlijst
coding-tone = Toon
coding-themes = Thema’s
coding-negative = negatief
coding-neutral = neutraal
coding-positive = positief
coding-no-theme = geen thema
coding-none = nog geen code
coding-first = Eerste codeur
coding-second = Tweede codeur
coding-settled = Beslecht
coding-to-difference = Naar het verschil
coding-save = Bewaren
coding-change = Mijn code wijzigen
coding-suggestion = Voorstel uit de woorden: { $theme }, om { $words }. U beslist.
coding-word = “{ $word }” ({ $on } van { $all } keer bij dit thema)
coding-paging = Bladeren
coding-page = Bladzijde { $at } van { $pages }
coding-previous = Vorige
coding-next = Volgende
coding-seats = Wie codeert
coding-seats-lead = Wie het eerst codeert neemt een van de twee plaatsen in. Maak een plaats vrij als iemand anders het overneemt: die gaat verder met de codes die er al zijn. Niemand kan beide codeurs zijn.
coding-seats-free = Plaats vrijmaken
coding-closing = Het los van elkaar coderen afsluiten
coding-closing-lead = { $both } uitspraken zijn door twee mensen gecodeerd, { $rest } nog niet. Na het afsluiten zijn alle codes voor iedereen aan de codeertafel zichtbaar en kan niemand meer los van de ander coderen. Een uitspraak met één code telt dan met die code. Heropenen kan met een reden, en alleen voor wat nog niet door twee mensen is gecodeerd.
coding-closing-sure = Ik weet dat hierna niemand meer blind kan coderen
coding-closing-go = Afsluiten en beslechten
coding-no-tone = Kies een toon; zonder toon is een uitspraak niet gecodeerd.
coding-no-reason = Schrijf de reden op: wie de uitspraak later leest moet de keuze kunnen volgen.
coding-long-reason = Een reden heeft hoogstens 2.000 tekens; kort haar in.
coding-unknown-theme = Een gekozen thema bestaat niet meer. Laad de pagina opnieuw en kies opnieuw.
coding-not-sure = Vink aan dat u weet wat afsluiten betekent.
coding-full = Twee anderen coderen deze meting al. Uw code is niet bewaard.
coding-closed = Het los van elkaar coderen is afgesloten. Uw code is niet bewaard; leg haar bij Verschillen vast met een reden.
coding-shown = Deze uitspraak is intussen door twee mensen gecodeerd. Uw wijziging is niet bewaard; leg haar bij Verschillen vast met een reden.
coding-still-blind = Deze uitspraak is nog niet door twee mensen gecodeerd, dus er is nog niets te beslechten.

coding-differences-title = { $open ->
    [0] Geen open verschillen, { $resolved } beslecht
    [one] Eén open verschil, { $resolved } beslecht
   *[other] { $open } open verschillen, { $resolved } beslecht
}
coding-differences-lead = Lees wat er is gezegd, kies samen de code die geldt en schrijf op waarom. De overeenstemming blijft die van de codes die los van elkaar zijn gegeven.
coding-show-open = Open verschillen
coding-show-settled = Beslecht
coding-show-single = Met minder dan twee codes
coding-no-differences = Er is hier niets.
coding-settle-this = Beslechten
coding-settle-again = Opnieuw beslechten
coding-settle = Vastleggen wat geldt
coding-settled-now = Vastgelegd: { $what }.
coding-reason = Reden
coding-reason-hint = Waarom deze code geldt, in een zin.

coding-themes-title = { $count ->
    [0] Er zijn nog geen thema’s
    [one] Eén thema
   *[other] { $count } thema’s
}
coding-themes-lead = Geteld in mensen, niet in uitspraken: wie drie keer over hetzelfde begint telt één keer. Een thema telt mee wat over de thema’s eronder is gezegd; het verslag noemt alleen de bovenste.
coding-themes-caption = Thema’s met het aantal mensen dat erover sprak
coding-interviewees = Gesprekspartners
coding-respondents = Respondenten
coding-statements = Uitspraken
coding-parameters = Toetsingsparameters
coding-change-theme = Wijzigen
coding-too-small = te klein voor het verslag
coding-at-top = bovenaan, onder geen ander thema
coding-add-theme = Een thema toevoegen
coding-theme-name = Naam
coding-under = Onder
coding-add = Toevoegen
coding-quotes = Wat mag worden geciteerd
coding-quotes-rule = Alleen met toestemming, over een thema waar minstens { $threshold } mensen over spraken, en van een segment waarvan er minstens zoveel zijn gesproken. Het segment staat erbij als er minstens { $threshold } van over dit thema spraken.
coding-quotes-choose = Kies wat woordelijk in het verslag staat, bij de gesprekken. Een verslag dat definitief is gemaakt, houdt de citaten die het had.
coding-quote-in = In het verslag tonen
coding-quote-out = Uit het verslag laten
coding-quoted = in het verslag
coding-not-quotable = Dit mag niet of niet meer worden geciteerd: wie het zei, gaf geen toestemming, of te weinig mensen spraken erover. De lijst hieronder zegt wat wel mag.
coding-no-quotes = Er is nog niets dat mag worden geciteerd.
coding-quotes-of = { $theme }: { $count ->
    [one] { $count } citaat
   *[other] { $count } citaten
}
coding-change-title = Thema “{ $theme }” wijzigen
coding-back-to-themes = Alle thema’s
coding-rename = Anders noemen
coding-move = Verplaatsen
coding-merge = Samenvoegen met een ander thema
coding-merge-into = Gaat op in
coding-choose-theme = kies een thema
coding-see-first = Bekijk wat er volgt
coding-link = Toetsingsparameters waar dit thema iets over zegt
coding-link-go = Koppeling bewaren
coding-follows = Wat er volgt
coding-follows-rename = “{ $theme }” heet overal “{ $name }”, ook in het verslag. Bestanden met het oude woord worden nog herkend.
coding-follows-merge = Alles over “{ $theme }” telt voortaan als “{ $into }”; “{ $theme }” kan niet meer worden gekozen. Dit is niet met een knop terug te draaien; wat elke codeur koos blijft bewaard.
coding-follows-move = Wat over “{ $theme }” is gezegd telt in het verslag mee als “{ $top }”.
coding-follows-top = “{ $theme }” staat voortaan bovenaan en komt als eigen thema in het verslag.
coding-follows-below = Mee gaat wat eronder staat: { $themes }.
coding-follows-caption = Gesprekspartners en uitspraken
coding-now = Nu
coding-after = Daarna
coding-gone = verdwijnt
coding-people-of = { $people } ({ $statements })
coding-do-change = Wijzigen
coding-theme-no-name = Geef het thema een naam.
coding-theme-too-long = Een naam heeft hoogstens 80 tekens.
coding-theme-taken = Er is of was al een thema met deze naam; kies een andere.
coding-theme-unknown = Kies een thema dat er is.
coding-theme-circle = Een thema kan niet onder zichzelf staan of in zichzelf opgaan.
coding-theme-in-protocol = Het protocol noemt dit thema bij een onderwerp. Het houdt zijn naam en zijn plaats bovenaan, totdat het protocol met een wijziging wordt aangepast.
coding-reopen = Het los coderen heropenen
coding-reopen-how = Wat nog niet door twee is gecodeerd wordt weer los van elkaar gecodeerd. Wat al gezien of besproken is blijft zo. De reden komt in het logboek.
coding-reopen-why = Reden
coding-score = cijfer { $score }
