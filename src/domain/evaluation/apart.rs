//! Whether segments differ: over all of them first, then each against the rest.

use super::Scope;
use super::estimate::numbers;
use super::results::{ParameterResult, RestDifference, SegmentTest};
use super::scales::CONFIDENCE;
use crate::domain::parameter::{Estimator, Parameter};
use crate::stats::mean::moments;
use crate::stats::{difference, multiplicity, overall};

pub(super) type Numbers = Vec<(f64, u64)>;

/// Adds the test over all segments, and to each segment that is shown its difference with the rest;
/// their p-values are one family (Holm).
pub(super) fn compare(scope: &Scope, parameter: &Parameter, result: &mut ParameterResult) {
    let shown = result.segments.iter().filter(|one| one.shown).count();
    if shown < 2 {
        return;
    }
    let segments = 0..result.segments.len();
    let Ok(groups) = segments
        .map(|at| numbers(scope, parameter, Some(at)))
        .collect::<Result<Vec<Numbers>, _>>()
    else {
        return;
    };
    result.segment_test = overall::kruskal_wallis(&groups).map(|found| SegmentTest {
        statistic: found.statistic,
        df: found.df,
        p: found.p,
    });
    let mut found: Vec<Option<RestDifference>> = result
        .segments
        .iter()
        .enumerate()
        .map(|(at, segment)| {
            let rest = rest(&groups, at);
            let enough = total(&rest) >= scope.least();
            let own = segment
                .n
                .is_some_and(|n| n >= f64::from(parameter.minimum_base));
            (segment.shown && enough && own)
                .then(|| tested(parameter, &groups[at], &rest))
                .flatten()
        })
        .collect();
    let p_values: Vec<Option<f64>> = found.iter().map(|one| one.as_ref()?.p).collect();
    let adjusted = multiplicity::holm(&p_values).unwrap_or_default();
    for ((segment, found), adjusted) in result.segments.iter_mut().zip(&mut found).zip(adjusted) {
        segment.rest = found.take().map(|one| RestDifference {
            p_holm: adjusted,
            ..one
        });
    }
}

pub(super) fn total(numbers: &Numbers) -> u64 {
    numbers.iter().map(|(_, count)| count).sum()
}

/// The answers of all other segments, smallest value first.
fn rest(groups: &[Numbers], without: usize) -> Numbers {
    let others = groups.iter().enumerate().filter(|(at, _)| *at != without);
    let mut all: Numbers = others.flat_map(|(_, group)| group).copied().collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.chunk_by(|a, b| a.0 == b.0)
        .map(|same| (same[0].0, same.iter().map(|(_, count)| count).sum()))
        .collect()
}

/// `own` minus `rest`, tested as the parameter's kind asks.
pub(super) fn tested(
    parameter: &Parameter,
    own: &Numbers,
    rest: &Numbers,
) -> Option<RestDifference> {
    let count = |numbers: &Numbers, value: f64| -> u64 {
        let found = numbers.iter().find(|(known, _)| *known == value);
        found.map_or(0, |(_, count)| *count)
    };
    let (difference, interval, p) = match parameter.estimator {
        Estimator::Proportion { .. } => {
            let found = difference::newcombe(
                count(own, 1.0),
                total(own),
                count(rest, 1.0),
                total(rest),
                CONFIDENCE,
            )
            .ok()?;
            let p = found.pooled.map(|test| test.p);
            (found.difference, Some(found.interval), p)
        }
        Estimator::Nps { .. } => {
            let parts = |of: &Numbers| (count(of, 100.0), count(of, 0.0), count(of, -100.0));
            let found = difference::nps_difference(parts(rest), parts(own), CONFIDENCE)?;
            let p = found.test.map(|test| test.p);
            (found.difference, found.interval, p)
        }
        _ => {
            let (own, rest) = (moments(own)?, moments(rest)?);
            let found = difference::welch(&own, &rest, CONFIDENCE)?;
            (own.mean - rest.mean, Some(found.interval), Some(found.p))
        }
    };
    Some(RestDifference {
        difference,
        low: interval.map(|interval| interval.low),
        high: interval.map(|interval| interval.high),
        p,
        p_holm: None,
    })
}
