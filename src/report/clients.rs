//! The edition for clients: you said, we found, we do. Totals only, in plain words, with thanks.

use super::document::{Block, Document, Line, Mark, Panel, Section};
use super::management::Context;
use super::order::Found;
use super::{Input, ReportError, conclusions, sentences};
use crate::domain::language::Language;
use crate::domain::parameter::Estimator;
use crate::domain::proceedings::AdjustmentState;
use crate::domain::verdict::Standing;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};

pub fn clients(input: &Input, language: &Language) -> Result<Document, ReportError> {
    let context = Context::of(input, language).ok_or(ReportError::NoSuchWave(input.wave))?;
    let protocol = input.protocol;
    let programme = protocol.programme.name.get(language);
    Ok(Document {
        language: language.clone(),
        organisation: protocol.programme.organisation.get(language).to_owned(),
        programme: programme.to_owned(),
        edition: t(language, "results-edition-clients"),
        title: title(&context),
        subtitle: context.period(),
        warning: input.is_open.then(|| t(language, "report-open-warning")),
        stamp: conclusions::stamp(input, language),
        running: format!("{programme} · {}", context.plan.name.get(language)),
        sections: vec![
            said(&context),
            found(&context),
            doing(&context),
            thanks(&context),
        ],
    })
}

/// Whether it comes from what clients said themselves, in a survey or an interview.
fn is_said(found: &Found) -> bool {
    let estimator = &found.0.estimator;
    estimator.is_of_survey() || matches!(estimator, Estimator::Share { .. })
}

fn known<'a>(context: &Context<'a>) -> Vec<Found<'a>> {
    let mut all = context.found();
    all.retain(|(_, result)| result.shown && result.standing != Standing::Unknown);
    all
}

fn title(context: &Context) -> String {
    let language = context.language();
    let answered = context.wave.response.complete;
    if answered < u64::from(context.protocol().rules.privacy_threshold) {
        return t(language, "results-clients-title-none");
    }
    t_args(
        language,
        "results-clients-title",
        &[("answered", answered.into())],
    )
}

fn lines(context: &Context, wanted: bool) -> Vec<Line> {
    known(context)
        .iter()
        .filter(|found| is_said(found) == wanted)
        .map(|(parameter, result)| {
            let lead = format!("{}:", parameter.name.get(context.language()));
            Line::led(lead, sentences::result(context.pen, parameter, result))
                .marked(Mark::new(result.target_verdict, result.limit_verdict))
        })
        .collect()
}

fn said(context: &Context) -> Section {
    part(
        context,
        "said",
        "results-clients-said",
        lines(context, true),
    )
}

fn found(context: &Context) -> Section {
    part(
        context,
        "found",
        "results-clients-found",
        lines(context, false),
    )
}

fn doing(context: &Context) -> Section {
    let language = context.language();
    let all = context.input.proceedings.adjustments.iter();
    let lines: Vec<Line> = all
        .filter(|one| one.wave <= context.plan.number && one.state != AdjustmentState::Dropped)
        .map(|one| {
            let key = match one.state {
                AdjustmentState::Done => "results-clients-done",
                _ => "results-clients-by",
            };
            let day = date(language, one.due_on);
            let when = t_args(language, key, &[("day", day.into())]);
            let said = match one.expected.trim() {
                "" => when,
                expected => format!("{} {when}", sentences::sentence(expected)),
            };
            Line::led(format!("{}.", one.title.trim_end_matches('.')), said)
        })
        .collect();
    part(context, "doing", "results-clients-do", lines)
}

/// A section of lines, or the sentence that there is nothing.
fn part(context: &Context, id: &'static str, key: &str, lines: Vec<Line>) -> Section {
    let language = context.language();
    let heading = t_args(
        language,
        &format!("{key}-heading"),
        &[("count", lines.len().into())],
    );
    let block = if lines.is_empty() {
        Block::Paragraph(t(language, &format!("{key}-nothing")))
    } else {
        Block::List(lines)
    };
    Section {
        id,
        topic: t(language, key),
        heading,
        blocks: vec![block],
    }
}

fn thanks(context: &Context) -> Section {
    let language = context.language();
    let next = context
        .protocol()
        .waves
        .iter()
        .filter(|wave| wave.number > context.plan.number)
        .min_by_key(|wave| wave.number)
        .map(|wave| {
            let from = date(language, wave.evidence_from);
            t_args(language, "results-clients-next", &[("day", from.into())])
        });
    let mut lines = vec![
        Line::plain(t(language, "results-clients-thanks")),
        Line::plain(t(language, "results-clients-privacy")),
    ];
    lines.extend(next.map(Line::plain));
    Section {
        id: "thanks",
        topic: t(language, "results-topic-thanks"),
        heading: t(language, "results-clients-thanks-heading"),
        blocks: vec![Block::Panels(vec![Panel {
            heading: t(language, "results-clients-how"),
            lines,
        }])],
    }
}
