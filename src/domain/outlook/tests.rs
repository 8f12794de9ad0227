use super::*;
use crate::domain::evaluation::{Evidence, evaluate};

const PROTOCOL: &str = include_str!("../../../surveys/servicedesk/protocol.toml");

pub(super) fn protocol() -> Protocol {
    Protocol::parse("protocol.toml", PROTOCOL).unwrap()
}

fn of(protocol: &Protocol, earlier: &Evaluation, answers: u64, code: &str) -> Outlook {
    let all = outlook(protocol, earlier, answers);
    all.into_iter().find(|one| one.parameter == code).unwrap()
}

pub(super) fn nothing(protocol: &Protocol) -> Evaluation {
    evaluate(protocol, &Evidence::default())
}

/// n over k as a number, by multiplication.
fn choose(n: u64, k: u64) -> f64 {
    (0..k).fold(1.0, |all, i| all * (n - i) as f64 / (i + 1) as f64)
}

#[test]
fn a_share_of_known_clients_agrees_with_enumeration() {
    let mut protocol = protocol();
    protocol.segments.truncate(1);
    protocol.segments[0].population = 60;
    let found = of(&protocol, &nothing(&protocol), 30, "P01");
    let parameter = protocol.parameter("P01").unwrap();
    // The edge by trying every count.
    let met = |k: u64| {
        let ends = ends_of_share(parameter, k as f64 / 30.0, 30, Some(60)).unwrap();
        judge(ends, parameter.bounds, Against::Target) == Verdict::Met
    };
    let edge = (0..=30).find(|k| met(*k)).unwrap();
    assert!((edge..=30).all(met));
    assert_eq!(found.met_from, Some(edge as f64 / 30.0));
    // The chance by counting samples.
    let chance = |good: u64| {
        (edge..=30.min(good))
            .filter(|k| 30 - k <= 60 - good)
            .map(|k| choose(good, k) * choose(60 - good, 30 - k) / choose(60, 30))
            .sum::<f64>()
    };
    let first = (0..=60).find(|good| chance(*good) >= POWER).unwrap();
    assert_eq!(found.shown_from, Some(first as f64 / 60.0));
    assert!(found.shown_from > found.met_from.map(|met| met - 0.05));
}

#[test]
fn a_share_of_a_process_agrees_with_enumeration() {
    let mut protocol = protocol();
    let at = protocol
        .parameters
        .iter()
        .position(|one| one.code == "P01")
        .unwrap();
    protocol.parameters[at].finite_population = false;
    let found = of(&protocol, &nothing(&protocol), 200, "P01");
    let edge = (found.met_from.unwrap() * 200.0).round() as u64;
    let chance = |p: f64| {
        (edge..=200)
            .map(|k| choose(200, k) * p.powi(k as i32) * (1.0 - p).powi(200 - k as i32))
            .sum::<f64>()
    };
    let from = found.shown_from.unwrap();
    assert!((chance(from) - POWER).abs() < 1e-6, "{}", chance(from));
    // 80 % of 200 at 90 %: plus or minus 4.6 points.
    assert!(
        (found.margin.unwrap() - 0.0464).abs() < 5e-4,
        "{:?}",
        found.margin
    );
}

#[test]
fn more_answers_show_more_and_all_of_them_leave_nothing_to_err_about() {
    let protocol = protocol();
    let earlier = nothing(&protocol);
    let few = of(&protocol, &earlier, 100, "P01");
    let many = of(&protocol, &earlier, 800, "P01");
    assert!(many.margin < few.margin && many.shown_from < few.shown_from);
    let all = of(&protocol, &earlier, 5_000, "P01");
    assert_eq!((all.margin, all.met_from), (Some(0.0), Some(0.8)));
    assert_eq!(all.shown_from, Some(0.8));
    let none = of(&protocol, &earlier, 9, "P01");
    assert!(none.margin.is_some(), "an interval there is");
    assert_eq!(
        (none.met_from, none.shown_from),
        (None, None),
        "but no verdict"
    );
    let nobody = of(&protocol, &earlier, 0, "P01");
    assert_eq!(nobody.margin, None);
}

#[test]
fn a_mean_takes_its_spread_from_the_newest_wave() {
    let protocol = protocol();
    let mut earlier = nothing(&protocol);
    assert!(of(&protocol, &earlier, 300, "P02").lacks_spread);
    let wave = &mut earlier.waves[0];
    let result = wave
        .parameters
        .iter_mut()
        .find(|one| one.code == "P02")
        .unwrap();
    // 400 of 1,240 clients with a standard deviation of 1.5.
    let half = t_critical(0.9, 399.0) * 1.5 / 20.0 * (1.0f64 - 400.0 / 1240.0).sqrt();
    (result.n, result.low, result.high) = (Some(400.0), Some(7.0 - half), Some(7.0 + half));
    let found = of(&protocol, &earlier, 300, "P02");
    let error = 1.5 * ((1.0f64 - 300.0 / 1240.0) / 300.0).sqrt();
    let margin = t_critical(0.9, 299.0) * error;
    assert!((found.margin.unwrap() - margin).abs() < 1e-9);
    assert!((found.met_from.unwrap() - 7.5 - margin).abs() < 1e-9);
    let sure = 7.5 + margin + 0.841_621_233_6 * error;
    assert!((found.shown_from.unwrap() - sure).abs() < 1e-6);
}

#[test]
fn a_wave_needs_answers_in_proportion_and_of_each_segment_enough_to_be_shown() {
    let mut protocol = protocol();
    let sizes: Vec<u32> = protocol.segments.iter().map(|one| one.population).collect();
    assert_eq!(sizes.iter().sum::<u32>(), 1240);
    let all = needed(&protocol, |_| true).unwrap();
    // n0 = 1.6449² · 0.25 / 0.05² = 270.6; 270.6 / (1 + 269.6 / 1240) = 222.2.
    assert_eq!(all.all, 223);
    assert_eq!(all.segments.len(), sizes.len());
    let sum: u64 = all.segments.iter().map(|(_, needed)| needed).sum();
    assert_eq!(sum, 223);
    let first = protocol.segments[0].code.clone();
    let one = needed(&protocol, |code| code == first).unwrap();
    assert_eq!(one.segments, [(first, one.all)]);
    protocol.segments[0].population = 7;
    let least = needed(&protocol, |_| true).unwrap();
    assert_eq!(least.segments[0].1, 5, "as few as privacy lets be shown");
    for segment in &mut protocol.segments {
        segment.population = 0;
    }
    assert_eq!(needed(&protocol, |_| true), None);
}
