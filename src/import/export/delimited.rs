//! Records of cells as CSV, added to one run of bytes: of a million responses every cell that is made a
//! text of its own first, and looked at again for what has to be quoted, is time.
//!
//! It quotes as the library does that writes the other tables; a test holds the two side by side.

use std::io::Write as _;

use super::Cell;
use crate::import::translations::defused;

/// The largest number below which every whole one is itself as a fraction.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Adds one record.
pub(super) fn put<'c>(bytes: &mut Vec<u8>, cells: impl Iterator<Item = Cell<'c>>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            bytes.push(b',');
        }
        match &cell {
            Cell::Blank => {}
            Cell::Number(number) => put_number(bytes, *number),
            Cell::Words(words) => put_words(bytes, &defused(words)),
            Cell::Day(_) => put_words(bytes, &cell.plain()),
        }
    }
    bytes.push(b'\n');
}

/// Most answers are small whole numbers, which need none of the care that fractions do.
fn put_number(bytes: &mut Vec<u8>, number: f64) {
    let whole = number as i64;
    let is_whole = number.abs() < EXACT && whole as f64 == number;
    if is_whole && (whole != 0 || number.is_sign_positive()) {
        bytes.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
    } else {
        // Writing to memory does not fail.
        let _ = write!(bytes, "{number}");
    }
}

fn put_words(bytes: &mut Vec<u8>, words: &str) {
    let words = words.as_bytes();
    if !words.iter().any(|byte| b",\"\r\n".contains(byte)) {
        bytes.extend_from_slice(words);
        return;
    }
    bytes.push(b'"');
    for byte in words {
        if *byte == b'"' {
            bytes.push(b'"');
        }
        bytes.push(*byte);
    }
    bytes.push(b'"');
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_record_is_what_the_library_makes_of_its_cells() {
        let words = |words: &'static str| Cell::Words(words.into());
        let texts = [
            "",
            "desk",
            "a,b",
            "say \"yes\"",
            "two\nlines",
            "\r",
            " x ",
            "=1+1",
            "-5",
            "-a",
            "'+1",
            "é;€",
            "\"",
            "@home,\"x\"",
            "\t",
        ];
        let numbers = [
            0.0,
            -0.0,
            1.0,
            -7.0,
            7.5,
            0.1,
            -1e-7,
            1e15,
            9_007_199_254_740_991.0,
            9_007_199_254_740_992.0,
            -9_007_199_254_740_993.0,
            1e21,
            1e300,
            9.3e18,
            f64::MAX,
        ];
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let cells = texts.into_iter().map(words);
        let cells = cells.chain(numbers.into_iter().map(Cell::Number));
        let cells: Vec<Cell> = cells.chain([Cell::Day(day), Cell::Blank]).collect();
        let mut written = Vec::new();
        let (mut one, two) = (cells.clone(), [Cell::Blank, words("last")]);
        one.rotate_left(1);
        for record in [&cells[..], &one, &two] {
            put(&mut written, record.iter().cloned());
        }
        let text = |cell: &Cell| match cell {
            Cell::Words(words) => defused(words).into_owned(),
            other => other.plain().into_owned(),
        };
        let records = [&cells[..], &one, &two];
        let records = records.map(|cells| cells.iter().map(text).collect::<Vec<String>>());
        assert_eq!(
            String::from_utf8(written).unwrap(),
            String::from_utf8(super::super::lines(records)).unwrap()
        );
    }
}
