//! Whether it matters who answered: the same value weighted to the known population, and
//! the band that everybody who did not answer could move it in.

use super::Scope;
use super::estimate::{numbers, range};
use super::findings::Refusal;
use super::raking::Raking;
use super::results::{Band, Weighted};
use crate::domain::judgement::{Against, Ends, judge_or_open};
use crate::domain::parameter::{Estimator, Parameter};
use crate::domain::verdict::Verdict;
use crate::stats::distribution::t_critical;
use crate::stats::weight::{self, Kish};
use crate::stats::{nps, proportion};

/// A group of fewer answers is joined with the next smallest before it is weighted.
const SMALLEST_CELL: u64 = 10;
/// Weighting matters when it moves a value by more than this part of its range.
const MATTERS: f64 = 0.02;

/// Answers of one or more segments that are weighted alike.
#[derive(Clone, Debug)]
struct Cell {
    answers: u64,
    clients: f64,
    /// How often each value was answered, smallest value first.
    values: Vec<(f64, u64)>,
}

/// The value weighted to the population, its interval with Kish's effective number of answers, and
/// whether that makes a difference: raked where the protocol knows distributions that the wave asked,
/// else post-stratified to the segments (`N_h / n_h`). `Ok(None)` when the parameter does not rest on
/// answers of a known population, or when only one group would be left. Error: why raking fails.
pub(super) fn weighted(
    scope: &Scope,
    raking: &Result<Option<Raking>, Refusal>,
    parameter: &Parameter,
    plain: (f64, (Verdict, Verdict)),
) -> Result<Option<Weighted>, Refusal> {
    if !parameter.finite_population || !parameter.estimator.is_of_survey() {
        return Ok(None);
    }
    let raking = raking.as_ref().map_err(Clone::clone)?;
    if let Some(raking) = raking {
        let Some(weighed) = raking.weigh(parameter)? else {
            return Ok(None);
        };
        let cells: Vec<Cell> = weighed.values.into_iter().map(Cell::of).collect();
        let found = of_cells(scope, parameter, plain, &cells, &weighed.weights);
        return Ok(found.map(|found| Weighted {
            raked: Some(weighed.by),
            ..found
        }));
    }
    Ok(by_segment(scope, parameter, plain))
}

fn by_segment(
    scope: &Scope,
    parameter: &Parameter,
    plain: (f64, (Verdict, Verdict)),
) -> Option<Weighted> {
    if scope.protocol.segments.len() < 2 {
        return None;
    }
    let cells = collapse(cells(scope, parameter)?);
    if cells.len() < 2 {
        return None;
    }
    let answers: Vec<u64> = cells.iter().map(|cell| cell.answers).collect();
    let clients: Vec<f64> = cells.iter().map(|cell| cell.clients).collect();
    let weights = weight::post_stratify(&answers, &clients).ok()?;
    of_cells(scope, parameter, plain, &cells, &weights)
}

fn of_cells(
    scope: &Scope,
    parameter: &Parameter,
    (plain, verdicts): (f64, (Verdict, Verdict)),
    cells: &[Cell],
    weights: &[f64],
) -> Option<Weighted> {
    let population = u64::from(scope.protocol.population());
    let answers = cells.iter().map(|cell| cell.answers);
    let pairs: Vec<(f64, u64)> = weights.iter().copied().zip(answers).collect();
    let kish = weight::kish(&pairs).ok()??;
    let value = weighted_mean(cells, weights);
    let ends = ends(parameter, cells, weights, value, &kish, population);
    let target_verdict = judge_or_open(ends, parameter.bounds, Against::Target);
    let limit_verdict = judge_or_open(ends, parameter.bounds, Against::Limit);
    let range = range(scope, parameter).map_or(1.0, |(low, high)| high - low);
    Some(Weighted {
        value,
        low: ends.and_then(|ends| ends.low),
        high: ends.and_then(|ends| ends.high),
        n_effective: kish.n_eff,
        raked: None,
        target_verdict,
        limit_verdict,
        matters: (value - plain).abs() > MATTERS * range
            || (target_verdict, limit_verdict) != verdicts,
    })
}

/// The segments with their answers, as numbers: 1 and 0 for a share, 100, 0 and -100 for an NPS.
fn cells(scope: &Scope, parameter: &Parameter) -> Option<Vec<Cell>> {
    let segments = scope.protocol.segments.iter().enumerate();
    let cells = segments.map(|(at, segment)| {
        let values = numbers(scope, parameter, Some(at)).ok()?;
        let answers = values.iter().map(|(_, count)| count).sum();
        Some(Cell {
            answers,
            clients: f64::from(segment.population),
            values,
        })
    });
    cells.collect()
}

/// Joins the smallest cell with the next smallest until every cell has enough answers.
fn collapse(mut cells: Vec<Cell>) -> Vec<Cell> {
    loop {
        cells.sort_by(|a, b| {
            a.answers
                .cmp(&b.answers)
                .then(a.clients.total_cmp(&b.clients))
        });
        match cells.first() {
            Some(smallest) if smallest.answers < SMALLEST_CELL && cells.len() > 1 => {
                let smallest = cells.remove(0);
                cells[0].join(smallest);
            }
            _ => return cells,
        }
    }
}

impl Cell {
    /// Of weights that are known already, so that its number of clients does not matter.
    fn of(values: Vec<(f64, u64)>) -> Self {
        Self {
            answers: values.iter().map(|(_, count)| count).sum(),
            clients: 0.0,
            values,
        }
    }

    fn join(&mut self, other: Self) {
        self.answers += other.answers;
        self.clients += other.clients;
        self.values.extend(other.values);
    }

    fn mean(&self) -> f64 {
        let sum: f64 = self
            .values
            .iter()
            .map(|(value, count)| value * *count as f64)
            .sum();
        sum / self.answers as f64
    }
}

fn weighted_mean(cells: &[Cell], weights: &[f64]) -> f64 {
    let (mut sum, mut total) = (0.0, 0.0);
    for (cell, weight) in cells.iter().zip(weights) {
        sum += weight * cell.answers as f64 * cell.mean();
        total += weight * cell.answers as f64;
    }
    sum / total
}

/// The interval of the kind that the plain value has, at the effective number of answers.
fn ends(
    parameter: &Parameter,
    cells: &[Cell],
    weights: &[f64],
    value: f64,
    kish: &Kish,
    population: u64,
) -> Option<Ends> {
    let confidence = parameter.two_sided_confidence();
    let everybody = cells.iter().map(|cell| cell.answers).sum::<u64>() >= population;
    if everybody {
        return Some(Ends::exactly(value));
    }
    let rest = population as f64 - kish.n_eff;
    match parameter.estimator {
        Estimator::Proportion { .. } => {
            let n_eff = kish.n_eff * (population as f64 - 1.0) / rest;
            let interval = proportion::wilson(value.clamp(0.0, 1.0), n_eff, confidence).ok()?;
            Some(Ends::between(interval.low, interval.high))
        }
        Estimator::Nps { .. } => {
            let (promoters, detractors) = (
                share_of(cells, weights, 100.0),
                share_of(cells, weights, -100.0),
            );
            let left = rest / (population as f64 - 1.0);
            let interval = nps::adjusted_at(promoters, detractors, kish.n_eff, left, confidence)?;
            Some(Ends::between(interval.low, interval.high))
        }
        _ => {
            let left = rest / population as f64;
            let se = deviation(cells, weights, value) * (left / kish.n_eff).sqrt();
            let half = t_critical(confidence, kish.n_eff - 1.0) * se;
            (half > 0.0).then(|| Ends::between(value - half, value + half))
        }
    }
}

/// Weighted share of the answers that have `value`.
fn share_of(cells: &[Cell], weights: &[f64], value: f64) -> f64 {
    let (mut hits, mut total) = (0.0, 0.0);
    for (cell, weight) in cells.iter().zip(weights) {
        let here: u64 = cell
            .values
            .iter()
            .filter(|(v, _)| *v == value)
            .map(|(_, n)| n)
            .sum();
        hits += weight * here as f64;
        total += weight * cell.answers as f64;
    }
    hits / total
}

/// Weighted standard deviation of the answers, with `n - 1`.
fn deviation(cells: &[Cell], weights: &[f64], mean: f64) -> f64 {
    let (mut squares, mut total) = (0.0, 0.0);
    let mut n = 0.0;
    for (cell, weight) in cells.iter().zip(weights) {
        for (value, count) in &cell.values {
            squares += weight * *count as f64 * (value - mean).powi(2);
            total += weight * *count as f64;
            n += *count as f64;
        }
    }
    (squares / total * n / (n - 1.0)).sqrt()
}

/// Where the value over all clients could lie, whatever those who did not answer think: all at the
/// bottom of the scale, or all at the top. `None` when the population is not known.
pub(super) fn band(scope: &Scope, parameter: &Parameter, value: f64, n: f64) -> Option<Band> {
    if !parameter.finite_population {
        return None;
    }
    let population = f64::from(scope.protocol.population());
    let (lowest, highest) = range(scope, parameter)?;
    let silent = (population - n).max(0.0);
    let over_all = |theirs: f64| (value * n + theirs * silent) / population;
    Some(Band {
        low: over_all(lowest),
        high: over_all(highest),
    })
}
