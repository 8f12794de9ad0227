//! The numbers of one parameter, as pages write them.

use crate::domain::language::Language;
use crate::domain::parameter::{Bounds, Parameter, Scale};
use crate::texts::numbers::{bound, count, decimal, percent, percent_bound, signed};

/// Writes the numbers of one parameter.
pub struct Pen<'a> {
    pub language: &'a Language,
    pub parameter: &'a Parameter,
}

impl Pen<'_> {
    pub fn value(&self, value: f64) -> String {
        match self.parameter.scale {
            Scale::Share => percent(self.language, value, self.parameter.decimals),
            Scale::Number => decimal(self.language, value, self.parameter.decimals),
        }
    }

    pub fn optional(&self, value: Option<f64>) -> String {
        value.map_or_else(String::new, |value| self.value(value))
    }

    pub fn signed(&self, difference: f64) -> String {
        let scale = if self.parameter.scale == Scale::Share {
            100.0
        } else {
            1.0
        };
        signed(self.language, difference * scale, self.parameter.decimals)
    }

    pub fn n(&self, n: Option<f64>) -> String {
        match n {
            Some(n) if n.fract() == 0.0 && n >= 0.0 => count(self.language, n as u64),
            Some(n) => decimal(self.language, n, 1),
            None => String::new(),
        }
    }

    /// Both ends, each written on its own side of target and limit.
    pub fn interval(&self, low: Option<f64>, high: Option<f64>) -> String {
        if low.is_some() && low == high {
            return String::new();
        }
        let marks = marks(self.parameter.bounds);
        let end = |end: f64| match self.parameter.scale {
            Scale::Share => percent_bound(self.language, end, &marks, self.parameter.decimals),
            Scale::Number => bound(self.language, end, &marks, self.parameter.decimals),
        };
        match (low, high) {
            (None, None) => String::new(),
            (low, high) => {
                let written = |value: Option<f64>| value.map_or_else(|| "…".to_owned(), end);
                format!("{} – {}", written(low), written(high))
            }
        }
    }

    pub fn target(&self) -> String {
        match self.parameter.bounds {
            Bounds::Higher { target, .. } => format!("≥ {}", self.value(target)),
            Bounds::Lower { target, .. } => format!("≤ {}", self.value(target)),
            Bounds::Between { target, .. } => self.between(target),
        }
    }

    pub fn limit(&self) -> String {
        match self.parameter.bounds {
            Bounds::Higher { limit, .. } => format!("≥ {}", self.value(limit)),
            Bounds::Lower { limit, .. } => format!("≤ {}", self.value(limit)),
            Bounds::Between { limit, .. } => self.between(limit),
        }
    }

    fn between(&self, [from, to]: [f64; 2]) -> String {
        format!("{} – {}", self.value(from), self.value(to))
    }
}

fn marks(bounds: Bounds) -> Vec<f64> {
    match bounds {
        Bounds::Higher { target, limit } | Bounds::Lower { target, limit } => vec![target, limit],
        Bounds::Between { target, limit } => target.into_iter().chain(limit).collect(),
    }
}
