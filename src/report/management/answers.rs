//! How the answers to every question are spread.

use super::{Caption, Context, figure, multiple};
use crate::charts::diverging::{self, Diverging, Level, Side, diverging};
use crate::charts::{ChartError, Frame};
use crate::domain::evaluation::results::Distribution;
use crate::domain::parameter::Estimator;
use crate::domain::survey::{Group, GroupKind, Item, ItemKind};
use crate::report::document::{self, Block, Cell, Column, Line, Section, Table};
use crate::texts::numbers::percent;
use crate::texts::{t, t_args};

/// An item with its answers.
type Asked<'a> = (&'a Item, &'a Distribution);

/// `None` when the wave has no answers that can be counted.
pub fn section(context: &Context) -> Result<Option<Section>, ChartError> {
    let language = context.language();
    let asked = asked(context);
    let shown: Vec<Asked> = asked
        .iter()
        .filter(|(_, answers)| answers.shown)
        .copied()
        .collect();
    if asked.is_empty() {
        return Ok(None);
    }
    let mut blocks = Vec::new();
    let mut alone = Vec::new();
    for (at, group) in by_scale(context, &shown).iter().enumerate() {
        let (caption, figures, table) = scale(context, at, group);
        let draw = |frame: &Frame| diverging(&figures, frame);
        if group.len() == 1 {
            alone.push(multiple(caption, Some(table), draw)?);
        } else {
            blocks.push(figure(caption, Some(table), draw)?);
        }
    }
    if !alone.is_empty() {
        blocks.push(Block::Multiples(alone));
    }
    let choices: Vec<Asked> = shown
        .iter()
        .filter(|(item, _)| matches!(item.kind, ItemKind::SingleChoice { .. }))
        .copied()
        .collect();
    if !choices.is_empty() {
        blocks.push(Block::Table(choice_table(context, &choices)));
    }
    let hidden = asked.len() - shown.len();
    if hidden > 0 {
        blocks.push(Block::Note(t_args(
            language,
            "report-answers-hidden",
            &[("count", hidden.into())],
        )));
    }
    Ok(Some(Section {
        id: "answers",
        topic: t(language, "report-topic-answers"),
        heading: heading(context, &shown),
        blocks,
    }))
}

fn asked<'a>(context: &Context<'a>) -> Vec<Asked<'a>> {
    let Some(survey) = context.survey() else {
        return Vec::new();
    };
    context
        .wave
        .distributions
        .iter()
        .filter_map(|answers| Some((survey.item(&answers.item)?, answers)))
        .collect()
}

/// "Op 9 van de 11 vragen ligt meer dan de helft aan de gunstige kant"
fn heading(context: &Context, shown: &[Asked]) -> String {
    let language = context.language();
    let scales: Vec<f64> = shown
        .iter()
        .filter(|(item, _)| is_scale(item) && !is_expectation(context, item))
        .map(|asked| shares(context, asked).1)
        .collect();
    if scales.is_empty() {
        return t(language, "report-answers-none");
    }
    let high = scales.iter().filter(|share| **share > 0.5).count();
    t_args(
        language,
        "report-answers-heading",
        &[("high", high.into()), ("total", scales.len().into())],
    )
}

fn is_scale(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Scale { .. } | ItemKind::YesNo)
}

/// What clients expect or find important is no verdict: a high answer is not a good one.
fn is_expectation(context: &Context, item: &Item) -> bool {
    let protocol = context.protocol();
    let gaps = protocol.analysis.gaps.iter().flat_map(|gap| &gap.expected);
    let drivers = protocol.analysis.drivers.iter();
    let mut asked = gaps.chain(drivers.flat_map(|plan| &plan.importance));
    asked.any(|code| *code == item.code)
        || protocol.parameters.iter().any(|parameter| {
            matches!(&parameter.estimator, Estimator::Gap { expected, .. } if *expected == item.code)
        })
}

/// The matrix that an item is a row of.
fn matrix<'a>(context: &Context<'a>, item: &Item) -> Option<&'a Group> {
    let code = item.group.as_ref()?;
    let pages = context.survey()?.pages.iter();
    let mut groups = pages.flat_map(|page| &page.groups);
    groups.find(|one| one.code == *code && one.kind == GroupKind::Matrix)
}

/// The rows of a matrix together, and the other scales of equal length, in the order in which they
/// were asked.
fn by_scale<'a>(context: &Context, shown: &[Asked<'a>]) -> Vec<Vec<Asked<'a>>> {
    let mut groups: Vec<Vec<Asked>> = Vec::new();
    for asked in shown.iter().filter(|(item, _)| is_scale(item)) {
        let of = matrix(context, asked.0).map(|one| &one.code);
        let alike = |(item, answers): &Asked| {
            answers.counts.len() == asked.1.counts.len()
                && matrix(context, item).map(|one| &one.code) == of
        };
        match groups.iter_mut().find(|group| group.iter().all(alike)) {
            Some(group) => group.push(*asked),
            None => groups.push(vec![*asked]),
        }
    }
    groups
}

/// The figure of some questions with scales of equal length.
fn scale(context: &Context, at: usize, group: &[Asked]) -> (Caption, Diverging, Table) {
    let language = context.language();
    let figures = Diverging {
        items: group.iter().map(|asked| item(context, asked)).collect(),
    };
    let caption = Caption {
        id: format!("answers-{}", at + 1),
        title: title(context, group),
        subtitle: t(language, "report-answers-subtitle"),
        source: context.source(t(language, "report-source-survey")),
        description: t(language, "report-answers-description"),
        is_labelled: false,
    };
    (caption, figures, table(context, group))
}

/// What the picture says first: the question with most answers on the good side, and with fewest.
fn title(context: &Context, group: &[Asked]) -> String {
    let language = context.language();
    let high = |asked: &Asked| shares(context, asked).1;
    let (expected, mut judged): (Vec<&Asked>, Vec<&Asked>) = group
        .iter()
        .partition(|(item, _)| is_expectation(context, item));
    if judged.is_empty() {
        judged = expected;
    }
    let most = judged.iter().max_by(|a, b| high(a).total_cmp(&high(b)));
    let least = judged.iter().min_by(|a, b| high(a).total_cmp(&high(b)));
    let said = |asked: &Asked| {
        (
            asked.0.text.get(language).to_owned(),
            percent(language, high(asked), 0),
        )
    };
    match (most, least) {
        (Some(most), Some(least)) if judged.len() > 1 => {
            let ((most, most_share), (least, least_share)) = (said(most), said(least));
            let of = group.first().and_then(|(item, _)| matrix(context, item));
            let stem = of.map_or("", |one| one.text.get(language));
            let key = match stem {
                "" => "report-answers-most-least",
                _ => "report-answers-most-least-of",
            };
            t_args(
                language,
                key,
                &[
                    ("stem", stem.into()),
                    ("most", most.into()),
                    ("most_share", most_share.into()),
                    ("least", least.into()),
                    ("least_share", least_share.into()),
                ],
            )
        }
        (Some(only), _) => {
            let (item, share) = said(only);
            let key = match only.0.kind {
                ItemKind::YesNo => "report-answers-only-yes",
                _ => "report-answers-only",
            };
            t_args(
                language,
                key,
                &[("item", item.into()), ("share", share.into())],
            )
        }
        _ => t(language, "report-answers-caption"),
    }
}

/// On which side of its scale each answer lies. A parameter that counts some answers as good says
/// it; otherwise the middle of the scale divides.
fn side(context: &Context, item: &Item, code: &str) -> Side {
    let parameters = &context.protocol().parameters;
    let estimator = parameters
        .iter()
        .map(|parameter| &parameter.estimator)
        .find(|estimator| match estimator {
            Estimator::Nps { item: of } | Estimator::Proportion { item: of, .. } => {
                *of == item.code
            }
            _ => false,
        });
    let ItemKind::Scale { low, high, .. } = item.kind else {
        let favour = match estimator {
            Some(Estimator::Proportion { chosen, .. }) => chosen.iter().any(|one| one == code),
            _ => code == "yes",
        };
        return if favour { Side::Favour } else { Side::Against };
    };
    let value: i64 = code.parse().unwrap_or_default();
    if let Some(Estimator::Nps { .. }) = estimator {
        return match value {
            9.. => Side::Favour,
            7..=8 => Side::Neutral,
            _ => Side::Against,
        };
    }
    match (2 * value).cmp(&(i64::from(low) + i64::from(high))) {
        std::cmp::Ordering::Less => Side::Against,
        std::cmp::Ordering::Equal => Side::Neutral,
        std::cmp::Ordering::Greater => Side::Favour,
    }
}

/// The shares on the bad and on the good side.
fn shares(context: &Context, (item, answers): &Asked) -> (f64, f64) {
    let on = |wanted: Side| -> f64 {
        answers
            .counts
            .iter()
            .filter(|count| side(context, item, &count.code) == wanted)
            .map(|count| share(count.count, answers))
            .sum()
    };
    (on(Side::Against), on(Side::Favour))
}

fn share(count: u64, answers: &Distribution) -> f64 {
    match answers.n {
        Some(n) if n > 0 => count as f64 / n as f64,
        _ => 0.0,
    }
}

fn item(context: &Context, asked: &Asked) -> diverging::Item {
    let language = context.language();
    let (item, answers) = asked;
    let (against, favour) = shares(context, asked);
    let levels = answers.counts.iter().map(|count| {
        let share = share(count.count, answers);
        Level {
            label: label(context, item, &count.code),
            side: side(context, item, &count.code),
            share,
            text: percent(language, share, 0),
        }
    });
    diverging::Item {
        code: String::new(),
        name: item.text.get(language).to_owned(),
        ends: ends(context, item),
        levels: levels.collect(),
        against: percent(language, against, 0),
        favour: percent(language, favour, 0),
        base: base(context, answers),
    }
}

fn ends(context: &Context, item: &Item) -> [String; 2] {
    let language = context.language();
    match &item.kind {
        ItemKind::Scale {
            low,
            high,
            low_label,
            high_label,
        } => [
            format!("{low} {}", low_label.get(language)),
            format!("{high} {}", high_label.get(language)),
        ],
        _ => [t(language, "common-no"), t(language, "common-yes")],
    }
}

fn label(context: &Context, item: &Item, code: &str) -> String {
    let language = context.language();
    match &item.kind {
        ItemKind::YesNo if code == "yes" => t(language, "common-yes"),
        ItemKind::YesNo => t(language, "common-no"),
        ItemKind::SingleChoice { options } => options
            .iter()
            .find(|option| option.code == code)
            .map_or(code.to_owned(), |option| {
                option.label.get(language).to_owned()
            }),
        _ => code.to_owned(),
    }
}

/// "n 500", and how many gave no answer or said that it does not apply.
fn base(context: &Context, answers: &Distribution) -> Vec<String> {
    let language = context.language();
    let said = |key: &str, count: Option<u64>| {
        count
            .filter(|count| *count > 0)
            .map(|count| t_args(language, key, &[("count", count.into())]))
    };
    let n = answers.n.map(|n| {
        let n = context.pen.number(n as f64);
        t_args(language, "report-n", &[("n", n.into())])
    });
    [
        n,
        said("report-missing", answers.missing),
        said("report-not-applicable", answers.not_applicable),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A row per question, a column per answer: all of a figure's questions have equally many.
fn table(context: &Context, group: &[Asked]) -> Table {
    let language = context.language();
    let mut columns = vec![
        Column::text(t(language, "report-column-question")),
        Column::number(t(language, "report-column-n")),
    ];
    let codes = group
        .first()
        .map_or(&[][..], |(_, answers)| &answers.counts);
    let same = |at: usize, code: &str| group.iter().all(|(_, a)| a.counts[at].code == code);
    for (at, count) in codes.iter().enumerate() {
        let heading = if same(at, &count.code) {
            label(context, group[0].0, &count.code)
        } else {
            t_args(language, "report-answer-at", &[("place", (at + 1).into())])
        };
        columns.push(Column::number(heading));
    }
    columns.push(Column::number(t(language, "report-column-missing")));
    columns.push(Column::number(t(language, "report-column-not-applicable")));
    let count =
        |n: Option<u64>| Cell::new(n.map_or(context.pen.none(), |n| context.pen.number(n as f64)));
    let rows = group.iter().map(|(item, answers)| {
        let mut row = vec![Cell::new(item.text.get(language)), count(answers.n)];
        row.extend(answers.counts.iter().map(|one| {
            Cell::new(context.pen.number(one.count as f64)).small(percent(
                language,
                share(one.count, answers),
                0,
            ))
        }));
        row.extend([count(answers.missing), count(answers.not_applicable)]);
        row
    });
    Table::plain(
        t(language, "report-answers-caption"),
        columns,
        rows.collect(),
    )
}

/// Questions with named options, which have no better and worse.
fn choice_table(context: &Context, choices: &[Asked]) -> Table {
    let language = context.language();
    let groups = choices.iter().map(|(item, answers)| document::Group {
        heading: Some(Line::led(
            item.text.get(language),
            base(context, answers).join(" · "),
        )),
        rows: answers
            .counts
            .iter()
            .map(|count| {
                vec![
                    Cell::new(label(context, item, &count.code)),
                    Cell::new(context.pen.number(count.count as f64)),
                    Cell::new(percent(language, share(count.count, answers), 0)),
                ]
            })
            .collect(),
    });
    Table {
        caption: t(language, "report-choices-caption"),
        columns: vec![
            Column::text(t(language, "report-column-answer")),
            Column::number(t(language, "report-column-n")),
            Column::number(t(language, "report-column-share")),
        ],
        groups: groups.collect(),
    }
}
