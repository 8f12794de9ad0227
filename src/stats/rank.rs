//! Mann-Whitney: does a value of the one group tend to be larger than one of the other?

use super::distribution::normal_upper;

/// Above this amount of work the exact distribution is not computed: by then the normal one with
/// its corrections differs from it by less than anybody prints.
const MOST_STEPS: f64 = 3e8;

/// The Mann-Whitney comparison of two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannWhitney {
    /// Pairs in which the first group has the larger value; ties count for half.
    pub u: f64,
    /// U / (n1 n2): the chance that a value of the first group is the larger one.
    pub effect: f64,
    /// Two-sided, with tie and continuity correction; `None` when all values are equal.
    pub p_normal: Option<f64>,
    /// Two-sided exact; `None` with ties, or with groups too large to enumerate (see the source).
    pub p_exact: Option<f64>,
}

/// Mann-Whitney from (value, count in the first group, count in the second), in any order.
/// `None` when a group is empty or a value is not a number.
///
/// Source: Mann & Whitney (1947), Ann. Math. Statist. 18, 50-60. Checked against R `wilcox.test`
/// and scipy `mannwhitneyu`.
pub fn mann_whitney(counts: &[(f64, u64, u64)]) -> Option<MannWhitney> {
    if counts.iter().any(|(value, _, _)| value.is_nan()) {
        return None;
    }
    let mut sorted = counts.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    // One entry per value, or equal values listed twice would not count as ties.
    let merged: Vec<(u64, u64)> = sorted
        .chunk_by(|x, y| x.0 == y.0)
        .map(|run| (run.iter().map(|r| r.1).sum(), run.iter().map(|r| r.2).sum()))
        .filter(|(a, b)| a + b > 0)
        .collect();
    let n1: u64 = merged.iter().map(|(a, _)| a).sum();
    let n2: u64 = merged.iter().map(|(_, b)| b).sum();
    if n1 == 0 || n2 == 0 {
        return None;
    }
    // Twice U is a whole number: counted as such it is exact.
    let (mut below, mut twice) = (0_u128, 0_u128);
    for (a, b) in &merged {
        twice += u128::from(*a) * (2 * below + u128::from(*b));
        below += u128::from(*b);
    }
    let u = twice as f64 / 2.0;
    let pairs = n1 as f64 * n2 as f64;
    let ties: f64 = merged
        .iter()
        .map(|(a, b)| (a + b) as f64)
        .map(|t| t * t * t - t)
        .sum();
    let distinct = merged.iter().all(|(a, b)| a + b == 1);
    Some(MannWhitney {
        u,
        effect: u / pairs,
        p_normal: normal_p(u, n1 as f64, n2 as f64, ties),
        p_exact: distinct.then(|| exact_p(u, n1, n2)).flatten(),
    })
}

/// Mann-Whitney of two lists of values.
pub fn mann_whitney_of(a: &[f64], b: &[f64]) -> Option<MannWhitney> {
    let first = a.iter().map(|v| (*v, 1, 0));
    let counts: Vec<_> = first.chain(b.iter().map(|v| (*v, 0, 1))).collect();
    mann_whitney(&counts)
}

fn normal_p(u: f64, n1: f64, n2: f64, ties: f64) -> Option<f64> {
    let n = n1 + n2;
    let variance = n1 * n2 / 12.0 * ((n + 1.0) - ties / (n * (n - 1.0)));
    if variance <= 1e-12 * n1 * n2 {
        return None;
    }
    let away = ((u - 0.5 * n1 * n2).abs() - 0.5).max(0.0);
    Some((2.0 * normal_upper(away / variance.sqrt())).min(1.0))
}

/// Twice the smaller tail of U under the hypothesis that all orders are equally likely.
///
/// The number of orders with a given U is a coefficient of the Gaussian binomial, built one factor
/// (1 - q^(n2+i)) / (1 - q^i) at a time and scaled to probabilities on the way.
fn exact_p(u: f64, n1: u64, n2: u64) -> Option<f64> {
    let (few, many) = (n1.min(n2), n1.max(n2));
    let pairs = n1.checked_mul(n2)?;
    if few as f64 * pairs as f64 > MOST_STEPS {
        return None;
    }
    let tail = (u as u64).min(pairs - u as u64) as usize;
    let mut chance = vec![0.0_f64; tail + 1];
    chance[0] = 1.0;
    for i in 1..=few {
        let shift = (many + i) as usize;
        for k in (shift..=tail).rev() {
            chance[k] -= chance[k - shift];
        }
        for k in i as usize..=tail {
            chance[k] += chance[k - i as usize];
        }
        let scale = i as f64 / (many + i) as f64;
        chance.iter_mut().for_each(|c| *c *= scale);
    }
    Some((2.0 * super::sum(chance)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_separate_groups_of_three_have_an_exact_p_of_two_in_twenty() {
        let test = mann_whitney_of(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]).unwrap();
        assert_eq!(test.u, 0.0);
        assert!((test.p_exact.unwrap() - 0.1).abs() < 1e-15);
    }

    #[test]
    fn the_exact_chances_of_a_large_group_add_up() {
        // With an odd number of pairs the two middle tails are each exactly one half.
        let values: Vec<f64> = (0..151).map(f64::from).collect();
        let (a, b) = (&values[..75], &values[75..]);
        assert_eq!(mann_whitney_of(a, b).unwrap().u, 0.0);
        let middle = exact_p(2850.0, 75, 76).unwrap();
        assert_eq!(middle, 1.0);
        assert!(exact_p(2849.0, 75, 76).unwrap() > 0.99);
    }

    #[test]
    fn all_values_equal_leave_nothing_to_test() {
        let test = mann_whitney_of(&[3.0; 4], &[3.0; 6]).unwrap();
        assert_eq!(
            (test.effect, test.p_normal, test.p_exact),
            (0.5, None, None)
        );
        assert_eq!(mann_whitney_of(&[], &[1.0]), None);
    }

    #[test]
    fn lists_and_counts_in_any_order_agree_to_the_bit() {
        let listed = mann_whitney_of(&[3.0, 1.0, 3.0], &[2.0, 3.0]);
        let counted = mann_whitney(&[(3.0, 2, 1), (2.0, 0, 1), (1.0, 1, 0)]);
        assert_eq!(listed, counted);
    }
}
