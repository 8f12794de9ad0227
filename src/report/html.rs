//! The document as a page: semantic HTML that reads without style sheet and prints on A4.

use maud::{Markup, PreEscaped, html};

use super::document::{
    Block, Cell, Column, Document, Figure, Group, Line, Mark, NamedMark, Panel, Section, Table,
    Tally,
};
use super::prose::{Piece, Span, Stress};
use crate::charts::mark::verdict_mark;
use crate::charts::{ChartError, lean, unquoted};
use crate::domain::language::Language;
use crate::domain::verdict::{Standing, Verdict};
use crate::texts::t;

/// All verdicts that a mark can show; each pair that means something else is drawn once and then
/// referred to.
const VERDICTS: [Verdict; 5] = [
    Verdict::Met,
    Verdict::NotMet,
    Verdict::NotDemonstrated,
    Verdict::NoData,
    Verdict::NotComparable,
];

/// The report as the main part of a page; it brings the only `h1`.
pub fn body(document: &Document) -> Result<Markup, ChartError> {
    body_with(document, None)
}

/// The same on a page that gives every picture away as a file: below `charts/`, with what has to
/// stand behind the file's name in the address.
pub fn body_with(document: &Document, charts: Option<&str>) -> Result<Markup, ChartError> {
    let page = html! {
        (marks()?)
        article.report lang=(document.language) {
            (head(document))
            (contents(document))
            @for section in &document.sections { (part(document, section, charts)) }
            p.running aria-hidden="true" { (document.running) }
        }
    };
    let page = without_optional_ends(&page.into_string());
    Ok(PreEscaped(unquoted(&page)))
}

/// The ends of cells and rows are not written where HTML lets what follows end them: a report has
/// over two thousand.
fn without_optional_ends(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find("</t") {
        let (before, end) = rest.split_at(at);
        out.push_str(before);
        let after = ["</td>", "</th>", "</tr>"]
            .into_iter()
            .find_map(|tag| end.strip_prefix(tag))
            .filter(|after| ENDING.iter().any(|next| after.starts_with(next)));
        rest = after.unwrap_or_else(|| {
            out.push_str("</t");
            &end["</t".len()..]
        });
    }
    out.push_str(rest);
    out
}

/// What ends the cell or the row before it.
const ENDING: [&str; 5] = ["<td", "<th", "<tr", "</tr>", "</tbody>"];

fn picture(svg: &str) -> Markup {
    PreEscaped(lean(svg))
}

/// A file that needs nothing beside it, with the style sheet in it.
pub fn standalone(document: &Document, style: &str) -> Result<String, ChartError> {
    let page = html! {
        (maud::DOCTYPE)
        html lang=(document.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (document.running) }
                style { (PreEscaped(style)) }
            }
            body.report-file { main { (body(document)?) } }
        }
    };
    Ok(page.into_string())
}

/// One section without its heading, for a page that puts something beside it; such a page brings
/// the [`mark_sheet`] itself.
pub fn section_body(document: &Document, section: &Section) -> Result<Markup, ChartError> {
    Ok(html! {
        p { strong { (section.heading) } }
        @for (at, block) in section.blocks.iter().enumerate() {
            @if !matches!(block, Block::Prose { .. }) {
                (piece(document, block, &format!("{}-{at}", section.id), None))
            }
        }
    })
}

/// All marks that sections refer to.
pub fn mark_sheet() -> Result<Markup, ChartError> {
    marks()
}

fn head(document: &Document) -> Markup {
    html! {
        header.report-head {
            p.eyebrow { (document.organisation) }
            p.programme { (document.programme) " · " (document.edition) }
            h1 { (document.title) }
            p.subtitle { (document.subtitle) }
            @if let Some(stamp) = &document.stamp { p.stamp { (stamp) } }
            @if let Some(warning) = &document.warning { p.notice.warn { (warning) } }
        }
    }
}

fn contents(document: &Document) -> Markup {
    html! {
        nav.contents aria-label=(t(&document.language, "report-contents")) {
            ol {
                @for section in &document.sections {
                    li { a href={ "#" (section.id) } { (section.topic) } }
                }
            }
        }
    }
}

fn part(document: &Document, section: &Section, charts: Option<&str>) -> Markup {
    html! {
        section id=(section.id) aria-labelledby={ (section.id) "-heading" } {
            h2 id={ (section.id) "-heading" } {
                span.topic { (section.topic) } span.unseen { ": " } (section.heading)
            }
            @for (at, block) in section.blocks.iter().enumerate() {
                (piece(document, block, &format!("{}-{at}", section.id), charts))
            }
        }
    }
}

fn piece(document: &Document, block: &Block, id: &str, charts: Option<&str>) -> Markup {
    match block {
        Block::Paragraph(text) => html! { p { (text) } },
        Block::Note(text) => html! { p.note { (text) } },
        Block::Subheading(text) => html! { h3 { (text) } },
        Block::Callout { heading, lines } => html! {
            div.callout { h3 { (heading) } (list(lines)) }
        },
        Block::List(lines) => list(lines),
        Block::Panels(panels) => html! {
            div.panels { @for panel in panels { (self::panel(panel)) } }
        },
        Block::Tally(counts) => tally(counts),
        Block::Prose { heading, pieces } => prose(heading, pieces),
        Block::Quotes(quotes) => html! {
            @for quote in quotes {
                blockquote { p { (quote.text) } p.note { (quote.of) } }
            }
        },
        Block::Table(table) => self::table(table, id),
        Block::Figure(figure) => self::figure(document, figure, charts),
        Block::Multiples(figures) => html! {
            div.multiples { @for figure in figures { (self::figure(document, figure, charts)) } }
        },
    }
}

fn prose(heading: &str, pieces: &[Piece]) -> Markup {
    html! {
        div.conclusion {
            h3 { (heading) }
            @for piece in pieces {
                @match piece {
                    Piece::Paragraph(spans) => p { (self::spans(spans)) },
                    Piece::Heading(spans) => h4 { (self::spans(spans)) },
                    Piece::Points { numbered: true, points } => ol {
                        @for point in points { li { (self::spans(point)) } }
                    },
                    Piece::Points { points, .. } => ul {
                        @for point in points { li { (self::spans(point)) } }
                    },
                }
            }
        }
    }
}

fn spans(spans: &[Span]) -> Markup {
    html! {
        @for span in spans {
            @match span.stress {
                Stress::None => (span.text),
                Stress::Emphasis => em { (span.text) },
                Stress::Strong => strong { (span.text) },
            }
        }
    }
}

fn list(lines: &[Line]) -> Markup {
    html! {
        ul.lines { @for line in lines { li class=[line.mark.map(|_| "marked")] { (self::line(line)) } } }
    }
}

fn line(line: &Line) -> Markup {
    html! {
        @if let Some(mark) = line.mark { (use_of(mark)) }
        @if let Some(lead) = &line.lead { strong { (lead) } " " }
        span { (line.text) }
    }
}

fn panel(panel: &Panel) -> Markup {
    html! { div.panel { h3 { (panel.heading) } (list(&panel.lines)) } }
}

fn tally(counts: &[Tally]) -> Markup {
    html! {
        dl.tally {
            @for one in counts {
                div class=[(one.count > 0).then(|| tone(one.status.into()))] {
                    dt { (one.word) }
                    dd { b { (one.count) } span { (one.codes.join(" · ")) } }
                }
            }
        }
    }
}

fn figure(document: &Document, figure: &Figure, charts: Option<&str>) -> Markup {
    let language = &document.language;
    html! {
        figure.chart .both[figure.wide.is_some()] id=(figure.id) {
            figcaption {
                strong { (figure.title) }
                @if !figure.subtitle.is_empty() { span { (figure.subtitle) } }
            }
            @if let Some(wide) = &figure.wide { (picture(wide)) }
            @if figure.wide.is_some() { (PreEscaped(named_by_the_wide(&picture(&figure.narrow).0, &figure.id))) }
            @else { (picture(&figure.narrow)) }
            @if !figure.source.is_empty() || charts.is_some() {
                p.source {
                    (figure.source)
                    @if let Some(behind) = charts { (files(language, figure, behind)) }
                }
            }
            @if let Some(table) = &figure.table {
                details .on-screen[figure.is_labelled] {
                    summary { (t(language, "report-figures")) }
                    (numbers(table, &format!("{}-table", figure.id)))
                }
            }
        }
    }
}

/// The narrow picture of two says the same as the wide one: it borrows its words, which a page
/// keeps also while it shows the other.
fn named_by_the_wide(narrow: &str, id: &str) -> String {
    let own = format!("{id}-narrow-");
    let cut = narrow
        .split_once("<title")
        .zip(narrow.split_once("</desc>"));
    match cut {
        Some(((root, _), (_, drawn))) => root.replace(&own, &format!("{id}-wide-")) + drawn,
        None => narrow.to_owned(),
    }
}

/// The picture as a file; a list of links has to say of which picture each is.
fn files(language: &Language, figure: &Figure, behind: &str) -> Markup {
    let id = figure.id.as_str();
    html! {
        span.files {
            " " a href={ "evidence" (evidence(id)) } { (t(language, "report-evidence")) }
            @for kind in ["svg", "png"] {
                " "
                a href={ "report/charts/" (id) "." (kind) (behind) } download
                    aria-label={ (kind.to_uppercase()) " " (id) } { (kind.to_uppercase()) }
            }
        }
    }
}

/// The way down: a figure of one parameter leads to that parameter, any other to all of them.
fn evidence(id: &str) -> String {
    let of_one = ["segments-", "series-"];
    let code = of_one.iter().find_map(|start| id.strip_prefix(start));
    code.map_or_else(String::new, |code| format!("/{code}"))
}

/// The numbers of a figure, as short as they can be written: they scroll where there is no room.
fn numbers(table: &Table, id: &str) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-labelledby=(id) {
            table.numbers {
                caption id=(id) { (table.caption) }
                thead { tr { @for column in &table.columns { th scope="col" { (column_words(column)) } } } }
                @for group in &table.groups {
                    tbody {
                        @for row in &group.rows {
                            tr {
                                @for cell in row.iter().take(1) { th scope="row" { (number(cell)) } }
                                @for cell in row.iter().skip(1) { td { (number(cell)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A table that becomes a list of cards where there is no room for its columns. The roles are
/// said, because some readers forget them once a style sheet changes how a table is laid out. A
/// grouped table has the most columns and may scroll by itself, so the keyboard has to reach it;
/// a name and a number beside it have room anywhere.
fn table(table: &Table, id: &str) -> Markup {
    let is_grouped = table.groups.iter().any(|group| group.heading.is_some());
    let class = match &*table.columns {
        _ if is_grouped => Some("grouped"),
        [_, value] if value.is_number => Some("pair"),
        _ => None,
    };
    html! {
        table role="table" aria-labelledby=(id) class=[class] tabindex=[is_grouped.then_some(0)] {
            caption id=(id) { (table.caption) }
            thead role="rowgroup" {
                tr role="row" { @for column in &table.columns { (heading(column)) } }
            }
            @for group in &table.groups { (group_of(group, &table.columns)) }
        }
    }
}

fn heading(column: &Column) -> Markup {
    html! {
        th scope="col" role="columnheader" class=[number_class(column)] {
            (column_words(column))
        }
    }
}

fn column_words(column: &Column) -> Markup {
    html! {
        (column.heading)
        @if let Some(unit) = &column.unit { " " small { (unit) } }
    }
}

fn group_of(group: &Group, columns: &[Column]) -> Markup {
    html! {
        tbody role="rowgroup" {
            @if let Some(heading) = &group.heading {
                tr.group role="row" {
                    th scope="rowgroup" role="rowheader" colspan=(columns.len()) { (line(heading)) }
                }
            }
            @for row in &group.rows {
                tr role="row" {
                    @for (cell, column) in row.iter().zip(columns).take(1) {
                        th role="rowheader" class=[number_class(column)] { (content(cell)) }
                    }
                    @for (cell, column) in row.iter().zip(columns).skip(1) {
                        td role="cell" class=[class(cell, column)] data-column=(column.heading) {
                            (content(cell))
                        }
                    }
                }
            }
        }
    }
}

fn content(cell: &Cell) -> Markup {
    html! {
        @for mark in &cell.marks { (named_mark(mark)) }
        // Alone in its cell a text needs no box of its own.
        @if cell.marks.is_empty() && cell.small.is_none() { (cell.text) }
        @else if !cell.text.is_empty() { span { (cell.text) } }
        @if let Some(small) = &cell.small { small { (small) } }
    }
}

/// A cell in the numbers of a figure, whose marks the figure shows already.
fn number(cell: &Cell) -> Markup {
    html! {
        (cell.text)
        @if let Some(small) = &cell.small { " " small { (small) } }
    }
}

fn named_mark(named: &NamedMark) -> Markup {
    if named.code.is_empty() {
        return use_of(named.mark);
    }
    html! {
        span.chip title=(named.words) {
            (use_of(named.mark))
            (named.code)
            span.unseen { ": " (named.words) ";" }
        } " "
    }
}

/// No empty `class` for the columns of words: there are hundreds of such cells.
fn number_class(column: &Column) -> Option<&'static str> {
    column.is_number.then_some("number")
}

fn class(cell: &Cell, column: &Column) -> Option<String> {
    let classes: Vec<&str> = number_class(column)
        .into_iter()
        .chain(cell.standing.map(tone))
        .collect();
    (!classes.is_empty()).then(|| classes.join(" "))
}

fn tone(standing: Standing) -> &'static str {
    match standing {
        Standing::TargetMet => "is-met",
        Standing::LimitMet => "is-limit",
        Standing::LimitOpen => "is-open",
        Standing::LimitNotMet => "is-not-met",
        Standing::Unknown => "is-no-data",
    }
}

/// The drawing of a mark: the place of the dot, and the colour.
fn mark_id(mark: Mark) -> String {
    let colour = match mark.standing() {
        Standing::TargetMet => "met",
        Standing::LimitMet => "limit",
        Standing::LimitOpen => "open",
        Standing::LimitNotMet => "notmet",
        // All that cannot be judged looks alike.
        Standing::Unknown => return "mark-unknown".to_owned(),
    };
    format!("mark-{}-{colour}", mark.target.code().replace('_', "-"))
}

fn use_of(mark: Mark) -> Markup {
    html! {
        (PreEscaped(format!(
            "<svg class=\"mark\" aria-hidden=\"true\"><use href=\"#{}\"/></svg>",
            mark_id(mark)
        )))
    }
}

/// Every mark once, for all places that show it.
fn marks() -> Result<Markup, ChartError> {
    let mut drawn: Vec<(String, String)> = Vec::new();
    for target in VERDICTS {
        for limit in VERDICTS {
            let id = mark_id(Mark::new(target, limit));
            if !drawn.iter().any(|(known, _)| *known == id) {
                drawn.push((id, lean(&verdict_mark(target, limit, None)?)));
            }
        }
    }
    Ok(html! {
        svg.mark-sheet aria-hidden="true" focusable="false" width="0" height="0" {
            @for (id, mark) in &drawn {
                symbol id=(id) viewBox="0 0 22 22" { (PreEscaped(mark)) }
            }
        }
    })
}
