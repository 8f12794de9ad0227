//! Intervals of a share.

use super::distribution::{beta_quantile, z_two_sided};
use super::{Interval, is_level};

/// Why there is no interval of a share.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum ProportionError {
    #[error("there are no answers, so there is no share")]
    NoAnswers,
    #[error("{successes} of {n} cannot be: there are more successes than answers")]
    TooManySuccesses { successes: u64, n: u64 },
    #[error("{n} answers from a population of {population}: there are more answers than clients")]
    MoreThanPopulation { n: u64, population: u64 },
    #[error("the share {0} is not between 0 and 1")]
    NotAShare(f64),
    #[error("the effective number of answers {0} is not a positive number")]
    NotACount(f64),
    #[error("the confidence level {0} is not between 0 and 1")]
    NotALevel(f64),
}

pub(crate) fn check(successes: u64, n: u64, confidence: f64) -> Result<f64, ProportionError> {
    if n == 0 {
        return Err(ProportionError::NoAnswers);
    }
    if successes > n {
        return Err(ProportionError::TooManySuccesses { successes, n });
    }
    if !is_level(confidence) {
        return Err(ProportionError::NotALevel(confidence));
    }
    Ok(successes as f64 / n as f64)
}

/// The number of answers that, drawn with replacement, would tell as much as `n` of a known
/// population: `n(N-1)/(N-n)`. `None` when everybody answered: nothing is left to estimate.
///
/// Errors: no answers; more answers than clients.
/// Source: Korn & Graubard (1998), Survey Methodology 24, 193-201. Checked against the root of the
/// score equation with correction (scipy 1.17).
pub fn effective_n(n: u64, population: u64) -> Result<Option<f64>, ProportionError> {
    if n > population {
        return Err(ProportionError::MoreThanPopulation { n, population });
    }
    if n == 0 {
        return Err(ProportionError::NoAnswers);
    }
    let (sampled, total) = (n as f64, population as f64);
    Ok((n < population).then(|| sampled * (total - 1.0) / (population - n) as f64))
}

/// Wilson score interval, without continuity correction, at a share `p` in `[0, 1]` and a possibly
/// fractional number of answers `n_eff` > 0. Gives fractions, never outside `[0, 1]`.
///
/// Errors: a share, number or level outside its range.
/// Source: E. B. Wilson (1927), JASA 22(158), 209-212. Checked against R 4.2.2 `prop.test` and
/// scipy 1.17 `binomtest`; the ends use the product of the two roots, which stays exact near 0 and 1.
pub fn wilson(p: f64, n_eff: f64, confidence: f64) -> Result<Interval, ProportionError> {
    if !(0.0..=1.0).contains(&p) {
        return Err(ProportionError::NotAShare(p));
    }
    if !(n_eff > 0.0 && n_eff.is_finite()) {
        return Err(ProportionError::NotACount(n_eff));
    }
    if !is_level(confidence) {
        return Err(ProportionError::NotALevel(confidence));
    }
    let z = z_two_sided(confidence);
    let (share, q) = (p, 1.0 - p);
    let extra = z * z / n_eff;
    let spread = (extra * (p * q + 0.25 * extra)).sqrt();
    let low_of = |v: f64| match v {
        0.0 => 0.0,
        v => v * (v / (v + 0.5 * extra + spread)),
    };
    let low = low_of(share);
    let high = if p < 0.5 {
        (p + 0.5 * extra + spread) / (1.0 + extra)
    } else {
        1.0 - low_of(q)
    };
    Ok(Interval { low, high }.cut(0.0, 1.0))
}

/// Wilson interval of `successes` of `n`, with the finite population when its size is known.
/// When everybody answered both ends are the share itself.
pub fn wilson_of_counts(
    successes: u64,
    n: u64,
    population: Option<u64>,
    confidence: f64,
) -> Result<Interval, ProportionError> {
    let p = check(successes, n, confidence)?;
    let n_eff = match population {
        Some(population) => effective_n(n, population)?,
        None => Some(n as f64),
    };
    n_eff.map_or(Ok(Interval { low: p, high: p }), |n_eff| {
        wilson(p, n_eff, confidence)
    })
}

/// Agresti-Coull interval with z squared pseudo-answers, cut to `[0, 1]`.
///
/// Source: Agresti & Coull (1998), American Statistician 52, 119-126. Checked against statsmodels
/// 0.15 `proportion_confint(method="agresti_coull")`.
pub fn agresti_coull(successes: u64, n: u64, confidence: f64) -> Result<Interval, ProportionError> {
    check(successes, n, confidence)?;
    let z = z_two_sided(confidence);
    let n_tilde = n as f64 + z * z;
    let p_tilde = (successes as f64 + 0.5 * z * z) / n_tilde;
    let half = z * (p_tilde * (1.0 - p_tilde) / n_tilde).sqrt();
    let (low, high) = (p_tilde - half, p_tilde + half);
    Ok(Interval { low, high }.cut(0.0, 1.0))
}

/// Clopper-Pearson "exact" interval: never covers less than it says, and is long for it.
///
/// Source: Clopper & Pearson (1934), Biometrika 26, 404-413. Checked against R 4.2.2 `binom.test`.
pub fn clopper_pearson(
    successes: u64,
    n: u64,
    confidence: f64,
) -> Result<Interval, ProportionError> {
    check(successes, n, confidence)?;
    let tail = 0.5 * (1.0 - confidence);
    let (x, rest) = (successes as f64, (n - successes) as f64);
    let low = if successes == 0 {
        0.0
    } else {
        beta_quantile(tail, x, rest + 1.0)
    };
    let high = if successes == n {
        1.0
    } else {
        1.0 - beta_quantile(tail, rest, x + 1.0)
    };
    Ok(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_and_everybody_stay_within_zero_and_one_to_the_bit() {
        for n in [1.0, 3.0, 1e3, 1e9, 1e15] {
            assert_eq!(wilson(0.0, n, 0.95).map(|i| i.low), Ok(0.0));
            assert_eq!(wilson(1.0, n, 0.95).map(|i| i.high), Ok(1.0));
            let (none, all) = (wilson(0.0, n, 0.95).unwrap(), wilson(1.0, n, 0.95).unwrap());
            assert!((none.high - (1.0 - all.low)).abs() < 1e-15);
            assert!(none.high > 0.0);
        }
        // A level so low that z is 0 leaves the share itself.
        assert_eq!(
            wilson(0.0, 9.0, 1e-320),
            Ok(Interval {
                low: 0.0,
                high: 0.0
            })
        );
    }

    #[test]
    fn with_no_successes_the_upper_ends_have_their_closed_forms() {
        // z² / (n + z²), and the n-th root of the tail.
        let z2 = z_two_sided(0.95).powi(2);
        let high = wilson(0.0, 29.0, 0.95).unwrap().high;
        assert!((high - z2 / (29.0 + z2)).abs() < 1e-15);
        let exact = clopper_pearson(0, 29, 0.95).unwrap();
        assert!((exact.high - (1.0 - 0.025_f64.powf(1.0 / 29.0))).abs() < 1e-14);
        assert_eq!(exact.low, 0.0);
    }

    #[test]
    fn the_ends_solve_the_score_equation() {
        let ends = wilson(0.3, 41.5, 0.9).unwrap();
        for end in [ends.low, ends.high] {
            let z = (0.3 - end) / (end * (1.0 - end) / 41.5).sqrt();
            assert!((z.abs() - z_two_sided(0.9)).abs() < 1e-12);
        }
    }

    #[test]
    fn when_everybody_answered_the_interval_is_the_share() {
        assert_eq!(effective_n(62, 62), Ok(None));
        let ends = wilson_of_counts(40, 62, Some(62), 0.9).unwrap();
        assert_eq!((ends.low, ends.high), (40.0 / 62.0, 40.0 / 62.0));
    }

    #[test]
    fn contradictions_are_refused_in_words() {
        assert_eq!(
            effective_n(63, 62).map_err(|e| e.to_string()),
            Err("63 answers from a population of 62: there are more answers than clients".into())
        );
        assert_eq!(effective_n(0, 62), Err(ProportionError::NoAnswers));
        let many = wilson_of_counts(5, 4, None, 0.9);
        assert_eq!(
            many,
            Err(ProportionError::TooManySuccesses { successes: 5, n: 4 })
        );
        assert_eq!(wilson(0.5, 0.0, 0.9), Err(ProportionError::NotACount(0.0)));
        assert!(matches!(
            wilson(f64::NAN, 9.0, 0.9),
            Err(ProportionError::NotAShare(_))
        ));
        assert_eq!(wilson(0.5, 9.0, 1.0), Err(ProportionError::NotALevel(1.0)));
    }
}
