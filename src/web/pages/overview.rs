//! A programme at a glance: goals and test parameters over all waves.

use maud::{Markup, html};

use super::frame::framed;
use crate::domain::early::Followed;
use crate::domain::evaluation::results::{ParameterResult, WaveResult};
use crate::domain::language::Language;
use crate::domain::parameter::Parameter;
use crate::domain::verdict::{GoalStatus, Standing, Verdict};
use crate::report::pen;
use crate::store::waves::Wave;
use crate::texts::{t, t_args};
use crate::web::components::notice::{Tone, notice};
use crate::web::components::page_header::{empty_state, figures, page_header, scrolling};
use crate::web::components::parameter::Pen;
use crate::web::components::spark::spark;
use crate::web::components::steps::Step;
use crate::web::components::verdict::{class, mark, word};
use crate::web::components::words::said;
use crate::web::evaluation::Evaluated;
use crate::web::work::Work;

/// How many targets of a wave stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    pub met: usize,
    pub open: usize,
    pub not_met: usize,
    pub unknown: usize,
}

impl Targets {
    pub fn of(wave: &WaveResult) -> Self {
        let mut targets = Self::default();
        for result in &wave.parameters {
            match result.target_verdict {
                Verdict::Met => targets.met += 1,
                Verdict::NotDemonstrated => targets.open += 1,
                Verdict::NotMet => targets.not_met += 1,
                Verdict::NoData | Verdict::NotComparable => targets.unknown += 1,
            }
        }
        targets
    }

    pub fn all(self) -> usize {
        self.met + self.open + self.not_met + self.unknown
    }
}

pub fn nothing(work: &Work) -> Markup {
    let language = &work.language;
    let title = t(language, "overview-nothing");
    let next = t(language, "overview-nothing-next");
    let main = empty_state(&title, &next, &Markup::default());
    framed(work, &title, Some(Step::Evaluation), Some(&title), &main)
}

pub fn show(work: &Work, found: &Evaluated, running: Option<&(&Wave, Vec<Followed>)>) -> Markup {
    let language = &work.language;
    let newest = found.newest();
    let wave = found.evaluation.wave(newest);
    let title = headline(language, found, wave);
    let here = t(language, "overview-name");
    let main = html! {
        (page_header(Some(&here), &title, Some(&t(language, "overview-lead")), &html! {
            a.button href=(work.at("views")) { (t(language, "views-title")) }
        }))
        @if let Some(wave) = wave { (at_a_glance(language, wave)) }
        @if let Some((wave, followed)) = running { (live(work, wave, followed)) }
        (goals(work, found))
        (parameters(work, found))
    };
    framed(work, &title, Some(Step::Evaluation), Some(&here), &main)
}

fn headline(language: &Language, found: &Evaluated, wave: Option<&WaveResult>) -> String {
    let targets = wave.map(Targets::of).unwrap_or_default();
    let plan = wave.and_then(|wave| found.protocol.wave(wave.number));
    let name = plan.map_or_else(String::new, |plan| plan.name.get(language).to_owned());
    t_args(
        language,
        "overview-title",
        &[
            ("met", targets.met.into()),
            ("all", targets.all().into()),
            ("wave", name.into()),
        ],
    )
}

fn at_a_glance(language: &Language, wave: &WaveResult) -> Markup {
    let targets = Targets::of(wave);
    let of_all = t_args(language, "overview-of", &[("all", targets.all().into())]);
    let figure = |label: String, count: usize| (label, count.to_string(), of_all.clone());
    figures(&[
        figure(t(language, "overview-targets-met"), targets.met),
        figure(t(language, "overview-targets-open"), targets.open),
        figure(t(language, "overview-targets-missed"), targets.not_met),
        figure(t(language, "overview-targets-unknown"), targets.unknown),
    ])
}

/// What is decided while a wave runs, and what is still open.
fn live(work: &Work, wave: &Wave, followed: &[Followed]) -> Markup {
    let language = &work.language;
    let settled = followed.iter().filter(|one| one.is_settled()).count();
    let sentence = match followed.is_empty() {
        true => t_args(
            language,
            "overview-running",
            &[("wave", wave.name.get(language).into())],
        ),
        false => t_args(
            language,
            "overview-running-settled",
            &[
                ("wave", wave.name.get(language).into()),
                ("settled", settled.into()),
                ("open", (followed.len() - settled).into()),
            ],
        ),
    };
    notice(
        Tone::Warn,
        &html! {
            p {
                (sentence) " "
                a href=(work.at(&format!("waves/{}", wave.number))) { (t(language, "overview-to-wave")) }
            }
        },
    )
}

/// The heads of the columns: each wave, and where it leads.
fn wave_heads(work: &Work, found: &Evaluated) -> Markup {
    let language = &work.language;
    html! {
        @for plan in &found.protocol.waves {
            th scope="col" role="columnheader" {
                a href=(work.at(&format!("waves/{}/evaluation", plan.number))) {
                    (said(&plan.name, language))
                }
            }
        }
    }
}

fn goals(work: &Work, found: &Evaluated) -> Markup {
    let language = &work.language;
    let protocol = &found.protocol;
    let table = html! {
        table.overview.folds role="table" {
            caption { (t(language, "overview-goals")) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (t(language, "overview-goal")) }
                    (wave_heads(work, found))
                }
            }
            tbody role="rowgroup" {
                @for goal in &protocol.goals {
                    tr role="row" {
                        th scope="row" role="rowheader" { span.code { (goal.code) } " " (said(&goal.name, language)) }
                        @for plan in &protocol.waves {
                            @let wave = found.evaluation.wave(plan.number);
                            @let result = wave.and_then(|wave| wave.goals.iter().find(|one| one.code == goal.code));
                            td role="cell" data-column=(plan.name.get(language)) {
                                @if let Some(result) = result { (goal_status(language, result.status)) }
                            }
                        }
                    }
                }
            }
        }
    };
    html! {
        @if !protocol.goals.is_empty() {
            section { (scrolling(&t(language, "overview-goals"), &table)) }
        }
    }
}

fn goal_status(language: &Language, status: GoalStatus) -> Markup {
    let (standing, as_target, said) = match status {
        GoalStatus::Met => (
            Standing::TargetMet,
            Verdict::Met,
            t(language, "evaluation-goal-met"),
        ),
        GoalStatus::Partly => (
            Standing::LimitMet,
            Verdict::NotDemonstrated,
            t(language, "evaluation-goal-partly"),
        ),
        GoalStatus::NotMet => (
            Standing::LimitNotMet,
            Verdict::NotMet,
            t(language, "evaluation-goal-not-met"),
        ),
        GoalStatus::Open => (
            Standing::Unknown,
            Verdict::NoData,
            t(language, "evaluation-goal-open"),
        ),
    };
    html! { span.verdict.(class(standing)) { (mark(as_target)) span { (said) } } }
}

fn parameters(work: &Work, found: &Evaluated) -> Markup {
    let language = &work.language;
    let protocol = &found.protocol;
    let table = html! {
        table.overview.folds role="table" {
            caption { (t(language, "overview-parameters")) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (t(language, "evaluation-parameter")) }
                    (wave_heads(work, found))
                    th.number scope="col" role="columnheader" { (t(language, "evaluation-target")) }
                    th scope="col" role="columnheader" { (t(language, "overview-course")) }
                }
            }
            tbody role="rowgroup" {
                @for parameter in &protocol.parameters {
                    (parameter_row(language, found, parameter))
                }
            }
        }
    };
    html! { section { (scrolling(&t(language, "overview-parameters"), &table)) } }
}

fn parameter_row(language: &Language, found: &Evaluated, parameter: &Parameter) -> Markup {
    let pen = Pen {
        language,
        parameter,
    };
    let results: Vec<Option<&ParameterResult>> = found
        .protocol
        .waves
        .iter()
        .map(|plan| {
            let wave = found.evaluation.wave(plan.number)?;
            wave.parameters
                .iter()
                .find(|one| one.code == parameter.code)
        })
        .collect();
    let values: Vec<Option<f64>> = results
        .iter()
        .map(|result| result.and_then(|result| result.value))
        .collect();
    html! {
        tr role="row" {
            th scope="row" role="rowheader" {
                span.code { (parameter.code) } " " (said(&parameter.name, language))
            }
            @for (plan, result) in found.protocol.waves.iter().zip(&results) {
                td role="cell" data-column=(plan.name.get(language)) {
                    @if let Some(result) = result { (cell(language, &pen, result)) }
                }
            }
            td.number role="cell" data-column=(t(language, "evaluation-target")) { (pen.target()) }
            td role="cell" data-column=(t(language, "overview-course")) { (spark(&values, pen::target(parameter.bounds))) }
        }
    }
}

/// The value with the verdict on the target as its mark, in words for those who listen.
fn cell(language: &Language, pen: &Pen, result: &ParameterResult) -> Markup {
    html! {
        span.verdict.(class(result.standing)) {
            (mark(result.target_verdict))
            span {
                @match result.value {
                    Some(value) => (pen.value(value)),
                    None => "–",
                }
                small { (word(language, result.target_verdict)) }
            }
        }
    }
}
