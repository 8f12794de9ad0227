//! Who answered, and how the answers are spread.

use super::results::{CodeCount, Distribution, NamedRate, ResponseResult, SegmentResponse};
use super::{Scope, estimate};
use crate::domain::dataset;
use crate::domain::evidence::{Completeness, Dispositions};
use crate::domain::parameter::Parameter;
use crate::stats::response_rate::{self, ResponseRates};
use crate::stats::suppression;

pub(super) fn response(scope: &Scope) -> ResponseResult {
    let sizes = scope.grouping.sizes();
    let hidden = hide(&sizes[1..], sizes[0], threshold(scope));
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
    let rates = rates(scope.dispositions);
    ResponseResult {
        population: u64::from(scope.protocol.population()),
        complete: scope.responses.completeness(Completeness::Complete),
        partial: scope.responses.completeness(Completeness::Partial),
        break_off: scope.responses.completeness(Completeness::BreakOff),
        by_open_link: scope.by_open_link,
        dispositions: scope.dispositions,
        rr1: rates.and_then(|rates| rates.rr1),
        rr2: rates.and_then(|rates| rates.rr2),
        rates: rates.as_ref().map(named).unwrap_or_default(),
        segments: segments.collect(),
    }
}

/// AAPOR's rates. Whether somebody is eligible is known of every client on the list, so nothing has
/// to be assumed of those who are not (`e` = 1).
fn rates(dispositions: Option<Dispositions>) -> Option<ResponseRates> {
    let d = dispositions?;
    let counts = response_rate::Dispositions {
        complete: d.complete,
        partial: d.partial,
        refusal: d.refusal,
        non_contact: d.non_contact,
        other: d.other,
        unknown_household: d.unknown_household,
        unknown_other: d.unknown_other,
    };
    response_rate::rates(&counts, 1.0).ok()
}

fn named(rates: &ResponseRates) -> Vec<NamedRate> {
    let all = [
        ("RR1", rates.rr1),
        ("RR2", rates.rr2),
        ("RR3", rates.rr3),
        ("RR4", rates.rr4),
        ("RR5", rates.rr5),
        ("RR6", rates.rr6),
        ("COOP1", rates.coop1),
        ("COOP2", rates.coop2),
        ("REF1", rates.ref1),
        ("CON1", rates.con1),
    ];
    let known = all.into_iter().filter_map(|(name, value)| {
        let name = name.to_owned();
        Some(NamedRate {
            name,
            value: value?,
        })
    });
    known.collect()
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
            let told = column.told(&counts)?.into_iter().filter(|_| shown);
            Some(Distribution {
                item: column.item.clone(),
                shown,
                n: shown.then_some(n),
                missing: shown.then_some(counts.missing),
                not_applicable: shown.then_some(counts.not_applicable),
                counts: told
                    .map(|(code, count)| CodeCount { code, count })
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
    let all = estimate::answered(scope, parameter);
    let elsewhere = all.saturating_sub(answered.iter().sum());
    hide(&answered, elsewhere, threshold(scope))
}

/// The groups that must not be shown beside their total: too small, or hiding one that is. Those
/// whose segment is not known are `elsewhere`: never shown, but the total counts them, so they are
/// what is left of it when all segments are taken away.
fn hide(sizes: &[u64], elsewhere: u64, threshold: u64) -> Vec<usize> {
    let all: Vec<u64> = sizes.iter().copied().chain([elsewhere]).collect();
    let found = suppression::segments(&all, threshold);
    let mut hidden: Vec<usize> = found
        .primary
        .into_iter()
        .chain(found.complementary)
        .filter(|at| *at < sizes.len())
        .collect();
    hidden.sort_unstable();
    hidden
}

#[cfg(test)]
mod tests {
    use super::hide;

    #[test]
    fn a_single_small_group_takes_the_smallest_other_with_it() {
        assert_eq!(hide(&[3, 40, 20, 60], 0, 5), vec![0, 2]);
        assert_eq!(hide(&[3, 2, 40], 0, 5), vec![0, 1]);
        assert_eq!(hide(&[1, 2, 40, 30], 0, 5), vec![0, 1, 3]);
        assert_eq!(hide(&[0, 40, 20], 0, 5), Vec::<usize>::new());
    }

    #[test]
    fn a_few_clients_of_no_segment_cannot_be_found_as_what_is_left_of_the_total() {
        assert_eq!(hide(&[40, 20, 60], 2, 5), vec![1]);
        assert_eq!(hide(&[3, 20, 60], 4, 5), vec![0]);
        assert_eq!(hide(&[40, 20, 60], 9, 5), Vec::<usize>::new());
    }
}
