//! Key drivers: how much of the outcome goes together with each item. Association, never cause.

pub use super::driver_intervals::{MOST_BLOCKS, bootstrap};

use super::is_measure;
use super::matrix::{Square, correlation, covariance};

/// Above this many drivers the Shapley shares are left out: the work doubles with each.
pub const MOST_FOR_SHAPLEY: usize = 15;
/// Drivers of which so little is their own count as one and the same.
const SINGULAR: f64 = 1e-10;

/// Why there is no driver analysis; drivers are counted from 0, the caller names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DriverError {
    #[error("there are no drivers")]
    NoDrivers,
    #[error("row {0} does not have a value for every driver")]
    Incomplete(usize),
    #[error("{rows} rows of drivers for {outcomes} outcomes; they come in pairs")]
    NotPaired { rows: usize, outcomes: usize },
    #[error("{n} people are too few for {drivers} drivers")]
    TooFew { n: usize, drivers: usize },
    #[error("driver {0} does not vary")]
    DriverConstant(usize),
    #[error("the outcome does not vary")]
    OutcomeConstant,
    #[error("the drivers repeat one another, so their shares cannot be told apart")]
    Collinear,
}

/// The shares of the drivers in the explained variance.
#[derive(Clone, Debug, PartialEq)]
pub struct Drivers {
    pub n: usize,
    pub r2: f64,
    /// Standardised regression coefficients: misleading when drivers are related, kept for the annex.
    pub beta: Vec<f64>,
    /// Johnson's relative weights; they add up to R².
    pub johnson: Vec<f64>,
    /// Shapley (LMG) shares, adding up to R²; `None` above [`MOST_FOR_SHAPLEY`] drivers.
    pub lmg: Option<Vec<f64>>,
}

impl Drivers {
    /// Johnson's weights in per cent of R²; `None` when nothing is explained.
    pub fn johnson_percent(&self) -> Option<Vec<f64>> {
        (self.r2 > 0.0).then(|| self.johnson.iter().map(|w| 100.0 * w / self.r2).collect())
    }
}

/// What a driver analysis needs to know of the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Correlations {
    pub(super) n: usize,
    pub(super) between: Square,
    pub(super) with_outcome: Vec<f64>,
}

/// Correlations of drivers (rows are people, complete answers only) and outcome.
pub fn correlations(rows: &[Vec<f64>], outcome: &[f64]) -> Result<Correlations, DriverError> {
    let drivers = rows.first().map_or(0, Vec::len);
    if rows.len() != outcome.len() {
        return Err(DriverError::NotPaired {
            rows: rows.len(),
            outcomes: outcome.len(),
        });
    }
    if drivers == 0 {
        return Err(DriverError::NoDrivers);
    }
    let whole = |(row, y): (&Vec<f64>, &f64)| {
        row.len() == drivers && is_measure(*y) && row.iter().all(|v| is_measure(*v))
    };
    if let Some(i) = rows.iter().zip(outcome).position(|pair| !whole(pair)) {
        return Err(DriverError::Incomplete(i + 1));
    }
    let n = rows.len();
    if n <= drivers {
        return Err(DriverError::TooFew { n, drivers });
    }
    let joined: Vec<Vec<f64>> = rows
        .iter()
        .zip(outcome)
        .map(|(row, y)| row.iter().copied().chain([*y]).collect())
        .collect();
    let covariance = covariance(&joined).ok_or(DriverError::TooFew { n, drivers })?;
    if let Some(still) = (0..=drivers).find(|i| covariance.at(*i, *i) <= 0.0) {
        return Err(if still == drivers {
            DriverError::OutcomeConstant
        } else {
            DriverError::DriverConstant(still)
        });
    }
    let all = correlation(&covariance).ok_or(DriverError::OutcomeConstant)?;
    let mut between = Square::zero(drivers);
    for i in 0..drivers {
        (0..drivers).for_each(|j| *between.at_mut(i, j) = all.at(i, j));
    }
    Ok(Correlations {
        n,
        between,
        with_outcome: (0..drivers).map(|i| all.at(i, drivers)).collect(),
    })
}

/// R², standardised coefficients, relative weights and Shapley shares.
///
/// Source: Johnson (2000), Multivariate Behavioral Research 35, 1-19; Lindeman, Merenda & Gold
/// (1980); Grömping (2007). Checked against R yhat 2.0 `rlw` and relaimpo 2.2 `lmg`.
pub fn drivers(found: &Correlations) -> Result<Drivers, DriverError> {
    let triangle = found
        .between
        .cholesky(SINGULAR)
        .ok_or(DriverError::Collinear)?;
    let beta = triangle.solve_as_triangle(&found.with_outcome);
    let r2: f64 = beta
        .iter()
        .zip(&found.with_outcome)
        .map(|(b, r)| b * r)
        .sum();
    let few = found.with_outcome.len() <= MOST_FOR_SHAPLEY;
    Ok(Drivers {
        n: found.n,
        r2: r2.clamp(0.0, 1.0),
        beta,
        johnson: johnson(found),
        lmg: few.then(|| shapley(found)),
    })
}

/// The drivers turned into their nearest unrelated relatives, and the squares turned back.
pub(super) fn johnson(found: &Correlations) -> Vec<f64> {
    let p = found.with_outcome.len();
    let (values, vectors) = found.between.eigen();
    // Once each: the bootstrap comes here a thousand times.
    let roots: Vec<f64> = values.iter().map(|value| value.sqrt()).collect();
    let turned: Vec<f64> = (0..p)
        .map(|k| {
            let along: f64 = (0..p)
                .map(|i| vectors.at(i, k) * found.with_outcome[i])
                .sum();
            along / roots[k]
        })
        .collect();
    let beta: Vec<f64> = (0..p)
        .map(|i| (0..p).map(|k| vectors.at(i, k) * turned[k]).sum())
        .collect();
    let link = |i: usize, j: usize| -> f64 {
        (0..p)
            .map(|k| vectors.at(i, k) * roots[k] * vectors.at(j, k))
            .sum()
    };
    (0..p)
        .map(|j| (0..p).map(|k| link(j, k).powi(2) * beta[k].powi(2)).sum())
        .collect()
}

/// A walk over all subsets of drivers that extends a Cholesky triangle by one row at a step.
struct Walk<'a> {
    found: &'a Correlations,
    chosen: Vec<usize>,
    triangle: Vec<Vec<f64>>,
    explained: Vec<f64>,
    r2: Vec<f64>,
}

impl Walk<'_> {
    fn from(&mut self, next: usize, mask: usize) {
        for driver in next..self.found.with_outcome.len() {
            let mut row: Vec<f64> = Vec::with_capacity(self.chosen.len() + 1);
            for (other, known) in self.chosen.iter().zip(&self.triangle) {
                let done: f64 = row.iter().zip(known).map(|(a, b)| a * b).sum();
                let pivot = known[row.len()];
                row.push((self.found.between.at(driver, *other) - done) / pivot);
            }
            let own = (1.0 - row.iter().map(|l| l * l).sum::<f64>()).sqrt();
            let known: f64 = row.iter().zip(&self.explained).map(|(a, b)| a * b).sum();
            let extra = (self.found.with_outcome[driver] - known) / own;
            row.push(own);
            let with = mask | 1 << driver;
            self.r2[with] = self.r2[mask] + extra * extra;
            self.chosen.push(driver);
            self.triangle.push(row);
            self.explained.push(extra);
            self.from(driver + 1, with);
            self.chosen.pop();
            self.triangle.pop();
            self.explained.pop();
        }
    }
}

/// The mean gain in R² when a driver joins, over all orders of joining.
fn shapley(found: &Correlations) -> Vec<f64> {
    let p = found.with_outcome.len();
    let mut walk = Walk {
        found,
        chosen: Vec::new(),
        triangle: Vec::new(),
        explained: Vec::new(),
        r2: vec![0.0; 1 << p],
    };
    walk.from(0, 0);
    // Share of the orders in which exactly these s drivers come before: s! (p-1-s)! / p!
    let mut weight = vec![1.0 / p as f64];
    for s in 1..p {
        weight.push(weight[s - 1] * s as f64 / (p - s) as f64);
    }
    (0..p)
        .map(|driver| {
            let gains = (0..1_usize << p)
                .filter(|mask| mask >> driver & 1 == 0)
                .map(|mask| {
                    let gain = walk.r2[mask | 1 << driver] - walk.r2[mask];
                    weight[mask.count_ones() as usize] * gain
                });
            super::sum(gains)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Unrelated columns of ±1, so that shares are squared correlations.
    fn design() -> (Vec<Vec<f64>>, Vec<f64>) {
        let signs = |i: usize, bit: usize| if i >> bit & 1 == 0 { 1.0 } else { -1.0 };
        let rows: Vec<Vec<f64>> = (0..8)
            .map(|i| (0..3).map(|b| signs(i, b)).collect())
            .collect();
        let y = rows
            .iter()
            .map(|r| 3.0 * r[0] + 2.0 * r[1] + r[2])
            .collect();
        (rows, y)
    }

    #[test]
    fn unrelated_drivers_share_by_their_squared_correlation() {
        let (rows, y) = design();
        let found = drivers(&correlations(&rows, &y).unwrap()).unwrap();
        let expected = [9.0 / 14.0, 4.0 / 14.0, 1.0 / 14.0];
        for shares in [&found.johnson, found.lmg.as_ref().unwrap()] {
            assert!(
                shares
                    .iter()
                    .zip(expected)
                    .all(|(s, e)| (s - e).abs() < 1e-14)
            );
        }
    }

    #[test]
    fn shares_of_fifteen_related_drivers_add_up_to_r2() {
        let value = |i: usize, j: usize| ((i * 37 + j * j * 11 + i * i * (j + 3)) % 101) as f64;
        let rows: Vec<Vec<f64>> = (0..60)
            .map(|i| (0..15).map(|j| value(i, j)).collect())
            .collect();
        let y: Vec<f64> = rows.iter().map(|r| r.iter().take(5).sum::<f64>()).collect();
        let noisy: Vec<f64> = y
            .iter()
            .enumerate()
            .map(|(i, y)| y + value(i, 40))
            .collect();
        let found = drivers(&correlations(&rows, &noisy).unwrap()).unwrap();
        let total: f64 = found.lmg.unwrap().iter().sum();
        assert!((total - found.r2).abs() < 1e-12);
        assert!((found.johnson.iter().sum::<f64>() - found.r2).abs() < 1e-12);
    }

    #[test]
    fn what_cannot_be_told_apart_is_refused_by_name() {
        let (rows, y) = design();
        let twice: Vec<Vec<f64>> = rows.iter().map(|r| vec![r[0], r[1], r[0] + r[1]]).collect();
        let found = correlations(&twice, &y).unwrap();
        assert_eq!(drivers(&found), Err(DriverError::Collinear));
        let still: Vec<Vec<f64>> = rows.iter().map(|r| vec![r[0], 4.0]).collect();
        assert_eq!(
            correlations(&still, &y),
            Err(DriverError::DriverConstant(1))
        );
        assert_eq!(
            correlations(&rows, &[2.0; 8]),
            Err(DriverError::OutcomeConstant)
        );
        let few = correlations(&rows[..3], &y[..3]);
        assert_eq!(few, Err(DriverError::TooFew { n: 3, drivers: 3 }));
    }
}
