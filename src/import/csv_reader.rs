//! Text to records: fields, quotes and line ends, strict where a guess could put a value in
//! another column.
//!
//! Not the `csv` crate: that reads an unclosed quote, or text after a closing one, without a word,
//! and what follows then stands in the wrong cell.

use std::borrow::Cow;

use super::problem::Fault;

/// More columns than any sheet people make by hand.
pub const MAX_COLUMNS: usize = 1_000;
/// A record that is longer is a broken quote or not a table.
pub const MAX_RECORD_BYTES: usize = 1 << 20;

/// As many characters of a record that cannot be read as are handed back.
const KEPT_OF_BROKEN: usize = 10_000;

/// One record: the physical line where it begins (from 1), its number as a spreadsheet counts it
/// (the header is 1), and its cells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record<'t> {
    pub line: u64,
    pub number: u64,
    pub cells: Vec<Cow<'t, str>>,
}

/// A record that could not be cut into cells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken<'t> {
    pub line: u64,
    pub number: u64,
    /// The line where it begins, or as much of it as is worth keeping.
    pub start: &'t str,
    pub fault: Fault,
}

/// A place in a text between two records: its byte, the line that begins there, and the number of the
/// record before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub at: usize,
    pub line: u64,
    pub number: u64,
}

/// The records of a text, one by one. Lines without anything on them are passed over.
#[derive(Clone)]
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    number: u64,
    delimiter: u8,
    /// The text was made of a workbook, where a row is what people count.
    rows_are_lines: bool,
}

/// How one cell ended.
enum End {
    Cell,
    Record,
}

impl<'t> Records<'t> {
    /// The records of `text`, whose first line has number `first_line` in the file.
    pub fn new(text: &'t str, first_line: u64, delimiter: u8) -> Self {
        Self {
            text,
            at: 0,
            line: first_line,
            number: 0,
            delimiter,
            rows_are_lines: false,
        }
    }

    /// The same, with the number of its row for the line of a record.
    pub fn with_rows_as_lines(mut self) -> Self {
        self.rows_are_lines = true;
        self
    }

    pub fn place(&self) -> Place {
        Place {
            at: self.at,
            line: self.line,
            number: self.number,
        }
    }

    pub fn go_to(&mut self, place: Place) {
        (self.at, self.line, self.number) = (place.at, place.line, place.number);
    }

    /// The line of the first record.
    pub fn first_line(&self) -> u64 {
        self.line
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over one line end of any make; says whether there was one.
    fn line_end(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let width = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.at += width;
        self.line += 1;
        true
    }

    fn line_or_row(&self) -> u64 {
        if self.rows_are_lines {
            self.number
        } else {
            self.line
        }
    }

    fn record(&mut self) -> Result<Record<'t>, Fault> {
        let (start, line) = (self.at, self.line_or_row());
        let mut cells = Vec::new();
        loop {
            let (cell, end) = self.cell(start)?;
            cells.push(cell);
            if cells.len() > MAX_COLUMNS {
                return Err(Fault::TooManyColumns {
                    most: MAX_COLUMNS as u64,
                });
            }
            if let End::Record = end {
                return Ok(Record {
                    line,
                    number: self.number,
                    cells,
                });
            }
        }
    }

    fn cell(&mut self, record_start: usize) -> Result<(Cow<'t, str>, End), Fault> {
        let from = self.at;
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
        if self.byte() == Some(b'"') {
            return self.quoted(record_start);
        }
        self.at = from;
        let rest = &self.text.as_bytes()[from..];
        let length = rest
            .iter()
            .position(|byte| *byte == self.delimiter || matches!(byte, b'\r' | b'\n'))
            .unwrap_or(rest.len());
        self.at += length;
        if self.at - record_start > MAX_RECORD_BYTES {
            return Err(Fault::RecordTooLong {
                most: MAX_RECORD_BYTES as u64,
            });
        }
        let cell = Cow::Borrowed(&self.text[from..self.at]);
        Ok((cell, self.end_of_cell()?))
    }

    /// A cell between quotes; `self.at` is at the first.
    fn quoted(&mut self, record_start: usize) -> Result<(Cow<'t, str>, End), Fault> {
        self.at += 1;
        let mut from = self.at;
        let mut cell = Cow::Borrowed("");
        loop {
            match self.byte() {
                None => return Err(Fault::UnclosedQuote),
                Some(_) if self.at - record_start > MAX_RECORD_BYTES => {
                    return Err(Fault::UnclosedQuote);
                }
                Some(b'"') => {
                    cell += &self.text[from..self.at];
                    self.at += 1;
                    if self.byte() != Some(b'"') {
                        break;
                    }
                    from = self.at; // the second of a pair of quotes is part of the text
                    self.at += 1;
                }
                Some(b'\r' | b'\n') => {
                    self.line_end();
                }
                Some(_) => self.at += 1,
            }
        }
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
        Ok((cell, self.end_of_cell()?))
    }

    fn end_of_cell(&mut self) -> Result<End, Fault> {
        match self.byte() {
            Some(byte) if byte == self.delimiter => {
                self.at += 1;
                Ok(End::Cell)
            }
            None => Ok(End::Record),
            Some(_) if self.line_end() => Ok(End::Record),
            Some(_) => Err(Fault::TextAfterQuote),
        }
    }

    /// Goes to the line after the one where a broken record began. A quote is only left open when
    /// none closes it in the next megabyte, so hardly any text is read twice.
    fn resume_after(&mut self, start: usize, line: u64) -> &'t str {
        (self.at, self.line) = (start, line);
        let rest = &self.text.as_bytes()[start..];
        self.at += rest
            .iter()
            .position(|byte| matches!(byte, b'\r' | b'\n'))
            .unwrap_or(rest.len());
        let text = self.text.get(start..self.at).unwrap_or_default();
        self.line_end();
        match text.char_indices().nth(KEPT_OF_BROKEN) {
            Some((end, _)) => text.get(..end).unwrap_or_default(),
            None => text,
        }
    }
}

impl<'t> Iterator for Records<'t> {
    type Item = Result<Record<'t>, Broken<'t>>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.line_end() {
            self.number += 1;
        }
        self.byte()?;
        let (start, line) = (self.at, self.line);
        self.number += 1;
        let number = self.number;
        Some(self.record().map_err(|fault| {
            let start = self.resume_after(start, line);
            Broken {
                line: if self.rows_are_lines { number } else { line },
                number,
                start,
                fault,
            }
        }))
    }
}

/// Takes Excel's `sep=;` off the first line; gives the delimiter it names and the text after it.
pub(super) fn declared_delimiter(text: &str) -> (Option<u8>, &str) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let named = text[..end]
        .trim_matches('"')
        .strip_prefix("sep=")
        .or_else(|| text[..end].trim_matches('"').strip_prefix("SEP="));
    match named.map(str::as_bytes) {
        Some([delimiter]) if delimiter.is_ascii() && *delimiter != b'"' => {
            let rest = &text[end..];
            let rest = rest.strip_prefix('\r').unwrap_or(rest);
            (Some(*delimiter), rest.strip_prefix('\n').unwrap_or(rest))
        }
        _ => (None, text),
    }
}

/// The delimiter that cuts the header in most columns; when two do equally well, the one that cuts
/// most of the first rows in as many.
pub(super) fn likely_delimiter(text: &str) -> u8 {
    const LOOK_AT: usize = 50;
    let score = |delimiter: u8| {
        let mut records = Records::new(text, 1, delimiter).take(LOOK_AT);
        let columns = match records.next() {
            Some(Ok(header)) => header.cells.len(),
            Some(Err(broken)) if matches!(broken.fault, Fault::TooManyColumns { .. }) => {
                MAX_COLUMNS + 1
            }
            _ => return (0, 0),
        };
        let even = records
            .filter(|record| matches!(record, Ok(record) if record.cells.len() == columns))
            .count();
        (columns, even)
    };
    // Of equals the last wins, so the commonest stands last.
    b"|\t,;"
        .iter()
        .copied()
        .max_by_key(|delimiter| score(*delimiter))
        .unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, delimiter: u8) -> Vec<Result<Vec<String>, Fault>> {
        Records::new(text, 1, delimiter)
            .map(|record| match record {
                Ok(record) => Ok(record.cells.into_iter().map(Cow::into_owned).collect()),
                Err(broken) => Err(broken.fault),
            })
            .collect()
    }

    fn row(cells: &[&str]) -> Result<Vec<String>, Fault> {
        Ok(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn quotes_hold_delimiters_line_breaks_and_quotes() {
        let text = "a;b\r\n\"x;\r\ny\";\"say \"\"no\"\"\"\nlast; \"q\" \n";
        let expected = vec![
            row(&["a", "b"]),
            row(&["x;\r\ny", "say \"no\""]),
            row(&["last", "q"]),
        ];
        assert_eq!(cells(text, b';'), expected);
    }

    #[test]
    fn a_quote_inside_a_bare_cell_is_a_letter_like_any_other() {
        assert_eq!(cells("5\" buis;2", b';'), vec![row(&["5\" buis", "2"])]);
    }

    #[test]
    fn text_after_a_closing_quote_is_refused_and_the_next_line_is_read() {
        let read = cells("\"a\"b,c\nd,e\n", b',');
        assert_eq!(read, vec![Err(Fault::TextAfterQuote), row(&["d", "e"])]);
    }

    #[test]
    fn an_unclosed_quote_costs_its_own_line_only() {
        let read = cells("a,b\nc,\"d\ne,f\n", b',');
        let expected = vec![
            row(&["a", "b"]),
            Err(Fault::UnclosedQuote),
            row(&["e", "f"]),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn lines_and_rows_are_counted_apart() {
        let text = "a\n\"x\ny\"\n\nz\n";
        let places: Vec<(u64, u64)> = Records::new(text, 1, b',')
            .flatten()
            .map(|record| (record.line, record.number))
            .collect();
        assert_eq!(places, vec![(1, 1), (2, 2), (5, 4)]);
    }

    #[test]
    fn old_and_new_line_ends_may_be_mixed() {
        let expected = vec![row(&["a"]), row(&["b"]), row(&["c"]), row(&["d"])];
        assert_eq!(cells("a\rb\r\nc\nd", b','), expected);
    }

    #[test]
    fn endless_lines_and_thousands_of_columns_are_named() {
        let long = format!("{}\nb\n", "x".repeat(MAX_RECORD_BYTES + 1));
        assert!(matches!(
            cells(&long, b',')[0],
            Err(Fault::RecordTooLong { .. })
        ));
        let wide = format!("{}\nb\n", ",".repeat(10_000));
        let read = cells(&wide, b',');
        assert!(matches!(read[0], Err(Fault::TooManyColumns { .. })));
        assert_eq!(read[1], row(&["b"]));
    }

    #[test]
    fn the_delimiter_follows_from_the_content() {
        assert_eq!(likely_delimiter("a;b\n1,5;2\n"), b';');
        assert_eq!(likely_delimiter("a,b\n\"x;y;z\",2\n"), b',');
        assert_eq!(likely_delimiter("a\tb\n1,5\t2\n"), b'\t');
        assert_eq!(likely_delimiter("only\n1\n"), b';');
    }

    #[test]
    fn excel_may_declare_its_delimiter_on_the_first_line() {
        assert_eq!(declared_delimiter("sep=;\r\na,b;c"), (Some(b';'), "a,b;c"));
        assert_eq!(declared_delimiter("\"sep=,\"\na"), (Some(b','), "a"));
        assert_eq!(declared_delimiter("separator;b"), (None, "separator;b"));
    }

    proptest::proptest! {
        #[test]
        fn what_is_quoted_comes_back(rows in proptest::collection::vec(proptest::collection::vec(".{0,12}", 2..5), 1..6)) {
            let text: String = rows.iter().map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                cells.join(";") + "\n"
            }).collect();
            let expected: Vec<_> = rows.into_iter().map(Ok).collect();
            proptest::prop_assert_eq!(cells(&text, b';'), expected);
        }
    }
}
