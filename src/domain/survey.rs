//! A survey (or interview guide) as an author wrote it: pages of items with stable codes.

use serde::{Deserialize, Serialize};

use super::language::{Language, Text};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    pub code: String,
    pub kind: SurveyKind,
    pub title: Text,
    pub introduction: Option<Text>,
    pub thanks: Option<Text>,
    /// The languages it can be filled in in; the first is the source language.
    pub languages: Vec<Language>,
    pub pages: Vec<Page>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurveyKind {
    Survey,
    InterviewGuide,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    pub code: String,
    pub title: Option<Text>,
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Stable: letters, digits, underscores; the key of its answers for ever.
    pub code: String,
    pub text: Text,
    pub help: Option<Text>,
    pub required: bool,
    /// Offers "not applicable" as an answer of its own, which never enters a denominator.
    pub not_applicable: bool,
    pub kind: ItemKind,
    /// What it is asked for when no parameter uses it: driver, background, comment.
    pub purpose: Option<Purpose>,
    /// Headers under which an import may bring it, beside its code.
    pub headers: Vec<String>,
    /// Counts up when a publication changes what the item measures: answers are one series only
    /// within a code and a meaning. No file says it; publishing decides it.
    #[serde(default = "first_meaning", skip_serializing_if = "is_first_meaning")]
    pub meaning: u32,
}

/// What every item starts with.
pub const FIRST_MEANING: u32 = 1;

fn first_meaning() -> u32 {
    FIRST_MEANING
}

fn is_first_meaning(meaning: &u32) -> bool {
    *meaning == FIRST_MEANING
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    Parameter,
    Driver,
    Background,
    Comment,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ItemKind {
    /// Whole numbers `low..=high` with words at both ends (1-5, 1-7, 1-10, 0-10).
    Scale {
        low: u8,
        high: u8,
        low_label: Text,
        high_label: Text,
    },
    SingleChoice {
        options: Vec<Choice>,
    },
    MultipleChoice {
        options: Vec<Choice>,
    },
    /// Stored as `yes` and `no`.
    YesNo,
    ShortText {
        max_chars: u32,
    },
    LongText {
        max_chars: u32,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub code: String,
    pub label: Text,
}

impl Survey {
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.pages.iter().flat_map(|page| &page.items)
    }

    /// The item that a file of loose comments answers: the first long text.
    pub fn comment_item(&self) -> Option<&Item> {
        self.items()
            .find(|item| matches!(item.kind, ItemKind::LongText { .. }))
    }

    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items().find(|item| item.code == code)
    }
}
