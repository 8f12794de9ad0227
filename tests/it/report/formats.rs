//! Every format of an edition offers the same numbers.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;

use peil::domain::edition::Edition;
use peil::domain::language::Language;
use peil::report::files::{COLUMNS, Kind, write};
use peil::report::pen::Pen;
use peil::report::{Input, write as document, write_on_paper};

use super::case::{CASE, Case, text};
use super::library;

/// By wave, parameter and segment: every cell as it is written, empty when there is none.
type Rows = BTreeMap<[String; 3], Vec<String>>;

/// A snapshot keeps twelve digits, a spreadsheet fifteen: the number that all of them have.
fn written(cell: String) -> String {
    match cell.parse::<f64>() {
        Ok(number) => format!("{number:.11e}"),
        Err(_) => cell,
    }
}

fn keyed(rows: impl Iterator<Item = Vec<String>>) -> Rows {
    rows.map(|row| {
        let row: Vec<String> = row.into_iter().map(written).collect();
        let key = [row[0].clone(), row[1].clone(), row[3].clone()];
        (key, row)
    })
    .collect()
}

fn of_csv(file: &[u8]) -> Rows {
    let mut reader = csv::Reader::from_reader(file);
    assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
    keyed(reader.records().map(|row| {
        let row = row.unwrap();
        row.iter().map(str::to_owned).collect()
    }))
}

fn of_json(file: &[u8]) -> Rows {
    let file: serde_json::Value = serde_json::from_slice(file).unwrap();
    let cell = |value: &serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        number => number.as_f64().unwrap().to_string(),
    };
    let rows = file["rows"].as_array().unwrap();
    keyed(
        rows.iter()
            .map(|row| COLUMNS.iter().map(|name| cell(&row[*name])).collect()),
    )
}

fn of_workbook(file: Vec<u8>) -> Rows {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        other => other.to_string(),
    };
    let mut rows = sheet.rows().map(|row| row.iter().map(cell).collect());
    assert_eq!(rows.next(), Some(COLUMNS.map(str::to_owned).to_vec()));
    keyed(rows)
}

fn input<'a>(case: &'a Case, wave: u32) -> Input<'a> {
    Input {
        protocol: &case.protocol,
        surveys: &case.surveys,
        evaluation: &case.evaluation,
        wave,
        is_open: false,
        as_of: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
        files: &[],
        proceedings: Box::leak(Box::default()),
    }
}

#[test]
fn csv_json_and_workbook_have_the_same_rows_with_the_same_numbers() {
    for case in [&*CASE, &*library::CASE] {
        let input = input(case, 1);
        for edition in Edition::ALL {
            for language in [Language::dutch(), Language::english()] {
                let file = |kind| write(&input, edition, &language, kind, "").unwrap();
                let rows = of_csv(&file(Kind::Csv));
                assert!(rows.len() >= case.protocol.parameters.len());
                assert_eq!(rows, of_json(&file(Kind::Json)));
                assert_eq!(rows, of_workbook(file(Kind::Xlsx)));
            }
        }
    }
}

#[test]
fn the_page_and_the_paper_say_the_numbers_of_the_files() {
    for case in [&*CASE, &*library::CASE] {
        let input = input(case, 1);
        for language in [Language::dutch(), Language::english()] {
            let pen = Pen {
                language: &language,
            };
            let file = write(&input, Edition::Management, &language, Kind::Csv, "").unwrap();
            let page = text(&document(&input, Edition::Management, &language).unwrap());
            let paper = text(&write_on_paper(&input, Edition::Management, &language).unwrap());
            let mut said = 0;
            for ([wave, code, segment], row) in of_csv(&file) {
                let parameter = case.protocol.parameter(&code).unwrap();
                let Ok(value) = row[5].parse::<f64>() else {
                    continue;
                };
                if wave != written("1".to_owned()) || (!segment.is_empty() && row[12] == "no_data")
                {
                    continue;
                }
                let said_as = pen.value(parameter, value).replace('\u{a0}', "_");
                for (name, text) in [("page", &page), ("paper", &paper)] {
                    assert!(
                        text.contains(&said_as),
                        "{code} {segment}: {said_as} is not on the {name}"
                    );
                }
                said += 1;
            }
            assert!(said > case.protocol.parameters.len(), "{said}");
        }
    }
}
