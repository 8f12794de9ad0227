//! What the programme had to stay within and what it took for granted, and what came of both.

use chrono::{DateTime, Utc};

use super::Context;
use crate::domain::proceedings::{Amendment, Changed};
use crate::domain::protocol::Precondition;
use crate::report::document::{Block, Cell, Column, Line, Panel, Table};
use crate::texts::numbers::{date, list};
use crate::texts::{t, t_args};

/// For page one: where it went otherwise than planned; nothing without preconditions.
pub fn deviations(context: &Context) -> Option<Block> {
    let language = context.language();
    let all = &context.protocol().programme.preconditions;
    if all.is_empty() {
        return None;
    }
    let deviating: Vec<&Precondition> = all.iter().filter(|one| one.deviates).collect();
    let mut lines: Vec<Line> = deviating
        .iter()
        .map(|one| {
            let actual = one
                .actual
                .as_ref()
                .map_or("", |actual| actual.get(language));
            let text = t_args(
                language,
                "report-deviation",
                &[
                    ("planned", one.planned.get(language).into()),
                    ("actual", actual.into()),
                ],
            );
            Line::led(one.name.get(language), text)
        })
        .collect();
    let unknown: Vec<&str> = all
        .iter()
        .filter(|one| one.actual.is_none())
        .map(|one| one.name.get(language))
        .collect();
    if !unknown.is_empty() {
        let names = list(language, &unknown);
        let text = t_args(
            language,
            "report-deviation-unknown",
            &[("names", names.into())],
        );
        lines.push(Line::plain(text));
    }
    if lines.is_empty() {
        lines.push(Line::plain(t(language, "report-deviation-none")));
    }
    let heading = t_args(
        language,
        "report-deviations",
        &[
            ("count", deviating.len().into()),
            ("total", all.len().into()),
        ],
    );
    Some(Block::Panels(vec![Panel { heading, lines }]))
}

/// Planned and actual of every precondition.
pub fn preconditions(context: &Context) -> Vec<Block> {
    let language = context.language();
    let all = &context.protocol().programme.preconditions;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|one| {
        let actual = match &one.actual {
            None => Cell::new(t(language, "report-not-recorded")),
            Some(actual) if one.deviates => {
                Cell::new(actual.get(language)).small(t(language, "report-deviates"))
            }
            Some(actual) => Cell::new(actual.get(language)),
        };
        vec![
            Cell::new(one.name.get(language)),
            Cell::new(one.planned.get(language)),
            actual,
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    let table = Table::plain(
        t(language, "report-preconditions-caption"),
        vec![
            column("report-column-precondition"),
            column("report-column-planned"),
            column("report-column-actual"),
        ],
        rows.collect(),
    );
    vec![
        Block::Subheading(t(language, "report-preconditions-heading")),
        Block::Table(table),
    ]
}

/// Every premise as it is judged by, with the amendments that changed it.
pub fn premises(context: &Context) -> Vec<Block> {
    let language = context.language();
    let all = &context.protocol().premises;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|premise| {
        vec![
            Cell::new(format!(
                "{} {}",
                premise.code,
                premise.statement.get(language)
            )),
            Cell::new(history(context, &premise.code)),
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    let table = Table::plain(
        t(language, "report-premises-caption"),
        vec![
            column("report-column-premise"),
            column("report-column-versions"),
        ],
        rows.collect(),
    );
    vec![
        Block::Subheading(t(language, "report-premises-heading")),
        Block::Paragraph(version(context)),
        Block::Table(table),
    ]
}

/// The amendments that held when the evaluation was frozen, oldest first.
fn held<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Amendment> + use<'a> {
    let proceedings = context.input.proceedings;
    let frozen: Option<DateTime<Utc>> = proceedings.standing.as_ref().map(|one| one.frozen_at);
    proceedings.amendments.iter().filter(move |one| {
        let approved = one.approved_at;
        approved.is_some_and(|at| frozen.is_none_or(|frozen| at <= frozen))
    })
}

/// By which version it is judged, and why that one is there.
fn version(context: &Context) -> String {
    let language = context.language();
    match held(context).last() {
        None => t(language, "report-premises-first"),
        Some(last) => t_args(
            language,
            "report-premises-version",
            &[
                ("version", last.version.into()),
                ("reason", last.reason.as_str().into()),
            ],
        ),
    }
}

/// What amendments did to a premise: version, day, reason, and how it read before.
fn history(context: &Context, code: &str) -> String {
    let language = context.language();
    let place = format!("premises.{code}.statement.{}", language.tag());
    let own = |one: &Changed| one.place == place;
    let said: Vec<String> = held(context)
        .filter_map(|amendment| Some((amendment, amendment.changes.iter().find(|one| own(one))?)))
        .map(|(amendment, change)| {
            let at = amendment.approved_at.unwrap_or(amendment.proposed_at);
            let day = date(language, at.date_naive());
            let (version, reason) = (amendment.version, amendment.reason.as_str());
            if change.old.is_empty() {
                t_args(
                    language,
                    "report-premise-added",
                    &[
                        ("version", version.into()),
                        ("day", day.into()),
                        ("reason", reason.into()),
                    ],
                )
            } else {
                t_args(
                    language,
                    "report-premise-changed",
                    &[
                        ("version", version.into()),
                        ("day", day.into()),
                        ("reason", reason.into()),
                        ("old", change.old.as_str().into()),
                    ],
                )
            }
        })
        .collect();
    if said.is_empty() {
        t(language, "report-premise-unchanged")
    } else {
        said.join(" ")
    }
}
