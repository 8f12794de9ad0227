//! Holding an interval against a target and a limit: the verdict, and what would have settled it.
//!
//! The verdict comes from the interval and never from the point: *met* when the whole interval is
//! on the good side, *not met* when it is wholly on the bad side, else *not demonstrated*.

use super::parameter::Bounds;
use super::verdict::Verdict;

/// Slack at equality, so that the last bit of a computation never decides.
const SLACK: f64 = 1e-12;

/// The ends of an interval; an end that does not exist counts as unbounded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// Which of the two bounds is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    Target,
    Limit,
}

impl Ends {
    /// A value without sampling error: it is compared directly.
    pub fn exactly(value: f64) -> Self {
        Self {
            low: Some(value),
            high: Some(value),
        }
    }

    pub fn between(low: f64, high: f64) -> Self {
        Self {
            low: Some(low),
            high: Some(high),
        }
    }

    fn at_least(self, bound: f64) -> bool {
        self.low.is_some_and(|low| low >= bound - SLACK)
    }

    fn at_most(self, bound: f64) -> bool {
        self.high.is_some_and(|high| high <= bound + SLACK)
    }

    fn below(self, bound: f64) -> bool {
        self.high.is_some_and(|high| high < bound - SLACK)
    }

    fn above(self, bound: f64) -> bool {
        self.low.is_some_and(|low| low > bound + SLACK)
    }
}

/// Holds the ends of an interval, in the parameter's own unit, against its target or its limit.
///
/// A `between` parameter is met inside both values (two one-sided tests, Schuirmann 1987) and not
/// met wholly outside them.
pub fn judge(ends: Ends, bounds: Bounds, against: Against) -> Verdict {
    let (good, bad) = match (bounds, against) {
        (Bounds::Higher { target: bound, .. }, Against::Target)
        | (Bounds::Higher { limit: bound, .. }, Against::Limit) => {
            (ends.at_least(bound), ends.below(bound))
        }
        (Bounds::Lower { target: bound, .. }, Against::Target)
        | (Bounds::Lower { limit: bound, .. }, Against::Limit) => {
            (ends.at_most(bound), ends.above(bound))
        }
        (
            Bounds::Between {
                target: [from, to], ..
            },
            Against::Target,
        )
        | (
            Bounds::Between {
                limit: [from, to], ..
            },
            Against::Limit,
        ) => (
            ends.at_least(from) && ends.at_most(to),
            ends.below(from) || ends.above(to),
        ),
    };
    if good {
        Verdict::Met
    } else if bad {
        Verdict::NotMet
    } else {
        Verdict::NotDemonstrated
    }
}

/// Like [`judge`], when there may be no interval at all: then nothing is demonstrated.
pub fn judge_or_open(ends: Option<Ends>, bounds: Bounds, against: Against) -> Verdict {
    ends.map_or(Verdict::NotDemonstrated, |ends| {
        judge(ends, bounds, against)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HIGHER: Bounds = Bounds::Higher {
        target: 0.8,
        limit: 0.75,
    };
    const LOWER: Bounds = Bounds::Lower {
        target: 40.0,
        limit: 48.0,
    };
    const BETWEEN: Bounds = Bounds::Between {
        target: [0.7, 0.8],
        limit: [0.65, 0.85],
    };

    #[test]
    fn the_whole_interval_decides_and_never_the_point() {
        let ends = Ends::between(0.747, 0.795);
        assert_eq!(judge(ends, HIGHER, Against::Target), Verdict::NotMet);
        assert_eq!(
            judge(ends, HIGHER, Against::Limit),
            Verdict::NotDemonstrated
        );
        let ends = Ends::between(33.1, 45.74);
        assert_eq!(
            judge(ends, LOWER, Against::Target),
            Verdict::NotDemonstrated
        );
        assert_eq!(judge(ends, LOWER, Against::Limit), Verdict::Met);
    }

    #[test]
    fn a_missing_end_is_unbounded_and_the_other_can_still_decide() {
        let only_low = Ends {
            low: Some(0.9),
            high: None,
        };
        assert_eq!(judge(only_low, HIGHER, Against::Target), Verdict::Met);
        assert_eq!(judge(only_low, BETWEEN, Against::Target), Verdict::NotMet);
        let only_high = Ends {
            low: None,
            high: Some(0.9),
        };
        assert_eq!(
            judge(only_high, HIGHER, Against::Target),
            Verdict::NotDemonstrated
        );
        assert_eq!(
            judge_or_open(None, HIGHER, Against::Limit),
            Verdict::NotDemonstrated
        );
    }

    #[test]
    fn between_is_met_inside_both_values_and_not_met_outside() {
        assert_eq!(
            judge(Ends::exactly(0.7517), BETWEEN, Against::Target),
            Verdict::Met
        );
        assert_eq!(
            judge(Ends::exactly(0.82), BETWEEN, Against::Target),
            Verdict::NotMet
        );
        assert_eq!(
            judge(Ends::exactly(0.82), BETWEEN, Against::Limit),
            Verdict::Met
        );
        assert_eq!(
            judge(Ends::between(0.78, 0.82), BETWEEN, Against::Target),
            Verdict::NotDemonstrated
        );
    }

    #[test]
    fn the_last_bit_does_not_decide_at_equality() {
        assert_eq!(
            judge(Ends::exactly(0.1 + 0.7), HIGHER, Against::Target),
            Verdict::Met
        );
        assert_eq!(
            judge(Ends::exactly(0.8 - 1e-13), HIGHER, Against::Target),
            Verdict::Met
        );
        assert_eq!(
            judge(Ends::exactly(0.8 - 1e-9), HIGHER, Against::Target),
            Verdict::NotMet
        );
    }
}
