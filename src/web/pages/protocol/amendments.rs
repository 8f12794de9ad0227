//! What was changed in a frozen protocol: proposed with a reason, approved by a manager.

use maud::{Markup, html};

use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::domain::proceedings::{Amendment, Changed, Ended, Ending};
use crate::report::places;
use crate::store::protocols::ProtocolVersion;
use crate::texts::numbers::date_time;
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::meanwhile::compared;
use crate::web::components::notice::{Tone, error_summary, notice};
use crate::web::components::page_header::{empty_state, page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::pages::frame::framed;
use crate::web::work::Work;

/// Why something was not done with what waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It changed while it was read.
    Stale,
    /// A rejection needs its reason.
    NoReason,
}

/// Every amendment, the one that waits first.
pub fn show(
    work: &Work,
    amendments: &[Amendment],
    newest: &ProtocolVersion,
    refusal: Option<Refusal>,
) -> Markup {
    let language = &work.language;
    let waiting = amendments.iter().any(Amendment::is_waiting);
    let held = amendments.iter().filter(|one| one.approved_at.is_some());
    let title = match (waiting, held.count()) {
        (true, _) => t(language, "protocol-amendment-waits"),
        (false, count) => t_args(
            language,
            "protocol-amendments-title",
            &[("count", count.into())],
        ),
    };
    let main = html! {
        @if refusal == Some(Refusal::NoReason) {
            (error_summary(language, &[(Some("reason"), t(language, "protocol-amendment-no-reason"))]))
        }
        (page_header(None, &title, Some(&t(language, "protocol-amendments-lead")), &Markup::default()))
        @if refusal == Some(Refusal::Stale) { (notice(Tone::Warn, &html! { p { (t(language, "protocol-amendment-stale")) } })) }
        @if amendments.is_empty() {
            (empty_state(
                &t(language, "protocol-amendments-none"),
                &t(language, "protocol-amendments-none-next"),
                &Markup::default(),
            ))
        }
        @for one in amendments.iter().rev() { (amendment(work, one, newest, refusal)) }
    };
    let here = t(language, "protocol-amendments");
    framed(work, &title, Some(Step::Protocol), Some(&here), &main)
}

fn amendment(
    work: &Work,
    one: &Amendment,
    newest: &ProtocolVersion,
    refusal: Option<Refusal>,
) -> Markup {
    let language = &work.language;
    let heading = t_args(
        language,
        "results-amendment-caption",
        &[("version", one.version.into())],
    );
    let proposed = t_args(
        language,
        "protocol-amendment-proposed",
        &[
            ("name", one.proposed_by.as_str().into()),
            (
                "at",
                date_time(language, one.proposed_at, work.zone()).into(),
            ),
        ],
    );
    let data = match one.data_came_in {
        true => "results-amendment-with-data",
        false => "results-amendment-before-data",
    };
    html! {
        section aria-labelledby={ "version-" (one.version) } {
            h2 id={ "version-" (one.version) } { (heading) }
            blockquote { p { (one.reason) } }
            p { (proposed) " " strong { (t(language, data)) } }
            (approval(work, one, newest, refusal))
            (scrolling(&heading, &table(language, &heading, &one.changes)))
        }
    }
}

/// Who approved or ended it, or what the visitor can do about it.
fn approval(
    work: &Work,
    one: &Amendment,
    newest: &ProtocolVersion,
    refusal: Option<Refusal>,
) -> Markup {
    let language = &work.language;
    if let (Some(name), Some(at)) = (&one.approved_by, one.approved_at) {
        let said = t_args(
            language,
            "protocol-amendment-approved",
            &[
                ("name", name.as_str().into()),
                ("at", date_time(language, at, work.zone()).into()),
            ],
        );
        return html! { p { span.tag.good { (t(language, "protocol-amendment-holds")) } " " (said) } };
    }
    if let Some(ended) = &one.ended {
        return over(work, ended);
    }
    let is_open = work.programme.closed_at.is_none();
    html! {
        p { span.tag.warn { (t(language, "protocol-amendment-open")) } " " (t(language, "protocol-amendment-judges-nothing")) }
        @if is_open && work.may(Right::Manage) { (ruling(work, newest, refusal)) }
        @else { p.quiet { (t(language, "protocol-amendment-who")) } }
        @if is_open && work.may(Right::Evaluate) {
            p { a href=(work.at("protocol/parts")) { (t(language, "protocol-amendment-go-on")) } }
            (withdrawal(work, newest))
        }
    }
}

/// What a manager can do with it.
fn ruling(work: &Work, newest: &ProtocolVersion, refusal: Option<Refusal>) -> Markup {
    let language = &work.language;
    let why = t(language, "protocol-amendment-no-reason");
    let error = (refusal == Some(Refusal::NoReason)).then_some(why.as_str());
    html! {
        form.row method="post" action=(work.at("protocol/amendments/approval")) {
            input type="hidden" name="hash" value=(newest.hash);
            button.button.primary { (t(language, "protocol-amendment-approve")) }
        }
        details open[error.is_some()] {
            summary { (t(language, "protocol-amendment-reject")) }
            form.form.wide method="post" action=(work.at("protocol/amendments/rejection")) {
                input type="hidden" name="hash" value=(newest.hash);
                (Field::text("reason", &t(language, "protocol-amendment-why-not"), "")
                    .error(error).textarea(3))
                p { button.button.danger { (t(language, "protocol-amendment-reject-go")) } }
            }
        }
    }
}

/// What an evaluator can do with it.
fn withdrawal(work: &Work, newest: &ProtocolVersion) -> Markup {
    let language = &work.language;
    let label = t(language, "protocol-amendment-why-withdrawn");
    html! {
        details {
            summary { (t(language, "protocol-amendment-withdraw")) }
            form.form.wide method="post" action=(work.at("protocol/amendments/withdrawal")) {
                input type="hidden" name="hash" value=(newest.hash);
                div.field {
                    label for="withdrawal" { (label) }
                    textarea #withdrawal name="reason" rows="3" {}
                }
                p { button.button { (t(language, "protocol-amendment-withdraw-go")) } }
            }
        }
    }
}

/// An amendment that never held.
fn over(work: &Work, ended: &Ended) -> Markup {
    let language = &work.language;
    let at = date_time(language, ended.at, work.zone());
    let (name, at) = (ended.by.as_str().into(), at.into());
    let (tag, said) = match ended.how {
        Ending::Rejected => (
            t(language, "protocol-amendment-is-rejected"),
            t_args(
                language,
                "protocol-amendment-rejected",
                &[("name", name), ("at", at)],
            ),
        ),
        Ending::Withdrawn => (
            t(language, "protocol-amendment-is-withdrawn"),
            t_args(
                language,
                "protocol-amendment-withdrawn",
                &[("name", name), ("at", at)],
            ),
        ),
    };
    html! {
        p { span.tag { (tag) } " " (said) " " (t(language, "protocol-amendment-never-held")) }
        @if !ended.reason.is_empty() {
            p { strong { (t(language, "protocol-amendment-ended-reason")) } " " (ended.reason) }
        }
    }
}

fn table(language: &Language, caption: &str, changes: &[Changed]) -> Markup {
    let heads = ["results-column-old", "results-column-new"];
    let heads = heads.map(|key| t(language, key));
    compared(language, caption, heads, changes, |path| {
        places::place(language, path)
    })
}
