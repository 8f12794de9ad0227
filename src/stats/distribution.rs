//! Distribution functions. Normal and log-gamma come from `statrs`; the incomplete beta is our own.
//!
//! Why not all of `statrs` 0.19: its regularised incomplete beta takes differences of log-gammas,
//! which loses digits as the counts grow, and stops after 140 terms, too few near the centre once
//! there are some tens of thousands of answers. Here the leading factor follows
//! Loader (2000), "Fast and accurate computation of binomial probabilities", and the continued
//! fraction (Lentz) runs until it has converged.

use statrs::function::{erf, gamma};
use std::f64::consts::{PI, SQRT_2};

/// ln(sqrt(2 pi)).
const HALF_LN_2PI: f64 = 0.918_938_533_204_672_8;
/// Enough for counts up to 10^12: the fraction needs about the square root of the larger count.
const MAX_TERMS: u32 = 2_000_000;

/// P(Z > z) for a standard normal Z.
pub fn normal_upper(z: f64) -> f64 {
    0.5 * erf::erfc(z / SQRT_2)
}

/// The z of a two-sided confidence level in (0, 1): 1.96 for 0.95.
pub fn z_two_sided(confidence: f64) -> f64 {
    SQRT_2 * erf::erfc_inv(1.0 - confidence)
}

/// The z with P(Z <= z) = `p`, for `p` in (0, 1).
pub fn normal_quantile(p: f64) -> f64 {
    -SQRT_2 * erf::erfc_inv(2.0 * p)
}

/// Two-sided p value of a standard normal statistic.
pub fn normal_two_sided(z: f64) -> f64 {
    erf::erfc(z.abs() / SQRT_2)
}

/// What Stirling's formula for z! is off by, on the log scale (z > 0).
fn stirling_error(z: f64) -> f64 {
    if z <= 15.0 {
        return gamma::ln_gamma(z + 1.0) - (z + 0.5) * z.ln() + z - HALF_LN_2PI;
    }
    let z2 = z * z;
    (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - (1.0 / 1188.0) / z2) / z2) / z2) / z2)
        / z
}

/// x ln(x / m) + m - x, without loss when x is close to m (Loader's deviance part).
fn deviance(x: f64, m: f64) -> f64 {
    if (x - m).abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() + m - x;
    }
    let v = (x - m) / (x + m);
    let mut sum = (x - m) * v;
    let mut term = 2.0 * x * v;
    for j in 1..1000 {
        term *= v * v;
        let next = sum + term / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// Binomial probability of `k` in `n` at share `p` = 1 - `q`, for real 0 <= k <= n.
pub(crate) fn binomial_mass(k: f64, n: f64, p: f64, q: f64) -> f64 {
    if k <= 0.0 {
        return (n * if p < 0.1 { (-p).ln_1p() } else { q.ln() }).exp();
    }
    if k >= n {
        return (n * if q < 0.1 { (-q).ln_1p() } else { p.ln() }).exp();
    }
    let log = stirling_error(n)
        - stirling_error(k)
        - stirling_error(n - k)
        - deviance(k, n * p)
        - deviance(n - k, n * q);
    log.exp() * (n / (2.0 * PI * k * (n - k))).sqrt()
}

/// The two tails (I_x(a, b), 1 - I_x(a, b)) of the beta distribution at x = 1 - y; a, b > 0.
/// Both are given because the smaller one would lose its digits as 1 minus the other.
pub fn beta_tails(a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        let upper = beta_fraction(b, a, y, x).min(1.0);
        (1.0 - upper, upper)
    } else {
        let lower = beta_fraction(a, b, x, y).min(1.0);
        (lower, 1.0 - lower)
    }
}

/// I_x(a, b) by the continued fraction of Numerical Recipes 6.4, for x below the centre.
fn beta_fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let guard = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let lead = b / (a + b) * binomial_mass(a, a + b, x, y);
    if lead == 0.0 {
        return 0.0;
    }
    let mut c = 1.0;
    let mut d = 1.0 / guard(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for i in 1..MAX_TERMS {
        let m = f64::from(i);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        let step = d * c;
        h *= step;
        if (step - 1.0).abs() < 1e-16 {
            break;
        }
    }
    lead * h
}

/// ln(x / (1 - x)) of the beta quantile x with lower tail `p` in (0, 1).
///
/// The logit keeps full precision at both ends, where x itself would round to 0 or 1.
fn beta_quantile_logit(p: f64, a: f64, b: f64) -> f64 {
    if p > 0.5 {
        return -beta_quantile_logit(1.0 - p, b, a);
    }
    beta_lower_logit(p, a, b)
}

/// The logit of the beta value with lower tail `p`: Newton on the log of the tail, inside a
/// bracket that bisection shrinks whenever a step would leave it.
fn beta_lower_logit(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (-740.0_f64, 740.0_f64);
    let mut t = (a / b).ln();
    for _ in 0..300 {
        let (x, y) = (1.0 / (1.0 + (-t).exp()), 1.0 / (1.0 + t.exp()));
        let (tail, _) = beta_tails(a, b, x, y);
        if tail < p {
            low = t;
        } else {
            high = t;
        }
        // d tail / d t = x^a y^b / B(a, b)
        let slope = a * b / (a + b) * binomial_mass(a, a + b, x, y);
        let newton = t - (tail / p).ln() * tail / slope;
        let next = if newton > low && newton < high {
            newton
        } else {
            0.5 * (low + high)
        };
        if (next - t).abs() <= 1e-15 * t.abs().max(1.0) {
            return next;
        }
        t = next;
    }
    t
}

/// The value below which a beta(a, b) variable falls with probability `p` in (0, 1); a, b > 0.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    1.0 / (1.0 + (-beta_quantile_logit(p, a, b)).exp())
}

/// The F quantile with lower tail `p` in (0, 1) and `d1`, `d2` degrees of freedom.
pub fn f_quantile(p: f64, d1: f64, d2: f64) -> f64 {
    d2 / d1 * beta_quantile_logit(p, 0.5 * d1, 0.5 * d2).exp()
}

/// Two-sided p value of Student's t with `df` > 0 degrees of freedom.
pub fn t_two_sided(t: f64, df: f64) -> f64 {
    if t.is_infinite() {
        return 0.0;
    }
    let square = t * t;
    beta_tails(0.5 * df, 0.5, df / (df + square), square / (df + square)).0
}

/// P(T > t) for Student's t.
pub fn t_upper(t: f64, df: f64) -> f64 {
    let half = 0.5 * t_two_sided(t, df);
    if t > 0.0 { half } else { 1.0 - half }
}

/// The t of a two-sided confidence level in (0, 1) with `df` > 0: 2.262 for 0.95 and 9.
pub fn t_critical(confidence: f64, df: f64) -> f64 {
    let logit = beta_quantile_logit(1.0 - confidence, 0.5 * df, 0.5);
    (df * (-logit).exp()).sqrt()
}

/// P(X <= k) and P(X > k) for X binomial(n, p), `p` in [0, 1].
pub fn binomial_tails(k: u64, n: u64, p: f64) -> (f64, f64) {
    if k >= n {
        return (1.0, 0.0);
    }
    let (upper, lower) = beta_tails(k as f64 + 1.0, (n - k) as f64, p, 1.0 - p);
    (lower, upper)
}

/// P(X = k) for X binomial(n, p), `p` in [0, 1].
pub fn binomial_pmf(k: u64, n: u64, p: f64) -> f64 {
    if k > n {
        return 0.0;
    }
    binomial_mass(k as f64, n as f64, p, 1.0 - p)
}
