//! What weighs most: a bar from zero with its interval per driver, in the order of the caller.

#[cfg(test)]
pub(crate) mod tests;

use super::axis::{Axis, NumberFormat, extent};
use super::canvas::{Canvas, Paint};
use super::colour::Colour;
use super::layout::{SMALL, STRONG, TEXT, grid, label, paragraph, wrapped};
use super::{ChartError, Frame, Table, heading};

/// The weights of some drivers of one outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Drivers {
    pub format: NumberFormat,
    pub rows: Vec<Driver>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Driver {
    pub code: String,
    pub name: String,
    pub weight: Option<f64>,
    pub interval: Option<[f64; 2]>,
    /// "31 %".
    pub value: String,
    /// "24 tot 38".
    pub details: Vec<String>,
}

impl Drivers {
    /// Per driver: code, name, weight, details.
    pub fn table(&self) -> Table {
        self.rows
            .iter()
            .map(|row| {
                vec![
                    row.code.clone(),
                    row.name.clone(),
                    row.value.clone(),
                    row.details.join("; "),
                ]
            })
            .collect()
    }
}

const BAR: f64 = 16.0;
const VALUES: f64 = 690.0;

/// Draws the drivers.
pub fn drivers(figures: &Drivers, frame: &Frame) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    let top = heading::above(&mut canvas, frame)?;
    let width = frame.width.pixels();
    let pixels = if frame.is_wide() {
        (230.0, VALUES - 24.0)
    } else {
        (1.0, width - 16.0)
    };
    let ends = figures.rows.iter().flat_map(|row| {
        let interval = row.interval.filter(|_| row.weight.is_some());
        row.weight.into_iter().chain(interval.into_iter().flatten())
    });
    let ends = extent(ends.chain([0.0])).unwrap_or((0.0, 1.0));
    let axis = Axis::new(ends, pixels).rounded(4);
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
    // On a phone texts stand between the plots, and lines would cross them out.
    if frame.is_wide() || strips.is_empty() {
        strips = vec![(top, y)];
    } else {
        strips.push((y, y + 4.0));
    }
    let bottom = grid(&mut canvas, (&axis, &figures.format, 4), &strips, width)?;
    canvas.append(rows);
    let height = heading::below(&mut canvas, frame, bottom)?;
    canvas.finish(frame, (width, height))
}

/// Where the plot of a row stands, and where the next row begins.
type Laid = ((f64, f64), f64);

fn wide(canvas: &mut Canvas, row: &Driver, axis: &Axis, y: f64) -> Result<Laid, ChartError> {
    let base = y + 21.0;
    let named = label(canvas, (&row.code, &row.name), base, 214.0, TEXT)?;
    bar(canvas, row, axis, base - 4.5);
    let room = 800.0 - VALUES;
    let said = paragraph(canvas, (VALUES, base), &row.value, STRONG, room)?;
    let details = wrapped(SMALL, &row.details, room)?;
    let said = canvas.lines((VALUES, said + SMALL.leading()), &details, SMALL);
    Ok(((y, base), named.max(said).max(base + 8.0) + 9.0))
}

fn narrow(
    canvas: &mut Canvas,
    row: &Driver,
    axis: &Axis,
    y: f64,
    width: f64,
) -> Result<Laid, ChartError> {
    let named = label(canvas, (&row.code, &row.name), y + 20.0, width, STRONG)?;
    bar(canvas, row, axis, named + 17.0);
    let said: Vec<String> = [&row.value]
        .into_iter()
        .chain(&row.details)
        .cloned()
        .collect();
    let end = paragraph(canvas, (0.0, named + 43.0), &said.join(" · "), SMALL, width)?;
    Ok(((named + 5.0, named + 29.0), end + 10.0))
}

fn bar(canvas: &mut Canvas, row: &Driver, axis: &Axis, y: f64) {
    let Some(weight) = row.weight.filter(|weight| weight.is_finite()) else {
        let (from, to) = (axis.at(axis.low()), axis.at(axis.high()));
        let paint = Paint::tint(Colour::NoData, 0.55);
        canvas.rect((from, y - 5.0), (to - from, 10.0), paint);
        return;
    };
    let (zero, end) = (axis.at(0.0), axis.at(weight));
    let corner = (zero.min(end), y - BAR / 2.0);
    let paint = Paint::tint(Colour::Accent, 0.5);
    canvas.rect(corner, ((end - zero).abs(), BAR), paint);
    if let Some([low, high]) = row.interval {
        canvas.line((axis.at(low), y), (axis.at(high), y), Colour::Ink, 2.0);
    }
    canvas.rimmed_dot((end, y), 4.0, Colour::Ink);
}
