//! Which entries and fields of a protocol the problems of its text lie in: what a form tells where,
//! and what refers to something that goes.

use std::ops::Range;

use toml_edit::{Document, Table, TableLike};

use super::author::{Listed, Typed, listed, plain, position, read, tables};
use super::fault::Fault;
use super::parts::{PARTS, Part};
use super::problem::Problem;

/// An entry that a problem lies in.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub part: &'static Part,
    pub entry: Listed,
    /// The field, when the problem is about one that is there.
    pub field: Option<String>,
}

/// The entries that these problems lie in, in the order of the file, each once; and the problems
/// that lie in none.
pub fn mentions<'a>(
    text: &str,
    problems: impl Iterator<Item = &'a Problem>,
) -> (Vec<Mention>, Vec<&'a Problem>) {
    let Ok(document) = Document::parse(text) else {
        return (Vec::new(), problems.collect());
    };
    let places = places(&document);
    let mut found: Vec<Mention> = Vec::new();
    let mut others = Vec::new();
    for problem in problems {
        let at = problem.span.start;
        let place = places.iter().find(|place| place.whole.contains(&at));
        match place.map(|place| place.mention(at)) {
            None => others.push(problem),
            Some(one) if found.iter().any(|known| is_same(known, &one)) => {}
            Some(one) => found.push(one),
        }
    }
    (found, others)
}

/// The entry of this part that each problem lies in, by its code, and the field where it is about one;
/// none of a problem that lies elsewhere.
pub fn about<'a>(
    text: &str,
    part: &Part,
    problems: impl Iterator<Item = &'a Problem>,
) -> Vec<Option<(String, Option<String>)>> {
    let Ok(document) = Document::parse(text) else {
        return problems.map(|_| None).collect();
    };
    let places = places(&document);
    let of = |problem: &Problem| {
        let at = problem.span.start;
        let is_it = |place: &&Place| place.part.key == part.key && place.whole.contains(&at);
        let place = places.iter().find(is_it)?;
        let code = place.table.get(place.id).map_or(String::new(), plain);
        Some((code, field_in(place.table, part, problem)))
    };
    problems.map(of).collect()
}

fn is_same(one: &Mention, other: &Mention) -> bool {
    one.part.key == other.part.key && one.entry.id == other.entry.id
}

/// An entry with the bytes of the text that it takes.
struct Place<'a> {
    part: &'static Part,
    id: &'static str,
    table: &'a Table,
    whole: Range<usize>,
}

impl Place<'_> {
    fn mention(&self, at: usize) -> Mention {
        let field = fields(self.table).find(|(_, place)| place.contains(&at));
        Mention {
            part: self.part,
            entry: listed(self.table, self.id),
            field: field.map(|(key, _)| key.to_owned()),
        }
    }
}

fn places(document: &Table) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    for part in &PARTS {
        let (Some(id), Ok(Some(entries))) = (part.id, tables(document, part)) else {
            continue;
        };
        for table in entries {
            let from = fields(table).map(|(_, place)| place.start).min();
            let to = fields(table).map(|(_, place)| place.end).max();
            places.extend(from.zip(to).map(|(from, to)| Place {
                part,
                id,
                table,
                whole: from..to + 1,
            }));
        }
    }
    places
}

/// What the entry says, and `text` without it as [`remove`](super::author::remove) leaves it, but
/// with its comments gone. Only the entry is read, since reading all of a large protocol takes a
/// while; none where the text is written in another way than the forms write it.
pub fn cut(text: &str, part: &Part, id: &str) -> Option<(Typed, String)> {
    let (head, key) = (format!("[[{}]]", part.key), part.id?);
    let own = [format!("{key} = \"{id}\""), format!("{key} = {id}")];
    let below = [format!("[{}.", part.key), format!("[[{}.", part.key)];
    let is_next = |rest: &str| below.iter().all(|below| !rest.starts_with(below));
    let heads = text.match_indices(&head).map(|(at, _)| at);
    let mut entries = heads.map(|from| {
        let behind = from + head.len();
        let rest = text.get(behind..).unwrap_or_default();
        let mut next = rest.match_indices("\n[").map(|(at, _)| at + 1);
        let next = next.find(|at| rest.get(*at..).is_some_and(is_next));
        from..next.map_or(text.len(), |next| behind + next)
    });
    let is_own = |entry: &str| {
        entry
            .lines()
            .any(|line| own.iter().any(|own| line.trim() == own))
    };
    let place = entries.find(|place| text.get(place.clone()).is_some_and(is_own))?;
    let said = read(text.get(place.clone())?, part, id).ok()?;
    let left = [text.get(..place.start)?, text.get(place.end..)?];
    Some((said, left.concat()))
}

/// The field of the entry that a problem in the text is about; none when it lies elsewhere.
pub fn field_of(text: &str, part: &Part, id: &str, problem: &Problem) -> Option<String> {
    let document = Document::parse(text).ok()?;
    let table: &dyn TableLike = match part.id {
        None => document.get(part.key)?.as_table_like()?,
        Some(_) => {
            let at = position(&document, part, id).ok()??;
            tables(&document, part).ok()??.get(at)?
        }
    };
    field_in(table, part, problem)
}

/// The field of this entry that a problem is about.
pub(super) fn field_in(table: &dyn TableLike, part: &Part, problem: &Problem) -> Option<String> {
    let at = problem.span.start;
    let fields: Vec<(&str, Range<usize>)> = fields(table).collect();
    if let Some((key, _)) = fields.iter().find(|(_, place)| place.contains(&at)) {
        return Some((*key).to_owned());
    }
    // What is missing is reported at the head of the table.
    match &problem.fault {
        Fault::Field { key, .. } if head(&fields, part)?.contains(&at) => Some(key.clone()),
        _ => None,
    }
}

fn head(fields: &[(&str, Range<usize>)], part: &Part) -> Option<Range<usize>> {
    let begins = fields.iter().map(|(_, place)| place.start).min()?;
    Some(begins.saturating_sub(part.key.len() + "[[]]\n".len())..begins)
}

/// The fields of an entry, from the name of each to the end of what it says.
fn fields(table: &dyn TableLike) -> impl Iterator<Item = (&str, Range<usize>)> {
    table.iter().filter_map(|(key, item)| {
        let from = table.key(key).and_then(toml_edit::Key::span)?;
        Some((key, from.start..item.span()?.end))
    })
}

#[cfg(test)]
mod tests {
    use super::super::author::remove;
    use super::*;
    use crate::domain::protocol::Protocol;

    const CASE: &str = include_str!("../../../surveys/servicedesk/protocol.toml");

    fn left(key: &str, id: &str) -> (Vec<String>, usize) {
        let text = remove(CASE, Part::find(key).unwrap(), id).unwrap();
        let problems = Protocol::parse("protocol.toml", &text).unwrap_err();
        let (found, others) = mentions(&text, problems.iter());
        let named = found.iter().map(|one| {
            let field = one.field.as_deref().unwrap_or_default();
            format!("{} {} {field}", one.part.key, one.entry.id)
        });
        (named.collect(), others.len())
    }

    #[test]
    fn every_entry_that_refers_to_what_goes_is_named_once_with_its_field() {
        let (found, others) = left("cluster", "C1");
        assert_eq!(others, 0, "{found:?}");
        assert!(
            found.contains(&"agreement SLA-C1 cluster".to_owned()),
            "{found:?}"
        );
        assert!(
            found.contains(&"service C1-01 cluster".to_owned()),
            "{found:?}"
        );
        let mut once = found.clone();
        once.dedup();
        assert_eq!(once, found);
        let (found, _) = left("goal", "D1");
        assert!(
            found.contains(&"parameter P01 goals".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn what_is_cut_out_is_gone_and_all_else_stays() {
        let protocol = |text: &str| Protocol::parse("protocol.toml", text).unwrap();
        for (key, id) in [
            ("parameter", "P01"),
            ("service", "C1-01"),
            ("charter", "H1"),
        ] {
            let part = Part::find(key).unwrap();
            let (said, cut) = cut(CASE, part, id).unwrap();
            assert_eq!(said, read(CASE, part, id).unwrap());
            assert_eq!(protocol(&cut), protocol(&remove(CASE, part, id).unwrap()));
            assert_ne!(protocol(&cut), protocol(CASE));
        }
    }

    #[test]
    fn of_a_text_that_is_no_toml_nothing_is_named() {
        let problems = Protocol::parse("protocol.toml", "a = ").unwrap_err();
        let (found, others) = mentions("a = ", problems.iter());
        assert!(found.is_empty() && !others.is_empty());
    }
}
