//! What a kind of file can hold: its fields, the names that their columns bear, and what their
//! cells look like.

use super::values::says;
use crate::domain::language::Text;

/// The field with the day on which a row was taken out of the system that it comes from.
pub(super) const EXTRACTED: &str = "extracted_at";

/// One thing that a file of some kind says about its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is called in a mapping: the English name, or the code of an item.
    pub code: String,
    /// Its usual header in Dutch.
    pub dutch: String,
    /// Other headers that mean it for certain.
    synonyms: Vec<String>,
    /// Longer headers, such as a whole question; they count where no certain name is found.
    questions: Vec<String>,
    pub is_needed: bool,
    pub holds: Holds,
}

/// What stands in the cells of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// What tells one row from another.
    Key,
    /// A name or a few words.
    Words,
    /// Sentences.
    Text,
    Address,
    Day,
    /// A day with the time on the clock.
    Moment,
    Month,
    Amount,
    Count,
    /// One of these.
    Code(Vec<Code>),
    /// Any number of these, in one cell.
    Codes(Vec<Code>),
}

/// A code with the words that people write for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub code: String,
    pub names: Vec<String>,
}

impl Code {
    pub fn new(code: &str, names: &[&str]) -> Self {
        Self {
            code: code.to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// A code that is called by a text, in any of its languages.
    pub fn called(code: &str, name: &Text) -> Self {
        let names = name.languages().map(|language| name.get(language));
        Self {
            code: code.to_owned(),
            names: names.map(str::to_owned).collect(),
        }
    }

    fn is(&self, cell: &str) -> bool {
        let wanted = cell.trim().to_lowercase();
        let all = std::iter::once(&self.code).chain(&self.names);
        all.into_iter().any(|name| name.to_lowercase() == wanted)
    }
}

/// What desk systems call a ticket that is solved, and one that is not.
const CLOSED_WORDS: [&str; 22] = [
    "gesloten",
    "afgesloten",
    "afgehandeld",
    "afgemeld",
    "opgelost",
    "gereed",
    "klaar",
    "geannuleerd",
    "solved",
    "resolved",
    "done",
    "completed",
    "cancelled",
    "canceled",
    "nee",
    "n",
    "no",
    "0",
    "false",
    "onwaar",
    "niet open",
    "not open",
];
const OPEN_WORDS: [&str; 22] = [
    "openstaand",
    "nieuw",
    "gemeld",
    "geregistreerd",
    "toegewezen",
    "in behandeling",
    "lopend",
    "wacht",
    "wachtend",
    "heropend",
    "new",
    "assigned",
    "in progress",
    "pending",
    "on hold",
    "waiting",
    "reopened",
    "ja",
    "yes",
    "1",
    "true",
    "waar",
];

/// Whether a cell says that something is still open.
pub(super) fn is_open(cell: &str) -> Option<bool> {
    let is_one_of = |words: &[&str]| words.iter().any(|word| says(cell.trim(), word));
    match () {
        () if says(cell.trim(), "open") || is_one_of(&OPEN_WORDS) => Some(true),
        () if says(cell.trim(), "closed") || is_one_of(&CLOSED_WORDS) => Some(false),
        () => None,
    }
}

impl Holds {
    pub fn flag() -> Self {
        Self::Code(vec![
            Code::new("1", &["ja", "j", "yes", "y", "true", "waar"]),
            Code::new("0", &["nee", "n", "no", "false", "onwaar"]),
        ])
    }

    /// Whether something is still open, in the words of desk systems.
    pub fn openness() -> Self {
        Self::Code(vec![
            Code::new("closed", &CLOSED_WORDS),
            Code::new("open", &OPEN_WORDS),
        ])
    }

    pub fn tone() -> Self {
        Self::Code(vec![
            Code::new("positive", &["positief"]),
            Code::new("neutral", &["neutraal"]),
            Code::new("negative", &["negatief"]),
        ])
    }

    pub fn language() -> Self {
        Self::Code(vec![
            Code::new("nl", &["Nederlands", "Dutch"]),
            Code::new("en", &["Engels", "English"]),
            Code::new("fy", &["Fries", "Frysk", "Frisian"]),
            Code::new("de", &["Duits", "German", "Deutsch"]),
            Code::new("fr", &["Frans", "French", "français"]),
        ])
    }

    /// The codes that a cell may hold, where it holds codes.
    pub fn codes(&self) -> &[Code] {
        match self {
            Self::Code(codes) | Self::Codes(codes) => codes,
            _ => &[],
        }
    }

    /// Whether a cell is one of the codes, by any of its names.
    pub fn knows(&self, cell: &str) -> bool {
        self.codes().iter().any(|code| code.is(cell))
    }
}

impl Field {
    /// A field without which a file is of no use.
    pub fn needed(dutch: &str, code: &str, synonyms: &[&str], holds: Holds) -> Self {
        Self {
            is_needed: true,
            ..Self::optional(dutch, code, synonyms, holds)
        }
    }

    /// A field that may be missing.
    pub fn optional(dutch: &str, code: &str, synonyms: &[&str], holds: Holds) -> Self {
        Self {
            code: code.to_owned(),
            dutch: dutch.to_owned(),
            synonyms: synonyms.iter().map(|name| (*name).to_owned()).collect(),
            questions: Vec::new(),
            is_needed: false,
            holds,
        }
    }

    /// When its row was taken out of the desk system.
    pub fn extracted() -> Self {
        let names = [
            "getrokken",
            "peildatum",
            "peilmoment",
            "extractiedatum",
            "extracted on",
            "extraction",
            "extraction date",
            "as of",
        ];
        Self::optional("getrokken_op", EXTRACTED, &names, Holds::Day)
    }

    /// The same field, which a whole sentence above a column may mean as well.
    pub fn asked_as(mut self, questions: impl IntoIterator<Item = String>) -> Self {
        self.questions.extend(questions);
        self
    }

    /// The names that mean it for certain, without its first.
    pub fn other_names(&self) -> Vec<&str> {
        let mut names = vec![self.code.as_str()];
        names.extend(self.synonyms.iter().map(String::as_str));
        names.retain(|name| *name != self.dutch);
        names
    }

    /// Whether a header, without case and punctuation, is its code or its usual name.
    pub(super) fn is_called(&self, normal_header: &str) -> bool {
        normal(&self.code) == normal_header || normal(&self.dutch) == normal_header
    }

    pub(super) fn is_also_called(&self, normal_header: &str) -> bool {
        self.synonyms
            .iter()
            .any(|name| normal(name) == normal_header)
    }

    /// Whether it is a question that people answered.
    pub fn is_question(&self) -> bool {
        !self.questions.is_empty()
    }

    pub(super) fn is_asked_as(&self, normal_header: &str) -> bool {
        self.questions
            .iter()
            .any(|name| normal(name) == normal_header)
    }
}

/// A header without case, spaces and punctuation, so that `Open knelpunt (0/1)` finds its column.
pub(super) fn normal(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
