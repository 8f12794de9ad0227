//! What the figures of both cases offer to adjust.

use peil::domain::offers::{Offer, Offers, Why, offers};
use peil::domain::verdict::Verdict;

use super::case::{CASE, Case};
use super::library;

fn offered(case: &Case) -> Offers {
    offers(&case.protocol, case.evaluation.wave(1).unwrap())
}

fn measured_by(offers: &[Offer]) -> Vec<&str> {
    let codes = offers.iter().filter_map(|one| one.parameter.as_deref());
    codes.collect()
}

fn prompt_help(driver: bool) -> Offer {
    let why = Why::Item {
        item: "q11_responsive".to_owned(),
        outcome: "q1_satisfied".to_owned(),
        derived: true,
        stated: false,
        driver,
    };
    let parameter = Some("P01".to_owned());
    Offer { why, parameter }
}

/// Being helped promptly weighs more than the mean of five items, at a mean answer under the other
/// four; no parameter reads it, so that its effect shows in overall satisfaction.
#[test]
fn the_service_desk_is_offered_what_weighs_most_and_what_falls_furthest_short() {
    let found = offered(&CASE);
    assert_eq!(found.priorities, [prompt_help(false)]);
    let [charter, field_staff, gap, rest @ ..] = found.short.as_slice() else {
        panic!("{:?}", found.short);
    };
    assert_eq!(charter.why, Why::Charter("H1".to_owned()));
    assert_eq!(field_staff.why, Why::Segment("BO".to_owned()));
    assert_eq!(field_staff.parameter.as_deref(), Some("P01"));
    // P06 lies 1.2 times the distance from target to limit behind, P01 and P03 about half of it.
    assert_eq!(gap.why, Why::Parameter);
    assert_eq!(gap.parameter.as_deref(), Some("P06"));
    assert_eq!(measured_by(rest), ["P01", "P03"]);
}

/// The library asks how important each item is: what members say comes beside what is derived.
#[test]
fn the_library_is_offered_what_its_members_find_important_and_rate_low() {
    let found = offered(&library::CASE);
    let stated = found.priorities.iter().filter_map(|one| match &one.why {
        Why::Item { item, stated, .. } if *stated => {
            Some((item.as_str(), one.parameter.as_deref()))
        }
        _ => None,
    });
    assert_eq!(stated.collect::<Vec<_>>(), [("rate_digital", Some("L1"))]);
}

/// Only an interval that lies above an equal share makes a driver, and only under a missed target.
#[test]
fn a_driver_is_offered_when_it_certainly_weighs_more_and_its_outcome_is_below_target() {
    let mut wave = CASE.evaluation.wave(1).unwrap().clone();
    for item in &mut wave.findings.drivers[0].items {
        item.low = Some(if item.item == "q11_responsive" {
            0.21
        } else {
            0.19
        });
    }
    let found = offers(&CASE.protocol, &wave);
    assert_eq!(found.priorities, [prompt_help(true)]);
    let satisfied = wave.parameters.iter_mut().find(|one| one.code == "P01");
    satisfied.unwrap().target_verdict = Verdict::Met;
    let found = offers(&CASE.protocol, &wave);
    assert_eq!(found.priorities, [prompt_help(false)]);
}
