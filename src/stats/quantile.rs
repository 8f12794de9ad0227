//! Quantiles and their distribution-free intervals.

use super::distribution::binomial_tails;
use super::{first_true, is_level};

/// Room for rounding when a tail is compared with the half of what the level leaves.
const SLACK: f64 = 1e-12;

/// An interval of a quantile; an end that the sample cannot give is `None` (unbounded).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct QuantileInterval {
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// The quantile `p` in `[0, 1]` of ascending values, by linear interpolation (type 7, the default of
/// R, numpy and spreadsheets). `None` without values or outside the range of `p`.
///
/// Source: Hyndman & Fan (1996), American Statistician 50, 361-365. Checked against R `quantile`.
pub fn type7(sorted: &[f64], p: f64) -> Option<f64> {
    if sorted.is_empty() || !(0.0..=1.0).contains(&p) {
        return None;
    }
    let place = (sorted.len() - 1) as f64 * p;
    let below = place.floor();
    let low = sorted[below as usize];
    let high = sorted[place.ceil() as usize];
    Some(if low == high {
        low
    } else {
        low + (place - below) * (high - low)
    })
}

/// The ranks (from 1) of the order statistics that enclose the quantile `p` with at least the given
/// confidence: each tail at most half of what the level leaves. `None` for an end that `n` values
/// cannot give.
///
/// Source: Hahn & Meeker (1991); Conover (1999) 3.2. Checked against scipy 1.17 `quantile_test` and
/// R 4.2.2 `pbinom`.
pub fn order_ranks(n: usize, p: f64, confidence: f64) -> (Option<usize>, Option<usize>) {
    if n == 0 || !is_level(confidence) || !(p > 0.0 && p < 1.0) {
        return (None, None);
    }
    let tail = 0.5 * (1.0 - confidence) * (1.0 + SLACK);
    let n = n as u64;
    // Both tails are monotone in the rank, so the last and the first that fit are found by halving.
    let below = first_true(0, n, |k| binomial_tails(k, n, p).0 > tail);
    let above = first_true(0, n, |k| binomial_tails(k, n, p).1 <= tail);
    let low = (below > 0).then_some(below as usize);
    let high = (above < n).then_some(above as usize + 1);
    (low, high)
}

/// The values at the ranks of [`order_ranks`], from ascending values.
pub fn order_interval(sorted: &[f64], p: f64, confidence: f64) -> QuantileInterval {
    let (low, high) = order_ranks(sorted.len(), p, confidence);
    let at = |rank: usize| sorted[rank - 1];
    QuantileInterval {
        low: low.map(at),
        high: high.map(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_the_values_around_them() {
        let sorted = [1.0, 2.0, 4.0, 8.0];
        assert_eq!(type7(&sorted, 0.0), Some(1.0));
        assert_eq!(type7(&sorted, 0.5), Some(3.0));
        assert_eq!(type7(&sorted, 1.0), Some(8.0));
        assert_eq!(type7(&[], 0.5), None);
        assert_eq!(type7(&sorted, 1.1), None);
    }

    #[test]
    fn the_smallest_samples_that_give_an_end_are_the_known_ones() {
        // 95 %: six values for the median, 36 for the upper end of the ninetieth percentile.
        assert_eq!(order_ranks(5, 0.5, 0.95), (None, None));
        assert_eq!(order_ranks(6, 0.5, 0.95), (Some(1), Some(6)));
        assert_eq!(order_ranks(35, 0.9, 0.95).1, None);
        assert_eq!(order_ranks(36, 0.9, 0.95).1, Some(36));
        assert_eq!(order_ranks(0, 0.5, 0.95), (None, None));
    }

    #[test]
    fn a_tail_of_exactly_the_half_is_small_enough() {
        // One value: it is the upper end with probability 0.9, which 80 % two-sided asks for.
        assert_eq!(order_ranks(1, 0.1, 0.8).1, Some(1));
    }

    #[test]
    fn a_million_values_are_counted_as_well_as_ten() {
        let (low, high) = order_ranks(1_000_000, 0.5, 0.95);
        assert_eq!((low, high), (Some(499_020), Some(500_981)));
    }
}
