//! What must hold of every method, whatever the numbers: tried on cases that nobody thought of.

use super::distribution::{beta_quantile, beta_tails, t_critical, t_two_sided};
use super::mean::{Moments, interval, moments};
use super::multiplicity::{benjamini_hochberg, bonferroni, holm};
use super::poisson::garwood;
use super::proportion::{clopper_pearson, wilson_of_counts};
use super::rank::mann_whitney;
use super::sequence::successes;
use super::suppression::segments;
use super::suppression_table::Table;
use super::weight::{Cell, kish, rake, trim};
use super::{Interval, difference, finite};
use proptest::collection::vec;
use proptest::prelude::*;

/// Answers and successes among them.
fn share() -> impl Strategy<Value = (u64, u64)> {
    (1_u64..5000).prop_flat_map(|n| (0..=n, Just(n)))
}

fn level() -> impl Strategy<Value = f64> {
    0.5..0.999_f64
}

fn within(inner: Interval, outer: Interval) -> bool {
    outer.low <= inner.low + 1e-12 && inner.high <= outer.high + 1e-12
}

proptest! {
    #[test]
    fn more_confidence_never_shortens_an_interval((x, n) in share(), a in level(), b in level()) {
        let (less, more) = (a.min(b), a.max(b));
        let both = |f: &dyn Fn(f64) -> Interval| within(f(less), f(more));
        prop_assert!(both(&|c| wilson_of_counts(x, n, None, c).unwrap()));
        prop_assert!(both(&|c| clopper_pearson(x, n, c).unwrap()));
        prop_assert!(both(&|c| garwood(x, n as f64, c).unwrap()));
    }

    #[test]
    fn an_interval_holds_its_share_and_mirrors((x, n) in share(), c in level()) {
        for method in [|x, n, c| wilson_of_counts(x, n, None, c), clopper_pearson] {
            let (yes, no) = (method(x, n, c).unwrap(), method(n - x, n, c).unwrap());
            let p = x as f64 / n as f64;
            prop_assert!(yes.low <= p && p <= yes.high);
            prop_assert!((yes.low - (1.0 - no.high)).abs() < 1e-12);
        }
    }

    #[test]
    fn a_known_population_never_lengthens_an_interval((x, n) in share(), more in 0_u64..9000, c in level()) {
        let known = wilson_of_counts(x, n, Some(n + more), c).unwrap();
        prop_assert!(within(known, wilson_of_counts(x, n, None, c).unwrap()));
        let exact = finite::hypergeometric_bounds(x, n, n + more, c).unwrap();
        prop_assert!(x <= exact.low && exact.low <= exact.high && exact.high <= x + more);
    }

    #[test]
    fn quantiles_undo_tails(a in 0.05..3000.0_f64, b in 0.05..3000.0_f64, p in 1e-6..0.999_999_f64) {
        let x = beta_quantile(p, a, b);
        // Close to an end x has no room for its digits; its tail is then not asked for.
        prop_assume!(x > 1e-200 && x < 1.0 - 1e-9);
        prop_assert!((beta_tails(a, b, x, 1.0 - x).0 / p - 1.0).abs() < 1e-5);
        prop_assert!((t_two_sided(t_critical(p, a), a) - (1.0 - p)).abs() < 1e-9);
    }

    #[test]
    fn answers_in_any_order_give_the_same_bits(counts in vec((0_u8..8, 1_u64..500), 1..12), c in level()) {
        let forward: Vec<(f64, u64)> = counts.iter().map(|(v, n)| (f64::from(*v) / 10.0, *n)).collect();
        let mut backward = forward.clone();
        backward.reverse();
        let (one, other) = (moments(&forward).unwrap(), moments(&backward).unwrap());
        let close = (one.mean - other.mean).abs() + (one.sd.unwrap_or(0.0) - other.sd.unwrap_or(0.0)).abs();
        prop_assert!(close < 1e-14);
        let found = |m: &Moments| interval(m, None, c).unwrap().is_some();
        prop_assert_eq!(found(&one), found(&other));
        let groups: Vec<(f64, u64, u64)> = forward.iter().map(|(v, n)| (*v, *n, n / 2 + 1)).collect();
        let reversed: Vec<(f64, u64, u64)> = groups.iter().rev().copied().collect();
        prop_assert_eq!(mann_whitney(&groups), mann_whitney(&reversed));
    }

    #[test]
    fn differences_mirror_when_the_groups_change_places((x1, n1) in share(), (x2, n2) in share(), c in level()) {
        let there = difference::newcombe(x1, n1, x2, n2, c).unwrap();
        let back = difference::newcombe(x2, n2, x1, n1, c).unwrap();
        prop_assert!((there.interval.low + back.interval.high).abs() < 1e-12);
        let p = finite::fisher_exact(x1, n1, x2, n2).unwrap();
        prop_assert!((p - finite::fisher_exact(x2, n2, x1, n1).unwrap()).abs() < 1e-9);
        prop_assert!((0.0..=1.0).contains(&p));
    }

    #[test]
    fn adjusted_p_values_keep_their_order_and_never_shrink(p in vec(0.0..=1.0_f64, 1..30)) {
        let given: Vec<Option<f64>> = p.iter().copied().map(Some).collect();
        let least = benjamini_hochberg(&given).unwrap();
        let (middle, most) = (holm(&given).unwrap(), bonferroni(&given).unwrap());
        for i in 0..p.len() {
            prop_assert!(p[i] <= least[i].unwrap() + 1e-15);
            prop_assert!(least[i] <= middle[i] && middle[i] <= most[i]);
            for j in 0..p.len() {
                prop_assert!(p[i] > p[j] || middle[i] <= middle[j]);
            }
        }
    }

    #[test]
    fn effective_answers_never_exceed_the_answers(weights in vec((0.0..50.0_f64, 1_u64..40), 1..30)) {
        if let Some(found) = kish(&weights).unwrap() {
            let n: u64 = weights.iter().map(|(_, count)| count).sum();
            prop_assert!(found.n_eff <= n as f64 * (1.0 + 1e-12) && found.deff >= 1.0 - 1e-12);
        }
    }

    #[test]
    fn trimmed_weights_keep_their_sum(counts in vec(1_u64..40, 4), first in 1.0..99.0_f64, second in 1.0..99.0_f64) {
        let places = [[0, 0], [0, 1], [1, 0], [1, 1]];
        let cells: Vec<Cell> = places
            .iter()
            .zip(counts)
            .map(|(place, count)| Cell { categories: place.to_vec(), count })
            .collect();
        let margins = [vec![first, 100.0 - first], vec![second, 100.0 - second]];
        let raked = rake(&cells, &margins).unwrap();
        let trimmed = trim(&cells, raked, 1.5);
        let total: f64 = cells.iter().zip(&trimmed.weights).map(|(c, w)| c.count as f64 * w).sum();
        prop_assert!((total - 100.0).abs() < 1e-6, "{}", total);
    }

    #[test]
    fn hidden_segments_cannot_be_told_from_the_total(counts in vec(0_u64..40, 0..9), threshold in 3_u64..10) {
        let hidden = segments(&counts, threshold);
        let places = hidden.primary.iter().chain(&hidden.complementary);
        let together: u64 = places.clone().map(|i| counts[*i]).sum();
        let number = places.count();
        prop_assert!(!hidden.total_publishable || number == 0 || (number > 1 && together >= threshold));
    }

    #[test]
    fn a_complement_protects_every_small_cell(flat in vec(0_u64..20, 12)) {
        let counts: Vec<Vec<u64>> = flat.chunks(4).map(<[u64]>::to_vec).collect();
        let table = Table::new(&counts).unwrap();
        let primary = table.primary(5);
        if let Ok(complement) = table.complement(5) {
            let all: Vec<_> = primary.iter().chain(&complement.cells).copied().collect();
            let exposed = table.exposed(&all);
            prop_assert!(primary.iter().all(|cell| !exposed.contains(cell)));
            for (range, (i, j)) in table.ranges(&all).iter().zip(&all) {
                prop_assert!(range.low <= counts[*i][*j] && counts[*i][*j] <= range.high);
            }
        }
    }

    #[test]
    fn a_sequence_holds_what_is_possible_and_widens_with_less_error((x, n) in share(), more in 0_u64..5000, a in 0.01..0.2_f64) {
        let found = successes(x, n, n + more, a).unwrap();
        prop_assert!(x <= found.low && found.low <= found.high && found.high <= x + more);
        let stricter = successes(x, n, n + more, a / 2.0).unwrap();
        prop_assert!(stricter.low <= found.low && found.high <= stricter.high);
    }
}
