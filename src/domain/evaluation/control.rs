//! Whether a registration varies more than chance explains, before and after the introduction.

use chrono::NaiveDate;

use super::Scope;
use super::findings::{ControlFinding, Phase, Refusal, Signal};
use super::results::Point;
use crate::domain::analysis::{ControlKind, ControlPlan};
use crate::stats::control::{p_chart, xmr_chart};
use crate::stats::run_rules::RunRules;

/// Fewer months give no limits; fewer than the second give limits that may still move.
const LEAST_MONTHS: u64 = 12;
const GOOD_MONTHS: u64 = 20;
/// Of larger months a p chart is too narrow: what varies then is not the luck of counting alone.
const LARGE: f64 = 2_000.0;
/// A moving range of two is on average this many sigmas.
const RANGE_TO_SIGMA: f64 = 1.128;

/// A month in its place: centre and sigma of the chart there, in the unit of the parameter.
struct Line {
    center: f64,
    sigmas: Vec<f64>,
    widened: Option<f64>,
}

pub(super) fn control(scope: &Scope, parameter: &str, points: &[Point]) -> Option<ControlFinding> {
    let plans = &scope.protocol.analysis.controls;
    let plan = plans.iter().find(|plan| plan.parameter == parameter)?;
    let introduction = scope.protocol.programme.introduction;
    let (before, after): (Vec<&Point>, Vec<&Point>) =
        points.iter().partition(|point| point.period < introduction);
    let phases = [before, after];
    Some(ControlFinding {
        chart: plan.chart,
        phases: phases
            .iter()
            .filter(|phase| !phase.is_empty())
            .map(|phase| told(plan, phase))
            .collect(),
    })
}

fn told(plan: &ControlPlan, points: &[&Point]) -> Phase {
    let until = plan.limits_until.unwrap_or(NaiveDate::MAX);
    let base = points.iter().filter(|point| point.period <= until).count();
    // Months agreed for another phase do not bind this one.
    let base = if base == 0 { points.len() } else { base };
    let mut phase = Phase {
        from: points.first().map_or(NaiveDate::MIN, |point| point.period),
        to: points.last().map_or(NaiveDate::MAX, |point| point.period),
        months: base as u64,
        center: None,
        limits: Vec::new(),
        signals: Vec::new(),
        is_provisional: (base as u64) < GOOD_MONTHS,
        widened: None,
        refusal: None,
    };
    match line(plan.chart, points, base) {
        Err(refusal) => phase.refusal = Some(refusal),
        Ok(line) => {
            phase.center = Some(line.center);
            phase.limits = limits(plan.chart, &line);
            phase.signals = signals(points, &line);
            phase.widened = line.widened;
        }
    }
    phase
}

fn line(chart: ControlKind, points: &[&Point], base: usize) -> Result<Line, Refusal> {
    if (base as u64) < LEAST_MONTHS {
        return Err(Refusal::FewMonths {
            months: base as u64,
            needed: LEAST_MONTHS,
        });
    }
    match chart {
        ControlKind::P => shares(points, base),
        ControlKind::U => rates(points, base),
        ControlKind::Xmr => values(points, base),
    }
}

fn count(point: &Point, value: f64) -> Result<u64, Refusal> {
    if value >= 0.0 && value.fract() == 0.0 && value < 1e15 {
        Ok(value as u64)
    } else {
        Err(Refusal::NoCounts {
            period: point.period,
        })
    }
}

fn shares(points: &[&Point], base: usize) -> Result<Line, Refusal> {
    let mut counts = Vec::new();
    let mut sizes = Vec::new();
    for point in points {
        counts.push(count(point, point.numerator)?);
        sizes.push(count(point, point.denominator)?);
        if counts.last() > sizes.last() {
            let period = point.period;
            return Err(Refusal::NoCounts { period });
        }
    }
    let none = || Refusal::NoVariation { item: None };
    let center = p_chart(&counts[..base], &sizes[..base])
        .map_err(|_| none())?
        .center;
    let spread = center * (1.0 - center);
    if spread <= 0.0 {
        return Err(none());
    }
    let sigmas: Vec<f64> = sizes
        .iter()
        .map(|size| (spread / *size as f64).sqrt())
        .collect();
    let large = sizes[..base].iter().sum::<u64>() as f64 / base as f64 > LARGE;
    let widened = large
        .then(|| laney(points, base, center, &sigmas))
        .flatten();
    let factor = widened.unwrap_or(1.0);
    Ok(Line {
        center,
        sigmas: sigmas.iter().map(|sigma| sigma * factor).collect(),
        widened,
    })
}

/// Laney's p': how much more the months vary among each other than counting alone would make them.
/// Source: D. B. Laney (2002), Quality Engineering 14, 531-537.
fn laney(points: &[&Point], base: usize, center: f64, sigmas: &[f64]) -> Option<f64> {
    let z: Vec<f64> = points[..base]
        .iter()
        .zip(sigmas)
        .map(|(point, sigma)| (point.value - center) / sigma)
        .collect();
    let moves: f64 = z.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
    let sigma = moves / (z.len() - 1) as f64 / RANGE_TO_SIGMA;
    (sigma > 1.0).then_some(sigma)
}

fn rates(points: &[&Point], base: usize) -> Result<Line, Refusal> {
    for point in points {
        count(point, point.numerator)?;
    }
    let events: f64 = points[..base].iter().map(|point| point.numerator).sum();
    let exposure: f64 = points[..base].iter().map(|point| point.denominator).sum();
    if events <= 0.0 || exposure <= 0.0 {
        return Err(Refusal::NoVariation { item: None });
    }
    let rate = events / exposure;
    // The points are written per so many.
    let per = points
        .iter()
        .find(|point| point.numerator > 0.0)
        .map_or(1.0, |point| {
            point.value * point.denominator / point.numerator
        });
    let sigma = |point: &&Point| per * (rate / point.denominator).sqrt();
    Ok(Line {
        center: per * rate,
        sigmas: points.iter().map(sigma).collect(),
        widened: None,
    })
}

fn values(points: &[&Point], base: usize) -> Result<Line, Refusal> {
    let values: Vec<f64> = points[..base].iter().map(|point| point.value).collect();
    let none = || Refusal::NoVariation { item: None };
    let found = xmr_chart(&values).map_err(|_| none())?;
    let sigma = found
        .spread
        .map(|spread| spread.sigma)
        .filter(|sigma| *sigma > 0.0);
    Ok(Line {
        center: found.center,
        sigmas: vec![sigma.ok_or_else(none)?; points.len()],
        widened: None,
    })
}

fn limits(chart: ControlKind, line: &Line) -> Vec<Option<[f64; 2]>> {
    let (low, high) = match chart {
        ControlKind::P => (0.0, 1.0),
        ControlKind::U => (0.0, f64::INFINITY),
        ControlKind::Xmr => (f64::NEG_INFINITY, f64::INFINITY),
    };
    let ends = |sigma: &f64| {
        let ends = [line.center - 3.0 * sigma, line.center + 3.0 * sigma];
        Some(ends.map(|end| end.clamp(low, high)))
    };
    line.sigmas.iter().map(ends).collect()
}

/// The months that end a pattern of Western Electric's four rules.
fn signals(points: &[&Point], line: &Line) -> Vec<Signal> {
    let in_sigmas: Vec<f64> = points
        .iter()
        .zip(&line.sigmas)
        .map(|(point, sigma)| (point.value - line.center) / sigma)
        .collect();
    let rules = RunRules::new(&in_sigmas, 0.0, 1.0);
    let by_rule = [
        rules.western_electric_1(),
        rules.western_electric_2(),
        rules.western_electric_3(),
        rules.western_electric_4(),
    ];
    let broken = |at: usize| -> Vec<u8> {
        let rules = (1_u8..).zip(&by_rule);
        rules
            .filter(|(_, ends)| ends.contains(&(at + 1)))
            .map(|(rule, _)| rule)
            .collect()
    };
    points
        .iter()
        .enumerate()
        .map(|(at, point)| Signal {
            period: point.period,
            rules: broken(at),
        })
        .filter(|signal| !signal.rules.is_empty())
        .collect()
}
