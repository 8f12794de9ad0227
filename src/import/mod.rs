//! Files that evaluators bring, read into typed rows and into problems that name row and column.
//!
//! One module per kind of file, each with one `read`: bytes in, [`Imported`] out. Columns are found
//! by name, in Dutch or English; every fault of every row is reported; a row with a fault is left
//! out, and it is for the caller to take nothing while there are problems.

pub mod catalogue;
pub mod clients;
pub mod codes;
mod columns;
pub mod comments;
#[cfg(test)]
mod corpus_tests;
mod csv_reader;
mod decode;
pub mod dispositions;
pub mod export;
pub mod field;
pub mod folder;
pub mod interviews;
mod known;
pub mod mapping;
pub mod measurements;
mod problem;
pub mod refused;
mod report;
pub mod responses;
mod row;
mod sheet;
mod source;
pub mod stream;
mod suggest;
pub mod template;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod themes;
pub mod tickets;
pub mod translations;
mod values;
mod workbook;

use std::collections::BTreeSet;

use crate::domain::evidence::{Against, FileKind, Rows};
use crate::domain::language::Language;
use crate::domain::protocol::Protocol;
use crate::domain::survey::Survey;

pub use problem::{Fault, Problem};
pub use source::Source;
pub use values::DecimalSign;

use field::Field;
use mapping::{ColumnUse, DateOrder, Preset, Unmatched};

/// What a file turned out to hold; `R` is a list of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported<R> {
    /// The rows without any fault, in the order of the file.
    pub rows: R,
    /// How many rows the file has, sound or not.
    pub records: u64,
    /// What has to be mended before the file can be taken.
    pub problems: Vec<Problem>,
    /// How many more problems there are than are listed.
    pub unlisted_problems: u64,
    /// Worth a look, but taken.
    pub notes: Vec<Problem>,
    pub unlisted_notes: u64,
    /// Headers of columns that nothing was done with.
    pub ignored_columns: Vec<String>,
    /// The row in the file of each row.
    pub row_numbers: Vec<u64>,
    /// The rows in the file that were refused.
    pub refused_rows: Vec<u64>,
    /// The keys of what stands or falls together, and of which a row was refused.
    pub refused_groups: BTreeSet<String>,
    /// Of some refused row it cannot be told which others stand or fall with it.
    pub cannot_part: bool,
    /// All columns, with what is done with each.
    pub columns: Vec<ColumnUse>,
    /// Cells that are none of the codes of their field.
    pub unmatched: Vec<Unmatched>,
    /// What a file of this kind can hold.
    pub fields: Vec<Field>,
    /// The first rows below the header, as they were read.
    pub first_rows: Vec<Vec<String>>,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    pub detected: Detected,
    /// Where its rows begin, and where the reading of them ended.
    pub(crate) span: (csv_reader::Place, csv_reader::Place),
}

impl<R> Imported<R> {
    /// The same file with its rows as something else.
    pub(crate) fn map<S>(self, change: impl FnOnce(R) -> S) -> Imported<S> {
        Imported {
            rows: change(self.rows),
            records: self.records,
            problems: self.problems,
            unlisted_problems: self.unlisted_problems,
            notes: self.notes,
            unlisted_notes: self.unlisted_notes,
            ignored_columns: self.ignored_columns,
            row_numbers: self.row_numbers,
            refused_rows: self.refused_rows,
            refused_groups: self.refused_groups,
            cannot_part: self.cannot_part,
            columns: self.columns,
            unmatched: self.unmatched,
            fields: self.fields,
            first_rows: self.first_rows,
            sheets: self.sheets,
            detected: self.detected,
            span: self.span,
        }
    }

    /// Takes over what came of the next piece of the same file, all but its rows.
    pub fn absorb<S>(&mut self, next: Imported<S>) -> S {
        self.records += next.records;
        for problem in next.problems {
            match self.problems.len() < report::MAX_LISTED {
                true => self.problems.push(problem),
                false => self.unlisted_problems += 1,
            }
        }
        for note in next.notes {
            match self.notes.len() < report::MAX_LISTED {
                true => self.notes.push(note),
                false => self.unlisted_notes += 1,
            }
        }
        self.unlisted_problems += next.unlisted_problems;
        self.unlisted_notes += next.unlisted_notes;
        self.refused_rows.extend(next.refused_rows);
        self.cannot_part |= next.cannot_part;
        self.detected.dates = self.detected.dates.or(next.detected.dates);
        for more in next.unmatched {
            let same = |one: &&mut Unmatched| one.field == more.field && one.value == more.value;
            match self.unmatched.iter_mut().find(same) {
                Some(known) => known.count += more.count,
                None => self.unmatched.push(more),
            }
        }
        next.rows
    }

    /// Whether all of the file can be taken.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
}

/// What is needed to read a file: the protocol, for responses the survey that they answer, and what
/// its rows are held against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub protocol: &'a Protocol,
    pub survey: Option<&'a Survey>,
    pub against: &'a Against,
    /// The language of texts whose row does not say it.
    pub usual: &'a Language,
}

/// Reads a file of any kind. Responses without a survey, and rows without what they are held against,
/// are nothing that can be read: `None`.
pub fn read<'a>(
    kind: FileKind,
    source: impl Into<Source<'a>>,
    context: Context,
) -> Option<Imported<Rows>> {
    let source = source.into();
    let Context {
        protocol,
        survey,
        against,
        usual,
    } = context;
    Some(match kind {
        FileKind::Clients => clients::read(source, protocol, usual).map(Rows::Clients),
        FileKind::Responses => responses::read(source, survey?, protocol).map(Rows::Responses),
        FileKind::Comments => {
            let respondents = against.respondents.as_ref()?;
            comments::read(source, Some(respondents), usual).map(Rows::Comments)
        }
        FileKind::Dispositions => {
            let read = dispositions::read(source, protocol, against.waves.as_ref()?);
            let counts = |row: &dispositions::WaveDispositions| (row.wave, row.dispositions);
            read.map(|rows| Rows::Dispositions(rows.iter().map(counts).collect()))
        }
        FileKind::Interviews => interviews::read(source, protocol).map(Rows::Interviews),
        FileKind::Codes => codes::read(source, against.coding.as_ref()?).map(Rows::Codes),
        FileKind::Themes => {
            themes::read(source, protocol, against.themes.as_ref()?).map(Rows::Themes)
        }
        FileKind::Measurements => measurements::read(source, protocol).map(Rows::Measurements),
        FileKind::Tickets => tickets::read(source, protocol).map(Rows::Tickets),
        FileKind::Clusters | FileKind::Services | FileKind::Agreements => {
            let read = catalogue::read(source, protocol, against.text.as_ref()?, kind.part()?);
            read.map(|rows| Rows::Entries(kind, rows))
        }
    })
}

/// How the file was read, so that a person can see whether the guess was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detected {
    pub delimiter: char,
    /// `UTF-8`, `windows-1252`, `UTF-16LE`, ...
    pub encoding: &'static str,
    /// None when no number in the file shows it.
    pub decimal: Option<DecimalSign>,
    /// None when every date can be read either way.
    pub dates: Option<DateOrder>,
    /// The row with the names of the columns; 0 when there is none.
    pub header_row: u32,
    /// The program that wrote it.
    pub preset: Option<Preset>,
    pub is_workbook: bool,
}
