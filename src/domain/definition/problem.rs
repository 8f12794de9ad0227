//! A problem with its place in the file, and how a list of them is shown.

use std::fmt;
use std::ops::Range;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report,
    ThemeCharacters, ThemeStyles,
};

use super::fault::Fault;
use crate::domain::language::{Language, Text};

/// More problems than this are counted, not listed.
pub(super) const MOST_LISTED: usize = 100;

/// Of a text with a longer line the problems are named and not pictured.
const LONGEST_PICTURED: usize = 20_000;

/// One thing that is wrong in a definition file, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// In bytes of the file.
    pub span: Range<usize>,
    pub fault: Fault,
}

impl Problem {
    /// What is wrong.
    pub fn message(&self, language: &Language) -> String {
        in_language(&self.fault.words().message, language)
    }

    /// What to do about it.
    pub fn remedy(&self, language: &Language) -> String {
        in_language(&self.fault.words().remedy, language)
    }

    /// What is wrong and what to do about it, as two sentences.
    pub fn sentences(&self, language: &Language) -> String {
        sentences(&self.message(language), &self.remedy(language))
    }

    /// `file:line:column: what is wrong — what to do`.
    pub fn line_in(&self, language: &Language) -> String {
        format!(
            "{}:{}:{}: {} — {}",
            self.file,
            self.line,
            self.column,
            self.message(language),
            self.remedy(language)
        )
    }
}

fn in_language(text: &Text, language: &Language) -> String {
    text.get(language).to_owned()
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line_in(&Language::english()))
    }
}

/// What is wrong and what to do about it, each with its capital and its stop.
pub(super) fn sentences(message: &str, remedy: &str) -> String {
    format!("{} {}", sentence(message), sentence(remedy))
}

/// With a capital at its beginning and a stop at its end.
pub(crate) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    let mut sentence: String = first.into_iter().flatten().collect();
    sentence += letters.as_str();
    if !sentence.ends_with(['?', '.', '!']) {
        sentence.push('.');
    }
    sentence
}

/// Everything that is wrong in one file, in the order of the file; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Problems {
    listed: Vec<Problem>,
    unlisted: usize,
}

/// How the problems are drawn for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Colours and box-drawing characters.
    Colour,
    /// Neither, for a log, a pipe or a test.
    Plain,
}

impl Problems {
    /// `None` when nothing is wrong.
    pub(super) fn of(file: &str, source: &str, faults: Vec<(Range<usize>, Fault)>) -> Option<Self> {
        (!faults.is_empty()).then(|| Self::listing(file, source, faults))
    }

    /// Takes at least one fault.
    pub(super) fn listing(
        file: &str,
        source: &str,
        mut faults: Vec<(Range<usize>, Fault)>,
    ) -> Self {
        let lines = Lines::of(source);
        faults.sort_by_key(|(span, _)| (span.start, span.end));
        let unlisted = faults.len().saturating_sub(MOST_LISTED);
        faults.truncate(MOST_LISTED);
        let listed = faults
            .into_iter()
            .map(|(span, fault)| {
                let (line, column) = lines.place(source, span.start);
                Problem {
                    file: file.to_owned(),
                    line,
                    column,
                    span,
                    fault,
                }
            })
            .collect();
        Self { listed, unlisted }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.listed.iter()
    }

    /// How many more there are than are listed.
    pub fn unlisted(&self) -> usize {
        self.unlisted
    }

    /// The problems with the offending source underlined, for a terminal.
    pub fn render(&self, source: &str, look: Look, language: &Language) -> String {
        let handler = match look {
            Look::Colour => GraphicalReportHandler::new_themed(GraphicalTheme {
                characters: ThemeCharacters::unicode(),
                styles: ThemeStyles::ansi(),
            }),
            Look::Plain => GraphicalReportHandler::new_themed(GraphicalTheme::none()),
        }
        .with_links(false)
        .with_width(100);
        let mut text = String::new();
        // The renderer panics at columns that nobody reads.
        let too_long = source.lines().any(|line| line.len() > LONGEST_PICTURED);
        for problem in &self.listed {
            if too_long {
                text.push_str(&problem.line_in(language));
                text.push('\n');
                continue;
            }
            let diagnostic = MietteDiagnostic::new(problem.message(language))
                .with_help(problem.remedy(language))
                .with_label(LabeledSpan::underline(problem.span.clone()));
            let report = Report::new(diagnostic)
                .with_source_code(NamedSource::new(&problem.file, source.to_owned()));
            // A source that is not the one that was read leaves the picture out, not the words.
            if handler.render_report(&mut text, report.as_ref()).is_err() {
                text.push_str(&problem.line_in(language));
            }
            text.push('\n');
        }
        text.push_str(&self.and_more(language));
        text
    }

    fn and_more(&self, language: &Language) -> String {
        match (self.unlisted, language.tag()) {
            (0, _) => String::new(),
            (more, "nl") => format!("en nog {more} andere; los eerst de bovenste op\n"),
            (more, _) => format!("and {more} more; mend the first ones first\n"),
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.listed {
            writeln!(f, "{problem}")?;
        }
        f.write_str(&self.and_more(&Language::english()))
    }
}

impl std::error::Error for Problems {}

/// Where the lines of a text begin, in bytes.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(source: &str) -> Self {
        let after_breaks = source.match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(after_breaks).collect())
    }

    /// The line of a byte, from 1.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte).max(1)
    }

    /// Line and column of a byte, both from 1, the column in characters.
    fn place(&self, source: &str, byte: usize) -> (usize, usize) {
        let line = self.line(byte);
        let start = self.0[line - 1];
        let before = source.get(start..byte).unwrap_or("");
        (line, before.chars().count() + 1)
    }
}
