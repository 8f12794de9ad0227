use proptest::prelude::*;

use super::*;
use crate::charts::Width;
use crate::charts::testing::{frame, legible, snapshot, sound, texts, value, words};
use crate::domain::language::Language;
use crate::domain::parameter::Scale;

pub fn example() -> LeadTimes {
    let mark = |duration: f64, share: f64, label: &str| Mark {
        duration,
        share,
        label: label.to_owned(),
    };
    let steps = (1..=300)
        .map(|rank: u32| {
            let share = f64::from(rank) / 300.0;
            // A right-skewed duration: the quantiles of an exponential one.
            (-16.0 * (1.0 - share * 0.996).ln(), share)
        })
        .collect();
    LeadTimes {
        format: NumberFormat::new(&Language::dutch(), Scale::Number),
        shares: NumberFormat::new(&Language::dutch(), Scale::Share),
        axis_label: "werkuren tot afhandeling".to_owned(),
        steps,
        norm: Some(mark(40.0, 0.92, "norm 40 uur")),
        marks: vec![
            mark(11.1, 0.5, "mediaan 11,1 uur"),
            mark(36.7, 0.9, "p90 36,7 uur"),
        ],
    }
}

#[test]
fn the_example_is_sound_and_legible_and_stays_as_it_is() {
    sound(|frame| lead_times(&example(), frame));
    legible(|frame| lead_times(&example(), frame));
    snapshot(
        "lead_times",
        &lead_times(&example(), &frame(Width::Wide)).unwrap(),
    );
}

#[test]
fn many_observations_make_no_larger_a_picture() {
    let mut figures = example();
    figures.steps = (1..=50_000)
        .map(|rank: u32| (f64::from(rank), f64::from(rank) / 50_000.0))
        .collect();
    let svg = lead_times(&figures, &frame(Width::Wide)).unwrap();
    assert!(svg.len() < 25_000, "{} bytes", svg.len());
}

#[test]
fn norm_median_and_percentile_are_named() {
    let said = texts(&lead_times(&example(), &frame(Width::Narrow)).unwrap()).join(" ");
    for text in ["norm 40 uur", "mediaan 11,1 uur", "p90 36,7 uur"] {
        assert!(said.contains(text), "“{text}” is missing");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_figures_make_a_sound_picture(
        steps in proptest::collection::vec((value(), value()), 0..8),
        norm in proptest::option::of((value(), value(), words())),
    ) {
        let norm = norm.map(|(duration, share, label)| Mark { duration, share, label });
        let figures = LeadTimes { steps, marks: norm.clone().into_iter().collect(), norm, ..example() };
        sound(|frame| lead_times(&figures, frame));
    }
}
