//! Who answered beside who could have, by segment.

use super::{Caption, Context, figure};
use crate::charts::response::{Response, Row, response};
use crate::charts::{ChartError, NumberFormat};
use crate::domain::evaluation::results::SegmentResponse;
use crate::domain::parameter::Scale;
use crate::report::document::{Block, Cell, Column, Table};
use crate::texts::numbers::{decimal, percent};
use crate::texts::{t, t_args};

/// A difference of fewer points than this is no more than the luck of who was at their desk.
const EVEN: f64 = 0.02;

/// A segment with its shares of the clients and of the answers; the latter is unknown as soon as
/// any segment is hidden.
struct Part<'a> {
    name: &'a str,
    result: &'a SegmentResponse,
    of_clients: Option<f64>,
    of_answers: Option<f64>,
}

pub fn picture(context: &Context) -> Result<Block, ChartError> {
    let language = context.language();
    let parts = parts(context);
    let figures = Response {
        format: NumberFormat::new(language, Scale::Share),
        population_label: t(language, "report-in-population"),
        answers_label: t(language, "report-in-response"),
        rows: parts.iter().map(|part| row(context, part)).collect(),
    };
    let caption = Caption {
        id: "response".to_owned(),
        title: title(context, &parts),
        subtitle: t(language, "report-response-subtitle"),
        source: context.source(t(language, "report-source-dispositions")),
        description: t(language, "report-response-description"),
        is_labelled: true,
    };
    figure(caption, Some(table(context, &parts)), |frame| {
        response(&figures, frame)
    })
}

fn parts<'a>(context: &Context<'a>) -> Vec<Part<'a>> {
    let response = &context.wave.response;
    let answers: Option<u64> = response.segments.iter().map(|one| one.responses).sum();
    let share = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
    let name = |code: &'a str| {
        let segments = &context.input.protocol.segments;
        let known = segments.iter().find(|segment| segment.code == code);
        known.map_or(code, |segment| segment.name.get(context.pen.language))
    };
    response
        .segments
        .iter()
        .map(|result| Part {
            name: name(&result.segment),
            result,
            of_clients: share(result.population, response.population),
            of_answers: result
                .responses
                .zip(answers)
                .and_then(|(part, whole)| share(part, whole)),
        })
        .collect()
}

/// The segment that differs most between answers and clients.
fn title(context: &Context, parts: &[Part]) -> String {
    let language = context.language();
    let off = |part: &Part| Some(part.of_answers? - part.of_clients?);
    let most = parts
        .iter()
        .filter_map(|part| Some((part, off(part)?)))
        .max_by(|(_, a), (_, b)| a.abs().total_cmp(&b.abs()));
    let Some((part, off)) = most else {
        return t(language, "report-response-caption");
    };
    if off.abs() <= EVEN {
        let points = decimal(language, EVEN * 100.0, 0);
        return t_args(
            language,
            "report-response-title-even",
            &[("points", points.into())],
        );
    }
    let way = if off < 0.0 {
        t(language, "report-response-way-under")
    } else {
        t(language, "report-response-way-over")
    };
    t_args(
        language,
        "report-response-title-off",
        &[
            ("segment", part.name.into()),
            ("way", way.into()),
            ("share", written(context, part.of_answers).into()),
            ("of", written(context, part.of_clients).into()),
        ],
    )
}

fn written(context: &Context, share: Option<f64>) -> String {
    share.map_or(context.pen.none(), |share| {
        percent(context.language(), share, 1)
    })
}

fn rate(context: &Context, part: &Part) -> String {
    let population = part.result.population as f64;
    let share = part
        .result
        .responses
        .filter(|_| population > 0.0)
        .map(|count| count as f64 / population);
    share.map_or(context.pen.none(), |share| {
        percent(context.language(), share, 0)
    })
}

fn row(context: &Context, part: &Part) -> Row {
    let language = context.language();
    let counts = part
        .result
        .responses
        .map_or(t(language, "report-hidden"), |count| {
            t_args(
                language,
                "report-of",
                &[
                    ("part", context.pen.number(count as f64).into()),
                    (
                        "whole",
                        context.pen.number(part.result.population as f64).into(),
                    ),
                ],
            )
        });
    Row {
        name: part.name.to_owned(),
        population: part.of_clients,
        answers: part.of_answers,
        population_text: written(context, part.of_clients),
        answers_text: written(context, part.of_answers),
        rate: rate(context, part),
        counts,
    }
}

fn table(context: &Context, parts: &[Part]) -> Table {
    let language = context.language();
    let rows = parts.iter().map(|part| {
        let responses = part
            .result
            .responses
            .map_or(t(language, "report-hidden"), |n| {
                context.pen.number(n as f64)
            });
        vec![
            Cell::new(part.name),
            Cell::new(context.pen.number(part.result.population as f64)),
            Cell::new(responses),
            Cell::new(rate(context, part)),
            Cell::new(written(context, part.of_clients)),
            Cell::new(written(context, part.of_answers)),
        ]
    });
    let number = |key: &str| Column::number(t(language, key));
    Table::plain(
        t(language, "report-response-caption"),
        vec![
            Column::text(t(language, "report-column-segment")),
            number("report-column-clients"),
            number("report-column-responses"),
            number("report-column-response-share"),
            number("report-column-share-of-clients"),
            number("report-column-share-of-responses"),
        ],
        rows.collect(),
    )
}
