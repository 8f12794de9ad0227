//! The statistics: numbers in, numbers out. Pure; every method names its source.
//!
//! Shares are fractions in `[0, 1]`, a confidence level is two-sided unless a name says one-sided,
//! and NPS is in points from -100 to 100. A value that does not exist is `None` or a typed error.

pub mod agreement;
pub mod bootstrap;
pub mod control;
pub mod difference;
pub mod distribution;
mod driver_intervals;
pub mod drivers;
pub mod finite;
pub mod ipa;
pub mod kano;
mod matrix;
pub mod mean;
pub mod multiplicity;
pub mod nps;
mod omega;
pub mod one_sided;
pub mod overall;
pub mod poisson;
#[cfg(test)]
mod properties;
pub mod proportion;
pub mod quantile;
pub mod rank;
pub mod ratio;
pub mod reliability;
pub mod response_rate;
pub mod run_rules;
pub mod sample_size;
pub mod scale;
pub mod sequence;
pub mod stratified;
pub mod suppression;
pub mod suppression_table;
pub mod survival;
pub mod weight;

/// An interval of an estimate, in the unit of the estimate; `low` is at most `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    /// Cuts both ends to the range a value can have.
    pub fn cut(self, low: f64, high: f64) -> Self {
        Self {
            low: self.low.clamp(low, high),
            high: self.high.clamp(low, high),
        }
    }
}

/// Whether a value can be reckoned with: a number, and none so large that its square is not one.
pub(crate) fn is_measure(value: f64) -> bool {
    value.abs() <= 1e100
}

/// Whether a two-sided confidence level can be used: strictly between 0 and 1.
pub(crate) fn is_level(confidence: f64) -> bool {
    confidence > 0.0 && confidence < 1.0
}

/// A sum that keeps what rounding would lose (Neumaier 1974), so that long lists stay exact.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    total: f64,
    lost: f64,
}

impl Sum {
    pub fn add(&mut self, term: f64) {
        let next = self.total + term;
        self.lost += if self.total.abs() >= term.abs() {
            (self.total - next) + term
        } else {
            (term - next) + self.total
        };
        self.total = next;
    }

    pub fn value(self) -> f64 {
        self.total + self.lost
    }
}

/// The compensated [`Sum`] of the terms.
pub(crate) fn sum(terms: impl IntoIterator<Item = f64>) -> f64 {
    let mut total = Sum::default();
    terms.into_iter().for_each(|term| total.add(term));
    total.value()
}

/// The first number in `from..to` for which a condition holds that, once true, stays true; `to` if
/// there is none.
pub(crate) fn first_true(from: u64, to: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (from, to);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
