//! What is counted over the runs of one cell of a table.

use peil::domain::judgement::{Against, Ends, judge};
use peil::domain::parameter::Bounds;
use peil::domain::verdict::Verdict;

/// One sample: its estimate and the ends of its two-sided 90 % interval.
pub struct Found {
    pub value: f64,
    pub ends: Option<Ends>,
}

/// How often, over all runs.
#[derive(Default)]
pub struct Tally {
    runs: u32,
    covered: u32,
    false_met: u32,
    false_not_met: u32,
    naive_met: u32,
    naive_not_met: u32,
}

impl Tally {
    /// Counts a sample. Against a target that the truth just misses, *met* is false; against one
    /// that the truth just reaches, *not met* is.
    pub fn count(&mut self, found: &Found, truth: f64, step: f64) {
        self.runs += 1;
        let Some(ends) = found.ends else {
            // No interval: nothing is claimed, and nothing is covered.
            self.naive(found.value, truth, step);
            return;
        };
        let low = ends.low.unwrap_or(f64::NEG_INFINITY);
        let high = ends.high.unwrap_or(f64::INFINITY);
        self.covered += u32::from(low <= truth + 1e-9 && truth <= high + 1e-9);
        let verdict = |target: f64| {
            let bounds = Bounds::Higher {
                target,
                limit: target,
            };
            judge(ends, bounds, Against::Target)
        };
        self.false_met += u32::from(verdict(truth + step) == Verdict::Met);
        self.false_not_met += u32::from(verdict(truth) == Verdict::NotMet);
        self.naive(found.value, truth, step);
    }

    /// The rule that compares the point with the target.
    fn naive(&mut self, value: f64, truth: f64, step: f64) {
        self.naive_met += u32::from(value >= truth + step - 1e-12);
        self.naive_not_met += u32::from(value < truth - 1e-12);
    }

    /// The cells of a row: coverage, then the false claims of the rule and of the naive one.
    pub fn cells(&self) -> String {
        let percent =
            |count: u32| format!("{:.1}", 100.0 * f64::from(count) / f64::from(self.runs));
        [
            self.covered,
            self.false_met,
            self.naive_met,
            self.false_not_met,
            self.naive_not_met,
        ]
        .map(percent)
        .join(" | ")
    }
}
