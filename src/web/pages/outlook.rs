//! The outlook of a wave as a page: margins, what will be judged met, and what needs more answers.

use maud::{Markup, html};

use super::frame::framed;
use super::suppose::{self, Supposing};
use crate::domain::language::Language;
use crate::domain::outlook::{Outlook, needed};
use crate::domain::parameter::{Parameter, Scale};
use crate::domain::protocol::{Protocol, WavePlan};
use crate::stats::proportion::{effective_n, wilson};
use crate::texts::numbers::{count, decimal, percent};
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::parameter::Pen;
use crate::web::components::steps::Step;
use crate::web::components::wave_tabs::{Tab, wave_tabs};
use crate::web::components::words::said;
use crate::web::work::Work;

pub struct Shown<'a> {
    pub protocol: &'a Protocol,
    pub plan: &'a WavePlan,
    pub answers: u64,
    /// The response rate of an earlier wave.
    pub usual: Option<f64>,
    pub outlook: Vec<Outlook>,
    pub supposing: Supposing<'a>,
}

pub fn show(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let name = shown.plan.name.get(language);
    let here = t(language, "outlook-here");
    let clients = u64::from(shown.protocol.population());
    let args = [
        ("answers", count(language, shown.answers).into()),
        ("clients", count(language, clients).into()),
    ];
    let title = t_args(language, "outlook-title", &args);
    let main = html! {
        (page_header(Some(name), &title, Some(&t(language, "outlook-lead")), &Markup::default()))
        (wave_tabs(work, i32::try_from(shown.plan.number).unwrap_or(i32::MAX), Tab::Outlook))
        (asking(language, shown))
        (blind(language, shown))
        section { (scrolling(&t(language, "outlook-table"), &table(language, shown))) }
        p.small.quiet { (t(language, "outlook-method")) }
        (suppose::section(language, &shown.supposing))
        (segments(language, shown))
    };
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

/// The number of answers, to be changed; and how many a usual margin takes.
fn asking(language: &Language, shown: &Shown) -> Markup {
    let clients = u64::from(shown.protocol.population());
    let hint = shown.usual.map(|rate| {
        let args = [("rate", percent(language, rate, 1).into())];
        t_args(language, "outlook-usual", &args)
    });
    let hint = hint.unwrap_or_else(|| t(language, "outlook-unusual"));
    let needed = needed(shown.protocol, |_| true);
    html! {
        form.form method="get" {
            (Field::text("answers", &t(language, "outlook-answers"), &shown.answers.to_string())
                .kind("number").hint(&hint).input())
            div { button.button { (t(language, "outlook-compute")) } }
        }
        @if let Some(needed) = needed {
            p { (t_args(language, "outlook-five-points", &[
                ("answers", count(language, needed.all).into()),
                ("clients", count(language, clients).into()),
            ])) }
        }
    }
}

fn parameter<'a>(shown: &Shown<'a>, outlook: &Outlook) -> Option<&'a Parameter> {
    shown.protocol.parameter(&outlook.parameter)
}

/// Parameters whose target so many answers can never show.
fn blind(language: &Language, shown: &Shown) -> Markup {
    let blind: Vec<&str> = shown
        .outlook
        .iter()
        .filter(|one| one.margin.is_some() && one.met_from.is_none())
        .filter(|one| parameter(shown, one).is_some_and(|p| !is_between(p)))
        .map(|one| one.parameter.as_str())
        .collect();
    html! {
        @if !blind.is_empty() {
            (notice(Tone::Warn, &html! {
                p { (t_args(language, "outlook-blind", &[("parameters", blind.join(", ").into())])) }
            }))
        }
    }
}

fn is_between(parameter: &Parameter) -> bool {
    matches!(
        parameter.bounds,
        crate::domain::parameter::Bounds::Between { .. }
    )
}

fn table(language: &Language, shown: &Shown) -> Markup {
    html! {
        table.figures-table {
            caption { (t(language, "outlook-table")) }
            thead {
                tr {
                    th scope="col" { (t(language, "evaluation-parameter")) }
                    th.number scope="col" { (t(language, "evaluation-target")) }
                    th.number scope="col" { (t(language, "outlook-margin")) }
                    th.number scope="col" { (t(language, "outlook-met-from")) }
                    th.number scope="col" { (t(language, "outlook-shown-from")) }
                }
            }
            tbody {
                @for one in &shown.outlook {
                    @if let Some(parameter) = parameter(shown, one) { (row(language, parameter, one)) }
                }
            }
        }
    }
}

fn row(language: &Language, parameter: &Parameter, one: &Outlook) -> Markup {
    let pen = Pen {
        language,
        parameter,
    };
    let or_dash = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |v| pen.value(v));
    html! {
        tr {
            th scope="row" { span.code { (parameter.code) } " " (said(&parameter.name, language)) }
            td.number { (pen.target()) }
            @if one.lacks_spread {
                td.quiet colspan="3" { (t(language, "outlook-no-spread")) }
            } @else {
                td.number { (one.margin.map_or_else(|| "–".to_owned(), |m| margin(language, parameter, m))) }
                td.number { (or_dash(one.met_from)) }
                td.number { (or_dash(one.shown_from)) }
            }
        }
    }
}

fn margin(language: &Language, parameter: &Parameter, margin: f64) -> String {
    let (size, decimals) = match parameter.scale {
        Scale::Share => (margin * 100.0, parameter.decimals.max(1)),
        Scale::Number => (margin, parameter.decimals),
    };
    format!("± {}", decimal(language, size, decimals))
}

/// How wide a share will be known in each segment, if all answer as often.
fn segments(language: &Language, shown: &Shown) -> Markup {
    let clients = f64::from(shown.protocol.population());
    let threshold = u64::from(shown.protocol.rules.privacy_threshold);
    let level = shown.protocol.parameters.first();
    let level = level.map_or(0.9, Parameter::two_sided_confidence);
    let wanted = needed(shown.protocol, |_| true);
    let needed = |code: &str| {
        let mut known = wanted.iter().flat_map(|wanted| &wanted.segments);
        let found = known.find(|(own, _)| own == code);
        found.map_or_else(|| "–".to_owned(), |(_, n)| count(language, *n))
    };
    let table = html! {
        table.figures-table {
            caption { (t(language, "outlook-segments")) }
            thead {
                tr {
                    th scope="col" { (t(language, "evaluation-segment")) }
                    th.number scope="col" { (t(language, "outlook-clients")) }
                    th.number scope="col" { (t(language, "outlook-expected")) }
                    th.number scope="col" { (t(language, "outlook-half")) }
                    th.number scope="col" { (t(language, "outlook-needed-each")) }
                }
            }
            tbody {
                @for segment in &shown.protocol.segments {
                    @let size = u64::from(segment.population);
                    @let expected = (shown.answers as f64 * size as f64 / clients).round() as u64;
                    tr {
                        th scope="row" { (said(&segment.name, language)) }
                        td.number { (count(language, size)) }
                        td.number { (count(language, expected)) }
                        td.number {
                            @if expected < threshold { (t(language, "outlook-too-few")) }
                            @else { (half(language, expected, size, level)) }
                        }
                        td.number { (needed(&segment.code)) }
                    }
                }
            }
        }
    };
    html! {
        @if !shown.protocol.segments.is_empty() {
            section { (scrolling(&t(language, "outlook-segments"), &table)) }
        }
    }
}

/// The margin of a share near a half, in points.
fn half(language: &Language, n: u64, clients: u64, level: f64) -> String {
    let half = match effective_n(n, clients) {
        Ok(None) => Some(0.0),
        Ok(Some(n_eff)) => {
            let interval = wilson(0.5, n_eff, level).ok();
            interval.map(|interval| (interval.high - interval.low) * 50.0)
        }
        Err(_) => None,
    };
    half.map_or_else(
        || "–".to_owned(),
        |half| format!("± {}", decimal(language, half, 1)),
    )
}
