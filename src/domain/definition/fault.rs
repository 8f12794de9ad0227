//! What can be wrong in a definition file, as data; `words` says it to people.

use crate::domain::expression::ExpressionFault;
use crate::domain::language::Language;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// With the file as a whole, before anything in it has a meaning.
    File(FileFault),
    /// With one field, by itself.
    Field { key: String, fault: FieldFault },
    /// With a name by which things are known or point at each other.
    Code(CodeFault),
    /// With fields that contradict each other.
    Rule(RuleFault),
    /// With a condition, a check, a score, or an answer in a text.
    Expression(ExpressionFault),
    /// Between a protocol and its surveys.
    Together(TogetherFault),
}

#[derive(Clone, Debug, PartialEq)]
pub enum FileFault {
    TooLarge {
        bytes: usize,
    },
    TooDeep,
    /// In the words of the TOML reader, which speaks English only.
    Syntax(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum FieldFault {
    Missing,
    /// `near` is a known field that looks like it.
    Unknown {
        near: Option<&'static str>,
        known: Vec<&'static str>,
    },
    WrongType(Expected),
    UnknownWord {
        word: String,
        near: Option<String>,
        allowed: Vec<String>,
    },
    Nothing,
    TooMany {
        count: usize,
        most: usize,
    },
    Text(TextFault),
    NotAShare(f64),
    OutOfRange {
        value: f64,
        low: f64,
        high: f64,
    },
}

/// With a text that people will read.
#[derive(Clone, Debug, PartialEq)]
pub enum TextFault {
    Empty,
    MissingLanguage(Language),
    TooLong {
        chars: usize,
    },
    ControlCharacter,
    /// One that turns the direction of what follows, and can make a text look like another.
    DirectionMark,
}

#[derive(Clone, Debug, PartialEq)]
pub enum CodeFault {
    BadCode(String),
    BadSlug(String),
    BadLanguage(String),
    /// A text in a language that the survey does not list.
    UnlistedLanguage(Language),
    BadTimeZone(String),
    Duplicate {
        thing: Thing,
        code: String,
        first_line: usize,
    },
    UnknownReference {
        thing: Thing,
        code: String,
        near: Option<String>,
    },
    /// An item named like a column that is no item.
    Reserved(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum RuleFault {
    Bounds(BoundsFault),
    DatesReversed,
    PeriodsOverlap {
        earlier: u32,
        later: u32,
    },
    NotEarlier {
        number: u32,
    },
    CharterWithoutParameter,
    CharterNotCountable {
        parameter: String,
    },
    PopulationWithoutItem,
    NotAnAddress,
    /// Hours of a day that are none.
    NotHours(String),
    NotADay(String),
    /// A calendar in which nobody ever works.
    NoWorkingDay,
    /// A norm in hours, measured from tickets, without the hours that count.
    NormWithoutCalendar,
    /// An agreement by figures and by tickets.
    MeasuredTwice,
    /// With another agreement for the same clients on the same cluster.
    AgreementsOverlap {
        other: String,
    },
    /// Said to deviate, though nothing says what came of it.
    DeviatesFromNothing,
    SeveralOthers,
    /// The first question is none that a mail can ask.
    NotForMail,
    PairOnTwoScales,
    Analysis(AnalysisFault),
}

/// With an analysis beyond the parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum AnalysisFault {
    /// Too few or too many items.
    Number {
        least: usize,
        most: usize,
    },
    NotAmongItems {
        item: String,
    },
    OutcomeAmongItems,
    /// Two lists that belong together are not equally long.
    NotInPairs,
    CrosshairWithoutImportance,
    ChartDoesNotFit,
    MarginTooSmall,
}

/// With numbers that should hold something between them.
#[derive(Clone, Debug, PartialEq)]
pub enum BoundsFault {
    /// The limit is stricter than the target.
    LimitBeyondTarget {
        higher: bool,
        target: f64,
        limit: f64,
    },
    /// The two limits do not enclose the two targets.
    LimitsInsideTargets,
    LowNotBelowHigh {
        low: f64,
        high: f64,
    },
    ScaleTooLong {
        points: u64,
    },
    TooFewOptions,
}

#[derive(Clone, Debug, PartialEq)]
pub enum TogetherFault {
    NoSuchItem {
        item: String,
        near: Option<String>,
    },
    /// Two files define it.
    SameCode {
        survey: String,
    },
    NoSuchSurvey {
        survey: String,
        near: Option<String>,
    },
    KindDoesNotFit {
        item: String,
        survey: String,
        needs: Needs,
    },
    NotAnOption {
        item: String,
        chosen: String,
        options: Vec<String>,
    },
    DifferentScales {
        perceived: String,
        expected: String,
    },
    OffTheScale {
        low: f64,
        high: f64,
    },
    NoPurpose,
    UnusedForParameter,
}

/// What an estimator asks of the items that it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Options,
    Scale,
    ZeroToTen,
    OneToFive,
}

/// The sorts of things that a definition file defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Agreement,
    Annotation,
    BackOffice,
    Battery,
    Charter,
    Choice,
    Cluster,
    Dimension,
    Drivers,
    Feature,
    Goal,
    Header,
    Item,
    Member,
    Page,
    Parameter,
    Precondition,
    Premise,
    Problem,
    Scale,
    Segment,
    Service,
    Subject,
    Survey,
    Wave,
}

/// What a field should have held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Word,
    Text,
    Number,
    TwoNumbers,
    Whole,
    YesOrNo,
    Day,
    Table,
    Tables,
    Words,
    Codes,
}

impl Fault {
    pub(super) fn field(key: &str, fault: FieldFault) -> Self {
        let key = key.to_owned();
        Self::Field { key, fault }
    }

    /// Whether it may only seem so because part of the file could not be read.
    pub(super) fn may_follow_from_broken_syntax(&self) -> bool {
        match self {
            Self::Field { fault, .. } => matches!(
                fault,
                FieldFault::Missing
                    | FieldFault::Nothing
                    | FieldFault::Text(TextFault::MissingLanguage(_))
            ),
            Self::Code(fault) => matches!(fault, CodeFault::UnknownReference { .. }),
            Self::Rule(fault) => matches!(fault, RuleFault::CharterWithoutParameter),
            Self::Expression(_) => true,
            Self::File(_) | Self::Together(_) => false,
        }
    }
}
