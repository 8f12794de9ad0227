//! `peil import`: takes in a CSV file, whole or not at all.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use sea_orm::TransactionTrait;
use serde_json::json;
use uuid::Uuid;

use super::import_around::{Around, Kind};
use super::import_large::{self, Bringing};
use super::output::{say, working};
use super::place::Place;
use super::{Everywhere, Failure, choose};
use crate::clock::Clock;
use crate::domain::canonical::sha256_hex;
use crate::domain::evidence::{FileKind, Rows};
use crate::domain::language::Language;
use crate::domain::survey::Survey;
use crate::import::mapping::{Mapping, as_read, suggested};
use crate::import::refused::{self, MOST_REASONS};
use crate::import::{Imported, Problem, Source, read, template};
use crate::store::audit::Actor;
use crate::store::batches::Unfinished;
use crate::store::import_files::{self, NewFile};
use crate::store::imports::{Destination, File, Said, Taken, take, try_out};
use crate::store::ledger::Fate;
use crate::store::{StoreError, batches, undo, unfinished};
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
    pub(super) dry_run: bool,
    /// A file that says which column is what, as --write-map writes it.
    #[arg(long, value_name = "MAP")]
    pub(super) map: Option<PathBuf>,
    /// Write down how the file would be read, to be changed and given back with --map; store nothing.
    #[arg(long, value_name = "MAP", conflicts_with = "dry_run")]
    pub(super) write_map: Option<PathBuf>,
    /// Write the refused rows with the reasons to this file, to be mended and imported again.
    #[arg(long, value_name = "CSV")]
    pub(super) refused: Option<PathBuf>,
    /// Take the good rows, and leave out those that are refused.
    #[arg(long)]
    pub(super) good_rows: bool,
    /// Why the protocol changes: needed where it is frozen, for clusters, services and agreements.
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    #[command(flatten)]
    choice: choose::Choice,
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    instead: Option<Instead>,
}

impl Arguments {
    /// Whether a file is read, and not something else done about files.
    pub fn takes_in(&self) -> bool {
        self.instead.is_none()
    }
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
    /// Print a file to begin with: the columns and two rows, in the language of --language.
    Template {
        #[arg(value_enum)]
        kind: Kind,
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

pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    match &arguments.instead {
        Some(Instead::List { choice, place }) => list(choice, place, everywhere).await,
        Some(Instead::Template {
            kind,
            choice,
            place,
        }) => template((*kind).into(), choice, place, everywhere).await,
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
    let (_, db) = arguments.place.open().await?;
    let programme = arguments.choice.programme(&db, &language).await?;
    let usual = Language::dutch();
    let around = Around::of(kind, &arguments.choice, &db, &programme, &language).await?;
    let (context, wave) = (around.context(&usual), around.tied.as_ref());
    let chosen = match &arguments.map {
        Some(map) => mapping_file(map, &language)?,
        None => Mapping::new(),
    };
    let memory = import_files::memory(&db.reader, &programme, kind).await?;
    let mut memory = Mapping::from_json(&memory);
    if import_large::is_large(kind, path) {
        let bringing = Bringing {
            arguments,
            path,
            kind,
            db: &db,
            programme: &programme,
            wave,
            context,
            source: Source {
                mapping: &chosen,
                earlier: &memory,
                ..Source::plain(&[])
            },
            everywhere,
        };
        if import_large::bring(bringing).await? {
            return Ok(db.close().await?);
        }
    }
    let bytes = read_file(path, &language)?;
    let source = Source {
        mapping: &chosen,
        earlier: &memory,
        listed: match arguments.refused {
            Some(_) => MOST_REASONS,
            None => Source::plain(&bytes).listed,
        },
        ..Source::plain(&bytes)
    };
    // What needs a survey or the coding of a wave was demanded one.
    let Some(imported) = read(kind, source, context) else {
        return Err(Failure::User(t(&language, "cli-import-needs-wave")));
    };
    if let Some(map) = &arguments.write_map {
        return write_map(map, &suggested(&imported, &source, &language), &language);
    }
    let imported = sound(arguments, path, imported, &source, everywhere)?;
    if imported.rows.has_undated_tickets() && wave.is_none() {
        return Err(Failure::User(t(&language, "cli-import-tickets-need-wave")));
    }
    let name = path
        .file_name()
        .map_or_else(String::new, |n| n.display().to_string());
    let hash = sha256_hex(&bytes);
    let item = context.survey.and_then(Survey::comment_item);
    let file = File {
        name: &name,
        hash: &hash,
        kept: NewFile {
            bytes: &bytes,
            mapping: &as_read(&imported, &source, false).to_json(),
            refused: imported.refused_rows.len(),
        },
    };
    let actor = Actor::program("peil import");
    let to = Destination {
        programme: &programme,
        wave,
        comment_item: item.map_or("", |item| item.code.as_str()),
        said: Some(Said {
            actor: &actor,
            name: &actor.name,
            reason: arguments.reason.as_deref().unwrap_or_default(),
        }),
        now: Clock::System.now(),
    };
    if arguments.dry_run {
        let tx = db.reader.begin().await.map_err(StoreError::from)?;
        let (taken, fates) = try_out(&tx, to, file, &imported.rows).await?;
        tx.rollback().await.map_err(StoreError::from)?;
        let told = row_by_row(&imported, &fates, &language);
        tell(&imported, taken, (true, Some(told)), everywhere);
        return Ok(db.close().await?);
    }
    import_large::make_way(&db, &programme, &language).await?;
    let tx = db.begin().await?;
    let taken = match take(&tx, &actor, to, file, &imported.rows).await {
        Err(StoreError::Frozen) => {
            return Err(Failure::User(t(&language, "cli-import-needs-reason")));
        }
        taken => taken?,
    };
    if arguments.map.is_some() {
        memory.remember(&chosen);
        import_files::remember(&tx, &programme, kind, &memory.to_json()).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    tell(&imported, taken, (false, None), everywhere);
    Ok(db.close().await?)
}

/// The file, or the good part of it where that was asked for; else every problem is told.
fn sound(
    arguments: &Arguments,
    path: &Path,
    imported: Imported<Rows>,
    source: &Source,
    everywhere: &Everywhere,
) -> Result<Imported<Rows>, Failure> {
    let language = everywhere.language();
    if imported.is_clean() {
        return Ok(imported);
    }
    let good = imported.good_part();
    if let Some(to) = arguments
        .refused
        .as_ref()
        .filter(|_| !good.refused_rows.is_empty())
    {
        write_file(to, &refused::written(*source, &good, &language), &language)?;
        tell_refused(to, good.refused_rows.len(), everywhere);
    }
    if arguments.good_rows && good.can_part() {
        return Ok(good);
    }
    refuse_problems(path, &good, everywhere)?;
    Ok(good)
}

/// Says where the refused rows are.
pub(super) fn tell_refused(to: &Path, rows: usize, everywhere: &Everywhere) {
    let args = [
        ("rows", Arg::from(rows as u64)),
        ("file", Arg::from(to.display().to_string())),
    ];
    if !everywhere.json {
        let language = everywhere.language();
        say(&t_args(&language, "cli-import-refused-written", &args));
    }
}

/// Every row of the file, with what would become of it.
fn row_by_row(
    imported: &Imported<Rows>,
    fates: &[Fate],
    language: &Language,
) -> Vec<serde_json::Value> {
    let taken = imported.row_numbers.iter().zip(fates);
    let mut rows: Vec<(u64, serde_json::Value)> = taken
        .map(|(row, fate)| match fate {
            Fate::Added => (*row, json!({ "row": row, "fate": "new" })),
            Fate::Unchanged => (*row, json!({ "row": row, "fate": "unchanged" })),
            Fate::Changed(changes) => (
                *row,
                json!({ "row": row, "fate": "changed", "changes": changes }),
            ),
        })
        .collect();
    for row in &imported.refused_rows {
        let of_row = imported.problems.iter().filter(|one| one.row == *row);
        let why: Vec<_> = of_row.map(|problem| as_json(problem, language)).collect();
        rows.push((
            *row,
            json!({ "row": row, "fate": "refused", "problems": why }),
        ));
    }
    rows.sort_by_key(|(row, _)| *row);
    rows.into_iter().map(|(_, told)| told).collect()
}

fn mapping_file(map: &Path, language: &Language) -> Result<Mapping, Failure> {
    let bytes = read_file(map, language)?;
    Mapping::parse(&String::from_utf8_lossy(&bytes)).map_err(|error| {
        let args = [
            ("file", Arg::from(map.display().to_string())),
            ("error", Arg::from(error)),
        ];
        Failure::User(t_args(language, "cli-import-bad-map", &args))
    })
}

/// Writes a mapping to a file that is not there yet: one that was changed by hand stays.
pub(super) fn write_map(map: &Path, text: &str, language: &Language) -> Result<(), Failure> {
    if map.exists() {
        let args = [("file", Arg::from(map.display().to_string()))];
        return Err(Failure::User(t_args(
            language,
            "cli-import-map-is-there",
            &args,
        )));
    }
    write_file(map, text.as_bytes(), language)?;
    let args = [("file", Arg::from(map.display().to_string()))];
    say(&t_args(language, "cli-import-map-written", &args));
    Ok(())
}

fn write_file(file: &Path, bytes: &[u8], language: &Language) -> Result<(), Failure> {
    std::fs::write(file, bytes).map_err(|error| {
        let args = [
            ("file", Arg::from(file.display().to_string())),
            ("error", Arg::from(error.to_string())),
        ];
        Failure::User(t_args(language, "cli-cannot-write-file", &args))
    })
}

async fn template(
    kind: FileKind,
    choice: &choose::Choice,
    place: &Place,
    everywhere: &Everywhere,
) -> Result<(), Failure> {
    let language = everywhere.language();
    let (_, db) = place.open().await?;
    let programme = choice.programme(&db, &language).await?;
    let around = Around::of(kind, choice, &db, &programme, &language).await?;
    let context = around.context(&language);
    let file = template::written(kind, context, &language).unwrap_or_default();
    say(String::from_utf8_lossy(&file).trim_end());
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
    for batch in batches::all_of_programme(&db.reader, programme.id).await? {
        if everywhere.json {
            let told = json!({
                "batch": batch.id, "kind": batch.kind.code(), "file": batch.file_name,
                "sha256": batch.file_hash, "rows": batch.row_count, "at": batch.created_at,
                "undone_at": batch.undone_at, "unfinished": batch.unfinished,
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
            (
                "unfinished",
                batch.unfinished.map_or("", Unfinished::code).into(),
            ),
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
    import_large::make_way(&db, &programme, &language).await?;
    let batch = batches::by_id(&db.reader, programme.id, batch).await?;
    let actor = Actor::program("peil import undo");
    let now = Clock::System.now();
    let args = [("file", Arg::from(batch.file_name.as_str()))];
    let said = Said {
        actor: &actor,
        name: &actor.name,
        reason: &t_args(&language, "imports-undo-reason", &args),
    };
    let undone = match undo::take_out(&db, said, &programme, &batch, now).await? {
        Ok(undone) => undone,
        Err(obstacle) => return Err(Failure::User(obstacle.message(&language))),
    };
    working(&language, "cli-working-clear");
    unfinished::clear(&db, Some(&programme), now).await?;
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

/// A file with any bad cell is refused whole; every one of them is told.
pub(super) fn refuse_problems<R>(
    file: &Path,
    imported: &Imported<R>,
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

pub(super) fn tell<R>(
    imported: &Imported<R>,
    taken: Taken,
    (dry, rows_told): (bool, Option<Vec<serde_json::Value>>),
    everywhere: &Everywhere,
) {
    let language = everywhere.language();
    let refused = imported.refused_rows.len();
    if everywhere.json {
        let line = match taken {
            Taken::New { rows, .. } if dry => {
                let mut told = json!({ "taken": false, "would": rows, "refused": refused, "columns": imported.columns });
                if let (Some(rows), Some(told)) = (rows_told, told.as_object_mut()) {
                    told.insert("rows".to_owned(), rows.into());
                }
                told
            }
            Taken::New { batch, rows } => {
                json!({ "taken": true, "batch": batch, "rows": rows, "refused": refused })
            }
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
    if dry {
        for column in &imported.columns {
            let field = column.field.as_deref().unwrap_or("–");
            say(&format!(
                "  {} → {field} ({})",
                column.header,
                column.why.told(&language)
            ));
        }
    }
    if refused > 0 {
        let args = [("rows", Arg::from(refused as u64))];
        say(&t_args(&language, "cli-import-left-out", &args));
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
