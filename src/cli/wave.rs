//! `peil wave`: plans, sends, reminds, tells and closes, so that a timer or a script can drive a wave.

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use serde_json::json;
use tokio::sync::watch;

use super::choose::Choice;
use super::output::{say, table};
use super::place::{Place, chain};
use super::{Everywhere, Failure, open_link};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::language::Language;
use crate::domain::link::LinkKey;
use crate::domain::planning::{Fault, Settings};
use crate::domain::sample::{Asked, Sampling};
use crate::jobs::Worker;
use crate::mail::Sender;
use crate::mail::transport::Transport;
use crate::store::audit::Actor;
use crate::store::outbox::{self, Reason};
use crate::store::programmes::Programme;
use crate::store::waves::{self, Wave, WaveState};
use crate::store::{Database, StoreError, asking, invitations, protocols, surveys};
use crate::texts::{Arg, t, t_args};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Decide whom a wave asks and when it opens and closes; without options, show it.
    Plan(Plan),
    /// Invite whom the plan takes and queue the invitation.
    Send(Sending),
    /// Queue the next reminder, or the one that is named.
    Remind(Sending),
    /// Invite more beside those who were drawn before, by the same rule, and queue the invitation.
    TopUp(ToppingUp),
    /// List the links for posters and kiosks, make one, or take one back.
    OpenLink(open_link::Arguments),
    /// How the wave goes.
    Status(Common),
    /// Close it: nothing comes in any more.
    Close(Common),
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
struct Plan {
    #[command(flatten)]
    common: Common,
    /// When it opens by itself, as 2026-11-02T08:00:00Z.
    #[arg(long, value_name = "TIME")]
    opens: Option<DateTime<Utc>>,
    /// When it closes by itself.
    #[arg(long, value_name = "TIME")]
    closes: Option<DateTime<Utc>>,
    /// Only these segments, with commas between their codes.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    segments: Vec<String>,
    /// A random sample of so many clients instead of all.
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// At least so many of each segment.
    #[arg(long, value_name = "N", requires = "sample")]
    minimum: Option<usize>,
    /// The number that the lots start from; the protocol's own when left away.
    #[arg(long, value_name = "N", requires = "sample")]
    seed: Option<u64>,
    /// Leave out who had mail of another wave in so many days.
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    rest: u32,
    /// Close by itself at so many answers.
    #[arg(long, value_name = "N")]
    quota: Option<u32>,
    /// Remind nobody any more once every verdict is settled.
    #[arg(long)]
    until_settled: bool,
}

#[derive(Debug, Args)]
struct Sending {
    #[command(flatten)]
    common: Common,
    /// Hand the mail over now, and do not leave it to the server.
    #[arg(long)]
    deliver: bool,
    /// The number of the reminder.
    #[arg(long, value_name = "N")]
    number: Option<u32>,
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
    Reminder,
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
        Act::Plan(plan) => arrange(plan, everywhere).await,
        Act::Send(sending) => send(sending, everywhere, Mailing::First).await,
        Act::Remind(sending) => send(sending, everywhere, Mailing::Reminder).await,
        Act::TopUp(more) => send(&more.sending, everywhere, Mailing::More(more.more)).await,
        Act::OpenLink(arguments) => open_link::run(arguments, everywhere).await,
        Act::Status(common) => status(&find(common, everywhere).await?).await,
        Act::Close(common) => close(common, everywhere).await,
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
            tx.commit().await.map_err(StoreError::from)?;
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

pub(super) fn actor() -> Actor {
    Actor::program("peil wave")
}

async fn arrange(plan: &Plan, everywhere: &Everywhere) -> Result<(), Failure> {
    let open = find(&plan.common, everywhere).await?;
    let protocol = protocols::current(&open.db.reader, open.programme.id).await?;
    let protocol = protocol.map(|one| one.protocol);
    let own_seed = protocol.as_ref().map_or(1, |one| one.rules.seed);
    let seed = plan.seed.unwrap_or(own_seed);
    let sampling = match (plan.sample, plan.minimum) {
        (None, _) => Sampling::Census,
        (Some(size), None) => Sampling::Simple { size, seed },
        (Some(size), Some(minimum)) => Sampling::Stratified {
            size,
            minimum,
            seed,
        },
    };
    let settings = Settings {
        opens_at: plan.opens,
        closes_at: plan.closes,
        asked: Asked {
            segments: plan.segments.clone(),
            sampling,
            send: true,
            until_settled: plan.until_settled,
        },
        rest_days: plan.rest,
        quota: plan.quota,
    };
    let kept = open.wave.settings();
    let nothing = Settings {
        asked: Asked {
            send: true,
            ..Asked::default()
        },
        ..Settings::default()
    };
    let shown = match settings == nothing {
        true => kept,
        false => {
            let segments = protocol.as_ref().map_or(&[][..], |one| &one.segments);
            let known: Vec<&str> = segments.iter().map(|one| one.code.as_str()).collect();
            let faults = settings.faults(&kept, &known, open.now);
            if !faults.is_empty() {
                let said: Vec<String> = faults.iter().map(Fault::to_string).collect();
                return Err(Failure::User(said.join("\n")));
            }
            if !plan.common.dry_run {
                let decided = asking::Plan {
                    settings: settings.clone(),
                    ..asking::Plan::default()
                };
                let (programme, number) = (&open.programme, open.wave.number);
                let tx = open.db.begin().await?;
                asking::plan(&tx, &actor(), programme, number, &decided, open.now).await?;
                tx.commit().await.map_err(StoreError::from)?;
            }
            settings
        }
    };
    let reach = reach(&open, &shown).await?;
    let segments: Vec<_> = reach
        .segments
        .iter()
        .map(|one| json!({ "segment": one.code, "left": one.left, "taken": one.taken }))
        .collect();
    say(&json!({
        "wave": open.wave.number, "opens_at": shown.opens_at, "closes_at": shown.closes_at,
        "asked": shown.asked, "rest_days": shown.rest_days, "quota": shown.quota,
        "left": reach.left(), "takes": reach.taken(), "resting": reach.resting,
        "opted_out": reach.opted_out, "without_address": reach.without_address, "segments": segments,
        "dry_run": plan.common.dry_run,
    })
    .to_string());
    Ok(())
}

/// What the plan comes to, as its page shows it.
async fn reach(open: &Open, settings: &Settings) -> Result<asking::Reach, Failure> {
    let db = &open.db.reader;
    let key = open.config.link_key();
    let key = key.map_err(|error| Failure::User(chain(&error)))?;
    let survey = surveys::by_id(db, open.wave.survey_version_id).await?.code;
    let at = settings.opens_at.unwrap_or(open.now).max(open.now);
    let (programme, wave) = (&open.programme, Some(&open.wave));
    Ok(asking::reach(db, programme, wave, settings, &survey, &key, at).await?)
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
    let step = match (&mailing, sending.number) {
        (Mailing::First | Mailing::More(_), _) => "invitation".to_owned(),
        (Mailing::Reminder, Some(number)) => format!("reminder {number}"),
        (Mailing::Reminder, None) => {
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
        Mailing::Reminder => 0,
    };
    let counts = outbox::recipients(&tx, &open.wave, &step, open.now).await?;
    let queued = outbox::enqueue(&tx, &actor(), &open.wave, &step, open.now, open.now).await?;
    // What was counted was counted inside; dropped, nothing of it happened.
    match sending.common.dry_run {
        true => drop(tx),
        false => tx.commit().await.map_err(StoreError::from)?,
    }
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
    match common.dry_run {
        true => drop(tx),
        false => tx.commit().await.map_err(StoreError::from)?,
    }
    if open.json {
        say(&json!({ "wave": open.wave.number, "closed": !common.dry_run }).to_string());
        return Ok(());
    }
    let told = match common.dry_run {
        true => "cli-wave-would-close",
        false => "cli-wave-closed",
    };
    say(&t_args(
        &open.language,
        told,
        &[("wave", open.wave.number.into())],
    ));
    Ok(())
}
