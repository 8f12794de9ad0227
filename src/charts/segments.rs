//! Who differs: a dot with its interval per segment on one axis, with the overall value, the
//! target and the band down to the limit through all of them. The order is the caller's.

#[cfg(test)]
pub(crate) mod tests;

use super::axis::{Axis, NumberFormat, extent};
use super::canvas::{Canvas, Paint, Type};
use super::colour::Colour;
use super::layout::{
    SMALL, STRONG, TEXT, Tag, bound_tags, grid, label, limits, paragraph, tags, targets, wrapped,
};
use super::mark::{HALF, draw_mark};
use super::{ChartError, Frame, Table, heading};
use crate::domain::parameter::Bounds;
use crate::domain::verdict::{Standing, Verdict};

/// One parameter, split by segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Segments {
    pub format: NumberFormat,
    /// Whether the axis begins at 0; a share that does not has to say so in the subtitle.
    pub from_zero: bool,
    pub bounds: Option<Bounds>,
    /// "streefwaarde 80 %", "grenswaarde 75 %".
    pub target_label: String,
    pub limit_label: String,
    /// The value of all segments together, and its words: "totaal 77,2 %".
    pub overall: Option<f64>,
    pub overall_label: String,
    pub rows: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    pub name: String,
    /// `None` when nobody answered or the segment is hidden; then `value` says which.
    pub estimate: Option<f64>,
    pub interval: Option<[f64; 2]>,
    /// "80,5 %", or why there is no value.
    pub value: String,
    /// Interval and n, a line each.
    pub details: Vec<String>,
    pub target: Verdict,
    pub limit: Verdict,
    /// The verdict against the target in words; may be empty.
    pub words: String,
}

impl Segment {
    fn standing(&self) -> Standing {
        Standing::of(self.target, self.limit)
    }
}

impl Segments {
    /// Per segment: name, value, details, verdict.
    pub fn table(&self) -> Table {
        self.rows
            .iter()
            .map(|row| {
                vec![
                    row.name.clone(),
                    row.value.clone(),
                    row.details.join("; "),
                    row.words.clone(),
                ]
            })
            .collect()
    }

    fn axis(&self, pixels: (f64, f64)) -> Axis {
        let zero = self.from_zero.then_some(0.0);
        let rows = self.rows.iter().flat_map(|row| {
            let interval = row.interval.filter(|_| row.estimate.is_some());
            row.estimate
                .into_iter()
                .chain(interval.into_iter().flatten())
        });
        let ends = zero
            .into_iter()
            .chain(self.overall)
            .chain(targets(self.bounds))
            .chain(limits(self.bounds))
            .chain(rows);
        Axis::new(extent(ends).unwrap_or((0.0, 1.0)), pixels).rounded(4)
    }
}

const DOT: f64 = 5.0;
const BAR: f64 = 3.0;
/// Where values and verdicts begin in the wide variant.
const VALUES: f64 = 540.0;
const WORDS: f64 = 674.0;

/// Draws the segments.
pub fn segments(figures: &Segments, frame: &Frame) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    let y = heading::above(&mut canvas, frame)?;
    let width = frame.width.pixels();
    let (left, right) = if frame.is_wide() {
        (200.0, VALUES - 24.0)
    } else {
        (6.0, width - 6.0)
    };
    let axis = figures.axis((left, right));
    let room = if frame.is_wide() {
        (left - 60.0, right + 60.0)
    } else {
        (0.0, width)
    };
    let top = names(&mut canvas, figures, &axis, room, y)? + 10.0;
    // Lines lie under the rows, whose height is known only when they have been laid out.
    let mut rows = Canvas::new();
    let mut strips = Vec::new();
    let mut y = top;
    for row in &figures.rows {
        if frame.is_wide() {
            y = wide(&mut rows, row, &axis, y)?;
        } else {
            let (strip, end) = narrow(&mut rows, row, &axis, y, width)?;
            strips.push(strip);
            y = end;
        }
    }
    // On a phone texts stand between the plots of the rows, and lines would cross them out.
    if frame.is_wide() || strips.is_empty() {
        strips = vec![(top, y)];
    } else {
        strips.push((y, y + 4.0));
    }
    let bottom = grid(&mut canvas, (&axis, &figures.format, 4), &strips, width)?;
    for strip in strips.iter().take(figures.rows.len()) {
        levels(&mut canvas, figures, &axis, *strip);
    }
    canvas.append(rows);
    let height = heading::below(&mut canvas, frame, bottom)?;
    canvas.finish(frame, (width, height))
}

/// The names of the lines above them; returns the base line of the last.
fn names(
    canvas: &mut Canvas,
    figures: &Segments,
    axis: &Axis,
    room: (f64, f64),
    y: f64,
) -> Result<f64, ChartError> {
    let labels = (figures.target_label.as_str(), figures.limit_label.as_str());
    let mut names = bound_tags(figures.bounds, labels, |value| axis.at(value));
    if let Some(overall) = figures.overall {
        names.push(Tag {
            x: axis.at(overall),
            text: figures.overall_label.clone(),
            style: Type::new(12.0).bold().colour(Colour::Accent).middle(),
        });
    }
    tags(canvas, &names, room, y)
}

/// Band, target and overall value from `top` to `bottom`.
fn levels(canvas: &mut Canvas, figures: &Segments, axis: &Axis, (top, bottom): (f64, f64)) {
    let ends = targets(figures.bounds)
        .into_iter()
        .zip(limits(figures.bounds));
    for (target, limit) in ends {
        let (from, to) = (axis.at(target.min(limit)), axis.at(target.max(limit)));
        let paint = Paint::tint(Colour::Accent, 0.13);
        canvas.rect((from, top), (to - from, bottom - top), paint);
        let x = axis.at(target);
        canvas.line((x, top), (x, bottom), Colour::Ink, 2.2);
    }
    if let Some(overall) = figures.overall {
        let x = axis.at(overall);
        canvas.line((x, top), (x, bottom), Colour::Accent, 1.4);
    }
}

fn wide(canvas: &mut Canvas, row: &Segment, axis: &Axis, y: f64) -> Result<f64, ChartError> {
    let base = y + 20.0;
    let named = label(canvas, ("", &row.name), base, 180.0, TEXT)?;
    estimate(canvas, row, axis, base - 4.5);
    let room = WORDS - 2.0 * HALF - 16.0 - VALUES;
    let valued = paragraph(canvas, (VALUES, base), &row.value, STRONG, room)?;
    let details = wrapped(SMALL, &row.details, room)?;
    let detailed = canvas.lines((VALUES, valued + SMALL.leading()), &details, SMALL);
    let judged = words(canvas, row, (WORDS, base), 800.0 - WORDS)?;
    let lowest = [named, valued, detailed, judged]
        .into_iter()
        .fold(base + 8.0, f64::max);
    Ok(lowest + 10.0)
}

fn narrow(
    canvas: &mut Canvas,
    row: &Segment,
    axis: &Axis,
    y: f64,
    right: f64,
) -> Result<((f64, f64), f64), ChartError> {
    let room = right - 96.0;
    let named = label(canvas, ("", &row.name), y + 18.0, room, STRONG)?;
    let ruler = STRONG.ruler()?;
    let y = if ruler.width(&row.value) <= 90.0 {
        canvas.text((right, y + 18.0), &row.value, STRONG.end());
        named
    } else {
        paragraph(canvas, (0.0, named + 17.0), &row.value, STRONG, right)?
    };
    let strip = (y + 6.0, y + 30.0);
    estimate(canvas, row, axis, y + 18.0);
    let base = y + 46.0;
    let details = row.details.join(" · ");
    let y = paragraph(canvas, (0.0, base), &details, SMALL, right)?;
    let y = if row.words.trim().is_empty() {
        y
    } else {
        words(canvas, row, (2.0 * HALF + 8.0, y + 19.0), right - 30.0)?
    };
    Ok((strip, y + 14.0))
}

/// The mark and the verdict beside it; returns the last base line.
fn words(
    canvas: &mut Canvas,
    row: &Segment,
    (x, base): (f64, f64),
    room: f64,
) -> Result<f64, ChartError> {
    if row.words.trim().is_empty() {
        return Ok(base);
    }
    let standing = row.standing();
    draw_mark(canvas, (x - HALF - 8.0, base - 4.5), row.target, standing);
    let style = Type::new(12.0).bold().colour(Colour::from(standing));
    paragraph(canvas, (x, base), &row.words, style, room)
}

fn estimate(canvas: &mut Canvas, row: &Segment, axis: &Axis, y: f64) {
    let Some(value) = row.estimate.filter(|value| value.is_finite()) else {
        let (from, to) = (axis.at(axis.low()), axis.at(axis.high()));
        let paint = Paint::tint(Colour::NoData, 0.55);
        canvas.rect((from, y - 5.0), (to - from, 10.0), paint);
        return;
    };
    // A segment may be shown without being judged.
    let colour = match row.standing() {
        Standing::Unknown => Colour::Accent,
        standing => Colour::from(standing),
    };
    if let Some([low, high]) = row.interval {
        let round = BAR / 2.0;
        let (from, to) = (axis.at(low) + round, axis.at(high) - round);
        canvas.line((from, y), (to.max(from), y), Colour::Paper, BAR + 3.0);
        canvas.line((from, y), (to.max(from), y), colour, BAR);
    }
    canvas.rimmed_dot((axis.at(value), y), DOT, colour);
}
