//! The forest of parameters: every result against its own target and limit, grouped by goal.
//!
//! Each row has its own straight scale, chosen so that the targets of all rows stand in one line
//! (the level), better lies to the right, and the band from limit to target is equally broad
//! everywhere. The numbers under a band say what it means in that row.

mod place;
mod row;

#[cfg(test)]
pub(crate) mod tests;

use super::canvas::{Canvas, Type};
use super::colour::Colour;
use super::layout::{NAMES, SMALL};
use super::{ChartError, Frame, Table, heading};
use crate::domain::parameter::Bounds;
use crate::domain::verdict::{GoalStatus, Standing, Verdict};
use place::Field;

/// What the forest shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Forest {
    pub words: Words,
    pub groups: Vec<Group>,
}

/// The words of the forest itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub target: String,
    pub limit: String,
    /// Which way is up: "better".
    pub better: String,
    /// What the hollow dot is: "baseline".
    pub baseline: String,
    /// What the diamond is: "comparison".
    pub benchmark: String,
}

/// The parameters of one goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub code: String,
    pub name: String,
    /// The goal's status and its word; `None` for parameters that belong to no goal.
    pub status: Option<(GoalStatus, String)>,
    pub rows: Vec<Row>,
}

/// One parameter. Numbers place the marks, texts are printed as they come.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub code: String,
    pub name: String,
    pub bounds: Bounds,
    /// `None` when there are no data or they are hidden.
    pub estimate: Option<f64>,
    /// `None` when there is none (a complete registration); an end may be infinite.
    pub interval: Option<[f64; 2]>,
    pub baseline: Option<f64>,
    /// What others reach; their names and values are among the details.
    pub benchmarks: Vec<f64>,
    pub target_label: String,
    pub limit_label: String,
    /// The value: "77,2 %".
    pub value: String,
    /// Interval, n and whatever else belongs to the value, a line each.
    pub details: Vec<String>,
    pub baseline_label: String,
    pub target: Verdict,
    pub limit: Verdict,
    /// The verdicts in words: "target: not met".
    pub target_words: String,
    pub limit_words: String,
}

impl Row {
    fn standing(&self) -> Standing {
        Standing::of(self.target, self.limit)
    }

    /// Whether there is a value to show, or an end of an interval of which the value is not reached.
    fn is_shown(&self) -> bool {
        let has_place = self.estimate.is_some_and(f64::is_finite) || self.interval.is_some();
        has_place && self.standing() != Standing::Unknown
    }

    /// The estimate, unless there is nothing that may be shown.
    fn shown(&self) -> Option<f64> {
        self.estimate
            .filter(|value| value.is_finite() && self.standing() != Standing::Unknown)
    }
}

impl Forest {
    /// Per parameter: goal, code, name, value, details, baseline, limit, target, both verdicts.
    pub fn table(&self) -> Table {
        let rows = |group: &Group| {
            group
                .rows
                .iter()
                .map(|row| {
                    vec![
                        group.code.clone(),
                        row.code.clone(),
                        row.name.clone(),
                        row.value.clone(),
                        row.details.join("; "),
                        row.baseline_label.clone(),
                        row.limit_label.clone(),
                        row.target_label.clone(),
                        row.target_words.clone(),
                        row.limit_words.clone(),
                    ]
                })
                .collect::<Vec<_>>()
        };
        self.groups.iter().flat_map(rows).collect()
    }
}

const HEAD: Type = Type::new(14.0).bold();

/// Draws the forest.
pub fn forest(figures: &Forest, frame: &Frame) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    let mut y = heading::above(&mut canvas, frame)?;
    let field = Field::of(figures, frame);
    y = legend(&mut canvas, figures, &field, y)?;
    for group in &figures.groups {
        y = group_head(&mut canvas, group, frame, y)?;
        if !frame.is_wide() {
            // On a phone the first head has scrolled away.
            y = line_names(&mut canvas, &figures.words, &field, y - 4.0);
        }
        for figures in &group.rows {
            y = if frame.is_wide() {
                row::wide(&mut canvas, figures, &field, y)?
            } else {
                row::narrow(&mut canvas, figures, &field, y)?
            };
        }
        y += 8.0;
    }
    let height = heading::below(&mut canvas, frame, y)?;
    canvas.finish(frame, (frame.width.pixels(), height.max(1.0)))
}

/// What the marks mean, once above the rows.
fn legend(canvas: &mut Canvas, figures: &Forest, field: &Field, y: f64) -> Result<f64, ChartError> {
    let words = &figures.words;
    let base = y + 14.0;
    let has_baseline = figures
        .groups
        .iter()
        .flat_map(|group| &group.rows)
        .any(|row| row.baseline.is_some());
    let mut free = field.left;
    if has_baseline {
        canvas.ring((free + 5.0, base - 4.0), 3.5, Colour::Quiet, 1.3);
        canvas.text((free + 14.0, base), &words.baseline, SMALL);
        free += 30.0 + SMALL.ruler()?.width(&words.baseline);
    }
    let mut rows = figures.groups.iter().flat_map(|group| &group.rows);
    if rows.any(|row| !row.benchmarks.is_empty()) {
        row::diamond(canvas, (free + 5.0, base - 4.0));
        canvas.text((free + 14.0, base), &words.benchmark, SMALL);
    }
    let better = format!("{} →", words.better);
    canvas.text((field.right, base), &better, SMALL.end());
    Ok(if field.left > 0.0 {
        line_names(canvas, words, field, base + 4.0)
    } else {
        base
    })
}

/// The names of the lines, over where they stand.
fn line_names(canvas: &mut Canvas, words: &Words, field: &Field, y: f64) -> f64 {
    let base = y + 14.0;
    canvas.text((field.limit() + 6.0, base), &words.limit, SMALL.end());
    let style = Type::new(12.0).bold();
    canvas.text((field.target - 4.0, base), &words.target, style);
    base + 8.0
}

/// Code, name and status of a goal under a hairline; returns where its rows begin.
fn group_head(
    canvas: &mut Canvas,
    group: &Group,
    frame: &Frame,
    y: f64,
) -> Result<f64, ChartError> {
    let width = frame.width.pixels();
    canvas.line((0.5, y + 6.0), (width - 0.5, y + 6.0), Colour::Line, 1.0);
    let base = y + 27.0;
    canvas.text((0.0, base), &group.code, HEAD.colour(Colour::Quiet));
    let indent = NAMES;
    let status = group.status.as_ref();
    let beside = frame.is_wide() && status.is_some();
    let room = width - indent - if beside { 200.0 } else { 0.0 };
    let lines = HEAD.ruler()?.wrap(&group.name, room, 4);
    let mut last = canvas.lines((indent, base), &lines, HEAD);
    if let Some((status, word)) = status {
        let style = HEAD.colour(Colour::from(*status));
        if beside {
            canvas.text((row::WORDS, base), word, style);
        } else {
            last += HEAD.leading();
            canvas.text((indent, last), word, style);
        }
    }
    Ok(last + 8.0)
}
