//! What a wave will be able to show, before it is sent: the margin, the value that will be judged
//! *met*, and how good the service must truly be for that to be seen.

mod suppose;

pub use self::suppose::{Chances, Supposed, suppose};

use super::evaluation::results::{Evaluation, ParameterResult};
use super::judgement::{Against, Ends, judge};
use super::parameter::{Bounds, Estimator, Parameter};
use super::protocol::Protocol;
use super::sample::allocate;
use super::verdict::Verdict;
use crate::stats::distribution::{binomial_tails, normal_quantile, t_critical};
use crate::stats::finite::Hypergeometric;
use crate::stats::proportion::{effective_n, wilson};
use crate::stats::sample_size::for_share;

/// The chance with which a wave should show what is true.
pub const POWER: f64 = 0.8;

/// How often the search for a share is halved: far finer than a share is written.
const HALVINGS: u32 = 30;

/// What may be expected of one parameter at a number of answers, in its own unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    pub parameter: String,
    /// Half the width of the interval, for a value at the target.
    pub margin: Option<f64>,
    /// The value nearest to the target that will be judged *met*.
    pub met_from: Option<f64>,
    /// The true value from which on *met* will be shown with a chance of [`POWER`] or more.
    pub shown_from: Option<f64>,
    /// The spread of the answers is not known: no earlier wave measured it.
    pub lacks_spread: bool,
}

/// How many answers make a share near a half known to five points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    pub all: u64,
    /// By the code of each segment that is asked.
    pub segments: Vec<(String, u64)>,
}

/// The half-width of the interval that [`needed`] aims at.
const USUAL_MARGIN: f64 = 0.05;

/// The answers that a wave needs of the segments that it `takes`: in proportion to their clients, and
/// of each at least so many as privacy asks before it is shown. None without clients.
pub fn needed(protocol: &Protocol, takes: impl Fn(&str) -> bool) -> Option<Needed> {
    let segments = protocol.segments.iter();
    let asked: Vec<_> = segments.filter(|one| takes(&one.code)).collect();
    let sizes: Vec<usize> = asked.iter().map(|one| one.population as usize).collect();
    let clients = sizes.iter().sum::<usize>() as u64;
    let level = protocol.parameters.first();
    let level = level.map_or(0.9, Parameter::two_sided_confidence);
    let all = for_share(0.5, USUAL_MARGIN, level, Some(clients)).ok()?.n;
    let least = protocol.rules.privacy_threshold as usize;
    let wanted = allocate(&sizes, usize::try_from(all).ok()?, least);
    let named = asked.iter().zip(wanted);
    let segments: Vec<_> = named
        .map(|(one, wanted)| (one.code.clone(), wanted as u64))
        .collect();
    let raised = segments.iter().map(|(_, wanted)| wanted).sum();
    Some(Needed {
        all: all.max(raised),
        segments,
    })
}

/// The outlook of every parameter that the answers to the survey decide, when `answers` clients
/// answer. Shares need no more than that; means, gaps and NPS take their spread from the newest wave
/// that measured them.
///
/// A share's chance is exact: hypergeometric where the claim is about the clients of the programme,
/// else binomial, over the same Wilson interval by which the answers will be judged. That of a mean
/// is the normal approximation. Checked against enumeration.
pub fn outlook(protocol: &Protocol, earlier: &Evaluation, answers: u64) -> Vec<Outlook> {
    let parameters = protocol.parameters.iter();
    parameters
        .filter(|parameter| parameter.estimator.is_of_survey())
        .map(|parameter| {
            let clients = u64::from(protocol.population());
            let population = parameter.finite_population.then_some(clients);
            let answers = answers.min(population.unwrap_or(answers));
            match parameter.estimator {
                Estimator::Proportion { .. } => share(parameter, answers, population),
                _ => mean(
                    parameter,
                    answers,
                    population,
                    spread(parameter, earlier, clients),
                ),
            }
        })
        .collect()
}

fn empty(parameter: &Parameter) -> Outlook {
    Outlook {
        parameter: parameter.code.clone(),
        margin: None,
        met_from: None,
        shown_from: None,
        lacks_spread: false,
    }
}

/// The target on the one side that can be searched; `None` between two bounds.
fn one_sided(bounds: Bounds) -> Option<f64> {
    match bounds {
        Bounds::Higher { target, .. } | Bounds::Lower { target, .. } => Some(target),
        Bounds::Between { .. } => None,
    }
}

fn ends_of_share(parameter: &Parameter, p: f64, n: u64, population: Option<u64>) -> Option<Ends> {
    let n_eff = match population {
        None => n as f64,
        Some(total) => match effective_n(n, total).ok()? {
            None => return Some(Ends::exactly(p)),
            Some(n_eff) => n_eff,
        },
    };
    let interval = wilson(p, n_eff, parameter.two_sided_confidence()).ok()?;
    Some(Ends::between(interval.low, interval.high))
}

fn share(parameter: &Parameter, n: u64, population: Option<u64>) -> Outlook {
    let mut outlook = empty(parameter);
    let middle = match parameter.bounds {
        Bounds::Between { target, .. } => f64::midpoint(target[0], target[1]),
        Bounds::Higher { target, .. } | Bounds::Lower { target, .. } => target,
    };
    let ends = ends_of_share(parameter, middle, n, population);
    outlook.margin = ends.and_then(|ends| Some((ends.high? - ends.low?) / 2.0));
    if n < u64::from(parameter.minimum_base) || one_sided(parameter.bounds).is_none() {
        return outlook;
    }
    let Some(edge) = edge_of_met(parameter, n, population) else {
        return outlook;
    };
    outlook.met_from = Some(edge as f64 / n as f64);
    outlook.shown_from = shown_from(parameter, n, population, edge);
    outlook
}

/// The number of chosen answers from which on (up, or down where lower is better) the verdict is *met*.
fn edge_of_met(parameter: &Parameter, n: u64, population: Option<u64>) -> Option<u64> {
    let met = |k: u64| {
        ends_of_share(parameter, k as f64 / n as f64, n, population)
            .is_some_and(|ends| judge(ends, parameter.bounds, Against::Target) == Verdict::Met)
    };
    let is_higher = matches!(parameter.bounds, Bounds::Higher { .. });
    let (mut bad, mut good) = if is_higher { (0, n) } else { (n, 0) };
    if !met(good) {
        return None;
    }
    if met(bad) {
        return Some(bad);
    }
    while bad.abs_diff(good) > 1 {
        let middle = u64::midpoint(bad, good);
        if met(middle) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    Some(good)
}

/// The chance of *met* when `p` of all clients would choose so.
fn chance(parameter: &Parameter, n: u64, population: Option<u64>, edge: u64, p: f64) -> f64 {
    let is_higher = matches!(parameter.bounds, Bounds::Higher { .. });
    match population {
        Some(total) => {
            let draws = Hypergeometric {
                total,
                good: (p * total as f64).round() as u64,
                drawn: n,
            };
            if is_higher {
                draws.at_least(edge)
            } else {
                draws.at_most(edge)
            }
        }
        None if is_higher && edge == 0 => 1.0,
        None if is_higher => binomial_tails(edge - 1, n, p).1,
        None => binomial_tails(edge, n, p).0,
    }
}

fn shown_from(parameter: &Parameter, n: u64, population: Option<u64>, edge: u64) -> Option<f64> {
    // Clients are whole: of a known population one looks for the number of them.
    let steps = population.unwrap_or(1 << HALVINGS);
    let share = |step: u64| step as f64 / steps as f64;
    let enough = |step: u64| chance(parameter, n, population, edge, share(step)) >= POWER;
    let is_higher = matches!(parameter.bounds, Bounds::Higher { .. });
    let (mut bad, mut good) = if is_higher { (0, steps) } else { (steps, 0) };
    if !enough(good) {
        return None;
    }
    while bad.abs_diff(good) > 1 {
        let middle = u64::midpoint(bad, good);
        if enough(middle) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    Some(share(good))
}

/// The standard deviation of single answers, from the newest wave that has an interval.
fn spread(parameter: &Parameter, earlier: &Evaluation, clients: u64) -> Option<f64> {
    let results = earlier.waves.iter().rev();
    results
        .filter_map(|wave| wave.parameter(&parameter.code))
        .find_map(|result| spread_of(parameter, result, clients))
}

fn spread_of(parameter: &Parameter, result: &ParameterResult, clients: u64) -> Option<f64> {
    let (n, low, high) = (result.n?, result.low?, result.high?);
    let critical = t_critical(parameter.two_sided_confidence(), n - 1.0);
    let left = left_out(n, parameter.finite_population.then_some(clients));
    let spread = (high - low) / 2.0 / critical * n.sqrt() / left.sqrt();
    (spread.is_finite() && spread > 0.0).then_some(spread)
}

/// The share of a known population that did not answer: what is left to err about.
fn left_out(n: f64, population: Option<u64>) -> f64 {
    population.map_or(1.0, |total| 1.0 - n / total as f64)
}

fn mean(parameter: &Parameter, n: u64, population: Option<u64>, spread: Option<f64>) -> Outlook {
    let mut outlook = empty(parameter);
    let Some(spread) = spread else {
        outlook.lacks_spread = true;
        return outlook;
    };
    if n < 2 {
        return outlook;
    }
    let answers = n as f64;
    let error = spread * (left_out(answers, population).max(0.0) / answers).sqrt();
    let margin = t_critical(parameter.two_sided_confidence(), answers - 1.0) * error;
    outlook.margin = Some(margin);
    if n < u64::from(parameter.minimum_base) {
        return outlook;
    }
    let more = margin + normal_quantile(POWER) * error;
    (outlook.met_from, outlook.shown_from) = match parameter.bounds {
        Bounds::Higher { target, .. } => (Some(target + margin), Some(target + more)),
        Bounds::Lower { target, .. } => (Some(target - margin), Some(target - more)),
        Bounds::Between { .. } => (None, None),
    };
    outlook
}

#[cfg(test)]
mod tests;
