//! A file as text, whatever it came as, with what a person said about reading it.

use std::borrow::Cow;
use std::collections::HashMap;

use super::csv_reader::{Records, declared_delimiter, likely_delimiter};
use super::decode::{decode, decode_as};
use super::mapping::Mapping;
use super::problem::Fault;
use super::report::MAX_LISTED;
use super::stream::Piece;
use super::workbook;

static NOTHING_CHOSEN: Mapping = Mapping::new();

/// The bytes of a file, what was chosen for it, and what was chosen for earlier ones of its kind.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub bytes: &'a [u8],
    pub mapping: &'a Mapping,
    pub earlier: &'a Mapping,
    /// How many problems are listed; more are counted.
    pub listed: usize,
    /// Which part of it is read; none for all of it.
    pub piece: Option<Piece<'a>>,
}

impl<'a> Source<'a> {
    /// A file of which everything has to be found out.
    pub fn plain(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            mapping: &NOTHING_CHOSEN,
            earlier: &NOTHING_CHOSEN,
            listed: MAX_LISTED,
            piece: None,
        }
    }
}

impl<'a, B: AsRef<[u8]> + ?Sized> From<&'a B> for Source<'a> {
    fn from(bytes: &'a B) -> Self {
        Self::plain(bytes.as_ref())
    }
}

/// A file with its bytes turned into text.
pub(super) struct File<'b> {
    text: Cow<'b, str>,
    pub encoding: &'static str,
    pub mapping: &'b Mapping,
    pub earlier: &'b Mapping,
    pub listed: usize,
    pub piece: Option<Piece<'b>>,
    /// Why it cannot be read at all.
    pub refusal: Option<Refusal>,
    pub is_workbook: bool,
    pub sheets: Vec<String>,
    /// Cells of a workbook that do not hold what they seem to, by row (from 1) and place.
    pub marked: HashMap<(u64, usize), Fault>,
}

/// What is wrong with a file as a whole, and the choice that made it so.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub fault: Fault,
    pub value: String,
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self {
            fault,
            value: String::new(),
        }
    }
}

impl<'b> File<'b> {
    pub fn new(source: impl Into<Source<'b>>) -> Self {
        let source = source.into();
        let mut file = Self {
            text: Cow::Borrowed(""),
            encoding: "",
            mapping: source.mapping,
            earlier: source.earlier,
            listed: source.listed,
            piece: source.piece,
            refusal: None,
            is_workbook: false,
            sheets: Vec::new(),
            marked: HashMap::new(),
        };
        if source.bytes.starts_with(b"PK\x03\x04") {
            file.open_workbook(source.bytes);
        } else if other_format(source.bytes) {
            file.refusal = Some(Fault::NotText.into());
        } else {
            file.open_text(source.bytes);
        }
        file
    }

    fn open_text(&mut self, bytes: &'b [u8]) {
        let read = match &self.mapping.encoding {
            Some(label) => decode_as(bytes, label),
            None => Some(decode(bytes)),
        };
        match read {
            Some((text, encoding)) => (self.text, self.encoding) = (text, encoding),
            None => self.refuse_choice("encoding", self.mapping.encoding.as_deref()),
        }
        if self.mapping.delimiter.is_some() && self.mapping.delimiter_byte().is_none() {
            self.refuse_choice("delimiter", self.mapping.delimiter.as_deref());
        }
    }

    fn open_workbook(&mut self, bytes: &[u8]) {
        self.encoding = "XLSX";
        self.is_workbook = true;
        match workbook::read(bytes, self.mapping.sheet.as_deref()) {
            Ok(read) => {
                self.text = Cow::Owned(read.text);
                self.sheets = read.sheets;
                self.marked = read.marked;
            }
            Err(fault) => {
                let value = self.mapping.sheet.clone().unwrap_or_default();
                self.refusal = Some(Refusal { fault, value });
            }
        }
    }

    fn refuse_choice(&mut self, choice: &'static str, value: Option<&str>) {
        self.refusal = Some(Refusal {
            fault: Fault::NoSuchChoice { choice },
            value: value.unwrap_or_default().to_owned(),
        });
    }

    /// The records of the text, and the delimiter that parts them.
    pub fn records(&self) -> (Records<'_>, u8) {
        if self.is_workbook {
            let delimiter = workbook::DELIMITER;
            return (
                Records::new(&self.text, 1, delimiter).with_rows_as_lines(),
                delimiter,
            );
        }
        let (declared, text) = declared_delimiter(&self.text);
        let chosen = self.mapping.delimiter_byte();
        let delimiter = chosen
            .or(declared)
            .unwrap_or_else(|| likely_delimiter(text));
        let first_line = if declared.is_some() { 2 } else { 1 };
        (Records::new(text, first_line, delimiter), delimiter)
    }
}

fn other_format(bytes: &[u8]) -> bool {
    let starts: [&[u8]; 3] = [b"%PDF", b"\xD0\xCF\x11\xE0", b"\x1F\x8B"];
    starts.iter().any(|start| bytes.starts_with(start))
}
