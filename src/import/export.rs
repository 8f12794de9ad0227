//! Writes answers as CSV that `responses` reads, so that an export comes back in as it went out.
//!
//! Open texts and e-mail addresses are left out: they are read where they belong, with their
//! response's segment and never in a table of persons.

use std::collections::BTreeSet;

use super::translations::defused;
use crate::domain::evidence::{Absence, Answer, Completeness, ResponseRow};
use crate::domain::language::{Language, Text};
use crate::domain::survey::{Item, ItemKind, Survey, other_key};

/// How answers are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A row for each response, a column for each question.
    Wide,
    /// A row for each answer.
    Long,
}

/// Writes the responses to one survey, some at a time.
#[derive(Debug)]
pub struct Export<'s> {
    shape: Shape,
    items: Vec<&'s Item>,
    /// Segments that are not named, because too few of them answered.
    hidden: BTreeSet<String>,
}

impl<'s> Export<'s> {
    pub fn new(survey: &'s Survey, shape: Shape, hidden: BTreeSet<String>) -> Self {
        Self {
            shape,
            items: survey.questions().filter(|item| !is_open(item)).collect(),
            hidden,
        }
    }

    /// The first line, with the mark by which spreadsheets know UTF-8.
    pub fn header(&self) -> Vec<u8> {
        let mut names = vec!["respondent", "segment", "completeness"];
        let others: Vec<String> = self.others().map(|item| other_key(&item.code)).collect();
        match self.shape {
            Shape::Long => names.extend(["item", "answer"]),
            Shape::Wide => {
                names.extend(self.items.iter().map(|item| item.code.as_str()));
                names.extend(others.iter().map(String::as_str));
            }
        }
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        bytes.extend(lines([names]));
        bytes
    }

    /// The lines of some responses.
    pub fn rows(&self, rows: &[ResponseRow]) -> Vec<u8> {
        match self.shape {
            Shape::Wide => lines(rows.iter().map(|row| self.wide(row))),
            Shape::Long => lines(rows.iter().flat_map(|row| self.long(row))),
        }
    }

    fn others(&self) -> impl Iterator<Item = &&'s Item> {
        let has_other = |item: &&&Item| item.options().iter().any(|option| option.other);
        self.items.iter().filter(has_other)
    }

    fn lead(&self, row: &ResponseRow) -> [String; 3] {
        let segment = row.segment.as_ref();
        let named = segment.filter(|segment| !self.hidden.contains(*segment));
        [
            defused(&row.key),
            named.cloned().unwrap_or_default(),
            completeness(row.completeness).to_owned(),
        ]
    }

    fn wide(&self, row: &ResponseRow) -> Vec<String> {
        let mut cells = self.lead(row).to_vec();
        let written = |key: &str| row.answers.get(key).map(cell).unwrap_or_default();
        cells.extend(self.items.iter().map(|item| written(&item.code)));
        cells.extend(self.others().map(|item| written(&other_key(&item.code))));
        cells
    }

    fn long(&self, row: &ResponseRow) -> Vec<Vec<String>> {
        let others: Vec<String> = self.others().map(|item| other_key(&item.code)).collect();
        let codes = self.items.iter().map(|item| &item.code).chain(&others);
        codes
            .filter_map(|code| Some((code, row.answers.get(code)?)))
            .map(|(code, answer)| {
                let mut cells = self.lead(row).to_vec();
                cells.extend([code.clone(), cell(answer)]);
                cells
            })
            .collect()
    }
}

/// What each column holds: its question, kind, and the meaning of its values.
pub fn dictionary(survey: &Survey, language: &Language) -> Vec<u8> {
    let header = [
        "column",
        "question",
        "kind",
        "values",
        "not_applicable",
        "dont_know",
    ];
    let header = header.map(str::to_owned);
    let rows = survey
        .questions()
        .filter(|item| !is_open(item))
        .map(|item| {
            let group = survey.pages.iter().flat_map(|page| &page.groups);
            let group = group
                .into_iter()
                .find(|group| Some(&group.code) == item.group.as_ref());
            let question = match group {
                Some(group) => format!("{} {}", group.text.get(language), item.text.get(language)),
                None => item.text.get(language).to_owned(),
            };
            let offered = |offered: bool, word: &str| match offered {
                true => word.to_owned(),
                false => String::new(),
            };
            [
                item.code.clone(),
                defused(&question),
                kind(&item.kind).to_owned(),
                defused(&values(&item.kind, language)),
                offered(item.not_applicable, NOT_APPLICABLE),
                offered(item.dont_know, DONT_KNOW),
            ]
        });
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(lines(std::iter::once(header).chain(rows)));
    bytes
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

/// An answer as `responses` reads it.
fn cell(answer: &Answer) -> String {
    match answer {
        Answer::Number(number) => number.to_string(),
        Answer::Decimal(number) => number.to_string(),
        Answer::Word(word) => defused(word),
        Answer::Words(codes) => codes.join("|"),
        Answer::Absent { absent } => match absent {
            Absence::NotApplicable => NOT_APPLICABLE.to_owned(),
            Absence::DontKnow => DONT_KNOW.to_owned(),
        },
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

/// A table with its header.
pub fn table(columns: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    lines(std::iter::once(columns).chain(rows.iter().map(Vec::as_slice)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::responses::read;
    use crate::import::testing;

    fn counts(counts: &[(&str, u64)]) -> Vec<(Option<String>, u64)> {
        let named = |(name, count): &(&str, u64)| {
            (Some((*name).to_owned()).filter(|name| name != "?"), *count)
        };
        counts.iter().map(named).collect()
    }

    fn hidden(of: &[(&str, u64)]) -> Vec<String> {
        hidden_segments(&counts(of), 5).into_iter().collect()
    }

    #[test]
    fn small_segments_are_hidden_and_never_alone() {
        assert_eq!(hidden(&[("A", 10), ("B", 20)]), Vec::<String>::new());
        assert_eq!(hidden(&[("A", 3), ("B", 20), ("C", 9)]), ["A", "C"]);
        assert_eq!(hidden(&[("A", 3), ("B", 4), ("C", 9)]), ["A", "B"]);
        assert_eq!(hidden(&[("A", 9), ("B", 20), ("?", 2)]), ["A"]);
        assert_eq!(
            hidden(&[("A", 9), ("B", 20), ("?", 6)]),
            Vec::<String>::new()
        );
        assert_eq!(hidden(&[("A", 2)]), ["A"]);
        assert_eq!(hidden(&[]), Vec::<String>::new());
    }

    #[test]
    fn what_was_read_comes_back_as_it_went_out() {
        let (survey, protocol) = (testing::survey(), testing::protocol());
        let came = "respondent;segment;volledigheid;satisfied;known;channel;tools\n\
             W1;SD;volledig;4;ja;Telefoon;app | mail\n\
             =W2;;gedeeltelijk;n.v.t.;0;mail;\n\
             W3;PZ;afgebroken;;;;\n";
        let read_in = read(came.as_bytes(), &survey, &protocol);
        assert_eq!(read_in.problems, vec![]);
        let export = Export::new(&survey, Shape::Wide, BTreeSet::new());
        let mut file = export.header();
        file.extend(export.rows(&read_in.rows));
        let again = read(&file, &survey, &protocol);
        assert_eq!(again.problems, vec![]);
        let mut expected = read_in.rows;
        // A key that a spreadsheet would run comes back with its apostrophe.
        "'=W2".clone_into(&mut expected[1].key);
        assert_eq!(again.rows, expected);
    }

    #[test]
    fn a_hidden_segment_is_blank_and_long_rows_hold_one_answer() {
        let (survey, protocol) = (testing::survey(), testing::protocol());
        let came = "respondent;segment;satisfied;tools\nW1;SD;4;app | mail\n";
        let rows = read(came.as_bytes(), &survey, &protocol).rows;
        let export = Export::new(&survey, Shape::Long, ["SD".to_owned()].into());
        let text = String::from_utf8(export.rows(&rows)).unwrap();
        assert_eq!(
            text,
            "W1,,complete,satisfied,4\nW1,,complete,tools,app|mail\n"
        );
        let said = String::from_utf8(dictionary(&survey, &Language::english())).unwrap();
        assert!(said.contains("satisfied,"), "{said}");
        assert!(!said.contains("remark,"), "open texts are not in it");
    }
}
