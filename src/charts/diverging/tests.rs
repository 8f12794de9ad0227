use proptest::prelude::*;

use super::*;
use crate::charts::Width;
use crate::charts::testing::{frame, legible, percent, snapshot, sound, texts, value, words};

fn item(
    (code, name): (&str, &str),
    ends: [&str; 2],
    counts: &[u32],
    neutral: Option<usize>,
    missing: u32,
) -> Item {
    let n: u32 = counts.iter().sum();
    let side = |place: usize| match neutral {
        Some(middle) if place == middle => Side::Neutral,
        Some(middle) if place < middle => Side::Against,
        None if place < counts.len() / 2 => Side::Against,
        _ => Side::Favour,
    };
    let share = |count: u32| f64::from(count) / f64::from(n.max(1));
    let levels: Vec<Level> = counts
        .iter()
        .enumerate()
        .map(|(place, count)| Level {
            label: (place + 1).to_string(),
            side: side(place),
            share: share(*count),
            text: percent(share(*count), 0),
        })
        .collect();
    let sum = |wanted: Side| {
        let of_side = levels.iter().filter(|level| level.side == wanted);
        percent(of_side.map(|level| level.share).sum(), 0)
    };
    Item {
        code: code.to_owned(),
        name: name.to_owned(),
        ends: ends.map(str::to_owned),
        against: sum(Side::Against),
        favour: sum(Side::Favour),
        base: vec![format!("n {n}"), format!("{missing} zonder antwoord")],
        levels,
    }
}

pub fn example() -> Diverging {
    let satisfied = ["zeer ontevreden", "zeer tevreden"];
    let agreed = ["helemaal oneens", "helemaal eens"];
    Diverging {
        items: vec![
            item(
                ("P01", "Tevredenheid over de servicedesk"),
                satisfied,
                &[14, 38, 62, 256, 130],
                Some(2),
                17,
            ),
            item(
                ("P05", "De medewerker leefde zich in mijn situatie in"),
                satisfied,
                &[6, 25, 96, 238, 137],
                Some(2),
                15,
            ),
            item(
                ("P04", "Het kostte mij weinig moeite om contact te krijgen"),
                agreed,
                &[8, 17, 31, 60, 140, 141, 90],
                Some(3),
                30,
            ),
            item(
                ("P07", "Ik ken de afspraken"),
                ["nee", "ja"],
                &[165, 352],
                None,
                0,
            ),
            item(
                ("P99", "Nog niet gevraagd"),
                ["nee", "ja"],
                &[0, 0],
                None,
                517,
            ),
        ],
    }
}

#[test]
fn the_example_is_sound_and_legible_and_stays_as_it_is() {
    sound(|frame| diverging(&example(), frame));
    legible(|frame| diverging(&example(), frame));
    snapshot(
        "diverging",
        &diverging(&example(), &frame(Width::Wide)).unwrap(),
    );
}

#[test]
fn n_and_missing_stand_at_every_row() {
    for width in [Width::Wide, Width::Narrow] {
        let said = texts(&diverging(&example(), &frame(width)).unwrap()).join(" ");
        for item in example().items {
            for text in &item.base {
                assert!(said.contains(text.as_str()), "“{text}” is missing");
            }
        }
    }
}

#[test]
fn the_neutral_answers_lie_half_on_either_side() {
    let figures = Diverging {
        items: vec![item(("a", "b"), ["x", "y"], &[0, 10, 0], Some(1), 0)],
    };
    let field = Field::of(&figures, &frame(Width::Wide));
    let svg = diverging(&figures, &frame(Width::Wide)).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let bar = document
        .descendants()
        .find(|node| node.tag_name().name() == "rect")
        .unwrap();
    let number = |name: &str| bar.attribute(name).unwrap().parse::<f64>().unwrap();
    let middle = number("x") + number("width") / 2.0;
    assert!((middle - field.middle).abs() < 0.2);
}

#[test]
fn no_items_is_an_empty_picture() {
    sound(|frame| diverging(&Diverging { items: Vec::new() }, frame));
}

prop_compose! {
    fn any_item()(
        shares in proptest::collection::vec((value(), 0..3usize), 0..12),
        text in words(),
    ) -> Item {
        let sides = [Side::Against, Side::Neutral, Side::Favour];
        Item {
            code: text.clone(), name: text.clone(), ends: [text.clone(), text.clone()],
            levels: shares.into_iter().map(|(share, side)| Level {
                label: text.clone(), side: sides[side], share, text: text.clone(),
            }).collect(),
            against: text.clone(), favour: text.clone(), base: vec![text],
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_figures_make_a_sound_picture(items in proptest::collection::vec(any_item(), 0..4)) {
        sound(|frame| diverging(&Diverging { items: items.clone() }, frame));
    }
}
