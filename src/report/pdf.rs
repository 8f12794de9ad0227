//! The document as a PDF: typeset here, tagged, with bookmarks, its own fonts and its language.

mod columns;
mod source;
mod world;

use chrono::{Datelike, NaiveDate};
use typst::foundations::Datetime;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::document::Document;
use crate::charts::ChartError;
use world::Paper;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("a mark of the report failed")]
    Chart(#[from] ChartError),
    #[error("the report could not be typeset: {0}")]
    Typesetting(String),
}

/// The bytes of a file that conforms to PDF/UA-1; the same for the same document and day.
pub fn pdf(document: &Document, as_of: NaiveDate) -> Result<Vec<u8>, PdfError> {
    let (source, pictures) = source::of(document)?;
    let paper = Paper::new(source, pictures);
    let told = |errors: &[typst::diag::SourceDiagnostic]| {
        let messages: Vec<String> = errors
            .iter()
            .map(|error| {
                let hints: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
                format!("{} {}", error.message, hints.join(" "))
            })
            .collect();
        PdfError::Typesetting(messages.join("; "))
    };
    let set = typst::compile::<PagedDocument>(&paper).output;
    let pages = set.map_err(|errors| told(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]);
    let standards = standards.map_err(|err| PdfError::Typesetting(err.message().to_string()))?;
    let day = Datetime::from_ymd(as_of.year(), as_of.month() as u8, as_of.day() as u8);
    let options = PdfOptions {
        creator: typst::foundations::Smart::Custom(Some(
            concat!("Peil ", env!("CARGO_PKG_VERSION")).to_owned(),
        )),
        timestamp: day.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&pages, &options).map_err(|errors| told(&errors));
    // What typesetting remembers is of no use to the next report, and would stay for ever.
    typst::comemo::evict(0);
    bytes
}
