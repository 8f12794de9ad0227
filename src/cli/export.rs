//! `peil export`: the answers of a wave as CSV, a page at a time.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::place::Place;
use super::{Everywhere, Failure, choose};
use crate::clock::Clock;
use crate::domain::language::Language;
use crate::import::export::{Export, Shape, dictionary, hidden_segments};
use crate::store::audit::Actor;
use crate::store::exports::{self, Reading};
use crate::store::{StoreError, protocols, surveys, waves};
use crate::texts::{Arg, t, t_args};

#[derive(Debug, Args)]
pub struct Arguments {
    /// A row for each answer, not for each response.
    #[arg(long)]
    long: bool,
    /// What the columns mean, and no answers.
    #[arg(long, conflicts_with = "long")]
    dictionary: bool,
    /// Write to this file; without it to standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    choice: choose::Choice,
    #[command(flatten)]
    place: Place,
}

impl Arguments {
    /// Whether the result goes to a file, and not to standard output.
    pub fn writes_a_file(&self) -> bool {
        self.out.is_some()
    }
}

pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    let Some(number) = arguments.choice.wave else {
        return Err(Failure::User(t(&language, "cli-export-needs-wave")));
    };
    let (_, db) = arguments.place.open().await?;
    let programme = arguments.choice.programme(&db, &language).await?;
    let number = i32::try_from(number).unwrap_or(i32::MAX);
    let wave = waves::by_number(&db.reader, &programme, number).await?;
    let survey = surveys::by_id(&db.reader, wave.survey_version_id)
        .await?
        .survey;
    if arguments.dictionary {
        let mut out = target(arguments, &language)?;
        put(&mut *out, &dictionary(&survey, &language), &language)?;
        return Ok(db.close().await?);
    }
    if !exports::may_go(&wave) {
        return Err(Failure::User(t(&language, "exports-running")));
    }
    let protocol = protocols::current(&db.reader, programme.id)
        .await?
        .ok_or_else(|| Failure::User(t(&language, "cli-no-protocol")))?;
    let counts = exports::segments(&db.reader, &wave).await?;
    let threshold = u64::from(protocol.protocol.rules.privacy_threshold);
    let shape = match arguments.long {
        true => Shape::Long,
        false => Shape::Wide,
    };
    let export = Export::new(&survey, shape, hidden_segments(&counts, threshold));
    let tx = db.begin().await?;
    let actor = Actor::program("peil export");
    exports::note(&tx, &actor, &programme, &wave, Clock::System.now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let mut out = target(arguments, &language)?;
    put(&mut *out, &export.header(), &language)?;
    let mut reading = Reading::of(&wave);
    while let Some(rows) = reading.next(&db.reader).await? {
        put(&mut *out, &export.rows(&rows), &language)?;
    }
    out.flush().map_err(|error| unwritable(&error, &language))?;
    Ok(db.close().await?)
}

fn target(arguments: &Arguments, language: &Language) -> Result<Box<dyn Write>, Failure> {
    Ok(match &arguments.out {
        None => Box::new(io::stdout().lock()),
        Some(path) => Box::new(File::create(path).map_err(|error| unwritable(&error, language))?),
    })
}

fn put(out: &mut dyn Write, bytes: &[u8], language: &Language) -> Result<(), Failure> {
    out.write_all(bytes)
        .map_err(|error| unwritable(&error, language))
}

fn unwritable(error: &io::Error, language: &Language) -> Failure {
    let args = [("error", Arg::from(error.to_string()))];
    Failure::User(t_args(language, "cli-export-unwritable", &args))
}
