//! Gives every name its meaning, and refuses what cannot mean anything.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::eval::Value;
use super::syntax::{Node, What};
use super::tree::{Comparison, Measure, Sign, Tree};
use super::{ExpressionFault, Mistake};
use crate::domain::definition::nearest;
use crate::domain::survey::{Item, ItemKind};

/// What sort of value something has.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Truth,
    Number,
    /// Whole numbers between two others.
    Scale(u8, u8),
    /// One of these codes.
    Choice(Vec<String>),
    /// Some of these codes.
    Choices(Vec<String>),
    Text,
    Day,
}

impl Kind {
    /// What answers to an item are; none of a text that asks nothing.
    pub fn of(item: &Item) -> Option<Self> {
        let codes = || item.options().iter().map(|o| o.code.clone()).collect();
        Some(match &item.kind {
            ItemKind::Scale { low, high, .. } => Self::Scale(*low, *high),
            ItemKind::SingleChoice { .. } => Self::Choice(codes()),
            ItemKind::YesNo => Self::Choice(vec!["yes".to_owned(), "no".to_owned()]),
            ItemKind::MultipleChoice { .. } | ItemKind::Ranking { .. } => Self::Choices(codes()),
            ItemKind::Number { .. } => Self::Number,
            ItemKind::ShortText { .. } | ItemKind::LongText { .. } | ItemKind::Email => Self::Text,
            ItemKind::Date { .. } => Self::Day,
            ItemKind::Information => return None,
        })
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Truth => "condition",
            Self::Number | Self::Scale(..) => "number",
            Self::Choice(_) => "choice",
            Self::Choices(_) => "choices",
            Self::Text => "text",
            Self::Day => "date",
        }
    }
}

/// Everything that an expression may name, with its kind and its place in the survey: a name may
/// only be used behind its place.
#[derive(Clone, Debug, Default)]
pub struct Names {
    known: BTreeMap<String, (Kind, usize)>,
}

/// What may be known of a client, whatever the survey.
pub const CLIENT: [&str; 4] = [
    "client.name",
    "client.segment",
    "client.role",
    "client.language",
];

impl Names {
    pub fn with_client() -> Self {
        let client = CLIENT.map(|name| (name.to_owned(), (Kind::Text, 0)));
        Self {
            known: client.into(),
        }
    }

    /// `place` counts from 1: 0 is before the first page.
    pub fn add(&mut self, name: &str, kind: Kind, place: usize) {
        self.known.insert(name.to_owned(), (kind, place));
    }

    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.known.get(name).map(|(kind, _)| kind)
    }

    pub fn place(&self, name: &str) -> Option<usize> {
        self.known.get(name).map(|(_, place)| *place)
    }

    /// The kind of a name that is used at place `before`, or why it cannot be used there.
    pub fn look_up(&self, name: &str, before: usize) -> Result<&Kind, ExpressionFault> {
        let Some((kind, place)) = self.known.get(name) else {
            let near = nearest(name, self.known.keys().map(String::as_str));
            return Err(ExpressionFault::UnknownName {
                name: name.chars().take(64).collect(),
                near: near.map(str::to_owned),
            });
        };
        match place.cmp(&before) {
            std::cmp::Ordering::Less => Ok(kind),
            std::cmp::Ordering::Equal => Err(ExpressionFault::Itself),
            std::cmp::Ordering::Greater => Err(ExpressionFault::NotEarlier(name.to_owned())),
        }
    }
}

struct Typing<'a> {
    names: &'a Names,
    before: usize,
}

type Typed = Result<(Tree, Kind), Mistake>;

pub(super) fn condition(node: &Node, names: &Names, before: usize) -> Result<Tree, Mistake> {
    Typing { names, before }.condition(node)
}

pub(super) fn number(node: &Node, names: &Names, before: usize) -> Result<Tree, Mistake> {
    Typing { names, before }.number(node)
}

impl Typing<'_> {
    fn wrong(&self, node: &Node, found: &Kind, needed: &'static str) -> Mistake {
        let found = found.word();
        Mistake {
            span: node.span.clone(),
            fault: ExpressionFault::WrongKind { found, needed },
        }
    }

    fn condition(&self, node: &Node) -> Result<Tree, Mistake> {
        match self.any(node)? {
            (tree, Kind::Truth) => Ok(tree),
            (Tree::Name(name), _) => Err(Mistake {
                span: node.span.clone(),
                fault: ExpressionFault::NotACondition { name },
            }),
            (_, kind) => Err(self.wrong(node, &kind, "condition")),
        }
    }

    fn number(&self, node: &Node) -> Result<Tree, Mistake> {
        match self.any(node)? {
            (tree, Kind::Number | Kind::Scale(..)) => Ok(tree),
            (_, kind) => Err(self.wrong(node, &kind, "number")),
        }
    }

    fn any(&self, node: &Node) -> Typed {
        Ok(match &node.what {
            What::Number(number) => (Tree::Constant(Value::Number(*number)), Kind::Number),
            What::Text(text) => (Tree::Constant(Value::Word(text.clone())), Kind::Text),
            What::Day(day) => (Tree::Constant(Value::Word(self.day(node, day)?)), Kind::Day),
            What::Word(name) => {
                let kind = self.named(node, name)?;
                (Tree::Name(name.clone()), kind)
            }
            What::Not(inner) => (Tree::Not(Box::new(self.condition(inner)?)), Kind::Truth),
            What::And(parts) => (Tree::And(self.conditions(parts)?), Kind::Truth),
            What::Or(parts) => (Tree::Or(self.conditions(parts)?), Kind::Truth),
            What::Compare(sign, left, right) => (self.compare(sign, left, right)?, Kind::Truth),
            What::In(one, values, positive) => {
                let tree = self.one_of(one, values)?;
                let tree = if *positive {
                    tree
                } else {
                    Tree::Not(Box::new(tree))
                };
                (tree, Kind::Truth)
            }
            What::Includes(one, codes) => (self.includes(one, codes)?, Kind::Truth),
            What::Reckon(sign, left, right) => {
                let sign = match *sign {
                    "+" => Sign::Plus,
                    "-" => Sign::Minus,
                    "*" => Sign::Times,
                    _ => Sign::Over,
                };
                let (left, right) = (self.number(left)?, self.number(right)?);
                let tree = Tree::Reckon(sign, Box::new(left), Box::new(right));
                (tree, Kind::Number)
            }
            What::Minus(inner) => {
                let nought = Box::new(Tree::Constant(Value::Number(0.0)));
                let inner = Box::new(self.number(inner)?);
                (Tree::Reckon(Sign::Minus, nought, inner), Kind::Number)
            }
            What::Call(function, arguments) => self.call(node, function, arguments)?,
        })
    }

    fn conditions(&self, parts: &[Node]) -> Result<Vec<Tree>, Mistake> {
        parts.iter().map(|part| self.condition(part)).collect()
    }

    fn named(&self, node: &Node, name: &str) -> Result<Kind, Mistake> {
        let kind = self.names.look_up(name, self.before);
        kind.cloned().map_err(|fault| Mistake {
            span: node.span.clone(),
            fault,
        })
    }

    fn day(&self, node: &Node, day: &str) -> Result<String, Mistake> {
        match NaiveDate::parse_from_str(day, "%Y-%m-%d") {
            Ok(day) => Ok(day.to_string()),
            Err(_) => Err(Mistake {
                span: node.span.clone(),
                fault: ExpressionFault::Unexpected(day.to_owned()),
            }),
        }
    }

    fn compare(&self, sign: &str, left: &Node, right: &Node) -> Result<Tree, Mistake> {
        let how = match sign {
            "<" => Comparison::Less,
            "<=" => Comparison::AtMost,
            ">" => Comparison::More,
            _ => Comparison::AtLeast,
        };
        let (one, kind) = self.any(left)?;
        let other = match kind {
            Kind::Number | Kind::Scale(..) => self.number(right)?,
            Kind::Day => match self.any(right)? {
                (tree, Kind::Day) => tree,
                (_, kind) => return Err(self.wrong(right, &kind, "date")),
            },
            // Texts and codes have no order that anybody meant.
            kind => return Err(self.wrong(left, &kind, "number")),
        };
        Ok(Tree::Compare(how, Box::new(one), Box::new(other)))
    }

    fn one_of(&self, one: &Node, values: &[Node]) -> Result<Tree, Mistake> {
        let (tree, kind) = self.any(one)?;
        let name = match &one.what {
            What::Word(name) => name.as_str(),
            _ => "",
        };
        if let Kind::Choices(_) = kind {
            return Err(self.wrong(one, &kind, "choice"));
        }
        let values = values
            .iter()
            .map(|value| self.literal(value, &kind, name))
            .collect::<Result<_, _>>()?;
        Ok(Tree::In(Box::new(tree), values))
    }

    /// A fixed value that something of `kind` may have.
    fn literal(&self, node: &Node, kind: &Kind, item: &str) -> Result<Value, Mistake> {
        let fault = |fault| Mistake {
            span: node.span.clone(),
            fault,
        };
        match (kind, &node.what) {
            (Kind::Choice(codes), _) => self.code(node, codes, item).map(Value::Word),
            (Kind::Scale(low, high), What::Number(number)) => {
                let (low, high) = (f64::from(*low), f64::from(*high));
                if number.fract() != 0.0 || !(low..=high).contains(number) {
                    let item = item.to_owned();
                    return Err(fault(ExpressionFault::OffTheScale { item, low, high }));
                }
                Ok(Value::Number(*number))
            }
            (Kind::Number, What::Number(number)) => Ok(Value::Number(*number)),
            (Kind::Number, What::Minus(inner)) => match inner.what {
                What::Number(number) => Ok(Value::Number(0.0 - number)),
                _ => Err(self.wrong(node, &Kind::Number, "number")),
            },
            (Kind::Text, What::Text(text)) => Ok(Value::Word(text.clone())),
            (Kind::Day, What::Day(day)) => self.day(node, day).map(Value::Word),
            (kind, What::Word(_)) => Err(self.wrong(node, &Kind::Choice(Vec::new()), kind.word())),
            (kind, _) => {
                let (_, found) = self.any(node)?;
                Err(self.wrong(node, &found, kind.word()))
            }
        }
    }

    /// The code of an option: a word, or between quotes or as a number when it is not a word.
    fn code(&self, node: &Node, codes: &[String], item: &str) -> Result<String, Mistake> {
        let code = match &node.what {
            What::Word(code) | What::Text(code) => code.clone(),
            What::Number(number) => number.to_string(),
            _ => {
                let (_, found) = self.any(node)?;
                return Err(self.wrong(node, &found, "choice"));
            }
        };
        if codes.contains(&code) {
            return Ok(code);
        }
        let near = nearest(&code, codes.iter().map(String::as_str)).map(str::to_owned);
        Err(Mistake {
            span: node.span.clone(),
            fault: ExpressionFault::UnknownChoice {
                item: item.to_owned(),
                code: code.chars().take(64).collect(),
                near,
                options: codes.to_vec(),
            },
        })
    }

    fn includes(&self, one: &Node, codes: &[Node]) -> Result<Tree, Mistake> {
        let (tree, kind) = self.any(one)?;
        let (Tree::Name(item), Kind::Choices(known)) = (&tree, &kind) else {
            return Err(self.wrong(one, &kind, "choices"));
        };
        let codes = codes
            .iter()
            .map(|code| self.code(code, known, item))
            .collect::<Result<_, _>>()?;
        Ok(Tree::Includes(Box::new(tree), codes))
    }

    fn call(&self, node: &Node, function: &str, arguments: &[Node]) -> Typed {
        let about = |make: fn(String) -> Tree, function| match arguments {
            [argument] => match &argument.what {
                What::Word(name) => {
                    self.named(argument, name)?;
                    Ok((make(name.clone()), Kind::Truth))
                }
                _ => Err(count_fault(node, function)),
            },
            _ => Err(count_fault(node, function)),
        };
        let measure = |how| -> Typed {
            let parts = arguments.iter().map(|argument| self.number(argument));
            let parts = parts.collect::<Result<_, _>>()?;
            Ok((Tree::Measure(how, parts), Kind::Number))
        };
        match function {
            "answered" => about(Tree::Answered, "answered"),
            "not_applicable" => about(Tree::NotApplicable, "not_applicable"),
            "dont_know" => about(Tree::DontKnow, "dont_know"),
            "count" => match arguments {
                [one] => match self.any(one)? {
                    (tree, Kind::Choices(_)) => Ok((Tree::Count(Box::new(tree)), Kind::Number)),
                    (_, kind) => Err(self.wrong(one, &kind, "choices")),
                },
                _ => Err(count_fault(node, "count")),
            },
            "sum" => measure(Measure::Sum),
            "mean" => measure(Measure::Mean),
            "min" => measure(Measure::Least),
            "max" => measure(Measure::Most),
            _ => Err(Mistake {
                span: node.span.start..node.span.start + function.len(),
                fault: ExpressionFault::UnknownName {
                    name: format!("{}()", function.chars().take(60).collect::<String>()),
                    near: nearest(function, FUNCTIONS).map(str::to_owned),
                },
            }),
        }
    }
}

const FUNCTIONS: [&str; 8] = [
    "answered",
    "not_applicable",
    "dont_know",
    "count",
    "sum",
    "mean",
    "min",
    "max",
];

fn count_fault(node: &Node, function: &'static str) -> Mistake {
    Mistake {
        span: node.span.clone(),
        fault: ExpressionFault::WrongCount { function },
    }
}
