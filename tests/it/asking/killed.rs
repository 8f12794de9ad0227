//! Mail, when the programs that send it are taken away in the middle.

use std::collections::{BTreeMap, HashSet};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use peil::clock::Clock;
use peil::domain::protocol::PrivacyMode;
use peil::store::Database;
use peil::store::audit::Actor;
use peil::store::outbox;
use sea_orm::{ConnectionTrait, Statement};

use crate::support::app::TestApp;
use crate::support::mail_server::MailServer;
use crate::support::program::Program;

const MAILS: usize = 1_200;

async fn until(server: &MailServer, wanted: usize) {
    let began = Instant::now();
    while server.taken().len() < wanted {
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "only {} of {wanted} mails came",
            server.taken().len()
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn one(db: &Database, sql: &str) -> i64 {
    let backend = db.reader.get_database_backend();
    let row = db
        .reader
        .query_one_raw(Statement::from_string(backend, sql))
        .await;
    row.unwrap().unwrap().try_get_by_index(0).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_killed_while_they_send_lose_no_mail_and_double_none_but_those_under_way() {
    let app = TestApp::start().await;
    // The programs live in the present.
    app.app.clock.set(Clock::System.now() - TimeDelta::days(1));
    let open = app
        .open_wave_for(PrivacyMode::Confidential, MAILS, None)
        .await;
    let now = app.now();
    let tx = app.app.db.begin().await.unwrap();
    let actor = Actor::program("test");
    let queued = outbox::enqueue(&tx, &actor, &open.wave, "invitation", now, now).await;
    tx.commit().await.unwrap();
    assert_eq!(queued.unwrap(), MAILS as u64);
    app.app.db.clone().close().await.unwrap();

    let server = MailServer::start(HashSet::new(), HashSet::new()).await;
    let smtp = format!("smtp://{}", server.address);
    let key = "07".repeat(32); // that of the TestApp
    let settings = [
        ("PEIL_SMTP_URL", smtp.as_str()),
        ("PEIL_MAIL_FROM", "Peil <peil@waterhoven.example>"),
        ("PEIL_LINK_KEY", key.as_str()),
    ];
    let (first, second) = tokio::join!(
        Program::serve_with(&app.url, &settings),
        Program::serve_with(&app.url, &settings)
    );
    until(&server, 40).await;
    first.kill();
    until(&server, 90).await;
    second.kill();
    let before = server.taken().len();
    assert!(before < MAILS, "killed when all was over");

    // What they had claimed comes back when its lease runs out.
    let db = Database::open(&app.url).await.unwrap();
    let claimed = one(&db, "select count(*) from outbox where state = 'sending'").await;
    assert!(claimed > 0, "nothing was under way");
    let tx = db.begin().await.unwrap();
    let past = "update outbox set lease_until = due_at where state = 'sending'";
    tx.execute_unprepared(past).await.unwrap();
    tx.commit().await.unwrap();
    let (_first, _second) = tokio::join!(
        Program::serve_with(&app.url, &settings),
        Program::serve_with(&app.url, &settings)
    );
    let began = Instant::now();
    while one(&db, "select count(*) from outbox where state = 'sent'").await < MAILS as i64 {
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "not all went out"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for mail in server.taken() {
        *times.entry(mail.message_id).or_default() += 1;
    }
    assert_eq!(times.len(), MAILS, "every mail arrived, under its own id");
    let twice = times.values().filter(|times| **times > 1).count();
    assert!(twice as i64 <= claimed, "{twice} of {claimed} under way");
    assert!(times.values().all(|times| *times <= 2));
    let marked = "select count(*) from invitation where sent_at is not null";
    assert_eq!(
        one(&db, marked).await,
        MAILS as i64,
        "and the ledger says so"
    );
}
