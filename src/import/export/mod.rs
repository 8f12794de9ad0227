//! Writes answers as files for analysis elsewhere. As CSV and as a workbook they are such that
//! `responses` reads them, so that an export comes back in as it went out.
//!
//! In a table of responses each of several options has a column beside the answer as a whole: 1 or 0, and
//! its place where they are put in order.
//!
//! Open texts and e-mail addresses are left out: they are read where they belong, with their
//! response's segment and never in a table of persons.

mod delimited;
mod json;
mod parquet;
mod spss;
#[cfg(test)]
mod tests;
mod writer;
mod xlsx;

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::translations::defused;
use crate::domain::evidence::{Absence, Answer, Completeness};
use crate::domain::language::{Language, Text};
use crate::domain::placed::PlacedRow;
use crate::domain::survey::{Choice, Item, ItemKind, Survey, other_key};

pub use writer::{Format, Unwritable, Writer};

/// How answers are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A row for each response, a column for each question.
    Wide,
    /// A row for each answer, and one without an answer for a response that has none.
    Long,
}

/// What the responses to one survey come to, as a table.
#[derive(Clone, Debug)]
pub struct Export {
    shape: Shape,
    items: Vec<Item>,
    /// The keys of all answers, the words behind "other" at the end; those of a response have the same
    /// order.
    keys: Vec<String>,
    /// Segments that are not named, because too few of them answered.
    hidden: BTreeSet<String>,
}

/// What stands in one place of the table.
#[derive(Clone, Debug, PartialEq)]
enum Cell<'a> {
    Blank,
    Number(f64),
    Day(NaiveDate),
    Words(Cow<'a, str>),
}

impl Cell<'_> {
    /// As a text, for programs that run nothing.
    fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Blank => Cow::Borrowed(""),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Words(words) => Cow::Borrowed(words),
        }
    }
}

impl Export {
    pub fn new(survey: &Survey, shape: Shape, hidden: BTreeSet<String>) -> Self {
        let items = survey.questions().filter(|item| !is_open(item));
        let items: Vec<Item> = items.cloned().collect();
        let own = items.iter().map(|item| item.code.clone());
        let others = items.iter().filter(|item| has_other(item));
        let others = others.map(|item| other_key(&item.code));
        Self {
            shape,
            keys: own.chain(others).collect(),
            items,
            hidden,
        }
    }

    /// The names of the columns.
    fn header(&self) -> Vec<String> {
        let mut names = LEAD.map(str::to_owned).to_vec();
        match self.shape {
            Shape::Long => names.extend(LONG.map(str::to_owned)),
            Shape::Wide => {
                names.extend(self.keys.iter().cloned());
                names.extend(self.apart().map(|(_, item, option)| column(item, option)));
            }
        }
        names
    }

    /// The items whose words behind "other" go out.
    fn others(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| has_other(item))
    }

    /// The options that have a column each, with the place of their item.
    fn apart(&self) -> impl Iterator<Item = (usize, &Item, &Choice)> {
        let items = self.items.iter().enumerate();
        let items = items.filter(|(_, item)| has_several(item));
        items.flat_map(|(place, item)| {
            let options = item.options().iter();
            options.map(move |option| (place, item, option))
        })
    }

    /// As CSV: a number as it is, words that a spreadsheet would run made harmless.
    fn csv(&self, rows: &[PlacedRow]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for row in rows {
            match self.shape {
                Shape::Wide => delimited::put(&mut bytes, self.wide(row)),
                Shape::Long => {
                    for record in self.long(row) {
                        delimited::put(&mut bytes, record.into_iter());
                    }
                }
            }
        }
        bytes
    }

    fn records<'r>(&'r self, row: &'r PlacedRow) -> Vec<Vec<Cell<'r>>> {
        match self.shape {
            Shape::Wide => vec![self.wide(row).collect()],
            Shape::Long => self.long(row),
        }
    }

    /// The segment, where it may be named.
    fn segment<'r>(&self, row: &'r PlacedRow) -> Option<&'r str> {
        let segment = row.segment.as_deref();
        segment.filter(|segment| !self.hidden.contains(*segment))
    }

    fn lead<'r>(&self, row: &'r PlacedRow) -> [Cell<'r>; 3] {
        [
            Cell::Words(Cow::Borrowed(&row.key)),
            self.segment(row)
                .map_or(Cell::Blank, |segment| Cell::Words(Cow::Borrowed(segment))),
            Cell::Words(Cow::Borrowed(completeness(row.completeness))),
        ]
    }

    /// The answers to the items, then the words behind "other", each with the item's kind or none.
    fn answers<'r>(
        &'r self,
        row: &'r PlacedRow,
    ) -> impl Iterator<Item = (Option<&'r ItemKind>, Option<&'r Answer>)> {
        let kinds = self.items.iter().map(|item| Some(&item.kind));
        let kinds = kinds.chain(std::iter::repeat(None));
        kinds.zip(row.answers.iter().map(Option::as_ref))
    }

    fn wide<'r>(&'r self, row: &'r PlacedRow) -> impl Iterator<Item = Cell<'r>> {
        let answers = self.answers(row);
        let answers = answers.map(|(kind, answer)| answer.map_or(Cell::Blank, |of| cell(kind, of)));
        let apart = self.apart().map(|(place, item, option)| {
            let answer = row.answers.get(place).and_then(Option::as_ref);
            of_option(answer, item, option)
        });
        self.lead(row).into_iter().chain(answers).chain(apart)
    }

    fn long<'r>(&'r self, row: &'r PlacedRow) -> Vec<Vec<Cell<'r>>> {
        let [key, segment, completeness] = self.lead(row);
        let line = |item, answer| {
            let (key, segment) = (key.clone(), segment.clone());
            vec![key, segment, completeness.clone(), item, answer]
        };
        let answers = self.keys.iter().zip(self.answers(row));
        let rows = answers.filter_map(|(code, (kind, answer))| {
            Some(line(Cell::Words(Cow::Borrowed(code)), cell(kind, answer?)))
        });
        let mut rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            rows.push(line(Cell::Blank, Cell::Blank));
        }
        rows
    }
}

/// The columns that stand in front of the answers.
const LEAD: [&str; 3] = ["respondent", "segment", "completeness"];
/// The columns of an answer that has a row of its own.
pub(super) const LONG: [&str; 2] = ["item", "answer"];

/// Whether a header is of a file that was written here.
pub(super) fn is_own(headers: &[String]) -> bool {
    let first = headers.iter().take(LEAD.len()).map(String::as_str);
    first.eq(LEAD)
}

/// Whether a header is of such a file with a row for each answer.
pub(super) fn is_long(headers: &[String]) -> bool {
    let behind = headers.iter().skip(LEAD.len()).take(LONG.len());
    is_own(headers) && behind.map(String::as_str).eq(LONG)
}

/// Whether words may stand behind one of its options.
fn has_other(item: &Item) -> bool {
    item.options().iter().any(|option| option.other)
}

/// Whether an answer may hold several options.
fn has_several(item: &Item) -> bool {
    matches!(
        item.kind,
        ItemKind::MultipleChoice { .. } | ItemKind::Ranking { .. }
    )
}

/// The name of the column of one option.
fn column(item: &Item, option: &Choice) -> String {
    format!("{}[{}]", item.code, option.code)
}

/// Blank where nothing was answered: that an option was not chosen is an answer.
fn of_option(answer: Option<&Answer>, item: &Item, option: &Choice) -> Cell<'static> {
    let Some(Answer::Words(codes)) = answer else {
        return Cell::Blank;
    };
    let at = codes.iter().position(|code| *code == option.code);
    match (&item.kind, at) {
        (ItemKind::Ranking { .. }, Some(at)) => Cell::Number((at + 1) as f64),
        (ItemKind::Ranking { .. }, None) => Cell::Blank,
        (_, at) => Cell::Number(f64::from(u8::from(at.is_some()))),
    }
}

fn words_of(answer: &Answer) -> Cell<'_> {
    match answer {
        Answer::Word(words) => Cell::Words(Cow::Borrowed(words)),
        _ => Cell::Blank,
    }
}

const DICTIONARY: [&str; 6] = [
    "column",
    "question",
    "kind",
    "values",
    "not_applicable",
    "dont_know",
];

/// What each column holds: its question, kind, and the meaning of its values.
pub fn dictionary(survey: &Survey, language: &Language) -> Vec<u8> {
    let header = DICTIONARY.map(str::to_owned);
    let mut bytes = BOM.as_bytes().to_vec();
    let rows = described(survey, language).into_iter();
    let rows = rows.map(|row| row.map(|cell| defused(&cell).into_owned()));
    bytes.extend(lines(std::iter::once(header).chain(rows)));
    bytes
}

/// The mark by which spreadsheets know UTF-8.
const BOM: &str = "\u{feff}";

fn described(survey: &Survey, language: &Language) -> Vec<[String; 6]> {
    let rows = survey.questions().filter(|item| !is_open(item));
    let rows = rows.map(|item| {
        let offered = |offered: bool, word: &str| match offered {
            true => word.to_owned(),
            false => String::new(),
        };
        [
            item.code.clone(),
            question(survey, item, language),
            kind(&item.kind).to_owned(),
            values(&item.kind, language),
            offered(item.not_applicable, NOT_APPLICABLE),
            offered(item.dont_know, DONT_KNOW),
        ]
    });
    let several = survey.questions().filter(|item| has_several(item));
    let apart = several.flat_map(|item| {
        let options = item.options();
        let values = match item.kind {
            ItemKind::Ranking { .. } => format!("1–{}", options.len()),
            _ => "1; 0".to_owned(),
        };
        options.iter().map(move |option| {
            let code = column(item, option);
            let label = option.label.get(language).to_owned();
            let kind = kind(&item.kind).to_owned();
            [
                code,
                label,
                kind,
                values.clone(),
                String::new(),
                String::new(),
            ]
        })
    });
    rows.chain(apart).collect()
}

/// The words that ask an item, behind those of its group.
fn question(survey: &Survey, item: &Item, language: &Language) -> String {
    let mut groups = survey.pages.iter().flat_map(|page| &page.groups);
    let group = groups.find(|group| Some(&group.code) == item.group.as_ref());
    match group {
        Some(group) => format!("{} {}", group.text.get(language), item.text.get(language)),
        None => item.text.get(language).to_owned(),
    }
}

/// Which segments must not be named, from how many responses each has: those below `threshold`, and
/// as many of the next smallest as it takes for the unnamed ones together to reach it. Responses
/// without a segment are among the unnamed.
pub fn hidden_segments(counts: &[(Option<String>, u64)], threshold: u64) -> BTreeSet<String> {
    let unnamed = counts.iter().filter(|(segment, _)| segment.is_none());
    let mut together: u64 = unnamed.map(|(_, count)| count).sum();
    let mut named: Vec<(u64, &String)> = counts
        .iter()
        .filter_map(|(segment, count)| Some((*count, segment.as_ref()?)))
        .collect();
    named.sort();
    let mut hidden = BTreeSet::new();
    for (count, segment) in named {
        let leaves_few = together > 0 && together < threshold;
        if count >= threshold && !leaves_few {
            break;
        }
        hidden.insert(segment.clone());
        together += count;
    }
    hidden
}

const NOT_APPLICABLE: &str = "n.v.t.";
const DONT_KNOW: &str = "weet niet";

fn is_open(item: &Item) -> bool {
    item.is_text() || item.kind == ItemKind::Email
}

/// An answer as `responses` reads it: to an item of that kind, or the words behind "other".
fn cell<'a>(kind: Option<&ItemKind>, answer: &'a Answer) -> Cell<'a> {
    let Some(kind) = kind else {
        return words_of(answer);
    };
    match answer {
        Answer::Number(number) => Cell::Number(*number as f64),
        Answer::Decimal(number) => Cell::Number(*number),
        Answer::Word(word) if matches!(kind, ItemKind::Date { .. }) => match word.parse() {
            Ok(day) => Cell::Day(day),
            Err(_) => Cell::Words(Cow::Borrowed(word)),
        },
        Answer::Word(word) => Cell::Words(Cow::Borrowed(word)),
        Answer::Words(codes) => Cell::Words(Cow::Owned(codes.join("|"))),
        Answer::Absent { absent } => Cell::Words(Cow::Borrowed(match absent {
            Absence::NotApplicable => NOT_APPLICABLE,
            Absence::DontKnow => DONT_KNOW,
        })),
    }
}

fn completeness(of: Completeness) -> &'static str {
    match of {
        Completeness::Complete => "complete",
        Completeness::Partial => "partial",
        Completeness::BreakOff => "break_off",
    }
}

fn kind(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Scale { .. } => "scale",
        ItemKind::SingleChoice { .. } => "single_choice",
        ItemKind::MultipleChoice { .. } => "multiple_choice",
        ItemKind::Ranking { .. } => "ranking",
        ItemKind::YesNo => "yes_no",
        ItemKind::Number { .. } => "number",
        ItemKind::Date { .. } => "date",
        ItemKind::Email => "email",
        ItemKind::ShortText { .. } => "short_text",
        ItemKind::LongText { .. } => "long_text",
        ItemKind::Information => "information",
    }
}

fn values(kind: &ItemKind, language: &Language) -> String {
    let said = |text: &Text| text.get(language).to_owned();
    match kind {
        ItemKind::Scale {
            low,
            high,
            low_label,
            high_label,
        } => format!("{low} = {}; {high} = {}", said(low_label), said(high_label)),
        ItemKind::SingleChoice { options }
        | ItemKind::Ranking { options }
        | ItemKind::MultipleChoice { options, .. } => {
            let options = options.iter();
            let each = options.map(|option| format!("{} = {}", option.code, said(&option.label)));
            each.collect::<Vec<_>>().join("; ")
        }
        ItemKind::YesNo => "yes; no".to_owned(),
        ItemKind::Number { unit, .. } => unit.as_ref().map(said).unwrap_or_default(),
        _ => String::new(),
    }
}

/// A table with its header, its cells made harmless.
pub fn table(columns: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let rows = rows.iter().map(Vec::as_slice);
    let all = std::iter::once(columns).chain(rows);
    lines(all.map(|row| row.iter().map(|cell| defused(cell).into_owned())))
}

/// Records as CSV. Writing to memory does not fail.
pub(super) fn lines<R, C>(records: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = C>,
    C: AsRef<[u8]>,
{
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for record in records {
        let _ = writer.write_record(record);
    }
    writer.into_inner().unwrap_or_default()
}
