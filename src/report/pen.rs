//! How the numbers of a parameter are written in one language.

use crate::domain::evaluation::results::{Method, ParameterResult, SegmentResult};
use crate::domain::language::Language;
use crate::domain::parameter::{Bounds, Parameter, Scale};
use crate::texts::numbers::{bound, count, decimal, percent_bound, signed};
use crate::texts::{t, t_args};

/// More decimals than this no protocol needs for its targets.
const MOST_DECIMALS: u8 = 6;

/// Writes numbers in one language.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    pub language: &'a Language,
}

/// What an interval leaves to say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spread {
    /// A registration, everybody answered, or no interval can be computed.
    None,
    Between(f64, f64),
    AtLeast(f64),
    AtMost(f64),
}

impl Spread {
    pub fn of(result: &ParameterResult) -> Self {
        match result.method {
            Some(Method::Complete | Method::LastValue) => Self::None,
            _ => Self::between(result.low, result.high),
        }
    }

    pub fn of_segment(result: &SegmentResult) -> Self {
        Self::between(result.low, result.high)
    }

    pub fn between(low: Option<f64>, high: Option<f64>) -> Self {
        match (low, high) {
            (Some(low), Some(high)) if low < high => Self::Between(low, high),
            (Some(_), Some(_)) | (None, None) => Self::None,
            (Some(low), None) => Self::AtLeast(low),
            (None, Some(high)) => Self::AtMost(high),
        }
    }

    /// The ends as a chart draws them; an end that does not exist is infinite.
    pub fn ends(self) -> Option<[f64; 2]> {
        match self {
            Self::None => None,
            Self::Between(low, high) => Some([low, high]),
            Self::AtLeast(low) => Some([low, f64::INFINITY]),
            Self::AtMost(high) => Some([f64::NEG_INFINITY, high]),
        }
    }
}

/// All values that a number of the parameter is compared with.
fn marks(bounds: Bounds) -> Vec<f64> {
    match bounds {
        Bounds::Higher { target, limit } | Bounds::Lower { target, limit } => vec![target, limit],
        Bounds::Between { target, limit } => [target, limit].concat(),
    }
}

impl Pen<'_> {
    /// A value without its per cent sign, on its own side of target and limit.
    pub fn bare(self, parameter: &Parameter, value: f64) -> String {
        let marks = marks(parameter.bounds);
        match parameter.scale {
            Scale::Share => percent_bound(self.language, value, &marks, parameter.decimals),
            Scale::Number => bound(self.language, value, &marks, parameter.decimals),
        }
    }

    pub fn value(self, parameter: &Parameter, value: f64) -> String {
        sign(parameter, self.bare(parameter, value))
    }

    /// The ends of an interval: `74,7 – 79,5`; empty when there is none.
    pub fn interval(self, parameter: &Parameter, spread: Spread) -> String {
        match spread {
            Spread::None => String::new(),
            Spread::Between(low, high) => format!(
                "{} – {}",
                self.bare(parameter, low),
                self.bare(parameter, high)
            ),
            Spread::AtLeast(low) => format!("≥ {}", self.bare(parameter, low)),
            Spread::AtMost(high) => format!("≤ {}", self.bare(parameter, high)),
        }
    }

    /// A target or limit without its per cent sign, with no more decimals than it has.
    pub fn bare_aim(self, parameter: &Parameter, [from, to]: [f64; 2]) -> String {
        let one = |value: f64| {
            let value = match parameter.scale {
                Scale::Share => value * 100.0,
                Scale::Number => value,
            };
            decimal(self.language, value, aim_decimals(parameter, value))
        };
        if from == to {
            one(from)
        } else {
            format!("{}–{}", one(from), one(to))
        }
    }

    pub fn aim(self, parameter: &Parameter, aim: [f64; 2]) -> String {
        sign(parameter, self.bare_aim(parameter, aim))
    }

    pub fn target(self, parameter: &Parameter) -> String {
        self.aim(parameter, target(parameter.bounds))
    }

    pub fn limit(self, parameter: &Parameter) -> String {
        self.aim(parameter, limit(parameter.bounds))
    }

    /// A target or limit with the side that is good: `≥ 80 %`.
    pub fn sided(self, parameter: &Parameter, aim: [f64; 2]) -> String {
        let written = self.aim(parameter, aim);
        match parameter.bounds {
            Bounds::Higher { .. } => format!("≥ {written}"),
            Bounds::Lower { .. } => format!("≤ {written}"),
            Bounds::Between { .. } => written,
        }
    }

    /// A difference with its sign; shares in percentage points.
    pub fn change(self, parameter: &Parameter, difference: f64) -> String {
        let written = self.bare_change(parameter, difference);
        match parameter.scale {
            Scale::Share => t_args(
                self.language,
                "report-points",
                &[("points", written.into())],
            ),
            Scale::Number => written,
        }
    }

    /// The same without a word for its unit; it never crosses zero by rounding.
    pub fn bare_change(self, parameter: &Parameter, difference: f64) -> String {
        let difference = match parameter.scale {
            Scale::Share => difference * 100.0,
            Scale::Number => difference,
        };
        let decimals = (parameter.decimals..=parameter.decimals + 2)
            .find(|decimals| difference.abs() >= 0.5 / 10f64.powi(i32::from(*decimals)))
            .unwrap_or(parameter.decimals);
        signed(self.language, difference, decimals)
    }

    /// A number of answers, tickets or registrations, which is seldom not whole.
    pub fn number(self, n: f64) -> String {
        if n >= 0.0 && n.fract() == 0.0 {
            count(self.language, n as u64)
        } else {
            decimal(self.language, n, 1)
        }
    }

    /// `42,0 %`
    pub fn percent(self, share: f64) -> String {
        crate::texts::numbers::percent(self.language, share, 1)
    }

    /// The name with its unit, which a share does not have.
    pub fn label(self, parameter: &Parameter) -> String {
        let (name, unit) = (
            parameter.name.get(self.language),
            parameter.unit.get(self.language),
        );
        match parameter.scale {
            Scale::Share => name.to_owned(),
            Scale::Number if unit.is_empty() || name.contains(unit) => name.to_owned(),
            // No brackets within or behind brackets.
            Scale::Number if unit.contains('(') || name.ends_with(')') => {
                format!("{name}, {unit}")
            }
            Scale::Number => format!("{name} ({unit})"),
        }
    }

    /// The two-sided level of an interval: `90 %`.
    pub fn level(self, confidence: f64) -> String {
        let percent = confidence * 100.0;
        format!(
            "{}\u{a0}%",
            decimal(self.language, percent, decimals_of(percent, 2))
        )
    }

    pub fn none(self) -> String {
        t(self.language, "report-none")
    }
}

/// The values that `target` aims at: twice the same unless it lies between two.
pub fn target(bounds: Bounds) -> [f64; 2] {
    match bounds {
        Bounds::Higher { target, .. } | Bounds::Lower { target, .. } => [target, target],
        Bounds::Between { target, .. } => target,
    }
}

pub fn limit(bounds: Bounds) -> [f64; 2] {
    match bounds {
        Bounds::Higher { limit, .. } | Bounds::Lower { limit, .. } => [limit, limit],
        Bounds::Between { limit, .. } => limit,
    }
}

fn sign(parameter: &Parameter, written: String) -> String {
    match parameter.scale {
        Scale::Share => format!("{written}\u{a0}%"),
        Scale::Number => written,
    }
}

/// As many as the number has; an amount of money always has its cents or none.
fn aim_decimals(parameter: &Parameter, value: f64) -> u8 {
    let own = decimals_of(value, MOST_DECIMALS);
    let is_money = parameter
        .unit
        .languages()
        .any(|language| ["EUR", "€"].contains(&parameter.unit.get(language)));
    if is_money && own > 0 { own.max(2) } else { own }
}

/// The fewest decimals, at most `most`, that write `value` exactly.
fn decimals_of(value: f64, most: u8) -> u8 {
    (0..most)
        .find(|decimals| {
            let step = 10f64.powi(i32::from(*decimals));
            ((value * step).round() / step - value).abs() < 1e-9
        })
        .unwrap_or(most)
}
