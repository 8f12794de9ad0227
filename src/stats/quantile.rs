//! Quantiles and their distribution-free intervals.

use super::distribution::binomial_tails;
use super::{first_true, is_level};

/// Room for rounding when a tail is compared with the half of what the level leaves.
const SLACK: f64 = 1e-12;

/// An interval of order statistics; an end the sample is too small for is `None` (unbounded).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankInterval {
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
pub fn order_interval(sorted: &[f64], p: f64, confidence: f64) -> RankInterval {
    let (low, high) = order_ranks(sorted.len(), p, confidence);
    let at = |rank: usize| sorted[rank - 1];
    RankInterval {
        low: low.map(at),
        high: high.map(at),
    }
}
