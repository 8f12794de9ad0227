//! How many answers are needed.

use super::distribution::{normal_quantile, z_two_sided};
use super::is_level;

/// Why no number can be given.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum SampleSizeError {
    #[error("the share {0} is not between 0 and 1")]
    NotAShare(f64),
    #[error("the margin {0} is not a positive number")]
    NotAMargin(f64),
    #[error("the standard deviation {0} is negative or not a number")]
    NotASpread(f64),
    #[error("the level {0} is not between 0 and 1")]
    NotALevel(f64),
    #[error("the two shares are equal, so no number of answers can tell them apart")]
    NoDifference,
    #[error("the population is empty")]
    NoPopulation,
}

/// A planned number of answers: `n0` for an endless population, `n` for the one at hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampleSize {
    pub n0: f64,
    pub n: u64,
}

/// Rounds up; a hair above a whole number is that number.
fn up(n: f64) -> u64 {
    (n * (1.0 - 1e-13)).ceil() as u64
}

fn check(margin: f64, confidence: f64, population: Option<u64>) -> Result<f64, SampleSizeError> {
    if !(margin > 0.0 && margin.is_finite()) {
        return Err(SampleSizeError::NotAMargin(margin));
    }
    if !is_level(confidence) {
        return Err(SampleSizeError::NotALevel(confidence));
    }
    if population == Some(0) {
        return Err(SampleSizeError::NoPopulation);
    }
    Ok(z_two_sided(confidence) / margin)
}

/// Answers needed to know a share near `p` within ± `margin`, for a population if known:
/// n0 = z² p(1-p)/e², n = n0 / (1 + (n0-1)/N) rounded up, at most N.
///
/// Source: Cochran (1977), ch. 4. Checked against R 4.2.2.
pub fn for_share(
    p: f64,
    margin: f64,
    confidence: f64,
    population: Option<u64>,
) -> Result<SampleSize, SampleSizeError> {
    if !(0.0..=1.0).contains(&p) {
        return Err(SampleSizeError::NotAShare(p));
    }
    let n0 = check(margin, confidence, population)?.powi(2) * p * (1.0 - p);
    let n = match population {
        Some(_) if n0 == 0.0 => 0,
        Some(total) => up(n0 / (1.0 + (n0 - 1.0) / total as f64)).min(total),
        None => up(n0),
    };
    Ok(SampleSize { n0, n })
}

/// Answers needed to know a mean within ± `margin` when the standard deviation is about `sd`:
/// n0 = (z S/e)², n = n0 / (1 + n0/N) rounded up.
///
/// Source: Cochran (1977), ch. 4. Checked against R 4.2.2.
pub fn for_mean(
    sd: f64,
    margin: f64,
    confidence: f64,
    population: Option<u64>,
) -> Result<SampleSize, SampleSizeError> {
    if !(sd >= 0.0 && sd.is_finite()) {
        return Err(SampleSizeError::NotASpread(sd));
    }
    let n0 = (check(margin, confidence, population)? * sd).powi(2);
    let n = match population {
        Some(total) => up(n0 / (1.0 + n0 / total as f64)).min(total),
        None => up(n0),
    };
    Ok(SampleSize { n0, n })
}

/// Answers needed per group to tell two shares apart, `alpha` two-sided, with the given power.
///
/// Normal approximation. Checked against R 4.2.2 `power.prop.test`.
pub fn per_group(p1: f64, p2: f64, alpha: f64, power: f64) -> Result<u64, SampleSizeError> {
    if let Some(wrong) = [p1, p2].into_iter().find(|p| !(0.0..=1.0).contains(p)) {
        return Err(SampleSizeError::NotAShare(wrong));
    }
    if let Some(wrong) = [alpha, power].into_iter().find(|level| !is_level(*level)) {
        return Err(SampleSizeError::NotALevel(wrong));
    }
    if p1 == p2 {
        return Err(SampleSizeError::NoDifference);
    }
    let both = p1 + p2;
    let null = z_two_sided(1.0 - alpha) * (both * (1.0 - 0.5 * both)).sqrt();
    let other = normal_quantile(power) * (p1 * (1.0 - p1) + p2 * (1.0 - p2)).sqrt();
    let root = (null + other).max(0.0) / (p1 - p2).abs();
    Ok(up(root * root).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_population_of_one_is_asked_once() {
        assert_eq!(for_share(0.5, 0.05, 0.95, Some(1)).map(|s| s.n), Ok(1));
    }

    #[test]
    fn a_margin_of_zero_is_refused() {
        assert_eq!(
            for_share(0.5, 0.0, 0.95, None),
            Err(SampleSizeError::NotAMargin(0.0))
        );
        assert_eq!(
            per_group(0.4, 0.4, 0.05, 0.8),
            Err(SampleSizeError::NoDifference)
        );
    }
}
