//! Differences between two waves or two groups.

use super::distribution::{normal_two_sided, t_critical, t_two_sided, z_two_sided};
use super::mean::{Moments, moments_of};
use super::nps::{nps, standard_error as nps_error};
use super::proportion::{ProportionError, check, wilson, wilson_of_counts};
use super::ratio::binomial_two_sided;
use super::{Interval, is_level, sum};

/// A statistic with its p value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    pub statistic: f64,
    pub p: f64,
}

/// Two independent shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareDifference {
    /// First minus second.
    pub difference: f64,
    pub interval: Interval,
    /// Pooled z without correction; `None` when all answers are equal.
    pub pooled: Option<Test>,
}

/// Newcombe's interval from two shares and the Wilson intervals of each.
pub fn hybrid(p1: f64, first: Interval, p2: f64, second: Interval) -> Interval {
    let difference = p1 - p2;
    Interval {
        low: difference - (p1 - first.low).hypot(second.high - p2),
        high: difference + (first.high - p1).hypot(p2 - second.low),
    }
}

/// Difference of two independent shares, first minus second, with the hybrid score interval.
///
/// Errors: a group without answers; contradicting counts; a level outside (0, 1).
/// Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10; the eight examples of his
/// Table II are among the cases. Checked against statsmodels 0.15 (`newcomb`) and R `prop.test`.
pub fn newcombe(
    x1: u64,
    n1: u64,
    x2: u64,
    n2: u64,
    confidence: f64,
) -> Result<ShareDifference, ProportionError> {
    let (p1, p2) = (check(x1, n1, confidence)?, check(x2, n2, confidence)?);
    let first = wilson_of_counts(x1, n1, None, confidence)?;
    let second = wilson_of_counts(x2, n2, None, confidence)?;
    let pooled = (x1 + x2) as f64 / (n1 + n2) as f64;
    let spread = pooled * (1.0 - pooled) * (1.0 / n1 as f64 + 1.0 / n2 as f64);
    Ok(ShareDifference {
        difference: p1 - p2,
        interval: hybrid(p1, first, p2, second).cut(-1.0, 1.0),
        pooled: (spread > 0.0).then(|| {
            let z = (p1 - p2) / spread.sqrt();
            Test {
                statistic: z,
                p: normal_two_sided(z),
            }
        }),
    })
}

/// The same for weighted shares with an effective number of answers each (Kish).
pub fn newcombe_weighted(
    (p1, n1): (f64, f64),
    (p2, n2): (f64, f64),
    confidence: f64,
) -> Result<Interval, ProportionError> {
    let (first, second) = (wilson(p1, n1, confidence)?, wilson(p2, n2, confidence)?);
    Ok(hybrid(p1, first, p2, second).cut(-1.0, 1.0))
}

/// The same people in two waves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedDifference {
    /// Share in wave 2 minus share in wave 1.
    pub difference: f64,
    /// Exact McNemar, two-sided; 1 when nobody changed.
    pub p: f64,
}

/// Change of a share among the same people, from the four counts. `None` without people.
///
/// Source: McNemar (1947), exact binomial form. Checked against R `binom.test` and statsmodels
/// `mcnemar(exact=True)`.
pub fn mcnemar(
    both_yes: u64,
    first_only: u64,
    second_only: u64,
    both_no: u64,
) -> Option<PairedDifference> {
    let n = both_yes + first_only + second_only + both_no;
    let changed = first_only + second_only;
    (n > 0).then(|| PairedDifference {
        difference: (second_only as f64 - first_only as f64) / n as f64,
        p: if changed == 0 {
            1.0
        } else {
            binomial_two_sided(first_only, changed, 0.5)
        },
    })
}

/// Interval of the change of a share among the same `n` people, of whom `first_only` were a yes in
/// wave 1 only and `second_only` in wave 2 only. `None` without people or at a level outside (0, 1).
///
/// Half a person is added to each of the four counts, so that it exists when nobody changed and
/// covers well in small groups. Source: Agresti & Min (2005), Statistics in Medicine 24, 729-740.
pub fn matched_interval(
    first_only: u64,
    second_only: u64,
    n: u64,
    confidence: f64,
) -> Option<Interval> {
    if n == 0 || first_only + second_only > n || !is_level(confidence) {
        return None;
    }
    let n = n as f64 + 2.0;
    let (first, second) = (first_only as f64 + 0.5, second_only as f64 + 0.5);
    let change = second - first;
    let se = (first + second - change * change / n).sqrt() / n;
    let half = z_two_sided(confidence) * se;
    let (low, high) = (change / n - half, change / n + half);
    Some(Interval { low, high }.cut(-1.0, 1.0))
}

/// Welch's comparison of two means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Welch {
    pub t: f64,
    pub df: f64,
    pub p: f64,
    pub interval: Interval,
}

/// Welch's t test and interval of the difference of two means, first minus second. `None` when a
/// group has fewer than two values, when neither varies, or at a level outside (0, 1).
///
/// Source: B. L. Welch (1947), Biometrika 34, 28-35. Checked against R `t.test`, scipy `ttest_ind`.
pub fn welch(a: &Moments, b: &Moments, confidence: f64) -> Option<Welch> {
    if !is_level(confidence) {
        return None;
    }
    let (va, vb) = (a.sd?.powi(2) / a.n as f64, b.sd?.powi(2) / b.n as f64);
    let se = (va + vb).sqrt();
    if se == 0.0 {
        return None;
    }
    let (ra, rb) = (va / (va + vb), vb / (va + vb));
    let df = 1.0 / (ra * ra / (a.n - 1) as f64 + rb * rb / (b.n - 1) as f64);
    let difference = a.mean - b.mean;
    let half = t_critical(confidence, df) * se;
    Some(Welch {
        t: difference / se,
        df,
        p: t_two_sided(difference / se, df),
        interval: Interval {
            low: difference - half,
            high: difference + half,
        },
    })
}

/// Change of a Net Promoter Score in points, the second wave minus the first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NpsDifference {
    pub difference: f64,
    pub se: f64,
    /// `None` when neither wave varies, so that nothing tells how sure the change is.
    pub test: Option<Test>,
    pub interval: Option<Interval>,
}

/// Difference of two independent scores; counts are (promoters, passives, detractors). `None` when
/// a wave has no answers or the level is outside (0, 1). The interval is cut to ±200.
pub fn nps_difference(
    first: (u64, u64, u64),
    second: (u64, u64, u64),
    confidence: f64,
) -> Option<NpsDifference> {
    if !is_level(confidence) {
        return None;
    }
    let one = nps(first.0, first.1, first.2)?;
    let two = nps(second.0, second.1, second.2)?;
    let e1 = nps_error(&one, first.0 + first.1 + first.2)?;
    let e2 = nps_error(&two, second.0 + second.1 + second.2)?;
    let (difference, se) = (two.points - one.points, e1.hypot(e2));
    let half = z_two_sided(confidence) * se;
    let varies = se > 0.0;
    Some(NpsDifference {
        difference,
        se,
        test: varies.then(|| Test {
            statistic: difference / se,
            p: normal_two_sided(difference / se),
        }),
        interval: varies.then(|| {
            let (low, high) = (difference - half, difference + half);
            Interval { low, high }.cut(-200.0, 200.0)
        }),
    })
}

/// The mean of paired differences with its t interval; both `None` with one pair or no variation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedMean {
    pub n: u64,
    pub mean: f64,
    pub interval: Option<Interval>,
    pub p: Option<f64>,
}

/// Paired t of differences already taken. `None` without pairs or at a level outside (0, 1).
///
/// Checked against R `t.test(paired = TRUE)`.
pub fn paired_t(differences: &[f64], confidence: f64) -> Option<PairedMean> {
    let m = moments_of(differences).filter(|_| is_level(confidence))?;
    let interval = super::mean::interval(&m, None, confidence).ok().flatten();
    let p = m.sd.filter(|sd| *sd > 0.0).map(|sd| {
        let t = m.mean / (sd / (m.n as f64).sqrt());
        t_two_sided(t, (m.n - 1) as f64)
    });
    Some(PairedMean {
        n: m.n,
        mean: m.mean,
        interval,
        p,
    })
}

/// What is not the same between expectation and perception.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("expectation and perception do not have the same people and items")]
pub struct NotPaired;

/// SERVQUAL gaps: perception minus expectation per item, and over all answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaps {
    /// Per item; `None` for an item that nobody answered twice.
    pub items: Vec<Option<PairedMean>>,
    pub mean: Option<f64>,
}

/// Gaps from two tables of people by items; a missing answer drops that pair only.
///
/// Source: Parasuraman, Zeithaml & Berry (1988). Checked against R `t.test(paired = TRUE)`.
pub fn servqual(
    expectation: &[Vec<Option<f64>>],
    perception: &[Vec<Option<f64>>],
    confidence: f64,
) -> Result<Gaps, NotPaired> {
    let items = expectation.first().map_or(0, Vec::len);
    let same = expectation.len() == perception.len()
        && expectation
            .iter()
            .chain(perception)
            .all(|row| row.len() == items);
    if !same {
        return Err(NotPaired);
    }
    let differences: Vec<Vec<f64>> = (0..items)
        .map(|item| {
            let pairs = expectation.iter().zip(perception);
            pairs
                .filter_map(|(e, p)| Some(p[item]? - e[item]?))
                .collect()
        })
        .collect();
    let all: Vec<f64> = differences.iter().flatten().copied().collect();
    let mut sorted = all.clone();
    sorted.sort_by(f64::total_cmp);
    Ok(Gaps {
        items: differences
            .iter()
            .map(|d| paired_t(d, confidence))
            .collect(),
        mean: (!all.is_empty()).then(|| sum(sorted) / all.len() as f64),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_group_has_no_difference() {
        assert_eq!(newcombe(0, 0, 3, 5, 0.95), Err(ProportionError::NoAnswers));
        assert_eq!(nps_difference((0, 0, 0), (1, 1, 1), 0.95), None);
        assert_eq!(mcnemar(0, 0, 0, 0), None);
    }

    #[test]
    fn a_matched_interval_adds_half_a_person_to_each_count() {
        // By hand: n* 82, change 10 / 82, se sqrt(21 - 100 / 82) / 82, z 1.959964.
        let found = matched_interval(5, 15, 80, 0.95).unwrap();
        assert!((found.low - 0.015_646_5).abs() < 1e-6, "{found:?}");
        assert!((found.high - 0.228_256_0).abs() < 1e-6, "{found:?}");
        let nobody = matched_interval(0, 0, 30, 0.95).unwrap();
        assert!(nobody.low < 0.0 && nobody.high > 0.0 && nobody.low == -nobody.high);
        assert_eq!(matched_interval(1, 1, 0, 0.95), None);
        assert_eq!(matched_interval(3, 3, 5, 0.95), None);
    }

    #[test]
    fn equal_answers_everywhere_leave_welch_without_a_verdict() {
        let (a, b) = (
            moments_of(&[4.0; 5]).unwrap(),
            moments_of(&[3.0; 9]).unwrap(),
        );
        assert_eq!(welch(&a, &b, 0.95), None);
        let one = moments_of(&[7.0]).unwrap();
        assert_eq!(welch(&one, &b, 0.95), None);
    }

    #[test]
    fn swapping_the_groups_mirrors_the_difference() {
        let there = newcombe(45, 50, 40, 50, 0.9).unwrap();
        let back = newcombe(40, 50, 45, 50, 0.9).unwrap();
        assert_eq!(there.difference, -back.difference);
        assert!((there.interval.low + back.interval.high).abs() < 1e-15);
    }

    #[test]
    fn a_gap_counts_only_people_who_answered_both() {
        let e = [vec![Some(5.0), None], vec![Some(6.0), None]];
        let p = [vec![Some(4.0), Some(3.0)], vec![None, Some(4.0)]];
        let gaps = servqual(&e, &p, 0.95).unwrap();
        assert_eq!(
            gaps.items[0].map(|g| (g.n, g.mean, g.p)),
            Some((1, -1.0, None))
        );
        assert_eq!(gaps.items[1], None);
        assert_eq!(gaps.mean, Some(-1.0));
    }
}
