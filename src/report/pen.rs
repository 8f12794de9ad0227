//! How the numbers of a parameter are written in one language.

use crate::domain::evaluation::results::{Method, ParameterResult, Reason, SegmentResult};
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

    /// What was found, or that it is not reached yet.
    pub fn found(self, parameter: &Parameter, result: &ParameterResult) -> String {
        match (result.value, &result.reason) {
            (Some(value), _) => self.value(parameter, value),
            (None, Some(Reason::NotReached)) => t(self.language, "report-not-reached"),
            (None, _) => self.none(),
        }
    }

    /// How many it rests on, and how many of them are still open: `120, waarvan 7 open`.
    pub fn count(self, result: &ParameterResult) -> Option<String> {
        let n = self.number(result.n?);
        let Some(open) = result.open else {
            return Some(n);
        };
        let args = [("n", n.into()), ("open", open.into())];
        Some(t_args(self.language, "report-n-open", &args))
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::language::Text;
    use crate::domain::parameter::{Aspect, Estimator, Evidence, Kind};

    fn parameter(scale: Scale, unit: Text, decimals: u8, bounds: Bounds) -> Parameter {
        Parameter {
            code: "P01".to_owned(),
            name: Text::both("Naam", "Name"),
            kind: Kind::ResultMeasurement,
            aspect: Aspect::Effectiveness,
            evidence: Evidence::Sample,
            estimator: Estimator::Mean {
                item: "q1".to_owned(),
            },
            scale,
            unit,
            decimals,
            bounds,
            assumed_start: None,
            finite_population: true,
            confidence: 0.95,
            minimum_base: 10,
            indicative: false,
            owner: None,
            goals: Vec::new(),
            clusters: Vec::new(),
            limit_reason: None,
        }
    }

    pub fn satisfaction() -> Parameter {
        let bounds = Bounds::Higher {
            target: 0.8,
            limit: 0.75,
        };
        Parameter {
            estimator: Estimator::Proportion {
                item: "q1".to_owned(),
                chosen: vec!["4".to_owned(), "5".to_owned()],
            },
            ..parameter(Scale::Share, Text::default(), 1, bounds)
        }
    }

    pub fn grade() -> Parameter {
        let bounds = Bounds::Higher {
            target: 7.5,
            limit: 7.0,
        };
        parameter(
            Scale::Number,
            Text::both("cijfer 1-10", "grade 1-10"),
            2,
            bounds,
        )
    }

    pub fn lead_time() -> Parameter {
        let bounds = Bounds::Lower {
            target: 40.0,
            limit: 48.0,
        };
        parameter(
            Scale::Number,
            Text::both("werkuren", "working hours"),
            1,
            bounds,
        )
    }

    pub fn occupancy() -> Parameter {
        let bounds = Bounds::Between {
            target: [0.7, 0.8],
            limit: [0.65, 0.85],
        };
        parameter(Scale::Share, Text::default(), 1, bounds)
    }

    fn pen(language: &Language) -> Pen<'_> {
        Pen { language }
    }

    #[test]
    fn a_number_stays_on_its_side_of_target_and_limit() {
        let language = Language::dutch();
        assert_eq!(pen(&language).bare(&satisfaction(), 0.7499), "74,99");
        assert_eq!(pen(&language).bare(&satisfaction(), 0.7721), "77,2");
        assert_eq!(pen(&language).value(&grade(), 7.3642), "7,36");
    }

    #[test]
    fn targets_have_the_decimals_they_need_and_money_has_cents() {
        let language = Language::dutch();
        let pen = pen(&language);
        assert_eq!(pen.target(&occupancy()).replace('\u{a0}', " "), "70–80 %");
        assert_eq!(pen.sided(&lead_time(), [40.0; 2]), "≤ 40");
        assert_eq!(pen.sided(&grade(), [7.5; 2]), "≥ 7,5");
        let bounds = Bounds::Lower {
            target: 18.5,
            limit: 20.0,
        };
        let cost = parameter(Scale::Number, Text::both("EUR", "EUR"), 2, bounds);
        assert_eq!(
            (pen.target(&cost), pen.limit(&cost)),
            ("18,50".to_owned(), "20".to_owned())
        );
    }

    #[test]
    fn a_change_never_rounds_to_no_change() {
        let language = Language::dutch();
        let pen = pen(&language);
        assert_eq!(pen.bare_change(&satisfaction(), 0.162), "+16,2");
        assert_eq!(pen.bare_change(&satisfaction(), 0.0002), "+0,02");
        assert_eq!(pen.bare_change(&grade(), 0.0), "0,00");
    }

    #[test]
    fn an_interval_may_lack_an_end() {
        let language = Language::english();
        let pen = pen(&language);
        let hours = lead_time();
        assert_eq!(
            pen.interval(&hours, Spread::Between(33.1, 45.74)),
            "33.1 – 45.7"
        );
        assert_eq!(pen.interval(&hours, Spread::AtLeast(33.1)), "≥ 33.1");
        assert_eq!(Spread::between(Some(1.0), Some(1.0)), Spread::None);
    }

    #[test]
    fn a_unit_is_said_with_the_name_unless_the_name_says_it() {
        let language = Language::english();
        let mut grade = grade();
        assert_eq!(pen(&language).label(&grade), "Name (grade 1-10)");
        grade.name = Text::both("Kloof (a - b)", "Gap (a - b)");
        assert_eq!(pen(&language).label(&grade), "Gap (a - b), grade 1-10");
        grade.name = Text::both("Cijfer", "The grade 1-10");
        assert_eq!(pen(&language).label(&grade), "The grade 1-10");
    }
}
