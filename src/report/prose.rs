//! What people wrote, as Markdown, taken in: paragraphs, lists and stress, and nothing else.
//!
//! HTML, pictures and addresses in it become plain words, so that whatever somebody writes can do
//! nothing but be read.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A piece of prose with its words in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Paragraph(Vec<Span>),
    Heading(Vec<Span>),
    /// Points, each a list of spans; numbered or not.
    Points {
        numbered: bool,
        points: Vec<Vec<Span>>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub stress: Stress,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stress {
    None,
    Emphasis,
    Strong,
}

/// Reads Markdown. Headings of every level become one kind; quotes and code become paragraphs.
pub fn read(markdown: &str) -> Vec<Piece> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, Options::empty()) {
        reader.take(event);
    }
    reader.end_block();
    reader.pieces
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    spans: Vec<Span>,
    emphasis: usize,
    strong: usize,
    heading: bool,
    /// The lists that we are in; only the outermost becomes a piece.
    lists: usize,
    numbered: bool,
    points: Vec<Vec<Span>>,
}

impl Reader {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.say(&text),
            // Shown as it was typed: it does nothing.
            Event::Html(text) | Event::InlineHtml(text) => self.say(&text),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            Event::Rule => self.end_block(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Heading { .. } => {
                self.end_block();
                self.heading = true;
            }
            Tag::List(first) => {
                if self.lists == 0 {
                    self.end_block();
                    self.numbered = first.is_some();
                } else {
                    self.end_point();
                }
                self.lists += 1;
            }
            Tag::Item => self.end_point(),
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::BlockQuote(_)
                if self.lists == 0 =>
            {
                self.end_block();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Item => self.end_point(),
            TagEnd::List(_) => {
                self.end_point();
                self.lists = self.lists.saturating_sub(1);
                if self.lists == 0 && !self.points.is_empty() {
                    let points = std::mem::take(&mut self.points);
                    let numbered = self.numbered;
                    self.pieces.push(Piece::Points { numbered, points });
                }
            }
            TagEnd::Heading(_) => self.end_block(),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock if self.lists == 0 => {
                self.end_block();
            }
            TagEnd::Paragraph => self.say(" "),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        let stress = match (self.strong > 0, self.emphasis > 0) {
            (true, _) => Stress::Strong,
            (false, true) => Stress::Emphasis,
            (false, false) => Stress::None,
        };
        let text: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        match self.spans.last_mut() {
            Some(last) if last.stress == stress => last.text.push_str(&text),
            _ => self.spans.push(Span { stress, text }),
        }
    }

    fn end_point(&mut self) {
        let spans = self.taken();
        if !spans.is_empty() {
            self.points.push(spans);
        }
    }

    fn end_block(&mut self) {
        let spans = self.taken();
        if spans.is_empty() {
            self.heading = false;
            return;
        }
        let piece = if self.heading {
            Piece::Heading(spans)
        } else {
            Piece::Paragraph(spans)
        };
        self.heading = false;
        self.pieces.push(piece);
    }

    /// The spans so far, without space at either end.
    fn taken(&mut self) -> Vec<Span> {
        let mut spans = std::mem::take(&mut self.spans);
        if let Some(first) = spans.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        spans.retain(|span| !span.text.is_empty());
        spans
    }
}

/// The words alone, a line for each piece and point.
pub fn plain(pieces: &[Piece]) -> Vec<String> {
    let line = |spans: &Vec<Span>| spans.iter().map(|span| span.text.as_str()).collect();
    pieces
        .iter()
        .flat_map(|piece| match piece {
            Piece::Paragraph(spans) | Piece::Heading(spans) => vec![line(spans)],
            Piece::Points { points, .. } => points.iter().map(line).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_pieces_and_html_only_words() {
        let pieces = read(
            "# Kop\n\nEerst *dit*, dan **dat**.\n\n1. een\n2. twee <b>x</b>\n\n\
             <script>alert(1)</script>\n\n[hier](javascript:alert(2)) ![beeld](x.png)",
        );
        assert_eq!(
            plain(&pieces),
            [
                "Kop",
                "Eerst dit, dan dat.",
                "een",
                "twee <b>x</b>",
                "<script>alert(1)</script>",
                "hier beeld"
            ]
        );
        assert!(matches!(&pieces[0], Piece::Heading(_)));
        assert!(
            matches!(&pieces[2], Piece::Points { numbered: true, points } if points.len() == 2)
        );
        let Piece::Paragraph(spans) = &pieces[1] else {
            panic!("{pieces:?}")
        };
        assert_eq!(spans[1].stress, Stress::Emphasis);
        assert_eq!(spans[3].stress, Stress::Strong);
    }

    #[test]
    fn a_list_in_a_list_keeps_every_point_and_nothing_gives_nothing() {
        let pieces = read("- a\n  - b\n- c");
        assert_eq!(plain(&pieces), ["a", "b", "c"]);
        assert!(read(" \n\n").is_empty());
    }
}
