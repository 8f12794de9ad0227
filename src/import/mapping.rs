//! How a file is to be read where its own words do not tell: what a person chose, kept as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::field::normal;
use super::values::DecimalSign;

/// A person's choices about a file, or about all files of a kind. What is not chosen is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// `utf-8`, `windows-1252`, `utf-16le`, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// One character, or `tab`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalSign>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// The row that holds the names of the columns, from 1; 0 when none does, and the columns are
    /// then called A, B, C.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    /// The program that wrote a file of responses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preset: Option<Preset>,
    /// The sheet of a workbook; else its first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The field of a column, by its header; nothing where the column is left out.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// The code that a cell stands for, by field and cell.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

/// What comes first in a date such as 3/4/2026.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    #[default]
    DayFirst,
    MonthFirst,
}

/// A program whose habits are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Codes or questions above the columns, an option of several as a column of its own.
    #[serde(rename = "limesurvey")]
    LimeSurvey,
    /// Google Forms, Microsoft Forms and their like: questions above the columns, labels in the cells,
    /// several answers in one; a respondent may have no number.
    Forms,
}

/// As much as is remembered of one kind of file.
const MOST_COLUMNS: usize = 2_000;
const MOST_VALUES: usize = 2_000;

impl Mapping {
    /// Nothing chosen.
    pub const fn new() -> Self {
        Self {
            encoding: None,
            delimiter: None,
            decimal: None,
            dates: None,
            header_row: None,
            preset: None,
            sheet: None,
            columns: BTreeMap::new(),
            values: BTreeMap::new(),
        }
    }

    /// Reads a mapping file; an error says what does not belong there.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    pub fn to_toml(&self) -> String {
        toml::to_string_pretty(self).unwrap_or_default()
    }

    /// The delimiter as one byte; none where the choice is no delimiter.
    pub(super) fn delimiter_byte(&self) -> Option<u8> {
        match self.delimiter.as_deref()? {
            "tab" | "\\t" => Some(b'\t'),
            other => match other.as_bytes() {
                [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n') => Some(*byte),
                _ => None,
            },
        }
    }

    /// What was chosen for a column; `Some("")` leaves it out.
    pub fn column(&self, header: &str) -> Option<&str> {
        let exact = self.columns.get(header);
        let wanted = normal(header);
        let like = || {
            self.columns
                .iter()
                .find(|(name, _)| !wanted.is_empty() && normal(name) == wanted)
        };
        exact
            .or_else(|| like().map(|(_, field)| field))
            .map(String::as_str)
    }

    /// Keeps what was chosen in `new` for the next file; a later choice wins.
    pub fn remember(&mut self, new: &Self) {
        // Letters are no names: the next file has something else under A.
        if new.header_row != Some(0) {
            for (header, field) in &new.columns {
                if self.columns.len() < MOST_COLUMNS || self.columns.contains_key(header) {
                    self.columns.insert(header.clone(), field.clone());
                }
            }
        }
        for (field, values) in &new.values {
            let known = self.values.entry(field.clone()).or_default();
            for (cell, code) in values {
                if known.len() < MOST_VALUES || known.contains_key(cell) {
                    known.insert(cell.clone(), code.clone());
                }
            }
        }
    }
}

/// Why a column is taken for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A person said so, for this file.
    Chosen,
    /// A person said so of an earlier file.
    Earlier,
    /// The header is the field's name, in Dutch or English, or its code.
    Name,
    Synonym,
    /// The header is the question as it is asked.
    Question,
    /// The cells look like it. A suggestion: nothing is read by it.
    Content,
    /// Nothing is done with it.
    Nothing,
}

/// A column of a file, and what is done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnUse {
    /// The header as it stands in the file; a second one like it bears a number.
    pub header: String,
    /// The first few cells that hold something.
    pub samples: Vec<String>,
    /// The field it is read as, or would be (`Why::Content`).
    pub field: Option<String>,
    pub why: Why,
}

/// A cell that is none of the codes of its field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unmatched {
    pub field: String,
    pub value: String,
    /// In how many rows.
    pub count: u64,
}
