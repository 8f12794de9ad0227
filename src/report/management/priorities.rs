//! What satisfaction goes together with, whether items may be read as one, and what to take up first.

use super::findings::{item_name, refusal};
use super::{Caption, Context, multiple};
use crate::charts::drivers::{self, Drivers};
use crate::charts::scatter::{self, Scatter};
use crate::charts::{ChartError, NumberFormat};
use crate::domain::analysis::{Battery, DriverPlan};
use crate::domain::evaluation::findings::{
    BatteryFinding, DriverFinding, DriverItem, Priorities, Priority, Quadrant,
};
use crate::domain::parameter::Scale;
use crate::report::document::{Block, Cell, Column, Figure, Section, Table};
use crate::texts::numbers::{decimal, list, percent};
use crate::texts::{t, t_args};

/// `None` when the protocol declares neither drivers nor batteries, or nobody answered.
pub fn section(context: &Context) -> Result<Option<Section>, ChartError> {
    let analysis = &context.protocol().analysis;
    let findings = &context.wave.findings;
    let mut blocks = Vec::new();
    for (plan, found) in analysis.drivers.iter().zip(&findings.drivers) {
        blocks.extend(of_drivers(context, plan, found)?);
    }
    for (plan, found) in analysis.batteries.iter().zip(&findings.batteries) {
        blocks.extend(of_battery(context, plan, found));
    }
    if blocks.is_empty() {
        return Ok(None);
    }
    let language = context.language();
    Ok(Some(Section {
        id: "priorities",
        topic: t(language, "findings-topic-priorities"),
        heading: heading(context),
        blocks,
    }))
}

/// The first finding that there is to tell.
fn heading(context: &Context) -> String {
    let language = context.language();
    let plans = &context.protocol().analysis.drivers;
    let found = plans.iter().zip(&context.wave.findings.drivers).next();
    let Some((plan, found)) = found else {
        return t(language, "findings-batteries-heading");
    };
    if found.refusal.is_some() {
        let name = plan.name.get(language);
        return t_args(
            language,
            "findings-drivers-refused",
            &[("name", name.into())],
        );
    }
    finding(context, plan, found)
}

/// By weight, the heaviest first.
fn sorted(found: &DriverFinding) -> Vec<&DriverItem> {
    let mut items: Vec<&DriverItem> = found.items.iter().collect();
    items.sort_by(|a, b| {
        b.weight
            .partial_cmp(&a.weight)
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    items
}

/// Which drivers weigh certainly more than an equal share; none when no interval says so.
fn finding(context: &Context, plan: &DriverPlan, found: &DriverFinding) -> String {
    let language = context.language();
    let equal = 1.0 / found.items.len().max(1) as f64;
    let above: Vec<String> = sorted(found)
        .iter()
        .filter(|item| item.low.is_some_and(|low| low > equal))
        .map(|item| item_name(context, &item.item))
        .collect();
    let name = plan.name.get(language);
    if above.is_empty() {
        return t_args(language, "findings-drivers-alike", &[("name", name.into())]);
    }
    t_args(
        language,
        "findings-drivers-above",
        &[
            ("name", name.into()),
            ("items", list(language, &above).into()),
        ],
    )
}

fn of_drivers(
    context: &Context,
    plan: &DriverPlan,
    found: &DriverFinding,
) -> Result<Vec<Block>, ChartError> {
    let language = context.language();
    let mut blocks = vec![Block::Subheading(t_args(
        language,
        "findings-drivers-heading",
        &[("name", plan.name.get(language).into())],
    ))];
    let mut figures = Vec::new();
    match &found.refusal {
        Some(reason) => blocks.push(Block::Paragraph(refusal(context, reason))),
        None => {
            blocks.push(Block::Paragraph(fit(context, plan, found)));
            figures.push(picture(context, plan, found)?);
        }
    }
    let matrices = [
        ("derived", found.derived.as_ref()),
        ("stated", found.stated.as_ref()),
    ];
    for (way, matrix) in matrices {
        if let Some(matrix) = matrix {
            figures.push(priorities(context, plan, way, matrix)?);
        }
    }
    if !figures.is_empty() {
        blocks.push(Block::Multiples(figures));
    }
    if found.refusal.is_none() {
        blocks.push(Block::Note(note(context, found)));
    }
    if found.derived.is_some() || found.stated.is_some() {
        blocks.push(Block::Note(t(language, "findings-priorities-note")));
    }
    if found.derived.is_some() && found.stated.is_some() {
        blocks.push(Block::Note(t(language, "findings-both-importances")));
    }
    Ok(blocks)
}

fn fit(context: &Context, plan: &DriverPlan, found: &DriverFinding) -> String {
    let language = context.language();
    let share = found
        .r2
        .map_or(context.pen.none(), |r2| percent(language, r2, 0));
    t_args(
        language,
        "findings-drivers-fit",
        &[
            ("outcome", item_name(context, &plan.outcome).into()),
            ("share", share.into()),
            ("n", context.pen.number(found.n.unwrap_or(0) as f64).into()),
        ],
    )
}

fn note(context: &Context, found: &DriverFinding) -> String {
    t_args(
        context.language(),
        "findings-drivers-note",
        &[
            (
                "replicates",
                context.pen.number(found.replicates as f64).into(),
            ),
            ("seed", found.seed.to_string().into()),
        ],
    )
}

fn range(context: &Context, item: &DriverItem) -> String {
    let language = context.language();
    let (Some(low), Some(high)) = (item.low, item.high) else {
        return String::new();
    };
    let end = |share: f64| decimal(language, share * 100.0, 0);
    t_args(
        language,
        "report-from-to",
        &[("low", end(low).into()), ("high", end(high).into())],
    )
}

fn picture(
    context: &Context,
    plan: &DriverPlan,
    found: &DriverFinding,
) -> Result<Figure, ChartError> {
    let language = context.language();
    let share =
        |value: Option<f64>| value.map_or(context.pen.none(), |value| percent(language, value, 0));
    let rows = sorted(found).into_iter().map(|item| drivers::Driver {
        code: String::new(),
        name: item_name(context, &item.item),
        weight: item.weight,
        interval: item.low.zip(item.high).map(|(low, high)| [low, high]),
        value: share(item.weight),
        details: vec![range(context, item)],
    });
    let figures = Drivers {
        format: NumberFormat::new(language, Scale::Share),
        rows: rows.collect(),
    };
    let caption = Caption {
        id: format!("drivers-{}", plan.code),
        title: finding(context, plan, found),
        subtitle: t(language, "findings-drivers-subtitle"),
        source: context.source(t(language, "report-source-survey")),
        description: t(language, "findings-drivers-description"),
        is_labelled: true,
    };
    let rows = sorted(found).into_iter().map(|item| {
        vec![
            Cell::new(item_name(context, &item.item)),
            Cell::new(share(item.weight)).small(range(context, item)),
            Cell::new(share(item.shapley)),
            Cell::new(
                item.beta
                    .map_or(context.pen.none(), |b| decimal(language, b, 2)),
            ),
        ]
    });
    let number = |key: &str| Column::number(t(language, key));
    let table = Table::plain(
        t(language, "findings-drivers-caption"),
        vec![
            Column::text(t(language, "findings-column-item")),
            number("findings-column-weight").unit(t(language, "report-column-with-interval")),
            number("findings-column-shapley"),
            number("findings-column-beta"),
        ],
        rows.collect(),
    );
    multiple(caption, Some(table), |frame| {
        drivers::drivers(&figures, frame)
    })
}

/// The matrix of importance against performance.
fn priorities(
    context: &Context,
    plan: &DriverPlan,
    way: &str,
    matrix: &Priorities,
) -> Result<Figure, ChartError> {
    let language = context.language();
    let is_derived = way == "derived";
    let importance = |value: f64| {
        if is_derived {
            percent(language, value, 0)
        } else {
            decimal(language, value, 2)
        }
    };
    let cross = |value: String| {
        let key = if matrix.agreed {
            "findings-cross-agreed"
        } else {
            "findings-cross-mean"
        };
        t_args(language, key, &[("value", value.into())])
    };
    let up_scale = if is_derived {
        Scale::Share
    } else {
        Scale::Number
    };
    let figures = Scatter {
        across: scatter::Measure {
            format: NumberFormat::new(language, Scale::Number),
            label: t(language, "findings-performance"),
            cross: matrix.performance,
            cross_label: cross(decimal(language, matrix.performance, 2)),
        },
        up: scatter::Measure {
            format: NumberFormat::new(language, up_scale),
            label: t(language, &format!("findings-importance-{way}")),
            cross: matrix.importance,
            cross_label: cross(importance(matrix.importance)),
        },
        fields: [
            Quadrant::ConcentrateHere,
            Quadrant::KeepUp,
            Quadrant::LowPriority,
            Quadrant::PossibleOverkill,
        ]
        .map(|quadrant| quadrant_name(context, quadrant)),
        points: matrix
            .items
            .iter()
            .enumerate()
            .map(|(at, one)| scatter::Point {
                code: (at + 1).to_string(),
                name: item_name(context, &one.item),
                across: one.performance,
                up: one.importance,
                across_text: decimal(language, one.performance, 2),
                up_text: importance(one.importance),
            })
            .collect(),
    };
    let caption = Caption {
        id: format!("priorities-{}-{way}", plan.code),
        title: first(context, matrix),
        subtitle: t(language, &format!("findings-priorities-{way}")),
        source: context.source(t(language, "report-source-survey")),
        description: t(language, "findings-priorities-description"),
        is_labelled: false,
    };
    let rows = matrix
        .items
        .iter()
        .map(|one| row(context, one, &importance));
    let number = |key: &str| Column::number(t(language, key));
    let table = Table::plain(
        t(language, "findings-priorities-caption"),
        vec![
            Column::text(t(language, "findings-column-item")),
            number("findings-column-performance"),
            number("findings-column-importance"),
            Column::text(t(language, "findings-column-field")),
        ],
        rows.collect(),
    );
    multiple(caption, Some(table), |frame| {
        scatter::scatter(&figures, frame)
    })
}

fn row(context: &Context, one: &Priority, importance: &dyn Fn(f64) -> String) -> Vec<Cell> {
    vec![
        Cell::new(item_name(context, &one.item)),
        Cell::new(decimal(context.language(), one.performance, 2)),
        Cell::new(importance(one.importance)),
        Cell::new(quadrant_name(context, one.quadrant)),
    ]
}

fn quadrant_name(context: &Context, quadrant: Quadrant) -> String {
    let key = match quadrant {
        Quadrant::KeepUp => "findings-quadrant-keep-up",
        Quadrant::ConcentrateHere => "findings-quadrant-concentrate",
        Quadrant::LowPriority => "findings-quadrant-low",
        Quadrant::PossibleOverkill => "findings-quadrant-overkill",
    };
    t(context.language(), key)
}

/// "Eerst aanpakken: Ik word vlot geholpen."
fn first(context: &Context, matrix: &Priorities) -> String {
    let language = context.language();
    let items: Vec<String> = matrix
        .items
        .iter()
        .filter(|one| one.quadrant == Quadrant::ConcentrateHere)
        .map(|one| item_name(context, &one.item))
        .collect();
    if items.is_empty() {
        return t(language, "findings-priorities-none");
    }
    let items = list(language, &items);
    t_args(
        language,
        "findings-priorities-first",
        &[("items", items.into())],
    )
}

fn of_battery(context: &Context, plan: &Battery, found: &BatteryFinding) -> Vec<Block> {
    let language = context.language();
    let name = plan.name.get(language);
    let mut blocks = vec![Block::Subheading(t_args(
        language,
        "findings-battery-heading",
        &[("name", name.into())],
    ))];
    if let Some(reason) = &found.refusal {
        blocks.push(Block::Paragraph(refusal(context, reason)));
    }
    if found.n.is_none() {
        return blocks;
    }
    blocks.push(Block::Paragraph(reliability(context, found)));
    if let (Some(index), Some(low), Some(high)) = (found.index, found.index_low, found.index_high) {
        let two = |value: f64| decimal(language, value, 2);
        blocks.push(Block::Paragraph(t_args(
            language,
            "findings-battery-index",
            &[
                ("name", name.into()),
                ("value", two(index).into()),
                ("low", two(low).into()),
                ("high", two(high).into()),
            ],
        )));
    }
    blocks.push(Block::Table(battery_items(context, plan, found)));
    let reversed: Vec<String> = found
        .items
        .iter()
        .filter(|item| item.item_rest.is_some_and(|r| r < 0.0))
        .map(|item| item_name(context, &item.item))
        .collect();
    if !reversed.is_empty() {
        let items = list(language, &reversed);
        let note = t_args(
            language,
            "findings-battery-reversed",
            &[("items", items.into())],
        );
        blocks.push(Block::Note(note));
    }
    if found.is_repetitive {
        blocks.push(Block::Note(t(language, "findings-battery-repetitive")));
    }
    blocks
}

fn reliability(context: &Context, found: &BatteryFinding) -> String {
    let language = context.language();
    let two =
        |value: Option<f64>| value.map_or(context.pen.none(), |value| decimal(language, value, 2));
    let args = [
        ("n", context.pen.number(found.n.unwrap_or(0) as f64).into()),
        ("alpha", two(found.alpha).into()),
        ("low", two(found.low).into()),
        ("high", two(found.high).into()),
        ("omega", two(found.omega).into()),
        ("brown", two(found.spearman_brown).into()),
    ];
    let key = match (found.spearman_brown, found.omega) {
        (Some(_), _) => "findings-battery-two",
        (None, Some(_)) => "findings-battery-omega",
        (None, None) => "findings-battery-alpha",
    };
    t_args(language, key, &args)
}

fn battery_items(context: &Context, plan: &Battery, found: &BatteryFinding) -> Table {
    let language = context.language();
    let two =
        |value: Option<f64>| value.map_or(context.pen.none(), |value| decimal(language, value, 2));
    let rows = found.items.iter().map(|item| {
        let name = Cell::new(item_name(context, &item.item));
        let name = if plan.reversed.contains(&item.item) {
            name.small(t(language, "findings-turned"))
        } else {
            name
        };
        vec![
            name,
            Cell::new(two(Some(item.mean))),
            Cell::new(two(item.item_rest)),
            Cell::new(two(item.alpha_without)),
        ]
    });
    let number = |key: &str| Column::number(t(language, key));
    Table::plain(
        t(language, "findings-battery-caption"),
        vec![
            Column::text(t(language, "findings-column-item")),
            number("findings-column-mean"),
            number("findings-column-item-rest"),
            number("findings-column-alpha-without"),
        ],
        rows.collect(),
    )
}
