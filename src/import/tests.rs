//! The case as it ships, a corpus of bad files, and bytes that nobody meant as a file.

use proptest::prelude::*;

use super::testing::{protocol, survey};
use super::*;
use crate::domain::language::Language;
use crate::domain::parameter::Tone;
use crate::domain::protocol::Protocol;
use crate::domain::survey::Survey;

/// What a reader made of a file, in one line: rows, then line, column and fault of every problem.
fn told<R>(read: Imported<Vec<R>>) -> String {
    let mut told = format!("{} rows", read.rows.len());
    for problem in &read.problems {
        let fault = format!("{:?}", problem.fault);
        let fault = fault.split(' ').next().unwrap_or_default();
        let column = problem.column.as_deref().unwrap_or("-");
        told += &format!(" | {} {column} {fault}", problem.line);
    }
    told
}

/// Reads a file as the first word of its name says; a file without such a word is an interview.
fn read_any(name: &str, bytes: &[u8]) -> String {
    let (protocol, usual) = (protocol(), Language::dutch());
    match name.split('_').next() {
        Some("measurements") => told(measurements::read(bytes, &protocol)),
        Some("tickets") => told(tickets::read(bytes, &protocol)),
        Some("clients") => told(clients::read(bytes, &protocol, &usual)),
        Some("responses") => told(responses::read(bytes, &survey(), &protocol)),
        _ => told(interviews::read(bytes, &protocol)),
    }
}

#[test]
fn quoted_line_breaks_move_the_line_but_not_the_row() {
    let bytes = include_bytes!("../../tests/data/csv/interviews_line_breaks.csv");
    let read = interviews::read(bytes, &protocol());
    assert_eq!((read.problems[0].line, read.problems[0].row), (6, 3));
    assert_eq!(read.rows[0].text, "een\ntwee; drie\n\nvier");
}

#[test]
fn how_a_file_was_read_is_shown() {
    let bytes = include_bytes!("../../tests/data/csv/interviews_dutch_excel_1252.csv");
    let read = interviews::read(bytes, &protocol());
    assert_eq!(
        (read.detected.delimiter, read.detected.encoding),
        (';', "windows-1252")
    );
    assert_eq!(read.rows[0].text, "Café bij de reünie: ‘prima’, € 5");
}

#[test]
fn content_without_a_header_of_its_own_is_noted() {
    let bytes = include_bytes!("../../tests/data/csv/interviews_unnamed_column.csv");
    let read = interviews::read(bytes, &protocol());
    assert_eq!(read.notes[0].fault, Fault::UnnamedColumn { place: 4 });
    assert_eq!(read.notes[0].value, "losse krabbel");
}

#[test]
fn beyond_a_thousand_problems_the_rest_is_counted() {
    let file = "gesprek,datum,uitspraak\n".to_owned() + &"V1,gisteren,goed\n".repeat(1_500);
    let read = interviews::read(file.as_bytes(), &protocol());
    assert_eq!((read.problems.len(), read.unlisted_problems), (1_000, 500));
    assert_eq!(read.records, 1_500);
}

/// The definitions of the case that we ship.
fn case() -> (Protocol, Survey) {
    let protocol = include_str!("../../surveys/servicedesk/protocol.toml");
    let survey = include_str!("../../surveys/servicedesk/satisfaction.toml");
    (
        Protocol::parse("protocol.toml", protocol).unwrap_or_else(|p| panic!("{p}")),
        Survey::parse("satisfaction.toml", survey).unwrap_or_else(|p| panic!("{p}")),
    )
}

#[test]
fn the_files_of_the_case_are_taken_to_the_last_row() {
    let (protocol, survey) = case();
    let usual = Language::dutch();
    macro_rules! file {
        ($name:literal) => {
            include_bytes!(concat!("../../surveys/servicedesk/", $name))
        };
    }
    let responses = |bytes: &[u8]| told(responses::read(bytes, &survey, &protocol));
    assert_eq!(responses(file!("survey_wave0.csv")), "499 rows");
    assert_eq!(responses(file!("survey_wave1.csv")), "517 rows");
    let comments = |bytes: &[u8]| told(comments::read(bytes, None, &usual));
    assert_eq!(comments(file!("comments_wave0.csv")), "90 rows");
    assert_eq!(comments(file!("comments_wave1.csv")), "140 rows");
    let clients = clients::read(file!("clients.csv"), &protocol, &usual);
    assert_eq!(told(clients), "1240 rows");
    let measured = measurements::read(file!("measurements.csv"), &protocol);
    assert_eq!(measured.notes, vec![]);
    assert_eq!(told(measured), "144 rows");
    let dispositions = dispositions::read(
        file!("dispositions.csv"),
        &protocol,
        &BTreeSet::from([0, 1]),
    );
    assert_eq!(told(dispositions), "2 rows");
    let tickets = tickets::read(file!("ticket_sample_wave1.csv"), &protocol);
    assert_eq!(told(tickets), "300 rows");
}

#[test]
fn answers_and_statements_of_the_case_land_in_their_own_fields() {
    let (protocol, survey) = case();
    let bytes = include_bytes!("../../surveys/servicedesk/survey_wave0.csv");
    let read = responses::read(bytes, &survey, &protocol);
    assert_eq!(read.ignored_columns, Vec::<String>::new());
    let first = &read.rows[0];
    assert_eq!(
        (first.key.as_str(), first.segment.as_deref()),
        ("W0-0001", Some("PZ"))
    );
    assert_eq!(first.answers.len(), 12);

    let bytes = include_bytes!("../../surveys/servicedesk/interviews.csv");
    let read = interviews::read(bytes, &protocol);
    assert_eq!(
        (read.problems.clone(), read.ignored_columns.clone()),
        (vec![], vec![])
    );
    assert_eq!(read.rows.len(), 108);
    let positive = read
        .rows
        .iter()
        .filter(|row| row.tone == Some(Tone::Positive));
    assert_eq!(positive.count(), 70);
    assert!(read.rows.iter().all(|row| row.open_problem.is_some()));
}

/// Text that looks like a file: the right headers, then cells with everything that breaks readers.
fn nearly_csv() -> impl Strategy<Value = String> {
    let headers = prop::sample::select(vec![
        "gesprek;datum;segment;uitspraak;codeur1",
        "parameter,periode,cluster,teller,noemer",
        "ticket\tdoorlooptijd_werkuren\tafgesloten op",
        "klant;naam;email;segment;taal",
        "respondent,segment,satisfied,known,channel,tools,remark",
        "sep=;\nwave;I;P;R;NC;O;UH;UO;not_eligible",
    ]);
    let piece = prop::sample::select(vec![
        "\"",
        "\"\"",
        ";",
        ",",
        "\t",
        "\n",
        "\r\n",
        "\r",
        " ",
        "é",
        "1",
        "M01",
        "1,5",
        "1.240",
        "SD",
        "ja",
        "n.v.t.",
        "2026-10-01",
        "P10",
        "4",
        "-",
        "e9",
        "\u{0}",
        "\u{a0}",
        "99999999999999999999",
    ]);
    let body = prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat());
    (headers, body).prop_map(|(header, body)| format!("{header}\n{body}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["interviews", "measurements", "tickets", "clients", "responses"] {
            read_any(name, &bytes);
        }
    }

    #[test]
    fn nothing_like_csv_makes_a_reader_panic(text in nearly_csv()) {
        for name in ["interviews", "measurements", "tickets", "clients", "responses"] {
            read_any(name, text.as_bytes());
        }
        told(comments::read(text.as_bytes(), None, &Language::dutch()));
        told(dispositions::read(text.as_bytes(), &protocol(), &BTreeSet::from([0])));
    }

    #[test]
    fn no_value_ever_stands_in_another_column(
        cells in prop::collection::vec(("[a-z;,\t\"\r\n é]{0,12}", "[a-z;,\t\" ]{0,12}"), 1..8),
        delimiter in prop::sample::select(vec![';', ',', '\t']),
    ) {
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let mut file = ["gesprek", "datum", "uitspraak", "thema"].join(&delimiter.to_string());
        for (number, (text, theme)) in cells.iter().enumerate() {
            let key = format!("V{number}");
            let row = [key.as_str(), "2026-10-01", &quoted(&format!("t{text}")), &quoted(theme)];
            file += &format!("\r\n{}", row.join(&delimiter.to_string()));
        }
        let read = interviews::read(file.as_bytes(), &protocol());
        prop_assert_eq!(&read.problems, &vec![]);
        for (number, (row, (text, theme))) in read.rows.iter().zip(&cells).enumerate() {
            prop_assert_eq!(&row.interview, &format!("V{number}"));
            let text = format!("t{text}").replace("\r\n", "\n").replace('\r', "\n");
            prop_assert_eq!(row.text.trim(), text.trim());
            prop_assert_eq!(row.theme.as_deref().unwrap_or(""), theme.trim());
        }
    }
}

#[test]
fn what_a_file_suggests_is_a_mapping_whatever_its_headers_hold() {
    let file = "ticket;\"\u{7f}a \"\"b\\ \";doorlooptijd;afgesloten\nT1;x;2;2026-10-01\n";
    let source = Source::plain(file.as_bytes());
    let read = tickets::read(source, &protocol());
    let text = mapping::suggested(&read, &source, &Language::dutch());
    let map = mapping::Mapping::parse(&text).unwrap_or_else(|told| panic!("{told}\n{text}"));
    for column in &read.columns {
        assert!(map.columns.contains_key(&column.header), "{text}");
    }
}
