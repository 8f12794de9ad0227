//! Taking the sound part of a file, and handing back the rest with the reasons, ready to mend and
//! send again.

use std::collections::HashMap;

use super::field::normal;
use super::problem::Problem;
use super::source::{File, Source};
use super::translations::defused;
use super::{Fault, Imported};
use crate::domain::evidence::Rows;
use crate::domain::language::Language;

/// As many problems as are looked up to write the reasons down.
pub const MOST_REASONS: usize = 100_000;

/// Headers of the column with the reasons, in Dutch and in English.
pub(super) const REASON: [&str; 2] = ["reden van weigering", "reason refused"];

/// Whether a header is that of the column with the reasons.
pub(super) fn is_reason(header: &str) -> bool {
    let header = normal(header);
    REASON.iter().any(|name| normal(name) == header)
}

impl Imported<Rows> {
    /// The file without its refused rows, and without sound rows that cannot be taken without them:
    /// an interview is taken over whole, so half of one would wipe out the other half.
    pub fn good_part(mut self) -> Self {
        if let Rows::Interviews(rows) = &mut self.rows {
            let mut numbers = Vec::with_capacity(rows.len());
            let mut all = self.row_numbers.iter();
            rows.retain(|row| {
                let number = all.next().copied().unwrap_or_default();
                let stays = !self.refused_groups.contains(&row.interview);
                let list = if stays {
                    &mut numbers
                } else {
                    &mut self.refused_rows
                };
                list.push(number);
                stays
            });
            self.row_numbers = numbers;
            self.refused_rows.sort_unstable();
            self.refused_rows.dedup();
        }
        self
    }

    /// Whether some rows can be taken while others are refused.
    pub fn can_part(&self) -> bool {
        !self.is_clean() && !self.cannot_part && !self.rows.is_empty()
    }
}

/// The refused rows as CSV, as they stand in the file, with the reasons behind them. Of a later piece
/// of a file they go without the header.
pub fn written(source: Source, good: &Imported<Rows>, language: &Language) -> Vec<u8> {
    let file = File::new(source);
    let (mut records, _) = file.records();
    let until = source.piece.map_or(usize::MAX, |piece| piece.until);
    let later = source.piece.and_then(|piece| piece.from);
    let reasons = reasons(&good.problems, language);
    let mut refused = good.refused_rows.iter().copied().peekable();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .from_writer(match later {
            None => "\u{feff}".as_bytes().to_vec(),
            Some(_) => Vec::new(),
        });
    let beside = || Fault::BesideRefused.told(language);
    let reason_header = REASON[usize::from(*language != Language::dutch())];
    let mut width = 0;
    while records.place().at < until
        && let Some(record) = records.next()
    {
        let (number, mut cells) = match record {
            Ok(record) => {
                let cells = record.cells.iter();
                (
                    record.number,
                    cells.map(|c| c.clone().into_owned()).collect(),
                )
            }
            Err(broken) => (broken.number, vec![broken.start.to_owned()]),
        };
        if number == u64::from(good.detected.header_row) {
            width = cells
                .iter()
                .position(|cell| is_reason(cell))
                .unwrap_or(cells.len());
            cells.truncate(width);
            cells.push(reason_header.to_owned());
            if let Some(from) = later {
                records.go_to(from);
                continue;
            }
        } else if refused.next_if(|next| *next == number).is_some() {
            if width > 0 {
                cells.resize(width, String::new());
            }
            cells = cells
                .iter()
                .map(|cell| defused(cell).into_owned())
                .collect();
            cells.push(reasons.get(&number).cloned().unwrap_or_else(beside));
        } else {
            continue;
        }
        let _ = writer.write_record(cells); // writing to memory does not fail
    }
    writer.into_inner().unwrap_or_default()
}

/// What is wrong with each row, in a sentence or two.
fn reasons(problems: &[Problem], language: &Language) -> HashMap<u64, String> {
    let mut reasons = HashMap::<u64, String>::new();
    for problem in problems {
        let column = problem.column.as_ref();
        let place = column.map_or_else(String::new, |column| format!("{column}: "));
        let told = format!("{place}{}", problem.told(language));
        let reason = reasons.entry(problem.row).or_default();
        if !reason.is_empty() {
            reason.push_str(" | ");
        }
        reason.push_str(&told);
    }
    reasons
}

impl Problem {
    /// What is wrong and what to do about it.
    pub fn told(&self, language: &Language) -> String {
        format!("{} {}", self.message(language), self.remedy(language))
    }
}

impl Fault {
    fn told(self, language: &Language) -> String {
        let problem = Problem {
            line: 0,
            row: 0,
            column: None,
            value: String::new(),
            fault: self,
        };
        problem.told(language)
    }
}
