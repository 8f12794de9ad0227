//! The grammar, from the loosest to the tightest: or, and, not, a comparison, + and −, × and ÷.

use super::syntax::{Node, What};
use super::tokens::{Token, tokens};
use super::{ExpressionFault, MOST_DEPTH, Mistake, Span};

pub(super) fn parse(text: &str) -> Result<Node, Mistake> {
    let tokens = tokens(text)?;
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        depth: 0,
        end: text.len(),
    };
    let node = parser.or()?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.unexpected()),
    }
}

struct Parser<'a> {
    tokens: &'a [(Token<'a>, Span)],
    at: usize,
    depth: usize,
    end: usize,
}

type Parsed = Result<Node, Mistake>;

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).map(|(token, _)| *token)
    }

    fn span(&self) -> Span {
        let here = self.tokens.get(self.at);
        here.map_or(self.end..self.end, |(_, span)| span.clone())
    }

    /// Takes the word or sign if it stands here.
    fn take(&mut self, wanted: &str) -> bool {
        let here = match self.peek() {
            Some(Token::Word(word) | Token::Sign(word)) => word == wanted,
            _ => false,
        };
        self.at += usize::from(here);
        here
    }

    fn unexpected(&self) -> Mistake {
        let fault = match self.peek() {
            None => ExpressionFault::Unfinished,
            Some(Token::Word(word) | Token::Text(word) | Token::Day(word) | Token::Sign(word)) => {
                ExpressionFault::Unexpected(word.chars().take(40).collect())
            }
            Some(Token::Number(number)) => ExpressionFault::Unexpected(number.to_string()),
        };
        Mistake {
            span: self.span(),
            fault,
        }
    }

    fn deeper(&mut self, inner: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth >= MOST_DEPTH {
            return Err(Mistake {
                span: self.span(),
                fault: ExpressionFault::TooDeep,
            });
        }
        self.depth += 1;
        let node = inner(self);
        self.depth -= 1;
        node
    }

    fn or(&mut self) -> Parsed {
        self.deeper(|parser| parser.several("or", Self::and, What::Or))
    }

    fn and(&mut self) -> Parsed {
        self.several("and", Self::not, What::And)
    }

    fn several(
        &mut self,
        word: &str,
        part: fn(&mut Self) -> Parsed,
        whole: fn(Vec<Node>) -> What,
    ) -> Parsed {
        let first = part(self)?;
        let mut parts = vec![first];
        while self.take(word) {
            parts.push(part(self)?);
        }
        if parts.len() == 1 {
            return parts.pop().ok_or_else(|| self.unexpected());
        }
        let span = parts[0].span.start..parts[parts.len() - 1].span.end;
        Ok(Node {
            span,
            what: whole(parts),
        })
    }

    fn not(&mut self) -> Parsed {
        let start = self.span().start;
        if !self.take("not") {
            return self.comparison();
        }
        let inner = self.deeper(Self::not)?;
        Ok(Node {
            span: start..inner.span.end,
            what: What::Not(Box::new(inner)),
        })
    }

    fn comparison(&mut self) -> Parsed {
        let left = self.sum()?;
        for sign in ["<=", ">=", "<", ">"] {
            if self.take(sign) {
                let right = self.sum()?;
                let span = left.span.start..right.span.end;
                let what = What::Compare(sign, Box::new(left), Box::new(right));
                return Ok(Node { span, what });
            }
        }
        if self.take("is") {
            let positive = !self.take("not");
            let right = self.sum()?;
            let span = left.span.start..right.span.end;
            let what = What::In(Box::new(left), vec![right], positive);
            return Ok(Node { span, what });
        }
        let negated = self.peek() == Some(Token::Word("not"))
            && self.tokens.get(self.at + 1).map(|(token, _)| *token) == Some(Token::Word("in"));
        self.at += usize::from(negated);
        if self.take("in") {
            let (list, end) = self.list()?;
            let span = left.span.start..end;
            let what = What::In(Box::new(left), list, !negated);
            return Ok(Node { span, what });
        }
        if self.take("includes") {
            let (list, end) = if self.peek() == Some(Token::Sign("(")) {
                self.list()?
            } else {
                let one = self.atom()?;
                let end = one.span.end;
                (vec![one], end)
            };
            let span = left.span.start..end;
            let what = What::Includes(Box::new(left), list);
            return Ok(Node { span, what });
        }
        Ok(left)
    }

    fn sum(&mut self) -> Parsed {
        self.reckoned(["+", "-"], Self::product)
    }

    fn product(&mut self) -> Parsed {
        self.reckoned(["*", "/"], Self::atom)
    }

    fn reckoned(&mut self, signs: [&'static str; 2], part: fn(&mut Self) -> Parsed) -> Parsed {
        let mut left = part(self)?;
        // A long sum nests to the left, and what nests is walked by calls of a function.
        for _ in 0..MOST_DEPTH {
            let Some(sign) = signs.into_iter().find(|sign| self.take(sign)) else {
                return Ok(left);
            };
            let right = part(self)?;
            let span = left.span.start..right.span.end;
            let what = What::Reckon(sign, Box::new(left), Box::new(right));
            left = Node { span, what };
        }
        Err(Mistake {
            span: self.span(),
            fault: ExpressionFault::TooDeep,
        })
    }

    fn atom(&mut self) -> Parsed {
        let span = self.span();
        if self.take("-") {
            let inner = self.deeper(Self::atom)?;
            return Ok(Node {
                span: span.start..inner.span.end,
                what: What::Minus(Box::new(inner)),
            });
        }
        if self.take("(") {
            let inner = self.or()?;
            self.close(&span)?;
            return Ok(inner);
        }
        let what = match self.peek() {
            Some(Token::Number(number)) => What::Number(number),
            Some(Token::Text(text)) => What::Text(text.to_owned()),
            Some(Token::Day(day)) => What::Day(day.to_owned()),
            Some(Token::Word(word)) if !is_reserved(word) => {
                self.at += 1;
                return self.name(word, span);
            }
            _ => return Err(self.unexpected()),
        };
        self.at += 1;
        Ok(Node { span, what })
    }

    /// A name, or the call of a function when a bracket follows.
    fn name(&mut self, word: &str, span: Span) -> Parsed {
        if self.peek() != Some(Token::Sign("(")) {
            let what = What::Word(word.to_owned());
            return Ok(Node { span, what });
        }
        let (list, end) = self.list()?;
        Ok(Node {
            span: span.start..end,
            what: What::Call(word.to_owned(), list),
        })
    }

    /// `(a, b)`; gives where it ends as well.
    fn list(&mut self) -> Result<(Vec<Node>, usize), Mistake> {
        let open = self.span();
        if !self.take("(") {
            return Err(self.unexpected());
        }
        let mut list = vec![self.or()?];
        while self.take(",") {
            list.push(self.or()?);
        }
        let end = self.span().end;
        self.close(&open)?;
        Ok((list, end))
    }

    fn close(&mut self, open: &Span) -> Result<(), Mistake> {
        if self.take(")") {
            return Ok(());
        }
        Err(match self.peek() {
            None => Mistake {
                span: open.clone(),
                fault: ExpressionFault::UnclosedBracket,
            },
            Some(_) => self.unexpected(),
        })
    }
}

/// Words of the language itself, which no code can be written as without quotes.
pub(super) fn is_reserved(word: &str) -> bool {
    ["and", "or", "not", "is", "in", "includes"].contains(&word)
}
