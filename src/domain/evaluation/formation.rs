//! What the formation itself gives: the hours and the cost that were planned, per request.

use chrono::{Datelike, NaiveDate};

use super::{Evidence, WaveEvidence};
use crate::domain::evidence::MeasurementRow;
use crate::domain::parameter::{COST_PER_REQUEST, HOURS_PER_REQUEST};
use crate::domain::protocol::{Cluster, Protocol, WavePlan};

const DAYS_A_YEAR: f64 = 365.25;

/// Per wave and cluster, what was planned for the time of the evidence over the requests of that
/// time; nothing for a series that no parameter asks for, nor where either is not known.
pub(super) fn per_request(protocol: &Protocol, evidence: &Evidence) -> Vec<MeasurementRow> {
    let is_asked = |series: &str| {
        let mut parameters = protocol.parameters.iter();
        parameters.any(|one| one.estimator.series() == Some(series))
    };
    let empty = WaveEvidence::default();
    let mut rows = Vec::new();
    for series in [HOURS_PER_REQUEST, COST_PER_REQUEST] {
        if !is_asked(series) {
            continue;
        }
        for wave in &protocol.waves {
            let own = evidence.waves.get(&wave.number).unwrap_or(&empty);
            let of = |cluster| of_cluster(protocol, evidence, (wave, own), cluster, series);
            rows.extend(protocol.clusters.iter().filter_map(of));
        }
    }
    rows
}

fn of_cluster(
    protocol: &Protocol,
    evidence: &Evidence,
    (wave, own): (&WavePlan, &WaveEvidence),
    cluster: &Cluster,
    series: &str,
) -> Option<MeasurementRow> {
    let planned = match series {
        HOURS_PER_REQUEST => cluster.planned_hours?,
        _ => cluster.planned_cost_eur?,
    };
    let days = (wave.evidence_to - wave.evidence_from).num_days() + 1;
    let requests = requests(protocol, evidence, (wave, own), &cluster.code);
    let month = wave.evidence_to.with_day(1).unwrap_or(wave.evidence_to);
    (requests > 0.0).then(|| MeasurementRow {
        series: series.to_owned(),
        period: month.max(wave.evidence_from),
        cluster: Some(cluster.code.clone()),
        numerator: planned * days as f64 / DAYS_A_YEAR,
        denominator: requests,
        extracted_on: None,
    })
}

/// The tickets of a cluster; where there are none, what its agreements counted.
fn requests(
    protocol: &Protocol,
    evidence: &Evidence,
    (wave, own): (&WavePlan, &WaveEvidence),
    cluster: &str,
) -> f64 {
    let counts = |day: NaiveDate| (wave.evidence_from..=wave.evidence_to).contains(&day);
    let dated = evidence.tickets.iter();
    let dated = dated.filter(|ticket| ticket.closed_on.is_some_and(counts));
    let tickets = own.tickets.iter().chain(dated);
    let tickets = tickets.filter(|ticket| ticket.cluster.as_deref() == Some(cluster));
    let tickets = tickets.count() as f64;
    if tickets > 0.0 {
        return tickets;
    }
    let agreements = protocol.agreements.iter();
    let agreements = agreements.filter(|one| one.cluster == cluster && one.segments.is_empty());
    let Some(series) = agreements.filter_map(|one| one.series.as_deref()).next() else {
        return 0.0;
    };
    let rows = evidence.measurements.iter().filter(|row| {
        row.series == series && counts(row.period) && row.cluster.as_deref() == Some(cluster)
    });
    let mut requests: Vec<f64> = rows.map(|row| row.denominator).collect();
    // In the order of size, so that the order of rows cannot change the last bit.
    requests.sort_by(f64::total_cmp);
    requests.iter().sum()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::evaluate;
    use super::*;
    use crate::domain::evidence::TicketRow;
    use crate::domain::parameter::{Bounds, Estimator, Scale};

    const CASE: &str = include_str!("../../../surveys/servicedesk/protocol.toml");

    fn case() -> Protocol {
        let mut protocol = Protocol::parse("protocol.toml", CASE).unwrap();
        let mut parameter = protocol.parameter("P13").unwrap().clone();
        parameter.estimator = Estimator::Ratio {
            series: HOURS_PER_REQUEST.to_owned(),
        };
        parameter.scale = Scale::Number;
        parameter.bounds = Bounds::Lower {
            target: 2.0,
            limit: 3.0,
        };
        parameter.clusters = Vec::new();
        protocol.parameters = vec![parameter];
        protocol.charters.clear();
        protocol.analysis = Default::default();
        for cluster in &mut protocol.clusters {
            (cluster.planned_hours, cluster.planned_cost_eur) = (None, None);
        }
        protocol.clusters[0].planned_hours = Some(3652.5);
        protocol.waves.retain(|wave| wave.number == 1);
        protocol.waves[0].compare_with = None;
        protocol.waves[0].evidence_from = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        protocol.waves[0].evidence_to = NaiveDate::from_ymd_opt(2026, 4, 10).unwrap();
        protocol
    }

    #[test]
    fn planned_hours_of_a_hundred_days_are_divided_by_the_requests_of_those_days() {
        let protocol = case();
        let row = |cluster: &str, month: u32, requests: f64| MeasurementRow {
            series: "P13".to_owned(),
            period: NaiveDate::from_ymd_opt(2026, month, 1).unwrap(),
            cluster: Some(cluster.to_owned()),
            numerator: 1.0,
            denominator: requests,
            extracted_on: None,
        };
        let mut evidence = Evidence {
            measurements: Arc::new(vec![
                row("C1", 1, 300.0),
                row("C1", 2, 100.0),
                row("C2", 2, 7.0),
            ]),
            ..Evidence::default()
        };
        let measurements = Arc::make_mut(&mut evidence.measurements);
        measurements.push(row("C1", 7, 900.0));
        // 3,652.5 hours a year are 1,000 in a hundred days; 400 requests came in.
        let found = evaluate(&protocol, &evidence).waves.remove(0);
        assert_eq!(found.parameters[0].value, Some(2.5));
        assert_eq!(found.parameters[0].n, Some(400.0));

        let ticket = |key: &str, cluster: &str| TicketRow {
            key: key.to_owned(),
            series: "calls".to_owned(),
            cluster: Some(cluster.to_owned()),
            segment: None,
            closed_on: NaiveDate::from_ymd_opt(2026, 3, 1),
            hours: 1.0,
            response_hours: None,
            is_open: false,
            extracted_on: None,
        };
        evidence.tickets = Arc::new(vec![
            ticket("1", "C1"),
            ticket("2", "C1"),
            ticket("3", "C2"),
        ]);
        let found = evaluate(&protocol, &evidence).waves.remove(0);
        assert_eq!(found.parameters[0].value, Some(500.0), "tickets go first");
        let open = TicketRow {
            is_open: true,
            closed_on: None,
            ..ticket("4", "C1")
        };
        let own = WaveEvidence {
            tickets: Arc::new(vec![
                open.clone(),
                TicketRow {
                    key: "5".to_owned(),
                    ..open
                },
            ]),
            ..WaveEvidence::default()
        };
        evidence.waves.insert(1, own);
        let found = evaluate(&protocol, &evidence).waves.remove(0);
        assert_eq!(
            found.parameters[0].value,
            Some(250.0),
            "an open one is a call too"
        );
        let none = evaluate(&protocol, &Evidence::default()).waves.remove(0);
        assert_eq!(none.parameters[0].value, None);
    }
}
