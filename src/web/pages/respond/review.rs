//! All answers once more, before they are sent.

use maud::{Markup, html};

use super::{Frame, Opened, frame};
use crate::domain::evidence::Answers;
use crate::domain::form;
use crate::domain::logic::Path;
use crate::domain::survey::{Item, ItemKind, other_key};
use crate::texts::t;

/// `key` makes a second post of the same form harmless.
pub fn review(opened: &Opened, path: &Path, answers: &Answers, rev: i32, key: &str) -> Markup {
    let words = opened.words();
    let language = opened.language;
    let contents = html! {
        h1 { (t(language, "client-review-heading")) }
        p.lead { (t(language, "client-review")) }
        @for index in path.page_indices() {
            @let page = &opened.survey.pages[index];
            section.reviewed {
                h2 { (opened.said(page.title.as_ref().unwrap_or(&opened.survey.title))) }
                dl {
                    @for item in page.items.iter().filter(|item| shown(path, item)) {
                        dt { (opened.said(&item.text)) }
                        dd { (answer(opened, item, answers)) }
                    }
                }
                p { a href={ (opened.page(index + 1)) "?lang=" (language) } { (t(language, "client-review-change")) } }
            }
        }
        form #sheet method="post" action={ (opened.link) "/review" } {
            input type="hidden" name="key" value=(key);
            input type="hidden" name="rev" value=(rev);
            input type="hidden" name="lang" value=(language);
            div.actions {
                button.button.primary name="go" value="next" { (words.send) }
                button.linklike name="go" value="back" { (words.back) }
            }
        }
    };
    let around = Frame {
        prefix: None,
        progress: None,
        scripted: false,
        ends: false,
        foot: Markup::default(),
    };
    frame(opened, &around, &contents)
}

fn shown(path: &Path, item: &Item) -> bool {
    path.shows(&item.code) && !matches!(item.kind, ItemKind::Information)
}

fn answer(opened: &Opened, item: &Item, answers: &Answers) -> Markup {
    let Some(given) = answers.get(&item.code) else {
        return html! { span.quiet { (t(opened.language, "client-review-none")) } };
    };
    let other = answers.get(&other_key(&item.code));
    html! {
        (form::told(item, given, opened.language, opened))
        @if let Some(other) = other { ": " (form::told(item, other, opened.language, opened)) }
        @if let ItemKind::Number { unit: Some(unit), .. } = &item.kind { " " (opened.said(unit)) }
    }
}
