//! The kinds of items as form fields: a group with its question as the heading, targets as wide as
//! the row, and its error beside it.

mod choices;
mod grid;
mod sentence;
mod typed;

use maud::{Markup, html};

use super::Opened;
use crate::domain::form::{DONT_KNOW, FieldProblem, Filled, NOT_APPLICABLE, field_name};
use crate::domain::language::Text;
use crate::domain::logic::Path;
use crate::domain::survey::{Item, ItemKind};
use crate::texts::t_args;

pub use self::grid::group;
pub use self::sentence::sentence;

/// The id of an item's first control, which its line in the error summary leads to.
pub fn control_id(code: &str) -> String {
    format!("a-{code}")
}

/// What an item is shown with.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub opened: &'a Opened<'a>,
    pub filled: &'a Filled<'a>,
    /// Decides the order of options that come in another order for everybody.
    pub seed: u32,
    pub problems: &'a [FieldProblem],
    pub path: Option<&'a Path<'a>>,
}

impl<'a> Shown<'a> {
    fn problem(&self, item: &Item) -> Option<&'a FieldProblem> {
        let mut problems = self.problems.iter();
        problems.find(|problem| problem.item == item.code)
    }

    fn field(&self, item: &'a Item) -> Field<'a> {
        let problem = self.problem(item);
        Field {
            shown: *self,
            item,
            name: field_name(&item.code),
            described_by: described_by(item, problem),
            problem,
        }
    }
}

struct Field<'a> {
    shown: Shown<'a>,
    item: &'a Item,
    name: String,
    /// The ids of help and error.
    described_by: Option<String>,
    problem: Option<&'a FieldProblem>,
}

impl Field<'_> {
    fn has(&self, value: &str) -> bool {
        self.shown.filled.has(&self.item.code, value)
    }

    fn said(&self, text: &Text) -> Markup {
        self.shown.opened.said(text)
    }

    fn must(&self) -> bool {
        let path = self.shown.path;
        self.item.required || path.is_some_and(|path| path.requires(&self.item.code))
    }

    fn wrong(&self) -> bool {
        self.problem.is_some()
    }

    /// Help, error: what stands between the question and its answers.
    fn around(&self) -> Markup {
        html! {
            (help(self))
            (self.error())
        }
    }

    fn error(&self) -> Markup {
        html! {
            @if let Some(problem) = self.problem {
                span.error id={ "e-" (self.item.code) } {
                    (sentence(self.shown.opened, self.item, problem))
                }
            }
        }
    }
}

/// One item that stands by itself.
pub fn item<'a>(shown: Shown<'a>, item: &'a Item) -> Markup {
    let field = shown.field(item);
    let wrong = field.wrong();
    let answers = match &item.kind {
        ItemKind::Information => {
            return html! {
                div.item.information {
                    (shown.opened.paragraphs(&item.text, None))
                    @if let Some(help) = &item.help { p.help { (field.said(help)) } }
                }
            };
        }
        ItemKind::ShortText { .. }
        | ItemKind::LongText { .. }
        | ItemKind::Email
        | ItemKind::Number { .. }
        | ItemKind::Date { .. } => {
            return html! {
                div.item.wrong[wrong] {
                    label.asked for=(control_id(&item.code)) { (question(&field)) }
                    (field.around())
                    (typed::typed(&field))
                    (absences(&field, "checkbox"))
                }
            };
        }
        ItemKind::Scale { .. } => html! {
            (choices::scale(&field, true))
            (absences(&field, "radio"))
        },
        ItemKind::YesNo => html! {
            (choices::yes_or_no(&field))
            (absences(&field, "radio"))
        },
        ItemKind::SingleChoice { .. } => html! {
            (choices::options(&field, "radio"))
            (absences(&field, "radio"))
        },
        ItemKind::MultipleChoice { .. } => html! {
            (choices::options(&field, "checkbox"))
            (absences(&field, "checkbox"))
        },
        ItemKind::Ranking { .. } => html! {
            (choices::ranking(&field))
            (absences(&field, "checkbox"))
        },
    };
    html! {
        fieldset.item.wrong[wrong] aria-describedby=[&field.described_by] {
            legend { (question(&field)) }
            (field.around())
            (answers)
        }
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

fn question(field: &Field) -> Markup {
    let item = field.item;
    // Where it depends on an answer of the page, the script shows and hides the word.
    let may = field.shown.opened.live.is_some() && item.required_if.is_some();
    let code = (may && !item.required).then_some(&item.code);
    html! {
        (field.said(&item.text))
        @if field.must() || code.is_some() {
            " " span.must data-must=[code] hidden[!field.must()] {
                "(" (field.shown.opened.words().required) ")"
            }
        }
    }
}

fn has_help(item: &Item) -> bool {
    item.help.is_some()
        || matches!(
            item.kind,
            ItemKind::MultipleChoice { .. } | ItemKind::LongText { .. } | ItemKind::Ranking { .. }
        )
        || typed::bounds(item).is_some()
}

fn help(field: &Field) -> Markup {
    let item = field.item;
    let opened = field.shown.opened;
    html! {
        @if has_help(item) {
            p.help id={ "h-" (item.code) } {
                @if let Some(help) = &item.help { (field.said(help)) " " }
                @match &item.kind {
                    ItemKind::MultipleChoice { least, most, .. } => {
                        (choices::how_many(opened, *least, *most))
                    }
                    ItemKind::Ranking { .. } => (opened.words().rank_all),
                    ItemKind::LongText { max_chars } => {
                        (t_args(opened.language, "client-up-to", &[("most", (*max_chars).into())]))
                    }
                    _ => (typed::bounds_said(opened, item)),
                }
            }
        }
    }
}

/// "Not applicable" and "don't know", apart from the answers.
fn absences(field: &Field, kind: &str) -> Markup {
    let item = field.item;
    let words = field.shown.opened.words();
    let offered = [
        (item.not_applicable, NOT_APPLICABLE, &words.not_applicable),
        (item.dont_know, DONT_KNOW, &words.dont_know),
    ];
    html! {
        @for (_, value, label) in offered.iter().filter(|(offered, ..)| *offered) {
            label.option.apart {
                input type=(kind) name=(field.name) value=(value) checked[field.has(value)];
                span { (label) }
            }
        }
    }
}
