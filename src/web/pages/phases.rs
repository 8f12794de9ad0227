//! The phases of the plan as a line in time, and each with its report, feedback and decision.

use maud::{Markup, html};

use super::frame::framed;
use crate::domain::access::Right;
use crate::domain::definition::author::Typed as Fields;
use crate::domain::language::Language;
use crate::domain::phase::{PREPARING, PhaseDecision, PhaseReport, Ruling};
use crate::report::phases::{feedback, name, report};
use crate::texts::numbers::date_time;
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::meanwhile::{fields, mark, of_another, theirs};
use crate::web::components::notice::{Wrong, summary};
use crate::web::components::page_header::page_header;
use crate::web::components::steps::Step;
use crate::web::work::Work;

/// One phase as it stands, and what was sent and not taken.
pub struct Shown {
    pub phase: u8,
    pub report: Option<PhaseReport>,
    pub decision: Option<PhaseDecision>,
    pub tried: Option<Tried>,
}

/// What somebody typed.
pub enum Typed {
    Report(PhaseReport),
    Decision(PhaseDecision),
}

/// A form that was not taken, with the reason.
pub struct Tried {
    typed: Typed,
    seen: String,
    refusal: Option<Refusal>,
    /// What somebody else stored since the form was shown.
    pub now: Option<Fields>,
}

impl Tried {
    pub fn refused(typed: Typed, seen: String, refusal: Refusal) -> Self {
        Self {
            typed,
            seen,
            refusal: Some(refusal),
            now: None,
        }
    }

    /// Sent once more it goes over what there is now.
    pub fn late(typed: Typed, now: Fields) -> Self {
        Self {
            typed,
            seen: mark(&now),
            refusal: None,
            now: Some(now),
        }
    }

    fn report(&self) -> Option<&PhaseReport> {
        match &self.typed {
            Typed::Report(report) => Some(report),
            Typed::Decision(_) => None,
        }
    }

    fn decision(&self) -> Option<&PhaseDecision> {
        match &self.typed {
            Typed::Decision(decision) => Some(decision),
            Typed::Report(_) => None,
        }
    }

    fn wrong(&self, language: &Language) -> Vec<Wrong> {
        if let Some(now) = &self.now {
            let typed = match &self.typed {
                Typed::Report(report) => reported(Some(report)),
                Typed::Decision(decision) => decided(language, Some(decision)),
            };
            let names = typed.iter().map(|(name, _)| name.clone());
            return of_another(language, names, &typed, now);
        }
        let said = self.refusal.map(|refusal| refusal.said(language));
        let said = said.map(|(field, sentence)| (Some(field.to_owned()), sentence));
        said.into_iter().collect()
    }
}

/// A report as its form shows it.
pub fn reported(report: Option<&PhaseReport>) -> Fields {
    let [report, feedback, name] =
        report.map_or(["", "", ""], |one| [&one.report, &one.feedback, &one.name]);
    fields([("report", report), ("feedback", feedback), ("name", name)])
}

/// A decision as its form shows it.
pub fn decided(language: &Language, decision: Option<&PhaseDecision>) -> Fields {
    let word = decision.map_or_else(String::new, |one| ruling(language, one.ruling));
    let [reason, name] = decision.map_or(["", ""], |one| [&one.reason, &one.name]);
    fields([("ruling", &word), ("reason", reason), ("decider", name)])
}

/// Why a form was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoReport,
    TooLong,
    NoAuthor,
    NoDecider,
    NoReason,
    NothingReported,
}

impl Refusal {
    /// The field, and what to do.
    fn said(self, language: &Language) -> (&'static str, String) {
        match self {
            Self::NoReport => ("report", t(language, "phases-no-report")),
            Self::TooLong => ("report", t(language, "phases-too-long")),
            Self::NoAuthor => ("name", t(language, "phases-no-name")),
            Self::NoDecider => ("decider", t(language, "phases-no-name")),
            Self::NoReason => ("reason", t(language, "phases-no-reason")),
            Self::NothingReported => ("ruling", t(language, "phases-nothing-reported")),
        }
    }
}

pub fn index(work: &Work, reports: &[PhaseReport], decisions: &[PhaseDecision]) -> Markup {
    let language = &work.language;
    let decided = decisions.len();
    let args = [("decided", decided.into()), ("all", PREPARING.len().into())];
    let title = t_args(language, "phases-title", &args);
    let here = t(language, "phases-here");
    let main = html! {
        (page_header(None, &title, Some(&t(language, "phases-lead")), &Markup::default()))
        ol.plain.stack {
            @for phase in PREPARING {
                @let reported = reports.iter().find(|one| one.phase == phase);
                @let decided = decisions.iter().find(|one| one.phase == phase);
                li.card {
                    h2 {
                        a href=(work.at(&format!("phases/{phase}"))) { (phase) ". " (name(language, phase)) }
                    }
                    p {
                        @match reported {
                            Some(one) => (by(work, "phases-reported", &one.name, one.at)),
                            None => span.quiet { (t(language, "phases-not-reported")) },
                        }
                    }
                    @if let Some(one) = decided {
                        p { strong { (ruling(language, one.ruling)) } ". " (by(work, "phases-decided", &one.name, one.at)) }
                        @if !one.reason.is_empty() { p { (one.reason) } }
                    }
                }
            }
            li.card {
                h2 { a href=(work.at("report")) { "6. " (name(language, 6)) } }
                p { (t(language, "phases-sixth")) }
            }
        }
    };
    framed(work, &title, Some(Step::Protocol), Some(&here), &main)
}

fn by(work: &Work, key: &str, name: &str, at: chrono::DateTime<chrono::Utc>) -> String {
    let language = &work.language;
    let at = date_time(language, at, work.zone());
    let args = [("name", name.into()), ("at", at.into())];
    t_args(language, key, &args)
}

fn ruling(language: &Language, ruling: Ruling) -> String {
    match ruling {
        Ruling::GoOn => t(language, "phases-go-on"),
        Ruling::Adjust => t(language, "phases-adjust"),
        Ruling::Waived => t(language, "phases-waived"),
    }
}

pub fn show(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let title = format!("{}. {}", shown.phase, name(language, shown.phase));
    let tried = shown.tried.as_ref();
    let wrong = tried.map_or_else(Vec::new, |tried| tried.wrong(language));
    let is_open = work.programme.closed_at.is_none();
    let main = html! {
        (summary(language, &wrong))
        (page_header(Some(&t(language, "phases-here")), &title, Some(&t(language, "phases-one-lead")), &Markup::default()))
        @if is_open && work.may(Right::Evaluate) { (writing(work, shown, &wrong)) }
        @else { (reading(work, shown)) }
        section {
            h2 { (t(language, "phases-decision")) }
            @if let Some(one) = &shown.decision {
                p { strong { (ruling(language, one.ruling)) } ". " (by(work, "phases-decided", &one.name, one.at)) }
                @if !one.reason.is_empty() { p { (one.reason) } }
            } @else if !work.may(Right::Manage) {
                p.quiet { (t(language, "phases-not-decided")) }
            }
            @if is_open && work.may(Right::Manage) { (deciding(work, shown, &wrong)) }
        }
        p { a href=(work.at("phases")) { (t(language, "common-back")) } }
    };
    framed(work, &title, Some(Step::Protocol), Some(&title), &main)
}

fn error<'a>(wrong: &'a [Wrong], field: &str) -> Option<&'a str> {
    let mut wrong = wrong.iter();
    let found = wrong.find(|(of, _)| of.as_deref() == Some(field));
    found.map(|(_, said)| said.as_str())
}

/// The form of the evaluator; what the record holds is put in beforehand.
fn writing(work: &Work, shown: &Shown, wrong: &[Wrong]) -> Markup {
    let language = &work.language;
    let drafted = |draft: String, kept: Option<&String>| kept.cloned().unwrap_or(draft);
    let tried = shown
        .tried
        .as_ref()
        .filter(|tried| tried.report().is_some());
    let typed = tried.and_then(Tried::report);
    let kept = typed.or(shown.report.as_ref());
    let draft = work.stand.protocol.as_ref();
    let draft = draft.map(|version| report(language, &version.protocol, shown.phase));
    let to_management = drafted(draft.unwrap_or_default(), kept.map(|one| &one.report));
    let to_others = drafted(
        feedback(language, shown.phase),
        kept.map(|one| &one.feedback),
    );
    let author = kept.map_or(work.visitor.account.name.as_str(), |one| one.name.as_str());
    let label = |key: &str| t(language, key);
    let hint = label("phases-report-hint");
    let seen = match tried {
        Some(tried) => tried.seen.clone(),
        None => mark(&reported(shown.report.as_ref())),
    };
    let now = tried.and_then(|tried| tried.now.as_ref());
    let other = |field: &str| {
        now.map(|now| theirs(language, field, &reported(typed), now))
            .unwrap_or_default()
    };
    html! {
        section {
            h2 { (t(language, "phases-report")) }
            @if let Some(one) = &shown.report {
                p.quiet { (by(work, "phases-reported", &one.name, one.at)) }
            }
            form.form.wide method="post" action=(work.at(&format!("phases/{}", shown.phase))) {
                input type="hidden" name="seen" value=(seen);
                (Field::text("report", &label("phases-to-management"), &to_management)
                    .hint(&hint).error(error(wrong, "report")).textarea(8))
                (other("report"))
                (Field::text("feedback", &label("phases-to-others"), &to_others)
                    .error(error(wrong, "feedback")).textarea(6))
                (other("feedback"))
                (Field::text("name", &label("phases-author"), author).error(error(wrong, "name")).input())
                p { button.button.primary { (t(language, "phases-keep")) } }
            }
        }
    }
}

fn reading(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    html! {
        section {
            h2 { (t(language, "phases-report")) }
            @match &shown.report {
                None => p.quiet { (t(language, "phases-not-reported")) },
                Some(one) => {
                    p.quiet { (by(work, "phases-reported", &one.name, one.at)) }
                    @for paragraph in one.report.split("\n\n") { p { (paragraph) } }
                    @if !one.feedback.is_empty() {
                        h3 { (t(language, "phases-to-others")) }
                        @for paragraph in one.feedback.split("\n\n") { p { (paragraph) } }
                    }
                }
            }
        }
    }
}

fn deciding(work: &Work, shown: &Shown, wrong: &[Wrong]) -> Markup {
    let language = &work.language;
    let tried = shown.tried.as_ref();
    let tried = tried.filter(|tried| tried.decision().is_some());
    let sent = tried.and_then(Tried::decision);
    let seen = match tried {
        Some(tried) => tried.seen.clone(),
        None => mark(&decided(language, shown.decision.as_ref())),
    };
    let value = |of: fn(&PhaseDecision) -> &str| sent.map(of).unwrap_or_default();
    let chosen = sent.map_or(Ruling::GoOn, |one| one.ruling).code();
    let options: Vec<(String, String)> = Ruling::ALL
        .into_iter()
        .map(|one| (one.code().to_owned(), ruling(language, one)))
        .collect();
    let decider = match value(|one| &one.name) {
        "" => work.visitor.account.name.as_str(),
        name => name,
    };
    let (choice, reason, by) = (
        t(language, "phases-ruling"),
        t(language, "phases-reason"),
        t(language, "phases-decider"),
    );
    let hint = t(language, "phases-reason-hint");
    html! {
        form.form.wide method="post" action=(work.at(&format!("phases/{}/decision", shown.phase))) {
            input type="hidden" name="seen" value=(seen);
            (Field::text("ruling", &choice, chosen).error(error(wrong, "ruling")).select(&options))
            (Field::text("reason", &reason, value(|one| &one.reason)).hint(&hint)
                .error(error(wrong, "reason")).textarea(3))
            (Field::text("decider", &by, decider).error(error(wrong, "decider")).input())
            p { button.button.primary { (t(language, "phases-decide")) } }
        }
    }
}
