//! Translations that come back from who made them: one text a row, known by its key.

use std::borrow::Cow;

use super::Imported;
use super::field::{Field, Holds};
use super::sheet::{File, Row, Sheet};

/// One translated text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationRow {
    pub line: u64,
    pub key: String,
    /// The source words that it was made from, as the file has them.
    pub source: String,
    /// None where nothing was filled in.
    pub target: Option<String>,
}

/// What a spreadsheet would take for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a spreadsheet would take a cell for a formula.
pub(super) fn is_run(words: &str) -> bool {
    words.starts_with(FORMULA) && !is_number(words)
}

/// The cell with an apostrophe before what a spreadsheet would run.
pub fn defused(words: &str) -> Cow<'_, str> {
    if is_run(words.trim_start_matches('\'')) {
        Cow::Owned(format!("'{words}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// A number below zero runs nothing.
fn is_number(cell: &str) -> bool {
    cell.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    })
}

/// The cell as it was before it was made harmless.
pub(super) fn undefused(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest,
        _ => cell,
    }
}

pub fn read(bytes: &[u8]) -> Imported<Vec<TranslationRow>> {
    let file = File::new(bytes);
    let mut sheet = Sheet::open(&file);
    let [key, source, target, _] = sheet.columns(&[
        Field::needed("sleutel", "key", &[], Holds::Key),
        Field::needed("bron", "source", &[], Holds::Text),
        Field::needed("vertaling", "target", &["translation"], Holds::Text),
        Field::optional("toelichting", "note", &[], Holds::Text),
    ]);
    sheet.read(|row: &mut Row| {
        let line = row.line();
        let key = row.required_short(key);
        let source = row.required_long(source);
        let source = source.as_deref().map(undefused).map(str::to_owned);
        let target = row.long(target);
        let target = target.as_deref().map(undefused).map(str::to_owned);
        Some(TranslationRow {
            line,
            key: key?,
            source: source?,
            target,
        })
    })
}

/// A file that [`read`] understands, as spreadsheets open it: with a mark of its encoding.
pub fn written(rows: impl Iterator<Item = [String; 4]>) -> String {
    let quoted = |cell: &str| format!("\"{}\"", defused(cell).replace('"', "\"\""));
    let mut file = "\u{feff}key;source;target;note\r\n".to_owned();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        file.push_str(&cells.join(";"));
        file.push_str("\r\n");
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_and_no_cell_is_a_formula() {
        let targets = ["=1+1", "'t Is \"goed\"; echt", "-", "twee\nregels", ""];
        let rows = targets.map(|target| {
            let key = "item.q1.text".to_owned();
            [key, "@source".to_owned(), target.to_owned(), String::new()]
        });
        let file = written(rows.into_iter());
        for start in ["\"=", "\"+", "\"-", "\"@"] {
            assert!(!file.contains(start), "{file}");
        }
        let read = read(file.as_bytes());
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        let found: Vec<&str> = read
            .rows
            .iter()
            .map(|row| row.target.as_deref().unwrap_or(""))
            .collect();
        assert_eq!(found, targets);
        assert!(read.rows.iter().all(|row| row.source == "@source"));
    }
}
