//! The decision that is asked for, proposed from the verdicts alone.

use super::Context;
use crate::domain::evaluation::results::CharterResult;
use crate::domain::protocol::Charter;
use crate::domain::verdict::{GoalStatus, Standing, Verdict};
use crate::report::document::{Block, Line};
use crate::report::order::Found;
use crate::texts::numbers::{date, decimal, list};
use crate::texts::{t, t_args};

/// At most so many are named in a sentence; the rest is counted.
const NAMED: usize = 3;

pub fn callout(context: &Context) -> Block {
    let language = context.language();
    let known = context
        .found()
        .into_iter()
        .filter(|(_, result)| result.standing != Standing::Unknown)
        .count();
    let lines = if known == 0 {
        vec![Line::plain(t(language, "report-decide-nothing"))]
    } else {
        let mut lines = vec![closing(context)];
        lines.extend(adjustment(context));
        lines.extend(behind_the_average(context));
        lines.extend(sanctions(context));
        lines.push(premises(context));
        lines.push(next_wave(context));
        lines
    };
    Block::Callout {
        heading: t(language, "report-decide"),
        lines,
    }
}

pub fn closing(context: &Context) -> Line {
    let language = context.language();
    let goals = &context.wave.goals;
    let behind: Vec<&str> = goals
        .iter()
        .filter(|goal| goal.status != GoalStatus::Met)
        .map(|goal| goal.code.as_str())
        .collect();
    let text = if goals.is_empty() {
        t(language, "report-decide-close-without-goals")
    } else if behind.is_empty() {
        t(language, "report-decide-close")
    } else {
        t_args(
            language,
            "report-decide-not-close",
            &[
                ("count", behind.len().into()),
                ("total", goals.len().into()),
                ("codes", list(language, &behind).into()),
            ],
        )
    };
    Line::led(t(language, "report-decide-close-lead"), text)
}

/// The parameters that fell short, the worst by name.
fn adjustment(context: &Context) -> Option<Line> {
    let language = context.language();
    let short: Vec<Found> = context
        .found()
        .into_iter()
        .filter(|(_, result)| result.target_verdict == Verdict::NotMet)
        .collect();
    if short.is_empty() {
        return None;
    }
    let codes: Vec<&str> = short
        .iter()
        .map(|(parameter, _)| parameter.code.as_str())
        .collect();
    let mut text = t_args(
        language,
        "report-decide-adjust",
        &[
            ("count", short.len().into()),
            ("codes", list(language, &codes).into()),
        ],
    );
    let grave = [
        (Verdict::NotMet, "report-decide-adjust-limit-not-met"),
        (Verdict::NotDemonstrated, "report-decide-adjust-limit-open"),
    ];
    for (verdict, key) in grave {
        let codes: Vec<&str> = short
            .iter()
            .filter(|(_, result)| result.limit_verdict == verdict)
            .map(|(parameter, _)| parameter.code.as_str())
            .collect();
        if !codes.is_empty() {
            text.push(' ');
            text.push_str(&t_args(
                language,
                key,
                &[
                    ("count", codes.len().into()),
                    ("codes", list(language, &codes).into()),
                ],
            ));
        }
    }
    Some(Line::led(t(language, "report-decide-adjust-lead"), text))
}

/// What a good or doubtful total hides: segments under a limit that the whole does not miss, and
/// clusters under what was agreed though the parameter meets its target.
fn behind_the_average(context: &Context) -> Option<Line> {
    let language = context.language();
    let mut said: Vec<String> = segments_below(context)
        .into_iter()
        .take(NAMED)
        .map(|(segment, parameters)| {
            t_args(
                language,
                "report-decide-segment",
                &[
                    ("segment", segment.into()),
                    ("codes", list(language, &parameters).into()),
                ],
            )
        })
        .collect();
    let agreements = clusters_below(context);
    if !agreements.is_empty() {
        let (count, names) = (agreements.len(), list(language, &agreements));
        said.push(t_args(
            language,
            "report-decide-cluster",
            &[("count", count.into()), ("names", names.into())],
        ));
    }
    let weighted = weighted_otherwise(context);
    if !weighted.is_empty() {
        said.push(t_args(
            language,
            "report-decide-weighted",
            &[("codes", list(language, &weighted).into())],
        ));
    }
    (!said.is_empty()).then(|| Line::led(t(language, "report-decide-behind-lead"), said.join(" ")))
}

/// Segments that miss a limit which the whole does not miss, those with most such limits first.
pub fn segments_below<'a>(context: &Context<'a>) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut below: Vec<(&str, Vec<&str>)> = context
        .protocol()
        .segments
        .iter()
        .map(|segment| {
            let codes = context
                .wave
                .parameters
                .iter()
                .filter(|result| result.limit_verdict != Verdict::NotMet)
                .filter(|result| {
                    result.segments.iter().any(|one| {
                        one.segment == segment.code && one.limit_verdict == Verdict::NotMet
                    })
                })
                .map(|result| result.code.as_str())
                .collect();
            (segment.name.get(context.language()), codes)
        })
        .filter(|(_, codes): &(_, Vec<&str>)| !codes.is_empty())
        .collect();
    // A stable sort: equals stay in the order of the protocol.
    below.sort_by_key(|(_, codes)| std::cmp::Reverse(codes.len()));
    below
}

/// Parameters whose verdict depends on whether the answers are weighted to the segments.
fn weighted_otherwise<'a>(context: &Context<'a>) -> Vec<&'a str> {
    context
        .wave
        .parameters
        .iter()
        .filter(|result| {
            result.weighted.as_ref().is_some_and(|weighted| {
                (weighted.target_verdict, weighted.limit_verdict)
                    != (result.target_verdict, result.limit_verdict)
            })
        })
        .map(|result| result.code.as_str())
        .collect()
}

fn clusters_below<'a>(context: &Context<'a>) -> Vec<&'a str> {
    context
        .protocol()
        .agreements
        .iter()
        .filter(|agreement| {
            context
                .wave
                .agreements
                .iter()
                .any(|result| result.code == agreement.code && result.verdict == Verdict::NotMet)
        })
        .map(|agreement| agreement.name.get(context.language()))
        .collect()
}

fn sanctions(context: &Context) -> Vec<Line> {
    let language = context.language();
    context
        .wave
        .charters
        .iter()
        .filter(|result| result.triggered == Some(true))
        .filter_map(|result| {
            let charters = &context.protocol().charters;
            let charter = charters.iter().find(|one| one.code == result.code)?;
            Some(Line::led(
                t(language, "report-decide-sanction-lead"),
                sanction(context, charter, result)?,
            ))
        })
        .collect()
}

fn sanction(context: &Context, charter: &Charter, result: &CharterResult) -> Option<String> {
    let language = context.language();
    Some(t_args(
        language,
        "report-decide-sanction",
        &[
            ("charter", charter.name.get(language).into()),
            ("breaches", context.pen.number(result.breaches?).into()),
            ("amount", euros(context, result.amount_eur?).into()),
            ("office", (&charter.back_office).into()),
        ],
    ))
}

/// An amount, with cents only when it has them.
pub fn euros(context: &Context, amount: f64) -> String {
    let decimals = if (amount - amount.round()).abs() < 0.005 {
        0
    } else {
        2
    };
    format!("EUR\u{a0}{}", decimal(context.language(), amount, decimals))
}

pub fn premises(context: &Context) -> Line {
    let language = context.language();
    Line::led(
        t(language, "report-decide-premises-lead"),
        t(language, "report-decide-premises"),
    )
}

pub fn next_wave(context: &Context) -> Line {
    let language = context.language();
    let open: Vec<String> = context
        .found()
        .into_iter()
        .filter(|(_, result)| {
            !matches!(result.target_verdict, Verdict::Met | Verdict::NotMet)
                || result.limit_verdict == Verdict::NotDemonstrated
        })
        .map(|(parameter, _)| parameter.code.clone())
        .collect();
    let planned = context
        .protocol()
        .waves
        .iter()
        .filter(|wave| wave.number > context.plan.number)
        .min_by_key(|wave| wave.number);
    let mut text = match planned {
        Some(wave) => t_args(
            language,
            "report-decide-next-planned",
            &[
                ("wave", wave.name.get(language).into()),
                ("from", date(language, wave.evidence_from).into()),
                ("to", date(language, wave.evidence_to).into()),
            ],
        ),
        None => t(language, "report-decide-next"),
    };
    if !open.is_empty() {
        text.push(' ');
        text.push_str(&t_args(
            language,
            "report-decide-next-open",
            &[("codes", list(language, &open).into())],
        ));
    }
    Line::led(t(language, "report-decide-next-lead"), text)
}
