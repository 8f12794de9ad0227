//! One-sided tests of a share and of a mean against a bound.

use super::distribution::{binomial_tails, normal_upper, t_upper};
use super::mean::Moments;
use super::ratio::at_least;

/// The side of the bound that is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The truth lies above the bound.
    Higher,
    /// The truth lies below the bound.
    Lower,
}

/// p values of a share against a bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareTest {
    pub p_exact: f64,
    /// Score test, which agrees with the Wilson interval; `None` at a bound of 0 or 1.
    pub p_score: Option<f64>,
}

/// Tests `successes` of `n` against a share `bound` in `[0, 1]`. `None` without answers, with more
/// successes than answers, or with a bound that is no share.
///
/// Checked against R `binom.test` and `prop.test(correct = FALSE)`.
pub fn share(successes: u64, n: u64, bound: f64, side: Side) -> Option<ShareTest> {
    if n == 0 || successes > n || !(0.0..=1.0).contains(&bound) {
        return None;
    }
    let error = (bound * (1.0 - bound) / n as f64).sqrt();
    let p_exact = match side {
        Side::Higher => at_least(successes, n, bound),
        Side::Lower => binomial_tails(successes, n, bound).0,
    };
    let p_score = (error > 0.0).then(|| {
        let z = (successes as f64 / n as f64 - bound) / error;
        match side {
            Side::Higher => normal_upper(z),
            Side::Lower => normal_upper(-z),
        }
    });
    Some(ShareTest { p_exact, p_score })
}

/// A t statistic with its one-sided p value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanTest {
    pub t: f64,
    pub df: f64,
    pub p: f64,
}

/// Tests a mean against a bound. `None` with one value or when all values are equal.
///
/// Checked against R `t.test(alternative = ...)`.
pub fn mean(moments: &Moments, bound: f64, side: Side) -> Option<MeanTest> {
    let sd = moments.sd.filter(|sd| *sd > 0.0)?;
    let t = (moments.mean - bound) / (sd / (moments.n as f64).sqrt());
    let df = (moments.n - 1) as f64;
    let p = match side {
        Side::Higher => t_upper(t, df),
        Side::Lower => t_upper(-t, df),
    };
    Some(MeanTest { t, df, p })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_of_one_can_only_be_tested_exactly() {
        let test = share(9, 10, 1.0, Side::Lower).unwrap();
        assert_eq!((test.p_exact, test.p_score), (0.0, None));
        assert_eq!(
            share(0, 10, 0.0, Side::Higher).map(|t| t.p_exact),
            Some(1.0)
        );
        assert_eq!(share(0, 0, 0.5, Side::Higher), None);
    }

    #[test]
    fn the_two_sides_of_a_mean_add_up_to_one() {
        let m = super::super::mean::moments_of(&[2.0, 5.0, 6.0]).unwrap();
        let (up, down) = (mean(&m, 3.0, Side::Higher), mean(&m, 3.0, Side::Lower));
        assert!((up.unwrap().p + down.unwrap().p - 1.0).abs() < 1e-15);
    }
}
