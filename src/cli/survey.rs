//! `peil survey`: looks a survey file over while it is being written, without a database.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::json;

use super::output::say;
use super::{Everywhere, Failure};
use crate::domain::definition::{self, Look};
use crate::domain::instruments;
use crate::domain::language::Language;
use crate::domain::logic::{Logic, Warning};
use crate::domain::survey::Survey;
use crate::texts::{Arg, t, t_args};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say everything that is wrong with a survey file, with line, column and remedy.
    Check {
        /// A survey as TOML.
        file: PathBuf,
    },
    /// List every distinct path through a survey.
    Paths {
        /// A survey as TOML.
        file: PathBuf,
    },
    /// Show a survey file as clients will see it, with why each question is asked; read anew at
    /// each look.
    Preview {
        /// A survey as TOML.
        file: PathBuf,
        /// Where on this computer.
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8081")]
        listen: SocketAddr,
    },
    /// Write the JSON Schema of survey files, by which an editor completes and checks them.
    Schema,
    /// List the instruments that come with Peil, or write one as TOML to begin from.
    Ready {
        /// Which one; without it they are listed.
        code: Option<String>,
        /// Its test parameters and analyses instead, for a protocol.
        #[arg(long, requires = "code")]
        measures: bool,
    },
}

pub fn run(command: &Command, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    match command {
        Command::Check { file } => {
            let survey = read(file, &language)?;
            check(&survey, everywhere);
        }
        Command::Paths { file } => {
            let survey = read(file, &language)?;
            paths(&survey, everywhere);
        }
        // Shown by the part that serves pages.
        Command::Preview { .. } => {}
        Command::Schema => say(&format!("{:#}", definition::schema())),
        Command::Ready { code: None, .. } => list(everywhere),
        Command::Ready {
            code: Some(code),
            measures,
        } => {
            let known: Vec<&str> = instruments::ALL.iter().map(|one| one.code).collect();
            let one = instruments::find(code).ok_or_else(|| {
                let args = [
                    ("code", Arg::from(code)),
                    ("known", known.join(", ").into()),
                ];
                Failure::User(t_args(&language, "survey-no-such-instrument", &args))
            })?;
            let text = if *measures { one.measures } else { one.text };
            say(text.trim_end());
        }
    }
    Ok(())
}

fn list(everywhere: &Everywhere) {
    let language = everywhere.language();
    for one in &instruments::ALL {
        let Some(survey) = one.survey() else { continue };
        let feeds: Vec<String> = one.parameters().into_iter().map(|p| p.id).collect();
        let title = survey.title.get(&language);
        if everywhere.json {
            let items = survey.items().count();
            let told =
                json!({ "code": one.code, "title": title, "items": items, "parameters": feeds });
            say(&told.to_string());
            continue;
        }
        say(&format!("{:<24} {title} ({})", one.code, feeds.join(", ")));
    }
}

fn read(file: &Path, language: &Language) -> Result<Survey, Failure> {
    let bytes = std::fs::read(file).map_err(|error| {
        let args = [
            ("file", Arg::from(file.display().to_string())),
            ("error", error.to_string().into()),
        ];
        Failure::User(t_args(language, "survey-file-unreadable", &args))
    })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let args = [("file", Arg::from(file.display().to_string()))];
        Failure::User(t_args(language, "survey-file-not-text", &args))
    })?;
    let name = file.display().to_string();
    Survey::parse(&name, &text)
        .map_err(|problems| Failure::User(problems.render(&text, Look::Plain, language)))
}

fn logic(survey: &Survey) -> Logic {
    // The survey was just read, which compiled its conditions already.
    Logic::of(survey).unwrap_or_default()
}

fn check(survey: &Survey, everywhere: &Everywhere) {
    let language = everywhere.language();
    let warnings = logic(survey).warnings(survey);
    if everywhere.json {
        let named = |warning: &Warning| match warning {
            Warning::NeverShown { item } => json!({ "never_shown": item }),
            Warning::NeverAskedPage { page } => json!({ "never_asked_page": page }),
        };
        let warnings: Vec<_> = warnings.iter().map(named).collect();
        let told = json!({ "code": survey.code, "sound": true, "warnings": warnings });
        say(&told.to_string());
        return;
    }
    for warning in &warnings {
        let (key, code) = match warning {
            Warning::NeverShown { item } => ("survey-never-shown", item),
            Warning::NeverAskedPage { page } => ("survey-never-asked-page", page),
        };
        say(&t_args(&language, key, &[("code", code.into())]));
    }
    let args = [
        ("code", Arg::from(&survey.code)),
        ("pages", survey.pages.len().into()),
        ("questions", survey.questions().count().into()),
    ];
    say(&t_args(&language, "survey-is-sound", &args));
}

fn paths(survey: &Survey, everywhere: &Everywhere) {
    let language = everywhere.language();
    let routes = logic(survey).routes(survey);
    if everywhere.json {
        let listed: Vec<_> = routes
            .routes
            .iter()
            .map(|route| json!({ "items": route.items, "because": route.because }))
            .collect();
        let told = json!({ "complete": routes.complete, "paths": listed });
        say(&told.to_string());
        return;
    }
    for (at, route) in routes.routes.iter().enumerate() {
        let because: Vec<String> = route
            .because
            .iter()
            .map(|(item, answer)| format!("{item} = {}", json!(answer)))
            .collect();
        say(&format!("{}. {}", at + 1, route.items.join(" → ")));
        if !because.is_empty() {
            let args = [("answers", Arg::from(because.join(", ")))];
            say(&t_args(&language, "survey-path-because", &args));
        }
    }
    if !routes.complete {
        say(&t(&language, "survey-paths-too-many"));
    }
}
