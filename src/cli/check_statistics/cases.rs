//! Reading case files: a CSV with `in_` and `exp_` columns, or a JSON list of inputs and answers.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What is wrong with one case, and where.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Trouble {
    #[error("column {column}: {problem}")]
    Malformed { column: String, problem: String },
    /// The input is readable, but no method can take it; the value then does not exist.
    #[error("{0}")]
    Refused(String),
}

/// A cell of a CSV, or a value of a JSON file.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Json(Value),
}

impl Cell {
    /// `NA` in a CSV, `null` in JSON.
    pub fn is_missing(&self) -> bool {
        match self {
            Self::Text(text) => text == "NA",
            Self::Json(value) => value.is_null(),
        }
    }

    /// The text, or the JSON as it is written.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Json(Value::String(text)) => text.clone(),
            Self::Json(value) => value.to_string(),
        }
    }

    /// The items of a list: words with one space between, or a JSON list.
    pub fn items(&self) -> Option<Vec<Self>> {
        match self {
            Self::Text(text) => Some(
                text.split_whitespace()
                    .map(|word| Self::Text(word.to_owned()))
                    .collect(),
            ),
            Self::Json(Value::Array(items)) => {
                Some(items.iter().cloned().map(Self::Json).collect())
            }
            Self::Json(_) => None,
        }
    }

    /// The number; `Inf` and `-Inf` are unbounded.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Json(Value::Number(number)) => number.as_f64(),
            Self::Json(Value::String(text)) | Self::Text(text) => match text.as_str() {
                "Inf" => Some(f64::INFINITY),
                "-Inf" => Some(f64::NEG_INFINITY),
                text => text.parse().ok().filter(|v: &f64| v.is_finite()),
            },
            Self::Json(_) => None,
        }
    }
}

/// One case: a name, inputs, expected answers and how close they must be.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub name: String,
    pub inputs: Vec<(String, Cell)>,
    pub expected: Vec<(String, Cell)>,
    pub tolerance: f64,
}

/// A file's cases, each readable or not; or what is wrong with the file as a whole.
pub type Cases = Result<Vec<(String, Result<Case, Trouble>)>, String>;

/// Reads a CSV of cases; cells hold lists with one space between the items.
pub fn read_csv(text: &str) -> Cases {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().map_err(|e| e.to_string())?.clone();
    for needed in ["case", "tolerance"] {
        if !header.iter().any(|name| name == needed) {
            return Err(format!("the first row has no column “{needed}”"));
        }
    }
    let mut cases = Vec::new();
    for (i, record) in reader.records().enumerate() {
        let record = record.map_err(|e| e.to_string())?;
        let name = header
            .iter()
            .position(|n| n == "case")
            .and_then(|c| record.get(c));
        let name = name.unwrap_or_default().to_owned();
        let case = if record.len() == header.len() {
            case_of_row(&header, &record)
        } else {
            Err(Trouble::Malformed {
                column: "case".to_owned(),
                problem: format!(
                    "row {} has {} cells, the first row has {}",
                    i + 2,
                    record.len(),
                    header.len()
                ),
            })
        };
        cases.push((name, case));
    }
    Ok(cases)
}

fn case_of_row(header: &csv::StringRecord, row: &csv::StringRecord) -> Result<Case, Trouble> {
    let mut case = Case {
        name: String::new(),
        inputs: Vec::new(),
        expected: Vec::new(),
        tolerance: 0.0,
    };
    for (column, cell) in header.iter().zip(row) {
        let value = Cell::Text(cell.trim().to_owned());
        if column == "case" {
            case.name = cell.to_owned();
        } else if column == "tolerance" {
            case.tolerance = tolerance_of(&value)?;
        } else if let Some(name) = column.strip_prefix("in_") {
            case.inputs.push((name.to_owned(), value));
        } else if let Some(name) = column.strip_prefix("exp_") {
            case.expected.push((name.to_owned(), value));
        }
    }
    something_expected(case)
}

fn tolerance_of(cell: &Cell) -> Result<f64, Trouble> {
    let number = cell.number().filter(|t| *t >= 0.0 && t.is_finite());
    number.ok_or_else(|| Trouble::Malformed {
        column: "tolerance".to_owned(),
        problem: format!("“{}” is not a number of 0 or more", cell.text()),
    })
}

/// A case that expects nothing would always agree.
fn something_expected(case: Case) -> Result<Case, Trouble> {
    if case.expected.is_empty() {
        return Err(Trouble::Malformed {
            column: "expected".to_owned(),
            problem: "there is nothing to compare".to_owned(),
        });
    }
    Ok(case)
}

/// Reads a JSON list of `{case, inputs, expected, tolerance}`; cases on data have their dataset,
/// method and arguments as inputs.
pub fn read_json(text: &str) -> Cases {
    let value: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let Value::Array(list) = value else {
        return Err("the file is not a list of cases".to_owned());
    };
    let cases = list.into_iter().enumerate().map(|(i, item)| {
        let name = item.get("case").and_then(Value::as_str).map(str::to_owned);
        let name = name.unwrap_or_else(|| format!("number {}", i + 1));
        (name.clone(), case_of_json(name, item))
    });
    Ok(cases.collect())
}

fn case_of_json(name: String, item: Value) -> Result<Case, Trouble> {
    let Value::Object(mut fields) = item else {
        return Err(missing(
            "case",
            "a case is an object with inputs and expected",
        ));
    };
    let mut inputs = match fields.remove("inputs").or_else(|| fields.remove("args")) {
        Some(Value::Object(inputs)) => cells(inputs),
        _ => return Err(missing("inputs", "there is no object of inputs")),
    };
    for also in ["dataset", "method"] {
        if let Some(value) = fields.remove(also) {
            inputs.push((also.to_owned(), Cell::Json(value)));
        }
    }
    let expected = match fields.remove("expected") {
        Some(Value::Object(expected)) => cells(expected),
        _ => {
            return Err(missing(
                "expected",
                "there is no object of expected answers",
            ));
        }
    };
    let tolerance = tolerance_of(&Cell::Json(fields.remove("tolerance").unwrap_or_default()))?;
    something_expected(Case {
        name,
        inputs,
        expected,
        tolerance,
    })
}

fn missing(column: &str, problem: &str) -> Trouble {
    Trouble::Malformed {
        column: column.to_owned(),
        problem: problem.to_owned(),
    }
}

fn cells(object: Map<String, Value>) -> Vec<(String, Cell)> {
    object
        .into_iter()
        .map(|(name, value)| (name, Cell::Json(value)))
        .collect()
}

impl Case {
    fn malformed(&self, column: &str, problem: String) -> Trouble {
        Trouble::Malformed {
            column: column.to_owned(),
            problem,
        }
    }

    /// An input that must be there.
    pub fn cell(&self, column: &str) -> Result<&Cell, Trouble> {
        let found = self.inputs.iter().find(|(name, _)| name == column);
        found
            .map(|(_, cell)| cell)
            .ok_or_else(|| self.malformed(column, "this input is not in the file".to_owned()))
    }

    /// A text, such as a direction.
    pub fn text(&self, column: &str) -> Result<String, Trouble> {
        self.cell(column).map(Cell::text)
    }

    /// A number that must be there.
    pub fn number(&self, column: &str) -> Result<f64, Trouble> {
        let cell = self.cell(column)?;
        cell.number()
            .ok_or_else(|| self.malformed(column, format!("“{}” is not a number", cell.text())))
    }

    /// A number, or `NA`.
    pub fn maybe_number(&self, column: &str) -> Result<Option<f64>, Trouble> {
        if self.cell(column)?.is_missing() {
            return Ok(None);
        }
        self.number(column).map(Some)
    }

    /// A whole number of 0 or more. Another number is refused, as the methods would.
    pub fn count(&self, column: &str) -> Result<u64, Trouble> {
        whole(self.number(column)?, column)
    }

    /// A count, or `NA`.
    pub fn maybe_count(&self, column: &str) -> Result<Option<u64>, Trouble> {
        let number = self.maybe_number(column)?;
        number.map(|number| whole(number, column)).transpose()
    }

    /// A list in which items may be missing.
    pub fn values(&self, column: &str) -> Result<Vec<Option<f64>>, Trouble> {
        let cell = self.cell(column)?;
        let items = cell.items();
        let items = items.ok_or_else(|| self.malformed(column, "this is not a list".to_owned()))?;
        let number = |item: &Cell| match item.is_missing() {
            true => Ok(None),
            false => item.number().map(Some).ok_or_else(|| {
                self.malformed(column, format!("“{}” is not a number", item.text()))
            }),
        };
        items.iter().map(number).collect()
    }

    /// The items of a list that are there.
    pub fn answered(&self, column: &str) -> Result<Vec<f64>, Trouble> {
        Ok(self.values(column)?.into_iter().flatten().collect())
    }

    /// A list in which every item must be there.
    pub fn complete(&self, column: &str) -> Result<Vec<f64>, Trouble> {
        let values: Option<Vec<f64>> = self.values(column)?.into_iter().collect();
        values.ok_or_else(|| Trouble::Refused(format!("{column} has a missing value")))
    }

    /// A list of counts.
    pub fn counts(&self, column: &str) -> Result<Vec<u64>, Trouble> {
        self.complete(column)?
            .into_iter()
            .map(|v| whole(v, column))
            .collect()
    }

    /// A structured JSON input.
    pub fn read<T: DeserializeOwned>(&self, column: &str) -> Result<T, Trouble> {
        match self.cell(column)? {
            Cell::Json(value) => serde_json::from_value(value.clone())
                .map_err(|e| self.malformed(column, e.to_string())),
            Cell::Text(_) => Err(self.malformed(column, "this is not JSON".to_owned())),
        }
    }

    /// An expected answer, for methods of which any right answer will do.
    pub fn expects(&self, column: &str) -> Option<&Cell> {
        let mut expected = self.expected.iter();
        expected
            .find(|(name, _)| name == column)
            .map(|(_, cell)| cell)
    }
}

fn whole(number: f64, column: &str) -> Result<u64, Trouble> {
    // Above 2^53 not every whole number exists as an f64.
    if number >= 0.0 && number.fract() == 0.0 && number <= 9_007_199_254_740_992.0 {
        Ok(number as u64)
    } else {
        Err(Trouble::Refused(format!(
            "{column} is {number}, which is not a count"
        )))
    }
}
