//! The evaluation: a protocol and the evidence in, every result and verdict out.
//!
//! A pure function of its inputs: no clock, no chance, and no dependence on the order of rows.

mod agreements;
mod apart;
mod batteries;
mod beside;
mod catalogue;
mod change;
mod comments;
mod control;
mod dimensions;
mod early_late;
mod estimate;
pub mod findings;
mod formation;
mod goals;
mod interviews;
#[cfg(test)]
mod known;
mod known_waves;
mod lead_times;
mod paired;
mod priorities;
mod problems;
#[cfg(test)]
mod properties;
mod raking;
#[cfg(test)]
mod registrations;
mod responses;
pub mod results;
mod scales;
mod scope;
mod settle;
mod subjects;
mod weighting;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::canonical::{canonical, sha256_hex};
use super::dataset::Responses;
use super::evidence::{CodedComment, Dispositions, MeasurementRow, StatementRow, TicketRow};
use super::judgement::{Against, judge_or_open};
use super::parameter::{Estimator, Parameter};
use super::protocol::Protocol;
use super::verdict::{Standing, Verdict};
use estimate::{Estimate, Gap};
use findings::{Findings, Refusal};
pub use known_waves::{Known, evaluate_knowing};
use raking::Raking;
use results::{Evaluation, ParameterResult, Reason, SegmentResult, WaveResult};
use scope::Scope;

/// All that came in for a programme. What may be large is shared by who holds it.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Per wave number; a wave that is not here has no answers.
    pub waves: BTreeMap<u32, WaveEvidence>,
    /// Statements of all interviews; each counts for the wave whose evidence period holds its date.
    pub statements: Vec<StatementRow>,
    /// Registrations of all months; they are divided over the waves in the same way.
    pub measurements: Arc<Vec<MeasurementRow>>,
    /// Tickets with a closing date, divided over the waves in the same way.
    pub tickets: Arc<Vec<TicketRow>>,
}

/// What came in for one wave by its own road.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaveEvidence {
    pub responses: Arc<Responses>,
    /// So many of them came by an open link, from nobody who was invited.
    pub by_open_link: u64,
    pub dispositions: Option<Dispositions>,
    /// Tickets without a closing date, taken in for this wave.
    pub tickets: Arc<Vec<TicketRow>>,
    /// Comments that the coding desk coded.
    pub comments: Vec<CodedComment>,
}

/// Compares the evidence of every wave with the protocol.
pub fn evaluate(protocol: &Protocol, evidence: &Evidence) -> Evaluation {
    of_waves(protocol, evidence, &|_| None).0
}

/// The evaluation, and its waves before they were compared with one another; those that are `known`
/// are not computed.
fn of_waves(
    protocol: &Protocol,
    evidence: &Evidence,
    known: &(dyn Fn(u32) -> Option<WaveResult> + Sync),
) -> (Evaluation, Vec<WaveResult>) {
    let empty = WaveEvidence::default();
    let mut records = catalogue::complete_records(protocol);
    records.extend(formation::per_request(protocol, evidence));
    let scopes: Vec<Scope> = protocol
        .waves
        .iter()
        .map(|wave| {
            let own = evidence.waves.get(&wave.number).unwrap_or(&empty);
            Scope::new(protocol, wave, own, evidence, &records)
        })
        .collect();
    // On all cores; the order of the results is that of the waves all the same.
    let result = |scope: &Scope| known(scope.wave.number).unwrap_or_else(|| evaluate_wave(scope));
    let alone: Vec<WaveResult> = scopes.par_iter().map(result).collect();
    let mut waves = alone.clone();
    for (scope, wave) in scopes.iter().zip(&mut waves) {
        let earlier = scopes.iter().zip(&alone).find(|(_, earlier)| {
            Some(earlier.number) == scope.wave.compare_with && earlier.number != wave.number
        });
        if let Some((before, earlier)) = earlier {
            change::compare(scope, before, wave, earlier);
            paired::compare(scope, before, wave);
        }
    }
    let programme = protocol.programme.slug.clone();
    (Evaluation { programme, waves }, alone)
}

impl Evaluation {
    /// The canonical JSON of the results: identical wherever it is computed from the same input.
    pub fn canonical_json(&self) -> String {
        // A struct of numbers, texts and lists always becomes a JSON value.
        canonical(&serde_json::to_value(self).unwrap_or_default())
    }

    /// The SHA-256 of [`Evaluation::canonical_json`], in hexadecimal.
    pub fn hash(&self) -> String {
        sha256_hex(self.canonical_json().as_bytes())
    }

    /// The JSON that is shown and kept: the results, their hash, and where they come from. Program
    /// version and whatever `provenance` holds stand beside the results, never in them.
    pub fn document(&self, mut provenance: serde_json::Value) -> String {
        if let Some(members) = provenance.as_object_mut() {
            members.insert(
                "program".to_owned(),
                concat!("peil ", env!("CARGO_PKG_VERSION")).into(),
            );
        }
        let results = self.canonical_json();
        format!(
            r#"{{"format":"peil-evaluation-1","provenance":{},"results":{results},"sha256":"{}"}}"#,
            canonical(&provenance),
            sha256_hex(results.as_bytes()),
        )
    }

    pub fn wave(&self, number: u32) -> Option<&WaveResult> {
        self.waves.iter().find(|wave| wave.number == number)
    }
}

fn evaluate_wave(scope: &Scope) -> WaveResult {
    let protocol = scope.protocol;
    let raking = Raking::of(scope);
    let parameters: Vec<ParameterResult> = protocol
        .parameters
        .par_iter()
        .map(|parameter| evaluate_parameter(scope, &raking, parameter))
        .collect();
    WaveResult {
        number: scope.wave.number,
        kind: scope.wave.kind,
        evidence_from: scope.wave.evidence_from,
        evidence_to: scope.wave.evidence_to,
        response: responses::response(scope),
        goals: goals::goals(protocol, &parameters),
        problems: problems::problems(protocol, &parameters),
        charters: agreements::charters(scope),
        agreements: agreements::agreements(scope),
        distributions: responses::distributions(scope),
        series: agreements::series(scope),
        findings: findings(scope, &parameters),
        parameters,
    }
}

/// The analyses that the protocol declares beyond its parameters.
fn findings(scope: &Scope, parameters: &[ParameterResult]) -> Findings {
    let interviews = interviews::interviews(scope);
    let mut findings = Findings {
        subjects: subjects::subjects(scope, parameters, interviews.as_ref()),
        clusters: subjects::clusters(scope),
        mirrors: beside::mirrors(scope, parameters),
        benchmarks: beside::benchmarks(scope, parameters),
        interviews,
        comments: comments::comments(scope),
        ..Findings::default()
    };
    // A wave without answers has nothing to analyse, and is not to say so a dozen times.
    if !scope.responses.is_empty() {
        findings.batteries = batteries::batteries(scope);
        findings.drivers = priorities::drivers(scope);
        findings.gaps = dimensions::gaps(scope);
        findings.features = dimensions::features(scope);
        findings.early_late = early_late::early_late(scope);
    }
    findings
}

/// One parameter over the whole population, with its segments.
fn evaluate_parameter(
    scope: &Scope,
    raking: &Result<Option<Raking>, Refusal>,
    parameter: &Parameter,
) -> ParameterResult {
    let population = parameter
        .finite_population
        .then(|| u64::from(scope.protocol.population()));
    let estimate = estimate::whole(scope, parameter, population);
    let mut result = result_of(scope, parameter, estimate);
    if let (true, Some(value), Some(n)) = (result.shown, result.value, result.n) {
        let verdicts = (result.target_verdict, result.limit_verdict);
        match weighting::weighted(scope, raking, parameter, (value, verdicts)) {
            Ok(weighted) => result.weighted = weighted,
            Err(refusal) => result.unweighted = Some(refusal),
        }
        result.band = weighting::band(scope, parameter, value, n);
    }
    result.segments = segments(scope, parameter);
    apart::compare(scope, parameter, &mut result);
    result
}

/// Turns an estimate, or the reason why there is none, into a result with both verdicts.
fn result_of(
    scope: &Scope,
    parameter: &Parameter,
    estimate: Result<Estimate, Gap>,
) -> ParameterResult {
    let mut result = ParameterResult::without_data(parameter);
    let estimate = match estimate {
        Ok(estimate) => estimate,
        Err(Gap::Nothing) => return result,
        Err(Gap::Problem(reason)) => {
            result.reason = Some(reason);
            return result;
        }
    };
    // Too few to show without showing persons: looks the same as no data at all.
    if estimate.of_people && estimate.people < u64::from(scope.protocol.rules.privacy_threshold) {
        return result;
    }
    result.shown = true;
    result.reason = None;
    result.n = Some(estimate.n);
    result.value = estimate.value;
    result.open = (estimate.open > 0).then_some(estimate.open);
    result.low = estimate.ends.and_then(|ends| ends.low);
    result.high = estimate.ends.and_then(|ends| ends.high);
    result.method = Some(estimate.method);
    let minimum = u64::from(parameter.minimum_base);
    if estimate.of_people && estimate.people < minimum {
        result.reason = Some(Reason::BelowMinimumBase { minimum });
        (result.target_verdict, result.limit_verdict) =
            (Verdict::NotDemonstrated, Verdict::NotDemonstrated);
    } else {
        result.reason = match (estimate.value, estimate.ends) {
            (None, _) => Some(Reason::NotReached),
            (Some(_), None) => Some(Reason::NoInterval),
            (Some(_), Some(_)) => None,
        };
        result.target_verdict = judge_or_open(estimate.ends, parameter.bounds, Against::Target);
        result.limit_verdict = judge_or_open(estimate.ends, parameter.bounds, Against::Limit);
        result.settle_n_target =
            settle::answers_needed(&estimate, parameter, Against::Target, result.target_verdict);
        result.settle_n_limit =
            settle::answers_needed(&estimate, parameter, Against::Limit, result.limit_verdict);
        result.met_from = settle::met_from(&estimate, parameter);
    }
    result.standing = Standing::of(result.target_verdict, result.limit_verdict);
    result
}

/// The same parameter per segment, where its answers can be split.
fn segments(scope: &Scope, parameter: &Parameter) -> Vec<SegmentResult> {
    if !parameter.estimator.is_of_survey() || scope.responses.is_empty() {
        return Vec::new();
    }
    let hidden = responses::hidden_segments(scope, parameter);
    scope
        .protocol
        .segments
        .iter()
        .enumerate()
        .map(|(at, segment)| {
            let population = parameter
                .finite_population
                .then(|| u64::from(segment.population));
            let estimate = if hidden.contains(&at) {
                Err(Gap::Nothing)
            } else {
                estimate::of_segment(scope, parameter, at, population)
            };
            SegmentResult::new(&segment.code, result_of(scope, parameter, estimate))
        })
        .collect()
}

impl Estimator {
    /// Whether it is computed from the answers of a survey, and so can be split by segment.
    pub fn is_of_survey(&self) -> bool {
        matches!(
            self,
            Self::Proportion { .. } | Self::Mean { .. } | Self::Nps { .. } | Self::Gap { .. }
        )
    }
}
