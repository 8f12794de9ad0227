//! The evaluator's words beside the figures, and sentences from the verdicts to begin with.

use super::Input;
use super::document::{Block, Document, Line, Section};
use super::prose;
use super::sentences::sentence;
use crate::domain::language::Language;
use crate::domain::proceedings::{Proceedings, SnapshotState};
use crate::texts::numbers::date;
use crate::texts::{t, t_args};

/// At most so many points are proposed for one section.
const POINTS: usize = 8;

/// Puts every conclusion under the heading of its section.
pub fn beside(
    proceedings: &Proceedings,
    language: &Language,
    mut sections: Vec<Section>,
) -> Vec<Section> {
    for section in &mut sections {
        let written = proceedings
            .conclusions
            .iter()
            .find(|one| one.section == section.id && one.language == language.tag());
        if let Some(written) = written {
            let block = Block::Prose {
                heading: t(language, "results-conclusion"),
                pieces: prose::read(&written.text),
            };
            section.blocks.insert(0, block);
        }
    }
    sections
}

/// For each section what could be concluded from its verdicts alone, as Markdown.
pub fn proposed(document: &Document) -> Vec<(&'static str, String)> {
    document
        .sections
        .iter()
        .map(|section| {
            let mut text = sentence(&section.heading);
            let points = section.blocks.iter().flat_map(points);
            for point in points.take(POINTS) {
                text.push_str(if text.contains("\n\n") { "\n" } else { "\n\n" });
                text.push_str("- ");
                text.push_str(&point);
            }
            (section.id, text)
        })
        .collect()
}

fn points(block: &Block) -> Vec<String> {
    let said = |lines: &[Line]| -> Vec<String> {
        lines
            .iter()
            .map(|line| match &line.lead {
                Some(lead) => format!("**{}** {}", lead.trim_end_matches([':', '.']), line.text),
                None => line.text.clone(),
            })
            .collect()
    };
    match block {
        Block::Callout { lines, .. } | Block::List(lines) => said(lines),
        Block::Panels(panels) => panels.iter().flat_map(|panel| said(&panel.lines)).collect(),
        _ => Vec::new(),
    }
}

/// "Aanvaard door M. Besluit op 3 november 2026 · SHA-256 1a2b… · peil 0.1.0"
pub fn stamp(input: &Input, language: &Language) -> Option<String> {
    let standing = input.proceedings.standing.as_ref()?;
    let state = match (&standing.acceptance, standing.state) {
        (Some(acceptance), SnapshotState::Accepted) => t_args(
            language,
            "results-stamp-accepted",
            &[
                ("name", acceptance.name.as_str().into()),
                ("day", date(language, acceptance.at.date_naive()).into()),
            ],
        ),
        (_, SnapshotState::Final) => t(language, "results-stamp-final"),
        _ => t(language, "results-stamp-draft"),
    };
    let frozen = t_args(
        language,
        "results-stamp-frozen",
        &[
            (
                "day",
                date(language, standing.frozen_at.date_naive()).into(),
            ),
            ("hash", standing.hash.get(..16).unwrap_or_default().into()),
            ("program", standing.program.as_str().into()),
        ],
    );
    Some(format!("{state} {frozen}"))
}
