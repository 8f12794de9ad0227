//! The small language of conditions, checks and scores: `overall <= 6 and not answered(complaint)`.
//!
//! A text is parsed ([`parse`]), then typed against the items that come earlier ([`Names`]), which
//! gives a [`Tree`] that can only be computed one way: here, and by the script in the browser. It
//! knows three values: what refers to a question that was not asked, is hidden or has no answer is
//! *unknown*, and unknown shows nothing and requires nothing.

mod eval;
mod parse;
mod syntax;
mod tokens;
mod tree;
mod typing;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use eval::{Known, Value};
pub use tree::{Comparison, Measure, Sign, Tree};
pub use typing::{CLIENT, Kind, Names};

/// A longer text is refused.
pub const MOST_CHARS: usize = 2_000;
/// Brackets and words may nest this deep.
pub const MOST_DEPTH: usize = 30;

/// Where something stands in the text, in bytes.
pub type Span = Range<usize>;

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    pub span: Span,
    pub fault: ExpressionFault,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionFault {
    TooLong {
        chars: usize,
    },
    TooDeep,
    /// A sign of another language, and what is written here.
    Foreign {
        written: String,
        write: &'static str,
    },
    UnknownSign(String),
    UnclosedText,
    UnclosedBracket,
    /// Something must follow here.
    Unfinished,
    /// It was finished before this.
    Unexpected(String),
    UnknownName {
        name: String,
        near: Option<String>,
    },
    /// It comes later in the survey.
    NotEarlier(String),
    Itself,
    /// Two conditions wait for each other.
    Circle(String),
    UnknownChoice {
        item: String,
        code: String,
        near: Option<String>,
        options: Vec<String>,
    },
    /// A number that no answer on this scale can be.
    OffTheScale {
        item: String,
        low: f64,
        high: f64,
    },
    /// Something of one sort where another is needed.
    WrongKind {
        found: &'static str,
        needed: &'static str,
    },
    /// A question with options stands by itself; what it should be compared with is not said.
    NotACondition {
        name: String,
    },
    WrongCount {
        function: &'static str,
    },
}

/// Reads and types a condition.
pub fn condition(text: &str, names: &Names, before: usize) -> Result<Tree, Mistake> {
    let node = parse::parse(text)?;
    typing::condition(&node, names, before)
}

/// Reads and types a number that is computed.
pub fn number(text: &str, names: &Names, before: usize) -> Result<Tree, Mistake> {
    let node = parse::parse(text)?;
    typing::number(&node, names, before)
}
