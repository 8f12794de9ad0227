//! The dataset: the answers of a wave as one typed column per item, so that counting is cheap.
//!
//! Everything the evaluation wants of answers is a function of counts of small codes, so the order
//! of rows can never change a byte of its outcome.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::evidence::{Absence, Answer, Answers, Completeness};
use super::survey::{Item, ItemKind, Survey};

/// No answer: the item was not asked, skipped, or is a text.
const MISSING: u8 = 0;
/// Said not to apply.
const NOT_APPLICABLE: u8 = u8::MAX;
/// Said not to be known.
const DONT_KNOW: u8 = u8::MAX - 1;

/// The answers of one wave.
#[derive(Clone, Debug, Default)]
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

/// The answers to one item: per response the position of its code in `codes`, counted from 1.
#[derive(Clone, Debug)]
pub struct Column {
    pub item: String,
    /// The item's meaning in the version that was asked: columns of two waves are one series only
    /// when it is the same ([`Item::meaning`]).
    pub meaning: u32,
    /// All codes an answer may have, in the order of the scale or of the options.
    pub codes: Vec<String>,
    /// The number that the first code of a scale stands for.
    first: Option<i64>,
    cells: Vec<u8>,
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

/// The codes an answer to `item` may have; `None` for texts, numbers and answers of several codes,
/// which have no column.
fn codes_of(item: &Item) -> Option<Vec<String>> {
    match &item.kind {
        ItemKind::Scale { low, high, .. } => Some((*low..=*high).map(|v| v.to_string()).collect()),
        ItemKind::SingleChoice { options } => {
            Some(options.iter().map(|option| option.code.clone()).collect())
        }
        ItemKind::YesNo => Some(vec!["no".to_owned(), "yes".to_owned()]),
        _ => None,
    }
}

impl Responses {
    /// An empty dataset with a column for each item of `survey` that can be counted.
    pub fn of_survey(survey: &Survey) -> Self {
        let columns: Vec<Column> = survey
            .items()
            .filter_map(|item| {
                let codes = codes_of(item).filter(|codes| codes.len() < usize::from(DONT_KNOW))?;
                let first = match item.kind {
                    ItemKind::Scale { low, .. } => Some(i64::from(low)),
                    _ => None,
                };
                Some(Column {
                    item: item.code.clone(),
                    meaning: item.meaning,
                    codes,
                    first,
                    cells: Vec::new(),
                })
            })
            .collect();
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
            let cell = answers
                .get(&column.item)
                .map_or(MISSING, |answer| column.cell_of(answer));
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
        let answered = |cell: u8| cell != MISSING && cell != NOT_APPLICABLE;
        let packed = (0..self.len())
            .filter(|row| grouping.enters(*row))
            .map(|row| {
                columns.iter().try_fold(0_u128, |packed, column| {
                    let cell = column.cells[row];
                    answered(cell).then_some((packed << 8) | u128::from(cell))
                })
            });
        let mut packed: Vec<u128> = packed.flatten().collect();
        packed.sort_unstable();
        let codes = |packed: u128| -> Vec<usize> {
            let cells = (0..columns.len())
                .rev()
                .map(|at| (packed >> (8 * at)) & 0xff);
            cells.map(|cell| cell as usize - 1).collect()
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
        self.by_item.get(item).map(|at| &self.columns[*at])
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
        let width = usize::from(u8::MAX) + 1;
        let mut flat = vec![0_u64; self.groups * width];
        for (group, cell) in self.of_row.iter().zip(&column.cells) {
            if *group != OUT {
                flat[usize::from(*group) * width + usize::from(*cell)] += 1;
            }
        }
        flat.chunks(width)
            .map(|cells| counts_of(cells, column.codes.len()))
            .collect()
    }

    /// Counts of the pairs (first, second) that were both answered, per group: `[first][second]`.
    pub fn count_pairs(&self, first: &Column, second: &Column) -> Vec<Vec<Vec<u64>>> {
        let (height, width) = (first.codes.len(), second.codes.len());
        // One table that also holds what is left out, so that the loop has nothing to decide.
        let mut flat = vec![0_u64; self.groups * (height + 1) * (width + 1)];
        let cells = first.cells.iter().zip(&second.cells);
        for (group, (a, b)) in self.of_row.iter().zip(cells) {
            if *group != OUT {
                let (a, b) = (usize::from(*a), usize::from(*b));
                let a = if a <= height { a } else { 0 };
                let b = if b <= width { b } else { 0 };
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

/// Splits a row of 256 cell counts into codes, missing and not applicable.
fn counts_of(cells: &[u64], codes: usize) -> Counts {
    Counts {
        by_code: cells[1..=codes].to_vec(),
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
            code => Cell::Code(usize::from(code) - 1),
        }
    }

    /// The numbers behind the codes, when all of them are numbers (a scale).
    pub fn values(&self) -> Option<Vec<f64>> {
        self.codes.iter().map(|code| code.parse().ok()).collect()
    }

    fn cell_of(&self, answer: &Answer) -> u8 {
        match answer {
            Answer::Number(value) => self
                .first
                .map_or(MISSING, |first| self.place(value - first)),
            Answer::Word(code) => self.position(code),
            Answer::Words(_) | Answer::Decimal(_) => MISSING,
            Answer::Absent { absent } => match absent {
                Absence::NotApplicable => NOT_APPLICABLE,
                Absence::DontKnow => DONT_KNOW,
            },
        }
    }

    /// Codes are few (a list of options), so a scan is quicker than a map.
    fn position(&self, code: &str) -> u8 {
        let at = self.codes.iter().position(|known| known == code);
        at.and_then(|at| u8::try_from(at + 1).ok())
            .unwrap_or(MISSING)
    }

    fn place(&self, at: i64) -> u8 {
        match usize::try_from(at) {
            Ok(at) if at < self.codes.len() => u8::try_from(at + 1).unwrap_or(MISSING),
            _ => MISSING,
        }
    }
}

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
}
