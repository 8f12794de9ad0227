use proptest::prelude::*;

use super::*;
use crate::charts::Width;
use crate::charts::testing::{frame, legible, percent, snapshot, sound, value, words};
use crate::domain::language::Language;
use crate::domain::parameter::Scale;

fn driver(code: &str, name: &str, [weight, low, high]: [f64; 3]) -> Driver {
    Driver {
        code: code.to_owned(),
        name: name.to_owned(),
        weight: Some(weight),
        interval: Some([low, high]),
        value: percent(weight, 0),
        details: vec![format!("{} tot {}", percent(low, 0), percent(high, 0))],
    }
}

pub fn example() -> Drivers {
    Drivers {
        format: NumberFormat::new(&Language::dutch(), Scale::Share),
        rows: vec![
            driver("Q8", "Betrouwbaarheid", [0.31, 0.24, 0.38]),
            driver("Q11", "Responsiviteit", [0.27, 0.2, 0.33]),
            driver("Q5", "Inleving van de medewerker", [0.22, 0.16, 0.28]),
            driver("Q9", "Deskundigheid", [0.14, 0.08, 0.2]),
            driver(
                "Q10",
                "Tastbare zaken: werkplek, kanalen en middelen",
                [0.06, 0.02, 0.11],
            ),
        ],
    }
}

#[test]
fn the_example_is_sound_and_legible_and_stays_as_it_is() {
    sound(|frame| drivers(&example(), frame));
    legible(|frame| drivers(&example(), frame));
    snapshot(
        "drivers",
        &drivers(&example(), &frame(Width::Wide)).unwrap(),
    );
}

#[test]
fn a_driver_without_a_weight_is_hatched() {
    let mut figures = example();
    figures.rows.truncate(1);
    figures.rows[0].weight = None;
    let svg = drivers(&figures, &frame(Width::Wide)).unwrap();
    assert!(svg.contains("-hatch)") && !svg.contains("<circle"));
}

prop_compose! {
    fn any_driver()(
        weight in proptest::option::of(value()),
        interval in proptest::option::of([value(), value()]),
        text in words(),
    ) -> Driver {
        Driver {
            code: text.clone(), name: text.clone(), weight, interval, value: text.clone(),
            details: vec![text],
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_figures_make_a_sound_picture(rows in proptest::collection::vec(any_driver(), 0..4)) {
        let figures = Drivers { rows, ..example() };
        sound(|frame| drivers(&figures, frame));
    }
}
