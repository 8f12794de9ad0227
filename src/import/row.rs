//! One row of a table: its cells by column, and what is wrong with them.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::columns::{Column, Columns, parts};
use super::csv_reader::Record;
use super::field::Holds;
use super::mapping::DateOrder;
use super::problem::{Fault, Problem};
use super::report::Report;
use super::translations::undefused;
use super::values::{self, DecimalSign, is_spreadsheet_error};
use crate::domain::canonical::sha256_hex;

/// Longest key, name or code, and longest text, in characters.
const MAX_SHORT: u32 = 200;
const MAX_LONG: u32 = 20_000;
/// How much of a cell a problem quotes.
const QUOTED: usize = 80;

pub(super) fn quote(cell: &str) -> String {
    let mut quoted: String = cell.chars().take(QUOTED).collect();
    if quoted.len() < cell.len() {
        quoted.push('…');
    }
    quoted
}

/// One row. A getter that refuses its cell says so in the report, gives `None`, and makes the row
/// unsound; so a reader asks for all its cells first, and every fault of the row is reported.
pub(super) struct Row<'r> {
    pub(super) record: &'r Record<'r>,
    pub(super) columns: &'r Columns,
    pub(super) way: Way<'r>,
    pub(super) report: &'r mut Report,
    pub(super) is_sound: bool,
}

/// When a row was taken out of the system that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extracted {
    /// The beginning of the day where no time on the clock is told: more is not certain.
    pub at: NaiveDateTime,
    pub has_time: bool,
}

impl Extracted {
    fn read(cell: &str, order: DateOrder) -> Result<Self, Fault> {
        let has_time = cell.contains(':');
        let at = match has_time {
            true => values::moment(cell, order)?,
            false => values::date(cell, order)?.and_time(NaiveTime::MIN),
        };
        Ok(Self { at, has_time })
    }
}

/// How the cells of a file are read.
#[derive(Clone, Copy)]
pub(super) struct Way<'r> {
    pub decimal: Option<DecimalSign>,
    pub dates: DateOrder,
    /// The file was written here, with cells made harmless that a spreadsheet would run.
    pub is_defused: bool,
    /// A workbook ends a row at its last cell that holds something.
    pub may_be_short: bool,
    pub marked: &'r HashMap<(u64, usize), Fault>,
}

impl<'r> Row<'r> {
    pub fn line(&self) -> u64 {
        self.record.line
    }

    /// The row as a spreadsheet numbers it.
    pub fn number(&self) -> u64 {
        self.record.number
    }

    /// A key for a row that has none of its own: the same for the same cells.
    pub fn fingerprint(&self) -> String {
        let cells = self.record.cells.join("\u{1f}");
        let hash = sha256_hex(cells.as_bytes());
        format!("row-{}", hash.get(..16).unwrap_or_default())
    }

    pub fn way(&self) -> Way<'r> {
        self.way
    }

    fn problem(&self, place: Option<usize>, fault: Fault) -> Problem {
        let cell = place.and_then(|place| self.record.cells.get(place));
        Problem {
            line: self.record.line,
            row: self.record.number,
            column: place.map(|place| self.columns.header(place).to_owned()),
            value: cell.map(|cell| quote(cell)).unwrap_or_default(),
            fault,
        }
    }

    /// Refuses a cell, and with it the row.
    pub fn refuse(&mut self, column: Column, fault: Fault) {
        self.refuse_at(column.0, fault);
    }

    fn refuse_at(&mut self, place: Option<usize>, fault: Fault) {
        if let Some(place) = place
            && fault.is_about_codes()
            && let Some(field) = self.columns.field_at(place)
        {
            for cell in self.parts(place, &self.columns.fields[field].holds) {
                self.report.unmatched(field, &cell);
            }
        }
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
    pub(super) fn fits(&mut self) -> bool {
        let (cells, columns) = (&self.record.cells, self.columns.len());
        let blank = |cell: &Cow<str>| cell.trim().is_empty();
        let is_short = cells.len() < columns && !self.way.may_be_short;
        // Spreadsheets write empty cells after the last column; those hold nothing.
        if is_short || !cells.iter().skip(columns).all(blank) {
            let fault = Fault::WrongNumberOfCells {
                found: cells.len() as u64,
                expected: columns as u64,
            };
            self.refuse_at(None, fault);
            return false;
        }
        for (place, cell) in self.record.cells.iter().enumerate().take(columns) {
            if !self.columns.is_used(place) {
                if self.columns.header(place).is_empty() && !blank(cell) {
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
            } else if is_spreadsheet_error(cell.trim()) {
                self.refuse_at(Some(place), Fault::SpreadsheetError);
            }
        }
        self.is_whole();
        self.is_sound
    }

    /// Refuses cells that are one with their neighbours: whose value it is, only people know.
    fn is_whole(&mut self) {
        if self.way.marked.is_empty() {
            return;
        }
        let marked = self.way.marked;
        for place in (0..self.columns.len()).filter(|place| self.columns.is_used(*place)) {
            if let Some(fault) = marked.get(&(self.record.number, place)) {
                self.refuse_at(Some(place), fault.clone());
            }
        }
    }

    /// The cell without the blanks around it; `None` when it is empty or there is no such column.
    pub fn cell(&self, column: Column) -> Option<Cow<'r, str>> {
        let place = column.0?;
        let mut cell = self.record.cells.get(place)?.trim();
        if self.way.is_defused {
            cell = undefused(cell);
        }
        let meant = match cell.is_empty() {
            true => return None,
            false => self.columns.meant(place, cell),
        };
        (!meant.is_empty()).then_some(meant)
    }

    /// What of a cell is none of the codes of its field.
    fn parts(&self, place: usize, holds: &Holds) -> Vec<String> {
        let Some(cell) = self.cell(Column(Some(place))) else {
            return Vec::new();
        };
        match holds {
            Holds::Code(_) => vec![cell.into_owned()],
            Holds::Codes(_) => parts(&cell)
                .filter(|part| !holds.knows(part))
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The cell, which must not be empty.
    pub fn required(&mut self, column: Column) -> Option<Cow<'r, str>> {
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
        let cell = &*self.cell(column)?;
        if cell.contains(['\n', '\r']) {
            self.refuse(column, Fault::LineBreak);
            return None;
        }
        self.at_most(column, cell, MAX_SHORT)
    }

    pub fn required_short(&mut self, column: Column) -> Option<String> {
        let cell = self.required(column)?;
        if values::has_lost_digits(&cell) {
            self.refuse(column, Fault::ScientificNumber);
            return None;
        }
        self.short(column)
    }

    /// A text as people write it, line breaks and all.
    pub fn long(&mut self, column: Column) -> Option<String> {
        let cell = self.cell(column)?;
        self.at_most(column, &cell, MAX_LONG)
    }

    pub fn required_long(&mut self, column: Column) -> Option<String> {
        let cell = self.required(column)?;
        self.at_most(column, &cell, MAX_LONG)
    }

    /// What `read` makes of the cell; a fault refuses it. An empty cell gives `None`.
    pub fn read<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        let value = read(&self.cell(column)?);
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
        let order = self.way.dates;
        self.read(column, |cell| values::date(cell, order))
    }

    /// A day with the time on the clock.
    pub fn moment(&mut self, column: Column) -> Option<NaiveDateTime> {
        let order = self.way.dates;
        self.read(column, |cell| values::moment(cell, order))
    }

    /// When the row was taken out of the system that it comes from.
    pub fn extracted(&mut self, column: Column) -> Option<Extracted> {
        let order = self.way.dates;
        self.read(column, |cell| Extracted::read(cell, order))
    }

    pub fn required_date(&mut self, column: Column) -> Option<NaiveDate> {
        self.required(column)?;
        self.date(column)
    }

    /// A number that is not empty and not below zero.
    pub fn amount(&mut self, column: Column) -> Option<f64> {
        self.required(column)?;
        self.optional_amount(column)
    }

    pub fn optional_amount(&mut self, column: Column) -> Option<f64> {
        let decimal = self.way.decimal;
        self.read(column, |cell| match values::number(cell, decimal)? {
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
