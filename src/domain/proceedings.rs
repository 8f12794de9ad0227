//! What people add to an evaluation: conclusions, decisions, adjustments and what became of them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::evaluation::results::{Evaluation, Method, ParameterResult};
use super::parameter::{Bounds, Parameter};
use super::verdict::ProblemStatus;

/// All that stands beside the figures of one snapshot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proceedings {
    pub standing: Option<Standing>,
    pub conclusions: Vec<Conclusion>,
    pub decisions: Vec<Decision>,
    pub problems: Vec<ProblemDecision>,
    /// Of this wave, and of earlier ones, which this wave looks back on.
    pub adjustments: Vec<Adjustment>,
    pub sanctions: Vec<Sanction>,
    pub amendments: Vec<Amendment>,
    pub quotes: Vec<Quote>,
}

/// What an interviewee said, word for word and with consent, chosen for the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// As the report counts it.
    pub theme: String,
    pub text: String,
    pub text_en: Option<String>,
    /// Where enough people of it spoke of the theme.
    pub segment: Option<String>,
}

/// What a snapshot is, where it came from and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub state: SnapshotState,
    pub hash: String,
    pub program: String,
    pub frozen_at: DateTime<Utc>,
    pub acceptance: Option<Acceptance>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    pub name: String,
    pub remarks: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SnapshotState {
    /// Conclusions may still be written.
    Draft,
    /// The evaluator stands for it; nothing in it changes any more.
    Final,
    /// A manager accepted it, by name.
    Accepted,
}

impl SnapshotState {
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final => "final",
            Self::Accepted => "accepted",
        }
    }
}

/// What the evaluator concludes, as Markdown, under one section of the report in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    pub section: String,
    pub language: String,
    pub text: String,
}

/// The three proposals that a report ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Premises,
    Closing,
    NextWave,
}

impl Subject {
    pub const ALL: [Self; 3] = [Self::Premises, Self::Closing, Self::NextWave];

    pub fn code(self) -> &'static str {
        match self {
            Self::Premises => "premises",
            Self::Closing => "closing",
            Self::NextWave => "next_wave",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What management decided on a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub subject: Subject,
    pub agreed: bool,
    pub remarks: String,
    pub name: String,
    pub at: DateTime<Utc>,
}

/// What the evaluator decided on a problem of phase 1, whatever the figures proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemDecision {
    pub problem: String,
    pub status: ProblemStatus,
    pub reason: String,
    pub name: String,
    pub at: DateTime<Utc>,
}

/// What a named manager did with a proposed sanction.
#[derive(Clone, Debug, PartialEq)]
pub struct Sanction {
    pub wave: u32,
    pub charter: String,
    pub back_office: String,
    pub breaches: f64,
    pub amount_eur: f64,
    /// Imposed, or waived.
    pub imposed: bool,
    pub reason: String,
    pub name: String,
    pub at: DateTime<Utc>,
}

/// A frozen protocol that became another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amendment {
    /// The version that it made.
    pub version: i32,
    pub reason: String,
    /// Whether answers or other evidence had come in when it was proposed.
    pub data_came_in: bool,
    pub proposed_by: String,
    pub proposed_at: DateTime<Utc>,
    pub approved_by: Option<String>,
    pub approved_at: Option<DateTime<Utc>>,
    /// How it ended when it was not approved; only the record tells of those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
    pub changes: Vec<Changed>,
}

impl Amendment {
    /// It judges nothing before a manager approves it.
    pub fn is_waiting(&self) -> bool {
        self.approved_at.is_none() && self.ended.is_none()
    }
}

/// The end of an amendment that never held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub how: Ending,
    pub by: String,
    pub at: DateTime<Utc>,
    /// A withdrawal may go without one.
    pub reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// By a manager, with a reason.
    Rejected,
    /// By who works on it.
    Withdrawn,
}

/// One place of the protocol: where, what stood there and what stands there now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    pub place: String,
    pub old: String,
    pub new: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentKind {
    Organisation,
    Resources,
    Agreements,
    Premises,
}

impl AdjustmentKind {
    pub const ALL: [Self; 4] = [
        Self::Organisation,
        Self::Resources,
        Self::Agreements,
        Self::Premises,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Resources => "resources",
            Self::Agreements => "agreements",
            Self::Premises => "premises",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What made it necessary; the code says which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    Parameter,
    Segment,
    Statement,
    Charter,
}

impl Cause {
    pub const ALL: [Self; 4] = [
        Self::Parameter,
        Self::Segment,
        Self::Statement,
        Self::Charter,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Parameter => "parameter",
            Self::Segment => "segment",
            Self::Statement => "statement",
            Self::Charter => "charter",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentState {
    Open,
    Done,
    Dropped,
}

impl AdjustmentState {
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

/// Whether an adjustment helped, as far as the next wave can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Worked,
    DidNot,
    CannotTell,
}

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Worked, Self::DidNot, Self::CannotTell];

    pub fn code(self) -> &'static str {
        match self {
            Self::Worked => "worked",
            Self::DidNot => "did_not",
            Self::CannotTell => "cannot_tell",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A decision that follows from an evaluation, and is followed into the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjustment {
    pub id: Uuid,
    /// The wave whose evaluation it follows from.
    pub wave: u32,
    pub kind: AdjustmentKind,
    pub cause: Cause,
    pub cause_code: String,
    /// By which its effect is measured.
    pub parameter: Option<String>,
    pub segment: Option<String>,
    pub title: String,
    pub expected: String,
    pub owner_name: String,
    pub owner_email: String,
    pub escalate_name: String,
    pub escalate_email: String,
    pub due_on: NaiveDate,
    pub state: AdjustmentState,
    /// What was done, or why it was dropped.
    pub note: String,
    /// What the evaluator closed it as.
    pub outcome: Option<Outcome>,
    pub done_at: Option<DateTime<Utc>>,
    pub reminded_at: Option<DateTime<Utc>>,
    pub escalated_at: Option<DateTime<Utc>>,
}

/// What a later wave says of the parameter that an adjustment is measured by.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The wave that it was looked for in.
    pub wave: u32,
    /// Later minus earlier, in the parameter's own unit.
    pub difference: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Clients who answered both waves, when the change is theirs alone.
    pub pairs: Option<u64>,
    pub outcome: Outcome,
}

impl Adjustment {
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.state == AdjustmentState::Open && self.due_on < today
    }

    /// The effect as wave `later` shows it; `None` when the wave says nothing of what came before.
    ///
    /// Worked: done before the evidence of the later wave ended, and the whole 95 % interval of the
    /// change lies on the good side. Did not: done in time, and the whole of it on the bad side.
    /// Everything else cannot be told: not done, no parameter, no interval, or one that holds zero.
    /// Clients who answered both waves are compared with themselves; a segment with itself.
    pub fn effect(
        &self,
        parameters: &[Parameter],
        evaluation: &Evaluation,
        later: u32,
    ) -> Option<Effect> {
        if later <= self.wave {
            return None;
        }
        let unknown = Effect {
            wave: later,
            difference: None,
            low: None,
            high: None,
            pairs: None,
            outcome: Outcome::CannotTell,
        };
        let Some(code) = &self.parameter else {
            return Some(unknown);
        };
        let wave = evaluation.wave(later)?;
        let result = wave.parameter(code)?;
        let parameter = parameters.iter().find(|one| one.code == *code)?;
        let compared = result
            .baseline
            .as_ref()
            .is_some_and(|b| b.wave == self.wave);
        if !compared {
            return Some(unknown);
        }
        let effect = match &self.segment {
            Some(segment) => of_segment(unknown, result, segment),
            None => of_whole(unknown, result),
        };
        Some(if self.was_done_by(wave.evidence_to) {
            judged(effect, parameter, result)
        } else {
            effect
        })
    }

    /// What was done afterwards cannot show in what was measured before.
    fn was_done_by(&self, day: NaiveDate) -> bool {
        self.state == AdjustmentState::Done && self.done_at.is_none_or(|at| at.date_naive() <= day)
    }

    /// Whether it may be closed as `outcome`: what nothing measures cannot be said to have worked.
    pub fn may_close_as(&self, outcome: Outcome) -> bool {
        outcome != Outcome::Worked || self.parameter.is_some()
    }
}

fn of_segment(unknown: Effect, result: &ParameterResult, code: &str) -> Effect {
    let segment = result.segments.iter().find(|one| one.segment == code);
    match segment.and_then(|one| one.change.as_ref()) {
        Some(change) => Effect {
            difference: Some(change.difference),
            low: change.low,
            high: change.high,
            ..unknown
        },
        None => unknown,
    }
}

fn of_whole(unknown: Effect, result: &ParameterResult) -> Effect {
    match (&result.paired, &result.change) {
        (Some(paired), _) => Effect {
            difference: Some(paired.difference),
            low: paired.low,
            high: paired.high,
            pairs: Some(paired.pairs),
            ..unknown
        },
        (None, Some(change)) => Effect {
            difference: Some(change.difference),
            low: change.low,
            high: change.high,
            ..unknown
        },
        (None, None) => unknown,
    }
}

fn judged(effect: Effect, parameter: &Parameter, result: &ParameterResult) -> Effect {
    // A registration of everything has no sampling error: the difference is its own interval.
    let bare = (effect.low, effect.high) == (None, None)
        && matches!(result.method, Some(Method::Complete | Method::LastValue));
    let ends = match (effect.low, effect.high) {
        (Some(low), Some(high)) => Some((low, high)),
        _ if bare => effect.difference.map(|one| (one, one)),
        _ => None,
    };
    let outcome = match (parameter.bounds, ends) {
        (Bounds::Between { .. }, _) | (_, None) => Outcome::CannotTell,
        (Bounds::Higher { .. }, Some((low, _))) if low > 0.0 => Outcome::Worked,
        (Bounds::Higher { .. }, Some((_, high))) if high < 0.0 => Outcome::DidNot,
        (Bounds::Lower { .. }, Some((_, high))) if high < 0.0 => Outcome::Worked,
        (Bounds::Lower { .. }, Some((low, _))) if low > 0.0 => Outcome::DidNot,
        _ => Outcome::CannotTell,
    };
    Effect { outcome, ..effect }
}
