//! The steps of a programme at the left, in the order of the work, with what is missing marked.

use maud::{Markup, html};

use super::icon;
use crate::domain::language::Language;
use crate::texts::t;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Protocol,
    Surveys,
    Clients,
    Waves,
    Interviews,
    Measurements,
    Evaluation,
    Report,
    Adjustments,
    Closing,
    Audit,
}

impl Step {
    pub const ALL: [Self; 11] = [
        Self::Protocol,
        Self::Surveys,
        Self::Clients,
        Self::Waves,
        Self::Interviews,
        Self::Measurements,
        Self::Evaluation,
        Self::Report,
        Self::Adjustments,
        Self::Closing,
        Self::Audit,
    ];

    /// The last part of its address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Protocol => "protocol",
            Self::Surveys => "surveys",
            Self::Clients => "clients",
            Self::Waves => "waves",
            Self::Interviews => "interviews",
            Self::Measurements => "measurements",
            Self::Evaluation => "evaluation",
            Self::Report => "report",
            Self::Adjustments => "adjustments",
            Self::Closing => "closing",
            Self::Audit => "audit",
        }
    }

    pub fn name(self, language: &Language) -> String {
        match self {
            Self::Protocol => t(language, "staff-step-protocol"),
            Self::Surveys => t(language, "staff-step-surveys"),
            Self::Clients => t(language, "staff-step-clients"),
            Self::Waves => t(language, "staff-step-waves"),
            Self::Interviews => t(language, "staff-step-interviews"),
            Self::Measurements => t(language, "staff-step-measurements"),
            Self::Evaluation => t(language, "staff-step-evaluation"),
            Self::Report => t(language, "staff-step-report"),
            Self::Adjustments => t(language, "staff-step-adjustments"),
            Self::Closing => t(language, "staff-step-closing"),
            Self::Audit => t(language, "staff-step-audit"),
        }
    }
}

/// How far a step is; the words stand under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Done(String),
    Missing(String),
    Open,
}

/// A programme's steps. `states` may leave steps out: those are open.
pub struct Steps<'a> {
    pub programme: &'a str,
    pub slug: &'a str,
    pub current: Option<Step>,
    pub states: &'a [(Step, State)],
}

impl Steps<'_> {
    pub fn nav(&self, language: &Language) -> Markup {
        html! {
            nav.steps aria-label=(t(language, "staff-steps")) {
                a.of href={ "/programmes/" (self.slug) } { (self.programme) }
                ol { @for step in Step::ALL { (self.step(language, step)) } }
            }
        }
    }

    fn step(&self, language: &Language, step: Step) -> Markup {
        let state = self.states.iter().find(|(of, _)| *of == step);
        let (class, mark, remark) = match state.map(|(_, state)| state) {
            Some(State::Done(remark)) => (Some("done"), icon::done(), Some(remark)),
            Some(State::Missing(remark)) => (Some("missing"), icon::missing(), Some(remark)),
            Some(State::Open) | None if step == Step::Audit => (None, icon::record(), None),
            Some(State::Open) | None => (None, icon::open(), None),
        };
        html! {
            li class=[class] {
                a href={ "/programmes/" (self.slug) "/" (step.path()) }
                    aria-current=[(self.current == Some(step)).then_some("page")] {
                    (mark)
                    span { (step.name(language)) }
                    @if let Some(remark) = remark { small { (remark) } }
                }
            }
        }
    }
}
