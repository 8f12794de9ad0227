//! Registrations over time, from before the introduction when they are there.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use super::annotations::Annotations;
use super::{Caption, Context, multiple, named};
use crate::charts::series::{self, Introduction, Series};
use crate::charts::{ChartError, NumberFormat};
use crate::domain::evaluation::results::Point;
use crate::domain::parameter::{Bounds, Parameter, Scale};
use crate::report::document::{Block, Cell, Column, Figure, Section, Table};
use crate::report::pen::{limit, target};
use crate::texts::numbers::{date, short_month};
use crate::texts::{t, t_args};

/// A parameter with the months of all waves up to this one.
type Course<'a> = (&'a Parameter, Vec<&'a Point>);

/// `None` when nothing was registered.
pub fn section(context: &Context) -> Result<Option<Section>, ChartError> {
    let courses = courses(context);
    if courses.is_empty() {
        return Ok(None);
    }
    let language = context.language();
    let introduction = date(language, context.protocol().programme.introduction);
    let mut blocks = vec![
        Block::Paragraph(t_args(
            language,
            "report-series-introduction",
            &[("day", introduction.into())],
        )),
        Block::Table(table(context, &courses)),
        Block::Note(t(language, "report-series-note")),
    ];
    blocks.extend(gaps(context, &courses));
    let days = courses.iter().flat_map(|(_, points)| points);
    let annotations = Annotations::of(context, days.map(|point| point.period));
    let figures: Result<Vec<Figure>, ChartError> = courses
        .iter()
        .map(|course| picture(context, &annotations, course))
        .collect();
    blocks.push(Block::Multiples(figures?));
    blocks.extend(annotations.table(context));
    blocks.push(Block::Note(
        context.source(t(language, "report-source-registrations")),
    ));
    blocks.extend(super::control::blocks(context));
    Ok(Some(Section {
        id: "series",
        topic: t(language, "report-topic-series"),
        heading: heading(context, &courses),
        blocks,
    }))
}

fn courses<'a>(context: &Context<'a>) -> Vec<Course<'a>> {
    let waves = &context.input.evaluation.waves;
    let until = waves
        .iter()
        .filter(|wave| wave.number <= context.wave.number);
    let mut points: BTreeMap<&str, BTreeMap<NaiveDate, &Point>> = BTreeMap::new();
    for series in until.flat_map(|wave| &wave.series) {
        let months = points.entry(&series.parameter).or_default();
        months.extend(series.points.iter().map(|point| (point.period, point)));
    }
    context
        .protocol()
        .parameters
        .iter()
        .filter_map(|parameter| {
            let months = points.remove(parameter.code.as_str())?;
            Some((parameter, months.into_values().collect()))
        })
        .collect()
}

/// Every month from the first to the last, with its point where something was registered.
fn all_months<'a>(points: &[&'a Point]) -> Vec<(NaiveDate, Option<&'a Point>)> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    let by_month: BTreeMap<NaiveDate, &Point> =
        points.iter().map(|point| (point.period, *point)).collect();
    let months = std::iter::successors(Some(first.period), |month| {
        month.checked_add_months(Months::new(1))
    });
    months
        .take_while(|month| *month <= last.period)
        .map(|month| (month, by_month.get(&month).copied()))
        .collect()
}

/// Says which months have no figure, between the first and the last of any parameter.
fn gaps(context: &Context, courses: &[Course]) -> Option<Block> {
    let language = context.language();
    let lacking = courses.iter().filter_map(|(parameter, points)| {
        let all = all_months(points).into_iter();
        let empty = all.filter(|(_, point)| point.is_none());
        let months: Vec<String> = empty
            .map(|(month, _)| short_month(language, month))
            .collect();
        let name = parameter.name.get(language);
        (!months.is_empty()).then(|| format!("{name}: {}", months.join(", ")))
    });
    let lacking: Vec<String> = lacking.collect();
    let months = lacking.join("; ");
    let args = [("months", months.into())];
    (!lacking.is_empty()).then(|| Block::Note(t_args(language, "report-series-gaps", &args)))
}

/// Whether the last month is better than the first; `None` with one month, or when they are alike:
/// between two targets one place is as good as another.
fn ends_better((parameter, points): &Course) -> Option<bool> {
    let (first, last) = (points.first()?, points.last()?);
    let is_between = |point: &Point| {
        matches!(parameter.bounds, Bounds::Between { .. })
            && parameter.bounds.distance(point.value) >= 0.0
    };
    if is_between(first) && is_between(last) {
        return None;
    }
    let (first, last) = (
        parameter.bounds.distance(first.value),
        parameter.bounds.distance(last.value),
    );
    (first != last).then_some(last > first)
}

fn heading(context: &Context, courses: &[Course]) -> String {
    let better = courses
        .iter()
        .filter(|course| ends_better(course) == Some(true))
        .count();
    t_args(
        context.language(),
        "report-series-heading",
        &[("better", better.into()), ("total", courses.len().into())],
    )
}

/// First and last month, the best and the worst: the months themselves stand under each chart.
fn table(context: &Context, courses: &[Course]) -> Table {
    let (pen, language) = (context.pen, context.language());
    let at = |parameter: &Parameter, point: Option<&&Point>| {
        point.map_or(Cell::new(pen.none()), |point| {
            Cell::new(pen.value(parameter, point.value)).small(short_month(language, point.period))
        })
    };
    let rows = courses.iter().map(|(parameter, points)| {
        let better = |a: &&&Point, b: &&&Point| {
            parameter
                .bounds
                .distance(a.value)
                .total_cmp(&parameter.bounds.distance(b.value))
        };
        vec![
            Cell::new(named(pen, parameter)).small(parameter.unit.get(language)),
            at(parameter, points.first()),
            at(parameter, points.last()),
            at(parameter, points.iter().max_by(better)),
            at(parameter, points.iter().min_by(better)),
            Cell::new(pen.target(parameter)),
        ]
    });
    let number = |key: &str| Column::number(t(language, key));
    Table::plain(
        t(language, "report-series-caption"),
        vec![
            Column::text(t(language, "report-column-parameter")),
            number("report-column-first-month"),
            number("report-column-last-month"),
            number("report-column-best-month"),
            number("report-column-worst-month"),
            number("report-column-target"),
        ],
        rows.collect(),
    )
}

fn picture(
    context: &Context,
    annotations: &Annotations,
    course: &Course,
) -> Result<Figure, ChartError> {
    let (pen, language) = (context.pen, context.language());
    let (parameter, points) = course;
    let bound = |key: &str, aim: [f64; 2]| {
        t_args(language, key, &[("value", pen.aim(parameter, aim).into())])
    };
    let all = all_months(points);
    let months: Vec<NaiveDate> = all.iter().map(|(month, _)| *month).collect();
    let (signals, control) = super::control::drawn(context, parameter, points, &months);
    let figures = Series {
        format: NumberFormat::new(language, parameter.scale),
        from_zero: false,
        points: all
            .iter()
            .zip(signals)
            .map(|((month, point), signal)| series::Point {
                period: short_month(language, *month),
                value: point.map(|point| point.value),
                text: value_or_none(context, parameter, *point),
                signal,
            })
            .collect(),
        bounds: Some(parameter.bounds),
        target_label: bound("report-target-at", target(parameter.bounds)),
        limit_label: bound("report-limit-at", limit(parameter.bounds)),
        last_label: points
            .last()
            .map_or(String::new(), |last| pen.value(parameter, last.value)),
        introduction: introduction(context, &months),
        events: annotations.events(&months),
        control,
    };
    let caption = Caption {
        id: format!("series-{}", parameter.code),
        title: title(context, course),
        subtitle: subtitle(context, parameter),
        source: String::new(),
        description: t(language, "report-series-description"),
        is_labelled: false,
    };
    multiple(
        caption,
        Some(by_month(context, annotations, course)),
        |frame| series::series(&figures, frame),
    )
}

/// The first month that the new service was there, when the series reaches it.
fn introduction(context: &Context, months: &[NaiveDate]) -> Option<Introduction> {
    let day = context.protocol().programme.introduction;
    let before = months.iter().position(|month| *month >= day)?;
    Some(Introduction {
        before,
        label: t(context.language(), "report-introduction"),
    })
}

/// "Afgehandeld binnen SLA: van 80,1 % in okt 2025 naar 88,2 % in sep 2026"
fn title(context: &Context, (parameter, points): &Course) -> String {
    let (pen, language) = (context.pen, context.language());
    let name = parameter.name.get(language);
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return name.to_owned();
    };
    t_args(
        language,
        "report-series-title",
        &[
            ("name", name.into()),
            ("first", pen.value(parameter, first.value).into()),
            ("from", short_month(language, first.period).into()),
            ("last", pen.value(parameter, last.value).into()),
            ("to", short_month(language, last.period).into()),
        ],
    )
}

fn subtitle(context: &Context, parameter: &Parameter) -> String {
    let (pen, language) = (context.pen, context.language());
    let unit = match (parameter.scale, parameter.unit.get(language)) {
        (Scale::Number, unit) if !unit.is_empty() => format!(", {unit}"),
        _ => String::new(),
    };
    t_args(
        language,
        "report-series-subtitle",
        &[
            ("unit", unit.into()),
            ("target", pen.target(parameter).into()),
            ("limit", pen.limit(parameter).into()),
        ],
    )
}

fn value_or_none(context: &Context, parameter: &Parameter, point: Option<&Point>) -> String {
    match point {
        Some(point) => context.pen.value(parameter, point.value),
        None => t(context.language(), "report-series-nothing"),
    }
}

fn by_month(context: &Context, annotations: &Annotations, (parameter, points): &Course) -> Table {
    let (pen, language) = (context.pen, context.language());
    let all = all_months(points);
    let rows = all.iter().map(|(month, point)| {
        let number = |of: fn(&Point) -> f64| {
            Cell::new(point.map_or_else(String::new, |point| pen.number(of(point))))
        };
        vec![
            Cell::new(short_month(language, *month)).small(annotations.in_month(context, *month)),
            Cell::new(value_or_none(context, parameter, *point)),
            number(|point| point.numerator),
            number(|point| point.denominator),
        ]
    });
    let number = |key: &str| Column::number(t(language, key));
    Table::plain(
        t(language, "report-series-months"),
        vec![
            Column::text(t(language, "report-column-month")),
            number("report-column-value"),
            number("report-column-numerator"),
            number("report-column-denominator"),
        ],
        rows.collect(),
    )
}
