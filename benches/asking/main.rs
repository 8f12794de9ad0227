//! What asking a hundred thousand clients costs: their list, their invitations, who gets a reminder,
//! and ten thousand mails through a server on this machine.
//!
//! `cargo bench --bench asking`; figures and goals in `docs/performance.md`. Beside it the same rows
//! stored by bare statements, and the same mails sent by a bare client.
#![expect(
    clippy::print_stdout,
    reason = "what it measured is what a bench has to say"
)]

#[path = "../../tests/it/support/mail_server.rs"]
#[allow(
    dead_code,
    clippy::unwrap_used,
    reason = "it serves the tests, which ask more of it"
)]
mod mail_server;

use std::collections::HashSet;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use peil::clock::Clock;
use peil::config::{Secret, Smtp};
use peil::domain::evidence::{ClientRow, FileKind};
use peil::domain::language::{Language, Text};
use peil::domain::link::LinkKey;
use peil::domain::protocol::Protocol;
use peil::domain::sample::Asked;
use peil::domain::survey::Survey;
use peil::jobs::Worker;
use peil::mail::Sender;
use peil::mail::transport::Transport;
use peil::store::audit::Actor;
use peil::store::batches::{self, NewBatch};
use peil::store::programmes::{self, NewProgramme, Programme};
use peil::store::waves::{self, Wave};
use peil::store::{Database, asking, clients, outbox, protocols, surveys};
use sea_orm::ConnectionTrait;
use tokio::sync::watch;

const PROTOCOL: &str = include_str!("../../surveys/servicedesk/protocol.toml");
const SURVEY: &str = include_str!("../../surveys/servicedesk/satisfaction.toml");
const CLIENTS: usize = 100_000;
const MAILS: usize = 10_000;
/// The bare client sends one after the other, which takes some 40 ms a mail.
const BARE_MAILS: usize = 500;

#[tokio::main]
async fn main() -> Result<()> {
    println!("| what | Peil | yardstick | goal |");
    println!("|---|---|---|---|");
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("peil.db");
    let db = Database::open(&format!("sqlite:{}", file.display())).await?;
    db.migrate().await?;
    let (programme, wave) = open_wave(&db).await?;
    let key = LinkKey::new(1, [7; 32]);

    let rows = client_rows();
    let import = timed(take_in(&db, &programme, &rows)).await?;
    let bare = timed(store_bare(&db, &rows)).await?;
    line("import of 100,000 clients", import, Some(bare), 10.0);

    let ask = timed(invite(&db, &programme, &wave, &key)).await?;
    line("100,000 invitations made and queued", ask, None, 20.0);
    if let Some(peak) = peak_megabytes() {
        println!("| most memory so far | {peak:.0} MB | | ≤ 200 MB |");
    }

    let late = now() + TimeDelta::days(20);
    let mut steps = vec![("who gets the invitation", "invitation")];
    steps.push(("who gets a reminder", "reminder 1"));
    for (what, step) in steps {
        let look = async {
            outbox::recipients(&db.reader, &wave, step, late).await?;
            anyhow::Ok(())
        };
        line(what, timed(look).await?, None, 0.3);
    }
    let (sent, alone) = mails(&db, &key).await?;
    let rate = |mails: usize, time: Duration| mails as f64 / time.as_secs_f64();
    println!(
        "| 10,000 mails to a server on this machine | {:.0}/s | {:.0}/s by a bare client, one by one | ≥ 500/s or the server's limit |",
        rate(MAILS, sent),
        rate(BARE_MAILS, alone)
    );
    db.close().await?;
    Ok(())
}

fn line(what: &str, took: Duration, bare: Option<Duration>, goal: f64) {
    let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
    let met = match took.as_secs_f64() <= goal {
        true => "met",
        false => "**missed**",
    };
    let bare = bare.map_or_else(String::new, |time| {
        let ratio = took.as_secs_f64() / time.as_secs_f64();
        format!("{} by bare statements ({ratio:.1} times)", seconds(time))
    });
    println!("| {what} | {} | {bare} | ≤ {goal} s {met} |", seconds(took));
}

async fn timed(work: impl Future<Output = Result<()>>) -> Result<Duration> {
    let began = Instant::now();
    work.await?;
    Ok(began.elapsed())
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, 5, 8, 0, 0)
        .single()
        .unwrap_or_default()
}

fn actor() -> Actor {
    Actor::program("bench")
}

async fn open_wave(db: &Database) -> Result<(Programme, Wave)> {
    let tx = db.begin().await?;
    let new = NewProgramme {
        slug: "servicedesk".to_owned(),
        title: Text::both("Servicedesk", "Service desk"),
        time_zone: "Europe/Amsterdam".to_owned(),
        lanes: 1,
    };
    let programme = programmes::create(&tx, &actor(), &new, now()).await?;
    let survey = Survey::parse("satisfaction.toml", SURVEY).ok();
    let survey = survey.context("the survey of the example")?;
    let protocol = Protocol::parse("protocol.toml", PROTOCOL).ok();
    let protocol = protocol.context("the protocol of the example")?;
    let version = surveys::save_draft(&tx, &actor(), &programme, SURVEY, &survey, now()).await?;
    surveys::publish(&tx, &actor(), &programme, version.id, now()).await?;
    protocols::save_draft(&tx, &actor(), &programme, PROTOCOL, &protocol, now()).await?;
    let frozen = protocols::freeze(&tx, &actor(), &programme, now()).await?;
    let plan = protocol.waves.last().context("a planned wave")?;
    let population = i32::try_from(CLIENTS)?;
    let wave = waves::create(
        &tx,
        &actor(),
        &programme,
        plan,
        version.id,
        population,
        now(),
    )
    .await?;
    let wave = waves::open(&tx, &actor(), &wave, frozen.id, None, now()).await?;
    tx.commit().await?;
    Ok((programme, wave))
}

fn client_rows() -> Vec<ClientRow> {
    let row = |nr: usize| ClientRow {
        key: format!("K{nr:06}"),
        name: format!("Client {nr}"),
        email: format!("k{nr}@waterhoven.example"),
        segment: if nr.is_multiple_of(2) { "SD" } else { "PZ" }.to_owned(),
        role: None,
        language: Language::dutch(),
    };
    (0..CLIENTS).map(row).collect()
}

async fn take_in(db: &Database, programme: &Programme, rows: &[ClientRow]) -> Result<()> {
    let tx = db.begin().await?;
    let new = NewBatch {
        wave_id: None,
        kind: FileKind::Clients,
        file_name: "clients.csv",
        file_hash: "00",
        row_count: rows.len(),
    };
    let batch = batches::create(&tx, &actor(), programme, &new, now()).await?;
    clients::import(&tx, programme, batch, rows, now()).await?;
    tx.commit().await?;
    Ok(())
}

/// The same columns in a table of the same shape, by written-out statements of as many rows.
async fn store_bare(db: &Database, rows: &[ClientRow]) -> Result<()> {
    let tx = db.begin().await?;
    tx.execute_unprepared(
        "create table bare (lane bigint not null, id text not null, key text not null, \
         name text not null, email text not null, segment text not null, language text not null, \
         primary key (lane, id), unique (lane, key)) without rowid",
    )
    .await?;
    for (at, some) in rows.chunks(400).enumerate() {
        let values: Vec<String> = some
            .iter()
            .enumerate()
            .map(|(nr, row)| {
                let id = at * 400 + nr;
                format!(
                    "(4096, '{id:036}', '{}', '{}', '{}', '{}', 'nl')",
                    row.key, row.name, row.email, row.segment
                )
            })
            .collect();
        let sql = format!("insert into bare values {}", values.join(","));
        tx.execute_unprepared(&sql).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn invite(db: &Database, programme: &Programme, wave: &Wave, key: &LinkKey) -> Result<()> {
    let tx = db.begin().await?;
    let everybody = Asked::default();
    asking::invite(&tx, &actor(), programme, wave, &everybody, key, now()).await?;
    outbox::enqueue(&tx, &actor(), wave, "invitation", now(), now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Most memory that this process ever had, where the system tells.
fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// How long the mails take, by Peil and by a bare client.
async fn mails(db: &Database, key: &LinkKey) -> Result<(Duration, Duration)> {
    let server = mail_server::MailServer::start(HashSet::new(), HashSet::new()).await;
    let url = format!("smtp://{}", server.address);
    let worker = Worker {
        db: db.clone(),
        clock: Clock::fixed(now() + TimeDelta::minutes(1)),
        link_key: key.clone(),
        public_url: "https://peil.example".to_owned(),
        transport: Transport::smtp(
            &Smtp {
                url: Secret::new(url.clone()),
            },
            None,
        )?,
        sender: Sender {
            from: "Peil <peil@waterhoven.example>".parse()?,
            reply_to: None,
        },
        mails_per_minute: Some(MAILS as u64),
    };
    let (_going, stop) = watch::channel(false);
    let began = Instant::now();
    let mut sent = 0;
    while sent < MAILS as u64 {
        let done = worker.run_due(&stop).await?;
        anyhow::ensure!(done.sent > 0, "the mail server took {sent} mails only");
        sent += done.sent;
    }
    let by_peil = began.elapsed();
    let bare: AsyncSmtpTransport<Tokio1Executor> =
        AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)?.build();
    let began = Instant::now();
    for nr in 0..BARE_MAILS {
        let message = Message::builder()
            .from("Peil <peil@waterhoven.example>".parse()?)
            .to(format!("k{nr}@waterhoven.example").parse()?)
            .subject("Satisfaction")
            .body(
                "What do you think of us? https://peil.example/r/aaaaaeaa2tbrwnvgu635".to_owned(),
            )?;
        bare.send(message).await?;
    }
    Ok((by_peil, began.elapsed()))
}
