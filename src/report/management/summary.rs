//! Page one: the decision, the goals, the best and the worst, who answered.

use super::{Context, clusters, decision, mark, named, premises};
use crate::domain::evaluation::results::ParameterResult;
use crate::domain::verdict::{GoalStatus, Standing};
use crate::report::document::{Block, Cell, Column, Line, NamedMark, Panel, Section, Table, Tally};
use crate::report::order::{Found, extremes};
use crate::report::{problems, words};
use crate::texts::numbers::list;
use crate::texts::{t, t_args};

/// In the order in which they are counted and told.
const STATUSES: [GoalStatus; 4] = [
    GoalStatus::Met,
    GoalStatus::Partly,
    GoalStatus::NotMet,
    GoalStatus::Open,
];

/// The finding of the whole report.
pub fn title(context: &Context) -> String {
    let language = context.language();
    let nothing = context
        .found()
        .iter()
        .all(|(_, result)| result.standing == Standing::Unknown);
    let total = context.wave.goals.len();
    let count = |status| of_status(context, status).len();
    let met = count(GoalStatus::Met);
    if nothing {
        return t(language, "report-title-no-data");
    }
    if total == 0 {
        return super::parameters::heading(context);
    }
    if met == total {
        return t_args(language, "report-title-all-met", &[("total", total.into())]);
    }
    let rest: Vec<String> = [
        (GoalStatus::Partly, "report-title-partly"),
        (GoalStatus::NotMet, "report-title-not-met"),
        (GoalStatus::Open, "report-title-open"),
    ]
    .iter()
    .filter(|(status, _)| count(*status) > 0)
    .map(|(status, key)| t_args(language, key, &[("count", count(*status).into())]))
    .collect();
    t_args(
        language,
        "report-title",
        &[
            ("met", met.into()),
            ("total", total.into()),
            ("rest", list(language, &rest).into()),
        ],
    )
}

pub fn section(context: &Context) -> Section {
    let language = context.language();
    let mut blocks = vec![decision::callout(context)];
    if !context.wave.goals.is_empty() {
        blocks.push(Block::Tally(tally(context)));
        blocks.push(Block::Table(strip(context)));
    }
    blocks.extend(extreme_blocks(context));
    blocks.extend(premises::deviations(context));
    let mut lines = response_lines(context);
    lines.extend(problems::summary(context));
    blocks.push(Block::List(lines));
    Section {
        id: "summary",
        topic: t(language, "report-topic-summary"),
        heading: heading(context),
        blocks,
    }
}

fn heading(context: &Context) -> String {
    let known = |result: &ParameterResult| result.standing != Standing::Unknown;
    if context.wave.parameters.iter().any(known) {
        t(context.language(), "report-summary-heading")
    } else {
        t(context.language(), "report-summary-heading-nothing")
    }
}

fn of_status(context: &Context, status: GoalStatus) -> Vec<String> {
    context
        .wave
        .goals
        .iter()
        .filter(|goal| goal.status == status)
        .map(|goal| goal.code.clone())
        .collect()
}

fn tally(context: &Context) -> Vec<Tally> {
    STATUSES
        .map(|status| {
            let codes = of_status(context, status);
            Tally {
                status,
                word: words::goal_status(context.language(), status),
                count: codes.len(),
                codes,
            }
        })
        .to_vec()
}

/// Every goal in a row, with a mark for each of its parameters.
fn strip(context: &Context) -> Table {
    let language = context.language();
    let rows = context.wave.goals.iter().map(|result| {
        let goal = context
            .protocol()
            .goals
            .iter()
            .find(|goal| goal.code == result.code);
        let name = goal.map_or("", |goal| goal.name.get(language));
        vec![
            Cell::new(format!("{} {name}", result.code)),
            marks(context, &context.found_of(&result.code)),
            Cell {
                text: words::goal_status(language, result.status),
                standing: Some(result.status.into()),
                ..Cell::default()
            },
        ]
    });
    Table::plain(
        t(language, "report-strip-caption"),
        vec![
            Column::text(t(language, "report-column-goal")),
            Column::text(t(language, "report-column-parameters")),
            Column::text(t(language, "report-column-status")),
        ],
        rows.collect(),
    )
}

fn marks(context: &Context, found: &[Found]) -> Cell {
    let language = context.language();
    let marks = found.iter().map(|(parameter, result)| NamedMark {
        mark: mark(result),
        code: parameter.code.clone(),
        words: words::verdicts(language, result.target_verdict, result.limit_verdict),
    });
    Cell {
        marks: marks.collect(),
        ..Cell::default()
    }
}

/// Three best and three worst beside each other, and how they were ordered.
fn extreme_blocks(context: &Context) -> Vec<Block> {
    let language = context.language();
    let (best, worst) = extremes(&context.found());
    if best.is_empty() {
        return Vec::new();
    }
    let panel = |key: &str, found: &[Found]| Panel {
        heading: t_args(language, key, &[("count", found.len().into())]),
        lines: found.iter().map(|found| extreme(context, found)).collect(),
    };
    vec![
        Block::Panels(vec![
            panel("report-best", &best),
            panel("report-worst", &worst),
        ]),
        Block::Note(t(language, "report-order-note")),
    ]
}

fn extreme(context: &Context, (parameter, result): &Found) -> Line {
    let (pen, language) = (context.pen, context.language());
    let value = pen.found(parameter, result);
    let mut text = t_args(
        language,
        "report-extreme",
        &[
            ("value", value.into()),
            (
                "target",
                pen.sided(parameter, crate::report::pen::target(parameter.bounds))
                    .into(),
            ),
            (
                "target_verdict",
                words::verdict(language, result.target_verdict).into(),
            ),
            (
                "limit_verdict",
                words::verdict(language, result.limit_verdict).into(),
            ),
        ],
    );
    if parameter.indicative {
        text.push_str(&t(language, "report-indicative-mark"));
    }
    Line::led(named(pen, parameter), text).marked(mark(result))
}

/// Who answered, and how the wave went.
fn response_lines(context: &Context) -> Vec<Line> {
    let language = context.language();
    let response = &context.wave.response;
    let mut lines = vec![Line::led(
        t(language, "report-response-lead"),
        response_sentence(context),
    )];
    let (partial, other) = match response.dispositions {
        Some(counts) => (counts.partial, counts.refusal),
        None => (response.partial, response.break_off),
    };
    let went = t_args(
        language,
        "report-wave-went",
        &[
            ("wave", context.plan.name.get(language).into()),
            (
                "privacy",
                words::privacy(language, context.plan.privacy_mode).into(),
            ),
            ("partial", partial.into()),
            ("other", other.into()),
        ],
    );
    lines.push(Line::led(t(language, "report-wave-lead"), went));
    if let Some(found) = clusters::finding(context) {
        lines.push(Line::led(
            t(language, "findings-map-lead"),
            format!("{found}."),
        ));
    }
    lines
}

/// "517 van de 1.240 klanten … RR1 42,0 % (AAPOR)"
pub fn response_sentence(context: &Context) -> String {
    let language = context.language();
    let response = &context.wave.response;
    if context.survey().is_none() && response.complete == 0 {
        return t(language, "report-response-no-survey");
    }
    let mut said = t_args(
        language,
        "report-response",
        &[
            ("complete", response.complete.into()),
            ("population", response.population.into()),
        ],
    );
    let rates = response.rr1.zip(response.rr2).zip(response.dispositions);
    if let Some(((rr1, rr2), dispositions)) = rates {
        let eligible = response
            .population
            .saturating_sub(dispositions.not_eligible);
        said.push(' ');
        said.push_str(&t_args(
            language,
            "report-response-rates",
            &[
                ("rr1", context.pen.percent(rr1).into()),
                ("rr2", context.pen.percent(rr2).into()),
                ("eligible", eligible.into()),
            ],
        ));
    } else if response.complete > 0 {
        said.push(' ');
        said.push_str(&t(language, "report-response-no-rates"));
    }
    said
}
