//! Codes that coders wrote in a spreadsheet: one statement and coder a row.

use std::collections::HashMap;

use super::Imported;
use super::export::lines;
use super::field::{Field, Holds};
use super::problem::Fault;
use super::sheet::{File, Row, Seen, Sheet};
use super::translations::defused;
use super::values;
use crate::domain::coding::themes::Tree;
use crate::domain::coding::{Code, Round, Said, Source};
use crate::domain::parameter::Tone;

const TONES: &str = "positief, neutraal, negatief; positive, neutral, negative";

/// What the cells of a file are held against.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub tree: &'a Tree,
    pub said: &'a [Said],
    /// The addresses whose codes the file may bring.
    pub coders: &'a [String],
}

/// A code for the statement at this place of [`Known::said`]; without a coder it is of who brings it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    pub said: usize,
    pub coder: Option<String>,
    pub code: Code,
}

/// Codes, one a row. A statement that two people coded takes none any more.
pub fn read(bytes: &[u8], known: Known) -> Imported<Vec<CodeRow>> {
    let file = File::new(bytes);
    let mut sheet = Sheet::open(&file);
    let [interview, statement, coder, theme, tone] = sheet.columns(&[
        Field::needed("gesprek", "interview", &[], Holds::Key),
        Field::needed("uitspraak", "statement", &["nr"], Holds::Key),
        Field::optional("codeur", "coder", &[], Holds::Words),
        Field::optional("thema", "theme", &["themas", "themes"], Holds::Words),
        Field::needed("toon", "tone", &[], Holds::tone()),
    ]);
    let places = places(known.said);
    let mut seen = Seen::default();
    sheet.read(|row: &mut Row| {
        let key = row.required_short(interview);
        let nr = row.required_short(statement);
        let by = row.read(coder, |cell| address(cell, known.coders));
        let themes = row.read(theme, |cell| keys(cell, known.tree));
        let tone = row.required_read(tone, |cell| {
            values::tone(cell).ok_or_else(|| Fault::NotAnOption {
                options: TONES.to_owned(),
            })
        });
        let (key, nr) = (key?, nr?);
        let Some((place, said)) = places.get(&(key.clone(), nr)).copied() else {
            row.refuse(statement, Fault::UnknownStatement { interview: key });
            return None;
        };
        if said.is_shown(Round::Blind) {
            row.refuse(statement, Fault::CodedTwice);
        }
        if let Some(first_line) = seen.before((place, by.clone()), row.line()) {
            row.refuse(statement, Fault::Duplicate { first_line });
        }
        Some(CodeRow {
            said: place,
            coder: by,
            code: Code::new(themes.unwrap_or_default(), tone?),
        })
    })
}

/// The statements of interviews by interview and number.
fn places(said: &[Said]) -> HashMap<(String, String), (usize, &Said)> {
    said.iter()
        .enumerate()
        .filter(|(_, one)| one.source == Source::Interview)
        .map(|(place, one)| ((one.person.clone(), one.nr.to_string()), (place, one)))
        .collect()
}

fn address(cell: &str, coders: &[String]) -> Result<String, Fault> {
    let found = coders.iter().find(|one| one.eq_ignore_ascii_case(cell));
    found.cloned().ok_or_else(|| Fault::NotAnOption {
        options: coders.join(", "),
    })
}

/// The keys of the themes in a cell, by key or by name; several stand apart by `;` or `|`.
fn keys(cell: &str, tree: &Tree) -> Result<Vec<String>, Fault> {
    let rows = tree.rows();
    let names = || rows.iter().map(|(_, theme)| *theme);
    let key = |word: &str| {
        let lower = word.to_lowercase();
        let named = || names().find(|theme| theme.name.to_lowercase() == lower);
        tree.get(word).or_else(named).map(|theme| theme.key.clone())
    };
    cell.split([';', '|'])
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(|word| {
            key(word).ok_or_else(|| Fault::NotAnOption {
                options: names()
                    .map(|theme| theme.name.as_str())
                    .collect::<Vec<_>>()
                    .join("; "),
            })
        })
        .collect()
}

/// A code as it goes out.
#[derive(Clone, Debug)]
pub struct Written<'a> {
    pub said: &'a Said,
    pub coder: &'a str,
    pub code: &'a Code,
}

/// A file that [`read`] understands, with the mark by which spreadsheets know UTF-8.
pub fn written<'a>(codes: impl Iterator<Item = Written<'a>>, tree: &Tree) -> Vec<u8> {
    let header = ["interview", "statement", "coder", "theme", "tone", "text"];
    let rows = codes.map(|one| {
        let themes: Vec<&str> = one.code.themes.iter().map(|key| tree.name(key)).collect();
        [
            defused(&one.said.person),
            one.said.nr.to_string(),
            defused(one.coder),
            defused(&themes.join("; ")),
            word(one.code.tone).to_owned(),
            defused(&one.said.text),
        ]
    });
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(lines([header]));
    bytes.extend(lines(rows));
    bytes
}

fn word(tone: Tone) -> &'static str {
    match tone {
        Tone::Positive => "positive",
        Tone::Neutral => "neutral",
        Tone::Negative => "negative",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coding::tests::{code, said};
    use crate::import::testing::faults;

    fn tree() -> Tree {
        Tree::new(Vec::new(), ["snelheid", "bereik"].into_iter())
    }

    fn read_text(text: &str, said: &[Said]) -> Imported<Vec<CodeRow>> {
        let known = Known {
            tree: &tree(),
            said,
            coders: &["eva@example.org".to_owned()],
        };
        read(text.as_bytes(), known)
    }

    #[test]
    fn codes_come_back_as_they_went_out() {
        let all = [said("V1", 1, "=Snel"), said("V1", 2, "Traag")];
        let both = Code::new(vec!["snelheid".into(), "bereik".into()], Tone::Negative);
        let one = code("snelheid", Tone::Positive);
        let out = [(&all[0], &one), (&all[1], &both)].map(|(said, code)| Written {
            said,
            coder: "eva@example.org",
            code,
        });
        let file = String::from_utf8(written(out.into_iter(), &tree())).unwrap();
        assert!(file.contains("'=Snel"), "{file}");
        let back = read_text(&file, &all);
        assert_eq!(back.problems, vec![]);
        let told: Vec<_> = back.rows.iter().map(|row| (row.said, &row.code)).collect();
        assert_eq!(told, [(0, &one), (1, &both)]);
    }

    #[test]
    fn what_is_not_there_is_named_by_row_and_column() {
        let mut twice = said("V1", 2, "Traag");
        twice.first = Some(code("snelheid", Tone::Positive));
        twice.second = twice.first.clone();
        let all = [said("V1", 1, "Snel"), twice];
        let file = "gesprek;uitspraak;codeur;thema;toon\n\
            V1;1;EVA@example.org;Snelheid|bereik;positief\n\
            V1;1;eva@example.org;;neutraal\n\
            V1;2;;;neutraal\n\
            V9;1;;;neutraal\n\
            V1;1;jan@example.org;prijs;blij\n";
        let read = read_text(file, &all);
        assert_eq!(read.rows.len(), 1);
        let option = |options: &str| Fault::NotAnOption {
            options: options.to_owned(),
        };
        let unknown = Fault::UnknownStatement {
            interview: "V9".to_owned(),
        };
        assert_eq!(
            faults(&read),
            vec![
                (3, "uitspraak", Fault::Duplicate { first_line: 2 }),
                (4, "uitspraak", Fault::CodedTwice),
                (5, "uitspraak", unknown),
                (6, "codeur", option("eva@example.org")),
                (6, "thema", option("bereik; snelheid")),
                (6, "toon", option(TONES)),
            ]
        );
    }
}
