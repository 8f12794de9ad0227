//! An expression that is typed: every name is known and nothing can fail any more.

use serde_json::{Value as Json, json};

use super::eval::Value;

#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Constant(Value),
    /// The answer to an item, a score, or something known of the client.
    Name(String),
    Not(Box<Tree>),
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Compare(Comparison, Box<Tree>, Box<Tree>),
    /// One of these values.
    In(Box<Tree>, Vec<Value>),
    /// At least one of these codes is chosen.
    Includes(Box<Tree>, Vec<String>),
    Reckon(Sign, Box<Tree>, Box<Tree>),
    Answered(String),
    NotApplicable(String),
    DontKnow(String),
    /// How many codes are chosen.
    Count(Box<Tree>),
    Measure(Measure, Vec<Tree>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Less,
    AtMost,
    More,
    AtLeast,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Plus,
    Minus,
    Times,
    Over,
}

/// Of several numbers. The sum wants all of them; the others are about those that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Sum,
    Mean,
    Least,
    Most,
}

impl Tree {
    /// The names that it depends on.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.collect(&mut names);
        names
    }

    fn collect<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Constant(_) => {}
            Self::Name(name)
            | Self::Answered(name)
            | Self::NotApplicable(name)
            | Self::DontKnow(name) => names.push(name),
            Self::Not(one) | Self::In(one, _) | Self::Includes(one, _) | Self::Count(one) => {
                one.collect(names);
            }
            Self::And(parts) | Self::Or(parts) | Self::Measure(_, parts) => {
                parts.iter().for_each(|part| part.collect(names));
            }
            Self::Compare(_, left, right) | Self::Reckon(_, left, right) => {
                left.collect(names);
                right.collect(names);
            }
        }
    }

    /// The tree for the script in the browser: lists that begin with what is done.
    pub fn to_json(&self) -> Json {
        let all = |word: &str, parts: &[Tree]| {
            let parts = parts.iter().map(Self::to_json);
            Json::Array(std::iter::once(json!(word)).chain(parts).collect())
        };
        match self {
            Self::Constant(value) => json!(["value", value.to_json()]),
            Self::Name(name) => json!(["name", name]),
            Self::Not(one) => json!(["not", one.to_json()]),
            Self::And(parts) => all("and", parts),
            Self::Or(parts) => all("or", parts),
            Self::Compare(how, left, right) => {
                json!([how.sign(), left.to_json(), right.to_json()])
            }
            Self::In(one, values) => {
                let values: Vec<Json> = values.iter().map(Value::to_json).collect();
                json!(["in", one.to_json(), values])
            }
            Self::Includes(one, codes) => json!(["includes", one.to_json(), codes]),
            Self::Reckon(how, left, right) => {
                json!([how.sign(), left.to_json(), right.to_json()])
            }
            Self::Answered(name) => json!(["answered", name]),
            Self::NotApplicable(name) => json!(["not_applicable", name]),
            Self::DontKnow(name) => json!(["dont_know", name]),
            Self::Count(one) => json!(["count", one.to_json()]),
            Self::Measure(how, parts) => all(how.word(), parts),
        }
    }
}

impl Comparison {
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

impl Sign {
    pub fn sign(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Over => "/",
        }
    }
}

impl Measure {
    pub fn word(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Mean => "mean",
            Self::Least => "min",
            Self::Most => "max",
        }
    }
}
