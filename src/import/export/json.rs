//! Answers as one JSON document: what the columns mean, then the responses, or the answers one by one.

use serde_json::{Map, Value, json};

use super::{DICTIONARY, Export, Shape, completeness, described};
use crate::domain::language::Language;
use crate::domain::placed::PlacedRow;
use crate::domain::survey::Survey;

pub(super) struct Notation {
    columns: Vec<Value>,
    is_first: bool,
}

impl Notation {
    pub fn new(survey: &Survey, language: &Language) -> Self {
        let rows = described(survey, language).into_iter();
        let columns = rows.map(|row| {
            let told = DICTIONARY.into_iter().zip(row);
            let told = told.filter(|(_, value)| !value.is_empty());
            Value::Object(
                told.map(|(key, value)| (key.to_owned(), value.into()))
                    .collect(),
            )
        });
        Self {
            columns: columns.collect(),
            is_first: true,
        }
    }

    /// What the columns mean.
    pub fn meaning(&self) -> String {
        Value::Array(self.columns.clone()).to_string()
    }

    pub fn start(&self) -> Vec<u8> {
        let columns = self.meaning();
        format!("{{\"columns\":{columns},\n\"rows\":[").into_bytes()
    }

    pub fn rows(&mut self, export: &Export, rows: &[PlacedRow]) -> Vec<u8> {
        let mut text = String::new();
        for row in rows {
            let told = match export.shape {
                Shape::Wide => vec![wide(export, row)],
                Shape::Long => long(export, row),
            };
            for one in told {
                text.push_str(match std::mem::take(&mut self.is_first) {
                    true => "\n",
                    false => ",\n",
                });
                text.push_str(&one.to_string());
            }
        }
        text.into_bytes()
    }

    pub fn end() -> Vec<u8> {
        b"\n]}\n".to_vec()
    }
}

fn answered(export: &Export, row: &PlacedRow) -> impl Iterator<Item = (String, Value)> {
    let answers = export.keys.iter().zip(&row.answers);
    answers.filter_map(|(key, answer)| {
        let answer = serde_json::to_value(answer.as_ref()?).ok()?;
        Some((key.clone(), answer))
    })
}

fn wide(export: &Export, row: &PlacedRow) -> Value {
    let answers: Map<String, Value> = answered(export, row).collect();
    json!({
        "respondent": row.key,
        "segment": export.segment(row),
        "completeness": completeness(row.completeness),
        "answers": answers,
    })
}

fn long(export: &Export, row: &PlacedRow) -> Vec<Value> {
    let each = answered(export, row).map(|(item, answer)| {
        json!({
            "respondent": row.key,
            "segment": export.segment(row),
            "completeness": completeness(row.completeness),
            "item": item,
            "answer": answer,
        })
    });
    each.collect()
}
