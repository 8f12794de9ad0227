//! Control charts: is a series in time one process, or did something happen?

use super::{Interval, is_measure, sum};

/// Why there is no chart.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum ControlError {
    #[error("there are {counts} counts and {sizes} sizes; they come in pairs")]
    NotPaired { counts: usize, sizes: usize },
    #[error("point {point}: {count} of {size} cannot be")]
    TooMany { point: usize, count: u64, size: u64 },
    #[error("there are no observations, so there is no centre line")]
    Empty,
    #[error("point {0} is infinite, or too large to reckon with")]
    NotFinite(usize),
}

/// A chart of shares with limits that follow the size of each point.
#[derive(Clone, Debug, PartialEq)]
pub struct PChart {
    pub center: f64,
    /// Limits per point; `None` for a point without observations.
    pub limits: Vec<Option<Interval>>,
    /// Points beyond a limit, counted from 1.
    pub signals: Vec<usize>,
}

/// p chart: centre ± 3 standard errors of each point, cut to `[0, 1]`.
///
/// Source: Shewhart (1931); Montgomery (2013) ch. 7. Checked against R qcc 2.7.
pub fn p_chart(counts: &[u64], sizes: &[u64]) -> Result<PChart, ControlError> {
    if counts.len() != sizes.len() {
        return Err(ControlError::NotPaired {
            counts: counts.len(),
            sizes: sizes.len(),
        });
    }
    let pairs = || counts.iter().copied().zip(sizes.iter().copied());
    if let Some((i, (count, size))) = pairs().enumerate().find(|(_, (c, s))| c > s) {
        return Err(ControlError::TooMany {
            point: i + 1,
            count,
            size,
        });
    }
    let total: u64 = sizes.iter().sum();
    if total == 0 {
        return Err(ControlError::Empty);
    }
    let center = counts.iter().sum::<u64>() as f64 / total as f64;
    let limits: Vec<_> = sizes
        .iter()
        .map(|&size| {
            (size > 0).then(|| {
                let half = 3.0 * (center * (1.0 - center) / size as f64).sqrt();
                let (low, high) = (center - half, center + half);
                Interval { low, high }.cut(0.0, 1.0)
            })
        })
        .collect();
    let signals = pairs()
        .zip(&limits)
        .enumerate()
        .filter(|(_, ((count, size), limit))| {
            let share = *count as f64 / *size as f64;
            limit.is_some_and(|l| is_beyond(share, l))
        })
        .map(|(i, _)| i + 1)
        .collect();
    Ok(PChart {
        center,
        limits,
        signals,
    })
}

/// Strictly beyond a limit: a point on it is not, also when rounding put it a hair across.
fn is_beyond(value: f64, limits: Interval) -> bool {
    let hair = 1e-12 * limits.low.abs().max(limits.high.abs()).max(1.0);
    value < limits.low - hair || value > limits.high + hair
}

/// A chart of single values with the limits that the moving range gives.
#[derive(Clone, Debug, PartialEq)]
pub struct XmrChart {
    pub center: f64,
    /// `None` for a single value: nothing moves yet.
    pub spread: Option<XmrSpread>,
}

/// What the moving range of an [`XmrChart`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct XmrSpread {
    pub mr_bar: f64,
    pub sigma: f64,
    pub limits: Interval,
    pub mr_upper: f64,
    /// Points beyond a limit, counted from 1.
    pub signals: Vec<usize>,
}

/// XmR chart: centre is the mean, sigma the mean moving range / 1.128, limits ± 3 sigma, upper
/// limit of the moving range 3.267 times its mean.
///
/// Source: Wheeler & Chambers (1992). Checked against R qcc 2.7 (`xbar.one`).
pub fn xmr_chart(values: &[f64]) -> Result<XmrChart, ControlError> {
    let first = *values.first().ok_or(ControlError::Empty)?;
    if let Some(i) = values.iter().position(|v| !is_measure(*v)) {
        return Err(ControlError::NotFinite(i + 1));
    }
    // From the first value, so that a flat series lies exactly on its centre.
    let center = first + sum(values.iter().map(|v| v - first)) / values.len() as f64;
    if values.len() == 1 {
        return Ok(XmrChart {
            center,
            spread: None,
        });
    }
    let moves = values.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    let mr_bar = sum(moves) / (values.len() - 1) as f64;
    let sigma = mr_bar / 1.128;
    let limits = Interval {
        low: center - 3.0 * sigma,
        high: center + 3.0 * sigma,
    };
    let signals = (1..=values.len())
        .filter(|i| is_beyond(values[i - 1], limits))
        .collect();
    Ok(XmrChart {
        center,
        spread: Some(XmrSpread {
            mr_bar,
            sigma,
            limits,
            mr_upper: 3.267 * mr_bar,
            signals,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_without_observations_has_no_limits_and_keeps_its_place() {
        let chart = p_chart(&[5, 0, 90, 4], &[100, 0, 100, 100]).unwrap();
        assert_eq!(chart.limits[1], None);
        assert_eq!(chart.signals, [1, 3, 4]);
    }

    #[test]
    fn contradicting_counts_are_named_by_their_point() {
        let wrong = p_chart(&[1, 7], &[5, 6]);
        let named = ControlError::TooMany {
            point: 2,
            count: 7,
            size: 6,
        };
        assert_eq!(wrong, Err(named));
        assert_eq!(p_chart(&[0, 0], &[0, 0]), Err(ControlError::Empty));
    }

    #[test]
    fn a_point_on_its_limit_gives_no_signal() {
        // Centre 0.2; 3 sqrt(0.16 / 36) is 0.2, so the first point lies on its lower limit of 0 and
        // 14 of 36 below the upper one of 0.4.
        let chart = p_chart(&[0, 14, 10], &[36, 36, 48]).unwrap();
        assert_eq!((chart.center, chart.signals), (0.2, vec![]));
        let limits = Interval {
            low: 0.1 + 0.2,
            high: 0.7,
        };
        assert!(!is_beyond(0.3, limits) && is_beyond(0.3 - 1e-9, limits));
    }

    #[test]
    fn a_flat_series_gives_no_signal() {
        let chart = xmr_chart(&[0.1; 7]).unwrap();
        assert_eq!(chart.center, 0.1);
        assert_eq!(chart.spread.map(|s| s.signals), Some(vec![]));
    }
}
