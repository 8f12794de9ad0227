//! The mean of a population drawn stratum by stratum.

use super::distribution::t_critical;
use super::mean::Moments;
use super::{Interval, is_level, sum};

/// The answers and the clients of one stratum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratum {
    pub moments: Moments,
    pub population: u64,
}

/// Why there is no stratified mean; strata are counted from 0, the caller names them.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum StratifiedError {
    #[error("there are no strata")]
    NoStrata,
    #[error(
        "stratum {stratum}: {n} answers from {population} clients; there cannot be more answers"
    )]
    MoreThanPopulation {
        stratum: usize,
        n: u64,
        population: u64,
    },
    #[error("the confidence level {0} is not between 0 and 1")]
    NotALevel(f64),
}

/// A stratified mean. Without an error estimate (a stratum with one answer that is not the whole
/// stratum) there is a mean only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StratifiedMean {
    pub mean: f64,
    pub se: Option<f64>,
    /// Answers minus strata.
    pub df: u64,
    pub interval: Option<Interval>,
}

/// Stratified mean with the finite population of each stratum, and a t interval with n - H degrees
/// of freedom.
///
/// Source: Cochran (1977), ch. 5. Checked against R survey 4.1 `svymean(strata, fpc)`.
pub fn mean(strata: &[Stratum], confidence: f64) -> Result<StratifiedMean, StratifiedError> {
    if !is_level(confidence) {
        return Err(StratifiedError::NotALevel(confidence));
    }
    let wrong = strata.iter().position(|s| s.moments.n > s.population);
    if let Some(stratum) = wrong {
        return Err(StratifiedError::MoreThanPopulation {
            stratum,
            n: strata[stratum].moments.n,
            population: strata[stratum].population,
        });
    }
    if strata.is_empty() {
        return Err(StratifiedError::NoStrata);
    }
    let total = sum(strata.iter().map(|s| s.population as f64));
    let share = |s: &Stratum| s.population as f64 / total;
    let mean = sum(strata.iter().map(|s| share(s) * s.moments.mean));
    let variances: Option<Vec<f64>> = strata.iter().map(variance).collect();
    let se =
        variances.map(|v| sum(strata.iter().zip(&v).map(|(s, v)| share(s).powi(2) * v)).sqrt());
    let answers: u64 = strata.iter().map(|s| s.moments.n).sum();
    let df = answers - strata.len() as u64;
    let half = se.map(|se| match se {
        0.0 => 0.0,
        se => t_critical(confidence, df as f64) * se,
    });
    Ok(StratifiedMean {
        mean,
        se,
        df,
        interval: half.map(|half| Interval {
            low: mean - half,
            high: mean + half,
        }),
    })
}

/// Variance of a stratum's mean: 0 when the whole stratum answered, unknown with one answer.
fn variance(stratum: &Stratum) -> Option<f64> {
    let m = &stratum.moments;
    if m.n == stratum.population {
        return Some(0.0);
    }
    let missed = (stratum.population - m.n) as f64 / stratum.population as f64;
    Some(missed * m.sd?.powi(2) / m.n as f64)
}

#[cfg(test)]
mod tests {
    use super::super::mean::moments_of;
    use super::*;

    #[test]
    fn a_stratum_of_one_answer_leaves_a_mean_without_an_interval() {
        let stratum = |values: &[f64], population| Stratum {
            moments: moments_of(values).unwrap(),
            population,
        };
        let open = mean(&[stratum(&[3.0], 4), stratum(&[4.0, 5.0], 4)], 0.95).unwrap();
        assert_eq!((open.mean, open.se, open.interval), (3.75, None, None));
        let closed = mean(&[stratum(&[3.0], 1), stratum(&[4.0, 5.0], 4)], 0.95).unwrap();
        assert!(closed.se.is_some_and(|se| se > 0.0));
    }
}
