//! The document: what a report says, before anybody decides how it looks.
//!
//! Every written form (page, PDF, workbook) is made from these plain values, so that all of them
//! say the same.

use super::prose::Piece;
use crate::domain::language::Language;
use crate::domain::verdict::{GoalStatus, Standing, Verdict};

#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub language: Language,
    pub organisation: String,
    pub programme: String,
    /// For whom it is, and about which wave.
    pub edition: String,
    /// The finding of the whole, in one sentence.
    pub title: String,
    /// Wave and evidence period.
    pub subtitle: String,
    /// Said at the top when the figures may still move.
    pub warning: Option<String>,
    /// How far the report is, and by what it can be recognised; `None` when nothing was frozen.
    pub stamp: Option<String>,
    /// In the margin of every printed page.
    pub running: String,
    pub sections: Vec<Section>,
}

impl Document {
    /// The figure that is called `id`.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks
            .flat_map(|block| match block {
                Block::Figure(figure) => std::slice::from_ref(figure),
                Block::Multiples(figures) => figures,
                _ => &[],
            })
            .find(|figure| figure.id == id)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its anchor; the same in every language.
    pub id: &'static str,
    /// The topic in a word or two, for the table of contents.
    pub topic: String,
    /// The finding.
    pub heading: String,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Paragraph(String),
    /// Small print that belongs to what stands above it.
    Note(String),
    Subheading(String),
    Callout {
        heading: String,
        lines: Vec<Line>,
    },
    List(Vec<Line>),
    /// Short lists that are read beside each other.
    Panels(Vec<Panel>),
    /// How many goals have which status.
    Tally(Vec<Tally>),
    /// What the evaluator wrote, under the name of what it is.
    Prose {
        heading: String,
        pieces: Vec<Piece>,
    },
    /// Word for word what was said.
    Quotes(Vec<Quoted>),
    Table(Table),
    Figure(Figure),
    /// Alike figures that stand beside each other where there is room.
    Multiples(Vec<Figure>),
}

/// Words of an interviewee, with what they are about and where they come from, as far as that may be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    pub text: String,
    pub of: String,
}

/// A sentence, with the words that it is found by and the mark of its verdicts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub mark: Option<Mark>,
    pub lead: Option<String>,
    pub text: String,
}

impl Line {
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub fn led(lead: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            lead: Some(lead.into()),
            ..Self::plain(text)
        }
    }

    pub fn marked(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }
}

/// The dot above, on or under its level; words say the same beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub target: Verdict,
    pub limit: Verdict,
}

impl Mark {
    pub fn new(target: Verdict, limit: Verdict) -> Self {
        Self { target, limit }
    }

    pub fn standing(self) -> Standing {
        Standing::of(self.target, self.limit)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    pub heading: String,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    pub status: GoalStatus,
    pub word: String,
    pub count: usize,
    /// The goals that have it, by code.
    pub codes: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    /// Rows under a common heading; one group without a heading when there is nothing to group.
    pub groups: Vec<Group>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub heading: String,
    pub unit: Option<String>,
    pub is_number: bool,
}

impl Column {
    pub fn text(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            unit: None,
            is_number: false,
        }
    }

    pub fn number(heading: impl Into<String>) -> Self {
        Self {
            is_number: true,
            ..Self::text(heading)
        }
    }

    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into()).filter(|unit| !unit.is_empty());
        self
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub heading: Option<Line>,
    /// The first cell of a row is its heading.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in one cell: a line, perhaps a quieter line under it, perhaps marks before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub marks: Vec<NamedMark>,
    pub text: String,
    pub small: Option<String>,
    pub standing: Option<Standing>,
}

/// A mark that stands for a parameter in a row of them.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedMark {
    pub mark: Mark,
    /// Printed beside it; empty when the cell's text says it.
    pub code: String,
    /// What it says, for those who do not see it; empty when the cell's text says it.
    pub words: String,
}

impl Cell {
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A second, quieter line; none when it is empty.
    pub fn small(mut self, small: impl Into<String>) -> Self {
        self.small = Some(small.into()).filter(|small| !small.is_empty());
        self
    }

    pub fn marked(mut self, mark: Mark) -> Self {
        self.standing = Some(mark.standing());
        self.marks = vec![NamedMark {
            mark,
            code: String::new(),
            words: String::new(),
        }];
        self
    }
}

impl Table {
    /// A table of one group without a heading.
    pub fn plain(caption: impl Into<String>, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self {
            caption: caption.into(),
            columns,
            groups: vec![Group {
                heading: None,
                rows,
            }],
        }
    }
}

/// A chart with the words and the numbers that belong to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub id: String,
    /// The finding.
    pub title: String,
    /// Measure, n, period, interval; empty where it stands above a number of alike figures.
    pub subtitle: String,
    /// Where the figures come from; empty where it stands under all of them.
    pub source: String,
    /// The same picture for a wide page and, laid out anew, for a phone; both SVG. One of a number
    /// of alike figures is narrow everywhere.
    pub wide: Option<String>,
    pub narrow: String,
    /// The pictures for paper, where the one of a page would be set too small to read.
    pub paper: Vec<String>,
    /// The numbers in the picture; `None` when the next table says all of them.
    pub table: Option<Table>,
    /// The picture prints every number itself, so that paper can do without the table.
    pub is_labelled: bool,
}
