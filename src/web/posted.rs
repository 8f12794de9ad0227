//! What every posted page of a survey carries beside its answers.

use super::WebError;
use crate::domain::language::Language;

/// Which button was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Go {
    Next,
    Back,
    /// Stay, in another language.
    In(Language),
    /// The script saves what there is so far.
    Keep,
}

/// A page as it was posted.
pub(super) struct Posted<'a> {
    pub(super) fields: &'a [(String, String)],
    pub(super) key: &'a str,
    pub(super) rev: i32,
    pub(super) seed: u32,
    /// Marks of the answers that it showed.
    pub(super) was: Option<&'a str>,
    pub(super) go: Go,
}

impl<'a> Posted<'a> {
    /// Whether an item was to be seen when the page was sent.
    pub(super) fn saw(&self, item: &str) -> bool {
        let shown = self.fields.iter().find(|(name, _)| name == "shown");
        shown.is_none_or(|(_, codes)| codes.split_whitespace().any(|code| code == item))
    }

    pub(super) fn read(fields: &'a [(String, String)]) -> Result<Self, WebError> {
        let field = |wanted: &str| {
            let found = fields.iter().find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.as_str())
        };
        let bad = |what: &str| WebError::Unreadable(format!("{what} is missing or wrong"));
        let key = field("key").filter(|key| (1..=64).contains(&key.len()));
        let rev = field("rev").and_then(|rev| rev.parse().ok());
        let go = match field("go") {
            None | Some("next") => Go::Next,
            Some("back") => Go::Back,
            Some("keep") => Go::Keep,
            Some(other) => other
                .strip_prefix("lang-")
                .and_then(|tag| Language::new(tag).ok())
                .map(Go::In)
                .ok_or_else(|| bad("go"))?,
        };
        Ok(Self {
            fields,
            key: key.ok_or_else(|| bad("key"))?,
            seed: field("seed")
                .and_then(|seed| seed.parse().ok())
                .unwrap_or(0),
            was: field("was"),
            rev: rev.ok_or_else(|| bad("rev"))?,
            go,
        })
    }
}
