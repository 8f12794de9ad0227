//! What is known of a response beside its answers: its day, its client, and the client's place in
//! distributions that are known of all.

use chrono::NaiveDate;

use super::findings::EarlyLateRefusal;
use super::results::PairedMethod;
use super::*;
use crate::domain::analysis::{Margin, MarginCategory};
use crate::domain::dataset::{ClientTie, Origin};
use crate::domain::evidence::{Answer, Answers, Completeness};
use crate::domain::language::Text;
use crate::domain::protocol::PrivacyMode;
use crate::domain::survey::Survey;

const PROTOCOL: &str = include_str!("../../../surveys/servicedesk/protocol.toml");
const SURVEY: &str = include_str!("../../../surveys/servicedesk/satisfaction.toml");

fn protocol(mode: PrivacyMode) -> Protocol {
    let mut protocol = Protocol::parse("protocol.toml", PROTOCOL).unwrap();
    protocol.parameters.truncate(3);
    protocol.waves.truncate(2);
    for wave in &mut protocol.waves {
        wave.privacy_mode = mode;
    }
    protocol
}

/// One response: who gave it, when, in which segment, and its answers to q1 and q7.
#[derive(Clone)]
struct Given {
    client: Option<String>,
    day: Option<u32>,
    segment: u8,
    satisfied: i64,
    knows: Option<bool>,
}

fn given(satisfied: i64) -> Given {
    Given {
        client: None,
        day: None,
        segment: 0,
        satisfied,
        knows: None,
    }
}

fn wave(rows: &[Given]) -> WaveEvidence {
    let survey = Survey::parse("satisfaction.toml", SURVEY).unwrap();
    let mut responses = Responses::of_survey(&survey);
    for row in rows {
        let mut answers =
            Answers::from([("q1_satisfied".to_owned(), Answer::Number(row.satisfied))]);
        if let Some(knows) = row.knows {
            let word = if knows { "yes" } else { "no" };
            let answer = Answer::Word(word.to_owned());
            answers.insert("q7_knows_agreements".to_owned(), answer);
        }
        let origin = Origin {
            day: row
                .day
                .and_then(|day| NaiveDate::from_ymd_opt(2026, 10, day)),
            client: row.client.as_deref().map(ClientTie::of),
        };
        responses.push_from(origin, Some(row.segment), Completeness::Complete, &answers);
    }
    WaveEvidence {
        responses: responses.into(),
        ..WaveEvidence::default()
    }
}

fn evaluated(protocol: &Protocol, waves: &[&[Given]]) -> Evaluation {
    let waves = (0..).zip(waves.iter().map(|rows| wave(rows))).collect();
    let evidence = Evidence {
        waves,
        ..Evidence::default()
    };
    evaluate(protocol, &evidence)
}

/// 80 clients: 40 content both times, 5 only then, 15 only now, 20 neither time.
fn twice() -> [Vec<Given>; 2] {
    let client = |at: usize, content: bool| Given {
        client: Some(format!("K{at:04}")),
        ..given(if content { 5 } else { 2 })
    };
    let then = (0..80).map(|at| client(at, at < 45)).collect();
    let now = (0..80).map(|at| client(at, at < 40 || (45..60).contains(&at)));
    // In another order: ties find each other by client.
    let mut now: Vec<Given> = now.collect();
    now.reverse();
    [then, now]
}

#[test]
fn clients_of_named_waves_are_compared_with_themselves() {
    let [then, now] = twice();
    let found = evaluated(&protocol(PrivacyMode::Named), &[&then, &now]);
    let change = found.waves[1].parameters[0].paired.clone().unwrap();
    assert_eq!(change.pairs, 80);
    assert_eq!(change.method, PairedMethod::McNemar);
    assert!((change.difference - 0.125).abs() < 1e-12);
    // The worked number of docs/statistics.md, 7.
    assert!((change.p.unwrap() - 0.041_389).abs() < 1e-6, "{change:?}");
    let (low, high) = (change.low.unwrap(), change.high.unwrap());
    assert!(low > 0.0 && high < 0.25 && low < 0.125 && high > 0.125);
    assert!(found.waves[0].parameters[0].paired.is_none());
}

#[test]
fn a_client_who_would_follow_from_the_rest_keeps_the_pairs_unsaid() {
    let [then, now] = twice();
    // Two answered now only: their mean would be the difference between all and the pairs.
    let mut more = now;
    more.extend((100..102).map(|at| Given {
        client: Some(format!("K{at:04}")),
        ..given(1)
    }));
    let found = evaluated(&protocol(PrivacyMode::Named), &[&then, &more]);
    assert!(found.waves[1].parameters[0].paired.is_none());
}

#[test]
fn without_ties_there_are_no_pairs() {
    let [then, now] = twice().map(|rows| {
        let untied = rows.into_iter().map(|row| Given {
            client: None,
            ..row
        });
        untied.collect::<Vec<Given>>()
    });
    let found = evaluated(&protocol(PrivacyMode::Confidential), &[&then, &now]);
    let result = &found.waves[1].parameters[0];
    assert!(result.change.is_some() && result.paired.is_none());
}

#[test]
fn late_answers_are_compared_with_early_ones() {
    // 60 early of whom 48 content, 50 late of whom 15.
    let day = |day: u32, content: bool| Given {
        day: Some(day),
        ..given(if content { 5 } else { 1 })
    };
    let early = (0..60).map(|at| day(1 + at % 3, at < 48));
    let late = (0..50).map(|at| day(9, at < 15));
    let rows: Vec<Given> = early.chain(late).collect();
    let found = evaluated(&protocol(PrivacyMode::Confidential), &[&rows]);
    let early_late = found.waves[0].findings.early_late.clone().unwrap();
    assert_eq!(early_late.until, NaiveDate::from_ymd_opt(2026, 10, 3));
    assert_eq!((early_late.early, early_late.late), (Some(60), Some(50)));
    let difference = &early_late.differences[0];
    assert_eq!((difference.early, difference.late), (0.8, 0.3));
    assert!((difference.difference + 0.5).abs() < 1e-12);
    assert!(difference.p_holm.unwrap() < 0.001);
}

#[test]
fn why_early_and_late_are_not_compared_is_said() {
    let refusal = |mode, rows: &[Given]| {
        let found = evaluated(&protocol(mode), &[rows]);
        found.waves[0].findings.early_late.clone().unwrap().refusal
    };
    let rows = vec![given(4); 30];
    let anonymous = refusal(PrivacyMode::Anonymous, &rows);
    assert_eq!(anonymous, Some(EarlyLateRefusal::Anonymous));
    let undated = refusal(PrivacyMode::Named, &rows);
    assert_eq!(undated, Some(EarlyLateRefusal::NoDays));
    let one_day: Vec<Given> = rows
        .into_iter()
        .map(|row| Given {
            day: Some(4),
            ..row
        })
        .collect();
    let too_few = refusal(PrivacyMode::Named, &one_day);
    assert_eq!(too_few, Some(EarlyLateRefusal::TooFew));
}

/// Two segments of 600 and 400 clients, and half of all clients know the agreements.
fn with_margin(mut protocol: Protocol) -> Protocol {
    protocol.segments.truncate(2);
    protocol.segments[0].population = 600;
    protocol.segments[1].population = 400;
    let category = |code: &str, population| MarginCategory {
        code: code.to_owned(),
        population,
    };
    protocol.analysis = crate::domain::analysis::Analysis {
        margins: vec![Margin {
            item: "q7_knows_agreements".to_owned(),
            name: Text::both("Kent de afspraken", "Knows the agreements"),
            // A register of another day: 1010 clients are scaled to 1000.
            categories: vec![category("yes", 505), category("no", 505)],
        }],
        ..Default::default()
    };
    protocol
}

/// Per segment and knowledge (answers, content among them).
const SPREAD: [(u8, bool, usize, usize); 4] = [
    (0, true, 60, 54),
    (0, false, 20, 10),
    (1, true, 30, 24),
    (1, false, 40, 12),
];

fn spread() -> Vec<Given> {
    let of = |(segment, knows, answers, content): (u8, bool, usize, usize)| {
        (0..answers).map(move |at| Given {
            segment,
            knows: Some(knows),
            ..given(if at < content { 4 } else { 3 })
        })
    };
    SPREAD.into_iter().flat_map(of).collect()
}

#[test]
fn values_are_raked_to_segments_and_known_distributions() {
    let protocol = with_margin(protocol(PrivacyMode::Confidential));
    let mut rows = spread();
    // Whoever left the question out has no place in the distribution.
    rows.extend((0..12).map(|_| given(1)));
    let found = evaluated(&protocol, &[&rows]);
    let weighted = found.waves[0].parameters[0].weighted.clone().unwrap();
    let raked = weighted.raked.clone().unwrap();
    assert!(raked.segments);
    assert_eq!(raked.items, vec!["q7_knows_agreements"]);
    assert_eq!((raked.n, raked.trimmed), (150, 0.0));
    // By iterative proportional fitting in another program: the share of content clients.
    let value = by_hand();
    assert!((weighted.value - value).abs() < 1e-9, "{}", weighted.value);
    assert!(weighted.n_effective < 150.0 && weighted.n_effective > 75.0);
}

/// The same fitting, written out for two by two.
fn by_hand() -> f64 {
    let (rows, columns) = ([600.0, 400.0], [500.0, 500.0]);
    let mut table = [[60.0, 20.0], [30.0, 40.0]];
    for _ in 0..500 {
        for (at, total) in rows.iter().enumerate() {
            let sum: f64 = table[at].iter().sum();
            table[at].iter_mut().for_each(|cell| *cell *= total / sum);
        }
        for (at, total) in columns.iter().enumerate() {
            let sum = table[0][at] + table[1][at];
            table.iter_mut().for_each(|row| row[at] *= total / sum);
        }
    }
    let shares = [[0.9, 0.5], [0.8, 0.3]];
    let hits = |row: usize, column: usize| table[row][column] * shares[row][column];
    (hits(0, 0) + hits(0, 1) + hits(1, 0) + hits(1, 1)) / 1000.0
}

#[test]
fn extreme_weights_are_cut_and_it_is_said_how_many() {
    let mut protocol = with_margin(protocol(PrivacyMode::Confidential));
    // Ten of 130 answers stand for four of every ten clients.
    protocol.analysis.margins[0].categories[0].population = 400;
    protocol.analysis.margins[0].categories[1].population = 600;
    let of = |knows: bool, segment: u8, answers: usize| {
        let row = Given {
            segment,
            knows: Some(knows),
            ..given(4)
        };
        vec![row; answers]
    };
    let rows = [
        of(true, 0, 6),
        of(true, 1, 4),
        of(false, 0, 70),
        of(false, 1, 50),
    ]
    .concat();
    let found = evaluated(&protocol, &[&rows]);
    let weighted = found.waves[0].parameters[0].weighted.clone().unwrap();
    let raked = weighted.raked.unwrap();
    assert!((raked.trimmed - 10.0 / 130.0).abs() < 1e-12, "{raked:?}");
}

#[test]
fn the_order_of_answers_changes_no_byte_of_raked_and_paired_results() {
    let protocol = with_margin(protocol(PrivacyMode::Named));
    let tied = |rows: Vec<Given>| -> Vec<Given> {
        let rows = rows.into_iter().enumerate();
        rows.map(|(at, row)| Given {
            client: Some(format!("K{at:04}")),
            day: Some(1 + at as u32 % 9),
            ..row
        })
        .collect()
    };
    let (then, now) = (tied(spread()), tied(spread()));
    let mut turned = now.clone();
    turned.reverse();
    turned.rotate_left(31);
    let first = evaluated(&protocol, &[&then, &now]);
    assert!(first.waves[1].parameters[0].paired.is_some());
    assert_eq!(first.hash(), evaluated(&protocol, &[&then, &turned]).hash());
}
