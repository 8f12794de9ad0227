use proptest::prelude::*;

use super::*;
use crate::charts::Width;
use crate::charts::testing::{frame, legible, percent, snapshot, sound, texts, value, words};
use crate::domain::language::Language;
use crate::domain::parameter::Scale;

fn row(name: &str, answers: u32, population: u32) -> Row {
    let share = |part: u32, whole: f64| f64::from(part) / whole;
    Row {
        name: name.to_owned(),
        population: Some(share(population, 1240.0)),
        answers: Some(share(answers, 517.0)),
        population_text: percent(share(population, 1240.0), 1),
        answers_text: percent(share(answers, 517.0), 1),
        rate: format!("{} respons", percent(share(answers, population.into()), 0)),
        counts: format!("{answers} van {population}"),
    }
}

pub fn example() -> Response {
    Response {
        format: NumberFormat::new(&Language::dutch(), Scale::Share),
        population_label: "aandeel in de populatie (1.240)".to_owned(),
        answers_label: "aandeel in de antwoorden (517)".to_owned(),
        rows: vec![
            row("Sociaal Domein", 116, 310),
            row("Publiekszaken", 118, 275),
            row("Ruimte en Milieu", 95, 220),
            row("Bedrijfsvoering", 84, 180),
            row("Beheer Openbare Ruimte", 45, 148),
            row("Bestuur en Directie", 59, 107),
            Row {
                population: None,
                answers: None,
                population_text: "–".to_owned(),
                answers_text: "–".to_owned(),
                rate: "verborgen".to_owned(),
                counts: "minder dan 5 antwoorden".to_owned(),
                ..row("Gemeenteraad", 0, 10)
            },
        ],
    }
}

#[test]
fn the_example_is_sound_and_legible_and_stays_as_it_is() {
    sound(|frame| response(&example(), frame));
    legible(|frame| response(&example(), frame));
    snapshot(
        "response",
        &response(&example(), &frame(Width::Wide)).unwrap(),
    );
}

#[test]
fn every_rate_comes_with_its_counts() {
    for width in [Width::Wide, Width::Narrow] {
        let said = texts(&response(&example(), &frame(width)).unwrap()).join(" ");
        for row in example().rows {
            assert!(said.contains(&row.rate) && said.contains(&row.counts));
        }
    }
}

#[test]
fn the_bars_begin_at_zero() {
    let svg = response(&example(), &frame(Width::Wide)).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let bars = document
        .descendants()
        .filter(|node| node.tag_name().name() == "rect" && node.attribute("height") == Some("20"));
    assert!(
        bars.map(|bar| bar.attribute("x").unwrap())
            .all(|x| x == "200")
    );
}

prop_compose! {
    fn any_row()(
        population in proptest::option::of(value()),
        answers in proptest::option::of(value()),
        text in words(),
    ) -> Row {
        Row {
            name: text.clone(), population, answers, population_text: text.clone(),
            answers_text: text.clone(), rate: text.clone(), counts: text,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_figures_make_a_sound_picture(rows in proptest::collection::vec(any_row(), 0..4)) {
        let figures = Response { rows, ..example() };
        sound(|frame| response(&figures, frame));
    }
}
