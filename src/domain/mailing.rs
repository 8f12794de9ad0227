//! What a mail that asks is about, and the words in place of ours that somebody wrote for it.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::language::{Language, Text};
use super::protocol::{Information, PrivacyMode};
use super::survey::Item;

/// What is asked, by whom, until when.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    pub organisation: Text,
    /// What the invitation tells of the service; nothing when the protocol keeps it out of mail.
    pub information: Option<Information>,
    pub programme_id: Uuid,
    pub programme: Text,
    /// The code of the survey, which opt-outs name.
    pub survey_code: String,
    pub survey: Text,
    /// The question that the mail asks, with a link for each answer.
    pub first: Option<Item>,
    /// Texts that somebody wrote for this wave.
    pub texts: Vec<OwnText>,
    /// The languages of the survey; the first is its own.
    pub languages: Vec<Language>,
    pub privacy: PrivacyMode,
    pub closes_at: Option<DateTime<Utc>>,
    pub zone: Tz,
}

impl Asking {
    /// The client's language, if the survey can be answered in it; else the survey's own.
    pub fn spoken<'a>(&'a self, own: &'a Language) -> &'a Language {
        let offered = self.languages.iter().find(|language| *language == own);
        offered.or(self.languages.first()).unwrap_or(own)
    }

    pub fn own_text(&self, step: Step, language: &Language) -> Option<&OwnText> {
        let mut texts = self.texts.iter();
        texts.find(|text| text.step == step.code() && text.language == language.tag())
    }
}

/// Subject and body in place of ours, in which [`PLACES`] stand for what they say; the body's
/// paragraphs stand apart by a blank line. The link, the privacy of the answers and the way to stop
/// always follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnText {
    /// `invitation` or `reminder`.
    pub step: String,
    pub language: String,
    pub subject: String,
    pub body: String,
}

pub const NAME: &str = "{name}";
pub const ORGANISATION: &str = "{organisation}";
pub const PROGRAMME: &str = "{programme}";
pub const SURVEY: &str = "{survey}";
pub const LAST_DAY: &str = "{last day}";

/// What is filled in where it stands in a text.
pub const PLACES: [&str; 5] = [NAME, ORGANISATION, PROGRAMME, SURVEY, LAST_DAY];

/// What looks like a place in a text and is none, each once.
pub fn unknown_places(text: &str) -> Vec<String> {
    let mut unknown: Vec<String> = Vec::new();
    for part in text.split('{').skip(1) {
        let Some((inside, _)) = part.split_once('}') else {
            continue;
        };
        let place = format!("{{{inside}}}");
        if !PLACES.contains(&place.as_str()) && !unknown.contains(&place) {
            unknown.push(place);
        }
    }
    unknown
}

/// Whether it is asked for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Invitation,
    Reminder,
}

impl Step {
    pub const ALL: [Self; 2] = [Self::Invitation, Self::Reminder];

    /// `invitation`, or `reminder 1`, `reminder 2` and so on.
    pub fn parse(step: &str) -> Self {
        if step == "invitation" {
            Self::Invitation
        } else {
            Self::Reminder
        }
    }

    /// As texts of a wave name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
        }
    }
}

/// What a mail server said, without the addresses that it named: for whoever has no business with
/// them, and for a log.
pub fn without_addresses(text: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(c);
    let mut told = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, more) = rest.split_at(end);
        told += if word.contains('@') { "…" } else { word };
        let between = more.find(is_part).unwrap_or(more.len());
        let (signs, more) = more.split_at(between);
        told += signs;
        rest = more;
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_said_is_told_without_addresses() {
        let said = "550 5.1.1 <zoë.o'hara+x@mail.example>: no such user: jo@x.example, try (a@b)";
        let told = "550 5.1.1 <…>: no such user: …, try (…)";
        assert_eq!(without_addresses(said), told);
        assert_eq!(
            without_addresses("451 4.7.1 greylisted"),
            "451 4.7.1 greylisted"
        );
        assert_eq!(without_addresses(""), "");
    }

    #[test]
    fn only_what_stands_for_something_is_a_place() {
        assert_eq!(unknown_places("{name}: {last day}"), Vec::<String>::new());
        let text = "{naam} {last  day} {naam} { } {never closed";
        assert_eq!(unknown_places(text), ["{naam}", "{last  day}", "{ }"]);
    }
}
