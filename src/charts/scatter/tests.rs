use proptest::prelude::*;

use super::*;
use crate::charts::Width;
use crate::charts::testing::{dutch, frame, legible, snapshot, sound, texts, value, words};
use crate::domain::language::Language;
use crate::domain::parameter::Scale;

fn point(code: &str, name: &str, across: f64, up: f64) -> Point {
    Point {
        code: code.to_owned(),
        name: name.to_owned(),
        across,
        up,
        across_text: dutch(across, 2),
        up_text: dutch(up, 2),
    }
}

pub fn example() -> Scatter {
    let measure = |label: &str, cross: f64| Measure {
        format: NumberFormat::new(&Language::dutch(), Scale::Number),
        label: label.to_owned(),
        cross,
        cross_label: format!("gemiddelde {}", dutch(cross, 2)),
    };
    Scatter {
        across: measure("tevredenheid (1-5)", 3.92),
        up: measure("belang (aandeel in de verklaring)", 0.2),
        fields: [
            "eerst aanpakken",
            "zo houden",
            "lage prioriteit",
            "mogelijk te veel",
        ]
        .map(str::to_owned),
        points: vec![
            point("Q8", "Betrouwbaarheid", 3.71, 0.31),
            point("Q11", "Responsiviteit", 3.66, 0.27),
            point("Q5", "Inleving van de medewerker", 3.95, 0.22),
            point("Q9", "Deskundigheid", 4.11, 0.14),
            point("Q10", "Tastbare zaken", 4.17, 0.06),
            point("Q4", "Gemak", 4.12, 0.135),
        ],
    }
}

#[test]
fn the_example_is_sound_and_legible_and_stays_as_it_is() {
    sound(|frame| scatter(&example(), frame));
    legible(|frame| scatter(&example(), frame));
    snapshot(
        "scatter",
        &scatter(&example(), &frame(Width::Wide)).unwrap(),
    );
}

#[test]
fn the_names_of_the_fields_have_room_beside_a_cross_that_lies_aside() {
    let mut figures = example();
    figures.points.truncate(2);
    figures.across.cross = 3.662;
    figures.up.cross = 0.3;
    legible(|frame| scatter(&figures, frame));
    let said = texts(&scatter(&figures, &frame(Width::Narrow)).unwrap()).join(" ");
    for field in &figures.fields {
        assert!(said.contains(field.as_str()), "{field} was cut: {said}");
    }
}

#[test]
fn the_cross_and_its_fields_are_named() {
    let said = texts(&scatter(&example(), &frame(Width::Wide)).unwrap()).join(" ");
    for text in [
        "gemiddelde 3,92",
        "gemiddelde 0,20",
        "eerst aanpakken",
        "Betrouwbaarheid",
    ] {
        assert!(said.contains(text), "“{text}” is missing");
    }
}

#[test]
fn points_in_one_place_do_not_write_over_each_other() {
    let mut figures = example();
    for point in &mut figures.points {
        (point.across, point.up) = (4.0, 0.2);
    }
    sound(|frame| scatter(&figures, frame));
    legible(|frame| scatter(&figures, frame));
}

prop_compose! {
    fn any_point()(across in value(), up in value(), text in words()) -> Point {
        Point {
            code: text.clone(), name: text.clone(), across, up,
            across_text: text.clone(), up_text: text,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_figures_make_a_sound_picture(
        points in proptest::collection::vec(any_point(), 0..6),
        cross in value(),
        text in words(),
    ) {
        let mut figures = Scatter { points, ..example() };
        figures.across.cross = cross;
        figures.up.cross_label = text.clone();
        figures.fields[0] = text;
        sound(|frame| scatter(&figures, frame));
    }
}
