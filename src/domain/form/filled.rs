//! What a form shows as filled in.

use std::borrow::Cow;

use super::values::written_number;
use super::{DONT_KNOW, NOT_APPLICABLE, posted};
use crate::domain::evidence::{Absence, Answer, Answers};
use crate::domain::language::Language;

/// What a form shows as filled in: what was stored, or, when it was refused, what was just sent.
#[derive(Clone, Copy, Debug)]
pub enum Filled<'a> {
    Stored(&'a Answers),
    Posted(&'a [(String, String)]),
}

impl<'a> Filled<'a> {
    /// Whether `value` of `item` is chosen.
    pub fn has(&self, item: &str, value: &str) -> bool {
        match self {
            Self::Posted(fields) => posted(fields, item).contains(&value),
            Self::Stored(answers) => match answers.get(item) {
                Some(Answer::Number(number)) => value.parse() == Ok(*number),
                Some(Answer::Word(word)) => word == value,
                Some(Answer::Words(words)) => words.iter().any(|word| word == value),
                Some(Answer::Absent { absent }) => match absent {
                    Absence::NotApplicable => value == NOT_APPLICABLE,
                    Absence::DontKnow => value == DONT_KNOW,
                },
                Some(Answer::Decimal(_)) | None => false,
            },
        }
    }

    /// The number chosen on the scale of `item`: asked once per scale and not once per box.
    pub fn number(&self, item: &str) -> Option<u8> {
        match self {
            Self::Posted(fields) => posted(fields, item).first()?.parse().ok(),
            Self::Stored(answers) => match answers.get(item)? {
                Answer::Number(number) => u8::try_from(*number).ok(),
                _ => None,
            },
        }
    }

    /// The place, from 1, that `option` was given in the ranking of `item`.
    pub fn place(&self, item: &str, option: &str) -> Option<usize> {
        match self {
            Self::Posted(fields) => posted(fields, item).into_iter().find_map(|value| {
                let (place, code) = value.split_once(':')?;
                (code == option).then(|| place.parse().ok())?
            }),
            Self::Stored(answers) => match answers.get(item)? {
                Answer::Words(codes) => {
                    let at = codes.iter().position(|code| code == option)?;
                    Some(at + 1)
                }
                _ => None,
            },
        }
    }

    /// What is typed at `item`, a text or a number, as `language` writes it.
    pub fn text(&self, item: &str, language: &Language) -> Cow<'a, str> {
        match self {
            Self::Posted(fields) => Cow::Borrowed(
                posted(fields, item)
                    .into_iter()
                    .find(|value| ![NOT_APPLICABLE, DONT_KNOW].contains(value))
                    .unwrap_or_default(),
            ),
            Self::Stored(answers) => match answers.get(item) {
                Some(Answer::Word(word)) => Cow::Borrowed(word.as_str()),
                Some(Answer::Number(number)) => Cow::Owned(number.to_string()),
                Some(Answer::Decimal(number)) => Cow::Owned(written_number(*number, language)),
                _ => Cow::Borrowed(""),
            },
        }
    }
}
