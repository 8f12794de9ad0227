//! Effectiveness and efficiency, apart and in words: every parameter as a sentence.

use super::parameters::verdicts_heading;
use super::{Context, mark};
use crate::domain::parameter::{Aspect, Kind};
use crate::report::document::{Block, Line, Section};
use crate::report::order::Found;
use crate::report::{sentences, words};


const KINDS: [Kind; 3] = [
    Kind::ResultMeasurement,
    Kind::QualityMonitoring,
    Kind::WorkControl,
];

pub fn effectiveness(context: &Context) -> Option<Section> {
    section(
        context,
        Aspect::Effectiveness,
        "effectiveness",
        "report-effectiveness-targets",
    )
}

pub fn efficiency(context: &Context) -> Option<Section> {
    section(
        context,
        Aspect::Efficiency,
        "efficiency",
        "report-efficiency-targets",
    )
}

/// `None` when the protocol measures nothing of this aspect; the method section says so then.
fn section(context: &Context, aspect: Aspect, id: &'static str, key: &str) -> Option<Section> {
    let language = context.language();
    let found: Vec<Found> = context
        .found()
        .into_iter()
        .filter(|(parameter, _)| parameter.aspect == aspect)
        .collect();
    if found.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    for kind in KINDS {
        let lines: Vec<Line> = found
            .iter()
            .filter(|(parameter, _)| parameter.kind == kind)
            .map(|(parameter, result)| {
                let text = sentences::result(context.pen, parameter, result);
                let lead = format!("{} {}", parameter.code, context.pen.label(parameter));
                Line::led(lead, text).marked(mark(result))
            })
            .collect();
        if !lines.is_empty() {
            blocks.push(Block::Subheading(words::kind(language, kind)));
            blocks.push(Block::List(lines));
        }
    }
    let heading = verdicts_heading(context, &found, key);
    let topic = words::aspect(language, aspect);
    Some(Section {
        id,
        heading,
        topic,
        blocks,
    })
}
