//! The example's evaluation, cell by cell, against figures computed with independent software.

use std::collections::BTreeMap;
use std::path::Path;

use peil::domain::evaluation::evaluate;
use peil::domain::evaluation::results::Evaluation;
use peil::domain::parameter::Tone;
use peil::domain::verdict::Verdict;
use peil::import::folder::{Files, Folder, read};
use peil::stats::agreement;

type Row = BTreeMap<String, String>;

pub fn files() -> Files {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys/servicedesk");
    std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "csv" || e == "toml"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

pub fn folder() -> Folder {
    read(&files()).expect("the example is sound")
}

pub fn evaluation() -> Evaluation {
    let folder = folder();
    evaluate(&folder.protocol.read, &folder.evidence())
}

fn expected(name: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/example")
        .join(name);
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let owned = |record: csv::StringRecord| {
        header
            .iter()
            .map(str::to_owned)
            .zip(record.iter().map(str::to_owned))
            .collect()
    };
    let rows: Vec<Row> = reader
        .records()
        .map(|record| owned(record.unwrap()))
        .collect();
    assert!(!rows.is_empty(), "{name} has no rows");
    rows
}

/// The files are rounded to eight digits.
fn assert_close(got: Option<f64>, wanted: &str, what: &str) {
    let wanted: f64 = wanted.parse().unwrap();
    let got = got.unwrap_or_else(|| panic!("{what} has no value; expected {wanted}"));
    let tolerance = 1e-7 * wanted.abs().max(1e-300);
    assert!(
        (got - wanted).abs() <= tolerance,
        "{what}: {got}, expected {wanted}"
    );
}

#[test]
fn every_parameter_of_both_waves_is_as_expected() {
    let evaluation = evaluation();
    let rows = expected("expected_evaluation.csv");
    let mut seen = 0;
    for wave in &evaluation.waves[..2] {
        assert_eq!(wave.parameters.len(), 18);
        for result in &wave.parameters {
            let what = format!("{} in wave {}", result.code, wave.number);
            let row = rows.iter().find(|row| {
                row["parameter"] == result.code && row["wave"] == wave.number.to_string()
            });
            let Some(row) = row else {
                assert_eq!(result.target_verdict, Verdict::NoData, "{what}");
                assert_eq!(result.limit_verdict, Verdict::NoData, "{what}");
                assert_eq!(
                    (result.shown, result.n, result.value),
                    (false, None, None),
                    "{what}"
                );
                continue;
            };
            seen += 1;
            assert_close(result.n, &row["n"], &what);
            assert_close(result.value, &row["estimate"], &what);
            assert_close(result.low, &row["lo"], &what);
            assert_close(result.high, &row["hi"], &what);
            assert_eq!(
                result.target_verdict.code(),
                row["target_verdict"],
                "{what}"
            );
            assert_eq!(result.limit_verdict.code(), row["limit_verdict"], "{what}");
        }
    }
    assert_eq!(
        seen,
        rows.len(),
        "every expected row was held against a result"
    );
}

#[test]
fn every_goal_is_as_expected_and_names_its_parameters() {
    let evaluation = evaluation();
    for row in expected("expected_goals.csv") {
        let wave = evaluation.wave(row["wave"].parse().unwrap()).unwrap();
        let goal = wave
            .goals
            .iter()
            .find(|goal| goal.code == row["goal"])
            .unwrap();
        assert_eq!(goal.status.code(), row["status"], "{row:?}");
        assert_eq!(
            goal.target_not_met.join(" "),
            row["target_not_met"],
            "{row:?}"
        );
        assert_eq!(goal.target_open.join(" "), row["target_open"], "{row:?}");
    }
}

#[test]
fn every_segment_is_as_expected() {
    let evaluation = evaluation();
    let result = evaluation.wave(1).unwrap().parameter("P01").unwrap();
    for row in expected("expected_segments_P01_wave1.csv") {
        let segment = result
            .segments
            .iter()
            .find(|s| s.segment == row["segment"])
            .unwrap();
        assert_close(segment.n, &row["n"], &segment.segment);
        assert_close(segment.value, &row["estimate"], &segment.segment);
        assert_close(segment.low, &row["lo"], &segment.segment);
        assert_close(segment.high, &row["hi"], &segment.segment);
        assert_eq!(
            segment.target_verdict.code(),
            row["target_verdict"],
            "{row:?}"
        );
    }
}

#[test]
fn every_charter_is_as_expected() {
    let evaluation = evaluation();
    for row in expected("expected_charters.csv") {
        let charters = &evaluation.wave(1).unwrap().charters;
        let charter = charters
            .iter()
            .find(|charter| charter.code == row["charter"])
            .unwrap();
        assert_close(charter.within, &row["within"], &charter.code);
        assert_close(charter.total, &row["total"], &charter.code);
        assert_close(charter.share, &row["share"], &charter.code);
        assert_close(charter.breaches, &row["breaches"], &charter.code);
        assert_eq!(
            charter.triggered.unwrap().to_string(),
            row["sanction_triggered"]
        );
        assert_close(charter.amount_eur, &row["amount_eur"], &charter.code);
    }
}

#[test]
fn every_change_between_the_waves_is_as_expected() {
    let evaluation = evaluation();
    for row in expected("expected_waves.csv") {
        let result = evaluation
            .wave(1)
            .unwrap()
            .parameter(&row["parameter"])
            .unwrap();
        let change = result.change.as_ref().unwrap();
        assert_close(
            Some(change.difference),
            &row["difference_w1_minus_w0"],
            &result.code,
        );
        assert_close(change.low, &row["lo95"], &result.code);
        assert_close(change.high, &row["hi95"], &result.code);
        assert_close(change.p, &row["p"], &result.code);
        assert_close(change.p_holm, &row["p_holm_over_7"], &result.code);
    }
}

#[test]
fn weighting_to_the_segments_is_as_expected() {
    let evaluation = evaluation();
    for row in expected("expected_poststratified.csv") {
        let wave = evaluation.wave(row["wave"].parse().unwrap()).unwrap();
        let result = wave.parameter(&row["parameter"]).unwrap();
        let weighted = result.weighted.as_ref().map(|weighted| weighted.value);
        assert_close(
            weighted,
            &row["estimate_weighted_to_segments"],
            &result.code,
        );
    }
}

#[test]
fn response_rates_and_the_coders_agreement_are_as_expected() {
    let evaluation = evaluation();
    let response = |wave| &evaluation.wave(wave).unwrap().response;
    for row in expected("expected_other.csv") {
        let got = match row["what"].as_str() {
            "RR1_wave0" => response(0).rr1,
            "RR2_wave0" => response(0).rr2,
            "RR1_wave1" => response(1).rr1,
            "RR2_wave1" => response(1).rr2,
            "interview_kappa" => Some(kappa()),
            other => panic!("nothing computes {other}"),
        };
        assert_close(got, &row["value"], &row["what"]);
    }
}

fn kappa() -> f64 {
    let statements = folder().statements.unwrap().rows;
    let code = |tone: Option<Tone>| tone.map(|tone| f64::from(tone as u8));
    let first: Vec<_> = statements.iter().map(|s| code(s.tone)).collect();
    let second: Vec<_> = statements.iter().map(|s| code(s.second_tone)).collect();
    agreement::cohen_kappa(&first, &second, 0.95)
        .unwrap()
        .kappa
        .unwrap()
        .kappa
}

#[test]
fn the_same_files_give_the_same_bytes_and_other_values_give_others() {
    let first = evaluation();
    assert_eq!(first.canonical_json(), evaluation().canonical_json());
    let mut changed = files();
    let tickets = String::from_utf8(changed["ticket_sample_wave1.csv"].clone()).unwrap();
    let slower = tickets.replacen("T001,7.04", "T001,700.04", 1);
    assert_ne!(tickets, slower);
    changed.insert("ticket_sample_wave1.csv".to_owned(), slower.into_bytes());
    let folder = read(&changed).unwrap();
    let second = evaluate(&folder.protocol.read, &folder.evidence());
    assert_ne!(first.hash(), second.hash());
}

#[test]
fn the_order_of_rows_changes_no_byte() {
    let mut shuffled = files();
    for (name, bytes) in shuffled
        .iter_mut()
        .filter(|(name, _)| name.ends_with(".csv"))
    {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        records[1..].reverse();
        let mut writer = csv::Writer::from_writer(Vec::new());
        for record in &records {
            writer.write_record(record).unwrap();
        }
        *bytes = writer.into_inner().unwrap();
        assert!(records.len() > 2, "{name} has rows to reverse");
    }
    let folder = read(&shuffled).unwrap();
    let turned = evaluate(&folder.protocol.read, &folder.evidence());
    assert_eq!(turned.canonical_json(), evaluation().canonical_json());
}
