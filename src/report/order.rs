//! Which parameters went best and worst.
//!
//! First by standing, then by the distance of the value to its target in units of the band between
//! target and limit, so that grades, shares and euros can stand in one line. It orders points, and
//! proves no difference between neighbours; the report says so.

use crate::domain::evaluation::results::ParameterResult;
use crate::domain::parameter::{Bounds, Parameter};
use crate::domain::verdict::Standing;

/// At most so many are named at each end.
const NAMED: usize = 3;

/// A parameter with what was found.
pub type Found<'a> = (&'a Parameter, &'a ParameterResult);

/// The best, best first, and the worst, worst first; never the same parameter in both.
pub fn extremes<'a>(found: &[Found<'a>]) -> (Vec<Found<'a>>, Vec<Found<'a>>) {
    let mut known: Vec<(f64, Found)> = found
        .iter()
        .filter(|(_, result)| result.standing != Standing::Unknown)
        .filter_map(|(parameter, result)| {
            let distance = distance(parameter.bounds, result.value?);
            Some((distance, (*parameter, *result)))
        })
        .collect();
    known.sort_by(|(a, (_, first)), (b, (_, second))| {
        rank(first.standing)
            .cmp(&rank(second.standing))
            .then(b.total_cmp(a))
    });
    let named = NAMED.min(known.len() / 2);
    let only = |pairs: &[(f64, Found<'a>)]| -> Vec<Found<'a>> {
        pairs.iter().map(|(_, found)| *found).collect()
    };
    let best = only(&known[..named]);
    let mut worst = only(&known[known.len() - named..]);
    worst.reverse();
    (best, worst)
}

fn rank(standing: Standing) -> u8 {
    match standing {
        Standing::TargetMet => 0,
        Standing::LimitMet => 1,
        Standing::LimitOpen => 2,
        Standing::LimitNotMet => 3,
        Standing::Unknown => 4,
    }
}

/// How far a value is beyond its target (short of it: negative), in bands from limit to target.
pub fn distance(bounds: Bounds, value: f64) -> f64 {
    match bounds {
        Bounds::Higher { target, limit } => (value - target) / band(target, limit),
        Bounds::Lower { target, limit } => (target - value) / band(target, limit),
        Bounds::Between { target, limit } => {
            let from = (value - target[0]) / band(target[0], limit[0]);
            let to = (target[1] - value) / band(target[1], limit[1]);
            from.min(to)
        }
    }
}

/// Where target and limit coincide there is no band: the size of the target is the unit then.
fn band(target: f64, limit: f64) -> f64 {
    let band = (target - limit).abs();
    if band > 0.0 {
        band
    } else if target != 0.0 {
        target.abs()
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_counts_bands_and_better_is_always_positive() {
        let higher = Bounds::Higher {
            target: 0.8,
            limit: 0.75,
        };
        let lower = Bounds::Lower {
            target: 40.0,
            limit: 48.0,
        };
        let between = Bounds::Between {
            target: [0.7, 0.8],
            limit: [0.65, 0.85],
        };
        assert!((distance(higher, 0.85) - 1.0).abs() < 1e-9);
        assert!((distance(higher, 0.75) + 1.0).abs() < 1e-9);
        assert!((distance(lower, 48.0) + 1.0).abs() < 1e-9);
        assert!((distance(between, 0.75) - 1.0).abs() < 1e-9);
        assert!((distance(between, 0.9) + 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_parameter_without_a_band_is_measured_by_its_target() {
        let bounds = Bounds::Higher {
            target: 0.5,
            limit: 0.5,
        };
        assert!((distance(bounds, 0.75) - 0.5).abs() < 1e-9);
    }
}
