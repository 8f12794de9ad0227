//! The words and signs of an expression.

use winnow::ascii::{digit1, multispace0};
use winnow::combinator::{alt, opt};
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location};
use winnow::token::{any, one_of, take_till, take_while};

use super::{ExpressionFault, MOST_CHARS, Mistake, Span};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Number(f64),
    /// Between quotes.
    Text(&'a str),
    /// `2026-03-12`.
    Day(&'a str),
    /// A code or a word of the language.
    Word(&'a str),
    Sign(&'a str),
}

type Input<'a> = LocatingSlice<&'a str>;

/// What people write who know another language, and what is written here.
const FOREIGN: [(&str, &str); 9] = [
    ("==", "is"),
    ("!=", "is not"),
    ("<>", "is not"),
    ("=", "is"),
    ("&&", "and"),
    ("||", "or"),
    ("&", "and"),
    ("|", "or"),
    ("!", "not"),
];

const SIGNS: [&str; 10] = ["<=", ">=", "<", ">", "(", ")", ",", "+", "*", "/"];

/// Cuts a text into tokens with their places.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token<'_>, Span)>, Mistake> {
    let chars = text.chars().count();
    if chars > MOST_CHARS {
        return Err(Mistake {
            span: 0..text.len(),
            fault: ExpressionFault::TooLong { chars },
        });
    }
    let mut input = LocatingSlice::new(text);
    let mut found = Vec::new();
    loop {
        let _: winnow::ModalResult<&str> = multispace0.parse_next(&mut input);
        if input.is_empty() {
            return Ok(found);
        }
        let start = input.current_token_start();
        match token.parse_next(&mut input) {
            Ok(token) => found.push((token, start..input.previous_token_end())),
            Err(_) => return Err(strange(text, start)),
        }
    }
}

fn token<'a>(input: &mut Input<'a>) -> winnow::ModalResult<Token<'a>> {
    alt((quoted, day, number, word, sign)).parse_next(input)
}

fn quoted<'a>(input: &mut Input<'a>) -> winnow::ModalResult<Token<'a>> {
    ('"', take_till(0.., '"'), '"')
        .map(|(_, text, _)| Token::Text(text))
        .parse_next(input)
}

fn day<'a>(input: &mut Input<'a>) -> winnow::ModalResult<Token<'a>> {
    let digits = |count: usize| take_while(count..=count, |c: char| c.is_ascii_digit());
    (digits(4), '-', digits(2), '-', digits(2))
        .take()
        .map(Token::Day)
        .parse_next(input)
}

fn number<'a>(input: &mut Input<'a>) -> winnow::ModalResult<Token<'a>> {
    let written: &str = (digit1, opt(('.', digit1))).take().parse_next(input)?;
    let number = written.parse().unwrap_or(f64::INFINITY);
    Ok(Token::Number(number))
}

/// Letters, digits and underscores; a hyphen and a point stand inside a word only, so that `a - b`
/// is a difference and `a-b` a code.
fn word<'a>(input: &mut Input<'a>) -> winnow::ModalResult<Token<'a>> {
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let first = one_of(|c: char| c.is_ascii_alphabetic() || c == '_');
    let part = take_while(0.., letter);
    let more = winnow::combinator::repeat::<_, _, (), _, _>(
        0..,
        (one_of(['-', '.']), take_while(1.., letter)),
    );
    (first, part, more)
        .take()
        .map(Token::Word)
        .parse_next(input)
}

fn sign<'a>(input: &mut Input<'a>) -> winnow::ModalResult<Token<'a>> {
    let rest: &str = input.as_ref();
    let known = SIGNS.iter().chain(&["-", "−"]);
    let foreign = FOREIGN.iter().any(|(foreign, _)| rest.starts_with(foreign));
    match known.copied().find(|sign| rest.starts_with(*sign)) {
        Some(sign) if !foreign => {
            for _ in sign.chars() {
                any.parse_next(input)?;
            }
            Ok(Token::Sign(if sign == "−" { "-" } else { sign }))
        }
        _ => winnow::combinator::fail.parse_next(input),
    }
}

fn strange(text: &str, start: usize) -> Mistake {
    let rest = &text[start..];
    let foreign = FOREIGN
        .iter()
        .find(|(foreign, _)| rest.starts_with(foreign));
    if let Some((written, write)) = foreign {
        return Mistake {
            span: start..start + written.len(),
            fault: ExpressionFault::Foreign {
                written: (*written).to_owned(),
                write,
            },
        };
    }
    if rest.starts_with('"') {
        return Mistake {
            span: start..text.len(),
            fault: ExpressionFault::UnclosedText,
        };
    }
    let sign = rest.chars().next().unwrap_or(' ');
    Mistake {
        span: start..start + sign.len_utf8(),
        fault: ExpressionFault::UnknownSign(sign.to_string()),
    }
}
