# Kant-en-klare instrumenten.

instruments-ready = Begin met een kant-en-klaar instrument
instruments-title = Tien instrumenten liggen klaar om ze eigen te maken
instruments-lead = Elk is er in het Nederlands en in het Engels, en zegt welke toetsingsparameters het voedt. Eenmaal overgenomen is het een concept in uw traject dat u naar wens verandert.
instruments-size = { $items } vragen, ongeveer { $minutes ->
    [one] een minuut
   *[other] { $minutes } minuten
}
instruments-take = Neem dit instrument over
instruments-feeds = Toetsingsparameters die het voedt
instruments-bounds-open = Doel en grens spreekt u zelf af; de rest is ingevuld.
instruments-code = Code
instruments-rule = Berekend uit
instruments-add = Voeg toe aan het protocol
instruments-analyses = Analyses die erbij horen
instruments-analyses-how = Zet deze regels in de tekst van uw protocol, voor zover u ze wilt.
instruments-asks = Wat het vraagt
instruments-desk-satisfaction = Tevredenheid over de servicedesk
instruments-desk-satisfaction-for = Voor alle klanten, één of twee keer per jaar: een oordeel, een rapportcijfer, vier aspecten die het kunnen verklaren, en een opmerking.
instruments-desk-satisfaction-caution = Een oordeel over een halfjaar is een herinnering. Leg het naast de cijfers van de desk, en vergelijk het niet met wat vlak na een melding is gevraagd.
instruments-after-ticket = Na een melding
instruments-after-ticket-for = Vlak nadat een melding is gesloten: tevreden of niet, opgelost of niet, en waarom.
instruments-after-ticket-caution = Vraag het dezelfde klant hooguit één keer per maand, en loot welke meldingen: wie zelf kiest wanneer hij antwoordt, antwoordt als hij boos of verrukt is.
instruments-effort = Moeite (CES)
instruments-effort-for = Hoe gemakkelijk het was om een vraag opgelost te krijgen, en wat moeite kostte.
instruments-effort-caution = Zegt waar het proces schuurt, niet of klanten tevreden zijn. Onder deze naam gaan meerdere schalen; vergelijk alleen met dezelfde zeven punten.
instruments-recommend = Aanbevelen en waarom (NPS)
instruments-recommend-for = De vraag of iemand de dienst zou aanraden, en de reden voor het cijfer.
instruments-recommend-caution = Klanten van een interne desk kunnen geen andere kiezen, en de score heeft een brede marge. Gebruik hem naast een oordeel, nooit alleen.
instruments-servperf = Facilitaire dienst in vijf dimensies (SERVPERF)
instruments-servperf-for = Wat klanten van de facilitaire dienst ondervinden: betrouwbaarheid, zekerheid, tastbare zaken, inleving en vlotheid, met drie uitspraken elk.
instruments-servperf-caution = De uitspraken zijn onze eigen woorden bij de gepubliceerde dimensies; normen van anderen gelden niet. Kijk of elke dimensie samenhangt (alfa) voor u haar middelt.
instruments-servqual = Verwacht en ondervonden (SERVQUAL)
instruments-servqual-for = Dezelfde tien uitspraken twee keer, zoals het zou moeten en zoals het is: het verschil laat zien waar belofte en praktijk uiteenlopen.
instruments-servqual-caution = Twee keer zo lang als alleen de ervaring, en verwachtingen bewegen mee met de dienst. Een negatieve kloof is gewoon: niemand verwacht weinig.
instruments-importance-performance = Belang en oordeel
instruments-importance-performance-for = Acht aspecten, elk met hoe belangrijk het is en hoe goed het gaat: waar inspanning het meest oplevert.
instruments-importance-performance-caution = Mensen noemen bijna alles belangrijk. Kijk ook naar wat hun oordeel verklaart; Peil toont beide.
instruments-conversation = Leidraad voor een gesprek
instruments-conversation-for = Een half uur met een klant, van wat er gebeurde tot wat gewenst is; antwoorden worden uitspraken met een thema en een toon.
instruments-conversation-caution = Enkele gesprekken verklaren, zij tellen niet. Laat twee mensen de uitspraken coderen zonder elkaars code te zien.
instruments-staff-support = Draagvlak onder medewerkers
instruments-staff-support-for = Voor wie in de nieuwe werkwijze werkt, front en back: duidelijkheid, middelen, inwerken, overdracht, en of zij erachter staan.
instruments-staff-support-caution = Teams zijn klein. Kies de anonieme vorm en houd de privacydrempel op vijf of hoger.
instruments-mirror = Spiegel: wat zullen klanten zeggen?
instruments-mirror-for = Voor de klanten antwoorden schatten medewerkers hun oordeel en wat zij belangrijk vinden. Het verschil begint het gesprek.
instruments-mirror-caution = Vraag het voordat de uitkomsten bekend zijn, en leg schattingen als groep naast de antwoorden, nooit per persoon.
