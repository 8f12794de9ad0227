//! Effectiveness and efficiency, apart and in words: every parameter as a sentence.

use super::parameters::verdicts_heading;
use super::{Context, mark, named};
use crate::domain::parameter::{Aspect, Kind};
use crate::report::document::{Block, Line, Section};
use crate::report::order::Found;
use crate::report::{sentences, words};
use crate::texts::numbers::list;
use crate::texts::t_args;

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
    let (silent, said): (Vec<Found>, Vec<Found>) = found
        .iter()
        .copied()
        .partition(|(_, result)| !result.shown && result.reason.is_none());
    let mut blocks = Vec::new();
    for kind in KINDS {
        let of_kind = said.iter().filter(|(parameter, _)| parameter.kind == kind);
        let lines: Vec<Line> = of_kind.map(|found| line(context, found)).collect();
        if !lines.is_empty() {
            blocks.push(Block::Subheading(words::kind(language, kind)));
            blocks.push(Block::List(lines));
        }
    }
    if !silent.is_empty() {
        let names: Vec<String> = silent
            .iter()
            .map(|(parameter, _)| named(context.pen, parameter))
            .collect();
        blocks.push(Block::Paragraph(t_args(
            language,
            "report-silent",
            &[("names", list(language, &names).into())],
        )));
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

fn line(context: &Context, (parameter, result): &Found) -> Line {
    let lead = format!("{} {}", parameter.code, context.pen.label(parameter));
    let text = sentences::result(context.pen, parameter, result);
    Line::led(lead, text).marked(mark(result))
}
