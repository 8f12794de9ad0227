//! Omega total: the reliability of a sum of items under one factor fitted by maximum likelihood.

use super::matrix::{Square, correlation};

const MOST_STEPS: usize = 500;
/// Pivots below this part of the diagonal count as singular.
const SINGULAR: f64 = 1e-10;

/// One factor: a loading and a residual variance per item.
struct Model {
    loadings: Vec<f64>,
    residuals: Vec<f64>,
}

impl Model {
    fn implied(&self) -> Square {
        let k = self.loadings.len();
        let mut implied = Square::zero(k);
        for i in 0..k {
            for j in 0..k {
                let residual = if i == j { self.residuals[i] } else { 0.0 };
                *implied.at_mut(i, j) = self.loadings[i] * self.loadings[j] + residual;
            }
        }
        implied
    }

    /// log |Sigma| + tr(S Sigma^-1), with Sigma^-1; `None` outside the possible.
    fn misfit(&self, found: &Square) -> Option<(f64, Square)> {
        let implied = self.implied();
        let triangle = implied.cholesky(1e-14)?;
        let inverse = implied.inverse(1e-14)?;
        let k = self.loadings.len();
        let log: f64 = (0..k).map(|i| 2.0 * triangle.at(i, i).ln()).sum();
        let trace: f64 = (0..k)
            .flat_map(|i| (0..k).map(move |j| (i, j)))
            .map(|(i, j)| found.at(i, j) * inverse.at(j, i))
            .sum();
        Some((log + trace, inverse))
    }

    fn moved(&self, step: &[f64], length: f64) -> Self {
        let k = self.loadings.len();
        let go = |from: &[f64], step: &[f64]| {
            from.iter().zip(step).map(|(v, d)| v + length * d).collect()
        };
        Self {
            loadings: go(&self.loadings, &step[..k]),
            residuals: go(&self.residuals, &step[k..]),
        }
    }
}

/// Omega total from the covariances of the items: (sum of loadings)² over that plus the residual
/// variances, of the one-factor model fitted by maximum likelihood without bounds.
///
/// `None` with fewer than three items, a singular matrix, a fit that does not converge, or a
/// negative residual variance: then one factor does not describe the items.
/// Source: McDonald (1999), Test Theory, ch. 6; scoring as in Jöreskog (1967), Psychometrika 32.
/// Checked against lavaan 0.6 and a maximum-likelihood fit with scipy.
pub(crate) fn omega(covariance: &Square) -> Option<f64> {
    let k = covariance.size();
    let found = correlation(covariance).filter(|_| k > 2)?;
    let model = fit(&found)?;
    if model.residuals.iter().any(|r| *r < 0.0) {
        return None;
    }
    // The fit does not depend on the scale, so it is made on correlations and scaled back.
    let sd = |i: usize| covariance.at(i, i).sqrt();
    let common: f64 = (0..k).map(|i| model.loadings[i] * sd(i)).sum();
    let own: f64 = (0..k)
        .map(|i| model.residuals[i] * covariance.at(i, i))
        .sum();
    let total = common * common + own;
    (total > 0.0).then(|| common * common / total)
}

/// Fisher scoring with halved steps from the start that R's `factanal` uses.
fn fit(found: &Square) -> Option<Model> {
    let k = found.size();
    let inverse = found.inverse(SINGULAR)?;
    let (values, vectors) = found.eigen();
    let first = (0..k).max_by(|a, b| values[*a].total_cmp(&values[*b]))?;
    let residuals: Vec<f64> = (0..k)
        .map(|i| (1.0 - 0.5 / k as f64) / inverse.at(i, i))
        .collect();
    let mut model = Model {
        loadings: (0..k)
            .map(|i| (1.0 - residuals[i]).max(0.05).sqrt() * vectors.at(i, first).signum())
            .collect(),
        residuals,
    };
    let (mut misfit, mut inverse) = model.misfit(found)?;
    for _ in 0..MOST_STEPS {
        let gradient = gradient(&model, found, &inverse);
        if gradient.iter().all(|g| g.abs() < 1e-9) {
            return Some(model);
        }
        let step = scoring_step(&model, &inverse, &gradient)?;
        let lengths = (0..40).map(|halvings| 0.5_f64.powi(halvings));
        let better = lengths
            .map(|length| model.moved(&step, length))
            .find_map(|next| {
                let (value, inverse) = next.misfit(found)?;
                (value <= misfit + 1e-14).then_some((next, value, inverse))
            });
        (model, misfit, inverse) = better?;
    }
    None
}

fn gradient(model: &Model, found: &Square, inverse: &Square) -> Vec<f64> {
    let k = model.loadings.len();
    let implied = model.implied();
    let mut off = Square::zero(k);
    for i in 0..k {
        for j in 0..k {
            *off.at_mut(i, j) = implied.at(i, j) - found.at(i, j);
        }
    }
    let sandwich: Vec<Vec<f64>> = (0..k)
        .map(|j| {
            let column: Vec<f64> = (0..k).map(|i| inverse.at(i, j)).collect();
            inverse.times(&off.times(&column))
        })
        .collect();
    let dot = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(x, y)| x * y).sum() };
    let by_loading = (0..k).map(|i| 2.0 * dot(&sandwich[i], &model.loadings));
    by_loading.chain((0..k).map(|i| sandwich[i][i])).collect()
}

/// Minus the gradient over the expected information.
fn scoring_step(model: &Model, inverse: &Square, gradient: &[f64]) -> Option<Vec<f64>> {
    let k = model.loadings.len();
    let u = inverse.times(&model.loadings);
    let c: f64 = u.iter().zip(&model.loadings).map(|(a, b)| a * b).sum();
    let mut information = Square::zero(2 * k);
    for i in 0..k {
        for j in 0..k {
            let w = inverse.at(i, j);
            *information.at_mut(i, j) = 2.0 * (u[i] * u[j] + c * w);
            *information.at_mut(i, k + j) = 2.0 * w * u[j];
            *information.at_mut(k + j, i) = 2.0 * w * u[j];
            *information.at_mut(k + i, k + j) = w * w;
        }
    }
    let triangle = information.cholesky(1e-14).or_else(|| {
        // Flat in some direction: a touch of the diagonal keeps the step finite.
        (0..2 * k).for_each(|i| *information.at_mut(i, i) *= 1.0 + 1e-6);
        information.cholesky(1e-14)
    })?;
    let back: Vec<f64> = gradient.iter().map(|g| -g).collect();
    Some(triangle.solve_as_triangle(&back))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_loadings(loadings: &[f64]) -> Square {
        let residuals = loadings.iter().map(|l| 1.0 - l * l).collect();
        Model {
            loadings: loadings.to_vec(),
            residuals,
        }
        .implied()
    }

    #[test]
    fn covariances_made_by_one_factor_give_back_its_omega() {
        let loadings = [0.9, 0.7, 0.5, 0.3];
        let own: f64 = loadings.iter().map(|l| 1.0 - l * l).sum();
        let common: f64 = loadings.iter().sum::<f64>().powi(2);
        let found = omega(&from_loadings(&loadings)).unwrap();
        assert!((found - common / (common + own)).abs() < 1e-8);
    }

    #[test]
    fn a_loading_above_one_is_no_model_of_items() {
        // 0.9 * 0.9 / 0.5 is more than the whole variance of the first item.
        let mut r = Square::identity(3);
        for (i, j, v) in [(0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.66)] {
            *r.at_mut(i, j) = v;
            *r.at_mut(j, i) = v;
        }
        assert_eq!(omega(&r), None);
    }
}
