//! The plot of a measurement over time.

use super::events::Events;
use super::{Control, Series};
use crate::charts::axis::{Axis, extent};
use crate::charts::canvas::{Canvas, Paint, Type};
use crate::charts::colour::Colour;
use crate::charts::layout::{SMALL, Tag, beside, limits, tags, targets};
use crate::charts::{ChartError, Frame};

/// The reader's font may be wider than the one that we measure with.
const WIDER: f64 = 1.08;

/// Where things are.
pub(super) struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// The width of the sheet.
    sheet: f64,
    values: Axis,
    pub(super) count: usize,
}

impl Plot {
    fn of(figures: &Series, frame: &Frame, top: f64) -> Result<Self, ChartError> {
        let sheet = frame.width.pixels();
        let height = if frame.is_wide() { 300.0 } else { 210.0 };
        let bottom = top + height;
        let values = Axis::new(span(figures), (bottom, top)).rounded(4);
        let ruler = SMALL.ruler()?;
        let ticks = values.ticks(4, &figures.format);
        let left = ticks
            .iter()
            .map(|(_, text)| ruler.width(text) + 8.0)
            .fold(24.0, f64::max);
        // The names of the lines stand beside them, as wide as they are.
        let named = side_texts(figures, &values)
            .iter()
            .map(|(_, text, style)| Ok(style.ruler()?.width(text) * WIDER + 12.0))
            .collect::<Result<Vec<f64>, ChartError>>()?
            .into_iter()
            .fold(16.0, f64::max);
        Ok(Self {
            left: left.min(sheet * 0.3),
            right: sheet - named.min(sheet * 0.5),
            top,
            bottom,
            sheet,
            values,
            count: figures.points.len(),
        })
    }

    /// The middle of a period.
    fn x(&self, place: usize) -> f64 {
        self.edge(place) + self.step() / 2.0
    }

    /// Where a period begins.
    fn edge(&self, place: usize) -> f64 {
        self.left + place as f64 * self.step()
    }

    /// Where something happened, between two edges.
    pub(super) fn between(&self, at: f64) -> f64 {
        self.left + at * self.step()
    }

    fn step(&self) -> f64 {
        (self.right - self.left) / self.count.max(1) as f64
    }

    fn y(&self, value: f64) -> f64 {
        self.values.at(value)
    }
}

/// Everything that has to be in view.
fn span(figures: &Series) -> (f64, f64) {
    let control = figures.control.iter().flat_map(|control| {
        let limits = control.limits.iter().flatten().flatten().copied();
        limits.chain([control.centre])
    });
    let values = figures.points.iter().filter_map(|point| point.value);
    let zero = figures.from_zero.then_some(0.0);
    let all = values
        .chain(control)
        .chain(targets(figures.bounds))
        .chain(limits(figures.bounds))
        .chain(zero);
    extent(all).unwrap_or((0.0, 1.0))
}

/// Draws the plot from `top` down; returns where it ends.
pub fn draw(
    canvas: &mut Canvas,
    figures: &Series,
    frame: &Frame,
    top: f64,
) -> Result<f64, ChartError> {
    let named = figures.introduction.is_some();
    let top = top + if named { 26.0 } else { 8.0 };
    let plot = Plot::of(figures, frame, top)?;
    let events = Events::of(figures, &plot)?;
    let plot = Plot::of(figures, frame, top + events.height())?;
    values_axis(canvas, figures, &plot);
    levels(canvas, figures, &plot);
    if let Some(control) = &figures.control {
        control_lines(canvas, control, &plot);
    }
    events.draw(canvas, (plot.top, plot.bottom));
    introduction(canvas, figures, &plot, events.height())?;
    curve(canvas, figures, &plot);
    beside(
        canvas,
        plot.right + 8.0,
        (plot.top, plot.bottom),
        side_texts(figures, &plot.values),
    );
    periods(canvas, figures, &plot)
}

fn values_axis(canvas: &mut Canvas, figures: &Series, plot: &Plot) {
    for (value, text) in plot.values.ticks(4, &figures.format) {
        let y = plot.y(value);
        canvas.line((plot.left, y), (plot.right, y), Colour::Line, 1.0);
        canvas.text((plot.left - 8.0, y + 4.0), &text, SMALL.end());
    }
}

/// The band from limit to target, and the target.
fn levels(canvas: &mut Canvas, figures: &Series, plot: &Plot) {
    for (target, limit) in targets(figures.bounds)
        .into_iter()
        .zip(limits(figures.bounds))
    {
        let (top, bottom) = (plot.y(target.max(limit)), plot.y(target.min(limit)));
        let size = (plot.right - plot.left, bottom - top);
        canvas.rect((plot.left, top), size, Paint::tint(Colour::Accent, 0.13));
        let y = plot.y(target);
        canvas.line((plot.left, y), (plot.right, y), Colour::Ink, 2.2);
    }
}

/// The centre line, and the limits as steps.
fn control_lines(canvas: &mut Canvas, control: &Control, plot: &Plot) {
    let y = plot.y(control.centre);
    canvas.line((plot.left, y), (plot.right, y), Colour::Quiet, 1.0);
    for end in [0, 1] {
        let mut steps = Vec::new();
        for (place, limits) in control.limits.iter().take(plot.count).enumerate() {
            match limits {
                Some(limits) => {
                    let y = plot.y(limits[end]);
                    steps.push((plot.edge(place), y));
                    steps.push((plot.edge(place + 1), y));
                }
                None => canvas.path(std::mem::take(&mut steps), Colour::Quiet, 1.0),
            }
        }
        canvas.path(steps, Colour::Quiet, 1.0);
    }
}

/// The day of the change, named above the plot.
fn introduction(
    canvas: &mut Canvas,
    figures: &Series,
    plot: &Plot,
    above: f64,
) -> Result<(), ChartError> {
    let Some(introduction) = &figures.introduction else {
        return Ok(());
    };
    let x = plot.edge(introduction.before.min(plot.count));
    let top = plot.top - above;
    canvas.line((x, top - 8.0), (x, plot.bottom), Colour::Ink, 1.2);
    let tag = Tag {
        x,
        text: introduction.label.clone(),
        style: Type::new(12.0).middle(),
    };
    tags(canvas, &[tag], (0.0, plot.sheet), top - 26.0)?;
    Ok(())
}

/// The values: a line that breaks where nothing was measured, a dot each, the last one larger.
fn curve(canvas: &mut Canvas, figures: &Series, plot: &Plot) {
    let mut line = Vec::new();
    for (place, point) in figures.points.iter().enumerate() {
        match point.value.filter(|value| value.is_finite()) {
            Some(value) => line.push((plot.x(place), plot.y(value))),
            None => canvas.path(std::mem::take(&mut line), Colour::Accent, 2.0),
        }
    }
    canvas.path(line, Colour::Accent, 2.0);
    let last = last(figures);
    for (place, point) in figures.points.iter().enumerate() {
        let Some(value) = point.value.filter(|value| value.is_finite()) else {
            continue;
        };
        let centre = (plot.x(place), plot.y(value));
        if point.signal {
            canvas.ring(centre, 8.0, Colour::Ink, 1.4);
        }
        if Some(place) == last.map(|(place, _)| place) {
            canvas.rimmed_dot(centre, 5.0, Colour::Accent);
        } else if plot.step() > 9.0 {
            canvas.dot(centre, 2.8, Colour::Accent);
        }
    }
}

/// The last period with a value.
fn last(figures: &Series) -> Option<(usize, f64)> {
    figures
        .points
        .iter()
        .enumerate()
        .rev()
        .find_map(|(place, point)| Some((place, point.value.filter(|value| value.is_finite())?)))
}

/// What stands beside the plot, at the height of what it names.
fn side_texts(figures: &Series, values: &Axis) -> Vec<(f64, String, Type)> {
    let strong = Type::new(12.0).bold();
    let mut texts = Vec::new();
    if let Some((_, value)) = last(figures) {
        let style = Type::new(13.0).bold().colour(Colour::Accent);
        texts.push((values.at(value), figures.last_label.clone(), style));
    }
    // Of a pair the upper one carries the name.
    let highest = |ends: Vec<f64>| extent(ends).map(|(_, high)| values.at(high));
    if let Some(y) = highest(targets(figures.bounds)) {
        texts.push((y, figures.target_label.clone(), strong));
    }
    if let Some(y) = highest(limits(figures.bounds)) {
        texts.push((y, figures.limit_label.clone(), SMALL));
    }
    if let Some(control) = &figures.control {
        texts.push((
            values.at(control.centre),
            control.centre_label.clone(),
            SMALL,
        ));
        let upper = control.limits.iter().rev().flatten().next();
        if let Some([_, high]) = upper {
            texts.push((values.at(*high), control.limits_label.clone(), SMALL));
        }
    }
    texts
}

/// The names of the periods under the plot: the last one always, of the others as many as fit.
fn periods(canvas: &mut Canvas, figures: &Series, plot: &Plot) -> Result<f64, ChartError> {
    let base = plot.bottom + 18.0;
    let ruler = SMALL.ruler()?;
    let mut free = f64::INFINITY;
    let every = every(figures, plot)?;
    for (place, point) in figures.points.iter().enumerate().rev() {
        let from_end = plot.count - 1 - place;
        let half = ruler.width(&point.period) / 2.0;
        let x = plot.x(place).min(plot.sheet - half).max(half);
        if from_end.is_multiple_of(every) && x + half + 8.0 <= free {
            canvas.text((x, base), &point.period, SMALL.middle());
            free = x - half;
        }
    }
    Ok(base + 6.0)
}

/// Every how many periods one is named, so that all names fit at the same distance.
fn every(figures: &Series, plot: &Plot) -> Result<usize, ChartError> {
    let ruler = SMALL.ruler()?;
    let widest = figures
        .points
        .iter()
        .map(|point| ruler.width(&point.period) + 12.0)
        .fold(1.0, f64::max);
    Ok((widest / plot.step()).ceil().clamp(1.0, 10_000.0) as usize)
}
