use proptest::prelude::*;

use super::*;
use crate::charts::testing::{
    dutch, frame, legible, percent, snapshot, sound, texts, value, words,
};
use crate::charts::{Width, standalone};

fn spoken(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "gehaald",
        Verdict::NotMet => "niet gehaald",
        Verdict::NotDemonstrated => "niet aangetoond",
        Verdict::NoData => "geen gegevens",
        Verdict::NotComparable => "niet vergelijkbaar",
    }
}

/// A row as a caller would make it, from its numbers and a way to write them.
fn row(
    (code, name): (&str, &str),
    bounds: Bounds,
    (estimate, interval, baseline): (Option<f64>, Option<[f64; 2]>, f64),
    (n, write): (&str, &dyn Fn(f64) -> String),
    (target, limit): (Verdict, Verdict),
) -> Row {
    let pair = |ends: [f64; 2]| format!("{}–{}", write(ends[0]), write(ends[1]));
    let (target_label, limit_label) = match bounds {
        Bounds::Higher { target, limit } | Bounds::Lower { target, limit } => {
            (write(target), write(limit))
        }
        Bounds::Between { target, limit } => (pair(target), pair(limit)),
    };
    let mut details: Vec<String> = interval
        .map(|[low, high]| format!("{} tot {}", write(low), write(high)))
        .into_iter()
        .collect();
    details.push(n.to_owned());
    Row {
        code: code.to_owned(),
        name: name.to_owned(),
        bounds,
        estimate,
        interval,
        baseline: Some(baseline),
        benchmarks: Vec::new(),
        target_label,
        limit_label,
        value: estimate.map_or_else(|| "geen gegevens".to_owned(), write),
        details,
        baseline_label: write(baseline),
        target,
        limit,
        target_words: format!("streef {}", spoken(target)),
        limit_words: format!("grens {}", spoken(limit)),
    }
}

fn group(code: &str, name: &str, status: GoalStatus, word: &str, rows: Vec<Row>) -> Group {
    Group {
        code: code.to_owned(),
        name: name.to_owned(),
        status: Some((status, word.to_owned())),
        rows,
    }
}

fn higher(target: f64, limit: f64) -> Bounds {
    Bounds::Higher { target, limit }
}

fn lower(target: f64, limit: f64) -> Bounds {
    Bounds::Lower { target, limit }
}

pub fn example() -> Forest {
    use Verdict::{Met, NoData, NotDemonstrated as Open, NotMet};
    let share: &dyn Fn(f64) -> String = &|value| percent(value, 1).replace(",0", "");
    let two: &dyn Fn(f64) -> String = &|value| dutch(value, 2);
    let one: &dyn Fn(f64) -> String = &|value| dutch(value, 1);
    let whole: &dyn Fn(f64) -> String = &|value| dutch(value, 0);
    let words = |text: &str| text.to_owned();
    Forest {
        words: Words {
            target: words("streefwaarde"),
            limit: words("grenswaarde"),
            better: words("beter"),
            baseline: words("nulwaarde"),
            benchmark: words("vergelijking"),
        },
        groups: vec![
            group(
                "D1",
                "Klanten zijn aantoonbaar tevreden",
                GoalStatus::Partly,
                "deels gehaald",
                vec![
                    row(
                        ("P01", "Algemene tevredenheid (4-5 van 5)"),
                        higher(0.8, 0.75),
                        (Some(0.772), Some([0.747_295, 0.794_952]), 0.61),
                        ("n 500", share),
                        (NotMet, Open),
                    ),
                    row(
                        ("P02", "Rapportcijfer servicedesk"),
                        higher(7.5, 7.0),
                        (Some(7.364), Some([7.2997, 7.4286]), 6.833),
                        ("n 497", two),
                        (NotMet, Met),
                    ),
                    row(
                        ("P03", "Net Promoter Score"),
                        higher(10.0, 0.0),
                        (Some(4.4715), Some([0.2452, 8.6437]), -22.547),
                        ("n 492", one),
                        (NotMet, Met),
                    ),
                    row(
                        ("P06", "Kloof betrouwbaarheid (ervaren - verwacht)"),
                        higher(-0.3, -0.5),
                        (Some(-0.5319), Some([-0.5669, -0.4969]), -0.8116),
                        ("n 517", two),
                        (NotMet, Open),
                    ),
                ],
            ),
            group(
                "D2",
                "Eén loket dat weinig moeite kost",
                GoalStatus::Open,
                "nog open",
                vec![
                    row(
                        ("P04", "Gemak van contact (5-7 van 7)"),
                        higher(0.75, 0.7),
                        (Some(0.7618), Some([0.7362, 0.78565]), 0.557),
                        ("n 487", share),
                        (Open, Met),
                    ),
                    row(
                        ("P07", "Kent SLA of kwaliteitshandvest"),
                        higher(0.7, 0.6),
                        (Some(0.680_85), Some([0.654_57, 0.706_03]), 0.2425),
                        ("n 517", share),
                        (Open, Met),
                    ),
                ],
            ),
            group(
                "D3",
                "Meldingen worden sneller en direct opgelost",
                GoalStatus::Partly,
                "deels gehaald",
                vec![
                    row(
                        ("P10", "Opgelost bij eerste contact"),
                        higher(0.65, 0.6),
                        (Some(0.654), None, 0.51),
                        ("volledig, n 15.142", share),
                        (Met, Met),
                    ),
                    row(
                        ("P14", "Doorlooptijd 90e percentiel (werkuren)"),
                        lower(40.0, 48.0),
                        (Some(36.684), Some([33.1, 45.74]), 71.0),
                        ("n 300", one),
                        (Open, Met),
                    ),
                    row(
                        ("P15", "Openstaand langer dan 10 werkdagen"),
                        lower(60.0, 80.0),
                        (Some(61.0), None, 141.0),
                        ("laatste maand", whole),
                        (NotMet, Met),
                    ),
                ],
            ),
            group(
                "D5",
                "De dienstverlening is doelmatig",
                GoalStatus::Met,
                "gehaald",
                vec![
                    row(
                        ("P16", "Kosten per melding (EUR)"),
                        lower(18.5, 20.0),
                        (Some(18.2316), None, 23.1),
                        ("volledig, n 15.142", two),
                        (Met, Met),
                    ),
                    row(
                        ("P17", "Bezettingsgraad servicedesk"),
                        Bounds::Between {
                            target: [0.7, 0.8],
                            limit: [0.65, 0.85],
                        },
                        (Some(0.751_75), None, 0.88),
                        ("volledig, 7.440 uur", share),
                        (Met, Met),
                    ),
                ],
            ),
            group(
                "D6",
                "Front- en backoffice werken samen",
                GoalStatus::NotMet,
                "niet gehaald",
                vec![
                    row(
                        ("P09", "Gesprekspartners zonder open knelpunt"),
                        higher(0.7, 0.6),
                        (None, None, 0.4),
                        ("minder dan 5 antwoorden", share),
                        (NoData, NoData),
                    ),
                    row(
                        ("P18", "Klachten per 1.000 meldingen"),
                        lower(15.0, 20.0),
                        (Some(22.17), Some([20.4, 24.02]), 34.0),
                        ("n 15.142", one),
                        (NotMet, NotMet),
                    ),
                ],
            ),
        ],
    }
}

#[test]
fn the_example_is_sound_and_legible_and_stays_as_it_is() {
    sound(|frame| forest(&example(), frame));
    legible(|frame| forest(&example(), frame));
    snapshot("forest", &forest(&example(), &frame(Width::Wide)).unwrap());
}

#[test]
fn every_value_and_both_verdicts_are_said_in_words() {
    for width in [Width::Wide, Width::Narrow] {
        let said = texts(&forest(&example(), &frame(width)).unwrap()).join(" ");
        for row in example().groups.iter().flat_map(|group| &group.rows) {
            for text in [&row.code, &row.value, &row.target_words, &row.limit_words] {
                assert!(said.contains(text.as_str()), "“{text}” is missing");
            }
        }
    }
}

#[test]
fn the_targets_of_all_rows_stand_in_one_line() {
    let svg = forest(&example(), &frame(Width::Wide)).unwrap();
    let levels = |svg: &str| {
        svg.split("<line ")
            .filter(|line| line.contains("stroke-width=\"2.2\"") && line.contains("--ink"))
            .filter_map(|line| Some(line.split_once("x1=\"")?.1.split_once('"')?.0.to_owned()))
            .collect::<Vec<_>>()
    };
    let levels = levels(&svg);
    // Thirteen rows, one of them with two targets of which the lower stands on the level.
    assert_eq!(levels.len(), 14);
    let first = &levels[0];
    assert_eq!(levels.iter().filter(|x| *x != first).count(), 1);
}

#[test]
fn a_result_without_data_has_hatching_and_no_dot() {
    let mut figures = example();
    for group in &mut figures.groups {
        group.rows.retain(|row| row.target == Verdict::NoData);
        for row in &mut group.rows {
            row.baseline = None;
        }
    }
    let svg = forest(&figures, &frame(Width::Wide)).unwrap();
    assert!(svg.contains("url(#c1-hatch)") && svg.contains("<pattern id=\"c1-hatch\""));
    assert!(!svg.contains("<circle"));
}

#[test]
fn the_table_has_a_row_per_parameter() {
    let figures = example();
    let table = figures.table();
    let rows: usize = figures.groups.iter().map(|group| group.rows.len()).sum();
    assert_eq!(table.len(), rows);
    assert!(table.iter().all(|row| row.len() == 10));
    assert_eq!(table[0][1], "P01");
}

#[test]
fn no_rows_is_an_empty_picture() {
    let figures = Forest {
        groups: Vec::new(),
        ..example()
    };
    sound(|frame| forest(&figures, frame));
}

#[test]
fn a_picture_that_leaves_its_page_brings_title_source_and_colours() {
    let frame = frame(Width::Wide).headed("Ondertitel", "Bron: meting 1");
    let svg = standalone(&forest(&example(), &frame).unwrap());
    assert!(texts(&svg).iter().any(|text| text.starts_with("Titel")));
    assert!(texts(&svg).iter().any(|text| text == "Bron: meting 1"));
    assert!(!svg.contains("var("), "names mean nothing outside the page");
    assert!(svg.contains("width=\"832\"") && svg.contains("viewBox=\"-16 -16 832 "));
    roxmltree::Document::parse(&svg).unwrap();
}

#[test]
fn an_id_that_would_break_the_page_is_refused() {
    let mut frame = frame(Width::Wide);
    frame.id = "a\" onload=\"x".to_owned();
    assert!(matches!(forest(&example(), &frame), Err(ChartError::Id(_))));
}

fn any_bounds() -> impl Strategy<Value = Bounds> {
    let pair = || (value(), value());
    prop_oneof![
        pair().prop_map(|(target, limit)| Bounds::Higher { target, limit }),
        pair().prop_map(|(target, limit)| Bounds::Lower { target, limit }),
        value().prop_map(|one| Bounds::Higher {
            target: one,
            limit: one
        }),
        (pair(), pair()).prop_map(|(a, b)| Bounds::Between {
            target: [a.0, a.1],
            limit: [b.0, b.1]
        }),
    ]
}

fn any_verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        Just(Verdict::Met),
        Just(Verdict::NotMet),
        Just(Verdict::NotDemonstrated),
        Just(Verdict::NoData),
        Just(Verdict::NotComparable),
    ]
}

prop_compose! {
    fn any_row()(
        bounds in any_bounds(),
        estimate in proptest::option::of(value()),
        interval in proptest::option::of([value(), value()]),
        baseline in proptest::option::of(value()),
        benchmarks in proptest::collection::vec(value(), 0..3),
        text in words(),
        target in any_verdict(),
        limit in any_verdict(),
    ) -> Row {
        Row {
            code: text.clone(), name: text.clone(), bounds, estimate, interval, baseline, benchmarks,
            target_label: text.clone(), limit_label: text.clone(), value: text.clone(),
            details: vec![text.clone()], baseline_label: text.clone(), target, limit,
            target_words: text.clone(), limit_words: text,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_figures_make_a_sound_picture(rows in proptest::collection::vec(any_row(), 0..4)) {
        let figures = Forest {
            groups: vec![group("D", "Doel", GoalStatus::Open, "open", rows)],
            ..example()
        };
        sound(|frame| forest(&figures, frame));
    }
}
