//! Axes: from values to pixels, round numbers along an axis, and how they are written.

use crate::domain::language::Language;
use crate::domain::parameter::Scale;
use crate::texts::numbers;

/// How the numbers along an axis are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    pub language: Language,
    pub scale: Scale,
}

impl NumberFormat {
    pub fn new(language: &Language, scale: Scale) -> Self {
        Self {
            language: language.clone(),
            scale,
        }
    }

    /// The value with `decimals` digits behind the comma; of per cents when it is a share.
    pub fn write(&self, value: f64, decimals: u8) -> String {
        match self.scale {
            Scale::Share => numbers::percent(&self.language, value, decimals),
            Scale::Number => numbers::decimal(&self.language, value, decimals),
        }
    }
}

/// A straight line from values to pixels that has no place without an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Axis {
    /// Values `low..high` onto pixels `start..end`. Values that say nothing are replaced by 0..1,
    /// and values without breadth get some.
    pub fn new((low, high): (f64, f64), (start, end): (f64, f64)) -> Self {
        let (low, high) = if low.is_finite() && high.is_finite() {
            (low.min(high), low.max(high))
        } else {
            (0.0, 1.0)
        };
        // Halving first keeps the breadth of the largest numbers finite.
        let (low, high) = (low.max(f64::MIN / 4.0), high.min(f64::MAX / 4.0));
        let (low, high) = if high - low > f64::EPSILON * high.abs().max(low.abs()) && high > low {
            (low, high)
        } else {
            let room = (high.abs() * 0.1).max(0.5);
            (low - room, high + room)
        };
        Self {
            low,
            high,
            start,
            end,
        }
    }

    pub fn low(&self) -> f64 {
        self.low
    }

    pub fn high(&self) -> f64 {
        self.high
    }

    /// The pixel of a value; an infinite one stands at the end it points to.
    pub fn at(&self, value: f64) -> f64 {
        let value = if value.is_nan() { self.low } else { value };
        let part = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        self.start + part * (self.end - self.start)
    }

    /// Round values inside the scale, about `count` of them, and the decimals they need.
    /// The decimals are of the written number: per cents when the format says so.
    pub fn ticks(&self, count: usize, format: &NumberFormat) -> Vec<(f64, String)> {
        let step = step((self.high - self.low) / count.max(1) as f64);
        let written = match format.scale {
            Scale::Share => step * 100.0,
            Scale::Number => step,
        };
        let decimals = (-written.log10().floor()).clamp(0.0, 6.0) as u8;
        let first = (self.low / step - 1e-9).ceil();
        (0..=count * 3)
            .map(|place| (first + place as f64) * step)
            .filter(|value| value.is_finite() && *value <= self.high + step * 1e-9)
            .map(|value| (value, format.write(value, decimals)))
            // A number of such a size says nothing on an axis, and would run over the sheet.
            .filter(|(_, text)| text.chars().count() <= 16)
            .collect()
    }

    /// The same scale, its ends moved outward to round values.
    pub fn rounded(self, count: usize) -> Self {
        let step = step((self.high - self.low) / count.max(1) as f64);
        let low = (self.low / step + 1e-9).floor() * step;
        let high = (self.high / step - 1e-9).ceil() * step;
        if low.is_finite() && high.is_finite() && high > low {
            Self { low, high, ..self }
        } else {
            self
        }
    }
}

/// 1, 2 or 5 times a power of ten, not under `rough`.
fn step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * (1.0 - 1e-9))
        .unwrap_or(rough);
    if step.is_finite() && step > 0.0 {
        step
    } else {
        1.0
    }
}

/// The smallest and largest of the values that are numbers; `None` without any.
pub fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values
        .into_iter()
        .filter(|value| value.is_finite())
        .fold(None, |seen, value| match seen {
            None => Some((value, value)),
            Some((low, high)) => Some((low.min(value), high.max(value))),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        let scale = Axis::new((0.0, 0.87), (0.0, 100.0));
        let ticks = scale.ticks(4, &NumberFormat::new(&Language::dutch(), Scale::Share));
        let written: Vec<&str> = ticks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(written, ["0\u{a0}%", "50\u{a0}%"]);
        let scale = Axis::new((6.6, 7.5), (0.0, 100.0));
        let written: Vec<String> = scale
            .ticks(4, &NumberFormat::new(&Language::dutch(), Scale::Number))
            .into_iter()
            .map(|tick| tick.1)
            .collect();
        assert_eq!(written, ["7,0", "7,5"]);
    }

    #[test]
    fn a_scale_without_breadth_still_has_a_middle() {
        let scale = Axis::new((5.0, 5.0), (0.0, 100.0));
        assert_eq!(scale.at(5.0), 50.0);
        assert_eq!(scale.at(f64::INFINITY), 100.0);
        assert!(scale.at(f64::NAN).is_finite());
        assert!(
            Axis::new((f64::MIN, f64::MAX), (0.0, 1.0))
                .at(0.0)
                .is_finite()
        );
    }
}
