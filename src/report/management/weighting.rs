//! Whether it matters who answered: weighted values beside the unweighted, and the extremes.

use super::{Context, mark, named};
use crate::domain::evaluation::results::{ParameterResult, Weighted};
use crate::domain::parameter::Parameter;
use crate::report::document::{Block, Cell, Column, Mark, Table};
use crate::report::order::Found;
use crate::report::pen::Spread;
use crate::report::words;
use crate::texts::numbers::list;
use crate::texts::{t, t_args};

/// Nothing when no parameter was weighted.
pub fn blocks(context: &Context) -> Vec<Block> {
    let language = context.language();
    let rows: Vec<(Found, &Weighted)> = context
        .found()
        .into_iter()
        .filter_map(|found| Some((found, found.1.weighted.as_ref()?)))
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let matters: Vec<&str> = rows
        .iter()
        .filter(|(_, weighted)| weighted.matters)
        .map(|((parameter, _), _)| parameter.code.as_str())
        .collect();
    let finding = if matters.is_empty() {
        t(language, "report-weighted-none")
    } else {
        t_args(
            language,
            "report-weighted-matters",
            &[
                ("count", matters.len().into()),
                ("codes", list(language, &matters).into()),
            ],
        )
    };
    let rows = rows
        .iter()
        .map(|(found, weighted)| row(context, found, weighted));
    let column = |key: &str| Column::text(t(language, key));
    let number = |key: &str| Column::number(t(language, key));
    let interval = t(language, "report-column-with-interval");
    let table = Table::plain(
        t(language, "report-weighted-caption"),
        vec![
            column("report-column-parameter"),
            number("report-column-unweighted").unit(interval.clone()),
            number("report-column-weighted").unit(interval),
            column("report-column-weighted-verdicts"),
            number("report-column-band").unit(t(language, "report-column-band-unit")),
        ],
        rows.collect(),
    );
    vec![
        Block::Subheading(t(language, "report-weighted-heading")),
        Block::Paragraph(finding),
        Block::Table(table),
        Block::Note(t(language, "report-weighted-note")),
    ]
}

fn row(context: &Context, (parameter, result): &Found, weighted: &Weighted) -> Vec<Cell> {
    let (pen, language) = (context.pen, context.language());
    let value = |value: f64, spread: Spread| {
        Cell::new(pen.value(parameter, value)).small(pen.interval(parameter, spread))
    };
    let plain = result.value.map_or(Cell::new(pen.none()), |plain| {
        value(plain, Spread::of(result))
    });
    let spread = Spread::between(weighted.low, weighted.high);
    let verdicts = words::verdicts(language, weighted.target_verdict, weighted.limit_verdict);
    let own = Mark::new(weighted.target_verdict, weighted.limit_verdict);
    vec![
        Cell::new(named(pen, parameter)),
        plain.marked(mark(result)),
        value(weighted.value, spread),
        Cell::new(verdicts).marked(own),
        band(context, parameter, result),
    ]
}

fn band(context: &Context, parameter: &Parameter, result: &ParameterResult) -> Cell {
    Cell::new(result.band.map_or(context.pen.none(), |band| {
        let spread = Spread::between(Some(band.low), Some(band.high));
        context.pen.interval(parameter, spread)
    }))
}
