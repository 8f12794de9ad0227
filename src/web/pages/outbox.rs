//! The outbox as a page: counts first, then the newest mails with what became of them.

use maud::{Markup, html};

use super::frame::framed;
use super::sending::step_word;
use crate::domain::language::Language;
use crate::store::clients::Client;
use crate::store::outbox::{Entry, SendState};
use crate::store::waves::Wave;
use crate::texts::numbers::{count, date_time};
use crate::texts::{t, t_args};
use crate::web::components::notice::{Tone, notice};
use crate::web::components::page_header::{empty_state, figures, page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::words::said;
use crate::web::work::Work;

/// A mail and whom it is for.
pub struct Mail {
    pub entry: Entry,
    pub client: Client,
}

/// The mails of one wave.
pub struct Mailing<'a> {
    pub wave: &'a Wave,
    pub states: Vec<(SendState, u64)>,
    /// The newest.
    pub mails: Vec<Mail>,
}

impl Mailing<'_> {
    fn all(&self) -> u64 {
        self.states.iter().map(|(_, count)| count).sum()
    }
}

pub fn index(work: &Work, mailings: &[Mailing]) -> Markup {
    let language = &work.language;
    let number = |wanted: &[SendState]| -> u64 {
        let states = mailings.iter().flat_map(|mailing| &mailing.states);
        let states = states.filter(|(state, _)| wanted.contains(state));
        states.map(|(_, count)| count).sum()
    };
    let title = t_args(
        language,
        "wave-outbox-title",
        &[
            ("sent", number(&[SendState::Sent]).into()),
            (
                "waiting",
                number(&[SendState::Queued, SendState::Sending]).into(),
            ),
            ("failed", number(&[SendState::Failed]).into()),
        ],
    );
    let main = html! {
        (page_header(None, &title, None, &html! {
            a.button href=(work.at("jobs")) { (t(language, "jobs-here")) }
        }))
        @if !work.app.settings.sends_mail {
            (notice(Tone::Plain, &html! { p { (t(language, "wave-by-file")) } }))
        }
        @if mailings.is_empty() {
            (empty_state(&t(language, "wave-outbox-none"), &t(language, "wave-outbox-next"), &html! {
                a.button href=(work.at("waves")) { (t(language, "programme-go-waves")) }
            }))
        }
        @for mailing in mailings { (section(work, mailing)) }
    };
    let here = t(language, "wave-outbox");
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

fn section(work: &Work, mailing: &Mailing) -> Markup {
    let language = &work.language;
    let counts: Vec<_> = mailing
        .states
        .iter()
        .map(|(state, number)| {
            (
                state_word(language, *state),
                count(language, *number),
                String::new(),
            )
        })
        .collect();
    let label = t_args(
        language,
        "wave-outbox-newest",
        &[
            ("shown", mailing.mails.len().into()),
            ("all", mailing.all().into()),
        ],
    );
    html! {
        section {
            h2 { (said(&mailing.wave.name, language)) }
            (figures(&counts))
            (scrolling(&label, &table(work, &label, &mailing.mails)))
        }
    }
}

fn table(work: &Work, caption: &str, mails: &[Mail]) -> Markup {
    let language = &work.language;
    html! {
        table {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" { (t(language, "wave-to")) }
                    th scope="col" { (t(language, "wave-step")) }
                    th scope="col" { (t(language, "wave-state")) }
                    th.number scope="col" { (t(language, "wave-attempts")) }
                    th scope="col" { (t(language, "wave-when")) }
                }
            }
            tbody { @for mail in mails { (row(work, mail)) } }
        }
    }
}

fn row(work: &Work, mail: &Mail) -> Markup {
    let language = &work.language;
    let entry = &mail.entry;
    let when = entry.sent_at.unwrap_or(entry.due_at);
    html! {
        tr {
            th scope="row" { (mail.client.name) " " span.quiet { (mail.client.email) } }
            td { (step_word(language, &entry.step)) }
            td {
                span.tag.bad[entry.state == SendState::Failed].good[entry.state == SendState::Sent] {
                    (state_word(language, entry.state))
                }
                @if let Some(error) = &entry.last_error { " " span.quiet.small lang="en" { (error) } }
                @if !work.app.settings.sends_mail && entry.state == SendState::Sent {
                    " " code.small { (entry.message_id) ".eml" }
                }
            }
            td.number { (entry.attempts) }
            td { (date_time(language, when, work.zone())) }
        }
    }
}

pub fn state_word(language: &Language, state: SendState) -> String {
    match state {
        SendState::Queued => t(language, "wave-state-queued"),
        SendState::Sending => t(language, "wave-state-sending"),
        SendState::Sent => t(language, "wave-state-sent"),
        SendState::Failed => t(language, "wave-state-failed"),
    }
}
