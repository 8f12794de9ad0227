//! One file of answers in the format that was asked for, handed out piece by piece: what a piece
//! holds is in memory, and what went before is not.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, channel};

use parquet::errors::ParquetError;
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};

use super::json::Notation;
use super::parquet::Table;
use super::spss::Package;
use super::xlsx::Book;
use super::{BOM, Export, Shape, lines};
use crate::domain::language::Language;
use crate::domain::placed::{PlacedRow, Places};
use crate::domain::survey::Survey;

/// What a file of answers is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Json,
    Xlsx,
    Parquet,
    /// A packed folder: CSV with numbers for codes, and the syntax that says what they mean.
    Spss,
}

impl Format {
    /// What the file is called behind the name of its wave.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "answers.csv",
            Self::Json => "answers.json",
            Self::Xlsx => "answers.xlsx",
            Self::Parquet => "answers.parquet",
            Self::Spss => "answers-spss.zip",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Spss => "application/zip",
        }
    }

    /// Whether answers can be laid out like that in it: SPSS knows a row for each case only.
    pub fn goes_with(self, shape: Shape) -> bool {
        self != Self::Spss || shape == Shape::Wide
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the answers could not be packed")]
pub struct Unwritable(#[from] ZipError);

impl From<io::Error> for Unwritable {
    fn from(error: io::Error) -> Self {
        Self(error.into())
    }
}

impl From<ParquetError> for Unwritable {
    fn from(error: ParquetError) -> Self {
        io::Error::other(error).into()
    }
}

/// Writes responses as one file: its start, rows as often as there are more, its end.
pub struct Writer {
    export: Export,
    to: To,
}

enum To {
    Csv,
    Json(Notation),
    Xlsx(Box<Book>),
    Parquet(Box<Table>),
    Spss(Box<Package>),
}

impl Writer {
    /// The responses to `survey`, with its questions told in `language`; segments in `hidden` are
    /// not named.
    pub fn new(
        survey: &Survey,
        (format, shape): (Format, Shape),
        hidden: BTreeSet<String>,
        language: &Language,
    ) -> Result<Self, Unwritable> {
        let export = Export::new(survey, shape, hidden);
        let to = match format {
            Format::Csv => To::Csv,
            Format::Json => To::Json(Notation::new(survey, language)),
            Format::Xlsx => To::Xlsx(Box::new(Book::new(survey, language))),
            Format::Parquet => {
                let meaning = Notation::new(survey, language).meaning();
                To::Parquet(Box::new(Table::new(&export, meaning)?))
            }
            Format::Spss => To::Spss(Box::new(Package::new(survey, &export, language))),
        };
        Ok(Self { export, to })
    }

    pub fn start(&mut self) -> Result<Vec<u8>, Unwritable> {
        match &mut self.to {
            To::Csv => {
                let mut bytes = BOM.as_bytes().to_vec();
                bytes.extend(lines([self.export.header()]));
                Ok(bytes)
            }
            To::Json(notation) => Ok(notation.start()),
            To::Xlsx(book) => book.start(&self.export),
            To::Parquet(_) => Ok(Vec::new()),
            To::Spss(package) => package.start(),
        }
    }

    /// The order in which it wants the answers of a response.
    pub fn places(&self) -> Places {
        Places::new(&self.export.keys)
    }

    pub fn rows(&mut self, rows: &[PlacedRow]) -> Result<Vec<u8>, Unwritable> {
        match &mut self.to {
            To::Csv => Ok(self.export.csv(rows)),
            To::Json(notation) => Ok(notation.rows(&self.export, rows)),
            To::Xlsx(book) => book.rows(&self.export, rows),
            To::Parquet(table) => table.rows(&self.export, rows),
            To::Spss(package) => package.rows(&self.export, rows),
        }
    }

    pub fn end(self) -> Result<Vec<u8>, Unwritable> {
        match self.to {
            To::Csv => Ok(Vec::new()),
            To::Json(_) => Ok(Notation::end()),
            To::Xlsx(book) => book.end(),
            To::Parquet(table) => table.end(),
            To::Spss(package) => package.end(),
        }
    }
}

/// A packed file of which what is ready can be taken away.
pub(super) struct Packed {
    zip: ZipWriter<StreamWriter<Pipe>>,
    ready: Receiver<Vec<u8>>,
}

pub(super) struct Pipe(pub(super) Sender<Vec<u8>>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.send(bytes.to_vec());
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Packed {
    pub fn new() -> Self {
        let (pipe, ready) = channel();
        Self {
            zip: ZipWriter::new_stream(Pipe(pipe)),
            ready,
        }
    }

    /// Ends the entry at hand, and begins one.
    pub fn begin(&mut self, name: &str) -> Result<(), Unwritable> {
        // Level 1 packs answers nearly as small as 6, in a third of the time.
        let options = SimpleFileOptions::default().compression_level(Some(1));
        Ok(self.zip.start_file(name, options)?)
    }

    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Unwritable> {
        Ok(self.zip.write_all(bytes)?)
    }

    pub fn ready(&self) -> Vec<u8> {
        self.ready.try_iter().flatten().collect()
    }

    pub fn end(self) -> Result<Vec<u8>, Unwritable> {
        drop(self.zip.finish()?);
        Ok(self.ready.try_iter().flatten().collect())
    }
}
