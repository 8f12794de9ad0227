//! Reads a TOML text with a definition's reader, and collects what is wrong with it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::DeTable;

use super::check::nearest;
use super::fault::{CodeFault, Fault, FileFault, Thing};
use super::problem::{Lines, MOST_LISTED, Problems};
use super::reader::{Placed, Table};
use super::{MOST_BYTES, depth};
use crate::domain::language::Language;

pub(super) type Span = Range<usize>;

/// Above this size only the first error of the syntax is named.
const MOST_BYTES_TO_RECOVER: usize = 256 * 1024;

/// Reads `source` with `definition`, or says everything that is wrong with it.
pub(super) fn read<T>(
    file: &str,
    source: &str,
    definition: impl FnOnce(&mut Table) -> T,
) -> Result<T, Problems> {
    attempt(source, definition).map_err(|faults| Problems::listing(file, source, faults))
}

/// The definition, or at least one fault.
fn attempt<T>(
    source: &str,
    definition: impl FnOnce(&mut Table) -> T,
) -> Result<T, Vec<(Span, Fault)>> {
    let bytes = source.len();
    if bytes > MOST_BYTES {
        return Err(vec![(0..0, Fault::File(FileFault::TooLarge { bytes }))]);
    }
    if let Some(at) = depth::too_deep(source) {
        return Err(vec![(at..at + 1, Fault::File(FileFault::TooDeep))]);
    }
    let (document, errors) = match DeTable::parse(source) {
        Ok(document) => (document, Vec::new()),
        Err(error) if bytes > MOST_BYTES_TO_RECOVER => return Err(vec![syntax(&error)]),
        Err(_) => DeTable::parse_recoverable(source),
    };
    let sink = Sink::new(source);
    let mut table = Table::new(&sink, document.get_ref(), 0..0);
    let read = definition(&mut table);
    table.finish();
    let faults = sink.faults_beside(errors.iter().map(syntax).collect());
    if faults.is_empty() {
        Ok(read)
    } else {
        Err(faults)
    }
}

fn syntax(error: &toml::de::Error) -> (Span, Fault) {
    let fault = FileFault::Syntax(error.message().to_owned());
    (error.span().unwrap_or(0..0), Fault::File(fault))
}

/// Collects faults while a document is read.
pub(super) struct Sink {
    lines: Lines,
    faults: RefCell<Vec<(Span, Fault)>>,
}

impl Sink {
    fn new(source: &str) -> Self {
        Self {
            lines: Lines::of(source),
            faults: RefCell::default(),
        }
    }

    pub(super) fn report(&self, span: Span, fault: Fault) {
        self.faults.borrow_mut().push((span, fault));
    }

    /// Whether more is wrong than anybody will read: then no more guesses at what was meant, which
    /// cost the square of a word for every candidate.
    pub(super) fn is_full(&self) -> bool {
        self.faults.borrow().len() >= MOST_LISTED
    }

    pub(super) fn line(&self, byte: usize) -> usize {
        self.lines.line(byte)
    }

    /// The faults, with those of the syntax: one a line, since one quote that is forgotten gives
    /// several. Where the text could not be read, things seem to be missing that are there; such
    /// consequences are left out.
    fn faults_beside(self, mut syntax: Vec<(Span, Fault)>) -> Vec<(Span, Fault)> {
        if syntax.is_empty() {
            return self.faults.into_inner();
        }
        syntax.sort_by_key(|(span, _)| span.start);
        syntax.dedup_by_key(|(span, _)| self.line(span.start));
        let broken: BTreeSet<usize> = syntax
            .iter()
            .map(|(span, _)| self.line(span.start))
            .collect();
        let own = self.faults.take().into_iter().filter(|(span, fault)| {
            !fault.may_follow_from_broken_syntax() && !broken.contains(&self.line(span.start))
        });
        syntax.extend(own);
        syntax
    }
}

/// The codes of one sort of thing, with the line where each is defined.
pub(super) struct Codes {
    thing: Thing,
    lines: BTreeMap<String, usize>,
    /// One has no code that can be read, so a reference to an unknown code may be to that one.
    uncertain: bool,
}

impl Codes {
    pub(super) fn new(thing: Thing) -> Self {
        Self {
            thing,
            lines: BTreeMap::new(),
            uncertain: false,
        }
    }

    pub(super) fn add_unreadable(&mut self) {
        self.uncertain = true;
    }

    /// Says so when `code` is there already.
    pub(super) fn add(&mut self, sink: &Sink, code: &str, span: Span) {
        if let Some(first_line) = self.lines.get(code) {
            let fault = CodeFault::Duplicate {
                thing: self.thing,
                code: shortened(code),
                first_line: *first_line,
            };
            sink.report(span, Fault::Code(fault));
        } else {
            self.lines.insert(code.to_owned(), sink.line(span.start));
        }
    }

    pub(super) fn check(&self, sink: &Sink, code: &Placed<String>) {
        if self.uncertain || self.lines.contains_key(&code.value) {
            return;
        }
        let near = if sink.is_full() {
            None
        } else {
            nearest(&code.value, self.lines.keys().map(String::as_str))
        };
        let fault = CodeFault::UnknownReference {
            thing: self.thing,
            code: code.value.clone(),
            near: near.map(str::to_owned),
        };
        sink.report(code.span.clone(), Fault::Code(fault));
    }
}

/// The languages that every text of a file must have, and whether it may have others.
pub(super) struct Languages {
    pub(super) required: Vec<Language>,
    pub(super) others: bool,
}

impl Languages {
    pub(super) fn admitted(&self, sink: &Sink, tag: &str, span: Span) -> Option<Language> {
        // Spelled as it will be looked up: `NL` would be a second Dutch.
        let language = Language::new(tag)
            .ok()
            .filter(|language| language.tag() == tag);
        match language {
            None => sink.report(span, Fault::Code(CodeFault::BadLanguage(shortened(tag)))),
            Some(language) if self.others || self.required.contains(&language) => {
                return Some(language);
            }
            Some(language) => sink.report(span, Fault::Code(CodeFault::UnlistedLanguage(language))),
        }
        None
    }
}

/// Enough of a word to recognise it by: a problem must not carry a megabyte back.
pub(super) fn shortened(word: &str) -> String {
    if word.chars().count() <= 60 {
        word.to_owned()
    } else {
        word.chars().take(59).chain(['…']).collect()
    }
}
