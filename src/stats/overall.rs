//! Whether several groups differ at all, before any of them is looked at by itself.

use statrs::distribution::{ChiSquared, ContinuousCDF};

/// The test over all groups together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overall {
    /// Corrected for ties; chi-square with `df` degrees of freedom when no group differs.
    pub statistic: f64,
    pub df: u64,
    pub p: f64,
}

/// Kruskal-Wallis from (value, count) pairs per group, in any order; groups without answers do not
/// count. `None` with fewer than two groups, or when all values are equal.
///
/// Of values 0 and 1 it is Pearson's chi-square times (n-1)/n.
/// Source: Kruskal & Wallis (1952), JASA 47, 583-621. Checked against R `kruskal.test` and scipy
/// `kruskal`.
pub fn kruskal_wallis(groups: &[Vec<(f64, u64)>]) -> Option<Overall> {
    let groups: Vec<&Vec<(f64, u64)>> = groups
        .iter()
        .filter(|group| group.iter().any(|(_, count)| *count > 0))
        .collect();
    if groups.len() < 2 {
        return None;
    }
    let mut values: Vec<(f64, u64)> = groups.iter().copied().flatten().copied().collect();
    if values.iter().any(|(value, _)| !super::is_measure(*value)) {
        return None;
    }
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    // The middle rank of each value, and what ties take away.
    let (mut ranks, mut below, mut ties): (Vec<(f64, f64)>, f64, f64) = (Vec::new(), 0.0, 0.0);
    for chunk in values.chunk_by(|a, b| a.0 == b.0) {
        let count = chunk.iter().map(|(_, count)| *count as f64).sum::<f64>();
        ranks.push((chunk[0].0, below + (count + 1.0) / 2.0));
        below += count;
        ties += count * count * count - count;
    }
    let n = below;
    let untied = 1.0 - ties / (n * n * n - n);
    if untied <= 0.0 {
        return None;
    }
    let rank_of = |value: f64| {
        let at = ranks.partition_point(|(known, _)| *known < value);
        ranks.get(at).map_or(0.0, |(_, rank)| *rank)
    };
    let spread: f64 = groups
        .iter()
        .map(|group| {
            let size: f64 = group.iter().map(|(_, count)| *count as f64).sum();
            let sum: f64 = group
                .iter()
                .map(|(value, count)| rank_of(*value) * *count as f64)
                .sum();
            let off = sum / size - (n + 1.0) / 2.0;
            size * off * off
        })
        .sum();
    let statistic = 12.0 * spread / (n * (n + 1.0)) / untied;
    let df = groups.len() as u64 - 1;
    let chi = ChiSquared::new(df as f64).ok()?;
    Some(Overall {
        statistic,
        df,
        p: chi.sf(statistic),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, wanted: f64) {
        assert!(
            (got - wanted).abs() < 1e-9 * wanted.abs().max(1.0),
            "{got} {wanted}"
        );
    }

    #[test]
    fn three_groups_with_ties_are_as_r_says() {
        // R: kruskal.test(list(c(2.9,3.0,2.5,2.6,3.2), c(3.8,2.7,4.0,2.4), c(2.8,3.4,3.7,2.2,2.0)))
        // H = 0.77142857, df = 2, p = 0.67996 (Hollander & Wolfe 1973, 116)
        let group = |values: &[f64]| values.iter().map(|v| (*v, 1)).collect::<Vec<_>>();
        let found = kruskal_wallis(&[
            group(&[2.9, 3.0, 2.5, 2.6, 3.2]),
            group(&[3.8, 2.7, 4.0, 2.4]),
            group(&[2.8, 3.4, 3.7, 2.2, 2.0]),
        ])
        .unwrap();
        close(found.statistic, 27.0 / 35.0);
        close(found.p, (-27.0_f64 / 70.0).exp());
        assert_eq!(found.df, 2);
    }

    #[test]
    fn of_shares_it_is_the_chi_square_of_the_table() {
        // 30 of 40 against 20 of 40: Pearson's chi-square is 80 (30*20-10*20)^2/(50*30*40*40) = 16/3.
        let found = kruskal_wallis(&[vec![(0.0, 10), (1.0, 30)], vec![(1.0, 20), (0.0, 20)]]);
        close(found.unwrap().statistic, 16.0 / 3.0 * 79.0 / 80.0);
    }

    #[test]
    fn one_group_or_one_value_says_nothing() {
        assert_eq!(kruskal_wallis(&[vec![(1.0, 5)], vec![(1.0, 0)]]), None);
        assert_eq!(kruskal_wallis(&[vec![(1.0, 5)], vec![(1.0, 5)]]), None);
        assert_eq!(kruskal_wallis(&[]), None);
    }
}
