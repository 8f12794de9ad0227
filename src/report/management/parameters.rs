//! All parameters, always: the forest, and the table with every number behind it.

use super::{Caption, Context, figure, mark, named};
use crate::charts::forest::{self, Forest};
use crate::charts::{ChartError, Width};
use crate::domain::evaluation::results::ParameterResult;
use crate::domain::parameter::Parameter;
use crate::domain::verdict::{Standing, Verdict};
use crate::report::document::{Block, Cell, Column, Figure, Group, Line, Section, Table};
use crate::report::order::Found;
use crate::report::pen::{Spread, limit, target};
use crate::report::{sentences, words};
use crate::texts::numbers::list;
use crate::texts::{t, t_args};

/// "6 van de 18 streefwaarden zijn gehaald, 8 niet; 4 zijn niet aangetoond"
pub fn heading(context: &Context) -> String {
    let found = context.found();
    verdicts_heading(context, &found, "report-targets")
}

/// How many of these meet their target; `key` says of what they are.
pub fn verdicts_heading(context: &Context, found: &[Found], key: &str) -> String {
    let language = context.language();
    let count = |wanted: &[Verdict]| {
        found
            .iter()
            .filter(|(_, result)| wanted.contains(&result.target_verdict))
            .count()
    };
    let no_data = count(&[Verdict::NoData, Verdict::NotComparable]);
    if no_data == found.len() {
        return t_args(
            language,
            "report-targets-no-data",
            &[("total", found.len().into())],
        );
    }
    let mut rest = Vec::new();
    for (wanted, key) in [
        (vec![Verdict::NotMet], "report-targets-not-met"),
        (vec![Verdict::NotDemonstrated], "report-targets-open"),
        (
            vec![Verdict::NoData, Verdict::NotComparable],
            "report-targets-without",
        ),
    ] {
        let count = count(&wanted);
        if count > 0 {
            rest.push(t_args(language, key, &[("count", count.into())]));
        }
    }
    let met = t_args(
        language,
        key,
        &[
            ("met", count(&[Verdict::Met]).into()),
            ("total", found.len().into()),
        ],
    );
    if rest.is_empty() {
        met
    } else {
        format!("{met}, {}", list(language, &rest))
    }
}

pub fn section(context: &Context) -> Result<Section, ChartError> {
    let language = context.language();
    let mut blocks = Vec::new();
    if !context.protocol().parameters.is_empty() {
        blocks.push(forest_figure(context)?);
    }
    blocks.push(Block::Subheading(t(language, "report-table-heading")));
    blocks.push(Block::Table(table(context)));
    blocks.push(Block::Note(t(language, "report-table-note")));
    let settling: Vec<Line> = context
        .found()
        .into_iter()
        .filter_map(|(parameter, result)| {
            let text = sentences::settling(context.pen, parameter, result)?;
            Some(Line::led(named(context.pen, parameter), text).marked(mark(result)))
        })
        .collect();
    if !settling.is_empty() {
        blocks.push(Block::Subheading(t(language, "report-settle-heading")));
        blocks.push(Block::List(settling));
    }
    Ok(Section {
        id: "parameters",
        topic: t(language, "report-topic-parameters"),
        heading: heading(context),
        blocks,
    })
}

/// What may be said of the limits, which is what a red mark is about.
fn limits_sentence(context: &Context) -> String {
    let language = context.language();
    let codes = |verdict: Verdict| -> Vec<&str> {
        context
            .found()
            .into_iter()
            .filter(|(_, result)| result.limit_verdict == verdict)
            .map(|(parameter, _)| parameter.code.as_str())
            .collect()
    };
    let (broken, open) = (codes(Verdict::NotMet), codes(Verdict::NotDemonstrated));
    let known = context
        .found()
        .iter()
        .any(|(_, result)| result.standing != Standing::Unknown);
    if !known {
        return t(language, "report-limits-no-data");
    }
    let mut said = vec![if broken.is_empty() {
        t(language, "report-limits-none-broken")
    } else {
        t_args(
            language,
            "report-limits-broken",
            &[
                ("count", broken.len().into()),
                ("codes", list(language, &broken).into()),
            ],
        )
    }];
    if !open.is_empty() {
        said.push(t_args(
            language,
            "report-limits-open",
            &[
                ("count", open.len().into()),
                ("codes", list(language, &open).into()),
            ],
        ));
    }
    said.join(" ")
}

/// The parameters of every goal, and at the end those that belong to none. A parameter that tests
/// two goals stands with the first, so that every row is there once.
fn by_goal<'a>(context: &Context<'a>) -> Vec<(Option<&'a str>, Vec<Found<'a>>)> {
    let found = context.found();
    let goals = context.protocol().goals.iter();
    goals
        .map(|goal| Some(goal.code.as_str()))
        .chain([None])
        .map(|goal| {
            let here = |(parameter, _): &&Found| first_goal(context, parameter) == goal;
            (goal, found.iter().filter(here).copied().collect())
        })
        .filter(|(_, found): &(_, Vec<Found>)| !found.is_empty())
        .collect()
}

fn first_goal<'a>(context: &Context<'a>, parameter: &'a Parameter) -> Option<&'a str> {
    let goals = &context.protocol().goals;
    let codes = parameter.goals.iter().map(String::as_str);
    codes
        .into_iter()
        .find(|code| goals.iter().any(|goal| goal.code == *code))
}

fn goal_name(context: &Context, code: Option<&str>) -> String {
    let language = context.language();
    let goals = &context.protocol().goals;
    match code.and_then(|code| goals.iter().find(|goal| goal.code == code)) {
        Some(goal) => goal.name.get(language).to_owned(),
        None => t(language, "report-no-goal"),
    }
}

fn forest_figure(context: &Context) -> Result<Block, ChartError> {
    let language = context.language();
    let groups = by_goal(context).into_iter().map(|(code, found)| {
        let result = context
            .wave
            .goals
            .iter()
            .find(|goal| Some(goal.code.as_str()) == code);
        forest::Group {
            code: code.unwrap_or_default().to_owned(),
            name: goal_name(context, code),
            status: result.map(|goal| (goal.status, words::goal_status(language, goal.status))),
            rows: found.iter().map(|found| row(context, found)).collect(),
        }
    });
    let figures = Forest {
        words: forest::Words {
            target: t(language, "report-target"),
            limit: t(language, "report-limit"),
            better: t(language, "report-better"),
            baseline: context
                .before
                .map_or(t(language, "report-baseline"), |(plan, _)| {
                    plan.name.get(language).to_owned()
                }),
            benchmark: t(language, "findings-benchmark-mark"),
        },
        groups: groups.collect(),
    };
    let caption = Caption {
        id: "forest".to_owned(),
        title: limits_sentence(context),
        subtitle: t(language, "report-forest-subtitle"),
        source: context.source(t(language, "report-source-all")),
        description: t(language, "report-forest-description"),
        is_labelled: true,
    };
    let frame = caption.frame(Width::Wide);
    let sheets = context.is_paper.then(|| sheets(&figures));
    let paper: Vec<String> = sheets
        .into_iter()
        .flatten()
        .map(|sheet| forest::forest(&sheet, &frame))
        .collect::<Result<_, _>>()?;
    // The table of all parameters follows, with more than the picture shows.
    let block = figure(caption, None, |frame| forest::forest(&figures, frame))?;
    Ok(match block {
        Block::Figure(figure) => Block::Figure(Figure { paper, ..figure }),
        other => other,
    })
}

/// As many rows as a sheet of paper has room for without small type; a goal stays together.
const ROWS_OF_SHEET: usize = 11;

fn sheets(whole: &Forest) -> Vec<Forest> {
    let mut sheets: Vec<Forest> = Vec::new();
    for group in &whole.groups {
        let room = sheets.last_mut().filter(|sheet| {
            let rows = sheet.groups.iter().map(|group| group.rows.len());
            rows.sum::<usize>() + group.rows.len() <= ROWS_OF_SHEET
        });
        match room {
            Some(sheet) => sheet.groups.push(group.clone()),
            None => sheets.push(Forest {
                groups: vec![group.clone()],
                words: whole.words.clone(),
            }),
        }
    }
    sheets
}

fn row(context: &Context, (parameter, result): &Found) -> forest::Row {
    let (pen, language) = (context.pen, context.language());
    let spread = Spread::of(result);
    let n = pen
        .count(result)
        .map(|n| t_args(language, "report-n", &[("n", n.into())]));
    let mut details: Vec<String> = [Some(pen.interval(parameter, spread)), n]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    if parameter.indicative && result.shown {
        details.push(t(language, "report-indicative"));
    }
    let others = || context.protocol().analysis.benchmarks_of(&parameter.code);
    details.extend(others().map(|one| {
        let value = pen.aim(parameter, [one.value; 2]);
        format!("{} {value}", one.name.get(language))
    }));
    let said = |key: &str, verdict: Verdict| {
        t_args(
            language,
            key,
            &[("verdict", words::verdict(language, verdict).into())],
        )
    };
    forest::Row {
        code: parameter.code.clone(),
        name: parameter.name.get(language).to_owned(),
        bounds: parameter.bounds,
        estimate: result.value,
        interval: spread.ends(),
        baseline: result.baseline.as_ref().map(|baseline| baseline.value),
        benchmarks: others().map(|one| one.value).collect(),
        target_label: pen.target(parameter),
        limit_label: pen.limit(parameter),
        value: pen.found(parameter, result),
        details,
        baseline_label: result.baseline.as_ref().map_or(String::new(), |baseline| {
            pen.value(parameter, baseline.value)
        }),
        target: result.target_verdict,
        limit: result.limit_verdict,
        target_words: said("report-target-verdict", result.target_verdict),
        limit_words: said("report-limit-verdict", result.limit_verdict),
    }
}

/// All parameters with every number that belongs to them.
fn table(context: &Context) -> Table {
    let language = context.language();
    let column = |key: &str| Column::text(t(language, key));
    let number = |key: &str| Column::number(t(language, key));
    let levels: Vec<String> = levels(context);
    Table {
        caption: t(language, "report-table-caption"),
        columns: vec![
            column("report-column-parameter"),
            number("report-column-found").unit(list(language, &levels)),
            number("report-column-n"),
            column("report-column-target"),
            column("report-column-limit"),
            number("report-column-start").unit(t(language, "report-column-start-unit")),
            number("report-column-change"),
            number("report-column-settle").unit(t(language, "report-column-settle-unit")),
        ],
        groups: by_goal(context)
            .into_iter()
            .map(|(code, found)| Group {
                heading: Some(group_heading(context, code)),
                rows: found.iter().map(|found| full_row(context, found)).collect(),
            })
            .collect(),
    }
}

/// "interval van 90 %", for every level that occurs.
fn levels(context: &Context) -> Vec<String> {
    let mut levels: Vec<String> = Vec::new();
    for (_, result) in context.found() {
        let level = context.pen.level(result.confidence);
        if !levels.contains(&level) {
            levels.push(level);
        }
    }
    levels
        .iter()
        .map(|level| {
            t_args(
                context.language(),
                "report-interval-of",
                &[("level", level.into())],
            )
        })
        .collect()
}

fn group_heading(context: &Context, code: Option<&str>) -> Line {
    let name = goal_name(context, code);
    match code {
        Some(code) => {
            let status = context
                .wave
                .goals
                .iter()
                .find(|goal| goal.code == code)
                .map_or(String::new(), |goal| {
                    words::goal_status(context.language(), goal.status)
                });
            Line::led(format!("{code} {name}"), status)
        }
        None => Line::led(name, ""),
    }
}

fn full_row(context: &Context, (parameter, result): &Found) -> Vec<Cell> {
    let (pen, language) = (context.pen, context.language());
    let none = || Cell::new(pen.none());
    let mut about: Vec<String> = vec![parameter.unit.get(language).to_owned()];
    if parameter.indicative {
        about.push(t(language, "report-indicative"));
    }
    about.extend(
        result
            .reason
            .as_ref()
            .map(|reason| words::reason(pen, reason)),
    );
    about.extend(sentences::weighted(pen, parameter, result));
    about.retain(|text| !text.is_empty());
    let found = Cell::new(pen.found(parameter, result));
    let found = found.small(interval_cell(context, parameter, result));
    vec![
        Cell::new(named(pen, parameter)).small(about.join(" · ")),
        found,
        n_cell(context, result),
        Cell::new(words::verdict(language, result.target_verdict))
            .small(pen.sided(parameter, target(parameter.bounds)))
            .marked(mark(result)),
        Cell::new(words::verdict(language, result.limit_verdict))
            .small(pen.sided(parameter, limit(parameter.bounds))),
        start_cell(context, parameter, result),
        result.change.as_ref().map_or_else(none, |change| {
            Cell::new(pen.change(parameter, change.difference))
        }),
        settle_cell(context, parameter, result),
    ]
}

/// How many it rests on, over how many of them are still open.
fn n_cell(context: &Context, result: &ParameterResult) -> Cell {
    let n = result.n.map(|n| context.pen.number(n));
    let cell = Cell::new(n.unwrap_or_else(|| context.pen.none()));
    match result.open {
        Some(open) => {
            let args = [("open", open.into())];
            cell.small(t_args(context.language(), "report-still-open", &args))
        }
        None => cell,
    }
}

/// The interval, or why there is none.
fn interval_cell(context: &Context, parameter: &Parameter, result: &ParameterResult) -> String {
    sentences::why_exact(context.pen, result)
        .unwrap_or_else(|| context.pen.interval(parameter, Spread::of(result)))
}

/// What was measured before, over what phase 2 assumed.
fn start_cell(context: &Context, parameter: &Parameter, result: &ParameterResult) -> Cell {
    let (pen, language) = (context.pen, context.language());
    let measured = result
        .baseline
        .as_ref()
        .map_or(pen.none(), |baseline| pen.value(parameter, baseline.value));
    let assumed = parameter.assumed_start.map_or(String::new(), |start| {
        t_args(
            language,
            "report-assumed",
            &[("value", pen.aim(parameter, [start, start]).into())],
        )
    });
    Cell::new(measured).small(assumed)
}

/// The number of answers that would have settled an open verdict, over the value that would have
/// met the target with the answers there are.
fn settle_cell(context: &Context, parameter: &Parameter, result: &ParameterResult) -> Cell {
    let (pen, language) = (context.pen, context.language());
    let n = match (result.settle_n_target, result.settle_n_limit) {
        (Some(target), Some(limit)) => t_args(
            language,
            "report-settle-both",
            &[("target", target.into()), ("limit", limit.into())],
        ),
        (Some(n), None) => t_args(language, "report-n", &[("n", pen.number(n as f64).into())]),
        (None, Some(n)) => t_args(language, "report-settle-limit-short", &[("n", n.into())]),
        (None, None) => pen.none(),
    };
    let from = result.met_from.map_or(String::new(), |value| {
        t_args(
            language,
            "report-met-from",
            &[("value", pen.value(parameter, value).into())],
        )
    });
    Cell::new(n).small(from)
}
