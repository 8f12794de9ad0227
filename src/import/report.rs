//! What is wrong with a file, gathered while it is read: as much as is worth listing.

use std::collections::BTreeMap;

use super::problem::Problem;

/// More are counted, not listed.
pub(super) const MAX_LISTED: usize = 1_000;
/// More different cells than this are no list of codes.
const MAX_UNMATCHED: usize = 200;
const MAX_UNMATCHED_CHARS: usize = 200;

/// Problems and notes, and the rows that were left out for them.
#[derive(Default)]
pub(super) struct Report {
    pub problems: Vec<Problem>,
    pub unlisted_problems: u64,
    pub notes: Vec<Problem>,
    pub unlisted_notes: u64,
    /// The rows that are refused, by number, in the order of the file.
    pub refused: Vec<u64>,
    /// Cells that are none of the codes of their field, with how often: by field and cell.
    pub unmatched: BTreeMap<(usize, String), u64>,
    /// How many problems are listed.
    pub most: usize,
}

impl Report {
    pub fn listing(most: usize) -> Self {
        Self {
            most,
            ..Self::default()
        }
    }

    pub fn problem(&mut self, problem: Problem) {
        if self.problems.len() < self.most {
            self.problems.push(problem);
        } else {
            self.unlisted_problems += 1;
        }
    }

    pub fn note(&mut self, note: Problem) {
        if self.notes.len() < self.most {
            self.notes.push(note);
        } else {
            self.unlisted_notes += 1;
        }
    }

    pub fn unmatched(&mut self, field: usize, cell: &str) {
        if cell.chars().count() > MAX_UNMATCHED_CHARS {
            return;
        }
        let key = (field, cell.to_owned());
        if self.unmatched.len() < MAX_UNMATCHED || self.unmatched.contains_key(&key) {
            *self.unmatched.entry(key).or_default() += 1;
        }
    }
}
