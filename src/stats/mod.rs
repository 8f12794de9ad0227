//! The statistics: numbers in, numbers out. Pure; every method names its source.
//!
//! Shares are fractions in `[0, 1]`, a confidence level is two-sided unless a name says one-sided,
//! and NPS is in points from -100 to 100. A value that does not exist is `None` or a typed error.

pub mod distribution;
pub mod mean;
pub mod nps;
pub mod poisson;
pub mod proportion;
pub mod quantile;

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

/// Whether a two-sided confidence level can be used: strictly between 0 and 1.
pub(crate) fn is_level(confidence: f64) -> bool {
    confidence > 0.0 && confidence < 1.0
}

/// A sum that keeps what rounding would lose (Neumaier 1974), so that long lists stay exact.
pub(crate) fn sum(terms: impl IntoIterator<Item = f64>) -> f64 {
    let (mut total, mut lost) = (0.0_f64, 0.0_f64);
    for term in terms {
        let next = total + term;
        lost += if total.abs() >= term.abs() {
            (total - next) + term
        } else {
            (term - next) + total
        };
        total = next;
    }
    total + lost
}
