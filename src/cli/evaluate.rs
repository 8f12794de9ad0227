//! `peil evaluate`: every parameter of every wave, from the database or straight from a folder.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::choose::Choice;
use super::output::{say, say_error, table};
use super::place::Place;
use super::{Everywhere, Failure, folder};
use crate::clock::Clock;
use crate::domain::evaluation::results::{ParameterResult, WaveResult};
use crate::domain::evaluation::{Evidence, evaluate};
use crate::domain::language::Language;
use crate::domain::parameter::{Parameter, Scale};
use crate::domain::protocol::Protocol;
use crate::domain::snapshot::Snapshot;
use crate::domain::survey::Survey;
use crate::domain::verdict::Verdict;
use crate::store::audit::Actor;
use crate::store::{StoreError, evidence, protocols, snapshots, surveys};
use crate::texts::numbers::{decimal, percent};
use crate::texts::{Arg, t, t_args};

#[derive(Debug, Args)]
pub struct Arguments {
    /// A folder laid out like surveys/servicedesk, instead of the database.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["programme", "database", "data"])]
    dir: Option<PathBuf>,
    /// Freeze the evaluation of the wave as a snapshot in the database.
    #[arg(long, requires = "wave", conflicts_with = "dir")]
    freeze: bool,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    place: Place,
}

/// What an evaluation rests on, wherever it came from.
pub struct Basis {
    pub protocol: Protocol,
    pub surveys: Vec<Survey>,
    pub evidence: Evidence,
    /// `folder` or `database`.
    source: &'static str,
}

pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    if arguments.freeze {
        return freeze(arguments, everywhere, &language).await;
    }
    let basis = match &arguments.dir {
        Some(dir) => from_folder(dir, &language)?,
        None => from_database(&arguments.choice, &arguments.place, &language).await?,
    };
    let wave = arguments.choice.wave;
    check_wave(&basis.protocol, wave, &language)?;
    let evaluation = evaluate(&basis.protocol, &basis.evidence);
    if everywhere.json {
        say(&evaluation.document(basis.provenance()));
        return Ok(());
    }
    for result in evaluation
        .waves
        .iter()
        .filter(|w| wave.is_none_or(|only| only == w.number))
    {
        print_wave(&basis.protocol, result, &language);
    }
    let args = [("hash", Arg::from(evaluation.hash()))];
    say(&t_args(&language, "cli-results-hash", &args));
    Ok(())
}

/// Keeps the evaluation with all that it rests on; the same evidence gives the same snapshot.
async fn freeze(
    arguments: &Arguments,
    everywhere: &Everywhere,
    language: &Language,
) -> Result<(), Failure> {
    let (_, db) = arguments.place.open().await?;
    let programme = arguments.choice.programme(&db, language).await?;
    let wave = arguments.choice.wave.unwrap_or_default();
    let now = Clock::System.now();
    let gathered = snapshots::gather(&db.reader, &programme, wave, now).await?;
    let (inputs, evidence) =
        gathered.ok_or_else(|| Failure::User(t(language, "cli-no-protocol")))?;
    check_wave(&inputs.protocol, Some(wave), language)?;
    let snapshot = Snapshot::take(inputs, &evidence);
    let tx = db.begin().await?;
    let actor = Actor::program("peil evaluate");
    let kept = snapshots::keep(&tx, &actor, &programme, &snapshot, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    db.close().await?;
    if everywhere.json {
        say(&json!({ "snapshot": kept.id, "sha256": kept.standing.hash }).to_string());
    } else {
        let args = [("hash", Arg::from(&kept.standing.hash))];
        say(&t_args(language, "cli-frozen", &args));
    }
    Ok(())
}

pub fn from_folder(dir: &Path, language: &Language) -> Result<Basis, Failure> {
    let folder = folder::open(dir, language)?;
    for name in &folder.ignored {
        let args = [("file", Arg::from(name))];
        say_error(&t_args(language, "cli-file-ignored", &args));
    }
    let evidence = folder.evidence();
    let surveys = folder
        .surveys
        .into_iter()
        .map(|survey| survey.read)
        .collect();
    Ok(Basis {
        protocol: folder.protocol.read,
        surveys,
        evidence,
        source: "folder",
    })
}

/// The frozen protocol and all that came in; the draft while nothing is frozen.
pub async fn from_database(
    choice: &Choice,
    place: &Place,
    language: &Language,
) -> Result<Basis, Failure> {
    let (_, db) = place.open().await?;
    let programme = choice.programme(&db, language).await?;
    let frozen = protocols::frozen(&db.reader, programme.id).await?;
    let version = match frozen {
        Some(frozen) => frozen,
        None => protocols::current(&db.reader, programme.id)
            .await?
            .ok_or_else(|| Failure::User(t(language, "cli-no-protocol")))?,
    };
    let protocol = version.protocol;
    let evidence = evidence::of_programme(&db.reader, &programme, &protocol).await?;
    let surveys = surveys::of_programme(&db.reader, programme.id).await?;
    let surveys = surveys.into_iter().map(|version| version.survey).collect();
    db.close().await?;
    Ok(Basis {
        protocol,
        surveys,
        evidence,
        source: "database",
    })
}

impl Basis {
    fn provenance(&self) -> serde_json::Value {
        let surveys: Vec<String> = self.surveys.iter().map(Survey::hash).collect();
        json!({ "protocol": self.protocol.hash(), "surveys": surveys, "source": self.source })
    }
}

/// Refuses a wave that the protocol does not have.
fn check_wave(protocol: &Protocol, wave: Option<u32>, language: &Language) -> Result<(), Failure> {
    match wave {
        Some(number) if protocol.wave(number).is_none() => {
            let known: Vec<String> = protocol
                .waves
                .iter()
                .map(|w| w.number.to_string())
                .collect();
            let args = [
                ("wave", Arg::from(number.to_string())),
                ("known", Arg::from(known.join(", "))),
            ];
            Err(Failure::User(t_args(language, "cli-no-such-wave", &args)))
        }
        _ => Ok(()),
    }
}

fn print_wave(protocol: &Protocol, wave: &WaveResult, language: &Language) {
    let name = protocol
        .wave(wave.number)
        .map_or("", |plan| plan.name.get(language));
    say(&format!(
        "{} {}: {name}",
        t(language, "cli-wave"),
        wave.number
    ));
    let (target, limit) = (t(language, "cli-target"), t(language, "cli-limit"));
    let header = ["", "n", "", "", &target, &limit];
    let rows: Vec<Vec<String>> = protocol
        .parameters
        .iter()
        .zip(&wave.parameters)
        .map(|(parameter, result)| row(parameter, result, language))
        .collect();
    table(&header, &rows);
    for (goal, result) in protocol.goals.iter().zip(&wave.goals) {
        say(&format!(
            "{} {}: {}",
            goal.code,
            goal.name.get(language),
            result.status.code()
        ));
    }
    say("");
}

fn row(parameter: &Parameter, result: &ParameterResult, language: &Language) -> Vec<String> {
    let number = |value: Option<f64>| {
        value.map_or_else(String::new, |value| match parameter.scale {
            Scale::Share => percent(language, value, parameter.decimals),
            Scale::Number => decimal(language, value, parameter.decimals),
        })
    };
    let interval = match (result.low, result.high) {
        (Some(low), Some(high)) if low < high => {
            format!("({} - {})", number(Some(low)), number(Some(high)))
        }
        _ => String::new(),
    };
    let verdict = |verdict: Verdict| {
        t(
            language,
            &format!("common-verdict-{}", verdict.code().replace('_', "-")),
        )
    };
    vec![
        format!("{} {}", parameter.code, parameter.name.get(language)),
        result.n.map_or_else(String::new, |n| format!("{n}")),
        number(result.value),
        interval,
        verdict(result.target_verdict),
        verdict(result.limit_verdict),
    ]
}
