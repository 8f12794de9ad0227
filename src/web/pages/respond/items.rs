//! The kinds of items as form fields: a group with its question as the heading, targets as wide as
//! the row, and its error beside it.

use maud::{Markup, html};

use super::Opened;
use crate::domain::form::{FieldProblem, Filled, NOT_APPLICABLE, Problem, field_name};
use crate::domain::language::Text;
use crate::domain::survey::{Choice, Item, ItemKind};
use crate::texts::{t, t_args};
use crate::web::components::words::said;

/// The id of an item's first control, which its line in the error summary leads to.
pub fn control_id(code: &str) -> String {
    format!("a-{code}")
}

struct Field<'a> {
    opened: &'a Opened<'a>,
    item: &'a Item,
    filled: &'a Filled<'a>,
    name: String,
    /// The ids of help and error.
    described_by: Option<String>,
}

pub fn item(
    opened: &Opened,
    item: &Item,
    filled: &Filled,
    problem: Option<&FieldProblem>,
) -> Markup {
    let field = Field {
        opened,
        item,
        filled,
        name: field_name(&item.code),
        described_by: described_by(item, problem),
    };
    let around = html! {
        (help(&field))
        @if let Some(problem) = problem {
            span.error id={ "e-" (item.code) } { (sentence(opened, item, problem)) }
        }
    };
    let wrong = problem.is_some();
    match &item.kind {
        ItemKind::ShortText { .. } | ItemKind::LongText { .. } => html! {
            div.item.wrong[wrong] {
                label.asked for=(control_id(&item.code)) { (question(&field)) }
                (around)
                (text(&field, wrong))
                (not_applicable(&field, "checkbox"))
            }
        },
        ItemKind::Scale {
            low,
            high,
            low_label,
            high_label,
        } => group(
            &field,
            wrong,
            &around,
            &html! {
                (scale(&field, *low, *high, low_label, high_label))
                (not_applicable(&field, "radio"))
            },
        ),
        ItemKind::YesNo => group(
            &field,
            wrong,
            &around,
            &html! {
                (option(&field, "radio", "yes", true, &html! { (opened.words().yes) }))
                (option(&field, "radio", "no", false, &html! { (opened.words().no) }))
                (not_applicable(&field, "radio"))
            },
        ),
        ItemKind::SingleChoice { options } => group(
            &field,
            wrong,
            &around,
            &html! {
                (choices(&field, "radio", options))
                (not_applicable(&field, "radio"))
            },
        ),
        ItemKind::MultipleChoice { options } => group(
            &field,
            wrong,
            &around,
            &html! {
                (choices(&field, "checkbox", options))
                (not_applicable(&field, "checkbox"))
            },
        ),
    }
}

fn described_by(item: &Item, problem: Option<&FieldProblem>) -> Option<String> {
    match (has_help(item), problem.is_some()) {
        (false, false) => None,
        (true, false) => Some(format!("h-{}", item.code)),
        (false, true) => Some(format!("e-{}", item.code)),
        (true, true) => Some(format!("h-{0} e-{0}", item.code)),
    }
}

/// The question as the legend of its answers.
fn group(field: &Field, wrong: bool, around: &Markup, answers: &Markup) -> Markup {
    html! {
        fieldset.item.wrong[wrong] aria-describedby=[&field.described_by] {
            legend { (question(field)) }
            (around)
            (answers)
        }
    }
}

fn question(field: &Field) -> Markup {
    html! {
        (said(&field.item.text, field.opened.language))
        @if field.item.required { " " span.must { "(" (field.opened.words().required) ")" } }
    }
}

fn has_help(item: &Item) -> bool {
    item.help.is_some()
        || matches!(
            item.kind,
            ItemKind::MultipleChoice { .. } | ItemKind::LongText { .. }
        )
}

fn help(field: &Field) -> Markup {
    let item = field.item;
    let language = field.opened.language;
    html! {
        @if has_help(item) {
            p.help id={ "h-" (item.code) } {
                @if let Some(help) = &item.help { (said(help, language)) " " }
                @match &item.kind {
                    ItemKind::MultipleChoice { .. } => (field.opened.words().several),
                    ItemKind::LongText { max_chars } => {
                        (t_args(language, "client-up-to", &[("most", (*max_chars).into())]))
                    }
                    _ => {}
                }
            }
        }
    }
}

fn scale(field: &Field, low: u8, high: u8, low_label: &Text, high_label: &Text) -> Markup {
    let language = field.opened.language;
    let code = &field.item.code;
    let chosen = field.filled.number(code);
    html! {
        div.scale {
            @for number in low..=high {
                label {
                    span.n { (number) }
                    @if number == low { span.end { (said(low_label, language)) } }
                    @if number == high { span.end { (said(high_label, language)) } }
                    input type="radio" name=(field.name) value=(number)
                        id=[(number == low).then(|| control_id(code))]
                        checked[chosen == Some(number)];
                }
            }
        }
        // The same words for the eye, under the row; the labels above say them to a screen reader.
        div.ends aria-hidden="true" {
            span { (said(low_label, language)) }
            span { (said(high_label, language)) }
        }
    }
}

fn choices(field: &Field, kind: &str, options: &[Choice]) -> Markup {
    html! {
        @for (at, choice) in options.iter().enumerate() {
            (option(field, kind, &choice.code, at == 0, &said(&choice.label, field.opened.language)))
        }
    }
}

fn option(field: &Field, kind: &str, value: &str, first: bool, label: &Markup) -> Markup {
    html! {
        label.option {
            input type=(kind) name=(field.name) value=(value)
                id=[first.then(|| control_id(&field.item.code))]
                checked[field.filled.has(&field.item.code, value)];
            span { (label) }
        }
    }
}

fn not_applicable(field: &Field, kind: &str) -> Markup {
    html! {
        @if field.item.not_applicable {
            label.option.apart {
                input type=(kind) name=(field.name) value=(NOT_APPLICABLE)
                    checked[field.filled.has(&field.item.code, NOT_APPLICABLE)];
                span { (field.opened.words().not_applicable) }
            }
        }
    }
}

fn text(field: &Field, wrong: bool) -> Markup {
    let code = &field.item.code;
    let value = field.filled.text(code);
    let invalid = wrong.then_some("true");
    html! {
        @if let ItemKind::LongText { .. } = field.item.kind {
            textarea.text id=(control_id(code)) name=(field.name) rows="5" aria-invalid=[invalid]
                aria-describedby=[&field.described_by] {
                // A line break right after the tag is not part of the text; one of its own would be.
                "\n" (value)
            }
        } @else {
            input.text type="text" id=(control_id(code)) name=(field.name) value=(value)
                aria-invalid=[invalid] aria-describedby=[&field.described_by];
        }
    }
}

/// What is wrong with an answer, and what to do.
pub fn sentence(opened: &Opened, item: &Item, problem: &FieldProblem) -> String {
    let language = opened.language;
    let is_text = matches!(
        item.kind,
        ItemKind::ShortText { .. } | ItemKind::LongText { .. }
    );
    match problem.problem {
        Problem::Missing if is_text => t(language, "client-error-missing-text"),
        Problem::Missing => t(language, "client-error-missing"),
        Problem::NotOffered => t(language, "client-error-not-offered"),
        Problem::TooMany => t(language, "client-error-too-many"),
        Problem::Contradiction => t(language, "client-error-contradiction"),
        Problem::TooLong { most, length } => t_args(
            language,
            "client-error-too-long",
            &[("most", most.into()), ("length", length.into())],
        ),
    }
}
