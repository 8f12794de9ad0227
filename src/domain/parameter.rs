//! The test parameter: what is measured, how, and what it has to reach.

use serde::{Deserialize, Serialize};

use super::language::Text;

/// What a parameter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    QualityMonitoring,
    WorkControl,
    ResultMeasurement,
}

/// Quality of service, or use of resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    Effectiveness,
    Efficiency,
}

/// How the evidence relates to what is claimed, and so whether an interval belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Some of those whom the claim is about: an interval.
    Sample,
    /// A registration of all of it: no interval, compared directly.
    Complete,
    /// A registration read as a sample of the process behind it: an interval.
    Process,
}

/// How the evidence becomes one number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "estimator")]
pub enum Estimator {
    /// Share of the answers to `item` that are one of `chosen` (codes as stored: "4", "yes", "app").
    Proportion { item: String, chosen: Vec<String> },
    /// Mean of the answers to `item`.
    Mean { item: String },
    /// Promoters (9-10) minus detractors (0-6), in points.
    Nps { item: String },
    /// Mean of the paired differences `perceived` minus `expected`.
    Gap { perceived: String, expected: String },
    /// The `p` quantile (0..1) of the raw observations in ticket series `series`.
    Percentile { series: String, p: f64 },
    /// Events per `per` units of exposure, from measurement series `series` (numerator = events).
    Rate { series: String, per: f64 },
    /// Sum of numerators over sum of denominators of measurement series `series`.
    Ratio { series: String },
    /// The value of the last period of measurement series `series`.
    LastValue { series: String },
    /// Share of interview statements or of interviews.
    Share { of: ShareOf },
}

/// A series that nobody brings in: per cluster, the services whose record is complete on the last day
/// of the evidence, over those that are offered then. See [`super::protocol::Service::is_complete`].
pub const COMPLETE_RECORDS: &str = "complete_records";
/// Neither does anybody bring in these: per cluster, the hours and the cost that were planned for the
/// time of the evidence, over the requests that came in then.
pub const HOURS_PER_REQUEST: &str = "planned_hours_per_request";
pub const COST_PER_REQUEST: &str = "planned_cost_per_request";

/// The series that the protocol itself gives.
pub const OWN_SERIES: [&str; 3] = [COMPLETE_RECORDS, HOURS_PER_REQUEST, COST_PER_REQUEST];

impl Estimator {
    /// Codes of the survey items that it reads.
    pub fn items(&self) -> Vec<&str> {
        match self {
            Self::Proportion { item, .. } | Self::Mean { item } | Self::Nps { item } => vec![item],
            Self::Gap {
                perceived,
                expected,
            } => vec![perceived, expected],
            Self::Percentile { .. }
            | Self::Rate { .. }
            | Self::Ratio { .. }
            | Self::LastValue { .. }
            | Self::Share { .. } => Vec::new(),
        }
    }
}

/// What an interview share counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "counts")]
pub enum ShareOf {
    /// Statements whose (first coder's) tone is `tone`, of all statements.
    Statements { tone: Tone },
    /// Interviews without any statement that marks an open problem, of all interviews.
    InterviewsWithoutProblem,
}

/// The tone of a statement, as coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Positive,
    Neutral,
    Negative,
}

/// What a result has to reach: a target and a limit, on the good side of a bound or between two.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "direction")]
pub enum Bounds {
    Higher {
        target: f64,
        limit: f64,
    },
    Lower {
        target: f64,
        limit: f64,
    },
    /// `[low, high]` each.
    Between {
        target: [f64; 2],
        limit: [f64; 2],
    },
}

/// How numbers of a parameter are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// A share of 0..1, written in per cent.
    Share,
    /// A plain number in the parameter's unit.
    Number,
}

/// A test parameter (*toetsingsparameter*).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    pub code: String,
    pub name: Text,
    pub kind: Kind,
    pub aspect: Aspect,
    pub evidence: Evidence,
    pub estimator: Estimator,
    pub scale: Scale,
    /// The unit in words ("grade 1-10", "working hours"); for a share the empty text is allowed.
    pub unit: Text,
    /// How many decimals its values are written with (of per cents when the scale is a share).
    pub decimals: u8,
    pub bounds: Bounds,
    /// The value that phase 2 assumed before anything was measured.
    pub assumed_start: Option<f64>,
    /// Whether the claim is about the clients of the programme, whose number is known
    /// (finite-population correction); otherwise about an unlimited process.
    pub finite_population: bool,
    /// One-sided confidence; 0.95 unless the protocol says otherwise.
    pub confidence: f64,
    /// Below this number of answers both verdicts are *not demonstrated*.
    pub minimum_base: u32,
    /// Shares of statements are clustered in interviews: shown as indicative.
    pub indicative: bool,
    pub owner: Option<String>,
    /// Codes of the goals that it tests.
    pub goals: Vec<String>,
    /// Codes of the clusters it is limited to; empty is all.
    pub clusters: Vec<String>,
    /// Why the limit is what it is, within the given possibilities.
    pub limit_reason: Option<Text>,
}
