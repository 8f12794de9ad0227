//! Confidence sequences: bounds that hold at every moment of a wave at once, so that looking every
//! day does not break them.
//!
//! They assume that who answers when is as good as random, drawn without replacement from the known
//! clients, and say nothing of those who would never answer.
//! Source: Waudby-Smith & Ramdas (2020), "Confidence sequences for sampling without replacement",
//! NeurIPS 33.

use super::finite::CountInterval;
use super::{Interval, first_true};
use statrs::function::gamma::ln_gamma;

/// Why there is no sequence.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum SequenceError {
    #[error("{n} answers from a population of {population}: there are more answers than clients")]
    MoreThanPopulation { n: u64, population: u64 },
    #[error("{successes} of {n} cannot be: there are more successes than answers")]
    TooManySuccesses { successes: u64, n: u64 },
    #[error("the error level {0} is not between 0 and 1")]
    NotALevel(f64),
    #[error("answer {place} is {value}, which is not between {low} and {high}")]
    OffScale {
        place: usize,
        value: f64,
        low: f64,
        high: f64,
    },
    #[error("the scale {low} to {high} is empty")]
    EmptyScale { low: f64, high: f64 },
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// Log probability of `k` of `n` under a beta-binomial distribution.
fn ln_beta_binomial(k: f64, n: f64, a: f64, b: f64) -> f64 {
    ln_beta(k + a, n - k + b) - ln_beta(a, b) - (n + 1.0).ln() - ln_beta(k + 1.0, n - k + 1.0)
}

/// The numbers of successes among all clients that the answers so far leave possible: those whose
/// prior probability is less than 1/`alpha` times their posterior one (prior-posterior ratio), with
/// every number equally likely beforehand.
///
/// The truth lies outside at any moment of the wave with probability at most `alpha`, both bounds
/// together. Depends on the counts only, not on the order of the answers.
pub fn successes(
    successes: u64,
    n: u64,
    population: u64,
    alpha: f64,
) -> Result<CountInterval, SequenceError> {
    if n > population {
        return Err(SequenceError::MoreThanPopulation { n, population });
    }
    if successes > n {
        return Err(SequenceError::TooManySuccesses { successes, n });
    }
    if !(alpha > 0.0 && alpha < 1.0) {
        return Err(SequenceError::NotALevel(alpha));
    }
    let left = population - n;
    let (a, b) = (successes as f64 + 1.0, (n - successes) as f64 + 1.0);
    let bound = alpha.ln() - (population as f64 + 1.0).ln();
    let ln_posterior = |rest: u64| ln_beta_binomial(rest as f64, left as f64, a, b);
    let possible = |rest: u64| ln_posterior(rest) > bound;
    // The posterior rises to one top and falls after it.
    let top = first_true(0, left, |rest| {
        let (k, n) = (rest as f64, left as f64);
        (k + a) * (n - k) <= (k + 1.0) * (n - k - 1.0 + b)
    });
    let low = first_true(0, top, possible);
    let beyond = first_true(top, left + 1, |rest| !possible(rest));
    Ok(CountInterval {
        low: successes + low,
        high: successes + beyond.saturating_sub(1).max(top),
    })
}

/// Bounds of the mean of all clients on a scale, as answers come in: two games of betting against
/// the mean being small and against it being large.
#[derive(Clone, Debug)]
pub struct MeanSequence {
    population: u64,
    low: f64,
    high: f64,
    alpha: f64,
    /// Answers on 0..1, each with the bet that was decided before it was seen.
    rounds: Vec<(f64, f64)>,
    sum: f64,
    squares: f64,
}

/// No bet risks more than this part of the capital.
const MOST_AT_STAKE: f64 = 0.5;

impl MeanSequence {
    /// A sequence for a scale from `low` to `high`; each bound is ever wrong with probability at most
    /// `alpha`.
    pub fn new(population: u64, low: f64, high: f64, alpha: f64) -> Result<Self, SequenceError> {
        if !(low < high && low.is_finite() && high.is_finite()) {
            return Err(SequenceError::EmptyScale { low, high });
        }
        if !(alpha > 0.0 && alpha < 1.0) {
            return Err(SequenceError::NotALevel(alpha));
        }
        Ok(Self {
            population,
            low,
            high,
            alpha,
            rounds: Vec::new(),
            sum: 0.0,
            squares: 0.0,
        })
    }

    /// Adds the next answer, in order of arrival.
    pub fn push(&mut self, value: f64) -> Result<(), SequenceError> {
        let n = self.rounds.len() as u64 + 1;
        if n > self.population {
            return Err(SequenceError::MoreThanPopulation {
                n,
                population: self.population,
            });
        }
        let x = (value - self.low) / (self.high - self.low);
        if !(0.0..=1.0).contains(&x) {
            return Err(SequenceError::OffScale {
                place: n as usize,
                value,
                low: self.low,
                high: self.high,
            });
        }
        // Predictable plug-in: mean and variance of the answers before this one, with half an answer
        // in the middle and a quarter of variance to begin with.
        let i = n as f64;
        let variance = (0.25 + self.squares) / i;
        let bet = (2.0 * (1.0 / self.alpha).ln() / (variance * i * (i + 1.0).ln())).sqrt();
        self.rounds.push((x, bet));
        self.sum += x;
        let mean = (0.5 + self.sum) / (i + 1.0);
        self.squares += (x - mean).powi(2);
        Ok(())
    }

    /// The bounds now, in the unit of the scale; they never widen.
    pub fn bounds(&self) -> Interval {
        let n = self.rounds.len() as f64;
        let total = self.population as f64;
        // What is certain: the clients who did not answer can all be at either end.
        let (least, most) = if self.population == 0 {
            (0.0, 1.0)
        } else {
            (self.sum / total, (self.sum + total - n) / total)
        };
        let low = halve(least, most, |mean| !self.rejects_low(mean, false));
        let high = 1.0
            - halve(1.0 - most, 1.0 - least, |rest| {
                !self.rejects_low(rest, true)
            });
        let scaled = |v: f64| self.low + v * (self.high - self.low);
        Interval {
            low: scaled(low.min(high)),
            high: scaled(high.max(low)),
        }
    }

    /// Whether the bets that the mean is larger than `mean` have ever won 1/alpha times the stake;
    /// mirrored, the same of one minus every answer.
    fn rejects_low(&self, mean: f64, mirrored: bool) -> bool {
        let total = self.population as f64;
        let (mut capital, mut seen) = (0.0_f64, 0.0);
        let needed = -self.alpha.ln();
        for (i, (x, bet)) in self.rounds.iter().enumerate() {
            let x = if mirrored { 1.0 - x } else { *x };
            // The mean of those who had not answered yet, if `mean` is true.
            let left = (total * mean - seen) / (total - i as f64);
            if left < -1e-12 {
                return true;
            }
            let left = left.max(0.0);
            let stake = if left > 0.0 {
                bet.min(MOST_AT_STAKE / left)
            } else {
                *bet
            };
            capital += (stake * (x - left)).ln_1p();
            if capital >= needed {
                return true;
            }
            seen += x;
        }
        false
    }
}

/// The smallest value between two ends at which a condition that stays true once true holds.
fn halve(low: f64, high: f64, holds: impl Fn(f64) -> bool) -> f64 {
    if holds(low) {
        return low;
    }
    let (mut low, mut high) = (low, high);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::super::bootstrap::below;
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn shuffled<T: Copy>(population: &[T], rng: &mut ChaCha8Rng) -> Vec<T> {
        let mut order = population.to_vec();
        for i in (1..order.len()).rev() {
            order.swap(i, below(rng, i as u64 + 1) as usize);
        }
        order
    }

    #[test]
    fn the_ratio_is_the_one_worked_out_by_hand() {
        // One yes from three clients, uniform prior: posterior of 1, 2, 3 yeses is 1/6, 2/6, 3/6,
        // prior 1/4 each: ratios 1.5, 0.75, 0.5, and 0 yeses is impossible.
        let all = successes(1, 1, 3, 0.6).unwrap();
        assert_eq!((all.low, all.high), (1, 3));
        let fewer = successes(1, 1, 3, 0.7).unwrap();
        assert_eq!((fewer.low, fewer.high), (2, 3));
    }

    #[test]
    fn before_and_after_everybody_answered_the_bounds_are_what_is_certain() {
        let before = successes(0, 0, 40, 0.05).unwrap();
        assert_eq!((before.low, before.high), (0, 40));
        let after = successes(17, 40, 40, 0.05).unwrap();
        assert_eq!((after.low, after.high), (17, 17));
        let wrong = successes(1, 41, 40, 0.05);
        assert!(matches!(
            wrong,
            Err(SequenceError::MoreThanPopulation { n: 41, .. })
        ));
    }

    #[test]
    fn a_million_clients_do_not_upset_the_counts() {
        let wide = successes(700_000, 1_000_000, 3_000_000, 0.05).unwrap();
        assert!(wide.low < 2_100_000 && wide.high > 2_100_000);
        assert!(wide.high - wide.low < 12_000);
    }

    #[test]
    fn the_true_count_leaves_its_sequence_in_at_most_one_run_of_twenty() {
        let mut rng = ChaCha8Rng::seed_from_u64(20_261_001);
        let population: Vec<u64> = (0..120).map(|i| u64::from(i < 84)).collect();
        let runs = 400;
        let left = (0..runs)
            .filter(|_| {
                let mut yes = 0;
                shuffled(&population, &mut rng)
                    .iter()
                    .zip(1..)
                    .any(|(x, n)| {
                        yes += x;
                        let at = successes(yes, n, 120, 0.05).unwrap();
                        at.low > 84 || at.high < 84
                    })
            })
            .count();
        assert!(left * 20 <= runs, "{left} of {runs} runs left the sequence");
    }

    #[test]
    fn the_true_mean_leaves_its_sequence_in_at_most_one_run_of_twenty() {
        let mut rng = ChaCha8Rng::seed_from_u64(20_261_002);
        let population: Vec<f64> = (0..150).map(|i| f64::from(1 + (i * i) % 5)).collect();
        let truth = population.iter().sum::<f64>() / 150.0;
        let runs = 1000;
        let left = (0..runs)
            .filter(|_| {
                let mut sequence = MeanSequence::new(150, 1.0, 5.0, 0.025).unwrap();
                let order = shuffled(&population, &mut rng);
                order[..149].iter().for_each(|x| sequence.push(*x).unwrap());
                // The bounds never widen, so the last ones tell of every moment before.
                let at = sequence.bounds();
                at.low > truth + 1e-9 || at.high < truth - 1e-9
            })
            .count();
        assert!(left * 20 <= runs, "{left} of {runs} runs left the sequence");
    }

    #[test]
    fn the_first_bet_on_a_mean_is_the_one_worked_out_by_hand() {
        // With alpha 0.3 the bet is sqrt(2 ln(1/0.3) / (0.25 ln 2)) = 3.7, cut to 0.5 / m; an answer
        // of 1 then makes 1 + 0.5 (1 - m) / m of the stake, which reaches 1 / 0.3 at m = 3/17.
        let mut sequence = MeanSequence::new(1_000_000_000, 0.0, 1.0, 0.3).unwrap();
        sequence.push(1.0).unwrap();
        let bounds = sequence.bounds();
        assert!((bounds.low - 3.0 / 17.0).abs() < 1e-8, "{bounds:?}");
        assert!((bounds.high - 1.0).abs() < 1e-8);
    }

    #[test]
    fn when_everybody_answered_the_mean_is_known() {
        let mut sequence = MeanSequence::new(4, 1.0, 5.0, 0.05).unwrap();
        [5.0, 2.0, 4.0, 4.0]
            .iter()
            .for_each(|x| sequence.push(*x).unwrap());
        let bounds = sequence.bounds();
        assert!((bounds.low - 3.75).abs() < 1e-12 && (bounds.high - 3.75).abs() < 1e-12);
        assert!(sequence.push(3.0).is_err());
        let off = MeanSequence::new(9, 1.0, 5.0, 0.05).unwrap().push(6.0);
        assert!(matches!(off, Err(SequenceError::OffScale { .. })));
    }
}
