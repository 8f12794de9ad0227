//! Protocols and evidence that are not like the case.

use std::collections::BTreeMap;

use peil::domain::dataset::Responses;
use peil::domain::evaluation::{Evidence, WaveEvidence, evaluate};
use peil::domain::evidence::{Answer, Answers, Completeness};
use peil::domain::language::Language;
use peil::domain::protocol::Protocol;
use peil::report::document::Document;
use peil::report::{Input, ReportError, html, management};

use super::case::{CASE, Case, text};

fn changed(change: impl FnOnce(&mut Protocol)) -> Case {
    let mut protocol = CASE.protocol.clone();
    change(&mut protocol);
    CASE.with_protocol(protocol)
}

fn without_evidence() -> Case {
    Case {
        protocol: CASE.protocol.clone(),
        surveys: Vec::new(),
        evidence: Evidence::default(),
        evaluation: evaluate(&CASE.protocol, &Evidence::default()),
    }
}

fn topics(document: &Document) -> Vec<&'static str> {
    document.sections.iter().map(|section| section.id).collect()
}

#[test]
fn one_between_parameter_on_a_registration_and_no_survey() {
    let mut protocol = CASE.protocol.clone();
    protocol.parameters.retain(|one| one.code == "P17");
    protocol.goals.retain(|one| one.code == "D5");
    protocol.segments.truncate(1);
    protocol.problems.clear();
    protocol.agreements.clear();
    protocol.charters.clear();
    protocol.programme.preconditions.clear();
    protocol.programme.vision = None;
    let mut case = without_evidence();
    case.evidence.measurements = CASE.evidence.measurements.clone();
    let case = case.with_protocol(protocol);
    let document = case.report(1, &Language::english());
    assert_eq!(document.title, "The only goal is met");
    assert_eq!(
        topics(&document),
        [
            "summary",
            "parameters",
            "goals",
            "efficiency",
            "changes",
            "series",
            "proposals",
            "method",
            "annex"
        ]
    );
    let said = text(&document);
    assert!(said.contains("75.2_% (complete registration). The target of 70–80_% is met"));
    assert!(said.contains("No survey was held in this wave."));
    assert!(said.contains("Effectiveness: no parameter at all."));
    html::body(&document).unwrap();
}

#[test]
fn a_month_without_a_figure_is_a_gap_and_no_nought() {
    let lacks = |case: &Case| {
        let said = text(&case.report(1, &Language::english()));
        let note = said.split("not counted as nought: ").nth(1);
        note.map(|note| note.lines().next().unwrap_or_default().to_owned())
    };
    assert_eq!(lacks(&CASE), None);
    let mut case = without_evidence();
    case.evidence.measurements = CASE.evidence.measurements.clone();
    let december = chrono::NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();
    let measured = std::sync::Arc::make_mut(&mut case.evidence.measurements);
    measured.retain(|row| row.series != "P10" || row.period != december);
    let case = case.with_protocol(CASE.protocol.clone());
    let told = lacks(&case).unwrap();
    assert!(told.contains(": Dec") && told.contains("2025"), "{told}");
    assert!(!told.contains(';'), "only P10 lacks a month: {told}");
    let page = html::body(&case.report(1, &Language::english())).unwrap();
    assert!(page.into_string().contains(">not registered<"));
}

#[test]
fn without_goals_the_parameters_are_the_finding() {
    let case = changed(|protocol| protocol.goals.clear());
    let document = case.report(1, &Language::english());
    assert_eq!(
        document.title,
        "6 of the 18 targets met, 8 not met and 4 not demonstrated"
    );
    assert!(text(&document).contains("Without a goal"));
}

#[test]
fn an_empty_protocol_still_makes_a_report() {
    let mut protocol = CASE.protocol.clone();
    protocol.parameters.clear();
    protocol.goals.clear();
    protocol.segments.clear();
    protocol.clusters.clear();
    protocol.agreements.clear();
    protocol.charters.clear();
    let case = without_evidence().with_protocol(protocol);
    let document = case.report(1, &Language::dutch());
    assert_eq!(
        document.title,
        "Er zijn nog geen gegevens om over te oordelen"
    );
    html::body(&document).unwrap();
}

/// A wave in which so many of each segment answered, all of them content.
fn answered(counts: &[usize]) -> Case {
    let survey = &CASE.surveys.iter().find(|one| one.code == "satisfaction");
    let mut responses = Responses::of_survey(survey.unwrap());
    let answers = Answers::from([("q1_satisfied".to_owned(), Answer::Number(4))]);
    for (segment, count) in counts.iter().enumerate() {
        for _ in 0..*count {
            responses.push(Some(segment as u8), Completeness::Complete, &answers);
        }
    }
    let evidence = Evidence {
        waves: BTreeMap::from([(
            1,
            WaveEvidence {
                responses: responses.into(),
                ..WaveEvidence::default()
            },
        )]),
        ..Evidence::default()
    };
    Case {
        protocol: CASE.protocol.clone(),
        surveys: CASE.surveys.clone(),
        evaluation: evaluate(&CASE.protocol, &evidence),
        evidence,
    }
}

#[test]
fn a_small_segment_is_hidden_and_looks_like_an_empty_one() {
    let said = text(&answered(&[30, 3, 20, 0, 9]).report(1, &Language::dutch()));
    assert!(said.contains("| Publiekszaken | – | verborgen of geen | – | –"));
    assert!(said.contains("| Bedrijfsvoering | – | verborgen of geen | – | –"));
    // The smallest other one goes with it, or 3 would follow from the total.
    assert!(said.contains("| Beheer Openbare Ruimte | – | verborgen of geen | – | –"));
    assert!(said.contains("| Sociaal Domein | 30 |"));
    assert!(said.contains("verborgen of ontbreken: minder dan 5 antwoorden"));
}

#[test]
fn fewer_answers_than_the_threshold_look_like_none() {
    let few = text(&answered(&[2, 1]).report(1, &Language::dutch()));
    assert!(few.contains("# Er zijn nog geen gegevens"));
    assert!(few.contains("Geen gegevens, of te weinig om te tonen: P01 "));
    assert!(!few.contains("100,0_%"));
}

#[test]
fn under_the_minimum_base_the_value_is_said_with_the_reason() {
    let said = text(&answered(&[6]).report(1, &Language::dutch()));
    assert!(said.contains("Reden: minder dan 10 antwoorden, te weinig voor een oordeel."));
}

#[test]
fn a_third_language_gets_english_sentences_around_its_own_names() {
    let document = CASE.report(1, &Language::new("fy").unwrap());
    assert!(document.title.starts_with("1 of the 6 goals is met"));
}

#[test]
fn a_wave_that_is_not_planned_is_an_error() {
    let input = Input {
        protocol: &CASE.protocol,
        surveys: &CASE.surveys,
        evaluation: &CASE.evaluation,
        wave: 9,
        is_open: false,
        as_of: chrono::NaiveDate::default(),
        files: &[],
        proceedings: &Default::default(),
    };
    let refused = management(&input, &Language::dutch());
    assert!(matches!(refused, Err(ReportError::NoSuchWave(9))));
}

#[test]
fn more_answers_than_clients_is_named_not_called_hidden() {
    let case = changed(|protocol| protocol.segments[0].population = 20);
    let said = text(&case.report(1, &Language::english()));
    let line = said
        .lines()
        .find(|line| line.contains("more answers (") && line.contains(") than clients (20)"));
    assert!(
        line.is_some_and(|line| line.contains("Social services")),
        "{line:?}"
    );
}
