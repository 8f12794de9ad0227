//! Every parameter of the survey by segment, each with its interval and none ranked.

use super::decision::segments_below;
use super::{Caption, Context, multiple};
use crate::charts::segments::{Segment, Segments, segments};
use crate::charts::{ChartError, NumberFormat, Width};
use crate::domain::evaluation::results::SegmentResult;
use crate::domain::parameter::{Parameter, Scale};
use crate::domain::verdict::Verdict;
use crate::report::document::{Block, Cell, Column, Figure, Line, Mark, Section, Table};
use crate::report::order::Found;
use crate::report::pen::{Spread, limit, target};
use crate::report::words;
use crate::texts::numbers::list;
use crate::texts::{t, t_args};

/// `None` when nothing is split by segment.
pub fn section(context: &Context) -> Result<Option<Section>, ChartError> {
    let language = context.language();
    let split: Vec<Found> = context
        .found()
        .into_iter()
        .filter(|(_, result)| !result.segments.is_empty())
        .collect();
    if split.is_empty() || context.protocol().segments.len() < 2 {
        return Ok(None);
    }
    let level = context.pen.level(split[0].1.confidence);
    let mut blocks = vec![Block::Paragraph(t_args(
        language,
        "report-segments-note",
        &[("level", level.into())],
    ))];
    let figures: Result<Vec<Figure>, ChartError> = split
        .iter()
        .map(|found| picture(context, found, &found.1.segments))
        .collect();
    blocks.push(Block::Multiples(figures?));
    blocks.push(Block::Note(
        context.source(t(language, "report-source-survey")),
    ));
    if let Some(hidden) = hidden(context, &split) {
        blocks.push(Block::Note(hidden));
    }
    let unusable: Vec<Line> = split
        .iter()
        .flat_map(|found| unusable(context, found))
        .collect();
    if !unusable.is_empty() {
        blocks.push(Block::List(unusable));
    }
    blocks.extend(super::rest::blocks(context, &split));
    Ok(Some(Section {
        id: "segments",
        topic: t(language, "report-topic-segments"),
        heading: heading(context),
        blocks,
    }))
}

/// "Grenswaarden gemist die het totaal niet mist: Beheer Openbare Ruimte (6 parameters)"
fn heading(context: &Context) -> String {
    let language = context.language();
    let below = segments_below(context);
    if below.is_empty() {
        return t(language, "report-segments-none-below");
    }
    let said: Vec<String> = below
        .iter()
        .map(|(segment, codes)| {
            t_args(
                language,
                "report-segment-below",
                &[
                    ("segment", (*segment).into()),
                    ("count", codes.len().into()),
                ],
            )
        })
        .collect();
    t_args(
        language,
        "report-segments-below",
        &[("segments", list(language, &said).into())],
    )
}

fn hidden(context: &Context, split: &[Found]) -> Option<String> {
    let count = split
        .iter()
        .flat_map(|(_, result)| &result.segments)
        .filter(|segment| !segment.shown && segment.reason.is_none())
        .count();
    (count > 0).then(|| {
        t_args(
            context.language(),
            "report-segments-hidden",
            &[
                ("count", count.into()),
                (
                    "threshold",
                    context.protocol().rules.privacy_threshold.into(),
                ),
            ],
        )
    })
}

/// The segments whose answers cannot be used, each with the reason: not hidden, but wrong.
fn unusable(context: &Context, (parameter, result): &Found) -> Vec<Line> {
    let segments = &context.protocol().segments;
    result
        .segments
        .iter()
        .filter(|segment| !segment.shown)
        .filter_map(|segment| {
            let reason = words::reason(context.pen, segment.reason.as_ref()?);
            let known = segments
                .iter()
                .find(|known| known.code == segment.segment)?;
            let name = known.name.get(context.language());
            let lead = format!("{}, {name}.", context.pen.label(parameter));
            Some(Line::led(lead, reason))
        })
        .collect()
}

/// A parameter in these of its segments, beside its total.
pub(in crate::report) fn picture(
    context: &Context,
    (parameter, result): &Found,
    of: &[SegmentResult],
) -> Result<Figure, ChartError> {
    let (pen, language) = (context.pen, context.language());
    let bound = |key: &str, aim: [f64; 2]| {
        t_args(language, key, &[("value", pen.aim(parameter, aim).into())])
    };
    let figures = Segments {
        format: NumberFormat::new(language, parameter.scale),
        from_zero: parameter.scale == Scale::Share,
        bounds: Some(parameter.bounds),
        target_label: bound("report-target-at", target(parameter.bounds)),
        limit_label: bound("report-limit-at", limit(parameter.bounds)),
        overall: result.value,
        overall_label: result.value.map_or(String::new(), |value| {
            let value = pen.value(parameter, value);
            t_args(language, "report-total-at", &[("value", value.into())])
        }),
        rows: of
            .iter()
            .map(|segment| drawn(context, parameter, segment))
            .collect(),
    };
    let caption = Caption {
        id: format!("segments-{}", parameter.code),
        title: format!("{}: {}", pen.label(parameter), finding(context, of)),
        subtitle: String::new(),
        source: String::new(),
        description: t(language, "report-segments-description"),
        is_labelled: true,
    };
    let paper = context
        .is_paper
        .then(|| segments(&figures, &caption.frame(Width::Wide)));
    let paper = paper.into_iter().collect::<Result<_, _>>()?;
    let figure = multiple(caption, Some(table(context, parameter, of)), |frame| {
        segments(&figures, frame)
    })?;
    Ok(Figure { paper, ..figure })
}

fn drawn(context: &Context, parameter: &Parameter, segment: &SegmentResult) -> Segment {
    let (pen, language) = (context.pen, context.language());
    let spread = Spread::of_segment(segment);
    let value = segment.value.filter(|_| segment.shown);
    let n = segment
        .n
        .map(|n| t_args(language, "report-n", &[("n", pen.number(n).into())]));
    let mut details: Vec<String> = vec![pen.interval(parameter, spread)];
    details.extend(n);
    details.retain(|text| !text.is_empty());
    Segment {
        name: name(context, segment).to_owned(),
        estimate: value,
        interval: spread.ends(),
        value: value.map_or(t(language, "report-hidden"), |value| {
            pen.value(parameter, value)
        }),
        details,
        target: segment.target_verdict,
        limit: segment.limit_verdict,
        words: if value.is_some() {
            words::verdicts_short(language, segment.target_verdict, segment.limit_verdict)
        } else {
            String::new()
        },
    }
}

fn table(context: &Context, parameter: &Parameter, segments: &[SegmentResult]) -> Table {
    let language = context.language();
    let text = |key: &str| Column::text(t(language, key));
    let number = |key: &str| Column::number(t(language, key));
    Table::plain(
        t(language, "report-segments-caption"),
        vec![
            text("report-column-segment"),
            number("report-column-n"),
            number("report-column-found").unit(t(language, "report-column-with-interval")),
            text("report-column-target"),
            text("report-column-limit"),
        ],
        segments
            .iter()
            .map(|segment| row(context, parameter, segment))
            .collect(),
    )
}

/// Which segments certainly meet the target, and which certainly miss the limit.
pub fn finding(context: &Context, segments: &[SegmentResult]) -> String {
    let language = context.language();
    let names = |wanted: &dyn Fn(&SegmentResult) -> bool| -> Vec<&str> {
        segments
            .iter()
            .filter(|segment| wanted(segment))
            .map(|segment| name(context, segment))
            .collect()
    };
    let above = names(&|segment| segment.target_verdict == Verdict::Met);
    let below = names(&|segment| segment.limit_verdict == Verdict::NotMet);
    let said: Vec<String> = [
        ("report-segments-above-target", above),
        ("report-segments-below-limit", below),
    ]
    .iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(key, names)| {
        let args = [("names", list(language, names).into())];
        t_args(language, key, &args)
    })
    .collect();
    if said.is_empty() {
        t(language, "report-segments-undecided")
    } else {
        said.join("; ")
    }
}

fn name<'a>(context: &Context<'a>, segment: &'a SegmentResult) -> &'a str {
    context
        .protocol()
        .segments
        .iter()
        .find(|known| known.code == segment.segment)
        .map_or(segment.segment.as_str(), |known| {
            known.name.get(context.language())
        })
}

pub(in crate::report) fn row(
    context: &Context,
    parameter: &Parameter,
    segment: &SegmentResult,
) -> Vec<Cell> {
    let (pen, language) = (context.pen, context.language());
    let none = || Cell::new(pen.none());
    let name = Cell::new(name(context, segment));
    let Some(value) = segment.value.filter(|_| segment.shown) else {
        let hidden = Cell::new(t(language, "report-hidden"));
        return vec![name, none(), hidden, none(), none()];
    };
    let name = match &segment.reason {
        Some(reason) => name.small(words::reason(pen, reason)),
        None => name,
    };
    let mark = Mark::new(segment.target_verdict, segment.limit_verdict);
    vec![
        name,
        segment.n.map_or_else(none, |n| Cell::new(pen.number(n))),
        Cell::new(pen.value(parameter, value))
            .small(pen.interval(parameter, Spread::of_segment(segment))),
        Cell::new(words::verdict(language, segment.target_verdict)).marked(mark),
        Cell::new(words::verdict(language, segment.limit_verdict)),
    ]
}
