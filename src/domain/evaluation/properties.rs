//! What has to hold of every verdict, on protocols, answers and registrations drawn at random.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::domain::evidence::{Answer, Answers, Completeness};
use crate::domain::judgement::{Ends, judge};
use crate::domain::parameter::{self, Bounds};
use crate::domain::survey::Survey;

const PROTOCOL: &str = include_str!("../../../surveys/servicedesk/protocol.toml");
const SURVEY: &str = include_str!("../../../surveys/servicedesk/satisfaction.toml");
/// The items of the case that its parameters read, with the lowest and the highest of their scales.
const ITEMS: [(&str, i64, i64); 3] = [
    ("q1_satisfied", 1, 5),
    ("q2_grade", 1, 10),
    ("q3_recommend", 0, 10),
];

/// Some of the case's survey parameters with bounds, base, population and direction of their own.
#[derive(Clone, Debug)]
struct Wave {
    protocol: Protocol,
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
struct Row {
    segment: Option<u8>,
    completeness: Completeness,
    answers: Vec<Option<i64>>,
}

static CASE: LazyLock<(Protocol, Survey)> = LazyLock::new(|| {
    (
        Protocol::parse("protocol.toml", PROTOCOL).unwrap(),
        Survey::parse("satisfaction.toml", SURVEY).unwrap(),
    )
});

/// Bounds somewhere on the scale of the parameter, in either direction or between.
fn bounds(low: f64, high: f64) -> impl Strategy<Value = Bounds> {
    let at = move |share: f64| low + share * (high - low);
    (0..3_u8, 0.0..1.0, 0.0..1.0, 0.0..0.2).prop_map(move |(direction, a, b, slack)| {
        let (less, more) = (at(f64::min(a, b)), at(f64::max(a, b)));
        match direction {
            0 => Bounds::Higher {
                target: more,
                limit: less,
            },
            1 => Bounds::Lower {
                target: less,
                limit: more,
            },
            _ => Bounds::Between {
                target: [less, more],
                limit: [less - slack, more + slack],
            },
        }
    })
}

fn row() -> impl Strategy<Value = Row> {
    let answer =
        |low: i64, high: i64| prop_oneof![9 => (low..=high).prop_map(Some), 1 => Just(None)];
    let answers: Vec<_> = ITEMS
        .iter()
        .map(|(_, low, high)| answer(*low, *high))
        .collect();
    let completeness = prop_oneof![
        8 => Just(Completeness::Complete),
        1 => Just(Completeness::Partial),
        1 => Just(Completeness::BreakOff)
    ];
    let segment = prop_oneof![8 => (0..3_u8).prop_map(Some), 1 => Just(None)];
    (segment, completeness, answers).prop_map(|(segment, completeness, answers)| Row {
        segment,
        completeness,
        answers,
    })
}

prop_compose! {
    fn wave()(
        rows in proptest::collection::vec(row(), 0..60),
        share in bounds(0.0, 1.0),
        grade in bounds(1.0, 10.0),
        score in bounds(-100.0, 100.0),
        populations in proptest::collection::vec(0..60_u32, 3),
        finite in any::<bool>(),
        minimum_base in 0..20_u32,
        threshold in 1..8_u32,
        partials in any::<bool>(),
    ) -> Wave {
        let mut protocol = CASE.0.clone();
        protocol.segments.truncate(3);
        for (segment, population) in protocol.segments.iter_mut().zip(&populations) {
            segment.population = *population;
        }
        protocol.parameters.truncate(3);
        for (parameter, bounds) in protocol.parameters.iter_mut().zip([share, grade, score]) {
            parameter.bounds = bounds;
            parameter.finite_population = finite;
            parameter.minimum_base = minimum_base;
        }
        protocol.rules.privacy_threshold = threshold;
        protocol.rules.count_partials = partials;
        Wave { protocol, rows }
    }
}

fn responses(rows: &[Row]) -> Responses {
    let mut responses = Responses::of_survey(&CASE.1);
    for row in rows {
        let answers: Answers = ITEMS
            .iter()
            .zip(&row.answers)
            .filter_map(|((item, ..), answer)| {
                Some(((*item).to_owned(), Answer::Number((*answer)?)))
            })
            .collect();
        responses.push(row.segment, row.completeness, &answers);
    }
    responses
}

fn evaluated(protocol: &Protocol, rows: &[Row]) -> Evaluation {
    let own = WaveEvidence {
        responses: responses(rows).into(),
        ..WaveEvidence::default()
    };
    let evidence = Evidence {
        waves: BTreeMap::from([(1, own)]),
        ..Evidence::default()
    };
    evaluate(protocol, &evidence)
}

/// The case with the scale turned around: 5 becomes 1, and the share of the good answers stays.
fn mirrored(wave: &Wave) -> Wave {
    let mut turned = wave.clone();
    for row in &mut turned.rows {
        for ((_, low, high), answer) in ITEMS.iter().zip(&mut row.answers) {
            *answer = answer.map(|answer| low + high - answer);
        }
    }
    // A share of the answers that are not chosen, and a mean on the turned scale.
    let parameters = &mut turned.protocol.parameters;
    if let parameter::Estimator::Proportion { chosen, .. } = &mut parameters[0].estimator {
        *chosen = ["3", "4", "5"].map(str::to_owned).to_vec();
    }
    for (parameter, sum) in parameters.iter_mut().zip([1.0, 11.0]) {
        parameter.bounds = turned_bounds(parameter.bounds, sum);
    }
    turned.protocol.parameters.truncate(2);
    turned
}

fn turned_bounds(bounds: Bounds, sum: f64) -> Bounds {
    let turn = |[from, to]: [f64; 2]| [sum - to, sum - from];
    match bounds {
        Bounds::Higher { target, limit } => Bounds::Lower {
            target: sum - target,
            limit: sum - limit,
        },
        Bounds::Lower { target, limit } => Bounds::Higher {
            target: sum - target,
            limit: sum - limit,
        },
        Bounds::Between { target, limit } => Bounds::Between {
            target: turn(target),
            limit: turn(limit),
        },
    }
}

/// How much is claimed: *met* and *not met* claim, the rest leaves open.
fn claims(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Met | Verdict::NotMet)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_wider_interval_never_claims_what_the_shorter_one_left_open(
        bounds in bounds(0.0, 1.0),
        low in proptest::option::of(-0.5..1.5),
        width in 0.0..0.5,
        (below, above) in (0.0..0.3, 0.0..0.3),
        (lose_low, lose_high) in (any::<bool>(), any::<bool>()),
    ) {
        let low: Option<f64> = low;
        let ends = Ends { low, high: low.map(|low| low + width) };
        let wider = Ends {
            low: ends.low.map(|low| low - below).filter(|_| !lose_low),
            high: ends.high.map(|high| high + above).filter(|_| !lose_high),
        };
        for against in [Against::Target, Against::Limit] {
            let (shorter, wider) = (judge(ends, bounds, against), judge(wider, bounds, against));
            prop_assert!(!claims(wider) || wider == shorter, "{shorter:?} became {wider:?}");
        }
    }

    #[test]
    fn a_higher_level_never_claims_what_a_lower_one_left_open(wave in wave()) {
        let mut surer = wave.protocol.clone();
        surer.parameters.iter_mut().for_each(|parameter| parameter.confidence = 0.99);
        let (usual, surer) = (evaluated(&wave.protocol, &wave.rows), evaluated(&surer, &wave.rows));
        for (usual, surer) in usual.waves[1].parameters.iter().zip(&surer.waves[1].parameters) {
            prop_assert!(!claims(surer.target_verdict) || surer.target_verdict == usual.target_verdict);
            prop_assert!(!claims(surer.limit_verdict) || surer.limit_verdict == usual.limit_verdict);
        }
    }

    #[test]
    fn answers_turned_around_under_a_turned_direction_give_the_same_verdicts(wave in wave()) {
        let found = evaluated(&wave.protocol, &wave.rows);
        let turned = mirrored(&wave);
        let turned = evaluated(&turned.protocol, &turned.rows);
        for (one, other) in found.waves[1].parameters.iter().zip(&turned.waves[1].parameters) {
            prop_assert_eq!(one.target_verdict, other.target_verdict, "{:?} {:?}", one, other);
            prop_assert_eq!(one.limit_verdict, other.limit_verdict, "{:?} {:?}", one, other);
            prop_assert_eq!(one.n, other.n);
        }
    }

    #[test]
    fn one_more_client_who_does_not_answer_makes_no_verdict_surer(wave in wave()) {
        let mut larger = wave.protocol.clone();
        larger.segments[1].population += 1;
        let (before, after) = (evaluated(&wave.protocol, &wave.rows), evaluated(&larger, &wave.rows));
        for (before, after) in before.waves[1].parameters.iter().zip(&after.waves[1].parameters) {
            // More answers than clients is a mistake, which one client more can mend.
            if before.value.is_some() {
                prop_assert!(!claims(after.target_verdict) || after.target_verdict == before.target_verdict);
                prop_assert!(!claims(after.limit_verdict) || after.limit_verdict == before.limit_verdict);
                prop_assert!(after.high.zip(after.low).map(|(h, l)| h - l)
                    >= before.high.zip(before.low).map(|(h, l)| h - l - 1e-9));
            }
        }
    }

    #[test]
    fn a_break_off_more_changes_no_verdict(wave in wave()) {
        let mut rows = wave.rows.clone();
        rows.push(Row { segment: Some(0), completeness: Completeness::BreakOff, answers: vec![Some(5); 3] });
        let (before, after) = (evaluated(&wave.protocol, &wave.rows), evaluated(&wave.protocol, &rows));
        if !wave.rows.is_empty() {
            prop_assert_eq!(&before.waves[1].parameters, &after.waves[1].parameters);
        }
    }

    #[test]
    fn the_order_of_the_rows_changes_no_byte(
        wave in wave(),
        turn in 0..60_usize,
    ) {
        let mut rows = wave.rows.clone();
        rows.reverse();
        let turn = turn.min(rows.len());
        rows.rotate_left(turn);
        let (one, other) = (evaluated(&wave.protocol, &wave.rows), evaluated(&wave.protocol, &rows));
        prop_assert_eq!(one.canonical_json(), other.canonical_json());
        prop_assert!(!one.canonical_json().contains("NaN"));
    }

    #[test]
    fn no_number_stands_where_none_may(wave in wave()) {
        let found = evaluated(&wave.protocol, &wave.rows);
        let threshold = f64::from(wave.protocol.rules.privacy_threshold);
        for result in &found.waves[1].parameters {
            let numbers = [result.n, result.value, result.low, result.high, result.met_from];
            prop_assert!(numbers.iter().flatten().all(|number| number.is_finite()));
            if result.shown {
                prop_assert!(result.n.is_some_and(|n| n >= threshold));
                prop_assert!(result.low <= result.value || result.method == Some(results::Method::AdjustedWaldFinite)
                    || result.method == Some(results::Method::AdjustedWald) || result.low <= result.value.map(|v| v + 1e-12));
            } else {
                prop_assert!(numbers.iter().all(Option::is_none));
                prop_assert_eq!(result.target_verdict, Verdict::NoData);
            }
        }
    }
}
