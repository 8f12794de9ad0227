//! A table with a header: finds columns by name, hands out rows and gathers what is wrong with them.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::csv_reader::{Record, Records, declared_delimiter, likely_delimiter};
use super::decode::decode;
use super::problem::{Fault, Problem};
use super::values::{self, DecimalSign, SignFinder};
use super::{Detected, Imported};

/// More are counted, not listed.
const MAX_LISTED: usize = 1_000;
/// Longest key, name or code, and longest text, in characters.
const MAX_SHORT: u32 = 200;
const MAX_LONG: u32 = 20_000;
/// How much of a cell a problem quotes.
const QUOTED: usize = 80;

/// A file with its bytes turned into text.
pub(super) struct File<'b> {
    text: Cow<'b, str>,
    encoding: &'static str,
    is_text: bool,
}

impl<'b> File<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        let (text, encoding) = decode(bytes);
        let other_formats: [&[u8]; 4] = [b"PK\x03\x04", b"%PDF", b"\xD0\xCF\x11\xE0", b"\x1F\x8B"];
        Self {
            text,
            encoding,
            is_text: !other_formats.iter().any(|start| bytes.starts_with(start)),
        }
    }
}

/// A column that was looked for; it may not be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column(Option<usize>);

impl Column {
    pub fn is_there(self) -> bool {
        self.0.is_some()
    }
}

pub(super) struct Sheet<'t> {
    records: Records<'t>,
    detected: Detected,
    /// Where the header stands.
    line: u64,
    header: Vec<String>,
    used: Vec<bool>,
    report: Report,
}

/// Problems and notes, as many as are worth listing.
#[derive(Default)]
struct Report {
    problems: Vec<Problem>,
    unlisted_problems: u64,
    notes: Vec<Problem>,
    unlisted_notes: u64,
}

impl Report {
    fn problem(&mut self, problem: Problem) {
        if self.problems.len() < MAX_LISTED {
            self.problems.push(problem);
        } else {
            self.unlisted_problems += 1;
        }
    }

    fn note(&mut self, note: Problem) {
        if self.notes.len() < MAX_LISTED {
            self.notes.push(note);
        } else {
            self.unlisted_notes += 1;
        }
    }
}

/// A header without case, spaces and punctuation, so that `Open knelpunt (0/1)` finds its column.
fn normal(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn quote(cell: &str) -> String {
    let mut quoted: String = cell.chars().take(QUOTED).collect();
    if quoted.len() < cell.len() {
        quoted.push('…');
    }
    quoted
}

impl<'t> Sheet<'t> {
    pub fn open(file: &'t File) -> Self {
        let (declared, text) = declared_delimiter(&file.text);
        let delimiter = declared.unwrap_or_else(|| likely_delimiter(text));
        let first_line = if declared.is_some() { 2 } else { 1 };
        let mut sheet = Self {
            records: Records::new(text, first_line, delimiter),
            detected: Detected {
                delimiter: char::from(delimiter),
                encoding: file.encoding,
                decimal: None,
            },
            line: first_line,
            header: Vec::new(),
            used: Vec::new(),
            report: Report::default(),
        };
        if file.is_text {
            sheet.read_header();
        } else {
            sheet.header_problem(None, Fault::NotText);
        }
        sheet
    }

    fn read_header(&mut self) {
        match self.records.next() {
            None => self.header_problem(None, Fault::Empty),
            Some(Err(broken)) => {
                self.line = broken.line;
                self.header_problem(None, broken.fault);
            }
            Some(Ok(record)) => {
                self.line = record.line;
                self.header = record
                    .cells
                    .iter()
                    .map(|name| name.trim().to_owned())
                    .collect();
                self.used = vec![false; self.header.len()];
                for place in 1..self.header.len() {
                    let name = normal(&self.header[place]);
                    let earlier = &self.header[..place];
                    if !name.is_empty()
                        && let Some(first) = earlier.iter().find(|other| normal(other) == name)
                    {
                        let first = first.clone();
                        self.header_problem(Some(place), Fault::DuplicateColumn { first });
                    }
                }
            }
        }
    }

    fn header_problem(&mut self, place: Option<usize>, fault: Fault) {
        let name = place.map(|place| self.header[place].clone());
        self.report.problem(Problem {
            line: self.line,
            row: 1,
            value: name.as_deref().map(quote).unwrap_or_default(),
            column: name,
            fault,
        });
    }

    /// A column that may be missing, under any of these names.
    pub fn may_have(&mut self, names: &[&str]) -> Column {
        let names: Vec<String> = names.iter().map(|name| normal(name)).collect();
        let mut places = (0..self.header.len())
            .filter(|place| names.contains(&normal(&self.header[*place])))
            .collect::<Vec<_>>()
            .into_iter();
        let first = places.next();
        for other in places {
            // The same name twice has been said already.
            if let Some(first) = first
                && normal(&self.header[first]) != normal(&self.header[other])
            {
                let first = self.header[first].clone();
                self.header_problem(Some(other), Fault::DuplicateColumn { first });
            }
            self.used[other] = true;
        }
        if let Some(first) = first {
            self.used[first] = true;
        }
        Column(first)
    }

    /// A column that must be there, under any of these names.
    pub fn needs(&mut self, names: &[&str]) -> Column {
        let column = self.may_have(names);
        if let (None, Some((name, others))) = (column.0, names.split_first())
            && !self.header.is_empty()
        {
            self.header_problem(
                None,
                Fault::MissingColumn {
                    name: (*name).to_owned(),
                    others: others.join(", "),
                },
            );
        }
        column
    }

    /// Finds out which decimal sign these columns use, before they are read.
    pub fn look_at_numbers(&mut self, columns: &[Column]) {
        let mut finder = SignFinder::default();
        for record in self.records.clone().flatten() {
            for cell in columns
                .iter()
                .filter_map(|column| record.cells.get(column.0?))
            {
                finder.look_at(cell);
            }
        }
        self.detected.decimal = finder.found();
    }

    /// Reads every row. A row of which any cell was refused is left out; so is everything when the
    /// header itself is wrong, since then no cell can be trusted to stand in its own column.
    pub fn read<R>(mut self, mut row_of: impl FnMut(&mut Row) -> Option<R>) -> Imported<Vec<R>> {
        let mut rows = Vec::new();
        let mut records = 0;
        if self.report.problems.is_empty() {
            for record in self.records.clone() {
                let record = match record {
                    Ok(record) if record.cells.iter().all(|cell| cell.trim().is_empty()) => {
                        continue;
                    }
                    Ok(record) => record,
                    Err(broken) => {
                        records += 1;
                        self.report.problem(Problem {
                            line: broken.line,
                            row: broken.number,
                            column: None,
                            value: String::new(),
                            fault: broken.fault,
                        });
                        continue;
                    }
                };
                records += 1;
                let mut row = Row {
                    record: &record,
                    header: &self.header,
                    decimal: self.detected.decimal,
                    report: &mut self.report,
                    is_sound: true,
                };
                if row.fits(&self.used)
                    && let Some(value) = row_of(&mut row)
                    && row.is_sound
                {
                    rows.push(value);
                }
            }
        }
        if records == 0 && self.report.problems.is_empty() {
            self.header_problem(None, Fault::NoRows);
        }
        self.finish(rows, records)
    }

    fn finish<R>(self, rows: Vec<R>, records: u64) -> Imported<Vec<R>> {
        let ignored_columns = self
            .header
            .iter()
            .zip(&self.used)
            .filter(|(name, used)| !**used && !name.is_empty())
            .map(|(name, _)| name.clone())
            .collect();
        Imported {
            rows,
            records,
            problems: self.report.problems,
            unlisted_problems: self.report.unlisted_problems,
            notes: self.report.notes,
            unlisted_notes: self.report.unlisted_notes,
            ignored_columns,
            detected: self.detected,
        }
    }
}

/// One row. A getter that refuses its cell says so in the report, gives `None`, and makes the row
/// unsound; so a reader asks for all its cells first, and every fault of the row is reported.
pub(super) struct Row<'r> {
    record: &'r Record<'r>,
    header: &'r [String],
    decimal: Option<DecimalSign>,
    report: &'r mut Report,
    is_sound: bool,
}

impl<'r> Row<'r> {
    pub fn line(&self) -> u64 {
        self.record.line
    }

    /// As a spreadsheet numbers it: the header is 1.
    pub fn number(&self) -> u64 {
        self.record.number
    }

    fn problem(&self, place: Option<usize>, fault: Fault) -> Problem {
        let cell = place.and_then(|place| self.record.cells.get(place));
        Problem {
            line: self.record.line,
            row: self.record.number,
            column: place.and_then(|place| self.header.get(place)).cloned(),
            value: cell.map(|cell| quote(cell)).unwrap_or_default(),
            fault,
        }
    }

    /// Refuses a cell, and with it the row.
    pub fn refuse(&mut self, column: Column, fault: Fault) {
        self.refuse_at(column.0, fault);
    }

    fn refuse_at(&mut self, place: Option<usize>, fault: Fault) {
        let problem = self.problem(place, fault);
        self.report.problem(problem);
        self.is_sound = false;
    }

    /// Says something about a cell that is taken all the same.
    pub fn note(&mut self, column: Column, fault: Fault) {
        let note = self.problem(column.0, fault);
        self.report.note(note);
    }

    /// Whether the row has a cell for every column, and no more, and all can be read.
    fn fits(&mut self, used: &[bool]) -> bool {
        let (cells, columns) = (&self.record.cells, self.header.len());
        let blank = |cell: &Cow<str>| cell.trim().is_empty();
        // Spreadsheets write empty cells after the last column; those hold nothing.
        if cells.len() < columns || !cells[columns..].iter().all(blank) {
            let fault = Fault::WrongNumberOfCells {
                found: cells.len() as u64,
                expected: columns as u64,
            };
            self.refuse_at(None, fault);
            return false;
        }
        for (place, cell) in self.record.cells.iter().enumerate().take(columns) {
            if !used[place] {
                if self.header[place].is_empty() && !blank(cell) {
                    let fault = Fault::UnnamedColumn {
                        place: place as u64 + 1,
                    };
                    let note = self.problem(Some(place), fault);
                    self.report.note(note);
                }
            } else if cell.contains('\u{FFFD}') {
                self.refuse_at(Some(place), Fault::BrokenCharacter);
            } else if cell.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
                self.refuse_at(Some(place), Fault::ControlCharacter);
            }
        }
        self.is_sound
    }

    /// The cell without the blanks around it; `None` when it is empty or there is no such column.
    pub fn cell(&self, column: Column) -> Option<&'r str> {
        let cell = self.record.cells.get(column.0?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// The cell, which must not be empty.
    pub fn required(&mut self, column: Column) -> Option<&'r str> {
        let cell = self.cell(column);
        if cell.is_none() {
            self.refuse(column, Fault::Missing);
        }
        cell
    }

    fn at_most(&mut self, column: Column, cell: &str, most: u32) -> Option<String> {
        let length = cell.chars().count() as u64;
        if length > u64::from(most) {
            self.refuse(column, Fault::TooLong { most, length });
            return None;
        }
        Some(cell.replace("\r\n", "\n").replace('\r', "\n"))
    }

    /// A key, code or name.
    pub fn short(&mut self, column: Column) -> Option<String> {
        let cell = self.cell(column)?;
        if cell.contains(['\n', '\r']) {
            self.refuse(column, Fault::LineBreak);
            return None;
        }
        self.at_most(column, cell, MAX_SHORT)
    }

    pub fn required_short(&mut self, column: Column) -> Option<String> {
        self.required(column)?;
        self.short(column)
    }

    /// A text as people write it, line breaks and all.
    pub fn long(&mut self, column: Column) -> Option<String> {
        let cell = self.cell(column)?;
        self.at_most(column, cell, MAX_LONG)
    }

    pub fn required_long(&mut self, column: Column) -> Option<String> {
        let cell = self.required(column)?;
        self.at_most(column, cell, MAX_LONG)
    }

    /// What `read` makes of the cell; a fault refuses it. An empty cell gives `None`.
    pub fn read<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        let value = read(self.cell(column)?);
        value.map_err(|fault| self.refuse(column, fault)).ok()
    }

    pub fn required_read<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        self.required(column)?;
        self.read(column, read)
    }

    pub fn date(&mut self, column: Column) -> Option<NaiveDate> {
        self.read(column, values::date)
    }

    /// A number that is not empty and not below zero.
    pub fn amount(&mut self, column: Column) -> Option<f64> {
        let decimal = self.decimal;
        self.required_read(column, |cell| match values::number(cell, decimal)? {
            number if number < 0.0 => Err(Fault::Negative),
            number => Ok(number),
        })
    }

    /// One of a few words; `options` says which, for the message.
    pub fn word<T>(
        &mut self,
        column: Column,
        options: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        self.read(column, |cell| {
            read(cell).ok_or_else(|| Fault::NotAnOption {
                options: options.to_owned(),
            })
        })
    }
}

/// Remembers where a key was first seen.
#[derive(Default)]
pub(super) struct Seen<K>(std::collections::HashMap<K, u64>);

impl<K: std::hash::Hash + Eq> Seen<K> {
    /// The line where the key was seen before; notes it when it is new.
    pub fn before(&mut self, key: K, line: u64) -> Option<u64> {
        match self.0.entry(key) {
            std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
            std::collections::hash_map::Entry::Vacant(empty) => {
                empty.insert(line);
                None
            }
        }
    }
}
