//! Do the items of a battery measure one thing? Cronbach's alpha, omega and what belongs to them.

use super::distribution::f_quantile;
use super::matrix::{Square, correlation, covariance};
use super::omega::omega;
use super::{Interval, is_level, is_measure};

/// What is known of a battery of `k` items answered in full by `n` people.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    pub k: usize,
    pub n: usize,
    pub alpha: f64,
    /// Alpha of the standardised items; `None` when an item does not vary.
    pub standardised: Option<f64>,
    /// Feldt's interval of alpha.
    pub feldt: Interval,
    /// Correlation of each item with the sum of the others; `None` where one of them does not vary.
    pub item_rest: Vec<Option<f64>>,
    /// Alpha of the other items; `None` with two items.
    pub if_deleted: Option<Vec<Option<f64>>>,
    /// Omega total of one factor; `None` where that model cannot be fitted (see [`omega`]).
    pub omega: Option<f64>,
    /// Only for two items, where it is the figure to report.
    pub spearman_brown: Option<f64>,
}

/// Why there is no reliability.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum ReliabilityError {
    #[error("reliability needs at least two items")]
    OneItem,
    #[error("reliability needs at least two people who answered every item")]
    TooFewPeople,
    #[error("person {0} does not have one answer to every item")]
    Incomplete(usize),
    #[error("the answers do not vary, so nothing can be said of their consistency")]
    NoVariation,
    #[error("the confidence level {0} is not between 0 and 1")]
    NotALevel(f64),
}

/// Reliability of items (rows are people, complete answers only), used as given: reversing an item
/// that is worded the other way is the caller's task.
///
/// Source: Cronbach (1951), Psychometrika 16; Feldt (1965), Psychometrika 30; Eisinga et al. (2013);
/// omega: McDonald (1999). Checked against R psych 2.2, pingouin 0.7 and lavaan 0.6.
pub fn reliability(rows: &[Vec<f64>], confidence: f64) -> Result<Reliability, ReliabilityError> {
    if !is_level(confidence) {
        return Err(ReliabilityError::NotALevel(confidence));
    }
    let k = rows.first().map_or(0, Vec::len);
    let whole = |row: &Vec<f64>| row.len() == k && row.iter().all(|v| is_measure(*v));
    if let Some(i) = rows.iter().position(|row| !whole(row)) {
        return Err(ReliabilityError::Incomplete(i + 1));
    }
    if k < 2 {
        return Err(ReliabilityError::OneItem);
    }
    let covariance = covariance(rows).ok_or(ReliabilityError::TooFewPeople)?;
    let all: Vec<usize> = (0..k).collect();
    let alpha = alpha_of(&covariance, &all).ok_or(ReliabilityError::NoVariation)?;
    let correlation = correlation(&covariance);
    Ok(Reliability {
        k,
        n: rows.len(),
        alpha,
        standardised: correlation.as_ref().and_then(|r| alpha_of(r, &all)),
        feldt: feldt(alpha, k, rows.len(), confidence),
        item_rest: (0..k).map(|item| item_rest(&covariance, item)).collect(),
        if_deleted: (k > 2).then(|| {
            let without = |item: usize| -> Vec<usize> { (0..k).filter(|i| *i != item).collect() };
            (0..k)
                .map(|item| alpha_of(&covariance, &without(item)))
                .collect()
        }),
        omega: omega(&covariance),
        spearman_brown: correlation
            .filter(|_| k == 2)
            .map(|r| r.at(0, 1))
            .filter(|r| *r > -1.0)
            .map(|r| 2.0 * r / (1.0 + r)),
    })
}

/// k/(k-1) (1 - sum of variances / variance of the sum) of some of the items.
fn alpha_of(covariance: &Square, items: &[usize]) -> Option<f64> {
    let k = items.len() as f64;
    let own: f64 = items.iter().map(|i| covariance.at(*i, *i)).sum();
    let shared: f64 = items
        .iter()
        .flat_map(|i| items.iter().filter(move |j| *j != i).map(move |j| (*i, *j)))
        .map(|(i, j)| covariance.at(i, j))
        .sum();
    let total = own + shared;
    // shared / total in place of 1 - own / total: identical items then give exactly 1.
    (total > 1e-12 * own).then(|| k / (k - 1.0) * (shared / total))
}

fn feldt(alpha: f64, k: usize, n: usize, confidence: f64) -> Interval {
    let (d1, d2) = ((n - 1) as f64, ((n - 1) * (k - 1)) as f64);
    let tail = 0.5 * (1.0 - confidence);
    let end = |p: f64| 1.0 - (1.0 - alpha) * f_quantile(p, d1, d2);
    Interval {
        low: end(1.0 - tail),
        high: end(tail),
    }
}

fn item_rest(covariance: &Square, item: usize) -> Option<f64> {
    let rest = || (0..covariance.size()).filter(move |i| *i != item);
    let with: f64 = rest().map(|i| covariance.at(item, i)).sum();
    let own = covariance.at(item, item);
    let others: f64 = rest()
        .flat_map(|i| rest().map(move |j| covariance.at(i, j)))
        .sum();
    let scale = (own * others).sqrt();
    (scale > 0.0).then(|| (with / scale).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_items_give_spearman_brown_and_nothing_that_needs_three() {
        let rows = [[1.0, 2.0], [2.0, 2.0], [3.0, 5.0], [4.0, 4.0]].map(Vec::from);
        let found = reliability(&rows, 0.95).unwrap();
        assert_eq!((found.if_deleted, found.omega), (None, None));
        let r: f64 = found.item_rest[0].unwrap();
        assert!((found.spearman_brown.unwrap() - 2.0 * r / (1.0 + r)).abs() < 1e-15);
    }

    #[test]
    fn an_item_that_does_not_vary_is_told_apart_from_a_battery_that_does_not() {
        let rows = [[1.0, 3.0, 2.0], [2.0, 3.0, 2.0], [4.0, 3.0, 5.0]].map(Vec::from);
        let found = reliability(&rows, 0.95).unwrap();
        assert_eq!((found.standardised, found.omega), (None, None));
        assert_eq!(found.item_rest[1], None);
        let flat = vec![vec![3.0, 3.0]; 5];
        assert_eq!(reliability(&flat, 0.95), Err(ReliabilityError::NoVariation));
    }

    #[test]
    fn opposite_items_have_no_common_variance_to_speak_of() {
        let rows = [[1.0, 5.0], [2.0, 4.0], [5.0, 1.0]].map(Vec::from);
        assert_eq!(reliability(&rows, 0.95), Err(ReliabilityError::NoVariation));
    }

    #[test]
    fn one_item_or_one_person_is_refused() {
        assert_eq!(
            reliability(&[vec![1.0], vec![2.0]], 0.95),
            Err(ReliabilityError::OneItem)
        );
        assert_eq!(
            reliability(&[vec![1.0, 2.0]], 0.95),
            Err(ReliabilityError::TooFewPeople)
        );
        let gap = [vec![1.0, 2.0], vec![1.0]];
        assert_eq!(
            reliability(&gap, 0.95),
            Err(ReliabilityError::Incomplete(2))
        );
    }
}
