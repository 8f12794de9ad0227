//! An expression as it was written, before anybody knows what its names mean.

use super::Span;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Number(f64),
    Text(String),
    Day(String),
    /// A name of an item, or the code of an option: where it stands decides.
    Word(String),
    Not(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    /// `<`, `<=`, `>`, `>=`.
    Compare(&'static str, Box<Node>, Box<Node>),
    /// `x is 3`, `x in (1, 2)`; `false` for `is not` and `not in`.
    In(Box<Node>, Vec<Node>, bool),
    Includes(Box<Node>, Vec<Node>),
    /// `+`, `-`, `*`, `/`.
    Reckon(&'static str, Box<Node>, Box<Node>),
    Minus(Box<Node>),
    Call(String, Vec<Node>),
}
