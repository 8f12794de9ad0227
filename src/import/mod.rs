//! Files that evaluators bring, read into typed rows and into problems that name row and column.
//!
//! One module per kind of file, each with one `read`: bytes in, [`Imported`] out. Columns are found
//! by name, in Dutch or English; every fault of every row is reported; a row with a fault is left
//! out, and it is for the caller to take nothing while there are problems.

pub mod clients;
pub mod comments;
mod csv_reader;
mod decode;
pub mod dispositions;
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
mod values;

pub use problem::{Fault, Problem};
pub use values::DecimalSign;

/// What a file turned out to hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported<R> {
    /// The rows without any fault, in the order of the file.
    pub rows: Vec<R>,
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
    /// Whether all of the file can be taken.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
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
