//! `peil import`: takes in a CSV file, whole or not at all.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;
use uuid::Uuid;

use super::output::say;
use super::place::Place;
use super::{Everywhere, Failure, choose};
use crate::clock::Clock;
use crate::domain::canonical::sha256_hex;
use crate::domain::evidence::{FileKind, Rows};
use crate::domain::language::Language;
use crate::import::{Context, Imported, Problem, read};
use crate::store::audit::Actor;
use crate::store::imports::{File, Taken, take};
use crate::store::programmes::Programme;
use crate::store::protocols::ProtocolVersion;
use crate::store::surveys::SurveyVersion;
use crate::store::waves::Wave;
use crate::store::{Database, StoreError, batches, protocols, surveys, undo, waves};
use crate::texts::numbers::date;
use crate::texts::{Arg, t, t_args};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Arguments {
    /// What the file holds.
    #[arg(value_enum, required = true)]
    kind: Option<Kind>,
    #[arg(required = true)]
    file: Option<PathBuf>,
    /// Say what would be new, changed and unchanged, and store nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    choice: choose::Choice,
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    instead: Option<Instead>,
}

#[derive(Debug, Subcommand)]
enum Instead {
    /// List the files that were taken in, newest first.
    List {
        #[command(flatten)]
        choice: choose::Choice,
        #[command(flatten)]
        place: Place,
    },
    /// Take a file out again: what it added goes, what it changed is as it was.
    Undo {
        /// The import, as `peil import list` names it.
        batch: Uuid,
        #[command(flatten)]
        choice: choose::Choice,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Kind {
    Clients,
    Responses,
    Interviews,
    Measurements,
    Tickets,
    Comments,
    Dispositions,
}

impl From<Kind> for FileKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Clients => Self::Clients,
            Kind::Responses => Self::Responses,
            Kind::Interviews => Self::Interviews,
            Kind::Measurements => Self::Measurements,
            Kind::Tickets => Self::Tickets,
            Kind::Comments => Self::Comments,
            Kind::Dispositions => Self::Dispositions,
        }
    }
}

pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    match &arguments.instead {
        Some(Instead::List { choice, place }) => list(choice, place, everywhere).await,
        Some(Instead::Undo {
            batch,
            choice,
            place,
        }) => undo(*batch, choice, place, everywhere).await,
        None => match (arguments.kind, &arguments.file) {
            (Some(kind), Some(path)) => bring(arguments, kind.into(), path, everywhere).await,
            _ => Ok(()), // both are required where no subcommand stands
        },
    }
}

async fn bring(
    arguments: &Arguments,
    kind: FileKind,
    path: &Path,
    everywhere: &Everywhere,
) -> Result<(), Failure> {
    let language = everywhere.language();
    let bytes = read_file(path, &language)?;
    let (_, db) = arguments.place.open().await?;
    let programme = arguments.choice.programme(&db, &language).await?;
    let (protocol, wave, survey) =
        surroundings(kind, arguments, &db, &programme, &language).await?;
    let context = Context {
        protocol: &protocol.protocol,
        survey: survey.as_ref().map(|version| &version.survey),
        usual: &Language::dutch(),
    };
    // Only responses need a survey, and for them a wave was demanded.
    let Some(imported) = read(kind, &bytes, context) else {
        return Err(Failure::User(t(&language, "cli-import-needs-wave")));
    };
    refuse_problems(path, &imported, everywhere)?;
    if imported.rows.has_undated_tickets() && wave.is_none() {
        return Err(Failure::User(t(&language, "cli-import-tickets-need-wave")));
    }
    let name = path
        .file_name()
        .map_or_else(String::new, |n| n.display().to_string());
    let hash = sha256_hex(&bytes);
    let item = survey
        .as_ref()
        .and_then(|version| version.survey.comment_item());
    let file = File {
        name: &name,
        hash: &hash,
        comment_item: item.map_or("", |item| item.code.as_str()),
    };
    let tx = db.begin().await?;
    let taken = take(
        &tx,
        &Actor::program("peil import"),
        &programme,
        wave.as_ref(),
        file,
        &imported.rows,
        Clock::System.now(),
    )
    .await?;
    if arguments.dry_run {
        tx.rollback().await.map_err(StoreError::from)?;
    } else {
        tx.commit().await.map_err(StoreError::from)?;
    }
    tell(&imported, taken, arguments.dry_run, everywhere);
    Ok(db.close().await?)
}

async fn list(
    choice: &choose::Choice,
    place: &Place,
    everywhere: &Everywhere,
) -> Result<(), Failure> {
    let language = everywhere.language();
    let (_, db) = place.open().await?;
    let programme = choice.programme(&db, &language).await?;
    for batch in batches::of_programme(&db.reader, programme.id).await? {
        if everywhere.json {
            let told = json!({
                "batch": batch.id, "kind": batch.kind.code(), "file": batch.file_name,
                "sha256": batch.file_hash, "rows": batch.row_count, "at": batch.created_at,
                "undone_at": batch.undone_at,
            });
            say(&told.to_string());
            continue;
        }
        let args = [
            ("batch", Arg::from(batch.id.to_string())),
            ("kind", batch.kind.code().into()),
            ("file", batch.file_name.as_str().into()),
            ("rows", i64::from(batch.row_count).into()),
            ("at", date(&language, batch.created_at.date_naive()).into()),
            ("undone", i64::from(batch.undone_at.is_some()).into()),
        ];
        say(&t_args(&language, "cli-import-listed", &args));
    }
    Ok(db.close().await?)
}

async fn undo(
    batch: Uuid,
    choice: &choose::Choice,
    place: &Place,
    everywhere: &Everywhere,
) -> Result<(), Failure> {
    let language = everywhere.language();
    let (_, db) = place.open().await?;
    let programme = choice.programme(&db, &language).await?;
    let tx = db.begin().await?;
    let batch = batches::by_id(&tx, programme.id, batch).await?;
    let actor = Actor::program("peil import undo");
    let undone = undo::undo(&tx, &actor, &programme, &batch, Clock::System.now()).await?;
    let undone = match undone {
        Ok(undone) => undone,
        Err(obstacle) => {
            tx.rollback().await.map_err(StoreError::from)?;
            return Err(Failure::User(obstacle.message(&language)));
        }
    };
    tx.commit().await.map_err(StoreError::from)?;
    if everywhere.json {
        say(&json!({ "batch": batch.id, "undone": undone }).to_string());
    } else {
        say(&undone.message(&language));
    }
    Ok(db.close().await?)
}

fn read_file(file: &Path, language: &Language) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| {
        let args = [
            ("file", Arg::from(file.display().to_string())),
            ("error", Arg::from(error.to_string())),
        ];
        Failure::User(t_args(language, "cli-cannot-read-file", &args))
    })
}

type Surroundings = (ProtocolVersion, Option<Wave>, Option<SurveyVersion>);

/// The protocol that the file is read against, and the wave and survey when it belongs to one.
async fn surroundings(
    kind: FileKind,
    arguments: &Arguments,
    db: &Database,
    programme: &Programme,
    language: &Language,
) -> Result<Surroundings, Failure> {
    let db = &db.reader;
    let protocol = protocols::current(db, programme.id)
        .await?
        .ok_or_else(|| Failure::User(t(language, "cli-no-protocol")))?;
    if kind.is_of_wave() && arguments.choice.wave.is_none() {
        return Err(Failure::User(t(language, "cli-import-needs-wave")));
    }
    let Some(number) = arguments.choice.wave else {
        return Ok((protocol, None, None));
    };
    let number = i32::try_from(number).unwrap_or(i32::MAX);
    let wave = waves::by_number(db, programme, number).await?;
    let survey = surveys::by_id(db, wave.survey_version_id).await?;
    // Only what has no date of its own is tied to the wave that was named.
    let tied = kind.is_of_wave() || kind == FileKind::Tickets;
    Ok((protocol, tied.then_some(wave), Some(survey)))
}

/// A file with any bad cell is refused whole; every one of them is told.
fn refuse_problems(
    file: &Path,
    imported: &Imported<Rows>,
    everywhere: &Everywhere,
) -> Result<(), Failure> {
    if imported.is_clean() {
        return Ok(());
    }
    let language = everywhere.language();
    if everywhere.json {
        let problems: Vec<_> = imported
            .problems
            .iter()
            .map(|problem| as_json(problem, &language))
            .collect();
        let unlisted = imported.unlisted_problems;
        say(&json!({ "taken": false, "problems": problems, "unlisted": unlisted }).to_string());
        return Err(Failure::Finding);
    }
    let mut lines: Vec<String> = imported
        .problems
        .iter()
        .map(|problem| line(file, problem, &language))
        .collect();
    let count = imported.problems.len() as u64 + imported.unlisted_problems;
    let args = [("count", Arg::from(count))];
    lines.push(t_args(&language, "cli-import-refused", &args));
    Err(Failure::User(lines.join("\n")))
}

fn line(file: &Path, problem: &Problem, language: &Language) -> String {
    let column = problem
        .column
        .as_ref()
        .map_or_else(String::new, |name| format!("{name}: "));
    format!(
        "{}:{}: {column}{} — {}",
        file.display(),
        problem.line,
        problem.message(language),
        problem.remedy(language)
    )
}

fn as_json(problem: &Problem, language: &Language) -> serde_json::Value {
    json!({
        "line": problem.line,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "message": problem.message(language),
        "remedy": problem.remedy(language),
    })
}

fn tell(imported: &Imported<Rows>, taken: Taken, dry: bool, everywhere: &Everywhere) {
    let language = everywhere.language();
    if everywhere.json {
        let line = match taken {
            Taken::New { rows, .. } if dry => json!({ "taken": false, "would": rows }),
            Taken::New { batch, rows } => json!({ "taken": true, "batch": batch, "rows": rows }),
            Taken::Before { batch, at } => json!({ "taken": false, "before": batch, "at": at }),
        };
        return say(&line.to_string());
    }
    for note in &imported.notes {
        say(&format!("{}: {}", note.line, note.message(&language)));
    }
    if !imported.ignored_columns.is_empty() {
        let args = [("columns", Arg::from(imported.ignored_columns.join(", ")))];
        say(&t_args(&language, "cli-import-ignored", &args));
    }
    match taken {
        Taken::New { rows, .. } => {
            let args = [
                ("added", Arg::from(rows.added as u64)),
                ("changed", Arg::from(rows.changed as u64)),
                ("unchanged", Arg::from(rows.unchanged as u64)),
            ];
            let key = match dry {
                true => "cli-import-would",
                false => "cli-import-taken",
            };
            say(&t_args(&language, key, &args));
        }
        Taken::Before { .. } => say(&t(&language, "cli-import-before")),
    }
}
