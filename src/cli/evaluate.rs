//! `peil evaluate`: every parameter of every wave, from the database or straight from a folder.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::output::{say, say_error, table};
use super::{Everywhere, Failure, folder};
use crate::domain::evaluation::evaluate;
use crate::domain::evaluation::results::{Evaluation, ParameterResult, WaveResult};
use crate::domain::language::Language;
use crate::domain::parameter::{Parameter, Scale};
use crate::domain::protocol::Protocol;
use crate::domain::verdict::Verdict;
use crate::texts::numbers::{decimal, percent};
use crate::texts::{Arg, t, t_args};

#[derive(Debug, Args)]
pub struct Arguments {
    /// A folder laid out like surveys/servicedesk, instead of the database.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Only this wave.
    #[arg(long, value_name = "N")]
    wave: Option<u32>,
}

pub fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    let Some(dir) = &arguments.dir else {
        return Err(Failure::Finding);
    };
    let folder = folder::open(dir, &language)?;
    for name in &folder.ignored {
        let args = [("file", Arg::from(name))];
        say_error(&t_args(&language, "cli-file-ignored", &args));
    }
    let protocol = &folder.protocol.read;
    check_wave(protocol, arguments.wave, &language)?;
    let evaluation = evaluate(protocol, &folder.evidence());
    let surveys: Vec<String> = folder
        .surveys
        .iter()
        .map(|survey| survey.read.hash())
        .collect();
    let source = json!({ "protocol": protocol.hash(), "surveys": surveys, "source": "folder" });
    print(protocol, &evaluation, arguments.wave, source, everywhere);
    Ok(())
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

/// The evaluation as one line of JSON, or as tables for a person.
fn print(
    protocol: &Protocol,
    evaluation: &Evaluation,
    only: Option<u32>,
    provenance: serde_json::Value,
    everywhere: &Everywhere,
) {
    if everywhere.json {
        return say(&evaluation.document(provenance));
    }
    for wave in evaluation
        .waves
        .iter()
        .filter(|w| only.is_none_or(|only| only == w.number))
    {
        print_wave(protocol, wave, &everywhere.language());
    }
    let args = [("hash", Arg::from(evaluation.hash()))];
    say(&t_args(&everywhere.language(), "cli-results-hash", &args));
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
