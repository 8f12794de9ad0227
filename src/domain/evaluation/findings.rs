//! What an evaluation found beyond its parameters: the results of the analyses that the protocol
//! declares. A number that does not exist is `None`, with the reason beside it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::analysis::ControlKind;

/// All findings of a wave, in the order of the protocol.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Findings {
    pub batteries: Vec<BatteryFinding>,
    pub drivers: Vec<DriverFinding>,
    pub gaps: Vec<GapFinding>,
    pub features: Vec<FeatureFinding>,
    pub interviews: Option<InterviewFinding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<CommentFinding>,
    pub subjects: Vec<SubjectFinding>,
    pub clusters: Vec<ClusterFinding>,
    pub early_late: Option<EarlyLate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mirrors: Vec<MirrorFinding>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub benchmarks: Vec<BenchmarkFinding>,
}

/// Why an analysis gives no figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Refusal {
    /// Too few answered all of its items; how many is not said, since it may be a small group.
    TooFew { needed: u64 },
    /// The wave's survey does not ask it.
    NotAsked { item: String },
    /// Everybody gave the same answer.
    NoVariation { item: Option<String> },
    /// The drivers repeat one another.
    Collinear,
    /// So little of the outcome goes together with the drivers that ranking them says nothing.
    WeakModel { r2: f64 },
    /// The items do not go together well enough to be one index.
    Unreliable { reliability: f64 },
    /// Two coders agree too little for shares to mean anything.
    CodersDisagree { kappa: f64 },
    /// There is no second coder.
    OneCoder,
    /// Fewer months than a control chart needs.
    FewMonths { months: u64, needed: u64 },
    /// A registration that is no count, or a part larger than its whole.
    NoCounts { period: NaiveDate },
    /// Weights that reach every known distribution at once were not found.
    NotConverging,
    /// More combinations of categories than can be weighted apart.
    ManyCells { most: u64 },
}

/// Whether the items of a battery measure one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatteryFinding {
    pub code: String,
    /// People who answered all items.
    pub n: Option<u64>,
    pub alpha: Option<f64>,
    /// Feldt's 95 % interval of alpha.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Of three or more items.
    pub omega: Option<f64>,
    /// Of two items.
    pub spearman_brown: Option<f64>,
    pub items: Vec<BatteryItem>,
    /// Mean of the items; only of a battery that is reliable.
    pub index: Option<f64>,
    pub index_low: Option<f64>,
    pub index_high: Option<f64>,
    /// Above this the items ask the same thing twice.
    pub is_repetitive: bool,
    pub refusal: Option<Refusal>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatteryItem {
    pub item: String,
    pub mean: f64,
    /// Correlation with the sum of the others; negative when it seems to be worded the other way.
    pub item_rest: Option<f64>,
    pub alpha_without: Option<f64>,
}

/// What an outcome goes together with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriverFinding {
    pub code: String,
    /// People who answered outcome and drivers in full.
    pub n: Option<u64>,
    pub r2: Option<f64>,
    /// Samples of the bootstrap, and the seed of the protocol.
    pub replicates: u64,
    pub seed: u64,
    pub items: Vec<DriverItem>,
    pub refusal: Option<Refusal>,
    /// Priorities by the importance that the analysis derives.
    pub derived: Option<Priorities>,
    /// Priorities by the importance that clients state.
    pub stated: Option<Priorities>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriverItem {
    pub item: String,
    /// Part of R² by Johnson's relative weights, 0 to 1, with its 95 % bootstrap interval.
    pub weight: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// The same by Shapley (LMG).
    pub shapley: Option<f64>,
    pub beta: Option<f64>,
    /// Mean answer.
    pub performance: Option<f64>,
    /// Mean of the importance that was asked.
    pub importance: Option<f64>,
}

/// A priority matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Priorities {
    /// Where the lines cross; `agreed` says that the protocol put them there, else at the means.
    pub importance: f64,
    pub performance: f64,
    pub agreed: bool,
    /// In the order of the items that have both.
    pub items: Vec<Priority>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Priority {
    pub item: String,
    pub importance: f64,
    pub performance: f64,
    pub quadrant: Quadrant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quadrant {
    KeepUp,
    ConcentrateHere,
    LowPriority,
    PossibleOverkill,
}

/// Expectation and perception of one dimension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapFinding {
    pub code: String,
    /// People who answered at least one pair.
    pub n: Option<u64>,
    pub expected: Option<f64>,
    pub perceived: Option<f64>,
    /// Perceived minus expected, per person over the pairs that were answered, with its 95 % interval.
    pub gap: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub p: Option<f64>,
    /// Holm over the dimensions.
    pub p_holm: Option<f64>,
    pub refusal: Option<Refusal>,
}

/// A feature by Kano's table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeatureFinding {
    pub code: String,
    pub n: Option<u64>,
    /// M, O, A, I, R, Q; empty when hidden.
    pub counts: Vec<u64>,
    /// The letter of the most frequent; ties go to the first of M, O, A, I.
    pub category: Option<String>,
    pub better: Option<f64>,
    pub worse: Option<f64>,
    pub refusal: Option<Refusal>,
}

/// What interviews said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InterviewFinding {
    pub interviews: u64,
    pub statements: u64,
    /// Statements that both coders gave a tone.
    pub coded_twice: u64,
    pub observed: Option<f64>,
    pub kappa: Option<f64>,
    pub kappa_low: Option<f64>,
    pub kappa_high: Option<f64>,
    /// Krippendorff's alpha, ordinal: negative, neutral, positive.
    pub alpha: Option<f64>,
    /// How alike the statements of one interview are (intraclass correlation of being positive), and
    /// the number of independent statements that they amount to.
    pub clustering: Option<f64>,
    pub n_effective: Option<f64>,
    /// Why no shares are given.
    pub refusal: Option<Refusal>,
    pub themes: Vec<ThemeFinding>,
}

/// What open answers said, as far as the coding desk coded them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommentFinding {
    pub people: u64,
    pub comments: u64,
    /// Their people stand where those of interviews do.
    pub themes: Vec<ThemeFinding>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThemeFinding {
    pub theme: String,
    /// False when too few people spoke of it to show what they said.
    pub shown: bool,
    /// Statements by tone of the first coder; negative, neutral, positive.
    pub tones: Option<[u64; 3]>,
    /// People who spoke of it, and who said something negative of it.
    pub interviews: Option<u64>,
    pub negative_interviews: Option<u64>,
}

/// Kinds of evidence on one subject, side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubjectFinding {
    pub code: String,
    pub voices: Vec<Voice>,
    /// The two that contradict each other most plainly, by their places in `voices`.
    pub contradiction: Option<[u64; 2]>,
}

/// What one piece of evidence says of a subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    pub source: VoiceSource,
    /// A parameter's code or a theme.
    pub what: String,
    pub says: Says,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceSource {
    Survey,
    Interview,
    Registration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// The target is met, or most people were demonstrably not negative.
    Well,
    /// The limit is not met, or most people were demonstrably negative.
    Badly,
    /// In between, or not demonstrated.
    Undecided,
    /// No data, or hidden.
    Nothing,
}

/// A cluster on the map of quality against means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterFinding {
    pub cluster: String,
    pub effectiveness: Option<f64>,
    pub efficiency: Option<f64>,
}

/// Those who answered early beside those who answered late: late ones are a hint of the silent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EarlyLate {
    /// The last day that counts as early; the later half answered after it.
    pub until: Option<NaiveDate>,
    pub early: Option<u64>,
    pub late: Option<u64>,
    pub differences: Vec<EarlyLateDifference>,
    pub refusal: Option<EarlyLateRefusal>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarlyLateRefusal {
    /// Anonymous: no day is kept, so that nobody can be recognised by it.
    Anonymous,
    /// The answers came without a day.
    NoDays,
    /// All on one day, or one of the halves too small.
    TooFew,
}

/// Late minus early.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EarlyLateDifference {
    pub parameter: String,
    pub early: f64,
    pub late: f64,
    pub difference: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub p: Option<f64>,
    /// Holm over the parameters.
    pub p_holm: Option<f64>,
}

/// What staff thought that clients would say, beside what clients said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MirrorFinding {
    pub parameter: String,
    pub estimate: f64,
    pub staff: u64,
    pub asked_on: NaiveDate,
    pub beside: Beside,
}

/// What is found beside what others reach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BenchmarkFinding {
    pub parameter: String,
    /// Its place among the benchmarks of the protocol.
    pub at: u64,
    pub value: f64,
    pub beside: Beside,
}

/// A result minus a number that is taken as it is given, with the parameter's own interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    pub difference: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub side: Side,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The whole interval lies above the number.
    Above,
    /// The whole interval lies below it.
    Below,
    /// The interval holds it, or there is none.
    Undecided,
    /// No data, hidden, or fewer than the minimum base.
    Unknown,
}

/// A control chart of a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ControlFinding {
    pub chart: ControlKind,
    /// One before and one after the introduction, as far as the wave reaches.
    pub phases: Vec<Phase>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Months that the limits come from.
    pub months: u64,
    pub center: Option<f64>,
    /// Per month of the phase.
    pub limits: Vec<Option<[f64; 2]>>,
    pub signals: Vec<Signal>,
    /// Fewer than 20 months: limits may still move.
    pub is_provisional: bool,
    /// What the limits of a p chart of large months were widened by (Laney's p').
    pub widened: Option<f64>,
    pub refusal: Option<Refusal>,
}

/// A month that chance hardly explains, with the Western Electric rules that it ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    pub period: NaiveDate,
    pub rules: Vec<u8>,
}
