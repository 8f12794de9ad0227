//! Run rules on a control chart: patterns too regular for chance.
//!
//! Every rule gives the last point (from 1) of each window that breaks it. All comparisons are
//! strict: a point on a line is not beyond it, also when rounding put it a hair across.
//! Source: Western Electric (1956) rules 1-4; Nelson (1984), J. Quality Technology 16, 237-239.
//! Checked against sliding windows written apart in R and Python.

/// A hair: how far a point must be beyond a line, relative to the numbers compared.
const SLACK: f64 = 1e-12;

/// A series in sigmas from its centre.
#[derive(Clone, Debug)]
pub struct RunRules<'a> {
    values: &'a [f64],
    center: f64,
    sigma: f64,
}

impl<'a> RunRules<'a> {
    /// The series, its centre line and its sigma (0 or more).
    pub fn new(values: &'a [f64], center: f64, sigma: f64) -> Self {
        Self {
            values,
            center,
            sigma,
        }
    }

    /// 1 above, -1 below the line at `k` sigmas, 0 on or within it.
    fn side(&self, value: f64, k: f64) -> i8 {
        let line = k * self.sigma;
        let slack = SLACK * value.abs().max(self.center.abs()).max(line);
        let distance = value - self.center;
        if distance > line + slack {
            1
        } else if -distance > line + slack {
            -1
        } else {
            0
        }
    }

    fn within(&self, value: f64, k: f64) -> bool {
        let slack = SLACK * value.abs().max(self.center.abs());
        (value - self.center).abs() < k * self.sigma - slack
    }

    fn windows(&self, length: usize, breaks: impl Fn(&[f64]) -> bool) -> Vec<usize> {
        self.values
            .windows(length)
            .enumerate()
            .filter(|(_, window)| breaks(window))
            .map(|(start, _)| start + length)
            .collect()
    }

    /// `needed` of `length` points beyond `k` sigmas, all on the same side.
    fn same_side(&self, needed: usize, length: usize, k: f64) -> Vec<usize> {
        self.windows(length, |window| {
            [1, -1]
                .into_iter()
                .any(|side| window.iter().filter(|v| self.side(**v, k) == side).count() >= needed)
        })
    }

    /// One point beyond 3 sigma.
    pub fn western_electric_1(&self) -> Vec<usize> {
        self.same_side(1, 1, 3.0)
    }

    /// 2 of 3 points beyond 2 sigma on the same side.
    pub fn western_electric_2(&self) -> Vec<usize> {
        self.same_side(2, 3, 2.0)
    }

    /// 4 of 5 points beyond 1 sigma on the same side.
    pub fn western_electric_3(&self) -> Vec<usize> {
        self.same_side(4, 5, 1.0)
    }

    /// 8 points in a row on one side of the centre.
    pub fn western_electric_4(&self) -> Vec<usize> {
        self.same_side(8, 8, 0.0)
    }

    /// 9 points in a row on one side of the centre.
    pub fn nelson_2(&self) -> Vec<usize> {
        self.same_side(9, 9, 0.0)
    }

    /// 6 points steadily rising or steadily falling.
    pub fn nelson_3(&self) -> Vec<usize> {
        self.windows(6, |w| {
            w.windows(2).all(|p| p[1] > p[0]) || w.windows(2).all(|p| p[1] < p[0])
        })
    }

    /// 14 points alternating up and down.
    pub fn nelson_4(&self) -> Vec<usize> {
        self.windows(14, |w| {
            w.windows(3)
                .all(|p| (p[1] > p[0] && p[2] < p[1]) || (p[1] < p[0] && p[2] > p[1]))
        })
    }

    /// 15 points in a row within 1 sigma of the centre.
    pub fn nelson_7(&self) -> Vec<usize> {
        self.windows(15, |w| w.iter().all(|v| self.within(*v, 1.0)))
    }

    /// 8 points in a row beyond 1 sigma, on either side.
    pub fn nelson_8(&self) -> Vec<usize> {
        self.windows(8, |w| w.iter().all(|v| self.side(*v, 1.0) != 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_on_the_line_is_not_beyond_it_whatever_rounding_does() {
        // 0.1 + 3 * 0.1 is 0.4 by hand and a hair more in binary, 0.3 + 0.1 likewise.
        let rules = RunRules::new(&[0.4, -0.2], 0.1, 0.1);
        assert!(rules.western_electric_1().is_empty());
        let rules = RunRules::new(&[0.4 + 1e-9], 0.1, 0.1);
        assert_eq!(rules.western_electric_1(), [1]);
    }

    #[test]
    fn a_series_shorter_than_the_window_breaks_nothing() {
        let rules = RunRules::new(&[9.0, 9.0], 0.0, 1.0);
        assert!(rules.western_electric_2().is_empty());
        assert_eq!(rules.western_electric_1(), [1, 2]);
    }

    #[test]
    fn equal_neighbours_stop_a_trend_and_an_alternation() {
        let flat = [1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 6.0];
        assert!(RunRules::new(&flat, 0.0, 9.0).nelson_3().is_empty());
    }
}
