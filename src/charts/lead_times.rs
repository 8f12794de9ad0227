//! How long it took: the share that was done within a time, against the norm.

#[cfg(test)]
pub(crate) mod tests;

use super::axis::{Axis, NumberFormat, extent};
use super::canvas::{Canvas, Paint, Type};
use super::colour::Colour;
use super::layout::{SMALL, Tag, grid, tags};
use super::{ChartError, Frame, Table, heading};

/// The distribution of a duration.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadTimes {
    /// How durations and shares are written.
    pub format: NumberFormat,
    pub shares: NumberFormat,
    /// What runs to the right: "werkuren tot afhandeling".
    pub axis_label: String,
    /// Durations in rising order, each with the share that took at most so long.
    pub steps: Vec<(f64, f64)>,
    pub norm: Option<Mark>,
    /// Median, 90th percentile.
    pub marks: Vec<Mark>,
}

/// A named duration, and the share that took at most so long.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub duration: f64,
    pub share: f64,
    /// "p90 36,7 uur".
    pub label: String,
}

impl LeadTimes {
    /// Per step: duration and share, as written along the axes but exact to a decimal.
    pub fn table(&self) -> Table {
        self.steps
            .iter()
            .map(|(duration, share)| {
                vec![
                    self.format.write(*duration, 1),
                    self.shares.write(*share, 1),
                ]
            })
            .collect()
    }
}

/// Draws the distribution.
pub fn lead_times(figures: &LeadTimes, frame: &Frame) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    let y = heading::above(&mut canvas, frame)?;
    let width = frame.width.pixels();
    let (left, right) = (50.0, width - 16.0);
    let durations = figures.steps.iter().map(|step| step.0);
    let named = figures.norm.iter().chain(&figures.marks);
    let ends = extent(
        durations
            .chain(named.map(|mark| mark.duration))
            .chain([0.0]),
    );
    let across = Axis::new(ends.unwrap_or((0.0, 1.0)), (left, right)).rounded(6);
    let top = names(&mut canvas, figures, &across, width, y)? + 8.0;
    let bottom = top + if frame.is_wide() { 300.0 } else { 200.0 };
    let up = Axis::new((0.0, 1.0), (bottom, top));
    let end = grid(
        &mut canvas,
        (
            &across,
            &figures.format,
            if frame.is_wide() { 8 } else { 4 },
        ),
        &[(bottom, bottom + 4.0)],
        width,
    )?;
    for (value, text) in up.ticks(4, &figures.shares) {
        let y = up.at(value);
        canvas.line((left, y), (right, y), Colour::Line, 1.0);
        canvas.text((left - 8.0, y + 4.0), &text, SMALL.end());
    }
    marks(&mut canvas, figures, (&across, &up));
    curve(&mut canvas, figures, (&across, &up));
    canvas.text((right, end + 14.0), &figures.axis_label, SMALL.end());
    let height = heading::below(&mut canvas, frame, end + 20.0)?;
    canvas.finish(frame, (width, height))
}

/// The named durations over their lines; returns the lowest base line.
fn names(
    canvas: &mut Canvas,
    figures: &LeadTimes,
    across: &Axis,
    width: f64,
    y: f64,
) -> Result<f64, ChartError> {
    let strong = Type::new(12.0).bold();
    let norm = figures.norm.iter().map(|mark| (mark, strong));
    let marks = figures.marks.iter().map(|mark| (mark, SMALL));
    let names: Vec<Tag> = norm
        .chain(marks)
        .map(|(mark, style)| Tag {
            x: across.at(mark.duration),
            text: mark.label.clone(),
            style: style.middle(),
        })
        .collect();
    tags(canvas, &names, (0.0, width), y)
}

fn marks(canvas: &mut Canvas, figures: &LeadTimes, (across, up): (&Axis, &Axis)) {
    let (top, bottom) = (up.at(1.0), up.at(0.0));
    if let Some(norm) = &figures.norm {
        let x = across.at(norm.duration);
        // What is within the norm lies to its left.
        let size = (x - across.at(across.low()), bottom - top);
        canvas.rect(
            (across.at(across.low()), top),
            size,
            Paint::tint(Colour::Accent, 0.1),
        );
        canvas.line((x, top - 5.0), (x, bottom), Colour::Ink, 2.2);
    }
    for mark in &figures.marks {
        let (x, y) = (across.at(mark.duration), up.at(mark.share));
        canvas.line((x, top - 5.0), (x, bottom), Colour::Quiet, 1.0);
        canvas.ring((x, y), 4.4, Colour::Quiet, 1.6);
    }
}

/// The curve in steps, no finer than the picture can show.
fn curve(canvas: &mut Canvas, figures: &LeadTimes, (across, up): (&Axis, &Axis)) {
    let mut points = vec![(across.at(across.low().max(0.0)), up.at(0.0))];
    for (duration, share) in &figures.steps {
        let (x, y) = (across.at(*duration), up.at(*share));
        let (last_x, last_y) = points[points.len() - 1];
        if x - last_x < 1.0 {
            let end = points.len() - 1;
            points[end] = (last_x, y);
        } else {
            points.push((x, last_y));
            points.push((x, y));
        }
    }
    canvas.path(points, Colour::Accent, 2.0);
}
