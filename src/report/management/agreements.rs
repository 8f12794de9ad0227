//! What was promised by agreement and by charter, and the sanctions that follow.

use super::Context;
use super::decision::euros;
use crate::domain::evaluation::results::{AgreementResult, CharterResult};
use crate::domain::protocol::{Agreement, Charter};
use crate::domain::verdict::Verdict;
use crate::report::document::{Block, Cell, Column, Mark, Section, Table};
use crate::report::words;
use crate::texts::numbers::{decimal, list, percent};
use crate::texts::{t, t_args};

/// `None` when nothing was promised.
pub fn section(context: &Context) -> Option<Section> {
    let language = context.language();
    let protocol = context.protocol();
    if protocol.agreements.is_empty() && protocol.charters.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    if !protocol.agreements.is_empty() {
        blocks.push(Block::Table(agreements(context, &|_| true)));
    }
    if !protocol.charters.is_empty() {
        blocks.push(Block::Subheading(t(language, "report-charters-heading")));
        blocks.push(Block::Table(charters(context, &|_| true)));
        blocks.push(Block::Note(t(language, "report-charters-note")));
    }
    Some(Section {
        id: "agreements",
        topic: t(language, "report-topic-agreements"),
        heading: heading(context),
        blocks,
    })
}

fn heading(context: &Context) -> String {
    let language = context.language();
    let results = &context.wave.agreements;
    let mut said = Vec::new();
    if !results.is_empty() {
        let with = |verdict: Verdict| results.iter().filter(|one| one.verdict == verdict).count();
        said.push(if with(Verdict::NoData) == results.len() {
            t(language, "report-agreements-no-data")
        } else {
            t_args(
                language,
                "report-agreements-met",
                &[
                    ("met", with(Verdict::Met).into()),
                    ("total", results.len().into()),
                ],
            )
        });
    }
    let charters = &context.protocol().charters;
    let broken: Vec<&str> = context
        .wave
        .charters
        .iter()
        .filter(|result| result.triggered == Some(true))
        .filter_map(|result| charters.iter().find(|one| one.code == result.code))
        .map(|charter| charter.name.get(language))
        .collect();
    let known = |result: &CharterResult| result.triggered.is_some();
    if !broken.is_empty() {
        said.push(t_args(
            language,
            "report-charters-broken",
            &[
                ("count", broken.len().into()),
                ("names", list(language, &broken).into()),
            ],
        ));
    } else if context.wave.charters.iter().any(known) {
        said.push(t(language, "report-charters-kept"));
    }
    if said.is_empty() {
        t(language, "report-agreements-no-data")
    } else {
        said.join("; ")
    }
}

/// "2.867 van 3.770"
pub(in crate::report) fn of(context: &Context, within: Option<f64>, total: Option<f64>) -> String {
    within.zip(total).map_or(String::new(), |(within, total)| {
        t_args(
            context.language(),
            "report-of",
            &[
                ("part", context.pen.number(within).into()),
                ("whole", context.pen.number(total).into()),
            ],
        )
    })
}

pub(in crate::report) fn share(context: &Context, share: Option<f64>) -> String {
    share.map_or(context.pen.none(), |share| context.pen.percent(share))
}

/// Hours with no more decimals than needed.
pub(in crate::report) fn hours(context: &Context, hours: f64) -> String {
    let decimals = u8::from(hours.fract() != 0.0);
    decimal(context.language(), hours, decimals)
}

/// Those agreements that are `wanted`, each with what was found.
pub(in crate::report) fn agreements(
    context: &Context,
    wanted: &dyn Fn(&Agreement) -> bool,
) -> Table {
    let language = context.language();
    let rows = context.wave.agreements.iter().filter_map(|result| {
        let agreements = &context.protocol().agreements;
        let agreement = agreements.iter().find(|one| one.code == result.code)?;
        wanted(agreement).then(|| agreement_row(context, agreement, result))
    });
    let column = |key: &str| Column::text(t(language, key));
    let number = |key: &str| Column::number(t(language, key));
    let mut columns = vec![
        column("report-column-agreement"),
        number("report-column-response-within").unit(t(language, "report-unit-hours")),
        number("report-column-solved-within").unit(t(language, "report-unit-hours")),
        number("report-column-promised"),
        number("report-column-found"),
        column("report-column-verdict"),
    ];
    if tells_responses(context) {
        columns.push(number("report-column-responded"));
        columns.push(column("report-column-verdict-response"));
    }
    Table::plain(
        t(language, "report-agreements-caption"),
        columns,
        rows.collect(),
    )
}

/// Whether of any agreement it is known how soon somebody answered.
fn tells_responses(context: &Context) -> bool {
    let mut all = context.wave.agreements.iter();
    all.any(|result| result.response.is_some())
}

/// How many were answered in time, and the verdict on that.
fn responses(context: &Context, result: &AgreementResult) -> [Cell; 2] {
    let Some(found) = &result.response else {
        return [Cell::new(context.pen.none()), Cell::new(context.pen.none())];
    };
    [
        Cell::new(share(context, Some(found.share))).small(of(
            context,
            Some(found.within),
            Some(found.total),
        )),
        Cell::new(words::verdict(context.language(), found.verdict))
            .marked(Mark::new(found.verdict, found.verdict)),
    ]
}

fn agreement_row(context: &Context, agreement: &Agreement, result: &AgreementResult) -> Vec<Cell> {
    let language = context.language();
    let mut cells = vec![
        Cell::new(format!(
            "{} {}",
            agreement.code,
            agreement.name.get(language)
        )),
        Cell::new(hours(context, agreement.response_hours)),
        Cell::new(hours(context, agreement.solve_hours)),
        Cell::new(format!(
            "≥ {}",
            percent(language, agreement.share_within, 0)
        )),
        Cell::new(share(context, result.share)).small(counted(context, result)),
        Cell::new(words::verdict(language, result.verdict))
            .marked(Mark::new(result.verdict, result.verdict)),
    ];
    if tells_responses(context) {
        cells.extend(responses(context, result));
    }
    cells
}

/// How many were solved in time, of how many, and how many may still be.
fn counted(context: &Context, result: &AgreementResult) -> String {
    let open = result.still_open.map(|open| {
        let args = [("open", open.into())];
        t_args(context.language(), "report-open-within-norm", &args)
    });
    let of = of(context, result.within, result.total);
    let parts = std::iter::once(of).chain(open);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("; ")
}

/// Those charters that are `wanted`, each with what was found.
pub(in crate::report) fn charters(context: &Context, wanted: &dyn Fn(&Charter) -> bool) -> Table {
    let language = context.language();
    let rows = context.wave.charters.iter().filter_map(|result| {
        let charters = &context.protocol().charters;
        let charter = charters.iter().find(|one| one.code == result.code)?;
        wanted(charter).then(|| charter_row(context, charter, result))
    });
    let column = |key: &str| Column::text(t(language, key));
    let number = |key: &str| Column::number(t(language, key));
    Table::plain(
        t(language, "report-charters-caption"),
        vec![
            column("report-column-charter"),
            number("report-column-promised"),
            number("report-column-found"),
            number("report-column-breaches"),
            column("report-column-sanction"),
        ],
        rows.collect(),
    )
}

fn charter_row(context: &Context, charter: &Charter, result: &CharterResult) -> Vec<Cell> {
    let (pen, language) = (context.pen, context.language());
    let verdict = match result.triggered {
        Some(true) => Verdict::NotMet,
        Some(false) => Verdict::Met,
        None => Verdict::NoData,
    };
    let sanction = match (result.triggered, result.amount_eur) {
        (Some(true), Some(amount)) => Cell::new(t_args(
            language,
            "report-sanction-proposed",
            &[
                ("amount", euros(context, amount).into()),
                ("office", (&charter.back_office).into()),
            ],
        ))
        .small(charter.sanction.get(language)),
        (Some(false), _) => Cell::new(t(language, "report-sanction-none")),
        _ => Cell::new(words::verdict(language, Verdict::NoData)),
    };
    vec![
        Cell::new(format!("{} {}", charter.code, charter.name.get(language)))
            .small(charter.promise.get(language)),
        Cell::new(format!("≥ {}", percent(language, charter.threshold, 0))),
        Cell::new(share(context, result.share)).small(of(context, result.within, result.total)),
        Cell::new(
            result
                .breaches
                .map_or(pen.none(), |breaches| pen.number(breaches)),
        ),
        sanction.marked(Mark::new(verdict, verdict)),
    ]
}
