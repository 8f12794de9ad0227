//! `peil wave`: plans, sends, reminds, tells and closes, so that a timer or a script can drive a wave.

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use sea_orm::DatabaseTransaction;
use serde_json::json;
use tokio::sync::watch;

use super::choose::Choice;
use super::output::{say, table};
use super::place::{Place, chain};
use super::{Everywhere, Failure, open_link, wave_plan};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::language::Language;
use crate::domain::link::LinkKey;
use crate::jobs::Worker;
use crate::mail::Sender;
use crate::mail::transport::Transport;
use crate::store::audit::Actor;
use crate::store::outbox::{self, Reason};
use crate::store::programmes::Programme;
use crate::store::waves::{self, Wave, WaveState};
use crate::store::{Database, StoreError, asking, invitations, snapshots};
use crate::texts::{Arg, t, t_args};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Decide whom a wave asks and when it opens and closes; without options, show it.
    Plan(wave_plan::Arguments),
    /// Invite whom the plan takes and queue the invitation.
    Send(Sending),
    /// Queue the next reminder, or the one that is named.
    Remind(Reminding),
    /// Invite more beside those who were drawn before, by the same rule, and queue the invitation.
    TopUp(ToppingUp),
    /// List the links for posters and kiosks, make one, or take one back.
    OpenLink(open_link::Arguments),
    /// How the wave goes.
    Status(Common),
    /// Close it: nothing comes in any more.
    Close(Common),
    /// Open it again, for a reason, as long as nothing final rests on it.
    Reopen(Reopening),
}

#[derive(Debug, Args)]
pub(super) struct Common {
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    place: Place,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
struct Sending {
    #[command(flatten)]
    common: Common,
    /// Hand the mail over now, and do not leave it to the server.
    #[arg(long)]
    deliver: bool,
}

#[derive(Debug, Args)]
struct Reminding {
    #[command(flatten)]
    sending: Sending,
    /// The number of the reminder.
    #[arg(long, value_name = "N")]
    number: Option<u32>,
}

#[derive(Debug, Args)]
struct Reopening {
    #[command(flatten)]
    common: Common,
    /// Why; it is kept in the audit trail.
    #[arg(long, value_name = "WORDS")]
    reason: String,
}

#[derive(Debug, Args)]
struct ToppingUp {
    #[command(flatten)]
    sending: Sending,
    /// How many more to invite.
    #[arg(long, value_name = "K")]
    more: usize,
}

/// What is sent to whom.
enum Mailing {
    /// The invitation to whom the plan takes.
    First,
    /// The invitation to so many more.
    More(usize),
    /// The next reminder, or the one of this number.
    Reminder(Option<u32>),
}

/// A wave with what a command needs beside it.
pub(super) struct Open {
    pub(super) config: Config,
    pub(super) db: Database,
    pub(super) programme: Programme,
    pub(super) wave: Wave,
    pub(super) language: Language,
    pub(super) now: DateTime<Utc>,
    pub(super) json: bool,
}

pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    match &arguments.act {
        Act::Plan(plan) => wave_plan::run(plan, everywhere).await,
        Act::Send(sending) => send(sending, everywhere, Mailing::First).await,
        Act::Remind(one) => send(&one.sending, everywhere, Mailing::Reminder(one.number)).await,
        Act::TopUp(more) => send(&more.sending, everywhere, Mailing::More(more.more)).await,
        Act::OpenLink(arguments) => open_link::run(arguments, everywhere).await,
        Act::Status(common) => status(&find(common, everywhere).await?).await,
        Act::Close(common) => close(common, everywhere).await,
        Act::Reopen(reopening) => reopen(reopening, everywhere).await,
    }
}

pub(super) async fn find(common: &Common, everywhere: &Everywhere) -> Result<Open, Failure> {
    let language = everywhere.language();
    let (config, db) = common.place.open().await?;
    let programme = common.choice.programme(&db, &language).await?;
    let Some(number) = common.choice.wave else {
        let known = waves::of_programme(&db.reader, &programme).await?;
        let known: Vec<String> = known.iter().map(|one| one.number.to_string()).collect();
        let args = [("known", Arg::from(known.join(", ")))];
        return Err(Failure::User(t_args(&language, "cli-wave-which", &args)));
    };
    let number = i32::try_from(number).unwrap_or(i32::MAX);
    let now = Clock::System.now();
    let wave = match waves::find(&db.reader, &programme, number).await? {
        Some(wave) => wave,
        None => {
            let tx = db.begin().await?;
            let wave = asking::wave(&tx, &actor(), &programme, number, now).await?;
            // A dry run sees the wave as it would be made, and keeps nothing.
            keep(tx, common.dry_run).await?;
            wave
        }
    };
    Ok(Open {
        config,
        db,
        programme,
        wave,
        language,
        now,
        json: everywhere.json,
    })
}

/// Commits, but for a dry run.
pub(super) async fn keep(tx: DatabaseTransaction, dry_run: bool) -> Result<(), StoreError> {
    match dry_run {
        true => tx.rollback().await,
        false => tx.commit().await,
    }
    .map_err(StoreError::from)
}

pub(super) fn actor() -> Actor {
    Actor::program("peil wave")
}

/// Nothing is sent for a wave that is not open, and it is not kept silent.
fn require_open(open: &Open) -> Result<(), Failure> {
    let key = match open.wave.state {
        WaveState::Open => return Ok(()),
        WaveState::Planned => "cli-wave-not-open",
        WaveState::Closed => "cli-wave-is-closed",
    };
    let args = [("wave", Arg::from(open.wave.number))];
    Err(Failure::User(t_args(&open.language, key, &args)))
}

async fn send(sending: &Sending, everywhere: &Everywhere, mailing: Mailing) -> Result<(), Failure> {
    let open = find(&sending.common, everywhere).await?;
    require_open(&open)?;
    let key = open
        .config
        .link_key()
        .map_err(|error| Failure::User(chain(&error)))?;
    let db = &open.db.reader;
    let step = match mailing {
        Mailing::First | Mailing::More(_) => "invitation".to_owned(),
        Mailing::Reminder(Some(number)) => format!("reminder {number}"),
        Mailing::Reminder(None) => {
            let steps = outbox::steps(db, &open.wave).await?;
            let had = steps.iter().filter(|step| step.starts_with("reminder"));
            format!("reminder {}", had.count() + 1)
        }
    };
    let tx = open.db.begin().await?;
    let (programme, wave) = (&open.programme, &open.wave);
    let invited = match mailing {
        Mailing::First => {
            asking::invite(&tx, &actor(), programme, wave, &wave.asked, &key, open.now).await?
        }
        Mailing::More(more) => {
            asking::top_up(&tx, &actor(), programme, wave, more, &key, open.now).await?
        }
        Mailing::Reminder(_) => 0,
    };
    let counts = outbox::recipients(&tx, &open.wave, &step, open.now).await?;
    let queued = outbox::enqueue(&tx, &actor(), &open.wave, &step, open.now, open.now).await?;
    // What was counted was counted inside; dropped, nothing of it happened.
    keep(tx, sending.common.dry_run).await?;
    let delivered = match sending.deliver && !sending.common.dry_run {
        true => Some(deliver(&open, &key).await?),
        false => None,
    };
    if open.json {
        let counts: serde_json::Map<_, _> = counts.iter().map(counted).collect();
        say(&json!({
            "wave": open.wave.number, "step": step, "invited": invited, "queued": queued,
            "recipients": counts, "sent": delivered, "dry_run": sending.common.dry_run,
        })
        .to_string());
        return Ok(());
    }
    let args = [
        ("step", Arg::from(step)),
        ("queued", queued.into()),
        ("invited", invited.into()),
    ];
    let told = match sending.common.dry_run {
        true => "cli-wave-would-queue",
        false => "cli-wave-queued",
    };
    say(&t_args(&open.language, told, &args));
    for (reason, count) in &counts {
        say(&format!("  {count:>6}  {}", word(*reason)));
    }
    if let Some(sent) = delivered {
        say(&t_args(
            &open.language,
            "cli-wave-sent",
            &[("sent", sent.into())],
        ));
    }
    Ok(())
}

fn word(reason: Reason) -> String {
    match serde_json::to_value(reason) {
        Ok(serde_json::Value::String(word)) => word.replace('_', " "),
        _ => String::new(),
    }
}

fn counted((reason, count): &(Reason, u64)) -> (String, serde_json::Value) {
    (word(*reason).replace(' ', "_"), (*count).into())
}

/// Hands over all mail that is due, as the server would.
async fn deliver(open: &Open, key: &LinkKey) -> Result<u64, Failure> {
    let bad = |error: &dyn std::error::Error| Failure::User(chain(error));
    let worker = Worker {
        db: open.db.clone(),
        clock: Clock::System,
        link_key: key.clone(),
        public_url: open.config.public_url(open.config.listen),
        transport: Transport::of(&open.config).map_err(|error| bad(&error))?,
        sender: Sender::of(&open.config),
        mails_per_minute: open.config.mails_per_minute,
    };
    let (_going, stop) = watch::channel(false);
    Ok(worker.run_due(&stop).await?.sent)
}

async fn status(open: &Open) -> Result<(), Failure> {
    let db = &open.db.reader;
    let progress = invitations::progress(db, &open.wave).await?;
    let mails = outbox::count_by_state(db, &open.wave).await?;
    if open.json {
        let segments: Vec<_> = progress
            .iter()
            .map(|one| {
                json!({ "segment": one.segment, "invited": one.invited, "sent": one.sent,
                    "bounced": one.bounced, "opted_out": one.opted_out, "started": one.started,
                    "submitted": one.submitted, "revoked": one.revoked })
            })
            .collect();
        let mails: serde_json::Map<_, _> = mails
            .iter()
            .map(|(state, count)| (format!("{state:?}").to_lowercase(), (*count).into()))
            .collect();
        say(&json!({
            "wave": open.wave.number, "state": open.wave.state, "segments": segments,
            "mails": mails, "mail_stopped": open.wave.mail_stopped_at.is_some(),
            "opens_at": open.wave.opens_at, "closes_at": open.wave.closes_at,
        })
        .to_string());
        return Ok(());
    }
    let header = [
        "segment",
        "invited",
        "sent",
        "bounced",
        "opted out",
        "started",
        "submitted",
    ];
    let rows: Vec<Vec<String>> = progress
        .iter()
        .map(|one| {
            let numbers = [
                one.invited,
                one.sent,
                one.bounced,
                one.opted_out,
                one.started,
                one.submitted,
            ];
            let cells = numbers.iter().map(u64::to_string);
            std::iter::once(one.segment.clone()).chain(cells).collect()
        })
        .collect();
    match rows.is_empty() {
        true => say(&t(&open.language, "cli-wave-nobody")),
        false => table(&header, &rows),
    }
    Ok(())
}

async fn close(common: &Common, everywhere: &Everywhere) -> Result<(), Failure> {
    let open = find(common, everywhere).await?;
    let tx = open.db.begin().await?;
    waves::close(&tx, &actor(), &open.wave, open.now).await?;
    keep(tx, common.dry_run).await?;
    tell(
        &open,
        common,
        "closed",
        ["cli-wave-closed", "cli-wave-would-close"],
    );
    Ok(())
}

async fn reopen(reopening: &Reopening, everywhere: &Everywhere) -> Result<(), Failure> {
    let (common, reason) = (&reopening.common, reopening.reason.trim());
    let open = find(common, everywhere).await?;
    let number = open.wave.number.unsigned_abs();
    let newest = snapshots::newest(&open.db.reader, &open.programme, number).await?;
    let problem = match newest {
        _ if reason.is_empty() => Some("wave-problem-reason"),
        Some(kept) if !kept.is_draft() => Some("wave-problem-final"),
        _ => None,
    };
    if let Some(problem) = problem {
        return Err(Failure::User(t(&open.language, problem)));
    }
    let tx = open.db.begin().await?;
    waves::reopen(&tx, &actor(), &open.wave, reason, open.now).await?;
    keep(tx, common.dry_run).await?;
    tell(
        &open,
        common,
        "reopened",
        ["cli-wave-reopened", "cli-wave-would-reopen"],
    );
    Ok(())
}

/// What was done, or would be in a dry run: for a machine by its word, for people by these texts.
fn tell(open: &Open, common: &Common, done: &str, [did, would]: [&str; 2]) {
    if open.json {
        say(&json!({ "wave": open.wave.number, done: !common.dry_run }).to_string());
        return;
    }
    let told = if common.dry_run { would } else { did };
    say(&t_args(
        &open.language,
        told,
        &[("wave", open.wave.number.into())],
    ));
}
