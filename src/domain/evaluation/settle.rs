//! What would have settled a verdict: more answers at the same value, or a better value.

use super::estimate::{Basis, Estimate, mean_ends, share_ends};
use crate::domain::judgement::{Against, Ends, judge};
use crate::domain::parameter::{Bounds, Parameter};
use crate::domain::verdict::Verdict;
use crate::stats::mean::Moments;
use crate::stats::nps;

/// Beyond this nobody would ask: there is no such number to name.
const MOST_ANSWERS: u64 = 10_000_000;
/// Halvings after which a value is known to the last digits that are printed.
const HALVINGS: u32 = 60;

/// The smallest number of answers at which the same value would have given a verdict; `None` when
/// the verdict is settled, when more answers would not settle it (the value lies on the bound), or
/// when the evidence is not a number of answers.
pub(super) fn answers_needed(
    estimate: &Estimate,
    parameter: &Parameter,
    against: Against,
    verdict: Verdict,
) -> Option<u64> {
    if verdict != Verdict::NotDemonstrated || !matches!(estimate.n, n if n >= 2.0) {
        return None;
    }
    let value = estimate.value?;
    let settled = |n: u64| {
        ends_with(estimate, value, n, parameter.two_sided_confidence())
            .is_some_and(|ends| judge(ends, parameter.bounds, against) != Verdict::NotDemonstrated)
    };
    let most = estimate.basis.population().unwrap_or(MOST_ANSWERS);
    let mut low = estimate.n as u64;
    let mut high = low.saturating_mul(2).min(most);
    while !settled(high) {
        if high >= most {
            return None;
        }
        (low, high) = (high, high.saturating_mul(2).min(most));
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if settled(middle) {
            high = middle
        } else {
            low = middle
        }
    }
    Some(high)
}

/// The value nearest to the target that would have been *met* with as many answers as there are.
/// For `between` there may be none, and none is named.
pub(super) fn met_from(estimate: &Estimate, parameter: &Parameter) -> Option<f64> {
    let (target, best) = match (parameter.bounds, &estimate.basis) {
        (Bounds::Higher { target, .. }, Basis::Share { .. }) => (target, 1.0),
        (Bounds::Lower { target, .. }, Basis::Share { .. }) => (target, 0.0),
        (Bounds::Between { .. }, _) | (_, Basis::Fixed) => return None,
        (bounds, Basis::Mean { .. } | Basis::Nps { .. }) => return shifted(estimate, bounds),
    };
    let n = estimate.n as u64;
    let met = |value: f64| {
        ends_with(estimate, value, n, parameter.two_sided_confidence())
            .is_some_and(|ends| judge(ends, parameter.bounds, Against::Target) == Verdict::Met)
    };
    if !met(best) {
        return None;
    }
    let (mut bad, mut good) = (target, best);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(bad, good);
        if met(middle) {
            good = middle
        } else {
            bad = middle
        }
    }
    Some(good)
}

/// The interval of a mean or an NPS keeps its width when the value moves, so that the value is met as
/// soon as the distance to its end on the bad side fits.
fn shifted(estimate: &Estimate, bounds: Bounds) -> Option<f64> {
    let (value, ends) = (estimate.value?, estimate.ends?);
    let met_from = match bounds {
        Bounds::Higher { target, .. } => target + (value - ends.low?),
        Bounds::Lower { target, .. } => target - (ends.high? - value),
        Bounds::Between { .. } => return None,
    };
    let is_score = matches!(estimate.basis, Basis::Nps { .. });
    (!is_score || met_from.abs() <= 100.0).then_some(met_from)
}

impl Basis {
    fn population(&self) -> Option<u64> {
        match self {
            Self::Share { population, .. }
            | Self::Mean { population, .. }
            | Self::Nps { population, .. } => *population,
            Self::Fixed => Some(0),
        }
    }
}

/// The interval that `n` answers with value `value` and the same spread would have had.
fn ends_with(estimate: &Estimate, value: f64, n: u64, confidence: f64) -> Option<Ends> {
    match &estimate.basis {
        Basis::Share { population, .. } => share_ends(value, n, *population, confidence),
        Basis::Mean {
            moments,
            population,
        } => {
            let moments = Moments {
                n,
                mean: value,
                sd: moments.sd,
            };
            mean_ends(&moments, *population, confidence)
        }
        Basis::Nps {
            promoters,
            passives,
            detractors,
            population,
        } => {
            if *population == Some(n) {
                return Some(Ends::exactly(value));
            }
            let factor = n as f64 / estimate.n;
            let scaled = |count: &u64| (*count as f64 * factor).round() as u64;
            let counts = (scaled(promoters), scaled(passives), scaled(detractors));
            let interval =
                nps::adjusted_interval(counts.0, counts.1, counts.2, *population, confidence)?;
            let shift = value - estimate.value?;
            Some(Ends::between(interval.low + shift, interval.high + shift))
        }
        Basis::Fixed => None,
    }
}
