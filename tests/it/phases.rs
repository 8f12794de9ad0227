//! After each phase: drafted from the record, written by the evaluator, decided by a manager.

use axum::http::StatusCode;
use peil::domain::access::Role;

use super::taking_in::with_example;

const OWN: &str = "/programmes/servicedesk/phases/1";

#[tokio::test]
async fn a_phase_is_reported_and_then_decided_on_by_name() {
    let (app, programme) = with_example().await;
    let mut evaluator = app.signed_in_as(Role::Evaluator, &programme).await;
    let mut manager = app.signed_in_as(Role::Manager, &programme).await;
    let page = evaluator.get(OWN).await.body;
    assert!(page.contains("6 goals, of which 6 have"), "{page}");
    assert!(page.contains("Of the 7 preconditions"), "{page}");

    let decision = "ruling=go_on&reason=&decider=Max+Besluit";
    let early = manager.post(&format!("{OWN}/decision"), decision).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        early
            .body
            .contains("Nothing has been reported on this phase")
    );

    let empty = evaluator.post(OWN, "report=&feedback=&name=Eva").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("Write the report before you keep it"));
    let sent =
        "report=Six+goals.%0D%0A%0D%0AOne+%3Cb%3Eproblem%3C%2Fb%3E.&feedback=Thanks&name=Eva";
    assert_eq!(evaluator.post(OWN, sent).await.location(), OWN);
    let forbidden = evaluator.post(&format!("{OWN}/decision"), decision).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);

    let read = manager.get(OWN).await.body;
    assert!(read.contains("<p>Six goals.</p><p>One &lt;b&gt;problem&lt;/b&gt;.</p>"));
    let adjust = "ruling=adjust&reason=&decider=Max";
    let lacks = manager.post(&format!("{OWN}/decision"), adjust).await;
    assert_eq!(lacks.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(lacks.body.contains("This decision needs its reason"));
    let done = manager.post(&format!("{OWN}/decision"), decision).await;
    assert_eq!(done.location(), OWN);

    let line = manager.get("/programmes/servicedesk/phases").await.body;
    assert!(
        line.contains("1 of 5 phases have been decided on"),
        "{line}"
    );
    assert!(line.contains("Go on to the next phase") && line.contains("Decided by Max Besluit"));
    let log = manager.get("/programmes/servicedesk/audit").await.body;
    assert!(log.contains("report on phase") && log.contains("decide on phase"));
}

#[tokio::test]
async fn a_report_can_be_waived_with_a_reason_and_there_are_five_phases_to_report_on() {
    let (app, programme) = with_example().await;
    let mut manager = app.signed_in_as(Role::Manager, &programme).await;
    let own = "/programmes/servicedesk/phases/3";
    let waived = "ruling=waived&reason=Small+project&decider=Max";
    let done = manager.post(&format!("{own}/decision"), waived).await;
    assert_eq!(done.location(), own);
    assert!(manager.get(own).await.body.contains("Small project"));
    for wrong in ["0", "6", "x", "300"] {
        let page = manager
            .get(&format!("/programmes/servicedesk/phases/{wrong}"))
            .await;
        assert!(page.status.is_client_error(), "{wrong}");
    }
    let wrong = manager
        .post(&format!("{own}/decision"), "ruling=perhaps&decider=Max")
        .await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}
