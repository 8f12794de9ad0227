//! The figure that the catalogue itself gives: how many services are described in full.

use chrono::{Datelike, NaiveDate};

use crate::domain::evidence::MeasurementRow;
use crate::domain::parameter::COMPLETE_RECORDS;
use crate::domain::protocol::{Protocol, Service, WavePlan};

/// Per wave and cluster, the services with a complete record over those offered on the last day of
/// the evidence; nothing when no parameter asks for it.
pub(super) fn complete_records(protocol: &Protocol) -> Vec<MeasurementRow> {
    let mut parameters = protocol.parameters.iter();
    if !parameters.any(|one| one.estimator.series() == Some(COMPLETE_RECORDS)) {
        return Vec::new();
    }
    let waves = protocol.waves.iter();
    waves.flat_map(|wave| of_wave(protocol, wave)).collect()
}

fn of_wave(protocol: &Protocol, wave: &WavePlan) -> Vec<MeasurementRow> {
    let day = wave.evidence_to;
    let offered = |service: &&Service| {
        service.valid_from.is_none_or(|from| from <= day)
            && service.valid_to.is_none_or(|to| day <= to)
    };
    let month = day.with_day(1).unwrap_or(day);
    let in_cluster = |cluster: &str| {
        let all = protocol.services.iter().filter(offered);
        let own: Vec<&Service> = all.filter(|one| one.cluster == cluster).collect();
        let complete = own.iter().filter(|one| one.is_complete()).count();
        (!own.is_empty()).then(|| row(cluster, month.max(wave.evidence_from), complete, own.len()))
    };
    let clusters = protocol.clusters.iter();
    clusters
        .filter_map(|cluster| in_cluster(&cluster.code))
        .collect()
}

fn row(cluster: &str, period: NaiveDate, complete: usize, all: usize) -> MeasurementRow {
    MeasurementRow {
        series: COMPLETE_RECORDS.to_owned(),
        period,
        cluster: Some(cluster.to_owned()),
        numerator: complete as f64,
        denominator: all as f64,
        extracted_on: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Evidence, evaluate};
    use super::*;
    use crate::domain::parameter::{self, Bounds, Estimator, Scale};
    use crate::domain::verdict::Verdict;

    const CASE: &str = include_str!("../../../surveys/library/protocol.toml");

    /// The library's catalogue with one service described in full, and a parameter on it.
    fn case() -> Protocol {
        let mut protocol = Protocol::parse("protocol.toml", CASE).unwrap();
        let mut parameter = protocol.parameters[0].clone();
        parameter.estimator = Estimator::Ratio {
            series: COMPLETE_RECORDS.to_owned(),
        };
        parameter.evidence = parameter::Evidence::Complete;
        parameter.scale = Scale::Share;
        parameter.finite_population = false;
        parameter.clusters = Vec::new();
        parameter.bounds = Bounds::Higher {
            target: 0.9,
            limit: 0.1,
        };
        protocol.parameters = vec![parameter];
        protocol.agreements.clear();
        protocol.charters.clear();
        protocol.analysis = Default::default();
        for service in &mut protocol.services {
            service.tips = None;
        }
        let full = protocol.services.first_mut().unwrap();
        let text = full.name.clone();
        full.contact = Some("Balie".to_owned());
        full.effort_hours = Some(1.0);
        for field in [
            &mut full.front_steps,
            &mut full.back_steps,
            &mut full.aids,
            &mut full.tips,
        ] {
            *field = Some(text.clone());
        }
        protocol
    }

    #[test]
    fn the_share_of_complete_records_is_a_complete_registration_with_a_verdict() {
        let protocol = case();
        let count = protocol.services.len() as f64;
        assert!(count >= 2.0);
        let evaluation = evaluate(&protocol, &Evidence::default());
        let last = evaluation.waves.last().unwrap();
        let found = &last.parameters[0];
        assert_eq!((found.n, found.value), (Some(count), Some(1.0 / count)));
        assert_eq!(found.target_verdict, Verdict::NotMet);
        assert_eq!(found.limit_verdict, Verdict::Met);
        assert_eq!(last.series[0].points.len(), 1);
    }

    #[test]
    fn a_service_that_is_not_offered_any_more_does_not_count() {
        let mut protocol = case();
        let before = protocol.waves[0].evidence_from;
        for service in protocol.services.iter_mut().skip(1) {
            service.valid_to = before.pred_opt();
        }
        let evaluation = evaluate(&protocol, &Evidence::default());
        assert_eq!(evaluation.waves[0].parameters[0].value, Some(1.0));
    }
}
