//! Importance-performance analysis: where to work, where to keep up.

use super::{is_measure, sum};

/// The quadrant of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quadrant {
    KeepUp,
    ConcentrateHere,
    LowPriority,
    PossibleOverkill,
}

impl Quadrant {
    /// The word in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::KeepUp => "keep_up",
            Self::ConcentrateHere => "concentrate_here",
            Self::LowPriority => "low_priority",
            Self::PossibleOverkill => "possible_overkill",
        }
    }
}

/// Where the lines of the quadrants cross; it is always named beside the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crosshair {
    /// At the means of the items.
    DataMeans,
    /// At values agreed beforehand.
    Fixed { importance: f64, performance: f64 },
}

/// Why there is no analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IpaError {
    #[error("{importance} importances and {performance} performances; each item has both")]
    NotPaired {
        importance: usize,
        performance: usize,
    },
    #[error("item {0} has a value that is infinite, or too large to reckon with")]
    NotFinite(usize),
}

/// The quadrants and where they cross (`None` at the means of no items).
#[derive(Clone, Debug, PartialEq)]
pub struct Ipa {
    pub importance: Option<f64>,
    pub performance: Option<f64>,
    pub quadrants: Vec<Quadrant>,
}

/// Places each item by its mean importance and mean performance; on the line counts as high.
///
/// Source: Martilla & James (1977), J. Marketing 41, 77-79, by definition.
pub fn ipa(importance: &[f64], performance: &[f64], at: Crosshair) -> Result<Ipa, IpaError> {
    if importance.len() != performance.len() {
        return Err(IpaError::NotPaired {
            importance: importance.len(),
            performance: performance.len(),
        });
    }
    let pairs = || importance.iter().copied().zip(performance.iter().copied());
    if let Some(i) = pairs().position(|(i, p)| !(is_measure(i) && is_measure(p))) {
        return Err(IpaError::NotFinite(i + 1));
    }
    let (x, y) = match at {
        Crosshair::DataMeans => (mean(importance), mean(performance)),
        Crosshair::Fixed {
            importance,
            performance,
        } => (Some(importance), Some(performance)),
    };
    let quadrants = match (x, y) {
        (Some(x), Some(y)) => pairs()
            .map(|(i, p)| place(is_high(i, x), is_high(p, y)))
            .collect(),
        _ => Vec::new(),
    };
    Ok(Ipa {
        importance: x,
        performance: y,
        quadrants,
    })
}

/// At or above the line; rounding of the mean does not push an item that lies on it below.
fn is_high(value: f64, line: f64) -> bool {
    value >= line - 1e-12 * line.abs().max(1.0)
}

fn place(important: bool, performs: bool) -> Quadrant {
    match (important, performs) {
        (true, true) => Quadrant::KeepUp,
        (true, false) => Quadrant::ConcentrateHere,
        (false, false) => Quadrant::LowPriority,
        (false, true) => Quadrant::PossibleOverkill,
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| sum(values.iter().copied()) / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_on_the_mean_is_high_whatever_rounding_does() {
        let flat = ipa(&[4.1, 3.9, 4.0], &[0.1, 0.2, 0.3], Crosshair::DataMeans).unwrap();
        assert_eq!(flat.quadrants[2], Quadrant::KeepUp);
        assert_eq!(flat.quadrants[1], Quadrant::PossibleOverkill);
    }

    #[test]
    fn no_items_have_no_crossing() {
        let none = ipa(&[], &[], Crosshair::DataMeans).unwrap();
        assert_eq!((none.importance, none.quadrants.len()), (None, 0));
    }
}
