//! `peil wave plan`: decides whom a wave asks and when, and says what that comes to.

use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};
use serde_json::json;

use super::output::{say, table};
use super::place::chain;
use super::wave::{Common, Open, actor, find, keep};
use super::{Everywhere, Failure};
use crate::domain::planning::{Fault, Settings};
use crate::domain::protocol::{PrivacyMode, Protocol};
use crate::domain::sample::{Asked, Sampling};
use crate::store::asking::Reach;
use crate::store::{asking, protocols, surveys};
use crate::texts::{Arg, t, t_args};

#[derive(Debug, Args)]
pub(super) struct Arguments {
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
    segments: Option<Vec<String>>,
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
    #[arg(long, value_name = "DAYS")]
    rest: Option<u32>,
    /// Close by itself at so many answers.
    #[arg(long, value_name = "N")]
    quota: Option<u32>,
    /// Remind nobody any more once every verdict is settled.
    #[arg(long)]
    until_settled: bool,
    /// What is told of who answers; fixed from the first invitation on.
    #[arg(long, value_name = "MODE")]
    privacy: Option<Privacy>,
    /// The version of its questionnaire; fixed from the first invitation on.
    #[arg(long, value_name = "N")]
    survey_version: Option<i32>,
    /// Forget what was planned before; without this, what is not named stays as it is.
    #[arg(long)]
    anew: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Privacy {
    Named,
    Confidential,
    Anonymous,
}

impl From<Privacy> for PrivacyMode {
    fn from(privacy: Privacy) -> Self {
        match privacy {
            Privacy::Named => Self::Named,
            Privacy::Confidential => Self::Confidential,
            Privacy::Anonymous => Self::Anonymous,
        }
    }
}

pub(super) async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let open = find(&arguments.common, everywhere).await?;
    let protocol = protocols::current(&open.db.reader, open.programme.id).await?;
    let protocol = protocol.map(|one| one.protocol);
    let kept = open.wave.settings();
    let settings = settings(arguments, &kept, protocol.as_ref());
    let plan = asking::Plan {
        privacy: arguments.privacy.map(PrivacyMode::from),
        survey_version_id: match arguments.survey_version {
            Some(version) => Some(self::version(&open, version).await?),
            None => None,
        },
        settings,
    };
    let is_changed =
        plan.settings != kept || plan.privacy.is_some() || plan.survey_version_id.is_some();
    if is_changed {
        check(&open, &plan.settings, &kept, protocol.as_ref())?;
        let tx = open.db.begin().await?;
        let number = open.wave.number;
        asking::plan(&tx, &actor(), &open.programme, number, &plan, open.now).await?;
        keep(tx, arguments.common.dry_run).await?;
    }
    let reach = reach(&open, &plan.settings).await?;
    match open.json {
        true => tell_machine(&open, &plan, &reach, arguments.common.dry_run),
        false => tell_people(&open, &reach),
    }
    Ok(())
}

/// What was planned before with what is named now.
fn settings(arguments: &Arguments, kept: &Settings, protocol: Option<&Protocol>) -> Settings {
    let mut settings = match arguments.anew {
        true => Settings {
            asked: Asked {
                send: true,
                ..Asked::default()
            },
            ..Settings::default()
        },
        false => kept.clone(),
    };
    let own_seed = protocol.map_or(1, |one| one.rules.seed);
    if let Some(size) = arguments.sample {
        let seed = arguments.seed.unwrap_or(own_seed);
        settings.asked.sampling = match arguments.minimum {
            None => Sampling::Simple { size, seed },
            Some(minimum) => Sampling::Stratified {
                size,
                minimum,
                seed,
            },
        };
    }
    if let Some(segments) = &arguments.segments {
        settings.asked.segments.clone_from(segments);
    }
    settings.asked.until_settled |= arguments.until_settled;
    settings.opens_at = arguments.opens.or(settings.opens_at);
    settings.closes_at = arguments.closes.or(settings.closes_at);
    settings.rest_days = arguments.rest.unwrap_or(settings.rest_days);
    settings.quota = arguments.quota.or(settings.quota);
    settings
}

async fn version(open: &Open, version: i32) -> Result<uuid::Uuid, Failure> {
    let db = &open.db.reader;
    let own = surveys::by_id(db, open.wave.survey_version_id).await?;
    let mut versions = surveys::history(db, open.programme.id, &own.code).await?;
    versions.retain(|one| one.published_at.is_some());
    if let Some(found) = versions.iter().find(|one| one.version == version) {
        return Ok(found.id);
    }
    let known: Vec<String> = versions.iter().map(|one| one.version.to_string()).collect();
    let args = [
        ("survey", Arg::from(own.code)),
        ("version", version.into()),
        ("known", known.join(", ").into()),
    ];
    Err(Failure::User(t_args(
        &open.language,
        "cli-wave-no-version",
        &args,
    )))
}

fn check(
    open: &Open,
    settings: &Settings,
    kept: &Settings,
    protocol: Option<&Protocol>,
) -> Result<(), Failure> {
    let segments = protocol.map_or(&[][..], |one| &one.segments);
    let known: Vec<&str> = segments.iter().map(|one| one.code.as_str()).collect();
    let faults = settings.faults(kept, &known, open.now);
    if faults.is_empty() {
        return Ok(());
    }
    let said: Vec<String> = faults.iter().map(Fault::to_string).collect();
    Err(Failure::User(said.join("\n")))
}

/// What the plan comes to, as its page shows it.
async fn reach(open: &Open, settings: &Settings) -> Result<Reach, Failure> {
    let db = &open.db.reader;
    let key = open.config.link_key();
    let key = key.map_err(|error| Failure::User(chain(&error)))?;
    let survey = surveys::by_id(db, open.wave.survey_version_id).await?.code;
    let at = settings.opens_at.unwrap_or(open.now).max(open.now);
    let (programme, wave) = (&open.programme, Some(&open.wave));
    Ok(asking::reach(db, programme, wave, settings, &survey, &key, at).await?)
}

fn tell_machine(open: &Open, plan: &asking::Plan, reach: &Reach, dry_run: bool) {
    let settings = &plan.settings;
    let privacy = plan.privacy.unwrap_or(open.wave.privacy_mode);
    let segments: Vec<_> = reach
        .segments
        .iter()
        .map(|one| json!({ "segment": one.code, "left": one.left, "taken": one.taken }))
        .collect();
    say(&json!({
        "wave": open.wave.number, "opens_at": settings.opens_at, "closes_at": settings.closes_at,
        "privacy": privacy, "asked": settings.asked, "rest_days": settings.rest_days, "quota": settings.quota,
        "left": reach.left(), "takes": reach.taken(), "resting": reach.resting,
        "opted_out": reach.opted_out, "without_address": reach.without_address, "segments": segments,
        "dry_run": dry_run,
    })
    .to_string());
}

fn tell_people(open: &Open, reach: &Reach) {
    let language = &open.language;
    let args = [
        ("taken", reach.taken().into()),
        ("left", reach.left().into()),
    ];
    say(&t_args(language, "asking-plan-title", &args));
    let header = ["wave-segment", "asking-left", "asking-taken"].map(|key| t(language, key));
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let rows: Vec<Vec<String>> = reach
        .segments
        .iter()
        .map(|one| {
            vec![
                one.code.clone(),
                one.left.to_string(),
                one.taken.to_string(),
            ]
        })
        .collect();
    table(&header, &rows);
    if reach.resting > 0 || reach.opted_out > 0 {
        let args = [
            ("mailed", reach.mailed().into()),
            ("resting", reach.resting.into()),
            ("stopped", reach.opted_out.into()),
        ];
        say(&t_args(language, "asking-not-mailed", &args));
    }
    if reach.without_address > 0 {
        let args = [("count", reach.without_address.into())];
        say(&t_args(language, "asking-without-address", &args));
    }
}
