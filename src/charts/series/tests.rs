use proptest::prelude::*;
use roxmltree::Document;

use super::*;
use crate::charts::Width;
use crate::charts::testing::{frame, legible, percent, snapshot, sound, texts, value, words};
use crate::domain::language::Language;
use crate::domain::parameter::Scale;

fn point(period: &str, value: Option<f64>) -> Point {
    Point {
        period: period.to_owned(),
        value,
        text: value.map_or_else(|| "geen gegevens".to_owned(), |value| percent(value, 1)),
        signal: false,
    }
}

pub fn example() -> Series {
    let months = [
        ("apr 2025", Some(0.621)),
        ("mei 2025", Some(0.633)),
        ("jun 2025", Some(0.607)),
        ("jul 2025", None),
        ("aug 2025", None),
        ("sep 2025", Some(0.642)),
        ("okt 2025", Some(0.781)),
        ("nov 2025", Some(0.7725)),
        ("dec 2025", Some(0.7659)),
        ("jan 2026", Some(0.7912)),
        ("feb 2026", Some(0.7911)),
        ("mrt 2026", Some(0.8136)),
        ("apr 2026", Some(0.7968)),
        ("mei 2026", Some(0.8298)),
        ("jun 2026", Some(0.8091)),
        ("jul 2026", Some(0.8407)),
        ("aug 2026", Some(0.8641)),
        ("sep 2026", Some(0.8431)),
    ];
    Series {
        format: NumberFormat::new(&Language::dutch(), Scale::Share),
        from_zero: false,
        points: months.map(|(period, value)| point(period, value)).to_vec(),
        bounds: Some(Bounds::Higher {
            target: 0.8,
            limit: 0.75,
        }),
        target_label: "streef 80\u{a0}%".to_owned(),
        limit_label: "grens 75\u{a0}%".to_owned(),
        last_label: "84,3\u{a0}%".to_owned(),
        introduction: Some(Introduction {
            before: 6,
            label: "invoering 1 oktober 2025".to_owned(),
        }),
        events: Vec::new(),
        control: None,
    }
}

/// Two that come close, one far from them and one outside the months.
pub fn eventful() -> Series {
    let event = |at, number| Event { at, number };
    Series {
        events: vec![event(8.3, 1), event(8.5, 2), event(14.0, 3), event(30.0, 4)],
        ..example()
    }
}

pub fn controlled() -> Series {
    let mut figures = example();
    figures.points.drain(..6);
    figures.points[10].signal = true;
    figures.introduction = None;
    figures.bounds = None;
    figures.control = Some(Control {
        centre: 0.808,
        limits: (0..12)
            .map(|month| {
                let reach = 0.034 + 0.0015 * f64::from(month % 4);
                (month != 4).then_some([0.808 - reach, 0.808 + reach])
            })
            .collect(),
        centre_label: "gemiddelde 80,8\u{a0}%".to_owned(),
        limits_label: "grenzen van toeval".to_owned(),
    });
    figures
}

#[test]
fn the_examples_are_sound_and_legible_and_stay_as_they_are() {
    for (name, figures) in [
        ("series", example()),
        ("series-control", controlled()),
        ("series-events", eventful()),
    ] {
        sound(|frame| series(&figures, frame));
        legible(|frame| series(&figures, frame));
        snapshot(name, &series(&figures, &frame(Width::Wide)).unwrap());
    }
}

#[test]
fn what_happened_meanwhile_has_a_line_and_a_number_inside_the_months_only() {
    let lines = |figures: &Series| {
        let svg = series(figures, &frame(Width::Wide)).unwrap();
        let document = Document::parse(&svg).unwrap();
        let nodes = document.descendants();
        nodes
            .filter(|node| node.tag_name().name() == "line")
            .count()
    };
    assert_eq!(lines(&eventful()), lines(&example()) + 3);
    let svg = series(&eventful(), &frame(Width::Wide)).unwrap();
    for number in ["1", "2", "3"] {
        assert!(texts(&svg).iter().any(|text| text == number), "{number}");
    }
    assert!(!texts(&svg).iter().any(|text| text == "4"));
}

#[test]
fn a_gap_stays_a_gap() {
    let svg = series(&example(), &frame(Width::Wide)).unwrap();
    let document = Document::parse(&svg).unwrap();
    let lines: Vec<usize> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "polyline")
        .map(|node| node.attribute("points").unwrap().split(' ').count())
        .collect();
    // Three months before the two without a measurement, thirteen after.
    assert_eq!(lines, [3, 13]);
    let dots = document
        .descendants()
        .filter(|node| node.tag_name().name() == "circle")
        .count();
    assert_eq!(dots, 16);
}

#[test]
fn the_introduction_and_the_last_value_are_named() {
    for width in [Width::Wide, Width::Narrow] {
        let said = texts(&series(&example(), &frame(width)).unwrap());
        for text in ["invoering 1 oktober 2025", "84,3\u{a0}%", "sep 2026"] {
            assert!(said.iter().any(|said| said == text), "“{text}” is missing");
        }
    }
}

#[test]
fn degenerate_figures_make_a_sound_picture() {
    let mut figures = example();
    for point in &mut figures.points {
        point.value = Some(0.8);
    }
    figures.bounds = Some(Bounds::Higher {
        target: 0.8,
        limit: 0.8,
    });
    sound(|frame| series(&figures, frame));
    for point in &mut figures.points {
        point.value = None;
    }
    sound(|frame| series(&figures, frame));
    figures.points.clear();
    figures.bounds = None;
    sound(|frame| series(&figures, frame));
}

prop_compose! {
    fn any_point()(value in proptest::option::of(value()), period in words(), signal: bool) -> Point {
        Point { text: period.clone(), period, value, signal }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_figures_make_a_sound_picture(
        points in proptest::collection::vec(any_point(), 0..6),
        bounds in [value(), value(), value(), value()],
        before in any::<usize>(),
        text in words(),
        limits in proptest::collection::vec(proptest::option::of([value(), value()]), 0..8),
        events in proptest::collection::vec((any::<f64>(), any::<usize>()), 0..8),
    ) {
        let figures = Series {
            points,
            bounds: Some(Bounds::Between { target: [bounds[0], bounds[1]], limit: [bounds[2], bounds[3]] }),
            introduction: Some(Introduction { before, label: text.clone() }),
            events: events.into_iter().map(|(at, number)| Event { at, number }).collect(),
            control: Some(Control {
                centre: bounds[0], limits, centre_label: text.clone(), limits_label: text,
            }),
            ..example()
        };
        sound(|frame| series(&figures, frame));
    }
}
