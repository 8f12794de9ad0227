//! What follows when an entry is removed, and the button that does it where it may go.

use maud::{Markup, html};

use super::{Form, control, named, reason, title};
use crate::domain::definition::mentions::Mention;
use crate::domain::definition::parts::{PARTS, Part};
use crate::texts::{t, t_args};
use crate::web::components::notice::{Tone, Wrong, notice};
use crate::web::components::page_header::page_header;
use crate::web::components::steps::Step;
use crate::web::pages::frame::framed;
use crate::web::work::Work;

/// What depends on an entry.
#[derive(Default)]
pub struct Removal {
    /// How the entry was when the page was made.
    pub seen: String,
    /// The entries that refer to it.
    pub mentions: Vec<Mention>,
    /// What else would be wrong with the protocol, as sentences.
    pub others: Vec<String>,
    /// Clients of the list that are in this segment.
    pub clients: u64,
    /// Adjustments whose cause it is.
    pub adjustments: u64,
    /// Somebody else changed it since the page was shown.
    pub is_changed: bool,
    /// What was wrong with how it was asked for.
    pub wrong: Vec<Wrong>,
}

impl Removal {
    fn is_free(&self) -> bool {
        self.mentions.is_empty() && self.others.is_empty()
    }
}

pub fn removal(work: &Work, part: &Part, id: &str, removal: &Removal) -> Markup {
    let language = &work.language;
    let args = [("part", title(language, part).into()), ("id", id.into())];
    let title = t_args(language, "parts-removal-title", &args);
    let main = html! {
        (page_header(None, &title, None, &Markup::default()))
        @if removal.is_changed {
            (notice(Tone::Warn, &html! { p { (t(language, "parts-changed-meanwhile")) } }))
        }
        @if removal.is_free() { (free(work, part, id, removal)) } @else { (bound(work, removal)) }
    };
    framed(work, &title, Some(Step::Protocol), Some(&title), &main)
}

/// Nothing in the protocol refers to it; what is known of it elsewhere is told.
fn free(work: &Work, part: &Part, id: &str, removal: &Removal) -> Markup {
    let language = &work.language;
    let action = work.at(&format!("protocol/parts/{}/{id}/removal", part.key));
    let nothing = Vec::new();
    let asked = Form {
        wrong: &removal.wrong,
        ..Form::new(&PARTS[0], None, &nothing, None)
    };
    html! {
        p { (t(language, "parts-removal-free")) }
        @if removal.clients > 0 || removal.adjustments > 0 {
            (notice(Tone::Warn, &html! {
                @if removal.clients > 0 { p {
                    (t_args(language, "parts-removal-clients", &[("count", removal.clients.into())]))
                } }
                @if removal.adjustments > 0 { p {
                    (t_args(language, "parts-removal-adjustments", &[("count", removal.adjustments.into())]))
                } }
            }))
        }
        form.form method="post" action=(action) {
            input type="hidden" name="seen" value=(removal.seen);
            @if work.stand.is_frozen() { (reason(language, &asked)) }
            div.row {
                button.button.danger { (t(language, "parts-removal-go")) }
                a href=(work.at("protocol/parts")) { (t(language, "common-cancel")) }
            }
        }
    }
}

fn bound(work: &Work, removal: &Removal) -> Markup {
    let language = &work.language;
    html! {
        (notice(Tone::Warn, &html! {
            p { (t(language, "parts-removal-breaks")) }
            ul {
                @for one in &removal.mentions { li { (mention(work, one)) } }
                @for one in &removal.others { li { (one) } }
            }
        }))
        p { a.button href=(work.at("protocol/parts")) { (t(language, "parts-back")) } }
    }
}

/// The entry as a link to its form, at the field that has to change first.
fn mention(work: &Work, one: &Mention) -> Markup {
    let language = &work.language;
    let (part, id) = (one.part, &one.entry.id);
    let field = one.field.as_deref();
    let place = field.map_or(String::new(), |field| format!("#{}", control(part, field)));
    let href = work.at(&format!("protocol/parts/{}/{id}{place}", part.key));
    html! {
        (title(language, part)) ": "
        a href=(href) { (id) " " (named(language, &one.entry)) }
        @if let Some(field) = field { " (" (t(language, &format!("parts-field-{field}"))) ")" }
    }
}
