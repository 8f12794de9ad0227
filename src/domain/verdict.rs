//! The five things that can be said of a result that is held against a bound.

use serde::{Deserialize, Serialize};

/// What may be said of a result against its target or its limit (DESIGN: the words of the field).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Met,
    NotMet,
    NotDemonstrated,
    NoData,
    NotComparable,
}

impl Verdict {
    /// The word in files and in the JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::NotDemonstrated => "not_demonstrated",
            Self::NoData => "no_data",
            Self::NotComparable => "not_comparable",
        }
    }
}

/// The colour of a result: the worst open question of its two verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Target met (green).
    TargetMet,
    /// Limit met, target not met or not demonstrated (yellow).
    LimitMet,
    /// Limit not demonstrated (grey).
    LimitOpen,
    /// Limit not met (red).
    LimitNotMet,
    /// No data, not comparable or hidden (hatched, no dot).
    Unknown,
}

impl Standing {
    pub fn of(target: Verdict, limit: Verdict) -> Self {
        match (target, limit) {
            (Verdict::Met, _) => Self::TargetMet,
            (_, Verdict::Met) => Self::LimitMet,
            (_, Verdict::NotDemonstrated) => Self::LimitOpen,
            (_, Verdict::NotMet) => Self::LimitNotMet,
            (_, Verdict::NoData | Verdict::NotComparable) => Self::Unknown,
        }
    }
}

/// What may be said of a goal, from the verdicts of all its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalStatus {
    Met,
    Partly,
    NotMet,
    Open,
}

impl GoalStatus {
    /// The word in files and in the JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::NotMet => "not_met",
            Self::Open => "open",
        }
    }
}

/// Whether what was wrong at the start is still so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemStatus {
    Solved,
    Partly,
    Open,
}

impl ProblemStatus {
    pub const ALL: [Self; 3] = [Self::Solved, Self::Partly, Self::Open];

    /// The word in forms, files and in the JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Solved => "solved",
            Self::Partly => "partly",
            Self::Open => "open",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl From<ProblemStatus> for Standing {
    fn from(status: ProblemStatus) -> Self {
        match status {
            ProblemStatus::Solved => Self::TargetMet,
            ProblemStatus::Partly => Self::LimitMet,
            ProblemStatus::Open => Self::LimitOpen,
        }
    }
}

impl From<GoalStatus> for Standing {
    /// The colour of a goal is the one that a parameter in its place would have.
    fn from(status: GoalStatus) -> Self {
        match status {
            GoalStatus::Met => Self::TargetMet,
            GoalStatus::Partly => Self::LimitMet,
            GoalStatus::Open => Self::LimitOpen,
            GoalStatus::NotMet => Self::LimitNotMet,
        }
    }
}
