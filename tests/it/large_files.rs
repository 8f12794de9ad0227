//! A large file comes in while clients go on answering, and a program that is killed leaves nothing.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use peil::clock::Clock;
use peil::domain::protocol::PrivacyMode;
use peil::store::programmes::{self, Programme};
use peil::store::{Database, tickets, unfinished};
use sea_orm::{ConnectionTrait, Statement};

use super::durability::{Ledger, check, set_out, waiting_for};
use crate::support::app::TestApp;
use crate::support::program::Program;

const ROWS: usize = 7_000;
const CLIENTS: usize = 120;

/// Somewhat more than a megabyte: from there on a file is stored in pieces.
fn file(folder: &Path, name: &str, hours: u8) -> std::path::PathBuf {
    let filling = "x".repeat(130);
    let mut text = "ticket;doorlooptijd_werkuren;afgesloten_op\n".to_owned();
    for nr in 0..ROWS {
        text.push_str(&format!("T{nr:05}-{name}-{filling};{hours};2026-10-01\n"));
    }
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
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

async fn number(db: &Database, sql: &str) -> i64 {
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
    let first = file(folder.path(), "first.csv", 2);
    let second = file(folder.path(), "second.csv", 3);

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
