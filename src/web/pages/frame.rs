//! The frame around every page inside a programme: its steps at the left, with what is missing.

use maud::Markup;

use super::layout::Layout;
use crate::domain::evidence::FileKind;
use crate::domain::language::Language;
use crate::domain::proceedings::SnapshotState;
use crate::store::programmes::Programme;
use crate::store::waves::WaveState;
use crate::texts::numbers::date;
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
    let states = states(language, &work.programme, &work.stand);
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
pub fn states(language: &Language, programme: &Programme, stand: &Stand) -> Vec<(Step, State)> {
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
        (Step::Evaluation, evaluation(language, stand)),
        (Step::Report, report(language, stand)),
        (Step::Adjustments, adjustments(language, stand)),
        (Step::Closing, closing(language, programme)),
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

/// Of the last wave that is closed: there is nothing to evaluate before.
fn evaluation(language: &Language, stand: &Stand) -> State {
    let Some(wave) = stand.evaluated() else {
        return State::Open;
    };
    let args = [("wave", wave.name.get(language).into())];
    match stand.snapshot() {
        None => State::Missing(t_args(language, "programme-not-evaluated", &args)),
        Some(_) => State::Done(t_args(language, "programme-evaluated", &args)),
    }
}

fn report(language: &Language, stand: &Stand) -> State {
    match stand.snapshot() {
        None => State::Open,
        Some(SnapshotState::Draft) => State::Missing(t(language, "programme-report-draft")),
        Some(SnapshotState::Final) => State::Done(t(language, "programme-report-final")),
        Some(SnapshotState::Accepted) => State::Done(t(language, "programme-report-accepted")),
    }
}

fn adjustments(language: &Language, stand: &Stand) -> State {
    let (all, overdue) = (stand.adjustments.all, stand.adjustments.overdue);
    let is_written = stand
        .snapshot()
        .is_some_and(|one| one != SnapshotState::Draft);
    match (overdue, all) {
        (0, 0) if is_written => State::Missing(t(language, "programme-none-yet")),
        (0, 0) => State::Open,
        (0, all) => State::Done(t_args(
            language,
            "programme-adjustments",
            &[("count", all.into())],
        )),
        (overdue, _) => State::Missing(t_args(
            language,
            "programme-adjustments-overdue",
            &[("count", overdue.into())],
        )),
    }
}

fn closing(language: &Language, programme: &Programme) -> State {
    match programme.closed_at {
        None => State::Open,
        Some(at) => {
            let args = [("day", date(language, at.date_naive()).into())];
            State::Done(t_args(language, "programme-closed", &args))
        }
    }
}
