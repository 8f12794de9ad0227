//! What goes out comes back in, and says no more than it may.

use super::*;
use crate::domain::evidence::ResponseRow;
use crate::import::responses::read;
use crate::import::testing;

fn counts(counts: &[(&str, u64)]) -> Vec<(Option<String>, u64)> {
    let named =
        |(name, count): &(&str, u64)| (Some((*name).to_owned()).filter(|name| name != "?"), *count);
    counts.iter().map(named).collect()
}

/// The rows as they are read from where they are stored.
pub(super) fn placed(writer: &Writer, rows: &[ResponseRow]) -> Vec<PlacedRow> {
    let mut places = writer.places();
    let placed = rows.iter().map(|row| {
        let stored = serde_json::to_string(&row.answers).unwrap();
        PlacedRow {
            key: row.key.clone(),
            segment: row.segment.clone(),
            completeness: row.completeness,
            answers: places.read(&stored).unwrap(),
        }
    });
    placed.collect()
}

/// A whole file, in two pieces.
fn file(survey: &Survey, wanted: (Format, Shape), rows: &[ResponseRow]) -> Vec<u8> {
    let mut writer = Writer::new(survey, wanted, BTreeSet::new(), &Language::english()).unwrap();
    let mut file = writer.start().unwrap();
    let rows = placed(&writer, rows);
    let (first, second) = rows.split_at(rows.len() / 2);
    file.extend(writer.rows(first).unwrap());
    file.extend(writer.rows(second).unwrap());
    file.extend(writer.end().unwrap());
    file
}

/// The files that come back in.
const ALL: [(Format, Shape); 4] = [
    (Format::Csv, Shape::Wide),
    (Format::Csv, Shape::Long),
    (Format::Xlsx, Shape::Wide),
    (Format::Xlsx, Shape::Long),
];

fn hidden(of: &[(&str, u64)]) -> Vec<String> {
    hidden_segments(&counts(of), 5).into_iter().collect()
}

#[test]
fn small_segments_are_hidden_and_never_alone() {
    assert_eq!(hidden(&[("A", 10), ("B", 20)]), Vec::<String>::new());
    assert_eq!(hidden(&[("A", 3), ("B", 20), ("C", 9)]), ["A", "C"]);
    assert_eq!(hidden(&[("A", 3), ("B", 4), ("C", 9)]), ["A", "B"]);
    assert_eq!(hidden(&[("A", 9), ("B", 20), ("?", 2)]), ["A"]);
    assert_eq!(
        hidden(&[("A", 9), ("B", 20), ("?", 6)]),
        Vec::<String>::new()
    );
    assert_eq!(hidden(&[("A", 2)]), ["A"]);
    assert_eq!(hidden(&[]), Vec::<String>::new());
}

#[test]
fn what_was_read_comes_back_as_it_went_out() {
    let (survey, protocol) = (testing::survey(), testing::protocol());
    let came = "respondent;segment;volledigheid;satisfied;known;channel;tools\n\
         W1;SD;volledig;4;ja;Telefoon;app | mail\n\
         =W2;;gedeeltelijk;n.v.t.;0;mail;\n\
         W3;PZ;afgebroken;;;;\n";
    let read_in = read(came.as_bytes(), &survey, &protocol);
    assert_eq!(read_in.problems, vec![]);
    for wanted in ALL {
        let file = file(&survey, wanted, &read_in.rows);
        let again = read(&file, &survey, &protocol);
        assert_eq!(again.problems, vec![]);
        assert_eq!(again.rows, read_in.rows, "{wanted:?}");
    }
    let csv = file(&survey, (Format::Csv, Shape::Wide), &read_in.rows);
    assert!(String::from_utf8(csv).unwrap().contains("\n'=W2,"));
}

/// An item of every kind whose answers are more than one code.
fn several() -> Survey {
    let text = [
        include_str!("../../../tests/data/surveys/multiple_choice.toml"),
        include_str!("../../../tests/data/surveys/ranking.toml"),
        include_str!("../../../tests/data/surveys/number.toml"),
    ];
    joined(&text)
}

/// The pages of some surveys as one.
pub(super) fn joined(surveys: &[&str]) -> Survey {
    let surveys = surveys.iter();
    let surveys = surveys.map(|text| Survey::parse("several.toml", text).unwrap());
    Survey {
        pages: surveys.flat_map(|survey| survey.pages).collect(),
        ..Survey::default()
    }
}

#[test]
fn each_of_several_options_has_a_column_that_reads_back_by_itself_too() {
    let (survey, protocol) = (several(), testing::protocol());
    let words =
        |codes: &[&str]| Answer::Words(codes.iter().map(|code| (*code).to_owned()).collect());
    let row = |key: &str, answers: Vec<(&str, Answer)>| ResponseRow {
        key: key.to_owned(),
        segment: None,
        completeness: Completeness::Complete,
        answers: answers
            .into_iter()
            .map(|(code, answer)| (code.to_owned(), answer))
            .collect(),
    };
    let first = vec![
        ("channels", words(&["mail", "desk"])),
        ("order", words(&["care", "price", "speed"])),
        ("hours", Answer::Decimal(7.5)),
    ];
    let rows = vec![row("A", first), row("B", Vec::new())];
    for wanted in ALL {
        let file = file(&survey, wanted, &rows);
        let again = read(&file, &survey, &protocol);
        assert_eq!((again.problems, &again.rows), (vec![], &rows), "{wanted:?}");
    }
    let csv = file(&survey, (Format::Csv, Shape::Wide), &rows);
    let csv = String::from_utf8(csv).unwrap();
    assert!(
        csv.contains("A,,complete,mail|desk,care|price|speed,7.5,0,1,1,0,3,2,1\n"),
        "{csv}"
    );
    assert!(csv.contains("B,,complete,,,,,,,,,,\n"), "{csv}");
    // The columns of the options alone say the same.
    let apart = csv
        .replace("channels,order,hours,", "hours,")
        .replace("mail|desk,care|price|speed,7.5", "7.5")
        .replace("B,,complete,,,", "B,,complete,");
    let again = read(apart.as_bytes(), &survey, &protocol);
    assert_eq!((again.problems, again.rows), (vec![], rows), "{apart}");
    // Two options in one place are no order.
    let twice = apart.replace(",3,2,1", ",3,2,2");
    assert_eq!(read(twice.as_bytes(), &survey, &protocol).problems.len(), 1);
}

#[test]
fn a_hidden_segment_is_blank_and_long_rows_hold_one_answer() {
    let (survey, protocol) = (testing::survey(), testing::protocol());
    let came = "respondent;segment;satisfied;tools\nW1;SD;4;app | mail\n";
    let rows = read(came.as_bytes(), &survey, &protocol).rows;
    let wanted = (Format::Csv, Shape::Long);
    let hidden = BTreeSet::from(["SD".to_owned()]);
    let mut writer = Writer::new(&survey, wanted, hidden, &Language::english()).unwrap();
    let rows = placed(&writer, &rows);
    let text = String::from_utf8(writer.rows(&rows).unwrap()).unwrap();
    assert_eq!(
        text,
        "W1,,complete,satisfied,4\nW1,,complete,tools,app|mail\n"
    );
    let said = String::from_utf8(dictionary(&survey, &Language::english())).unwrap();
    assert!(said.contains("satisfied,"), "{said}");
    assert!(!said.contains("remark,"), "open texts are not in it");
}
