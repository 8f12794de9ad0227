//! For who writes a survey: why a question is shown or not, beside the question in a preview.

use maud::{Markup, html};

use super::{Opened, Sheet};
use crate::domain::expression::{CLIENT, Tree};
use crate::domain::logic::Client;
use crate::domain::survey::Item;
use crate::texts::{t, t_args};
use crate::web::components::condition::Telling;

/// What a preview carries in its forms, since nothing of it is kept.
#[derive(Clone, Copy)]
pub struct Why<'a> {
    /// The answers on other pages, as JSON; none where they are kept.
    pub so_far: Option<&'a str>,
    /// Whether reasons stand beside the questions.
    pub explains: bool,
    /// As whom the page is seen.
    pub client: &'a Client,
}

/// The fields that a preview's form has beside a client's: the answers on other pages, and who the
/// client is, where the survey looks at that.
pub fn carried(opened: &Opened, why: &Why) -> Markup {
    let language = opened.language;
    let asked = CLIENT.iter().filter(|name| **name != "client.language");
    let telling = Telling {
        survey: opened.survey,
        language,
    };
    html! {
        @if let Some(so_far) = why.so_far { input type="hidden" name="so_far" value=(so_far); }
        @if opened.survey.knows_client() {
            fieldset.why {
                legend { (t(language, "preview-client")) }
                p { (t(language, "preview-client-how")) }
                @for name in asked {
                    label {
                        (telling.name(name)) " "
                        input.text type="text" name=(name) maxlength="200" autocomplete="off"
                            value=(why.client.get(*name).map_or("", String::as_str));
                    }
                }
            }
        }
    }
}

/// Above a page that these answers lead past.
pub fn of_page(opened: &Opened, sheet: &Sheet) -> Markup {
    let language = opened.language;
    let guide = sheet.guide.filter(|_| explains(sheet));
    let tree = guide.and_then(|guide| guide.logic.page_condition(sheet.number - 1));
    let (Some(guide), Some(tree)) = (guide, tree) else {
        return Markup::default();
    };
    let asked = guide.path.has_page(sheet.number - 1);
    html! {
        details.why open[!asked] {
            summary {
                @if asked { (t(language, "preview-why-shown")) } @else { (t(language, "preview-why-page")) }
            }
            (reason(opened, sheet, "preview-page-asked-if", tree))
        }
    }
}

/// Beside an item: its conditions in words, with the answers that they look at; nothing beside one
/// that is always asked.
pub fn of_item(opened: &Opened, sheet: &Sheet, item: &Item) -> Markup {
    let language = opened.language;
    let Some(guide) = sheet.guide.filter(|_| explains(sheet)) else {
        return Markup::default();
    };
    let (asked, required) = guide.logic.conditions_of(&item.code);
    if asked.is_none() && required.is_none() {
        return Markup::default();
    }
    let shown = sheet.shows(item);
    let question = opened.filled_in(&item.text);
    html! {
        details.why open {
            summary {
                @if asked.is_none() { (t(language, "preview-why-required")) }
                @else if shown { (t(language, "preview-why-shown")) }
                @else {
                    (t_args(language, "preview-why-hidden", &[("question", question.get(language).into())]))
                }
            }
            @if let Some(tree) = asked { (reason(opened, sheet, "preview-asked-if", tree)) }
            @if let Some(tree) = required { (reason(opened, sheet, "preview-required-if", tree)) }
        }
    }
}

fn explains(sheet: &Sheet) -> bool {
    sheet.why.is_some_and(|why| why.explains)
}

fn reason(opened: &Opened, sheet: &Sheet, key: &str, tree: &Tree) -> Markup {
    let language = opened.language;
    let telling = Telling {
        survey: opened.survey,
        language,
    };
    let condition = telling.condition(tree);
    let holds = sheet.guide.and_then(|guide| tree.holds(guide.path));
    let mut names = tree.names();
    names.sort_unstable();
    names.dedup();
    html! {
        p { (t_args(language, key, &[("condition", condition.into())])) }
        ul {
            @for name in names {
                li {
                    (telling.name(name)) ": "
                    (opened.value(name).unwrap_or_else(|| t(language, "preview-no-answer")))
                }
            }
        }
        p {
            @match holds {
                Some(true) => (t(language, "preview-holds")),
                Some(false) => (t(language, "preview-fails")),
                None => (t(language, "preview-unknown")),
            }
        }
    }
}
