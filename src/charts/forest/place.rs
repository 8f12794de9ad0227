//! Where a value stands in a row: its distance from the target, in steps from target to limit.

use super::{Forest, Row};
use crate::charts::Frame;
use crate::domain::parameter::Bounds;

/// The plot's part of the sheet, the same for all rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    pub left: f64,
    pub right: f64,
    /// Where the targets stand.
    pub target: f64,
    /// How broad the band from limit to target is.
    pub band: f64,
}

/// No row may push the band together more than this: what lies beyond is shown by an arrow.
const FARTHEST: (f64, f64) = (-4.2, 2.4);
/// So much is always in view.
const NEAREST: (f64, f64) = (-1.8, 0.9);
/// The room that a dot or an arrow takes beyond its place.
const MARGIN: f64 = 10.0;

impl Field {
    pub fn of(figures: &Forest, frame: &Frame) -> Self {
        let (left, right) = if frame.is_wide() {
            (220.0, 500.0)
        } else {
            (0.0, frame.width.pixels())
        };
        let (mut low, mut high) = NEAREST;
        for row in figures.groups.iter().flat_map(|group| &group.rows) {
            for steps in row.values().filter_map(|value| row.steps(value)) {
                low = low.min(steps.max(FARTHEST.0));
                high = high.max(steps.min(FARTHEST.1));
            }
            if matches!(row.bounds, Bounds::Between { .. }) {
                high = high.max(1.5);
            }
        }
        let band = (right - left - 2.0 * MARGIN) / (high - low);
        Self {
            left,
            right,
            target: left + MARGIN - low * band,
            band,
        }
    }

    /// Where the limits stand.
    pub fn limit(&self) -> f64 {
        self.target - self.band
    }

    /// How a row's values become pixels.
    pub fn ruler(&self, row: &Row) -> Ruler {
        let (origin, per_pixel) = match row.bounds {
            Bounds::Higher { target, .. } => (target, row.step() / self.band),
            Bounds::Lower { target, .. } => (target, -row.step() / self.band),
            Bounds::Between { target, limit } => {
                // The lower target stands on the level; the whole band must be in view.
                let right = (limit[1] - target[0]) / (self.right - self.target - 2.0 * MARGIN);
                let left = (target[0] - limit[0]) / self.band;
                (target[0], right.max(left))
            }
        };
        Ruler {
            field: *self,
            origin,
            per_pixel: if per_pixel.is_finite() && per_pixel != 0.0 {
                per_pixel
            } else {
                1.0
            },
        }
    }
}

/// A value's place in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    At(f64),
    /// Beyond the left or the right end of the field.
    Left(f64),
    Right(f64),
}

impl Place {
    pub fn x(self) -> f64 {
        match self {
            Self::At(x) | Self::Left(x) | Self::Right(x) => x,
        }
    }
}

/// One row's scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruler {
    field: Field,
    origin: f64,
    /// How much of the row's unit one pixel is; negative when less is better.
    per_pixel: f64,
}

impl Ruler {
    pub fn place(&self, value: f64) -> Place {
        let x = self.field.target + (value - self.origin) / self.per_pixel;
        let (left, right) = (self.field.left + MARGIN, self.field.right - MARGIN);
        // What rounding pushes over the edge is still at it.
        if x < left - 0.5 {
            Place::Left(self.field.left + 2.0)
        } else if x > right + 0.5 {
            Place::Right(self.field.right - 2.0)
        } else if x.is_nan() {
            Place::At(self.field.target)
        } else {
            Place::At(x.clamp(left, right))
        }
    }
}

impl Row {
    /// Everything that has a place in the row, the bounds apart.
    fn values(&self) -> impl Iterator<Item = f64> {
        let shown = self.shown();
        let interval = self.interval.filter(|_| self.is_shown());
        shown
            .into_iter()
            .chain(interval.into_iter().flatten())
            .chain(self.baseline)
            .chain(self.benchmarks.iter().copied())
            .filter(|value| value.is_finite())
    }

    /// How far apart target and limit are; where they are one, a step that shows the result.
    fn step(&self) -> f64 {
        let (Bounds::Higher { target, limit } | Bounds::Lower { target, limit }) = self.bounds
        else {
            return 1.0;
        };
        let step = (target - limit).abs();
        if step.is_finite() && step > f64::EPSILON * target.abs() {
            return step;
        }
        let reach = self
            .values()
            .map(|value| (value - target).abs() / 2.0)
            .fold(0.0, f64::max);
        if reach.is_finite() && reach > 0.0 {
            reach
        } else {
            1.0
        }
    }

    /// How many steps better than the target a value is; a row between two bounds has its own way.
    fn steps(&self, value: f64) -> Option<f64> {
        let steps = match self.bounds {
            Bounds::Higher { target, .. } => (value - target) / self.step(),
            Bounds::Lower { target, .. } => (target - value) / self.step(),
            Bounds::Between { .. } => return None,
        };
        steps.is_finite().then_some(steps)
    }
}
