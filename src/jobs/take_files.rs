//! Large files that were brought in the browser: checked, and taken in when that is wanted.

use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;
use uuid::Uuid;

use super::Worker;
use super::findings::{Findings, in_words};
use super::large::{Asked, Checked, Finding, Large, LargeError, Place, Step, Taking};
use crate::domain::evidence::{Against, FileKind};
use crate::domain::language::Language;
use crate::import::Context;
use crate::import::mapping::Mapping;
use crate::store::audit::Actor;
use crate::store::imports::{Destination, Taken};
use crate::store::large_uploads::{self as uploads, Failed, Found, LargeUpload, Work};
use crate::store::programmes::Programme;
use crate::store::protocols::ProtocolVersion;
use crate::store::surveys::SurveyVersion;
use crate::store::waves::{self, Wave};
use crate::store::{StoreError, accounts, batches, import_files, programmes, protocols, surveys};

/// As many problems are shown; the others are counted.
const LISTED: usize = 200;
/// As often a file is begun with again after a program died over it.
const MOST_DEATHS: u32 = 3;
/// Between two words on how far it is.
const TELL: Duration = Duration::from_secs(1);

/// What a file is read against.
struct Around {
    programme: Programme,
    protocol: ProtocolVersion,
    wave: Option<Wave>,
    survey: Option<SurveyVersion>,
    chosen: Mapping,
    earlier: Mapping,
}

/// Does what is wanted with the file that waits longest; false when none does.
pub(super) async fn run_one(
    worker: &Worker,
    stop: &watch::Receiver<bool>,
) -> Result<bool, StoreError> {
    let db = &worker.db;
    uploads::forget_old(db, worker.clock.now()).await?;
    let tx = db.begin().await?;
    let claimed = uploads::claim(&tx, worker.clock.now()).await?;
    tx.commit().await?;
    let Some(upload) = claimed else {
        return Ok(false);
    };
    let Some(work) = upload.work else {
        return Ok(false);
    };
    let id = upload.upload.id;
    let done = match upload.deaths > MOST_DEATHS {
        true => Ok(Some(Found::failed(Failed::Deadly))),
        false => done(worker, &upload, work, stop).await,
    };
    let found = match done {
        Ok(None) => return uploads::forget(db, id).await.map(|()| true),
        Ok(Some(found)) => found,
        Err(LargeError::Stopped) if *stop.borrow() => {
            let tx = db.begin().await?;
            uploads::let_go(&tx, id).await?;
            tx.commit().await?;
            return Ok(true);
        }
        // Its owner gave it up, or stopped it on the way in.
        Err(LargeError::Stopped | LargeError::Store(StoreError::Stopped)) => {
            return uploads::forget(db, id).await.map(|()| true);
        }
        Err(err) => failed(&err),
    };
    let tx = db.begin().await?;
    uploads::found(&tx, id, work, &found).await?;
    tx.commit().await?;
    Ok(true)
}

fn failed(err: &LargeError) -> Found {
    let failed = match err {
        LargeError::Whole => Failed::Unreadable,
        LargeError::Store(StoreError::UnderWay(_)) => Failed::UnderWay,
        _ => {
            tracing::error!(error = err as &dyn std::error::Error, "a large file failed");
            Failed::Ours
        }
    };
    Found::failed(failed)
}

/// What was found, or none when it was taken in.
async fn done(
    worker: &Worker,
    upload: &LargeUpload,
    work: Work,
    stop: &watch::Receiver<bool>,
) -> Result<Option<Found>, LargeError> {
    let db = &worker.db;
    let known = batches::by_id(&db.reader, upload.programme_id, upload.upload.id).await;
    if known.is_ok() {
        return Ok(None); // a program took it in, and died before it could say so
    }
    let around = around(worker, upload).await?;
    let both = [Language::dutch(), Language::english()];
    let percent = AtomicI32::new(0);
    let (given_up, is_given_up) = watch::channel(false);
    let told = |step: Step, bytes: u64| {
        let whole = u64::try_from(upload.size).unwrap_or(1).max(1);
        let part = i32::try_from(bytes.saturating_mul(100) / whole).unwrap_or(100);
        let times = if work == Work::Check { 2 } else { 3 };
        let all = match step {
            Step::Look => part / times,
            Step::Check => (100 + part) / times,
            Step::Take => (200 + part) / times,
        };
        percent.store(all.min(100), Ordering::Relaxed);
    };
    let large = Large {
        db,
        place: Place::Kept(upload.upload.id),
        kind: upload.upload.kind,
        context: Context {
            protocol: &around.protocol.protocol,
            survey: around.survey.as_ref().map(|version| &version.survey),
            against: &Against::default(),
            usual: &Language::dutch(),
        },
        mapping: &around.chosen,
        earlier: &around.earlier,
        told: &told,
        stop: &is_given_up,
    };
    // Side by side: the work may hold the one writer while its progress waits for it.
    tokio::select! {
        worked = all_through(worker, &large, &around, upload, (work, &both)) => worked,
        never = tell(worker, upload.upload.id, work, &percent, &given_up, stop.clone()) => never,
    }
}

/// Says again and again how far it is, and has the work end when it is no longer wanted or the program
/// stops; never ends by itself.
async fn tell(
    worker: &Worker,
    id: Uuid,
    work: Work,
    percent: &AtomicI32,
    given_up: &watch::Sender<bool>,
    mut stop: watch::Receiver<bool>,
) -> Result<Option<Found>, LargeError> {
    loop {
        if let Ok(_stopping) = tokio::time::timeout(TELL, stop.changed()).await {
            let _ = given_up.send(true);
            return std::future::pending().await;
        }
        let (percent, now) = (percent.load(Ordering::Relaxed), worker.clock.now());
        let tx = worker.db.begin().await?;
        let goes_on = uploads::advance(&tx, id, work, percent, now).await?;
        tx.commit().await.map_err(StoreError::from)?;
        if !goes_on {
            let _ = given_up.send(true);
        }
    }
}

async fn around(worker: &Worker, upload: &LargeUpload) -> Result<Around, StoreError> {
    let db = &worker.db.reader;
    let programme = programmes::by_id(db, upload.programme_id).await?;
    let protocol = protocols::current(db, programme.id).await?;
    let missing = || StoreError::NotFound {
        what: "protocol",
        key: programme.slug.clone(),
    };
    let protocol = protocol.ok_or_else(missing)?;
    let wave = match upload.upload.wave_number {
        Some(number) => Some(waves::by_number(db, &programme, number).await?),
        None => None,
    };
    let survey = match &wave {
        Some(wave) => Some(surveys::by_id(db, wave.survey_version_id).await?),
        None => None,
    };
    let earlier = import_files::memory(db, &programme, upload.upload.kind).await?;
    Ok(Around {
        programme,
        protocol,
        wave,
        survey,
        chosen: Mapping::from_json(&upload.upload.mapping),
        earlier: Mapping::from_json(&earlier),
    })
}

/// Through all of it; what is found with its rows is kept in these languages when it is to be checked.
async fn all_through<'a>(
    worker: &'a Worker,
    large: &Large<'a>,
    around: &Around,
    upload: &LargeUpload,
    (work, languages): (Work, &'a [Language]),
) -> Result<Option<Found>, LargeError> {
    let looked = large.look().await?;
    let mut findings = Findings::of(&worker.db, upload.upload.id).await?;
    let actor = actor(worker, upload).await?;
    let memory = remembered(around);
    let taking = Taking {
        actor: &actor,
        to: to(around, large.kind, worker.clock.now()),
        name: &upload.upload.file_name,
        remember: memory.as_deref(),
        clock: &worker.clock,
    };
    if work != Work::Check {
        let nothing = async |_: Finding<'_>| Ok(());
        let checked = large.check(&looked, &[], nothing).await?;
        let mut found = told(&checked, around.wave.is_some());
        let good = work == Work::TakeGood && found.good_can_be_taken();
        if found.can_be_taken() || good {
            return Ok(match large.take(&looked, &checked, taking).await? {
                Taken::New { .. } => None,
                Taken::Before { at, .. } => {
                    found.before = Some(at);
                    Some(found)
                }
            });
        }
    }
    let asked = Asked {
        languages,
        fates: true,
        good: true,
    };
    let keep = async |finding: Finding<'_>| Ok(findings.keep(finding).await?);
    let (checked, would) = large.try_out(&looked, taking, asked, keep).await?;
    let mut found = told(&checked, around.wave.is_some());
    if found.can_be_taken() || found.good_can_be_taken() {
        match would {
            Some(Taken::New { rows, .. }) => found.would = Some(rows),
            Some(Taken::Before { at, .. }) => found.before = Some(at),
            None => {}
        }
    }
    findings.finish().await?;
    Ok(Some(found))
}

/// Whoever brought it takes it in.
async fn actor(worker: &Worker, upload: &LargeUpload) -> Result<Actor, StoreError> {
    let account = accounts::by_id(&worker.db.reader, upload.account_id).await?;
    Ok(Actor::account(account.id, &account.email))
}

/// What was chosen, for the next file of this kind.
fn remembered(around: &Around) -> Option<String> {
    let chosen = &around.chosen;
    if chosen.columns.is_empty() && chosen.values.is_empty() {
        return None;
    }
    let mut memory = around.earlier.clone();
    memory.remember(chosen);
    Some(memory.to_json())
}

fn to(around: &Around, kind: FileKind, now: DateTime<Utc>) -> Destination<'_> {
    let is_tied = kind.is_of_wave() || kind == FileKind::Tickets;
    Destination {
        programme: &around.programme,
        wave: around.wave.as_ref().filter(|_| is_tied),
        comment_item: "",
        said: None,
        now,
    }
}

fn told(checked: &Checked, has_wave: bool) -> Found {
    let all = &checked.all;
    let listed = all.problems.len().min(LISTED);
    Found {
        records: all.records,
        rows: all.rows as u64,
        refused: all.refused_rows.len() as u64,
        problems: all.problems.iter().take(LISTED).map(in_words).collect(),
        unlisted: all.unlisted_problems + (all.problems.len() - listed) as u64,
        cannot_part: all.cannot_part,
        lacks_wave: checked.has_undated_tickets && !has_wave,
        ..Found::default()
    }
}
