//! Whether registrations vary more than chance explains: control charts, in words and lines.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::findings::refusal;
use super::{Context, named};
use crate::charts::series::Control;
use crate::domain::analysis::ControlKind;
use crate::domain::evaluation::findings::{ControlFinding, Phase};
use crate::domain::evaluation::results::Point;
use crate::domain::parameter::Parameter;
use crate::report::document::{Block, Cell, Column, Table};
use crate::texts::numbers::{decimal, list, short_month};
use crate::texts::{t, t_args};

type Charted<'a> = (&'a Parameter, &'a ControlFinding);

/// The charts of this wave; nothing when the protocol declares none or nothing was registered.
pub fn blocks(context: &Context) -> Vec<Block> {
    let language = context.language();
    let charted: Vec<Charted> = context
        .wave
        .series
        .iter()
        .filter_map(|series| {
            let parameter = context.protocol().parameter(&series.parameter)?;
            Some((parameter, series.control.as_ref()?))
        })
        .collect();
    if charted.is_empty() {
        return Vec::new();
    }
    let rows = charted.iter().flat_map(|(parameter, control)| {
        let phases = control.phases.iter();
        phases.map(|phase| row(context, parameter, control.chart, phase))
    });
    let table = Table::plain(
        t(language, "findings-control-caption"),
        vec![
            Column::text(t(language, "report-column-parameter")),
            Column::text(t(language, "findings-column-chart")),
            Column::text(t(language, "findings-column-phase")),
            Column::number(t(language, "findings-column-centre")),
            Column::text(t(language, "findings-column-signals")),
        ],
        rows.collect(),
    );
    vec![
        Block::Subheading(t(language, "findings-control-heading")),
        Block::Table(table),
        Block::Note(t(language, "findings-control-note")),
    ]
}

fn row(context: &Context, parameter: &Parameter, chart: ControlKind, phase: &Phase) -> Vec<Cell> {
    let language = context.language();
    let kind = match chart {
        ControlKind::P => "findings-control-p",
        ControlKind::Xmr => "findings-control-xmr",
        ControlKind::U => "findings-control-u",
    };
    let months = format!(
        "{} – {}",
        short_month(language, phase.from),
        short_month(language, phase.to)
    );
    let mut said: Vec<String> = Vec::new();
    if phase.is_provisional && phase.refusal.is_none() {
        said.push(t_args(
            language,
            "findings-control-provisional",
            &[("months", phase.months.into())],
        ));
    }
    if let Some(factor) = phase.widened {
        said.push(t_args(
            language,
            "findings-control-widened",
            &[("factor", decimal(language, factor, 1).into())],
        ));
    }
    vec![
        Cell::new(named(context.pen, parameter)),
        Cell::new(t(language, kind)),
        Cell::new(months).small(said.join("; ")),
        Cell::new(phase.center.map_or(context.pen.none(), |value| {
            context.pen.value(parameter, value)
        })),
        Cell::new(signals(context, phase)),
    ]
}

fn signals(context: &Context, phase: &Phase) -> String {
    let language = context.language();
    if let Some(reason) = &phase.refusal {
        return refusal(context, reason);
    }
    if phase.signals.is_empty() {
        return t(language, "findings-control-none");
    }
    let said: Vec<String> = phase
        .signals
        .iter()
        .map(|signal| {
            let rules: Vec<String> = signal.rules.iter().map(u8::to_string).collect();
            t_args(
                language,
                "findings-control-signal",
                &[
                    ("month", short_month(language, signal.period).into()),
                    ("rules", list(language, &rules).into()),
                ],
            )
        })
        .collect();
    said.join(", ")
}

/// The months beyond a limit (rule 1), and the lines of the last phase that has them, for the
/// picture of a parameter over all waves up to this one.
pub fn drawn(
    context: &Context,
    parameter: &Parameter,
    points: &[&Point],
    months: &[NaiveDate],
) -> (Vec<bool>, Option<Control>) {
    let waves = &context.input.evaluation.waves;
    let phases: Vec<&Phase> = waves
        .iter()
        .filter(|wave| wave.number <= context.wave.number)
        .flat_map(|wave| &wave.series)
        .filter(|series| series.parameter == parameter.code)
        .filter_map(|series| series.control.as_ref())
        .flat_map(|control| &control.phases)
        .collect();
    let beyond = |period: NaiveDate| {
        let mut signals = phases.iter().flat_map(|phase| &phase.signals);
        signals.any(|signal| signal.period == period && signal.rules.contains(&1))
    };
    let marks = months.iter().map(|month| beyond(*month)).collect();
    let Some(last) = phases.iter().rev().find(|phase| phase.center.is_some()) else {
        return (marks, None);
    };
    let measured = points
        .iter()
        .filter(|point| (last.from..=last.to).contains(&point.period));
    let limits: BTreeMap<NaiveDate, [f64; 2]> = measured
        .zip(&last.limits)
        .filter_map(|(point, limits)| Some((point.period, (*limits)?)))
        .collect();
    let language = context.language();
    let control = last.center.map(|centre| Control {
        centre,
        limits: months
            .iter()
            .map(|month| limits.get(month).copied())
            .collect(),
        centre_label: t_args(
            language,
            "findings-control-centre",
            &[("value", context.pen.value(parameter, centre).into())],
        ),
        limits_label: t(language, "findings-control-limits"),
    });
    (marks, control)
}
