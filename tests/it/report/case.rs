//! The shipped case with its evidence, and its document as text.

use std::sync::LazyLock;

use chrono::NaiveDate;

use peil::domain::evaluation::results::Evaluation;
use peil::domain::evaluation::{Evidence, evaluate};
use peil::domain::language::Language;
use peil::domain::protocol::Protocol;
use peil::domain::survey::Survey;
use peil::import::folder::{Files, read};
use peil::report::document::{Block, Cell, Document, Figure, Line, Table};
use peil::report::{Input, management};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$((
            $name.to_owned(),
            include_bytes!(concat!("../../../surveys/servicedesk/", $name)).to_vec(),
        )),*]
    };
}

pub struct Case {
    pub protocol: Protocol,
    pub surveys: Vec<Survey>,
    pub evidence: Evidence,
    pub evaluation: Evaluation,
}

pub static FILES: LazyLock<Files> = LazyLock::new(|| {
    Files::from(files![
        "protocol.toml",
        "satisfaction.toml",
        "interview.toml",
        "survey_wave0.csv",
        "survey_wave1.csv",
        "dispositions.csv",
        "interviews.csv",
        "measurements.csv",
        "ticket_sample_wave1.csv",
    ])
});

pub static CASE: LazyLock<Case> = LazyLock::new(|| {
    let folder = read(&FILES).unwrap();
    let evidence = folder.evidence();
    let evaluation = evaluate(&folder.protocol.read, &evidence);
    Case {
        evidence,
        protocol: folder.protocol.read,
        surveys: folder.surveys.into_iter().map(|one| one.read).collect(),
        evaluation,
    }
});

impl Case {
    /// What the evidence of the case says of another protocol.
    pub fn with_protocol(&self, protocol: Protocol) -> Self {
        Self {
            evaluation: evaluate(&protocol, &self.evidence),
            evidence: self.evidence.clone(),
            surveys: self.surveys.clone(),
            protocol,
        }
    }

    pub fn report(&self, wave: u32, language: &Language) -> Document {
        let input = Input {
            protocol: &self.protocol,
            surveys: &self.surveys,
            evaluation: &self.evaluation,
            wave,
            is_open: wave == 2,
            as_of: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
            files: &[],
            proceedings: &Default::default(),
        };
        management(&input, language).unwrap()
    }
}

pub fn dutch(wave: u32) -> Document {
    CASE.report(wave, &Language::dutch())
}

pub fn english(wave: u32) -> Document {
    CASE.report(wave, &Language::english())
}

/// All that a reader of the document reads, a line for each sentence and each row.
pub fn text(document: &Document) -> String {
    let mut out = vec![
        format!("# {}", document.title),
        document.subtitle.clone(),
        document.warning.clone().unwrap_or_default(),
    ];
    for section in &document.sections {
        out.push(format!("\n## {}: {}", section.topic, section.heading));
        out.extend(section.blocks.iter().flat_map(block_text));
    }
    out.retain(|line| !line.is_empty());
    out.join("\n").replace('\u{a0}', "_")
}

fn block_text(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(text) | Block::Note(text) => vec![text.clone()],
        Block::Subheading(text) => vec![format!("### {text}")],
        Block::Callout { heading, lines } => heading_and_lines(heading, lines),
        Block::List(lines) => lines.iter().map(line_text).collect(),
        Block::Panels(panels) => panels
            .iter()
            .flat_map(|panel| heading_and_lines(&panel.heading, &panel.lines))
            .collect(),
        Block::Tally(counts) => counts
            .iter()
            .map(|one| format!("{} {}: {}", one.count, one.word, one.codes.join(" ")))
            .collect(),
        Block::Prose { heading, pieces } => {
            let mut out = vec![format!("### {heading}")];
            out.extend(peil::report::prose::plain(pieces));
            out
        }
        Block::Quotes(quotes) => quotes
            .iter()
            .map(|one| format!("> {} ({})", one.text, one.of))
            .collect(),
        Block::Table(table) => table_text(table),
        Block::Figure(figure) => figure_text(figure),
        Block::Multiples(figures) => figures.iter().flat_map(figure_text).collect(),
    }
}

fn figure_text(figure: &Figure) -> Vec<String> {
    let mut out = vec![format!("[{}] {}", figure.id, figure.title)];
    out.extend(figure.table.as_ref().map(table_text).unwrap_or_default());
    out
}

fn heading_and_lines(heading: &str, lines: &[Line]) -> Vec<String> {
    let mut out = vec![format!("### {heading}")];
    out.extend(lines.iter().map(line_text));
    out
}

fn line_text(line: &Line) -> String {
    match &line.lead {
        Some(lead) => format!("- {lead} | {}", line.text),
        None => format!("- {}", line.text),
    }
}

fn table_text(table: &Table) -> Vec<String> {
    let mut out = vec![format!("| {}", table.caption)];
    for group in &table.groups {
        out.extend(group.heading.as_ref().map(line_text));
        out.extend(group.rows.iter().map(|row| {
            let cells: Vec<String> = row.iter().map(cell_text).collect();
            format!("| {}", cells.join(" | "))
        }));
    }
    out
}

fn cell_text(cell: &Cell) -> String {
    let marks: Vec<&str> = cell.marks.iter().map(|mark| mark.code.as_str()).collect();
    let mut text = format!("{} {}", marks.join(" "), cell.text);
    if let Some(small) = &cell.small {
        text.push_str(&format!(" ({small})"));
    }
    text.trim().to_owned()
}
