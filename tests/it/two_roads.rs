//! The example's files, taken in through the browser and on the command line: the same rows, and the
//! same evaluation as of the folder.

use std::path::Path;
use std::process::Command;

use axum::http::StatusCode;
use chrono::TimeDelta;
use peil::cli::load::load;
use peil::clock::Clock;
use peil::domain::access::Role;
use peil::domain::language::Language;
use peil::domain::snapshot::Snapshot;
use peil::store::audit::Actor;
use peil::store::programmes::Programme;
use peil::store::{batches, clients, comments, evidence, snapshots, waves};
use peil::texts::numbers::count;
use serde_json::Value;

use super::example::{files, folder};
use super::import_road::bring;
use super::support::app::TestApp;
use super::taking_in::with_example;

/// Kind, wave where one has to be named, and file.
const FILES: [(&str, Option<u32>, &str); 9] = [
    ("clients", None, "clients.csv"),
    ("responses", Some(0), "survey_wave0.csv"),
    ("responses", Some(1), "survey_wave1.csv"),
    ("comments", Some(0), "comments_wave0.csv"),
    ("comments", Some(1), "comments_wave1.csv"),
    ("dispositions", None, "dispositions.csv"),
    ("interviews", None, "interviews.csv"),
    ("measurements", None, "measurements.csv"),
    ("tickets", Some(1), "ticket_sample_wave1.csv"),
];

/// The example's protocol and surveys, and nothing that came in.
async fn definitions() -> (TestApp, Programme) {
    let app = TestApp::start().await;
    let mut files = files();
    files.retain(|name, _| name.ends_with(".toml"));
    let bare = peil::import::folder::read(&files).expect("definitions alone are sound");
    let actor = Actor::program("test");
    let programme = load(&app.app.db, &actor, &bare, &files, app.now())
        .await
        .unwrap();
    (app, programme)
}

/// All that came in, in an order of its own, and what it comes to.
async fn found(app: &TestApp, programme: &Programme) -> (Vec<String>, Value) {
    let db = &app.app.db.reader;
    let (inputs, evidence) = snapshots::gather(
        db,
        programme,
        1,
        Clock::System.now() + TimeDelta::days(1_000),
    )
    .await
    .unwrap()
    .unwrap();
    let again = evidence::of_programme(db, programme, &inputs.protocol).await;
    let again = again.unwrap();
    let mut rows: Vec<String> = again
        .statements
        .iter()
        .map(|one| format!("{one:?}"))
        .collect();
    rows.extend(again.measurements.iter().map(|one| format!("{one:?}")));
    rows.extend(again.tickets.iter().map(|one| format!("{one:?}")));
    for batch in batches::of_programme(db, programme.id).await.unwrap() {
        let kind = batch.kind.code();
        rows.push(format!("{kind} {} {}", batch.file_hash, batch.row_count));
    }
    for wave in waves::of_programme(db, programme).await.unwrap() {
        for comment in comments::of_wave(db, &wave).await.unwrap() {
            let said = (comment.segment, comment.text, comment.text_en);
            rows.push(format!("{} {said:?}", wave.number));
        }
    }
    for client in clients::page(db, programme, "", None, 10_000)
        .await
        .unwrap()
    {
        let said = (client.key, client.name, client.email, client.segment);
        rows.push(format!("client {said:?} {:?}", client.role));
    }
    rows.sort();
    let results = Snapshot::take(inputs, &evidence).results;
    (rows, serde_json::to_value(results).unwrap())
}

/// What `peil import` says, which has to be done.
fn import(app: &TestApp, (kind, wave, name): (&str, Option<u32>, &str), more: &[&str]) -> Value {
    let data = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_peil"));
    command.args(["import", kind, "--json", "--database", &app.url, "--data"]);
    command.arg(data.path()).args(more);
    if let Some(wave) = wave {
        command.args(["--wave", &wave.to_string()]);
    }
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys/servicedesk");
    let done = command.arg(example.join(name)).output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success(), "{name}: {said}");
    serde_json::from_str(&said).unwrap()
}

#[tokio::test]
async fn the_examples_files_come_in_alike_through_the_browser_and_on_the_command_line() {
    let (whole, whole_programme) = with_example().await;
    let (browsed, browsed_programme) = definitions().await;
    let (commanded, commanded_programme) = definitions().await;
    let mut browser = browsed
        .signed_in_as(Role::Evaluator, &browsed_programme)
        .await;
    let all = files();
    for file in FILES {
        let (kind, wave, name) = file;
        let brought = bring(&mut browser, kind, wave, &all[name]).await;
        let preview = brought.location().to_owned();
        let page = browser.get(&preview).await;
        assert_eq!(page.status, StatusCode::OK, "{name}: {}", page.body);
        let would = import(&commanded, file, &["--dry-run"]);
        let new = would["would"]["added"].as_u64().unwrap();
        assert!(new > 0, "{name}");
        let new = count(&Language::english(), new);
        let told = format!("{new} new, 0 changed, 0 unchanged");
        assert!(page.body.contains(&told), "{name} {told}: {}", page.body);
        let taken = import(&commanded, file, &[]);
        assert_eq!(taken["taken"], true, "{name}: {taken}");
        let done = browser.post(&preview, "").await;
        assert_eq!(done.status, StatusCode::OK, "{name}: {}", done.body);
        let before = import(&commanded, file, &[]);
        assert!(
            before["before"].is_string(),
            "twice changes nothing: {before}"
        );
    }
    let (rows, results) = found(&whole, &whole_programme).await;
    assert!(rows.len() > 108 + 9);
    assert_eq!(
        results,
        serde_json::to_value(peil::domain::evaluation::evaluate(
            &folder().protocol.read,
            &folder().evidence()
        ))
        .unwrap()
    );
    for (app, programme) in [
        (&browsed, &browsed_programme),
        (&commanded, &commanded_programme),
    ] {
        let (own_rows, own_results) = found(app, programme).await;
        assert_eq!(own_rows, rows);
        assert_eq!(own_results, results);
    }
}
