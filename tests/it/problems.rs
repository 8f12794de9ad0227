//! The problems of phase 1 in phase 6: proposed by the figures, decided by the evaluator, fixed with
//! the report; and what page one says of preconditions, premises and the environment.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::domain::verdict::ProblemStatus;
use peil::store::{problems, snapshots};

use super::taking_in::with_example;

const WAVE: &str = "/programmes/servicedesk/waves/1";

#[tokio::test]
async fn a_problem_is_proposed_decided_with_a_reason_and_printed() {
    let (app, programme) = with_example().await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let mut max = app.signed_in_as(Role::Manager, &programme).await;
    let own = format!("{WAVE}/problems");
    let live = eva.get(&own).await.body;
    assert!(live.contains("Freeze the evaluation to decide"), "{live}");
    assert!(!live.contains("Decide on K6"));
    let early = eva.post(&format!("{own}/K6"), "").await;
    assert_eq!(early.status, StatusCode::NOT_FOUND, "nothing is frozen yet");

    eva.post(&format!("{WAVE}/snapshots"), "").await;
    let page = eva.get(&own).await.body;
    assert!(page.contains("0 of 7 problems have been decided on"));
    assert!(page.contains("Decide on K6"));
    // P16 and P17 meet their targets; P15 only its limit; P01 not even demonstrably that.
    assert!(page.contains("The figures propose: solved. P16 and P17 meet their targets."));
    assert!(
        page.contains(
            "P14 and P15 meet their limits; their targets are not met or not demonstrated."
        )
    );
    assert!(
        page.contains("The figures propose: still open. For P01"),
        "{page}"
    );

    let form =
        |reason: &str, name: &str| format!("status-K6=partly&reason-K6={reason}&name-K6={name}");
    let refused = eva.post(&format!("{own}/K6"), &form("+", "Eva")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("A decision needs its reason"));
    assert!(
        refused.body.contains("href=\"#reason-K6\""),
        "it leads to its field"
    );
    let refused = eva.post(&format!("{own}/K6"), &form("Because", "")).await;
    assert!(refused.body.contains("Say who decides") && refused.body.contains("Because"));
    let long = "x".repeat(5_001);
    let refused = eva.post(&format!("{own}/K6"), &form(&long, "Eva")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let db = &app.app.db.reader;
    let kept = snapshots::newest(db, &programme, 1).await.unwrap().unwrap();
    assert!(problems::of_snapshot(db, kept.id).await.unwrap().is_empty());

    for (path, body) in [
        ("K99", "status-K99=open&reason-K99=x&name-K99=y"),
        ("K6", "status-K6=gone"),
    ] {
        let answer = eva.post(&format!("{own}/{path}"), body).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let forbidden = max.post(&format!("{own}/K6"), &form("x", "Max")).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);

    let done = eva
        .post(
            &format!("{own}/K6"),
            &form("Load+still+%3Cuneven%3E", "Eva"),
        )
        .await;
    assert_eq!(done.location(), format!("{own}#problem-K6"));
    let stored = problems::of_snapshot(db, kept.id).await.unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(
        (stored[0].status, stored[0].name.as_str()),
        (ProblemStatus::Partly, "Eva")
    );
    let report = max.get(&format!("{WAVE}/report")).await.body;
    assert!(
        report.contains("Load still &lt;uneven&gt; (Eva"),
        "{report}"
    );
    assert!(report.contains("On 1 the evaluator decided"));
    let log = max.get("/programmes/servicedesk/audit").await.body;
    assert!(log.contains("decide on problem"));
}

#[tokio::test]
async fn what_was_decided_goes_over_to_a_new_draft_and_is_fixed_with_the_report() {
    let (app, programme) = with_example().await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = format!("{WAVE}/problems");
    eva.post(&format!("{WAVE}/snapshots"), "").await;
    let decided = "status-K1=solved&reason-K1=One+number&name-K1=Eva";
    eva.post(&format!("{own}/K1"), decided).await;
    eva.post(&format!("{WAVE}/snapshots/final"), "").await;
    let late = eva
        .post(
            &format!("{own}/K1"),
            "status-K1=open&reason-K1=No&name-K1=Eva",
        )
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = eva.get(&own).await.body;
    assert!(page.contains("This report is final") && !page.contains("Decide on K1"));

    // A goal gets another name: the protocol differs, so that evaluating again makes a new draft.
    let text = eva.get("/programmes/servicedesk/protocol/file").await.body;
    let changed = text.replacen("Doorlooptijd", "Looptijd", 1);
    let parsed = peil::domain::protocol::Protocol::parse("p", &changed).unwrap();
    let tx = app.app.db.begin().await.unwrap();
    let actor = peil::store::audit::Actor::program("test");
    peil::store::amendments::propose(
        &tx,
        &actor,
        &programme,
        &changed,
        &parsed,
        ("Eva", "Word"),
        app.now(),
    )
    .await
    .unwrap();
    peil::store::amendments::approve(&tx, &actor, &programme, "Max", app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    eva.post(&format!("{WAVE}/snapshots"), "").await;
    let page = eva.get(&own).await.body;
    assert!(
        page.contains("1 of 7 problems have been decided on"),
        "{page}"
    );
    assert!(page.contains("One number") && page.contains("Decide on K1"));
    let report = eva.get(&format!("{WAVE}/report")).await.body;
    assert!(
        report.contains("Judged by version 2 of the protocol, which came about because: Word.")
    );
}

#[tokio::test]
async fn page_one_names_the_deviations_and_charts_carry_what_happened_around() {
    let (app, programme) = with_example().await;
    let mut max = app.signed_in_as(Role::Manager, &programme).await;
    let report = max.get(&format!("{WAVE}/report")).await.body;
    let first = &report[..report.find("id=\"parameters\"").unwrap()];
    assert!(
        first.contains("Preconditions: 4 of the 7 went otherwise"),
        "{first}"
    );
    assert!(first.contains("planned: 18 months"));
    assert!(first.contains("Not recorded what came of them: Scope and Outline plan."));
    assert!(first.contains("of the 7 it began with"));
    assert!(report.contains("The premises it is judged by"));
    assert!(report.contains("they have not been adjusted since"));
    assert!(report.contains("What happened around the programme: the numbers in the charts"));
    assert!(report.contains("Telephone exchange out of order for three days."));
    assert!(report.contains("annotation 2"), "in the table of a chart");
    let protocol = max.get("/programmes/servicedesk/protocol").await.body;
    assert!(
        protocol.contains("Public space maintenance moves") && protocol.contains("Verhuisplan")
    );
}
