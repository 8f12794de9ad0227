//! Thin lines with a number for what happened meanwhile. Numbers that come close stand in rows.

use super::Series;
use super::plot::Plot;
use crate::charts::ChartError;
use crate::charts::canvas::Canvas;
use crate::charts::colour::Colour;
use crate::charts::layout::SMALL;

/// The height of a row of numbers.
const ROW: f64 = 13.0;

/// Where each event is, with its number and the row that has room for it.
pub(super) struct Events(Vec<(f64, usize, usize)>);

impl Events {
    pub(super) fn of(figures: &Series, plot: &Plot) -> Result<Self, ChartError> {
        let within = 0.0..=plot.count as f64;
        let mut events: Vec<_> = figures
            .events
            .iter()
            .filter(|event| plot.count > 0 && within.contains(&event.at))
            .map(|event| (plot.between(event.at), event.number))
            .collect();
        events.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let ruler = SMALL.ruler()?;
        // How far each row is taken, from the left.
        let mut rows: Vec<f64> = Vec::new();
        let mut placed = Vec::new();
        for (x, number) in events {
            let free = rows.iter().position(|taken| *taken <= x);
            let row = free.unwrap_or(rows.len());
            let taken = x + ruler.width(&number.to_string()) + 9.0;
            match rows.get_mut(row) {
                Some(end) => *end = taken,
                None => rows.push(taken),
            }
            placed.push((x, number, row));
        }
        Ok(Self(placed))
    }

    /// What they need above the plot.
    pub(super) fn height(&self) -> f64 {
        let rows = self.0.iter().map(|(_, _, row)| row + 1).max();
        rows.unwrap_or(0) as f64 * ROW
    }

    pub(super) fn draw(&self, canvas: &mut Canvas, (top, bottom): (f64, f64)) {
        for (x, number, row) in &self.0 {
            let base = top - 3.0 - *row as f64 * ROW;
            canvas.line((*x, base - 8.0), (*x, bottom), Colour::Quiet, 0.8);
            canvas.text((x + 3.0, base), &number.to_string(), SMALL);
        }
    }
}
