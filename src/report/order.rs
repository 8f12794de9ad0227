//! Which parameters went best and worst.
//!
//! First by standing, then by the distance of the value to its target in units of the band between
//! target and limit, so that grades, shares and euros can stand in one line. It orders points, and
//! proves no difference between neighbours; the report says so.

use crate::domain::evaluation::results::ParameterResult;
use crate::domain::parameter::Parameter;
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
            let distance = parameter.bounds.distance(result.value?);
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
