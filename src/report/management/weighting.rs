//! Whether it matters who answered: weighted values beside the unweighted, and the extremes.

use super::{Context, findings, mark, named};
use crate::domain::evaluation::results::{ParameterResult, RakedBy, Weighted};
use crate::domain::parameter::Parameter;
use crate::report::document::{Block, Cell, Column, Mark, Table};
use crate::report::order::Found;
use crate::report::pen::Spread;
use crate::report::words;
use crate::texts::numbers::{list, percent};
use crate::texts::{t, t_args};

/// Nothing when no parameter was weighted.
pub fn blocks(context: &Context) -> Vec<Block> {
    let language = context.language();
    let rows: Vec<(Found, &Weighted)> = context
        .found()
        .into_iter()
        .filter_map(|found| Some((found, found.1.weighted.as_ref()?)))
        .collect();
    let refused = context.found().into_iter().find_map(|(_, result)| {
        let reason = result.unweighted.as_ref()?;
        Some(findings::refusal(context, reason))
    });
    let refused = refused.map(|why| {
        let args = [("reason", why.into())];
        Block::Note(t_args(language, "report-unweighted", &args))
    });
    if rows.is_empty() {
        return refused.into_iter().collect();
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
    let raked = rows_raked(context);
    let mut blocks = vec![
        Block::Subheading(t(language, "report-weighted-heading")),
        Block::Paragraph(finding),
        Block::Table(table),
        Block::Note(t(language, "report-weighted-note")),
    ];
    blocks.extend(raked.map(Block::Note));
    blocks.extend(refused);
    blocks
}

/// To what the values were raked, and how many weights were cut for it; `None` when none was.
fn rows_raked(context: &Context) -> Option<String> {
    let (pen, language) = (context.pen, context.language());
    let found = context.found();
    let raked: Vec<&RakedBy> = found
        .iter()
        .filter_map(|(_, result)| result.weighted.as_ref()?.raked.as_ref())
        .collect();
    let items = raked.iter().max_by_key(|one| one.items.len())?;
    let margins = &context.protocol().analysis.margins;
    let names: Vec<&str> = margins
        .iter()
        .filter(|margin| items.items.contains(&margin.item))
        .map(|margin| margin.name.get(language))
        .collect();
    let most = raked.iter().map(|one| one.trimmed).fold(0.0, f64::max);
    Some(t_args(
        language,
        "report-raked-note",
        &[
            ("names", list(language, &names).into()),
            ("trimmed", percent(language, most, 1).into()),
            ("times", pen.number(5.0).into()),
        ],
    ))
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
