//! The queue of what is done later, as a page: what runs, waits and failed, the mail, and what is
//! planned.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::frame::framed;
use super::sending::step_word;
use crate::domain::language::Language;
use crate::store::jobs::{JobState, Listed, TRIAL_MAIL};
use crate::store::outbox::SendState;
use crate::store::troubles::Trouble;
use crate::store::waves::Wave;
use crate::texts::numbers::{count, date_time};
use crate::texts::{t, t_args};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::words::said;
use crate::web::work::Work;

/// The mail of one wave.
pub struct Mailing<'a> {
    pub wave: &'a Wave,
    pub states: Vec<(SendState, u64)>,
    /// What keeps mail waiting, the newest first.
    pub troubles: Vec<Trouble>,
}

/// What is planned to happen by itself.
#[derive(Clone, Debug)]
pub struct Planned<'a> {
    pub at: DateTime<Utc>,
    pub wave: &'a Wave,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Opens,
    Closes,
    /// This step, to whoever it is for by then.
    Reminds(String),
    /// Spent links of an anonymous wave are marked, several at a time.
    Flags,
}

pub struct Shown<'a> {
    pub jobs: Vec<Listed>,
    pub mailings: Vec<Mailing<'a>>,
    pub planned: Vec<Planned<'a>>,
}

impl Shown<'_> {
    fn number(&self, state: JobState, mail: &[SendState]) -> u64 {
        let jobs = self.jobs.iter().filter(|job| job.state == state).count();
        let states = self.mailings.iter().flat_map(|mailing| &mailing.states);
        let mails = states.filter(|(state, _)| mail.contains(state));
        jobs as u64 + mails.map(|(_, count)| count).sum::<u64>()
    }
}

pub fn index(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let args = [
        (
            "running",
            shown
                .number(JobState::Running, &[SendState::Sending])
                .into(),
        ),
        (
            "waiting",
            shown.number(JobState::Queued, &[SendState::Queued]).into(),
        ),
        ("failed", shown.number(JobState::Failed, &[]).into()),
    ];
    let title = t_args(language, "jobs-title", &args);
    let zone = [("zone", work.programme.time_zone.as_str().into())];
    let lead = t_args(language, "jobs-lead", &zone);
    let main = html! {
        (page_header(None, &title, Some(&lead), &Markup::default()))
        section {
            h2 { (t(language, "jobs-queue")) }
            @if shown.jobs.is_empty() { p { (t(language, "jobs-none")) } }
            @else { (scrolling(&t(language, "jobs-queue"), &queue(work, &shown.jobs))) }
        }
        section {
            h2 { (t(language, "jobs-mail")) }
            @if shown.mailings.is_empty() { p { (t(language, "jobs-mail-none")) } }
            @for mailing in &shown.mailings { (mail(work, mailing)) }
        }
        section {
            h2 { (t(language, "jobs-planned")) }
            @if shown.planned.is_empty() { p { (t(language, "jobs-planned-none")) } }
            @else { (scrolling(&t(language, "jobs-planned"), &planned(work, &shown.planned))) }
        }
    };
    let here = t(language, "jobs-here");
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

fn state_word(language: &Language, state: JobState) -> String {
    match state {
        JobState::Queued => t(language, "jobs-state-queued"),
        JobState::Running => t(language, "jobs-state-running"),
        JobState::Failed => t(language, "jobs-state-failed"),
    }
}

fn kind_word(language: &Language, kind: &str) -> String {
    match kind {
        TRIAL_MAIL => t(language, "jobs-kind-trial"),
        other => other.to_owned(),
    }
}

fn queue(work: &Work, jobs: &[Listed]) -> Markup {
    let language = &work.language;
    html! {
        table {
            caption.unseen { (t(language, "jobs-queue")) }
            thead { tr {
                th scope="col" { (t(language, "jobs-what")) }
                th scope="col" { (t(language, "wave-state")) }
                th scope="col" { (t(language, "jobs-when")) }
                th.number scope="col" { (t(language, "wave-attempts")) }
                th scope="col" { (t(language, "jobs-error")) }
                th scope="col" { (t(language, "jobs-do")) }
            } }
            tbody { @for job in jobs { (row(work, job)) } }
        }
    }
}

fn row(work: &Work, job: &Listed) -> Markup {
    let language = &work.language;
    let mut waves = work.stand.waves.iter();
    let wave = waves.find(|wave| Some(wave.id) == job.subject_id);
    let own = format!("jobs/{}", job.id);
    html! {
        tr {
            th scope="row" {
                (kind_word(language, &job.kind))
                @if let Some(wave) = wave { " " span.quiet { (said(&wave.name, language)) } }
            }
            td { span.tag.bad[job.state == JobState::Failed].now[job.state == JobState::Running] {
                (state_word(language, job.state)) } }
            td { (date_time(language, job.run_at, work.zone())) }
            td.number { (job.attempts) }
            td { @if let Some(error) = &job.last_error { span.small lang="en" { (error) } } }
            td {
                @if job.state == JobState::Running { (t(language, "jobs-wait")) } @else {
                    div.row {
                        form method="post" action=(work.at(&format!("{own}/attempts"))) {
                            button.button { (t(language, "jobs-retry")) } }
                        form method="post" action=(work.at(&format!("{own}/removal"))) {
                            button.button.danger { (t(language, "jobs-drop")) } }
                    }
                }
            }
        }
    }
}

fn mail(work: &Work, mailing: &Mailing) -> Markup {
    let language = &work.language;
    let wave = mailing.wave;
    let number = |wanted: SendState| {
        let mut states = mailing.states.iter();
        let found = states.find(|(state, _)| *state == wanted);
        count(language, found.map_or(0, |(_, number)| *number))
    };
    let told = t_args(
        language,
        "jobs-mail-counts",
        &[
            ("sending", number(SendState::Sending).into()),
            ("waiting", number(SendState::Queued).into()),
            ("sent", number(SendState::Sent).into()),
            ("failed", number(SendState::Failed).into()),
        ],
    );
    html! {
        h3 { (said(&wave.name, language)) }
        p { (told) " " a href=(work.at("outbox")) { (t(language, "wave-outbox")) } }
        @if wave.mail_stopped_at.is_some() { p { (t(language, "jobs-mail-stopped")) } }
        @if !mailing.troubles.is_empty() {
            (scrolling(&t(language, "jobs-troubles"), &troubles(work, &mailing.troubles)))
            form method="post" action=(work.at(&format!("jobs/mail/{}/attempts", wave.number))) {
                button.button { (t(language, "jobs-mail-retry")) }
            }
        }
    }
}

fn troubles(work: &Work, troubles: &[Trouble]) -> Markup {
    let language = &work.language;
    html! {
        table {
            caption { (t(language, "jobs-troubles")) }
            thead { tr {
                th scope="col" { (t(language, "wave-step")) }
                th.number scope="col" { (t(language, "jobs-mails")) }
                th.number scope="col" { (t(language, "wave-attempts")) }
                th scope="col" { (t(language, "jobs-next")) }
                th scope="col" { (t(language, "jobs-error")) }
            } }
            tbody { @for one in troubles { tr {
                th scope="row" { (step_word(language, &one.step)) }
                td.number { (count(language, one.mails)) }
                td.number { (one.attempts) }
                td { (date_time(language, one.next_at, work.zone())) }
                td { span.small lang="en" { (one.error) } }
            } } }
        }
    }
}

fn planned(work: &Work, planned: &[Planned]) -> Markup {
    let language = &work.language;
    html! {
        table {
            caption.unseen { (t(language, "jobs-planned")) }
            thead { tr {
                th scope="col" { (t(language, "jobs-when")) }
                th scope="col" { (t(language, "wave-name")) }
                th scope="col" { (t(language, "jobs-what")) }
            } }
            tbody { @for one in planned { tr {
                td { (date_time(language, one.at, work.zone())) }
                th scope="row" {
                    a href=(work.at(&format!("waves/{}", one.wave.number))) { (said(&one.wave.name, language)) }
                }
                td {
                    @match &one.what {
                        What::Opens => (t(language, "jobs-opens")),
                        What::Closes => (t(language, "jobs-closes")),
                        What::Reminds(step) => (step_word(language, step)),
                        What::Flags => (t(language, "jobs-flags")),
                    }
                }
            } } }
        }
    }
}
