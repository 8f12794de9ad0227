//! What was said in interviews, word for word in the report: with consent, never from a small group,
//! and only what an evaluator chose.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::store::coding;
use peil::store::programmes::Programme;
use peil::store::waves;

use super::support::app::{Browser, TestApp};
use super::taking_in::{bring, with_example};

const DESK: &str = "/programmes/servicedesk/waves/1/coding";
const REPORT: &str = "/programmes/servicedesk/waves/1/report";
const HEADER: &str = "gesprek,datum,segment,rol,thema,uitspraak,codeur1,codeur2,open_knelpunt_0_1,uitspraak_en,citaat_toegestaan_0_1";
/// Of the first interview, with consent: in the file's words, and as they were translated.
const DUTCH: &str = "Ik sta weleens vijf minuten in de wacht";
const ENGLISH: &str = "sometimes on hold for five minutes";
const REFUSED: &str = "De thuiswerkplek van onze nieuwe collega";

async fn id(app: &TestApp, programme: &Programme, beginning: &str) -> String {
    let db = &app.app.db.reader;
    let wave = waves::by_number(db, programme, 1).await.unwrap();
    let said = coding::of_wave(db, programme, &wave).await.unwrap();
    let found = said.iter().find(|one| one.text.starts_with(beginning));
    found.unwrap().id.to_string()
}

async fn choose(browser: &mut Browser, id: &str, show: bool) -> StatusCode {
    let form = format!("id={id}&show={show}");
    browser.post(&format!("{DESK}/quotes"), &form).await.status
}

async fn take(browser: &mut Browser, rows: &str) {
    let preview = bring(browser, &format!("{HEADER}\n{rows}")).await;
    let preview = preview.location().to_owned();
    let done = browser.post(&preview, "").await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
}

/// The words of an edition as PDF, from the command line.
#[cfg(feature = "pdf")]
fn on_paper(app: &TestApp, edition: &str, language: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.pdf");
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_peil"))
        .args([
            "report",
            "--wave",
            "1",
            "--format",
            "pdf",
            "--edition",
            edition,
        ])
        .args(["--lang", language, "--database", &app.url, "--data"])
        .arg(folder.path())
        .arg("--out")
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    super::report::pdf::text(&file)
}

#[tokio::test]
async fn a_quote_with_consent_that_an_evaluator_chose_stands_in_the_report() {
    let (app, programme) = with_example().await;
    let mut evaluator = app.signed_in_as(Role::Evaluator, &programme).await;
    let mut manager = app.signed_in_as(Role::Manager, &programme).await;
    let quoted = id(&app, &programme, DUTCH).await;
    let before = manager.get(REPORT).await.body;
    assert!(!before.contains("In their own words") && !before.contains(ENGLISH));

    let themes = evaluator.get(&format!("{DESK}/themes")).await.body;
    assert!(themes.contains(ENGLISH) && themes.contains(&quoted));
    assert!(themes.contains("Show in the report") && !themes.contains("Leave out of the report"));
    let mut interviewer = app.signed_in_as(Role::Interviewer, &programme).await;
    let refused = choose(&mut interviewer, &quoted, true).await;
    assert_eq!(refused, StatusCode::FORBIDDEN);
    let done = choose(&mut evaluator, &quoted, true).await;
    assert_eq!(done, StatusCode::SEE_OTHER);
    let again = choose(&mut evaluator, &quoted, true).await;
    assert_eq!(again, StatusCode::SEE_OTHER, "chosen is chosen");

    let report = manager.get(REPORT).await.body;
    let from = report.find("In their own words").expect("a heading");
    let (quote, rest) = report[from..].split_once("</blockquote>").unwrap();
    assert!(quote.contains(ENGLISH), "{quote}");
    assert!(quote.contains("bereikbaarheid") && !rest.contains("<blockquote>"));
    let staff = manager.get(&format!("{REPORT}?edition=staff")).await.body;
    assert!(staff.contains(ENGLISH) && staff.contains("only where that person agreed to it"));
    let clients = manager.get(&format!("{REPORT}?edition=clients")).await.body;
    assert!(!clients.contains(ENGLISH), "totals only");
    #[cfg(feature = "pdf")]
    for (edition, language, words) in [
        ("management", "nl", "vijf minuten in de wacht"),
        ("staff", "en", ENGLISH),
    ] {
        let text = on_paper(&app, edition, language);
        assert!(text.contains(words), "{edition}: {text}");
    }

    let log = evaluator.get("/programmes/servicedesk/audit").await.body;
    assert!(log.contains("Put word for word into the report") && !log.contains(ENGLISH));
    choose(&mut evaluator, &quoted, false).await;
    let report = manager.get(REPORT).await.body;
    assert!(!report.contains(ENGLISH) && !report.contains("In their own words"));
}

#[tokio::test]
async fn nothing_is_quoted_without_consent_or_from_a_small_group() {
    let (app, programme) = with_example().await;
    let mut evaluator = app.signed_in_as(Role::Evaluator, &programme).await;
    take(
        &mut evaluator,
        "W1,2026-10-20,,gebruiker,snelheid,Alleen zonder segment,negatief,negatief,0,,1\n\
         W2,2026-10-20,SD,gebruiker,parkeren,Alleen over parkeren,negatief,negatief,0,,1",
    )
    .await;
    let themes = evaluator.get(&format!("{DESK}/themes")).await.body;
    for beginning in [REFUSED, "Alleen zonder segment", "Alleen over parkeren"] {
        let id = id(&app, &programme, beginning).await;
        assert!(!themes.contains(&id), "{beginning}");
        let refused = choose(&mut evaluator, &id, true).await;
        assert_eq!(refused, StatusCode::CONFLICT, "{beginning}");
    }
    let nobody = choose(&mut evaluator, "00000000-0000-0000-0000-000000000000", true).await;
    assert_eq!(nobody, StatusCode::CONFLICT);
    let report = evaluator.get(REPORT).await.body;
    assert!(!report.contains("In their own words"), "nothing was stored");
}

#[tokio::test]
async fn consent_that_is_taken_back_takes_the_quote_out_also_of_a_final_report() {
    let (app, programme) = with_example().await;
    let mut evaluator = app.signed_in_as(Role::Evaluator, &programme).await;
    let quoted = id(&app, &programme, DUTCH).await;
    choose(&mut evaluator, &quoted, true).await;
    let own = "/programmes/servicedesk/waves/1/snapshots";
    for step in [own.to_owned(), format!("{own}/final")] {
        assert_eq!(
            evaluator.post(&step, "").await.status,
            StatusCode::SEE_OTHER
        );
    }
    choose(&mut evaluator, &quoted, false).await;
    let report = evaluator.get(REPORT).await.body;
    assert!(report.contains(ENGLISH), "a final report stays as it was");

    let file = String::from_utf8(super::example::files()["interviews.csv"].clone()).unwrap();
    let first: Vec<&str> = file.lines().filter(|row| row.starts_with("V01,")).collect();
    assert_eq!(first.len(), 3);
    let mended: Vec<String> = first
        .iter()
        .map(|row| format!("{}0", &row[..row.len() - 1]))
        .collect();
    take(&mut evaluator, &mended.join("\n")).await;
    let report = evaluator.get(REPORT).await.body;
    assert!(!report.contains(ENGLISH) && !report.contains("In their own words"));
}
