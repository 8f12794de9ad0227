//! The dataset: the answers of a wave as one typed column per item, so that counting is cheap.
//!
//! Everything the evaluation wants of answers is a function of counts of small codes, so the order
//! of rows can never change a byte of its outcome.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::evidence::{Absence, Answer, Answers, Completeness};
use super::survey::{Choice, Item, ItemKind, Survey};

/// No answer: the item was not asked, skipped, or is a text.
const MISSING: u16 = 0;
/// Said not to apply.
const NOT_APPLICABLE: u16 = 1;
/// Said not to be known.
const DONT_KNOW: u16 = 2;
/// The cell of a column's first code; before it stand the three above.
const FIRST: u16 = 3;
/// As many different codes as a column may have. An item with more different answers has no column.
const MOST_CODES: usize = u16::MAX as usize - FIRST as usize;

/// The answers of one wave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Responses {
    /// Per response the index of its segment in the protocol; `None` when unknown.
    segments: Vec<Option<u8>>,
    completeness: Vec<Completeness>,
    columns: Vec<Column>,
    by_item: BTreeMap<String, usize>,
    /// Per response what else is known of it; empty while nothing is known of any.
    origins: Vec<Origin>,
}

/// What may be known of a response beside its answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The day it was handed in; never of an anonymous response.
    pub day: Option<NaiveDate>,
    /// Who gave it, so that waves can be compared client by client; only of a named wave.
    pub client: Option<ClientTie>,
}

/// Stands for a client's key among the answers: the same key gives the same tie in every wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClientTie([u8; 16]);

impl ClientTie {
    pub fn of(key: &str) -> Self {
        let mut tie = [0; 16];
        tie.copy_from_slice(&Sha256::digest(key.as_bytes())[..16]);
        Self(tie)
    }
}

/// The answers to one item: per response the position of its code in `codes`.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub item: String,
    /// The item's meaning in the version that was asked: columns of two waves are one series only
    /// when it is the same ([`Item::meaning`]).
    pub meaning: u32,
    /// All codes an answer may have, in the order of the scale or of the options. Of numbers, of
    /// several options and of a ranking those that were answered, in order: `7.5`, `app|mail`.
    pub codes: Vec<String>,
    kind: Kind,
    cells: Vec<u16>,
}

/// How the answers to an item become codes.
#[derive(Clone, Debug, PartialEq)]
enum Kind {
    /// One of a few options.
    Options,
    /// A scale, with the number that its first code stands for.
    Scale { first: i64 },
    /// Any number, between these where the item has both.
    Numbers { ends: Option<(f64, f64)> },
    /// Some of these options.
    Several(Vec<String>),
    /// These options in an order, the first choice first.
    Ranking(Vec<String>),
}

/// What one cell of a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    Missing,
    NotApplicable,
    DontKnow,
    /// Index into [`Column::codes`].
    Code(usize),
}

/// How often each code of an item was answered, in one group of responses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the order of [`Column::codes`].
    pub by_code: Vec<u64>,
    pub missing: u64,
    pub not_applicable: u64,
    pub dont_know: u64,
}

impl Counts {
    /// Answers that count: not missing, not applicable and not unknown.
    pub fn answered(&self) -> u64 {
        self.by_code.iter().sum()
    }
}

/// An empty column for `item`; `None` for texts, days and addresses, which have none.
fn column_of(item: &Item) -> Option<Column> {
    let codes_of = |options: &[Choice]| options.iter().map(|option| option.code.clone()).collect();
    let (kind, codes) = match &item.kind {
        ItemKind::Scale { low, high, .. } => {
            let first = i64::from(*low);
            let codes = (*low..=*high).map(|value| value.to_string());
            (Kind::Scale { first }, codes.collect())
        }
        ItemKind::SingleChoice { options } => (Kind::Options, codes_of(options)),
        ItemKind::YesNo => (Kind::Options, vec!["no".to_owned(), "yes".to_owned()]),
        ItemKind::Number { low, high, .. } => (
            Kind::Numbers {
                ends: low.zip(*high),
            },
            Vec::new(),
        ),
        ItemKind::MultipleChoice { options, .. } => (Kind::Several(codes_of(options)), Vec::new()),
        ItemKind::Ranking { options } => (Kind::Ranking(codes_of(options)), Vec::new()),
        _ => return None,
    };
    Some(Column {
        item: item.code.clone(),
        meaning: item.meaning,
        codes,
        kind,
        cells: Vec::new(),
    })
}

impl Responses {
    /// An empty dataset with a column for each item of `survey` that can be counted.
    pub fn of_survey(survey: &Survey) -> Self {
        let columns: Vec<Column> = survey.items().filter_map(column_of).collect();
        let by_item = columns
            .iter()
            .enumerate()
            .map(|(at, c)| (c.item.clone(), at))
            .collect();
        Self {
            columns,
            by_item,
            ..Self::default()
        }
    }

    /// Adds one response. `segment` is an index into the protocol's segments.
    pub fn push(&mut self, segment: Option<u8>, completeness: Completeness, answers: &Answers) {
        self.segments.push(segment);
        self.completeness.push(completeness);
        for column in &mut self.columns {
            let answer = answers.get(&column.item);
            let cell = answer.map_or(MISSING, |answer| column.cell_of(answer));
            column.cells.push(cell);
        }
    }

    /// The same responses in another order: first the one at `order[0]`, and so on.
    pub fn in_order(&self, order: &[usize]) -> Self {
        let column = |column: &Column| Column {
            cells: order.iter().map(|row| column.cells[*row]).collect(),
            ..column.clone()
        };
        Self {
            segments: order.iter().map(|row| self.segments[*row]).collect(),
            completeness: order.iter().map(|row| self.completeness[*row]).collect(),
            columns: self.columns.iter().map(column).collect(),
            by_item: self.by_item.clone(),
            origins: if self.origins.is_empty() {
                Vec::new()
            } else {
                order.iter().map(|row| self.origin(*row)).collect()
            },
        }
    }

    /// Adds one response of which more is known than its answers.
    pub fn push_from(
        &mut self,
        origin: Origin,
        segment: Option<u8>,
        completeness: Completeness,
        answers: &Answers,
    ) {
        if origin != Origin::default() {
            self.origins.resize(self.segments.len(), Origin::default());
            self.origins.push(origin);
        }
        self.push(segment, completeness, answers);
    }

    /// What is known of the response in `row`.
    pub fn origin(&self, row: usize) -> Origin {
        self.origins.get(row).copied().unwrap_or_default()
    }

    /// Whether anything is known of any response.
    pub fn has_origins(&self) -> bool {
        !self.origins.is_empty()
    }

    /// The answers in full to all of `columns`, as codes, with how many gave them, in sorted order:
    /// whatever is reckoned from them cannot depend on the order of rows. At most 16 columns.
    pub fn patterns(&self, grouping: &Grouping, columns: &[&Column]) -> Vec<(Vec<usize>, u64)> {
        debug_assert!(columns.len() <= 16);
        let place = |cell: u16| cell.checked_sub(FIRST).and_then(|at| u8::try_from(at).ok());
        let packed = (0..self.len())
            .filter(|row| grouping.enters(*row))
            .map(|row| {
                columns.iter().try_fold(0_u128, |packed, column| {
                    let place = place(column.cells[row])?;
                    Some((packed << 8) | u128::from(place))
                })
            });
        let mut packed: Vec<u128> = packed.flatten().collect();
        packed.sort_unstable();
        let codes = |packed: u128| -> Vec<usize> {
            let cells = (0..columns.len())
                .rev()
                .map(|at| (packed >> (8 * at)) & 0xff);
            cells.map(|place| place as usize).collect()
        };
        packed
            .chunk_by(|a, b| a == b)
            .map(|same| (codes(same[0]), same.len() as u64))
            .collect()
    }

    pub fn len(&self) -> usize {
        self.segments.len()
    }

    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    pub fn column(&self, item: &str) -> Option<&Column> {
        let column = self.by_item.get(item).map(|at| &self.columns[*at]);
        column.filter(|column| !column.is_overfull())
    }

    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many responses came so far, over all segments.
    pub fn completeness(&self, wanted: Completeness) -> u64 {
        self.completeness.iter().filter(|c| **c == wanted).count() as u64
    }

    /// Which group each response counts in: its segment plus one, 0 without a segment or with one
    /// that is not among the first `segments` (any more), [`OUT`] when it does not enter verdicts.
    fn groups(&self, segments: usize, count_partials: bool) -> Vec<u16> {
        let known = |at: &u8| usize::from(*at) < segments;
        self.segments
            .iter()
            .zip(&self.completeness)
            .map(|(segment, completeness)| {
                let counts = match completeness {
                    Completeness::Complete => true,
                    Completeness::Partial => count_partials,
                    Completeness::BreakOff => false,
                };
                let group = segment.filter(known).map_or(0, |at| u16::from(at) + 1);
                if counts { group } else { OUT }
            })
            .collect()
    }

    /// Fixes which responses enter verdicts and how they are split, once for all items.
    pub fn grouping(&self, segments: usize, count_partials: bool) -> Grouping {
        Grouping {
            of_row: self.groups(segments, count_partials),
            groups: segments + 1,
        }
    }
}

/// Does not enter verdicts.
const OUT: u16 = u16::MAX;

/// Which responses enter verdicts, and the group of each: its segment, unless split otherwise.
#[derive(Clone, Debug)]
pub struct Grouping {
    of_row: Vec<u16>,
    groups: usize,
}

impl Grouping {
    /// The rows of the responses that enter verdicts.
    pub fn entering(&self) -> impl Iterator<Item = usize> {
        let rows = self.of_row.iter().enumerate();
        rows.filter_map(|(row, group)| (*group != OUT).then_some(row))
    }

    /// Whether the response in `row` enters verdicts.
    pub fn enters(&self, row: usize) -> bool {
        self.of_row.get(row).is_some_and(|group| *group != OUT)
    }

    /// The same without the responses that `keep` turns down.
    pub fn only(&self, keep: impl Fn(usize) -> bool) -> Self {
        let of_row = self.of_row.iter().enumerate();
        Self {
            of_row: of_row
                .map(|(row, group)| if keep(row) { *group } else { OUT })
                .collect(),
            groups: self.groups,
        }
    }

    /// The same responses split by `group_of` (row and segment, if any) into `groups` groups; those
    /// of `None` enter no group, and those of a group beyond them neither.
    pub fn split(
        &self,
        groups: usize,
        group_of: impl Fn(usize, Option<usize>) -> Option<usize>,
    ) -> Self {
        let of_row = self.of_row.iter().enumerate().map(|(row, group)| {
            let found = match *group {
                OUT => None,
                segment => group_of(row, usize::from(segment).checked_sub(1)),
            };
            let found = found.filter(|found| *found < groups);
            found.map_or(OUT, |found| u16::try_from(found + 1).unwrap_or(OUT))
        });
        Self {
            of_row: of_row.collect(),
            groups: groups + 1,
        }
    }

    /// The number of responses that enter verdicts, per segment; those without a segment first.
    pub fn sizes(&self) -> Vec<u64> {
        let mut sizes = vec![0; self.groups];
        for group in self.of_row.iter().filter(|group| **group != OUT) {
            sizes[usize::from(*group)] += 1;
        }
        sizes
    }

    /// Counts of one item per group: index 0 holds responses without a segment, `s + 1` segment `s`.
    pub fn count(&self, column: &Column) -> Vec<Counts> {
        let width = usize::from(FIRST) + column.codes.len();
        let mut flat = vec![0_u64; self.groups * width];
        for (group, cell) in self.of_row.iter().zip(&column.cells) {
            if *group != OUT {
                flat[usize::from(*group) * width + usize::from(*cell)] += 1;
            }
        }
        flat.chunks(width).map(counts_of).collect()
    }

    /// Counts of the pairs (first, second) that were both answered, per group: `[first][second]`.
    pub fn count_pairs(&self, first: &Column, second: &Column) -> Vec<Vec<Vec<u64>>> {
        let (height, width) = (first.codes.len(), second.codes.len());
        // One table that also holds what is left out, so that the loop has nothing to decide.
        let mut flat = vec![0_u64; self.groups * (height + 1) * (width + 1)];
        let cells = first.cells.iter().zip(&second.cells);
        for (group, (a, b)) in self.of_row.iter().zip(cells) {
            if *group != OUT {
                let (a, b) = (a.saturating_sub(FIRST - 1), b.saturating_sub(FIRST - 1));
                let (a, b) = (usize::from(a), usize::from(b));
                flat[(usize::from(*group) * (height + 1) + a) * (width + 1) + b] += 1;
            }
        }
        let table = |cells: &[u64]| -> Vec<Vec<u64>> {
            let rows = cells.chunks(width + 1).skip(1);
            rows.map(|row| row[1..].to_vec()).collect()
        };
        flat.chunks((height + 1) * (width + 1)).map(table).collect()
    }
}

/// Splits the counts of a column's cells into codes, missing, not applicable and unknown.
fn counts_of(cells: &[u64]) -> Counts {
    Counts {
        by_code: cells[usize::from(FIRST)..].to_vec(),
        missing: cells[usize::from(MISSING)],
        not_applicable: cells[usize::from(NOT_APPLICABLE)],
        dont_know: cells[usize::from(DONT_KNOW)],
    }
}

/// Adds up the counts of several groups.
pub fn total(groups: &[Counts]) -> Counts {
    let mut sum = Counts::default();
    for counts in groups {
        sum.by_code
            .resize(counts.by_code.len().max(sum.by_code.len()), 0);
        for (into, from) in sum.by_code.iter_mut().zip(&counts.by_code) {
            *into += from;
        }
        sum.missing += counts.missing;
        sum.not_applicable += counts.not_applicable;
        sum.dont_know += counts.dont_know;
    }
    sum
}

impl Column {
    pub fn cell(&self, row: usize) -> Cell {
        match self.cells[row] {
            MISSING => Cell::Missing,
            NOT_APPLICABLE => Cell::NotApplicable,
            DONT_KNOW => Cell::DontKnow,
            code => Cell::Code(usize::from(code - FIRST)),
        }
    }

    /// The numbers behind the codes, when all of them are numbers: a scale, or numbers as such.
    pub fn values(&self) -> Option<Vec<f64>> {
        match self.kind {
            Kind::Several(_) | Kind::Ranking(_) => None,
            _ => self.codes.iter().map(|code| code.parse().ok()).collect(),
        }
    }

    /// The least and the greatest number that can be answered, where that is known beforehand.
    pub fn ends(&self) -> Option<(f64, f64)> {
        match self.kind {
            Kind::Numbers { ends } => ends,
            _ => {
                let values = self.values()?;
                Some((*values.first()?, *values.last()?))
            }
        }
    }

    /// Per code whether it is one of `chosen`: of several options whether any of them is, of a
    /// ranking whether its first choice is.
    pub fn hits(&self, chosen: &[String]) -> Vec<bool> {
        let is_hit = |code: &str| chosen.iter().any(|one| one == code);
        let hit = |code: &String| match self.kind {
            Kind::Several(_) => code.split(BETWEEN).any(is_hit),
            Kind::Ranking(_) => code.split(BETWEEN).next().is_some_and(is_hit),
            _ => is_hit(code),
        };
        self.codes.iter().map(hit).collect()
    }

    /// Whether another wave's answers have the same values: the codes of a scale or of options, or any
    /// numbers.
    pub fn is_alike(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Numbers { .. }, Kind::Numbers { .. }) => true,
            (Kind::Several(_) | Kind::Ranking(_), _) => self.kind == other.kind,
            _ => self.codes == other.codes,
        }
    }

    /// The codes under which its answers are told, with how often each was given: those of the column,
    /// or each of several options. `None` where every answer may be another: of numbers and rankings.
    pub fn told(&self, counts: &Counts) -> Option<Vec<(String, u64)>> {
        let given = || self.codes.iter().zip(&counts.by_code);
        match &self.kind {
            _ if self.is_overfull() => None,
            Kind::Numbers { .. } | Kind::Ranking(_) => None,
            Kind::Several(options) => {
                let of = |option: &String| {
                    let with =
                        given().filter(|(code, _)| code.split(BETWEEN).any(|one| one == option));
                    with.map(|(_, count)| count).sum()
                };
                let told = options.iter().map(|option| (option.clone(), of(option)));
                Some(told.collect())
            }
            _ => Some(
                given()
                    .map(|(code, count)| (code.clone(), *count))
                    .collect(),
            ),
        }
    }

    /// More different answers came than can be told apart.
    fn is_overfull(&self) -> bool {
        self.codes.len() > MOST_CODES
    }

    fn cell_of(&mut self, answer: &Answer) -> u16 {
        let place = match (&self.kind, answer) {
            (_, Answer::Absent { absent }) => {
                return match absent {
                    Absence::NotApplicable => NOT_APPLICABLE,
                    Absence::DontKnow => DONT_KNOW,
                };
            }
            (Kind::Scale { first }, Answer::Number(value)) => usize::try_from(value - first)
                .ok()
                .filter(|at| *at < self.codes.len()),
            (Kind::Options | Kind::Scale { .. }, Answer::Word(code)) => {
                // Codes are few (a list of options), so a scan is quicker than a map.
                self.codes.iter().position(|known| known == code)
            }
            (Kind::Numbers { .. }, Answer::Number(value)) => self.met(*value as f64),
            (Kind::Numbers { .. }, Answer::Decimal(value)) => self.met(*value),
            (Kind::Several(options), Answer::Words(codes)) => {
                let chosen = options.iter().filter(|option| codes.contains(option));
                let chosen: Vec<&str> = chosen.map(String::as_str).collect();
                let code = chosen.join(BETWEEN);
                self.met_word(code)
            }
            (Kind::Ranking(options), Answer::Words(codes)) => {
                let known = codes.iter().all(|code| options.contains(code));
                let code = codes.join(BETWEEN);
                if known { self.met_word(code) } else { None }
            }
            _ => None,
        };
        let cell = place.and_then(|at| u16::try_from(at).ok()?.checked_add(FIRST));
        cell.unwrap_or(MISSING)
    }

    /// The place of a number among those that came so far, in their order.
    fn met(&mut self, value: f64) -> Option<usize> {
        if !value.is_finite() {
            return None;
        }
        let number = |code: &String| code.parse::<f64>().unwrap_or(f64::NAN);
        let found = self
            .codes
            .binary_search_by(|code| number(code).total_cmp(&(value + 0.0)));
        self.place(found, || (value + 0.0).to_string())
    }

    fn met_word(&mut self, code: String) -> Option<usize> {
        if code.is_empty() {
            return None;
        }
        let found = self.codes.binary_search(&code);
        self.place(found, || code)
    }

    /// A new code comes in at its place in the order, whatever the order of the rows; those behind it
    /// move up. New ones are rare after the first rows.
    fn place(
        &mut self,
        found: Result<usize, usize>,
        code: impl FnOnce() -> String,
    ) -> Option<usize> {
        let at = match found {
            Ok(at) => return Some(at),
            Err(_) if self.is_overfull() => return None,
            Err(at) => at,
        };
        self.codes.insert(at, code());
        if !self.is_overfull() {
            let from = u16::try_from(at).ok()?.checked_add(FIRST)?;
            for cell in self.cells.iter_mut().filter(|cell| **cell >= from) {
                *cell += 1;
            }
        }
        Some(at)
    }
}

/// Between the codes of one answer.
const BETWEEN: &str = "|";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_that_the_protocol_no_longer_has_counts_as_none() {
        let mut responses = Responses::default();
        for segment in [None, Some(0), Some(3), Some(u8::MAX)] {
            responses.push(segment, Completeness::Complete, &Answers::new());
        }
        assert_eq!(responses.grouping(2, false).sizes(), vec![3, 1, 0]);
    }

    /// One item of each kind that has a column.
    fn survey() -> Survey {
        let item = |code: &str, kind| {
            Item::new(code, crate::domain::language::Text::both(code, code), kind)
        };
        let options = || {
            ["app", "mail", "desk"]
                .map(|code| Choice::new(code, crate::domain::language::Text::both(code, code)))
        };
        let page = super::super::survey::Page {
            items: vec![
                item(
                    "hours",
                    ItemKind::Number {
                        unit: None,
                        low: None,
                        high: None,
                        decimals: 1,
                    },
                ),
                item("tools", ItemKind::several(options().to_vec())),
                item(
                    "order",
                    ItemKind::Ranking {
                        options: options().to_vec(),
                    },
                ),
            ],
            ..Default::default()
        };
        Survey {
            pages: vec![page],
            ..Survey::default()
        }
    }

    fn words(codes: &[&str]) -> Answer {
        Answer::Words(codes.iter().map(|code| (*code).to_owned()).collect())
    }

    fn pushed(rows: &[(Answer, Answer, Answer)]) -> Responses {
        let mut responses = Responses::of_survey(&survey());
        for (hours, tools, order) in rows {
            let pairs = [("hours", hours), ("tools", tools), ("order", order)];
            let answers = pairs.map(|(code, answer)| (code.to_owned(), answer.clone()));
            responses.push(Some(0), Completeness::Complete, &answers.into());
        }
        responses
    }

    #[test]
    fn numbers_several_options_and_rankings_have_columns_in_an_order_of_their_own() {
        let absent = || Answer::Absent {
            absent: Absence::DontKnow,
        };
        let mut rows = vec![
            (
                Answer::Decimal(7.5),
                words(&["mail"]),
                words(&["desk", "app", "mail"]),
            ),
            (
                Answer::Number(40),
                words(&["mail", "app"]),
                words(&["app", "mail", "desk"]),
            ),
            (Answer::Number(-2), absent(), words(&["elsewhere", "app"])),
            (
                Answer::Number(40),
                words(&["desk"]),
                words(&["app", "desk", "mail"]),
            ),
        ];
        for _ in 0..2 {
            let responses = pushed(&rows);
            let grouping = responses.grouping(1, false);
            let column = |item: &str| responses.column(item).unwrap();
            let counted = |item: &str| total(&grouping.count(column(item)));
            assert_eq!(column("hours").codes, ["-2", "7.5", "40"]);
            assert_eq!(column("hours").values(), Some(vec![-2.0, 7.5, 40.0]));
            assert_eq!(column("hours").ends(), None);
            assert_eq!(counted("hours").by_code, [1, 1, 2]);
            assert_eq!(column("tools").codes, ["app|mail", "desk", "mail"]);
            assert_eq!(
                (counted("tools").answered(), counted("tools").dont_know),
                (3, 1)
            );
            let chosen = |code: &str| [code.to_owned()];
            assert_eq!(column("tools").hits(&chosen("mail")), [true, false, true]);
            let told = column("tools").told(&counted("tools")).unwrap();
            let told: Vec<u64> = told.into_iter().map(|(_, count)| count).collect();
            assert_eq!(told, [1, 2, 1]);
            assert_eq!(column("order").hits(&chosen("app")), [true, true, false]);
            assert_eq!(counted("order").missing, 1, "an option that is not offered");
            assert_eq!(column("tools").values(), None);
            rows.reverse();
        }
    }
}
