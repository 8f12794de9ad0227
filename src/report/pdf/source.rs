//! The document as source for typesetting. Every text is a quoted string, so nothing in it is code.

use super::columns;
use crate::charts::mark::verdict_mark;
use crate::charts::{ChartError, size_of, standalone};
use crate::domain::verdict::Standing;
use crate::report::document::{
    Block, Cell, Column, Document, Figure, Line, Mark, Panel, Section, Table, Tally,
};
use crate::report::prose::{Piece, Span, Stress};
use crate::texts::{t, t_args};

/// The look: paper, ink and one blue, as on the page.
const STYLE: &str = include_str!("style.typ");

/// The room for a picture on a page, in points: its full width, and a height that leaves place for
/// its words.
const ROOM: (f64, f64) = (482.0, 610.0);
/// The room for one of a number of alike pictures: two beside each other, two above each other.
const HALF: (f64, f64) = (234.0, 288.0);

/// A table up to this height, in points, stays together: half of the page's text.
const SHORT: f64 = 340.0;

struct Writer<'a> {
    document: &'a Document,
    out: String,
    pictures: Vec<String>,
    /// Each mark is drawn once.
    marks: Vec<(Mark, usize)>,
}

/// The source and its pictures.
pub fn of(document: &Document) -> Result<(String, Vec<String>), ChartError> {
    let mut writer = Writer {
        document,
        out: String::new(),
        pictures: Vec::new(),
        marks: Vec::new(),
    };
    writer.head();
    for section in &document.sections {
        writer.section(section)?;
    }
    Ok((writer.out, writer.pictures))
}

/// A string literal.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

impl Writer<'_> {
    fn say(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn head(&mut self) {
        let document = self.document;
        let (title, running) = (quoted(&document.title), quoted(&document.running));
        let language = quoted(if document.language.tag() == "nl" {
            "nl"
        } else {
            "en"
        });
        self.say(STYLE);
        self.say(&format!(
            "#set document(title: {title}, author: {}, date: none)",
            quoted(&document.organisation)
        ));
        self.say(&format!("#set text(lang: {language})"));
        self.say(&format!("#set page(footer: foot({running}))"));
        self.say(&format!(
            "#masthead({}, {}, {})",
            quoted(&document.organisation),
            quoted(&format!("{} · {}", document.programme, document.edition)),
            quoted(&document.subtitle)
        ));
        for remark in [&document.stamp, &document.warning].into_iter().flatten() {
            self.say(&format!("#remark({})", quoted(remark)));
        }
        let contents = quoted(&t(&document.language, "report-contents"));
        if document.sections.len() > 6 {
            self.say(&format!("#contents({contents})"));
        }
    }

    fn section(&mut self, section: &Section) -> Result<(), ChartError> {
        self.say(&format!("#heading(level: 1, {})", quoted(&section.topic)));
        self.say(&format!("#finding({})", quoted(&section.heading)));
        for block in &section.blocks {
            self.block(block)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), ChartError> {
        match block {
            Block::Paragraph(text) => self.say(&format!("#par({})", quoted(text))),
            Block::Note(text) => {
                self.say(&format!("#small({})", quoted(text)));
            }
            Block::Subheading(text) => self.say(&format!("#heading(level: 2, {})", quoted(text))),
            Block::Callout { heading, lines } => {
                self.say(
                    "#block(fill: wash, inset: 9pt, width: 100%, stroke: (left: 2.5pt + accent))[",
                );
                self.say(&format!("#heading(level: 2, {})", quoted(heading)));
                self.lines(lines)?;
                self.say("]");
            }
            Block::List(lines) => self.lines(lines)?,
            Block::Panels(panels) => self.panels(panels)?,
            Block::Tally(counts) => self.tally(counts),
            Block::Prose { heading, pieces } => self.prose(heading, pieces),
            Block::Quotes(quotes) => {
                for one in quotes {
                    let (text, of) = (quoted(&one.text), quoted(&one.of));
                    self.say(&format!("#said({text}, {of})"));
                }
            }
            Block::Table(table) => self.table(table)?,
            Block::Figure(figure) => self.figure(figure)?,
            Block::Multiples(figures) => self.multiples(figures)?,
        }
        Ok(())
    }

    /// The mark of a verdict; the words beside it say the same, so readers aloud pass it by.
    fn mark(&mut self, mark: Mark) -> Result<String, ChartError> {
        let known = self.marks.iter().find(|(drawn, _)| *drawn == mark);
        let at = match known {
            Some((_, at)) => *at,
            None => {
                let svg = verdict_mark(mark.target, mark.limit, None)?;
                self.pictures.push(standalone(&svg));
                self.marks.push((mark, self.pictures.len() - 1));
                self.pictures.len() - 1
            }
        };
        Ok(format!(
            "pdf.artifact(box(baseline: 22%, image(\"p{at}.svg\", height: 1.15em)))"
        ))
    }

    fn line(&mut self, line: &Line) -> Result<String, ChartError> {
        let mut parts = Vec::new();
        if let Some(mark) = line.mark {
            parts.push(self.mark(mark)?);
            parts.push("\" \"".to_owned());
        }
        if let Some(lead) = &line.lead {
            parts.push(format!("strong({})", quoted(lead)));
            parts.push("\" \"".to_owned());
        }
        parts.push(quoted(&line.text));
        Ok(parts.join(" + "))
    }

    fn lines(&mut self, lines: &[Line]) -> Result<(), ChartError> {
        let mut items = Vec::new();
        for line in lines {
            let said = self.line(line)?;
            items.push(match line.mark {
                Some(_) => format!("[#par(hanging-indent: 1.5em, {said})]"),
                None => format!("[#({said})]"),
            });
        }
        // A mark is a marker already.
        let marker = if lines.iter().all(|line| line.mark.is_some()) {
            "marker: [], body-indent: 0pt, "
        } else {
            ""
        };
        self.say(&format!("#list({marker}{})", items.join(", ")));
        Ok(())
    }

    fn panels(&mut self, panels: &[Panel]) -> Result<(), ChartError> {
        for panel in panels {
            self.say(&format!("#heading(level: 2, {})", quoted(&panel.heading)));
            self.lines(&panel.lines)?;
        }
        Ok(())
    }

    fn tally(&mut self, counts: &[Tally]) {
        let lines: Vec<String> = counts
            .iter()
            .map(|one| {
                let codes = one.codes.join(" · ");
                format!(
                    "[#(strong({}) + {})]",
                    quoted(&format!("{} {}", one.count, one.word)),
                    quoted(&if codes.is_empty() {
                        codes
                    } else {
                        format!(": {codes}")
                    })
                )
            })
            .collect();
        self.say(&format!("#list({})", lines.join(", ")));
    }

    fn prose(&mut self, heading: &str, pieces: &[Piece]) {
        self.say("#block(inset: (left: 9pt), stroke: (left: 2.5pt + quiet))[");
        self.say(&format!("#heading(level: 2, {})", quoted(heading)));
        for piece in pieces {
            match piece {
                Piece::Paragraph(spans) => self.say(&format!("#par({})", said(spans))),
                Piece::Heading(spans) => self.say(&format!("#heading(level: 3, {})", said(spans))),
                Piece::Points { numbered, points } => {
                    let items: Vec<String> = points
                        .iter()
                        .map(|point| format!("[#({})]", said(point)))
                        .collect();
                    let kind = if *numbered { "enum" } else { "list" };
                    self.say(&format!("#{kind}({})", items.join(", ")));
                }
            }
        }
        self.say("]");
    }

    fn figure(&mut self, figure: &Figure) -> Result<(), ChartError> {
        if figure.paper.is_empty() {
            let svg = figure.wide.as_deref().unwrap_or(&figure.narrow);
            self.picture(figure, svg, ROOM);
        } else {
            self.sheets(figure);
        }
        if let Some(table) = figure.table.as_ref().filter(|_| !figure.is_labelled) {
            self.table(table)?;
        }
        Ok(())
    }

    /// One picture on as many sheets as it needs; its words stand under the last.
    fn sheets(&mut self, figure: &Figure) {
        for (at, sheet) in figure.paper.iter().enumerate() {
            let mut part = Figure {
                paper: Vec::new(),
                ..figure.clone()
            };
            if at > 0 {
                let args = [("title", figure.title.as_str().into())];
                part.title = t_args(&self.document.language, "report-continued", &args);
            }
            if at + 1 < figure.paper.len() {
                part.subtitle = String::new();
                part.source = String::new();
            }
            self.picture(&part, sheet, ROOM);
        }
    }

    fn picture(&mut self, figure: &Figure, svg: &str, room: (f64, f64)) {
        let alternative = description(svg).unwrap_or_else(|| figure.title.clone());
        self.pictures.push(standalone(svg));
        let at = self.pictures.len() - 1;
        let width = size_of(svg).map_or(room.0, |(wide, high)| room.0.min(room.1 * wide / high));
        let mut under = String::new();
        for text in [&figure.subtitle, &figure.source] {
            if !text.is_empty() {
                under.push_str(&format!("#small({})", quoted(text)));
            }
        }
        self.say(&format!(
            "#block(breakable: false, width: 100%)[#figure(alt: {}, caption: {}, \
             image(\"p{at}.svg\", width: {width:.1}pt))\n{under}]",
            quoted(&alternative),
            quoted(&figure.title)
        ));
    }

    /// Two beside each other; one after the other in the order of reading.
    fn multiples(&mut self, figures: &[Figure]) -> Result<(), ChartError> {
        if figures.iter().all(|figure| !figure.paper.is_empty()) {
            figures.iter().for_each(|figure| self.sheets(figure));
        } else {
            self.say("#grid(columns: (1fr, 1fr), gutter: 14pt,");
            for figure in figures {
                self.say("[");
                self.picture(figure, &figure.narrow, HALF);
                self.say("],");
            }
            self.say(")");
        }
        let named = figures.iter().filter(|figure| !figure.is_labelled);
        let named = named.filter_map(|figure| {
            let table = figure.table.as_ref()?;
            // Far from its picture, so it says whose numbers these are.
            let caption = format!("{} · {}", figure.title, table.caption);
            Some(Table {
                caption,
                ..table.clone()
            })
        });
        self.tables(&named.collect::<Vec<_>>())
    }

    /// Narrow tables stand two beside each other.
    fn tables(&mut self, tables: &[Table]) -> Result<(), ChartError> {
        let mut are_narrow = tables.len() > 1;
        for table in tables {
            are_narrow &= columns::fit(table, HALF.0)?;
        }
        if !are_narrow {
            return tables.iter().try_for_each(|table| self.table(table));
        }
        self.say("#grid(columns: (1fr, 1fr), gutter: 14pt,");
        for table in tables {
            self.say("[");
            self.table_in(table, HALF.0)?;
            self.say("],");
        }
        self.say(")");
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), ChartError> {
        self.table_in(table, ROOM.0)
    }

    fn table_in(&mut self, table: &Table, room: f64) -> Result<(), ChartError> {
        let (widths, size, is_whole) = columns::widths(table, room)?;
        let aligns: Vec<&str> = table
            .columns
            .iter()
            .map(|column| if column.is_number { "right" } else { "left" })
            .collect();
        // A short table is not spread over two pages, of which one would have a row or two.
        let is_short = columns::height(table, &widths, size)? < SHORT;
        if !is_short {
            self.say("#room(120pt)");
        }
        let widths: Vec<String> = widths.iter().map(|one| format!("{one:.1}pt")).collect();
        self.say(&format!(
            "#block(width: 100%, breakable: {})[#show table: set text(size: {size}pt, hyphenate: {})\n#figure(kind: table, caption: {}, table(columns: ({},), align: ({},), table.header({}),",
            !is_short,
            !is_whole,
            quoted(&table.caption),
            widths.join(", "),
            aligns.join(", "),
            table.columns.iter().map(heading).collect::<Vec<_>>().join(", ")
        ));
        for group in &table.groups {
            if let Some(heading) = &group.heading {
                let line = self.line(heading)?;
                // A header is never the last thing on a page.
                self.say(&format!(
                    "table.header(level: 2, repeat: false, table.cell(colspan: {}, fill: wash)[#({line})]),",
                    table.columns.len()
                ));
            }
            for row in &group.rows {
                let mut cells = Vec::new();
                for at in 0..table.columns.len() {
                    let cell = row.get(at);
                    cells.push(match cell {
                        Some(cell) => self.cell(cell)?,
                        None => "[]".to_owned(),
                    });
                }
                self.say(&format!("{},", cells.join(", ")));
            }
        }
        self.say("))]");
        Ok(())
    }

    fn cell(&mut self, cell: &Cell) -> Result<String, ChartError> {
        let mut parts = Vec::new();
        for named in &cell.marks {
            parts.push(self.mark(named.mark)?);
            parts.push(quoted(&match named.code.as_str() {
                "" => " ".to_owned(),
                code => format!(" {code} "),
            }));
        }
        let text = quoted(&cell.text);
        parts.push(match cell.standing.map(colour) {
            Some(colour) => format!("text(fill: rgb(\"{colour}\"), {text})"),
            None => text,
        });
        if let Some(small) = &cell.small {
            parts.push("linebreak()".to_owned());
            parts.push(format!(
                "text(size: 0.88em, fill: quiet, {})",
                quoted(small)
            ));
        }
        Ok(format!("[#({})]", parts.join(" + ")))
    }
}

fn said(spans: &[Span]) -> String {
    let parts: Vec<String> = spans
        .iter()
        .map(|span| match span.stress {
            Stress::Strong => format!("strong({})", quoted(&span.text)),
            Stress::Emphasis => format!("underline({})", quoted(&span.text)),
            Stress::None => format!("[#{}]", quoted(&span.text)),
        })
        .collect();
    parts.join(" + ")
}

fn heading(column: &Column) -> String {
    match &column.unit {
        Some(unit) => format!(
            "[#({} + linebreak() + text(size: 0.88em, weight: \"regular\", {}))]",
            quoted(&column.heading),
            quoted(unit)
        ),
        None => quoted(&column.heading),
    }
}

fn colour(standing: Standing) -> &'static str {
    match standing {
        Standing::TargetMet => "#1a7f4b",
        Standing::LimitMet => "#8a6100",
        Standing::LimitOpen => "#5b6b7a",
        Standing::LimitNotMet => "#b3261e",
        Standing::Unknown => "#626e7b",
    }
}

/// What a picture says of itself.
fn description(svg: &str) -> Option<String> {
    let (_, rest) = svg.split_once("<desc")?;
    let (_, rest) = rest.split_once('>')?;
    let (text, _) = rest.split_once("</desc>")?;
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
    Some(text).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_leave_its_quotes() {
        assert_eq!(quoted("a\"b\\c\n#eval"), "\"a\\\"b\\\\c #eval\"");
        assert_eq!(
            description("<svg><desc id=\"x\">1 &lt; 2</desc>").unwrap(),
            "1 < 2"
        );
    }
}
