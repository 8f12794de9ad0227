//! This wave beside the one that it is compared with.

use super::{Caption, Context, figure, mark, named};
use crate::charts::ChartError;
use crate::charts::dumbbell::{self, Change, Dumbbell, dumbbell};
use crate::domain::evaluation::results::{Incomparable, ParameterResult};
use crate::domain::parameter::{Bounds, Evidence, Parameter};
use crate::report::document::{Block, Cell, Column, Line, Section, Table};
use crate::report::order::Found;
use crate::report::pen::Spread;
use crate::texts::numbers::list;
use crate::texts::{t, t_args};

/// A parameter with its result before and now.
type Pair<'a> = (&'a Parameter, &'a ParameterResult, &'a ParameterResult);

/// `None` when there is no wave to compare with.
pub fn section(context: &Context) -> Result<Option<Section>, ChartError> {
    let Some((plan, before)) = context.before else {
        return Ok(None);
    };
    let language = context.language();
    let (broken, whole): (Vec<Found>, Vec<Found>) = context
        .found()
        .into_iter()
        .partition(|(_, now)| now.incomparable.is_some());
    let (pairs, apart): (Vec<_>, Vec<_>) = whole
        .into_iter()
        .filter_map(|(parameter, now)| Some((parameter, before.parameter(&parameter.code)?, now)))
        .partition(|(_, before, now)| before.value.is_some() && now.value.is_some());
    let pairs: Vec<Pair> = pairs;
    let mut blocks = Vec::new();
    if pairs.is_empty() {
        blocks.push(Block::Paragraph(t(language, "report-changes-nothing")));
    } else {
        blocks.push(picture(context, plan.name.get(language), &pairs)?);
        blocks.push(Block::Note(t(language, "report-changes-note")));
        blocks.extend(paired(context));
    }
    if !apart.is_empty() && !pairs.is_empty() {
        let codes: Vec<&str> = apart
            .iter()
            .map(|(parameter, _, _)| parameter.code.as_str())
            .collect();
        blocks.push(Block::Note(t_args(
            language,
            "report-changes-apart",
            &[
                ("count", codes.len().into()),
                ("codes", list(language, &codes).into()),
                ("wave", plan.name.get(language).into()),
            ],
        )));
    }
    if !broken.is_empty() {
        blocks.push(Block::List(
            broken
                .iter()
                .map(|one| series_break(context, one))
                .collect(),
        ));
    }
    Ok(Some(Section {
        id: "changes",
        topic: t(language, "report-topic-changes"),
        heading: heading(context, plan.name.get(language), &pairs),
        blocks,
    }))
}

/// Why a parameter is not compared, though it was measured twice.
fn series_break(context: &Context, (parameter, now): &Found) -> Line {
    let (key, item) = match &now.incomparable {
        Some(Incomparable::Scale { item }) => ("findings-broken-scale", item.as_str()),
        Some(Incomparable::Meaning { item }) => ("findings-broken-meaning", item.as_str()),
        None => ("findings-broken-meaning", ""),
    };
    let why = t_args(context.language(), key, &[("item", item.into())]);
    Line::led(format!("{}.", named(context.pen, parameter)), why)
}

/// Whether the value came nearer to what is wanted (or further beyond it).
fn is_better((parameter, before, now): &Pair) -> Option<bool> {
    let (before, now) = (before.value?, now.value?);
    let (before, now) = (
        parameter.bounds.distance(before),
        parameter.bounds.distance(now),
    );
    (before != now).then_some(now > before)
}

fn heading(context: &Context, wave: &str, pairs: &[Pair]) -> String {
    let language = context.language();
    if pairs.is_empty() {
        return t_args(
            language,
            "report-changes-heading-none",
            &[("wave", wave.into())],
        );
    }
    let with = |wanted: Change| {
        pairs
            .iter()
            .filter(|pair| said(context, pair).0 == wanted)
            .count()
    };
    let (better, worse) = (with(Change::Better), with(Change::Worse));
    let key = if better == pairs.len() {
        "report-changes-heading-all"
    } else {
        "report-changes-heading"
    };
    t_args(
        language,
        key,
        &[
            ("better", better.into()),
            ("worse", worse.into()),
            ("total", pairs.len().into()),
            ("wave", wave.into()),
        ],
    )
}

/// The chance of one wrong "changed" among all parameters that are compared.
const ERROR: f64 = 0.05;

/// Whether a difference is demonstrated, after Holm over all of them; `None` when it was not tested.
fn is_demonstrated((_, _, now): &Pair) -> Option<bool> {
    Some(now.change.as_ref()?.p_holm? < ERROR)
}

fn tested_sentence(context: &Context, pairs: &[Pair]) -> String {
    let tested: Vec<bool> = pairs.iter().filter_map(is_demonstrated).collect();
    let demonstrated = tested.iter().filter(|is| **is).count();
    let key = match demonstrated == tested.len() && demonstrated > 0 {
        true => "report-changes-tested-all",
        false => "report-changes-tested",
    };
    t_args(
        context.language(),
        key,
        &[
            ("demonstrated", demonstrated.into()),
            ("total", tested.len().into()),
        ],
    )
}

fn picture(context: &Context, wave: &str, pairs: &[Pair]) -> Result<Block, ChartError> {
    let language = context.language();
    let figures = Dumbbell {
        words: dumbbell::Words {
            before: wave.to_owned(),
            after: context.plan.name.get(language).to_owned(),
            target: t(language, "report-target"),
        },
        rows: pairs.iter().map(|pair| row(context, pair)).collect(),
    };
    let caption = Caption {
        id: "changes-figure".to_owned(),
        title: tested_sentence(context, pairs),
        subtitle: t(language, "report-changes-subtitle"),
        source: context.source(t(language, "report-source-survey")),
        description: t(language, "report-changes-description"),
        is_labelled: false,
    };
    figure(caption, Some(table(context, wave, pairs)), |frame| {
        dumbbell(&figures, frame)
    })
}

fn row(context: &Context, pair: &Pair) -> dumbbell::Row {
    let (pen, language) = (context.pen, context.language());
    let (parameter, before, now) = pair;
    let written =
        |value: Option<f64>| value.map_or(pen.none(), |value| pen.value(parameter, value));
    let target = match parameter.bounds {
        Bounds::Higher { target, .. } | Bounds::Lower { target, .. } => Some(target),
        // Two targets do not stand in one line.
        Bounds::Between { .. } => None,
    };
    let (change, words) = said(context, pair);
    dumbbell::Row {
        code: parameter.code.clone(),
        name: parameter.name.get(language).to_owned(),
        before: before.value,
        after: now.value,
        target,
        difference: now
            .change
            .as_ref()
            .and_then(|change| Some([change.low?, change.high?])),
        before_label: written(before.value),
        after_label: written(now.value),
        target_label: pen.target(parameter),
        difference_label: now.change.as_ref().map_or(String::new(), |change| {
            pen.change(parameter, change.difference)
        }),
        interval_label: change_interval(context, parameter, now).unwrap_or_default(),
        change,
        change_words: words,
    }
}

/// What may be said of a difference. A registration has no sampling error, so there the bare
/// difference says it; any other difference that was not tested says nothing.
fn said(context: &Context, pair: &Pair) -> (Change, String) {
    let language = context.language();
    let is_certain = match is_demonstrated(pair) {
        Some(is_demonstrated) => is_demonstrated,
        None if pair.0.evidence == Evidence::Complete => true,
        None => return (Change::Unknown, t(language, "report-change-untested")),
    };
    match (is_certain, is_better(pair)) {
        (true, Some(true)) => (Change::Better, t(language, "report-change-better")),
        (true, Some(false)) => (Change::Worse, t(language, "report-change-worse")),
        (true, None) => (Change::NotDemonstrated, t(language, "report-same")),
        (false, _) => (Change::NotDemonstrated, t(language, "report-change-open")),
    }
}

fn table(context: &Context, wave: &str, pairs: &[Pair]) -> Table {
    let (pen, language) = (context.pen, context.language());
    let value = |parameter: &Parameter, result: &ParameterResult| {
        Cell::new(
            result
                .value
                .map_or(pen.none(), |value| pen.value(parameter, value)),
        )
        .small(pen.interval(parameter, Spread::of(result)))
    };
    let rows = pairs.iter().map(|pair| {
        let (parameter, before, now) = pair;
        vec![
            Cell::new(named(pen, parameter)),
            value(parameter, before),
            value(parameter, now).marked(mark(now)),
            difference(context, parameter, now),
            Cell::new(said(context, pair).1),
        ]
    });
    let interval = t(language, "report-column-with-interval");
    Table::plain(
        t(language, "report-changes-caption"),
        vec![
            Column::text(t(language, "report-column-parameter")),
            Column::number(wave).unit(interval.clone()),
            Column::number(context.plan.name.get(language)).unit(interval),
            Column::number(t(language, "report-column-change"))
                .unit(t(language, "report-column-change-unit")),
            Column::text(t(language, "report-column-direction")),
        ],
        rows.collect(),
    )
}

/// The clients who answered both times, where it is known who did: their own change.
fn paired(context: &Context) -> Vec<Block> {
    let (pen, language) = (context.pen, context.language());
    let rows: Vec<Vec<Cell>> = context
        .found()
        .into_iter()
        .filter_map(|(parameter, now)| {
            let found = now.paired.as_ref()?;
            let ends = found.low.zip(found.high).map(|(low, high)| {
                let [low, high] = [low, high].map(|end| pen.bare_change(parameter, end).into());
                t_args(language, "report-from-to", &[("low", low), ("high", high)])
            });
            let key = match (found.p_holm, found.difference) {
                (Some(p), change) if p < ERROR && is_gain(parameter, now, change) => {
                    "report-change-better"
                }
                (Some(p), _) if p < ERROR => "report-change-worse",
                (Some(_), _) => "report-change-open",
                (None, _) => "report-change-untested",
            };
            Some(vec![
                Cell::new(named(pen, parameter)),
                Cell::new(pen.number(found.pairs as f64)),
                Cell::new(pen.change(parameter, found.difference)).small(ends.unwrap_or_default()),
                Cell::new(t(language, key)),
            ])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let table = Table::plain(
        t(language, "report-paired-caption"),
        vec![
            Column::text(t(language, "report-column-parameter")),
            Column::number(t(language, "report-column-pairs")),
            Column::number(t(language, "report-column-change"))
                .unit(t(language, "report-column-change-unit")),
            Column::text(t(language, "report-column-direction")),
        ],
        rows,
    );
    vec![
        Block::Table(table),
        Block::Note(t(language, "report-paired-note")),
    ]
}

/// Whether a change of this size brings the present value nearer to what is wanted.
fn is_gain(parameter: &Parameter, now: &ParameterResult, change: f64) -> bool {
    let value = now.value.unwrap_or_default();
    parameter.bounds.distance(value) > parameter.bounds.distance(value - change)
}

/// The difference over its own interval.
fn difference(context: &Context, parameter: &Parameter, now: &ParameterResult) -> Cell {
    let pen = context.pen;
    let Some(change) = &now.change else {
        return Cell::new(pen.none());
    };
    let interval = change_interval(context, parameter, now).unwrap_or_default();
    Cell::new(pen.change(parameter, change.difference)).small(interval)
}

fn change_interval(
    context: &Context,
    parameter: &Parameter,
    now: &ParameterResult,
) -> Option<String> {
    let change = now.change.as_ref()?;
    let [low, high] =
        [change.low?, change.high?].map(|end| context.pen.bare_change(parameter, end));
    Some(t_args(
        context.language(),
        "report-from-to",
        &[("low", low.into()), ("high", high.into())],
    ))
}
