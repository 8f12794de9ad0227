//! Mean, standard deviation and the t interval.

use super::distribution::t_critical;
use super::{Interval, is_level, is_measure, sum};

/// Why there is no interval of a mean.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum MeanError {
    #[error("{n} answers from a population of {population}: there are more answers than clients")]
    MoreThanPopulation { n: u64, population: u64 },
    #[error("the confidence level {0} is not between 0 and 1")]
    NotALevel(f64),
}

/// The number of values, their mean, and their standard deviation (n - 1; `None` for one value).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    pub n: u64,
    pub mean: f64,
    pub sd: Option<f64>,
}

/// Moments from (value, count) pairs. `None` without answers or with a value that is not a number to reckon with (infinite, or above 1e100).
///
/// The pairs are meant to be sorted by value; unsorted pairs are sorted first, so that the same
/// answers in any order give the same bits. Sums are taken from the first value (identical answers
/// have a standard deviation of exactly 0) and are compensated.
/// Checked against R 4.2.2 `mean` and `sd`.
pub fn moments(counts: &[(f64, u64)]) -> Option<Moments> {
    if counts.iter().any(|(value, _)| !is_measure(*value)) {
        return None;
    }
    if !counts.is_sorted_by(|a, b| a.0 <= b.0) {
        let mut sorted = counts.to_vec();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        return moments(&sorted);
    }
    let answered = counts.iter().filter(|(_, count)| *count > 0);
    let first = answered.clone().next()?.0;
    let n: u64 = answered.clone().map(|(_, count)| count).sum();
    let shift = sum(answered.clone().map(|(v, c)| (v - first) * *c as f64)) / n as f64;
    let mean = first + shift;
    let sd = (n > 1).then(|| {
        let squares = answered.map(|(v, c)| (v - first - shift).powi(2) * *c as f64);
        (sum(squares) / (n - 1) as f64).sqrt()
    });
    Some(Moments { n, mean, sd })
}

/// Moments of a list of values in any order.
pub fn moments_of(values: &[f64]) -> Option<Moments> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let counts: Vec<_> = sorted
        .chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len() as u64))
        .collect();
    moments(&counts)
}

/// Standard error `sd/sqrt(n) * sqrt(1-n/N)`. `None` where no interval exists (see [`interval`]).
pub fn standard_error(m: &Moments, population: Option<u64>) -> Result<Option<f64>, MeanError> {
    if let Some(population) = population
        && m.n > population
    {
        return Err(MeanError::MoreThanPopulation { n: m.n, population });
    }
    let everybody = population == Some(m.n);
    let Some(sd) = m.sd.filter(|sd| *sd > 0.0 || everybody) else {
        return Ok(None);
    };
    let n = m.n as f64;
    let missed = population.map_or(1.0, |population| {
        (population - m.n) as f64 / population as f64
    });
    Ok(Some(sd / n.sqrt() * missed.sqrt()))
}

/// The t interval of a mean with n - 1 degrees of freedom, with the finite population if known.
///
/// `None` with one value, or when all values are equal and not everybody answered: nothing then
/// tells how far off the mean may be. When everybody answered both ends are the mean.
/// Errors: more answers than clients; a level outside (0, 1).
/// Source: Student (1908); correction as in Cochran (1977), ch. 2. Checked against R 4.2.2
/// `t.test` and survey 4.1 `svymean` with `fpc`.
pub fn interval(
    m: &Moments,
    population: Option<u64>,
    confidence: f64,
) -> Result<Option<Interval>, MeanError> {
    if !is_level(confidence) {
        return Err(MeanError::NotALevel(confidence));
    }
    let Some(se) = standard_error(m, population)? else {
        return Ok(None);
    };
    let half = if se == 0.0 {
        0.0
    } else {
        t_critical(confidence, (m.n - 1) as f64) * se
    };
    Ok(Some(Interval {
        low: m.mean - half,
        high: m.mean + half,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_answers_changes_no_bit() {
        let forward = [(0.1, 3), (0.2, 1), (0.7, 5), (7.3, 2)];
        let mut backward = forward;
        backward.reverse();
        assert_eq!(moments(&forward), moments(&backward));
        let listed = [0.7, 0.1, 7.3, 0.7, 0.1, 0.2, 0.7, 0.1, 7.3, 0.7, 0.7];
        assert_eq!(moments_of(&listed), moments(&forward));
    }

    #[test]
    fn equal_answers_have_no_spread_at_all_and_so_no_interval() {
        let m = moments(&[(0.1, 3)]).unwrap();
        assert_eq!((m.mean, m.sd), (0.1, Some(0.0)));
        assert_eq!(interval(&m, Some(40), 0.95), Ok(None));
        let everybody = interval(&m, Some(3), 0.95).unwrap().unwrap();
        assert_eq!((everybody.low, everybody.high), (0.1, 0.1));
    }

    #[test]
    fn a_small_spread_far_from_zero_survives() {
        let m = moments_of(&[1e15 + 1.0, 1e15 + 2.0, 1e15 + 3.0]).unwrap();
        assert_eq!((m.mean, m.sd), (1e15 + 2.0, Some(1.0)));
    }

    #[test]
    fn one_answer_and_no_answer_have_no_interval() {
        let one = moments(&[(4.0, 1)]).unwrap();
        assert_eq!((one.n, one.sd), (1, None));
        assert_eq!(interval(&one, None, 0.95), Ok(None));
        assert_eq!(moments(&[]), None);
        assert_eq!(moments(&[(4.0, 0)]), None);
        assert_eq!(moments(&[(f64::NAN, 2)]), None);
        assert_eq!(moments(&[(1e308, 1), (2.0, 1)]), None);
    }

    #[test]
    fn more_answers_than_clients_are_refused() {
        let m = moments(&[(4.0, 3), (5.0, 2)]).unwrap();
        let wrong = interval(&m, Some(4), 0.95);
        assert_eq!(
            wrong,
            Err(MeanError::MoreThanPopulation {
                n: 5,
                population: 4
            })
        );
        assert_eq!(interval(&m, None, 0.0), Err(MeanError::NotALevel(0.0)));
    }
}
