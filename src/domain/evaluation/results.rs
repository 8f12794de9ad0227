//! What an evaluation says: plain values that pages, charts, files and snapshots show alike.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::findings::{ControlFinding, Findings, Refusal};
use crate::domain::evidence::Dispositions;
use crate::domain::parameter::Parameter;
use crate::domain::protocol::WaveKind;
use crate::domain::verdict::{GoalStatus, ProblemStatus, Standing, Verdict};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    pub programme: String,
    pub waves: Vec<WaveResult>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaveResult {
    pub number: u32,
    pub kind: WaveKind,
    pub evidence_from: NaiveDate,
    pub evidence_to: NaiveDate,
    pub response: ResponseResult,
    /// All parameters of the protocol, in its order; those without data too.
    pub parameters: Vec<ParameterResult>,
    pub goals: Vec<GoalResult>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ProblemResult>,
    pub charters: Vec<CharterResult>,
    pub agreements: Vec<AgreementResult>,
    pub distributions: Vec<Distribution>,
    pub series: Vec<SeriesResult>,
    #[serde(default)]
    pub findings: Findings,
}

/// One parameter in one wave. A number that does not exist is `None`, never 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParameterResult {
    pub code: String,
    /// False when there is nothing to show or too few to show it: the two look the same.
    pub shown: bool,
    /// Answers, statements, interviews, tickets, or the denominator of a registration.
    pub n: Option<f64>,
    /// So many of them are tickets that were not solved yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<u64>,
    /// In the parameter's own unit; shares 0..1.
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub target_verdict: Verdict,
    pub limit_verdict: Verdict,
    pub standing: Standing,
    pub method: Option<Method>,
    pub reason: Option<Reason>,
    /// Two-sided confidence of `low` and `high`.
    pub confidence: f64,
    /// What the wave that this one is compared with found.
    pub baseline: Option<Baseline>,
    pub change: Option<Change>,
    /// Why it is not compared with that wave, though both have a value.
    #[serde(default)]
    pub incomparable: Option<Incomparable>,
    /// How many answers at this value would have settled a verdict that is not demonstrated.
    pub settle_n_target: Option<u64>,
    pub settle_n_limit: Option<u64>,
    /// The value nearest to the target that would have been *met* with this many answers.
    pub met_from: Option<f64>,
    /// Of those who answered in both waves, where it is known who did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paired: Option<PairedChange>,
    /// The same value weighted to the population.
    pub weighted: Option<Weighted>,
    /// Why it is not weighted, though the protocol says how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unweighted: Option<Refusal>,
    /// Where the value over all clients could lie, whatever those who did not answer think.
    pub band: Option<Band>,
    pub segments: Vec<SegmentResult>,
    /// Whether the segments differ at all.
    #[serde(default)]
    pub segment_test: Option<SegmentTest>,
}

/// The test over all segments together: Kruskal-Wallis, which of shares is chi-square times (n-1)/n.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegmentTest {
    pub statistic: f64,
    pub df: u64,
    pub p: f64,
}

/// A segment minus all others, with its 95 % interval; `p_holm` is adjusted over the segments.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestDifference {
    pub difference: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub p: Option<f64>,
    pub p_holm: Option<f64>,
}

/// A value weighted to the population, with Kish's effective number of answers in its interval: by
/// segment (post-stratification), or to several known distributions (raking).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weighted {
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub n_effective: f64,
    /// How it was raked; `None` when it was post-stratified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raked: Option<RakedBy>,
    pub target_verdict: Verdict,
    pub limit_verdict: Verdict,
    /// It moves the value by more than 2 % of its range, or changes a verdict: both are shown.
    pub matters: bool,
}

/// What a raked value was weighted to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RakedBy {
    /// Whether the segments are one of the distributions.
    pub segments: bool,
    /// The items whose distributions were reached.
    pub items: Vec<String>,
    /// Answers that have a category on every one of them.
    pub n: u64,
    /// Share of those answers whose weight was cut to five times the median.
    pub trimmed: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    pub low: f64,
    pub high: f64,
}

/// A break in the series of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Incomparable {
    /// The question asks something else now.
    Meaning { item: String },
    /// The answers that can be given are others now.
    Scale { item: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    pub wave: u32,
    pub value: f64,
}

/// The difference with the wave that this one is compared with: now minus then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub difference: f64,
    /// Two-sided 95 %, where both waves are samples.
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub p: Option<f64>,
    /// Adjusted (Holm) over all parameters of the wave that have a `p`.
    pub p_holm: Option<f64>,
    pub method: ChangeMethod,
}

/// The change of those who answered in both waves: now minus then, client by client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairedChange {
    /// Clients who answered it in both.
    pub pairs: u64,
    pub difference: f64,
    /// Two-sided 95 %.
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub p: Option<f64>,
    /// Adjusted (Holm) over the paired changes of the wave.
    pub p_holm: Option<f64>,
    pub method: PairedMethod,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairedMethod {
    /// McNemar's exact test; the interval of Agresti and Min.
    McNemar,
    /// The t test of the differences per client.
    PairedT,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeMethod {
    /// Newcombe's hybrid score interval; pooled z test.
    Newcombe,
    /// Welch's t.
    Welch,
    /// Difference of two net promoter scores, z.
    NpsZ,
    /// No sampling error to speak of, or none that is known: the bare difference.
    Bare,
}

/// One parameter in one segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegmentResult {
    pub segment: String,
    pub shown: bool,
    pub n: Option<f64>,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub target_verdict: Verdict,
    pub limit_verdict: Verdict,
    pub standing: Standing,
    pub reason: Option<Reason>,
    /// `None` when hidden, or with too few answers on either side.
    #[serde(default)]
    pub rest: Option<RestDifference>,
    /// Since the wave that this one is compared with, where both show the segment; for looking at,
    /// outside the family of the parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// How a value and its interval were computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Wilson score interval, with or without finite-population correction.
    Wilson,
    WilsonFinite,
    /// Mean with t interval.
    StudentT,
    StudentTFinite,
    /// Net promoter score, adjusted Wald.
    AdjustedWald,
    AdjustedWaldFinite,
    /// Paired differences with t interval.
    PairedT,
    PairedTFinite,
    /// Type 7 quantile with order-statistic interval.
    OrderStatistic,
    /// Quantile of a product-limit curve (Kaplan-Meier), since some had not come to an end.
    ProductLimit,
    /// Poisson rate with Garwood's exact interval.
    Garwood,
    /// Complete registration: compared directly.
    Complete,
    /// Complete registration of which some had not come to an end: what is certain all the same.
    CompleteSomeOpen,
    /// The last value of a complete registration.
    LastValue,
    /// Share of statements, clustered in interviews: indicative.
    WilsonStatements,
    WilsonInterviews,
    /// Ratio of sums over periods, linearised standard error.
    LinearisedRatio,
}

/// Why a result is not what one hopes for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Reason {
    BelowMinimumBase {
        minimum: u64,
    },
    /// One answer, or everybody said the same.
    NoInterval,
    /// So much is still open that the quantile is not known; where there is a lower end it is more.
    NotReached,
    /// More answers than clients: the population in the protocol or the import is wrong.
    MoreThanPopulation {
        n: u64,
        population: u64,
    },
    /// A count of events that is not a whole number, or below 0.
    NotACount {
        series: String,
        value: f64,
    },
    /// A part that is larger than its whole.
    MoreThanWhole {
        series: String,
    },
    /// A sum of exposure or of denominators that is 0 or less.
    NoExposure {
        series: String,
    },
    /// The item that the parameter names is not in the wave's survey, or its scale does not fit.
    ItemDoesNotFit {
        item: String,
    },
}

/// What the parameters tied to a problem propose; people decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemResult {
    pub code: String,
    pub proposed: ProblemStatus,
    /// The parameters that it is judged by.
    pub parameters: Vec<String>,
    /// Of those: whose target is not shown to be met, and whose limit is not.
    pub target_behind: Vec<String>,
    pub limit_behind: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalResult {
    pub code: String,
    pub status: GoalStatus,
    /// Parameters whose target is not met.
    pub target_not_met: Vec<String>,
    /// Parameters whose target is not demonstrated or that have no data.
    pub target_open: Vec<String>,
    pub limit_not_met: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CharterResult {
    pub code: String,
    /// Handled within the norm, and all handled.
    pub within: Option<f64>,
    pub total: Option<f64>,
    pub share: Option<f64>,
    pub breaches: Option<f64>,
    /// `None` when there is no registration to judge by.
    pub triggered: Option<bool>,
    /// What is proposed; a named manager imposes or waives it.
    pub amount_eur: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementResult {
    pub code: String,
    pub within: Option<f64>,
    pub total: Option<f64>,
    pub share: Option<f64>,
    pub verdict: Verdict,
    /// Tickets that were not solved yet, nor beyond the norm: not in the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub still_open: Option<u64>,
    /// The same of the norm to respond, where the tickets tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<WithinNorm>,
}

/// How many were in time, of how many.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithinNorm {
    pub within: f64,
    pub total: f64,
    pub share: f64,
    pub verdict: Verdict,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResponseResult {
    pub population: u64,
    pub complete: u64,
    pub partial: u64,
    pub break_off: u64,
    /// So many of all these came by an open link, from nobody who was invited.
    #[serde(default, skip_serializing_if = "is_none_of_them")]
    pub by_open_link: u64,
    pub dispositions: Option<Dispositions>,
    /// AAPOR response rates 1 and 2, when the dispositions are known.
    pub rr1: Option<f64>,
    pub rr2: Option<f64>,
    /// All of AAPOR's rates by name, those that exist.
    #[serde(default)]
    pub rates: Vec<NamedRate>,
    pub segments: Vec<SegmentResponse>,
}

/// Left out where there are none, so that what was computed before open links keeps its hash.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_none_of_them(count: &u64) -> bool {
    *count == 0
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedRate {
    /// `RR1`, as the standard spells it.
    pub name: String,
    pub value: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegmentResponse {
    pub segment: String,
    pub population: u64,
    /// `None` when hidden.
    pub responses: Option<u64>,
}

/// How the answers to an item are spread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    pub item: String,
    pub shown: bool,
    pub n: Option<u64>,
    pub missing: Option<u64>,
    pub not_applicable: Option<u64>,
    /// Empty when hidden.
    pub counts: Vec<CodeCount>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeCount {
    pub code: String,
    pub count: u64,
}

/// A registration over time, as far as the evidence period of the wave goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesResult {
    pub series: String,
    pub parameter: String,
    pub points: Vec<Point>,
    #[serde(default)]
    pub control: Option<ControlFinding>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// First day of the month.
    pub period: NaiveDate,
    pub value: f64,
    pub numerator: f64,
    pub denominator: f64,
}

impl ParameterResult {
    /// A parameter about which nothing came in.
    pub fn without_data(parameter: &Parameter) -> Self {
        Self {
            code: parameter.code.clone(),
            shown: false,
            n: None,
            open: None,
            value: None,
            low: None,
            high: None,
            target_verdict: Verdict::NoData,
            limit_verdict: Verdict::NoData,
            standing: Standing::Unknown,
            method: None,
            reason: None,
            confidence: parameter.two_sided_confidence(),
            baseline: None,
            change: None,
            incomparable: None,
            settle_n_target: None,
            settle_n_limit: None,
            met_from: None,
            paired: None,
            weighted: None,
            unweighted: None,
            band: None,
            segments: Vec::new(),
            segment_test: None,
        }
    }
}

impl SegmentResult {
    pub(super) fn new(segment: &str, result: ParameterResult) -> Self {
        Self {
            segment: segment.to_owned(),
            shown: result.shown,
            n: result.n,
            value: result.value,
            low: result.low,
            high: result.high,
            target_verdict: result.target_verdict,
            limit_verdict: result.limit_verdict,
            standing: result.standing,
            reason: result.reason,
            rest: None,
            change: None,
        }
    }
}

impl Parameter {
    /// The two-sided level whose interval decides at the one-sided confidence of the parameter.
    pub fn two_sided_confidence(&self) -> f64 {
        2.0 * self.confidence - 1.0
    }
}

impl WaveResult {
    pub fn parameter(&self, code: &str) -> Option<&ParameterResult> {
        self.parameters
            .iter()
            .find(|parameter| parameter.code == code)
    }
}
