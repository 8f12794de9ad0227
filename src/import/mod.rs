//! Files that evaluators bring, read into typed rows and into problems that name row and column.
//!
//! One module per kind of file, each with one `read`: bytes in, [`Imported`] out. Columns are found
//! by name, in Dutch or English; every fault of every row is reported; a row with a fault is left
//! out, and it is for the caller to take nothing while there are problems.

pub mod catalogue;
pub mod clients;
pub mod comments;
mod csv_reader;
mod decode;
pub mod dispositions;
pub mod export;
pub mod folder;
pub mod interviews;
mod known;
pub mod measurements;
mod problem;
pub mod responses;
mod sheet;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod tickets;
pub mod translations;
mod values;

use crate::domain::evidence::{FileKind, Rows};
use crate::domain::language::Language;
use crate::domain::protocol::Protocol;
use crate::domain::survey::Survey;

pub use problem::{Fault, Problem};
pub use values::DecimalSign;

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
    pub detected: Detected,
}

impl<R> Imported<R> {
    /// The same file with its rows as something else.
    fn map<S>(self, change: impl FnOnce(R) -> S) -> Imported<S> {
        Imported {
            rows: change(self.rows),
            records: self.records,
            problems: self.problems,
            unlisted_problems: self.unlisted_problems,
            notes: self.notes,
            unlisted_notes: self.unlisted_notes,
            ignored_columns: self.ignored_columns,
            detected: self.detected,
        }
    }

    /// Whether all of the file can be taken.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
}

/// What is needed to read a file: the protocol, and for responses the survey that they answer.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub protocol: &'a Protocol,
    pub survey: Option<&'a Survey>,
    /// The language of texts whose row does not say it.
    pub usual: &'a Language,
}

/// Reads a file of any kind. Responses without a survey are nothing that can be read: `None`.
pub fn read(kind: FileKind, bytes: &[u8], context: Context) -> Option<Imported<Rows>> {
    let Context {
        protocol,
        survey,
        usual,
    } = context;
    Some(match kind {
        FileKind::Clients => clients::read(bytes, protocol, usual).map(Rows::Clients),
        FileKind::Responses => responses::read(bytes, survey?, protocol).map(Rows::Responses),
        FileKind::Comments => comments::read(bytes, usual).map(Rows::Comments),
        FileKind::Dispositions => dispositions::read(bytes, protocol).map(|rows| {
            Rows::Dispositions(
                rows.iter()
                    .map(|row| (row.wave, row.dispositions))
                    .collect(),
            )
        }),
        FileKind::Interviews => interviews::read(bytes, protocol).map(Rows::Interviews),
        FileKind::Measurements => measurements::read(bytes, protocol).map(Rows::Measurements),
        FileKind::Tickets => tickets::read(bytes, protocol).map(Rows::Tickets),
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
}
