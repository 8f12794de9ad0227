//! `peil report`: the report of a wave as a file, for any of its readers.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::choose::Choice;
use super::evaluate::from_folder;
use super::output::say;
use super::place::Place;
use super::{Everywhere, Failure};
use crate::clock::Clock;
use crate::domain::canonical::sha256_hex;
use crate::domain::edition::Edition;
use crate::domain::language::Language;
use crate::domain::proceedings::Proceedings;
use crate::domain::protocol::Protocol;
use crate::domain::snapshot::{Inputs, Snapshot, SurveyInput, WaveCounts};
use crate::report::Input;
use crate::report::files::{self, Kind};
use crate::store::{proceedings, snapshots};
use crate::texts::{Arg, t, t_args};
use crate::web::assets;

#[derive(Debug, Args)]
pub struct Arguments {
    /// A folder laid out like surveys/servicedesk, instead of the database.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["programme", "database", "data"])]
    dir: Option<PathBuf>,
    /// For whom: management, staff or clients.
    #[arg(long, value_name = "EDITION", default_value = "management", value_parser = edition)]
    edition: Edition,
    /// html, pdf, xlsx, csv or json.
    #[arg(long, value_name = "FORMAT", default_value = "html", value_parser = kind)]
    format: Kind,
    /// Where to write it; standard output when left away.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    place: Place,
}

fn edition(word: &str) -> Result<Edition, String> {
    Edition::from_code(word).ok_or_else(|| "one of management, staff, clients".to_owned())
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::from_code(word).ok_or_else(|| "one of html, pdf, xlsx, csv, json".to_owned())
}

/// What a report is written from: the newest snapshot of the wave, or what is there now.
struct Basis {
    snapshot: Snapshot,
    program: String,
    proceedings: Proceedings,
}

impl Arguments {
    /// Whether the result goes to a file, and not to standard output.
    pub fn writes_a_file(&self) -> bool {
        self.out.is_some()
    }
}

pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    let basis = match &arguments.dir {
        Some(dir) => of_folder(dir, arguments, &language)?,
        None => of_database(arguments, &language).await?,
    };
    let bytes = written(&basis, arguments, &language)?;
    let Some(file) = &arguments.out else {
        let mut out = std::io::stdout().lock();
        let done = out.write_all(&bytes).and_then(|()| out.flush());
        return done.map_err(|error| Failure::Fault(error.into()));
    };
    std::fs::write(file, bytes).map_err(|error| {
        let args = [
            ("file", Arg::from(file.display().to_string())),
            ("error", Arg::from(error.to_string())),
        ];
        Failure::User(t_args(&language, "cli-cannot-write-file", &args))
    })?;
    let args = [("file", Arg::from(file.display().to_string()))];
    say(&t_args(&language, "cli-report-written", &args));
    Ok(())
}

fn written(basis: &Basis, arguments: &Arguments, language: &Language) -> Result<Vec<u8>, Failure> {
    let (kind, edition) = (arguments.format, arguments.edition);
    if kind == Kind::Json && edition == Edition::Management {
        let json = basis.snapshot.canonical_json();
        return Ok(Snapshot::file(&json, &basis.program).into_bytes());
    }
    let surveys = basis.snapshot.surveys();
    let as_of = basis.snapshot.as_of();
    let input = Input {
        protocol: &basis.snapshot.inputs.protocol,
        surveys: &surveys,
        evaluation: &basis.snapshot.results,
        wave: basis.snapshot.inputs.wave,
        is_open: basis.snapshot.is_open(),
        as_of: as_of.min(Clock::System.now().date_naive()),
        files: &basis.snapshot.inputs.batches,
        proceedings: &basis.proceedings,
    };
    if !kind.is_built() {
        return Err(Failure::User(t(language, "cli-no-pdf")));
    }
    let style = assets::text("report.css");
    files::write(&input, edition, language, kind, &style)
        .map_err(|error| Failure::Fault(error.into()))
}

fn of_folder(
    dir: &std::path::Path,
    arguments: &Arguments,
    language: &Language,
) -> Result<Basis, Failure> {
    let basis = from_folder(dir, language)?;
    let wave = asked(&basis.protocol, arguments, language)?;
    let surveys = basis.surveys.iter().map(|survey| SurveyInput {
        code: survey.code.clone(),
        hash: survey.hash(),
        survey: survey.clone(),
    });
    let inputs = Inputs {
        wave,
        cut_off: None,
        protocol_hash: basis.protocol.hash(),
        surveys: surveys.collect(),
        batches: Vec::new(),
        counts: basis
            .protocol
            .waves
            .iter()
            .map(|plan| WaveCounts {
                wave: plan.number,
                is_open: !plan.closed,
                responses: 0,
            })
            .collect(),
        statements: 0,
        measurements: 0,
        tickets: 0,
        amendments: Vec::new(),
        protocol: basis.protocol,
    };
    Ok(Basis {
        snapshot: Snapshot::take(inputs, &basis.evidence),
        program: concat!("peil ", env!("CARGO_PKG_VERSION")).to_owned(),
        proceedings: Proceedings::default(),
    })
}

async fn of_database(arguments: &Arguments, language: &Language) -> Result<Basis, Failure> {
    let (_, db) = arguments.place.open().await?;
    let programme = arguments.choice.programme(&db, language).await?;
    let now = Clock::System.now();
    let wave = arguments.choice.wave.unwrap_or_default();
    let kept = match arguments.choice.wave {
        Some(wave) => snapshots::newest(&db.reader, &programme, wave).await?,
        None => None,
    };
    let (snapshot, program) = match &kept {
        Some(kept) => (kept.read()?, kept.standing.program.clone()),
        None => {
            let gathered = snapshots::gather(&db.reader, &programme, wave, now).await?;
            let (inputs, evidence) =
                gathered.ok_or_else(|| Failure::User(t(language, "cli-no-protocol")))?;
            asked(&inputs.protocol, arguments, language)?;
            let program = concat!("peil ", env!("CARGO_PKG_VERSION")).to_owned();
            (Snapshot::take(inputs, &evidence), program)
        }
    };
    let proceedings = proceedings::of(&db.reader, &programme, kept.as_ref(), &snapshot).await?;
    db.close().await?;
    Ok(Basis {
        snapshot,
        program,
        proceedings,
    })
}

/// The wave that was named; one has to be.
fn asked(protocol: &Protocol, arguments: &Arguments, language: &Language) -> Result<u32, Failure> {
    let wave = arguments.choice.wave;
    match wave.and_then(|number| protocol.wave(number)) {
        Some(plan) => Ok(plan.number),
        None => {
            let waves = protocol.waves.iter();
            let known: Vec<String> = waves.map(|wave| wave.number.to_string()).collect();
            let args = [("known", Arg::from(known.join(", ")))];
            let said = t_args(language, "cli-report-needs-wave", &args);
            Err(Failure::User(said))
        }
    }
}

#[derive(Debug, Args)]
pub struct Verifying {
    /// A snapshot (.json), an archive (.zip), or the first digits of the hash of a snapshot in the
    /// database.
    #[arg(value_name = "SNAPSHOT")]
    target: String,
    #[command(flatten)]
    place: Place,
}

/// Holds a snapshot or an archive against its hashes, and a snapshot in the database also against
/// what the evaluation gives now.
pub async fn verify(arguments: &Verifying, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    let file = PathBuf::from(&arguments.target);
    if file.is_file() {
        let bytes = std::fs::read(&file).map_err(|error| Failure::User(error.to_string()))?;
        let found = crate::report::archive::verify(&bytes);
        let found = found.map_err(|error| Failure::User(error.to_string()))?;
        return told(
            &language,
            everywhere,
            &found.hash,
            found.files,
            &found.wrong,
        );
    }
    let (_, db) = arguments.place.open().await?;
    let kept = snapshots::by_hash(&db.reader, &arguments.target).await?;
    let Some(kept) = kept else {
        let args = [("target", Arg::from(&arguments.target))];
        return Err(Failure::User(t_args(
            &language,
            "cli-verify-unknown",
            &args,
        )));
    };
    if sha256_hex(kept.document.as_bytes()) != kept.standing.hash {
        let wrong = vec!["snapshot".to_owned()];
        return told(&language, everywhere, &kept.standing.hash, 1, &wrong);
    }
    let snapshot = kept.read()?;
    let programme = crate::store::programmes::by_id(&db.reader, kept.programme_id).await?;
    let cut_off = snapshot
        .inputs
        .cut_off
        .unwrap_or_else(|| Clock::System.now());
    let gathered = snapshots::gather(&db.reader, &programme, kept.wave, cut_off).await?;
    let wrong = match gathered {
        Some((inputs, evidence)) => {
            let again = Snapshot::take(inputs, &evidence);
            if again.canonical_json() == kept.document {
                Vec::new()
            } else {
                snapshot.differences(&again)
            }
        }
        None => vec!["protocol".to_owned()],
    };
    db.close().await?;
    told(&language, everywhere, &kept.standing.hash, 1, &wrong)
}

fn told(
    language: &Language,
    everywhere: &Everywhere,
    hash: &str,
    files: usize,
    wrong: &[String],
) -> Result<(), Failure> {
    if everywhere.json {
        let line = serde_json::json!({
            "sha256": hash, "files": files, "verified": wrong.is_empty(), "differs": wrong,
        });
        say(&line.to_string());
    } else if wrong.is_empty() {
        let args = [("hash", Arg::from(hash)), ("files", Arg::from(files))];
        say(&t_args(language, "cli-verified", &args));
    } else {
        let args = [("wrong", Arg::from(wrong.join(", ")))];
        say(&t_args(language, "cli-not-verified", &args));
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Failure::Finding)
    }
}
