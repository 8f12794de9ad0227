# Een traject in één oogopslag, en trajecten naast elkaar.

overview-name = Overzicht van de metingen
overview-title = { $met } van { $all } streefwaarden gehaald in { $wave }
overview-lead = Elk cijfer met het oordeel over zijn streefwaarde; een meting leidt naar haar evaluatie, en vandaar naar de gegevens.
overview-of = van { $all }
overview-targets-met = Streefwaarden gehaald
overview-targets-open = Niet aangetoond
overview-targets-missed = Niet gehaald
overview-targets-unknown = Zonder gegevens
overview-limits-missed = Grenswaarden niet gehaald
overview-running = { $wave } loopt. Wat zij laat zien is voorlopig.
overview-running-settled = { $wave } loopt: { $settled } toetsingsparameters staan al vast, { $open } zijn nog open.
overview-to-wave = Kijk hoe ver zij is
overview-goals = De doelstellingen, meting voor meting
overview-goal = Doelstelling
overview-parameters = De toetsingsparameters, meting voor meting
overview-course = Verloop, met de streefwaarde
overview-nothing = Er is nog niets te laten zien
overview-nothing-next = Zodra een protocol metingen plant en er gegevens binnenkomen, zet deze pagina ze naast elkaar.
overview-compared = { $count ->
    [one] Eén traject
   *[other] { $count } trajecten naast elkaar
}
overview-compared-lead = Elk met zijn nieuwste meting met uitkomsten. Trajecten stellen hun eigen streefwaarden: een rij zegt hoe ver elk is met zijn eigen beloften, niet wie de beste is.
overview-none = Er is geen traject met uitkomsten
overview-none-next = Deze pagina vult zichzelf zodra een traject dat u mag lezen een protocol heeft.
overview-programme = Traject
overview-newest = Nieuwste meting
overview-response = Respons (RR1)
overview-goals-met = Doelstellingen gehaald
overview-so-many = { $count } van { $all }
overview-go = Overzicht van alle metingen
overview-go-compare = Trajecten naast elkaar
