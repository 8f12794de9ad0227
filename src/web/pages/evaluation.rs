//! The evaluation as tables, and the report in the frame of staff pages.

use maud::{Markup, html};

use super::reports::framed;
use crate::domain::evaluation::results::{
    CharterResult, GoalResult, ParameterResult, Reason, SegmentResult, WaveResult,
};
use crate::domain::language::Language;
use crate::domain::parameter::Parameter;
use crate::report::{how, pen, words};
use crate::store::programmes::Programme;
use crate::texts::numbers::{decimal, percent};
use crate::texts::{t, t_args};
use crate::web::access::part_encoded;
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::parameter::Pen;
use crate::web::components::steps::Step;
use crate::web::components::verdict::{self, verdicts};
use crate::web::components::words::said;
use crate::web::evaluation::Evaluated;
use crate::web::work::Work;

/// One wave of an evaluation.
pub struct Shown<'a> {
    pub evaluated: &'a Evaluated,
    pub wave: &'a WaveResult,
    pub is_open: bool,
}

pub fn show(work: &Work, shown: &Shown) -> Markup {
    let Work {
        language,
        programme,
        ..
    } = work;
    let met = shown
        .wave
        .goals
        .iter()
        .filter(|goal| goal.status.code() == "met")
        .count();
    let title = t_args(
        language,
        "evaluation-title",
        &[
            ("met", met.into()),
            ("goals", shown.wave.goals.len().into()),
        ],
    );
    let address = format!("/programmes/{}/waves/{}", programme.slug, shown.wave.number);
    let actions = html! {
        a.button href={ "/programmes/" (programme.slug) "/overview" } { (t(language, "overview-go")) }
        a.button href={ (address) "/report" } { (t(language, "evaluation-report")) }
        a href={ (address) "/evaluation.json" } { (t(language, "evaluation-json")) }
    };
    framed(
        work,
        &title,
        Step::Evaluation,
        &html! {
            (page_header(Some(&wave_name(language, shown)), &title, None, &actions))
            (waves(language, programme, shown.evaluated, shown.wave.number, "evaluation"))
            @if shown.is_open { p.notice.warn { (t(language, "evaluation-open")) } }
            (parameters(language, programme, shown))
            (gaps(language, shown))
            (computations(language, shown))
            (goals(language, shown))
            (segments(language, shown))
            (charters(language, shown))
        },
    )
}

fn wave_name(language: &Language, shown: &Shown) -> String {
    let plan = shown.evaluated.protocol.wave(shown.wave.number);
    plan.map_or_else(String::new, |plan| plan.name.get(language).to_owned())
}

/// The same page of the other waves.
fn waves(
    language: &Language,
    programme: &Programme,
    evaluated: &Evaluated,
    current: u32,
    what: &str,
) -> Markup {
    html! {
        nav.tabs aria-label=(t(language, "evaluation-waves")) {
            ul {
                @for wave in &evaluated.protocol.waves {
                    li {
                        a href={ "/programmes/" (programme.slug) "/waves/" (wave.number) "/" (what) }
                            aria-current=[(wave.number == current).then_some("page")] {
                            (said(&wave.name, language))
                        }
                    }
                }
            }
        }
    }
}

fn parameters(language: &Language, programme: &Programme, shown: &Shown) -> Markup {
    let address = format!("/programmes/{}/waves/{}", programme.slug, shown.wave.number);
    let table = html! {
        table.figures-table.folds role="table" {
            caption { (t(language, "evaluation-parameters")) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (t(language, "evaluation-parameter")) }
                    th.number scope="col" role="columnheader" { (t(language, "evaluation-n")) }
                    th.number scope="col" role="columnheader" { (t(language, "evaluation-value")) }
                    th.number scope="col" role="columnheader" { (t(language, "evaluation-interval")) }
                    th.number scope="col" role="columnheader" { (t(language, "evaluation-target")) }
                    th.number scope="col" role="columnheader" { (t(language, "evaluation-limit")) }
                    th scope="col" role="columnheader" { (t(language, "evaluation-verdict")) }
                    th.number scope="col" role="columnheader" { (t(language, "evaluation-change")) }
                }
            }
            tbody role="rowgroup" {
                @for (parameter, result) in
                    shown.evaluated.protocol.parameters.iter().zip(&shown.wave.parameters) {
                    (parameter_row(language, &address, parameter, result))
                }
            }
        }
    };
    scrolling(&t(language, "evaluation-parameters"), &table)
}

fn parameter_row(
    language: &Language,
    address: &str,
    parameter: &Parameter,
    result: &ParameterResult,
) -> Markup {
    let pen = Pen {
        language,
        parameter,
    };
    html! {
        tr role="row" {
            th scope="row" role="rowheader" {
                a href={ (address) "/evidence/" (part_encoded(&parameter.code)) } {
                    span.code { (parameter.code) } " " (said(&parameter.name, language))
                }
            }
            td.number role="cell" data-column=(t(language, "evaluation-n")) {
                (pen.n(result.n))
                @if let Some(open) = result.open {
                    br; span.quiet.small { (t_args(language, "report-still-open", &[("open", open.into())])) }
                }
            }
            td.number role="cell" data-column=(t(language, "evaluation-value")) {
                @if result.reason == Some(Reason::NotReached) { (t(language, "report-not-reached")) }
                (pen.optional(result.value))
            }
            td.number role="cell" data-column=(t(language, "evaluation-interval")) { (pen.interval(result.low, result.high)) }
            td.number role="cell" data-column=(t(language, "evaluation-target")) { (pen.target()) }
            td.number role="cell" data-column=(t(language, "evaluation-limit")) { (pen.limit()) }
            td role="cell" data-column=(t(language, "evaluation-verdict")) { (verdicts(language, result.target_verdict, result.limit_verdict)) }
            td.number role="cell" data-column=(t(language, "evaluation-change")) {
                @if let Some(change) = &result.change { (pen.signed(change.difference)) }
            }
        }
    }
}

/// What could not be computed or judged, with parameter, segment and reason.
fn gaps(language: &Language, shown: &Shown) -> Markup {
    let pen = pen::Pen { language };
    let protocol = &shown.evaluated.protocol;
    let mut gaps = Vec::new();
    for (parameter, result) in protocol.parameters.iter().zip(&shown.wave.parameters) {
        if let Some(reason) = &result.reason {
            gaps.push((parameter, None, words::reason(pen, reason)));
        }
        for segment in &result.segments {
            // The reason of the whole is not said again for every part.
            if let Some(reason) = segment
                .reason
                .as_ref()
                .filter(|r| Some(*r) != result.reason.as_ref())
            {
                let named = protocol
                    .segments
                    .iter()
                    .find(|one| one.code == segment.segment);
                gaps.push((parameter, named, words::reason(pen, reason)));
            }
        }
    }
    html! {
        @if !gaps.is_empty() {
            h2 { (t(language, "evaluation-gaps")) }
            ul {
                @for (parameter, segment, reason) in gaps {
                    li {
                        strong { span.code { (parameter.code) } " " (said(&parameter.name, language)) }
                        @if let Some(segment) = segment { ", " (said(&segment.name, language)) }
                        ": " (reason) "."
                    }
                }
            }
        }
    }
}

/// How each result was computed, in one sentence with its source.
fn computations(language: &Language, shown: &Shown) -> Markup {
    let protocol = &shown.evaluated.protocol;
    let clients = protocol.population();
    html! {
        details {
            summary { (t(language, "method-heading")) }
            dl.pairs {
                @for (parameter, result) in protocol.parameters.iter().zip(&shown.wave.parameters) {
                    @if let Some(sentence) = how::result(language, parameter, result, clients) {
                        dt { span.code { (parameter.code) } " " (said(&parameter.name, language)) }
                        dd { (sentence) @for more in how::weighted(language, result).into_iter().chain(how::change(language, result)) { " " (more) } }
                    }
                }
            }
        }
    }
}

fn goals(language: &Language, shown: &Shown) -> Markup {
    html! {
        h2 { (t(language, "evaluation-goals")) }
        ul.goals {
            @for (goal, result) in shown.evaluated.protocol.goals.iter().zip(&shown.wave.goals) {
                li {
                    strong { (goal.code) " " (said(&goal.name, language)) ": " }
                    (goal_word(language, result))
                    (why(language, result))
                }
            }
        }
    }
}

fn goal_word(language: &Language, goal: &GoalResult) -> String {
    match goal.status.code() {
        "met" => t(language, "evaluation-goal-met"),
        "partly" => t(language, "evaluation-goal-partly"),
        "not_met" => t(language, "evaluation-goal-not-met"),
        _ => t(language, "evaluation-goal-open"),
    }
}

fn why(language: &Language, goal: &GoalResult) -> Markup {
    html! {
        @if !goal.target_not_met.is_empty() {
            " " span.quiet {
                (t(language, "evaluation-target-missed")) " " (goal.target_not_met.join(", ")) "."
            }
        }
        @if !goal.target_open.is_empty() {
            " " span.quiet {
                (t(language, "evaluation-target-open")) " " (goal.target_open.join(", ")) "."
            }
        }
    }
}

fn segments(language: &Language, shown: &Shown) -> Markup {
    let split: Vec<_> = shown
        .evaluated
        .protocol
        .parameters
        .iter()
        .zip(&shown.wave.parameters)
        .filter(|(_, result)| result.segments.iter().any(|segment| segment.shown))
        .collect();
    html! {
        @if !split.is_empty() {
            h2 { (t(language, "evaluation-segments")) }
            @for (parameter, result) in split {
                details {
                    summary { (parameter.code) " " (said(&parameter.name, language)) }
                    (segment_table(language, shown, parameter, result))
                }
            }
        }
    }
}

fn segment_table(
    language: &Language,
    shown: &Shown,
    parameter: &Parameter,
    result: &ParameterResult,
) -> Markup {
    let table = html! {
        table.figures-table {
            caption { (t(language, "evaluation-segments-caption")) }
            thead {
                tr {
                    th scope="col" { (t(language, "evaluation-segment")) }
                    th.number scope="col" { (t(language, "evaluation-n")) }
                    th.number scope="col" { (t(language, "evaluation-value")) }
                    th.number scope="col" { (t(language, "evaluation-interval")) }
                    th scope="col" { (t(language, "evaluation-verdict")) }
                }
            }
            tbody {
                @for (segment, result) in
                    shown.evaluated.protocol.segments.iter().zip(&result.segments) {
                    tr {
                        th scope="row" { (said(&segment.name, language)) }
                        (segment_cells(&Pen { language, parameter }, result))
                    }
                }
            }
        }
    };
    scrolling(parameter.name.get(language), &table)
}

fn segment_cells(pen: &Pen, result: &SegmentResult) -> Markup {
    html! {
        td.number { (pen.n(result.n)) }
        td.number { (pen.optional(result.value)) }
        td.number { (pen.interval(result.low, result.high)) }
        td {
            @if result.shown {
                (verdicts(pen.language, result.target_verdict, result.limit_verdict))
            } @else {
                span.verdict.nodata {
                    (verdict::mark(result.target_verdict)) (t(pen.language, "evaluation-hidden"))
                }
            }
        }
    }
}

fn charters(language: &Language, shown: &Shown) -> Markup {
    html! {
        @if !shown.wave.charters.is_empty() {
            h2 { (t(language, "evaluation-charters")) }
            ul {
                @for (charter, result) in
                    shown.evaluated.protocol.charters.iter().zip(&shown.wave.charters) {
                    li {
                        strong { (charter.code) " " (said(&charter.name, language)) ": " }
                        (charter_words(language, charter.threshold, result))
                    }
                }
            }
        }
    }
}

fn charter_words(language: &Language, threshold: f64, result: &CharterResult) -> String {
    let (Some(share), Some(breaches), Some(amount)) =
        (result.share, result.breaches, result.amount_eur)
    else {
        return t(language, "evaluation-charter-no-data");
    };
    let args = [
        ("share", percent(language, share, 1).into()),
        ("threshold", percent(language, threshold, 0).into()),
        ("breaches", decimal(language, breaches, 0).into()),
        ("amount", decimal(language, amount, 0).into()),
    ];
    if result.triggered == Some(true) {
        t_args(language, "evaluation-charter-triggered", &args)
    } else {
        t_args(language, "evaluation-charter-kept", &args)
    }
}
