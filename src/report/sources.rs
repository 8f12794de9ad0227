//! Where desk figures come from: the files, the day on which they were taken out of the desk system, and
//! what was open on that day.

use super::document::{Block, Line};
use super::pen::Pen;
use crate::domain::evidence::FileKind;
use crate::domain::language::Language;
use crate::domain::snapshot::BatchInput;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};

/// The files with tickets and desk figures, under a heading; nothing when none came in.
pub(super) fn blocks(pen: Pen, files: &[BatchInput]) -> Vec<Block> {
    let lines: Vec<Line> = files.iter().filter_map(|file| line(pen, file)).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Subheading(t(pen.language, "report-sources-heading")),
        Block::List(lines),
    ]
}

fn line(pen: Pen, file: &BatchInput) -> Option<Line> {
    let language = pen.language;
    let kind = match file.kind.as_str() {
        kind if kind == FileKind::Tickets.code() => t(language, "imports-kind-tickets"),
        kind if kind == FileKind::Measurements.code() => t(language, "imports-kind-measurements"),
        _ => return None,
    };
    let rows = pen.number(f64::from(file.rows));
    let day = date(language, file.at.date_naive());
    let args = [
        ("kind", kind.into()),
        ("rows", rows.into()),
        ("day", day.into()),
    ];
    let came_in = t_args(language, "report-source-file", &args);
    let told = extracted(language, file);
    let told = told.unwrap_or_else(|| t(language, "report-extracted-unknown"));
    Some(Line::led(file.file.clone(), format!("{came_in}; {told}.")))
}

/// "uit het meldingensysteem gehaald op 30 november 2026; 7 stonden toen nog open", where it is known.
pub fn extracted(language: &Language, file: &BatchInput) -> Option<String> {
    let days = file.extracted.map(|[first, last]| {
        let (first, last) = (date(language, first), date(language, last));
        if first == last {
            return t_args(language, "report-extracted", &[("day", first.into())]);
        }
        let args = [("first", first.into()), ("last", last.into())];
        t_args(language, "report-extracted-between", &args)
    });
    let open = file.open.map(|open| {
        let args = [("open", open.into())];
        t_args(language, "report-extracted-open", &args)
    });
    let told: Vec<String> = days.into_iter().chain(open).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};

    use super::*;

    fn file(kind: &str, days: Option<[u32; 2]>, open: Option<u64>) -> BatchInput {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        BatchInput {
            kind: kind.to_owned(),
            file: "calls.csv".to_owned(),
            hash: String::new(),
            rows: 1200,
            at: DateTime::from_timestamp(1_796_083_200, 0).unwrap(),
            extracted: days.map(|days| days.map(day)),
            open,
        }
    }

    #[test]
    fn a_file_is_named_with_its_day_of_extraction_and_what_was_open_then() {
        let said = |language: Language, file: &BatchInput| {
            let pen = Pen {
                language: &language,
            };
            line(pen, file).map(|line| line.text.replace('\u{a0}', " "))
        };
        let one = file("tickets", Some([30, 30]), Some(7));
        let english = said(Language::english(), &one).unwrap();
        assert_eq!(
            english,
            "Tickets, 1,200 rows, imported on 1 December 2026; taken out of the desk system on \
             30 November 2026; 7 were still open then."
        );
        let dutch = said(Language::dutch(), &one).unwrap();
        assert!(
            dutch.ends_with("30 november 2026; 7 stonden toen nog open."),
            "{dutch}"
        );
        let two = file("measurements", Some([1, 30]), None);
        let english = said(Language::english(), &two).unwrap();
        assert!(
            english.ends_with("between 1 November 2026 and 30 November 2026."),
            "{english}"
        );
        let none = said(Language::english(), &file("tickets", None, None)).unwrap();
        assert!(
            none.ends_with("the day of extraction is not told."),
            "{none}"
        );
        assert_eq!(said(Language::dutch(), &file("clients", None, None)), None);
    }
}
