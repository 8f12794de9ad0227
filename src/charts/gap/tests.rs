use proptest::prelude::*;

use super::*;
use crate::charts::Width;
use crate::charts::testing::{dutch, frame, legible, snapshot, sound, texts, value, words};
use crate::domain::language::Language;
use crate::domain::parameter::Scale;

fn row(name: &str, first: f64, second: f64) -> Row {
    Row {
        name: name.to_owned(),
        first: Some(first),
        second: Some(second),
        interval: Some([second - 0.06, second + 0.06]),
        first_text: dutch(first, 2),
        second_text: dutch(second, 2),
        gap: dutch(second - first, 2),
        details: vec![
            format!(
                "{} tot {}",
                dutch(second - first - 0.06, 2),
                dutch(second - first + 0.06, 2)
            ),
            "n 517".to_owned(),
        ],
    }
}

pub fn example() -> Gap {
    let mut missing = row("Tastbare zaken", 0.0, 0.0);
    missing.first = None;
    missing.gap = "niet gevraagd".to_owned();
    missing.details = Vec::new();
    Gap {
        format: NumberFormat::new(&Language::dutch(), Scale::Number),
        ends: Some([1.0, 7.0]),
        first: "verwacht".to_owned(),
        second: "ervaren".to_owned(),
        rows: vec![
            row("Betrouwbaarheid", 5.81, 5.28),
            row("Deskundigheid", 5.62, 5.57),
            row("Inleving", 5.2, 5.64),
            row("Responsiviteit", 6.1, 4.9),
            missing,
        ],
    }
}

#[test]
fn the_example_is_sound_and_legible_and_stays_as_it_is() {
    sound(|frame| gap(&example(), frame));
    legible(|frame| gap(&example(), frame));
    snapshot("gap", &gap(&example(), &frame(Width::Wide)).unwrap());
}

#[test]
fn an_interval_has_two_ends_and_a_missing_row_none() {
    let mut figures = example();
    figures.rows.truncate(1);
    let with = gap(&figures, &frame(Width::Wide)).unwrap();
    figures.rows[0].interval = None;
    let without = gap(&figures, &frame(Width::Wide)).unwrap();
    let lines = |svg: &str| svg.matches("<line ").count();
    assert_eq!(lines(&with), lines(&without) + 3);
    figures.rows[0].interval = Some([5.2, 5.3]);
    figures.rows[0].first = None;
    let missing = gap(&figures, &frame(Width::Wide)).unwrap();
    assert!(lines(&missing) < lines(&without));
}

#[test]
fn the_gap_itself_is_said() {
    for width in [Width::Wide, Width::Narrow] {
        let said = texts(&gap(&example(), &frame(width)).unwrap()).join(" ");
        assert!(said.contains("−0,53") && said.contains("niet gevraagd"));
    }
}

prop_compose! {
    fn any_row()(
        first in proptest::option::of(value()),
        second in proptest::option::of(value()),
        interval in proptest::option::of([value(), value()]),
        text in words(),
    ) -> Row {
        Row {
            name: text.clone(), first, second, interval, first_text: text.clone(),
            second_text: text.clone(), gap: text.clone(), details: vec![text],
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_figures_make_a_sound_picture(
        rows in proptest::collection::vec(any_row(), 0..4),
        ends in proptest::option::of([value(), value()]),
    ) {
        let figures = Gap { rows, ends, ..example() };
        sound(|frame| gap(&figures, frame));
    }
}
