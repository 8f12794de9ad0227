//! What was expected beside what was perceived, and what clients take features for.

use super::beside::reach;
use super::findings::refusal;
use super::{Caption, Context, multiple};
use crate::charts::gap::{self, Gap};
use crate::charts::scatter::{self, Scatter};
use crate::charts::{ChartError, NumberFormat};
use crate::domain::analysis::{Feature, GapPlan};
use crate::domain::evaluation::findings::{FeatureFinding, GapFinding};
use crate::domain::parameter::Scale;
use crate::report::document::{Block, Cell, Column, Line, Section, Table};
use crate::texts::numbers::{decimal, list, signed};
use crate::texts::{t, t_args};

/// The chance of one wrong claim among the dimensions.
const ERROR: f64 = 0.05;

type Asked<'a> = (&'a GapPlan, &'a GapFinding);
type Shown<'a> = (&'a Feature, &'a FeatureFinding);

/// `None` when neither was declared, or nobody answered.
pub fn section(context: &Context) -> Result<Option<Section>, ChartError> {
    let language = context.language();
    let analysis = &context.protocol().analysis;
    let found = &context.wave.findings;
    let gaps: Vec<Asked> = analysis.gaps.iter().zip(&found.gaps).collect();
    let features: Vec<Shown> = analysis.features.iter().zip(&found.features).collect();
    if gaps.is_empty() && features.is_empty() {
        return Ok(None);
    }
    let mut blocks = Vec::new();
    if !gaps.is_empty() {
        blocks.extend(of_gaps(context, &gaps)?);
    }
    if !features.is_empty() {
        blocks.extend(of_features(context, &features)?);
    }
    Ok(Some(Section {
        id: "dimensions",
        topic: t(language, "findings-topic-dimensions"),
        heading: if gaps.is_empty() {
            t(language, "findings-features-heading")
        } else {
            finding(context, &gaps)
        },
        blocks,
    }))
}

/// "Op 4 van de 5 dimensies ligt wat klanten ervaren aantoonbaar onder wat zij verwachten"
fn finding(context: &Context, gaps: &[Asked]) -> String {
    let language = context.language();
    let is_certain = |one: &GapFinding| one.p_holm.is_some_and(|p| p < ERROR);
    let below = gaps
        .iter()
        .filter(|(_, one)| is_certain(one) && one.gap.is_some_and(|gap| gap < 0.0))
        .count();
    let known = gaps.iter().filter(|(_, one)| one.gap.is_some()).count();
    if known == 0 {
        return t(language, "findings-gaps-none");
    }
    t_args(
        language,
        "findings-gaps-heading",
        &[("below", below.into()), ("total", known.into())],
    )
}

fn refused(
    context: &Context,
    name: &str,
    reason: &crate::domain::evaluation::findings::Refusal,
) -> Line {
    Line::led(format!("{name}."), refusal(context, reason))
}

fn of_gaps(context: &Context, gaps: &[Asked]) -> Result<Vec<Block>, ChartError> {
    let language = context.language();
    let (known, apart): (Vec<Asked>, Vec<Asked>) =
        gaps.iter().partition(|(_, one)| one.gap.is_some());
    let mut blocks = Vec::new();
    if !known.is_empty() {
        blocks.push(picture(context, &known)?);
        blocks.push(Block::Note(t(language, "findings-gaps-note")));
    }
    let lines: Vec<Line> = apart
        .iter()
        .filter_map(|(plan, one)| {
            Some(refused(
                context,
                plan.name.get(language),
                one.refusal.as_ref()?,
            ))
        })
        .collect();
    if !lines.is_empty() {
        blocks.push(Block::List(lines));
    }
    Ok(blocks)
}

fn picture(context: &Context, gaps: &[Asked]) -> Result<Block, ChartError> {
    let language = context.language();
    let two =
        |value: Option<f64>| value.map_or(context.pen.none(), |value| decimal(language, value, 2));
    let difference =
        |value: Option<f64>| value.map_or(context.pen.none(), |value| signed(language, value, 2));
    let range = |one: &GapFinding| match (one.low, one.high) {
        (Some(low), Some(high)) => t_args(
            language,
            "report-from-to",
            &[
                ("low", signed(language, low, 2).into()),
                ("high", signed(language, high, 2).into()),
            ],
        ),
        _ => String::new(),
    };
    let n = |one: &GapFinding| context.pen.number(one.n.unwrap_or(0) as f64);
    let figures = Gap {
        format: NumberFormat::new(language, Scale::Number),
        ends: None,
        first: t(language, "findings-expected"),
        second: t(language, "findings-perceived"),
        rows: gaps
            .iter()
            .map(|(plan, one)| gap::Row {
                name: plan.name.get(language).to_owned(),
                first: one.expected,
                second: one.perceived,
                interval: reach(one.expected, one.low, one.high),
                first_text: two(one.expected),
                second_text: two(one.perceived),
                gap: difference(one.gap),
                details: vec![
                    range(one),
                    t_args(language, "report-n", &[("n", n(one).into())]),
                ],
            })
            .collect(),
    };
    let caption = Caption {
        id: "gaps".to_owned(),
        title: finding(context, gaps),
        subtitle: t(language, "findings-gaps-subtitle"),
        source: context.source(t(language, "report-source-survey")),
        description: t(language, "findings-gaps-description"),
        is_labelled: true,
    };
    let rows = gaps.iter().map(|(plan, one)| {
        vec![
            Cell::new(plan.name.get(language)),
            Cell::new(n(one)),
            Cell::new(two(one.expected)),
            Cell::new(two(one.perceived)),
            Cell::new(difference(one.gap)).small(range(one)),
        ]
    });
    let number = |key: &str| Column::number(t(language, key));
    let table = Table::plain(
        t(language, "findings-gaps-caption"),
        vec![
            Column::text(t(language, "findings-column-dimension")),
            number("report-column-n"),
            number("findings-expected"),
            number("findings-perceived"),
            number("findings-column-gap").unit(t(language, "report-column-change-unit")),
        ],
        rows.collect(),
    );
    let figure = multiple(caption, Some(table), |frame| gap::gap(&figures, frame))?;
    Ok(Block::Multiples(vec![figure]))
}

fn of_features(context: &Context, features: &[Shown]) -> Result<Vec<Block>, ChartError> {
    let language = context.language();
    let (known, apart): (Vec<Shown>, Vec<Shown>) =
        features.iter().partition(|(_, one)| one.category.is_some());
    let mut blocks = vec![Block::Subheading(t(language, "findings-features-heading"))];
    if !known.is_empty() {
        blocks.push(kano(context, &known)?);
        blocks.push(Block::Note(t(language, "findings-features-note")));
    }
    let lines: Vec<Line> = apart
        .iter()
        .filter_map(|(plan, one)| {
            Some(refused(
                context,
                plan.name.get(language),
                one.refusal.as_ref()?,
            ))
        })
        .collect();
    if !lines.is_empty() {
        blocks.push(Block::List(lines));
    }
    Ok(blocks)
}

/// "basiseis", by Kano's letter.
fn category(context: &Context, letter: &str) -> String {
    let key = match letter {
        "M" => "findings-kano-must-be",
        "O" => "findings-kano-one-dimensional",
        "A" => "findings-kano-attractive",
        "I" => "findings-kano-indifferent",
        "R" => "findings-kano-reverse",
        _ => "findings-kano-questionable",
    };
    t(context.language(), key)
}

fn kano(context: &Context, features: &[Shown]) -> Result<Block, ChartError> {
    let language = context.language();
    let two = |value: f64| decimal(language, value, 2);
    let measure = |label: &str| scatter::Measure {
        format: NumberFormat::new(language, Scale::Number),
        label: t(language, label),
        cross: 0.5,
        cross_label: two(0.5),
    };
    let points = features.iter().filter_map(|(plan, one)| {
        let (better, worse) = (one.better?, -one.worse?);
        Some(scatter::Point {
            code: plan.code.clone(),
            name: plan.name.get(language).to_owned(),
            across: worse,
            up: better,
            across_text: two(worse),
            up_text: two(better),
        })
    });
    let figures = Scatter {
        across: measure("findings-kano-worse"),
        up: measure("findings-kano-better"),
        fields: ["A", "O", "I", "M"].map(|letter| category(context, letter)),
        points: points.collect(),
    };
    let must: Vec<&str> = features
        .iter()
        .filter(|(_, one)| one.category.as_deref() == Some("M"))
        .map(|(plan, _)| plan.name.get(language))
        .collect();
    let title = if must.is_empty() {
        t(language, "findings-kano-no-must")
    } else {
        let items = list(language, &must);
        t_args(language, "findings-kano-must", &[("items", items.into())])
    };
    let caption = Caption {
        id: "kano".to_owned(),
        title,
        subtitle: t(language, "findings-kano-subtitle"),
        source: context.source(t(language, "report-source-survey")),
        description: t(language, "findings-kano-description"),
        is_labelled: false,
    };
    let number = |key: &str| Column::number(t(language, key));
    let mut columns = vec![
        Column::text(t(language, "findings-column-feature")),
        Column::text(t(language, "findings-column-category")),
        number("report-column-n"),
    ];
    columns.extend(["M", "O", "A", "I", "R", "Q"].map(Column::number));
    columns.extend([
        number("findings-column-better"),
        number("findings-column-worse"),
    ]);
    let rows = features.iter().map(|(plan, one)| {
        let mut row = vec![
            Cell::new(plan.name.get(language)),
            Cell::new(category(context, one.category.as_deref().unwrap_or("Q"))),
            Cell::new(context.pen.number(one.n.unwrap_or(0) as f64)),
        ];
        row.extend(
            one.counts
                .iter()
                .map(|count| Cell::new(context.pen.number(*count as f64))),
        );
        let known = |value: Option<f64>| value.map_or(context.pen.none(), two);
        row.extend([Cell::new(known(one.better)), Cell::new(known(one.worse))]);
        row
    });
    let table = Table::plain(
        t(language, "findings-kano-caption"),
        columns,
        rows.collect(),
    );
    let figure = multiple(caption, Some(table), |frame| {
        scatter::scatter(&figures, frame)
    })?;
    Ok(Block::Multiples(vec![figure]))
}
