//! What an outcome goes together with, how sure that is, and what to take up first.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::Scope;
use super::findings::{DriverFinding, DriverItem, Priorities, Priority, Quadrant, Refusal};
use super::scales::{CONFIDENCE, Rows, people, spread};
use crate::domain::analysis::{Crosshair, DriverPlan};
use crate::stats::drivers::{self, DriverError, Drivers};
use crate::stats::ipa;

const REPLICATES: u64 = 1_000;
/// People for every driver, and in all: below either there is no analysis.
const PEOPLE_PER_DRIVER: u64 = 10;
const LEAST_PEOPLE: u64 = 100;
/// Below this share of the outcome nothing is ranked.
const LEAST_EXPLAINED: f64 = 0.2;

pub(super) fn drivers(scope: &Scope) -> Vec<DriverFinding> {
    let declared = &scope.protocol.analysis.drivers;
    declared.iter().map(|plan| finding(scope, plan)).collect()
}

fn finding(scope: &Scope, plan: &DriverPlan) -> DriverFinding {
    let importance = |at: usize| scope.mean(plan.importance.get(at)?);
    let items = plan.items.iter().enumerate().map(|(at, item)| DriverItem {
        item: item.clone(),
        weight: None,
        low: None,
        high: None,
        shapley: None,
        beta: None,
        performance: scope.mean(item),
        importance: importance(at),
    });
    let mut finding = DriverFinding {
        code: plan.code.clone(),
        n: None,
        r2: None,
        replicates: REPLICATES,
        seed: scope.protocol.rules.seed,
        items: items.collect(),
        refusal: None,
        derived: None,
        stated: None,
    };
    finding.stated = priorities(&finding.items, |item| item.importance, plan.crosshair);
    match analysed(scope, plan) {
        Err(refusal) => finding.refusal = Some(refusal),
        Ok((rows, found)) => {
            finding.n = Some(found.n as u64);
            finding.r2 = Some(found.r2);
            if found.r2 < LEAST_EXPLAINED {
                finding.refusal = Some(Refusal::WeakModel { r2: found.r2 });
            } else {
                weigh(&mut finding, &rows, &found);
                finding.derived = priorities(&finding.items, |item| item.weight, None);
            }
        }
    }
    finding
}

/// The drivers with the outcome last.
fn analysed(scope: &Scope, plan: &DriverPlan) -> Result<(Rows, Drivers), Refusal> {
    let rows = scope.rows(plan.items.iter().chain([&plan.outcome]))?;
    let needed = (PEOPLE_PER_DRIVER * plan.items.len() as u64)
        .max(LEAST_PEOPLE)
        .max(scope.least());
    if people(&rows) < needed {
        return Err(Refusal::TooFew { needed });
    }
    let mut of_drivers = spread(&rows);
    let outcome: Vec<f64> = of_drivers.iter_mut().filter_map(Vec::pop).collect();
    let found = drivers::correlations(&of_drivers, &outcome)
        .and_then(|found| drivers::drivers(&found))
        .map_err(|error| match error {
            DriverError::DriverConstant(at) => Refusal::NoVariation {
                item: plan.items.get(at).cloned(),
            },
            DriverError::OutcomeConstant => Refusal::NoVariation {
                item: Some(plan.outcome.clone()),
            },
            DriverError::Collinear => Refusal::Collinear,
            DriverError::NoDrivers
            | DriverError::Incomplete(_)
            | DriverError::NotPaired { .. }
            | DriverError::TooFew { .. } => Refusal::TooFew { needed },
        })?;
    Ok((rows, found))
}

fn weigh(finding: &mut DriverFinding, rows: &Rows, found: &Drivers) {
    let mut rng = ChaCha8Rng::seed_from_u64(finding.seed);
    let intervals = drivers::bootstrap(rows, REPLICATES as usize, CONFIDENCE, &mut rng);
    for (at, item) in finding.items.iter_mut().enumerate() {
        item.weight = Some(found.johnson[at] / found.r2);
        item.shapley = found.lmg.as_ref().map(|shares| shares[at] / found.r2);
        item.beta = Some(found.beta[at]);
        item.low = intervals.get(at).map(|interval| interval.low);
        item.high = intervals.get(at).map(|interval| interval.high);
    }
}

/// The matrix of the items that have both figures; `None` with fewer than two.
fn priorities(
    items: &[DriverItem],
    importance: impl Fn(&DriverItem) -> Option<f64>,
    agreed: Option<Crosshair>,
) -> Option<Priorities> {
    let known: Vec<(&DriverItem, f64, f64)> = items
        .iter()
        .filter_map(|item| Some((item, importance(item)?, item.performance?)))
        .collect();
    if known.len() < 2 {
        return None;
    }
    let of =
        |at: fn(&(&DriverItem, f64, f64)) -> f64| -> Vec<f64> { known.iter().map(at).collect() };
    let lines = agreed.map_or(ipa::Crosshair::DataMeans, |lines| ipa::Crosshair::Fixed {
        importance: lines.importance,
        performance: lines.performance,
    });
    let found = ipa::ipa(&of(|one| one.1), &of(|one| one.2), lines).ok()?;
    let placed = known.iter().zip(&found.quadrants);
    Some(Priorities {
        importance: found.importance?,
        performance: found.performance?,
        agreed: agreed.is_some(),
        items: placed
            .map(|((item, importance, performance), quadrant)| Priority {
                item: item.item.clone(),
                importance: *importance,
                performance: *performance,
                quadrant: Quadrant::from(*quadrant),
            })
            .collect(),
    })
}

impl From<ipa::Quadrant> for Quadrant {
    fn from(quadrant: ipa::Quadrant) -> Self {
        match quadrant {
            ipa::Quadrant::KeepUp => Self::KeepUp,
            ipa::Quadrant::ConcentrateHere => Self::ConcentrateHere,
            ipa::Quadrant::LowPriority => Self::LowPriority,
            ipa::Quadrant::PossibleOverkill => Self::PossibleOverkill,
        }
    }
}
