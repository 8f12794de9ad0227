//! The problems of phase 1 as phase 6 finds them: what the figures propose, what was decided.

use super::document::{Block, Cell, Column, Line, NamedMark, Table};
use super::management::{Context, mark};
use super::words;
use crate::domain::evaluation::results::ProblemResult;
use crate::domain::language::Language;
use crate::domain::protocol::Problem;
use crate::domain::verdict::ProblemStatus;
use crate::texts::numbers::{date, list};
use crate::texts::{t, t_args};

/// "deels opgelost"
pub fn status(language: &Language, status: ProblemStatus) -> String {
    match status {
        ProblemStatus::Solved => t(language, "results-problem-solved"),
        ProblemStatus::Partly => t(language, "results-problem-partly"),
        ProblemStatus::Open => t(language, "results-problem-open"),
    }
}

/// Why the figures propose it, with the parameters that hold it back.
pub fn why(language: &Language, result: &ProblemResult) -> String {
    let said = |key: &str, codes: &[String]| {
        t_args(
            language,
            key,
            &[
                ("codes", list(language, codes).into()),
                ("count", codes.len().into()),
            ],
        )
    };
    if result.parameters.is_empty() {
        return t(language, "results-problem-untested");
    }
    match result.proposed {
        ProblemStatus::Solved => said("results-problem-all-met", &result.parameters),
        ProblemStatus::Partly => said("results-problem-target-behind", &result.target_behind),
        ProblemStatus::Open => said("results-problem-limit-behind", &result.limit_behind),
    }
}

/// The table of all problems; nothing when the protocol names none.
pub(super) fn blocks(context: &Context) -> Vec<Block> {
    let language = context.language();
    if context.protocol().problems.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Subheading(t(language, "report-problems-heading")),
        Block::Table(table(context)),
        Block::Note(t(language, "report-problems-note")),
    ]
}

fn table(context: &Context) -> Table {
    let language = context.language();
    let rows = context.protocol().problems.iter().map(|problem| {
        let result = result(context, problem);
        vec![
            Cell::new(format!(
                "{} {}",
                problem.code,
                problem.statement.get(language)
            )),
            result.map_or_else(Cell::default, |result| marks(context, result)),
            result.map_or_else(
                || Cell::new(context.pen.none()),
                |result| stands(language, result.proposed).small(why(language, result)),
            ),
            decided(context, problem),
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    Table::plain(
        t(language, "report-problems-caption"),
        vec![
            column("report-column-problem"),
            column("report-column-parameters"),
            column("report-column-figures-say"),
            column("report-column-evaluator"),
        ],
        rows.collect(),
    )
}

fn result<'a>(context: &Context<'a>, problem: &Problem) -> Option<&'a ProblemResult> {
    let all = &context.wave.problems;
    all.iter().find(|one| one.code == problem.code)
}

fn stands(language: &Language, found: ProblemStatus) -> Cell {
    Cell {
        text: status(language, found),
        standing: Some(found.into()),
        ..Cell::default()
    }
}

fn marks(context: &Context, result: &ProblemResult) -> Cell {
    let language = context.language();
    let about = result.parameters.iter();
    let marks = about.filter_map(|code| {
        let found = context.wave.parameter(code)?;
        Some(NamedMark {
            mark: mark(found),
            code: code.clone(),
            words: words::verdicts(language, found.target_verdict, found.limit_verdict),
        })
    });
    Cell {
        marks: marks.collect(),
        ..Cell::default()
    }
}

/// What the evaluator decided, with the reason and the name.
fn decided(context: &Context, problem: &Problem) -> Cell {
    let language = context.language();
    let all = &context.input.proceedings.problems;
    let Some(one) = all.iter().find(|one| one.problem == problem.code) else {
        return Cell::new(t(language, "results-undecided"));
    };
    let by = t_args(
        language,
        "results-decided-by",
        &[
            ("name", one.name.as_str().into()),
            ("day", date(language, one.at.date_naive()).into()),
        ],
    );
    stands(language, one.status).small(format!("{} ({by})", one.reason))
}

/// "Van de 7 knelpunten is 1 opgelost …", for page one; `None` without problems.
pub(super) fn summary(context: &Context) -> Option<Line> {
    let language = context.language();
    let decisions = &context.input.proceedings.problems;
    let found: Vec<(ProblemStatus, bool)> = context
        .wave
        .problems
        .iter()
        .map(|result| {
            let own = decisions.iter().find(|one| one.problem == result.code);
            own.map_or((result.proposed, false), |one| (one.status, true))
        })
        .collect();
    if found.is_empty() {
        return None;
    }
    let count = |wanted: ProblemStatus| found.iter().filter(|(one, _)| *one == wanted).count();
    let text = t_args(
        language,
        "report-problems-summary",
        &[
            ("total", found.len().into()),
            ("solved", count(ProblemStatus::Solved).into()),
            ("partly", count(ProblemStatus::Partly).into()),
            ("open", count(ProblemStatus::Open).into()),
        ],
    );
    let decided = found.iter().filter(|(_, decided)| *decided).count();
    let by = t_args(
        language,
        "report-problems-decided",
        &[
            ("decided", decided.into()),
            ("rest", (found.len() - decided).into()),
        ],
    );
    Some(Line::led(
        t(language, "report-problems-lead"),
        format!("{text} {by}"),
    ))
}
