//! Clusters, services and agreements as a table: the rows become entries of the protocol.

use super::Imported;
use super::field::{Field as Wanted, Holds};
use super::problem::Fault;
use super::sheet::{Column, File, Row, Seen, Sheet};
use crate::domain::definition::author::Typed;
use crate::domain::definition::parts::{Field, Part, Shape};
use crate::domain::language::Language;
use crate::texts::t;

/// A row as the form of its part would bring it, with the columns that the file has; an empty cell
/// is there with nothing in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The row as a spreadsheet numbers it.
    pub row: u64,
    pub typed: Typed,
}

/// A column, the name of the control that it fills, and how its cells are read.
struct Bound {
    column: Column,
    name: String,
    shape: Shape,
}

pub fn read(bytes: &[u8], part: &Part) -> Imported<Vec<Entry>> {
    let file = File::new(bytes);
    let mut sheet = Sheet::open(&file);
    sheet.is_ours();
    let wanted: Vec<(Wanted, &Field)> = part
        .fields
        .iter()
        .flat_map(|field| wanted(part, field).into_iter().map(move |one| (one, field)))
        .collect();
    let looked_for: Vec<Wanted> = wanted.iter().map(|(one, _)| one.clone()).collect();
    let columns = sheet.columns_of(&looked_for).into_iter().zip(wanted);
    let columns: Vec<Bound> = columns
        .filter(|(column, _)| column.is_there())
        .map(|(column, (one, field))| Bound {
            column,
            name: one.code,
            shape: field.shape,
        })
        .collect();
    let id = part.id.unwrap_or_default();
    let key = columns.iter().find(|one| one.name == id);
    let key = key.map(|one| one.column);
    let mut codes = Seen::default();
    sheet.read(|row: &mut Row| {
        if let Some(key) = key
            && let Some(code) = row.required_short(key)
            && let Some(first_line) = codes.before(code, row.line())
        {
            row.refuse(key, Fault::Duplicate { first_line });
        }
        let typed = columns.iter().flat_map(|one| cells(row, one)).collect();
        Some(Entry {
            row: row.number(),
            typed,
        })
    })
}

/// The columns that a field may have. Only what tells entries apart has to be there: a file may bring
/// one more column for what stands in the protocol already.
fn wanted(part: &Part, field: &Field) -> Vec<Wanted> {
    let label = |language: &Language| t(language, &format!("parts-field-{}", field.key));
    let [dutch, english] =
        [Language::dutch(), Language::english()].map(|language| label(&language));
    let of_shape = match field.shape {
        Shape::Day => Holds::Day,
        _ => Holds::Words,
    };
    match field.shape {
        Shape::Texts => ["nl", "en"]
            .map(|tag| {
                let named = |label: &str| format!("{label} {tag}");
                let code = format!("{}.{tag}", field.key);
                Wanted::optional(&named(&dutch), &code, &[&named(&english)], Holds::Text)
            })
            .to_vec(),
        _ if part.id == Some(field.key) => {
            vec![Wanted::needed(&dutch, field.key, &[&english], Holds::Key)]
        }
        _ => vec![Wanted::optional(&dutch, field.key, &[&english], of_shape)],
    }
}

fn cells(row: &mut Row, bound: &Bound) -> Typed {
    let one = |cell: String| vec![(bound.name.clone(), cell)];
    match bound.shape {
        Shape::Texts => one(row.long(bound.column).unwrap_or_default()),
        Shape::Day => {
            let day = row.date(bound.column);
            one(day.map_or_else(String::new, |day| day.to_string()))
        }
        Shape::Word(words) => one(row
            .short(bound.column)
            .map_or_else(String::new, |cell| word(words, cell))),
        Shape::Many(_) => {
            let cell = row.short(bound.column).unwrap_or_default();
            let codes = cell.split(';').map(|code| code.trim().to_owned());
            codes.map(|code| (bound.name.clone(), code)).collect()
        }
        _ => one(row.short(bound.column).unwrap_or_default()),
    }
}

/// The word that a cell means: itself, or as the form calls it. Any other stays, and is refused there.
fn word(words: &[&str], cell: String) -> String {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let languages = [Language::dutch(), Language::english()];
    let means = |word: &&&str| {
        let called = |language| t(language, &format!("parts-word-{word}"));
        plain(word) == plain(&cell)
            || languages
                .iter()
                .any(|language| plain(&called(language)) == plain(&cell))
    };
    words
        .iter()
        .find(means)
        .map_or(cell.clone(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::faults;

    fn part(key: &str) -> &'static Part {
        Part::find(key).unwrap()
    }

    #[test]
    fn columns_go_by_their_field_or_by_what_the_form_calls_them() {
        let text = "Code;Cluster;Naam nl;name.en;Wijze van afhandelen;effort_hours;valid_from\r\n\
             S1;C1;Stoel;Chair;Frontoffice;0,5;1-2-2026\r\n";
        let read = read(text.as_bytes(), part("service"));
        assert_eq!(read.problems, vec![]);
        let own = |name: &str| {
            let typed = read.rows[0].typed.iter().find(|(key, _)| key == name);
            typed.map(|(_, cell)| cell.as_str())
        };
        assert_eq!(read.rows[0].row, 2);
        assert_eq!(own("code"), Some("S1"));
        assert_eq!(own("name.nl"), Some("Stoel"));
        assert_eq!(own("name.en"), Some("Chair"));
        assert_eq!(
            own("handling"),
            Some("front_office"),
            "{:?}",
            read.ignored_columns
        );
        assert_eq!(own("effort_hours"), Some("0,5"));
        assert_eq!(own("valid_from"), Some("2026-02-01"));
        assert_eq!(
            own("tips.nl"),
            None,
            "a column that is not there changes nothing"
        );
    }

    #[test]
    fn a_code_twice_and_a_file_without_codes_are_refused() {
        let twice = read(b"code;name.nl\nC1;a\nC1;b\n", part("cluster"));
        assert_eq!(
            faults(&twice),
            vec![(3, "code", Fault::Duplicate { first_line: 2 })]
        );
        let without = read(b"name.nl\na\n", part("cluster"));
        assert!(!without.is_clean());
        assert!(without.rows.is_empty());
    }
}
