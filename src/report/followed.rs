//! What was adjusted, what became of earlier adjustments, and what was decided on sanctions.

use super::document::{Block, Cell, Column, Section, Table};
use super::management::Context;
use super::management::decision::euros;
use super::pen::Spread;
use crate::domain::proceedings::{Adjustment, Cause, Effect, Outcome, Sanction};
use crate::texts::numbers::date;
use crate::texts::{t, t_args};

/// `None` when nothing was adjusted and no sanction decided on, now or before.
pub fn section(context: &Context) -> Option<Section> {
    let language = context.language();
    let proceedings = context.input.proceedings;
    let wave = context.plan.number;
    let of = |wanted: &dyn Fn(u32) -> bool| -> Vec<&Adjustment> {
        let all = proceedings.adjustments.iter();
        all.filter(|one| wanted(one.wave)).collect()
    };
    let (now, earlier) = (of(&|w| w == wave), of(&|w| w < wave));
    let has_sanctions = proceedings.sanctions.iter().any(|one| one.wave <= wave);
    if now.is_empty() && earlier.is_empty() && !has_sanctions {
        return None;
    }
    let mut blocks = Vec::new();
    if !now.is_empty() {
        blocks.push(Block::Table(agreed(context, &now)));
    }
    if !earlier.is_empty() {
        blocks.push(Block::Subheading(t(language, "results-earlier-heading")));
        blocks.push(Block::Table(earlier_table(context, &earlier)));
        blocks.push(Block::Note(t(language, "results-earlier-note")));
    }
    if has_sanctions {
        blocks.push(Block::Subheading(t(language, "results-ledger-heading")));
        blocks.push(Block::Table(ledger(context, &|_| true)));
    }
    let args = [("now", now.len().into()), ("earlier", earlier.len().into())];
    Some(Section {
        id: "adjustments",
        topic: t(language, "results-topic-adjustments"),
        heading: t_args(language, "results-adjustments-heading", &args),
        blocks,
    })
}

fn agreed(context: &Context, adjustments: &[&Adjustment]) -> Table {
    let language = context.language();
    let rows = adjustments.iter().map(|one| {
        vec![
            Cell::new(one.title.clone()).small(one.expected.clone()),
            Cell::new(kind(context, one)),
            Cell::new(cause(context, one)),
            Cell::new(one.owner_name.clone()),
            Cell::new(date(language, one.due_on)).small(state(context, one)),
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    Table::plain(
        t(language, "results-adjustments-caption"),
        vec![
            column("results-column-adjustment"),
            column("results-column-kind"),
            column("results-column-cause"),
            column("results-column-owner"),
            column("results-column-due"),
        ],
        rows.collect(),
    )
}

pub fn kind(context: &Context, adjustment: &Adjustment) -> String {
    let key = format!("results-kind-{}", adjustment.kind.code());
    t(context.language(), &key)
}

/// "niet klaar, over tijd"
pub fn state(context: &Context, adjustment: &Adjustment) -> String {
    let language = context.language();
    if adjustment.is_overdue(context.input.as_of) {
        return t(language, "results-state-overdue");
    }
    t(
        language,
        &format!("results-state-{}", adjustment.state.code()),
    )
}

fn cause(context: &Context, adjustment: &Adjustment) -> String {
    let (language, protocol) = (context.language(), context.protocol());
    let code = adjustment.cause_code.as_str();
    let name = match adjustment.cause {
        Cause::Parameter => protocol.parameter(code).map(|one| &one.name),
        Cause::Segment => protocol
            .segments
            .iter()
            .find(|one| one.code == code)
            .map(|s| &s.name),
        Cause::Charter => protocol
            .charters
            .iter()
            .find(|one| one.code == code)
            .map(|c| &c.name),
        Cause::Statement => None,
    };
    match name {
        Some(name) => format!("{code} {}", name.get(language)),
        None => code.to_owned(),
    }
}

fn earlier_table(context: &Context, adjustments: &[&Adjustment]) -> Table {
    let language = context.language();
    let rows = adjustments.iter().map(|one| {
        let effect = one.effect(
            &context.protocol().parameters,
            context.input.evaluation,
            context.plan.number,
        );
        vec![
            Cell::new(one.title.clone()).small(kind(context, one)),
            Cell::new(t(language, &format!("results-done-{}", one.state.code())))
                .small(one.note.clone()),
            Cell::new(measured(context, one, effect.as_ref()))
                .small(whose(context, effect.as_ref())),
            said(context, one, effect.as_ref()),
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    Table::plain(
        t(language, "results-earlier-caption"),
        vec![
            column("results-column-adjustment"),
            column("results-column-done"),
            column("results-column-effect"),
            column("results-column-outcome"),
        ],
        rows.collect(),
    )
}

/// "P12 Afhakers: -5,1 procentpunt (-5,6 – -4,6)"
fn measured(context: &Context, one: &Adjustment, effect: Option<&Effect>) -> String {
    let pen = context.pen;
    let Some(parameter) = one
        .parameter
        .as_ref()
        .and_then(|code| context.protocol().parameter(code))
    else {
        return t(context.language(), "results-effect-no-parameter");
    };
    let Some((effect, difference)) = effect.and_then(|one| Some((one, one.difference?))) else {
        return t(context.language(), "results-effect-none");
    };
    let change = pen.change(parameter, difference);
    let interval = match Spread::between(effect.low, effect.high) {
        Spread::Between(low, high) => format!(
            " ({} – {})",
            pen.bare_change(parameter, low),
            pen.bare_change(parameter, high)
        ),
        _ => String::new(),
    };
    let of = one.segment.as_deref().map_or(String::new(), |code| {
        let segments = &context.protocol().segments;
        let known = segments.iter().find(|segment| segment.code == code);
        let name = known.map_or(code, |segment| segment.name.get(context.language()));
        format!(", {name}")
    });
    format!("{}{of}: {change}{interval}", parameter.code)
}

/// Of whom the change is, when it is not of two independent samples.
fn whose(context: &Context, effect: Option<&Effect>) -> String {
    let pairs = effect.and_then(|effect| effect.pairs);
    pairs.map_or(String::new(), |pairs| {
        t_args(
            context.language(),
            "results-effect-pairs",
            &[("pairs", pairs.into())],
        )
    })
}

/// What the evaluator closed it as, with what the figures say where that is something else.
fn said(context: &Context, one: &Adjustment, effect: Option<&Effect>) -> Cell {
    let language = context.language();
    let word = |outcome: Outcome| t(language, &format!("results-outcome-{}", outcome.code()));
    let found = effect.map_or(Outcome::CannotTell, |effect| effect.outcome);
    match one.outcome {
        Some(outcome) if outcome != found => Cell::new(word(outcome)).small(t_args(
            language,
            "results-outcome-figures",
            &[("outcome", word(found).into())],
        )),
        _ => Cell::new(word(found)),
    }
}

/// The sanctions that managers decided on and that are `wanted`, with who bears them.
pub(super) fn ledger(context: &Context, wanted: &dyn Fn(&Sanction) -> bool) -> Table {
    let language = context.language();
    let all = context.input.proceedings.sanctions.iter();
    let decided = all.filter(|one| one.wave <= context.plan.number && wanted(one));
    let rows = decided.map(|one| {
        let key = if one.imposed {
            "results-sanction-imposed"
        } else {
            "results-sanction-waived"
        };
        vec![
            Cell::new(one.back_office.clone()).small(one.charter.clone()),
            Cell::new(context.pen.number(one.breaches)),
            Cell::new(euros(context, one.amount_eur)),
            Cell::new(t(language, key)).small(one.reason.clone()),
            Cell::new(one.name.clone()).small(date(language, one.at.date_naive())),
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    let number = |key: &str| Column::number(t(language, key));
    Table::plain(
        t(language, "results-ledger-caption"),
        vec![
            column("results-column-office"),
            number("report-column-breaches"),
            number("results-column-amount"),
            column("results-column-decision"),
            column("results-column-by"),
        ],
        rows.collect(),
    )
}
