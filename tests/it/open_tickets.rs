//! Tickets that are still open: taken in, kept in the lead time, named in the report, and solved later.

use std::process::Command;

use axum::http::StatusCode;
use chrono::TimeDelta;
use peil::clock::Clock;
use peil::domain::access::Role;
use peil::store::{batches, tickets};
use serde_json::Value;

use super::import_road::bring;
use super::support::app::{Browser, TestApp};
use super::taking_in::with_example;

const WAVE: &str = "/programmes/servicedesk/waves/2";

/// Thirty that were solved within 1 to 30 hours, and ten more.
fn file(of_ten: impl Fn(u32) -> String) -> String {
    let solved = |nr| format!("T{nr};{nr};opgelost;30-11-2026\n");
    let header = "ticket;doorlooptijd_werkuren;status;peildatum\n".to_owned();
    header + &(1..=30).map(solved).collect::<String>() + &(31..=40).map(of_ten).collect::<String>()
}

fn with_open() -> String {
    file(|nr| format!("T{nr};60;in behandeling;30-11-2026 17:00\n"))
}

fn all_solved() -> String {
    file(|nr| format!("T{nr};{};opgelost;14-12-2026\n", nr + 40))
}

/// What `peil import tickets` says of a file for the wave.
fn import(app: &TestApp, text: &str, more: &[&str]) -> (bool, Value) {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("tickets.csv");
    std::fs::write(&path, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_peil"));
    command.args(["import", "tickets", "--json", "--wave", "2"]);
    command.args(["--database", &app.url, "--data"]);
    let done = command.arg(data.path()).args(more).arg(&path).output();
    let done = done.unwrap();
    let said = serde_json::from_slice(&done.stdout).unwrap_or_default();
    (done.status.success(), said)
}

/// What the wave found of the ninetieth percentile of the lead times.
async fn found(browser: &mut Browser) -> Value {
    let document = browser.get(&format!("{WAVE}/evaluation.json")).await.body;
    let document: Value = serde_json::from_str(&document).unwrap();
    let waves = document["results"]["waves"].as_array().unwrap();
    let wave = waves.iter().find(|wave| wave["number"] == 2).unwrap();
    let parameters = wave["parameters"].as_array().unwrap();
    let own = parameters.iter().find(|one| one["code"] == "P14");
    own.unwrap().clone()
}

#[tokio::test]
async fn open_tickets_stay_in_the_lead_time_until_a_later_file_says_that_they_are_solved() {
    let (app, programme) = with_example().await;
    // What the command line brings in comes in now, and no report holds what is yet to come.
    let soon = Clock::System.now() + TimeDelta::hours(1);
    app.app.clock.set(app.now().max(soon));
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let db = &app.app.db.reader;
    let before = tickets::of_programme(db, &programme).await.unwrap();

    let wrong = "ticket;gemeld_op;opgelost_op\nT1;2026-11-02 09:00;\n";
    let refused = bring(&mut eva, "tickets", Some(2), wrong.as_bytes()).await;
    let page = eva.get(refused.location()).await.body;
    assert!(
        page.contains("nothing tells up to when it was open"),
        "{page}"
    );
    assert!(page.contains("extracted_at"), "{page}");
    let (done, said) = import(&app, wrong, &[]);
    assert!(!done, "{said}");
    let kept = tickets::of_programme(db, &programme).await.unwrap();
    assert_eq!(kept, before, "nothing may be stored");
    assert_eq!(found(&mut eva).await["n"], Value::Null);

    let brought = bring(&mut eva, "tickets", Some(2), with_open().as_bytes()).await;
    let done = eva.post(brought.location(), "").await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let late = found(&mut eva).await;
    assert_eq!(
        (late["n"].as_f64(), late["open"].as_u64()),
        (Some(40.0), Some(10))
    );
    assert_eq!(
        (late["value"].as_f64(), late["low"].as_f64()),
        (None, Some(60.0))
    );
    assert_eq!(late["limit_verdict"], "not_met", "{late}");
    assert_eq!(late["method"], "product_limit");
    let report = eva.get(&format!("{WAVE}/report")).await.body;
    for said in [
        "not reached yet",
        "10 still open",
        "Kaplan and Meier 1958",
        "taken out of the desk system on 30 November 2026; 10 were still open then",
    ] {
        assert!(report.contains(said), "{said}: {report}");
    }
    let walk = eva.get(&format!("{WAVE}/evidence/P14")).await.body;
    let key = "<th scope=\"row\">T31</th>";
    for said in [
        key,
        "Not reached yet (at least 60.0)",
        "10 of the 40 tickets are still open",
        "of which 10 had not ended",
        "10 were still open then",
    ] {
        assert!(walk.contains(said), "{said}: {walk}");
    }

    let mut manager = app.signed_in_as(Role::Manager, &programme).await;
    let walk = manager.get(&format!("{WAVE}/evidence/P14")).await.body;
    assert!(walk.contains("10 still open") || walk.contains("of which 10 had not ended"));
    assert!(
        !walk.contains(key),
        "which ticket it is, only those read who take them in"
    );

    let (done, would) = import(&app, &all_solved(), &["--dry-run"]);
    assert!(done && would["would"]["changed"] == 10, "{would}");
    let changes = would["rows"].to_string();
    assert!(changes.contains("is_open"), "{changes}");
    let (done, said) = import(&app, &all_solved(), &[]);
    assert!(done, "{said}");
    let solved = found(&mut eva).await;
    assert_eq!(
        (solved["n"].as_f64(), solved.get("open")),
        (Some(40.0), None)
    );
    assert_eq!(solved["method"], "order_statistic");
    assert_eq!(solved["value"].as_f64(), Some(76.1));
    let report = eva.get(&format!("{WAVE}/report")).await.body;
    assert!(report.contains("taken out of the desk system on 14 December 2026"));
    assert!(!report.contains("still open then"), "{report}");

    let newest = batches::of_programme(db, programme.id).await.unwrap();
    let own = format!("/programmes/servicedesk/batches/{}", newest[0].id);
    let undone = eva.post(&format!("{own}/undo"), "").await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
    assert_eq!(found(&mut eva).await, late, "as before");
}
