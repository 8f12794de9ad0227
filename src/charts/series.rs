//! How a measurement went over time, with the day the change was made, the target and its band.
//! What was not measured is a gap, never a zero.

mod events;
mod plot;
#[cfg(test)]
pub(crate) mod tests;

use super::axis::NumberFormat;
use super::canvas::Canvas;
use super::{ChartError, Frame, Table, heading};
use crate::domain::parameter::Bounds;

/// One measurement, period by period.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub format: NumberFormat,
    /// Whether the axis begins at 0; one that does not has to be said in the subtitle.
    pub from_zero: bool,
    pub points: Vec<Point>,
    pub bounds: Option<Bounds>,
    /// "streefwaarde 80 %", "grenswaarde 75 %".
    pub target_label: String,
    pub limit_label: String,
    /// The last value in words.
    pub last_label: String,
    pub introduction: Option<Introduction>,
    pub events: Vec<Event>,
    pub control: Option<Control>,
}

/// One period.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// "okt 2025".
    pub period: String,
    /// `None` when nothing was measured.
    pub value: Option<f64>,
    /// The value in words, for the table.
    pub text: String,
    /// Whether the value falls outside what chance explains.
    pub signal: bool,
}

/// When the change was made: before the point at `before` (0 is before the first).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    pub before: usize,
    pub label: String,
}

/// Something that happened meanwhile, at a place between 0 (before the first point) and the number
/// of points; what it was stands under the picture by its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub at: f64,
    pub number: usize,
}

/// The limits of a control chart, one pair per point (`None` where there are none).
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    pub centre: f64,
    pub limits: Vec<Option<[f64; 2]>>,
    /// "gemiddelde 80,8 %"; "grenzen van toeval".
    pub centre_label: String,
    pub limits_label: String,
}

impl Series {
    /// Per period: period and value.
    pub fn table(&self) -> Table {
        self.points
            .iter()
            .map(|point| vec![point.period.clone(), point.text.clone()])
            .collect()
    }
}

/// Draws the measurement.
pub fn series(figures: &Series, frame: &Frame) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    let top = heading::above(&mut canvas, frame)?;
    let bottom = plot::draw(&mut canvas, figures, frame, top)?;
    let height = heading::below(&mut canvas, frame, bottom)?;
    canvas.finish(frame, (frame.width.pixels(), height))
}
