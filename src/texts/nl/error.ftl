# Wat iemand leest als het niet gaat.

error-not-found-title = Hier is niets
error-not-found = Misschien is het adres verkeerd getypt, is wat hier stond verdwenen, of is het niet voor uw ogen bedoeld.
error-link-title = Deze link werkt niet
error-link = Deze link is niet geldig, of niet meer. Kijk of hij volledig is, of vraag degene die hem stuurde om een nieuwe.
error-not-allowed-title = Uw rol staat dit niet toe
error-not-allowed = U bent aangemeld, maar wat u vroeg hoort bij een andere rol. Een beheerder kan u die rol geven.
error-foreign-title = Dit kwam van een andere website
error-foreign = Voor uw veiligheid nemen wij een formulier alleen van onze eigen pagina’s aan. Open de pagina opnieuw en verstuur het formulier daarvandaan.
error-unreadable-title = Wij konden niet lezen wat er is verstuurd
error-unreadable = Er is niets gewijzigd. Ga terug, herlaad de pagina en probeer het nog eens.
error-too-large-title = Dit is te groot
error-too-large = Er is niets gewijzigd. Stuur een kleiner bestand of een kortere tekst.
error-too-many-title = Te veel pogingen
error-too-many = Wacht een minuut en probeer het opnieuw.
error-taken-title = Die naam is bezet
error-taken = Er bestaat al iets met deze naam of code. Er is niets gewijzigd; ga terug en kies een andere.
error-no-longer-title = Dit kan niet meer
error-no-longer = Wat u wilde wijzigen is intussen vastgelegd of gesloten. Er is niets gewijzigd; herlaad de pagina om te zien hoe het er nu voor staat.
error-busy-title = Het is erg druk
error-busy = Wat u verstuurde is nog niet bewaard. Probeer het over een paar seconden opnieuw.
error-ours-title = Er ging bij ons iets mis
error-ours = Wat eerder is bewaard is veilig. Probeer het opnieuw; gaat het weer mis, vertel de beheerder dan hoe laat het was.
error-home = Naar het begin
error-closed-title = Dit traject is afgesloten
error-closed = De directie heeft dit traject afgesloten; sindsdien kan er niets meer in worden gewijzigd. Er is nu niets gewijzigd; alle pagina's blijven te lezen.

error-under-way-title = Een ander bestand is nog onderweg
error-under-way = Van deze soort wordt juist een bestand ingelezen of verwijderd. Er is nu niets opgeslagen. Wacht tot dat klaar is, of stop het onder Imports, en probeer het opnieuw.

error-no-role-title = Geen toegang op deze dag
error-no-role-yet = Uw rol in dit traject begint op { $day }. Vanaf die dag kunt u erin werken.
error-no-role-since = Uw rol in dit traject eindigde na { $day }. Hebt u er nog werk te doen, vraag dan een beheerder om een andere laatste dag.
error-no-role-closed = Dit traject is afgesloten, en de dagen waarop wie meedeed het nog kon lezen zijn voorbij. Een manager of een beheerder kan het nog lezen.
