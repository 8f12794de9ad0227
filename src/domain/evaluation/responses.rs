//! Who answered, and how the answers are spread.

use super::results::{CodeCount, Distribution, ResponseResult, SegmentResponse};
use super::{Scope, estimate};
use crate::domain::dataset;
use crate::domain::evidence::{Completeness, Dispositions};
use crate::domain::parameter::Parameter;

pub(super) fn response(scope: &Scope) -> ResponseResult {
    let sizes = scope.grouping.sizes();
    let hidden = hide(&sizes[1..], threshold(scope));
    let segments = scope
        .protocol
        .segments
        .iter()
        .enumerate()
        .map(|(at, segment)| SegmentResponse {
            segment: segment.code.clone(),
            population: u64::from(segment.population),
            responses: (!hidden.contains(&at)).then(|| sizes[at + 1]),
        });
    ResponseResult {
        population: u64::from(scope.protocol.population()),
        complete: scope.responses.completeness(Completeness::Complete),
        partial: scope.responses.completeness(Completeness::Partial),
        break_off: scope.responses.completeness(Completeness::BreakOff),
        dispositions: scope.dispositions,
        rr1: scope
            .dispositions
            .and_then(|d| share(d.complete, asked(&d))),
        rr2: scope
            .dispositions
            .and_then(|d| share(d.complete + d.partial, asked(&d))),
        segments: segments.collect(),
    }
}

/// Everybody who was, or may have been, eligible: the denominator of AAPOR's RR1 and RR2.
fn asked(d: &Dispositions) -> u64 {
    d.complete
        + d.partial
        + d.refusal
        + d.non_contact
        + d.other
        + d.unknown_household
        + d.unknown_other
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn threshold(scope: &Scope) -> u64 {
    u64::from(scope.protocol.rules.privacy_threshold)
}

/// The answers to every item that can be counted; hidden when too few answered.
pub(super) fn distributions(scope: &Scope) -> Vec<Distribution> {
    scope
        .responses
        .columns()
        .iter()
        .filter_map(|column| {
            let counts = dataset::total(scope.counts.get(column.item.as_str())?);
            let n = counts.answered();
            let shown = n >= threshold(scope);
            let by_code = column.codes.iter().zip(&counts.by_code);
            Some(Distribution {
                item: column.item.clone(),
                shown,
                n: shown.then_some(n),
                missing: shown.then_some(counts.missing),
                not_applicable: shown.then_some(counts.not_applicable),
                counts: by_code
                    .filter(|_| shown)
                    .map(|(code, count)| CodeCount {
                        code: code.clone(),
                        count: *count,
                    })
                    .collect(),
            })
        })
        .collect()
}

/// The segments whose result of `parameter` must not be shown beside the total.
pub(super) fn hidden_segments(scope: &Scope, parameter: &Parameter) -> Vec<usize> {
    let answered: Vec<u64> = (0..scope.protocol.segments.len())
        .map(|at| estimate::answered_in(scope, parameter, at))
        .collect();
    hide(&answered, threshold(scope))
}

/// Primary suppression of groups under the threshold, and complementary suppression so that no
/// hidden group follows from the total: while exactly one group is hidden, or the hidden ones
/// together have fewer than the threshold, the smallest shown group with answers is hidden too.
fn hide(sizes: &[u64], threshold: u64) -> Vec<usize> {
    let mut hidden: Vec<usize> = (0..sizes.len())
        .filter(|at| (1..threshold).contains(&sizes[*at]))
        .collect();
    while !hidden.is_empty() {
        let together: u64 = hidden.iter().map(|at| sizes[*at]).sum();
        if hidden.len() > 1 && together >= threshold {
            break;
        }
        let shown = (0..sizes.len()).filter(|at| sizes[*at] > 0 && !hidden.contains(at));
        match shown.min_by_key(|at| sizes[*at]) {
            Some(smallest) => hidden.push(smallest),
            None => break,
        }
    }
    hidden.sort_unstable();
    hidden
}

#[cfg(test)]
mod tests {
    use super::hide;

    #[test]
    fn a_single_small_group_takes_the_smallest_other_with_it() {
        assert_eq!(hide(&[3, 40, 20, 60], 5), vec![0, 2]);
        assert_eq!(hide(&[3, 2, 40], 5), vec![0, 1]);
        assert_eq!(hide(&[1, 2, 40, 30], 5), vec![0, 1, 3]);
        assert_eq!(hide(&[0, 40, 20], 5), Vec::<usize>::new());
    }
}
