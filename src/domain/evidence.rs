//! What came in: answers, statements, registrations and dispositions, as rows.

mod form;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::coding::brought::{CodeRow, Coding};
use super::coding::themes::{ThemeRow, Tree};
use super::definition::author::Typed;
use super::definition::parts::Part;
use super::language::Language;
use super::parameter::Tone;

/// The answers of one response, by item code. A missing key is an item that was not answered.
pub type Answers = BTreeMap<String, Answer>;

/// The key under which the answers carry the seed of the order in which options were shown; no
/// code of an item begins with a point.
pub const SEED_KEY: &str = ".seed";

/// One answer, as it is stored: never a label, always a number, a code, codes or a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// A scale value, or a whole number.
    Number(i64),
    /// A number with decimals.
    Decimal(f64),
    /// The code of a choice (`yes` and `no` among them), or a text; the item's kind says which.
    Word(String),
    /// The codes of a multiple choice, in the order of the options, or of a ranking, the first
    /// choice first.
    Words(Vec<String>),
    /// Said not to apply, or not to be known: an answer, though never in a denominator.
    Absent { absent: Absence },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    NotApplicable,
    DontKnow,
}

/// How far a response came (AAPOR's words).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completeness {
    Complete,
    Partial,
    BreakOff,
}

/// How the answers were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    Web,
    Phone,
    FaceToFace,
    Paper,
    Imported,
    /// By a link that hangs where anybody passes.
    OpenLink,
    /// On a device that many answer at, one after the other.
    Kiosk,
}

/// A response as it is imported or read back for an evaluation.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseRow {
    /// The respondent's key in the file; unique within the wave.
    pub key: String,
    pub segment: Option<String>,
    pub completeness: Completeness,
    pub answers: Answers,
}

/// An open answer that came in a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRow {
    /// The respondent's key.
    pub respondent: String,
    pub language: Language,
    pub text: String,
    pub text_en: Option<String>,
}

/// What became of everybody who was asked in a wave: counts by AAPOR's codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispositions {
    pub complete: u64,
    pub partial: u64,
    pub refusal: u64,
    pub non_contact: u64,
    pub other: u64,
    pub unknown_household: u64,
    pub unknown_other: u64,
    pub not_eligible: u64,
}

/// What a statement is about beside its theme, and the score that was given with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// By code.
    pub parameter: Option<String>,
    pub service: Option<String>,
    pub score: Option<f64>,
}

/// One statement of an interview.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementRow {
    /// The interview's key, `V01`.
    pub interview: String,
    pub date: NaiveDate,
    pub interviewer: Option<String>,
    pub segment: Option<String>,
    pub role: Option<String>,
    pub theme: Option<String>,
    pub text: String,
    pub text_en: Option<String>,
    /// Tone by the first and the second coder.
    pub tone: Option<Tone>,
    pub second_tone: Option<Tone>,
    /// Whether the interview left a problem open, as said at this statement.
    pub open_problem: Option<bool>,
    pub quote_allowed: bool,
    pub about: About,
    /// What the coding desk made of it; counts in place of theme and tone.
    pub settled: Option<Settled>,
}

/// A comment that the coding desk coded, of whom it is, and what it counts as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedComment {
    /// The response it belongs to.
    pub person: String,
    pub themes: Vec<String>,
    pub tone: Tone,
}

/// The code of a statement after two people coded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    pub themes: Vec<String>,
    pub tone: Tone,
}

impl StatementRow {
    /// The themes under which it counts.
    pub fn counted_themes(&self) -> impl Iterator<Item = &str> {
        let settled = self.settled.as_ref();
        let own = self.theme.iter().filter(move |_| settled.is_none());
        let themes = settled.into_iter().flat_map(|settled| &settled.themes);
        themes.chain(own).map(String::as_str)
    }

    /// The tone with which it counts.
    pub fn counted_tone(&self) -> Option<Tone> {
        self.settled.as_ref().map(|one| one.tone).or(self.tone)
    }
}

/// One registered figure: a numerator over a denominator for one month.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasurementRow {
    /// The series, named after the parameter it feeds.
    pub series: String,
    /// First day of the month.
    pub period: NaiveDate,
    pub cluster: Option<String>,
    pub numerator: f64,
    pub denominator: f64,
    /// The day on which it was taken out of the desk system.
    pub extracted_on: Option<NaiveDate>,
}

/// One sampled or registered ticket with its lead time in working hours.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketRow {
    pub key: String,
    /// The series it belongs to; `ticket_sample` unless the file says otherwise.
    pub series: String,
    pub cluster: Option<String>,
    /// Of the client whose ticket it was.
    pub segment: Option<String>,
    pub closed_on: Option<NaiveDate>,
    /// Until it was solved; of one that is still open, until it was taken out of the desk system.
    pub hours: f64,
    /// Until somebody answered, where that is registered.
    pub response_hours: Option<f64>,
    /// It was not solved yet; such a one has no closing date.
    pub is_open: bool,
    /// The day on which it was taken out of the desk system.
    pub extracted_on: Option<NaiveDate>,
}

/// A client as imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientRow {
    pub key: String,
    pub name: String,
    pub email: String,
    pub segment: String,
    pub role: Option<String>,
    pub language: Language,
}

/// What a file of rows holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    Clients,
    Responses,
    Comments,
    Dispositions,
    Interviews,
    Codes,
    Themes,
    Measurements,
    Tickets,
    Clusters,
    Services,
    Agreements,
}

impl FileKind {
    pub const ALL: [Self; 12] = [
        Self::Clients,
        Self::Responses,
        Self::Comments,
        Self::Dispositions,
        Self::Interviews,
        Self::Codes,
        Self::Themes,
        Self::Measurements,
        Self::Tickets,
        Self::Clusters,
        Self::Services,
        Self::Agreements,
    ];

    /// The word in addresses and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Responses => "responses",
            Self::Comments => "comments",
            Self::Dispositions => "dispositions",
            Self::Interviews => "interviews",
            Self::Codes => "codes",
            Self::Themes => "themes",
            Self::Measurements => "measurements",
            Self::Tickets => "tickets",
            Self::Clusters => "clusters",
            Self::Services => "services",
            Self::Agreements => "agreements",
        }
    }

    /// The part of the protocol that its rows become entries of; none of what is evidence.
    pub fn part(self) -> Option<&'static Part> {
        match self {
            Self::Clusters => Part::find("cluster"),
            Self::Services => Part::find("service"),
            Self::Agreements => Part::find("agreement"),
            _ => None,
        }
    }

    /// Whether such a file belongs to one wave; tickets do when they carry no closing date.
    pub fn is_of_wave(self) -> bool {
        matches!(self, Self::Responses | Self::Comments | Self::Codes)
    }
}

/// What the rows of a file are held against beside protocol and survey, as far as its kind asks for it.
#[derive(Clone, Debug, Default)]
pub struct Against {
    /// The coding of the wave, for codes.
    pub coding: Option<Coding>,
    /// The themes of the programme, for themes.
    pub themes: Option<Tree>,
    /// The keys of those who responded in the wave, for comments.
    pub respondents: Option<HashSet<String>>,
    /// The numbers of the waves that there are, for dispositions.
    pub waves: Option<BTreeSet<u32>>,
    /// The text of the newest protocol, for its entries.
    pub text: Option<String>,
}

/// The rows of one file, whatever it holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Rows {
    Clients(Vec<ClientRow>),
    Responses(Vec<ResponseRow>),
    Comments(Vec<CommentRow>),
    Dispositions(Vec<(u32, Dispositions)>),
    Interviews(Vec<StatementRow>),
    Codes(Vec<CodeRow>),
    Themes(Vec<ThemeRow>),
    Measurements(Vec<MeasurementRow>),
    Tickets(Vec<TicketRow>),
    /// Of a kind that has a part in the protocol, as its form would bring them.
    Entries(FileKind, Vec<Typed>),
}

impl Rows {
    pub fn kind(&self) -> FileKind {
        match self {
            Self::Clients(_) => FileKind::Clients,
            Self::Responses(_) => FileKind::Responses,
            Self::Comments(_) => FileKind::Comments,
            Self::Dispositions(_) => FileKind::Dispositions,
            Self::Interviews(_) => FileKind::Interviews,
            Self::Codes(_) => FileKind::Codes,
            Self::Themes(_) => FileKind::Themes,
            Self::Measurements(_) => FileKind::Measurements,
            Self::Tickets(_) => FileKind::Tickets,
            Self::Entries(kind, _) => *kind,
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Self::Clients(rows) => rows.len(),
            Self::Responses(rows) => rows.len(),
            Self::Comments(rows) => rows.len(),
            Self::Dispositions(rows) => rows.len(),
            Self::Interviews(rows) => rows.len(),
            Self::Codes(rows) => rows.len(),
            Self::Themes(rows) => rows.len(),
            Self::Measurements(rows) => rows.len(),
            Self::Tickets(rows) => rows.len(),
            Self::Entries(_, rows) => rows.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first `most` of them; what is left stays.
    pub fn take_front(&mut self, most: usize) -> Self {
        fn front<T>(rows: &mut Vec<T>, most: usize) -> Vec<T> {
            let rest = rows.split_off(most.min(rows.len()));
            std::mem::replace(rows, rest)
        }
        match self {
            Self::Clients(rows) => Self::Clients(front(rows, most)),
            Self::Responses(rows) => Self::Responses(front(rows, most)),
            Self::Comments(rows) => Self::Comments(front(rows, most)),
            Self::Dispositions(rows) => Self::Dispositions(front(rows, most)),
            Self::Interviews(rows) => Self::Interviews(front(rows, most)),
            Self::Codes(rows) => Self::Codes(front(rows, most)),
            Self::Themes(rows) => Self::Themes(front(rows, most)),
            Self::Measurements(rows) => Self::Measurements(front(rows, most)),
            Self::Tickets(rows) => Self::Tickets(front(rows, most)),
            Self::Entries(kind, rows) => Self::Entries(*kind, front(rows, most)),
        }
    }

    /// Whether it holds tickets that no date ties to a wave.
    pub fn has_undated_tickets(&self) -> bool {
        matches!(self, Self::Tickets(rows) if rows.iter().any(|row| row.closed_on.is_none()))
    }
}
