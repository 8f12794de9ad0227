//! Many entries of one part put into the text of a protocol at once, and taken out of it as rows.

use toml_edit::{DocumentMut, TableLike};

use super::author::{AuthorError, Typed, position, put_in, tables, typed};
use super::parts::{Part, Shape};

/// What became of the entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
}

/// Puts each row over the entry of its code, or in a new one. What a row does not name stays as it
/// is. Every row that cannot be put is told by its place in `rows`; then nothing changes.
pub fn put_all(
    text: &str,
    part: &Part,
    rows: &[Typed],
) -> Result<(String, Counts), Vec<(usize, AuthorError)>> {
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| vec![(0, error.into())])?;
    let (mut counts, mut wrong) = (Counts::default(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        match put_one(&mut document, part, row) {
            Ok(Outcome::Added) => counts.added += 1,
            Ok(Outcome::Changed) => counts.changed += 1,
            Ok(Outcome::Unchanged) => counts.unchanged += 1,
            Err(error) => wrong.push((at, error)),
        }
    }
    if wrong.is_empty() {
        Ok((document.to_string(), counts))
    } else {
        Err(wrong)
    }
}

enum Outcome {
    Added,
    Changed,
    Unchanged,
}

fn put_one(document: &mut DocumentMut, part: &Part, row: &Typed) -> Result<Outcome, AuthorError> {
    let key = part.id.unwrap_or_default();
    let own = row.iter().find(|(name, _)| name == key);
    let own = own.map_or("", |(_, code)| code.trim());
    let before = match position(document, part, own)? {
        Some(at) => {
            let all = tables(document, part)?;
            let table = all.and_then(|all| all.get(at)).ok_or(AuthorError::Gone)?;
            Some(typed(table as &dyn TableLike, part))
        }
        None => None,
    };
    let Some(before) = before else {
        put_in(document, part, None, row)?;
        return Ok(Outcome::Added);
    };
    let named = |name: &str| row.iter().any(|(key, _)| key == name);
    let mut after: Typed = before.clone();
    after.retain(|(name, _)| !named(name));
    after.extend(row.iter().cloned());
    put_in(document, part, Some(own), &after)?;
    let at = position(document, part, own)?.ok_or(AuthorError::Gone)?;
    let now = tables(document, part)?.and_then(|all| all.get(at));
    let now = now.map(|table| typed(table as &dyn TableLike, part));
    Ok(if now.as_ref() == Some(&before) {
        Outcome::Unchanged
    } else {
        Outcome::Changed
    })
}

/// The names of the columns of a part, as a file has them.
pub fn columns(part: &Part) -> Vec<String> {
    let of = |field: &super::parts::Field| match field.shape {
        Shape::Texts => vec![format!("{}.nl", field.key), format!("{}.en", field.key)],
        _ => vec![field.key.to_owned()],
    };
    part.fields.iter().flat_map(of).collect()
}

/// Every entry of a part with a cell for each of [`columns`].
pub fn rows(text: &str, part: &Part) -> Result<Vec<Vec<String>>, AuthorError> {
    let document: DocumentMut = text.parse()?;
    let columns = columns(part);
    let Some(all) = tables(&document, part)? else {
        return Ok(Vec::new());
    };
    let row = |table: &dyn TableLike| -> Vec<String> {
        let typed = typed(table, part);
        let cell = |column: &String| {
            let own = typed.iter().filter(|(name, _)| name == column);
            let cells: Vec<&str> = own.map(|(_, cell)| cell.as_str()).collect();
            cells.join("; ")
        };
        columns.iter().map(cell).collect()
    };
    Ok(all
        .iter()
        .map(|table| row(table as &dyn TableLike))
        .collect())
}

/// The code of the entry that holds a line (from 1) of the text, for the problems of its reader.
pub fn entry_at(text: &str, part: &Part, line: usize) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let header = format!("[[{}]]", part.key);
    let from = (0..line.min(lines.len())).rev().find(|at| {
        lines
            .get(*at)
            .is_some_and(|line| line.trim_start().starts_with('['))
    })?;
    if lines.get(from)?.trim() != header {
        return None;
    }
    let own = lines.iter().skip(from + 1);
    let own = own.take_while(|line| !line.trim_start().starts_with('['));
    let key = part.id?;
    own.filter_map(|line| line.split_once('='))
        .find(|(name, _)| name.trim() == key)
        .map(|(_, code)| code.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::protocol::Protocol;

    const CASE: &str = include_str!("../../../surveys/servicedesk/protocol.toml");

    fn part(key: &str) -> &'static Part {
        Part::find(key).unwrap()
    }

    fn row(cells: &[(&str, &str)]) -> Typed {
        let owned = |(name, cell): &(&str, &str)| ((*name).to_owned(), (*cell).to_owned());
        cells.iter().map(owned).collect()
    }

    #[test]
    fn what_is_taken_out_as_rows_goes_in_again_without_a_difference() {
        for key in ["cluster", "service", "agreement"] {
            let (part, columns) = (part(key), columns(part(key)));
            let rows: Vec<Typed> = rows(CASE, part)
                .unwrap()
                .into_iter()
                .map(|cells| columns.iter().cloned().zip(cells).collect())
                .collect();
            assert!(rows.len() >= 5);
            let (text, counts) = put_all(CASE, part, &rows).unwrap();
            let read = |text: &str| Protocol::parse("p", text).unwrap();
            assert_eq!(read(&text), read(CASE), "{key}");
            let unchanged = rows.len();
            assert_eq!(
                counts,
                Counts {
                    unchanged,
                    ..Counts::default()
                }
            );
        }
    }

    #[test]
    fn a_row_changes_what_it_names_and_a_new_code_is_added() {
        let new = row(&[
            ("code", "C9"),
            ("name.nl", "Nieuw"),
            ("name.en", "New"),
            ("planned_fte", "2,5"),
        ]);
        let old = row(&[("code", "C1"), ("planned_cost_eur", "1000")]);
        let (text, counts) = put_all(CASE, part("cluster"), &[new, old]).unwrap();
        assert_eq!((counts.added, counts.changed), (1, 1));
        let (before, after) = (
            Protocol::parse("p", CASE).unwrap(),
            Protocol::parse("p", &text).unwrap(),
        );
        assert_eq!(after.clusters.len(), before.clusters.len() + 1);
        assert_eq!(after.clusters[0].name, before.clusters[0].name);
        assert_eq!(after.clusters[0].planned_cost_eur, Some(1000.0));
        assert_eq!(after.clusters[5].planned_fte, Some(2.5));
    }

    #[test]
    fn every_row_that_cannot_be_put_is_told_and_a_problem_of_the_reader_finds_its_entry() {
        let wrong = [
            row(&[("code", "C1"), ("planned_fte", "many")]),
            row(&[("code", "C2")]),
            row(&[("code", "C9")]),
        ];
        let told = put_all(CASE, part("cluster"), &wrong).unwrap_err();
        let places: Vec<usize> = told.iter().map(|(at, _)| *at).collect();
        assert_eq!(places, [0, 2]);

        let bad = row(&[
            ("code", "S9"),
            ("cluster", "C99"),
            ("name.nl", "x"),
            ("name.en", "x"),
            ("handling", "both"),
            ("back_office", "x"),
        ]);
        let (text, _) = put_all(CASE, part("service"), &[bad]).unwrap();
        let problems = Protocol::parse("p", &text).unwrap_err();
        let lines: Vec<usize> = problems.iter().map(|one| one.line).collect();
        assert_eq!(lines.len(), 1);
        assert_eq!(
            entry_at(&text, part("service"), lines[0]),
            Some("S9".to_owned())
        );
        assert_eq!(entry_at(&text, part("cluster"), lines[0]), None);
    }
}
