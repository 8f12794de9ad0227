//! What changed between two waves: per parameter the road from the value before to the target, and
//! how much of it was travelled.
//!
//! Units differ, so each row has its own straight scale: the values before stand in one line at the
//! left, the targets in one line at the right. A row without a target spans its own two values.

#[cfg(test)]
pub(crate) mod tests;

use super::canvas::{Canvas, Paint, Type};
use super::colour::Colour;
use super::layout::{SMALL, STRONG, TEXT, label, paragraph, wrapped};
use super::{ChartError, Frame, Table, heading};

/// Two waves of some parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Dumbbell {
    pub words: Words,
    pub rows: Vec<Row>,
}

/// The words over the marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// "meting 0 (juni 2025)".
    pub before: String,
    pub after: String,
    pub target: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub code: String,
    pub name: String,
    pub before: Option<f64>,
    pub after: Option<f64>,
    pub target: Option<f64>,
    /// The interval of the difference, after minus before, in the parameter's unit.
    pub difference: Option<[f64; 2]>,
    pub before_label: String,
    pub after_label: String,
    pub target_label: String,
    /// The difference, its interval and what may be said of it: "+16,2 punten",
    /// "10,5 tot 21,8", "aantoonbaar beter".
    pub difference_label: String,
    pub interval_label: String,
    pub change: Change,
    pub change_words: String,
}

/// What may be said of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Better,
    Worse,
    /// The interval of the difference holds zero.
    NotDemonstrated,
    /// One of the two was not measured, or they cannot be compared.
    Unknown,
}

impl From<Change> for Colour {
    /// Green and red belong to verdicts; a change is ours or it is not.
    fn from(change: Change) -> Self {
        match change {
            Change::Better => Self::Accent,
            Change::Worse => Self::Ink,
            Change::NotDemonstrated => Self::Open,
            Change::Unknown => Self::Quiet,
        }
    }
}

impl Dumbbell {
    /// Per parameter: code, name, before, after, target, difference, its interval, in words.
    pub fn table(&self) -> Table {
        self.rows
            .iter()
            .map(|row| {
                vec![
                    row.code.clone(),
                    row.name.clone(),
                    row.before_label.clone(),
                    row.after_label.clone(),
                    row.target_label.clone(),
                    row.difference_label.clone(),
                    row.interval_label.clone(),
                    row.change_words.clone(),
                ]
            })
            .collect()
    }
}

/// Where the lines stand, the same for all rows.
struct Field {
    left: f64,
    before: f64,
    target: f64,
    right: f64,
}

impl Field {
    fn of(frame: &Frame) -> Self {
        if frame.is_wide() {
            Self {
                left: 216.0,
                before: 262.0,
                target: 472.0,
                right: 626.0,
            }
        } else {
            Self {
                left: 0.0,
                before: 36.0,
                target: 216.0,
                right: 328.0,
            }
        }
    }

    /// From a row's values to pixels, with everything in view.
    fn scale(&self, row: &Row) -> Scale {
        let before = finite(row.before).or(finite(row.after)).unwrap_or(0.0);
        let after = finite(row.after).unwrap_or(before);
        let goal = finite(row.target).unwrap_or(after);
        let road = if (goal - before).abs() > f64::EPSILON * goal.abs().max(before.abs()) {
            goal - before
        } else if after != before {
            after - before
        } else {
            1.0
        };
        let step = (self.target - self.before) / road;
        let ends = row
            .difference
            .iter()
            .flatten()
            .map(|difference| before + difference);
        let far = ends
            .chain([after])
            .filter(|value| value.is_finite())
            .map(|value| (value - before) * step + self.before);
        // A value beyond the field makes the row's scale smaller; its target then moves inward.
        let shrink = far.fold(1.0, |shrink: f64, x| {
            let room = if x > self.before {
                self.right - 12.0 - self.before
            } else {
                self.before - 12.0 - self.left
            };
            shrink.min(room / (x - self.before).abs().max(room))
        });
        Scale {
            origin: before,
            start: self.before,
            step: step * shrink,
            ends: (self.left + 4.0, self.right - 4.0),
        }
    }
}

fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

struct Scale {
    origin: f64,
    start: f64,
    step: f64,
    ends: (f64, f64),
}

impl Scale {
    fn at(&self, value: f64) -> f64 {
        let x = self.start + (value - self.origin) * self.step;
        if x.is_nan() { self.start } else { x }.clamp(self.ends.0, self.ends.1)
    }
}

const DOT: f64 = 5.5;
const WORDS: f64 = 646.0;

/// Draws the change.
pub fn dumbbell(figures: &Dumbbell, frame: &Frame) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    let mut y = heading::above(&mut canvas, frame)?;
    let field = Field::of(frame);
    y = legend(&mut canvas, &figures.words, &field, frame, y)?;
    for row in &figures.rows {
        y = if frame.is_wide() {
            wide(&mut canvas, row, &field, y)?
        } else {
            narrow(&mut canvas, row, &field, y)?
        };
    }
    let height = heading::below(&mut canvas, frame, y)?;
    canvas.finish(frame, (frame.width.pixels(), height))
}

/// What the marks are: before, after, target.
fn legend(
    canvas: &mut Canvas,
    words: &Words,
    field: &Field,
    frame: &Frame,
    y: f64,
) -> Result<f64, ChartError> {
    let base = y + 15.0;
    let ruler = SMALL.ruler()?;
    let start = if frame.is_wide() { field.before } else { 6.0 };
    canvas.ring((start, base - 4.0), 4.0, Colour::Quiet, 1.4);
    canvas.text((start + 10.0, base), &words.before, SMALL);
    let next = start + 10.0 + ruler.width(&words.before) + 24.0;
    let strong = Type::new(12.0).bold();
    let after = strong.ruler()?.width(&words.after);
    let (x, base) = if next + 10.0 + after <= field.target - 60.0 {
        (next, base)
    } else {
        (start, base + 17.0)
    };
    canvas.dot((x, base - 4.0), 4.6, Colour::Accent);
    canvas.text(
        (x + 10.0, base),
        &words.after,
        strong.colour(Colour::Accent),
    );
    // Over its line, and beside what stands there already.
    let half = strong.ruler()?.width(&words.target) / 2.0;
    let middle = field.target.max(x + 10.0 + after + 16.0 + half);
    let middle = middle.min(field.right - half);
    canvas.text((middle, base), &words.target, strong.middle());
    Ok(base + 16.0)
}

fn wide(canvas: &mut Canvas, row: &Row, field: &Field, y: f64) -> Result<f64, ChartError> {
    let base = y + 21.0;
    let named = label(
        canvas,
        (&row.code, &row.name),
        base,
        field.left - 16.0,
        TEXT,
    )?;
    road(canvas, row, field, base - 4.5)?;
    let room = 800.0 - WORDS;
    let style = STRONG.colour(Colour::from(row.change));
    let said = paragraph(canvas, (WORDS, base), &row.difference_label, style, room)?;
    let rest = [row.interval_label.clone(), row.change_words.clone()];
    let rest = wrapped(SMALL, &rest, room)?;
    let said = canvas.lines((WORDS, said + SMALL.leading()), &rest, SMALL);
    // Under a road stands a number, over the next one another: room for both.
    Ok([named, said].into_iter().fold(base + 30.0, f64::max) + 9.0)
}

fn narrow(canvas: &mut Canvas, row: &Row, field: &Field, y: f64) -> Result<f64, ChartError> {
    let y = label(
        canvas,
        (&row.code, &row.name),
        y + 20.0,
        field.right,
        STRONG,
    )?;
    road(canvas, row, field, y + 32.0)?;
    let base = y + 78.0;
    let style = STRONG.colour(Colour::from(row.change));
    let y = paragraph(
        canvas,
        (0.0, base),
        &row.difference_label,
        style,
        field.right,
    )?;
    let rest = [&row.interval_label, &row.change_words]
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" · ");
    let y = paragraph(
        canvas,
        (0.0, y + SMALL.leading()),
        &rest,
        SMALL,
        field.right,
    )?;
    Ok(y + 10.0)
}

/// The road at height `y`, with the numbers under its marks.
fn road(canvas: &mut Canvas, row: &Row, field: &Field, y: f64) -> Result<(), ChartError> {
    let scale = field.scale(row);
    let (before, after) = (finite(row.before), finite(row.after));
    let goal = finite(row.target).map(|target| scale.at(target));
    canvas.line((field.left, y), (field.right, y), Colour::Line, 1.0);
    let colour = Colour::from(row.change);
    if let Some((before, [low, high])) = before.zip(row.difference) {
        let (one, other) = (scale.at(before + low), scale.at(before + high));
        let (from, to) = (one.min(other), one.max(other));
        canvas.rect(
            (from, y - 5.0),
            (to - from, 10.0),
            Paint::tint(colour, 0.22),
        );
    }
    if let Some(x) = goal.filter(|_| before.is_some() && after.is_some()) {
        canvas.line((x, y - 13.0), (x, y + 13.0), Colour::Ink, 2.2);
    }
    let Some((before, after)) = before.zip(after) else {
        return no_road(canvas, row, field, y);
    };
    let (before, after) = (scale.at(before), scale.at(after));
    canvas.line((before, y), (after, y), colour, 2.4);
    canvas.ring((before, y), 4.4, Colour::Quiet, 1.6);
    canvas.rimmed_dot((after, y), DOT, colour);
    let strong = Type::new(12.0).bold().colour(colour);
    let places = [
        (after, &row.after_label, strong),
        (before, &row.before_label, SMALL),
    ];
    let goal = goal.map(|x| (x, &row.target_label));
    numbers(canvas, &places, goal, field, y)
}

/// Without one of its ends there is no road: hatched, with the numbers that are known.
fn no_road(canvas: &mut Canvas, row: &Row, field: &Field, y: f64) -> Result<(), ChartError> {
    let size = (field.target - field.before, 10.0);
    canvas.rect(
        (field.before, y - 5.0),
        size,
        Paint::tint(Colour::NoData, 0.55),
    );
    let middle = (field.before + field.target) / 2.0;
    let places = [
        (middle, &row.after_label, Type::new(12.0).bold()),
        (field.before, &row.before_label, SMALL),
    ];
    let goal = Some((field.target, &row.target_label));
    numbers(canvas, &places, goal, field, y)
}

/// The target's number over its line, those of the marks under them, first come first served; one
/// that would run into another goes over, or, without room there, is left to the table.
fn numbers(
    canvas: &mut Canvas,
    places: &[(f64, &String, Type)],
    goal: Option<(f64, &String)>,
    field: &Field,
    y: f64,
) -> Result<(), ChartError> {
    let mut under: Vec<(f64, f64)> = Vec::new();
    let mut over: Vec<(f64, f64)> = Vec::new();

    let plain = Type::new(12.0);
    if let Some((x, text)) = goal {
        let half = plain.ruler()?.width(text) / 2.0;
        let x = x.min(field.right - half).max(field.left + half);
        over.push((x - half - 3.0, x + half + 3.0));
        canvas.text((x, y - 17.0), text, plain.middle());
    }
    for (x, text, style) in places {
        let half = style.ruler()?.width(text) / 2.0;
        let x = x.min(field.right - half).max(field.left + half);
        let taken = (x - half - 3.0, x + half + 3.0);
        let free = |line: &[(f64, f64)]| line.iter().all(|(a, b)| taken.1 <= *a || taken.0 >= *b);
        let (line, base) = if free(&under) {
            (&mut under, y + 27.0)
        } else if free(&over) {
            (&mut over, y - 17.0)
        } else {
            continue;
        };
        line.push(taken);
        canvas.text((x, base), text, style.middle());
    }
    Ok(())
}
