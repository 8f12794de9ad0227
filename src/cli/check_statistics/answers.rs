//! What a method answers to a case, and whether that is what was expected.

use super::cases::{Case, Cell, Trouble};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Display;

/// One answer, as it must be compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The value does not exist.
    Nothing,
    /// Equal within the tolerance.
    Number(f64),
    Numbers(Vec<Option<f64>>),
    Named(BTreeMap<String, f64>),
    /// Equal.
    Count(u64),
    Counts(Vec<u64>),
    Text(String),
    Texts(Vec<String>),
    Json(Value),
}

impl From<f64> for Answer {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<u64> for Answer {
    fn from(value: u64) -> Self {
        Self::Count(value)
    }
}

impl From<&str> for Answer {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<Vec<f64>> for Answer {
    fn from(values: Vec<f64>) -> Self {
        Self::Numbers(values.into_iter().map(Some).collect())
    }
}

impl From<Vec<Option<f64>>> for Answer {
    fn from(values: Vec<Option<f64>>) -> Self {
        Self::Numbers(values)
    }
}

/// Places, which count from 1.
impl From<&[usize]> for Answer {
    fn from(places: &[usize]) -> Self {
        Self::Counts(places.iter().map(|place| *place as u64).collect())
    }
}

impl<T: Into<Self>> From<Option<T>> for Answer {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// The answers to one case. What is not answered does not exist if the method refused, and is a
/// finding if it did not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    given: Vec<(&'static str, Answer)>,
    refusal: Option<String>,
}

impl Answers {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with(mut self, column: &'static str, answer: impl Into<Answer>) -> Self {
        self.given.push((column, answer.into()));
        self
    }

    /// Says that nothing more exists, and why.
    pub fn refused(mut self, reason: impl Display) -> Self {
        self.refusal = Some(reason.to_string());
        self
    }

    fn answer(&self, column: &str) -> Result<&Answer, String> {
        let given = self.given.iter().find(|(name, _)| *name == column);
        match (given, &self.refusal) {
            (Some((_, answer)), _) => Ok(answer),
            (None, Some(_)) => Ok(&Answer::Nothing),
            (None, None) => Err("the program has no such answer".to_owned()),
        }
    }

    /// The largest deviation, or every column that does not agree.
    pub fn compare(&self, case: &Case) -> Result<f64, Vec<Trouble>> {
        let (mut largest, mut findings) = (0.0_f64, Vec::new());
        for (column, cell) in &case.expected {
            let found = self
                .answer(column)
                .and_then(|answer| deviation(answer, cell, case.tolerance));
            match found {
                Ok(deviation) => largest = largest.max(deviation),
                Err(mut problem) => {
                    if let Some(reason) = &self.refusal {
                        problem = format!("{problem} ({reason})");
                    }
                    findings.push(Trouble::Malformed {
                        column: column.clone(),
                        problem,
                    });
                }
            }
        }
        if findings.is_empty() {
            Ok(largest)
        } else {
            Err(findings)
        }
    }
}

/// How far an answer is off, relative to the larger of 1 and what was expected.
fn deviation(answer: &Answer, cell: &Cell, tolerance: f64) -> Result<f64, String> {
    if cell.is_missing() {
        return match answer {
            Answer::Nothing => Ok(0.0),
            // A list of one missing item is written like a missing list.
            Answer::Numbers(list) if matches!(list[..], [None]) => Ok(0.0),
            other => Err(format!(
                "got {}, expected that it does not exist",
                show(other)
            )),
        };
    }
    let off = || format!("got {}, expected {}", show(answer), cell.text());
    let same = |is: bool| if is { Ok(0.0) } else { Err(off()) };
    match answer {
        Answer::Nothing => Err(off()),
        Answer::Number(got) => near(*got, cell, tolerance).ok_or_else(off),
        Answer::Numbers(got) => all_near(got, cell, tolerance).ok_or_else(off),
        Answer::Named(got) => named_near(got, cell, tolerance).ok_or_else(off),
        Answer::Count(got) => same(cell.number() == Some(*got as f64)),
        Answer::Counts(got) => {
            let expected: Option<Vec<f64>> = cell
                .items()
                .and_then(|items| items.iter().map(Cell::number).collect());
            same(expected == Some(got.iter().map(|place| *place as f64).collect()))
        }
        Answer::Text(got) => same(cell.text() == *got),
        Answer::Texts(got) => {
            let expected = cell.items().unwrap_or_default();
            same(expected.iter().map(Cell::text).eq(got.iter().cloned()))
        }
        Answer::Json(got) => same(matches!(cell, Cell::Json(expected) if alike(expected, got))),
    }
}

fn near(got: f64, cell: &Cell, tolerance: f64) -> Option<f64> {
    let expected = cell.number()?;
    if got == expected {
        return Some(0.0);
    }
    let off = (got - expected).abs() / expected.abs().max(1.0);
    // Not a number is near nothing, and infinity only near itself.
    (off <= tolerance && off.is_finite()).then_some(off)
}

fn all_near(got: &[Option<f64>], cell: &Cell, tolerance: f64) -> Option<f64> {
    let expected = cell.items().filter(|items| items.len() == got.len())?;
    got.iter()
        .zip(&expected)
        .try_fold(0.0, |largest: f64, (got, cell)| match got {
            None => cell.is_missing().then_some(largest),
            Some(got) => near(*got, cell, tolerance).map(|off| largest.max(off)),
        })
}

fn named_near(got: &BTreeMap<String, f64>, cell: &Cell, tolerance: f64) -> Option<f64> {
    let Cell::Json(Value::Object(expected)) = cell else {
        return None;
    };
    if expected.len() != got.len() {
        return None;
    }
    got.iter().try_fold(0.0, |largest: f64, (name, got)| {
        let cell = Cell::Json(expected.get(name)?.clone());
        near(*got, &cell, tolerance).map(|off| largest.max(off))
    })
}

/// Equal JSON, in which 15 and 15.0 are one number.
fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let same = |(key, a)| b.get(key).is_some_and(|b| alike(a, b));
            a.len() == b.len() && a.iter().all(same)
        }
        (a, b) => a == b,
    }
}

fn show(answer: &Answer) -> String {
    let list = |items: Vec<String>| format!("[{}]", items.join(" "));
    match answer {
        Answer::Nothing => "that it does not exist".to_owned(),
        Answer::Number(value) => value.to_string(),
        Answer::Numbers(values) => list(
            values
                .iter()
                .map(|v| v.map_or("NA".to_owned(), |v| v.to_string()))
                .collect(),
        ),
        Answer::Named(values) => list(values.iter().map(|(k, v)| format!("{k}={v}")).collect()),
        Answer::Count(value) => value.to_string(),
        Answer::Counts(values) => list(values.iter().map(u64::to_string).collect()),
        Answer::Text(text) => text.clone(),
        Answer::Texts(texts) => list(texts.clone()),
        Answer::Json(value) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn a_made_up_number_never_agrees_with_a_value_that_does_not_exist() {
        assert!(deviation(&Answer::Number(0.0), &text("NA"), 1.0).is_err());
        assert!(deviation(&Answer::Number(f64::NAN), &text("0.5"), 1.0).is_err());
        assert!(deviation(&Answer::Nothing, &text("0"), 1.0).is_err());
        assert_eq!(deviation(&Answer::Nothing, &text("NA"), 0.0), Ok(0.0));
    }

    #[test]
    fn tolerance_is_relative_above_one_and_absolute_below() {
        let near =
            |got: f64, cell: &str| deviation(&Answer::Number(got), &text(cell), 1e-6).is_ok();
        assert!(near(1000.0009, "1000") && !near(1000.002, "1000"));
        assert!(near(0.0000005, "0") && !near(0.000002, "0"));
        assert!(near(f64::INFINITY, "Inf") && !near(f64::INFINITY, "5"));
    }

    #[test]
    fn lists_must_be_as_long_and_places_equal() {
        let places = Answer::from(&[2_usize, 5][..]);
        assert_eq!(deviation(&places, &text("2 5"), 0.0), Ok(0.0));
        assert!(deviation(&places, &text("2 5 6"), 9.0).is_err());
        assert!(deviation(&Answer::from(&[][..] as &[usize]), &text(""), 0.0).is_ok());
    }
}
