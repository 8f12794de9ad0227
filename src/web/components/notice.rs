//! Words set apart: a remark, and the summary of what is wrong.

use maud::{Markup, html};

use crate::domain::language::Language;
use crate::texts::t_args;

/// What is wrong, with the id of the control that it leads to.
pub type Wrong = (Option<String>, String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    Warn,
}

pub fn notice(tone: Tone, contents: &Markup) -> Markup {
    let class = match tone {
        Tone::Plain => "notice",
        Tone::Good => "notice good",
        Tone::Warn => "notice warn",
    };
    html! { div class=(class) role="status" { (contents) } }
}

/// On top of a refused form: each problem, leading to its field (an id) where it has one.
pub fn error_summary(language: &Language, problems: &[(Option<&str>, String)]) -> Markup {
    html! {
        @if !problems.is_empty() {
            div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
                h2 #errors {
                    (t_args(language, "staff-error-summary", &[("count", problems.len().into())]))
                }
                ul {
                    @for (field, problem) in problems {
                        li {
                            @if let Some(field) = field { a href={ "#" (field) } { (problem) } }
                            @else { (problem) }
                        }
                    }
                }
            }
        }
    }
}

/// The same of what is wrong with a form.
pub fn summary(language: &Language, wrong: &[Wrong]) -> Markup {
    let wrong: Vec<_> = wrong
        .iter()
        .map(|(field, sentence)| (field.as_deref(), sentence.clone()))
        .collect();
    error_summary(language, &wrong)
}
