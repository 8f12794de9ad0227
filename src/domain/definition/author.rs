//! Changes one entry in the text of a protocol, and leaves everything else in it as it was written.
//!
//! The text stays the one truth: what forms store is what the file says, so that a download loads
//! back without any difference.

use std::collections::BTreeMap;

use toml_edit::{
    Array, ArrayOfTables, Document, DocumentMut, InlineTable, Item, Table, TableLike, TomlError,
    Value, value,
};

use super::number::number;
use super::parts::{Field, Part, Shape};

/// Fields as they are typed: `name.nl` and `name.en` of a text, several of a name for several codes.
pub type Typed = Vec<(String, String)>;

/// Why a change could not be made. What the file itself then says is judged by `Protocol::parse`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorError {
    /// Fields with what is wrong with them as typed.
    Fields(Vec<(String, FormFault)>),
    /// There is no such entry, or not any more.
    Gone,
    /// The text is no TOML, or writes this part in a way that forms cannot follow.
    OtherForm,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFault {
    Missing,
    NotANumber,
    NotWhole,
    NotADay,
    Taken,
}

impl From<TomlError> for AuthorError {
    fn from(_: TomlError) -> Self {
        Self::OtherForm
    }
}

/// An entry as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: String,
    /// Its name or statement, in Dutch and English.
    pub name: [String; 2],
}

/// A text that is read once for all its parts: reading a large one takes a while.
pub struct Entries(DocumentMut);

impl Entries {
    pub fn of(text: &str) -> Result<Self, AuthorError> {
        Ok(Self(text.parse()?))
    }

    /// The entries of a part, in the order of the file.
    pub fn list(&self, part: &Part) -> Result<Vec<Listed>, AuthorError> {
        let Some(id) = part.id else {
            return Ok(Vec::new());
        };
        let tables = tables(&self.0, part)?.into_iter().flatten();
        Ok(tables.map(|table| listed(table, id)).collect())
    }
}

pub(super) fn listed(table: &Table, id: &str) -> Listed {
    let named = table
        .get("name")
        .or_else(|| table.get("statement"))
        .or_else(|| table.get("role"));
    let word = |tag| named.map_or(String::new(), |text| text_in(text, tag));
    Listed {
        id: table.get(id).map_or(String::new(), plain),
        name: [word("nl"), word("en")],
    }
}

/// What an entry says, as a form shows it. For a part that stands there once, `id` is not looked at.
pub fn read(text: &str, part: &Part, id: &str) -> Result<Typed, AuthorError> {
    let document = Document::parse(text)?;
    let table: Option<&dyn TableLike> = match part.id {
        None => document.get(part.key).and_then(Item::as_table_like),
        Some(_) => {
            let at = position(&document, part, id)?.ok_or(AuthorError::Gone)?;
            let tables = tables(&document, part)?;
            let table = tables.and_then(|tables| tables.get(at));
            table.map(|table| table as &dyn TableLike)
        }
    };
    Ok(table.map_or_else(Vec::new, |table| typed(table, part)))
}

/// Puts what was typed in the entry `id`, or in a new one at the end of its part.
pub fn put(text: &str, part: &Part, id: Option<&str>, form: &Typed) -> Result<String, AuthorError> {
    let mut document: DocumentMut = text.parse()?;
    put_in(&mut document, part, id, form)?;
    Ok(document.to_string())
}

fn put_in(
    document: &mut DocumentMut,
    part: &Part,
    id: Option<&str>,
    form: &Typed,
) -> Result<(), AuthorError> {
    let items = items(part, form)?;
    let Some(key) = part.id else {
        let table = document
            .entry(part.key)
            .or_insert(Item::Table(Table::new()));
        let table = table.as_table_like_mut().ok_or(AuthorError::OtherForm)?;
        fill(table, items);
        // A form that is left empty says nothing, and so does the file then.
        if table.is_empty() {
            document.remove(part.key);
        }
        return Ok(());
    };
    let own = form.iter().find(|(name, _)| name == key);
    let own = own.map_or("", |(_, typed)| typed.trim());
    let taken = position(document, part, own)?;
    let at = match id {
        None => None,
        Some(id) => Some(position(document, part, id)?.ok_or(AuthorError::Gone)?),
    };
    if taken.is_some() && taken != at {
        return Err(AuthorError::Fields(vec![(
            key.to_owned(),
            FormFault::Taken,
        )]));
    }
    let end = end_of(document, part);
    fill_in(document, part, (at, end), items)
}

/// Fills the entry at a place, or a new one that stands at `end` of the file.
pub(super) fn fill_in(
    document: &mut DocumentMut,
    part: &Part,
    (at, end): (Option<usize>, isize),
    items: Items,
) -> Result<(), AuthorError> {
    let tables = document
        .entry(part.key)
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let tables = tables
        .as_array_of_tables_mut()
        .ok_or(AuthorError::OtherForm)?;
    match at.and_then(|at| tables.get_mut(at)) {
        Some(table) => fill(table, items),
        None => {
            let mut table = Table::new();
            table.decor_mut().set_prefix("\n");
            table.set_position(Some(end));
            fill(&mut table, items);
            tables.push(table);
        }
    }
    Ok(())
}

/// Takes the entry out.
pub fn remove(text: &str, part: &Part, id: &str) -> Result<String, AuthorError> {
    let mut document: DocumentMut = text.parse()?;
    let at = position(&document, part, id)?.ok_or(AuthorError::Gone)?;
    let tables = document.get_mut(part.key);
    let tables = tables.and_then(Item::as_array_of_tables_mut);
    tables.ok_or(AuthorError::Gone)?.remove(at);
    Ok(document.to_string())
}

/// Changes places with the entry before it, or behind it; the first and the last stay.
pub fn shift(text: &str, part: &Part, id: &str, up: bool) -> Result<String, AuthorError> {
    let mut document: DocumentMut = text.parse()?;
    let at = position(&document, part, id)?.ok_or(AuthorError::Gone)?;
    let tables = document.get_mut(part.key);
    let tables = tables.and_then(Item::as_array_of_tables_mut);
    let tables = tables.ok_or(AuthorError::Gone)?;
    let other = if up { at.checked_sub(1) } else { Some(at + 1) };
    let Some(other) = other.filter(|other| *other < tables.len()) else {
        return Ok(text.to_owned());
    };
    let (Some(one), Some(two)) = (tables.get(at).cloned(), tables.get(other).cloned()) else {
        return Err(AuthorError::Gone);
    };
    for (place, mut table) in [(at, two), (other, one)] {
        if let Some(target) = tables.get_mut(place) {
            table.set_position(target.position());
            *target = table;
        }
    }
    Ok(document.to_string())
}

pub(super) fn tables<'a>(
    document: &'a Table,
    part: &Part,
) -> Result<Option<&'a ArrayOfTables>, AuthorError> {
    match document.get(part.key) {
        None => Ok(None),
        Some(item) => item
            .as_array_of_tables()
            .map(Some)
            .ok_or(AuthorError::OtherForm),
    }
}

pub(super) fn position(
    document: &Table,
    part: &Part,
    id: &str,
) -> Result<Option<usize>, AuthorError> {
    let (Some(key), Some(tables)) = (part.id, tables(document, part)?) else {
        return Ok(None);
    };
    Ok(tables
        .iter()
        .position(|table| table.get(key).map(plain).as_deref() == Some(id)))
}

/// The place in the file behind the last entry of a part, or behind everything.
pub(super) fn end_of(document: &DocumentMut, part: &Part) -> isize {
    let of = |item: &Item| match item {
        Item::Table(table) => table.position(),
        Item::ArrayOfTables(tables) => tables.iter().filter_map(Table::position).max(),
        _ => None,
    };
    let own = document.get(part.key).and_then(of);
    let all = document.iter().filter_map(|(_, item)| of(item)).max();
    own.or(all).unwrap_or(0)
}

/// A value of one line as it is typed.
pub(super) fn plain(item: &Item) -> String {
    match item.as_value() {
        Some(Value::String(text)) => text.value().clone(),
        Some(Value::Integer(number)) => number.value().to_string(),
        Some(Value::Float(number)) => number.value().to_string(),
        Some(Value::Boolean(flag)) => flag.value().to_string(),
        Some(Value::Datetime(day)) => day.value().to_string(),
        _ => String::new(),
    }
}

fn text_in(item: &Item, tag: &str) -> String {
    let table = item.as_table_like();
    let text = table.and_then(|table| table.get(tag));
    text.map_or(String::new(), plain)
}

fn elements(item: &Item) -> Vec<String> {
    let array = item.as_array();
    array.map_or_else(Vec::new, |array| {
        let one = |value: &Value| plain(&Item::Value(value.clone()));
        array.iter().map(one).collect()
    })
}

pub(super) fn typed(table: &dyn TableLike, part: &Part) -> Typed {
    let mut form = Vec::new();
    for field in part.fields {
        let Some(item) = table.get(field.key) else {
            continue;
        };
        match field.shape {
            Shape::Texts => {
                for tag in ["nl", "en"] {
                    form.push((format!("{}.{tag}", field.key), text_in(item, tag)));
                }
            }
            Shape::Many(_) => {
                let codes = elements(item).into_iter();
                form.extend(codes.map(|code| (field.key.to_owned(), code)));
            }
            Shape::Answers => form.push((field.key.to_owned(), elements(item).join(", "))),
            Shape::Bound if item.is_array() => {
                form.push((field.key.to_owned(), elements(item).join("; ")));
            }
            _ => form.push((field.key.to_owned(), plain(item))),
        }
    }
    form
}

/// Each field of the part with what is to stand in the file; nothing for what is to be left out.
pub(super) type Items = Vec<(&'static Field, Option<Filled>)>;

pub(super) enum Filled {
    Value(Value),
    Texts(BTreeMap<&'static str, String>),
}

pub(super) fn items(part: &Part, form: &Typed) -> Result<Items, AuthorError> {
    let all = |name: &str| -> Vec<String> {
        let own = form.iter().filter(|(key, _)| key == name);
        let trimmed = own.map(|(_, typed)| typed.trim().replace("\r\n", "\n"));
        trimmed.filter(|typed| !typed.is_empty()).collect()
    };
    let estimator = all("estimator").pop().unwrap_or_default();
    let (mut items, mut wrong) = (Vec::new(), Vec::new());
    for field in part.fields {
        if !part.takes(field.key, &estimator) {
            items.push((field, None));
            continue;
        }
        match filled(field, &all) {
            Ok(None) if field.required => wrong.push((first(field), FormFault::Missing)),
            Ok(filled) => items.push((field, filled)),
            Err(fault) => wrong.push((first(field), fault)),
        }
    }
    if wrong.is_empty() {
        Ok(items)
    } else {
        Err(AuthorError::Fields(wrong))
    }
}

/// The name of the control that a problem with the field leads to.
fn first(field: &Field) -> String {
    match field.shape {
        Shape::Texts => format!("{}.nl", field.key),
        _ => field.key.to_owned(),
    }
}

fn filled(field: &Field, all: &impl Fn(&str) -> Vec<String>) -> Result<Option<Filled>, FormFault> {
    if field.shape == Shape::Texts {
        let word = |tag| Some((tag, all(&format!("{}.{tag}", field.key)).pop()?));
        let words: BTreeMap<_, _> = ["nl", "en"].into_iter().filter_map(word).collect();
        return Ok((!words.is_empty()).then_some(Filled::Texts(words)));
    }
    let typed = all(field.key);
    let Some(last) = typed.last() else {
        return Ok(None);
    };
    Ok(Some(Filled::Value(match field.shape {
        Shape::Line | Shape::Word(_) | Shape::One(_) | Shape::Texts => last.as_str().into(),
        Shape::Number => number(last)?,
        Shape::Bound => match last.split_once(';') {
            Some((low, high)) => Value::from_iter([number(low)?, number(high)?]),
            None => number(last)?,
        },
        Shape::Whole => last.parse::<i64>().map_err(|_| FormFault::NotWhole)?.into(),
        Shape::Day => {
            let day: toml_edit::Datetime = last.parse().map_err(|_| FormFault::NotADay)?;
            if day.date.is_none() || day.time.is_some() {
                return Err(FormFault::NotADay);
            }
            day.into()
        }
        Shape::Flag if last == "true" => true.into(),
        Shape::Flag => return Ok(None),
        Shape::Many(_) => Value::from_iter(typed),
        Shape::Answers => {
            let codes = last.split(',').map(str::trim);
            let codes = codes.filter(|code| !code.is_empty());
            let one = |code: &str| match code.parse::<i64>() {
                Ok(number) => Value::from(number),
                Err(_) => Value::from(code),
            };
            Value::Array(codes.map(one).collect::<Array>())
        }
    })))
}

/// Fields that the form does not know stay; a text keeps its other languages.
fn fill(table: &mut dyn TableLike, items: Items) {
    for (field, filled) in items {
        match filled {
            None => {
                table.remove(field.key);
            }
            Some(Filled::Value(new)) => {
                let kept = table.get(field.key).is_some_and(|old| same(old, &new));
                if !kept {
                    table.insert(field.key, value(new));
                }
            }
            Some(Filled::Texts(words)) => {
                if table.get(field.key).is_none_or(|old| !old.is_table_like()) {
                    table.insert(field.key, value(InlineTable::new()));
                }
                let text = table.get_mut(field.key);
                if let Some(text) = text.and_then(Item::as_table_like_mut) {
                    for tag in ["nl", "en"] {
                        match words.get(tag) {
                            Some(word) => text.insert(tag, value(word)),
                            None => text.remove(tag),
                        };
                    }
                }
                if let Some(text) = table.get_mut(field.key).and_then(Item::as_inline_table_mut) {
                    text.fmt();
                }
            }
        }
    }
}

/// Whether the file says this already, however it writes it.
fn same(old: &Item, new: &Value) -> bool {
    let new = Item::Value(new.clone());
    match (old.is_array(), new.is_array()) {
        (true, true) => elements(old) == elements(&new),
        (false, false) => plain(old) == plain(&new),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::protocol::Protocol;

    const CASE: &str = include_str!("../../../surveys/servicedesk/protocol.toml");

    fn part(key: &str) -> &'static Part {
        Part::find(key).unwrap()
    }

    fn form(fields: &[(&str, &str)]) -> Typed {
        let owned = |(name, typed): &(&str, &str)| ((*name).to_owned(), (*typed).to_owned());
        fields.iter().map(owned).collect()
    }

    #[test]
    fn every_entry_of_the_case_goes_through_its_form_unchanged() {
        let before = Protocol::parse("protocol.toml", CASE).unwrap();
        let mut text = CASE.to_owned();
        let mut seen = 0;
        for part in &super::super::parts::PARTS {
            let mut ids: Vec<String> = Entries::of(&text)
                .unwrap()
                .list(part)
                .unwrap()
                .into_iter()
                .map(|one| one.id)
                .collect();
            if part.id.is_none() {
                ids.push(String::new());
            }
            for id in ids {
                let typed = read(&text, part, &id).unwrap();
                text = put(&text, part, Some(&id), &typed).unwrap();
                seen += 1;
            }
        }
        assert!(seen > 80, "{seen} entries");
        assert_eq!(Protocol::parse("protocol.toml", &text).unwrap(), before);
        assert_eq!(
            text.lines().filter(|line| line.starts_with('#')).count(),
            CASE.lines().filter(|line| line.starts_with('#')).count(),
            "comments stay"
        );
    }

    #[test]
    fn a_new_entry_stands_behind_the_others_of_its_part_and_can_be_moved_and_removed() {
        let goal = form(&[
            ("code", "D9"),
            ("name.nl", "Nieuw"),
            ("name.en", "New"),
            ("statement.nl", "Het nieuwe doel."),
            ("statement.en", "The new goal."),
            ("deadline", "2027-01-31"),
        ]);
        let text = put(CASE, part("goal"), None, &goal).unwrap();
        let ids = |text: &str| -> Vec<String> {
            let listed = Entries::of(text).unwrap().list(part("goal")).unwrap();
            listed.into_iter().map(|one| one.id).collect()
        };
        assert_eq!(ids(&text).last().unwrap(), "D9");
        let lines: Vec<&str> = text.lines().collect();
        let at = |needle: &str| lines.iter().position(|line| *line == needle).unwrap();
        assert!(
            at("code = \"D9\"") < at("code = \"P01\""),
            "before the parameters"
        );
        assert_eq!(Protocol::parse("p", &text).unwrap().goals.len(), 7);

        let moved = shift(&text, part("goal"), "D9", true).unwrap();
        assert_eq!(ids(&moved)[5..], ["D9", "D6"]);
        assert_eq!(shift(&text, part("goal"), "D1", true).unwrap(), text);
        let removed = remove(&moved, part("goal"), "D9").unwrap();
        assert_eq!(
            Protocol::parse("p", &removed).unwrap(),
            Protocol::parse("p", CASE).unwrap()
        );
        assert_eq!(remove(&removed, part("goal"), "D9"), Err(AuthorError::Gone));
    }

    #[test]
    fn what_is_missing_no_number_or_taken_is_told_at_its_field() {
        let typed = form(&[
            ("code", "D1"),
            ("name.nl", "x"),
            ("statement.nl", "x"),
            ("deadline", "soon"),
        ]);
        let wrong = put(CASE, part("goal"), None, &typed).unwrap_err();
        assert_eq!(
            wrong,
            AuthorError::Fields(vec![("deadline".to_owned(), FormFault::NotADay)])
        );
        let typed = form(&[("code", "D1"), ("name.nl", "x"), ("statement.nl", "x")]);
        let wrong = put(CASE, part("goal"), None, &typed).unwrap_err();
        assert_eq!(
            wrong,
            AuthorError::Fields(vec![("code".to_owned(), FormFault::Taken)])
        );
        let wrong = put(
            CASE,
            part("cluster"),
            None,
            &form(&[("planned_fte", "much")]),
        )
        .unwrap_err();
        let fields = ["code", "name.nl", "planned_fte"];
        let AuthorError::Fields(wrong) = wrong else {
            panic!("{wrong:?}")
        };
        assert_eq!(
            wrong
                .iter()
                .map(|(field, _)| field.as_str())
                .collect::<Vec<_>>(),
            fields
        );
    }

    #[test]
    fn a_problem_of_the_reader_finds_its_field() {
        let mut typed = read(CASE, part("parameter"), "P02").unwrap();
        for (name, typed) in &mut typed {
            if name == "limit" {
                *typed = "8".to_owned();
            }
        }
        let text = put(CASE, part("parameter"), Some("P02"), &typed).unwrap();
        let problems = Protocol::parse("p", &text).unwrap_err();
        let fields: Vec<_> = problems
            .iter()
            .map(|problem| {
                super::super::mentions::field_of(&text, part("parameter"), "P02", problem)
            })
            .collect();
        assert_eq!(fields, [Some("limit".to_owned())]);
    }
}
