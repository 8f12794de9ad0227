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

impl Bounds {
    /// How far `value` is beyond its target (short of it: negative), in bands from limit to target, so
    /// that grades, shares and euros can stand in one line.
    pub fn distance(self, value: f64) -> f64 {
        match self {
            Self::Higher { target, limit } => (value - target) / band(target, limit),
            Self::Lower { target, limit } => (target - value) / band(target, limit),
            Self::Between { target, limit } => {
                let from = (value - target[0]) / band(target[0], limit[0]);
                let to = (target[1] - value) / band(target[1], limit[1]);
                from.min(to)
            }
        }
    }
}

/// Where target and limit coincide there is no band: the size of the target is the unit then.
fn band(target: f64, limit: f64) -> f64 {
    let band = (target - limit).abs();
    if band > 0.0 {
        band
    } else if target != 0.0 {
        target.abs()
    } else {
        1.0
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_counts_bands_and_better_is_always_positive() {
        let higher = Bounds::Higher {
            target: 0.8,
            limit: 0.75,
        };
        let lower = Bounds::Lower {
            target: 40.0,
            limit: 48.0,
        };
        let between = Bounds::Between {
            target: [0.7, 0.8],
            limit: [0.65, 0.85],
        };
        assert!((higher.distance(0.85) - 1.0).abs() < 1e-9);
        assert!((higher.distance(0.75) + 1.0).abs() < 1e-9);
        assert!((lower.distance(48.0) + 1.0).abs() < 1e-9);
        assert!((between.distance(0.75) - 1.0).abs() < 1e-9);
        assert!((between.distance(0.9) + 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_parameter_without_a_band_is_measured_by_its_target() {
        let bounds = Bounds::Higher {
            target: 0.5,
            limit: 0.5,
        };
        assert!((bounds.distance(0.75) - 0.5).abs() < 1e-9);
    }
}
