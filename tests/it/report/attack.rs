//! The difference attack, by somebody who has every edition and every file: what is left of a total
//! when all that is shown is taken from it is the size of what was hidden.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use peil::domain::dataset::Responses;
use peil::domain::edition::Edition;
use peil::domain::evaluation::results::Evaluation;
use peil::domain::evaluation::{Evidence, evaluate};
use peil::domain::language::Language;
use peil::domain::protocol::{Member, Protocol};
use peil::domain::view::{self, ViewKind};
use peil::report::document::Block;
use peil::report::files::{self, Kind};
use peil::report::{Input, disclosed};
use proptest::prelude::*;
use serde_json::Value;

use super::case::CASE;

const THRESHOLD: u64 = 5;

/// Per parameter of wave 1 in the files of all editions: totals by segment, "" for the whole.
fn published(evaluation: &Evaluation, protocol: &Protocol) -> BTreeMap<(String, String), f64> {
    let mut known = BTreeMap::new();
    for edition in Edition::ALL {
        let input = Input {
            protocol,
            surveys: &CASE.surveys,
            evaluation,
            wave: 1,
            is_open: false,
            as_of: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
            files: &[],
            proceedings: &Default::default(),
        };
        let bytes = files::write(&input, edition, &Language::english(), Kind::Json, "").unwrap();
        let file: Value = serde_json::from_slice(&bytes).unwrap();
        for row in file["rows"].as_array().unwrap() {
            if row["wave"] != 1 {
                continue;
            }
            let text = |name: &str| row[name].as_str().unwrap().to_owned();
            let place = (text("parameter"), text("segment"));
            if let Some(n) = row["n"].as_f64() {
                let before = known.insert(place.clone(), n);
                assert!(before.is_none_or(|before| before == n), "{place:?}");
            }
        }
    }
    known
}

/// The protocol with an account manager for each segment, and one for the first two of them.
fn managed(protocol: &Protocol) -> Protocol {
    let mut managed = protocol.clone();
    let codes: Vec<String> = protocol
        .segments
        .iter()
        .map(|one| one.code.clone())
        .collect();
    let mut readers: Vec<Vec<String>> = codes.iter().map(|code| vec![code.clone()]).collect();
    readers.push(codes.iter().take(2).cloned().collect());
    let like = protocol.members[0].clone();
    managed.members = readers
        .into_iter()
        .enumerate()
        .map(|(at, segments)| Member {
            code: format!("M{at}"),
            reads_segments: segments,
            ..like.clone()
        })
        .collect();
    managed
}

/// What the pages by reader add: per parameter (and for the response) the number by segment. No
/// page tells of a segment that is not its reader's.
fn told_by_views(evaluation: &Evaluation, protocol: &Protocol) -> BTreeMap<(String, String), f64> {
    let mut known = BTreeMap::new();
    let english = Language::english();
    let input = Input {
        protocol,
        surveys: &CASE.surveys,
        evaluation,
        wave: 1,
        is_open: false,
        as_of: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
        files: &[],
        proceedings: &Default::default(),
    };
    let code_of = |name: &str| {
        let mut all = protocol.segments.iter();
        all.find(|one| one.name.get(&english) == name)
            .unwrap()
            .code
            .clone()
    };
    for one in view::all(protocol) {
        let document = peil::report::view(&input, &one, &english).unwrap();
        let own = one.member(protocol).map(|member| &member.reads_segments);
        let blocks = document.sections.iter().flat_map(|section| &section.blocks);
        let tables = blocks.filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        for table in tables.filter(|_| one.kind == ViewKind::AccountManager) {
            for group in &table.groups {
                for row in &group.rows {
                    let (place, cell) = match &group.heading {
                        Some(line) => {
                            let parameter = row[0].text.split(' ').next().unwrap();
                            ((parameter.to_owned(), code_of(&line.text)), &row[1])
                        }
                        None => (("response".to_owned(), code_of(&row[0].text)), &row[2]),
                    };
                    assert!(own.unwrap().contains(&place.1), "{place:?} on {one:?}");
                    if let Ok(n) = cell.text.replace(',', "").parse::<f64>() {
                        let before = known.insert(place.clone(), n);
                        assert!(before.is_none_or(|before| before == n), "{place:?}");
                    }
                }
            }
        }
    }
    known
}

/// The files of all editions and the pages of all readers, together.
fn everything(evaluation: &Evaluation, protocol: &Protocol) -> BTreeMap<(String, String), f64> {
    let managed = managed(protocol);
    let mut known = published(evaluation, protocol);
    for (place, n) in told_by_views(evaluation, &managed) {
        let before = known.insert(place.clone(), n);
        assert!(before.is_none_or(|before| before == n), "{place:?}");
    }
    // That so few answered at all is said openly; who they are must not follow.
    if known
        .iter()
        .any(|((what, _), n)| what == "response" && *n > 0.0)
    {
        let complete = evaluation.wave(1).unwrap().response.complete as f64;
        known.insert(("response".to_owned(), String::new()), complete);
    }
    known
}

/// What is left of each total; `None` for a parameter without segments.
fn rests(known: &BTreeMap<(String, String), f64>) -> BTreeMap<String, f64> {
    let totals = known.iter().filter(|((_, segment), _)| segment.is_empty());
    let rest = |((code, _), total): (&(String, String), &f64)| {
        let parts: Vec<f64> = known
            .iter()
            .filter(|((other, segment), _)| other == code && !segment.is_empty())
            .map(|(_, n)| *n)
            .collect();
        (!parts.is_empty()).then(|| (code.clone(), total - parts.iter().sum::<f64>()))
    };
    totals.filter_map(rest).collect()
}

fn small(rests: &BTreeMap<String, f64>) -> Vec<(&String, &f64)> {
    let threshold = THRESHOLD as f64;
    rests
        .iter()
        .filter(|(_, rest)| **rest > 0.0 && **rest < threshold)
        .collect()
}

#[test]
fn the_example_gives_nobody_away() {
    let found = disclosed(&CASE.evaluation, &[], THRESHOLD);
    assert_eq!(found, Vec::new());
    let known = everything(&CASE.evaluation, &CASE.protocol);
    let rests = rests(&known);
    assert_eq!(
        rests.len(),
        8,
        "the seven parameters of the survey and the response: {rests:?}"
    );
    assert_eq!(small(&rests), Vec::new());
    // Management sees the segments; no other file has any.
    assert!(
        known.contains_key(&("P01".to_owned(), "BO".to_owned())),
        "{:?}",
        known.keys()
    );
}

/// Why no crossed groups are attacked: there are none. A response carries one segment and nothing
/// else of its client, no page takes a filter, and a file tells of one segment or of the whole.
#[test]
fn no_figure_is_of_two_groups_at_once() {
    let codes: Vec<&str> = CASE
        .protocol
        .segments
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    for (_, segment) in everything(&CASE.evaluation, &CASE.protocol).keys() {
        assert!(
            segment.is_empty() || codes.contains(&segment.as_str()),
            "{segment}"
        );
    }
    let groups = [
        "segment",
        "cluster",
        "role",
        "location",
        "account_manager",
        "filter",
    ];
    let of_file: Vec<&str> = files::COLUMNS
        .into_iter()
        .filter(|name| groups.contains(name))
        .collect();
    assert_eq!(of_file, ["segment"]);
    for wave in &CASE.evaluation.waves {
        for result in &wave.parameters {
            let mut parts: Vec<&str> = result
                .segments
                .iter()
                .map(|one| one.segment.as_str())
                .collect();
            assert!(
                parts.iter().all(|part| codes.contains(part)),
                "{}",
                result.code
            );
            parts.sort_unstable();
            parts.dedup();
            assert_eq!(
                parts.len(),
                result.segments.len(),
                "{} is split twice",
                result.code
            );
        }
    }
}

/// The case without its analyses, whose resampling takes long and shows no counts of groups.
fn bare() -> Protocol {
    let mut protocol = CASE.protocol.clone();
    protocol.analysis = Default::default();
    protocol
}

/// Some of the answers of wave 1, in a random order.
fn thinned(rows: &[usize]) -> Evidence {
    let mut evidence = CASE.evidence.clone();
    let wave = evidence.waves.get_mut(&1).unwrap();
    let responses: &Responses = &wave.responses;
    wave.responses = responses.in_order(rows).into();
    wave.dispositions = None;
    evidence.waves.remove(&0);
    evidence
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Few answers, so that nearly every segment is small; those of the segments that the protocol
    /// does not know stand in the total alone.
    #[test]
    fn no_few_answers_give_anybody_away(
        rows in prop::sample::subsequence((0..517_usize).collect::<Vec<_>>(), 1..90),
        known_segments in 2..=6_usize,
    ) {
        let mut protocol = bare();
        protocol.segments.truncate(known_segments);
        let evaluation = evaluate(&protocol, &thinned(&rows));
        prop_assert_eq!(disclosed(&evaluation, &[], THRESHOLD), Vec::new());
        for spread in &evaluation.wave(1).unwrap().distributions {
            let seen: u64 = spread.counts.iter().map(|one| one.count).sum();
            prop_assert!(seen == 0 || seen >= THRESHOLD, "{}: {}", spread.item, seen);
        }
        let known = everything(&evaluation, &protocol);
        for (place, n) in &known {
            let is_of_clients = CASE.evaluation.wave(1).unwrap().parameter(&place.0).is_some_and(|one| !one.segments.is_empty());
            prop_assert!(!is_of_clients || *n == 0.0 || *n >= THRESHOLD as f64, "{:?}: {}", place, n);
        }
        let rests = rests(&known);
        prop_assert_eq!(small(&rests), Vec::new());
    }
}

#[test]
fn a_second_snapshot_that_differs_by_a_few_answers_is_found() {
    let protocol = bare();
    let all: Vec<usize> = (0..517).collect();
    let before = evaluate(&protocol, &thinned(&all[..514]));
    let now = evaluate(&protocol, &thinned(&all));
    let found = disclosed(&now, &[&before], THRESHOLD);
    assert!(
        found
            .iter()
            .any(|one| one.place == "response" && one.persons == 3),
        "{found:?}"
    );
    assert!(
        found.iter().any(|one| one.place.starts_with("P01 ")),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .any(|one| one.place == "q1_satisfied" && one.persons < THRESHOLD),
        "the answers to one question betray who came in between: {found:?}"
    );
    assert_eq!(disclosed(&now, &[&now], THRESHOLD), Vec::new());
}

#[test]
fn an_item_that_few_answered_is_found_when_its_counts_are_shown() {
    let mut evaluation = CASE.evaluation.clone();
    let wave = evaluation
        .waves
        .iter_mut()
        .find(|wave| wave.number == 1)
        .unwrap();
    let spread = wave.distributions.first_mut().unwrap();
    (spread.n, spread.shown) = (Some(3), true);
    let found = disclosed(&evaluation, &[], THRESHOLD);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].persons, 3);
}
