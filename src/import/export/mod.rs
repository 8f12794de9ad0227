//! Writes answers as files for analysis elsewhere. As CSV and as a workbook they are such that
//! `responses` reads them, so that an export comes back in as it went out.
//!
//! In a table of responses each of several options has a column beside the answer as a whole: 1 or 0, and
//! its place where they are put in order.
//!
//! Open texts and e-mail addresses are left out: they are read where they belong, with their
//! response's segment and never in a table of persons.

mod json;
mod parquet;
mod spss;
mod writer;
mod xlsx;

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::translations::defused;
use crate::domain::evidence::{Absence, Answer, Completeness, ResponseRow};
use crate::domain::language::{Language, Text};
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
    /// As CSV has it: a number as it is, words that a spreadsheet would run made harmless.
    fn written(&self) -> String {
        match self {
            Self::Words(words) => defused(words),
            other => other.plain().into_owned(),
        }
    }

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
        Self {
            shape,
            items: items.cloned().collect(),
            hidden,
        }
    }

    /// The names of the columns.
    fn header(&self) -> Vec<String> {
        let mut names = LEAD.map(str::to_owned).to_vec();
        match self.shape {
            Shape::Long => names.extend(LONG.map(str::to_owned)),
            Shape::Wide => {
                names.extend(self.codes());
                names.extend(self.apart().map(|(item, option)| column(item, option)));
            }
        }
        names
    }

    /// The keys of all answers, the words behind "other" at the end.
    fn codes(&self) -> impl Iterator<Item = String> {
        let own = self.items.iter().map(|item| item.code.clone());
        own.chain(self.others().map(|item| other_key(&item.code)))
    }

    fn others(&self) -> impl Iterator<Item = &Item> {
        let has_other = |item: &&Item| item.options().iter().any(|option| option.other);
        self.items.iter().filter(has_other)
    }

    /// The options that have a column each.
    fn apart(&self) -> impl Iterator<Item = (&Item, &Choice)> {
        let items = self.items.iter().filter(|item| has_several(item));
        items.flat_map(|item| item.options().iter().map(move |option| (item, option)))
    }

    fn records<'r>(&'r self, rows: &'r [ResponseRow]) -> Vec<Vec<Cell<'r>>> {
        match self.shape {
            Shape::Wide => rows.iter().map(|row| self.wide(row)).collect(),
            Shape::Long => rows.iter().flat_map(|row| self.long(row)).collect(),
        }
    }

    /// The segment, where it may be named.
    fn segment<'r>(&self, row: &'r ResponseRow) -> Option<&'r str> {
        let segment = row.segment.as_deref();
        segment.filter(|segment| !self.hidden.contains(*segment))
    }

    fn lead<'r>(&self, row: &'r ResponseRow) -> [Cell<'r>; 3] {
        [
            Cell::Words(Cow::Borrowed(&row.key)),
            self.segment(row)
                .map_or(Cell::Blank, |segment| Cell::Words(Cow::Borrowed(segment))),
            Cell::Words(Cow::Borrowed(completeness(row.completeness))),
        ]
    }

    fn wide<'r>(&'r self, row: &'r ResponseRow) -> Vec<Cell<'r>> {
        let mut cells = self.lead(row).to_vec();
        cells.extend(self.items.iter().map(|item| {
            let answer = row.answers.get(&item.code);
            answer.map_or(Cell::Blank, |answer| cell(&item.kind, answer))
        }));
        cells.extend(self.others().map(|item| other(row, item)));
        let apart = self.apart();
        cells.extend(apart.map(|(item, option)| of_option(row, item, option)));
        cells
    }

    fn long<'r>(&'r self, row: &'r ResponseRow) -> Vec<Vec<Cell<'r>>> {
        let kinds = self.items.iter().map(|item| Some(&item.kind));
        let kinds = kinds.chain(self.others().map(|_| None));
        let answers = self.codes();
        let mut rows: Vec<_> = answers
            .zip(kinds)
            .filter_map(|(code, kind)| Some((kind, row.answers.get(&code)?, code)))
            .map(|(kind, answer, code)| {
                let mut cells = self.lead(row).to_vec();
                cells.push(Cell::Words(Cow::Owned(code)));
                cells.push(match kind {
                    Some(kind) => cell(kind, answer),
                    None => words_of(answer),
                });
                cells
            })
            .collect();
        if rows.is_empty() {
            let mut cells = self.lead(row).to_vec();
            cells.extend([Cell::Blank, Cell::Blank]);
            rows.push(cells);
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

fn other<'r>(row: &'r ResponseRow, item: &Item) -> Cell<'r> {
    let answer = row.answers.get(&other_key(&item.code));
    answer.map_or(Cell::Blank, words_of)
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
fn of_option<'r>(row: &'r ResponseRow, item: &Item, option: &Choice) -> Cell<'r> {
    let Some(Answer::Words(codes)) = row.answers.get(&item.code) else {
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
    let rows = rows.map(|row| row.map(|cell| defused(&cell)));
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

/// An answer as `responses` reads it.
fn cell<'a>(kind: &ItemKind, answer: &'a Answer) -> Cell<'a> {
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
    lines(all.map(|row| row.iter().map(|cell| defused(cell))))
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

    /// A whole file, in two pieces.
    fn file(survey: &Survey, wanted: (Format, Shape), rows: &[ResponseRow]) -> Vec<u8> {
        let mut writer =
            Writer::new(survey, wanted, BTreeSet::new(), &Language::english()).unwrap();
        let mut file = writer.start().unwrap();
        let (first, second) = rows.split_at(rows.len() / 2);
        file.extend(writer.rows(first).unwrap());
        file.extend(writer.rows(second).unwrap());
        file.extend(writer.end().unwrap());
        file
    }

    /// The files that come back in.
    const ALL: [(Format, Shape); 4] = [
        (Format::Csv, Shape::Wide),
        (Format::Csv, Shape::Long),
        (Format::Xlsx, Shape::Wide),
        (Format::Xlsx, Shape::Long),
    ];

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
        for wanted in ALL {
            let file = file(&survey, wanted, &read_in.rows);
            let again = read(&file, &survey, &protocol);
            assert_eq!(again.problems, vec![]);
            assert_eq!(again.rows, read_in.rows, "{wanted:?}");
        }
        let csv = file(&survey, (Format::Csv, Shape::Wide), &read_in.rows);
        assert!(String::from_utf8(csv).unwrap().contains("\n'=W2,"));
    }

    /// An item of every kind whose answers are more than one code.
    fn several() -> Survey {
        let text = [
            include_str!("../../../tests/data/surveys/multiple_choice.toml"),
            include_str!("../../../tests/data/surveys/ranking.toml"),
            include_str!("../../../tests/data/surveys/number.toml"),
        ];
        joined(&text)
    }

    /// The pages of some surveys as one.
    pub(super) fn joined(surveys: &[&str]) -> Survey {
        let surveys = surveys.iter();
        let surveys = surveys.map(|text| Survey::parse("several.toml", text).unwrap());
        Survey {
            pages: surveys.flat_map(|survey| survey.pages).collect(),
            ..Survey::default()
        }
    }

    #[test]
    fn each_of_several_options_has_a_column_that_reads_back_by_itself_too() {
        let (survey, protocol) = (several(), testing::protocol());
        let words =
            |codes: &[&str]| Answer::Words(codes.iter().map(|code| (*code).to_owned()).collect());
        let row = |key: &str, answers: Vec<(&str, Answer)>| ResponseRow {
            key: key.to_owned(),
            segment: None,
            completeness: Completeness::Complete,
            answers: answers
                .into_iter()
                .map(|(code, answer)| (code.to_owned(), answer))
                .collect(),
        };
        let first = vec![
            ("channels", words(&["mail", "desk"])),
            ("order", words(&["care", "price", "speed"])),
            ("hours", Answer::Decimal(7.5)),
        ];
        let rows = vec![row("A", first), row("B", Vec::new())];
        for wanted in ALL {
            let file = file(&survey, wanted, &rows);
            let again = read(&file, &survey, &protocol);
            assert_eq!((again.problems, &again.rows), (vec![], &rows), "{wanted:?}");
        }
        let csv = file(&survey, (Format::Csv, Shape::Wide), &rows);
        let csv = String::from_utf8(csv).unwrap();
        assert!(
            csv.contains("A,,complete,mail|desk,care|price|speed,7.5,0,1,1,0,3,2,1\n"),
            "{csv}"
        );
        assert!(csv.contains("B,,complete,,,,,,,,,,\n"), "{csv}");
        // The columns of the options alone say the same.
        let apart = csv
            .replace("channels,order,hours,", "hours,")
            .replace("mail|desk,care|price|speed,7.5", "7.5")
            .replace("B,,complete,,,", "B,,complete,");
        let again = read(apart.as_bytes(), &survey, &protocol);
        assert_eq!((again.problems, again.rows), (vec![], rows), "{apart}");
        // Two options in one place are no order.
        let twice = apart.replace(",3,2,1", ",3,2,2");
        assert_eq!(read(twice.as_bytes(), &survey, &protocol).problems.len(), 1);
    }

    #[test]
    fn a_hidden_segment_is_blank_and_long_rows_hold_one_answer() {
        let (survey, protocol) = (testing::survey(), testing::protocol());
        let came = "respondent;segment;satisfied;tools\nW1;SD;4;app | mail\n";
        let rows = read(came.as_bytes(), &survey, &protocol).rows;
        let wanted = (Format::Csv, Shape::Long);
        let hidden = BTreeSet::from(["SD".to_owned()]);
        let mut writer = Writer::new(&survey, wanted, hidden, &Language::english()).unwrap();
        let text = String::from_utf8(writer.rows(&rows).unwrap()).unwrap();
        assert_eq!(
            text,
            "W1,,complete,satisfied,4\nW1,,complete,tools,app|mail\n"
        );
        let said = String::from_utf8(dictionary(&survey, &Language::english())).unwrap();
        assert!(said.contains("satisfied,"), "{said}");
        assert!(!said.contains("remark,"), "open texts are not in it");
    }
}
