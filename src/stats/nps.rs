//! The Net Promoter Score: promoters minus detractors, in points from -100 to 100.

use super::distribution::z_two_sided;
use super::{Interval, is_level};

/// A score in points, with the variance of one answer on the scale -1 (detractor) to 1 (promoter).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nps {
    pub points: f64,
    pub variance: f64,
}

/// Score and variance from shares of promoters and detractors.
fn of_shares(p: f64, d: f64) -> Nps {
    let net = p - d;
    Nps {
        points: 100.0 * net,
        variance: (p + d - net * net).max(0.0),
    }
}

/// The score of the counts (answers 9-10, 7-8 and 0-6); `None` without answers.
///
/// Source: Reichheld (2003); variance of a three-point variable, Rocks (2016).
pub fn nps(promoters: u64, passives: u64, detractors: u64) -> Option<Nps> {
    let n = promoters + passives + detractors;
    (n > 0).then(|| of_shares(promoters as f64 / n as f64, detractors as f64 / n as f64))
}

/// Standard error in points of a score of `n` answers.
pub fn standard_error(nps: &Nps, n: u64) -> Option<f64> {
    (n > 0).then(|| 100.0 * (nps.variance / n as f64).sqrt())
}

/// Wald interval in points, cut to ±100; too short with few answers, kept for comparison.
pub fn wald_interval(
    promoters: u64,
    passives: u64,
    detractors: u64,
    confidence: f64,
) -> Option<Interval> {
    let score = nps(promoters, passives, detractors)?;
    let se = standard_error(&score, promoters + passives + detractors)?;
    around(score.points, se, confidence)
}

/// The adjusted score: 3/4 added to promoters and to detractors, 3 to the number of answers.
pub fn adjusted(promoters: u64, passives: u64, detractors: u64) -> Option<Nps> {
    let n = promoters + passives + detractors;
    let share = |count: u64| (count as f64 + 0.75) / (n as f64 + 3.0);
    (n > 0).then(|| of_shares(share(promoters), share(detractors)))
}

/// Adjusted Wald interval in points, cut to ±100: centred on the [`adjusted`] score, its standard
/// error times `sqrt((N-n)/(N-1))` when the population is known. When everybody answered, both
/// ends are the score itself.
///
/// `None` without answers, with more answers than clients, or at a level outside (0, 1).
/// Source: B. Rocks (2016), American Statistician 70(4), 365-372. Checked against R 4.2.2.
pub fn adjusted_interval(
    promoters: u64,
    passives: u64,
    detractors: u64,
    population: Option<u64>,
    confidence: f64,
) -> Option<Interval> {
    let n = promoters + passives + detractors;
    let score = nps(promoters, passives, detractors)?;
    let left = match population {
        None => 1.0,
        Some(population) if n > population => return None,
        Some(population) if n == population => return around(score.points, 0.0, confidence),
        Some(population) => (population - n) as f64 / (population - 1) as f64,
    };
    let share = |count: u64| count as f64 / n as f64;
    adjusted_at(
        share(promoters),
        share(detractors),
        n as f64,
        left,
        confidence,
    )
}

/// [`adjusted_interval`] at shares of promoters and detractors and a (possibly effective) number of
/// answers; `left` is the factor on the variance for what is left of the population, 1 when it is
/// unlimited.
///
/// `None` without answers, with a share outside [0, 1], or at a level outside (0, 1).
pub fn adjusted_at(
    promoters: f64,
    detractors: f64,
    n_eff: f64,
    left: f64,
    confidence: f64,
) -> Option<Interval> {
    let shares = 0.0..=1.0;
    if n_eff.partial_cmp(&0.0) != Some(std::cmp::Ordering::Greater)
        || !(shares.contains(&promoters) && shares.contains(&detractors) && left >= 0.0)
    {
        return None;
    }
    let share = |share: f64| (share * n_eff + 0.75) / (n_eff + 3.0);
    let score = of_shares(share(promoters), share(detractors));
    let se = 100.0 * (score.variance / (n_eff + 3.0) * left).sqrt();
    around(score.points, se, confidence)
}

fn around(points: f64, se: f64, confidence: f64) -> Option<Interval> {
    is_level(confidence).then(|| {
        let half = z_two_sided(confidence) * se;
        Interval {
            low: points - half,
            high: points + half,
        }
        .cut(-100.0, 100.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_population_shortens_the_interval_around_the_adjusted_score() {
        // The service desk of the worked example: 143, 228 and 121 of 1,240 clients, two-sided 90 %.
        let ends = adjusted_interval(143, 228, 121, Some(1240), 0.9).unwrap();
        assert!((ends.low - 0.245_227_76).abs() < 1e-7, "{ends:?}");
        assert!((ends.high - 8.643_661_1).abs() < 1e-7, "{ends:?}");
    }

    #[test]
    fn when_everybody_answered_the_interval_is_the_score_itself() {
        let ends = adjusted_interval(5, 3, 2, Some(10), 0.9).unwrap();
        assert!((ends.low - 30.0).abs() < 1e-12 && ends.low == ends.high);
    }

    #[test]
    fn what_cannot_be_has_no_interval() {
        assert_eq!(nps(0, 0, 0), None);
        assert_eq!(adjusted_interval(0, 0, 0, None, 0.9), None);
        assert_eq!(adjusted_interval(5, 3, 3, Some(10), 0.9), None);
        assert_eq!(adjusted_interval(5, 3, 2, None, 1.0), None);
    }

    #[test]
    fn only_promoters_leave_no_variance_but_still_an_interval() {
        let all = nps(7, 0, 0).unwrap();
        assert_eq!((all.points, all.variance), (100.0, 0.0));
        let ends = adjusted_interval(7, 0, 0, None, 0.95).unwrap();
        assert!(ends.low > 0.0 && ends.low < 100.0 && ends.high == 100.0);
    }
}
