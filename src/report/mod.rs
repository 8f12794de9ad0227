//! An evaluation in, a document out. Pure.
//!
//! `management` writes the document, as plain values (`document`); `html` shows it as a page.
//! `sentences`, `words` and `pen` put results, verdicts and numbers into words.

pub mod archive;
mod clients;
mod conclusions;
mod disclosure;
pub mod document;
pub mod files;
mod followed;
pub mod how;
pub mod html;
mod management;
mod order;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod pen;
pub mod phases;
pub mod places;
pub mod problems;
mod proposals;
pub mod prose;
mod quotes;
pub mod sentences;
pub mod sources;
mod staff;
mod views;
pub mod words;

use chrono::NaiveDate;

use crate::charts::ChartError;
use crate::domain::edition::Edition;
use crate::domain::evaluation::results::Evaluation;
use crate::domain::language::Language;
use crate::domain::proceedings::Proceedings;
use crate::domain::protocol::Protocol;
use crate::domain::snapshot::BatchInput;
use crate::domain::survey::Survey;

pub use conclusions::proposed as proposed_conclusions;
pub use disclosure::{Disclosure, disclosed};
pub use document::Document;
pub use management::{management, management_on_paper};
pub use views::{name as view_name, view};

/// What a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    pub protocol: &'a Protocol,
    /// The surveys and interview guides that the waves name; one that is missing leaves its
    /// questions unnamed.
    pub surveys: &'a [Survey],
    pub evaluation: &'a Evaluation,
    pub wave: u32,
    /// Whether answers may still come in.
    pub is_open: bool,
    /// The last day of the evidence, as far as it had come in when the evaluation was computed.
    pub as_of: NaiveDate,
    /// The files that were taken in; none when it was made from a folder.
    pub files: &'a [BatchInput],
    /// What people wrote and decided on it.
    pub proceedings: &'a Proceedings,
}

/// The document for these readers.
pub fn write(
    input: &Input,
    edition: Edition,
    language: &Language,
) -> Result<Document, ReportError> {
    match edition {
        Edition::Management => management(input, language),
        Edition::Staff => staff::staff(input, language),
        Edition::Clients => clients::clients(input, language),
    }
}

/// The same document for paper, whose pictures cannot be scrolled or made larger.
pub fn write_on_paper(
    input: &Input,
    edition: Edition,
    language: &Language,
) -> Result<Document, ReportError> {
    match edition {
        Edition::Management => management_on_paper(input, language),
        _ => write(input, edition, language),
    }
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    #[error("the protocol has no wave {0}; choose one that it plans")]
    NoSuchWave(u32),
    #[error("a chart of the report failed")]
    Chart(#[from] ChartError),
}
