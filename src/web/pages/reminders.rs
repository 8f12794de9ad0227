//! The reminders of a wave as a page: who gets one now, who does not and why, the plan, and stop.

use chrono::{DateTime, Utc};
use maud::{Markup, html};
use serde::Deserialize;

use super::frame::framed;
use super::sending::{reason_word, step_word};
use crate::domain::language::Language;
use crate::domain::schedule::{Weekdays, Window};
use crate::store::outbox::Reason;
use crate::store::reminders::Reminder;
use crate::store::waves::{Wave, WaveState};
use crate::texts::numbers::{count, date_time};
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone, error_summary, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::wave_tabs::{Tab, wave_tabs};
use crate::web::work::Work;

/// Nobody is reminded more often than this.
const MOST: usize = 3;
/// The latest day after the invitation.
const LATEST: i32 = 365;

/// The form as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReminderForm {
    pub after1: String,
    pub after2: String,
    pub after3: String,
    pub from: String,
    pub until: String,
    /// 0 is Monday.
    pub day: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Which of the reminders has no number of days.
    Days(&'static str),
    /// Which of them comes no later than the one before.
    Order(&'static str),
    From,
    Until,
    Hours,
    NoDay,
}

impl Problem {
    fn field(self) -> &'static str {
        match self {
            Self::Days(field) | Self::Order(field) => field,
            Self::From => "from",
            Self::Until | Self::Hours => "until",
            Self::NoDay => "days",
        }
    }

    fn sentence(self, language: &Language) -> String {
        match self {
            Self::Days(_) => t(language, "asking-bad-days"),
            Self::Order(_) => t(language, "asking-bad-order"),
            Self::From | Self::Until => t(language, "asking-bad-time"),
            Self::Hours => t(language, "asking-bad-hours"),
            Self::NoDay => t(language, "asking-no-day"),
        }
    }
}

const FIELDS: [&str; MOST] = ["after1", "after2", "after3"];

impl ReminderForm {
    /// What is planned; without a plan, usual hours and nobody reminded.
    pub fn of(planned: &[Reminder]) -> Self {
        let after = |at: usize| planned.get(at).map(|one| one.after_days.to_string());
        let window = planned.first().map(|one| one.window);
        let (from, until) = window.map_or((9 * 60, 17 * 60), |one| (one.from, one.until));
        let weekdays = window.map_or(Weekdays::WORKING, |one| one.weekdays);
        Self {
            after1: after(0).unwrap_or_default(),
            after2: after(1).unwrap_or_default(),
            after3: after(2).unwrap_or_default(),
            from: clock(from),
            until: clock(until),
            day: (0..7)
                .filter(|day| weekdays.bits() & (1 << day) != 0)
                .collect(),
        }
    }

    /// The reminders, or all that is wrong. Fields without days are no reminders.
    pub fn read(&self) -> Result<Vec<Reminder>, Vec<Problem>> {
        let mut problems = Vec::new();
        let (from, until) = (minute(&self.from), minute(&self.until));
        problems.extend(from.is_none().then_some(Problem::From));
        problems.extend(until.is_none().then_some(Problem::Until));
        let days = self.day.iter().filter(|day| **day < 7);
        let weekdays = Weekdays::new(days.fold(0, |bits, day| bits | 1 << day)).ok();
        problems.extend(weekdays.is_none().then_some(Problem::NoDay));
        let window = from.zip(until).zip(weekdays);
        let window = window.and_then(|((from, until), days)| Window::new(from, until, days).ok());
        if window.is_none() && problems.is_empty() {
            problems.push(Problem::Hours);
        }
        let mut after: Vec<i32> = Vec::new();
        for (field, typed) in FIELDS
            .into_iter()
            .zip([&self.after1, &self.after2, &self.after3])
        {
            if typed.trim().is_empty() {
                continue;
            }
            match typed.trim().parse() {
                Ok(days) if !(1..=LATEST).contains(&days) => problems.push(Problem::Days(field)),
                Ok(days) if after.last().is_some_and(|last| days <= *last) => {
                    problems.push(Problem::Order(field));
                }
                Ok(days) => after.push(days),
                Err(_) => problems.push(Problem::Days(field)),
            }
        }
        match window {
            Some(window) if problems.is_empty() => Ok((1..)
                .zip(after)
                .map(|(number, after_days)| Reminder {
                    number,
                    after_days,
                    window,
                })
                .collect()),
            _ => Err(problems),
        }
    }
}

/// Minutes after midnight as a field of time has them; 24:00 is typed as 23:59 by none, so that the
/// end of the day is the last minute.
fn clock(minute: u16) -> String {
    let minute = minute.min(24 * 60 - 1);
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn minute(typed: &str) -> Option<u16> {
    let (hour, minute) = typed.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// What one step would do at this moment.
pub struct Counted {
    pub step: String,
    /// When it may go out next; an invitation waits for nothing.
    pub next: Option<DateTime<Utc>>,
    pub counts: Vec<(Reason, u64)>,
}

impl Counted {
    fn of(&self, reason: Reason) -> u64 {
        let mut counts = self.counts.iter();
        counts
            .find(|(one, _)| *one == reason)
            .map_or(0, |(_, count)| *count)
    }
}

pub struct Shown<'a> {
    pub number: i32,
    pub wave: Option<&'a Wave>,
    pub planned: &'a [Reminder],
    /// Of an open wave.
    pub counts: Vec<Counted>,
    pub form: &'a ReminderForm,
    pub problems: &'a [Problem],
}

pub fn show(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let title = title(language, shown);
    let name = shown.wave.map(|wave| wave.name.get(language));
    let problems: Vec<_> = shown
        .problems
        .iter()
        .map(|one| (Some(one.field()), one.sentence(language)))
        .collect();
    let state = shown.wave.map(|wave| wave.state);
    let main = html! {
        (error_summary(language, &problems))
        (page_header(name, &title, Some(&t(language, "asking-reminders-lead")), &Markup::default()))
        (wave_tabs(work, shown.number, Tab::Reminders))
        @if state == Some(WaveState::Closed) {
            (notice(Tone::Plain, &html! { p { (t(language, "asking-reminders-over")) } }))
        } @else {
            @if !shown.counts.is_empty() { (who(work, shown)) }
            @if let Some(wave) = shown.wave.filter(|_| state == Some(WaveState::Open)) {
                (stop(work, wave))
            }
            (plan(work, shown))
        }
    };
    let here = Tab::Reminders.name(work);
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

fn title(language: &Language, shown: &Shown) -> String {
    let is_stopped = shown
        .wave
        .is_some_and(|wave| wave.mail_stopped_at.is_some());
    let reminders = shown.counts.iter().skip(1);
    let due: u64 = reminders.map(|one| one.of(Reason::GetsIt)).sum();
    match shown.wave.map(|wave| wave.state) {
        Some(WaveState::Open) if is_stopped => t(language, "asking-stopped-title"),
        Some(WaveState::Open) if !shown.planned.is_empty() => {
            t_args(language, "asking-due-title", &[("count", due.into())])
        }
        _ => t_args(
            language,
            "asking-planned-title",
            &[("count", shown.planned.len().into())],
        ),
    }
}

const REASONS: [Reason; 11] = [
    Reason::GetsIt,
    Reason::HadIt,
    Reason::Submitted,
    Reason::Bounced,
    Reason::OptedOut,
    Reason::Revoked,
    Reason::Expired,
    Reason::NoAddress,
    Reason::NotSentYet,
    Reason::TooSoon,
    Reason::Resting,
];

/// Each step beside the others: who gets it at this moment, and who does not by reason.
fn who(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let seen = |reason: &Reason| shown.counts.iter().any(|one| one.of(*reason) > 0);
    let reasons = REASONS.into_iter();
    let reasons: Vec<Reason> = reasons
        .filter(|reason| *reason == Reason::GetsIt || seen(reason))
        .collect();
    let caption = t(language, "asking-who-now");
    let table = html! {
        table {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" { (t(language, "wave-reason")) }
                    @for one in &shown.counts { th.number scope="col" { (step_word(language, &one.step)) } }
                }
            }
            tbody {
                @for reason in reasons {
                    tr {
                        th scope="row" { (reason_word(language, reason)) }
                        @for one in &shown.counts { td.number { (count(language, one.of(reason))) } }
                    }
                }
            }
            tfoot {
                tr {
                    th scope="row" { (t(language, "wave-invited")) }
                    @for one in &shown.counts {
                        td.number { (count(language, one.counts.iter().map(|(_, n)| n).sum())) }
                    }
                }
            }
        }
    };
    let next = shown.counts.iter().filter_map(|one| one.next).min();
    html! {
        section {
            (scrolling(&caption, &table))
            @if let Some(next) = next.filter(|_| shown.planned.iter().len() > 0) {
                @let at = date_time(language, next, work.zone());
                p { (t_args(language, "asking-next", &[("at", at.into())])) }
            }
            p {
                a.button href=(work.at(&format!("waves/{}/sending", shown.number))) {
                    (t(language, "asking-send-now"))
                }
            }
        }
    }
}

fn stop(work: &Work, wave: &Wave) -> Markup {
    let language = &work.language;
    let action = work.at(&format!("waves/{}/mail-stop", wave.number));
    html! {
        section {
            h2 { (t(language, "asking-stop")) }
            @if let Some(stopped) = wave.mail_stopped_at {
                @let at = date_time(language, stopped, work.zone());
                (notice(Tone::Warn, &html! {
                    p { (t_args(language, "asking-stopped", &[("at", at.into())])) }
                }))
                form.once-more method="post" action=(action) {
                    button.button name="stopped" value="no" { (t(language, "asking-resume-go")) }
                }
            } @else {
                p { (t(language, "asking-stop-lead")) }
                form.once-more method="post" action=(action) {
                    button.button.danger name="stopped" value="yes" { (t(language, "asking-stop-go")) }
                }
            }
        }
    }
}

fn plan(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let form = shown.form;
    let wrong = |field: &str| {
        let mut problems = shown.problems.iter();
        let problem = problems.find(|problem| problem.field() == field)?;
        Some(problem.sentence(language))
    };
    let (from, until) = (t(language, "asking-from"), t(language, "asking-until"));
    let values = [&form.after1, &form.after2, &form.after3];
    let no_day = wrong("days");
    let zone = work.programme.time_zone.as_str();
    html! {
        section {
            h2 { (t(language, "asking-reminder-plan")) }
            p { (t(language, "asking-reminder-plan-lead")) }
            form.form method="post" action=(work.at(&format!("waves/{}/reminders", shown.number))) {
                @for (number, (field, value)) in (1..).zip(FIELDS.into_iter().zip(values)) {
                    @let label = t_args(language, "asking-after", &[("number", number.into())]);
                    (Field::text(field, &label, value).kind("number")
                        .error(wrong(field).as_deref()).input())
                }
                div.row {
                    (Field::text("from", &from, &form.from).kind("time")
                        .error(wrong("from").as_deref()).input())
                    (Field::text("until", &until, &form.until).kind("time")
                        .error(wrong("until").as_deref()).input())
                }
                fieldset.field #days .wrong[no_day.is_some()] {
                    legend { (t(language, "asking-days")) }
                    @if let Some(wrong) = &no_day { span.error { (wrong) } }
                    @for (day, name) in (0..).zip(weekdays(language)) {
                        label.check {
                            input type="checkbox" name="day" value=(day) checked[form.day.contains(&day)];
                            span { (name) }
                        }
                    }
                }
                p.quiet { (t_args(language, "asking-hours-zone", &[("zone", zone.into())])) }
                div { button.button.primary { (t(language, "asking-keep-reminders")) } }
            }
        }
    }
}

fn weekdays(language: &Language) -> [String; 7] {
    [
        t(language, "asking-monday"),
        t(language, "asking-tuesday"),
        t(language, "asking-wednesday"),
        t(language, "asking-thursday"),
        t(language, "asking-friday"),
        t(language, "asking-saturday"),
        t(language, "asking-sunday"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(after: [&str; 3], from: &str, until: &str, day: &[u8]) -> ReminderForm {
        ReminderForm {
            after1: after[0].to_owned(),
            after2: after[1].to_owned(),
            after3: after[2].to_owned(),
            from: from.to_owned(),
            until: until.to_owned(),
            day: day.to_vec(),
        }
    }

    #[test]
    fn a_plan_is_read_and_filled_in_again() {
        let typed = form(["7", "", "14"], "09:00", "17:30", &[0, 4]);
        let planned = typed.read().unwrap();
        let days: Vec<i32> = planned.iter().map(|one| one.after_days).collect();
        assert_eq!(days, [7, 14]);
        assert_eq!(
            (planned[1].number, planned[1].window.until),
            (2, 17 * 60 + 30)
        );
        let again = ReminderForm::of(&planned);
        assert_eq!(
            (again.after2.as_str(), again.until.as_str()),
            ("14", "17:30")
        );
        assert_eq!(again.day, [0, 4]);
        assert_eq!(ReminderForm::of(&[]).day, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn every_mistake_is_named_at_its_field() {
        let wrong = form(["0", "3", "3"], "9 o'clock", "25:00", &[7]).read();
        let all = [
            Problem::From,
            Problem::Until,
            Problem::NoDay,
            Problem::Days("after1"),
            Problem::Order("after3"),
        ];
        assert_eq!(wrong.unwrap_err(), all);
        let backwards = form(["7", "", ""], "17:00", "09:00", &[0]).read();
        assert_eq!(backwards.unwrap_err(), [Problem::Hours]);
    }
}
