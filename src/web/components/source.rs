//! A definition file that is edited as text, with everything that is wrong at its line.

use maud::{Markup, html};

use super::field::Field;
use super::notice::error_summary;
use crate::domain::definition::{Problem, Problems};
use crate::domain::language::Language;
use crate::texts::{t, t_args};

/// Lines shown around one with a problem.
const AROUND: usize = 2;

/// What keeps a file from being stored.
pub enum Trouble {
    /// With its contents, line by line.
    Lines(Problems),
    /// With something else of the form: the field, and what is wrong in words.
    Other(&'static str, String),
}

/// The summary on top of a refused form, each line leading to where it is shown.
pub fn summary(language: &Language, trouble: Option<&Trouble>) -> Markup {
    match trouble {
        None => Markup::default(),
        Some(Trouble::Other(field, sentence)) => {
            error_summary(language, &[(Some(field), sentence.clone())])
        }
        Some(Trouble::Lines(problems)) => html! {
            @let count = problems.iter().count() + problems.unlisted();
            div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
                h2 #errors {
                    (t_args(language, "staff-error-summary", &[("count", count.into())]))
                }
                p { (t(language, "protocol-not-stored")) }
                ul {
                    @for problem in problems.iter() {
                        li {
                            a href={ "#line-" (problem.line) } { (place(language, problem)) }
                            ": " (problem.sentences(language))
                        }
                    }
                    @if problems.unlisted() > 0 {
                        li {
                            (t_args(language, "protocol-more-problems",
                                &[("count", problems.unlisted().into())]))
                        }
                    }
                }
            }
        },
    }
}

fn place(language: &Language, problem: &Problem) -> String {
    t_args(
        language,
        "protocol-place",
        &[
            ("line", problem.line.to_string().into()),
            ("column", problem.column.to_string().into()),
        ],
    )
}

/// What a check found, beside the text that is being written: each mistake with the way to its line.
pub fn findings(language: &Language, text: &str, trouble: &Trouble) -> Markup {
    let problems = match trouble {
        Trouble::Other(_, sentence) => return html! { p.error { (sentence) } },
        Trouble::Lines(problems) => problems,
    };
    let count = problems.iter().count() + problems.unlisted();
    html! {
        h2 { (t_args(language, "versions-mistakes", &[("count", count.into())])) }
        ul.plain.stack {
            @for problem in problems.iter() {
                li {
                    a href={ "#line-" (problem.line) } data-line=(problem.line) { (place(language, problem)) }
                    ": " (problem.sentences(language))
                }
            }
            @if problems.unlisted() > 0 {
                li {
                    (t_args(language, "protocol-more-problems",
                        &[("count", problems.unlisted().into())]))
                }
            }
        }
        (excerpt(language, text, problems))
    }
}

/// The fields of the form: the text, and a file that takes its place. The lines with a problem stand
/// above it with their numbers, since a text field has none.
pub fn fields(language: &Language, label: &str, text: &str, trouble: Option<&Trouble>) -> Markup {
    let problems = match trouble {
        Some(Trouble::Lines(problems)) => Some(problems),
        Some(Trouble::Other(..)) | None => None,
    };
    let file_error = match trouble {
        Some(Trouble::Other("file", sentence)) => Some(sentence.as_str()),
        _ => None,
    };
    html! {
        @if let Some(problems) = problems { (excerpt(language, text, problems)) }
        div.field {
            label for="text" { (label) }
            textarea.source #text name="text" rows="30" wrap="off" spellcheck="false"
                autocapitalize="off" aria-invalid=[problems.map(|_| "true")]
                aria-describedby=[problems.map(|_| "lines")] { "\n" (text) }
        }
        (Field::text("file", &t(language, "protocol-or-file"), "").kind("file")
            .hint(&t(language, "protocol-or-file-hint")).error(file_error).input())
    }
}

/// The lines around each problem, numbered, with its words under the line.
fn excerpt(language: &Language, text: &str, problems: &Problems) -> Markup {
    let listed: Vec<&Problem> = problems.iter().collect();
    let near = |line: usize| listed.iter().any(|one| one.line.abs_diff(line) <= AROUND);
    html! {
        div.excerpt #lines role="group" aria-label=(t(language, "protocol-lines")) tabindex="0" {
            @for (line, words) in text.lines().enumerate().map(|(at, words)| (at + 1, words)) {
                @if near(line) {
                    @let here: Vec<_> = listed.iter().filter(|one| one.line == line).collect();
                    @if line > 1 && !near(line - 1) { div.gap aria-hidden="true" { "⋮" } }
                    div.wrong[!here.is_empty()] id=[(!here.is_empty()).then(|| format!("line-{line}"))] {
                        span.at { (line) } code { (words) }
                    }
                    @for problem in here {
                        p.error { (problem.sentences(language)) }
                    }
                }
            }
        }
    }
}
