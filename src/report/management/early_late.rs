//! Those who answered early beside those who answered late: a hint of what the silent think.

use super::{Context, named};
use crate::domain::evaluation::findings::{EarlyLate, EarlyLateDifference, EarlyLateRefusal};
use crate::domain::parameter::Parameter;
use crate::report::document::{Block, Cell, Column, Table};
use crate::texts::numbers::{date, list};
use crate::texts::{t, t_args};

/// The chance of one wrong claim among all parameters together.
const ERROR: f64 = 0.05;

/// Nothing when the wave has no answers.
pub fn blocks(context: &Context) -> Vec<Block> {
    let Some(found) = &context.wave.findings.early_late else {
        return Vec::new();
    };
    let language = context.language();
    let (Some(until), Some(early), Some(late)) = (found.until, found.early, found.late) else {
        return vec![Block::Note(t(language, why_not(found)))];
    };
    let mut blocks = vec![
        Block::Subheading(t(language, "findings-early-heading")),
        Block::Paragraph(finding(context, found)),
    ];
    let rows: Vec<Vec<Cell>> = found
        .differences
        .iter()
        .filter_map(|one| {
            Some(row(
                context,
                context.protocol().parameter(&one.parameter)?,
                one,
            ))
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(Block::Table(table(context, rows)));
    }
    blocks.push(Block::Note(t_args(
        language,
        "findings-early-note",
        &[
            ("until", date(language, until).into()),
            ("early", context.pen.number(early as f64).into()),
            ("late", context.pen.number(late as f64).into()),
        ],
    )));
    blocks
}

fn why_not(found: &EarlyLate) -> &'static str {
    match found.refusal {
        Some(EarlyLateRefusal::Anonymous) => "findings-early-anonymous",
        Some(EarlyLateRefusal::NoDays) => "findings-early-no-days",
        Some(EarlyLateRefusal::TooFew) | None => "findings-early-too-few",
    }
}

fn is_demonstrated(one: &EarlyLateDifference) -> bool {
    one.p_holm.is_some_and(|p| p < ERROR)
}

fn finding(context: &Context, found: &EarlyLate) -> String {
    let language = context.language();
    let shown = found.differences.iter().filter(|one| is_demonstrated(one));
    let codes: Vec<&str> = shown.map(|one| one.parameter.as_str()).collect();
    if codes.is_empty() {
        return t(language, "findings-early-none");
    }
    t_args(
        language,
        "findings-early-some",
        &[
            ("count", codes.len().into()),
            ("codes", list(language, &codes).into()),
        ],
    )
}

fn row(context: &Context, parameter: &Parameter, one: &EarlyLateDifference) -> Vec<Cell> {
    let (pen, language) = (context.pen, context.language());
    let ends = one.low.zip(one.high).map(|(low, high)| {
        let end = |end: f64| pen.bare_change(parameter, end);
        let args = [("low", end(low).into()), ("high", end(high).into())];
        t_args(language, "report-from-to", &args)
    });
    let said = if is_demonstrated(one) {
        "findings-early-differs"
    } else {
        "report-change-open"
    };
    vec![
        Cell::new(named(pen, parameter)),
        Cell::new(pen.value(parameter, one.early)),
        Cell::new(pen.value(parameter, one.late)),
        Cell::new(pen.change(parameter, one.difference)).small(ends.unwrap_or_default()),
        Cell::new(t(language, said)),
    ]
}

fn table(context: &Context, rows: Vec<Vec<Cell>>) -> Table {
    let language = context.language();
    let number = |key: &str| Column::number(t(language, key));
    Table::plain(
        t(language, "findings-early-caption"),
        vec![
            Column::text(t(language, "report-column-parameter")),
            number("findings-column-early"),
            number("findings-column-late"),
            number("report-column-change").unit(t(language, "report-column-change-unit")),
            Column::text(t(language, "report-column-direction")),
        ],
        rows,
    )
}
