//! Answers as a workbook, written row by row: sheets of answers, then one that says what they mean.
//!
//! The parts are written here and not by the library that makes the report's workbook, because that
//! one has to hold the whole file, or keep it on a disk, before the first byte can go out.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::writer::{Packed, Unwritable};
use super::{Cell, DICTIONARY, Export, described};
use crate::domain::language::Language;
use crate::domain::placed::PlacedRow;
use crate::domain::survey::Survey;
use crate::import::translations::is_run;
use crate::texts::t;

/// As many rows as a sheet may have, and as many characters as a cell.
const MAX_ROWS: u32 = 1_048_576;
const MAX_CHARS: usize = 32_767;
/// A packed part of 4 GiB needs a form that Excel refuses; a sheet ends well before.
const MAX_SHEET_BYTES: u64 = 3 << 30;
/// The places of the styles below: a day, and words that begin as a formula does.
const DAY: u32 = 1;
const QUOTED: u32 = 2;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const STYLES: &str = "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
    <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
    <fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
    <cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
    <xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
    <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\"/></cellXfs>";

pub(super) struct Book {
    packed: Packed,
    answers: String,
    meaning: String,
    described: Vec<[String; 6]>,
    header: Vec<String>,
    sheets: Vec<String>,
    rows: u32,
    bytes: u64,
}

impl Book {
    pub fn new(survey: &Survey, language: &Language) -> Self {
        Self {
            packed: Packed::new(),
            answers: t(language, "exports-sheet-answers"),
            meaning: t(language, "exports-sheet-meaning"),
            described: described(survey, language),
            header: Vec::new(),
            sheets: Vec::new(),
            rows: 0,
            bytes: 0,
        }
    }

    pub fn start(&mut self, export: &Export) -> Result<Vec<u8>, Unwritable> {
        self.header = export.header();
        self.begin_answers()?;
        Ok(self.packed.ready())
    }

    pub fn rows(&mut self, export: &Export, rows: &[PlacedRow]) -> Result<Vec<u8>, Unwritable> {
        for record in rows.iter().flat_map(|row| export.records(row)) {
            if self.rows >= MAX_ROWS || self.bytes >= MAX_SHEET_BYTES {
                self.begin_answers()?;
            }
            self.row(&record)?;
        }
        Ok(self.packed.ready())
    }

    pub fn end(mut self) -> Result<Vec<u8>, Unwritable> {
        self.begin(self.meaning.clone())?;
        let header = DICTIONARY.map(str::to_owned);
        let described = std::mem::take(&mut self.described);
        for row in std::iter::once(header).chain(described) {
            self.row(&row.map(|cell| Cell::Words(cell.into())))?;
        }
        self.packed.put(SHEET_END.as_bytes())?;
        let count = self.sheets.len();
        for (name, text) in [
            ("xl/styles.xml", styles()),
            ("xl/workbook.xml", workbook(&self.sheets)),
            ("xl/_rels/workbook.xml.rels", relations(count)),
            ("_rels/.rels", root()),
            ("[Content_Types].xml", types(count)),
        ] {
            self.packed.begin(name)?;
            self.packed.put(text.as_bytes())?;
        }
        self.packed.end()
    }

    fn begin_answers(&mut self) -> Result<(), Unwritable> {
        let name = match self.sheets.len() {
            0 => self.answers.clone(),
            more => format!("{} {}", self.answers, more + 1),
        };
        self.begin(name)?;
        let header = self.header.clone().into_iter();
        let header: Vec<Cell> = header.map(|name| Cell::Words(name.into())).collect();
        self.row(&header)
    }

    fn begin(&mut self, name: String) -> Result<(), Unwritable> {
        if !self.sheets.is_empty() {
            self.packed.put(SHEET_END.as_bytes())?;
        }
        self.sheets.push(name);
        let path = format!("xl/worksheets/sheet{}.xml", self.sheets.len());
        self.packed.begin(&path)?;
        let start = format!(
            "{XML}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">\
            <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
            </sheetView></sheetViews><sheetData>"
        );
        (self.rows, self.bytes) = (0, 0);
        self.packed.put(start.as_bytes())
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), Unwritable> {
        let mut text = String::from("<row>");
        for cell in cells {
            put(&mut text, cell);
        }
        text.push_str("</row>");
        self.rows += 1;
        self.bytes += text.len() as u64;
        self.packed.put(text.as_bytes())
    }
}

const SHEET_END: &str = "</sheetData></worksheet>";

/// Writing to a text does not fail.
fn put(text: &mut String, cell: &Cell) {
    let _ = match cell {
        Cell::Blank => write!(text, "<c/>"),
        Cell::Number(number) => write!(text, "<c><v>{number}</v></c>"),
        Cell::Day(day) => write!(text, "<c s=\"{DAY}\"><v>{}</v></c>", serial(*day)),
        Cell::Words(words) => {
            let style = match is_run(words) {
                true => format!(" s=\"{QUOTED}\""),
                false => String::new(),
            };
            let words = escaped(words);
            let space = "xml:space=\"preserve\"";
            write!(
                text,
                "<c t=\"inlineStr\"{style}><is><t {space}>{words}</t></is></c>"
            )
        }
    };
}

/// The day as Excel counts: 1 March 1900 is its 61st.
fn serial(day: NaiveDate) -> i64 {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (day - first).num_days()
}

fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars().take(MAX_CHARS) {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\r' => text.push_str("&#13;"),
            '\t' | '\n' => text.push(c),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_ascii_control() => {}
            c => text.push(c),
        }
    }
    text
}

fn styles() -> String {
    format!("{XML}<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>")
}

fn workbook(sheets: &[String]) -> String {
    let mut listed = String::new();
    for (at, name) in sheets.iter().enumerate() {
        let (number, name) = (at + 1, escaped(name));
        let _ = write!(
            listed,
            "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"
        );
    }
    format!(
        "{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{listed}</sheets></workbook>"
    )
}

fn relations(sheets: usize) -> String {
    let mut listed = String::new();
    for number in 1..=sheets {
        let _ = write!(
            listed,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    let styles = sheets + 1;
    format!(
        "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{listed}\
        <Relationship Id=\"rId{styles}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
    )
}

fn root() -> String {
    format!(
        "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">\
        <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    )
}

fn types(sheets: usize) -> String {
    let mut listed = String::new();
    for number in 1..=sheets {
        let _ = write!(
            listed,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{KIND}.worksheet+xml\"/>"
        );
    }
    format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
        <Override PartName=\"/xl/workbook.xml\" ContentType=\"{KIND}.sheet.main+xml\"/>\
        <Override PartName=\"/xl/styles.xml\" ContentType=\"{KIND}.styles+xml\"/>{listed}</Types>"
    )
}
