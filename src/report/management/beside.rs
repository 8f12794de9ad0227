//! The mirror: what staff thought that clients would say; and what others reach.

use super::{Caption, Context, multiple, named};
use crate::charts::gap::{self, Gap};
use crate::charts::{ChartError, NumberFormat};
use crate::domain::evaluation::findings::{BenchmarkFinding, Beside, MirrorFinding, Side};
use crate::domain::evaluation::results::ParameterResult;
use crate::domain::parameter::{Bounds, Estimator, Parameter, Scale};
use crate::domain::survey::ItemKind;
use crate::report::document::{Block, Cell, Column, Figure, Section, Table};
use crate::texts::numbers::{date, list};
use crate::texts::{t, t_args};

type Mirrored<'a> = (&'a Parameter, &'a MirrorFinding);
type Compared<'a> = (&'a Parameter, &'a BenchmarkFinding);

/// `None` when the protocol holds neither for this wave.
pub fn section(context: &Context) -> Result<Option<Section>, ChartError> {
    let language = context.language();
    let found = &context.wave.findings;
    let parameter = |code: &str| context.protocol().parameter(code);
    let mirrors: Vec<Mirrored> = found
        .mirrors
        .iter()
        .filter_map(|one| Some((parameter(&one.parameter)?, one)))
        .collect();
    let benchmarks: Vec<Compared> = found
        .benchmarks
        .iter()
        .filter_map(|one| Some((parameter(&one.parameter)?, one)))
        .collect();
    if mirrors.is_empty() && benchmarks.is_empty() {
        return Ok(None);
    }
    let mut blocks = Vec::new();
    if !mirrors.is_empty() {
        blocks.push(Block::Subheading(t(language, "findings-mirror-heading")));
        blocks.extend(of_mirrors(context, &mirrors)?);
    }
    if !benchmarks.is_empty() {
        blocks.push(Block::Subheading(t(language, "findings-benchmark-heading")));
        let figures = of_others(context, &benchmarks)?;
        if !figures.is_empty() {
            blocks.push(Block::Multiples(figures));
        }
        blocks.push(Block::Table(of_benchmarks(context, &benchmarks)));
        blocks.push(Block::Note(t(language, "findings-benchmark-note")));
    }
    Ok(Some(Section {
        id: "mirror",
        topic: t(language, "findings-topic-mirror"),
        heading: if mirrors.is_empty() {
            benchmarks_finding(context, &benchmarks)
        } else {
            mirrors_finding(context, &mirrors)
        },
        blocks,
    }))
}

/// The codes of what lies on a side; `above` is of what was found.
fn codes<'a>(all: impl Iterator<Item = (&'a Parameter, Beside)>, side: Side) -> Vec<&'a str> {
    let these = all.filter(|(_, beside)| beside.side == side);
    these
        .map(|(parameter, _)| parameter.code.as_str())
        .collect()
}

/// "Medewerkers schatten L1 hoger dan klanten het geven, en L3 lager"
fn mirrors_finding(context: &Context, mirrors: &[Mirrored]) -> String {
    let language = context.language();
    let all = || {
        mirrors
            .iter()
            .map(|(parameter, one)| (*parameter, one.beside))
    };
    let (higher, lower) = (codes(all(), Side::Below), codes(all(), Side::Above));
    if codes(all(), Side::Unknown).len() == mirrors.len() {
        return t(language, "findings-mirror-unknown");
    }
    let key = match (higher.is_empty(), lower.is_empty()) {
        (true, true) => return t(language, "findings-mirror-alike"),
        (false, true) => "findings-mirror-higher",
        (true, false) => "findings-mirror-lower",
        (false, false) => "findings-mirror-both",
    };
    t_args(
        language,
        key,
        &[
            ("higher", list(language, &higher).into()),
            ("lower", list(language, &lower).into()),
        ],
    )
}

fn of_mirrors(context: &Context, mirrors: &[Mirrored]) -> Result<Vec<Block>, ChartError> {
    let language = context.language();
    let drawn = mirrors.iter().filter_map(|one| {
        let row = two(context, one.0, one.1.estimate, &one.1.beside)?;
        Some(picture(context, *one, row))
    });
    let figures: Vec<Figure> = drawn.collect::<Result<_, _>>()?;
    let mut blocks = Vec::new();
    if !figures.is_empty() {
        blocks.push(Block::Multiples(figures));
    }
    blocks.push(Block::Table(mirror_table(context, mirrors)));
    blocks.push(Block::Note(t(language, "findings-mirror-note")));
    Ok(blocks)
}

/// What the gap of one parameter says.
fn said(context: &Context, (parameter, one): Mirrored) -> String {
    let key = match one.beside.side {
        Side::Below => "findings-mirror-too-high",
        Side::Above => "findings-mirror-too-low",
        Side::Undecided => "findings-mirror-undecided",
        Side::Unknown => "findings-mirror-nothing",
    };
    t_args(
        context.language(),
        key,
        &[("code", parameter.code.as_str().into())],
    )
}

fn judged(side: Side) -> &'static str {
    match side {
        Side::Below => "findings-mirror-says-high",
        Side::Above => "findings-mirror-says-low",
        Side::Undecided => "findings-benchmark-undecided",
        Side::Unknown => "findings-benchmark-nothing",
    }
}

/// The interval of a difference, seen from the number that it was taken from.
pub(super) fn reach(from: Option<f64>, low: Option<f64>, high: Option<f64>) -> Option<[f64; 2]> {
    Some([from? + low?, from? + high?])
}

/// Our own value with its interval beside another number.
fn two(context: &Context, parameter: &Parameter, number: f64, beside: &Beside) -> Option<gap::Row> {
    let value = context.wave.parameter(&parameter.code)?.value;
    let value = value.filter(|_| beside.side != Side::Unknown)?;
    Some(gap::Row {
        name: parameter.name.get(context.language()).to_owned(),
        first: Some(number),
        second: Some(value),
        interval: reach(Some(number), beside.low, beside.high),
        first_text: context.pen.aim(parameter, [number; 2]),
        second_text: context.pen.value(parameter, value),
        gap: difference(context, parameter, beside),
        details: vec![range(context, parameter, beside)],
    })
}

fn gaps(context: &Context, parameter: &Parameter, views: [&str; 2], rows: Vec<gap::Row>) -> Gap {
    let [first, second] = views.map(|key| t(context.language(), key));
    Gap {
        format: NumberFormat::new(context.language(), parameter.scale),
        ends: ends(context, parameter),
        first,
        second,
        rows,
    }
}

fn picture(context: &Context, one: Mirrored, row: gap::Row) -> Result<Figure, ChartError> {
    let language = context.language();
    let (parameter, mirror) = one;
    let views = ["findings-mirror-staff", "findings-mirror-clients"];
    let figures = gaps(context, parameter, views, vec![row]);
    let caption = Caption {
        id: format!("mirror-{}", parameter.code),
        title: said(context, one),
        subtitle: t_args(
            language,
            "findings-mirror-subtitle",
            &[
                ("staff", mirror.staff.into()),
                ("day", date(language, mirror.asked_on).into()),
                ("n", n(context, parameter).into()),
            ],
        ),
        source: context.source(t(language, "findings-mirror-source")),
        description: t(language, "findings-mirror-description"),
        is_labelled: true,
    };
    multiple(caption, None, |frame| gap::gap(&figures, frame))
}

/// Shares run from 0 to 100 %; a mean over the scale that it was asked on.
fn ends(context: &Context, parameter: &Parameter) -> Option<[f64; 2]> {
    if parameter.scale == Scale::Share {
        return Some([0.0, 1.0]);
    }
    let Estimator::Mean { item } = &parameter.estimator else {
        return None;
    };
    match &context.survey()?.item(item)?.kind {
        ItemKind::Scale { low, high, .. } => Some([f64::from(*low), f64::from(*high)]),
        _ => None,
    }
}

fn n(context: &Context, parameter: &Parameter) -> String {
    let result = context.wave.parameter(&parameter.code);
    let known = result.and_then(|result| result.n);
    known.map_or(context.pen.none(), |n| context.pen.number(n))
}

fn difference(context: &Context, parameter: &Parameter, beside: &Beside) -> String {
    let known = beside.difference;
    known.map_or(context.pen.none(), |one| context.pen.change(parameter, one))
}

fn range(context: &Context, parameter: &Parameter, beside: &Beside) -> String {
    let (Some(low), Some(high)) = (beside.low, beside.high) else {
        return String::new();
    };
    if low >= high {
        return String::new();
    }
    let end = |value: f64| context.pen.bare_change(parameter, value);
    t_args(
        context.language(),
        "report-from-to",
        &[("low", end(low).into()), ("high", end(high).into())],
    )
}

fn value(context: &Context, parameter: &Parameter) -> Cell {
    let result: Option<&ParameterResult> = context.wave.parameter(&parameter.code);
    let known = result.filter(|one| one.shown).and_then(|one| one.value);
    Cell::new(known.map_or(context.pen.none(), |value| {
        context.pen.value(parameter, value)
    }))
}

fn mirror_table(context: &Context, mirrors: &[Mirrored]) -> Table {
    let (language, pen) = (context.language(), context.pen);
    let rows = mirrors.iter().map(|(parameter, one)| {
        vec![
            Cell::new(named(pen, parameter)).small(parameter.unit.get(language)),
            Cell::new(pen.aim(parameter, [one.estimate; 2])),
            value(context, parameter),
            Cell::new(difference(context, parameter, &one.beside)).small(range(
                context,
                parameter,
                &one.beside,
            )),
            Cell::new(t(language, judged(one.beside.side))),
        ]
    });
    let number = |key: &str| Column::number(t(language, key));
    Table::plain(
        t(language, "findings-mirror-caption"),
        vec![
            Column::text(t(language, "report-column-parameter")),
            number("findings-mirror-staff"),
            number("findings-mirror-clients"),
            number("findings-column-gap"),
            Column::text(t(language, "findings-column-says")),
        ],
        rows.collect(),
    )
}

/// Better than the others, worse, or neither shown.
fn held(parameter: &Parameter, side: Side) -> &'static str {
    match (parameter.bounds, side) {
        (_, Side::Unknown) => "findings-benchmark-nothing",
        (_, Side::Undecided) => "findings-benchmark-undecided",
        (Bounds::Higher { .. }, Side::Above) | (Bounds::Lower { .. }, Side::Below) => {
            "findings-benchmark-better"
        }
        (Bounds::Higher { .. }, Side::Below) | (Bounds::Lower { .. }, Side::Above) => {
            "findings-benchmark-worse"
        }
        (Bounds::Between { .. }, Side::Above) => "findings-benchmark-above",
        (Bounds::Between { .. }, Side::Below) => "findings-benchmark-below",
    }
}

fn benchmarks_finding(context: &Context, benchmarks: &[Compared]) -> String {
    let language = context.language();
    let with = |key: &str| -> usize {
        let held = |(parameter, one): &&Compared| self::held(parameter, one.beside.side) == key;
        benchmarks.iter().filter(held).count()
    };
    t_args(
        language,
        "findings-benchmark-finding",
        &[
            ("better", with("findings-benchmark-better").into()),
            ("worse", with("findings-benchmark-worse").into()),
            ("total", benchmarks.len().into()),
        ],
    )
}

/// A picture per comparison: two of one parameter have sources of their own.
fn of_others(context: &Context, benchmarks: &[Compared]) -> Result<Vec<Figure>, ChartError> {
    let drawn = benchmarks.iter().filter_map(|one| {
        let row = two(context, one.0, one.1.value, &one.1.beside)?;
        Some(other(context, *one, row))
    });
    drawn.collect()
}

fn other(context: &Context, one: Compared, row: gap::Row) -> Result<Figure, ChartError> {
    let language = context.language();
    let (parameter, compared) = one;
    let (name, source) = declared(context, compared);
    let views = ["findings-column-others", "findings-benchmark-own"];
    let figures = gaps(context, parameter, views, vec![row]);
    let caption = Caption {
        id: format!("benchmark-{}-{}", parameter.code, compared.at),
        title: t_args(
            language,
            "findings-benchmark-title",
            &[
                ("code", parameter.code.as_str().into()),
                ("name", name.into()),
                (
                    "says",
                    t(language, held(parameter, compared.beside.side)).into(),
                ),
            ],
        ),
        subtitle: t_args(language, "report-n", &[("n", n(context, parameter).into())]),
        source: t_args(
            language,
            "findings-benchmark-source",
            &[("source", source.into())],
        ),
        description: t(language, "findings-benchmark-description"),
        is_labelled: true,
    };
    multiple(caption, None, |frame| gap::gap(&figures, frame))
}

/// What the protocol calls the others, and where it has their value from.
fn declared<'a>(context: &Context<'a>, one: &BenchmarkFinding) -> (&'a str, &'a str) {
    let all = &context.protocol().analysis.benchmarks;
    let known = usize::try_from(one.at).ok().and_then(|at| all.get(at));
    let language = context.language();
    known.map_or(("", ""), |known| {
        (known.name.get(language), known.source.get(language))
    })
}

fn of_benchmarks(context: &Context, benchmarks: &[Compared]) -> Table {
    let (language, pen) = (context.language(), context.pen);
    let rows = benchmarks.iter().map(|(parameter, one)| {
        let (name, source) = declared(context, one);
        vec![
            Cell::new(named(pen, parameter)).small(parameter.unit.get(language)),
            value(context, parameter),
            Cell::new(pen.aim(parameter, [one.value; 2])).small(name),
            Cell::new(difference(context, parameter, &one.beside)).small(range(
                context,
                parameter,
                &one.beside,
            )),
            Cell::new(t(language, held(parameter, one.beside.side))),
            Cell::new(source),
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    let number = |key: &str| Column::number(t(language, key));
    Table::plain(
        t(language, "findings-benchmark-caption"),
        vec![
            column("report-column-parameter"),
            number("report-column-found"),
            number("findings-column-others"),
            number("findings-column-difference"),
            column("findings-column-says"),
            column("findings-column-source"),
        ],
        rows.collect(),
    )
}
