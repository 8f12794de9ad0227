//! Those who answered early beside those who answered late: a hint of what the silent would say.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Scope;
use super::apart::{Numbers, tested, total};
use super::estimate::numbers;
use super::findings::{EarlyLate, EarlyLateDifference, EarlyLateRefusal};
use crate::domain::parameter::{Evidence, Parameter};
use crate::domain::protocol::PrivacyMode;
use crate::stats::{mean::moments, multiplicity};

const EARLY: usize = 0;
const LATE: usize = 1;

/// Splits the answers at the day that comes nearest to halves, and compares late with early for
/// every parameter of a sample; the p-values are one family (Holm). Always says why when it cannot.
pub(super) fn early_late(scope: &Scope) -> Option<EarlyLate> {
    Some(found(scope).unwrap_or_else(|refusal| EarlyLate {
        until: None,
        early: None,
        late: None,
        differences: Vec::new(),
        refusal: Some(refusal),
    }))
}

fn found(scope: &Scope) -> Result<EarlyLate, EarlyLateRefusal> {
    if scope.wave.privacy_mode == PrivacyMode::Anonymous {
        return Err(EarlyLateRefusal::Anonymous);
    }
    let mut by_day: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    for row in scope.grouping.entering() {
        if let Some(day) = scope.responses.origin(row).day {
            *by_day.entry(day).or_default() += 1;
        }
    }
    if by_day.is_empty() {
        return Err(EarlyLateRefusal::NoDays);
    }
    let (until, early, late) = halves(&by_day).ok_or(EarlyLateRefusal::TooFew)?;
    if early.min(late) < scope.least() {
        return Err(EarlyLateRefusal::TooFew);
    }
    let split = scope.regrouped(scope.grouping.split(2, |row, _| {
        let day = scope.responses.origin(row).day?;
        Some(if day <= until { EARLY } else { LATE })
    }));
    let parameters = scope.protocol.parameters.iter();
    let mut differences: Vec<EarlyLateDifference> = parameters
        .filter(|parameter| parameter.evidence != Evidence::Complete)
        .filter_map(|parameter| difference(scope, &split, parameter))
        .collect();
    let p_values: Vec<Option<f64>> = differences.iter().map(|one| one.p).collect();
    let adjusted = multiplicity::holm(&p_values).unwrap_or_default();
    for (one, adjusted) in differences.iter_mut().zip(adjusted) {
        one.p_holm = adjusted;
    }
    Ok(EarlyLate {
        until: Some(until),
        early: Some(early),
        late: Some(late),
        differences,
        refusal: None,
    })
}

/// The last early day, with how many answered until it and after it; the first of equals. `None`
/// when all answered on one day.
fn halves(by_day: &BTreeMap<NaiveDate, u64>) -> Option<(NaiveDate, u64, u64)> {
    let all: u64 = by_day.values().sum();
    let mut early = 0;
    let cuts = by_day.iter().map(|(day, count)| {
        early += count;
        (*day, early, all - early)
    });
    let cuts = cuts.filter(|(_, _, late)| *late > 0);
    cuts.min_by_key(|(_, early, late)| early.abs_diff(*late))
}

/// Late minus early; `None` when either is too small, or when those of no known day are so few that
/// they would follow from the whole.
fn difference(scope: &Scope, split: &Scope, parameter: &Parameter) -> Option<EarlyLateDifference> {
    let of = |group| numbers(split, parameter, Some(group)).ok();
    let (early, late): (Numbers, Numbers) = (of(EARLY)?, of(LATE)?);
    let dated = total(&early) + total(&late);
    let undated = total(&numbers(scope, parameter, None).ok()?).saturating_sub(dated);
    let follows = (1..scope.threshold()).contains(&undated);
    if follows || total(&early).min(total(&late)) < scope.least() {
        return None;
    }
    let found = tested(parameter, &late, &early)?;
    Some(EarlyLateDifference {
        parameter: parameter.code.clone(),
        early: moments(&early)?.mean,
        late: moments(&late)?.mean,
        difference: found.difference,
        low: found.low,
        high: found.high,
        p: found.p,
        p_holm: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, day).unwrap()
    }

    #[test]
    fn the_cut_comes_nearest_to_halves() {
        let days = BTreeMap::from([(day(1), 40), (day(2), 15), (day(3), 30), (day(9), 15)]);
        assert_eq!(halves(&days), Some((day(2), 55, 45)));
    }

    #[test]
    fn one_day_has_no_halves() {
        assert_eq!(halves(&BTreeMap::from([(day(1), 40)])), None);
        assert_eq!(halves(&BTreeMap::new()), None);
    }
}
