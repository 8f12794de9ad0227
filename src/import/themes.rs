//! The themes of the coding desk: one a row, with the one above it and the parameters that it bears on.

use super::field::{Field, Holds};
use super::known::Known;
use super::problem::Fault;
use super::sheet::{File, Row, Seen, Sheet};
use super::{Imported, Source};
use crate::domain::coding::themes::{MOST_CHARS, ThemeError, ThemeRow, Tree};
use crate::domain::protocol::Protocol;

/// As many themes as are named to choose from.
const MOST_NAMED: usize = 40;

pub(super) fn fields(protocol: &Protocol) -> [Field; 3] {
    let parameters = Known::parameters(protocol).holds_several();
    [
        Field::needed("thema", "theme", &["naam", "name"], Holds::Words),
        Field::optional(
            "onder",
            "parent",
            &["boven", "above", "under"],
            Holds::Words,
        ),
        Field::optional(
            "toetsingsparameters",
            "parameters",
            &["toetsingsparameter", "parameter"],
            parameters,
        ),
    ]
}

/// Themes, each as the tree takes it after the rows before: one that stands above another comes
/// before it, or is there already.
pub fn read<'a>(
    source: impl Into<Source<'a>>,
    protocol: &Protocol,
    tree: &Tree,
) -> Imported<Vec<ThemeRow>> {
    let file = File::new(source);
    let mut sheet = Sheet::open(&file);
    let [theme, parent, parameters] = sheet.columns(&fields(protocol));
    let known = Known::parameters(protocol);
    let subjects = protocol.analysis.subjects.iter();
    let fixed: Vec<&str> = subjects
        .flat_map(|one| &one.themes)
        .map(String::as_str)
        .collect();
    let mut tree = tree.clone();
    let mut seen = Seen::default();
    sheet.read(|row: &mut Row| {
        let name = row.required_short(theme);
        let above = row.short(parent);
        let codes = row.read(parameters, |cell| {
            let words = cell.split([';', '|', ',']).map(str::trim);
            let words = words.filter(|word| !word.is_empty());
            words
                .map(|word| known.one(word))
                .collect::<Result<Vec<_>, _>>()
        });
        let found = ThemeRow {
            name: name?,
            parent: above,
            parameters: codes.unwrap_or_default(),
        };
        if let Some(first_line) = seen.before(found.name.to_lowercase(), row.line()) {
            row.refuse(theme, Fault::Duplicate { first_line });
            return None;
        }
        match tree.brought(&found, &fixed) {
            Ok(Some((_, after))) => tree.put(after),
            Ok(None) => {}
            Err(error) => {
                let column = match error {
                    ThemeError::Unknown | ThemeError::Circle | ThemeError::InProtocol => parent,
                    ThemeError::NoName | ThemeError::TooLong | ThemeError::Taken => theme,
                };
                row.refuse(column, fault(error, &found, &tree));
            }
        }
        Some(found)
    })
}

fn fault(error: ThemeError, row: &ThemeRow, tree: &Tree) -> Fault {
    match error {
        ThemeError::NoName => Fault::Missing,
        ThemeError::TooLong => Fault::TooLong {
            most: MOST_CHARS as u32,
            length: row.name.chars().count() as u64,
        },
        ThemeError::Unknown => {
            let mut names: Vec<&str> = tree.names().take(MOST_NAMED + 1).collect();
            if let Some(more) = names.get_mut(MOST_NAMED) {
                *more = "…";
            }
            Fault::NotAnOption {
                options: names.join("; "),
            }
        }
        ThemeError::Taken => Fault::ThemeTaken,
        ThemeError::Circle => Fault::ThemeInCircle,
        ThemeError::InProtocol => Fault::ThemeInProtocol,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::{self, faults};

    fn tree() -> Tree {
        Tree::new(Vec::new(), ["snelheid"].into_iter())
    }

    #[test]
    fn a_theme_may_stand_under_one_that_the_file_brought_before() {
        let protocol = testing::protocol();
        let code = protocol.parameters[0].code.clone();
        let text = format!(
            "thema;onder;toetsingsparameters\nContact;;\nTelefoon;contact;{code}\nSnelheid;;\n"
        );
        let read = read(text.as_bytes(), &protocol, &tree());
        assert_eq!(read.problems, vec![]);
        let names: Vec<_> = read.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Contact", "Telefoon", "Snelheid"]);
        assert_eq!(read.rows[1].parent.as_deref(), Some("contact"));
        assert_eq!(read.rows[1].parameters, [code]);
    }

    #[test]
    fn what_the_tree_does_not_take_is_refused_at_its_cell() {
        let long = "x".repeat(MOST_CHARS + 1);
        let text = format!(
            "theme,parent,parameters\nTelefoon,Nergens,\nA,,\nB,A,\nA,B,\nsnelheid,snelheid,\n{long},,\nC,,P99\n"
        );
        let read = read(text.as_bytes(), &testing::protocol(), &tree());
        let found: Vec<_> = faults(&read)
            .into_iter()
            .map(|(line, column, _)| (line, column))
            .collect();
        assert_eq!(
            found,
            [
                (2, "parent"),
                (5, "theme"),
                (6, "parent"),
                (7, "theme"),
                (8, "parameters")
            ]
        );
    }
}
