use proptest::prelude::*;

use super::*;
use crate::charts::Width;
use crate::charts::testing::{
    dutch, frame, legible, percent, snapshot, sound, texts, value, words,
};

fn row(
    (code, name): (&str, &str),
    [before, after, target]: [f64; 3],
    [low, high]: [f64; 2],
    write: impl Fn(f64) -> String,
) -> Row {
    Row {
        code: code.to_owned(),
        name: name.to_owned(),
        before: Some(before),
        after: Some(after),
        target: Some(target),
        difference: Some([low, high]),
        before_label: write(before),
        after_label: write(after),
        target_label: write(target),
        difference_label: format!("+{}", write(after - before)),
        interval_label: format!("{} tot {}", write(low), write(high)),
        change: Change::Better,
        change_words: "aantoonbaar beter".to_owned(),
    }
}

pub fn example() -> Dumbbell {
    let share = |value: f64| percent(value, 1).replace(",0", "");
    let two = |value: f64| dutch(value, 2);
    let one = |value: f64| dutch(value, 1);
    let mut unclear = row(
        ("P11", "Opgenomen binnen 30 seconden"),
        [0.79, 0.8, 0.85],
        [-0.012, 0.032],
        share,
    );
    unclear.change = Change::NotDemonstrated;
    unclear.change_words = "verandering niet aangetoond".to_owned();
    let mut unknown = row(
        ("P08", "Positieve uitspraken in vraaggesprekken"),
        [0.0, 0.648, 0.65],
        [0.0, 0.0],
        share,
    );
    unknown.before = None;
    unknown.difference = None;
    unknown.before_label = "geen gegevens".to_owned();
    unknown.difference_label = "geen nulmeting".to_owned();
    unknown.interval_label = String::new();
    unknown.change = Change::Unknown;
    unknown.change_words = "niet te vergelijken".to_owned();
    Dumbbell {
        words: Words {
            before: "meting 0, juni 2025".to_owned(),
            after: "meting 1, oktober 2026".to_owned(),
            target: "streefwaarde".to_owned(),
        },
        rows: vec![
            row(
                ("P01", "Algemene tevredenheid (4-5 van 5)"),
                [0.61, 0.772, 0.8],
                [0.1045, 0.2182],
                share,
            ),
            row(
                ("P02", "Rapportcijfer servicedesk"),
                [6.83, 7.36, 7.5],
                [0.387, 0.674],
                two,
            ),
            row(
                ("P03", "Net Promoter Score"),
                [-22.5, 4.5, 10.0],
                [17.95, 36.08],
                one,
            ),
            row(
                ("P04", "Gemak van contact (5-7 van 7)"),
                [0.557, 0.762, 0.75],
                [0.1451, 0.2626],
                share,
            ),
            row(
                ("P05", "Bejegening (inleving)"),
                [3.61, 3.95, 4.0],
                [0.245, 0.431],
                two,
            ),
            row(
                ("P06", "Kloof betrouwbaarheid (ervaren - verwacht)"),
                [-0.81, -0.53, -0.3],
                [0.2, 0.359],
                two,
            ),
            row(
                ("P07", "Kent SLA of kwaliteitshandvest"),
                [0.242, 0.681, 0.7],
                [0.3812, 0.4909],
                share,
            ),
            unclear,
            unknown,
        ],
    }
}

#[test]
fn the_example_is_sound_and_legible_and_stays_as_it_is() {
    sound(|frame| dumbbell(&example(), frame));
    legible(|frame| dumbbell(&example(), frame));
    snapshot(
        "dumbbell",
        &dumbbell(&example(), &frame(Width::Wide)).unwrap(),
    );
}

#[test]
fn the_difference_and_its_interval_are_said_in_words() {
    for width in [Width::Wide, Width::Narrow] {
        let said = texts(&dumbbell(&example(), &frame(width)).unwrap()).join(" ");
        for row in example().rows {
            assert!(said.contains(&row.difference_label));
            assert!(said.contains(&row.interval_label));
        }
    }
}

#[test]
fn less_may_be_better_and_the_target_may_be_passed() {
    let field = Field::of(&frame(Width::Wide));
    let mut lower = row(("a", "b"), [71.0, 36.7, 40.0], [-40.0, -30.0], |v| {
        dutch(v, 0)
    });
    let scale = field.scale(&lower);
    assert_eq!(scale.at(71.0), field.before);
    assert!(scale.at(36.7) > scale.at(40.0));
    lower.after = Some(0.0);
    let scale = field.scale(&lower);
    assert!(scale.at(0.0) <= field.right && scale.at(40.0) < field.target);
}

#[test]
fn degenerate_figures_make_a_sound_picture() {
    let mut figures = example();
    for row in &mut figures.rows {
        row.before = Some(0.8);
        row.after = Some(0.8);
        row.target = Some(0.8);
        row.difference = Some([f64::NEG_INFINITY, f64::INFINITY]);
    }
    sound(|frame| dumbbell(&figures, frame));
    figures.rows.clear();
    sound(|frame| dumbbell(&figures, frame));
}

prop_compose! {
    fn any_row()(
        before in proptest::option::of(value()),
        after in proptest::option::of(value()),
        target in proptest::option::of(value()),
        difference in proptest::option::of([value(), value()]),
        text in words(),
        change in prop_oneof![Just(Change::Better), Just(Change::Worse), Just(Change::Unknown)],
    ) -> Row {
        Row {
            code: text.clone(), name: text.clone(), before, after, target, difference,
            before_label: text.clone(), after_label: text.clone(), target_label: text.clone(),
            difference_label: text.clone(), interval_label: text.clone(), change, change_words: text,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_figures_make_a_sound_picture(rows in proptest::collection::vec(any_row(), 0..4)) {
        let figures = Dumbbell { rows, ..example() };
        sound(|frame| dumbbell(&figures, frame));
    }
}
