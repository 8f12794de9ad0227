use proptest::prelude::*;

use super::*;
use crate::charts::Width;
use crate::charts::testing::{frame, legible, percent, snapshot, sound, texts, value, words};
use crate::domain::language::Language;
use crate::domain::parameter::Scale;

fn shares() -> NumberFormat {
    NumberFormat::new(&Language::dutch(), Scale::Share)
}

fn segment(name: &str, n: u32, [estimate, low, high]: [f64; 3], target: Verdict) -> Segment {
    let word = match target {
        Verdict::Met => "gehaald",
        Verdict::NotMet => "niet gehaald",
        _ => "niet aangetoond",
    };
    Segment {
        name: name.to_owned(),
        estimate: Some(estimate),
        interval: Some([low, high]),
        value: percent(estimate, 1),
        details: vec![
            format!("{} tot {}", percent(low, 1), percent(high, 1)).replace("\u{a0}%", ""),
            format!("n {n}"),
        ],
        target,
        limit: if low >= 0.75 {
            Verdict::Met
        } else if high < 0.75 {
            Verdict::NotMet
        } else {
            Verdict::NotDemonstrated
        },
        words: format!("streef {word}"),
    }
}

pub fn example() -> Segments {
    use Verdict::{Met, NotDemonstrated as Open, NotMet};
    let hidden = Segment {
        name: "Gemeenteraad".to_owned(),
        estimate: None,
        interval: None,
        value: "verborgen".to_owned(),
        details: vec!["minder dan 5 antwoorden".to_owned()],
        target: Verdict::NoData,
        limit: Verdict::NoData,
        words: String::new(),
    };
    Segments {
        format: shares(),
        from_zero: false,
        bounds: Some(Bounds::Higher {
            target: 0.8,
            limit: 0.75,
        }),
        target_label: "streefwaarde 80\u{a0}%".to_owned(),
        limit_label: "grenswaarde 75\u{a0}%".to_owned(),
        overall: Some(0.772),
        overall_label: "totaal 77,2\u{a0}%".to_owned(),
        rows: vec![
            segment("Sociaal Domein", 113, [0.8053, 0.75195, 0.84949], Open),
            segment("Publiekszaken", 113, [0.84956, 0.80216, 0.8872], Met),
            segment("Ruimte en Milieu", 92, [0.70652, 0.64374, 0.76233], NotMet),
            segment("Bedrijfsvoering", 81, [0.79012, 0.72977, 0.83996], Open),
            segment(
                "Beheer Openbare Ruimte",
                44,
                [0.52273, 0.41979, 0.62377],
                NotMet,
            ),
            segment("Bestuur en Directie", 57, [0.82456, 0.76072, 0.87419], Open),
            hidden,
        ],
    }
}

#[test]
fn the_example_is_sound_and_legible_and_stays_as_it_is() {
    sound(|frame| segments(&example(), frame));
    legible(|frame| segments(&example(), frame));
    snapshot(
        "segments",
        &segments(&example(), &frame(Width::Wide)).unwrap(),
    );
}

#[test]
fn the_segments_keep_the_order_they_came_in() {
    let said = texts(&segments(&example(), &frame(Width::Wide)).unwrap());
    let places: Vec<usize> = example()
        .rows
        .iter()
        .map(|row| {
            let first = row.name.split(' ').next().unwrap();
            said.iter()
                .position(|text| text.starts_with(first))
                .unwrap()
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_hidden_segment_says_so_and_has_no_dot() {
    let mut figures = example();
    figures.rows.retain(|row| row.estimate.is_none());
    let svg = segments(&figures, &frame(Width::Narrow)).unwrap();
    assert!(texts(&svg).iter().any(|text| text == "verborgen"));
    assert!(svg.contains("-hatch)") && !svg.contains("<circle"));
}

#[test]
fn degenerate_figures_make_a_sound_picture() {
    let mut equal = example();
    for row in &mut equal.rows {
        row.estimate = Some(0.8);
        row.interval = Some([0.8, 0.8]);
    }
    equal.bounds = Some(Bounds::Lower {
        target: 0.8,
        limit: 0.8,
    });
    equal.overall = Some(0.8);
    sound(|frame| segments(&equal, frame));
    equal.rows.clear();
    equal.overall = None;
    equal.bounds = None;
    sound(|frame| segments(&equal, frame));
}

prop_compose! {
    fn any_segment()(
        estimate in proptest::option::of(value()),
        interval in proptest::option::of([value(), value()]),
        text in words(),
        met in any::<bool>(),
    ) -> Segment {
        let verdict = if met { Verdict::Met } else { Verdict::NoData };
        Segment {
            name: text.clone(), estimate, interval, value: text.clone(),
            details: vec![text.clone()], target: verdict, limit: verdict, words: text,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_figures_make_a_sound_picture(
        rows in proptest::collection::vec(any_segment(), 0..4),
        target in value(),
        limit in value(),
        overall in proptest::option::of(value()),
    ) {
        let figures = Segments {
            rows, overall, bounds: Some(Bounds::Higher { target, limit }), ..example()
        };
        sound(|frame| segments(&figures, frame));
    }
}
