//! Agreement between coders: Cohen's kappa for two, Krippendorff's alpha for any number.

use super::distribution::z_two_sided;
use super::{Interval, is_level, is_measure, sum};

/// Agreement of two coders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// Pairs coded by both.
    pub n: u64,
    /// Observed agreement, a share; printed beside kappa, which drops when one category is rare.
    pub observed: f64,
    /// `None` when only one category was used.
    pub kappa: Option<Kappa>,
}

/// Cohen's kappa, with linear and quadratic weights over the ordered categories that occur.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kappa {
    pub kappa: f64,
    pub linear: f64,
    pub quadratic: f64,
    /// Large-sample standard error of the unweighted kappa.
    pub se: f64,
    pub interval: Interval,
}

/// Cohen's kappa of two lists of codes; pairs with a missing code are left out. `None` without
/// pairs, at lists of different length, or at a level outside (0, 1).
///
/// Source: Cohen (1960, 1968); standard error Fleiss, Cohen & Everitt (1969), Psychol. Bull. 72,
/// 323-327. Checked against R irr `kappa2`, scikit-learn and statsmodels.
pub fn cohen_kappa(
    first: &[Option<f64>],
    second: &[Option<f64>],
    confidence: f64,
) -> Option<Agreement> {
    let codes = || first.iter().chain(second).flatten();
    if first.len() != second.len() || !is_level(confidence) || !codes().all(|c| is_measure(*c)) {
        return None;
    }
    let pairs: Vec<(f64, f64)> = first
        .iter()
        .zip(second)
        .filter_map(|(a, b)| Some(((*a)?, (*b)?)))
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let categories = distinct(pairs.iter().flat_map(|(a, b)| [*a, *b]));
    let mut counts = vec![vec![0_u64; categories.len()]; categories.len()];
    for (a, b) in &pairs {
        counts[place(&categories, *a)][place(&categories, *b)] += 1;
    }
    let n = pairs.len() as f64;
    let table: Vec<Vec<f64>> = counts
        .iter()
        .map(|row| row.iter().map(|c| *c as f64 / n).collect())
        .collect();
    let same: u64 = (0..categories.len()).map(|i| counts[i][i]).sum();
    Some(Agreement {
        n: pairs.len() as u64,
        observed: same as f64 / n,
        kappa: (categories.len() > 1).then(|| kappa_of(&table, n, confidence)),
    })
}

fn kappa_of(table: &[Vec<f64>], n: f64, confidence: f64) -> Kappa {
    let k = table.len();
    let rows: Vec<f64> = table.iter().map(|row| sum(row.iter().copied())).collect();
    let columns: Vec<f64> = (0..k)
        .map(|j| sum(table.iter().map(|row| row[j])))
        .collect();
    // 1 minus the disagreement found over the disagreement expected.
    let weighted = |cost: &dyn Fn(f64) -> f64| {
        let cells = || (0..k).flat_map(move |i| (0..k).map(move |j| (i, j)));
        let cost = |i: usize, j: usize| cost(i.abs_diff(j) as f64);
        let found = sum(cells().map(|(i, j)| cost(i, j) * table[i][j]));
        let expected = sum(cells().map(|(i, j)| cost(i, j) * rows[i] * columns[j]));
        1.0 - found / expected
    };
    let kappa = weighted(&|d| if d > 0.0 { 1.0 } else { 0.0 });
    let se = standard_error(table, &rows, &columns, kappa, n);
    let half = z_two_sided(confidence) * se;
    Kappa {
        kappa,
        linear: weighted(&|d| d),
        quadratic: weighted(&|d| d * d),
        se,
        interval: Interval {
            low: kappa - half,
            high: kappa + half,
        },
    }
}

fn standard_error(table: &[Vec<f64>], rows: &[f64], columns: &[f64], kappa: f64, n: f64) -> f64 {
    let chance = sum(rows.iter().zip(columns).map(|(r, c)| r * c));
    let rest = 1.0 - kappa;
    let same =
        sum((0..rows.len()).map(|i| table[i][i] * (1.0 - (rows[i] + columns[i]) * rest).powi(2)));
    let other = sum((0..rows.len()).flat_map(|i| {
        (0..rows.len())
            .filter(move |j| *j != i)
            .map(move |j| table[i][j] * (columns[i] + rows[j]).powi(2))
    }));
    let all = (kappa - chance * rest).powi(2);
    let variance = (same + rest * rest * other - all) / ((1.0 - chance).powi(2) * n);
    variance.max(0.0).sqrt()
}

fn distinct(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut found: Vec<f64> = values.collect();
    found.sort_by(f64::total_cmp);
    found.dedup();
    found
}

fn place(categories: &[f64], value: f64) -> usize {
    categories.partition_point(|category| *category < value)
}

/// Krippendorff's alpha at three levels of measurement; `None` when nothing varies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alpha {
    pub nominal: f64,
    pub ordinal: f64,
    pub interval: f64,
}

/// Krippendorff's alpha; `ratings[coder][unit]`, `None` for a unit not coded. Units with fewer than
/// two codes are left out. `None` when no unit has two codes, or all codes are equal.
///
/// Source: K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C among the
/// cases. Checked against PyPI krippendorff 0.9. (R irr 0.84 divides by 1 in place of m - 1 for three
/// coders without missing codes; its figure then differs.)
pub fn krippendorff_alpha(ratings: &[Vec<Option<f64>>]) -> Option<Alpha> {
    let units = ratings.iter().map(Vec::len).max()?;
    let coded: Vec<Vec<f64>> = (0..units)
        .map(|unit| ratings.iter().filter_map(|row| *row.get(unit)?).collect())
        .filter(|codes: &Vec<f64>| codes.len() > 1)
        .collect();
    let categories = distinct(coded.iter().flatten().copied());
    if categories.len() < 2 || !categories.iter().all(|c| is_measure(*c)) {
        return None;
    }
    let k = categories.len();
    let mut coincidence = vec![vec![0.0_f64; k]; k];
    for codes in &coded {
        let mut counts = vec![0.0_f64; k];
        codes
            .iter()
            .for_each(|c| counts[place(&categories, *c)] += 1.0);
        for i in 0..k {
            for j in 0..k {
                let other = if i == j { counts[j] - 1.0 } else { counts[j] };
                coincidence[i][j] += counts[i] * other / (codes.len() - 1) as f64;
            }
        }
    }
    let totals: Vec<f64> = coincidence
        .iter()
        .map(|row| sum(row.iter().copied()))
        .collect();
    let ranks: Vec<f64> = totals
        .iter()
        .scan(0.0, |before, n| {
            let middle = *before + 0.5 * n;
            *before += n;
            Some(middle)
        })
        .collect();
    let by = |distance: &dyn Fn(usize, usize) -> f64| alpha(&coincidence, &totals, distance);
    Some(Alpha {
        nominal: by(&|i, j| if i == j { 0.0 } else { 1.0 }),
        // Ranks in the middle of their category: their distance is the ordinal metric.
        ordinal: by(&|i, j| (ranks[i] - ranks[j]).powi(2)),
        interval: by(&|i, j| (categories[i] - categories[j]).powi(2)),
    })
}

fn alpha(coincidence: &[Vec<f64>], totals: &[f64], distance: &dyn Fn(usize, usize) -> f64) -> f64 {
    let n = sum(totals.iter().copied());
    let cells = || (0..totals.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
    let found = sum(cells().map(|(i, j)| coincidence[i][j] * distance(i, j)));
    let expected = sum(cells().map(|(i, j)| totals[i] * totals[j] * distance(i, j)));
    1.0 - (n - 1.0) * found / expected
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(list: &[f64]) -> Vec<Option<f64>> {
        list.iter().copied().map(Some).collect()
    }

    #[test]
    fn one_category_agrees_but_has_no_kappa() {
        let one = cohen_kappa(&codes(&[1.0, 1.0]), &codes(&[1.0, 1.0]), 0.95).unwrap();
        assert_eq!((one.observed, one.kappa), (1.0, None));
        assert_eq!(cohen_kappa(&[], &[], 0.95), None);
    }

    #[test]
    fn a_pair_with_a_missing_code_is_left_out() {
        let first = [Some(1.0), Some(2.0), None, Some(2.0)];
        let second = [Some(1.0), Some(2.0), Some(1.0), None];
        let found = cohen_kappa(&first, &second, 0.95).unwrap();
        assert_eq!((found.n, found.observed), (2, 1.0));
    }

    #[test]
    fn units_that_one_coder_saw_tell_nothing() {
        let alone = [vec![Some(1.0), Some(2.0)], vec![None, None]];
        assert_eq!(krippendorff_alpha(&alone), None);
        assert_eq!(krippendorff_alpha(&[]), None);
    }

    #[test]
    fn krippendorffs_own_example_gives_his_figures() {
        let missing = 0.0;
        let rows = [
            [1., 2., 3., 3., 2., 1., 4., 1., 2., 0., 0., 0.],
            [1., 2., 3., 3., 2., 2., 4., 1., 2., 5., 0., 3.],
            [0., 3., 3., 3., 2., 3., 4., 2., 2., 5., 1., 0.],
            [1., 2., 3., 3., 2., 4., 4., 1., 2., 5., 1., 0.],
        ];
        let ratings: Vec<Vec<Option<f64>>> = rows
            .iter()
            .map(|row| row.iter().map(|v| (*v != missing).then_some(*v)).collect())
            .collect();
        let alpha = krippendorff_alpha(&ratings).unwrap();
        let rounded = |v: f64| (v * 1000.0).round() / 1000.0;
        assert_eq!(rounded(alpha.nominal), 0.743);
        assert_eq!(rounded(alpha.ordinal), 0.815);
        assert_eq!(rounded(alpha.interval), 0.849);
    }
}
