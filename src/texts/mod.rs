//! What people read, in Dutch and English: one file of sentences per area and language.
//!
//! A sentence is asked for by its key, which begins with the name of its area: `t(language,
//! "mail-invitation-subject")` stands in `nl/mail.ftl` and in `en/mail.ftl`. A language other than
//! these two gets English, as [`Text::get`](crate::domain::language::Text::get) does.

pub mod numbers;

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::{LanguageIdentifier, fluent_bundle::FluentValue, langid};

use crate::domain::language::Language;

fluent_templates::static_loader! {
    static SENTENCES = {
        locales: "./src/texts",
        fallback_language: "en",
        customise: |bundle| {
            // Otherwise invisible marks stand around every filled-in word, also in files and mail.
            bundle.set_use_isolating(false);
            let dutch = bundle.locales.contains(&NL);
            bundle.set_formatter(Some(if dutch { dutch_number } else { english_number }));
        },
    };
}

const NL: LanguageIdentifier = langid!("nl");
const EN: LanguageIdentifier = langid!("en");

/// What is filled in at a `{ $name }` in a sentence. A number also chooses between singular and
/// plural, and is written as the language writes it; a text stands as it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg<'a> {
    Number(i64),
    Text(Cow<'a, str>),
}

/// The sentence `key` in `language`.
pub fn t(language: &Language, key: &str) -> String {
    sentence(language, key, None)
}

/// The sentence `key` in `language` with its variables filled in:
/// `t_args(language, "mail-reminder-days", &[("days", 3.into())])`.
pub fn t_args(language: &Language, key: &str, args: &[(&'static str, Arg)]) -> String {
    let args = args
        .iter()
        .map(|(name, arg)| (*name, FluentValue::from(arg)))
        .collect();
    sentence(language, key, Some(&args))
}

fn sentence(
    language: &Language,
    key: &str,
    args: Option<&HashMap<&'static str, FluentValue>>,
) -> String {
    let locale = if numbers::is_dutch(language) {
        &NL
    } else {
        &EN
    };
    SENTENCES
        .lookup_single_language(locale, key, args)
        .unwrap_or_else(|error| {
            tracing::error!(key, %error, "a sentence is missing");
            format!("«{key}»")
        })
}

impl<'a> From<&'a Arg<'a>> for FluentValue<'a> {
    fn from(arg: &'a Arg<'a>) -> Self {
        match arg {
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i32> for Arg<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// Only whole numbers are handed in (see [`Arg`]), so nothing is lost by the way through `f64`.
fn dutch_number<M>(value: &FluentValue, _: &M) -> Option<String> {
    whole(value, &Language::dutch())
}

fn english_number<M>(value: &FluentValue, _: &M) -> Option<String> {
    whole(value, &Language::english())
}

fn whole(value: &FluentValue, language: &Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(numbers::decimal(language, number.value, 0)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
