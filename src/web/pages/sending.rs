//! What is about to be sent: who gets it and who does not, before anybody gets anything.

use maud::{Markup, html};
use serde::Deserialize;

use super::frame::framed;
use crate::domain::language::Language;
use crate::store::outbox::{LETTER, Reason};
use crate::store::outcomes::OUTCOME;
use crate::store::waves::Wave;
use crate::texts::numbers::count;
use crate::texts::{t, t_args};
use crate::web::components::notice::{Tone, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step as WorkStep;
use crate::web::work::Work;

/// The mailing that was confirmed.
#[derive(Default, Deserialize)]
pub struct Step {
    #[serde(default)]
    pub step: String,
}

/// A mailing before it goes out.
pub struct Sending {
    /// As the outbox names it.
    pub step: String,
    pub counts: Vec<(Reason, u64)>,
}

/// Who gets the mail and who does not, before it goes out.
pub fn confirm(work: &Work, wave: &Wave, sending: &Sending) -> Markup {
    let language = &work.language;
    let of = |reason| {
        let mut counts = sending.counts.iter();
        counts
            .find(|(one, _)| *one == reason)
            .map_or(0, |(_, count)| *count)
    };
    let gets = of(Reason::GetsIt);
    let title = t_args(language, "wave-sending-title", &[("count", gets.into())]);
    let invited: u64 = sending.counts.iter().map(|(_, count)| count).sum();
    let uninvited = work.stand.clients.saturating_sub(invited);
    let back = work.at(&format!("waves/{}", wave.number));
    let main = html! {
        (page_header(Some(wave.name.get(language)), &title,
            Some(&step_word(language, &sending.step)), &Markup::default()))
        (scrolling(&title, &reasons(language, sending, uninvited)))
        @if work.app.settings.sends_mail {
            p { (t(language, "wave-by-mail")) }
        } @else {
            (notice(Tone::Plain, &html! { p { (t(language, "wave-by-file")) } }))
        }
        @if gets > 0 {
            form.row method="post" action={ (back) "/sending" } {
                input type="hidden" name="step" value=(sending.step);
                button.button.primary {
                    (t_args(language, "wave-sending-go", &[("count", gets.into())]))
                }
                a href=(back) { (t(language, "common-cancel")) }
            }
        } @else {
            p { a.button href=(back) { (t(language, "common-back")) } }
        }
    };
    framed(
        work,
        &title,
        Some(WorkStep::Waves),
        Some(&t(language, "wave-send")),
        &main,
    )
}

/// What a step of the outbox is called.
pub fn step_word(language: &Language, step: &str) -> String {
    match step.strip_prefix("reminder ") {
        Some(number) => t_args(language, "wave-step-reminder", &[("number", number.into())]),
        None if step == OUTCOME => t(language, "wave-step-outcome"),
        None if step == LETTER => t(language, "asking-step-letter"),
        None => t(language, "wave-step-invitation"),
    }
}

fn reasons(language: &Language, sending: &Sending, uninvited: u64) -> Markup {
    html! {
        table {
            caption.unseen { (t(language, "wave-reasons")) }
            thead {
                tr {
                    th scope="col" { (t(language, "wave-reason")) }
                    th.number scope="col" { (t(language, "wave-clients")) }
                }
            }
            tbody {
                @for (reason, number) in &sending.counts {
                    tr {
                        th scope="row" { (reason_word(language, *reason)) }
                        td.number { (count(language, *number)) }
                    }
                }
                @if uninvited > 0 {
                    tr {
                        th scope="row" { (t(language, "wave-reason-not-invited")) }
                        td.number { (count(language, uninvited)) }
                    }
                }
            }
        }
    }
}

pub fn reason_word(language: &Language, reason: Reason) -> String {
    match reason {
        Reason::GetsIt => t(language, "wave-reason-gets"),
        Reason::HadIt => t(language, "wave-reason-had"),
        Reason::Submitted => t(language, "wave-reason-submitted"),
        Reason::Bounced => t(language, "wave-reason-bounced"),
        Reason::OptedOut => t(language, "wave-reason-opted-out"),
        Reason::Revoked => t(language, "wave-reason-revoked"),
        Reason::Expired => t(language, "wave-reason-expired"),
        Reason::NoAddress => t(language, "asking-reason-no-address"),
        Reason::NotSentYet => t(language, "wave-reason-not-sent"),
        Reason::TooSoon => t(language, "wave-reason-too-soon"),
        Reason::Resting => t(language, "wave-reason-resting"),
    }
}
