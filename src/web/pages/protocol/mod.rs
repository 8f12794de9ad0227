//! The protocol as pages: what was agreed in words, its text, and the act of freezing it.

mod agreed;
pub mod amendments;
pub(super) mod gaps;
mod parameters;

use chrono::{DateTime, Utc};
use maud::{Markup, html};
use serde::Deserialize;

use super::frame::framed;
use super::layout::Layout;
use crate::domain::access::Right;
use crate::domain::canonical::sha256_hex;
use crate::domain::definition::Mismatch;
use crate::domain::language::Language;
use crate::domain::proceedings::Changed;
use crate::report::places;
use crate::store::protocols::ProtocolVersion;
use crate::texts::numbers::date_time;
use crate::texts::{t, t_args};
use crate::web::access::Visitor;
use crate::web::components::field::Field;
use crate::web::components::meanwhile;
use crate::web::components::notice::{Tone, notice};
use crate::web::components::page_header::{empty_state, page_header, scrolling};
use crate::web::components::source::{Trouble, fields, summary};
use crate::web::components::steps::Step;
use crate::web::work::Work;

pub use self::gaps::Gaps;

/// When it was frozen, and by whom; without a name by a command.
pub struct Sealed {
    pub at: DateTime<Utc>,
    pub by: Option<String>,
}

/// What was shown when somebody confirmed.
#[derive(Default, Deserialize)]
pub struct Freezing {
    #[serde(default)]
    pub hash: String,
    /// Why an amendment is not to hold.
    #[serde(default)]
    pub reason: String,
}

/// The page on which a programme begins.
pub fn begin(
    language: &Language,
    visitor: &Visitor,
    text: &str,
    trouble: Option<&Trouble>,
) -> Markup {
    let title = t(language, "protocol-begin");
    let around = Layout {
        language,
        visitor: Some(visitor),
        title: &title,
        trail: &[],
        steps: None,
    };
    around.page(&html! {
        (summary(language, trouble))
        (page_header(None, &title, Some(&t(language, "protocol-begin-lead")), &html! {
            a.button href="/programmes/new/form" { (t(language, "parts-start-form")) }
        }))
        form.form.wide method="post" action="/programmes/new" enctype="multipart/form-data" {
            (fields(language, &t(language, "protocol-text"), text, trouble))
            div { button.button.primary { (t(language, "protocol-begin-go")) } }
        }
    })
}

pub fn none(work: &Work) -> Markup {
    let language = &work.language;
    let title = t(language, "programme-title-no-protocol");
    let main = html! {
        (page_header(None, &title, None, &Markup::default()))
        (empty_state(&title, &t(language, "programme-next-protocol"), &html! {
            @if work.may(Right::Evaluate) {
                a.button.primary href=(work.at("protocol/parts")) { (t(language, "parts-go")) }
                a.button href=(work.at("protocol/text")) { (t(language, "programme-go-write")) }
            }
        }))
    };
    framed(work, &title, Some(Step::Protocol), None, &main)
}

pub fn show(
    work: &Work,
    version: &ProtocolVersion,
    sealed: Option<&Sealed>,
    gaps: &Gaps,
) -> Markup {
    let language = &work.language;
    let protocol = &version.protocol;
    let title = t_args(
        language,
        "protocol-title",
        &[
            ("goals", protocol.goals.len().into()),
            ("parameters", protocol.parameters.len().into()),
        ],
    );
    let vision = protocol.programme.vision.as_ref();
    let vision = vision.map(|vision| vision.get(language));
    let main = html! {
        (page_header(None, &title, vision, &actions(work, version.version, sealed.is_some())))
        (standing(work, version, sealed))
        (gaps::section(work, gaps))
        (agreed::goals(language, protocol))
        (parameters::section(language, protocol))
        (agreed::problems(language, protocol))
        (agreed::preconditions(language, protocol))
        (agreed::surroundings(language, protocol))
        (agreed::services(language, protocol))
        (agreed::agreements(language, protocol))
        (agreed::charters(language, protocol))
    };
    framed(work, &title, Some(Step::Protocol), None, &main)
}

fn actions(work: &Work, version: i32, is_frozen: bool) -> Markup {
    let language = &work.language;
    let is_amendment = version > 1 && !is_frozen;
    html! {
        @if is_amendment {
            a.button.primary href=(work.at("protocol/amendments")) {
                (t(language, "protocol-amendment-look"))
            }
        }
        @if work.may(Right::Evaluate) {
            @if !is_frozen && !is_amendment {
                a.button.primary href=(work.at("protocol/freezing")) { (t(language, "protocol-freeze")) }
            }
            a.button href=(work.at("protocol/parts")) { (t(language, "parts-go")) }
            a.button href=(work.at("protocol/text")) {
                @if is_frozen { (t(language, "protocol-amend")) }
                @else { (t(language, "protocol-edit")) }
            }
        }
        @if version > 1 && is_frozen {
            a href=(work.at("protocol/amendments")) { (t(language, "protocol-amendments")) }
        }
        a href=(work.at("protocol/file")) download { (t(language, "protocol-download")) }
    }
}

/// Draft or frozen, since when and by whom, with the hash.
fn standing(work: &Work, version: &ProtocolVersion, sealed: Option<&Sealed>) -> Markup {
    let language = &work.language;
    let number = version.version;
    let Some(sealed) = sealed else {
        return notice(
            Tone::Warn,
            &html! {
                @if number > 1 {
                    p { (t_args(language, "protocol-is-amendment", &[("version", number.into())])) }
                } @else {
                    p { (t_args(language, "protocol-is-draft", &[("version", number.into())])) }
                }
            },
        );
    };
    let at = date_time(language, sealed.at, work.zone());
    let sentence = match &sealed.by {
        Some(by) => t_args(
            language,
            "protocol-is-frozen-by",
            &[
                ("version", number.into()),
                ("at", at.into()),
                ("by", by.into()),
            ],
        ),
        None => t_args(
            language,
            "protocol-is-frozen",
            &[("version", number.into()), ("at", at.into())],
        ),
    };
    notice(
        Tone::Good,
        &html! {
            p { (sentence) }
            p.small { "SHA-256 " code.hash { (version.hash) } }
        },
    )
}

/// The protocol as text; with what there is now where it differs, when somebody else stored that
/// meanwhile.
pub fn edit(
    work: &Work,
    text: &str,
    reason: &str,
    trouble: Option<&Trouble>,
    differences: &[Changed],
) -> Markup {
    let language = &work.language;
    let is_frozen = work.stand.is_frozen();
    let title = if is_frozen {
        t(language, "protocol-amend-title")
    } else {
        t(language, "protocol-edit-title")
    };
    let reason_error = match trouble {
        Some(Trouble::Other("reason", sentence)) => Some(sentence.as_str()),
        _ => None,
    };
    let main = html! {
        (summary(language, trouble))
        (page_header(None, &title, Some(&t(language, "protocol-edit-lead")), &Markup::default()))
        @if is_frozen {
            (notice(Tone::Warn, &html! { p { (t(language, "protocol-how-to-amend")) } }))
        }
        @if !differences.is_empty() {
            (scrolling(&t(language, "protocol-differences"), &meanwhile::differences(language, differences, |path| {
                places::place(language, path)
            })))
        }
        form.form.wide method="post" action=(work.at("protocol/text"))
            enctype="multipart/form-data" {
            @if let Some(stored) = &work.stand.protocol {
                input type="hidden" name="seen" value=(sha256_hex(stored.text.as_bytes()));
            }
            (fields(language, &t(language, "protocol-text"), text, trouble))
            @if is_frozen {
                (Field::text("reason", &t(language, "protocol-reason"), reason)
                    .hint(&t(language, "protocol-reason-hint")).error(reason_error).input())
            }
            div.row {
                button.button.primary {
                    @if is_frozen { (t(language, "protocol-amend-go")) }
                    @else { (t(language, "protocol-save")) }
                }
                a href=(work.at("protocol")) { (t(language, "common-cancel")) }
            }
        }
    };
    let here = t(language, "protocol-text");
    framed(work, &title, Some(Step::Protocol), Some(&here), &main)
}

/// What freezing means, before it is done.
pub fn confirm(work: &Work, version: &ProtocolVersion, mismatches: &[Mismatch]) -> Markup {
    let language = &work.language;
    let title = if version.frozen.is_some() {
        t(language, "protocol-frozen-already")
    } else {
        t_args(
            language,
            "protocol-freezing-title",
            &[("version", version.version.into())],
        )
    };
    let main = html! {
        (page_header(None, &title, None, &Markup::default()))
        p { (t(language, "protocol-freezing-lead")) }
        p { (t(language, "protocol-hash")) }
        code.once { (version.hash) }
        @if !mismatches.is_empty() {
            (notice(Tone::Warn, &html! {
                p { (t(language, "protocol-mismatches-lead")) }
                (gaps::mismatches(language, mismatches))
            }))
        }
        @if version.frozen.is_none() {
            form.row method="post" action=(work.at("protocol/freezing")) {
                input type="hidden" name="hash" value=(version.hash);
                button.button.primary { (t(language, "protocol-freezing-go")) }
                a href=(work.at("protocol")) { (t(language, "common-cancel")) }
            }
        } @else {
            p { a.button href=(work.at("protocol")) { (t(language, "programme-go-protocol")) } }
        }
    };
    let here = t(language, "protocol-freeze");
    framed(work, &title, Some(Step::Protocol), Some(&here), &main)
}
