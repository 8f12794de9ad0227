//! Reads the files in which people define a programme: text in, a definition or all its problems out.
//!
//! A file is judged as a whole: an author who made five mistakes hears of five, each with its place.

pub mod addresses;
mod analysis;
pub mod author;
pub mod catalogue;
mod check;
mod depth;
mod edit;
mod fault;
mod fields;
mod item;
pub mod mentions;
#[cfg(test)]
mod mistakes;
mod number;
mod parameter;
pub mod parts;
mod places;
mod problem;
mod protocol;
mod reader;
mod schema;
#[cfg(test)]
mod shipped;
mod sink;
mod survey;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tiny_tests;
mod together;
mod together_analysis;
mod words;

pub(crate) use check::is_address;
pub(crate) use check::nearest;
pub use edit::translated;
pub use fault::{
    AnalysisFault, BoundsFault, CodeFault, Expected, Fault, FieldFault, FileFault, Needs,
    RuleFault, TextFault, Thing, TogetherFault,
};
pub(crate) use problem::sentence;
pub use problem::{Look, Problem, Problems};
pub use schema::schema;

pub use together::{Mismatch, Source, Subject, check_together, read_together};

use serde::Serialize;

use super::canonical::{canonical, sha256_hex};
use super::protocol::Protocol;
use super::survey::Survey;

/// A larger file is refused before it is read.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;
/// More entries of one sort (items, services, parameters) are refused.
pub const MOST_ENTRIES: usize = 5_000;
/// A longer text is refused; whole manuals belong elsewhere.
pub const MOST_CHARS: usize = 10_000;

impl Protocol {
    /// Reads a protocol; `name` is the file's name, for the problems.
    pub fn parse(name: &str, text: &str) -> Result<Self, Problems> {
        sink::read(name, text, protocol::read)
    }

    /// SHA-256 over the canonical JSON: comments, order of keys and layout of the file do not count,
    /// nor do the addresses of people.
    pub fn hash(&self) -> String {
        hash(&self.without_addresses())
    }
}

impl Survey {
    /// Reads a survey or an interview guide; `name` is the file's name, for the problems.
    pub fn parse(name: &str, text: &str) -> Result<Self, Problems> {
        sink::read(name, text, survey::read)
    }

    /// SHA-256 over the canonical JSON: comments, order of keys and layout of the file do not count.
    pub fn hash(&self) -> String {
        hash(self)
    }
}

fn hash(definition: &impl Serialize) -> String {
    let value = serde_json::to_value(definition)
        .expect("a definition is plain data with text keys, which JSON always takes");
    sha256_hex(canonical(&value).as_bytes())
}
