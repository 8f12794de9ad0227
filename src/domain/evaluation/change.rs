//! What changed since the wave that a wave is compared with.

use super::Scope;
use super::estimate::{Basis, Estimate, of_segment, whole};
use super::results::{Baseline, Change, ChangeMethod, Incomparable, ParameterResult, WaveResult};
use crate::domain::parameter::Parameter;
use crate::stats::{difference, multiplicity};

/// Two-sided confidence of a difference; shown as such, since the verdict's own interval is 90 %.
const CONFIDENCE: f64 = 0.95;

/// Gives every result of `wave` the value of the wave it is compared with and the difference. The
/// p-values of a wave are one family, adjusted by Holm.
pub(super) fn compare(now: &Scope, before: &Scope, wave: &mut WaveResult, earlier: &WaveResult) {
    for (result, parameter) in wave.parameters.iter_mut().zip(&now.protocol.parameters) {
        let value = earlier
            .parameter(&parameter.code)
            .filter(|r| r.shown)
            .and_then(|r| r.value);
        if let Some(broken) = incomparable(now, before, parameter) {
            result.incomparable = (result.shown && value.is_some()).then_some(broken);
            continue;
        }
        result.baseline = value.map(|value| Baseline {
            wave: earlier.number,
            value,
        });
        if let (true, Some(value), Some(current)) = (result.shown, value, result.value) {
            result.change = Some(change(now, before, parameter, current - value));
        }
        if let Some(earlier) = earlier.parameter(&parameter.code) {
            of_segments(now, before, parameter, result, earlier);
        }
    }
    let p_values: Vec<Option<f64>> = wave
        .parameters
        .iter()
        .map(|result| result.change.as_ref().and_then(|c| c.p))
        .collect();
    // A p-value that came out of a test is always a probability.
    let adjusted = multiplicity::holm(&p_values).unwrap_or_default();
    for (result, adjusted) in wave.parameters.iter_mut().zip(adjusted) {
        if let Some(change) = &mut result.change {
            change.p_holm = adjusted;
        }
    }
}

/// The first item of a parameter that was not the same in both waves.
fn incomparable(now: &Scope, before: &Scope, parameter: &Parameter) -> Option<Incomparable> {
    let items = parameter.estimator.items();
    items.into_iter().find_map(|code| {
        let pair = (now.responses.column(code)?, before.responses.column(code)?);
        let item = code.to_owned();
        if pair.0.meaning != pair.1.meaning {
            Some(Incomparable::Meaning { item })
        } else if !pair.0.is_alike(pair.1) {
            Some(Incomparable::Scale { item })
        } else {
            None
        }
    })
}

/// The difference with its interval where both waves are samples; else the bare difference.
///
/// Waves are compared as independent samples and without finite-population correction: the claim is
/// about the process, and the interval errs on the wide side.
fn change(now: &Scope, before: &Scope, parameter: &Parameter, difference: f64) -> Change {
    let population = parameter
        .finite_population
        .then(|| u64::from(now.protocol.population()));
    let estimates = (
        whole(now, parameter, population),
        whole(before, parameter, population),
    );
    let (Ok(now), Ok(before)) = estimates else {
        return Change::bare(difference);
    };
    if !parameter.estimator.is_of_survey() {
        return Change::bare(difference);
    }
    tested(&now, &before).unwrap_or_else(|| Change::bare(difference))
}

/// What changed in each segment that both waves show.
fn of_segments(
    now: &Scope,
    before: &Scope,
    parameter: &Parameter,
    result: &mut ParameterResult,
    earlier: &ParameterResult,
) {
    for (at, segment) in result.segments.iter_mut().enumerate() {
        let then = earlier.segments.get(at).filter(|one| one.shown);
        let both = segment.value.zip(then.and_then(|one| one.value));
        let Some((value, then)) = both.filter(|_| segment.shown) else {
            continue;
        };
        let estimates = (
            of_segment(now, parameter, at, None),
            of_segment(before, parameter, at, None),
        );
        let found = match &estimates {
            (Ok(now), Ok(before)) => tested(now, before),
            _ => None,
        };
        segment.change = Some(found.unwrap_or_else(|| Change::bare(value - then)));
    }
}

fn tested(now: &Estimate, before: &Estimate) -> Option<Change> {
    match (&now.basis, &before.basis) {
        (Basis::Share { x: x2, n: n2, .. }, Basis::Share { x: x1, n: n1, .. }) => {
            let found = difference::newcombe(*x2, *n2, *x1, *n1, CONFIDENCE).ok()?;
            Some(Change {
                difference: found.difference,
                low: Some(found.interval.low),
                high: Some(found.interval.high),
                p: found.pooled.map(|test| test.p),
                p_holm: None,
                method: ChangeMethod::Newcombe,
            })
        }
        (Basis::Mean { moments: m2, .. }, Basis::Mean { moments: m1, .. }) => {
            let found = difference::welch(m2, m1, CONFIDENCE)?;
            Some(Change {
                difference: m2.mean - m1.mean,
                low: Some(found.interval.low),
                high: Some(found.interval.high),
                p: Some(found.p),
                p_holm: None,
                method: ChangeMethod::Welch,
            })
        }
        (
            Basis::Nps {
                promoters: p2,
                passives: a2,
                detractors: d2,
                ..
            },
            Basis::Nps {
                promoters: p1,
                passives: a1,
                detractors: d1,
                ..
            },
        ) => {
            let found = difference::nps_difference((*p1, *a1, *d1), (*p2, *a2, *d2), CONFIDENCE)?;
            Some(Change {
                difference: found.difference,
                low: found.interval.map(|interval| interval.low),
                high: found.interval.map(|interval| interval.high),
                p: found.test.map(|test| test.p),
                p_holm: None,
                method: ChangeMethod::NpsZ,
            })
        }
        _ => None,
    }
}

impl Change {
    fn bare(difference: f64) -> Self {
        let method = ChangeMethod::Bare;
        Self {
            difference,
            low: None,
            high: None,
            p: None,
            p_holm: None,
            method,
        }
    }
}
