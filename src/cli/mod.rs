//! The command line: one file per command. What it prints is for people, or with `--json` for
//! machines; it ends with 0 (done), 1 (the user's error, or a finding) or 2 (our fault).

mod bounces;
pub mod check_statistics;
mod choose;
mod demo;
mod doctor;
mod evaluate;
mod export;
mod folder;
mod import;
mod import_around;
mod import_large;
pub mod load;
mod migrate;
mod open_link;
mod output;
mod place;
mod report;
mod serve;
mod survey;
mod survey_preview;
mod wave;
mod wave_plan;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::domain::language::Language;
use output::{rest, say_error, working};
use place::block_on;

/// Peil asks clients, and holds their answers against the level that was agreed.
#[derive(Debug, Parser)]
#[command(
    name = "peil",
    version,
    propagate_version = true,
    arg_required_else_help = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    everywhere: Everywhere,
}

/// What every command understands.
#[derive(Clone, Debug, Args)]
pub struct Everywhere {
    /// Print for a machine: one line of JSON.
    #[arg(long, global = true)]
    json: bool,
    /// The language of messages: nl or en.
    #[arg(
        long,
        global = true,
        value_name = "LANGUAGE",
        env = "PEIL_LANG",
        default_value = "en"
    )]
    lang: Spoken,
}

/// The two languages that the program itself speaks.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Spoken {
    Nl,
    En,
}

impl Everywhere {
    pub fn language(&self) -> Language {
        match self.lang {
            Spoken::Nl => Language::dutch(),
            Spoken::En => Language::english(),
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show the whole product on the source case, on a fresh database of its own.
    Demo(demo::Arguments),
    /// Run the web service.
    Serve(serve::Arguments),
    /// Bring the database up to date (SQLite does so by itself when the service starts).
    Migrate(place::Place),
    /// Put a folder of files in the database: programme, surveys, waves and evidence.
    Load(load::Arguments),
    /// Take in a CSV file; one bad cell and nothing is stored.
    Import(import::Arguments),
    /// Write the answers of a wave as CSV, JSON, a workbook or for SPSS.
    Export(export::Arguments),
    /// Look a survey file over while it is being written.
    #[command(subcommand)]
    Survey(survey::Command),
    /// Compare what came in with the protocol.
    Evaluate(evaluate::Arguments),
    /// Write the report of a wave.
    Report(report::Arguments),
    /// Plan, send, remind, tell and close a wave.
    Wave(wave::Arguments),
    /// Read reports of mail that could not be delivered, from a folder of .eml files.
    Bounces(bounces::Arguments),
    /// Prove that a snapshot or an archive is what it was.
    Verify(report::Verifying),
    /// Look at settings, database, keys and mail, and say what to mend.
    Doctor(place::Place),
    /// Hold the built-in methods against a folder of reference cases.
    CheckStatistics {
        /// Case files, as CSV or JSON.
        dir: PathBuf,
        /// The data that some cases compute on.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
}

/// Why a command did not end well.
#[derive(Debug)]
pub enum Failure {
    /// Something in the call or in a file that the user can mend; the text says what and how.
    User(String),
    /// The command did its work and found something that is not right; it was printed already.
    Finding,
    /// Something broke.
    Fault(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Fault(error)
    }
}

/// Runs one command line and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let mistaken = error.use_stderr();
            // Nothing can be done when the terminal itself is gone.
            let _ = error.print();
            return ExitCode::from(u8::from(mistaken));
        }
    };
    let ended = execute(&arguments.command, &arguments.everywhere);
    rest();
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Finding) => ExitCode::from(1),
        Err(Failure::User(message)) => {
            say_error(message.trim_end());
            ExitCode::from(1)
        }
        Err(Failure::Fault(error)) => {
            say_error(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// What is shown on a terminal while a command that may take long is at work; nothing for one that
/// writes its result there itself.
fn show_working(command: &Command, language: &Language) {
    let key = match command {
        Command::Load(_) => "cli-working-load",
        Command::Import(arguments) if arguments.takes_in() => "cli-working-import",
        Command::Evaluate(_) => "cli-working-evaluate",
        Command::Export(arguments) if arguments.writes_a_file() => "cli-working-export",
        Command::Report(arguments) if arguments.writes_a_file() => "cli-working-report",
        _ => return,
    };
    working(language, key);
}

fn execute(command: &Command, everywhere: &Everywhere) -> Result<(), Failure> {
    show_working(command, &everywhere.language());
    match command {
        Command::Demo(arguments) => block_on(demo::run(arguments, everywhere)),
        Command::Serve(arguments) => block_on(serve::run(arguments, everywhere)),
        Command::Survey(survey::Command::Preview { file, listen }) => {
            block_on(survey_preview::run(file, *listen, everywhere))
        }
        Command::Survey(command) => survey::run(command, everywhere),
        Command::Migrate(place) => block_on(migrate::run(place, everywhere)),
        Command::Load(arguments) => block_on(load::run(arguments, everywhere)),
        Command::Import(arguments) => block_on(import::run(arguments, everywhere)),
        Command::Export(arguments) => block_on(export::run(arguments, everywhere)),
        Command::Evaluate(arguments) => block_on(evaluate::run(arguments, everywhere)),
        Command::Report(arguments) => block_on(report::run(arguments, everywhere)),
        Command::Wave(arguments) => block_on(wave::run(arguments, everywhere)),
        Command::Bounces(arguments) => block_on(bounces::run(arguments, everywhere)),
        Command::Verify(arguments) => block_on(report::verify(arguments, everywhere)),
        Command::Doctor(place) => block_on(doctor::run(place, everywhere)),
        Command::CheckStatistics { dir, data } => {
            let all_agree = check_statistics::run(dir, data.as_deref())
                .map_err(|error| Failure::User(format!("{error:#}")))?;
            if all_agree {
                Ok(())
            } else {
                Err(Failure::Finding)
            }
        }
    }
}
