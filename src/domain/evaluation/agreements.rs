//! Registrations held against agreements and charters, and laid out over time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Scope;
use super::results::{AgreementResult, CharterResult, Point, SeriesResult, WithinNorm};
use crate::domain::evidence::{MeasurementRow, TicketRow};
use crate::domain::judgement::{Against, Ends, judge};
use crate::domain::parameter::{Bounds, Estimator, Parameter};
use crate::domain::protocol::{Agreement, Charter};
use crate::domain::verdict::Verdict;

/// Numerators and denominators added up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sums {
    pub numerator: f64,
    pub denominator: f64,
}

impl Sums {
    /// Adds in the order of size, so that the order of rows cannot change the last bit.
    pub fn of<'a>(rows: impl Iterator<Item = &'a MeasurementRow>) -> Self {
        let (mut numerators, mut denominators): (Vec<f64>, Vec<f64>) =
            rows.map(|row| (row.numerator, row.denominator)).unzip();
        numerators.sort_by(f64::total_cmp);
        denominators.sort_by(f64::total_cmp);
        Self {
            numerator: numerators.iter().sum(),
            denominator: denominators.iter().sum(),
        }
    }

    pub fn ratio(self) -> Option<f64> {
        (self.denominator > 0.0).then(|| self.numerator / self.denominator)
    }
}

/// The rows of a series within the wave, cut to some clusters (none: all).
pub(super) fn rows<'a>(
    scope: &'a Scope,
    series: &'a str,
    clusters: &'a [String],
) -> impl Iterator<Item = &'a MeasurementRow> {
    scope.measurements.iter().copied().filter(move |row| {
        row.series == series
            && (clusters.is_empty()
                || row
                    .cluster
                    .as_ref()
                    .is_some_and(|cluster| clusters.contains(cluster)))
    })
}

/// The charters: breaches and the sanction that is proposed. Only registrations are judged, so a
/// sanction can never rest on something that is not demonstrated.
pub(super) fn charters(scope: &Scope) -> Vec<CharterResult> {
    scope
        .protocol
        .charters
        .iter()
        .map(|charter| charter_result(scope, charter))
        .collect()
}

fn charter_result(scope: &Scope, charter: &Charter) -> CharterResult {
    let series = scope
        .protocol
        .parameter(&charter.parameter)
        .and_then(|p| p.estimator.series());
    let clusters = [charter.cluster.clone()];
    let sums = Sums::of(
        series
            .into_iter()
            .flat_map(|series| rows(scope, series, &clusters)),
    );
    let Some(share) = sums.ratio() else {
        return CharterResult {
            code: charter.code.clone(),
            within: None,
            total: None,
            share: None,
            breaches: None,
            triggered: None,
            amount_eur: None,
        };
    };
    let bounds = Bounds::Higher {
        target: charter.threshold,
        limit: charter.threshold,
    };
    let triggered = judge(Ends::exactly(share), bounds, Against::Limit) == Verdict::NotMet;
    let breaches = sums.denominator - sums.numerator;
    CharterResult {
        code: charter.code.clone(),
        within: Some(sums.numerator),
        total: Some(sums.denominator),
        share: Some(share),
        breaches: Some(breaches),
        triggered: Some(triggered),
        amount_eur: Some(if triggered {
            breaches * charter.eur_per_breach
        } else {
            0.0
        }),
    }
}

pub(super) fn agreements(scope: &Scope) -> Vec<AgreementResult> {
    scope
        .protocol
        .agreements
        .iter()
        .map(|agreement| agreement_result(scope, agreement))
        .collect()
}

fn agreement_result(scope: &Scope, agreement: &Agreement) -> AgreementResult {
    let clusters = [agreement.cluster.clone()];
    let (sums, still_open) = match (&agreement.tickets, agreement.series.as_deref()) {
        (Some(tickets), _) => solved(scope, agreement, tickets),
        (None, series) => {
            let series = series.into_iter();
            let rows = series.flat_map(|series| rows(scope, series, &clusters));
            (Sums::of(rows), 0)
        }
    };
    let share = sums.ratio();
    let bounds = Bounds::Higher {
        target: agreement.share_within,
        limit: agreement.share_within,
    };
    let verdict = |share| judge(Ends::exactly(share), bounds, Against::Target);
    let tickets = agreement.tickets.as_deref();
    let responded = tickets.map(|series| responded(scope, agreement, series));
    let response = responded.and_then(|sums| {
        let share = sums.ratio()?;
        Some(WithinNorm {
            within: sums.numerator,
            total: sums.denominator,
            share,
            verdict: verdict(share),
        })
    });
    AgreementResult {
        response,
        still_open: (still_open > 0).then_some(still_open),
        code: agreement.code.clone(),
        within: share.map(|_| sums.numerator),
        total: share.map(|_| sums.denominator),
        share,
        verdict: share.map_or(Verdict::NoData, verdict),
    }
}

/// The tickets of an agreement that were solved within its norm, and all of which it is known whether
/// they were; and how many are open without having passed it, so that they may go either way.
fn solved(scope: &Scope, agreement: &Agreement, series: &str) -> (Sums, u64) {
    let norm = agreement.solve_hours;
    let may_be = |ticket: &&TicketRow| ticket.is_open && ticket.hours <= norm;
    let still_open = tickets(scope, agreement, series).filter(may_be).count();
    let known = tickets(scope, agreement, series).filter(|ticket| !may_be(ticket));
    let sums = within_norm(known.map(|ticket| ticket.hours), norm);
    (sums, still_open as u64)
}

/// Those of which it is known when somebody answered, and whether that was in time.
fn responded(scope: &Scope, agreement: &Agreement, series: &str) -> Sums {
    let hours = tickets(scope, agreement, series).filter_map(|ticket| ticket.response_hours);
    within_norm(hours, agreement.response_hours)
}

fn within_norm(hours: impl Iterator<Item = f64>, norm: f64) -> Sums {
    hours.fold(Sums::default(), |sums, hours| Sums {
        numerator: sums.numerator + f64::from(u8::from(hours <= norm)),
        denominator: sums.denominator + 1.0,
    })
}

/// One of which the cluster or the segment is not known belongs to no agreement that asks for it.
fn tickets<'a>(
    scope: &'a Scope,
    agreement: &'a Agreement,
    series: &'a str,
) -> impl Iterator<Item = &'a TicketRow> {
    let is_of = move |ticket: &&'a TicketRow| {
        let segment = ticket.segment.as_ref();
        ticket.series == series
            && ticket.cluster.as_ref() == Some(&agreement.cluster)
            && (agreement.segments.is_empty()
                || segment.is_some_and(|segment| agreement.segments.contains(segment)))
    };
    scope.tickets.iter().copied().filter(is_of)
}

/// The registrations of each parameter by month; a month without rows is left out, not zero.
pub(super) fn series(scope: &Scope) -> Vec<SeriesResult> {
    scope
        .protocol
        .parameters
        .iter()
        .filter_map(|parameter| {
            let series = parameter.estimator.series()?;
            let points = points(scope, parameter, series);
            (!points.is_empty()).then(|| SeriesResult {
                series: series.to_owned(),
                parameter: parameter.code.clone(),
                control: super::control::control(scope, &parameter.code, &points),
                points,
            })
        })
        .collect()
}

fn points(scope: &Scope, parameter: &Parameter, series: &str) -> Vec<Point> {
    let mut months: BTreeMap<NaiveDate, Vec<&MeasurementRow>> = BTreeMap::new();
    for row in rows(scope, series, &parameter.clusters) {
        months.entry(row.period).or_default().push(row);
    }
    let per = match parameter.estimator {
        Estimator::Rate { per, .. } => per,
        _ => 1.0,
    };
    months
        .into_iter()
        .filter_map(|(period, rows)| {
            let sums = Sums::of(rows.into_iter());
            let value = sums.ratio()? * per;
            let Sums {
                numerator,
                denominator,
            } = sums;
            Some(Point {
                period,
                value,
                numerator,
                denominator,
            })
        })
        .collect()
}

impl Estimator {
    /// The measurement series it is computed from, if it is.
    pub fn series(&self) -> Option<&str> {
        match self {
            Self::Rate { series, .. } | Self::Ratio { series } | Self::LastValue { series } => {
                Some(series)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Evidence, evaluate};
    use super::*;
    use crate::domain::protocol::Protocol;

    const CASE: &str = include_str!("../../../surveys/servicedesk/protocol.toml");

    #[test]
    fn an_open_ticket_beyond_the_norm_is_late_and_one_that_is_not_is_left_out_and_named() {
        let mut protocol = Protocol::parse("protocol.toml", CASE).unwrap();
        let mut own = protocol.agreements[0].clone();
        (own.series, own.tickets) = (None, Some("calls".to_owned()));
        (own.solve_hours, own.share_within) = (8.0, 0.5);
        protocol.agreements = vec![own];
        let ticket = |key: &str, hours: f64, is_open: bool| TicketRow {
            key: key.to_owned(),
            series: "calls".to_owned(),
            cluster: Some("C1".to_owned()),
            segment: None,
            closed_on: None,
            hours,
            response_hours: None,
            is_open,
            extracted_on: None,
        };
        let counted = |tickets: Vec<TicketRow>| {
            let own = super::super::WaveEvidence {
                tickets: tickets.into(),
                ..Default::default()
            };
            let evidence = Evidence {
                waves: [(1, own)].into(),
                ..Evidence::default()
            };
            let mut wave = evaluate(&protocol, &evidence).waves.remove(1);
            wave.agreements.remove(0)
        };
        let open = [("3", 8.0, true), ("4", 8.1, true), ("5", 0.0, true)];
        let all = [("1", 8.0, false), ("2", 9.0, false)]
            .into_iter()
            .chain(open);
        let found = counted(
            all.map(|(key, hours, open)| ticket(key, hours, open))
                .collect(),
        );
        assert_eq!((found.within, found.total), (Some(1.0), Some(3.0)));
        assert_eq!(found.still_open, Some(2));
        assert_eq!(found.verdict, Verdict::NotMet);
        let found = counted(vec![ticket("1", 2.0, true)]);
        assert_eq!((found.total, found.verdict), (None, Verdict::NoData));
        assert_eq!(found.still_open, Some(1));
    }

    #[test]
    fn an_agreement_of_some_segments_counts_their_tickets_within_its_norm() {
        let mut protocol = Protocol::parse("protocol.toml", CASE).unwrap();
        let mut own = protocol.agreements[0].clone();
        (own.series, own.tickets) = (None, Some("calls".to_owned()));
        (own.segments, own.solve_hours) = (vec!["BO".to_owned()], 8.0);
        own.response_hours = 0.5;
        (own.code, own.share_within) = ("SLA-BO".to_owned(), 0.6);
        let mut all = own.clone();
        (all.code, all.segments) = ("SLA-ALL".to_owned(), Vec::new());
        protocol.agreements = vec![own, all];
        let ticket = |key: &str, cluster: &str, segment: Option<&str>, hours: f64| TicketRow {
            key: key.to_owned(),
            series: "calls".to_owned(),
            cluster: Some(cluster.to_owned()),
            segment: segment.map(str::to_owned),
            closed_on: NaiveDate::from_ymd_opt(2026, 3, 2),
            hours,
            response_hours: (hours < 8.0).then_some(hours / 2.0),
            is_open: false,
            extracted_on: None,
        };
        let evidence = Evidence {
            tickets: std::sync::Arc::new(vec![
                ticket("1", "C1", Some("BO"), 8.0),
                ticket("2", "C1", Some("BO"), 8.1),
                ticket("3", "C1", Some("SD"), 1.0),
                ticket("4", "C1", None, 2.0),
                ticket("5", "C2", Some("BO"), 1.0),
            ]),
            ..Evidence::default()
        };
        let found = evaluate(&protocol, &evidence).waves.remove(1).agreements;
        assert_eq!((found[0].within, found[0].total), (Some(1.0), Some(2.0)));
        assert_eq!(found[0].verdict, Verdict::NotMet);
        assert_eq!((found[1].within, found[1].total), (Some(3.0), Some(4.0)));
        assert_eq!(found[1].verdict, Verdict::Met);
        // One of the cluster's four was answered within the norm, of the two of which that is known.
        let response = found[1].response.as_ref().unwrap();
        assert_eq!((response.within, response.total), (1.0, 2.0));
        assert_eq!(response.verdict, Verdict::NotMet);
        assert_eq!(found[0].response, None, "of none of them it is known");
        let none = evaluate(&protocol, &Evidence::default()).waves.remove(1);
        assert_eq!(none.agreements[0].verdict, Verdict::NoData);
    }
}
