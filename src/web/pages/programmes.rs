//! The page that a programme opens with.

use maud::{Markup, html};

use super::frame::{framed, states};
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::store::waves::{Wave, WaveState};
use crate::texts::{t, t_args};
use crate::web::components::icon;
use crate::web::components::page_header::{meter, page_header};
use crate::web::components::steps::{State, Step};
use crate::web::waves::Tally;
use crate::web::work::Work;

pub fn show(work: &Work, newest: Option<(&Wave, Tally)>) -> Markup {
    let language = &work.language;
    let title = title(work, newest.as_ref());
    let lead = newest.as_ref().map(|(wave, _)| match wave.state {
        WaveState::Open => t_args(
            language,
            "programme-lead-open",
            &[("wave", wave.name.get(language).into())],
        ),
        WaveState::Planned | WaveState::Closed => t_args(
            language,
            "programme-lead-closed",
            &[("wave", wave.name.get(language).into())],
        ),
    });
    let main = html! {
        (page_header(None, &title, lead.as_deref(), &action(work, newest.as_ref())))
        @if let Some((_, tally)) = &newest {
            (meter(&title, tally.answered, tally.asked))
        }
        h2 { (t(language, "programme-steps")) }
        ol.plain.steps-of-work { @for step in &states(language, &work.programme, &work.stand) { (row(work, step)) } }
        p.actions {
            a.button href=(work.at("phases")) { (t(language, "phases-go")) }
            a.button href=(work.at("overview")) { (t(language, "overview-go")) }
            a.button href=(work.at("views")) { (t(language, "views-title")) }
        }
    };
    framed(work, &title, None, None, &main)
}

fn title(work: &Work, newest: Option<&(&Wave, Tally)>) -> String {
    let language = &work.language;
    match (newest, &work.stand.protocol) {
        (Some((_, tally)), _) => answered(language, tally),
        (None, None) => t(language, "programme-title-no-protocol"),
        (None, Some(version)) if version.frozen.is_none() => {
            t(language, "programme-title-not-frozen")
        }
        (None, Some(_)) => t(language, "programme-title-no-wave"),
    }
}

/// `517 of 1,240 answered`.
pub fn answered(language: &Language, tally: &Tally) -> String {
    t_args(
        language,
        "programme-answered",
        &[
            ("answered", tally.answered.into()),
            ("asked", tally.asked.into()),
        ],
    )
}

fn action(work: &Work, newest: Option<&(&Wave, Tally)>) -> Markup {
    let language = &work.language;
    let (address, label) = match newest {
        Some((wave, _)) if wave.state == WaveState::Open => (
            work.at(&format!("waves/{}", wave.number)),
            t(language, "programme-go-wave"),
        ),
        Some(_) => (
            work.at("evaluation"),
            t(language, "programme-go-evaluation"),
        ),
        None if work.stand.is_frozen() => (work.at("waves"), t(language, "programme-go-waves")),
        None if work.stand.protocol.is_none() && work.may(Right::Evaluate) => {
            (work.at("protocol/text"), t(language, "programme-go-write"))
        }
        None => (work.at("protocol"), t(language, "programme-go-protocol")),
    };
    html! { a.button.primary href=(address) { (label) } }
}

fn row(work: &Work, (step, state): &(Step, State)) -> Markup {
    let language = &work.language;
    let (class, mark, remark, next) = match state {
        State::Done(remark) => ("done", icon::done(), remark.as_str(), None),
        State::Missing(remark) => (
            "missing",
            icon::missing(),
            remark.as_str(),
            next(language, *step),
        ),
        State::Open => ("", icon::open(), "", None),
    };
    html! {
        li class=(class) {
            (mark)
            div {
                a href=(work.at(step.path())) { (step.name(language)) }
                " " span.quiet { (remark) }
                @if let Some(next) = next { p.small { (next) } }
            }
        }
    }
}

/// What to do about a step that lacks something.
fn next(language: &Language, step: Step) -> Option<String> {
    Some(match step {
        Step::Protocol => t(language, "programme-next-protocol"),
        Step::Surveys => t(language, "programme-next-surveys"),
        Step::Clients => t(language, "programme-next-clients"),
        Step::Waves => t(language, "programme-next-waves"),
        Step::Interviews => t(language, "programme-next-interviews"),
        Step::Measurements => t(language, "programme-next-measurements"),
        Step::Evaluation => t(language, "programme-next-evaluation"),
        Step::Report => t(language, "programme-next-report"),
        Step::Adjustments => t(language, "programme-next-adjustments"),
        Step::Closing | Step::Audit => return None,
    })
}
