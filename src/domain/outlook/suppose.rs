//! What would be judged if a value were truly so: the chance of each verdict, and how many answers
//! would settle it.

use super::{POWER, ends_of_share, left_out, spread};
use crate::domain::evaluation::results::Evaluation;
use crate::domain::judgement::{Against, Ends, judge};
use crate::domain::parameter::{Bounds, Estimator, Parameter};
use crate::domain::protocol::Protocol;
use crate::domain::verdict::Verdict;
use crate::stats::distribution::{normal_upper, t_critical};
use crate::stats::finite::{Hypergeometric, binomial_masses};
use crate::stats::first_true;

/// More answers than these nobody waits for.
const MOST: u64 = 200_000;
/// Counts further from the expected one than so many standard deviations never happen.
const REACH: f64 = 9.0;

/// The chance of each verdict; together 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Chances {
    pub met: f64,
    pub not_met: f64,
    pub not_demonstrated: f64,
}

impl Chances {
    fn add(&mut self, verdict: Verdict, chance: f64) {
        match verdict {
            Verdict::Met => self.met += chance,
            Verdict::NotMet => self.not_met += chance,
            _ => self.not_demonstrated += chance,
        }
    }

    /// The chance that something is shown, and not left open.
    fn settled(self) -> f64 {
        self.met.max(self.not_met)
    }
}

/// What so many answers would say of a parameter whose true value is `truth`.
#[derive(Clone, Debug, PartialEq)]
pub struct Supposed {
    pub parameter: String,
    pub truth: f64,
    pub target: Chances,
    pub limit: Chances,
    /// The fewest answers that settle the target with a chance of [`POWER`]; none when no number of
    /// them does, short of everybody.
    pub needed: Option<u64>,
}

/// For every parameter that answers decide and of which `truth` supposes a value. Shares are exact;
/// others take the spread of the newest wave that measured them, and are left out without one.
pub fn suppose(
    protocol: &Protocol,
    earlier: &Evaluation,
    answers: u64,
    truth: impl Fn(&Parameter) -> Option<f64>,
) -> Vec<Supposed> {
    let clients = u64::from(protocol.population());
    let parameters = protocol.parameters.iter();
    let parameters = parameters.filter(|parameter| parameter.estimator.is_of_survey());
    let supposed = parameters.filter_map(|parameter| {
        let case = Case {
            parameter,
            population: parameter.finite_population.then_some(clients),
            spread: match parameter.estimator {
                Estimator::Proportion { .. } => None,
                _ => Some(spread(parameter, earlier, clients)?),
            },
            truth: truth(parameter)?,
        };
        Some(Supposed {
            parameter: parameter.code.clone(),
            truth: case.truth,
            target: case.chances(answers, Against::Target),
            limit: case.chances(answers, Against::Limit),
            needed: case.needed(),
        })
    });
    supposed.collect()
}

struct Case<'a> {
    parameter: &'a Parameter,
    population: Option<u64>,
    /// None of a share, which needs none.
    spread: Option<f64>,
    truth: f64,
}

impl Case<'_> {
    fn chances(&self, answers: u64, against: Against) -> Chances {
        let n = answers.min(self.population.unwrap_or(answers));
        if n < u64::from(self.parameter.minimum_base) || n < 2 {
            return Chances {
                not_demonstrated: 1.0,
                ..Chances::default()
            };
        }
        match self.spread {
            None => self.share(n, against),
            Some(spread) => self.mean(n, spread, against),
        }
    }

    /// Every count that may come out, with its chance and its verdict.
    fn share(&self, n: u64, against: Against) -> Chances {
        let p = self.truth.clamp(0.0, 1.0);
        let (mean, size) = (p * n as f64, n as f64);
        let around = REACH * (size * p * (1.0 - p)).sqrt() + REACH;
        let first = (mean - around).floor().max(0.0) as u64;
        let last = ((mean + around).ceil() as u64).min(n);
        let masses = match self.population {
            Some(total) => {
                let good = (p * total as f64).round() as u64;
                let drawn = n;
                Hypergeometric { total, good, drawn }.masses(first, last)
            }
            None => binomial_masses(first, last, n, p),
        };
        let verdict = |k: u64| {
            let ends = ends_of_share(self.parameter, k as f64 / size, n, self.population);
            let verdict = ends.map(|ends| judge(ends, self.parameter.bounds, against));
            verdict.unwrap_or(Verdict::NotDemonstrated)
        };
        let mut chances = Chances::default();
        let mut from = first;
        while from <= last {
            let this = verdict(from);
            let to = match self.parameter.bounds {
                // More of them go from one verdict to the next, and to none a second time.
                Bounds::Higher { .. } | Bounds::Lower { .. } => {
                    first_true(from, last + 1, |k| verdict(k) != this)
                }
                Bounds::Between { .. } => from + 1,
            };
            let (skip, take) = ((from - first) as usize, (to - from) as usize);
            chances.add(this, masses.iter().skip(skip).take(take).sum());
            from = to;
        }
        chances
    }

    /// The mean found lies around the true one by the normal approximation.
    fn mean(&self, n: u64, spread: f64, against: Against) -> Chances {
        let answers = n as f64;
        let error = spread * (left_out(answers, self.population).max(0.0) / answers).sqrt();
        let mut chances = Chances::default();
        if error <= 0.0 {
            let verdict = judge(Ends::exactly(self.truth), self.parameter.bounds, against);
            chances.add(verdict, 1.0);
            return chances;
        }
        let margin = t_critical(self.parameter.two_sided_confidence(), answers - 1.0) * error;
        let above = |value: f64| normal_upper((value - self.truth) / error);
        let below = |value: f64| 1.0 - above(value);
        let [from, to] = range(self.parameter.bounds, against);
        (chances.met, chances.not_met) = match (from, to) {
            (Some(from), Some(to)) => (
                (above(from + margin) - above(to - margin)).max(0.0),
                below(from - margin) + above(to + margin),
            ),
            (Some(from), None) => (above(from + margin), below(from - margin)),
            (None, Some(to)) => (below(to - margin), above(to + margin)),
            (None, None) => (0.0, 0.0),
        };
        chances.not_demonstrated = (1.0 - chances.met - chances.not_met).max(0.0);
        chances
    }

    fn needed(&self) -> Option<u64> {
        let enough = |n: u64| self.chances(n, Against::Target).settled() >= POWER;
        let most = self.population.unwrap_or(MOST);
        let mut good = u64::from(self.parameter.minimum_base).max(2);
        while !enough(good) {
            if good >= most {
                return None;
            }
            good = (good * 2).min(most);
        }
        let mut bad = good / 2;
        while good - bad > 1 {
            let middle = u64::midpoint(bad, good);
            if enough(middle) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        // What asking everybody shows is no chance any more.
        (Some(good) != self.population).then_some(good)
    }
}

/// Within which values it is good.
fn range(bounds: Bounds, against: Against) -> [Option<f64>; 2] {
    match (bounds, against) {
        (Bounds::Higher { target: bound, .. }, Against::Target)
        | (Bounds::Higher { limit: bound, .. }, Against::Limit) => [Some(bound), None],
        (Bounds::Lower { target: bound, .. }, Against::Target)
        | (Bounds::Lower { limit: bound, .. }, Against::Limit) => [None, Some(bound)],
        (Bounds::Between { target, .. }, Against::Target) => target.map(Some),
        (Bounds::Between { limit, .. }, Against::Limit) => limit.map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{nothing, protocol};
    use super::super::{Outlook, outlook};
    use super::*;
    use crate::stats::distribution::normal_quantile;

    fn of(protocol: &Protocol, answers: u64, truth: f64) -> Supposed {
        let all = suppose(protocol, &nothing(protocol), answers, |parameter| {
            (parameter.code == "P01").then_some(truth)
        });
        all.into_iter().next().unwrap()
    }

    fn looked(protocol: &Protocol, answers: u64) -> Outlook {
        let all = outlook(protocol, &nothing(protocol), answers);
        all.into_iter().find(|one| one.parameter == "P01").unwrap()
    }

    #[test]
    fn the_chances_of_a_share_are_all_there_and_agree_with_the_outlook() {
        let protocol = protocol();
        for truth in [0.0, 0.7, 0.8, 0.85, 1.0] {
            let found = of(&protocol, 300, truth);
            for one in [found.target, found.limit] {
                let sum = one.met + one.not_met + one.not_demonstrated;
                assert!((sum - 1.0).abs() < 1e-9, "{truth}: {one:?}");
            }
            assert!(found.limit.met >= found.target.met, "the limit is easier");
        }
        // “Must truly be” is where met comes out four times of five.
        let from = looked(&protocol, 300).shown_from.unwrap();
        assert!(of(&protocol, 300, from).target.met >= POWER);
        let one_client = 1.0 / f64::from(protocol.population());
        assert!(of(&protocol, 300, from - 2.0 * one_client).target.met < POWER);
    }

    #[test]
    fn the_answers_that_are_needed_are_enough_and_half_of_them_are_not() {
        let protocol = protocol();
        let needed = of(&protocol, 10, 0.86).needed.unwrap();
        assert!(of(&protocol, needed, 0.86).target.met >= POWER);
        assert!(of(&protocol, needed / 2, 0.86).target.met < POWER);
        // What is truly bad is shown to be so, and a value on the edge only by asking everybody.
        let bad = of(&protocol, 10, 0.6);
        assert!(bad.needed.unwrap() < needed && bad.target.met < 0.05);
        let everybody = u64::from(protocol.population());
        let edge = of(&protocol, 10, 0.8).needed;
        assert!(
            edge.is_none_or(|needed| needed * 10 > everybody * 9),
            "{edge:?}"
        );
    }

    #[test]
    fn the_chances_of_a_mean_are_those_of_the_normal_curve() {
        let protocol = protocol();
        let mut parameter = protocol.parameter("P01").unwrap().clone();
        parameter.bounds = Bounds::Lower {
            target: 40.0,
            limit: 48.0,
        };
        let case = |truth| Case {
            parameter: &parameter,
            population: None,
            spread: Some(20.0),
            truth,
        };
        // 400 answers: an error of 1; met when the mean found is a margin under 40.
        let margin = t_critical(parameter.two_sided_confidence(), 399.0);
        let chances = case(40.0 - margin).chances(400, Against::Target);
        assert!((chances.met - 0.5).abs() < 1e-12, "{chances:?}");
        let further = case(40.0 - margin - normal_quantile(0.8));
        assert!((further.chances(400, Against::Target).met - 0.8).abs() < 1e-9);
        assert!(case(30.0).chances(400, Against::Limit).met > 0.999);
        assert!(case(60.0).chances(400, Against::Limit).not_met > 0.999);
        let between = Bounds::Between {
            target: [35.0, 45.0],
            limit: [30.0, 50.0],
        };
        parameter.bounds = between;
        let inside = Case {
            parameter: &parameter,
            population: None,
            spread: Some(20.0),
            truth: 40.0,
        };
        assert!(inside.chances(400, Against::Target).met > 0.99);
        assert!(
            inside.chances(3, Against::Target).met < 1e-9,
            "too few to say"
        );
    }
}
