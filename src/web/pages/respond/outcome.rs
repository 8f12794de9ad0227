//! Where a client says whether to hear what comes of it.

use maud::{Markup, html};

use super::{Frame, Opened, frame};
use crate::texts::{t, t_args};
use crate::web::outcomes::Wish;

pub fn outcome(opened: &Opened, wish: Wish) -> Markup {
    let language = opened.language;
    let organisation = opened.organisation.get(language);
    let contents = html! {
        h1 { (t(language, "client-outcome-heading")) }
        @match wish {
            Wish::Open => {
                p.lead { (t_args(language, "client-outcome", &[("organisation", organisation.into())])) }
                (button(opened, "yes", &t(language, "client-outcome-button")))
            }
            Wish::Kept => {
                p.lead role="status" { (t(language, "client-outcome-kept")) }
                (button(opened, "no", &t(language, "client-outcome-undo")))
            }
            Wish::NoAddress => p.lead { (t(language, "client-outcome-no-address")) },
            Wish::TooLate => p.lead { (t(language, "client-outcome-too-late")) },
        }
    };
    let around = Frame {
        prefix: None,
        ends: false,
        progress: None,
        scripted: false,
        foot: Markup::default(),
    };
    frame(opened, &around, &contents)
}

fn button(opened: &Opened, wanted: &str, words: &str) -> Markup {
    let language = opened.language;
    html! {
        form method="post" action={ (opened.link) "/outcome?lang=" (language) } {
            div.actions {
                button.button.primary[wanted == "yes"] type="submit" name="wanted" value=(wanted) { (words) }
                a.button href={ (opened.link) "?lang=" (language) } { (t(language, "client-outcome-back")) }
            }
        }
    }
}

/// The way there; none of a preview, nor on a screen that many share.
pub(super) fn way(opened: &Opened) -> Markup {
    html! {
        @if opened.kiosk.is_none() && opened.link.starts_with("/r/") {
            p.quiet {
                a href={ (opened.link) "/outcome?lang=" (opened.language) } {
                    (t(opened.language, "client-outcome-way"))
                }
            }
        }
    }
}
