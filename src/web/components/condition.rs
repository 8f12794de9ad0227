//! A condition of a survey in words, for who writes it: `grade <= 6` becomes “Your grade” is at
//! most 6.

use crate::domain::expression::{Comparison, Measure, Sign, Tree, Value};
use crate::domain::language::Language;
use crate::domain::survey::{Item, Survey};
use crate::texts::{numbers, t, t_args};

/// Longer questions are cut off.
const MOST_CHARS: usize = 60;

#[derive(Clone, Copy)]
pub struct Telling<'a> {
    pub survey: &'a Survey,
    pub language: &'a Language,
}

impl Telling<'_> {
    pub fn condition(self, tree: &Tree) -> String {
        let language = self.language;
        match tree {
            Tree::Constant(value) => self.value(value, None),
            Tree::Name(name) => self.name(name),
            Tree::Not(one) => t_args(
                language,
                "preview-not",
                &[("one", self.condition(one).into())],
            ),
            Tree::And(parts) => self.joined(parts, "preview-and"),
            Tree::Or(parts) => self.joined(parts, "preview-or"),
            Tree::Compare(how, left, right) => {
                let key = match how {
                    Comparison::Less => "preview-less",
                    Comparison::AtMost => "preview-at-most",
                    Comparison::More => "preview-more",
                    Comparison::AtLeast => "preview-at-least",
                };
                self.pair(key, left, self.condition(right))
            }
            Tree::In(one, values) => {
                let item = self.item_of(one);
                let values: Vec<String> = values.iter().map(|v| self.value(v, item)).collect();
                self.pair("preview-is", one, self.either(&values))
            }
            Tree::Includes(one, codes) => {
                let item = self.item_of(one);
                let codes = codes.iter().map(|code| self.word(code, item));
                let codes: Vec<String> = codes.collect();
                self.pair("preview-includes", one, self.either(&codes))
            }
            Tree::Reckon(how, left, right) => {
                let sign = match how {
                    Sign::Plus => "+",
                    Sign::Minus => "−",
                    Sign::Times => "×",
                    Sign::Over => "÷",
                };
                format!(
                    "({} {sign} {})",
                    self.condition(left),
                    self.condition(right)
                )
            }
            Tree::Answered(name) => self.about("preview-answered", name),
            Tree::NotApplicable(name) => self.about("preview-not-applicable", name),
            Tree::DontKnow(name) => self.about("preview-dont-know", name),
            Tree::Count(one) => t_args(
                language,
                "preview-count",
                &[("name", self.condition(one).into())],
            ),
            Tree::Measure(how, parts) => {
                let key = match how {
                    Measure::Sum => "preview-sum",
                    Measure::Mean => "preview-mean",
                    Measure::Least => "preview-lowest",
                    Measure::Most => "preview-highest",
                };
                let parts: Vec<String> = parts.iter().map(|part| self.condition(part)).collect();
                t_args(language, key, &[("parts", parts.join(", ").into())])
            }
        }
    }

    /// What a name stands for: a question, a score, something of the client.
    pub fn name(self, name: &str) -> String {
        let quoted = |text: &str| {
            let short: String = text.chars().take(MOST_CHARS).collect();
            let more = if short.len() < text.len() { "…" } else { "" };
            format!("“{short}{more}”")
        };
        if let Some(item) = self.survey.item(name) {
            return quoted(item.text.get(self.language));
        }
        let mut scores = self.survey.scores.iter();
        if let Some(score) = scores.find(|score| score.code == name) {
            return quoted(score.name.get(self.language));
        }
        match name {
            "client.name" => t(self.language, "preview-client-name"),
            "client.segment" => t(self.language, "preview-client-segment"),
            "client.role" => t(self.language, "preview-client-role"),
            "client.language" => t(self.language, "preview-client-language"),
            other => other.to_owned(),
        }
    }

    /// A value of `item`, or of nothing in particular.
    pub fn value(self, value: &Value, item: Option<&Item>) -> String {
        match value {
            Value::Truth(true) => t(self.language, "client-yes"),
            Value::Truth(false) => t(self.language, "client-no"),
            Value::Number(number) => self.number(*number),
            Value::Word(word) => self.word(word, item),
            Value::Words(words) => {
                let words = words.iter().map(|word| self.word(word, item));
                words.collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn number(self, number: f64) -> String {
        let decimals = [(0, 1.0), (1, 10.0), (2, 100.0)].into_iter();
        let whole = |times: f64| ((number * times) - (number * times).round()).abs() < 1e-9;
        let decimals = decimals.filter(|(_, times)| whole(*times)).map(|(n, _)| n);
        numbers::decimal(self.language, number, decimals.min().unwrap_or(3))
    }

    fn word(self, word: &str, item: Option<&Item>) -> String {
        let mut options = item.map(Item::options).unwrap_or_default().iter();
        if let Some(option) = options.find(|option| option.code == word) {
            return format!("“{}”", option.label.get(self.language));
        }
        match (item.is_some(), word) {
            (true, "yes") => t(self.language, "client-yes"),
            (true, "no") => t(self.language, "client-no"),
            _ => format!("“{word}”"),
        }
    }

    fn item_of(&self, tree: &Tree) -> Option<&Item> {
        match tree {
            Tree::Name(name) => self.survey.item(name),
            _ => None,
        }
    }

    fn either(self, words: &[String]) -> String {
        words.join(&format!(" {} ", t(self.language, "preview-or")))
    }

    fn about(self, key: &str, name: &str) -> String {
        t_args(self.language, key, &[("name", self.name(name).into())])
    }

    fn pair(self, key: &str, left: &Tree, right: String) -> String {
        let left = self.condition(left);
        t_args(
            self.language,
            key,
            &[("left", left.into()), ("right", right.into())],
        )
    }

    /// With brackets where “and” and “or” meet.
    fn joined(self, parts: &[Tree], word: &str) -> String {
        let told = parts.iter().map(|part| match part {
            Tree::And(_) | Tree::Or(_) => format!("({})", self.condition(part)),
            _ => self.condition(part),
        });
        let word = format!(" {} ", t(self.language, word));
        told.collect::<Vec<_>>().join(&word)
    }
}
