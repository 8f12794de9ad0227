//! The bootstrap, with a generator that is passed in: the caller seeds a portable one (ChaCha), so
//! that the same protocol gives the same numbers on every machine.

use super::quantile::type7;
use super::{Interval, is_level};
use rand::Rng;

/// A whole number below `bound` > 0, from 64 random bits.
///
/// Our own line in place of the generator's helpers, because those may change with a release while
/// a protocol's numbers may not. The bias is below `bound` / 2^64.
pub fn below(rng: &mut impl Rng, bound: u64) -> u64 {
    ((u128::from(rng.next_u64()) * u128::from(bound)) >> 64) as u64
}

/// Estimates from `replicates` samples of `n` places drawn with replacement. A sample from which the
/// statistic cannot be computed gives no estimate, so fewer may come back.
pub fn estimates(
    n: usize,
    replicates: usize,
    rng: &mut impl Rng,
    statistic: impl Fn(&[usize]) -> Option<f64>,
) -> Vec<f64> {
    let mut places = vec![0; n];
    (0..replicates)
        .filter_map(|_| {
            if n == 0 {
                return None;
            }
            places
                .iter_mut()
                .for_each(|p| *p = below(rng, n as u64) as usize);
            statistic(&places)
        })
        .filter(|estimate| estimate.is_finite())
        .collect()
}

/// Percentile interval of bootstrap estimates in any order. `None` without estimates or at a level
/// outside (0, 1).
///
/// Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13.
pub fn percentile(estimates: &[f64], confidence: f64) -> Option<Interval> {
    if !is_level(confidence) {
        return None;
    }
    let mut sorted = estimates.to_vec();
    sorted.sort_by(f64::total_cmp);
    let tail = 0.5 * (1.0 - confidence);
    Some(Interval {
        low: type7(&sorted, tail)?,
        high: type7(&sorted, 1.0 - tail)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn mean_of(values: &[f64]) -> impl Fn(&[usize]) -> Option<f64> {
        move |places| Some(places.iter().map(|p| values[*p]).sum::<f64>() / places.len() as f64)
    }

    #[test]
    fn the_same_seed_draws_the_same_places() {
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let drawn: Vec<u64> = (0..8).map(|_| below(&mut rng, 100)).collect();
        let mut again = ChaCha8Rng::seed_from_u64(7);
        assert!(drawn.iter().all(|place| *place == below(&mut again, 100)));
        assert!(drawn.iter().all(|place| *place < 100));
    }

    #[test]
    fn the_interval_of_a_mean_is_about_that_of_theory() {
        let values: Vec<f64> = (0..200).map(|i| f64::from(i % 5)).collect();
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let found = percentile(&estimates(200, 2000, &mut rng, mean_of(&values)), 0.95).unwrap();
        // Mean 2, standard error 0.1: 1.96 of it either side.
        assert!(
            (found.low - 1.804).abs() < 0.02 && (found.high - 2.196).abs() < 0.02,
            "{found:?}"
        );
    }

    #[test]
    fn without_people_or_estimates_there_is_no_interval() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        assert!(estimates(0, 10, &mut rng, |_| Some(1.0)).is_empty());
        assert_eq!(percentile(&[], 0.95), None);
        assert_eq!(percentile(&[1.0], 1.0), None);
    }
}
