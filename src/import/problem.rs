//! What can be wrong with a file, as data; the sentences stand in `import.ftl`.

use crate::domain::language::{Language, Text};
use crate::texts::{Arg, t, t_args};

/// One thing that is wrong, at its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The physical line, from 1.
    pub line: u64,
    /// The row as a spreadsheet numbers it: the header is 1. It differs from the line where a cell
    /// holds line breaks.
    pub row: u64,
    /// The header of the column, as it stands in the file; none when it concerns the whole row.
    pub column: Option<String>,
    /// The cell as it stands in the file, cut off when very long.
    pub value: String,
    pub fault: Fault,
}

impl Problem {
    /// What is wrong.
    pub fn message(&self, language: &Language) -> String {
        self.say("message", language)
    }

    /// What to do about it.
    pub fn remedy(&self, language: &Language) -> String {
        self.say("remedy", language)
    }

    fn say(&self, part: &str, language: &Language) -> String {
        if let Fault::OfProtocol { message, remedy } = &self.fault {
            let said = if part == "message" { message } else { remedy };
            return said.get(language).to_owned();
        }
        let (key, mut args) = self.fault.words();
        if let Fault::NewLacks { field } = self.fault {
            let field = t(language, &format!("parts-field-{field}"));
            args.push(("field", Arg::from(field)));
        }
        args.push(("value", Arg::from(&self.value)));
        args.push(("column", Arg::from(self.column.as_deref().unwrap_or(""))));
        t_args(language, &format!("import-{key}-{part}"), &args)
    }
}

/// What is wrong with a file, a row or a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Empty,
    NoRows,
    NotText,
    MissingColumn {
        name: String,
        others: String,
    },
    DuplicateColumn {
        first: String,
    },
    TooManyColumns {
        most: u64,
    },
    RecordTooLong {
        most: u64,
    },
    UnclosedQuote,
    TextAfterQuote,
    WrongNumberOfCells {
        found: u64,
        expected: u64,
    },
    BrokenCharacter,
    ControlCharacter,
    LineBreak,
    Missing,
    NotANumber,
    ScientificNumber,
    AmbiguousNumber,
    Negative,
    NotAWholeNumber,
    NotADate,
    NotAMoment,
    /// A time before the one that it comes after.
    BeforeTheOther,
    /// Said to be open, while it has a moment on which it was solved or closed.
    OpenThoughSolved,
    /// Solved or closed after the list was made that says so.
    AfterExtraction,
    /// Not solved, and nothing tells up to when it was open.
    OpenUntilWhen,
    /// Moments from which hours would be counted, while the protocol does not say which hours count.
    NoWorkingHours,
    SpreadsheetDate,
    NotAMonth,
    OutOfScale {
        low: u8,
        high: u8,
    },
    NotAnOption {
        options: String,
    },
    /// A number or day that the question does not take; `bounds` as they would be written.
    OutOfBounds {
        bounds: String,
    },
    NotAllRanked,
    NotOffered,
    TooLong {
        most: u32,
        length: u64,
    },
    UnknownSegment {
        known: String,
    },
    UnknownCluster {
        known: String,
    },
    UnknownSeries {
        known: String,
    },
    UnknownWave {
        known: String,
    },
    NotMeasured {
        sources: String,
    },
    NotAnAddress,
    NotALanguage,
    Duplicate {
        first_line: u64,
    },
    DiffersFromEarlier {
        earlier: String,
        first_line: u64,
    },
    /// A figure given twice: by its numerator, and as a value.
    ValueBesideNumerator,
    /// A share, and nothing says of how many.
    ShareOfUnknown,
    ZeroDenominator,
    AboveTheWhole {
        whole: String,
    },
    /// A comment of somebody who did not respond in the wave.
    UnknownRespondent,
    /// Rows of one response that say different things of all of it.
    DiffersInResponse {
        first_line: u64,
    },
    /// Of a large file, where all rows of a response should stand together.
    ResponseApart {
        first_line: u64,
    },
    /// A wave that the protocol plans and that was not made yet.
    WaveNotMade,
    UnknownStatement {
        interview: String,
    },
    CodedTwice,
    CodedByThem,
    CodersFull,
    ThemeTaken,
    ThemeInCircle,
    ThemeInProtocol,
    CodingClosed,
    /// Worth a look, but taken.
    OutsideEvidence,
    SharedAddress {
        first_line: u64,
    },
    UnnamedColumn {
        place: u64,
    },
    /// A date that only exists when day and month change places.
    DateTurned,
    /// An error of a formula stands where a value should.
    SpreadsheetError,
    /// A cell of a workbook that is one with its neighbours.
    MergedCells,
    /// A workbook that is no workbook, or is protected.
    BrokenWorkbook,
    WorkbookTooLarge {
        megabytes: u64,
    },
    NoSuchSheet {
        known: String,
    },
    /// A choice about reading the file that means nothing.
    NoSuchChoice {
        choice: &'static str,
    },
    /// A column was mapped to something that this kind of file does not hold.
    UnknownField {
        known: String,
    },
    /// The row is sound, but belongs to one that is not.
    BesideRefused,
    /// An entry that is new, and a field that it needs has no column.
    NewLacks {
        field: &'static str,
    },
    /// What the protocol would say of it.
    OfProtocol {
        message: Text,
        remedy: Text,
    },
    /// The protocol writes such entries in a way that files cannot follow.
    OtherForm,
}

impl Fault {
    /// Whether the cell is none of what its field may hold, so that a person may say which it means.
    pub(super) fn is_about_codes(&self) -> bool {
        matches!(
            self,
            Self::NotAnOption { .. }
                | Self::UnknownSegment { .. }
                | Self::UnknownCluster { .. }
                | Self::UnknownSeries { .. }
                | Self::NotMeasured { .. }
                | Self::NotALanguage
                | Self::NotANumber
                | Self::NotAWholeNumber
                | Self::OutOfScale { .. }
                | Self::NotOffered
                | Self::NotAllRanked
        )
    }

    /// The key of its sentences and what is filled in.
    fn words(&self) -> (&'static str, Vec<(&'static str, Arg<'_>)>) {
        let plain = |key| (key, Vec::new());
        match self {
            Self::Empty => plain("empty"),
            Self::NoRows => plain("no-rows"),
            Self::NotText => plain("not-text"),
            Self::MissingColumn { name, others } => (
                "missing-column",
                vec![("name", name.into()), ("others", others.into())],
            ),
            Self::DuplicateColumn { first } => ("duplicate-column", vec![("first", first.into())]),
            Self::TooManyColumns { most } => ("too-many-columns", vec![("most", (*most).into())]),
            Self::RecordTooLong { most } => ("record-too-long", vec![("most", (*most).into())]),
            Self::UnclosedQuote => plain("unclosed-quote"),
            Self::TextAfterQuote => plain("text-after-quote"),
            Self::WrongNumberOfCells { found, expected } => (
                "wrong-number-of-cells",
                vec![("found", (*found).into()), ("expected", (*expected).into())],
            ),
            Self::BrokenCharacter => plain("broken-character"),
            Self::ControlCharacter => plain("control-character"),
            Self::LineBreak => plain("line-break"),
            Self::Missing => plain("missing"),
            Self::NotANumber => plain("not-a-number"),
            Self::ScientificNumber => plain("scientific-number"),
            Self::AmbiguousNumber => plain("ambiguous-number"),
            Self::Negative => plain("negative"),
            Self::NotAWholeNumber => plain("not-a-whole-number"),
            Self::NotADate => plain("not-a-date"),
            Self::NotAMoment => plain("not-a-moment"),
            Self::BeforeTheOther => plain("before-the-other"),
            Self::OpenThoughSolved => plain("open-though-solved"),
            Self::AfterExtraction => plain("after-extraction"),
            Self::OpenUntilWhen => plain("open-until-when"),
            Self::NoWorkingHours => plain("no-working-hours"),
            Self::SpreadsheetDate => plain("spreadsheet-date"),
            Self::NotAMonth => plain("not-a-month"),
            Self::OutOfScale { low, high } => (
                "out-of-scale",
                vec![
                    ("low", i64::from(*low).into()),
                    ("high", i64::from(*high).into()),
                ],
            ),
            Self::NotAnOption { options } => ("not-an-option", vec![("options", options.into())]),
            Self::OutOfBounds { bounds } => ("out-of-bounds", vec![("bounds", bounds.into())]),
            Self::NotAllRanked => plain("not-all-ranked"),
            Self::NotOffered => plain("not-offered"),
            Self::TooLong { most, length } => (
                "too-long",
                vec![("most", (*most).into()), ("length", (*length).into())],
            ),
            Self::UnknownSegment { known } => ("unknown-segment", vec![("known", known.into())]),
            Self::UnknownCluster { known } => ("unknown-cluster", vec![("known", known.into())]),
            Self::UnknownSeries { known } => ("unknown-series", vec![("known", known.into())]),
            Self::UnknownWave { known } => ("unknown-wave", vec![("known", known.into())]),
            Self::NotMeasured { sources } => ("not-measured", vec![("sources", sources.into())]),
            Self::NotAnAddress => plain("not-an-address"),
            Self::NotALanguage => plain("not-a-language"),
            Self::Duplicate { first_line } => ("duplicate", vec![("first", line(*first_line))]),
            Self::DiffersFromEarlier {
                earlier,
                first_line,
            } => (
                "differs-from-earlier",
                vec![("earlier", earlier.into()), ("first", line(*first_line))],
            ),
            Self::ValueBesideNumerator => plain("value-beside-numerator"),
            Self::ShareOfUnknown => plain("share-of-unknown"),
            Self::ZeroDenominator => plain("zero-denominator"),
            Self::AboveTheWhole { whole } => ("above-the-whole", vec![("whole", whole.into())]),
            Self::UnknownRespondent => plain("unknown-respondent"),
            Self::DiffersInResponse { first_line } => {
                ("differs-in-response", vec![("first", line(*first_line))])
            }
            Self::ResponseApart { first_line } => {
                ("response-apart", vec![("first", line(*first_line))])
            }
            Self::WaveNotMade => plain("wave-not-made"),
            Self::UnknownStatement { interview } => {
                ("unknown-statement", vec![("interview", interview.into())])
            }
            Self::CodedTwice => plain("coded-twice"),
            Self::CodedByThem => plain("coded-by-them"),
            Self::CodersFull => plain("coders-full"),
            Self::ThemeTaken => plain("theme-taken"),
            Self::ThemeInCircle => plain("theme-in-circle"),
            Self::ThemeInProtocol => plain("theme-in-protocol"),
            Self::CodingClosed => plain("coding-closed"),
            Self::OutsideEvidence => plain("outside-evidence"),
            Self::SharedAddress { first_line } => {
                ("shared-address", vec![("first", line(*first_line))])
            }
            Self::UnnamedColumn { place } => ("unnamed-column", vec![("place", (*place).into())]),
            Self::DateTurned => plain("date-turned"),
            Self::SpreadsheetError => plain("spreadsheet-error"),
            Self::MergedCells => plain("merged-cells"),
            Self::BrokenWorkbook => plain("broken-workbook"),
            Self::WorkbookTooLarge { megabytes } => (
                "workbook-too-large",
                vec![("megabytes", (*megabytes).into())],
            ),
            Self::NoSuchSheet { known } => ("no-such-sheet", vec![("known", known.into())]),
            Self::NoSuchChoice { choice } => ("no-such-choice", vec![("choice", (*choice).into())]),
            Self::UnknownField { known } => ("unknown-field", vec![("known", known.into())]),
            Self::BesideRefused => plain("beside-refused"),
            Self::NewLacks { .. } => plain("new-lacks"),
            Self::OtherForm | Self::OfProtocol { .. } => plain("other-form"),
        }
    }
}

/// A line number is a name, not a quantity: it gets no thousands point.
fn line(number: u64) -> Arg<'static> {
    number.to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each, so that a fault without a sentence cannot be added unseen.
    fn every_fault() -> Vec<Fault> {
        let text = || "een, twee".to_owned();
        vec![
            Fault::Empty,
            Fault::NoRows,
            Fault::LineBreak,
            Fault::NotText,
            Fault::MissingColumn {
                name: text(),
                others: text(),
            },
            Fault::DuplicateColumn { first: text() },
            Fault::TooManyColumns { most: 1 },
            Fault::RecordTooLong { most: 1 },
            Fault::UnclosedQuote,
            Fault::TextAfterQuote,
            Fault::WrongNumberOfCells {
                found: 1,
                expected: 2,
            },
            Fault::BrokenCharacter,
            Fault::ControlCharacter,
            Fault::Missing,
            Fault::NotANumber,
            Fault::ScientificNumber,
            Fault::AmbiguousNumber,
            Fault::Negative,
            Fault::NotAWholeNumber,
            Fault::NotADate,
            Fault::NotAMoment,
            Fault::BeforeTheOther,
            Fault::OpenThoughSolved,
            Fault::AfterExtraction,
            Fault::OpenUntilWhen,
            Fault::NoWorkingHours,
            Fault::SpreadsheetDate,
            Fault::NotAMonth,
            Fault::OutOfScale { low: 1, high: 5 },
            Fault::NotAnOption { options: text() },
            Fault::OutOfBounds {
                bounds: "0 … 5".into(),
            },
            Fault::NotAllRanked,
            Fault::NotOffered,
            Fault::TooLong { most: 1, length: 2 },
            Fault::UnknownSegment { known: text() },
            Fault::UnknownCluster { known: text() },
            Fault::UnknownSeries { known: text() },
            Fault::UnknownWave { known: text() },
            Fault::NotMeasured { sources: text() },
            Fault::NotAnAddress,
            Fault::NotALanguage,
            Fault::Duplicate { first_line: 2 },
            Fault::DiffersFromEarlier {
                earlier: text(),
                first_line: 2,
            },
            Fault::UnknownRespondent,
            Fault::DiffersInResponse { first_line: 2 },
            Fault::ResponseApart { first_line: 2 },
            Fault::WaveNotMade,
            Fault::UnknownStatement { interview: text() },
            Fault::CodedTwice,
            Fault::CodedByThem,
            Fault::CodersFull,
            Fault::ThemeTaken,
            Fault::ThemeInCircle,
            Fault::ThemeInProtocol,
            Fault::CodingClosed,
            Fault::ZeroDenominator,
            Fault::ValueBesideNumerator,
            Fault::ShareOfUnknown,
            Fault::AboveTheWhole { whole: text() },
            Fault::OutsideEvidence,
            Fault::SharedAddress { first_line: 2 },
            Fault::UnnamedColumn { place: 3 },
            Fault::DateTurned,
            Fault::SpreadsheetError,
            Fault::MergedCells,
            Fault::BrokenWorkbook,
            Fault::WorkbookTooLarge { megabytes: 9 },
            Fault::NoSuchSheet { known: text() },
            Fault::NoSuchChoice { choice: "encoding" },
            Fault::UnknownField { known: text() },
            Fault::BesideRefused,
        ]
    }

    #[test]
    fn every_fault_has_a_message_and_a_remedy_in_both_languages() {
        for fault in every_fault() {
            let problem = Problem {
                line: 3,
                row: 3,
                column: Some("datum".to_owned()),
                value: "x".to_owned(),
                fault,
            };
            for language in [Language::dutch(), Language::english()] {
                for said in [problem.message(&language), problem.remedy(&language)] {
                    assert!(!said.contains('«') && !said.contains('$'), "{said}");
                    assert!(said.ends_with(['.', '?', '"']), "{said}");
                }
            }
        }
    }
}
