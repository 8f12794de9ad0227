//! What auditors find missing in such reports: who was asked, who answered, by which rule, and
//! what may not be concluded.

use super::{Context, early_late, response, summary, weighting};
use crate::charts::ChartError;
use crate::domain::coverage::coverage;
use crate::domain::parameter::Evidence;
use crate::report::document::{Block, Cell, Column, Line, Section, Table};
use crate::report::{sources, words};
use crate::texts::numbers::{date, list};
use crate::texts::{t, t_args};

pub fn section(context: &Context) -> Result<Section, ChartError> {
    let language = context.language();
    let mut blocks = vec![Block::List(who(context))];
    if !context.wave.response.segments.is_empty() && context.wave.response.complete > 0 {
        blocks.push(response::picture(context)?);
        blocks.push(Block::Note(t(language, "report-response-note")));
    }
    blocks.extend(rates(context));
    blocks.extend(weighting::blocks(context));
    blocks.extend(early_late::blocks(context));
    blocks.extend(sources::blocks(context.pen, context.input.files));
    blocks.push(Block::Subheading(t(language, "report-rules-heading")));
    blocks.push(Block::List(rules(context)));
    let missing = missing(context);
    if !missing.is_empty() {
        blocks.push(Block::Subheading(t(language, "report-gaps-heading")));
        blocks.push(Block::List(missing));
    }
    Ok(Section {
        id: "method",
        topic: t(language, "report-topic-method"),
        heading: heading(context),
        blocks,
    })
}

/// The first thing to know about the answers: how many clients they are not from.
fn heading(context: &Context) -> String {
    let response = &context.wave.response;
    // Who came by an open link may be no client of the list.
    let listed = response.complete.saturating_sub(response.by_open_link);
    let silent = response.population.saturating_sub(listed);
    if response.complete == 0 {
        return t(context.language(), "report-method-heading-none");
    }
    t_args(
        context.language(),
        "report-method-heading",
        &[
            ("silent", silent.into()),
            ("population", response.population.into()),
        ],
    )
}

fn who(context: &Context) -> Vec<Line> {
    let language = context.language();
    let protocol = context.protocol();
    let led = |lead: &str, text: String| Line::led(t(language, lead), text);
    let mut lines = vec![led(
        "report-population-lead",
        t_args(
            language,
            "report-population",
            &[
                ("population", protocol.population().into()),
                ("segments", protocol.segments.len().into()),
            ],
        ),
    )];
    lines.push(led(
        "report-asked-lead",
        t_args(
            language,
            "report-asked",
            &[
                ("wave", context.plan.name.get(language).into()),
                ("from", date(language, context.wave.evidence_from).into()),
                ("to", date(language, context.wave.evidence_to).into()),
                (
                    "privacy",
                    words::privacy(language, context.plan.privacy_mode).into(),
                ),
            ],
        ),
    ));
    lines.push(led(
        "report-response-lead",
        summary::response_sentence(context),
    ));
    let open = context.wave.response.by_open_link;
    if open > 0 {
        let args = [("count", open.into())];
        lines.push(led(
            "report-open-link-lead",
            t_args(language, "report-open-link", &args),
        ));
    }
    if let Some(counts) = context.wave.response.dispositions {
        lines.push(led(
            "report-dispositions-lead",
            t_args(
                language,
                "report-dispositions",
                &[
                    ("complete", counts.complete.into()),
                    ("partial", counts.partial.into()),
                    ("refusal", counts.refusal.into()),
                    ("non_contact", counts.non_contact.into()),
                    (
                        "other",
                        (counts.other + counts.unknown_household + counts.unknown_other).into(),
                    ),
                    ("not_eligible", counts.not_eligible.into()),
                ],
            ),
        ));
    }
    lines
}

/// AAPOR's rates by name; nothing when the dispositions are not known.
fn rates(context: &Context) -> Vec<Block> {
    let language = context.language();
    let rates = &context.wave.response.rates;
    if rates.is_empty() {
        return Vec::new();
    }
    let rows = rates.iter().map(|rate| {
        vec![
            Cell::new(rate.name.as_str()),
            Cell::new(context.pen.percent(rate.value)),
        ]
    });
    let table = Table::plain(
        t(language, "findings-rates-caption"),
        vec![
            Column::text(t(language, "findings-column-rate")),
            Column::number(t(language, "findings-column-rate-value")),
        ],
        rows.collect(),
    );
    vec![
        Block::Subheading(t(language, "findings-rates-heading")),
        Block::Table(table),
        Block::Note(t(language, "findings-rates-note")),
    ]
}

fn rules(context: &Context) -> Vec<Line> {
    let language = context.language();
    let rules = &context.protocol().rules;
    let level = context.pen.level(2.0 * rules.confidence - 1.0);
    let error = context.pen.level(1.0 - rules.confidence);
    let led = |lead: &str, text: String| Line::led(t(language, lead), text);
    let mut lines = vec![
        led(
            "report-rule-lead",
            t_args(
                language,
                "report-rule",
                &[("level", level.into()), ("error", error.into())],
            ),
        ),
        led("report-rule-goal-lead", t(language, "report-goals-rule")),
    ];
    let parameters = &context.protocol().parameters;
    let has = |evidence: Evidence| parameters.iter().any(|one| one.evidence == evidence);
    if parameters.iter().any(|one| one.finite_population) {
        lines.push(led("report-finite-lead", t(language, "report-finite")));
    }
    if has(Evidence::Complete) {
        lines.push(led(
            "report-registrations-lead",
            t(language, "report-registrations"),
        ));
    }
    let indicative: Vec<&str> = parameters
        .iter()
        .filter(|one| one.indicative)
        .map(|one| one.code.as_str())
        .collect();
    if !indicative.is_empty() {
        lines.push(led(
            "report-indicative-lead",
            t_args(
                language,
                "report-indicative-rule",
                &[
                    ("codes", list(language, &indicative).into()),
                    ("count", indicative.len().into()),
                ],
            ),
        ));
    }
    lines.push(led(
        "report-privacy-lead",
        t_args(
            language,
            "report-privacy-rule",
            &[
                ("threshold", rules.privacy_threshold.into()),
                ("minimum", rules.minimum_base.into()),
            ],
        ),
    ));
    lines.push(led(
        "report-several-lead",
        t_args(
            language,
            "report-several",
            &[("count", parameters.len().into())],
        ),
    ));
    if context.wave.response.complete > 0 {
        lines.push(led(
            "report-selection-lead",
            t(language, "report-selection"),
        ));
        lines.push(led("report-partials-lead", partials(context)));
    }
    lines
}

fn partials(context: &Context) -> String {
    let key = if context.protocol().rules.count_partials {
        "report-partials-counted"
    } else {
        "report-partials-apart"
    };
    t(context.language(), key)
}

/// Kinds and aspects that the protocol has no parameter for.
fn missing(context: &Context) -> Vec<Line> {
    let language = context.language();
    let gaps = coverage(context.protocol(), context.input.surveys);
    let kinds = gaps
        .empty_kinds
        .iter()
        .map(|kind| words::kind(language, *kind));
    let aspects = gaps
        .empty_aspects
        .iter()
        .map(|aspect| words::aspect(language, *aspect));
    kinds
        .chain(aspects)
        .map(|what| Line::plain(t_args(language, "report-gap", &[("what", what.into())])))
        .collect()
}
