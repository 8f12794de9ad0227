//! What it would pay to adjust first: offered to those who decide, never imposed.

use super::evaluation::findings::{DriverFinding, Priorities, Quadrant};
use super::evaluation::results::{ParameterResult, SegmentResult, WaveResult};
use super::parameter::{Bounds, Parameter};
use super::proceedings::{Adjustment, AdjustmentState, Cause};
use super::protocol::Protocol;
use super::verdict::Verdict;

/// More than this is no priority any more.
const MOST: usize = 5;

/// What is offered, in two lists of at most five.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    /// What is important and the least good, and what weighs most in an outcome below its target.
    pub priorities: Vec<Offer>,
    /// What falls furthest short of what was agreed, the furthest first.
    pub short: Vec<Offer>,
}

/// One place to look at, with the parameter that would show whether it helped.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub why: Why,
    pub parameter: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// An item of an analysis of drivers.
    Item {
        item: String,
        /// Of which it is thought to be a part.
        outcome: String,
        /// Important by what goes together with the outcome, and less good than the others.
        derived: bool,
        /// Important by what clients say, and less good than the others.
        stated: bool,
        /// Its weight is certainly above an equal share, and a target is not met.
        driver: bool,
    },
    /// A guarantee whose sanction is proposed.
    Charter(String),
    /// A segment where the limit is not met, while all together it may be.
    Segment(String),
    /// A parameter that does not meet its target, and perhaps not its limit.
    Parameter,
}

impl Offer {
    /// What it would be the cause of, in a new adjustment; an item that nothing measures has no code.
    pub fn cause(&self) -> Option<(Cause, &str)> {
        match &self.why {
            Why::Charter(code) => Some((Cause::Charter, code)),
            Why::Segment(code) => Some((Cause::Segment, code)),
            Why::Item { .. } | Why::Parameter => {
                let code = self.parameter.as_deref()?;
                Some((Cause::Parameter, code))
            }
        }
    }

    pub fn segment(&self) -> Option<&str> {
        match &self.why {
            Why::Segment(code) => Some(code),
            Why::Item { .. } | Why::Charter(_) | Why::Parameter => None,
        }
    }

    /// Whether `adjustment`, of the wave `wave`, is about the same.
    pub fn is_taken_up_by(&self, adjustment: &Adjustment, wave: u32) -> bool {
        let same = match self.cause() {
            Some((Cause::Charter, code)) => {
                adjustment.cause == Cause::Charter && adjustment.cause_code == code
            }
            Some(_) => {
                adjustment.parameter == self.parameter
                    && adjustment.segment.as_deref() == self.segment()
            }
            None => false,
        };
        same && adjustment.wave == wave && adjustment.state != AdjustmentState::Dropped
    }
}

/// What the wave's figures offer.
pub fn offers(protocol: &Protocol, wave: &WaveResult) -> Offers {
    Offers {
        priorities: priorities(protocol, wave),
        short: short(protocol, wave),
    }
}

fn priorities(protocol: &Protocol, wave: &WaveResult) -> Vec<Offer> {
    let plans = protocol.analysis.drivers.iter();
    let found = plans.zip(&wave.findings.drivers);
    let mut offers: Vec<(f64, Offer)> = found
        .flat_map(|(plan, finding)| of_drivers(protocol, wave, &plan.outcome, finding))
        .collect();
    offers.sort_by(|a, b| b.0.total_cmp(&a.0));
    taken(offers)
}

/// The items of one analysis that are worth a look, with their weight.
fn of_drivers(
    protocol: &Protocol,
    wave: &WaveResult,
    outcome: &str,
    finding: &DriverFinding,
) -> Vec<(f64, Offer)> {
    let equal = 1.0 / finding.items.len().max(1) as f64;
    let items = finding.items.iter().filter_map(|one| {
        let parameter =
            measuring(protocol, wave, &one.item).or_else(|| measuring(protocol, wave, outcome));
        let is_below = parameter.is_some_and(|result| result.target_verdict == Verdict::NotMet);
        let driver = is_below && one.low.is_some_and(|low| low > equal);
        let derived = is_first(finding.derived.as_ref(), &one.item);
        let stated = is_first(finding.stated.as_ref(), &one.item);
        (driver || derived || stated).then(|| {
            let why = Why::Item {
                item: one.item.clone(),
                outcome: outcome.to_owned(),
                derived,
                stated,
                driver,
            };
            let parameter = parameter.map(|result| result.code.clone());
            (one.weight.unwrap_or(0.0), Offer { why, parameter })
        })
    });
    items.collect()
}

fn is_first(matrix: Option<&Priorities>, item: &str) -> bool {
    let mut placed = matrix.iter().flat_map(|matrix| &matrix.items);
    placed.any(|one| one.item == item && one.quadrant == Quadrant::ConcentrateHere)
}

/// The parameter that reads `item`: one below its target before one that is not.
fn measuring<'a>(
    protocol: &Protocol,
    wave: &'a WaveResult,
    item: &str,
) -> Option<&'a ParameterResult> {
    let reading = protocol.parameters.iter();
    let reading = reading.filter(|one| one.estimator.items().contains(&item));
    let results: Vec<&ParameterResult> = reading
        .filter_map(|one| wave.parameter(&one.code))
        .collect();
    let mut below = results.iter();
    let below = below.find(|result| result.target_verdict == Verdict::NotMet);
    below.or(results.first()).copied()
}

fn short(protocol: &Protocol, wave: &WaveResult) -> Vec<Offer> {
    let charters = protocol.charters.iter().filter(|charter| {
        let mut found = wave.charters.iter();
        found.any(|one| one.code == charter.code && one.triggered == Some(true))
    });
    let mut offers: Vec<(f64, Offer)> = charters
        .map(|charter| {
            let offer = Offer {
                why: Why::Charter(charter.code.clone()),
                parameter: Some(charter.parameter.clone()),
            };
            (f64::INFINITY, offer)
        })
        .collect();
    let segments = protocol.segments.iter();
    offers.extend(segments.filter_map(|one| of_segment(protocol, wave, &one.code)));
    let parameters = protocol.parameters.iter();
    offers.extend(parameters.filter_map(|one| of_parameter(one, wave)));
    offers.sort_by(|a, b| b.0.total_cmp(&a.0));
    taken(offers)
}

fn taken(offers: Vec<(f64, Offer)>) -> Vec<Offer> {
    let offers = offers.into_iter().map(|(_, offer)| offer);
    offers.take(MOST).collect()
}

/// What falls furthest short in the segment, of all whose limit is not met there but may be in whole.
fn of_segment(protocol: &Protocol, wave: &WaveResult, code: &str) -> Option<(f64, Offer)> {
    let worst = protocol.parameters.iter().filter_map(|parameter| {
        let whole = wave.parameter(&parameter.code)?;
        let mut segments = whole.segments.iter();
        let there: &SegmentResult = segments.find(|one| one.segment == code && one.shown)?;
        let is_apart =
            there.limit_verdict == Verdict::NotMet && whole.limit_verdict != Verdict::NotMet;
        is_apart.then_some((shortfall(parameter.bounds, there.value?), parameter))
    });
    let (far, parameter) = worst.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let offer = Offer {
        why: Why::Segment(code.to_owned()),
        parameter: Some(parameter.code.clone()),
    };
    Some((far, offer))
}

fn of_parameter(parameter: &Parameter, wave: &WaveResult) -> Option<(f64, Offer)> {
    let result = wave.parameter(&parameter.code)?;
    if !result.shown || result.target_verdict != Verdict::NotMet {
        return None;
    }
    let offer = Offer {
        why: Why::Parameter,
        parameter: Some(parameter.code.clone()),
    };
    Some((shortfall(parameter.bounds, result.value?), offer))
}

/// How far a value falls short of its target, in distances from target to limit: above 1 it is beyond
/// the limit too. So parameters of different units can be put in order. Where target and limit are
/// one, whatever falls short is at the limit, however far.
fn shortfall(bounds: Bounds, value: f64) -> f64 {
    let short = -bounds.distance(value);
    match bounds {
        Bounds::Higher { target, limit } | Bounds::Lower { target, limit } if target == limit => {
            short.signum()
        }
        _ => short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn falling_short_is_told_in_distances_from_target_to_limit() {
        let higher = Bounds::Higher {
            target: 0.8,
            limit: 0.75,
        };
        let lower = Bounds::Lower {
            target: 60.0,
            limit: 80.0,
        };
        let between = Bounds::Between {
            target: [0.7, 0.8],
            limit: [0.65, 0.9],
        };
        let near = |found: f64, expected: f64| {
            assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
        };
        near(shortfall(higher, 0.7), 2.0);
        near(shortfall(higher, 0.9), -2.0);
        near(shortfall(lower, 70.0), 0.5);
        near(shortfall(between, 0.6), 2.0);
        near(shortfall(between, 0.85), 0.5);
        let strict = Bounds::Higher {
            target: 1.0,
            limit: 1.0,
        };
        near(shortfall(strict, 0.4), 1.0);
    }
}
