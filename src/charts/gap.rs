//! Two views of the same thing on one axis: what was expected and what was perceived per
//! dimension, or what staff think that clients think and what clients say.

#[cfg(test)]
pub(crate) mod tests;

use super::axis::{Axis, NumberFormat, extent};
use super::canvas::{Canvas, Paint, Type};
use super::colour::Colour;
use super::layout::{SMALL, STRONG, TEXT, grid, label, paragraph, wrapped};
use super::{ChartError, Frame, Table, heading};

/// The gaps between two views.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    pub format: NumberFormat,
    /// The ends of the scale that both were given on; `None` to fit the figures.
    pub ends: Option<[f64; 2]>,
    /// "verwacht", "ervaren".
    pub first: String,
    pub second: String,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub name: String,
    pub first: Option<f64>,
    pub second: Option<f64>,
    /// The interval of the gap, as the places where the second view may lie.
    pub interval: Option<[f64; 2]>,
    pub first_text: String,
    pub second_text: String,
    /// "−0,53".
    pub gap: String,
    /// Interval and n, a line each.
    pub details: Vec<String>,
}

impl Gap {
    /// Per row: name, first, second, gap, details.
    pub fn table(&self) -> Table {
        self.rows
            .iter()
            .map(|row| {
                vec![
                    row.name.clone(),
                    row.first_text.clone(),
                    row.second_text.clone(),
                    row.gap.clone(),
                    row.details.join("; "),
                ]
            })
            .collect()
    }

    fn axis(&self, pixels: (f64, f64)) -> Axis {
        let pairs = self.rows.iter().filter_map(|row| row.first.zip(row.second));
        let values = pairs.flat_map(|(first, second)| [first, second]);
        let values = values.chain(self.rows.iter().filter_map(Row::reach).flatten());
        let values = values.chain(self.ends.into_iter().flatten());
        let axis = Axis::new(extent(values).unwrap_or((0.0, 1.0)), pixels);
        // The ends of a scale are where it ends.
        if self.ends.is_some() {
            axis
        } else {
            axis.rounded(4)
        }
    }
}

impl Row {
    /// The interval, where there is something to draw it around.
    fn reach(&self) -> Option<[f64; 2]> {
        let finite = |value: f64| value.is_finite().then_some(value);
        self.first
            .and_then(finite)
            .zip(self.second.and_then(finite))?;
        let [low, high] = self.interval?;
        finite(low)
            .zip(finite(high))
            .filter(|(low, high)| low < high)
            .map(|(low, high)| [low, high])
    }
}

const VALUES: f64 = 680.0;

/// Draws the gaps.
pub fn gap(figures: &Gap, frame: &Frame) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    let y = heading::above(&mut canvas, frame)?;
    let width = frame.width.pixels();
    let pixels = if frame.is_wide() {
        (220.0, VALUES - 40.0)
    } else {
        (24.0, width - 24.0)
    };
    let axis = figures.axis(pixels);
    let top = legend(&mut canvas, figures, (pixels.0, width), y)?;
    let mut rows = Canvas::new();
    let mut strips = Vec::new();
    let mut y = top;
    for row in &figures.rows {
        let (strip, end) = if frame.is_wide() {
            wide(&mut rows, row, &axis, y)?
        } else {
            narrow(&mut rows, row, &axis, y, width)?
        };
        strips.push(strip);
        y = end;
    }
    strips.push((y, y + 4.0));
    let bottom = grid(&mut canvas, (&axis, &figures.format, 6), &strips, width)?;
    canvas.append(rows);
    let height = heading::below(&mut canvas, frame, bottom)?;
    canvas.finish(frame, (width, height))
}

fn legend(
    canvas: &mut Canvas,
    figures: &Gap,
    (left, width): (f64, f64),
    y: f64,
) -> Result<f64, ChartError> {
    let base = y + 15.0;
    canvas.ring((left, base - 4.0), 4.4, Colour::Quiet, 1.6);
    canvas.text((left + 10.0, base), &figures.first, SMALL);
    let strong = Type::new(12.0).bold().colour(Colour::Accent);
    let next = left + 34.0 + SMALL.ruler()?.width(&figures.first);
    let room = strong.ruler()?.width(&figures.second) + 10.0;
    let (x, base) = if next + room <= width {
        (next, base)
    } else {
        (left, base + 17.0)
    };
    canvas.dot((x, base - 4.0), 5.0, Colour::Accent);
    canvas.text((x + 10.0, base), &figures.second, strong);
    Ok(base + 8.0)
}

type Laid = ((f64, f64), f64);

fn wide(canvas: &mut Canvas, row: &Row, axis: &Axis, y: f64) -> Result<Laid, ChartError> {
    let base = y + 23.0;
    let named = label(canvas, ("", &row.name), base, 196.0, TEXT)?;
    pair(canvas, row, axis, base - 4.5)?;
    let room = 800.0 - VALUES;
    let said = paragraph(canvas, (VALUES, base), &row.gap, STRONG, room)?;
    let details = wrapped(SMALL, &row.details, room)?;
    let said = canvas.lines((VALUES, said + SMALL.leading()), &details, SMALL);
    let strip = (base - 18.0, base + 8.0);
    Ok((strip, named.max(said).max(base + 8.0) + 14.0))
}

fn narrow(
    canvas: &mut Canvas,
    row: &Row,
    axis: &Axis,
    y: f64,
    width: f64,
) -> Result<Laid, ChartError> {
    let named = label(canvas, ("", &row.name), y + 20.0, width, STRONG)?;
    pair(canvas, row, axis, named + 20.0)?;
    let said: Vec<String> = [&row.gap]
        .into_iter()
        .chain(&row.details)
        .filter(|text| !text.trim().is_empty())
        .cloned()
        .collect();
    let base = (0.0, named + 50.0);
    let end = paragraph(canvas, base, &said.join(" · "), SMALL, width)?;
    Ok(((named + 8.0, named + 32.0), end + 10.0))
}

/// Both views, the way between them, and their numbers on the outer sides.
fn pair(canvas: &mut Canvas, row: &Row, axis: &Axis, y: f64) -> Result<(), ChartError> {
    let finite = |value: Option<f64>| value.filter(|value| value.is_finite());
    let (Some(first), Some(second)) = (finite(row.first), finite(row.second)) else {
        let (from, to) = (axis.at(axis.low()), axis.at(axis.high()));
        let paint = Paint::tint(Colour::NoData, 0.55);
        canvas.rect((from, y - 5.0), (to - from, 10.0), paint);
        return Ok(());
    };
    let (first, second) = (axis.at(first), axis.at(second));
    canvas.line(
        (first, y),
        (second, y),
        Paint::tint(Colour::Accent, 0.45),
        4.0,
    );
    let reach = row.reach().map(|ends| ends.map(|end| axis.at(end)));
    let [low, high] = reach.unwrap_or([second; 2]);
    if reach.is_some() {
        canvas.line((low, y), (high, y), Colour::Accent, 2.2);
        for end in [low, high] {
            canvas.line((end, y - 5.0), (end, y + 5.0), Colour::Accent, 1.4);
        }
    }
    canvas.ring((first, y), 4.4, Colour::Quiet, 1.6);
    canvas.rimmed_dot((second, y), 5.5, Colour::Accent);
    let strong = Type::new(12.0).bold().colour(Colour::Accent);
    let base = y + 4.5;
    // Beside what reaches farthest on that side.
    let left = (first - 11.0).min(second - 11.0).min(low - 6.0);
    let right = (first + 11.0).max(second + 11.0).max(high + 6.0);
    if second <= first {
        canvas.text((left, base), &row.second_text, strong.end());
        canvas.text((right, base), &row.first_text, SMALL);
    } else {
        canvas.text((left, base), &row.first_text, SMALL.end());
        canvas.text((right, base), &row.second_text, strong);
    }
    Ok(())
}
