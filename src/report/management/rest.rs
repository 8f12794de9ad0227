//! Which segments demonstrably differ from all others together.

use super::{Context, named};
use crate::domain::evaluation::results::{RestDifference, SegmentResult};
use crate::domain::parameter::Parameter;
use crate::report::document::{Block, Cell, Column, Table};
use crate::report::order::Found;
use crate::texts::numbers::{decimal, list};
use crate::texts::{t, t_args};

/// The chance of one wrong claim over the segments of a parameter.
const ERROR: f64 = 0.05;

/// Nothing when no segment was compared.
pub fn blocks(context: &Context, split: &[Found]) -> Vec<Block> {
    let language = context.language();
    let rows: Vec<Vec<Cell>> = split
        .iter()
        .filter_map(|(parameter, result)| {
            let overall = result.segment_test?;
            let apart: Vec<String> = if overall.p < ERROR {
                differing(&result.segments)
                    .map(|(segment, rest)| said(context, parameter, segment, rest))
                    .collect()
            } else {
                Vec::new()
            };
            let finding = if overall.p >= ERROR {
                t(language, "findings-rest-no-overall")
            } else if apart.is_empty() {
                t(language, "findings-rest-none")
            } else {
                list(language, &apart)
            };
            Some(vec![
                Cell::new(named(context.pen, parameter)),
                Cell::new(p_value(context, overall.p)),
                Cell::new(finding),
            ])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let table = Table::plain(
        t(language, "findings-rest-caption"),
        vec![
            Column::text(t(language, "report-column-parameter")),
            Column::number(t(language, "findings-column-overall")),
            Column::text(t(language, "findings-column-rest")),
        ],
        rows,
    );
    vec![
        Block::Subheading(t(language, "findings-rest-heading")),
        Block::Table(table),
        Block::Note(t(language, "findings-rest-note")),
    ]
}

fn differing(
    segments: &[SegmentResult],
) -> impl Iterator<Item = (&SegmentResult, &RestDifference)> {
    segments
        .iter()
        .filter_map(|segment| Some((segment, segment.rest.as_ref()?)))
        .filter(|(_, rest)| rest.p_holm.is_some_and(|p| p < ERROR))
}

/// "Beheer Openbare Ruimte −27,3 %‑punt (−42,1 tot −12,8)"
fn said(
    context: &Context,
    parameter: &Parameter,
    segment: &SegmentResult,
    rest: &RestDifference,
) -> String {
    let language = context.language();
    let known = context
        .protocol()
        .segments
        .iter()
        .find(|one| one.code == segment.segment);
    let name = known.map_or(segment.segment.as_str(), |one| one.name.get(language));
    let interval = match (rest.low, rest.high) {
        (Some(low), Some(high)) => t_args(
            language,
            "report-from-to",
            &[
                ("low", context.pen.bare_change(parameter, low).into()),
                ("high", context.pen.bare_change(parameter, high).into()),
            ],
        ),
        _ => context.pen.none(),
    };
    t_args(
        language,
        "findings-rest-said",
        &[
            ("segment", name.into()),
            (
                "difference",
                context.pen.change(parameter, rest.difference).into(),
            ),
            ("interval", interval.into()),
        ],
    )
}

/// Never 0: a chance that small is still one.
fn p_value(context: &Context, p: f64) -> String {
    let language = context.language();
    if p < 0.001 {
        format!("< {}", decimal(language, 0.001, 3))
    } else {
        decimal(language, p, 3)
    }
}
