//! Exact bounds for a finite population: the hypergeometric distribution and its inversion.

use super::distribution::{binomial_mass, binomial_pmf};
use super::first_true;
use super::proportion::ProportionError;

/// The smallest and largest number of successes in the population that the sample leaves possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountInterval {
    pub low: u64,
    pub high: u64,
}

/// Draws without replacement: `drawn` of a population of `total` with `good` successes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hypergeometric {
    pub total: u64,
    pub good: u64,
    pub drawn: u64,
}

impl Hypergeometric {
    fn smallest(&self) -> u64 {
        (self.good + self.drawn).saturating_sub(self.total)
    }

    fn largest(&self) -> u64 {
        self.good.min(self.drawn)
    }

    /// P(X = k), from three binomial probabilities (Loader 2000), exact also for millions.
    pub fn pmf(&self, k: u64) -> f64 {
        if k < self.smallest() || k > self.largest() {
            return 0.0;
        }
        if self.drawn == 0 || self.drawn == self.total {
            return 1.0;
        }
        let (total, good, drawn) = (self.total as f64, self.good as f64, self.drawn as f64);
        let p = drawn / total;
        let q = (self.total - self.drawn) as f64 / total;
        let hit = binomial_mass(k as f64, good, p, q);
        let miss = binomial_mass(drawn - k as f64, (self.total - self.good) as f64, p, q);
        hit * miss / binomial_mass(drawn, total, p, q)
    }

    /// P(X = k) for all k from `first` to `last`: the likeliest by [`Self::pmf`], the others from it
    /// by the ratio of neighbours, which takes a tenth of the time.
    pub fn masses(&self, first: u64, last: u64) -> Vec<f64> {
        let support = (self.smallest(), self.largest());
        let wanted = (first, last);
        masses(
            wanted,
            support,
            self.mean(),
            |k| self.pmf(k),
            |k| self.up(k),
        )
    }

    /// P(X = k + 1) by P(X = k), for a k below the largest.
    fn up(&self, k: u64) -> f64 {
        let (good, drawn) = ((self.good - k) as f64, (self.drawn - k) as f64);
        let rest = (self.total - self.good + k + 1 - self.drawn) as f64;
        good * drawn / ((k + 1) as f64 * rest)
    }

    /// P(X >= k), summed away from the centre so that the small tail keeps its digits.
    pub fn at_least(&self, k: u64) -> f64 {
        if k <= self.smallest() {
            return 1.0;
        }
        if k > self.largest() {
            return 0.0;
        }
        if (k as f64) < self.mean() {
            return 1.0 - self.downward(k - 1);
        }
        geometric_like(self.pmf(k), (k..self.largest()).map(|k| self.up(k)))
    }

    /// P(X <= k).
    pub fn at_most(&self, k: u64) -> f64 {
        if k >= self.largest() {
            1.0
        } else if k < self.smallest() {
            0.0
        } else if k as f64 > self.mean() {
            1.0 - self.at_least(k + 1)
        } else {
            self.downward(k)
        }
    }

    fn downward(&self, k: u64) -> f64 {
        let step = |i: u64| {
            let rest = (self.total - self.good + i - self.drawn) as f64;
            i as f64 * rest / ((self.good - i + 1) as f64 * (self.drawn - i + 1) as f64)
        };
        let from = self.smallest();
        geometric_like(self.pmf(k), (from + 1..=k).rev().map(step))
    }

    fn mean(&self) -> f64 {
        self.drawn as f64 * (self.good as f64 / self.total as f64)
    }
}

/// The sum of a first term and of the terms that follow by the given ratios, until they vanish.
fn geometric_like(first: f64, ratios: impl Iterator<Item = f64>) -> f64 {
    let (mut term, mut total) = (first, first);
    for ratio in ratios {
        term *= ratio;
        total += term;
        // Also true of a first term that is too small to exist as a number.
        if term <= total * 1e-18 {
            break;
        }
    }
    total
}

/// P(X = k) for X binomial(n, p) and all k from `first` to `last`, as [`Hypergeometric::masses`].
pub(crate) fn binomial_masses(first: u64, last: u64, n: u64, p: f64) -> Vec<f64> {
    let support = match p {
        0.0 => (0, 0),
        1.0 => (n, n),
        _ => (0, n),
    };
    let up = |k: u64| (n - k) as f64 / (k + 1) as f64 * (p / (1.0 - p));
    masses(
        (first, last),
        support,
        n as f64 * p,
        |k| binomial_pmf(k, n, p),
        up,
    )
}

/// Nothing outside the support; inside it from the one nearest to the centre up and down.
fn masses(
    (first, last): (u64, u64),
    (smallest, largest): (u64, u64),
    centre: f64,
    pmf: impl Fn(u64) -> f64,
    up: impl Fn(u64) -> f64,
) -> Vec<f64> {
    let (from, to) = (first.max(smallest), last.min(largest));
    let before = from
        .saturating_sub(first)
        .min((last + 1).saturating_sub(first));
    let mut masses = vec![0.0; before as usize];
    if from <= to {
        let start = (centre as u64).clamp(from, to);
        let likeliest = pmf(start);
        let below = (from..start).rev().scan(likeliest, |mass, k| {
            *mass /= up(k);
            Some(*mass)
        });
        let mut below: Vec<f64> = below.collect();
        below.reverse();
        masses.extend(below);
        masses.push(likeliest);
        masses.extend((start..to).scan(likeliest, |mass, k| {
            *mass *= up(k);
            Some(*mass)
        }));
    }
    masses.resize((last + 1).saturating_sub(first) as usize, 0.0);
    masses
}

/// Exact bounds for the number of successes among `population` clients, of whom `n` answered and
/// `successes` of those said yes: the smallest M with P(X >= x | M) > a/2 and the largest M with
/// P(X <= x | M) > a/2, a being what the two-sided confidence leaves. Never covers less than it says.
///
/// Errors: no answers; contradicting counts; a level outside (0, 1).
/// Source: Konijn (1973), ch. 7; Wright (1991). Checked against R `phyper` and scipy `hypergeom`.
pub fn hypergeometric_bounds(
    successes: u64,
    n: u64,
    population: u64,
    confidence: f64,
) -> Result<CountInterval, ProportionError> {
    super::proportion::check(successes, n, confidence)?;
    if n > population {
        return Err(ProportionError::MoreThanPopulation { n, population });
    }
    // A tail that is the half exactly (1 of 40 at 95 %) is not above it, whatever rounding says.
    let tail = 0.5 * (1.0 - confidence) * (1.0 + 1e-12);
    let given = |good| Hypergeometric {
        total: population,
        good,
        drawn: n,
    };
    let (least, most) = (successes, population - (n - successes));
    let low = first_true(least, most, |good| given(good).at_least(successes) > tail);
    // The last count that is still likely enough comes just before the first that is not.
    let beyond = first_true(least, most + 1, |good| {
        given(good).at_most(successes) <= tail
    });
    let high = beyond.saturating_sub(1).max(least);
    Ok(CountInterval { low, high })
}

/// Fisher's exact two-sided p value of two independent shares; `None` when a group is empty.
///
/// Sums the tables at most as likely as the one found, with the relative slack of R's
/// `fisher.test` (1e-7). Checked against R 4.2.2.
pub fn fisher_exact(x1: u64, n1: u64, x2: u64, n2: u64) -> Option<f64> {
    if n1 == 0 || n2 == 0 || x1 > n1 || x2 > n2 {
        return None;
    }
    let law = Hypergeometric {
        total: n1 + n2,
        good: n1,
        drawn: x1 + x2,
    };
    let bound = law.pmf(x1) * (1.0 + 1e-7);
    let (first, last) = (law.smallest(), law.largest());
    let mode = ((law.good + 1) as f64 * (law.drawn + 1) as f64 / (law.total + 2) as f64) as u64;
    let mode = mode.clamp(first, last);
    if law.pmf(mode) <= bound {
        return Some(1.0);
    }
    // Beyond the mode the probabilities fall, so each side's unlikely part starts at one place.
    let above = first_true(mode, last + 1, |k| law.pmf(k) <= bound);
    let below = first_true(first, mode + 1, |k| law.pmf(k) > bound);
    let lower = if below == first {
        0.0
    } else {
        law.at_most(below - 1)
    };
    Some((lower + law.at_least(above)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_masses_at_once_are_those_one_by_one() {
        let near = |found: &[f64], one: &dyn Fn(u64) -> f64, first: u64| {
            for (k, found) in (first..).zip(found) {
                let expected = one(k);
                let off = (found - expected).abs();
                assert!(off <= 1e-12 * expected, "{k}: {found:e}, not {expected:e}");
            }
        };
        for (total, good, drawn) in [(1240, 992, 417), (10, 4, 7), (10, 4, 10), (50, 0, 9)] {
            let law = Hypergeometric { total, good, drawn };
            for (first, last) in [(0, drawn), (3, 5), (drawn, drawn)] {
                let found = law.masses(first, last);
                assert_eq!(found.len() as u64, last + 1 - first);
                near(&found, &|k| law.pmf(k), first);
            }
        }
        for p in [0.0, 0.01, 0.8, 1.0] {
            let found = binomial_masses(0, 400, 400, p);
            near(&found, &|k| binomial_pmf(k, 400, p), 0);
            assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_tails_are_those_of_counting_by_hand() {
        // 2 good of 5, 2 drawn: P(0) = 3/10, P(1) = 6/10, P(2) = 1/10.
        let law = Hypergeometric {
            total: 5,
            good: 2,
            drawn: 2,
        };
        assert!((law.pmf(0) - 0.3).abs() < 1e-14);
        assert!((law.at_least(1) - 0.7).abs() < 1e-14);
        assert!((law.at_most(1) - 0.9).abs() < 1e-14);
    }

    #[test]
    fn both_tails_add_up_in_a_population_of_millions() {
        let law = Hypergeometric {
            total: 40_000_000,
            good: 12_345_678,
            drawn: 1_000_000,
        };
        let sum = law.at_least(308_642) + law.at_most(308_641);
        assert!((sum - 1.0).abs() < 1e-12, "{sum}");
        assert!(law.at_least(320_000) > 0.0 && law.at_least(320_000) < 1e-100);
    }

    #[test]
    fn when_everybody_answered_the_count_is_known() {
        let bounds = hypergeometric_bounds(40, 62, 62, 0.95);
        assert_eq!(bounds, Ok(CountInterval { low: 40, high: 40 }));
    }

    #[test]
    fn a_tail_that_is_exactly_the_half_is_not_above_it() {
        // One answer, yes, of 40 clients: one yes in 40 would give it in 2.5 % of the draws.
        let bounds = hypergeometric_bounds(1, 1, 40, 0.95);
        assert_eq!(bounds, Ok(CountInterval { low: 2, high: 40 }));
        let bounds = hypergeometric_bounds(2, 2, 40, 0.8);
        assert_eq!(bounds, Ok(CountInterval { low: 14, high: 40 }));
    }

    #[test]
    fn more_answers_than_clients_are_refused() {
        let bounds = hypergeometric_bounds(40, 63, 62, 0.95);
        let refusal = ProportionError::MoreThanPopulation {
            n: 63,
            population: 62,
        };
        assert_eq!(bounds, Err(refusal));
    }
}
