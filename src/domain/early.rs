//! What is decided while a wave is still open, by bounds that hold at every moment of it.
//!
//! An ordinary interval is right once. Who looks every day and stops when it looks well is wrong far
//! more often than one time in twenty; a confidence sequence is not (`stats::sequence`). It assumes
//! that who answers when is as good as random, and says nothing of those who never answer.

use super::dataset::{Cell, Column, Grouping, Responses};
use super::judgement::{Against, Ends, judge};
use super::parameter::{Estimator, Evidence, Parameter};
use super::protocol::Protocol;
use super::verdict::Verdict;
use crate::stats::sequence::{self, MeanSequence};

/// A parameter of an open wave that rests on answers of clients whose number is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    pub code: String,
    /// Answers that the bounds rest on: whole steps of the privacy threshold, `None` before the first.
    pub n: Option<u64>,
    /// Where the value over all clients lies, in the parameter's own unit; unbounded before the first.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// *Not demonstrated* is still open.
    pub target: Verdict,
    pub limit: Verdict,
}

impl Followed {
    /// Whether more answers cannot change what is said of it.
    pub fn is_settled(&self) -> bool {
        [self.target, self.limit]
            .iter()
            .all(|verdict| matches!(verdict, Verdict::Met | Verdict::NotMet))
    }
}

/// Whether every verdict that answers can decide is decided, so that nobody needs to be reminded for
/// it. Not when there is none to decide.
pub fn all_settled(followed: &[Followed]) -> bool {
    !followed.is_empty() && followed.iter().all(Followed::is_settled)
}

/// Follows every parameter that can be followed: shares, means, gaps and NPS of the known clients.
///
/// `arrived` holds the answers in the order in which they were handed in. The bounds move with whole
/// steps of the privacy threshold, and beyond a hundred steps by a hundredth, so that no answer follows
/// from what is shown before and after it; what is once decided stays decided.
pub fn follow(protocol: &Protocol, arrived: &Responses) -> Vec<Followed> {
    let counts_partials = protocol.rules.count_partials;
    let grouping = arrived.grouping(protocol.segments.len(), counts_partials);
    let parameters = protocol.parameters.iter();
    parameters
        .filter(|parameter| parameter.finite_population)
        .filter(|parameter| parameter.evidence != Evidence::Complete)
        .filter_map(|parameter| one(protocol, parameter, arrived, &grouping))
        .collect()
}

fn one(
    protocol: &Protocol,
    parameter: &Parameter,
    arrived: &Responses,
    grouping: &Grouping,
) -> Option<Followed> {
    let answers = numbers(parameter, arrived, grouping)?;
    let population = u64::from(protocol.population());
    let shown = checkpoints(
        u64::from(protocol.rules.privacy_threshold.max(1)),
        answers.values.len() as u64,
    );
    let mut followed = Followed {
        code: parameter.code.clone(),
        n: shown.last().copied(),
        low: None,
        high: None,
        target: Verdict::NotDemonstrated,
        limit: Verdict::NotDemonstrated,
    };
    let ends = match parameter.estimator {
        Estimator::Proportion { .. } => share(&answers.values, &shown, population, parameter),
        _ => mean(&answers, &shown, population, parameter),
    };
    let Some(ends) = ends else {
        return Some(followed);
    };
    (followed.low, followed.high) = (ends.low, ends.high);
    if followed.n >= Some(u64::from(parameter.minimum_base)) {
        followed.target = judge(ends, parameter.bounds, Against::Target);
        followed.limit = judge(ends, parameter.bounds, Against::Limit);
    }
    Some(followed)
}

/// Numbers whose mean is the value of the parameter, in order of arrival, and between what they lie.
struct Numbers {
    values: Vec<f64>,
    low: f64,
    high: f64,
}

/// `None` for what does not rest on answers, or on an item that this wave does not ask.
fn numbers(parameter: &Parameter, arrived: &Responses, grouping: &Grouping) -> Option<Numbers> {
    match &parameter.estimator {
        Estimator::Proportion { item, chosen } => {
            let column = arrived.column(item)?;
            let hits = column.hits(chosen).into_iter();
            let of_code: Vec<f64> = hits.map(|hit| f64::from(u8::from(hit))).collect();
            Some(Numbers::of(column, &of_code, grouping, (0.0, 1.0)))
        }
        Estimator::Mean { item } => {
            let column = arrived.column(item)?;
            let values = column.values()?;
            // Bounds that were not fixed beforehand would depend on what was answered.
            let ends = column.ends()?;
            Some(Numbers::of(column, &values, grouping, ends))
        }
        Estimator::Nps { item } => {
            let column = arrived.column(item).filter(|c| c.codes.len() == 11)?;
            let points = |at: usize| match at {
                0..=6 => -100.0,
                7 | 8 => 0.0,
                _ => 100.0,
            };
            let of_code: Vec<f64> = (0..11).map(points).collect();
            Some(Numbers::of(column, &of_code, grouping, (-100.0, 100.0)))
        }
        Estimator::Gap {
            perceived,
            expected,
        } => Numbers::differences(
            arrived.column(perceived)?,
            arrived.column(expected)?,
            grouping,
        ),
        _ => None,
    }
}

impl Numbers {
    fn of(column: &Column, of_code: &[f64], grouping: &Grouping, (low, high): (f64, f64)) -> Self {
        let answered = grouping
            .entering()
            .filter_map(|row| match column.cell(row) {
                Cell::Code(at) => Some(of_code[at]),
                Cell::Missing | Cell::NotApplicable | Cell::DontKnow => None,
            });
        Self {
            values: answered.collect(),
            low,
            high,
        }
    }

    fn differences(perceived: &Column, expected: &Column, grouping: &Grouping) -> Option<Self> {
        let (of_perceived, of_expected) = (perceived.values()?, expected.values()?);
        let both = |row| match (perceived.cell(row), expected.cell(row)) {
            (Cell::Code(p), Cell::Code(e)) => Some(of_perceived[p] - of_expected[e]),
            _ => None,
        };
        Some(Self {
            values: grouping.entering().filter_map(both).collect(),
            low: of_perceived.first()? - of_expected.last()?,
            high: of_perceived.last()? - of_expected.first()?,
        })
    }
}

/// The numbers of answers at which the bounds move, up to `n`.
fn checkpoints(step: u64, n: u64) -> Vec<u64> {
    let next = |at: &u64| Some((at + 1).max(at + at / 100).div_ceil(step) * step);
    let all = std::iter::successors(Some(step), next);
    all.take_while(|at| *at <= n).collect()
}

/// Bounds of a share by the prior-posterior ratio of its count, each the tightest so far.
///
/// Both bounds together err at any time with at most the error that the verdict allows one of them.
fn share(answers: &[f64], shown: &[u64], population: u64, parameter: &Parameter) -> Option<Ends> {
    let alpha = 1.0 - parameter.confidence;
    let (mut low, mut high) = (0, population);
    let (mut yes, mut seen) = (0, 0);
    for at in shown {
        let some = answers.get(seen..*at as usize)?;
        yes += some.iter().filter(|value| **value > 0.5).count() as u64;
        seen = *at as usize;
        let now = sequence::successes(yes, *at, population, alpha).ok()?;
        (low, high) = (low.max(now.low), high.min(now.high));
    }
    let of_all = |count: u64| count as f64 / population as f64;
    // Bounds that exclude each other: the answers cannot have come at random, and claim nothing.
    (!shown.is_empty() && population > 0 && low <= high)
        .then(|| Ends::between(of_all(low), of_all(high)))
}

/// Bounds of a mean by betting, each with the error that the verdict allows it.
fn mean(answers: &Numbers, shown: &[u64], population: u64, parameter: &Parameter) -> Option<Ends> {
    let alpha = 1.0 - parameter.confidence;
    let seen = usize::try_from(*shown.last()?).ok()?;
    let mut bets = MeanSequence::new(population, answers.low, answers.high, alpha).ok()?;
    for value in answers.values.get(..seen)? {
        bets.push(*value).ok()?;
    }
    let bounds = bets.bounds();
    Some(Ends::between(bounds.low, bounds.high))
}

#[cfg(test)]
mod tests;
