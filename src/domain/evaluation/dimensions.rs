//! Expectation against perception per dimension, and what clients take a feature for.

use super::Scope;
use super::findings::{FeatureFinding, GapFinding, Refusal};
use super::scales::CONFIDENCE;
use crate::domain::analysis::{Feature, GapPlan};
use crate::domain::dataset::Cell;
use crate::stats::difference::paired_t;
use crate::stats::kano::kano;
use crate::stats::mean::moments_of;
use crate::stats::multiplicity;

/// Kano's categories of fewer people are left unsaid.
const LEAST_FOR_KANO: u64 = 20;

pub(super) fn gaps(scope: &Scope) -> Vec<GapFinding> {
    let declared = &scope.protocol.analysis.gaps;
    let mut found: Vec<GapFinding> = declared
        .iter()
        .map(|plan| {
            gap(scope, plan).unwrap_or_else(|refusal| GapFinding {
                refusal: Some(refusal),
                ..GapFinding::empty(&plan.code)
            })
        })
        .collect();
    let p_values: Vec<Option<f64>> = found.iter().map(|gap| gap.p).collect();
    let adjusted = multiplicity::holm(&p_values).unwrap_or_default();
    for (gap, adjusted) in found.iter_mut().zip(adjusted) {
        gap.p_holm = adjusted;
    }
    found
}

/// Per person the mean over the pairs that were answered, so that each person counts once.
fn gap(scope: &Scope, plan: &GapPlan) -> Result<GapFinding, Refusal> {
    let pairs: Vec<_> = plan
        .expected
        .iter()
        .zip(&plan.perceived)
        .map(|(expected, perceived)| Ok((scope.scale(expected)?, scope.scale(perceived)?)))
        .collect::<Result<_, Refusal>>()?;
    let mut people: Vec<(f64, f64)> = Vec::new();
    for row in (0..scope.responses.len()).filter(|row| scope.grouping.enters(*row)) {
        let (mut expected, mut perceived, mut answered) = (0.0, 0.0, 0.0);
        for ((first, values), (second, others)) in &pairs {
            if let (Cell::Code(a), Cell::Code(b)) = (first.cell(row), second.cell(row)) {
                expected += values[a];
                perceived += others[b];
                answered += 1.0;
            }
        }
        if answered > 0.0 {
            people.push((expected / answered, perceived / answered));
        }
    }
    let needed = scope.least();
    if (people.len() as u64) < needed {
        return Err(Refusal::TooFew { needed });
    }
    // Sorted, so that the order of rows cannot change a bit.
    people.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let of = |pick: fn(&(f64, f64)) -> f64| -> Vec<f64> { people.iter().map(pick).collect() };
    let found = paired_t(
        &of(|(expected, perceived)| perceived - expected),
        CONFIDENCE,
    )
    .ok_or(Refusal::TooFew { needed })?;
    Ok(GapFinding {
        n: Some(found.n),
        expected: moments_of(&of(|person| person.0)).map(|m| m.mean),
        perceived: moments_of(&of(|person| person.1)).map(|m| m.mean),
        gap: Some(found.mean),
        low: found.interval.map(|interval| interval.low),
        high: found.interval.map(|interval| interval.high),
        p: found.p,
        ..GapFinding::empty(&plan.code)
    })
}

pub(super) fn features(scope: &Scope) -> Vec<FeatureFinding> {
    let declared = &scope.protocol.analysis.features;
    declared
        .iter()
        .map(|plan| {
            feature(scope, plan).unwrap_or_else(|refusal| FeatureFinding {
                refusal: Some(refusal),
                ..FeatureFinding::empty(&plan.code)
            })
        })
        .collect()
}

fn feature(scope: &Scope, plan: &Feature) -> Result<FeatureFinding, Refusal> {
    let (with, _) = scope.scale(&plan.functional)?;
    let (without, _) = scope.scale(&plan.dysfunctional)?;
    let mut pairs: Vec<(u8, u8)> = Vec::new();
    for row in (0..scope.responses.len()).filter(|row| scope.grouping.enters(*row)) {
        if let (Cell::Code(a), Cell::Code(b)) = (with.cell(row), without.cell(row)) {
            // Scales of 1 to 5, by the check of protocol and surveys.
            let answer = |code: usize| u8::try_from(code + 1).unwrap_or(u8::MAX);
            pairs.push((answer(a), answer(b)));
        }
    }
    let needed = LEAST_FOR_KANO.max(scope.threshold());
    let n = pairs.len() as u64;
    if n < needed {
        return Err(Refusal::TooFew { needed });
    }
    let (first, second): (Vec<_>, Vec<_>) = pairs.iter().map(|(a, b)| (Some(*a), Some(*b))).unzip();
    let found = kano(&first, &second).map_err(|_| Refusal::NotAsked {
        item: plan.functional.clone(),
    })?;
    Ok(FeatureFinding {
        n: Some(n),
        counts: found.counts.to_vec(),
        category: found.category.map(|category| category.letter().to_owned()),
        better: found.better,
        worse: found.worse,
        ..FeatureFinding::empty(&plan.code)
    })
}

impl GapFinding {
    fn empty(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            n: None,
            expected: None,
            perceived: None,
            gap: None,
            low: None,
            high: None,
            p: None,
            p_holm: None,
            refusal: None,
        }
    }
}

impl FeatureFinding {
    fn empty(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            n: None,
            counts: Vec::new(),
            category: None,
            better: None,
            worse: None,
            refusal: None,
        }
    }
}
