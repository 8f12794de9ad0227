//! Many entries of one part put into the text of a protocol at once, and taken out of it as rows.

use std::collections::HashMap;

use toml_edit::{DocumentMut, TableLike};

use super::author::{AuthorError, Typed, end_of, fill_in, items, tables, typed};
use super::parts::{Part, Shape};

/// What became of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    Added(Typed),
    Changed { before: Typed, after: Typed },
    Unchanged,
}

/// The places of rows that cannot be put, with the reason.
pub type Misplaced = Vec<(usize, AuthorError)>;

/// Puts each row over the entry of its code, or in a new one; tells what became of each. What a row
/// does not name stays as it is. Every row that cannot be put is told by its place in `rows`; then
/// nothing changes.
pub fn put_all(text: &str, part: &Part, rows: &[Typed]) -> Result<(String, Vec<Put>), Misplaced> {
    let whole = |error| vec![(0, error)];
    let mut document: DocumentMut = text.parse().map_err(AuthorError::from).map_err(whole)?;
    let mut places = places(&document, part).map_err(whole)?;
    let end = end_of(&document, part);
    let (mut done, mut wrong) = (Vec::new(), Vec::new());
    for (row, form) in rows.iter().enumerate() {
        let code = code(part, form);
        let at = places.get(code).copied();
        match put_one(&mut document, part, (at, end), form) {
            Ok(put) => {
                let next = places.len();
                places.entry(code.to_owned()).or_insert(next);
                done.push(put);
            }
            Err(error) => wrong.push((row, error)),
        }
    }
    match wrong.is_empty() {
        true => Ok((document.to_string(), done)),
        false => Err(wrong),
    }
}

/// The code by which an entry is known.
pub fn code<'f>(part: &Part, form: &'f Typed) -> &'f str {
    let key = part.id.unwrap_or_default();
    let own = form.iter().find(|(name, _)| name == key);
    own.map_or("", |(_, code)| code.trim())
}

/// The entries by their codes.
fn places(document: &DocumentMut, part: &Part) -> Result<HashMap<String, usize>, AuthorError> {
    let all = tables(document, part)?.into_iter().flatten();
    let codes = all.map(|table| code(part, &typed(table as &dyn TableLike, part)).to_owned());
    Ok(codes.enumerate().map(|(at, code)| (code, at)).collect())
}

fn put_one(
    document: &mut DocumentMut,
    part: &Part,
    (at, end): (Option<usize>, isize),
    row: &Typed,
) -> Result<Put, AuthorError> {
    let entry = |document: &DocumentMut, at| {
        let all = tables(document, part)?;
        let table = all.and_then(|all| all.get(at)).ok_or(AuthorError::Gone)?;
        Ok::<_, AuthorError>(typed(table as &dyn TableLike, part))
    };
    let Some(at) = at else {
        fill_in(document, part, (None, end), items(part, row)?)?;
        let all = tables(document, part)?.map_or(0, |all| all.len());
        return Ok(Put::Added(entry(document, all.saturating_sub(1))?));
    };
    let before = entry(document, at)?;
    let named = |name: &str| row.iter().any(|(key, _)| key == name);
    let mut after: Typed = before.clone();
    after.retain(|(name, _)| !named(name));
    after.extend(row.iter().cloned());
    fill_in(document, part, (Some(at), end), items(part, &after)?)?;
    let after = entry(document, at)?;
    Ok(match after == before {
        true => Put::Unchanged,
        false => Put::Changed { before, after },
    })
}

/// Makes entries be as they were: each of the codes with what it said, or with nothing where it was
/// not there. `None` where one is not as it was left.
pub fn put_back(
    text: &str,
    part: &Part,
    entries: &[(Option<Typed>, Typed)],
) -> Result<Option<String>, AuthorError> {
    let mut document: DocumentMut = text.parse()?;
    let places = places(&document, part)?;
    let end = end_of(&document, part);
    let mut gone = Vec::new();
    for (before, after) in entries {
        let Some(at) = places.get(code(part, after)).copied() else {
            return Ok(None);
        };
        let all = tables(&document, part)?;
        let table = all.and_then(|all| all.get(at)).ok_or(AuthorError::Gone)?;
        if typed(table as &dyn TableLike, part) != *after {
            return Ok(None);
        }
        match before {
            Some(before) => fill_in(&mut document, part, (Some(at), end), items(part, before)?)?,
            None => gone.push(at),
        }
    }
    gone.sort_unstable();
    for at in gone.into_iter().rev() {
        let all = document.get_mut(part.key);
        let all = all.and_then(toml_edit::Item::as_array_of_tables_mut);
        all.ok_or(AuthorError::Gone)?.remove(at);
    }
    Ok(Some(document.to_string()))
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

#[cfg(test)]
mod tests {
    use super::super::mentions::about;
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
            let (text, done) = put_all(CASE, part, &rows).unwrap();
            let read = |text: &str| Protocol::parse("p", text).unwrap();
            assert_eq!(read(&text), read(CASE), "{key}");
            assert_eq!(done, vec![Put::Unchanged; rows.len()]);
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
        let (text, done) = put_all(CASE, part("cluster"), &[new, old]).unwrap();
        assert!(matches!(
            done.as_slice(),
            [Put::Added(_), Put::Changed { .. }]
        ));
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
        assert_eq!(problems.iter().count(), 1);
        assert_eq!(
            about(&text, part("service"), problems.iter()),
            [Some(("S9".to_owned(), Some("cluster".to_owned())))]
        );
        assert_eq!(about(&text, part("cluster"), problems.iter()), [None]);
    }

    #[test]
    fn entries_go_back_to_what_they_were_unless_they_were_changed_since() {
        let part = part("service");
        let old = row(&[("code", "C1-01"), ("effort_hours", "9"), ("tips.nl", "")]);
        let new = row(&[
            ("code", "S9"),
            ("cluster", "C1"),
            ("name.nl", "Lamp"),
            ("name.en", "Lamp"),
            ("handling", "both"),
            ("back_office", "B"),
        ]);
        let (text, done) = put_all(CASE, part, &[new, old]).unwrap();
        let entries: Vec<_> = done
            .into_iter()
            .map(|put| match put {
                Put::Added(after) => (None, after),
                Put::Changed { before, after } => (Some(before), after),
                Put::Unchanged => panic!("both change something"),
            })
            .collect();
        let back = put_back(&text, part, &entries).unwrap().unwrap();
        let read = |text: &str| Protocol::parse("p", text).unwrap();
        assert_eq!(read(&back), read(CASE));
        let later = row(&[("code", "S9"), ("effort_hours", "1")]);
        let (text, _) = put_all(&text, part, &[later]).unwrap();
        assert_eq!(put_back(&text, part, &entries), Ok(None));
        assert_eq!(put_back(CASE, part, &entries), Ok(None));
    }
}
