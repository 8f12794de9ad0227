//! The shipped case holds what was agreed.

use super::*;
use crate::domain::parameter::{Bounds, Evidence};

pub(super) const PROTOCOL: &str = include_str!("../../../surveys/servicedesk/protocol.toml");
pub(super) const SATISFACTION: &str =
    include_str!("../../../surveys/servicedesk/satisfaction.toml");
pub(super) const INTERVIEW: &str = include_str!("../../../surveys/servicedesk/interview.toml");

fn shipped() -> (Protocol, Vec<Survey>) {
    let source = |name, text| Source { name, text };
    read_together(
        source("protocol.toml", PROTOCOL),
        &[
            source("satisfaction.toml", SATISFACTION),
            source("interview.toml", INTERVIEW),
        ],
    )
    .unwrap_or_else(|problems| panic!("{}", problems[0]))
}

#[test]
fn the_shipped_case_is_whole() {
    let (protocol, surveys) = shipped();
    assert_eq!(protocol.population(), 1240);
    assert_eq!(protocol.programme.preconditions.len(), 7);
    assert_eq!(protocol.goals.len(), 6);
    assert_eq!(protocol.clusters.len(), 5);
    assert_eq!(protocol.agreements.len(), 5);
    assert_eq!(protocol.charters.len(), 2);
    assert_eq!(protocol.waves.len(), 3);
    for cluster in &protocol.clusters {
        let services = protocol.services.iter();
        let own = services.filter(|service| service.cluster == cluster.code);
        assert_eq!(own.count(), 5, "{}", cluster.code);
    }
    assert_eq!(surveys[0].items().count(), 13);
}

/// The bounds as they were agreed, typed over from the case and not from the file.
const AGREED: [(&str, &str, f64, f64, f64); 18] = [
    ("P01", "higher", 0.80, 0.75, 0.68),
    ("P02", "higher", 7.5, 7.0, 6.6),
    ("P03", "higher", 10.0, 0.0, -12.0),
    ("P04", "higher", 0.75, 0.70, 0.58),
    ("P05", "higher", 4.0, 3.8, 3.7),
    ("P06", "higher", -0.3, -0.5, -0.9),
    ("P07", "higher", 0.70, 0.60, 0.22),
    ("P08", "higher", 0.65, 0.55, 0.45),
    ("P09", "higher", 0.70, 0.60, 0.40),
    ("P10", "higher", 0.65, 0.60, 0.51),
    ("P11", "higher", 0.80, 0.75, 0.62),
    ("P12", "lower", 0.05, 0.07, 0.11),
    ("P13", "higher", 0.85, 0.80, 0.66),
    ("P14", "lower", 40.0, 48.0, 71.0),
    ("P15", "lower", 60.0, 80.0, 141.0),
    ("P16", "lower", 18.5, 20.0, 23.1),
    ("P17", "between", 0.7, 0.65, 0.88),
    ("P18", "lower", 15.0, 20.0, 34.0),
];

#[test]
fn the_shipped_bounds_are_the_agreed_ones() {
    let (protocol, _) = shipped();
    let read: Vec<_> = protocol
        .parameters
        .iter()
        .map(|parameter| {
            let (direction, target, limit) = match parameter.bounds {
                Bounds::Higher { target, limit } => ("higher", target, limit),
                Bounds::Lower { target, limit } => ("lower", target, limit),
                Bounds::Between { target, limit } => {
                    assert_eq!((target[1], limit[1]), (0.8, 0.85));
                    ("between", target[0], limit[0])
                }
            };
            let start = parameter.assumed_start.unwrap();
            (parameter.code.as_str(), direction, target, limit, start)
        })
        .collect();
    assert_eq!(read, AGREED);
}

#[test]
fn only_answers_of_clients_have_a_population_and_only_interviews_are_indicative() {
    let (protocol, _) = shipped();
    let codes = |test: fn(&crate::domain::parameter::Parameter) -> bool| {
        let found = protocol
            .parameters
            .iter()
            .filter(|parameter| test(parameter));
        found
            .map(|parameter| &parameter.code[1..])
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(codes(|p| p.finite_population), "01 02 03 04 05 06 07");
    assert_eq!(codes(|p| p.indicative), "08 09");
    assert_eq!(codes(|p| p.evidence == Evidence::Process), "18");
    assert_eq!(
        codes(|p| p.evidence == Evidence::Complete),
        "10 11 12 13 15 16 17"
    );
    assert_eq!(codes(|p| p.confidence != 0.95 || p.minimum_base != 10), "");
}

#[test]
fn comments_order_and_layout_do_not_change_the_hash() {
    let (protocol, surveys) = shipped();
    let respelled = PROTOCOL
        .replace("target = 0.8\n", "target = 8e-1 # eighty per cent\n\n")
        .replace("confidence = 0.95\n", "");
    assert_ne!(respelled, PROTOCOL);
    let same = Protocol::parse("other.toml", &respelled).unwrap();
    assert_eq!(same.hash(), protocol.hash());
    let moved = PROTOCOL.replace("target = 0.8\n", "target = 0.81\n");
    let other = Protocol::parse("other.toml", &moved).unwrap();
    assert_ne!(other.hash(), protocol.hash());
    assert_eq!(protocol.hash().len(), 64);
    assert_ne!(surveys[0].hash(), surveys[1].hash());
}

#[test]
fn a_definition_survives_being_stored_as_json() {
    let (protocol, surveys) = shipped();
    let json = serde_json::to_string(&protocol).unwrap();
    assert_eq!(serde_json::from_str::<Protocol>(&json).unwrap(), protocol);
    let json = serde_json::to_string(&surveys).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Survey>>(&json).unwrap(), surveys);
}

#[test]
fn the_files_in_the_manual_are_sound_and_fit_each_other() {
    let manual = include_str!("../../../docs/surveys.md");
    let files: Vec<&str> = manual
        .split("```toml\n")
        .skip(1)
        .filter_map(|after| after.split("```").next())
        .collect();
    let [protocol, survey, everything] = files[..] else {
        panic!("the manual shows {} files", files.len());
    };
    let source = |name, text| Source { name, text };
    let read = read_together(source("protocol", protocol), &[source("survey", survey)]);
    let (protocol, _) = read.unwrap_or_else(|problems| panic!("{}", problems[0]));
    let defaults = crate::domain::protocol::Rules::default();
    assert_eq!(protocol.rules, defaults, "the manual calls them defaults");

    Survey::parse("everything", everything).unwrap_or_else(|problems| panic!("{problems:?}"));
    for kind in super::item::kinds() {
        let line = format!("kind = \"{kind}\"\n");
        assert!(everything.contains(&line), "the manual shows no {kind}");
    }
}
