//! The summary of a closed question: mean, median, boxes, and NPS or effort where they apply.

use super::mean::{Moments, moments};
use super::nps::nps;

/// Why a scale cannot be summarised.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum ScaleError {
    #[error("the scale {min} to {max} is empty")]
    EmptyScale { min: f64, max: f64 },
    #[error("the answer {value} is not on the scale {min} to {max}")]
    OffScale { value: f64, min: f64, max: f64 },
}

/// What is told of the answers to one question. Shares are of those who answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleSummary {
    pub moments: Moments,
    pub median: f64,
    /// Share that gave the highest answer.
    pub top_box: f64,
    /// Share within one of the highest answer.
    pub top2: f64,
    /// Share within one of the lowest answer.
    pub bottom2: f64,
    /// In points; only on a scale of 0 to 10.
    pub nps: Option<f64>,
    /// Share that answered 5 or more; only on a scale of 1 to 7.
    pub ces_agree: Option<f64>,
}

/// Summarises (value, count) pairs, sorted by value, of the answers given; missing answers are not
/// among them. `None` without answers. Error: an answer outside the scale.
///
/// Checked against R 4.2.2 and pandas 3.1.
pub fn summary(
    counts: &[(f64, u64)],
    min: f64,
    max: f64,
) -> Result<Option<ScaleSummary>, ScaleError> {
    if min.is_nan() || max.is_nan() || min >= max {
        return Err(ScaleError::EmptyScale { min, max });
    }
    let off = |value: &f64| !(min..=max).contains(value);
    if let Some((value, _)) = counts.iter().find(|(value, _)| off(value)) {
        return Err(ScaleError::OffScale {
            value: *value,
            min,
            max,
        });
    }
    let Some(moments) = moments(counts) else {
        return Ok(None);
    };
    let number = |holds: &dyn Fn(f64) -> bool| -> u64 {
        counts
            .iter()
            .filter(|(v, _)| holds(*v))
            .map(|(_, c)| c)
            .sum()
    };
    let share = |holds: &dyn Fn(f64) -> bool| number(holds) as f64 / moments.n as f64;
    let is_nps = min == 0.0 && max == 10.0;
    let is_ces = min == 1.0 && max == 7.0;
    Ok(Some(ScaleSummary {
        moments,
        median: median(counts, moments.n),
        top_box: share(&|v| v == max),
        top2: share(&|v| v >= max - 1.0),
        bottom2: share(&|v| v <= min + 1.0),
        nps: is_nps
            .then(|| {
                let (promoters, detractors) = (number(&|v| v >= 9.0), number(&|v| v <= 6.0));
                nps(promoters, moments.n - promoters - detractors, detractors)
            })
            .flatten()
            .map(|score| score.points),
        ces_agree: is_ces.then(|| share(&|v| v >= 5.0)),
    }))
}

/// The middle value, or the mean of the two in the middle, of `n` > 0 sorted answers.
fn median(counts: &[(f64, u64)], n: u64) -> f64 {
    let mut sorted = counts.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at = |rank: u64| {
        let mut seen = 0;
        for (value, count) in &sorted {
            seen += count;
            if seen > rank {
                return *value;
            }
        }
        f64::NAN // not reached: the ranks asked for are below the sum of the counts
    };
    0.5 * (at((n - 1) / 2) + at(n / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_off_the_scale_is_named() {
        let wrong = summary(&[(4.0, 3), (6.0, 1)], 1.0, 5.0);
        assert!(matches!(wrong, Err(ScaleError::OffScale { value, .. }) if value == 6.0));
    }

    #[test]
    fn without_answers_there_is_no_summary() {
        assert_eq!(summary(&[], 1.0, 5.0), Ok(None));
        assert_eq!(summary(&[(3.0, 0)], 1.0, 5.0), Ok(None));
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        let of = |counts: &[(f64, u64)]| summary(counts, 1.0, 5.0).unwrap().unwrap().median;
        assert_eq!(of(&[(1.0, 1), (2.0, 1), (4.0, 1), (5.0, 1)]), 3.0);
        assert_eq!(of(&[(2.0, 3), (5.0, 2)]), 2.0);
    }
}
