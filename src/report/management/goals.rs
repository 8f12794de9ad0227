//! The goals and the problems of phase 1, and what the programme had to stay within.

use super::{Context, premises};
use crate::domain::evaluation::results::{GoalResult, ParameterResult};
use crate::domain::protocol::Goal;
use crate::domain::verdict::GoalStatus;
use crate::report::document::{Block, Cell, Column, Section, Table};
use crate::report::{problems, sentences, words};
use crate::texts::numbers::{date, list};
use crate::texts::{t, t_args};

pub fn section(context: &Context) -> Section {
    let language = context.language();
    let protocol = context.protocol();
    let mut blocks = Vec::new();
    if let Some(vision) = &protocol.programme.vision {
        let vision = vision.get(language);
        blocks.push(Block::Paragraph(t_args(
            language,
            "report-vision",
            &[("vision", vision.into())],
        )));
    }
    if protocol.goals.is_empty() {
        blocks.push(Block::Paragraph(t(language, "report-goals-none")));
    } else {
        blocks.push(Block::Table(goals(context)));
        blocks.push(Block::Note(t(language, "report-goals-rule")));
    }
    blocks.extend(problems::blocks(context));
    blocks.extend(premises::premises(context));
    blocks.extend(premises::preconditions(context));
    Section {
        id: "goals",
        topic: t(language, "report-topic-goals"),
        heading: heading(context),
        blocks,
    }
}

/// "D5 is gehaald; D1, D2, D3, D4 en D6 nog niet"
fn heading(context: &Context) -> String {
    let language = context.language();
    let codes = |is_met: bool| -> Vec<&str> {
        context
            .wave
            .goals
            .iter()
            .filter(|goal| (goal.status == GoalStatus::Met) == is_met)
            .map(|goal| goal.code.as_str())
            .collect()
    };
    let (met, other) = (codes(true), codes(false));
    let args = |codes: &[&str]| {
        [
            ("codes", list(language, codes).into()),
            ("count", codes.len().into()),
        ]
    };
    match (met.is_empty(), other.is_empty()) {
        (true, true) => t(language, "report-topic-goals"),
        (false, true) => t_args(language, "report-goals-all-met", &args(&met)),
        (true, false) => t_args(language, "report-goals-none-met", &args(&other)),
        (false, false) => {
            let rest = t_args(language, "report-goals-others", &args(&other));
            t_args(
                language,
                "report-goals-some-met",
                &[
                    ("codes", list(language, &met).into()),
                    ("count", met.len().into()),
                    ("rest", rest.into()),
                ],
            )
        }
    }
}

fn result<'a>(context: &Context<'a>, code: &str) -> Option<&'a GoalResult> {
    context.wave.goals.iter().find(|goal| goal.code == code)
}

fn status_cell(context: &Context, result: &GoalResult) -> Cell {
    Cell {
        text: words::goal_status(context.language(), result.status),
        standing: Some(result.status.into()),
        ..Cell::default()
    }
}

fn goals(context: &Context) -> Table {
    let language = context.language();
    let rows = context.protocol().goals.iter().filter_map(|goal| {
        let result = result(context, &goal.code)?;
        let found = context.found_of(&goal.code);
        let results: Vec<&ParameterResult> = found.iter().map(|(_, result)| *result).collect();
        Some(vec![
            Cell::new(format!("{} {}", goal.code, goal.name.get(language)))
                .small(about(context, goal)),
            status_cell(context, result),
            Cell::new(sentences::goal(context.pen, result, &results)),
        ])
    });
    Table::plain(
        t(language, "report-goals-caption"),
        vec![
            Column::text(t(language, "report-column-goal")),
            Column::text(t(language, "report-column-status")),
            Column::text(t(language, "report-column-why")),
        ],
        rows.collect(),
    )
}

/// The whole statement, who answers for it and by when.
fn about(context: &Context, goal: &Goal) -> String {
    let language = context.language();
    let mut said = vec![goal.statement.get(language).to_owned()];
    said.extend(
        goal.owner
            .as_ref()
            .map(|owner| t_args(language, "report-owner", &[("owner", owner.into())])),
    );
    said.extend(goal.deadline.map(|day| {
        t_args(
            language,
            "report-deadline",
            &[("day", date(language, day).into())],
        )
    }));
    said.join(" ")
}
