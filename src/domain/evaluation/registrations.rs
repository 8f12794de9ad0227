//! Registrations of all sorts: complete, read as a process, with gaps, and impossible.

use std::sync::Arc;

use chrono::NaiveDate;

use super::*;
use crate::domain::parameter::{self, Bounds, Scale};

const PROTOCOL: &str = include_str!("../../../surveys/servicedesk/protocol.toml");

/// The case with one parameter on series `S`, and months of (numerator, denominator) in two clusters.
fn found(
    estimator: Estimator,
    evidence: parameter::Evidence,
    scale: Scale,
    months: &[(u32, f64, f64)],
) -> ParameterResult {
    let mut protocol = Protocol::parse("protocol.toml", PROTOCOL).unwrap();
    let mut parameter = protocol.parameters[0].clone();
    parameter.estimator = estimator;
    parameter.evidence = evidence;
    parameter.scale = scale;
    parameter.finite_population = false;
    parameter.bounds = Bounds::Lower {
        target: 19.0,
        limit: 20.0,
    };
    protocol.parameters = vec![parameter];
    let rows = months.iter().enumerate().map(|(at, row)| MeasurementRow {
        series: "S".to_owned(),
        period: NaiveDate::from_ymd_opt(2026, row.0, 1).unwrap(),
        cluster: Some(["C1", "C2"][at % 2].to_owned()),
        numerator: row.1,
        denominator: row.2,
        extracted_on: None,
    });
    let evidence = Evidence {
        measurements: Arc::new(rows.collect()),
        ..Evidence::default()
    };
    let mut wave = evaluate(&protocol, &evidence).waves.remove(1);
    wave.parameters.remove(0)
}

fn ratio() -> Estimator {
    Estimator::Ratio {
        series: "S".to_owned(),
    }
}

/// Four months, each in two clusters.
const COSTS: [(u32, f64, f64); 8] = [
    (1, 11_000.0, 600.0),
    (1, 12_100.0, 640.0),
    (2, 10_900.0, 590.0),
    (2, 12_700.0, 660.0),
    (3, 11_300.0, 630.0),
    (3, 10_400.0, 610.0),
    (4, 12_600.0, 650.0),
    (4, 11_200.0, 610.0),
];

#[test]
fn a_ratio_of_a_process_has_the_interval_of_its_months() {
    let found = found(ratio(), parameter::Evidence::Process, Scale::Number, &COSTS);
    // Python 3 over the four monthly totals: se = sqrt(4/3 * sum((y - r x)^2)) / sum(x), half = 2.3533634348018264 * se (the
    // 0.95 quantile of t with 3 degrees of freedom, R 4.2.2 qt).
    let close = |got: Option<f64>, want: f64| (got.unwrap() - want).abs() < 1e-9;
    assert!(close(found.value, 18.47695390781563), "{found:?}");
    assert!(close(found.low, 17.70175556563847), "{found:?}");
    assert!(close(found.high, 19.25215224999279), "{found:?}");
    assert_eq!(found.method, Some(results::Method::LinearisedRatio));
}

#[test]
fn one_month_of_a_process_has_no_interval_and_demonstrates_nothing() {
    let found = found(
        ratio(),
        parameter::Evidence::Process,
        Scale::Number,
        &COSTS[..2],
    );
    assert_eq!((found.low, found.high), (None, None));
    assert_eq!(found.reason, Some(Reason::NoInterval));
    assert_eq!(found.target_verdict, Verdict::NotDemonstrated);
    assert!(found.value.is_some());
}

#[test]
fn the_same_registration_as_complete_is_compared_directly() {
    let found = found(
        ratio(),
        parameter::Evidence::Complete,
        Scale::Number,
        &COSTS,
    );
    assert_eq!(found.target_verdict, Verdict::Met);
    assert_eq!(found.low, found.high);
}

#[test]
fn the_last_level_of_a_process_demonstrates_nothing() {
    let last = Estimator::LastValue {
        series: "S".to_owned(),
    };
    let found = found(
        last,
        parameter::Evidence::Process,
        Scale::Number,
        &[(1, 90.0, 1.0), (4, 5.0, 1.0)],
    );
    assert_eq!((found.value, found.low), (Some(5.0), None));
    assert_eq!(found.target_verdict, Verdict::NotDemonstrated);
}

#[test]
fn a_month_whose_part_is_larger_than_its_whole_is_named_though_the_sum_would_fit() {
    let found = found(
        ratio(),
        parameter::Evidence::Complete,
        Scale::Share,
        &[(1, 120.0, 100.0), (2, 10.0, 100.0)],
    );
    assert!(!found.shown);
    assert_eq!(
        found.reason,
        Some(Reason::MoreThanWhole {
            series: "S".to_owned()
        })
    );
    assert_eq!(found.target_verdict, Verdict::NoData);
}

#[test]
fn events_that_are_no_whole_number_or_below_nothing_are_named() {
    let rate = || Estimator::Rate {
        series: "S".to_owned(),
        per: 1000.0,
    };
    let process = parameter::Evidence::Process;
    for (evidence, events) in [
        (process, 2.5),
        (process, -1.0),
        (parameter::Evidence::Complete, -1.0),
    ] {
        let found = found(rate(), evidence, Scale::Number, &[(1, events, 100.0)]);
        assert!(
            matches!(found.reason, Some(Reason::NotACount { .. })),
            "{found:?}"
        );
        assert_eq!((found.value, found.target_verdict), (None, Verdict::NoData));
    }
    // No events at all: an upper end, not 0.
    let none = found(rate(), process, Scale::Number, &[(1, 0.0, 200.0)]);
    let upper = -(0.05_f64.ln()) / 0.2;
    assert_eq!((none.value, none.low), (Some(0.0), Some(0.0)));
    assert!((none.high.unwrap() - upper).abs() < 1e-9, "{none:?}");
}

#[test]
fn a_registration_without_exposure_is_named_and_the_other_waves_go_on() {
    let found = found(
        ratio(),
        parameter::Evidence::Complete,
        Scale::Number,
        &[(1, 3.0, 0.0)],
    );
    assert!(matches!(found.reason, Some(Reason::NoExposure { .. })));
    assert_eq!(found.value, None);
}
