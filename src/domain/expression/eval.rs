//! Computes a tree. `None` is *unknown*, by Kleene's rules: unknown and false is false, unknown or
//! true is true, and everything else that touches unknown is unknown.

use serde_json::{Value as Json, json};

use super::tree::{Comparison, Measure, Sign, Tree};
use crate::domain::evidence::{Absence, Answer};

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Truth(bool),
    Number(f64),
    /// A code, a text, or a day as `2026-03-12`, which sorts as days do.
    Word(String),
    Words(Vec<String>),
}

impl Value {
    /// The value of an answer; none of one that says it does not apply.
    pub fn of(answer: &Answer) -> Option<Self> {
        match answer {
            Answer::Number(number) => Some(Self::Number(*number as f64)),
            Answer::Decimal(number) => Some(Self::Number(*number)),
            Answer::Word(word) => Some(Self::Word(word.clone())),
            Answer::Words(words) => Some(Self::Words(words.clone())),
            Answer::Absent { .. } => None,
        }
    }

    pub fn to_json(&self) -> Json {
        match self {
            Self::Truth(truth) => json!(truth),
            Self::Number(number) => json!(number),
            Self::Word(word) => json!(word),
            Self::Words(words) => json!(words),
        }
    }
}

/// What an expression may ask of the answers so far.
pub trait Known {
    fn value(&self, name: &str) -> Option<Value>;
    fn absence(&self, name: &str) -> Option<Absence>;
}

impl Tree {
    /// Whether it holds; `None` when that is unknown.
    pub fn holds(&self, known: &impl Known) -> Option<bool> {
        match self.value(known)? {
            Value::Truth(truth) => Some(truth),
            _ => None,
        }
    }

    pub fn number(&self, known: &impl Known) -> Option<f64> {
        match self.value(known)? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    pub fn value(&self, known: &impl Known) -> Option<Value> {
        let truth = |truth: Option<bool>| truth.map(Value::Truth);
        match self {
            Self::Constant(value) => Some(value.clone()),
            Self::Name(name) => known.value(name),
            Self::Not(one) => truth(one.holds(known).map(|holds| !holds)),
            Self::And(parts) => truth(all(parts, known, false)),
            Self::Or(parts) => truth(all(parts, known, true)),
            Self::Compare(how, left, right) => {
                truth(compare(*how, &left.value(known)?, &right.value(known)?))
            }
            Self::In(one, values) => truth(Some(values.contains(&one.value(known)?))),
            Self::Includes(one, codes) => match one.value(known)? {
                Value::Words(chosen) => truth(Some(codes.iter().any(|code| chosen.contains(code)))),
                _ => None,
            },
            Self::Reckon(how, left, right) => {
                finite(how.of(left.number(known)?, right.number(known)?))
            }
            Self::Answered(name) => truth(Some(known.value(name).is_some())),
            Self::NotApplicable(name) => {
                truth(Some(known.absence(name) == Some(Absence::NotApplicable)))
            }
            Self::DontKnow(name) => truth(Some(known.absence(name) == Some(Absence::DontKnow))),
            Self::Count(one) => match one.value(known)? {
                Value::Words(chosen) => finite(chosen.len() as f64),
                _ => None,
            },
            Self::Measure(how, parts) => {
                let numbers: Vec<f64> =
                    parts.iter().filter_map(|part| part.number(known)).collect();
                if *how == Measure::Sum && numbers.len() < parts.len() {
                    return None;
                }
                how.of(&numbers).and_then(finite)
            }
        }
    }
}

/// Kleene's or (`settles` is true) and and (false): one part can settle it, all others must be known.
fn all(parts: &[Tree], known: &impl Known, settles: bool) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part.holds(known) {
            Some(holds) if holds == settles => return Some(settles),
            Some(_) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(!settles)
}

fn compare(how: Comparison, left: &Value, right: &Value) -> Option<bool> {
    let order = match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.partial_cmp(right)?,
        (Value::Word(left), Value::Word(right)) => left.cmp(right),
        _ => return None,
    };
    Some(match how {
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::More => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    })
}

/// What cannot be computed, such as a division by nought, is unknown.
fn finite(number: f64) -> Option<Value> {
    number.is_finite().then_some(Value::Number(number))
}

impl Sign {
    fn of(self, left: f64, right: f64) -> f64 {
        match self {
            Self::Plus => left + right,
            Self::Minus => left - right,
            Self::Times => left * right,
            Self::Over => left / right,
        }
    }
}

impl Measure {
    fn of(self, numbers: &[f64]) -> Option<f64> {
        let first = *numbers.first()?;
        let sum = || numbers.iter().fold(0.0, |sum, number| sum + number);
        Some(match self {
            Self::Sum => sum(),
            Self::Mean => sum() / numbers.len() as f64,
            Self::Least => numbers.iter().fold(first, |least, n| least.min(*n)),
            Self::Most => numbers.iter().fold(first, |most, n| most.max(*n)),
        })
    }
}
