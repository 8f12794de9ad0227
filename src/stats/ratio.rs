//! Ratios: of two sums over periods, and of two rates.

use super::distribution::{binomial_pmf, binomial_tails, t_critical};
use super::poisson::{PoissonError, rate};
use super::proportion::clopper_pearson;
use super::{Interval, first_true, is_level, is_measure, sum};

/// Why there is no ratio of sums.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum RatioError {
    #[error(
        "there are {numerators} numerators and {denominators} denominators; they come in pairs"
    )]
    NotPaired {
        numerators: usize,
        denominators: usize,
    },
    #[error("the denominators add up to 0, so there is no ratio")]
    NoDenominator,
    #[error("a value is infinite, or too large to reckon with")]
    NotFinite,
    #[error("the confidence level {0} is not between 0 and 1")]
    NotALevel(f64),
}

/// A ratio of sums; with one period there is a ratio but nothing that tells how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    pub ratio: f64,
    pub se: Option<f64>,
    pub interval: Option<Interval>,
}

/// Sum of `y` over sum of `x`, one pair per period, with the linearised standard error (with
/// n/(n-1)) and a t interval with n - 1 degrees of freedom.
///
/// Errors: unpaired lists, denominators that add up to 0, values that are not finite.
/// Source: Cochran (1977), ch. 6. Checked against R survey 4.1 `svyratio`.
pub fn of_sums(y: &[f64], x: &[f64], confidence: f64) -> Result<Ratio, RatioError> {
    if y.len() != x.len() {
        return Err(RatioError::NotPaired {
            numerators: y.len(),
            denominators: x.len(),
        });
    }
    if !is_level(confidence) {
        return Err(RatioError::NotALevel(confidence));
    }
    if y.iter().chain(x).any(|v| !is_measure(*v)) {
        return Err(RatioError::NotFinite);
    }
    let below = sum(x.iter().copied());
    if below == 0.0 {
        return Err(RatioError::NoDenominator);
    }
    let ratio = sum(y.iter().copied()) / below;
    let n = y.len() as f64;
    let se = (y.len() > 1).then(|| {
        let squares = sum(y.iter().zip(x).map(|(y, x)| (y - ratio * x).powi(2)));
        (n / (n - 1.0) * squares).sqrt() / below.abs()
    });
    let interval = se.map(|se| {
        let half = t_critical(confidence, n - 1.0) * se;
        Interval {
            low: ratio - half,
            high: ratio + half,
        }
    });
    Ok(Ratio {
        ratio,
        se,
        interval,
    })
}

/// The ratio of two rates. The ratio and the upper end are infinite when the second has no events.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateRatio {
    pub ratio: f64,
    pub interval: Interval,
    pub p: f64,
}

/// (events1 / exposure1) / (events2 / exposure2) with the exact conditional interval and two-sided p.
///
/// Errors: no exposure; no events at all; a level outside (0, 1).
/// Source: Lehmann & Romano (2005) 4.5. Checked against R 4.2.2 `poisson.test`.
pub fn of_rates(
    events1: u64,
    exposure1: f64,
    events2: u64,
    exposure2: f64,
    confidence: f64,
) -> Result<RateRatio, PoissonError> {
    let (first, second) = (rate(events1, exposure1)?, rate(events2, exposure2)?);
    if !is_level(confidence) {
        return Err(PoissonError::NotALevel(confidence));
    }
    let both = events1 + events2;
    let share = clopper_pearson(events1, both, confidence).map_err(|_| PoissonError::NoEvents)?;
    let odds = |p: f64| p / (1.0 - p) * exposure2 / exposure1;
    Ok(RateRatio {
        ratio: first / second,
        interval: Interval {
            low: odds(share.low),
            high: odds(share.high),
        },
        p: binomial_two_sided(events1, both, exposure1 / (exposure1 + exposure2)),
    })
}

/// Exact two-sided binomial p value: all outcomes at most as likely as the one found, with the
/// relative slack (1e-7) and the rule of R's `binom.test`.
pub fn binomial_two_sided(x: u64, n: u64, p: f64) -> f64 {
    let centre = n as f64 * p;
    if x as f64 == centre {
        return 1.0;
    }
    let bound = binomial_pmf(x, n, p) * (1.0 + 1e-7);
    let unlikely = |k: u64| binomial_pmf(k, n, p) <= bound;
    let total = if (x as f64) < centre {
        let above = first_true(centre.ceil() as u64, n + 1, unlikely);
        binomial_tails(x, n, p).0 + at_least(above, n, p)
    } else {
        let likely = |k| !unlikely(k);
        let below = first_true(0, centre.floor() as u64 + 1, likely);
        let lower = below
            .checked_sub(1)
            .map_or(0.0, |k| binomial_tails(k, n, p).0);
        lower + at_least(x, n, p)
    };
    total.min(1.0)
}

/// P(X >= x) for X binomial(n, p).
pub fn at_least(x: u64, n: u64, p: f64) -> f64 {
    x.checked_sub(1).map_or(1.0, |k| binomial_tails(k, n, p).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_period_gives_a_ratio_without_an_interval() {
        let one = of_sums(&[10.0], &[4.0], 0.95).unwrap();
        assert_eq!((one.ratio, one.se, one.interval), (2.5, None, None));
    }

    #[test]
    fn denominators_that_cancel_are_refused() {
        assert_eq!(
            of_sums(&[1.0, 2.0], &[3.0, -3.0], 0.95),
            Err(RatioError::NoDenominator)
        );
        assert_eq!(of_sums(&[], &[], 0.95), Err(RatioError::NoDenominator));
    }

    #[test]
    fn a_second_rate_without_events_leaves_the_ratio_unbounded() {
        let open = of_rates(5, 100.0, 0, 100.0, 0.95).unwrap();
        assert!(open.ratio.is_infinite() && open.interval.high.is_infinite());
        assert!(open.interval.low > 0.0);
        assert_eq!(of_rates(0, 1.0, 0, 1.0, 0.95), Err(PoissonError::NoEvents));
    }

    #[test]
    fn a_coin_that_falls_ten_times_on_one_side_has_p_of_two_in_1024() {
        assert!((binomial_two_sided(0, 10, 0.5) - 2.0 / 1024.0).abs() < 1e-15);
        assert!((binomial_two_sided(10, 10, 0.5) - 2.0 / 1024.0).abs() < 1e-15);
        assert_eq!(binomial_two_sided(5, 10, 0.5), 1.0);
    }
}
