//! The numbers of a report as files: rows for a spreadsheet or a program, the same in all of them.

mod counts;
mod rows;
mod workbook;

use crate::domain::edition::Edition;
use crate::domain::language::Language;
use crate::report::{Input, ReportError, html};

pub use counts::{counts, dictionary};
pub use rows::{COLUMNS, Row, csv, json, rows};
pub use workbook::{WorkbookError, workbook};

/// A kind of file that a report can be had as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Html,
    Pdf,
    Xlsx,
    Csv,
    Json,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::Html, Self::Pdf, Self::Xlsx, Self::Csv, Self::Json];

    /// The word on the command line and the ending of the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// Whether this build can write it.
    pub fn is_built(self) -> bool {
        self != Self::Pdf || cfg!(feature = "pdf")
    }
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error(transparent)]
    Report(#[from] ReportError),
    #[error("a mark of the report failed")]
    Chart(#[from] crate::charts::ChartError),
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    #[cfg(feature = "pdf")]
    #[error(transparent)]
    Pdf(#[from] super::pdf::PdfError),
    #[error("this program was built without PDF; build it with the feature `pdf`")]
    NoPdf,
}

/// The edition as a file; `style` is the style sheet that an HTML file carries.
pub fn write(
    input: &Input,
    edition: Edition,
    language: &Language,
    kind: Kind,
    style: &str,
) -> Result<Vec<u8>, FileError> {
    let document = || super::write(input, edition, language);
    let rows = || rows(input, edition, language);
    Ok(match kind {
        Kind::Html => html::standalone(&document()?, style)?.into_bytes(),
        Kind::Csv => csv(&rows()).into_bytes(),
        Kind::Json => json(input, edition, &rows()).into_bytes(),
        Kind::Xlsx => workbook(input, &document()?, &rows())?,
        Kind::Pdf => pdf(input, &super::write_on_paper(input, edition, language)?)?,
    })
}

#[cfg(feature = "pdf")]
fn pdf(input: &Input, document: &super::Document) -> Result<Vec<u8>, FileError> {
    Ok(super::pdf::pdf(document, input.as_of)?)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Input, _: &super::Document) -> Result<Vec<u8>, FileError> {
    Err(FileError::NoPdf)
}

/// An error with its causes, in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
