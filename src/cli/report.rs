//! `peil report`: the report of a wave as a file.

use std::path::PathBuf;

use clap::Args;

use super::choose::Choice;
use super::evaluate::{from_database, from_folder};
use super::output::say;
use super::place::Place;
use super::{Everywhere, Failure};
use crate::clock::Clock;
use crate::domain::evaluation::evaluate;
use crate::report::{Input, ReportError, html, management};
use crate::texts::{Arg, t_args};
use crate::web::assets;

#[derive(Debug, Args)]
pub struct Arguments {
    /// A folder laid out like surveys/servicedesk, instead of the database.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["programme", "database", "data"])]
    dir: Option<PathBuf>,
    /// Where to write it; standard output when left away.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    place: Place,
}

/// Writes the management edition as one HTML file that needs nothing beside it.
pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    let basis = match &arguments.dir {
        Some(dir) => from_folder(dir, &language)?,
        None => from_database(&arguments.choice, &arguments.place, &language).await?,
    };
    let plan = arguments
        .choice
        .wave
        .and_then(|number| basis.protocol.wave(number));
    let Some(plan) = plan else {
        let known: Vec<String> = basis
            .protocol
            .waves
            .iter()
            .map(|wave| wave.number.to_string())
            .collect();
        let args = [("known", Arg::from(known.join(", ")))];
        return Err(Failure::User(t_args(
            &language,
            "cli-report-needs-wave",
            &args,
        )));
    };
    let evaluation = evaluate(&basis.protocol, &basis.evidence);
    let input = Input {
        protocol: &basis.protocol,
        surveys: &basis.surveys,
        evaluation: &evaluation,
        wave: plan.number,
        is_open: !plan.closed,
        as_of: plan.evidence_to.min(Clock::System.now().date_naive()),
    };
    let fault = |error: ReportError| Failure::Fault(error.into());
    let document = management(&input, &language).map_err(fault)?;
    let page = html::standalone(&document, &assets::text("report.css"))
        .map_err(|error| Failure::Fault(error.into()))?;
    let Some(file) = &arguments.out else {
        say(&page);
        return Ok(());
    };
    std::fs::write(file, page).map_err(|error| {
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
