//! The second case: what the service desk has no data for. Its reference values were computed from the
//! files in `surveys/library` with a separate program (Python: means, t and Newcombe intervals).

use std::path::Path;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use peil::domain::evaluation::evaluate;
use peil::domain::evaluation::findings::{Quadrant, Side};
use peil::domain::evaluation::results::WaveResult;
use peil::domain::language::Language;
use peil::domain::proceedings::{
    Adjustment, AdjustmentKind, AdjustmentState, Cause, Outcome, Proceedings,
};
use peil::import::folder::{Files, read};
use peil::report::{Input, management};

use super::case::{Case, text};

pub static FILES: LazyLock<Files> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys/library");
    let entries = std::fs::read_dir(dir).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "csv" || e == "toml"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
});

pub static CASE: LazyLock<Case> = LazyLock::new(|| {
    let folder = read(&FILES).unwrap();
    let evidence = folder.evidence();
    Case {
        evaluation: evaluate(&folder.protocol.read, &evidence),
        evidence,
        protocol: folder.protocol.read,
        surveys: folder.surveys.into_iter().map(|one| one.read).collect(),
    }
});

fn wave(number: u32) -> &'static WaveResult {
    CASE.evaluation.wave(number).unwrap()
}

fn reported(language: &Language, proceedings: &Proceedings) -> String {
    let input = Input {
        protocol: &CASE.protocol,
        surveys: &CASE.surveys,
        evaluation: &CASE.evaluation,
        wave: 1,
        is_open: false,
        as_of: NaiveDate::from_ymd_opt(2025, 12, 8).unwrap(),
        files: &[],
        proceedings,
    };
    text(&management(&input, language).unwrap())
}

#[track_caller]
fn assert_near(got: Option<f64>, wanted: f64) {
    let got = got.expect("there is a value");
    assert!((got - wanted).abs() < 5e-6, "{got}, expected {wanted}");
}

#[track_caller]
fn assert_says(report: &str, wanted: &[&str]) {
    for sentence in wanted {
        assert!(report.contains(sentence), "{sentence}\nis not in\n{report}");
    }
}

#[test]
fn all_five_gaps_are_measured() {
    let expected = [
        ("reliability", -0.638298, -0.800409, -0.476187),
        ("assurance", -0.265957, -0.447797, -0.084118),
        ("tangibles", 0.452128, 0.280993, 0.623262),
        ("empathy", 0.026596, -0.143337, 0.196529),
        ("responsiveness", -0.728723, -0.896129, -0.561318),
    ];
    let found = &wave(1).findings.gaps;
    assert_eq!(found.len(), expected.len());
    for (one, (code, gap, low, high)) in found.iter().zip(expected) {
        assert_eq!((one.code.as_str(), one.n), (code, Some(188)));
        assert_near(one.gap, gap);
        assert_near(one.low, low);
        assert_near(one.high, high);
    }
    assert!(found[3].p_holm.unwrap() > 0.05 && found[1].p_holm.unwrap() < 0.05);
}

#[test]
fn stated_importance_says_what_comes_first() {
    let stated = wave(1).findings.drivers[0].stated.as_ref().unwrap();
    let of = |item: &str| {
        let found = stated.items.iter().find(|one| one.item == item).unwrap();
        (found.importance, found.performance, found.quadrant)
    };
    let (importance, performance, quadrant) = of("rate_digital");
    assert_near(Some(importance), 3.888298);
    assert_near(Some(performance), 3.563830);
    assert_eq!(quadrant, Quadrant::ConcentrateHere);
    assert_eq!(of("rate_lending").2, Quadrant::KeepUp);
    assert_eq!(of("rate_courses").2, Quadrant::LowPriority);
    assert_eq!(of("rate_places").2, Quadrant::PossibleOverkill);
}

#[test]
fn the_mirror_belongs_to_the_wave_that_it_was_asked_for() {
    assert!(wave(0).findings.mirrors.is_empty());
    let mirrors = &wave(1).findings.mirrors;
    let sides: Vec<(&str, Side)> = mirrors
        .iter()
        .map(|one| (one.parameter.as_str(), one.beside.side))
        .collect();
    assert_eq!(
        sides,
        [
            ("L1", Side::Below),
            ("L2", Side::Undecided),
            ("L3", Side::Above)
        ]
    );
    assert_near(mirrors[0].beside.difference, 134.0 / 188.0 - 0.88);
    assert_near(mirrors[2].beside.difference, 0.309574);
    let own = wave(1).parameter("L3").unwrap();
    assert_near(mirrors[2].beside.low, own.low.unwrap() - 3.6);
}

#[test]
fn others_are_worse_or_better_by_the_direction_of_the_parameter() {
    let sides: Vec<(&str, Side)> = wave(1)
        .findings
        .benchmarks
        .iter()
        .map(|one| (one.parameter.as_str(), one.beside.side))
        .collect();
    assert_eq!(
        sides,
        [
            ("L1", Side::Below),
            ("L2", Side::Above),
            ("L6", Side::Below)
        ]
    );
}

#[test]
fn every_cluster_has_its_place_on_the_map() {
    let clusters = &wave(1).findings.clusters;
    let expected = [
        ("UL", 1903.0 / 2020.0, 28_600.0 / 8_880.0),
        ("DI", 817.0 / 880.0, 19_850.0 / 2_805.0),
        ("AC", 247.0 / 301.0, 15_000.0 / 1_532.0),
        ("SP", 696.0 / 811.0, 6_400.0 / 3_050.0),
    ];
    assert_eq!(clusters.len(), expected.len());
    for (one, (code, quality, means)) in clusters.iter().zip(expected) {
        assert_eq!(one.cluster, code);
        assert_near(one.effectiveness, quality);
        assert_near(one.efficiency, means);
    }
}

#[test]
fn the_report_says_it_in_dutch() {
    assert_says(
        &reported(&Language::dutch(), &Proceedings::default()),
        &[
            "Medewerkers schatten L1 hoger dan klanten het geven, en L3 lager",
            "[mirror-L1] L1: medewerkers schatten te hoog",
            "88_% | 71,3_% | −16,7_%‑punt (−21,0 tot −12,8) | schatting te hoog",
            "71,3_% | 82_% (elf bibliotheken) | −10,7_%‑punt",
            "4,29 | 5,10 (landelijk gemiddelde) | −0,81 | beter",
            "Uitleen haalt beide streefwaarden; Cursussen en activiteiten haalt er geen",
            "Op 3 van de 5 dimensies",
            "L6 haalt de streefwaarde.",
            "Eerst aanpakken: De digitale bibliotheek",
        ],
    );
}

#[test]
fn the_report_says_it_in_english() {
    assert_says(
        &reported(&Language::english(), &Proceedings::default()),
        &[
            "Staff estimate L1 higher than clients give it, and L3 lower",
            "88_% | 71.3_% | −16.7_pp (−21.0 to −12.8) | estimate too high",
            "7.41 | 7.1 (eleven libraries) | +0.31",
            "Lending meets both targets; Courses and activities meets neither",
            "L6 meets its target.",
        ],
    );
}

fn day(text: &str) -> DateTime<Utc> {
    format!("{text}T12:00:00Z").parse().unwrap()
}

/// Decided after the baseline, and done when the second wave began.
fn adjustment(parameter: &str, segment: Option<&str>) -> Adjustment {
    Adjustment {
        id: Uuid::nil(),
        wave: 0,
        kind: AdjustmentKind::Resources,
        cause: Cause::Parameter,
        cause_code: parameter.to_owned(),
        parameter: Some(parameter.to_owned()),
        segment: segment.map(str::to_owned),
        title: "Langer open".to_owned(),
        expected: String::new(),
        owner_name: "Samir Bensaid".to_owned(),
        owner_email: "samir@wilgenmeer.example".to_owned(),
        escalate_name: String::new(),
        escalate_email: String::new(),
        due_on: NaiveDate::from_ymd_opt(2025, 6, 1).unwrap(),
        state: AdjustmentState::Done,
        note: String::new(),
        outcome: None,
        done_at: Some(day("2025-05-20")),
        reminded_at: None,
        escalated_at: None,
    }
}

fn outcome(one: &Adjustment) -> Outcome {
    let found = one.effect(&CASE.protocol.parameters, &CASE.evaluation, 1);
    found.unwrap().outcome
}

#[test]
fn an_adjustment_is_judged_by_the_same_members_where_they_answered_twice() {
    let one = adjustment("L2", None);
    let effect = one.effect(&CASE.protocol.parameters, &CASE.evaluation, 1);
    let effect = effect.unwrap();
    assert_eq!((effect.pairs, effect.outcome), (Some(129), Outcome::Worked));
    assert_near(effect.difference, 0.527132);
    assert_near(effect.low, 0.283587);
    assert_near(effect.high, 0.770676);
    // The interval of staff's rating holds zero.
    assert_eq!(outcome(&adjustment("L3", None)), Outcome::CannotTell);
    // A complete registration: 5.04 became 4.29, and less is better.
    assert_eq!(outcome(&adjustment("L6", None)), Outcome::Worked);
}

#[test]
fn an_adjustment_for_a_segment_is_judged_by_that_segment() {
    let one = adjustment("L1", Some("LZ"));
    let effect = one.effect(&CASE.protocol.parameters, &CASE.evaluation, 1);
    let effect = effect.unwrap();
    assert_eq!((effect.pairs, effect.outcome), (None, Outcome::Worked));
    assert_near(effect.difference, 0.151316);
    assert_near(effect.low, 0.007164);
    assert_near(effect.high, 0.286391);
    assert_eq!(outcome(&adjustment("L1", Some("ST"))), Outcome::CannotTell);
    assert_eq!(outcome(&adjustment("L1", Some("??"))), Outcome::CannotTell);
}

#[test]
fn what_was_not_done_in_time_cannot_have_worked() {
    let mut late = adjustment("L2", None);
    late.done_at = Some(day("2025-12-01"));
    assert_eq!(outcome(&late), Outcome::CannotTell);
    let mut open = adjustment("L2", None);
    (open.state, open.done_at) = (AdjustmentState::Open, None);
    assert_eq!(outcome(&open), Outcome::CannotTell);
}

#[test]
fn a_change_for_the_worse_did_not_work() {
    let mut evaluation = CASE.evaluation.clone();
    let result = evaluation.waves[1].parameters.iter_mut();
    let result = result.into_iter().find(|one| one.code == "L6").unwrap();
    result.change.as_mut().unwrap().difference = 0.4;
    let one = adjustment("L6", None);
    let effect = one.effect(&CASE.protocol.parameters, &evaluation, 1);
    assert_eq!(effect.unwrap().outcome, Outcome::DidNot);
}

#[test]
fn the_next_wave_prints_what_became_of_every_adjustment() {
    let mut closed = adjustment("L3", None);
    closed.outcome = Some(Outcome::Worked);
    let proceedings = Proceedings {
        adjustments: vec![adjustment("L2", None), adjustment("L1", Some("LZ")), closed],
        ..Proceedings::default()
    };
    assert_says(
        &reported(&Language::dutch(), &proceedings),
        &[
            "L2: +0,53 (+0,28 – +0,77) (bij 129 klanten die beide keren antwoordden) | gewerkt",
            "L1, Volwassen lezers: +15,1_%‑punt (+0,7 – +28,6) | gewerkt",
            "gewerkt (volgens de cijfers: niet te zeggen)",
        ],
    );
}
