//! Languages and texts that exist in several of them.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A language tag such as `nl`, `en` or `fy`; always lower case letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language tag; write one such as nl, en or fy")]
pub struct LanguageError(pub String);

impl Language {
    pub fn new(tag: &str) -> Result<Self, LanguageError> {
        let tag = tag.trim().to_ascii_lowercase();
        let fits = (2..=12).contains(&tag.len())
            && tag.starts_with(|c: char| c.is_ascii_lowercase())
            && tag
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if fits {
            Ok(Self(tag))
        } else {
            Err(LanguageError(tag))
        }
    }

    pub fn dutch() -> Self {
        Self("nl".to_owned())
    }

    pub fn english() -> Self {
        Self("en".to_owned())
    }

    pub fn tag(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Language {
    type Error = LanguageError;
    fn try_from(tag: String) -> Result<Self, LanguageError> {
        Self::new(&tag)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text in one or more languages; never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text(BTreeMap<Language, String>);

impl Text {
    /// `None` when no language has any text.
    pub fn new(texts: BTreeMap<Language, String>) -> Option<Self> {
        if texts.values().any(|text| !text.trim().is_empty()) {
            Some(Self(texts))
        } else {
            None
        }
    }

    /// Dutch and English at once.
    pub fn both(nl: &str, en: &str) -> Self {
        Self(BTreeMap::from([
            (Language::dutch(), nl.to_owned()),
            (Language::english(), en.to_owned()),
        ]))
    }

    /// The text in `language`, else in English, else Dutch, else whatever there is.
    pub fn get(&self, language: &Language) -> &str {
        self.with_language(language).1
    }

    /// The text and the language it really is in, so that a page can mark a fallback with `lang`.
    pub fn with_language(&self, language: &Language) -> (&str, &str) {
        [language.tag(), "en", "nl"]
            .iter()
            .find_map(|tag| self.0.iter().find(|(known, _)| known.tag() == *tag))
            .or_else(|| self.0.iter().next())
            .map_or(("", ""), |(known, text)| (known.tag(), text.as_str()))
    }

    /// The same without the languages that are not among `languages`.
    pub fn only(mut self, languages: &[Language]) -> Self {
        self.0.retain(|language, _| languages.contains(language));
        self
    }

    pub fn has(&self, language: &Language) -> bool {
        self.0.contains_key(language)
    }

    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.0.keys()
    }

    /// What it says in each of its languages.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }
}
