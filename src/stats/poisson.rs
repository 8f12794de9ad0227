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

/// Events per unit of exposure; the exposure must be positive.
pub fn rate(events: u64, exposure: f64) -> Result<f64, PoissonError> {
    if exposure > 0.0 && exposure.is_finite() {
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
