//! Reads the analyses that a protocol declares beyond its parameters.

use super::fault::{AnalysisFault, RuleFault, Thing};
use super::protocol::Known;
use super::reader::Table;
use super::sink::Codes;
use crate::domain::analysis::{
    Analysis, Battery, Benchmark, ClusterMap, ControlKind, ControlPlan, Crosshair, DriverPlan,
    Feature, GapPlan, MOST_DRIVERS, Margin, MarginCategory, Mirror, Subject,
};
use crate::domain::parameter::{Estimator, Parameter, Scale};

pub(super) fn read(file: &mut Table, known: &Known, parameters: &[Parameter]) -> Analysis {
    for (thing, key) in [
        (Thing::Battery, "battery"),
        (Thing::Drivers, "drivers"),
        (Thing::Dimension, "dimension"),
        (Thing::Feature, "feature"),
        (Thing::Subject, "subject"),
    ] {
        file.codes_of(thing, key);
    }
    Analysis {
        batteries: file.tables("battery", |table| battery(table, known)),
        drivers: file.tables("drivers", |table| drivers(table, known)),
        gaps: file.tables("dimension", |table| dimension(table, known)),
        features: file.tables("feature", |table| Feature {
            code: table.code("code"),
            name: table.text("name", &known.languages),
            functional: table.code("functional"),
            dysfunctional: table.code("dysfunctional"),
        }),
        controls: file.tables("control", |table| control(table, known, parameters)),
        margins: file.tables("margin", |table| margin(table, known)),
        benchmarks: file.tables("benchmark", |table| Benchmark {
            parameter: table.reference("parameter", &known.parameters),
            name: table.text("name", &known.languages),
            value: table.number("value").unwrap_or_default(),
            source: table.text("source", &known.languages),
        }),
        mirrors: file.tables("mirror", |table| Mirror {
            parameter: table.reference("parameter", &known.parameters),
            estimate: table.number("estimate").unwrap_or_default(),
            staff: table.whole("staff", 1, 1_000_000).unwrap_or_default(),
            asked_on: table.day("asked_on").unwrap_or_default(),
        }),
        subjects: file.tables("subject", |table| Subject {
            code: table.code("code"),
            name: table.text("name", &known.languages),
            parameters: table.references("parameters", &known.parameters),
            themes: names(table, "themes"),
        }),
        cluster_map: file.optional_table("cluster_map", |table| ClusterMap {
            effectiveness: table.reference("effectiveness", &known.parameters),
            efficiency: table.reference("efficiency", &known.parameters),
        }),
    }
}

fn names(table: &mut Table, key: &'static str) -> Vec<String> {
    let words = table.words(key);
    words.into_iter().map(|w| w.value.to_owned()).collect()
}

/// Codes of items, which stand in another file; each at most once.
fn items(table: &mut Table, key: &'static str) -> Vec<String> {
    let mut seen = Codes::new(Thing::Item);
    let words = table.words(key);
    words
        .into_iter()
        .map(|word| {
            seen.add(table.sink, word.value, word.span);
            word.value.to_owned()
        })
        .collect()
}

fn fault(table: &Table, key: &str, fault: AnalysisFault) {
    table.rule(key, RuleFault::Analysis(fault));
}

fn battery(table: &mut Table, known: &Known) -> Battery {
    let battery = Battery {
        code: table.code("code"),
        name: table.text("name", &known.languages),
        items: items(table, "items"),
        reversed: items(table, "reversed"),
    };
    if battery.items.len() < 2 || battery.items.len() > MOST_DRIVERS {
        let most = MOST_DRIVERS;
        fault(table, "items", AnalysisFault::Number { least: 2, most });
    }
    if let Some(item) = battery.reversed.iter().find(|r| !battery.items.contains(r)) {
        let item = item.clone();
        fault(table, "reversed", AnalysisFault::NotAmongItems { item });
    }
    battery
}

fn drivers(table: &mut Table, known: &Known) -> DriverPlan {
    let plan = DriverPlan {
        code: table.code("code"),
        name: table.text("name", &known.languages),
        outcome: table.code("outcome"),
        items: items(table, "items"),
        importance: items(table, "importance"),
        crosshair: table.optional_table("crosshair", |table| Crosshair {
            importance: table.number("importance").unwrap_or_default(),
            performance: table.number("performance").unwrap_or_default(),
        }),
    };
    if plan.items.is_empty() || plan.items.len() > MOST_DRIVERS {
        let most = MOST_DRIVERS;
        fault(table, "items", AnalysisFault::Number { least: 1, most });
    }
    if plan.items.contains(&plan.outcome) {
        fault(table, "outcome", AnalysisFault::OutcomeAmongItems);
    }
    if !plan.importance.is_empty() && plan.importance.len() != plan.items.len() {
        fault(table, "importance", AnalysisFault::NotInPairs);
    }
    if plan.crosshair.is_some() && plan.importance.is_empty() {
        fault(
            table,
            "crosshair",
            AnalysisFault::CrosshairWithoutImportance,
        );
    }
    plan
}

fn dimension(table: &mut Table, known: &Known) -> GapPlan {
    let plan = GapPlan {
        code: table.code("code"),
        name: table.text("name", &known.languages),
        expected: items(table, "expected"),
        perceived: items(table, "perceived"),
    };
    if plan.expected.is_empty() || plan.expected.len() != plan.perceived.len() {
        fault(table, "expected", AnalysisFault::NotInPairs);
    }
    plan
}

fn control(table: &mut Table, known: &Known, parameters: &[Parameter]) -> ControlPlan {
    let kinds = [
        ("p", ControlKind::P),
        ("xmr", ControlKind::Xmr),
        ("u", ControlKind::U),
    ];
    let plan = ControlPlan {
        parameter: table.reference("parameter", &known.parameters),
        chart: table.one_of("chart", &kinds),
        limits_until: table.optional_day("limits_until"),
    };
    let found = parameters.iter().find(|one| one.code == plan.parameter);
    let fits = |parameter: &Parameter| match (plan.chart, &parameter.estimator) {
        (ControlKind::P, Estimator::Ratio { .. }) => parameter.scale == Scale::Share,
        (ControlKind::U, Estimator::Rate { .. }) => true,
        (ControlKind::Xmr, Estimator::Ratio { .. } | Estimator::LastValue { .. }) => true,
        _ => false,
    };
    if found.is_some_and(|parameter| !fits(parameter)) {
        fault(table, "chart", AnalysisFault::ChartDoesNotFit);
    }
    plan
}

fn margin(table: &mut Table, known: &Known) -> Margin {
    let margin = Margin {
        item: table.code("item"),
        name: table.text("name", &known.languages),
        categories: table.tables("category", |table| MarginCategory {
            code: table.code("code"),
            population: table.whole("population", 0, 1_000_000_000).unwrap_or(0),
        }),
    };
    let total: u64 = margin
        .categories
        .iter()
        .map(|one| u64::from(one.population))
        .sum();
    if margin.categories.len() < 2 || total == 0 {
        fault(table, "category", AnalysisFault::MarginTooSmall);
    }
    margin
}
