//! Whether items that are meant to measure one thing do so, and what they say together.

use super::Scope;
use super::findings::{BatteryFinding, BatteryItem, Refusal};
use super::scales::{CONFIDENCE, Rows, ends, moments_by, people, spread};
use crate::domain::analysis::Battery;
use crate::stats::reliability::{Reliability, ReliabilityError, reliability};

/// Below this the items are shown, and no index of them.
const RELIABLE: f64 = 0.70;
/// Above this the items repeat one another.
const REPETITIVE: f64 = 0.95;

pub(super) fn batteries(scope: &Scope) -> Vec<BatteryFinding> {
    let declared = &scope.protocol.analysis.batteries;
    declared.iter().map(|one| battery(scope, one)).collect()
}

fn battery(scope: &Scope, battery: &Battery) -> BatteryFinding {
    match found(scope, battery) {
        Ok((rows, found)) => told(battery, &rows, &found),
        Err(refusal) => BatteryFinding {
            refusal: Some(refusal),
            ..BatteryFinding::empty(&battery.code)
        },
    }
}

fn found(scope: &Scope, battery: &Battery) -> Result<(Rows, Reliability), Refusal> {
    let mut rows = scope.rows(battery.items.iter())?;
    for (at, item) in battery.items.iter().enumerate() {
        if battery.reversed.contains(item) {
            let (_, values) = scope.scale(item)?;
            let around = values.first().unwrap_or(&0.0) + values.last().unwrap_or(&0.0);
            rows.iter_mut()
                .for_each(|(row, _)| row[at] = around - row[at]);
        }
    }
    let needed = scope.least();
    if people(&rows) < needed {
        return Err(Refusal::TooFew { needed });
    }
    let found = reliability(&spread(&rows), CONFIDENCE).map_err(|error| match error {
        ReliabilityError::TooFewPeople | ReliabilityError::OneItem => Refusal::TooFew { needed },
        ReliabilityError::Incomplete(_)
        | ReliabilityError::NoVariation
        | ReliabilityError::NotALevel(_) => Refusal::NoVariation { item: None },
    })?;
    Ok((rows, found))
}

/// The figure to go by: Spearman-Brown of two items, else omega where the model fits, else alpha.
fn decisive(found: &Reliability) -> f64 {
    found.spearman_brown.or(found.omega).unwrap_or(found.alpha)
}

fn told(battery: &Battery, rows: &Rows, found: &Reliability) -> BatteryFinding {
    let reliability = decisive(found);
    let k = battery.items.len() as f64;
    let index = moments_by(rows, |row| row.iter().sum::<f64>() / k);
    let index = index.filter(|_| reliability >= RELIABLE);
    let (low, high) = index.as_ref().map_or((None, None), ends);
    let items = battery
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| BatteryItem {
            item: item.clone(),
            mean: moments_by(rows, |row| row[at]).map_or(0.0, |m| m.mean),
            item_rest: found.item_rest[at],
            alpha_without: found.if_deleted.as_ref().and_then(|all| all[at]),
        });
    BatteryFinding {
        n: Some(found.n as u64),
        alpha: Some(found.alpha),
        low: Some(found.feldt.low),
        high: Some(found.feldt.high),
        omega: found.omega,
        spearman_brown: found.spearman_brown,
        items: items.collect(),
        index: index.map(|index| index.mean),
        index_low: low,
        index_high: high,
        is_repetitive: found.alpha > REPETITIVE,
        refusal: (reliability < RELIABLE).then_some(Refusal::Unreliable { reliability }),
        ..BatteryFinding::empty(&battery.code)
    }
}

impl BatteryFinding {
    fn empty(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            n: None,
            alpha: None,
            low: None,
            high: None,
            omega: None,
            spearman_brown: None,
            items: Vec::new(),
            index: None,
            index_low: None,
            index_high: None,
            is_repetitive: false,
            refusal: None,
        }
    }
}
