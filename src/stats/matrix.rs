//! The little linear algebra that items and drivers need, for symmetric matrices of some tens of rows.

use super::Sum;

/// A square matrix, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Square {
    size: usize,
    cells: Vec<f64>,
}

impl Square {
    pub fn zero(size: usize) -> Self {
        Self {
            size,
            cells: vec![0.0; size * size],
        }
    }

    pub fn identity(size: usize) -> Self {
        let mut one = Self::zero(size);
        (0..size).for_each(|i| *one.at_mut(i, i) = 1.0);
        one
    }

    pub fn size(&self) -> usize {
        self.size
    }

    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.size + column]
    }

    pub fn at_mut(&mut self, row: usize, column: usize) -> &mut f64 {
        &mut self.cells[row * self.size + column]
    }

    pub fn times(&self, vector: &[f64]) -> Vec<f64> {
        (0..self.size)
            .map(|i| (0..self.size).map(|j| self.at(i, j) * vector[j]).sum())
            .collect()
    }

    /// The lower triangle L of L L' = self; `None` unless the matrix is positive definite, with
    /// pivots above `least` times the diagonal.
    pub fn cholesky(&self, least: f64) -> Option<Self> {
        let mut lower = Self::zero(self.size);
        for i in 0..self.size {
            for j in 0..=i {
                let known: f64 = (0..j).map(|k| lower.at(i, k) * lower.at(j, k)).sum();
                let rest = self.at(i, j) - known;
                *lower.at_mut(i, j) = if i == j {
                    if rest.is_nan() || rest <= least * self.at(i, i).abs() {
                        return None;
                    }
                    rest.sqrt()
                } else {
                    rest / lower.at(j, j)
                };
            }
        }
        Some(lower)
    }

    /// Solves L L' x = b for the triangle L that `self` is.
    pub fn solve_as_triangle(&self, b: &[f64]) -> Vec<f64> {
        let mut x = b.to_vec();
        for i in 0..self.size {
            let known: f64 = (0..i).map(|k| self.at(i, k) * x[k]).sum();
            x[i] = (x[i] - known) / self.at(i, i);
        }
        for i in (0..self.size).rev() {
            let known: f64 = (i + 1..self.size).map(|k| self.at(k, i) * x[k]).sum();
            x[i] = (x[i] - known) / self.at(i, i);
        }
        x
    }

    /// The inverse of a positive definite matrix.
    pub fn inverse(&self, least: f64) -> Option<Self> {
        let lower = self.cholesky(least)?;
        let mut inverse = Self::zero(self.size);
        for j in 0..self.size {
            let mut unit = vec![0.0; self.size];
            unit[j] = 1.0;
            let column = lower.solve_as_triangle(&unit);
            (0..self.size).for_each(|i| *inverse.at_mut(i, j) = column[i]);
        }
        Some(inverse)
    }

    /// Eigenvalues and eigenvectors (columns) of a symmetric matrix, by Jacobi rotations: slow for
    /// large matrices, very accurate for small ones.
    pub fn eigen(&self) -> (Vec<f64>, Self) {
        let n = self.size;
        let mut a = self.clone();
        // One vector to a row, so that turning two of them goes along memory.
        let mut vectors = Self::identity(n);
        for _ in 0..100 {
            let pairs = (0..n).flat_map(|i| (0..i).map(move |j| (j, i)));
            let off: f64 = pairs.clone().map(|(p, q)| a.at(p, q).powi(2)).sum();
            let diagonal: f64 = (0..n).map(|i| a.at(i, i).powi(2)).sum();
            if off <= 1e-32 * diagonal {
                break;
            }
            for (p, q) in pairs {
                a.rotate(&mut vectors, p, q);
            }
        }
        ((0..n).map(|i| a.at(i, i)).collect(), vectors.transposed())
    }

    fn transposed(&self) -> Self {
        let mut other = Self::zero(self.size);
        for i in 0..self.size {
            (0..self.size).for_each(|j| *other.at_mut(j, i) = self.at(i, j));
        }
        other
    }

    /// Turns rows and columns p < q so that nothing is left where they cross.
    fn rotate(&mut self, vectors: &mut Self, p: usize, q: usize) {
        let off = self.at(p, q);
        if off == 0.0 {
            return;
        }
        let (pp, qq) = (self.at(p, p), self.at(q, q));
        let theta = (qq - pp) / (2.0 * off);
        // |t| <= 1, and a theta whose square is too large for a number gives a t of 0, as it should.
        let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
        let c = 1.0 / (t * t + 1.0).sqrt();
        let s = t * c;
        self.turn_rows(p, q, c, s);
        // The columns are the rows once more; what is on the crossings follows from t.
        for k in 0..self.size {
            *self.at_mut(k, p) = self.at(p, k);
            *self.at_mut(k, q) = self.at(q, k);
        }
        *self.at_mut(p, p) = pp - t * off;
        *self.at_mut(q, q) = qq + t * off;
        *self.at_mut(p, q) = 0.0;
        *self.at_mut(q, p) = 0.0;
        vectors.turn_rows(p, q, c, s);
    }

    fn turn_rows(&mut self, p: usize, q: usize, c: f64, s: f64) {
        let (before, from_q) = self.cells.split_at_mut(q * self.size);
        let of_p = &mut before[p * self.size..][..self.size];
        for (in_p, in_q) in of_p.iter_mut().zip(&mut from_q[..self.size]) {
            (*in_p, *in_q) = (c * *in_p - s * *in_q, s * *in_p + c * *in_q);
        }
    }
}

/// Covariances (n - 1) of the columns of rows of equal length; `None` with fewer than two rows.
///
/// Every sum is compensated and taken from the column's smallest value: columns that do not vary
/// give exactly 0, and the order of the rows leaves no trace in answers on a scale.
pub(crate) fn covariance(rows: &[Vec<f64>]) -> Option<Square> {
    let columns = rows.first().filter(|_| rows.len() > 1)?.len();
    let n = rows.len() as f64;
    let least: Vec<f64> = (0..columns)
        .map(|j| rows.iter().fold(f64::INFINITY, |m, row| m.min(row[j])))
        .collect();
    let mut sums = vec![Sum::default(); columns];
    for row in rows {
        (0..columns).for_each(|j| sums[j].add(row[j] - least[j]));
    }
    let shift: Vec<f64> = sums.iter().map(|s| s.value() / n).collect();
    let mut products = vec![Sum::default(); columns * columns];
    let mut away = vec![0.0; columns];
    for row in rows {
        (0..columns).for_each(|j| away[j] = row[j] - least[j] - shift[j]);
        for i in 0..columns {
            (0..=i).for_each(|j| products[i * columns + j].add(away[i] * away[j]));
        }
    }
    let mut covariance = Square::zero(columns);
    for i in 0..columns {
        for j in 0..=i {
            let value = products[i * columns + j].value() / (n - 1.0);
            *covariance.at_mut(i, j) = value;
            *covariance.at_mut(j, i) = value;
        }
    }
    Some(covariance)
}

/// Correlations from covariances; `None` when a variance is 0.
pub(crate) fn correlation(covariance: &Square) -> Option<Square> {
    let n = covariance.size();
    if (0..n).any(|i| covariance.at(i, i) <= 0.0) {
        return None;
    }
    let mut correlation = Square::identity(n);
    for i in 0..n {
        for j in 0..i {
            let scale = covariance.at(i, i).sqrt() * covariance.at(j, j).sqrt();
            let value = (covariance.at(i, j) / scale).clamp(-1.0, 1.0);
            *correlation.at_mut(i, j) = value;
            *correlation.at_mut(j, i) = value;
        }
    }
    Some(correlation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Square {
        let mut m = Square::identity(3);
        for (i, j, v) in [(0, 1, 0.5), (0, 2, -0.2), (1, 2, 0.3)] {
            *m.at_mut(i, j) = v;
            *m.at_mut(j, i) = v;
        }
        m
    }

    #[test]
    fn eigenvectors_rebuild_the_matrix() {
        let m = sample();
        let (values, vectors) = m.eigen();
        for i in 0..3 {
            for j in 0..3 {
                let rebuilt: f64 = (0..3)
                    .map(|k| vectors.at(i, k) * values[k] * vectors.at(j, k))
                    .sum();
                assert!((rebuilt - m.at(i, j)).abs() < 1e-15);
            }
        }
    }

    #[test]
    fn the_inverse_times_the_matrix_is_one() {
        let (m, inverse) = (sample(), sample().inverse(1e-12).unwrap());
        let back = m.times(&[1.0, 2.0, 3.0]);
        let x = inverse.times(&back);
        assert!(
            x.iter()
                .zip([1.0, 2.0, 3.0])
                .all(|(a, b)| (a - b).abs() < 1e-14)
        );
    }

    #[test]
    fn a_singular_matrix_has_no_triangle() {
        let mut m = Square::identity(2);
        *m.at_mut(0, 1) = 1.0;
        *m.at_mut(1, 0) = 1.0;
        assert_eq!(m.cholesky(1e-12), None);
    }
}
