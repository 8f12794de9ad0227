//! Every nasty file in `tests/data/csv` has the outcome that `expected.toml` beside it says.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use serde::Deserialize;

use super::mapping::Mapping;
use super::testing::{PROTOCOL, protocol, survey};
use super::*;
use crate::domain::coding::themes::Tree;
use crate::domain::language::Language;

#[derive(Deserialize)]
struct Expected {
    file: Vec<Case>,
}

/// A file, what is chosen about reading it, and what comes of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    outcome: String,
    /// What the rows must hold, as they are written down for debugging.
    #[serde(default)]
    holds: Vec<String>,
    #[serde(default)]
    map: Mapping,
    /// How a file is made that is too large to keep.
    recipe: Option<Recipe>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Recipe {
    start: String,
    again: String,
    times: usize,
    end: String,
    /// Packed, with so many megabytes of noughts in its sheet.
    bomb_megabytes: usize,
}

impl Recipe {
    fn bytes(&self) -> Vec<u8> {
        if self.bomb_megabytes == 0 {
            let text = format!(
                "{}{}{}",
                self.start,
                self.again.repeat(self.times),
                self.end
            );
            return text.into_bytes();
        }
        let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        packed
            .start_file("xl/worksheets/sheet1.xml", options)
            .unwrap();
        for _ in 0..self.bomb_megabytes {
            packed.write_all(&vec![b'0'; 1 << 20]).unwrap();
        }
        packed.finish().unwrap().into_inner()
    }
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/csv")
}

fn expected() -> Vec<Case> {
    let text = std::fs::read_to_string(folder().join("expected.toml")).unwrap();
    toml::from_str::<Expected>(&text).unwrap().file
}

impl Case {
    fn bytes(&self) -> Vec<u8> {
        match &self.recipe {
            Some(recipe) => recipe.bytes(),
            None => std::fs::read(folder().join(&self.name)).unwrap(),
        }
    }

    /// The kind is the first word of the name; without one it is a file of interviews.
    fn kind(&self) -> FileKind {
        let word = self.name.split(['_', '.']).next().unwrap_or_default();
        let kind = FileKind::ALL.into_iter().find(|kind| kind.code() == word);
        kind.unwrap_or(FileKind::Interviews)
    }

    fn read(&self, bytes: &[u8]) -> Imported<Rows> {
        let (protocol, survey, usual) = (protocol(), survey(), Language::dutch());
        let against = Against {
            respondents: Some(["W1", "W2", "W3"].map(str::to_owned).into()),
            waves: Some([0].into()),
            themes: Some(Tree::new(Vec::new(), ["snelheid"].into_iter())),
            text: Some(PROTOCOL.to_owned()),
            ..Against::default()
        };
        let context = Context {
            protocol: &protocol,
            survey: Some(&survey),
            against: &against,
            usual: &usual,
        };
        let source = Source {
            mapping: &self.map,
            ..Source::plain(bytes)
        };
        read(self.kind(), source, context).unwrap()
    }
}

/// Rows, how it was read, then line, column and fault of every problem and note.
fn told(read: &Imported<Rows>) -> String {
    let found = &read.detected;
    let mut told = format!(
        "{} rows, {} {:?}",
        read.rows.len(),
        found.encoding,
        found.delimiter
    );
    for (mark, list) in [("|", &read.problems), ("?", &read.notes)] {
        for problem in list {
            let fault = format!("{:?}", problem.fault);
            let fault = fault.split(' ').next().unwrap_or_default();
            let column = problem.column.as_deref().unwrap_or("-");
            told += &format!(" {mark} {} {column} {fault}", problem.line);
        }
    }
    told
}

#[test]
fn every_file_of_the_corpus_has_its_outcome() {
    let mut wrong = Vec::new();
    for case in expected() {
        let bytes = case.bytes();
        let read = case.read(&bytes);
        let outcome = told(&read);
        if outcome != case.outcome {
            wrong.push(format!("{} = {outcome:?}", case.name));
        }
        let rows = format!("{:?}", read.rows);
        for held in case.holds.iter().filter(|held| !rows.contains(*held)) {
            wrong.push(format!("{} lacks {held:?}: {rows}", case.name));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_file_is_expected_and_there_are_sixty_at_least() {
    let cases = expected();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "a file is expected twice");
    assert!(names.len() >= 60, "{}", names.len());
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name.ends_with(".toml") || names.contains(name.as_str()),
            "{name}"
        );
    }
}

#[test]
fn no_row_is_lost_between_taken_refused_and_blank() {
    for case in expected() {
        let bytes = case.bytes();
        let read = case.read(&bytes);
        let (taken, refused) = (read.row_numbers.len(), read.refused_rows.len());
        if read.records > 0 {
            assert_eq!(read.records, (taken + refused) as u64, "{}", case.name);
        }
        let written = refused::written(Source::plain(&bytes), &read, &Language::dutch());
        assert!(!written.is_empty());
    }
}

#[test]
fn damaged_workbooks_are_refused_and_never_break_a_reader() {
    for case in expected()
        .iter()
        .filter(|case| case.name.ends_with(".xlsx"))
    {
        let whole = case.bytes();
        if whole.len() > 100_000 {
            continue;
        }
        for at in (0..whole.len()).step_by(whole.len() / 60 + 1) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            case.read(&bytes);
            case.read(&whole[..at]);
        }
    }
}
