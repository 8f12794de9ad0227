//! Codes that coders wrote in a spreadsheet: one statement and coder a row.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::export::lines;
use super::field::{Field, Holds};
use super::problem::Fault;
use super::sheet::{Column, File, Row, Seen, Sheet};
use super::translations::defused;
use super::{Imported, Source, values};
use crate::domain::coding::brought::{CodeRow, Coder, Coding};
use crate::domain::coding::themes::Tree;
use crate::domain::coding::{self as said, Code, Round, Said};
use crate::domain::parameter::Tone;

const TONES: &str = "positief, neutraal, negatief; positive, neutral, negative";

pub(super) fn fields() -> [Field; 5] {
    [
        Field::needed("gesprek", "interview", &[], Holds::Words),
        Field::needed("uitspraak", "statement", &["nr"], Holds::Key),
        Field::optional("codeur", "coder", &[], Holds::Words),
        Field::optional("thema", "theme", &["themas", "themes"], Holds::Words),
        Field::needed("toon", "tone", &[], Holds::tone()),
    ]
}

/// Codes, one a row. A statement that two people coded takes none any more.
pub fn read<'a>(source: impl Into<Source<'a>>, coding: &Coding) -> Imported<Vec<CodeRow>> {
    let file = File::new(source);
    let mut sheet = Sheet::open(&file);
    let [interview, statement, coder, theme, tone] = sheet.columns(&fields());
    let places = places(&coding.said);
    let mut seen = Seen::default();
    let mut seated = BTreeSet::new();
    sheet.read(|row: &mut Row| {
        let key = row.required_short(interview);
        let nr = row.required_short(statement);
        let by = who(row, coder, coding, &mut seated);
        let themes = row.read(theme, |cell| keys(cell, &coding.tree));
        let tone = row.required_read(tone, |cell| {
            values::tone(cell).ok_or_else(|| Fault::NotAnOption {
                options: TONES.to_owned(),
            })
        });
        let (key, nr) = (key?, nr?);
        let Some(said) = places.get(&(key.clone(), nr)).copied() else {
            row.refuse(statement, Fault::UnknownStatement { interview: key });
            return None;
        };
        let by = by?;
        if let Some(first_line) = seen.before((said.id, by.account), row.line()) {
            row.refuse(statement, Fault::Duplicate { first_line });
        }
        let code = Code::new(themes.unwrap_or_default(), tone?);
        if let Some(fault) = obstacle(coding, by, said, &code) {
            row.refuse(statement, fault);
        }
        Some(CodeRow {
            said: said.id,
            coder: by.account,
            code,
        })
    })
}

/// Whose code it is; without a name that of who brings the file.
fn who<'c>(
    row: &mut Row,
    column: Column,
    coding: &'c Coding,
    seated: &mut BTreeSet<Uuid>,
) -> Option<&'c Coder> {
    let own = || {
        let mut coders = coding.coders.iter();
        coders.find(|one| Some(one.account) == coding.own)
    };
    let found = match (row.short(column), own()) {
        (Some(cell), _) => row.read(column, |_| address(&cell, &coding.coders)),
        (None, Some(own)) => Some(own),
        (None, None) => {
            row.required_short(column);
            None
        }
    }?;
    if found.seat.is_none() && !seated.contains(&found.account) {
        if seated.len() == coding.free {
            row.refuse(column, Fault::CodersFull);
            return None;
        }
        seated.insert(found.account);
    }
    Some(found)
}

/// Why a code is not taken.
fn obstacle(coding: &Coding, by: &Coder, said: &Said, code: &Code) -> Option<Fault> {
    if coding.hides(by, said) {
        return Some(Fault::CodedByThem);
    }
    if coding.stands(by, said, code) {
        return None;
    }
    match coding.round {
        Round::Reconciling => Some(Fault::CodingClosed),
        Round::Blind if said.is_shown(Round::Blind) => Some(Fault::CodedTwice),
        Round::Blind => None,
    }
}

/// The statements of interviews by interview and number.
fn places(said: &[Said]) -> HashMap<(String, String), &Said> {
    said.iter()
        .filter(|one| one.source == said::Source::Interview)
        .map(|one| ((one.person.clone(), one.nr.to_string()), one))
        .collect()
}

fn address<'c>(cell: &str, coders: &'c [Coder]) -> Result<&'c Coder, Fault> {
    let known = |one: &&Coder| one.address.eq_ignore_ascii_case(cell);
    coders.iter().find(known).ok_or_else(|| {
        let addresses: Vec<&str> = coders.iter().map(|one| one.address.as_str()).collect();
        Fault::NotAnOption {
            options: addresses.join(", "),
        }
    })
}

/// The keys of the themes in a cell, by key or by name; several stand apart by `;` or `|`.
fn keys(cell: &str, tree: &Tree) -> Result<Vec<String>, Fault> {
    let rows = tree.rows();
    let names = || rows.iter().map(|(_, theme)| *theme);
    let key = |word: &str| {
        let found = tree.get(word).or_else(|| tree.called(word));
        found.map(|theme| theme.key.clone())
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
            defused(&one.said.person).into_owned(),
            one.said.nr.to_string(),
            defused(one.coder).into_owned(),
            defused(&themes.join("; ")).into_owned(),
            word(one.code.tone).to_owned(),
            defused(&one.said.text).into_owned(),
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
    use crate::domain::coding::Seat;
    use crate::domain::coding::tests::{code, said};
    use crate::import::testing::faults;

    fn tree() -> Tree {
        Tree::new(Vec::new(), ["snelheid", "bereik"].into_iter())
    }

    fn coder(name: &str, seat: Option<Seat>) -> Coder {
        Coder {
            address: format!("{name}@example.org"),
            account: Uuid::from_u128(name.len() as u128),
            seat,
        }
    }

    /// Eva, who brings the file, and Jan, who has the first seat.
    fn coding(said: &[Said]) -> Coding {
        let (eva, jan) = (coder("eva", None), coder("jan-o", Some(Seat::First)));
        Coding {
            tree: tree(),
            said: said.to_vec(),
            round: Round::Blind,
            own: Some(eva.account),
            coders: vec![eva, jan],
            free: 1,
        }
    }

    fn read_text(text: &str, said: &[Said]) -> Imported<Vec<CodeRow>> {
        read(text.as_bytes(), &coding(said))
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
        assert_eq!(told, [(all[0].id, &one), (all[1].id, &both)]);
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
            V1;1;piet@example.org;prijs;blij\n";
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
                (6, "codeur", option("eva@example.org, jan-o@example.org")),
                (6, "thema", option("bereik; snelheid")),
                (6, "toon", option(TONES)),
            ]
        );
    }

    #[test]
    fn what_another_coded_is_neither_told_nor_written_over() {
        let mut theirs = said("V1", 1, "Snel");
        theirs.first = Some(code("snelheid", Tone::Positive));
        let all = [theirs];
        let row = "interview,statement,coder,theme,tone\nV1,1,jan-o@example.org,snelheid,";
        for tone in ["positive", "negative"] {
            let read = read_text(&format!("{row}{tone}\n"), &all);
            assert_eq!(faults(&read), vec![(2, "statement", Fault::CodedByThem)]);
        }
        let mut of_program = coding(&all);
        of_program.own = None;
        let read = read(format!("{row}negative\n").as_bytes(), &of_program);
        assert_eq!(faults(&read), vec![]);
    }

    #[test]
    fn a_code_without_a_name_needs_somebody_and_there_are_two_coders() {
        let all = [said("V1", 1, "Snel"), said("V1", 2, "Traag")];
        let file =
            "interview,statement,coder,tone\nV1,1,,neutral\nV1,2,kees-jan@example.org,neutral\n";
        let mut desk = coding(&all);
        desk.coders.push(coder("kees-jan", None));
        let found = read(file.as_bytes(), &desk);
        assert_eq!(faults(&found), vec![(3, "coder", Fault::CodersFull)]);
        desk.own = None;
        let found = read(file.as_bytes(), &desk);
        assert_eq!(faults(&found), vec![(2, "coder", Fault::Missing)]);
    }

    #[test]
    fn what_stands_already_changes_nothing_and_what_is_seen_is_settled_elsewhere() {
        let mut twice = said("V1", 1, "Snel");
        twice.first = Some(code("snelheid", Tone::Positive));
        twice.second = Some(code("snelheid", Tone::Negative));
        let row = "interview,statement,coder,theme,tone\nV1,1,jan-o@example.org,snelheid,";
        let mut desk = coding(&[twice]);
        for (round, fault) in [
            (Round::Blind, Fault::CodedTwice),
            (Round::Reconciling, Fault::CodingClosed),
        ] {
            desk.round = round;
            let same = read(format!("{row}positive\n").as_bytes(), &desk);
            assert_eq!(faults(&same), vec![]);
            let other = read(format!("{row}neutral\n").as_bytes(), &desk);
            assert_eq!(faults(&other), vec![(2, "statement", fault)]);
        }
    }
}
