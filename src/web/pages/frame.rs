//! The frame around every page inside a programme: its steps at the left, with what is missing.

use maud::Markup;

use super::layout::Layout;
use crate::domain::evidence::FileKind;
use crate::domain::language::Language;
use crate::store::waves::WaveState;
use crate::texts::{t, t_args};
use crate::web::components::steps::{State, Step, Steps};
use crate::web::work::{Stand, Work};

/// A page of a step; `deeper` names the page when it is not the step's own.
pub fn framed(
    work: &Work,
    title: &str,
    step: Option<Step>,
    deeper: Option<&str>,
    main: &Markup,
) -> Markup {
    let language = &work.language;
    let name = work.programme.title.get(language);
    let states = states(language, &work.stand);
    let steps = Steps {
        programme: name,
        slug: &work.programme.slug,
        current: step,
        states: &states,
    };
    let own = format!("/programmes/{}", work.programme.slug);
    let here = step.map(|step| (step.name(language), work.at(step.path())));
    let mut trail = vec![(name, (step.is_some() || deeper.is_some()).then_some(&*own))];
    if let Some((step, address)) = &here {
        trail.push((step, deeper.is_some().then_some(&**address)));
    }
    if let Some(deeper) = deeper {
        trail.push((deeper, None));
    }
    let around = Layout {
        language,
        visitor: Some(&work.visitor),
        title,
        trail: &trail,
        steps: Some(&steps),
    };
    around.page(main)
}

/// How far each step is, in a few words.
pub fn states(language: &Language, stand: &Stand) -> Vec<(Step, State)> {
    vec![
        (Step::Protocol, protocol(language, stand)),
        (Step::Surveys, surveys(language, stand)),
        (Step::Clients, clients(language, stand)),
        (Step::Waves, waves(language, stand)),
        (
            Step::Interviews,
            files(language, stand, FileKind::Interviews),
        ),
        (
            Step::Measurements,
            files(language, stand, FileKind::Measurements),
        ),
    ]
}

fn protocol(language: &Language, stand: &Stand) -> State {
    match &stand.protocol {
        None => State::Missing(t(language, "programme-none-yet")),
        Some(version) if version.frozen.is_none() => {
            State::Missing(t(language, "programme-not-frozen"))
        }
        Some(version) => State::Done(t_args(
            language,
            "programme-frozen",
            &[("version", version.version.into())],
        )),
    }
}

fn surveys(language: &Language, stand: &Stand) -> State {
    let all = stand.surveys.len();
    let drafts = stand.surveys.iter();
    let drafts = drafts.filter(|one| one.published_at.is_none()).count();
    match (all, drafts) {
        (0, _) => State::Missing(t(language, "programme-none-yet")),
        (_, 0) => State::Done(t_args(
            language,
            "programme-published",
            &[("count", all.into())],
        )),
        (_, drafts) => State::Missing(t_args(
            language,
            "programme-unpublished",
            &[("count", drafts.into())],
        )),
    }
}

fn clients(language: &Language, stand: &Stand) -> State {
    match stand.clients {
        0 => State::Missing(t(language, "programme-none-yet")),
        count => State::Done(t_args(
            language,
            "programme-clients",
            &[("count", count.into())],
        )),
    }
}

fn waves(language: &Language, stand: &Stand) -> State {
    let mut open = stand.waves.iter();
    let open = open.find(|wave| wave.state == WaveState::Open);
    let closed = stand.waves.iter();
    let closed = closed.filter(|wave| wave.state == WaveState::Closed);
    match (open, closed.count()) {
        (Some(wave), _) => State::Done(t_args(
            language,
            "programme-wave-open",
            &[("wave", wave.name.get(language).into())],
        )),
        (None, 0) => State::Missing(t(language, "programme-no-wave")),
        (None, closed) => State::Done(t_args(
            language,
            "programme-waves-closed",
            &[("count", closed.into())],
        )),
    }
}

fn files(language: &Language, stand: &Stand, kind: FileKind) -> State {
    let files = stand.files.iter().filter(|batch| batch.kind == kind);
    match files.count() {
        0 => State::Missing(t(language, "programme-none-yet")),
        count => State::Done(t_args(
            language,
            "programme-files",
            &[("count", count.into())],
        )),
    }
}
