//! What staff thought beforehand, and what others reach, beside what was found.

use super::Scope;
use super::findings::{BenchmarkFinding, Beside, MirrorFinding, Side};
use super::results::{ParameterResult, Reason};
use crate::domain::analysis::Mirror;

/// The mirrors of this wave: those asked after the evidence of the wave before it ended, and before
/// its own did.
pub(super) fn mirrors(scope: &Scope, results: &[ParameterResult]) -> Vec<MirrorFinding> {
    let declared = scope.protocol.analysis.mirrors.iter();
    let of_wave = declared.filter(|mirror| is_of(scope, mirror));
    of_wave
        .filter_map(|mirror| {
            let result = results.iter().find(|one| one.code == mirror.parameter)?;
            Some(MirrorFinding {
                parameter: mirror.parameter.clone(),
                estimate: mirror.estimate,
                staff: u64::from(mirror.staff),
                asked_on: mirror.asked_on,
                beside: beside(result, mirror.estimate),
            })
        })
        .collect()
}

fn is_of(scope: &Scope, mirror: &Mirror) -> bool {
    let waves = scope.protocol.waves.iter();
    let first = waves
        .filter(|wave| wave.evidence_to >= mirror.asked_on)
        .min_by_key(|wave| wave.evidence_to);
    first.is_some_and(|wave| wave.number == scope.wave.number)
}

/// What others reach holds for every wave.
pub(super) fn benchmarks(scope: &Scope, results: &[ParameterResult]) -> Vec<BenchmarkFinding> {
    let declared = scope.protocol.analysis.benchmarks.iter().enumerate();
    declared
        .filter_map(|(at, benchmark)| {
            let result = results.iter().find(|one| one.code == benchmark.parameter)?;
            Some(BenchmarkFinding {
                parameter: benchmark.parameter.clone(),
                at: at as u64,
                value: benchmark.value,
                beside: beside(result, benchmark.value),
            })
        })
        .collect()
}

/// The sampling error of the other number is not known, so it is not in the interval.
fn beside(result: &ParameterResult, number: f64) -> Beside {
    let few = matches!(result.reason, Some(Reason::BelowMinimumBase { .. }));
    let Some(value) = result.value.filter(|_| result.shown && !few) else {
        return Beside {
            difference: None,
            low: None,
            high: None,
            side: Side::Unknown,
        };
    };
    let (low, high) = (
        result.low.map(|end| end - number),
        result.high.map(|end| end - number),
    );
    Beside {
        difference: Some(value - number),
        low,
        high,
        side: match (low, high) {
            (Some(low), _) if low > 0.0 => Side::Above,
            (_, Some(high)) if high < 0.0 => Side::Below,
            _ => Side::Undecided,
        },
    }
}
