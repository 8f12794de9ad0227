//! Weights: what they cost (Kish), and how they are made (post-stratification, raking, trimming).

use super::{is_measure, sum};

/// Rounds of raking before it is called not converging.
const MOST_ROUNDS: usize = 1000;
/// A margin is reached when it is off by less than this part of itself.
const REACHED: f64 = 1e-8;
/// Where raking stops early: nothing that is printed changes any more.
const DONE: f64 = 1e-13;

/// Why weights cannot be made or used. Margins and categories are counted from 0: the caller names them.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum WeightError {
    #[error("weight {place} is {value}; a weight is 0 or more")]
    NotAWeight { place: usize, value: f64 },
    #[error("value {place} is infinite, or too large to reckon with")]
    NotAValue { place: usize },
    #[error("{weights} weights for {values} values; they come in pairs")]
    NotPaired { weights: usize, values: usize },
    #[error("margin {margin} has nobody in category {category}, which should count {total}")]
    NobodyInCategory {
        margin: usize,
        category: usize,
        total: f64,
    },
    #[error("margin {margin} has no total for category {category}")]
    UnknownCategory { margin: usize, category: usize },
    #[error("margin {margin} adds up to {total}, another to {other}; they describe one population")]
    MarginsDisagree {
        margin: usize,
        total: f64,
        other: f64,
    },
    #[error("margin {margin}, category {category}: the total {total} is not a number of clients")]
    NotATotal {
        margin: usize,
        category: usize,
        total: f64,
    },
    #[error(
        "raking did not reach the margins in {MOST_ROUNDS} rounds; it is still off by {off:.2e}"
    )]
    NotConverging { off: f64 },
    #[error("there are no margins to rake to")]
    NoMargins,
}

/// What unequal weights cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kish {
    /// Design effect `n sum(w²) / (sum w)²`, at least 1.
    pub deff: f64,
    /// Effective number of answers `(sum w)² / sum(w²)`.
    pub n_eff: f64,
}

/// Kish's design effect from (weight, count) pairs in any order. `None` when all weights are 0.
///
/// Source: L. Kish (1965), Survey Sampling, 11.7. Checked against R 4.2.2.
pub fn kish(weights: &[(f64, u64)]) -> Result<Option<Kish>, WeightError> {
    check(weights.iter().map(|(w, _)| *w))?;
    let mut sorted = weights.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let largest = sorted.last().map_or(0.0, |(w, _)| *w);
    if largest == 0.0 {
        return Ok(None);
    }
    // Relative to the largest, so that neither huge nor tiny weights leave the range of numbers.
    let relative = || sorted.iter().map(|(w, c)| (w / largest, *c as f64));
    let n: u64 = sorted.iter().map(|(_, c)| c).sum();
    let total = sum(relative().map(|(w, c)| w * c));
    let squares = sum(relative().map(|(w, c)| w * w * c));
    if total == 0.0 {
        return Ok(None);
    }
    let n_eff = total * total / squares;
    Ok(Some(Kish {
        deff: n as f64 / n_eff,
        n_eff,
    }))
}

/// Kish's design effect of one weight per answer.
pub fn kish_of(weights: &[f64]) -> Result<Option<Kish>, WeightError> {
    let counted: Vec<_> = weights.iter().map(|w| (*w, 1)).collect();
    kish(&counted)
}

/// The mean of values (0 and 1 for a share) with their weights; `None` when all weights are 0.
pub fn weighted_mean(values: &[f64], weights: &[f64]) -> Result<Option<f64>, WeightError> {
    if values.len() != weights.len() {
        return Err(WeightError::NotPaired {
            weights: weights.len(),
            values: values.len(),
        });
    }
    check(weights.iter().copied())?;
    if let Some(i) = values.iter().position(|v| !is_measure(*v)) {
        return Err(WeightError::NotAValue { place: i + 1 });
    }
    let mut pairs: Vec<(f64, f64)> = values
        .iter()
        .copied()
        .zip(weights.iter().copied())
        .collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let total = sum(pairs.iter().map(|(_, w)| *w));
    Ok((total > 0.0).then(|| sum(pairs.iter().map(|(v, w)| v * w)) / total))
}

fn check(weights: impl Iterator<Item = f64>) -> Result<(), WeightError> {
    for (i, value) in weights.enumerate() {
        if !(value >= 0.0 && is_measure(value)) {
            return Err(WeightError::NotAWeight {
                place: i + 1,
                value,
            });
        }
    }
    Ok(())
}

/// Weights `N_h / n_h` per stratum, from the answers and the clients in each.
///
/// A stratum with neither has weight 0. Error: clients but no answers, or a total that is no count.
/// Source: Holt & Smith (1979), JRSS A 142, 33-46. Checked against R survey 4.1 `postStratify`.
pub fn post_stratify(answers: &[u64], clients: &[f64]) -> Result<Vec<f64>, WeightError> {
    if answers.len() != clients.len() {
        return Err(WeightError::NotPaired {
            weights: clients.len(),
            values: answers.len(),
        });
    }
    check_totals(0, clients)?;
    let pairs = answers.iter().zip(clients).enumerate();
    pairs
        .map(|(category, (&n, &total))| match n {
            0 if total > 0.0 => Err(WeightError::NobodyInCategory {
                margin: 0,
                category,
                total,
            }),
            0 => Ok(0.0),
            n => Ok(total / n as f64),
        })
        .collect()
}

fn check_totals(margin: usize, totals: &[f64]) -> Result<(), WeightError> {
    match totals.iter().position(|t| !(*t >= 0.0 && is_measure(*t))) {
        Some(category) => Err(WeightError::NotATotal {
            margin,
            category,
            total: totals[category],
        }),
        None => Ok(()),
    }
}

/// Answers that share their category on every margin, and so their weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The category on each margin, from 0.
    pub categories: Vec<usize>,
    pub count: u64,
}

/// Weights per cell that reproduce every margin.
#[derive(Clone, Debug, PartialEq)]
pub struct Raked {
    /// In the order of the cells, scaled to the population.
    pub weights: Vec<f64>,
    pub rounds: usize,
    /// Share of the answers whose weight was cut; 0 without trimming.
    pub trimmed: f64,
}

/// Raking (iterative proportional fitting) of cells to the totals of each margin.
///
/// Errors: a margin category that nobody is in, cells outside the margins, margins that disagree on
/// the size of the population, no convergence. The order of the cells does not matter to the result
/// beyond rounding; sorted cells give the same bits.
/// Source: Deming & Stephan (1940), Ann. Math. Statist. 11, 427-444. Checked against R survey 4.1 `rake`.
pub fn rake(cells: &[Cell], margins: &[Vec<f64>]) -> Result<Raked, WeightError> {
    check_margins(cells, margins)?;
    let mut weights = vec![1.0; cells.len()];
    let mut off = f64::INFINITY;
    for round in 1..=MOST_ROUNDS {
        off = 0.0;
        for (margin, totals) in margins.iter().enumerate() {
            let reached = margin_sums(cells, &weights, margin, totals.len());
            for (total, sum) in totals.iter().zip(&reached).filter(|(t, _)| **t > 0.0) {
                off = f64::max(off, (sum / total - 1.0).abs());
            }
            for (cell, weight) in cells.iter().zip(&mut weights) {
                let category = cell.categories[margin];
                if reached[category] > 0.0 {
                    *weight *= totals[category] / reached[category];
                }
            }
        }
        if off <= DONE {
            return Ok(raked(weights, round));
        }
    }
    if off <= REACHED {
        Ok(raked(weights, MOST_ROUNDS))
    } else {
        Err(WeightError::NotConverging { off })
    }
}

fn raked(weights: Vec<f64>, rounds: usize) -> Raked {
    Raked {
        weights,
        rounds,
        trimmed: 0.0,
    }
}

fn margin_sums(cells: &[Cell], weights: &[f64], margin: usize, categories: usize) -> Vec<f64> {
    let mut sums = vec![0.0; categories];
    for (cell, weight) in cells.iter().zip(weights) {
        sums[cell.categories[margin]] += weight * cell.count as f64;
    }
    sums
}

fn check_margins(cells: &[Cell], margins: &[Vec<f64>]) -> Result<(), WeightError> {
    let population = sum(margins
        .first()
        .ok_or(WeightError::NoMargins)?
        .iter()
        .copied());
    for (margin, totals) in margins.iter().enumerate() {
        check_totals(margin, totals)?;
        let mut seen = vec![0_u64; totals.len()];
        for cell in cells {
            // A cell without a category for this margin is one the margin does not know.
            let category = cell.categories.get(margin).copied().unwrap_or(usize::MAX);
            match seen.get_mut(category) {
                Some(seen) => *seen += cell.count,
                None => return Err(WeightError::UnknownCategory { margin, category }),
            }
        }
        for (category, (&n, &total)) in seen.iter().zip(totals).enumerate() {
            if n == 0 && total > 0.0 {
                return Err(WeightError::NobodyInCategory {
                    margin,
                    category,
                    total,
                });
            }
        }
        let total = sum(totals.iter().copied());
        if (total - population).abs() > 1e-9 * population.max(1.0) {
            return Err(WeightError::MarginsDisagree {
                margin,
                total,
                other: population,
            });
        }
    }
    Ok(())
}

/// Cuts weights to `times` the median weight of the answers and spreads what was cut over the
/// others in proportion, so that the sum stays; repeated until none is above the bound.
///
/// After trimming the margins are no longer met exactly: that is its price, and why the share
/// trimmed is reported. Where the bound lies below the mean weight nothing can be spread, and the
/// weights become equal.
/// Source: Potter (1990), Proc. ASA Survey Research Methods, 225-230.
pub fn trim(cells: &[Cell], raked: Raked, times: f64) -> Raked {
    let n: u64 = cells.iter().map(|cell| cell.count).sum();
    let mut weights = raked.weights;
    let bound = times * median_weight(cells, &weights, n);
    let held = |w: f64| w >= bound * (1.0 - 1e-12);
    let over = |weights: &[f64]| weights.iter().any(|w| *w > bound * (1.0 + 1e-12));
    let total = total_weight(cells, &weights, |_| true);
    let mut trimmed = 0;
    // Each round holds at least one more cell at the bound, so it ends.
    for _ in 0..=cells.len() {
        if !over(&weights) {
            break;
        }
        weights.iter_mut().for_each(|w| *w = w.min(bound));
        trimmed = counts_where(cells, &weights, held);
        let at_bound = total_weight(cells, &weights, held);
        let free = total_weight(cells, &weights, |w| !held(w));
        if free <= 0.0 {
            weights.iter_mut().for_each(|w| *w = total / n as f64);
            break;
        }
        let factor = (total - at_bound) / free;
        weights
            .iter_mut()
            .filter(|w| !held(**w))
            .for_each(|w| *w *= factor);
    }
    Raked {
        weights,
        rounds: raked.rounds,
        trimmed: if n == 0 {
            0.0
        } else {
            trimmed as f64 / n as f64
        },
    }
}

fn total_weight(cells: &[Cell], weights: &[f64], counts: impl Fn(f64) -> bool) -> f64 {
    let pairs = cells.iter().zip(weights).filter(|(_, w)| counts(**w));
    sum(pairs.map(|(cell, w)| w * cell.count as f64))
}

fn counts_where(cells: &[Cell], weights: &[f64], holds: impl Fn(f64) -> bool) -> u64 {
    let pairs = cells.iter().zip(weights).filter(|(_, w)| holds(**w));
    pairs.map(|(cell, _)| cell.count).sum()
}

fn median_weight(cells: &[Cell], weights: &[f64], n: u64) -> f64 {
    let mut sorted: Vec<(f64, u64)> = weights
        .iter()
        .zip(cells)
        .map(|(w, cell)| (*w, cell.count))
        .collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut seen = 0;
    for (weight, count) in sorted {
        seen += count;
        if 2 * seen >= n {
            return weight;
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(categories: &[usize], count: u64) -> Cell {
        Cell {
            categories: categories.to_vec(),
            count,
        }
    }

    #[test]
    fn weights_of_nothing_but_zero_have_no_effective_number() {
        assert_eq!(kish_of(&[0.0, 0.0]), Ok(None));
        assert_eq!(kish_of(&[]), Ok(None));
        let negative = kish_of(&[1.0, -2.0]);
        assert!(matches!(
            negative,
            Err(WeightError::NotAWeight { place: 2, .. })
        ));
    }

    #[test]
    fn raked_weights_reach_both_margins() {
        let cells = [
            cell(&[0, 0], 8),
            cell(&[0, 1], 2),
            cell(&[1, 0], 3),
            cell(&[1, 1], 7),
        ];
        let margins = [vec![60.0, 40.0], vec![30.0, 70.0]];
        let raked = rake(&cells, &margins).unwrap();
        for (margin, totals) in margins.iter().enumerate() {
            let sums = margin_sums(&cells, &raked.weights, margin, 2);
            assert!(sums.iter().zip(totals).all(|(s, t)| (s - t).abs() < 1e-9));
        }
    }

    #[test]
    fn a_category_without_answers_is_named() {
        let named = rake(&[cell(&[0], 5)], &[vec![10.0, 4.0]]);
        let expected = WeightError::NobodyInCategory {
            margin: 0,
            category: 1,
            total: 4.0,
        };
        assert_eq!(named, Err(expected.clone()));
        assert_eq!(post_stratify(&[5, 0], &[10.0, 4.0]), Err(expected));
    }

    #[test]
    fn margins_of_different_populations_are_refused() {
        let wrong = rake(&[cell(&[0, 0], 5)], &[vec![10.0], vec![11.0]]);
        assert!(matches!(
            wrong,
            Err(WeightError::MarginsDisagree { margin: 1, .. })
        ));
    }

    #[test]
    fn margins_that_no_weights_can_meet_are_reported() {
        let cells = [cell(&[0, 0], 1), cell(&[1, 1], 1)];
        let wrong = rake(&cells, &[vec![10.0, 90.0], vec![50.0, 50.0]]);
        assert!(matches!(wrong, Err(WeightError::NotConverging { .. })));
    }

    #[test]
    fn trimming_keeps_the_sum_and_tells_how_many_were_cut() {
        let cells = [cell(&[0], 90), cell(&[1], 10)];
        let raked = Raked {
            weights: vec![1.0, 20.0],
            rounds: 1,
            trimmed: 0.0,
        };
        let trimmed = trim(&cells, raked, 5.0);
        let total = 90.0 * trimmed.weights[0] + 10.0 * trimmed.weights[1];
        assert!((total - 290.0).abs() < 1e-9);
        assert_eq!(trimmed.weights[1], 5.0);
        assert_eq!(trimmed.trimmed, 0.1);
    }
}
