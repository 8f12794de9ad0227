//! The pages on which a visit ends: thanks, and the kind refusals.

use maud::{Markup, html};

use super::{Frame, Opened, frame};
use crate::domain::protocol::{Information, PrivacyMode};
use crate::texts::t;
use crate::web::components::icon;
use crate::web::components::words::paragraphs;

pub fn thanks(opened: &Opened) -> Markup {
    let language = opened.language;
    end(
        opened,
        &html! {
            div.done { (icon::level()) }
            h1 { (t(language, "client-thanks-heading")) }
            p.lead { (t(language, "client-thanks")) }
            @if let Some(thanks) = &opened.survey.thanks { (opened.paragraphs(thanks, None)) }
            @if let Some(copy) = opened.copy() {
                p { a href=(copy) { (t(language, "paper-copy-see")) } }
            }
            (information(opened))
            @if opened.privacy != PrivacyMode::Anonymous { (super::outcome::way(opened)) }
            @if opened.kiosk.is_none() { p.quiet { (t(language, "client-thanks-close")) } }
        },
    )
}

/// What clients are told of the service: after their answers, so that it does not colour them.
fn information(opened: &Opened) -> Markup {
    let language = opened.language;
    let told: Vec<_> = opened
        .information
        .into_iter()
        .flat_map(Information::told)
        .collect();
    html! {
        @if !told.is_empty() {
            section aria-labelledby="information" {
                h2 #information { (t(language, "client-information")) }
                @for (name, text) in told {
                    h3 { (t(language, &format!("client-information-{name}"))) }
                    (paragraphs(text, language, None))
                }
            }
        }
    }
}

pub fn already_in(opened: &Opened) -> Markup {
    let language = opened.language;
    end(
        opened,
        &html! {
            div.done { (icon::level()) }
            h1 { (t(language, "client-already-heading")) }
            p.lead { (t(language, "client-already")) }
            @if let Some(copy) = opened.copy() {
                p { a href=(copy) { (t(language, "paper-copy-see")) } }
            }
        },
    )
}

/// `started` says that something was filled in and not sent.
pub fn closed(opened: &Opened, started: bool) -> Markup {
    let language = opened.language;
    end(
        opened,
        &html! {
            h1 { (t(language, "client-closed-heading")) }
            p.lead { (t(language, "client-closed")) }
            @if started { p { (t(language, "client-closed-draft")) } }
        },
    )
}

/// An open link whose limits are reached.
pub fn full(opened: &Opened, soon: bool) -> Markup {
    let language = opened.language;
    end(
        opened,
        &html! {
            @if soon {
                h1 { (t(language, "client-busy-heading")) }
                p.lead { (t(language, "client-busy")) }
            } @else {
                h1 { (t(language, "client-full-heading")) }
                p.lead { (t(language, "client-full")) }
            }
        },
    )
}

pub fn not_open_yet(opened: &Opened) -> Markup {
    let language = opened.language;
    end(
        opened,
        &html! {
            h1 { (t(language, "client-not-open-heading")) }
            p.lead { (t(language, "client-not-open")) }
        },
    )
}

fn end(opened: &Opened, contents: &Markup) -> Markup {
    let around = Frame {
        prefix: None,
        progress: None,
        scripted: false,
        ends: true,
        foot: Markup::default(),
    };
    frame(opened, &around, contents)
}
