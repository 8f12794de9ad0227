//! The pages behind "no more mail", at the foot of every mail.

use maud::{Markup, html};

use super::{Frame, Opened, frame};
use crate::texts::t;

/// Asks whether it is meant; nothing has happened yet.
pub fn stop(opened: &Opened) -> Markup {
    let language = opened.language;
    let contents = html! {
        h1 { (t(language, "client-stop-heading")) }
        p.lead { (t(language, "client-stop")) }
        form method="post" action={ (opened.link) "/stop?lang=" (language) } {
            fieldset.item {
                legend { (t(language, "client-stop-what")) }
                label.option {
                    input type="radio" name="scope" value="survey" checked;
                    span { (t(language, "client-stop-survey")) }
                }
                label.option {
                    input type="radio" name="scope" value="all";
                    span { (t(language, "client-stop-all")) }
                }
            }
            div.actions { button.button.primary type="submit" { (t(language, "client-stop-button")) }
            a.button href={ (opened.link) "?lang=" (language) } {
                (t(language, "client-stop-back"))
            } }
        }
    };
    around(opened, &contents)
}

pub fn stopped(opened: &Opened) -> Markup {
    let language = opened.language;
    let contents = html! {
        h1 { (t(language, "client-stopped-heading")) }
        p.lead role="status" { (t(language, "client-stopped")) }
    };
    around(opened, &contents)
}

fn around(opened: &Opened, contents: &Markup) -> Markup {
    let around = Frame {
        prefix: None,
        progress: None,
        scripted: false,
        ends: false,
        foot: Markup::default(),
    };
    frame(opened, &around, contents)
}
