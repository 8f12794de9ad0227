//! Waves as pages: all of them, one before it opens, one while it runs, and what is about to be sent.

mod progress;

use maud::{Markup, html};
use serde::Deserialize;

use self::progress::{lacking, progress};
use super::frame::framed;
use super::programmes::answered;
use crate::domain::access::Right;
use crate::domain::early::Followed;
use crate::domain::language::{Language, Text};
use crate::domain::outlook::Needed;
use crate::domain::protocol::{PrivacyMode, WaveKind, WavePlan};
use crate::store::invitations::Progress;
use crate::store::waves::{Wave, WaveState};
use crate::texts::numbers::{count, date_time};
use crate::texts::{t, t_args};
use crate::web::components::early::early;
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone, error_summary, notice};
use crate::web::components::page_header::{empty_state, meter, page_header, scrolling};
use crate::web::components::steps::Step as WorkStep;
use crate::web::components::wave_tabs::{Tab, wave_tabs};
use crate::web::components::words::said;
use crate::web::waves::Tally;
use crate::web::work::Work;

/// A wave that is there, or that the protocol plans.
pub struct Shown {
    pub number: i32,
    pub name: Text,
    pub kind: WaveKind,
    pub privacy: PrivacyMode,
    pub plan: Option<WavePlan>,
    pub wave: Option<Wave>,
}

impl Shown {
    pub fn planned(plan: &WavePlan) -> Self {
        Self {
            number: i32::try_from(plan.number).unwrap_or(i32::MAX),
            name: plan.name.clone(),
            kind: plan.kind,
            privacy: plan.privacy_mode,
            plan: Some(plan.clone()),
            wave: None,
        }
    }

    pub fn kept(wave: &Wave) -> Self {
        Self {
            number: wave.number,
            name: wave.name.clone(),
            kind: wave.kind,
            privacy: wave.privacy_mode,
            plan: None,
            wave: Some(wave.clone()),
        }
    }

    fn state(&self) -> WaveState {
        self.wave
            .as_ref()
            .map_or(WaveState::Planned, |wave| wave.state)
    }
}

/// The form that opens a wave, as typed.
#[derive(Default, Deserialize)]
pub struct Opening {
    #[serde(default)]
    pub last_day: String,
}

/// The form that invites, as typed.
#[derive(Default, Deserialize)]
pub struct Invited {
    #[serde(default)]
    pub who: String,
    #[serde(default)]
    pub size: String,
    #[serde(default)]
    pub seed: String,
}

/// The form that opens a closed wave again, as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Reopening {
    pub reason: String,
}

/// How an open or closed wave goes.
pub struct Asked<'a> {
    pub wave: &'a Wave,
    pub tally: Tally,
    pub progress: Vec<Progress>,
    /// How many clients each segment has.
    pub segments: Vec<(String, u64)>,
    /// How many its plan would invite now, where that is not simply all.
    pub planned: Option<u64>,
    /// How many answers it needs, as the power view has it.
    pub needed: Option<Needed>,
    /// What is decided while the wave is open.
    pub early: Vec<Followed>,
}

impl Asked<'_> {
    fn needed_of(&self, segment: &str) -> Option<u64> {
        let mut known = self.needed.as_ref()?.segments.iter();
        known
            .find(|(code, _)| code == segment)
            .map(|(_, needed)| *needed)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    NotFrozen,
    NotPublished,
    NoDay,
    DayPast,
    NoSize,
    NoSeed,
    NoReason,
    /// What was found in it is final.
    Final,
}

impl Problem {
    fn field(self) -> Option<&'static str> {
        match self {
            Self::NotFrozen | Self::NotPublished | Self::Final => None,
            Self::NoReason => Some("reason"),
            Self::NoDay | Self::DayPast => Some("last_day"),
            Self::NoSize => Some("size"),
            Self::NoSeed => Some("seed"),
        }
    }

    fn sentence(self, language: &Language) -> String {
        match self {
            Self::NotFrozen => t(language, "wave-problem-not-frozen"),
            Self::NotPublished => t(language, "wave-problem-not-published"),
            Self::NoDay => t(language, "wave-problem-day"),
            Self::DayPast => t(language, "wave-problem-past"),
            Self::NoSize => t(language, "wave-problem-size"),
            Self::NoSeed => t(language, "wave-problem-seed"),
            Self::NoReason => t(language, "wave-problem-reason"),
            Self::Final => t(language, "wave-problem-final"),
        }
    }
}

fn summary(language: &Language, problems: &[Problem]) -> Markup {
    let problems: Vec<_> = problems
        .iter()
        .map(|problem| (problem.field(), problem.sentence(language)))
        .collect();
    error_summary(language, &problems)
}

fn error_of(language: &Language, problems: &[Problem], field: &str) -> Option<String> {
    let mut problems = problems.iter();
    let problem = problems.find(|problem| problem.field() == Some(field))?;
    Some(problem.sentence(language))
}

pub fn index(work: &Work, waves: &[(Shown, Option<Tally>)]) -> Markup {
    let language = &work.language;
    let open = waves.iter();
    let open = open.filter(|(shown, _)| shown.state() == WaveState::Open);
    let args = [("count", waves.len().into()), ("open", open.count().into())];
    let title = t_args(language, "wave-index-title", &args);
    let actions = html! {
        @if work.may(Right::Evaluate) && !waves.is_empty() {
            a.button href=(work.at("outbox")) { (t(language, "wave-outbox")) }
        }
    };
    let main = html! {
        (page_header(None, &title, Some(&t(language, "wave-index-lead")), &actions))
        @if waves.is_empty() {
            (empty_state(&t(language, "wave-none"), &t(language, "wave-none-next"), &html! {
                a.button href=(work.at("protocol")) { (t(language, "programme-go-protocol")) }
            }))
        } @else {
            (scrolling(&title, &table(work, waves)))
        }
    };
    framed(work, &title, Some(WorkStep::Waves), None, &main)
}

fn table(work: &Work, waves: &[(Shown, Option<Tally>)]) -> Markup {
    let language = &work.language;
    html! {
        table {
            caption.unseen { (t(language, "wave-caption")) }
            thead {
                tr {
                    th.number scope="col" { (t(language, "wave-number")) }
                    th scope="col" { (t(language, "wave-name")) }
                    th scope="col" { (t(language, "wave-kind")) }
                    th scope="col" { (t(language, "wave-state")) }
                    th scope="col" { (t(language, "wave-privacy")) }
                    th.number scope="col" { (t(language, "wave-asked")) }
                    th.number scope="col" { (t(language, "wave-answered")) }
                }
            }
            tbody {
                @for (shown, tally) in waves {
                    tr {
                        td.number { (shown.number) }
                        th scope="row" {
                            a href=(work.at(&format!("waves/{}", shown.number))) {
                                (said(&shown.name, language))
                            }
                        }
                        td { (kind_word(language, shown.kind)) }
                        td { (state_tag(language, shown.state())) }
                        td { (privacy_word(language, shown.privacy)) }
                        td.number { @if let Some(tally) = tally { (count(language, tally.asked)) } }
                        td.number { @if let Some(tally) = tally { (count(language, tally.answered)) } }
                    }
                }
            }
        }
    }
}

fn kind_word(language: &Language, kind: WaveKind) -> String {
    match kind {
        WaveKind::Baseline => t(language, "wave-kind-baseline"),
        WaveKind::Interim => t(language, "wave-kind-interim"),
        WaveKind::Final => t(language, "wave-kind-final"),
        WaveKind::FollowUp => t(language, "wave-kind-follow-up"),
    }
}

pub fn privacy_word(language: &Language, privacy: PrivacyMode) -> String {
    match privacy {
        PrivacyMode::Named => t(language, "wave-privacy-named"),
        PrivacyMode::Confidential => t(language, "wave-privacy-confidential"),
        PrivacyMode::Anonymous => t(language, "wave-privacy-anonymous"),
    }
}

fn state_tag(language: &Language, state: WaveState) -> Markup {
    match state {
        WaveState::Planned => html! { span.tag { (t(language, "wave-planned")) } },
        WaveState::Open => html! { span.tag.now { (t(language, "wave-open")) } },
        WaveState::Closed => html! { span.tag { (t(language, "wave-closed")) } },
    }
}

/// A wave that is not open yet: what it needs, and the form that opens it.
pub fn before(
    work: &Work,
    shown: &Shown,
    reminders: usize,
    form: &Opening,
    problems: &[Problem],
) -> Markup {
    let language = &work.language;
    let name = shown.name.get(language);
    let title = t_args(language, "wave-before-title", &[("wave", name.into())]);
    let works = work.may(Right::Evaluate);
    let actions = html! {
        @if works {
            a.button.primary href=(work.at(&format!("waves/{}/plan", shown.number))) { (t(language, "asking-go-plan")) }
        }
    };
    let main = html! {
        (summary(language, problems))
        (page_header(Some(&kind_word(language, shown.kind)), &title, None, &actions))
        (wave_tabs(work, shown.number, Tab::Wave))
        dl.pairs {
            dt { (t(language, "wave-privacy")) }
            dd { (privacy_word(language, shown.privacy)) }
            @if let Some(plan) = &shown.plan {
                dt { (t(language, "wave-survey")) }
                dd { a href=(work.at(&format!("surveys/{}", plan.survey))) { (plan.survey) } }
            }
            (decided(work, shown, reminders))
        }
        @if !work.stand.is_frozen() {
            (notice(Tone::Warn, &html! {
                p { (t(language, "wave-problem-not-frozen")) }
                p { a href=(work.at("protocol")) { (t(language, "programme-go-protocol")) } }
            }))
        }
        @if works { (opening_form(work, shown, form, problems)) }
    };
    framed(work, &title, Some(WorkStep::Waves), Some(name), &main)
}

/// What the plan says of a wave that somebody planned.
fn decided(work: &Work, shown: &Shown, reminders: usize) -> Markup {
    let language = &work.language;
    let at = |time| date_time(language, time, work.zone());
    html! {
        @if let Some(wave) = &shown.wave {
            dt { (t(language, "asking-opens")) }
            dd {
                @match wave.opens_at {
                    Some(opens) => (at(opens)),
                    None => (t(language, "asking-by-hand")),
                }
            }
            dt { (t(language, "asking-closes")) }
            dd {
                @match wave.closes_at {
                    Some(closes) => (at(closes)),
                    None => (t(language, "asking-by-hand")),
                }
            }
            dt { (t(language, "asking-tab-reminders")) }
            dd { (count(language, reminders as u64)) }
        }
    }
}

fn opening_form(work: &Work, shown: &Shown, form: &Opening, problems: &[Problem]) -> Markup {
    let language = &work.language;
    let error = error_of(language, problems, "last_day");
    html! {
        h2 { (t(language, "wave-opening")) }
        p { (t(language, "wave-opening-lead")) }
        form.form method="post" action=(work.at(&format!("waves/{}/opening", shown.number))) {
            (Field::text("last_day", &t(language, "wave-last-day"), &form.last_day)
                .kind("date").hint(&t(language, "wave-last-day-hint")).error(error.as_deref()).input())
            div { button.button.primary { (t(language, "wave-opening-go")) } }
        }
    }
}

/// A wave that is open or closed: how it goes, and what can be done.
pub fn after(
    work: &Work,
    shown: &Shown,
    asked: &Asked,
    form: &Invited,
    problems: &[Problem],
) -> Markup {
    let language = &work.language;
    let name = shown.name.get(language);
    let title = answered(language, &asked.tally);
    let is_open = asked.wave.state == WaveState::Open;
    let works = work.may(Right::Evaluate) && is_open;
    let main = html! {
        (summary(language, problems))
        (page_header(Some(name), &title, Some(&since(work, asked.wave)), &actions(work, asked)))
        (wave_tabs(work, asked.wave.number, Tab::Wave))
        (meter(&title, asked.tally.answered, asked.tally.asked))
        @if let Some(stopped) = asked.wave.mail_stopped_at.filter(|_| works) {
            @let at = date_time(language, stopped, work.zone());
            (notice(Tone::Warn, &html! { p { (t_args(language, "asking-stopped", &[("at", at.into())])) } }))
        }
        @if !asked.progress.is_empty() {
            h2 { (t(language, "wave-progress")) }
            (scrolling(&t(language, "wave-progress"), &progress(work, asked)))
            (lacking(work, asked))
            @if work.may(Right::Evaluate) {
                p { a href=(work.at(&format!("waves/{}/missing", asked.wave.number))) {
                    (t(language, "wave-missing-link")) } }
            }
        } @else if is_open {
            (notice(Tone::Warn, &html! { p { (t(language, "wave-nobody-invited")) } }))
        } @else {
            p { (t(language, "wave-from-file")) }
        }
        @if let Some(version) = &work.stand.protocol {
            (early(language, &version.protocol, asked.wave, &asked.early))
        }
        @if works {
            (inviting(work, asked, form, problems))
            (closing(work, asked.wave))
        }
        @if work.may(Right::Evaluate) && !is_open { (reopening(work, asked.wave, problems)) }
    };
    framed(work, &title, Some(WorkStep::Waves), Some(name), &main)
}

/// `Open since …, until …; confidential`.
fn since(work: &Work, wave: &Wave) -> String {
    let (language, zone) = (&work.language, work.zone());
    let at = |time| date_time(language, time, zone);
    let privacy = privacy_word(language, wave.privacy_mode);
    match (wave.closed_at, wave.opened_at, wave.closes_at) {
        (Some(closed), _, _) => t_args(
            language,
            "wave-closed-at",
            &[("at", at(closed).into()), ("privacy", privacy.into())],
        ),
        (None, Some(opened), Some(closes)) => t_args(
            language,
            "wave-open-until",
            &[
                ("from", at(opened).into()),
                ("until", at(closes).into()),
                ("privacy", privacy.into()),
            ],
        ),
        (None, Some(opened), None) => t_args(
            language,
            "wave-open-since",
            &[("from", at(opened).into()), ("privacy", privacy.into())],
        ),
        (None, None, _) => privacy,
    }
}

fn actions(work: &Work, asked: &Asked) -> Markup {
    let language = &work.language;
    let own = format!("waves/{}", asked.wave.number);
    let sends = asked.wave.state == WaveState::Open
        && work.may(Right::Evaluate)
        && !asked.progress.is_empty();
    html! {
        @if sends {
            a.button.primary href=(work.at(&format!("{own}/sending"))) { (t(language, "wave-send")) }
        }
        @if asked.wave.state == WaveState::Closed {
            a.button.primary href=(work.at(&format!("{own}/evaluation"))) {
                (t(language, "programme-go-evaluation"))
            }
        }
        @if work.may(Right::Interview) { a.button href=(work.at(&format!("{own}/coding"))) { (t(language, "coding-go")) } }
        @if work.may(Right::Evaluate) {
            a.button href=(work.at("outbox")) { (t(language, "wave-outbox")) }
            @if asked.wave.state == WaveState::Closed {
                a.button href=(work.at(&format!("{own}/export"))) { (t(language, "exports-go")) }
            }
        }
    }
}

/// The same as [`segment_name`], where no markup can stand.
pub fn plain_segment(work: &Work, code: &str) -> String {
    let protocol = work.stand.protocol.as_ref();
    let segments = protocol.map_or(&[][..], |version| &version.protocol.segments);
    let found = segments.iter().find(|segment| segment.code == code);
    let name = found.map_or(code, |segment| segment.name.get(&work.language));
    name.to_owned()
}

/// What a segment is called in the protocol; its code when that does not know it.
pub fn segment_name(work: &Work, code: &str) -> Markup {
    let protocol = work.stand.protocol.as_ref();
    let segments = protocol.map_or(&[][..], |version| &version.protocol.segments);
    match segments.iter().find(|segment| segment.code == code) {
        Some(segment) => said(&segment.name, &work.language),
        None => html! { (code) },
    }
}

fn inviting(work: &Work, asked: &Asked, form: &Invited, problems: &[Problem]) -> Markup {
    let language = &work.language;
    let invited: u64 = asked.progress.iter().map(|one| one.invited).sum();
    let left = work.stand.clients.saturating_sub(invited);
    let protocol = work.stand.protocol.as_ref();
    let seed = protocol.map_or(1, |version| version.protocol.rules.seed);
    let seed = if form.seed.is_empty() {
        seed.to_string()
    } else {
        form.seed.clone()
    };
    let size_error = error_of(language, problems, "size");
    let seed_error = error_of(language, problems, "seed");
    let who = match (form.who.as_str(), asked.planned) {
        ("", Some(_)) => "plan",
        ("" | "plan", None) => "all",
        (who, _) => who,
    };
    html! {
        h2 { (t(language, "wave-inviting")) }
        p { (t_args(language, "wave-left", &[("count", left.into())])) }
        @if work.stand.clients == 0 {
            p { a.button href=(work.at("clients")) { (t(language, "wave-go-clients")) } }
        }
        @if left > 0 && invited > 0 {
            p { a.button href=(work.at(&format!("waves/{}/top-up", asked.wave.number))) {
                (t(language, "asking-more-link")) } }
        }
        @if left > 0 {
            form.form method="post"
                action=(work.at(&format!("waves/{}/invitations", asked.wave.number))) {
                fieldset.field {
                    legend { (t(language, "wave-who")) }
                    @if let Some(planned) = asked.planned {
                        label.check {
                            input type="radio" name="who" value="plan" checked[who == "plan"];
                            (t_args(language, "asking-who-plan", &[("count", planned.into())]))
                        }
                    }
                    label.check {
                        input type="radio" name="who" value="all" checked[who == "all"];
                        (t_args(language, "wave-who-all", &[("count", left.into())]))
                    }
                    label.check {
                        input type="radio" name="who" value="sample" checked[who == "sample"];
                        (t(language, "wave-who-sample"))
                    }
                }
                (Field::text("size", &t(language, "wave-size"), &form.size).kind("number")
                    .error(size_error.as_deref()).input())
                (Field::text("seed", &t(language, "wave-seed"), &seed).kind("number")
                    .hint(&t(language, "wave-seed-hint")).error(seed_error.as_deref()).input())
                div { button.button { (t(language, "wave-invite-go")) } }
            }
        }
    }
}

fn closing(work: &Work, wave: &Wave) -> Markup {
    let language = &work.language;
    html! {
        h2 { (t(language, "wave-closing")) }
        details {
            summary { (t(language, "wave-closing-more")) }
            p { (t(language, "wave-closing-lead")) }
            form.once-more method="post" action=(work.at(&format!("waves/{}/closing", wave.number))) {
                button.button.danger { (t(language, "wave-closing-go")) }
            }
        }
    }
}

fn reopening(work: &Work, wave: &Wave, problems: &[Problem]) -> Markup {
    let language = &work.language;
    let wrong = error_of(language, problems, "reason");
    html! {
        details open[wrong.is_some()] {
            summary { (t(language, "wave-reopening")) }
            p { (t(language, "wave-reopening-lead")) }
            form.form method="post" action=(work.at(&format!("waves/{}/reopening", wave.number))) {
                (Field::text("reason", &t(language, "wave-reopening-reason"), "")
                    .error(wrong.as_deref()).input())
                div { button.button { (t(language, "wave-reopening-go")) } }
            }
        }
    }
}
