//! The test parameters: what each has to reach, and how it is measured, in words.

use maud::{Markup, html};

use super::gaps::{aspect_word, kind_word};
use crate::domain::language::Language;
use crate::domain::parameter::{Bounds, Estimator, Parameter, Scale, ShareOf, Tone};
use crate::domain::protocol::Protocol;
use crate::texts::numbers::{decimal, list, percent};
use crate::texts::{t, t_args};
use crate::web::components::page_header::scrolling;
use crate::web::components::words::said;

pub fn section(language: &Language, protocol: &Protocol) -> Markup {
    let label = t(language, "protocol-parameters");
    let table = html! {
        table {
            caption { (label) }
            thead {
                tr {
                    th scope="col" { (t(language, "protocol-parameter")) }
                    th scope="col" { (t(language, "protocol-goals")) }
                    th.number scope="col" { (t(language, "protocol-target")) }
                    th.number scope="col" { (t(language, "protocol-limit")) }
                    th scope="col" { (t(language, "protocol-measured")) }
                    th scope="col" { (t(language, "protocol-owner")) }
                }
            }
            tbody { @for parameter in &protocol.parameters { (row(language, parameter)) } }
        }
    };
    html! { section { (scrolling(&label, &table)) } }
}

fn row(language: &Language, parameter: &Parameter) -> Markup {
    let (target, limit) = bounds(language, parameter);
    html! {
        tr {
            th scope="row" {
                (parameter.code) " " (said(&parameter.name, language))
                div.small.quiet {
                    (kind_word(language, parameter.kind)) ", " (aspect_word(language, parameter.aspect))
                }
            }
            td { (parameter.goals.join(", ")) }
            td.number { (target) }
            td.number { (limit) }
            td {
                (measured(language, &parameter.estimator))
                @if !parameter.clusters.is_empty() {
                    " " span.quiet { "(" (parameter.clusters.join(", ")) ")" }
                }
                @if let Some(reason) = &parameter.limit_reason {
                    div.small.quiet { (said(reason, language)) }
                }
            }
            td { (parameter.owner.as_deref().unwrap_or("–")) }
        }
    }
}

/// Target and limit as they are judged: at least, at most, or between.
fn bounds(language: &Language, parameter: &Parameter) -> (String, String) {
    let one = |value: f64| match parameter.scale {
        Scale::Share => percent(language, value, parameter.decimals),
        Scale::Number => decimal(language, value, parameter.decimals),
    };
    let both = |[low, high]: [f64; 2]| format!("{} – {}", one(low), one(high));
    match parameter.bounds {
        Bounds::Higher { target, limit } => {
            (format!("≥ {}", one(target)), format!("≥ {}", one(limit)))
        }
        Bounds::Lower { target, limit } => {
            (format!("≤ {}", one(target)), format!("≤ {}", one(limit)))
        }
        Bounds::Between { target, limit } => (both(target), both(limit)),
    }
}

fn measured(language: &Language, estimator: &Estimator) -> String {
    match estimator {
        Estimator::Proportion { item, chosen } => t_args(
            language,
            "protocol-by-proportion",
            &[
                ("item", item.into()),
                ("chosen", list(language, chosen).into()),
            ],
        ),
        Estimator::Mean { item } => t_args(language, "protocol-by-mean", &[("item", item.into())]),
        Estimator::Nps { item } => t_args(language, "protocol-by-nps", &[("item", item.into())]),
        Estimator::Gap {
            perceived,
            expected,
        } => t_args(
            language,
            "protocol-by-gap",
            &[
                ("perceived", perceived.into()),
                ("expected", expected.into()),
            ],
        ),
        Estimator::Percentile { series, p } => t_args(
            language,
            "protocol-by-percentile",
            &[
                ("series", series.into()),
                ("p", decimal(language, p * 100.0, 0).into()),
            ],
        ),
        Estimator::Rate { series, per } => t_args(
            language,
            "protocol-by-rate",
            &[
                ("series", series.into()),
                ("per", decimal(language, *per, 0).into()),
            ],
        ),
        Estimator::Ratio { series } => {
            t_args(language, "protocol-by-ratio", &[("series", series.into())])
        }
        Estimator::LastValue { series } => {
            t_args(language, "protocol-by-last", &[("series", series.into())])
        }
        Estimator::Share { of } => share(language, of),
    }
}

fn share(language: &Language, of: &ShareOf) -> String {
    match of {
        ShareOf::InterviewsWithoutProblem => t(language, "protocol-by-interviews"),
        ShareOf::Statements { tone } => {
            let tone = match tone {
                Tone::Positive => t(language, "protocol-tone-positive"),
                Tone::Neutral => t(language, "protocol-tone-neutral"),
                Tone::Negative => t(language, "protocol-tone-negative"),
            };
            t_args(language, "protocol-by-statements", &[("tone", tone.into())])
        }
    }
}
