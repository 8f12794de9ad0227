//! Themes from a spreadsheet: looked at row by row, taken in, taken out again, and by the same road on
//! the command line.

use std::process::Command;

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::domain::coding::themes::Tree;
use peil::store::programmes::Programme;
use peil::store::{batches, coding};

use super::import_road::bring;
use super::support::app::{Browser, TestApp};
use super::taking_in::with_example;

const THEMES: &str =
    "thema;onder;toetsingsparameters\nContact;;\nTelefoon;contact;P02\nSnelheid;;P01\n";

async fn tree(app: &TestApp, programme: &Programme) -> Tree {
    let tree = coding::tree(&app.app.db.reader, programme).await;
    tree.unwrap()
}

/// Takes a file in whose dry run says this.
async fn take(browser: &mut Browser, content: &str, would: &str) {
    let preview = bring(browser, "themes", None, content.as_bytes()).await;
    let preview = preview.location().to_owned();
    let page = browser.get(&preview).await.body;
    assert!(page.contains(would), "{page}");
    let done = browser.post(&preview, "").await.body;
    assert!(done.contains(would), "{done}");
}

async fn take_out(app: &TestApp, programme: &Programme, browser: &mut Browser) -> String {
    let db = &app.app.db.reader;
    let all = batches::of_programme(db, programme.id).await.unwrap();
    let own = format!("/programmes/servicedesk/batches/{}", all[0].id);
    browser.post(&format!("{own}/undo"), "").await.body
}

#[tokio::test]
async fn themes_of_a_spreadsheet_are_looked_at_taken_in_and_taken_out_again() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let before = tree(&app, &programme).await;

    let wrong = "thema;onder\nTelefoon;nergens\nSnelheid;Telefoon\n";
    let preview = bring(&mut browser, "themes", None, wrong.as_bytes()).await;
    let page = browser.get(preview.location()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("nergens"), "{}", page.body);

    take(&mut browser, THEMES, "2 new, 1 changed, 0 unchanged").await;
    let made = tree(&app, &programme).await;
    let phone = made.get("Telefoon").unwrap();
    assert_eq!(phone.parent.as_deref(), Some("Contact"));
    assert_eq!(phone.parameters, ["P02"]);
    assert_eq!(made.get("snelheid").unwrap().parameters, ["P01"]);
    let same = THEMES.replace("Telefoon", "telefoon");
    let preview = bring(&mut browser, "themes", None, same.as_bytes()).await;
    let page = browser.get(preview.location()).await.body;
    assert!(page.contains("0 new, 0 changed, 3 unchanged"), "{page}");

    // A theme that was changed since stays, and with it the file.
    let desk = "/programmes/servicedesk/waves/1/coding/themes";
    let rename = "what=rename&key=Telefoon&name=Bellen";
    let renamed = browser.post(&format!("{desk}/change"), rename).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER, "{}", renamed.body);
    let page = take_out(&app, &programme, &mut browser).await;
    assert!(page.contains("a theme was changed since"), "{page}");
    let back = "what=rename&key=Telefoon&name=Telefoon";
    browser.post(&format!("{desk}/change"), back).await;
    take_out(&app, &programme, &mut browser).await;
    assert_eq!(tree(&app, &programme).await, before);
}

#[tokio::test]
async fn themes_come_in_on_the_command_line_and_one_that_is_coded_with_stays() {
    let (app, programme) = with_example().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("themes.csv");
    std::fs::write(&file, THEMES).unwrap();
    let peil = |command: &[&str], more: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_peil"))
            .args(command)
            .args(["--json", "--database", &app.url, "--data"])
            .arg(folder.path())
            .args(more)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        (
            done.status.code(),
            said + &String::from_utf8_lossy(&done.stderr),
        )
    };
    let path = file.to_str().unwrap();
    let (code, said) = peil(&["import", "themes", path, "--dry-run"], &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("\"added\":2,\"changed\":1"), "{said}");
    assert_eq!(tree(&app, &programme).await.get("Telefoon"), None);
    let (code, said) = peil(&["import", "themes", path], &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(tree(&app, &programme).await.get("Telefoon").is_some());

    // Codes with a theme of it keep it.
    let codes = folder.path().join("codes.csv");
    let rows =
        "gesprek;uitspraak;codeur;thema;toon\nU0;1;evaluator@example.org;Telefoon;positief\n";
    std::fs::write(&codes, rows).unwrap();
    super::coding::uncoded(&app, &programme).await;
    let codes = codes.to_str().unwrap();
    let (code, said) = peil(&["import", "codes", codes, "--wave", "2"], &[]);
    assert_eq!(code, Some(0), "{said}");
    let db = &app.app.db.reader;
    let all = batches::of_programme(db, programme.id).await.unwrap();
    let themes = all
        .iter()
        .find(|one| one.file_name == "themes.csv")
        .unwrap();
    let id = themes.id.to_string();
    let (code, said) = peil(&["import", "undo", &id], &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(tree(&app, &programme).await.get("Telefoon").is_some());
}
