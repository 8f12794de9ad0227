//! The workbook: all results on the first sheet, then a sheet for each table of the report.

use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::rows::{COLUMNS, Row};
use crate::domain::language::Language;
use crate::report::Input;
use crate::report::document::{Block, Cell, Column, Document, Figure, Table};
use crate::texts::numbers::written_in;

#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written")]
pub struct WorkbookError(#[from] XlsxError);

/// The bytes of an XLSX file; the same for the same document.
pub fn workbook(
    input: &Input,
    document: &Document,
    rows: &[Row],
) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    let year = u16::try_from(input.as_of.year()).unwrap_or(1900);
    let day = ExcelDateTime::from_ymd(
        year,
        input.as_of.month() as u8, // 1 to 12
        input.as_of.day() as u8,   // 1 to 31
    )?;
    let properties = DocProperties::new()
        .set_title(&document.title)
        .set_company(&document.organisation)
        .set_subject(&document.running)
        .set_creation_datetime(&day);
    book.set_properties(&properties);
    results(book.add_worksheet(), document, rows)?;
    for (at, (section, table)) in tables(document).into_iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(at + 1, section))?;
        write_table(sheet, &document.language, table)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Every table of the document with the section it stands in: those of charts too.
fn tables(document: &Document) -> Vec<(&str, &Table)> {
    let mut found = Vec::new();
    for section in &document.sections {
        for block in &section.blocks {
            match block {
                Block::Table(table) => found.push((section.topic.as_str(), table)),
                Block::Figure(Figure {
                    table: Some(table), ..
                }) => {
                    found.push((section.topic.as_str(), table));
                }
                Block::Multiples(figures) => {
                    let tables = figures.iter().filter_map(|figure| figure.table.as_ref());
                    found.extend(tables.map(|table| (section.topic.as_str(), table)));
                }
                _ => {}
            }
        }
    }
    found
}

/// At most 31 characters, none of which a sheet may not have.
fn sheet_name(number: usize, topic: &str) -> String {
    let kept = topic.chars().filter(|c| !"[]:*?/\\'".contains(*c));
    let name: String = format!("{number} ").chars().chain(kept).take(31).collect();
    name.trim().to_owned()
}

fn results(sheet: &mut Worksheet, document: &Document, rows: &[Row]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name(if written_in(&document.language) == "nl" {
        "Resultaten"
    } else {
        "Results"
    })?;
    for (at, name) in COLUMNS.iter().enumerate() {
        sheet.write_string_with_format(0, at as u16, *name, &bold)?; // 15 columns
    }
    for (at, row) in (1u32..).zip(rows) {
        sheet.write_number(at, 0, row.wave)?;
        let texts = [&row.parameter, &row.name, &row.segment];
        for (column, text) in (1u16..).zip(texts) {
            sheet.write_string(at, column, text)?;
        }
        let (from, to) = (Some(row.target_from), Some(row.target_to));
        let (low, high) = (Some(row.limit_from), Some(row.limit_to));
        let numbers = [row.n, row.value, row.low, row.high, from, to, low, high];
        for (column, number) in (4u16..).zip(numbers) {
            if let Some(number) = number {
                sheet.write_number(at, column, number)?;
            }
        }
        sheet.write_string(at, 12, row.target_verdict.code())?;
        sheet.write_string(at, 13, row.limit_verdict.code())?;
        if let Some(open) = row.open {
            sheet.write_number(at, 14, open as f64)?;
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_column_width(2, 40)?;
    Ok(())
}

fn write_table(sheet: &mut Worksheet, language: &Language, table: &Table) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let head = Format::new().set_bold().set_text_wrap();
    sheet.write_string_with_format(0, 0, &table.caption, &bold)?;
    for (at, column) in (0u16..).zip(&table.columns) {
        let unit = column
            .unit
            .as_ref()
            .map_or(String::new(), |unit| format!(" ({unit})"));
        sheet.write_string_with_format(2, at, format!("{}{unit}", column.heading), &head)?;
        sheet.set_column_width(at, if at == 0 { 40 } else { 18 })?;
    }
    let mut at = 3u32;
    for group in &table.groups {
        if let Some(heading) = &group.heading {
            let lead = heading.lead.as_deref().unwrap_or_default();
            let words = format!("{lead} {}", heading.text);
            sheet.write_string_with_format(at, 0, words.trim(), &bold)?;
            at += 1;
        }
        for row in &group.rows {
            for ((place, cell), column) in (0u16..).zip(row).zip(&table.columns) {
                write_cell(sheet, language, (at, place), cell, column)?;
            }
            at += 1;
        }
    }
    sheet.set_freeze_panes(3, 1)?;
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    language: &Language,
    (row, place): (u32, u16),
    cell: &Cell,
    column: &Column,
) -> Result<(), XlsxError> {
    let codes: Vec<&str> = cell.marks.iter().map(|mark| mark.code.as_str()).collect();
    let text = format!("{} {}", codes.join(" "), cell.text);
    let text = text.trim();
    if column.is_number
        && cell.small.is_none()
        && let Some((value, format)) = number(language, text)
    {
        let format = Format::new().set_num_format(format);
        sheet.write_number_with_format(row, place, value, &format)?;
        return Ok(());
    }
    let whole = match &cell.small {
        Some(small) => format!("{text} ({small})"),
        None => text.to_owned(),
    };
    sheet.write_string(row, place, whole.trim())?;
    Ok(())
}

/// Reads a number as we write it, with the format that shows it so again: `77,2 %`, `1.240`.
fn number(language: &Language, text: &str) -> Option<(f64, String)> {
    let (thousands, point) = match written_in(language) {
        "nl" => ('.', ','),
        _ => (',', '.'),
    };
    let is_percent = text.ends_with('%');
    let digits = text.trim_end_matches('%').trim_end_matches(['\u{a0}', ' ']);
    let plain: String = digits
        .chars()
        .filter(|c| *c != thousands)
        .map(|c| match c {
            c if c == point => '.',
            '\u{2212}' => '-',
            c => c,
        })
        .collect();
    let value: f64 = plain.parse().ok().filter(|value: &f64| value.is_finite())?;
    let decimals = plain.split_once('.').map_or(0, |(_, part)| part.len());
    let zeros = if decimals == 0 {
        String::new()
    } else {
        format!(".{}", "0".repeat(decimals))
    };
    Some(if is_percent {
        (value / 100.0, format!("0{zeros}%"))
    } else {
        (value, format!("#,##0{zeros}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_back_as_they_are_written_in_both_languages() {
        let (dutch, english) = (Language::dutch(), Language::english());
        assert_eq!(number(&dutch, "1.240"), Some((1240.0, "#,##0".to_owned())));
        assert_eq!(
            number(&dutch, "-0,53"),
            Some((-0.53, "#,##0.00".to_owned()))
        );
        let percent = number(&dutch, "77,2\u{a0}%").unwrap();
        assert!((percent.0 - 0.772).abs() < 1e-12 && percent.1 == "0.0%");
        assert_eq!(
            number(&english, "1,240"),
            Some((1240.0, "#,##0".to_owned()))
        );
        assert_eq!(number(&dutch, "≥ 80"), None);
        assert_eq!(number(&dutch, "74,7 – 79,5"), None);
    }

    #[test]
    fn the_name_of_a_sheet_is_short_and_allowed() {
        let name = sheet_name(12, "Wat / wie: [alles] en nog veel meer woorden");
        assert!(name.chars().count() <= 31 && !name.contains(['/', ':', '[']));
    }
}
