//! How a file is to be read where its own words do not tell: what a person chose, kept as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::field::{Field, normal};
use super::values::DecimalSign;
use super::{Detected, Imported, Source};
use crate::domain::language::Language;
use crate::texts::{t, t_args};

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
    /// Our own export with a row for each answer.
    Long,
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

    /// Reads what [`Mapping::to_json`] wrote; nothing is nothing chosen.
    pub fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn to_toml(&self) -> String {
        toml::to_string_pretty(self).unwrap_or_default()
    }

    /// Fills in how the file was read where nothing was chosen.
    fn describe(&mut self, found: &Detected) {
        if !found.is_workbook {
            self.encoding
                .get_or_insert_with(|| found.encoding.to_owned());
            let delimiter = match found.delimiter {
                '\t' => "tab".to_owned(),
                other => other.to_string(),
            };
            self.delimiter.get_or_insert(delimiter);
        }
        self.header_row.get_or_insert(found.header_row);
        self.decimal = self.decimal.or(found.decimal);
        self.dates = self.dates.or(found.dates);
        self.preset = self.preset.or(found.preset);
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

/// The file as it was read, as a mapping: what was chosen for it, or for an earlier one and still
/// holds. With `guesses` also what every column was read as without that, what the cells of the others
/// look like, and the marks of the file.
pub fn as_read<R>(read: &Imported<R>, source: &Source, guesses: bool) -> Mapping {
    let mut mapping = source.mapping.clone();
    for column in &read.columns {
        if guesses || matches!(column.why, Why::Chosen | Why::Earlier) {
            let field = column.field.clone().unwrap_or_default();
            mapping.columns.insert(column.header.clone(), field);
        }
    }
    for field in &read.fields {
        if let Some(earlier) = source.earlier.values.get(&field.code) {
            let values = mapping.values.entry(field.code.clone()).or_default();
            for (cell, code) in earlier {
                values.entry(cell.clone()).or_insert_with(|| code.clone());
            }
        }
    }
    if guesses {
        mapping.describe(&read.detected);
    }
    mapping
}

/// The mapping that a file suggests, with a word on why each column is read as it is, and with what
/// still needs a choice.
pub fn suggested<R>(read: &Imported<R>, source: &Source, language: &Language) -> String {
    let mut mapping = as_read(read, source, true);
    let columns = std::mem::take(&mut mapping.columns);
    let values = std::mem::take(&mut mapping.values);
    let mut file = format!("# {}\n", t(language, "import-map-head"));
    file += &mapping.to_toml();
    file += "\n[columns]\n";
    for column in &read.columns {
        let field = columns.get(&column.header).map_or("", String::as_str);
        let why = column.why.told(language);
        file += &format!("{} = {} # {why}\n", quoted(&column.header), quoted(field));
    }
    let fields = read.fields.iter().map(|field| field.code.as_str());
    let known = listed(fields);
    let fields = t_args(language, "import-map-fields", &[("fields", known.into())]);
    file += &format!("# {fields}\n");
    for field in &read.fields {
        let open = read
            .unmatched
            .iter()
            .filter(|cell| cell.field == field.code);
        let open: Vec<&Unmatched> = open.collect();
        file += &values_of(field, values.get(&field.code), &open, language);
    }
    file
}

/// The cells of a field with the codes that they stand for, and those that still need one.
fn values_of(
    field: &Field,
    known: Option<&BTreeMap<String, String>>,
    open: &[&Unmatched],
    language: &Language,
) -> String {
    if known.is_none_or(BTreeMap::is_empty) && open.is_empty() {
        return String::new();
    }
    let mut lines = format!("\n[values.{}]\n", quoted(&field.code));
    for (cell, code) in known.into_iter().flatten() {
        lines += &format!("{} = {}\n", quoted(cell), quoted(code));
    }
    let codes = listed(field.holds.codes().iter().map(|code| code.code.as_str()));
    let choose = t_args(language, "import-map-choose", &[("codes", codes.into())]);
    for unmatched in open {
        lines += &format!("# {} = \"\" # {choose}\n", quoted(&unmatched.value));
    }
    lines
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// A text as TOML writes it on one line.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::String(text.to_owned()).to_string();
    json.replace('\u{7f}', "\\u007f") // which JSON takes as it is
}

impl Why {
    /// The reason in a word or two.
    pub fn told(self, language: &Language) -> String {
        match self {
            Self::Chosen => t(language, "import-why-chosen"),
            Self::Earlier => t(language, "import-why-earlier"),
            Self::Name => t(language, "import-why-name"),
            Self::Synonym => t(language, "import-why-synonym"),
            Self::Question => t(language, "import-why-question"),
            Self::Content => t(language, "import-why-content"),
            Self::Nothing => t(language, "import-why-nothing"),
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
