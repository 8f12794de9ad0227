//! What a column without a known name seems to hold. A suggestion only: nothing is read by it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::columns::{Columns, parts};
use super::field::{EXTRACTED, Field, Holds};
use super::mapping::DateOrder;
use super::values;

/// Whether a cell holds a value rather than the name of a column.
pub(super) fn is_value(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && (is_number(cell) || is_day(cell) || is_address(cell))
}

/// A field for each column that nothing is done with, where the cells fit one field and no other.
pub(super) fn by_content<'c>(
    columns: &Columns,
    cells: impl Fn(usize) -> Vec<&'c str>,
) -> HashMap<usize, usize> {
    let fields = columns.fields.iter().enumerate();
    let open: Vec<(usize, &Field)> = fields
        .filter(|(index, field)| columns.place_of(*index).is_none() && is_guessable(field))
        .collect();
    let mut fitting = Vec::new();
    for place in (0..columns.len()).filter(|place| columns.why(*place).is_none()) {
        let cells = cells(place);
        if cells.is_empty() {
            continue;
        }
        let fit = open.iter().filter(|(_, field)| fits(&field.holds, &cells));
        let fit: Vec<usize> = fit.map(|(index, _)| *index).collect();
        if let [only] = fit.as_slice() {
            fitting.push((place, *only));
        }
    }
    let is_only = |field: usize| fitting.iter().filter(|(_, other)| *other == field).count() == 1;
    fitting
        .iter()
        .filter(|(_, field)| is_only(*field))
        .copied()
        .collect()
}

/// Questions look too much alike for their answers to tell them apart; and nothing but its name tells the
/// day of extraction from other days.
fn is_guessable(field: &Field) -> bool {
    !field.is_question() && field.code != EXTRACTED
}

fn fits(holds: &Holds, cells: &[&str]) -> bool {
    let most = |is: &dyn Fn(&str) -> bool| {
        let count = cells.iter().filter(|cell| is(cell)).count();
        count * 5 >= cells.len() * 4
    };
    match holds {
        Holds::Address => most(&is_address),
        Holds::Day | Holds::Moment => most(&is_day),
        Holds::Month => most(&|cell| is_month(cell)),
        Holds::Amount | Holds::Count => most(&is_number),
        Holds::Code(_) => most(&|cell| holds.knows(cell)),
        Holds::Codes(_) => most(&|cell| parts(cell).all(|part| holds.knows(part))),
        Holds::Text => {
            let letters: usize = cells.iter().map(|cell| cell.chars().count()).sum();
            letters > 25 * cells.len() && most(&|cell| cell.contains(' '))
        }
        Holds::Key => {
            let mut keys = cells.to_vec();
            keys.sort_unstable();
            keys.dedup();
            let short = |cell: &str| cell.len() < 20 && cell.contains(|c: char| c.is_ascii_digit());
            let plain = |cell: &str| !cell.contains([' ', '@', ',', '/']) && !is_day(cell);
            keys.len() == cells.len() && cells.len() > 1 && most(&|c| short(c) && plain(c))
        }
        Holds::Words => false,
    }
}

fn is_address(cell: &str) -> bool {
    crate::domain::form::is_address(cell)
}

fn is_number(cell: &str) -> bool {
    !matches!(
        values::number(cell, None),
        Err(super::Fault::NotANumber | super::Fault::ScientificNumber)
    )
}

fn is_day(cell: &str) -> bool {
    let orders = [DateOrder::DayFirst, DateOrder::MonthFirst];
    orders
        .iter()
        .any(|order| values::date(cell, *order).is_ok())
}

fn is_month(cell: &str) -> bool {
    values::month(cell, NaiveDate::default()).is_ok()
}
