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
    let low_of = |v: f64| {
        let root = v + 0.5 * extra + spread;
        v * v / root
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
