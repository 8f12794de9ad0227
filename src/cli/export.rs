//! `peil export`: the answers of a wave as a file for analysis, a page at a time.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::place::Place;
use super::{Everywhere, Failure, choose};
use crate::clock::Clock;
use crate::domain::language::Language;
use crate::import::export::{Format, Shape, Unwritable, Writer, dictionary, hidden_segments};
use crate::store::audit::Actor;
use crate::store::exports::{self, Reading};
use crate::store::{StoreError, protocols, surveys, waves};
use crate::texts::{Arg, t, t_args};

#[derive(Debug, Args)]
pub struct Arguments {
    /// What to export.
    #[arg(value_enum, default_value_t)]
    what: What,
    /// Lay answers out with a row for each response, or for each answer.
    #[arg(long, value_enum, default_value_t)]
    shape: Layout,
    /// The same as --shape long.
    #[arg(long, conflicts_with = "shape")]
    long: bool,
    /// What to write; spss gives a ZIP of CSV and syntax.
    #[arg(long, value_enum, default_value_t)]
    format: As,
    /// What the columns mean, and no answers.
    #[arg(long, conflicts_with_all = ["long", "shape", "format"])]
    dictionary: bool,
    /// Write to this file; without it to standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    choice: choose::Choice,
    #[command(flatten)]
    place: Place,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum What {
    #[default]
    Responses,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Layout {
    #[default]
    Wide,
    Long,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum As {
    #[default]
    Csv,
    Json,
    Xlsx,
    Parquet,
    Spss,
}

impl From<As> for Format {
    fn from(wanted: As) -> Self {
        match wanted {
            As::Csv => Self::Csv,
            As::Json => Self::Json,
            As::Xlsx => Self::Xlsx,
            As::Parquet => Self::Parquet,
            As::Spss => Self::Spss,
        }
    }
}

impl Arguments {
    fn shape(&self) -> Shape {
        match (self.shape, self.long) {
            (Layout::Wide, false) => Shape::Wide,
            _ => Shape::Long,
        }
    }

    /// Whether the result goes to a file, and not to standard output.
    pub fn writes_a_file(&self) -> bool {
        self.out.is_some()
    }
}

pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    let (format, What::Responses) = (Format::from(arguments.format), arguments.what);
    if !format.goes_with(arguments.shape()) {
        return Err(Failure::User(t(&language, "cli-export-spss-is-wide")));
    }
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
        let mut target = Target::of(arguments, &language)?;
        target.put(&dictionary(&survey, &language))?;
        target.finish()?;
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
    let hidden = hidden_segments(&counts, threshold);
    let mut target = Target::of(arguments, &language)?;
    let shape = (format, arguments.shape());
    let mut writer = Writer::new(&survey, shape, hidden, &language)
        .map_err(|error| unwritable(&error, &language))?;
    let tx = db.begin().await?;
    let actor = Actor::program("peil export");
    exports::note(&tx, &actor, &programme, &wave, Clock::System.now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    target.put_made(writer.start())?;
    let mut reading = Reading::of(&db.reader, &wave, writer.places());
    while let Some(rows) = reading.next().await? {
        target.put_made(writer.rows(&rows))?;
    }
    target.put_made(writer.end())?;
    target.finish()?;
    Ok(db.close().await?)
}

/// Where an export goes. A file gets its name only once it is whole.
struct Target<'a> {
    out: Box<dyn Write>,
    /// The file that is written, and the name that it gets.
    part: Option<(PathBuf, &'a Path)>,
    language: &'a Language,
}

impl<'a> Target<'a> {
    fn of(arguments: &'a Arguments, language: &'a Language) -> Result<Self, Failure> {
        let create = |path: &Path| -> Result<Box<dyn Write>, Failure> {
            let file = File::create(path).map_err(|error| unwritable(&error, language))?;
            Ok(Box::new(file))
        };
        let (out, part): (Box<dyn Write>, _) = match arguments.out.as_deref() {
            None => (Box::new(io::stdout().lock()), None),
            // A pipe or a device has no other name to be written under.
            Some(path) if path.exists() && !path.is_file() => (create(path)?, None),
            Some(path) => {
                let mut part = path.as_os_str().to_owned();
                part.push(".part");
                let part = PathBuf::from(part);
                (create(&part)?, Some((part, path)))
            }
        };
        Ok(Self {
            out,
            part,
            language,
        })
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let put = self.out.write_all(bytes);
        put.map_err(|error| unwritable(&error, self.language))
    }

    fn put_made(&mut self, made: Result<Vec<u8>, Unwritable>) -> Result<(), Failure> {
        let bytes = made.map_err(|error| unwritable(&error, self.language))?;
        self.put(&bytes)
    }

    fn finish(mut self) -> Result<(), Failure> {
        let mut finished = self.out.flush();
        if let Some((part, path)) = self.part.take().filter(|_| finished.is_ok()) {
            finished = std::fs::rename(part, path);
        }
        finished.map_err(|error| unwritable(&error, self.language))
    }
}

impl Drop for Target<'_> {
    /// What did not become whole goes.
    fn drop(&mut self) {
        if let Some((part, _)) = &self.part {
            let _ = std::fs::remove_file(part);
        }
    }
}

fn unwritable(error: &impl ToString, language: &Language) -> Failure {
    let args = [("error", Arg::from(error.to_string()))];
    Failure::User(t_args(language, "cli-export-unwritable", &args))
}
