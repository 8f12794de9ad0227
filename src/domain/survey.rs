//! A survey (or interview guide) as an author wrote it: pages of items with stable codes.
//!
//! What an author writes as one matrix, or as one pair of importance and performance, is here a
//! [`Group`] of ordinary scale items with codes of their own: so answering, importing, counting and
//! evaluating know a single sort of item, and only the page shows them together.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::language::{Language, Text};

/// Fields that came later are left out of the stored text while they say nothing, so that a survey
/// keeps the hash under which it was published.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    pub code: String,
    pub kind: SurveyKind,
    pub title: Text,
    pub introduction: Option<Text>,
    pub thanks: Option<Text>,
    /// The languages it can be filled in in; the first is the source language.
    pub languages: Vec<Language>,
    pub pages: Vec<Page>,
    /// Values computed from the answers, in the order of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<Score>,
    /// Whether all answers are shown once more before they are sent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub review: bool,
    /// Whether the invitation asks the first question, with a link for each answer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub answer_in_mail: bool,
}

/// As many answers as a mail has room for.
const MOST_IN_MAIL: usize = 11;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurveyKind {
    #[default]
    Survey,
    InterviewGuide,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    pub code: String,
    pub title: Option<Text>,
    pub items: Vec<Item>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// The page is passed over unless this is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_if: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
}

/// Items that are shown together under one heading; they follow each other on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    pub code: String,
    pub kind: GroupKind,
    pub text: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// Several items on one scale.
    Matrix,
    /// How important something is, and how well it is done, for an importance-performance analysis.
    Pair,
}

/// Something that must hold between answers before a page is left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    pub rule: String,
    /// What is said when it does not hold.
    pub message: Text,
}

/// A value that is computed from the answers and kept beside them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    pub code: String,
    pub name: Text,
    pub value: String,
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
    /// within a code and a meaning. A file may say it; publishing decides it.
    #[serde(default = "first_meaning", skip_serializing_if = "is_first_meaning")]
    pub meaning: u32,
    /// Offers "don't know" as an answer of its own, which never enters a denominator either.
    #[serde(default, skip_serializing_if = "is_false")]
    pub dont_know: bool,
    /// It is asked only when this is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_if: Option<String>,
    /// It must be answered when this is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_if: Option<String>,
    /// Its options come in another order for each respondent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub random_order: bool,
    /// The group on the page that it is shown in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Of a row of a matrix: it is asked only when this is true too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_if: Option<String>,
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
    /// `least` and `most` bound how many may be chosen, when something is.
    MultipleChoice {
        options: Vec<Choice>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        least: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<u32>,
    },
    /// All options in order of preference; stored as their codes, the first choice first.
    Ranking {
        options: Vec<Choice>,
    },
    /// Stored as `yes` and `no`.
    YesNo,
    Number {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Text>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        low: Option<f64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        high: Option<f64>,
        /// How many digits may stand behind the decimal sign.
        decimals: u8,
    },
    ShortText {
        max_chars: u32,
    },
    LongText {
        max_chars: u32,
    },
    Email,
    /// Stored as `2026-03-12`.
    Date {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        earliest: Option<NaiveDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        latest: Option<NaiveDate>,
    },
    /// Asks nothing: a text between the questions.
    Information,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub code: String,
    pub label: Text,
    /// Rules out all others, such as "none of these".
    #[serde(default, skip_serializing_if = "is_false")]
    pub exclusive: bool,
    /// Asks to say what, in a text that is kept beside the choice.
    #[serde(default, skip_serializing_if = "is_false")]
    pub other: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// What every item starts with.
pub const FIRST_MEANING: u32 = 1;

fn first_meaning() -> u32 {
    FIRST_MEANING
}

fn is_first_meaning(meaning: &u32) -> bool {
    *meaning == FIRST_MEANING
}

/// The key under which the words of an "other, namely" are kept; no code of an item holds a point.
pub fn other_key(item: &str) -> String {
    format!("{item}.other")
}

/// Longest text behind "other, namely".
pub const OTHER_CHARS: u32 = 200;

impl Survey {
    /// The question that a mail can ask: the first, when it is asked of everybody and has a few answers
    /// to choose from.
    pub fn first_to_choose(&self) -> Option<&Item> {
        let page = self.pages.first().filter(|page| page.ask_if.is_none())?;
        let item = page.items.first()?;
        let everybody = item.ask_if.is_none() && item.row_if.is_none();
        let answers = match &item.kind {
            ItemKind::Scale { low, high, .. } => usize::from(high.saturating_sub(*low)) + 1,
            ItemKind::SingleChoice { options } => options.len(),
            ItemKind::YesNo => 2,
            _ => return None,
        };
        (everybody && answers <= MOST_IN_MAIL).then_some(item)
    }

    /// The question that its mail asks.
    pub fn in_mail(&self) -> Option<&Item> {
        self.first_to_choose().filter(|_| self.answer_in_mail)
    }

    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.pages.iter().flat_map(|page| &page.items)
    }

    /// The items that ask something: all but the blocks of information.
    pub fn questions(&self) -> impl Iterator<Item = &Item> {
        self.items()
            .filter(|item| !matches!(item.kind, ItemKind::Information))
    }

    /// The item that a file of loose comments answers: the first long text.
    pub fn comment_item(&self) -> Option<&Item> {
        self.items()
            .find(|item| matches!(item.kind, ItemKind::LongText { .. }))
    }

    /// The languages that its texts may be in.
    pub fn known_languages(&self) -> Vec<Language> {
        self.languages.clone()
    }

    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items().find(|item| item.code == code)
    }

    /// The pairs of an importance-performance analysis: the subject, its importance, its performance.
    pub fn pairs(&self) -> impl Iterator<Item = (&Group, &Item, &Item)> {
        self.pages.iter().flat_map(|page| {
            let pairs = page.groups.iter().filter(|g| g.kind == GroupKind::Pair);
            pairs.filter_map(|group| {
                let mut members = page.members(&group.code);
                Some((group, members.next()?, members.next()?))
            })
        })
    }

    /// Whether a condition or a text looks at who is asked.
    pub fn knows_client(&self) -> bool {
        serde_json::to_string(self).is_ok_and(|text| text.contains("client."))
    }

    /// Whether some item's options come in an order of the respondent's own.
    pub fn has_random_order(&self) -> bool {
        self.items().any(|item| item.random_order)
    }
}

impl Page {
    /// The items of one group, in their order.
    pub fn members<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items
            .iter()
            .filter(move |item| item.group.as_deref() == Some(group))
    }
}

impl Item {
    /// An item that is neither required nor conditional.
    pub fn new(code: &str, text: Text, kind: ItemKind) -> Self {
        Self {
            code: code.to_owned(),
            text,
            help: None,
            required: false,
            not_applicable: false,
            kind,
            purpose: None,
            headers: Vec::new(),
            dont_know: false,
            ask_if: None,
            required_if: None,
            random_order: false,
            group: None,
            row_if: None,
            meaning: FIRST_MEANING,
        }
    }

    /// Its options, when it has any.
    pub fn options(&self) -> &[Choice] {
        match &self.kind {
            ItemKind::SingleChoice { options }
            | ItemKind::MultipleChoice { options, .. }
            | ItemKind::Ranking { options } => options,
            _ => &[],
        }
    }

    /// Whether it is answered in words that somebody types.
    pub fn is_text(&self) -> bool {
        matches!(
            self.kind,
            ItemKind::ShortText { .. } | ItemKind::LongText { .. }
        )
    }

    /// Whether it is answered in a field that is typed in.
    pub fn is_typed(&self) -> bool {
        self.is_text()
            || matches!(
                self.kind,
                ItemKind::Number { .. } | ItemKind::Email | ItemKind::Date { .. }
            )
    }
}

impl ItemKind {
    /// A multiple choice of any number of options.
    pub fn several(options: Vec<Choice>) -> Self {
        Self::MultipleChoice {
            options,
            least: None,
            most: None,
        }
    }
}

impl Choice {
    pub fn new(code: &str, label: Text) -> Self {
        Self {
            code: code.to_owned(),
            label,
            exclusive: false,
            other: false,
        }
    }
}
