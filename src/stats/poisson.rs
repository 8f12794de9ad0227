//! Rates: events per unit of exposure.

use super::{Interval, is_level};
use statrs::distribution::{ContinuousCDF, Gamma};

/// Why there is no rate or ratio of rates.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum PoissonError {
    #[error("the exposure {0} is not a positive number, so there is no rate")]
    NoExposure(f64),
    #[error("neither group has an event, so their rates have no ratio")]
    NoEvents,
    #[error("the confidence level {0} is not between 0 and 1")]
    NotALevel(f64),
}

/// The quantile of a gamma variable of whole shape and rate 1.
fn gamma_quantile(p: f64, shape: f64) -> f64 {
    Gamma::new(shape, 1.0).map_or(f64::NAN, |gamma| gamma.inverse_cdf(p))
}

/// Events per unit of exposure; the exposure must be positive (and between 1e-100 and 1e100).
pub fn rate(events: u64, exposure: f64) -> Result<f64, PoissonError> {
    if (1e-100..=1e100).contains(&exposure) {
        Ok(events as f64 / exposure)
    } else {
        Err(PoissonError::NoExposure(exposure))
    }
}

/// Exact interval of a Poisson rate, in events per unit of exposure; 0 events give a lower end of 0.
///
/// Errors: no exposure; a level outside (0, 1).
/// Source: F. Garwood (1936), Biometrika 28, 437-442. Checked against R 4.2.2 `poisson.test`.
pub fn garwood(events: u64, exposure: f64, confidence: f64) -> Result<Interval, PoissonError> {
    rate(events, exposure)?;
    if !is_level(confidence) {
        return Err(PoissonError::NotALevel(confidence));
    }
    let tail = 0.5 * (1.0 - confidence);
    let count = events as f64;
    let low = if events == 0 {
        0.0
    } else {
        gamma_quantile(tail, count) / exposure
    };
    Ok(Interval {
        low,
        high: gamma_quantile(1.0 - tail, count + 1.0) / exposure,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_events_still_have_an_upper_end() {
        let ends = garwood(0, 1240.0, 0.95).unwrap();
        assert_eq!(ends.low, 0.0);
        assert!((ends.high + 0.025_f64.ln() / 1240.0).abs() < 1e-15);
    }

    #[test]
    fn a_billion_events_are_within_what_is_printed() {
        // scipy 1.17 `gamma.ppf(0.025, 1e9)` and `gamma.isf(0.025, 1e9 + 1)`
        let ends = garwood(1_000_000_000, 1.0, 0.95).unwrap();
        assert!((ends.low / 999_938_021.443_927_9 - 1.0).abs() < 1e-9);
        assert!((ends.high / 1_000_061_981.450_379 - 1.0).abs() < 1e-9);
    }

    #[test]
    fn without_exposure_there_is_no_rate() {
        assert_eq!(garwood(5, 0.0, 0.95), Err(PoissonError::NoExposure(0.0)));
        assert!(matches!(
            rate(5, f64::NAN),
            Err(PoissonError::NoExposure(_))
        ));
        assert_eq!(garwood(5, 1.0, 1.5), Err(PoissonError::NotALevel(1.5)));
    }
}
