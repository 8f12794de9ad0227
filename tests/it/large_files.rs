//! A large file comes in while clients go on answering, and a program that is killed leaves nothing.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;
use peil::clock::Clock;
use peil::domain::access::Role;
use peil::domain::protocol::PrivacyMode;
use peil::jobs::Worker;
use peil::mail::Sender;
use peil::mail::transport::{Memory, Transport};
use peil::store::programmes::{self, Programme};
use peil::store::{Database, batches, large_uploads, tickets, unfinished};
use sea_orm::{ConnectionTrait, Statement};

use super::durability::{Ledger, check, set_out, waiting_for};
use super::taking_in::with_example;
use crate::support::app::{Answer, Browser, TestApp};
use crate::support::program::Program;

const ROWS: usize = 7_000;
const CLIENTS: usize = 120;

/// Somewhat more than a megabyte: from there on a file is stored in pieces.
fn text(name: &str, hours: &str) -> String {
    let filling = "x".repeat(130);
    let mut text = "ticket;doorlooptijd_werkuren;afgesloten_op\n".to_owned();
    for nr in 0..ROWS {
        text.push_str(&format!("T{nr:05}-{name}-{filling};{hours};2026-10-01\n"));
    }
    text
}

fn file(folder: &Path, name: &str, hours: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text(name, hours)).unwrap();
    path
}

fn import(database: &str, data: &Path, file: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_peil"))
        .args(["import", "tickets", "--json", "--database", database])
        .arg("--data")
        .arg(data)
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built with its tests")
}

pub async fn number(db: &Database, sql: &str) -> i64 {
    let statement = Statement::from_string(db.reader.get_database_backend(), sql);
    let row = db.reader.query_one_raw(statement).await.unwrap();
    row.map_or(0, |row| row.try_get_by_index(0).unwrap())
}

async fn seen(db: &Database, programme: &Programme) -> usize {
    let all = tickets::of_programme(&db.reader, programme).await;
    all.unwrap().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_go_on_answering_and_a_killed_import_leaves_nothing() {
    let app = TestApp::start().await;
    // The programs live in the present, and in an open wave.
    app.app.clock.set(Clock::System.now() - TimeDelta::days(1));
    let open = app
        .open_wave_for(PrivacyMode::Confidential, CLIENTS, None)
        .await;
    app.app.db.clone().close().await.unwrap();
    let survey = Arc::new(open.survey);
    let ledger: Arc<Mutex<Ledger>> = waiting_for(open.links);
    let folder = tempfile::tempdir().unwrap();
    let first = file(folder.path(), "first.csv", "2");
    let second = file(folder.path(), "second.csv", "3");

    let program = Program::serve(&app.url).await;
    let coming = import(&app.url, folder.path(), &first);
    let clients = set_out(&ledger, &survey, &program.address);
    clients.join_all().await;
    let came = coming.wait_with_output().unwrap();
    assert!(came.status.success(), "{came:?}");
    drop(program);
    check(&app.url, &ledger, &survey, &open.invitations).await;
    assert_eq!(ledger.lock().unwrap().thanked(), CLIENTS);

    let db = Database::open(&app.url).await.unwrap();
    let programme = programmes::by_slug(&db.reader, "servicedesk").await;
    let programme = programme.unwrap();
    assert_eq!(seen(&db, &programme).await, ROWS);
    let mut killed = import(&app.url, folder.path(), &second);
    let so_far = "select cast(rows_done as bigint) from import_batch where unfinished = 'coming'";
    for _ in 0..6_000 {
        if number(&db, so_far).await > 0 || killed.try_wait().unwrap().is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    let done = number(&db, so_far).await;
    assert!(0 < done && done < ROWS as i64, "killed after {done} rows");
    assert_eq!(seen(&db, &programme).await, ROWS, "none of it counts");
    assert!(number(&db, "select count(*) from ticket").await > ROWS as i64);

    let later = Clock::System.now() + unfinished::SILENCE;
    assert_eq!(unfinished::clear(&db, None, later).await.unwrap(), 1);
    assert_eq!(
        number(&db, "select count(*) from ticket").await,
        ROWS as i64
    );
    let again = import(&app.url, folder.path(), &second);
    let came = again.wait_with_output().unwrap();
    assert!(came.status.success(), "{came:?}");
    assert_eq!(seen(&db, &programme).await, 2 * ROWS);
    db.close().await.unwrap();
}

/// A file whose last rows have these hours.
fn ending(name: &str, last: [&str; 2]) -> String {
    let ends = last.map(|hours| format!("{name}{hours};{hours};2026-10-01"));
    format!("{}{}", text(name, "2"), ends.join("\n"))
}

/// What the program says of it, and with what success.
fn ending_with(app: &TestApp, folder: &Path, name: &str, last: [&str; 2]) -> (bool, String) {
    let path = folder.join(name);
    std::fs::write(&path, ending(name, last)).unwrap();
    let came = import(&app.url, folder, &path).wait_with_output().unwrap();
    let said = String::from_utf8(came.stdout).unwrap();
    (came.status.success(), said)
}

#[tokio::test]
async fn what_only_the_end_of_a_file_tells_holds_for_all_of_it() {
    let (app, programme) = with_example().await;
    let db = &app.app.db;
    let folder = tempfile::tempdir().unwrap();
    let before = seen(db, &programme).await;
    let all = "select count(*) from ticket";
    let rows = number(db, all).await;
    let traces = [
        "select count(*) from import_batch",
        "select count(*) from audit_event",
    ];
    let mut traced = Vec::new();
    for sql in traces {
        traced.push(number(db, sql).await);
    }

    // By then thousands of rows were stored.
    let both_signs = ["2.5;2026-10-01\nx;1.240", "2,5"];
    for (name, last) in [("wrong", ["3", "lang"]), ("both", both_signs)] {
        let (is_taken, said) = ending_with(&app, folder.path(), name, last);
        assert!(!is_taken, "{name}: {said}");
        assert!(
            said.contains("7002") || said.contains("7003"),
            "{name}: {said}"
        );
        assert_eq!(number(db, all).await, rows, "{name}");
        for (sql, count) in traces.iter().zip(&traced) {
            assert_eq!(number(db, sql).await, *count, "{name}: {sql}");
        }
    }
    assert_eq!(seen(db, &programme).await, before);

    let (is_taken, said) = ending_with(&app, folder.path(), "comma", ["1.240", "2,5"]);
    assert!(is_taken, "{said}");
    assert_eq!(seen(db, &programme).await, before + ROWS + 2);
    let hours = "select cast(hours as bigint) from ticket where key = 'comma1.240'";
    assert_eq!(number(db, hours).await, 1240);

    // A look says the same of all of it, and of no row twice.
    let text = ending("other", ["1.240", "2,5"]);
    let path = folder.path().join("other.csv");
    std::fs::write(&path, &text).unwrap();
    let look = Command::new(env!("CARGO_BIN_EXE_peil"))
        .args(["import", "tickets", "--json", "--dry-run", "--database"])
        .args([app.url.as_str(), "--data"])
        .args([folder.path(), &path])
        .output()
        .unwrap();
    let said: serde_json::Value = serde_json::from_slice(&look.stdout).unwrap();
    assert_eq!(said["would"]["added"], ROWS + 2, "{said}");
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = bring(&mut browser, &text).await.location().to_owned();
    assert_eq!(work(&app).await, 1);
    let page = browser.get(&own).await.body;
    assert!(page.contains("7,002 new"), "{page}");
    let rows = browser.get(&format!("{own}/rows")).await.body;
    assert!(
        rows.contains("New (7,002)") && rows.contains("Refused (0)"),
        "{rows}"
    );
    let list = "select count(*) from found_row where list = 'new'";
    assert_eq!(number(db, list).await, 8, "blocks of a thousand rows");
    assert_eq!(seen(db, &programme).await, before + ROWS + 2);
}

async fn bring(browser: &mut Browser, text: &str) -> Answer {
    let body = format!(
        "--peil\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{text}\r\n--peil--\r\n"
    );
    let request = Request::post("/programmes/servicedesk/imports/tickets")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=peil")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

/// Does what is wanted with the files that wait; tells how many that were.
async fn work(app: &TestApp) -> usize {
    let worker = Worker {
        db: app.app.db.clone(),
        clock: app.app.clock.clone(),
        link_key: app.app.link_key.clone(),
        public_url: "http://localhost:8080".to_owned(),
        transport: Transport::Memory(Memory::default()),
        sender: Sender {
            from: "Peil <peil@waterhoven.example>".parse().unwrap(),
            reply_to: None,
        },
        mails_per_minute: None,
    };
    let (_end, stop) = tokio::sync::watch::channel(false);
    let mut done = 0;
    while worker.run_next_file(&stop).await.unwrap() {
        done += 1;
    }
    done
}

#[tokio::test]
async fn a_large_file_of_the_browser_is_checked_and_taken_in_by_a_job() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let db = &app.app.db;
    let before = seen(db, &programme).await;
    let sent = text("web", "2,5");
    let answer = bring(&mut browser, &sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let own = answer.location().to_owned();
    let waits = browser.get(&own).await;
    assert_eq!(waits.headers["refresh"], "2");
    assert!(
        waits.body.contains("The file is being checked"),
        "{}",
        waits.body
    );
    let mut reader = app.signed_in_as(Role::Reader, &programme).await;
    assert_ne!(reader.get(&own).await.status, StatusCode::OK);
    let early = browser.post(&own, "").await;
    assert_eq!(early.status, StatusCode::SEE_OTHER);

    assert_eq!(work(&app).await, 1, "only the check was wanted");
    let shown = browser.get(&own).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    assert!(shown.body.contains("7,000 new"), "{}", shown.body);
    assert_eq!(seen(db, &programme).await, before, "nothing is taken yet");

    let answer = browser.post(&own, "").await;
    assert_eq!(answer.location(), own);
    let waits = browser.get(&own).await;
    assert!(
        waits.body.contains("The file is coming in"),
        "{}",
        waits.body
    );
    assert_eq!(work(&app).await, 1);
    assert_eq!(seen(db, &programme).await, before + ROWS);
    let batch = browser.get(&own).await.location().to_owned();
    let page = browser.get(&batch).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.headers.contains_key("refresh"));
    let kept = browser.get(&format!("{batch}/file")).await;
    assert!(kept.body == sent, "the file is kept as it came");

    let undone = browser.post(&format!("{batch}/undo"), "").await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
    assert_eq!(seen(db, &programme).await, before);
    assert!(number(db, "select count(*) from file_piece").await > 0);
    work(&app).await;
    assert_eq!(number(db, "select count(*) from file_piece").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_the_browser_survives_a_server_that_is_killed_over_it() {
    let (app, programme) = with_example().await;
    app.app.clock.set(Clock::System.now());
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let db = &app.app.db;
    let before = seen(db, &programme).await;
    let sent = text("web", "2,5");
    let own = bring(&mut browser, &sent).await.location().to_owned();
    work(&app).await;
    browser.post(&own, "").await;

    let program = Program::serve(&app.url).await;
    let so_far = "select cast(rows_done as bigint) from import_batch where unfinished = 'coming'";
    for _ in 0..6_000 {
        if number(db, so_far).await > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    program.kill();
    let done = number(db, so_far).await;
    assert!(0 < done && done < ROWS as i64, "killed after {done} rows");
    let batch = browser.get(&own).await.location().to_owned();
    assert!(browser.get(&batch).await.body.contains("coming in"));
    work(&app).await;
    assert_eq!(seen(db, &programme).await, before, "it may still live");

    let later = Clock::System.now() + unfinished::SILENCE + TimeDelta::seconds(5);
    app.app.clock.set(later);
    assert_eq!(unfinished::clear(db, None, later).await.unwrap(), 1);
    let answer = browser.get(&batch).await;
    assert_eq!(
        answer.location(),
        own,
        "the page of the import is no dead end"
    );
    let waits = browser.get(&own).await;
    assert!(waits.body.contains("coming in"), "{}", waits.body);
    assert_eq!(work(&app).await, 1, "it is begun with again");
    assert_eq!(seen(db, &programme).await, before + ROWS);
    let kept = browser.get(&format!("{batch}/file")).await;
    assert!(kept.body == sent, "the file is kept as it came");

    // One over which programs die again and again is not begun with for ever.
    let own = bring(&mut browser, &text("x", "1"))
        .await
        .location()
        .to_owned();
    for _ in 0..4 {
        let dead = app.app.clock.now() + unfinished::SILENCE;
        app.app.clock.set(dead);
        let tx = db.begin().await.unwrap();
        let claimed = large_uploads::claim(&tx, dead).await.unwrap();
        tx.commit().await.unwrap();
        assert!(claimed.is_some());
    }
    let waits = browser.get(&own).await;
    assert!(waits.body.contains("began again"), "{}", waits.body);
    app.app.clock.set(app.app.clock.now() + unfinished::SILENCE);
    work(&app).await;
    let page = browser.get(&own).await;
    assert!(page.body.contains("stopped several times"), "{}", page.body);
    browser.post(&own, "part=again").await;
    assert_eq!(work(&app).await, 1);
    let page = browser.get(&own).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
}

#[tokio::test]
async fn a_bad_row_of_a_large_file_is_named_and_the_good_ones_are_taken_when_asked() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let db = &app.app.db;
    let before = seen(db, &programme).await;
    let bad = text("bad", "2,5").replacen(";2,5;2026", ";lang;2026", 2);
    let own = bring(&mut browser, &bad).await.location().to_owned();
    work(&app).await;
    let shown = browser.get(&own).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shown.body.contains("<code>lang</code>"), "{}", shown.body);
    let refused = browser.get(&format!("{own}/refused.csv")).await;
    let lines: Vec<&str> = refused.body.lines().collect();
    assert_eq!(lines.len(), 3, "{}", refused.body);
    assert!(lines[0].ends_with("afgesloten_op;reason refused"));
    assert!(lines[2].starts_with("T00001-bad-") && lines[2].contains("lang"));
    let mut reader = app.signed_in_as(Role::Reader, &programme).await;
    let theirs = reader.get(&format!("{own}/refused.csv")).await;
    assert_ne!(theirs.status, StatusCode::OK);
    let rows = browser.get(&format!("{own}/rows")).await;
    assert!(rows.body.contains("Refused (2)"), "{}", rows.body);
    assert!(rows.body.contains("New (6,998)"), "{}", rows.body);
    assert_eq!(rows.body.matches("<code>lang</code>").count(), 2);
    // Row 2,051 of the file is the first of this page: the header and two bad rows stand before.
    let page = browser.get(&format!("{own}/rows?show=new&page=42")).await;
    assert!(page.body.contains("42 of 140"), "{}", page.body);
    assert!(
        page.body
            .contains("<th class=\"number\" scope=\"row\">2054</th>"),
        "{}",
        page.body
    );
    let beyond = browser
        .get(&format!("{own}/rows?show=new&page=99999999999"))
        .await;
    assert!(
        beyond.body.contains("There are no such rows"),
        "{}",
        beyond.body
    );
    // Not asked for in so many words, the good rows stay out too.
    browser.post(&own, "").await;
    assert_eq!(work(&app).await, 0);
    assert_eq!(seen(db, &programme).await, before);
    browser.post(&own, "part=good").await;
    assert_eq!(work(&app).await, 1);
    assert_eq!(seen(db, &programme).await, before + ROWS - 2);
    assert_eq!(number(db, "select count(*) from found_row").await, 0);
    let changes = text("bad", "3").replace("T00009-", "T9-");
    let other = bring(&mut browser, &changes).await.location().to_owned();
    work(&app).await;
    let rows = browser.get(&format!("{other}/rows")).await;
    assert!(rows.body.contains("Changed (6,997)"), "{}", rows.body);
    assert!(rows.body.contains("New (3)"), "{}", rows.body);
    let change = "<strong>doorlooptijd_werkuren</strong>: <del>2.5</del>";
    assert_eq!(rows.body.matches(change).count(), 50, "{}", rows.body);
    let batch = browser.get(&own).await.location().to_owned();
    assert!(browser.get(&batch).await.body.contains("large.csv"));

    // Columns that are chosen anew have it checked anew; given up, nothing is left of it.
    let own = bring(&mut browser, &text("x", "1"))
        .await
        .location()
        .to_owned();
    work(&app).await;
    let form = "column%3Aticket=&column%3Aafgesloten_op=closed_on";
    let chosen = browser.post(&format!("{own}/mapping"), form).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.body);
    assert_eq!(work(&app).await, 1);
    let shown = browser.get(&own).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let pieces = number(db, "select count(*) from file_piece").await;
    browser.post(&format!("{own}/stop"), "").await;
    assert!(number(db, "select count(*) from file_piece").await < pieces);
    assert_eq!(browser.get(&own).await.status, StatusCode::NOT_FOUND);
    let all = batches::of_programme(&db.reader, programme.id).await;
    let large = all
        .unwrap()
        .into_iter()
        .filter(|one| one.file_name == "large.csv");
    assert_eq!(large.count(), 1);
}
