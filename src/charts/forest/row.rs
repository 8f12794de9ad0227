//! One row of the forest, in both widths.

use super::Row;
use super::place::{Field, Place, Ruler};
use crate::charts::ChartError;
use crate::charts::canvas::{Canvas, Paint, Type};
use crate::charts::colour::Colour;
use crate::charts::layout::{NAMES, SMALL, STRONG as VALUE, TEXT, label, wrapped};
use crate::charts::mark::{HALF, draw_mark};
use crate::domain::parameter::Bounds;

/// Where the verdicts' words begin in the wide variant.
pub const WORDS: f64 = 656.0;
const VALUES: f64 = 514.0;

/// Half the height of the band, and of the stroke on the target.
const BAND: f64 = 9.0;
const LEVEL: f64 = 14.0;
const DOT: f64 = 5.0;
const BAR: f64 = 3.0;

/// Label, plot, value and verdicts beside each other; returns where the next row begins.
pub fn wide(canvas: &mut Canvas, row: &Row, field: &Field, y: f64) -> Result<f64, ChartError> {
    let base = y + 19.0;
    let named = label(
        canvas,
        (&row.code, &row.name),
        base,
        field.left - 16.0,
        TEXT,
    )?;

    plot(canvas, row, field, base - 4.5)?;

    let room = WORDS - 2.0 * HALF - 14.0 - VALUES;
    let value = wrapped(VALUE, std::slice::from_ref(&row.value), room)?;
    let valued = canvas.lines((VALUES, base), &value, VALUE);
    let details = wrapped(SMALL, &row.details, room)?;
    let detailed = canvas.lines((VALUES, valued + SMALL.leading()), &details, SMALL);

    let judged = verdicts(canvas, row, (WORDS, base), 800.0 - WORDS)?;
    let lowest = [named, valued, detailed, judged]
        .into_iter()
        .fold(base + 22.0, f64::max);
    Ok(lowest + 9.0)
}

/// Label, plot, value and verdicts under each other; returns where the next row begins.
pub fn narrow(canvas: &mut Canvas, row: &Row, field: &Field, y: f64) -> Result<f64, ChartError> {
    let base = y + 16.0;
    let y = label(canvas, (&row.code, &row.name), base, field.right, VALUE)?;
    plot(canvas, row, field, y + 23.0)?;
    let base = y + 68.0;
    let values = VALUE.ruler()?.wrap(&row.value, field.right, 3);
    let base = canvas.lines((0.0, base), &values, VALUE);
    let indent = (VALUE.ruler()?.width(&row.value) + 10.0).max(60.0);
    // A long value leaves no room beside it.
    let start = if indent < field.right / 2.0 {
        (indent, base)
    } else {
        (0.0, base + SMALL.leading())
    };
    let details = wrapped(SMALL, &[row.details.join(" · ")], field.right - start.0)?;
    let y = canvas.lines(start, &details, SMALL);
    let y = verdicts(canvas, row, (NAMES, y + 21.0), field.right - NAMES)?;
    Ok(y + 16.0)
}

/// The mark and both verdicts in words; returns the base line of the last.
fn verdicts(
    canvas: &mut Canvas,
    row: &Row,
    (x, base): (f64, f64),
    room: f64,
) -> Result<f64, ChartError> {
    let standing = row.standing();
    draw_mark(canvas, (x - HALF - 8.0, base - 4.5), row.target, standing);
    let style = Type::new(12.0).colour(Colour::from(standing)).bold();
    let words = wrapped(style, std::slice::from_ref(&row.target_words), room)?;
    let last = canvas.lines((x, base), &words, style);
    let words = wrapped(SMALL, std::slice::from_ref(&row.limit_words), room)?;
    Ok(canvas.lines((x, last + SMALL.leading()), &words, SMALL))
}

/// Band, level, baseline, interval and dot around the line `y`, the bounds' numbers under it.
fn plot(canvas: &mut Canvas, row: &Row, field: &Field, y: f64) -> Result<(), ChartError> {
    let ruler = field.ruler(row);
    canvas.line((field.left, y), (field.right, y), Colour::Line, 1.0);
    bands(canvas, row, &ruler, y)?;
    let estimate = row.shown().map(|value| ruler.place(value));
    if let Some(value) = row.baseline.filter(|value| value.is_finite()) {
        baseline(canvas, ruler.place(value), y);
    }
    for value in row.benchmarks.iter().filter(|value| value.is_finite()) {
        match ruler.place(*value) {
            Place::At(x) => diamond(canvas, (x, y)),
            beyond => arrow(canvas, beyond, y, 5.5, Colour::Ink),
        }
    }
    let colour = Colour::from(row.standing());
    if let Some([low, high]) = row.interval.filter(|_| row.is_shown()) {
        interval(canvas, ruler.place(low), ruler.place(high), y, colour);
    }
    match estimate {
        Some(Place::At(x)) => canvas.rimmed_dot((x, y), DOT, colour),
        Some(beyond) => arrow(canvas, beyond, y, DOT + 1.0, colour),
        None => {}
    }
    Ok(())
}

/// The band from limit to target (on both sides of a target with two ends), its level and numbers.
fn bands(canvas: &mut Canvas, row: &Row, ruler: &Ruler, y: f64) -> Result<(), ChartError> {
    let at = |value: f64| ruler.place(value).x();
    let (bands, levels) = match row.bounds {
        Bounds::Higher { target, limit } | Bounds::Lower { target, limit } => {
            (vec![(at(limit), at(target))], vec![at(target)])
        }
        Bounds::Between { target, limit } => (
            vec![(at(limit[0]), at(target[0])), (at(target[1]), at(limit[1]))],
            vec![at(target[0]), at(target[1])],
        ),
    };
    let paint = if row.is_shown() {
        Paint::tint(Colour::Accent, 0.16)
    } else {
        Paint::tint(Colour::NoData, 0.55)
    };
    for (from, to) in &bands {
        let (from, to) = (from.min(*to), from.max(*to));
        canvas.rect((from, y - BAND), (to - from, 2.0 * BAND), paint);
    }
    for x in &levels {
        canvas.line((*x, y - LEVEL), (*x, y + LEVEL), Colour::Ink, 2.2);
    }
    let below = y + LEVEL + 12.0;
    // A pair of targets has its number between them.
    let target = (levels[0] + levels[levels.len() - 1]) / 2.0;
    numbers(canvas, row, (bands[0].0, target), below)
}

/// Limit and target in numbers, kept apart.
fn numbers(
    canvas: &mut Canvas,
    row: &Row,
    (limit, target): (f64, f64),
    y: f64,
) -> Result<(), ChartError> {
    let style = Type::new(12.0);
    let ruler = style.ruler()?;
    let widths = (
        ruler.width(&row.limit_label),
        ruler.width(&row.target_label),
    );
    if target - limit >= (widths.0 + widths.1) / 2.0 + 6.0 {
        canvas.text((limit, y), &row.limit_label, SMALL.middle());
        canvas.text((target, y), &row.target_label, style.middle());
    } else {
        let middle = (limit + target) / 2.0;
        canvas.text((middle - 4.0, y), &row.limit_label, SMALL.end());
        canvas.text((middle + 4.0, y), &row.target_label, style);
    }
    Ok(())
}

/// What others reach: hollow, so that the dot of the estimate can be told from it.
pub fn diamond(canvas: &mut Canvas, (x, y): (f64, f64)) {
    for (half, colour) in [(6.0, Colour::Ink), (4.2, Colour::Paper)] {
        let corners = vec![(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
        canvas.area(corners, colour);
    }
}

fn baseline(canvas: &mut Canvas, place: Place, y: f64) {
    match place {
        Place::At(x) => canvas.ring((x, y), 4.0, Colour::Quiet, 1.4),
        beyond => {
            arrow(canvas, beyond, y, 5.5, Colour::Quiet);
            let inner = match beyond {
                Place::Left(x) => Place::Left(x + 1.8),
                other => Place::Right(other.x() - 1.8),
            };
            arrow(canvas, inner, y, 3.2, Colour::Paper);
        }
    }
}

fn interval(canvas: &mut Canvas, low: Place, high: Place, y: f64, colour: Colour) {
    // Where less is better the interval runs the other way.
    let (from, to) = if low.x() <= high.x() {
        (low, high)
    } else {
        (high, low)
    };
    // The round ends of the line are part of its length.
    let round = BAR / 2.0;
    let (start, end) = (from.x() + round, to.x() - round);
    canvas.line((start, y), (end.max(start), y), colour, BAR);
    for end in [from, to] {
        if !matches!(end, Place::At(_)) {
            arrow(canvas, end, y, 5.0, colour);
        }
    }
}

/// A point towards what lies outside the field.
fn arrow(canvas: &mut Canvas, place: Place, y: f64, size: f64, colour: Colour) {
    let (tip, back) = match place {
        Place::Left(x) => (x, x + size * 1.5),
        Place::Right(x) | Place::At(x) => (x, x - size * 1.5),
    };
    canvas.area(vec![(tip, y), (back, y - size), (back, y + size)], colour);
}
