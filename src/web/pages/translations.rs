//! The translations of a questionnaire: how far each is, the way out and the way back.

use maud::{Markup, html};

use super::frame::framed;
use super::publication::state_of;
use crate::domain::definition;
use crate::domain::language::Language;
use crate::domain::survey::Survey;
use crate::domain::translation::{Line, Progress};
use crate::import;
use crate::store::surveys::SurveyVersion;
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::notice::error_summary;
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::words::{direction, own_name};
use crate::web::work::Work;

/// A sound file of translations, and what becomes of the questionnaire by it.
pub struct Brought {
    /// The file, to be sent again when it is kept.
    pub rows: String,
    pub changes: Vec<(Line, String)>,
    /// All texts that the file has a translation of.
    pub keys: Vec<String>,
    pub text: String,
    pub survey: Survey,
}

pub enum Problem {
    NoLanguage(String),
    IsSource,
    NoFile,
    Row(Box<import::Problem>),
    UnknownKey(u64, String),
    SourceChanged(u64, String),
    StillMissing(Vec<String>),
    ByHand(Vec<String>),
    Text(String),
    File(Box<definition::Problem>),
}

fn told(language: &Language, problem: &Problem) -> String {
    let at = |sentence: &str, line: u64, key: &str| {
        let args = [("line", line.to_string().into()), ("key", key.into())];
        t_args(language, sentence, &args)
    };
    let list = |sentence: &str, keys: &[String]| {
        t_args(language, sentence, &[("keys", keys.join(", ").into())])
    };
    match problem {
        Problem::NoLanguage(tag) => t_args(
            language,
            "versions-no-language",
            &[("tag", tag.as_str().into())],
        ),
        Problem::IsSource => t(language, "versions-not-source"),
        Problem::NoFile => t(language, "versions-no-file"),
        Problem::Row(problem) => format!(
            "{}: {}. {}.",
            problem.line,
            problem.message(language),
            problem.remedy(language)
        ),
        Problem::UnknownKey(line, key) => at("versions-unknown-key", *line, key),
        Problem::SourceChanged(line, key) => at("versions-source-changed", *line, key),
        Problem::StillMissing(keys) => list("versions-still-missing", keys),
        Problem::ByHand(keys) => list("versions-by-hand", keys),
        Problem::Text(problem) => problem.clone(),
        Problem::File(problem) => problem.line_in(language),
    }
}

pub fn index(work: &Work, version: &SurveyVersion, problems: &[Problem]) -> Markup {
    let language = &work.language;
    let survey = &version.survey;
    let name = survey.title.get(language);
    let title = t_args(
        language,
        "versions-translations-title",
        &[("name", name.into())],
    );
    let lead = t(language, "versions-translations-lead");
    let own = work.at(&format!("surveys/{}/translations", version.code));
    let problems: Vec<(Option<&str>, String)> = problems
        .iter()
        .map(|problem| (None, told(language, problem)))
        .collect();
    let main = html! {
        (error_summary(language, &problems))
        (page_header(None, &title, Some(&lead), &Markup::default()))
        (scrolling(&title, &html! {
            table {
                thead {
                    tr {
                        th scope="col" { (t(language, "versions-language")) }
                        th scope="col" { (t(language, "versions-progress")) }
                        th scope="col" { (t(language, "versions-download")) }
                    }
                }
                tbody {
                    @for (at, of) in survey.languages.iter().enumerate() {
                        tr {
                            th scope="row" lang=(of) { (own_name(of)) }
                            td {
                                @if at == 0 { (t(language, "versions-source")) }
                                @else { (state_of(language, &Progress::of(survey, &version.sources, of))) }
                            }
                            td {
                                @if at > 0 {
                                    a href={ (own) ".csv?into=" (of) } download { (version.code) "-" (of) ".csv" }
                                } @else { "–" }
                            }
                        }
                    }
                }
            }
        }))
        section {
            h2 { (t(language, "versions-new-language")) }
            form.form method="get" action={ (own) ".csv" } {
                (Field::text("into", &t(language, "versions-new-language-tag"), "")
                    .hint(&t(language, "versions-new-language-hint")).input())
                div.row { button.button { (t(language, "versions-download")) } }
            }
        }
        section {
            h2 { (t(language, "versions-bring")) }
            form.form method="post" action=(own) enctype="multipart/form-data" {
                (Field::text("language", &t(language, "versions-language"), "")
                    .hint(&t(language, "versions-new-language-hint")).input())
                (Field::text("file", &t(language, "versions-file"), "").kind("file").input())
                div.row { button.button.primary { (t(language, "versions-bring-action")) } }
            }
        }
    };
    framed(work, &title, Some(Step::Surveys), Some(&title), &main)
}

/// What a file changes, before any of it is kept.
pub fn brought(work: &Work, version: &SurveyVersion, of: &Language, brought: &Brought) -> Markup {
    let language = &work.language;
    let own = work.at(&format!("surveys/{}/translations", version.code));
    let args = [
        ("language", own_name(of).into()),
        ("count", brought.changes.len().into()),
    ];
    let title = t_args(language, "versions-brought-title", &args);
    let same = brought.keys.len() - brought.changes.len();
    let main = html! {
        (page_header(None, &title, None, &Markup::default()))
        @if brought.changes.is_empty() { p { (t(language, "versions-brought-nothing")) } }
        @else { (scrolling(&title, &changes(language, of, brought))) }
        @if same > 0 {
            p.quiet { (t_args(language, "versions-brought-kept", &[("count", same.into())])) }
        }
        form method="post" action=(own) enctype="multipart/form-data" {
            input type="hidden" name="language" value=(of);
            input type="hidden" name="rows" value=(brought.rows);
            input type="hidden" name="keep" value="1";
            div.row {
                button.button.primary { (t(language, "versions-store")) }
                a href=(own) { (t(language, "common-cancel")) }
            }
        }
    };
    framed(work, &title, Some(Step::Surveys), Some(&title), &main)
}

fn changes(language: &Language, of: &Language, brought: &Brought) -> Markup {
    html! {
        table.changes {
            thead {
                tr {
                    th scope="col" { (t(language, "versions-what")) }
                    th scope="col" { (t(language, "versions-source-text")) }
                    th scope="col" { (t(language, "versions-now")) }
                    th scope="col" { (t(language, "versions-then")) }
                }
            }
            tbody {
                @for (line, target) in &brought.changes {
                    tr {
                        th scope="row" { code { (line.key) } }
                        td { (line.source) }
                        td lang=(of) dir=[direction(of.tag())] {
                            @match &line.target { Some(now) => { del { (now) } } None => "–" }
                        }
                        td lang=(of) dir=[direction(of.tag())] { ins { (target) } }
                    }
                }
            }
        }
    }
}
