//! Norms in working hours, measured from tickets: the calendar they need, and what the report says.

use axum::http::StatusCode;
use peil::cli::load::load;
use peil::domain::access::Role;
use peil::store::audit::Actor;
use peil::store::protocols;

use super::example::files;
use super::support::app::TestApp;
use super::taking_in::with_example;

const PARTS: &str = "/programmes/servicedesk/protocol/parts";
const HOURS: &str = "[working_hours]\nmonday = \"08:00-17:00\"\ntuesday = \"08:00-17:00\"\n\
    wednesday = \"08:00-17:00\"\nthursday = \"08:00-17:00\"\nfriday = \"08:00-17:00\"\n\
    closed_on = [\"2025-12-25\"]\n";

#[tokio::test]
async fn a_norm_without_a_calendar_is_refused_at_its_field_and_wrong_hours_at_theirs() {
    let (app, programme) = with_example().await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let agreement = "code=SLA-C1&cluster=C1&name.nl=Werkplek&name.en=Workplace&response_hours=4\
        &solve_hours=40&share_within=85+%25&tickets=calls&reason=Own+count";
    let own = format!("{PARTS}/agreement/SLA-C1");
    let refused = eva.post(&own, agreement).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("href=\"#tickets\""),
        "{}",
        refused.body
    );
    assert!(
        refused
            .body
            .contains("while it isn’t said when people work")
    );

    let own_hours = format!("{PARTS}/working_hours");
    for (form, field, said) in [
        ("monday=8-17", "monday", "“8-17” are no hours of a day"),
        ("monday=17:00-08:00", "monday", "no hours of a day"),
        (
            "monday=08:00-17:00&closed_on=Kerst",
            "closed_on",
            "“Kerst” is not a day",
        ),
    ] {
        let form = format!("{form}&reason=x");
        let refused = eva.post(&own_hours, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        let place = format!("href=\"#{field}\"");
        assert!(refused.body.contains(&place), "{form}: {}", refused.body);
        assert!(refused.body.contains(said), "{form}: {}", refused.body);
    }
    let db = &app.app.db.reader;
    let kept = protocols::history(db, programme.id).await.unwrap();
    assert_eq!(kept.len(), 1, "nothing may be stored");

    let form = "monday=08:00-17:00&closed_on=2026-12-25,+2026-12-26&reason=Fixed+hours";
    let stored = eva.post(&own_hours, form).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.body);
    let again = eva.get(&own_hours).await.body;
    assert!(again.contains("value=\"08:00-17:00\""), "{again}");
    assert!(
        again.contains("value=\"2026-12-25, 2026-12-26\""),
        "{again}"
    );
    let stored = eva.post(&own, agreement).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.body);
    let page = eva
        .get("/programmes/servicedesk/protocol/amendments")
        .await
        .body;
    assert!(page.contains("Working hours · Monday"), "{page}");
}

#[tokio::test]
async fn both_norms_are_counted_from_moments_and_stand_in_the_report() {
    let mut files = files();
    let text = String::from_utf8(files["protocol.toml"].clone()).unwrap();
    let text = text.replacen(
        "series = \"P13\"\nbudget_eur = 186000",
        "tickets = \"calls\"",
        1,
    );
    files.insert(
        "protocol.toml".to_owned(),
        format!("{text}\n{HOURS}").into_bytes(),
    );
    // Of four, three were answered within four working hours and two solved within forty; over
    // Christmas the hours don't run on.
    let tickets = "ticket;reeks;cluster;gemeld_op;gereageerd_op;opgelost_op\n\
        T1;calls;C1;2025-12-24 16:00;2025-12-29 10:00;2025-12-31 12:00\n\
        T2;calls;C1;2025-11-03 09:00;2025-11-03 12:00;2025-11-14 09:00\n\
        T3;calls;C1;2025-11-03 09:00;2025-11-03 13:00;2025-11-03 16:00\n\
        T4;calls;C1;2025-11-03 09:00;2025-11-03 09:30;2025-11-20 16:00\n";
    files.insert("tickets.csv".to_owned(), tickets.as_bytes().to_vec());
    let folder = peil::import::folder::read(&files);
    let folder = folder.unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let app = TestApp::start().await;
    let actor = Actor::program("test");
    let programme = load(&app.app.db, &actor, &folder, &files, app.now()).await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme.unwrap()).await;
    let report = eva.get("/programmes/servicedesk/waves/1/report").await.body;
    let row = report.split_once("SLA-C1").expect("the agreement").1;
    let row = row.split_once("SLA-C2").unwrap().0;
    assert!(row.contains("2 of 4") && row.contains("3 of 4"), "{row}");
    assert!(report.contains("Responded in time"), "{report}");
}
