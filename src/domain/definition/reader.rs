//! The fields of a TOML table, read one by one.
//!
//! A field that is missing or wrong yields a stand-in value, so that reading goes on and finds the
//! next mistake. A stand-in never gets out: a document with a fault gives no definition.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::MOST_ENTRIES;
use super::check::{is_code, nearest, text_fault};
use super::fault::{CodeFault, Expected, Fault, FieldFault, RuleFault, Thing};
use super::sink::{Codes, Sink, Span, shortened};

/// A word with its place.
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

/// One table of the document, with what was asked of it.
pub(super) struct Table<'a> {
    pub(super) sink: &'a Sink,
    entries: &'a DeTable<'a>,
    /// Where the table begins: its header, or its braces.
    pub(super) span: Span,
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl<'a> Table<'a> {
    pub(super) fn new(sink: &'a Sink, entries: &'a DeTable<'a>, span: Span) -> Self {
        Self {
            sink,
            entries,
            span,
            known: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// Says which fields are missing and which are not known. A slip (`taget` for a missing
    /// `target`) is one problem, not two.
    pub(super) fn finish(self) {
        let mut missing = self.missing;
        for key in self.entries.keys() {
            let name: &str = key.get_ref();
            if self.known.contains(&name) {
                continue;
            }
            let near = if self.sink.is_full() {
                None
            } else {
                nearest(name, missing.iter().copied())
                    .or_else(|| nearest(name, self.known.iter().copied()))
            };
            missing.retain(|known| Some(*known) != near);
            let known = self.known.clone();
            let fault = Fault::field(&shortened(name), FieldFault::Unknown { near, known });
            self.sink.report(key.span(), fault);
        }
        for key in missing {
            let fault = Fault::field(key, FieldFault::Missing);
            self.sink.report(self.span.clone(), fault);
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The place of a field's value, or of the table when it has none.
    pub(super) fn span_of(&self, key: &str) -> Span {
        self.entries
            .get(key)
            .map_or_else(|| self.span.clone(), Spanned::span)
    }

    pub(super) fn report_at(&self, key: &str, fault: Fault) {
        self.sink.report(self.span_of(key), fault);
    }

    pub(super) fn rule(&self, key: &str, fault: RuleFault) {
        self.report_at(key, Fault::Rule(fault));
    }

    pub(super) fn bad_code(&self, key: &str, fault: CodeFault) {
        self.report_at(key, Fault::Code(fault));
    }

    pub(super) fn bad_field(&self, key: &str, fault: FieldFault) {
        self.report_at(key, Fault::field(key, fault));
    }

    /// Fields that belong here but cannot be judged, for want of another.
    pub(super) fn pass_over(&mut self, keys: &[&'static str]) {
        self.known.extend(keys);
    }

    pub(super) fn require(&mut self, key: &'static str) {
        if !self.has(key) {
            self.missing.push(key);
        }
    }

    pub(super) fn optional(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.push(key);
        self.entries.get(key)
    }

    pub(super) fn required(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        let value = self.optional(key);
        if value.is_none() {
            self.missing.push(key);
        }
        value
    }

    pub(super) fn report_field(&self, key: &str, span: Span, fault: FieldFault) {
        self.sink.report(span, Fault::field(key, fault));
    }

    pub(super) fn wrong_type(&self, key: &str, span: Span, expected: Expected) {
        self.report_field(key, span, FieldFault::WrongType(expected));
    }

    pub(super) fn string(
        &self,
        key: &str,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Option<Placed<&'a str>> {
        let span = value.span();
        match value.get_ref().as_str() {
            Some(string) => Some(Placed {
                value: string,
                span,
            }),
            None => {
                self.wrong_type(key, span, Expected::Word);
                None
            }
        }
    }

    /// A required string as it stands.
    pub(super) fn word(&mut self, key: &'static str) -> Option<Placed<&'a str>> {
        let value = self.required(key)?;
        self.string(key, value)
    }

    pub(super) fn optional_word(&mut self, key: &'static str) -> Option<Placed<&'a str>> {
        let value = self.optional(key)?;
        self.string(key, value)
    }

    /// A line of plain text that is not translated, such as a name.
    pub(super) fn name(&mut self, key: &'static str) -> Option<String> {
        let value = self.optional(key)?;
        let word = self.string(key, value)?;
        if let Some(fault) = text_fault(word.value) {
            self.report_field(key, word.span, FieldFault::Text(fault));
        }
        Some(word.value.to_owned())
    }

    pub(super) fn required_name(&mut self, key: &'static str) -> String {
        self.require(key);
        self.name(key).unwrap_or_default()
    }

    fn code_of(&self, word: Placed<&str>) -> Option<Placed<String>> {
        if is_code(word.value) {
            return Some(Placed {
                value: word.value.to_owned(),
                span: word.span,
            });
        }
        let code = shortened(word.value);
        let fault = Fault::Code(CodeFault::BadCode(code));
        self.sink.report(word.span, fault);
        None
    }

    /// A required code of our own or of something in another file.
    pub(super) fn code(&mut self, key: &'static str) -> String {
        self.placed_code(key)
            .map_or_else(String::new, |code| code.value)
    }

    pub(super) fn placed_code(&mut self, key: &'static str) -> Option<Placed<String>> {
        let word = self.word(key)?;
        self.code_of(word)
    }

    pub(super) fn optional_code(&mut self, key: &'static str) -> Option<String> {
        let value = self.optional(key)?;
        let word = self.string(key, value)?;
        self.code_of(word).map(|code| code.value)
    }

    /// A required code that must be one of `known`.
    pub(super) fn reference(&mut self, key: &'static str, known: &Codes) -> String {
        match self.placed_code(key) {
            Some(code) => {
                known.check(self.sink, &code);
                code.value
            }
            None => String::new(),
        }
    }

    /// Codes that must each be one of `known`; empty when the field is absent.
    pub(super) fn references(&mut self, key: &'static str, known: &Codes) -> Vec<String> {
        let codes = self.words(key);
        let codes = codes.into_iter().filter_map(|word| self.code_of(word));
        codes
            .map(|code| {
                known.check(self.sink, &code);
                code.value
            })
            .collect()
    }

    /// A list of strings; empty when the field is absent.
    pub(super) fn words(&mut self, key: &'static str) -> Vec<Placed<&'a str>> {
        let Some(value) = self.optional(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value.span(), Expected::Words);
            return Vec::new();
        };
        array
            .iter()
            .filter_map(|element| self.string(key, element))
            .collect()
    }

    /// Answer codes as an author writes them, `[4, 5]` or `["yes"]`; required.
    pub(super) fn answer_codes(&mut self, key: &'static str) -> Vec<String> {
        let Some(value) = self.required(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value.span(), Expected::Codes);
            return Vec::new();
        };
        if array.is_empty() {
            self.report_field(key, value.span(), FieldFault::Nothing);
        }
        let codes = array.iter().filter_map(|element| {
            let code = match element.get_ref() {
                DeValue::String(word) => Some(word.to_string()),
                number => whole(number).map(|number| number.to_string()),
            };
            if code.is_none() {
                self.wrong_type(key, element.span(), Expected::Codes);
            }
            code
        });
        codes.collect()
    }

    /// One of a fixed set of words, required; `None` when it is missing or wrong.
    pub(super) fn known_word<T: Copy>(
        &mut self,
        key: &'static str,
        allowed: &[(&str, T)],
    ) -> Option<T> {
        let value = self.required(key)?;
        self.chosen(key, value, allowed)
    }

    /// The same, with the first word standing in for a wrong one.
    pub(super) fn one_of<T: Copy>(&mut self, key: &'static str, allowed: &[(&str, T)]) -> T {
        self.known_word(key, allowed).unwrap_or(allowed[0].1) // every caller names its words
    }

    pub(super) fn optional_one_of<T: Copy>(
        &mut self,
        key: &'static str,
        allowed: &[(&str, T)],
    ) -> Option<T> {
        let value = self.optional(key)?;
        self.chosen(key, value, allowed)
    }

    fn chosen<T: Copy>(
        &self,
        key: &'static str,
        value: &'a Spanned<DeValue<'a>>,
        allowed: &[(&str, T)],
    ) -> Option<T> {
        let word = self.string(key, value)?;
        if let Some((_, found)) = allowed.iter().find(|(name, _)| *name == word.value) {
            return Some(*found);
        }
        let names = || allowed.iter().map(|(name, _)| *name);
        let fault = FieldFault::UnknownWord {
            word: shortened(word.value),
            near: nearest(word.value, names()).map(str::to_owned),
            allowed: names().map(str::to_owned).collect(),
        };
        self.report_field(key, word.span, fault);
        None
    }

    /// One table, required.
    pub(super) fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Table) -> T,
    ) -> Option<T> {
        let value = self.required(key)?;
        self.table_of(key, value, read)
    }

    pub(super) fn optional_table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Table) -> T,
    ) -> Option<T> {
        let value = self.optional(key)?;
        self.table_of(key, value, read)
    }

    fn table_of<T>(
        &self,
        key: &str,
        value: &'a Spanned<DeValue<'a>>,
        read: impl FnOnce(&mut Table) -> T,
    ) -> Option<T> {
        let Some(entries) = value.get_ref().as_table() else {
            self.wrong_type(key, value.span(), Expected::Table);
            return None;
        };
        let mut table = Table::new(self.sink, entries, value.span());
        let read = read(&mut table);
        table.finish();
        Some(read)
    }

    /// A list of tables, `[[key]]`; empty when absent.
    pub(super) fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Table) -> T,
    ) -> Vec<T> {
        let Some(value) = self.optional(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value.span(), Expected::Tables);
            return Vec::new();
        };
        let count = array.len();
        if count > MOST_ENTRIES {
            let most = MOST_ENTRIES;
            self.report_field(key, value.span(), FieldFault::TooMany { count, most });
            return Vec::new();
        }
        array
            .iter()
            .filter_map(|element| self.table_of(key, element, &mut read))
            .collect()
    }

    /// The whole numbers that the tables under `key` carry as `field`.
    pub(super) fn numbers_of(&self, key: &str, field: &str) -> BTreeSet<u32> {
        let array = self.entries.get(key).and_then(|v| v.get_ref().as_array());
        let fields = array.into_iter().flatten();
        fields
            .filter_map(|element| whole(element.get_ref().get(field)?.get_ref()))
            .filter_map(|number| u32::try_from(number).ok())
            .collect()
    }

    /// The words that the tables under `keys` carry as `field`, each once.
    pub(super) fn words_of(&self, keys: &[&str], field: &str) -> Vec<String> {
        let tables = keys.iter().filter_map(|key| self.entries.get(*key));
        let tables = tables.filter_map(|value| value.get_ref().as_array());
        let words: BTreeSet<String> = tables
            .flatten()
            .filter_map(|element| element.get_ref().get(field)?.get_ref().as_str())
            .map(str::to_owned)
            .collect();
        words.into_iter().collect()
    }

    /// The codes that the tables under `key` carry, right or wrong in all else; says which occur twice.
    pub(super) fn codes_of(&self, thing: Thing, key: &str) -> Codes {
        let mut codes = Codes::new(thing);
        let Some(value) = self.entries.get(key) else {
            return codes;
        };
        let Some(array) = value.get_ref().as_array() else {
            codes.add_unreadable();
            return codes;
        };
        for element in array {
            let code = element.get_ref().get("code");
            let word = code.and_then(|code| code.get_ref().as_str());
            match (code, word.filter(|word| is_code(word))) {
                (Some(code), Some(word)) => codes.add(self.sink, word, code.span()),
                _ => codes.add_unreadable(),
            }
        }
        codes
    }
}

/// A whole number, however it is written (`10`, `0xA`).
pub(super) fn whole(value: &DeValue) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}
