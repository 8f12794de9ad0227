//! The shipped case with its evidence, and its document as text.

use std::sync::LazyLock;

use chrono::{Months, NaiveDate};

use crate::domain::dataset::Responses;
use crate::domain::evaluation::results::Evaluation;
use crate::domain::evaluation::{Evidence, WaveEvidence, evaluate};
use crate::domain::evidence::{
    Answer, Answers, Completeness, Dispositions, MeasurementRow, StatementRow, TicketRow,
};
use crate::domain::language::Language;
use crate::domain::parameter::Tone;
use crate::domain::protocol::Protocol;
use crate::domain::survey::{Item, ItemKind, Survey};
use crate::report::document::{Block, Cell, Document, Line, Table};
use crate::report::{Input, management};

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../../surveys/servicedesk/", $name))
    };
}

pub struct Case {
    pub protocol: Protocol,
    pub surveys: Vec<Survey>,
    pub evaluation: Evaluation,
}

pub static CASE: LazyLock<Case> = LazyLock::new(|| {
    let protocol = Protocol::parse("protocol.toml", file!("protocol.toml")).unwrap();
    let surveys = [file!("satisfaction.toml"), file!("interview.toml")]
        .map(|text| Survey::parse("survey.toml", text).unwrap())
        .to_vec();
    let mut evidence = Evidence {
        statements: statements(),
        measurements: measurements(&protocol),
        ..Evidence::default()
    };
    for (number, text) in [(0, file!("survey_wave0.csv")), (1, file!("survey_wave1.csv"))] {
        let wave = WaveEvidence {
            responses: responses(&protocol, &surveys[0], text),
            dispositions: dispositions(number),
            tickets: if number == 1 { tickets() } else { Vec::new() },
        };
        evidence.waves.insert(number, wave);
    }
    let evaluation = evaluate(&protocol, &evidence);
    Case {
        protocol,
        surveys,
        evaluation,
    }
});

/// The rows of a file, each as what finds a cell by its heading.
fn rows(text: &str) -> Vec<impl Fn(&str) -> String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    reader
        .into_records()
        .map(|record| {
            let (record, headings) = (record.unwrap(), headings.clone());
            move |heading: &str| {
                let at = headings.iter().position(|one| one == heading);
                at.map_or(String::new(), |at| record[at].to_owned())
            }
        })
        .collect()
}

fn responses(protocol: &Protocol, survey: &Survey, text: &str) -> Responses {
    let mut responses = Responses::of_survey(survey);
    for row in rows(text) {
        let answers: Answers = survey
            .items()
            .filter_map(|item| {
                let cell = row(item.headers.first()?);
                Some((item.code.clone(), answer(item, &cell)?))
            })
            .collect();
        let segment = row("segment");
        let segments = &protocol.segments;
        let at = segments.iter().position(|one| one.code == segment);
        responses.push(at.map(|at| at as u8), Completeness::Complete, &answers);
    }
    responses
}

fn answer(item: &Item, cell: &str) -> Option<Answer> {
    let number: i64 = cell.parse().ok()?;
    Some(match item.kind {
        ItemKind::YesNo if number == 1 => Answer::Word("yes".to_owned()),
        ItemKind::YesNo => Answer::Word("no".to_owned()),
        _ => Answer::Number(number),
    })
}

fn dispositions(wave: u32) -> Option<Dispositions> {
    let row = rows(file!("dispositions.csv"))
        .into_iter()
        .find(|row| row("wave") == wave.to_string())?;
    let count = |heading: &str| row(heading).parse().unwrap();
    Some(Dispositions {
        complete: count("I"),
        partial: count("P"),
        refusal: count("R"),
        non_contact: count("NC"),
        other: count("O"),
        unknown_household: count("UH"),
        unknown_other: count("UO"),
        not_eligible: count("not_eligible"),
    })
}

fn measurements(protocol: &Protocol) -> Vec<MeasurementRow> {
    let some = |cell: String| (!cell.is_empty()).then_some(cell);
    rows(file!("measurements.csv"))
        .into_iter()
        .map(|row| {
            let month: u32 = row("periode")[1..].parse().unwrap();
            MeasurementRow {
                series: row("parameter"),
                period: protocol.programme.introduction + Months::new(month - 1),
                cluster: some(row("cluster")),
                numerator: row("teller").parse().unwrap(),
                denominator: row("noemer").parse().unwrap(),
            }
        })
        .collect()
}

fn statements() -> Vec<StatementRow> {
    let tone = |cell: String| match cell.as_str() {
        "positief" => Some(Tone::Positive),
        "negatief" => Some(Tone::Negative),
        _ => Some(Tone::Neutral),
    };
    rows(file!("interviews.csv"))
        .into_iter()
        .map(|row| StatementRow {
            interview: row("gesprek"),
            date: row("datum").parse().unwrap(),
            interviewer: None,
            segment: Some(row("segment")),
            role: None,
            theme: Some(row("thema")),
            text: row("uitspraak"),
            text_en: None,
            tone: tone(row("codeur1")),
            second_tone: tone(row("codeur2")),
            open_problem: Some(row("open_knelpunt_0_1") == "1"),
            quote_allowed: false,
        })
        .collect()
}

fn tickets() -> Vec<TicketRow> {
    rows(file!("ticket_sample_wave1.csv"))
        .into_iter()
        .map(|row| TicketRow {
            key: row("ticket"),
            series: "ticket_sample".to_owned(),
            cluster: None,
            closed_on: None,
            hours: row("doorlooptijd_werkuren").parse().unwrap(),
        })
        .collect()
}

pub fn input(wave: u32) -> Input<'static> {
    Input {
        protocol: &CASE.protocol,
        surveys: &CASE.surveys,
        evaluation: &CASE.evaluation,
        wave,
        is_open: wave == 2,
        as_of: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
    }
}

pub fn dutch(wave: u32) -> Document {
    management(&input(wave), &Language::dutch()).unwrap()
}

pub fn english(wave: u32) -> Document {
    management(&input(wave), &Language::english()).unwrap()
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
        Block::Table(table) => table_text(table),
        Block::Figure(figure) => {
            let mut out = vec![format!("[{}] {}", figure.id, figure.title)];
            out.extend(figure.table.as_ref().map(table_text).unwrap_or_default());
            out
        }
    }
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
