//! Quality against means, a dot per cluster.

use super::{Caption, Context, figure};
use crate::charts::scatter::{self, Scatter};
use crate::charts::{ChartError, NumberFormat};
use crate::domain::evaluation::findings::ClusterFinding;
use crate::domain::parameter::{Bounds, Evidence, Parameter};
use crate::report::document::{Block, Cell, Column, Line, Table};
use crate::report::pen::target;
use crate::texts::numbers::list;
use crate::texts::{t, t_args};

/// A cluster of which both registrations are known.
struct Known<'a> {
    code: &'a str,
    name: &'a str,
    effectiveness: f64,
    efficiency: f64,
}

type Both<'a> = (&'a Parameter, &'a Parameter);

fn measures<'a>(context: &Context<'a>) -> Option<Both<'a>> {
    let protocol = context.protocol();
    let map = protocol.analysis.cluster_map.as_ref()?;
    protocol
        .parameter(&map.effectiveness)
        .zip(protocol.parameter(&map.efficiency))
}

fn known<'a>(context: &Context<'a>) -> Vec<Known<'a>> {
    let declared = &context.protocol().clusters;
    let name = |found: &'a ClusterFinding| {
        let known = declared.iter().find(|one| one.code == found.cluster)?;
        Some(Known {
            code: &found.cluster,
            name: known.name.get(context.language()),
            effectiveness: found.effectiveness?,
            efficiency: found.efficiency?,
        })
    };
    context
        .wave
        .findings
        .clusters
        .iter()
        .filter_map(name)
        .collect()
}

/// Which clusters meet both targets and which meet neither; `None` when nothing may be claimed,
/// because one of the two is no complete registration.
pub fn finding(context: &Context) -> Option<String> {
    let language = context.language();
    let (effectiveness, efficiency) = measures(context)?;
    let known = known(context);
    let is_complete = |one: &Parameter| one.evidence == Evidence::Complete;
    if known.is_empty() || !is_complete(effectiveness) || !is_complete(efficiency) {
        return None;
    }
    let meets = |one: &Known| {
        let good = |parameter: &Parameter, value: f64| parameter.bounds.distance(value) > -1e-9;
        u8::from(good(effectiveness, one.effectiveness))
            + u8::from(good(efficiency, one.efficiency))
    };
    let with = |wanted: u8| -> Vec<&str> {
        let these = known.iter().filter(|one| meets(one) == wanted);
        these.map(|one| one.name).collect()
    };
    let (both, neither) = (with(2), with(0));
    let first = t_args(
        language,
        "findings-map-both",
        &[
            ("count", both.len().into()),
            ("names", list(language, &both).into()),
        ],
    );
    if neither.is_empty() {
        return Some(first);
    }
    let second = t_args(
        language,
        "findings-map-neither",
        &[
            ("count", neither.len().into()),
            ("names", list(language, &neither).into()),
        ],
    );
    Some(format!("{first}; {second}"))
}

/// The two figures of one cluster, each beside its target; nothing when the map doesn't show it.
pub(in crate::report) fn figures(context: &Context, cluster: &str) -> Vec<Line> {
    let known = known(context);
    let Some(((effectiveness, efficiency), one)) =
        measures(context).zip(known.iter().find(|one| one.code == cluster))
    else {
        return Vec::new();
    };
    let line = |parameter: &Parameter, value: f64| {
        let text = t_args(
            context.language(),
            "results-cluster-figure",
            &[
                ("value", context.pen.value(parameter, value).into()),
                ("target", context.pen.target(parameter).into()),
            ],
        );
        Line::led(format!("{}:", parameter.name.get(context.language())), text)
    };
    vec![
        line(effectiveness, one.effectiveness),
        line(efficiency, one.efficiency),
    ]
}

/// Nothing when the protocol declares no map.
pub fn map(context: &Context) -> Result<Vec<Block>, ChartError> {
    let language = context.language();
    let Some(measures) = measures(context) else {
        return Ok(Vec::new());
    };
    let known = known(context);
    let mut blocks = vec![Block::Subheading(t(language, "findings-map-heading"))];
    if known.is_empty() {
        blocks.push(Block::Paragraph(t(language, "findings-map-nothing")));
        return Ok(blocks);
    }
    let (effectiveness, efficiency) = measures;
    let figures = Scatter {
        across: measure(context, efficiency),
        up: measure(context, effectiveness),
        fields: fields(context, measures),
        points: known
            .iter()
            .map(|one| point(context, measures, one))
            .collect(),
    };
    let caption = Caption {
        id: "clusters".to_owned(),
        title: finding(context).unwrap_or_else(|| t(language, "findings-map-title")),
        subtitle: t(language, "findings-map-subtitle"),
        source: context.source(t(language, "report-source-registrations")),
        description: t(language, "findings-map-description"),
        is_labelled: false,
    };
    let table = table(context, measures, &figures);
    blocks.push(figure(caption, Some(table), |frame| {
        scatter::scatter(&figures, frame)
    })?);
    Ok(blocks)
}

fn point(context: &Context, (effectiveness, efficiency): Both, one: &Known) -> scatter::Point {
    scatter::Point {
        code: one.code.to_owned(),
        name: one.name.to_owned(),
        across: one.efficiency,
        up: one.effectiveness,
        across_text: context.pen.value(efficiency, one.efficiency),
        up_text: context.pen.value(effectiveness, one.effectiveness),
    }
}

/// The cross stands on the target, or in the middle of one with two ends.
fn measure(context: &Context, parameter: &Parameter) -> scatter::Measure {
    let language = context.language();
    let aim = target(parameter.bounds);
    scatter::Measure {
        format: NumberFormat::new(language, parameter.scale),
        label: context.pen.label(parameter),
        cross: (aim[0] + aim[1]) / 2.0,
        cross_label: t_args(
            language,
            "report-target-at",
            &[("value", context.pen.aim(parameter, aim).into())],
        ),
    }
}

/// The names of the four fields; none where good lies between two lines.
fn fields(context: &Context, (effectiveness, efficiency): Both) -> [String; 4] {
    let side = |parameter: &Parameter| match parameter.bounds {
        Bounds::Higher { .. } => Some(true),
        Bounds::Lower { .. } => Some(false),
        Bounds::Between { .. } => None,
    };
    let (Some(up), Some(right)) = (side(effectiveness), side(efficiency)) else {
        return Default::default();
    };
    // Upper left, upper right, lower left, lower right.
    [(true, false), (true, true), (false, false), (false, true)].map(|(is_up, is_right)| {
        let key = match (is_up == up, is_right == right) {
            (true, true) => "findings-map-field-both",
            (true, false) => "findings-map-field-quality",
            (false, true) => "findings-map-field-means",
            (false, false) => "findings-map-field-neither",
        };
        t(context.language(), key)
    })
}

fn table(context: &Context, (effectiveness, efficiency): Both, figures: &Scatter) -> Table {
    let language = context.language();
    let rows = figures.points.iter().map(|point| {
        vec![
            Cell::new(point.name.as_str()),
            Cell::new(point.up_text.as_str()),
            Cell::new(point.across_text.as_str()),
        ]
    });
    Table::plain(
        t(language, "findings-map-caption"),
        vec![
            Column::text(t(language, "findings-column-cluster")),
            Column::number(context.pen.label(effectiveness)),
            Column::number(context.pen.label(efficiency)),
        ],
        rows.collect(),
    )
}
