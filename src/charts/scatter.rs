//! Two measures against each other, with a cross that makes four fields: importance against
//! performance, effectiveness against efficiency.

#[cfg(test)]
pub(crate) mod tests;

use super::axis::{Axis, NumberFormat, extent};
use super::canvas::{Anchor, Canvas, Type};
use super::colour::Colour;
use super::layout::{SMALL, TEXT, label};
use super::measure::Ruler;
use super::{ChartError, Frame, Table, heading};

/// Points in four fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    pub across: Measure,
    pub up: Measure,
    /// Upper left, upper right, lower left, lower right: "eerst aanpakken".
    pub fields: [String; 4],
    pub points: Vec<Point>,
}

/// One of the two measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub format: NumberFormat,
    pub label: String,
    /// Where the cross stands, and what it is: "gemiddelde 5,3".
    pub cross: f64,
    pub cross_label: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Short, unique; stands in the picture where the name does not fit.
    pub code: String,
    pub name: String,
    pub across: f64,
    pub up: f64,
    pub across_text: String,
    pub up_text: String,
}

impl Scatter {
    /// Per point: code, name, both values.
    pub fn table(&self) -> Table {
        self.points
            .iter()
            .map(|point| {
                vec![
                    point.code.clone(),
                    point.name.clone(),
                    point.across_text.clone(),
                    point.up_text.clone(),
                ]
            })
            .collect()
    }
}

const DOT: f64 = 5.0;

/// Where things are.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    across: Axis,
    up: Axis,
}

impl Plot {
    fn of(figures: &Scatter, frame: &Frame, top: f64) -> Result<Self, ChartError> {
        let (left, right) = (54.0, frame.width.pixels() - 12.0);
        let bottom = top + if frame.is_wide() { 400.0 } else { 300.0 };
        let ends = |measure: &Measure, of: fn(&Point) -> f64| {
            let values = figures.points.iter().map(of).chain([measure.cross]);
            let (low, high) = extent(values).unwrap_or((0.0, 1.0));
            // Air around the outermost points, for their names.
            let air = (high / 2.0 - low / 2.0) * 0.24;
            (low - air, high + air)
        };
        let across = with_room(
            ends(&figures.across, |point| point.across),
            figures.across.cross,
            sides(figures, right - left)?,
        );
        Ok(Self {
            left,
            right,
            top,
            bottom,
            across: Axis::new(across, (left, right)),
            up: Axis::new(ends(&figures.up, |point| point.up), (bottom, top)),
        })
    }

    fn at(&self, point: &Point) -> (f64, f64) {
        (self.across.at(point.across), self.up.at(point.up))
    }
}

/// The share of the width that the names of the fields need left and right of the cross.
fn sides(figures: &Scatter, width: f64) -> Result<(f64, f64), ChartError> {
    let ruler = SMALL.ruler()?;
    let [high_left, high_right, low_left, low_right] = &figures.fields;
    let need = |one: &str, other: &str| {
        let room = ruler.width(one).max(ruler.width(other)) + 16.0;
        (room / width).clamp(0.0, 0.45)
    };
    Ok((need(high_left, low_left), need(high_right, low_right)))
}

/// The ends moved outward until each side of the cross has its share between them.
fn with_room((low, high): (f64, f64), cross: f64, (left, right): (f64, f64)) -> (f64, f64) {
    if !(cross.is_finite() && low <= cross && cross <= high) {
        return (low, high);
    }
    let lower = low.min(cross - (high - cross) * left / (1.0 - left));
    let higher = high.max(cross + (cross - lower) * right / (1.0 - right));
    if lower.is_finite() && higher.is_finite() {
        (lower, higher)
    } else {
        (low, high)
    }
}

/// Draws the points.
pub fn scatter(figures: &Scatter, frame: &Frame) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    let y = heading::above(&mut canvas, frame)?;
    canvas.text((0.0, y + 14.0), &format!("↑ {}", figures.up.label), SMALL);
    let plot = Plot::of(figures, frame, y + 42.0)?;
    let mut taken = axes(&mut canvas, figures, &plot)?;
    let shown = |point: &&Point| point.across.is_finite() && point.up.is_finite();
    let points: Vec<&Point> = figures.points.iter().filter(shown).collect();
    for point in &points {
        let (x, y) = plot.at(point);
        taken.push(Box::around((x - DOT, x + DOT), (y - DOT, y + DOT)));
    }
    let lines = cross(&mut canvas, figures, &plot, &mut taken)?;
    for point in &points {
        name(&mut canvas, point, frame, &plot, (&mut taken, lines))?;
        canvas.rimmed_dot(plot.at(point), DOT, Colour::Accent);
    }
    let mut end = plot.bottom + 38.0;
    let across = format!("{} →", figures.across.label);
    canvas.text((plot.right, end), &across, SMALL.end());
    if !frame.is_wide() {
        // Only the codes fit between the points; their names stand below.
        for point in &figures.points {
            let row = (point.code.as_str(), point.name.as_str());
            end = label(&mut canvas, row, end + 20.0, frame.width.pixels(), TEXT)?;
        }
    }
    let height = heading::below(&mut canvas, frame, end + 8.0)?;
    canvas.finish(frame, (frame.width.pixels(), height))
}

/// A place that is taken.
#[derive(Clone, Copy)]
struct Box {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Box {
    fn around((left, right): (f64, f64), (top, bottom): (f64, f64)) -> Self {
        Self {
            left,
            right,
            top,
            bottom,
        }
    }

    /// What a text takes on its base line.
    fn of_text(ruler: &Ruler, text: &str, (x, base): (f64, f64), style: Type) -> Self {
        let width = ruler.width(text);
        let left = match style.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Self::around(
            (left - 2.0, left + width + 2.0),
            (base - style.size, base + 3.0),
        )
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// The numbers along both sides; returns what they and the names of the fields take.
fn axes(canvas: &mut Canvas, figures: &Scatter, plot: &Plot) -> Result<Vec<Box>, ChartError> {
    let ruler = SMALL.ruler()?;
    let mut free = f64::NEG_INFINITY;
    for (value, text) in plot.across.ticks(5, &figures.across.format) {
        let x = plot.across.at(value);
        canvas.line((x, plot.bottom), (x, plot.bottom + 4.0), Colour::Line, 1.0);
        let half = ruler.width(&text) / 2.0;
        if x - half > free && x + half < plot.right + 12.0 {
            canvas.text((x, plot.bottom + 18.0), &text, SMALL.middle());
            free = x + half + 8.0;
        }
    }
    for (value, text) in plot.up.ticks(5, &figures.up.format) {
        let y = plot.up.at(value);
        canvas.line((plot.left - 4.0, y), (plot.left, y), Colour::Line, 1.0);
        canvas.text((plot.left - 8.0, y + 4.0), &text, SMALL.end());
    }
    canvas.line(
        (plot.left, plot.bottom),
        (plot.right, plot.bottom),
        Colour::Line,
        1.0,
    );
    canvas.line(
        (plot.left, plot.top),
        (plot.left, plot.bottom),
        Colour::Line,
        1.0,
    );
    let (left, right) = (plot.left + 8.0, plot.right - 4.0);
    let (high, low) = (plot.top + 14.0, plot.bottom - 8.0);
    let corners = [
        (left, high, SMALL),
        (right, high, SMALL.end()),
        (left, low, SMALL),
        (right, low, SMALL.end()),
    ];
    let room = (plot.right - plot.left) / 2.0 - 14.0;
    let mut taken = Vec::new();
    for (text, (x, y, style)) in figures.fields.iter().zip(corners) {
        let text = ruler.wrap(text, room, 1).concat();
        canvas.text((x, y), &text, style);
        taken.push(Box::of_text(&ruler, &text, (x, y), style));
    }
    Ok(taken)
}

/// The cross and what it stands for; returns what its lines take.
fn cross(
    canvas: &mut Canvas,
    figures: &Scatter,
    plot: &Plot,
    taken: &mut Vec<Box>,
) -> Result<[Box; 2], ChartError> {
    let (x, y) = (
        plot.across.at(figures.across.cross),
        plot.up.at(figures.up.cross),
    );
    canvas.line((x, plot.top), (x, plot.bottom), Colour::Ink, 1.2);
    canvas.line((plot.left, y), (plot.right, y), Colour::Ink, 1.2);
    let ruler = SMALL.ruler()?;
    let room = plot.right - plot.left;
    let across = ruler.wrap(&figures.across.cross_label, room, 1).concat();
    let half = ruler.width(&across) / 2.0;
    let middle = x.min(plot.right - half).max(plot.left + half);
    canvas.text((middle, plot.top - 6.0), &across, SMALL.middle());
    let up = ruler.wrap(&figures.up.cross_label, room, 1).concat();
    let (place, style) = beside_line(&ruler, &up, (plot, x, y), taken);
    canvas.text(place, &up, style);
    taken.push(Box::of_text(&ruler, &up, place, style));
    Ok([
        Box::around((x, x), (plot.top, plot.bottom)),
        Box::around((plot.left, plot.right), (y, y)),
    ])
}

/// Where the words of the level line stand: at either end, above it or below, clear of what is there.
fn beside_line(
    ruler: &Ruler,
    text: &str,
    (plot, x, y): (&Plot, f64, f64),
    taken: &[Box],
) -> ((f64, f64), Type) {
    let upright = Box::around((x, x), (plot.top, plot.bottom));
    let (left, right) = (plot.left + 8.0, plot.right - 4.0);
    let first = ((right, y - 5.0), SMALL.end());
    let places = [
        first,
        ((right, y + 15.0), SMALL.end()),
        ((left, y - 5.0), SMALL),
        ((left, y + 15.0), SMALL),
    ];
    let free = places.into_iter().find(|(place, style)| {
        let wanted = Box::of_text(ruler, text, *place, *style);
        let inside = wanted.top >= plot.top && wanted.bottom <= plot.bottom;
        inside && !wanted.meets(&upright) && !taken.iter().any(|other| wanted.meets(other))
    });
    free.unwrap_or(first)
}

/// The name of a point where there is room for it, else its code, else the table has it. A line of
/// the cross is written over only when there is no other place.
fn name(
    canvas: &mut Canvas,
    point: &Point,
    frame: &Frame,
    plot: &Plot,
    (taken, lines): (&mut Vec<Box>, [Box; 2]),
) -> Result<(), ChartError> {
    let style = Type::new(12.0);
    let ruler = style.ruler()?;
    let (x, y) = plot.at(point);
    let places = [
        ((x + 10.0, y + 4.0), style),
        ((x - 10.0, y + 4.0), style.end()),
        ((x, y - 10.0), style.middle()),
        ((x, y + 19.0), style.middle()),
    ];
    let texts: &[&String] = if frame.is_wide() {
        &[&point.name, &point.code]
    } else {
        &[&point.code]
    };
    let tries = texts.iter().flat_map(|text| [(text, true), (text, false)]);
    for (text, keeps_off) in tries {
        for (place, style) in places {
            let wanted = Box::of_text(&ruler, text, place, style);
            let inside = wanted.left >= plot.left
                && wanted.right <= plot.right + 10.0
                && wanted.top >= plot.top
                && wanted.bottom <= plot.bottom;
            let crosses = keeps_off && lines.iter().any(|line| wanted.meets(line));
            // Its own dot is among what is taken, but beside it there is room.
            if inside && !crosses && !taken.iter().any(|other| wanted.meets(other)) {
                canvas.text(place, text, style);
                taken.push(wanted);
                return Ok(());
            }
        }
    }
    Ok(())
}
