//! Who answered: per segment its share of the population beside its share of the answers, and how
//! many of those asked did answer.

#[cfg(test)]
pub(crate) mod tests;

use super::axis::{Axis, NumberFormat, extent};
use super::canvas::{Canvas, Paint, Type};
use super::colour::Colour;
use super::layout::{SMALL, STRONG, TEXT, grid, label, paragraph, wrapped};
use super::{ChartError, Frame, Table, heading};

/// The response by segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// How the axis of shares is written.
    pub format: NumberFormat,
    /// "aandeel in de populatie", "aandeel in de antwoorden".
    pub population_label: String,
    pub answers_label: String,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub name: String,
    /// The segment's share of the population and of the answers, 0 to 1; `None` when hidden.
    pub population: Option<f64>,
    pub answers: Option<f64>,
    pub population_text: String,
    pub answers_text: String,
    /// The response of the segment: "36 %".
    pub rate: String,
    /// "113 van 310".
    pub counts: String,
}

impl Response {
    /// Per segment: name, share of the population, share of the answers, response, counts.
    pub fn table(&self) -> Table {
        self.rows
            .iter()
            .map(|row| {
                vec![
                    row.name.clone(),
                    row.population_text.clone(),
                    row.answers_text.clone(),
                    row.rate.clone(),
                    row.counts.clone(),
                ]
            })
            .collect()
    }
}

const POPULATION: f64 = 20.0;
const ANSWERS: f64 = 8.0;
const VALUES: f64 = 656.0;

/// Draws the response.
pub fn response(figures: &Response, frame: &Frame) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    let y = heading::above(&mut canvas, frame)?;
    let width = frame.width.pixels();
    let (left, right) = if frame.is_wide() {
        (200.0, VALUES - 32.0)
    } else {
        (1.0, width - 16.0)
    };
    let shares = figures
        .rows
        .iter()
        .flat_map(|row| [row.population, row.answers])
        .flatten()
        .map(|share| share.clamp(0.0, 1.0));
    let ends = extent(shares.chain([0.0, 0.1])).unwrap_or((0.0, 1.0));
    let axis = Axis::new(ends, (left, right)).rounded(4);
    let top = legend(&mut canvas, figures, frame, (left, y))?;
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
    if frame.is_wide() || strips.is_empty() {
        strips = vec![(top + 4.0, y)];
    } else {
        strips.push((y, y + 4.0));
    }
    let bottom = grid(&mut canvas, (&axis, &figures.format, 4), &strips, width)?;
    canvas.append(rows);
    let height = heading::below(&mut canvas, frame, bottom)?;
    canvas.finish(frame, (width, height))
}

/// What the two bars are.
fn legend(
    canvas: &mut Canvas,
    figures: &Response,
    frame: &Frame,
    (left, y): (f64, f64),
) -> Result<f64, ChartError> {
    let base = y + 14.0;
    canvas.rect((left, base - 10.0), (16.0, 12.0), population());
    canvas.text((left + 22.0, base), &figures.population_label, SMALL);
    let strong = Type::new(12.0).bold().colour(Colour::Accent);
    let next = left + 22.0 + SMALL.ruler()?.width(&figures.population_label) + 24.0;
    let width = strong.ruler()?.width(&figures.answers_label) + 22.0;
    let (x, base) = if next + width <= frame.width.pixels() {
        (next, base)
    } else {
        (left, base + 18.0)
    };
    canvas.rect((x, base - 8.0), (16.0, ANSWERS), Colour::Accent);
    canvas.text((x + 22.0, base), &figures.answers_label, strong);
    Ok(base + 6.0)
}

fn population() -> Paint {
    Paint::tint(Colour::Quiet, 0.25)
}

fn wide(canvas: &mut Canvas, row: &Row, axis: &Axis, y: f64) -> Result<f64, ChartError> {
    let base = y + 24.0;
    let named = label(canvas, ("", &row.name), base, 184.0, TEXT)?;
    bars(canvas, row, axis, base - 4.5)?;
    let room = 800.0 - VALUES;
    let said = paragraph(canvas, (VALUES, base), &row.rate, STRONG, room)?;
    let counts = wrapped(SMALL, std::slice::from_ref(&row.counts), room)?;
    let said = canvas.lines((VALUES, said + SMALL.leading()), &counts, SMALL);
    Ok(named.max(said).max(base + 10.0) + 10.0)
}

fn narrow(
    canvas: &mut Canvas,
    row: &Row,
    axis: &Axis,
    y: f64,
    width: f64,
) -> Result<((f64, f64), f64), ChartError> {
    let named = label(canvas, ("", &row.name), y + 20.0, width, STRONG)?;
    bars(canvas, row, axis, named + 18.0)?;
    let strip = (named + 6.0, named + 30.0);
    let counts = [row.rate.as_str(), row.counts.as_str()].join(" · ");
    let said = paragraph(canvas, (0.0, named + 46.0), &counts, SMALL, width)?;
    Ok((strip, said + 10.0))
}

/// The share of the answers on the share of the population, and both in numbers.
fn bars(canvas: &mut Canvas, row: &Row, axis: &Axis, y: f64) -> Result<(), ChartError> {
    let finite = |share: Option<f64>| share.filter(|share| share.is_finite());
    let (Some(asked), Some(answered)) = (finite(row.population), finite(row.answers)) else {
        let (from, to) = (axis.at(axis.low()), axis.at(axis.high()));
        let paint = Paint::tint(Colour::NoData, 0.55);
        canvas.rect((from, y - 5.0), (to - from, 10.0), paint);
        return Ok(());
    };
    let zero = axis.at(0.0);
    let (asked, answered) = (axis.at(asked), axis.at(answered));
    let size = (asked - zero, POPULATION);
    canvas.rect((zero, y - POPULATION / 2.0), size, population());
    let size = (answered - zero, ANSWERS);
    canvas.rect((zero, y - ANSWERS / 2.0), size, Colour::Accent);
    Ok(())
}
