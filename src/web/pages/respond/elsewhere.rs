//! The notice that the same questions were answered elsewhere while a page stood open.

use maud::{Markup, html};

use super::Opened;
use super::items::control_id;
use crate::domain::evidence::Answer;
use crate::domain::form::told;
use crate::domain::submission::Elsewhere;
use crate::domain::survey::{Item, other_key};
use crate::texts::{t, t_args};

/// Names every answer that was written over, and every one that stands although the page showed
/// another, with a link to where it can be changed.
pub fn elsewhere(opened: &Opened, met: &Elsewhere) -> Markup {
    let language = opened.language;
    let met = [
        ("client-elsewhere-replaced", &met.replaced),
        ("client-elsewhere-kept", &met.kept),
    ];
    let mut lines = Vec::new();
    for (key, answers) in met {
        for (code, answer) in answers {
            let Some((page, item)) = asked(opened, code) else {
                continue;
            };
            let answer = said(opened, item, answer.as_ref());
            let words = t_args(language, key, &[("answer", answer.into())]);
            let address = format!(
                "{}?lang={language}#{}",
                opened.page(page),
                control_id(&item.code)
            );
            lines.push(html! { a href=(address) { (opened.said(&item.text)) } ": " (words) });
        }
    }
    html! {
        @if !lines.is_empty() {
            div.notice {
                p { (t(language, "client-elsewhere")) }
                ul { @for line in lines { li { (line) } } }
            }
        }
    }
}

/// The item with the number of its page, by its own key or that of the words behind "other".
fn asked<'a>(opened: &Opened<'a>, key: &str) -> Option<(usize, &'a Item)> {
    let pages = opened.survey.pages.iter().enumerate();
    let mut items = pages.flat_map(|(at, page)| page.items.iter().map(move |item| (at + 1, item)));
    items.find(|(_, item)| item.code == key || other_key(&item.code) == key)
}

fn said(opened: &Opened, item: &Item, answer: Option<&Answer>) -> String {
    match answer {
        Some(answer) => told(item, answer, opened.language, opened),
        None => t(opened.language, "client-review-none"),
    }
}
