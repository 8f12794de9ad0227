//! Reads one `[[parameter]]` of a protocol file.

use super::fault::{BoundsFault, RuleFault};
use super::protocol::Known;
use super::reader::Table;
use crate::domain::parameter::{
    Aspect, Bounds, Estimator, Evidence, Kind, Parameter, Scale, ShareOf, Tone,
};
use crate::domain::protocol::Rules;

pub(super) fn read(table: &mut Table, known: &Known, rules: &Rules) -> Parameter {
    let estimator = estimator(table);
    let scale = scale(table, &estimator);
    let unit = match scale {
        Scale::Share => table.optional_text("unit", &known.languages),
        Scale::Number => Some(table.text("unit", &known.languages)),
    };
    let assumed_start = table.optional_number("assumed_start");
    if let (Some(start), Scale::Share) = (assumed_start, scale) {
        table.check_share("assumed_start", start);
    }
    Parameter {
        code: table.code("code"),
        name: table.text("name", &known.languages),
        kind: table.one_of("kind", &KINDS),
        aspect: table.one_of("aspect", &ASPECTS),
        evidence: table.one_of("evidence", &EVIDENCES),
        finite_population: finite_population(table, &estimator),
        bounds: bounds(table, scale),
        estimator,
        scale,
        unit: unit.unwrap_or_default(),
        decimals: decimals(table),
        assumed_start,
        confidence: confidence(table).unwrap_or(rules.confidence),
        minimum_base: table
            .optional_whole("minimum_base", 1, 1_000_000)
            .unwrap_or(rules.minimum_base),
        indicative: table.flag("indicative"),
        owner: table.name("owner"),
        goals: table.references("goals", &known.goals),
        clusters: table.references("clusters", &known.clusters),
        limit_reason: table.optional_text("limit_reason", &known.languages),
    }
}

const KINDS: [(&str, Kind); 3] = [
    ("quality_monitoring", Kind::QualityMonitoring),
    ("work_control", Kind::WorkControl),
    ("result_measurement", Kind::ResultMeasurement),
];

const ASPECTS: [(&str, Aspect); 2] = [
    ("effectiveness", Aspect::Effectiveness),
    ("efficiency", Aspect::Efficiency),
];

const EVIDENCES: [(&str, Evidence); 3] = [
    ("sample", Evidence::Sample),
    ("complete", Evidence::Complete),
    ("process", Evidence::Process),
];

/// One-sided; below a half, an interval would turn inside out.
pub(super) fn confidence(table: &mut Table) -> Option<f64> {
    let confidence = table.optional_number("confidence")?;
    table.check_within("confidence", confidence, 0.5, 0.9999);
    Some(confidence)
}

fn decimals(table: &mut Table) -> u8 {
    let decimals = table.optional_whole("decimals", 0, 6).unwrap_or(1);
    u8::try_from(decimals).unwrap_or(1)
}

fn finite_population(table: &mut Table, estimator: &Estimator) -> bool {
    let finite = table.flag("finite_population");
    if finite && estimator.items().is_empty() {
        table.rule("finite_population", RuleFault::PopulationWithoutItem);
    }
    finite
}

#[derive(Clone, Copy)]
enum Word {
    Proportion,
    Mean,
    Nps,
    Gap,
    Percentile,
    Rate,
    Ratio,
    LastValue,
    Share,
}

fn estimator(table: &mut Table) -> Estimator {
    let words = [
        ("proportion", Word::Proportion),
        ("mean", Word::Mean),
        ("nps", Word::Nps),
        ("gap", Word::Gap),
        ("percentile", Word::Percentile),
        ("rate", Word::Rate),
        ("ratio", Word::Ratio),
        ("last_value", Word::LastValue),
        ("share", Word::Share),
    ];
    let Some(word) = table.known_word("estimator", &words) else {
        // Which other fields belong, only the estimator can say.
        table.pass_over(&[
            "item",
            "chosen",
            "perceived",
            "expected",
            "series",
            "p",
            "per",
            "counts",
            "tone",
        ]);
        return Estimator::Share {
            of: ShareOf::InterviewsWithoutProblem,
        };
    };
    match word {
        Word::Proportion => Estimator::Proportion {
            item: table.code("item"),
            chosen: table.answer_codes("chosen"),
        },
        Word::Mean => Estimator::Mean {
            item: table.code("item"),
        },
        Word::Nps => Estimator::Nps {
            item: table.code("item"),
        },
        Word::Gap => Estimator::Gap {
            perceived: table.code("perceived"),
            expected: table.code("expected"),
        },
        Word::Percentile => Estimator::Percentile {
            series: table.code("series"),
            p: table.number_within("p", 0.001, 0.999).unwrap_or(0.5),
        },
        Word::Rate => Estimator::Rate {
            series: table.code("series"),
            per: table.number_within("per", 1e-9, 1e12).unwrap_or(1.0),
        },
        Word::Ratio => Estimator::Ratio {
            series: table.code("series"),
        },
        Word::LastValue => Estimator::LastValue {
            series: table.code("series"),
        },
        Word::Share => Estimator::Share {
            of: share_of(table),
        },
    }
}

fn share_of(table: &mut Table) -> ShareOf {
    let words = [("statements", true), ("interviews_without_problem", false)];
    let tones = [
        ("positive", Tone::Positive),
        ("neutral", Tone::Neutral),
        ("negative", Tone::Negative),
    ];
    match table.known_word("counts", &words) {
        Some(true) => ShareOf::Statements {
            tone: table.one_of("tone", &tones),
        },
        Some(false) => ShareOf::InterviewsWithoutProblem,
        None => {
            table.pass_over(&["tone"]);
            ShareOf::InterviewsWithoutProblem
        }
    }
}

/// Most estimators have one scale; a ratio may be a share (solved of asked) or not (cost per request).
fn scale(table: &mut Table, estimator: &Estimator) -> Scale {
    let words = [("share", Scale::Share), ("number", Scale::Number)];
    match estimator {
        Estimator::Ratio { .. } => table.one_of("scale", &words),
        Estimator::Proportion { .. } | Estimator::Share { .. } => table
            .optional_one_of("scale", &words)
            .unwrap_or(Scale::Share),
        _ => table
            .optional_one_of("scale", &words)
            .unwrap_or(Scale::Number),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Higher,
    Lower,
    Between,
}

fn bounds(table: &mut Table, scale: Scale) -> Bounds {
    let words = [
        ("higher", Direction::Higher),
        ("lower", Direction::Lower),
        ("between", Direction::Between),
    ];
    let Some(direction) = table.known_word("direction", &words) else {
        // Whether one number or two belong there, only the direction can say.
        table.pass_over(&["target", "limit"]);
        let (target, limit) = (0.0, 0.0);
        return Bounds::Higher { target, limit };
    };
    if direction == Direction::Between {
        return between(table, scale);
    }
    let higher = direction == Direction::Higher;
    let (target, limit) = (table.number("target"), table.number("limit"));
    let mut possible = true;
    for (key, value) in [("target", target), ("limit", limit)] {
        if let (Some(value), Scale::Share) = (value, scale) {
            possible &= table.check_share(key, value);
        }
    }
    if let (Some(target), Some(limit)) = (target, limit)
        && possible
        && ((higher && limit > target) || (!higher && limit < target))
    {
        let fault = BoundsFault::LimitBeyondTarget {
            higher,
            target,
            limit,
        };
        table.rule("limit", RuleFault::Bounds(fault));
    }
    let (target, limit) = (target.unwrap_or_default(), limit.unwrap_or_default());
    if higher {
        Bounds::Higher { target, limit }
    } else {
        Bounds::Lower { target, limit }
    }
}

fn between(table: &mut Table, scale: Scale) -> Bounds {
    let (target, limit) = (table.pair("target"), table.pair("limit"));
    for (key, pair) in [("target", target), ("limit", limit)] {
        if let (Some(pair), Scale::Share) = (pair, scale) {
            // One of the two being off is enough to point at the pair.
            let off = pair.iter().find(|value| !(0.0..=1.0).contains(*value));
            if let Some(value) = off {
                table.check_share(key, *value);
            }
        }
    }
    if let (Some(target), Some(limit)) = (target, limit)
        && (limit[0] > target[0] || limit[1] < target[1])
    {
        table.rule("limit", RuleFault::Bounds(BoundsFault::LimitsInsideTargets));
    }
    Bounds::Between {
        target: target.unwrap_or_default(),
        limit: limit.unwrap_or_default(),
    }
}
