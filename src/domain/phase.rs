//! The phases of the plan before its evaluation: each ends with a report to management, feedback to
//! staff and clients, and a decision.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::protocol::{Goal, Protocol};

/// The phases that end with a report of their own; the sixth ends with the evaluation's.
pub const PREPARING: [u8; 5] = [1, 2, 3, 4, 5];

/// What management decides at the end of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// On to the next phase.
    GoOn,
    /// On, with premises adjusted.
    Adjust,
    /// No report was wanted on this phase.
    Waived,
}

impl Ruling {
    pub const ALL: [Self; 3] = [Self::GoOn, Self::Adjust, Self::Waived];

    pub fn code(self) -> &'static str {
        match self {
            Self::GoOn => "go_on",
            Self::Adjust => "adjust",
            Self::Waived => "waived",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Whether it needs a reason: what is adjusted, or why nothing was reported.
    pub fn needs_reason(self) -> bool {
        self != Self::GoOn
    }
}

/// What was reported and fed back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseReport {
    pub phase: u8,
    /// To management.
    pub report: String,
    /// To staff and clients.
    pub feedback: String,
    pub name: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseDecision {
    pub phase: u8,
    pub ruling: Ruling,
    pub reason: String,
    pub name: String,
    pub at: DateTime<Utc>,
}

/// What the record holds that a phase was to set down, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub problems: usize,
    pub goals: usize,
    /// Goals with a parameter, a day and an owner.
    pub smart: usize,
    pub preconditions: usize,
    /// Preconditions of which is written down what came of them.
    pub met_with: usize,
    pub parameters: usize,
    pub with_start: usize,
    pub with_limit_reason: usize,
    pub with_owner: usize,
    pub clusters: usize,
    pub services: usize,
    /// Services of which everything is written down that the desk needs.
    pub complete_services: usize,
    pub staffed_clusters: usize,
    pub agreements: usize,
    pub charters: usize,
    pub waves: usize,
}

impl Record {
    pub fn of(protocol: &Protocol) -> Self {
        let preconditions = &protocol.programme.preconditions;
        let parameters = &protocol.parameters;
        let is_smart = |goal: &&Goal| {
            goal.deadline.is_some()
                && goal.owner.is_some()
                && protocol.parameters_of(&goal.code).next().is_some()
        };
        let services = protocol.services.iter();
        let clusters = protocol.clusters.iter();
        Self {
            problems: protocol.problems.len(),
            goals: protocol.goals.len(),
            smart: protocol.goals.iter().filter(is_smart).count(),
            preconditions: preconditions.len(),
            met_with: preconditions
                .iter()
                .filter(|one| one.actual.is_some())
                .count(),
            parameters: parameters.len(),
            with_start: parameters
                .iter()
                .filter(|one| one.assumed_start.is_some())
                .count(),
            with_limit_reason: parameters
                .iter()
                .filter(|one| one.limit_reason.is_some())
                .count(),
            with_owner: parameters.iter().filter(|one| one.owner.is_some()).count(),
            clusters: protocol.clusters.len(),
            services: protocol.services.len(),
            complete_services: services.filter(|one| one.is_complete()).count(),
            staffed_clusters: clusters.filter(|one| one.planned_fte.is_some()).count(),
            agreements: protocol.agreements.len(),
            charters: protocol.charters.len(),
            waves: protocol.waves.len(),
        }
    }
}
