//! Files with columns and words of their own: mapped in the browser, taken in part, kept, handed back.

use std::path::Path;
use std::process::Command;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use peil::domain::access::Role;
use peil::domain::evidence::FileKind;
use peil::domain::language::Language;
use peil::import::folder::{self, Files};
use peil::store::import_files::{self, Original};
use peil::store::programmes::Programme;
use peil::store::{batches, interviews};
use sea_orm::ConnectionTrait;

use super::example::files;
use super::large_files::number;
use super::support::app::{Answer, Browser, TestApp};
use super::taking_in::with_example;

pub async fn bring(browser: &mut Browser, kind: &str, wave: Option<u32>, bytes: &[u8]) -> Answer {
    let mut body =
        b"--peil\r\nContent-Disposition: form-data; name=\"file\"; filename=\"own.csv\"\r\n\
        Content-Type: text/csv\r\n\r\n"
            .to_vec();
    body.extend(bytes);
    if let Some(wave) = wave {
        let part =
            format!("\r\n--peil\r\nContent-Disposition: form-data; name=\"wave\"\r\n\r\n{wave}");
        body.extend(part.bytes());
    }
    body.extend(b"\r\n--peil--\r\n");
    let request = Request::post(format!("/programmes/servicedesk/imports/{kind}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=peil")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

async fn statements(app: &TestApp, programme: &Programme) -> usize {
    let found = interviews::statements(&app.app.db.reader, programme).await;
    found.unwrap().len()
}

/// Names and words that nobody could know.
const OWN: &str = "Nr;Wanneer;Opgetekend;Stemming\r\n\
    X1;3-11-2026;Keurig binnen de afspraak;blij\r\n\
    X2;4-11-2026;Moest twee keer bellen;boos\r\n";

fn form(pairs: &[(&str, &str)]) -> String {
    let escaped = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect()
    };
    let pairs = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}

const COLUMNS: [(&str, &str); 4] = [
    ("column:Nr", "interview"),
    ("column:Wanneer", "date"),
    ("column:Opgetekend", "statement"),
    ("column:Stemming", "coder1"),
];

#[tokio::test]
async fn columns_and_words_are_chosen_once_and_remembered_for_the_next_file() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let preview = bring(&mut browser, "interviews", None, OWN.as_bytes())
        .await
        .location()
        .to_owned();
    let page = browser.get(&preview).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.body.contains(r#"name="column:Stemming""#),
        "{}",
        page.body
    );
    assert!(
        page.body.contains("please confirm"),
        "cells that look like days are a suggestion"
    );

    let chosen = browser
        .post(&format!("{preview}/mapping"), &form(&COLUMNS))
        .await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    let page = browser.get(&preview).await;
    assert!(
        page.body.contains(r#"name="value:coder1:blij""#),
        "{}",
        page.body
    );
    let mut all = COLUMNS.to_vec();
    all.extend([
        ("value:coder1:blij", "positive"),
        ("value:coder1:boos", "negative"),
    ]);
    browser
        .post(&format!("{preview}/mapping"), &form(&all))
        .await;
    let page = browser.get(&preview).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("you chose it"));
    let done = browser.post(&preview, "").await;
    assert!(done.body.contains("2 new"), "{}", done.body);
    assert_eq!(statements(&app, &programme).await, 110);

    let next = OWN
        .replace("X1", "X3")
        .replace("X2", "X4")
        .replace("Nr;", "Nr;Kamer;")
        .replace("X3;", "X3;1;")
        .replace("X4;", "X4;2;");
    let preview = bring(&mut browser, "interviews", None, next.as_bytes())
        .await
        .location()
        .to_owned();
    let page = browser.get(&preview).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("chosen for an earlier file"));
    assert!(page.body.contains("Kamer"), "what is left out is named");
    assert!(browser.post(&preview, "").await.body.contains("2 new"));
}

#[tokio::test]
async fn good_rows_are_taken_only_when_asked_and_the_others_come_back_with_the_reason() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let file = "gesprek,datum,segment,uitspraak\n\
        Y1,2026-11-03,SD,Goed\n\
        Y1,2026-11-03,SD,Ook goed\n\
        Y2,2026-11-04,XX,=1+1\n\
        Y2,2026-11-04,SD,Hoort bij Y2\n";
    let preview = bring(&mut browser, "interviews", None, file.as_bytes())
        .await
        .location()
        .to_owned();
    let page = browser.get(&preview).await;
    assert!(page.body.contains("Take the 2 good rows"), "{}", page.body);
    assert_eq!(
        browser.post(&preview, "").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        statements(&app, &programme).await,
        108,
        "nothing without the choice"
    );

    let refused = browser.get(&format!("{preview}/refused.csv")).await.body;
    let lines: Vec<&str> = refused.lines().collect();
    assert_eq!(lines.len(), 3, "{refused}");
    assert!(
        lines[0].ends_with("gesprek;datum;segment;uitspraak;reason refused"),
        "{refused}"
    );
    assert!(
        lines[1].contains("'=1+1") && lines[1].contains("no segment “XX”"),
        "{refused}"
    );
    assert!(
        lines[2].contains("Another row of the same interview"),
        "{refused}"
    );

    let done = browser.post(&preview, "part=good").await;
    assert!(done.body.contains("2 new"), "{}", done.body);
    assert_eq!(statements(&app, &programme).await, 110);
    let batch = batches::of_programme(&app.app.db.reader, programme.id)
        .await
        .unwrap()
        .remove(0);
    let page = browser
        .get(&format!("/programmes/servicedesk/batches/{}", batch.id))
        .await;
    assert!(page.body.contains("Rows left out"), "{}", page.body);

    let mended = refused.replace(";XX;", ";SD;");
    let preview = bring(&mut browser, "interviews", None, mended.as_bytes())
        .await
        .location()
        .to_owned();
    assert_eq!(browser.get(&preview).await.status, StatusCode::OK);
    assert!(browser.post(&preview, "").await.body.contains("2 new"));
    let all = interviews::statements(&app.app.db.reader, &programme)
        .await
        .unwrap();
    let texts: Vec<&str> = all
        .iter()
        .filter(|row| row.interview == "Y2")
        .map(|row| &*row.text)
        .collect();
    assert_eq!(
        texts,
        ["=1+1", "Hoort bij Y2"],
        "as it was before it was made harmless"
    );
}

#[tokio::test]
async fn the_file_is_kept_as_it_came_while_its_batch_stands() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let file = b"gesprek;datum;uitspraak\r\nZ1;3-11-2026;re\xFCnie\r\n";
    let preview = bring(&mut browser, "interviews", None, file)
        .await
        .location()
        .to_owned();
    assert!(browser.post(&preview, "").await.body.contains("1 new"));
    let batch = batches::of_programme(&app.app.db.reader, programme.id)
        .await
        .unwrap()
        .remove(0);
    let own = format!("/programmes/servicedesk/batches/{}", batch.id);
    let kept = import_files::original(&app.app.db.reader, &programme, batch.id)
        .await
        .unwrap();
    assert!(matches!(kept, Original::Whole(kept) if kept == file));
    let sent = browser.get(&format!("{own}/file")).await;
    assert_eq!(sent.status, StatusCode::OK);
    assert_eq!(sent.headers["content-type"], "application/octet-stream");
    let mut reader = app.signed_in_as(Role::Reader, &programme).await;
    assert_ne!(
        reader.get(&format!("{own}/file")).await.status,
        StatusCode::OK
    );

    browser.post(&format!("{own}/undo"), "").await;
    assert_eq!(
        browser.get(&format!("{own}/file")).await.status,
        StatusCode::NOT_FOUND
    );
    assert!(!browser.get(&own).await.body.contains("Download the file"));
}

#[tokio::test]
async fn every_template_comes_back_in_without_a_fault() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    // A file of codes is of what was said; the coding desk's test brings one.
    for kind in FileKind::ALL
        .into_iter()
        .filter(|kind| *kind != FileKind::Codes)
    {
        for language in ["nl", "en"] {
            let kind = kind.code();
            let address = format!(
                "/programmes/servicedesk/imports/{kind}/template.csv?language={language}&wave=2"
            );
            let file = browser.get(&address).await;
            assert_eq!(file.status, StatusCode::OK, "{kind}");
            let wave = ["responses", "comments"].contains(&kind).then_some(2);
            let preview = bring(&mut browser, kind, wave, file.body.as_bytes()).await;
            let page = browser.get(preview.location()).await;
            if kind == "comments" {
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
                let nobody = match language {
                    "nl" => "“voorbeeld-1” has no response",
                    _ => "“example-1” has no response",
                };
                assert!(page.body.contains(nobody), "{}", page.body);
                continue;
            }
            let is_sound = page.body.contains("2 rows, without a fault");
            assert!(is_sound, "{kind} {language}: {}", page.body);
        }
    }
}

#[tokio::test]
async fn a_workbook_with_labels_goes_the_same_road() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let day = rust_xlsxwriter::Format::new().set_num_format("dd-mm-yyyy");
    for (place, name) in ["gesprek", "datum", "uitspraak"].iter().enumerate() {
        sheet.write(0, place as u16, *name).unwrap();
    }
    sheet.write(1, 0, "Q1").unwrap();
    sheet.write_with_format(1, 1, 46_329, &day).unwrap();
    sheet.write(1, 2, "Uit een werkmap").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let preview = bring(&mut browser, "interviews", None, &bytes)
        .await
        .location()
        .to_owned();
    let page = browser.get(&preview).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(browser.post(&preview, "").await.body.contains("1 new"));
    let all = interviews::statements(&app.app.db.reader, &programme)
        .await
        .unwrap();
    let found = all.iter().find(|row| row.interview == "Q1").unwrap();
    assert_eq!(
        (found.date.to_string(), found.text.as_str()),
        ("2026-11-03".into(), "Uit een werkmap")
    );
}

#[tokio::test]
async fn a_file_is_shown_row_by_row_with_what_was_and_would_be() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let before = statements(&app, &programme).await;
    let first = "gesprek,datum,segment,uitspraak\nZ1,2026-11-03,SD,Goed\nZ1,2026-11-03,SD,Snel\n";
    let preview = bring(&mut browser, "interviews", None, first.as_bytes()).await;
    browser.post(preview.location(), "").await;
    let second = "gesprek,datum,segment,uitspraak\n\
        Z1,2026-11-03,SD,Goed\n\
        Z2,2026-11-03,SD,Nieuw\n\
        Z3,2026-11-03,XX,Fout\n\
        Z1,2026-11-03,SD,Langzaam\n";
    let preview = bring(&mut browser, "interviews", None, second.as_bytes()).await;
    let rows = format!("{}/rows", preview.location());
    let page = browser.get(preview.location()).await.body;
    assert!(page.contains(&rows), "{page}");
    let refused = browser.get(&rows).await.body;
    assert!(
        refused.contains("Refused (1)"),
        "what is wrong comes first: {refused}"
    );
    assert!(refused.contains("no segment “XX”"), "{refused}");
    let changed = browser.get(&format!("{rows}?show=changed")).await.body;
    assert!(changed.contains("Changed (1)"), "{changed}");
    assert!(
        changed.contains("<strong>uitspraak</strong>: <del>Snel</del> → <ins>Langzaam</ins>"),
        "{changed}"
    );
    assert!(
        changed.contains(r#"<th class="number" scope="row">5</th>"#),
        "{changed}"
    );
    let new = browser.get(&format!("{rows}?show=new&page=9")).await.body;
    assert!(new.contains("New (1)"), "{new}");
    assert_eq!(
        statements(&app, &programme).await,
        before + 2,
        "nothing was stored"
    );
}

/// `peil import comments` for wave 1, with more arguments.
fn comments(app: &TestApp, folder: &Path, file: &str, more: &[&str]) -> (Option<i32>, String) {
    let said = Command::new(env!("CARGO_BIN_EXE_peil"))
        .args(["import", "comments", "--wave", "1", "--json"])
        .args(["--database", &app.url, "--data"])
        .arg(folder)
        .arg(folder.join(file))
        .args(more)
        .output()
        .unwrap();
    let words = [said.stdout, said.stderr].concat();
    (said.status.code(), String::from_utf8(words).unwrap())
}

const OF_NOBODY: &str =
    "respondent;opmerking\nW1-0001;goed\nniemand;\"niet\ngoed\"\nW1-0002;snel\n";

#[tokio::test]
async fn a_comment_of_nobody_is_refused_at_its_row_in_the_browser() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let count = || async { number(&app.app.db, "select count(*) from comment").await };
    let before = count().await;
    let preview = bring(&mut browser, "comments", Some(1), OF_NOBODY.as_bytes()).await;
    let preview = preview.location().to_owned();
    let page = browser.get(&preview).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "“niemand” has no response",
        "Import the responses of this wave first",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert_eq!(
        browser.post(&preview, "").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let rows = browser.get(&format!("{preview}/rows")).await.body;
    assert!(
        rows.contains("Refused (1)") && rows.contains("“niemand”"),
        "{rows}"
    );
    let refused = browser.get(&format!("{preview}/refused.csv")).await.body;
    assert!(refused.contains("niemand;\"niet\ngoed\";"), "{refused}");
    assert!(!refused.contains("W1-0001"), "{refused}");
    assert_eq!(count().await, before, "nothing was taken");

    let taken = browser.post(&preview, "part=good").await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.body);
    assert_eq!(count().await, before + 1, "and one was changed");
}

#[tokio::test]
async fn a_comment_of_nobody_is_refused_at_its_row_on_the_command_line() {
    let (app, _) = with_example().await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("comments.csv"), OF_NOBODY).unwrap();
    let count = || async { number(&app.app.db, "select count(*) from comment").await };
    let before = count().await;
    for more in [&["--dry-run"][..], &[]] {
        let (code, words) = comments(&app, folder.path(), "comments.csv", more);
        assert_eq!(code, Some(1));
        assert!(
            words.contains("\"row\":3") && words.contains("“niemand”"),
            "{words}"
        );
    }
    assert_eq!(count().await, before, "nothing was taken");
    let to = folder.path().join("refused.csv");
    let good = ["--good-rows", "--refused", to.to_str().unwrap()];
    let (code, words) = comments(&app, folder.path(), "comments.csv", &good);
    assert_eq!(code, Some(0), "{words}");
    assert_eq!(count().await, before + 1, "and one was changed");
    let refused = std::fs::read_to_string(&to).unwrap();
    assert!(
        refused.contains("niemand") && !refused.contains("W1-0001"),
        "{refused}"
    );
    let mended = refused.replace("niemand", "W1-0003");
    std::fs::write(&to, mended).unwrap();
    let (code, words) = comments(&app, folder.path(), "refused.csv", &[]);
    assert_eq!(code, Some(0), "{words}");
    assert_eq!(count().await, before + 2);
}

#[tokio::test]
async fn counts_of_a_wave_that_was_not_made_are_refused_at_their_row() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let tx = app.app.db.begin().await.unwrap();
    let gone = "delete from wave where number = 2";
    tx.execute_unprepared(gone).await.unwrap();
    tx.commit().await.unwrap();
    let file = "wave;I;P;R;NC;O;UH;UO;not_eligible\n1;1;1;1;1;1;1;1;1\n2;1;1;1;1;1;1;1;1\n";
    let preview = bring(&mut browser, "dispositions", None, file.as_bytes()).await;
    let page = browser.get(preview.location()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("was not made yet"), "{}", page.body);
    let taken = browser.post(preview.location(), "part=good").await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.body);
}

#[test]
fn a_folder_holds_comments_against_the_responses_beside_them() {
    let read = |files: &Files| {
        let wrong = folder::read(files).err().unwrap_or_default();
        let lines = wrong.iter().map(|one| one.lines(&Language::english()));
        lines.collect::<Vec<_>>()
    };
    let whole = files();
    assert_eq!(read(&whole), Vec::<String>::new());
    let mut with_stranger = whole.clone();
    let comments = with_stranger.get_mut("comments_wave1.csv").unwrap();
    comments.extend(b"niemand,nl,Goed,Good\n");
    let told = read(&with_stranger);
    assert_eq!(told.len(), 1, "{told:?}");
    let start = "comments_wave1.csv:150: respondent: “niemand” has no response in this wave";
    assert!(told[0].starts_with(start), "{told:?}");

    // What is wrong with the responses is not said of their comments again.
    let responses = with_stranger.get_mut("survey_wave1.csv").unwrap();
    responses.extend(b"W1-9999\n");
    let told = read(&with_stranger);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("survey_wave1.csv:519:"), "{told:?}");

    let mut without = whole;
    without.remove("survey_wave1.csv");
    let told = read(&without);
    assert_eq!(told.len(), 140);
    let remedy = "Import the responses of this wave first, or correct the key.";
    assert!(told.iter().all(|line| line.ends_with(remedy)), "{told:?}");
}
