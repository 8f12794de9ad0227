//! Clusters, services and agreements as a table: the rows become entries of the protocol.
//!
//! What a row says is judged by the protocol that it would give: a row is refused where the protocol
//! with all good rows in it would not hold together.

use std::collections::{BTreeMap, HashMap};

use super::columns::parts;
use super::field::{Code, Field as Wanted, Holds};
use super::known::Known;
use super::problem::Fault;
use super::sheet::{Column, File, Row, Seen, Sheet};
use super::values;
use super::{Imported, Source};
use crate::domain::definition::author::{AuthorError, FormFault, Typed};
use crate::domain::definition::catalogue::{Misplaced, code, put_all};
use crate::domain::definition::mentions::about;
use crate::domain::definition::parts::{Field, Part, Shape};
use crate::domain::definition::{Problem, Problems, sentence};
use crate::domain::language::{Language, Text};
use crate::domain::protocol::Protocol;
use crate::texts::t;

/// A column, the name of the control that it fills, and how its cells are read.
struct Bound {
    column: Column,
    name: String,
    shape: Shape,
}

/// Why rows do not fit in the protocol.
#[derive(Default)]
struct Misfits {
    /// By row as a spreadsheet numbers it: the control that it is about, and what is wrong.
    of_rows: BTreeMap<u64, Vec<(Option<String>, Misfit)>>,
    /// What is about no row of the file.
    of_all: Vec<Fault>,
}

#[derive(Clone)]
enum Misfit {
    Form(FormFault),
    Protocol(Fault),
}

/// Entries as the form of their part would bring them, with the columns that the file has; an empty
/// cell is there with nothing in it. `text` is the protocol that they go in.
pub fn read<'a>(
    source: impl Into<Source<'a>>,
    protocol: &Protocol,
    text: &str,
    part: &Part,
) -> Imported<Vec<Typed>> {
    let file = File::new(source);
    let found = entries(&file, protocol, part, &Misfits::default());
    let misfits = misfits(text, part, &found);
    match misfits.of_rows.is_empty() && misfits.of_all.is_empty() {
        true => found,
        false => entries(&file, protocol, part, &misfits),
    }
}

fn entries(
    file: &File,
    protocol: &Protocol,
    part: &Part,
    misfits: &Misfits,
) -> Imported<Vec<Typed>> {
    let mut sheet = Sheet::open(file);
    sheet.is_ours();
    let of = |field: &'static Field| {
        let wanted = wanted(protocol, part, field).into_iter();
        wanted.map(move |one| (one, field))
    };
    let (wanted, fields): (Vec<Wanted>, Vec<&Field>) = part.fields.iter().flat_map(of).unzip();
    let places = sheet.columns_of(&wanted);
    let columns: Vec<Bound> = places
        .into_iter()
        .zip(wanted.into_iter().zip(fields))
        .filter(|(column, _)| column.is_there())
        .map(|(column, (one, field))| Bound {
            column,
            name: one.code,
            shape: field.shape,
        })
        .collect();
    for fault in &misfits.of_all {
        sheet.refuse(fault.clone());
    }
    let cells = Cells {
        clusters: Known::clusters(protocol),
        segments: Known::segments(protocol),
    };
    let id = part.id.unwrap_or_default();
    let mut codes = Seen::default();
    sheet.read(|row: &mut Row| {
        for (control, misfit) in misfits.of_rows.get(&row.number()).into_iter().flatten() {
            refuse(row, part, &columns, control.as_deref(), misfit);
        }
        let mut typed = Vec::new();
        for one in &columns {
            let is_key = one.name == id;
            if is_key
                && let Some(code) = row.required_short(one.column)
                && let Some(first_line) = codes.before(code, row.line())
            {
                row.refuse(one.column, Fault::Duplicate { first_line });
            }
            typed.extend(cells.of(row, one));
        }
        Some(typed)
    })
}

fn refuse(row: &mut Row, part: &Part, columns: &[Bound], control: Option<&str>, misfit: &Misfit) {
    let field = control.map(|control| control.split('.').next().unwrap_or(control));
    let is_it = |one: &&Bound| Some(one.name.as_str()) == control;
    let is_near = |one: &&Bound| one.name.split('.').next() == field && field.is_some();
    let own = columns.iter().find(is_it);
    let own = own.or_else(|| columns.iter().find(is_near));
    let fault = match (misfit, own) {
        (Misfit::Protocol(fault), _) => fault.clone(),
        (Misfit::Form(FormFault::Missing), None) => Fault::NewLacks {
            field: part
                .fields
                .iter()
                .find(|one| Some(one.key) == field)
                .map_or("code", |one| one.key),
        },
        (Misfit::Form(FormFault::Missing | FormFault::Taken), Some(_)) => Fault::Missing,
        (Misfit::Form(FormFault::NotADay), _) => Fault::NotADate,
        (Misfit::Form(FormFault::NotWhole), _) => Fault::NotAWholeNumber,
        (Misfit::Form(_), _) => Fault::NotANumber,
    };
    row.refuse(own.map_or(Column::nowhere(), |own| own.column), fault);
}

/// The rows that do not fit: those that go are left out, until what is left does.
fn misfits(text: &str, part: &Part, found: &Imported<Vec<Typed>>) -> Misfits {
    let mut misfits = Misfits::default();
    let mut left: Vec<(u64, &Typed)> = found.row_numbers.iter().copied().zip(&found.rows).collect();
    while !left.is_empty() {
        let rows: Vec<Typed> = left.iter().map(|(_, typed)| (*typed).clone()).collect();
        let new = match put_all(text, part, &rows) {
            Err(wrong) => Misfits::of_form(wrong, &left),
            Ok((text, _)) => match Protocol::parse("protocol.toml", &text) {
                Ok(_) => break,
                Err(problems) => Misfits::of_protocol(&problems, &text, part, &left),
            },
        };
        // What lies elsewhere may come of a row that goes.
        if new.of_rows.is_empty() {
            misfits.of_all = new.of_all;
            break;
        }
        left.retain(|(row, _)| !new.of_rows.contains_key(row));
        misfits.of_rows.extend(new.of_rows);
    }
    misfits
}

impl Misfits {
    /// What a form would say.
    fn of_form(wrong: Misplaced, rows: &[(u64, &Typed)]) -> Self {
        let mut misfits = Self::default();
        for (at, error) in wrong {
            match (error, rows.get(at)) {
                (AuthorError::Fields(fields), Some((row, _))) => {
                    let own = fields.into_iter();
                    let own = own.map(|(control, fault)| (Some(control), Misfit::Form(fault)));
                    misfits.of_rows.insert(*row, own.collect());
                }
                // No row will do.
                _ => misfits.of_all.push(Fault::OtherForm),
            }
        }
        misfits
    }

    /// What the protocol with all these rows in it has against them.
    fn of_protocol(problems: &Problems, text: &str, part: &Part, rows: &[(u64, &Typed)]) -> Self {
        let mut misfits = Self::default();
        let codes = rows.iter().map(|(row, typed)| (code(part, typed), *row));
        let codes: HashMap<&str, u64> = codes.collect();
        let about = about(text, part, problems.iter());
        for (problem, about) in problems.iter().zip(about) {
            let (code, field) = about.unwrap_or_default();
            match codes.get(code.as_str()) {
                Some(row) => {
                    let own = misfits.of_rows.entry(*row).or_default();
                    own.push((field, Misfit::Protocol(fault(problem))));
                }
                None => misfits.of_all.push(fault(problem)),
            }
        }
        misfits
    }
}

fn fault(problem: &Problem) -> Fault {
    let [dutch, english] = [Language::dutch(), Language::english()];
    let say = |words: &dyn Fn(&Language) -> String| {
        Text::both(&sentence(&words(&dutch)), &sentence(&words(&english)))
    };
    Fault::OfProtocol {
        message: say(&|language| problem.message(language)),
        remedy: say(&|language| problem.remedy(language)),
    }
}

fn label(language: &Language, field: &str) -> String {
    t(language, &format!("parts-field-{field}"))
}

/// What a file of these entries can hold.
pub(super) fn fields(protocol: &Protocol, part: &Part) -> Vec<Wanted> {
    let fields = part.fields.iter();
    fields
        .flat_map(|field| wanted(protocol, part, field))
        .collect()
}

/// The columns that a field may have. Only what tells entries apart has to be there: a file may bring
/// one more column for what stands in the protocol already.
fn wanted(protocol: &Protocol, part: &Part, field: &Field) -> Vec<Wanted> {
    let [dutch, english] =
        [Language::dutch(), Language::english()].map(|language| label(&language, field.key));
    let holds = match field.shape {
        Shape::Day => Holds::Day,
        Shape::Number => Holds::Amount,
        Shape::One(_) => Known::clusters(protocol).holds(),
        Shape::Many(_) => Known::segments(protocol).holds_several(),
        Shape::Word(words) => Holds::Code(words.iter().map(|word| named(word)).collect()),
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
        _ => vec![Wanted::optional(&dutch, field.key, &[&english], holds)],
    }
}

/// A word with what the form calls it.
fn named(word: &str) -> Code {
    let names = [Language::dutch(), Language::english()]
        .map(|language| t(&language, &format!("parts-word-{word}")));
    Code::new(word, &names.each_ref().map(String::as_str))
}

/// What the cells of a file may name.
struct Cells<'p> {
    clusters: Known<'p>,
    segments: Known<'p>,
}

impl Cells<'_> {
    /// What a cell says; nothing for a cell that was refused.
    fn of(&self, row: &mut Row, bound: &Bound) -> Typed {
        let column = bound.column;
        let typed = match bound.shape {
            Shape::Texts => row.long(column),
            Shape::Day => row.date(column).map(|day| day.to_string()),
            Shape::Number => {
                let decimal = row.way().decimal;
                row.read(column, |cell| values::share_or_number(cell, decimal))
                    .map(|number| number.to_string())
            }
            Shape::Word(words) => row.word(column, &words.join(", "), |cell| word(words, cell)),
            Shape::One(_) => row.read(column, |cell| self.clusters.one(cell)),
            Shape::Many(_) => {
                let codes = row.read(column, |cell| {
                    let codes = parts(cell).map(|part| self.segments.segment(part));
                    codes.collect::<Result<Vec<_>, _>>()
                });
                let codes = codes.filter(|codes| !codes.is_empty());
                return codes
                    .unwrap_or_else(|| vec![String::new()])
                    .into_iter()
                    .map(|code| (bound.name.clone(), code))
                    .collect();
            }
            _ => row.short(column),
        };
        vec![(bound.name.clone(), typed.unwrap_or_default())]
    }
}

/// The word that a cell means: itself, or as the form calls it, whatever the case and the blanks.
fn word(words: &[&str], cell: &str) -> Option<String> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let means = |word: &&&str| {
        let named = named(word);
        let names = std::iter::once(&named.code).chain(&named.names);
        names.into_iter().any(|name| plain(name) == plain(cell))
    };
    words.iter().find(means).map(|word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::faults;

    const CASE: &str = include_str!("../../surveys/servicedesk/protocol.toml");

    fn part(key: &str) -> &'static Part {
        Part::find(key).unwrap()
    }

    fn brought(text: &str, key: &str) -> Imported<Vec<Typed>> {
        let protocol = Protocol::parse("protocol.toml", CASE).unwrap();
        read(text.as_bytes(), &protocol, CASE, part(key))
    }

    #[test]
    fn columns_go_by_their_field_or_by_what_the_form_calls_them() {
        let text = "Code;Cluster;Naam nl;name.en;Wijze van afhandelen;effort_hours;valid_from;Backoffice\r\n\
             S1;C1;Stoel;Chair;Front-office;0,5;1-2-2026;Werkplek\r\n";
        let read = brought(text, "service");
        assert_eq!(read.problems, vec![]);
        let own = |name: &str| {
            let typed = read.rows[0].iter().find(|(key, _)| key == name);
            typed.map(|(_, cell)| cell.as_str())
        };
        assert_eq!(own("code"), Some("S1"));
        assert_eq!(own("name.nl"), Some("Stoel"));
        assert_eq!(own("name.en"), Some("Chair"));
        assert_eq!(own("handling"), Some("front_office"));
        assert_eq!(own("effort_hours"), Some("0.5"));
        assert_eq!(own("valid_from"), Some("2026-02-01"));
        assert_eq!(
            own("tips.nl"),
            None,
            "a column that is not there changes nothing"
        );
    }

    #[test]
    fn a_code_twice_and_a_file_without_codes_are_refused() {
        let twice = brought("code;name.nl\nC1;a\nC1;b\n", "cluster");
        assert_eq!(
            faults(&twice),
            vec![(3, "code", Fault::Duplicate { first_line: 2 })]
        );
        let without = brought("name.nl\na\n", "cluster");
        assert!(!without.is_clean());
        assert!(without.rows.is_empty());
    }

    #[test]
    fn a_row_that_does_not_fit_is_refused_at_its_cell_and_the_others_stay_good() {
        let text = "code,cluster,name.nl,name.en,handling,back_office,effort_hours,valid_from,valid_to\n\
             S1,C1,a,a,both,b,80 %,,\n\
             S2,C99,a,a,both,b,,,\n\
             no code!,C1,a,a,both,b,,,\n\
             S4,C1,a,a,perhaps,b,,,\n\
             S5,C1,a,a,both,,,,\n\
             S6,C1,a,a,both,b,-2,,\n\
             S7,C1,a,a,both,b,,2026-02-02,2026-01-01\n\
             S8,C1,a,a,both,b,many,,\n";
        let read = brought(text, "service");
        let found: Vec<_> = faults(&read)
            .into_iter()
            .map(|(line, column, _)| (line, column))
            .collect();
        assert_eq!(
            found,
            [
                (3, "cluster"),
                (4, "code"),
                (5, "handling"),
                (6, "back_office"),
                (7, "effort_hours"),
                (8, "valid_to"),
                (9, "effort_hours"),
            ]
        );
        assert_eq!(read.row_numbers, [2]);
        assert_eq!(read.refused_rows.len(), 7);
    }

    #[test]
    fn a_protocol_that_writes_them_otherwise_is_told_once_and_no_row_is_read() {
        let protocol = Protocol::parse("protocol.toml", CASE).unwrap();
        let rows = b"code,effort_hours\nS1,1\nS2,2\n".as_slice();
        let read = read(rows, &protocol, "service = []\n", part("service"));
        assert_eq!(faults(&read), vec![(1, "-", Fault::OtherForm)]);
        assert!(read.rows.is_empty());
    }

    #[test]
    fn a_new_code_needs_what_an_old_one_has_already() {
        let known = brought("code,effort_hours\nC1-01,3\n", "service");
        assert_eq!(known.problems, vec![]);
        let new = brought("code,effort_hours\nS9,3\n", "service");
        let lacks: Vec<_> = new
            .problems
            .iter()
            .map(|problem| problem.message(&Language::english()))
            .collect();
        assert_eq!(lacks.len(), 4, "{lacks:?}");
        assert!(lacks[0].contains("Cluster"), "{lacks:?}");
    }
}
