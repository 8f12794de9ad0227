//! Quantiles of lead times, of which some may not have come to an end yet.

use super::Scope;
use super::estimate::{Estimate, Gap, registered};
use super::results::Method;
use crate::domain::evidence::TicketRow;
use crate::domain::judgement::Ends;
use crate::domain::parameter::{Evidence, Parameter};
use crate::stats::quantile::{self, QuantileInterval};
use crate::stats::survival::{Curve, Spell, product_limit};

/// The lead time that a share `p` of the tickets stays under.
pub(super) fn percentile(
    scope: &Scope,
    parameter: &Parameter,
    series: &str,
    p: f64,
) -> Result<Estimate, Gap> {
    let in_scope = scope.tickets.iter().copied().filter(|ticket| {
        ticket.series == series
            && (parameter.clusters.is_empty()
                || ticket
                    .cluster
                    .as_ref()
                    .is_some_and(|c| parameter.clusters.contains(c)))
    });
    let tickets: Vec<&TicketRow> = in_scope.collect();
    let mut hours: Vec<f64> = tickets.iter().map(|ticket| ticket.hours).collect();
    hours.sort_by(f64::total_cmp);
    let open = tickets.iter().filter(|ticket| ticket.is_open).count();
    let of = Quantile {
        hours: &hours,
        p,
        confidence: parameter.two_sided_confidence(),
    };
    let estimate = match (parameter.evidence, open) {
        (Evidence::Complete, 0) => of.complete()?,
        (Evidence::Complete, _) => of.complete_but_for(&tickets)?,
        (_, 0) => of.sampled()?,
        _ => of.sampled_with_open(&tickets),
    };
    Ok(Estimate {
        open: open as u64,
        ..estimate
    })
}

/// A quantile of hours in ascending order, those so far of tickets that are open among them.
struct Quantile<'a> {
    hours: &'a [f64],
    p: f64,
    confidence: f64,
}

impl Quantile<'_> {
    fn complete(&self) -> Result<Estimate, Gap> {
        let value = quantile::type7(self.hours, self.p).ok_or(Gap::Nothing)?;
        let ends = Some(Ends::exactly(value));
        Ok(self.registered(value, ends, Method::Complete))
    }

    fn sampled(&self) -> Result<Estimate, Gap> {
        let value = quantile::type7(self.hours, self.p).ok_or(Gap::Nothing)?;
        let ranks = quantile::order_interval(self.hours, self.p, self.confidence);
        Ok(self.registered(value, Some(ends(ranks)), Method::OrderStatistic))
    }

    /// Of a complete registration chance leaves nothing open but when the others will be solved: the
    /// quantile lies between what it is if all of them are solved at once and if none ever is.
    fn complete_but_for(&self, tickets: &[&TicketRow]) -> Result<Estimate, Gap> {
        let at_least = self.complete()?;
        let mut at_last: Vec<f64> = tickets
            .iter()
            .map(|ticket| match ticket.is_open {
                true => f64::INFINITY,
                false => ticket.hours,
            })
            .collect();
        at_last.sort_by(f64::total_cmp);
        let low = at_least.value;
        let high = quantile::type7(&at_last, self.p).filter(|hours| hours.is_finite());
        if low == high {
            return Ok(at_least);
        }
        let between = |hours: f64| {
            let hours = low.map_or(hours, |low| hours.max(low));
            high.map_or(hours, |high| hours.min(high))
        };
        Ok(Estimate {
            value: curve(tickets).quantile(self.p).map(between),
            ends: Some(Ends { low, high }),
            method: Method::CompleteSomeOpen,
            ..at_least
        })
    }

    /// What is still open took at least as long as it did so far. So the value is that of the
    /// product-limit curve, and where its band gives no lower end, the rank of the hours so far does. Too
    /// few for an end by rank are too few for one of the band.
    fn sampled_with_open(&self, tickets: &[&TicketRow]) -> Estimate {
        let curve = curve(tickets);
        let band = curve.interval(self.p, self.confidence);
        let ranks = quantile::order_interval(self.hours, self.p, self.confidence);
        let ends = Ends {
            low: ranks.low.map(|rank| band.low.unwrap_or(rank)),
            high: ranks.high.and(band.high),
        };
        let value = curve.quantile(self.p);
        self.registered(value, Some(ends), Method::ProductLimit)
    }

    fn registered(
        &self,
        value: impl Into<Option<f64>>,
        ends: Option<Ends>,
        method: Method,
    ) -> Estimate {
        registered(self.hours.len() as f64, value, ends, method)
    }
}

fn ends(QuantileInterval { low, high }: QuantileInterval) -> Ends {
    Ends { low, high }
}

fn curve(tickets: &[&TicketRow]) -> Curve {
    product_limit(tickets.iter().map(|ticket| Spell {
        time: ticket.hours,
        has_ended: !ticket.is_open,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::results::{ParameterResult, Reason};
    use super::super::{Evidence as Found, WaveEvidence, evaluate};
    use super::*;
    use crate::domain::parameter::{Bounds, Estimator};
    use crate::domain::protocol::Protocol;
    use crate::domain::verdict::Verdict;

    const CASE: &str = include_str!("../../../surveys/servicedesk/protocol.toml");

    /// The tickets of the last wave: so many hours, with a plus when they were open.
    fn found(evidence: Evidence, p: f64, limit: f64, hours: &str) -> ParameterResult {
        let mut protocol = Protocol::parse("protocol.toml", CASE).unwrap();
        let mut parameter = protocol.parameter("P14").unwrap().clone();
        let Estimator::Percentile { series, .. } = parameter.estimator else {
            panic!("P14 is a percentile");
        };
        parameter.estimator = Estimator::Percentile {
            series: series.clone(),
            p,
        };
        (parameter.evidence, parameter.clusters) = (evidence, Vec::new());
        let target = limit / 2.0;
        parameter.bounds = Bounds::Lower { target, limit };
        protocol.parameters = vec![parameter];
        let ticket = |(at, word): (usize, &str)| TicketRow {
            key: format!("T{at}"),
            series: series.clone(),
            cluster: None,
            segment: None,
            closed_on: None,
            hours: word.trim_end_matches('+').parse().unwrap(),
            response_hours: None,
            is_open: word.ends_with('+'),
            extracted_on: None,
        };
        let own = WaveEvidence {
            tickets: hours
                .split(' ')
                .enumerate()
                .map(ticket)
                .collect::<Vec<_>>()
                .into(),
            ..WaveEvidence::default()
        };
        let found = Found {
            waves: [(1, own)].into(),
            ..Found::default()
        };
        let mut wave = evaluate(&protocol, &found).waves.remove(1);
        wave.parameters.remove(0)
    }

    const SIX_MP: &str = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";

    #[test]
    fn open_tickets_are_kept_in_the_median_of_a_sample() {
        let result = found(Evidence::Sample, 0.5, 50.0, SIX_MP);
        assert_eq!((result.n, result.open), (Some(21.0), Some(12)));
        assert_eq!((result.value, result.low), (Some(23.0), Some(13.0)));
        assert_eq!(result.high, None);
        assert_eq!(result.method, Some(Method::ProductLimit));
        assert_eq!(result.reason, None);
        let solved = found(Evidence::Sample, 0.5, 50.0, &SIX_MP.replace('+', ""));
        assert_eq!((solved.value, solved.open), (Some(16.0), None));
        assert_eq!(solved.method, Some(Method::OrderStatistic));
        let dropped = found(Evidence::Sample, 0.5, 50.0, "6 6 6 7 10 13 16 22 23");
        assert_eq!(dropped.value, Some(10.0), "which is why none is dropped");
    }

    #[test]
    fn a_quantile_that_is_not_reached_has_no_value_but_its_lower_end_decides() {
        let late = found(Evidence::Sample, 0.75, 20.0, SIX_MP);
        assert_eq!((late.value, late.low, late.high), (None, Some(23.0), None));
        assert_eq!(late.reason, Some(Reason::NotReached));
        assert!(late.shown);
        let verdicts = (late.target_verdict, late.limit_verdict);
        assert_eq!(verdicts, (Verdict::NotMet, Verdict::NotMet));
        let unknown = found(Evidence::Sample, 0.75, 40.0, SIX_MP);
        let verdicts = (unknown.target_verdict, unknown.limit_verdict);
        assert_eq!(verdicts, (Verdict::NotMet, Verdict::NotDemonstrated));
        let none = found(Evidence::Sample, 0.5, 40.0, "3+ 4+ 5+ 6+ 7+ 8+ 9+ 9+");
        assert_eq!((none.value, none.low), (None, Some(4.0)), "by rank");
        assert_eq!(none.target_verdict, Verdict::NotDemonstrated);
        assert_eq!((none.settle_n_target, none.met_from), (None, None));
    }

    #[test]
    fn too_few_for_an_end_by_rank_are_too_few_for_the_band() {
        let two = found(Evidence::Sample, 0.5, 4.0, "5 6+");
        assert_eq!((two.value, two.low, two.high), (Some(5.0), None, None));
        assert_eq!(two.limit_verdict, Verdict::NotDemonstrated);
    }

    #[test]
    fn of_a_complete_registration_it_lies_between_all_solved_now_and_none_ever() {
        let some = found(Evidence::Complete, 0.5, 50.0, "1 2 3+ 8 9");
        assert_eq!((some.low, some.high), (Some(3.0), Some(8.0)));
        assert_eq!((some.value, some.open), (Some(8.0), Some(1)));
        assert_eq!(some.method, Some(Method::CompleteSomeOpen));
        assert_eq!(some.limit_verdict, Verdict::Met);
        let beyond = found(Evidence::Complete, 0.5, 50.0, "1 2 4 8 9+");
        assert_eq!((beyond.low, beyond.high), (Some(4.0), Some(4.0)));
        assert_eq!(
            beyond.method,
            Some(Method::Complete),
            "it makes no difference"
        );
        assert_eq!(beyond.open, Some(1));
        let never = found(Evidence::Complete, 0.9, 5.0, "1 2 4+ 8+ 9+");
        assert_eq!((never.value, never.high), (None, None));
        assert_eq!(never.low, quantile::type7(&[1.0, 2.0, 4.0, 8.0, 9.0], 0.9));
        assert_eq!(never.limit_verdict, Verdict::NotMet);
    }
}
