//! What changed for the clients who answered in both waves, where both know who answered.

use std::collections::BTreeMap;

use super::Scope;
use super::results::{PairedChange, PairedMethod, WaveResult};
use super::scales::CONFIDENCE;
use crate::domain::dataset::{Cell, ClientTie, Column};
use crate::domain::parameter::{Estimator, Evidence, Parameter};
use crate::stats::{difference, multiplicity};

/// Adds the paired change to every result of `wave` that is compared and has pairs enough. Changes
/// of a person lie closer together than those of two samples, so this sees smaller changes; but only
/// of those who answered twice. The p-values are one family (Holm).
pub(super) fn compare(now: &Scope, before: &Scope, wave: &mut WaveResult) {
    let couples = couples(now, before);
    if (couples.len() as u64) < now.least() {
        return;
    }
    for (result, parameter) in wave.parameters.iter_mut().zip(&now.protocol.parameters) {
        if result.change.is_some() && parameter.evidence != Evidence::Complete {
            result.paired = change(now, before, parameter, &couples);
        }
    }
    let paired = || wave.parameters.iter();
    let p_values: Vec<Option<f64>> = paired()
        .map(|result| result.paired.as_ref().and_then(|change| change.p))
        .collect();
    let adjusted = multiplicity::holm(&p_values).unwrap_or_default();
    for (result, adjusted) in wave.parameters.iter_mut().zip(adjusted) {
        if let Some(change) = &mut result.paired {
            change.p_holm = adjusted;
        }
    }
}

/// The rows (now, then) of the clients who answered in both waves, in the order of their ties. Who
/// answered a wave twice is left out: it is not known which counts.
fn couples(now: &Scope, before: &Scope) -> Vec<(usize, usize)> {
    let (of_now, of_before) = (by_client(now), by_client(before));
    let both = of_now.into_iter().filter_map(|(client, row)| {
        let other = of_before.get(&client)?;
        Some((row?, (*other)?))
    });
    both.collect()
}

fn by_client(scope: &Scope) -> BTreeMap<ClientTie, Option<usize>> {
    let mut rows = BTreeMap::new();
    for row in scope.grouping.entering() {
        if let Some(client) = scope.responses.origin(row).client {
            let first = |kept: &mut Option<usize>| *kept = None;
            rows.entry(client).and_modify(first).or_insert(Some(row));
        }
    }
    rows
}

fn change(
    now: &Scope,
    before: &Scope,
    parameter: &Parameter,
    couples: &[(usize, usize)],
) -> Option<PairedChange> {
    let (of_now, of_before) = (Worth::of(now, parameter)?, Worth::of(before, parameter)?);
    let mut pairs: Vec<(f64, f64)> = couples
        .iter()
        .filter_map(|(row, other)| Some((of_before.in_row(*other)?, of_now.in_row(*row)?)))
        .collect();
    let count = pairs.len() as u64;
    let enough = count >= now.least().max(u64::from(parameter.minimum_base));
    // Those who answered one wave only would follow from the whole when they are few.
    let follows = [now, before].into_iter().any(|scope| {
        let alone = super::estimate::answered(scope, parameter).saturating_sub(count);
        (1..now.threshold()).contains(&alone)
    });
    if !enough || follows {
        return None;
    }
    // Sorted, so that the order of clients cannot change a bit.
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    match parameter.estimator {
        Estimator::Proportion { .. } => of_shares(&pairs),
        _ => of_means(&pairs),
    }
}

fn of_shares(pairs: &[(f64, f64)]) -> Option<PairedChange> {
    let count =
        |then: f64, now: f64| pairs.iter().filter(|pair| **pair == (then, now)).count() as u64;
    let (both, first, second, none) = (
        count(1.0, 1.0),
        count(1.0, 0.0),
        count(0.0, 1.0),
        count(0.0, 0.0),
    );
    let found = difference::mcnemar(both, first, second, none)?;
    let interval = difference::matched_interval(first, second, pairs.len() as u64, CONFIDENCE)?;
    Some(PairedChange {
        pairs: pairs.len() as u64,
        difference: found.difference,
        low: Some(interval.low),
        high: Some(interval.high),
        p: Some(found.p),
        p_holm: None,
        method: PairedMethod::McNemar,
    })
}

fn of_means(pairs: &[(f64, f64)]) -> Option<PairedChange> {
    let differences: Vec<f64> = pairs.iter().map(|(then, now)| now - then).collect();
    let found = difference::paired_t(&differences, CONFIDENCE)?;
    Some(PairedChange {
        pairs: found.n,
        difference: found.mean,
        low: found.interval.map(|interval| interval.low),
        high: found.interval.map(|interval| interval.high),
        p: found.p,
        p_holm: None,
        method: PairedMethod::PairedT,
    })
}

/// What one response says of a parameter, as a number whose mean is the parameter's value.
struct Worth<'a> {
    column: &'a Column,
    /// Per code of the column.
    values: Vec<f64>,
    /// Of a gap: what is taken off.
    expected: Option<(&'a Column, Vec<f64>)>,
}

impl<'a> Worth<'a> {
    fn of(scope: &Scope<'a>, parameter: &'a Parameter) -> Option<Self> {
        let column = |item: &str| {
            let responses = scope.responses;
            responses.column(item)
        };
        let (column, values, expected) = match &parameter.estimator {
            Estimator::Proportion { item, chosen } => {
                let column = column(item)?;
                let hits = column.hits(chosen).into_iter();
                let worth = |is_hit| f64::from(u8::from(is_hit));
                (column, hits.map(worth).collect(), None)
            }
            Estimator::Mean { item } => {
                let column = column(item)?;
                (column, column.values()?, None)
            }
            Estimator::Nps { item } => {
                let column = column(item)?;
                let worth = |value: f64| match value {
                    ..=6.0 => -100.0,
                    ..=8.0 => 0.0,
                    _ => 100.0,
                };
                (
                    column,
                    column.values()?.into_iter().map(worth).collect(),
                    None,
                )
            }
            Estimator::Gap {
                perceived,
                expected,
            } => {
                let (perceived, expected) = (column(perceived)?, column(expected)?);
                let taken_off = (expected, expected.values()?);
                (perceived, perceived.values()?, Some(taken_off))
            }
            _ => return None,
        };
        Some(Self {
            column,
            values,
            expected,
        })
    }

    fn in_row(&self, row: usize) -> Option<f64> {
        let of = |column: &Column, values: &[f64]| match column.cell(row) {
            Cell::Code(at) => values.get(at).copied(),
            Cell::Missing | Cell::NotApplicable | Cell::DontKnow => None,
        };
        let value = of(self.column, &self.values)?;
        match &self.expected {
            Some((column, values)) => Some(value - of(column, values)?),
            None => Some(value),
        }
    }
}
