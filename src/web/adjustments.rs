//! Adjustments: agreed after an evaluation, ended by who did them, closed by what the next wave says.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use maud::Markup;
use serde::Deserialize;
use uuid::Uuid;

use super::access::{Inside, Visitor};
use super::extract::{Form, Path, Query};
use super::pages::adjustments as page;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::language::{Language, Text};
use crate::domain::proceedings::{
    Adjustment, AdjustmentKind, AdjustmentState, Cause, Effect, Outcome,
};
use crate::domain::protocol::Protocol;
use crate::domain::snapshot::Snapshot;
use crate::store::programmes::Programme;
use crate::store::{StoreError, adjustments, snapshots};
use crate::texts::{t, t_args};

pub fn routes() -> Routes {
    Routes::new()
        .get("/programmes/{slug}/adjustments", Right::Read, index)
        .post("/programmes/{slug}/adjustments", Right::Evaluate, create)
        .post(
            "/programmes/{slug}/adjustments/{id}/end",
            Right::Evaluate,
            end,
        )
        .post(
            "/programmes/{slug}/adjustments/{id}/outcome",
            Right::Evaluate,
            close,
        )
}

/// What the page shows: the adjustments, and the newest snapshot, which says what they rest on.
pub struct Shown {
    pub adjustments: Vec<(Adjustment, Option<Effect>)>,
    pub newest: Option<Snapshot>,
    pub today: NaiveDate,
}

impl Shown {
    async fn of(app: &App, programme: &Programme) -> Result<Self, WebError> {
        let db = &app.db.reader;
        let kept = snapshots::of_programme(db, programme).await?;
        let newest = kept.last().map(|kept| kept.read()).transpose()?;
        let all = adjustments::of_programme(db, programme).await?;
        let effect = |one: &Adjustment| {
            let newest = newest.as_ref()?;
            let parameters = &newest.inputs.protocol.parameters;
            one.effect(parameters, &newest.results, newest.inputs.wave)
        };
        Ok(Self {
            adjustments: all
                .into_iter()
                .map(|one| {
                    let effect = effect(&one);
                    (one, effect)
                })
                .collect(),
            today: app.clock.now().date_naive(),
            newest,
        })
    }

    pub fn protocol(&self) -> Option<&Protocol> {
        self.newest
            .as_ref()
            .map(|snapshot| &snapshot.inputs.protocol)
    }
}

/// An address may bring what an offer filled in already.
async fn index(
    State(app): State<App>,
    work: Work,
    Query(mut form): Query<NewAdjustment>,
) -> Result<Markup, WebError> {
    let Work {
        programme,
        language,
        ..
    } = &work;
    let shown = Shown::of(&app, programme).await?;
    if let Some(newest) = shown.newest.as_ref().filter(|_| form.expected.is_empty()) {
        form.expected = page::expected(language, newest, &form).unwrap_or_default();
    }
    Ok(page::index(&work, &shown, &form, &[]))
}

/// The form as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewAdjustment {
    pub title: String,
    pub kind: String,
    pub cause: String,
    pub cause_code: String,
    pub parameter: String,
    pub segment: String,
    pub expected: String,
    pub owner_name: String,
    pub owner_email: String,
    pub escalate_name: String,
    pub escalate_email: String,
    pub due_on: String,
}

/// A field and what is wrong with it.
pub type Problem = (&'static str, String);

fn checked(
    form: &NewAdjustment,
    language: &Language,
    snapshot: &Snapshot,
) -> Result<Adjustment, Vec<Problem>> {
    let protocol = &snapshot.inputs.protocol;
    let mut problems = Vec::new();
    if form.title.trim().is_empty() {
        problems.push(("title", t(language, "adjustments-problem-title")));
    }
    if form.owner_name.trim().is_empty() {
        problems.push(("owner_name", t(language, "adjustments-problem-owner")));
    }
    for (field, address, is_needed) in [
        ("owner_email", &form.owner_email, true),
        ("escalate_email", &form.escalate_email, false),
    ] {
        let address = address.trim();
        let is_address = address.parse::<lettre::Address>().is_ok();
        if !is_address && (is_needed || !address.is_empty()) {
            let args = [("email", address.into())];
            problems.push((field, t_args(language, "adjustments-problem-email", &args)));
        }
    }
    let due_on = form.due_on.trim().parse::<NaiveDate>();
    if due_on.is_err() {
        problems.push(("due_on", t(language, "adjustments-problem-due")));
    }
    let cause = Cause::from_code(&form.cause).unwrap_or(Cause::Statement);
    let typed = form.cause_code.trim();
    let known = known_cause(protocol, cause, typed, language);
    let code = known.as_deref().unwrap_or(typed);
    if known.is_none() {
        let kind = t(language, &format!("adjustments-cause-{}", cause.code()));
        let args = [("kind", kind.into()), ("code", code.into())];
        problems.push((
            "cause_code",
            t_args(language, "adjustments-problem-cause", &args),
        ));
    }
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let parameter = filled(&form.parameter);
    if let Some(code) = parameter
        .as_deref()
        .filter(|code| protocol.parameter(code).is_none())
    {
        let args = [("code", code.into())];
        problems.push((
            "parameter",
            t_args(language, "adjustments-problem-parameter", &args),
        ));
    }
    let segment = filled(&form.segment);
    let segment = segment.filter(|code| protocol.segments.iter().any(|one| one.code == *code));
    match due_on {
        Ok(due_on) if problems.is_empty() => Ok(Adjustment {
            id: Uuid::now_v7(),
            wave: snapshot.inputs.wave,
            kind: AdjustmentKind::from_code(&form.kind).unwrap_or(AdjustmentKind::Organisation),
            cause,
            cause_code: code.to_owned(),
            parameter,
            segment,
            title: form.title.trim().to_owned(),
            expected: form.expected.trim().to_owned(),
            owner_name: form.owner_name.trim().to_owned(),
            owner_email: form.owner_email.trim().to_owned(),
            escalate_name: form.escalate_name.trim().to_owned(),
            escalate_email: form.escalate_email.trim().to_owned(),
            due_on,
            state: AdjustmentState::Open,
            note: String::new(),
            outcome: None,
            done_at: None,
            reminded_at: None,
            escalated_at: None,
        }),
        _ => Err(problems),
    }
}

/// The code of what was typed: a code, or a name as the reader of the page knows it.
fn known_cause(
    protocol: &Protocol,
    cause: Cause,
    typed: &str,
    language: &Language,
) -> Option<String> {
    let wanted = typed.to_lowercase();
    let is = |code: &str, name: &Text| {
        code.to_lowercase() == wanted || name.get(language).to_lowercase() == wanted
    };
    let code = match cause {
        Cause::Parameter => {
            let mut all = protocol.parameters.iter();
            all.find(|one| is(&one.code, &one.name))
                .map(|one| &one.code)
        }
        Cause::Segment => {
            let mut all = protocol.segments.iter();
            all.find(|one| is(&one.code, &one.name))
                .map(|one| &one.code)
        }
        Cause::Charter => {
            let mut all = protocol.charters.iter();
            all.find(|one| is(&one.code, &one.name))
                .map(|one| &one.code)
        }
        Cause::Statement => return Some(typed.to_owned()).filter(|typed| !typed.is_empty()),
    };
    code.cloned()
}

fn list(programme: &Programme) -> Response {
    Redirect::to(&format!("/programmes/{}/adjustments", programme.slug)).into_response()
}

async fn create(
    State(app): State<App>,
    work: Work,
    Form(form): Form<NewAdjustment>,
) -> Result<Response, WebError> {
    let Work {
        language,
        visitor,
        programme,
        ..
    } = &work;
    let shown = Shown::of(&app, programme).await?;
    let Some(newest) = &shown.newest else {
        return Err(StoreError::NotFound {
            what: "frozen evaluation of",
            key: programme.slug.clone(),
        }
        .into());
    };
    match checked(&form, language, newest) {
        Ok(new) => {
            let tx = app.db.begin().await?;
            let now = app.clock.now();
            adjustments::create(&tx, &visitor.actor(), programme, &new, now).await?;
            tx.commit().await.map_err(StoreError::from)?;
            Ok(list(programme))
        }
        Err(problems) => {
            let page = page::index(&work, &shown, &form, &problems);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

#[derive(Debug, Deserialize)]
struct Ending {
    state: String,
    #[serde(default)]
    note: String,
}

async fn end(
    State(app): State<App>,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, id)): Path<(String, Uuid)>,
    Form(form): Form<Ending>,
) -> Result<Response, WebError> {
    let one = adjustments::by_id(&app.db.reader, &programme, id).await?;
    let state = match form.state.as_str() {
        "done" => AdjustmentState::Done,
        "dropped" => AdjustmentState::Dropped,
        _ => AdjustmentState::Open,
    };
    let tx = app.db.begin().await?;
    let (actor, now) = (visitor.actor(), app.clock.now());
    adjustments::end(&tx, &actor, &programme, &one, state, form.note.trim(), now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(list(&programme))
}

#[derive(Debug, Deserialize)]
struct Closed {
    outcome: String,
}

async fn close(
    State(app): State<App>,
    work: Work,
    Path((_, id)): Path<(String, Uuid)>,
    Form(form): Form<Closed>,
) -> Result<Response, WebError> {
    let Work {
        language,
        visitor,
        programme,
        ..
    } = &work;
    let one = adjustments::by_id(&app.db.reader, programme, id).await?;
    let outcome = Outcome::from_code(&form.outcome).ok_or(WebError::NotFound)?;
    if !one.may_close_as(outcome) {
        let shown = Shown::of(&app, programme).await?;
        let problems = [("", t(language, "adjustments-may-not"))];
        let form = NewAdjustment::default();
        let page = page::index(&work, &shown, &form, &problems);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let tx = app.db.begin().await?;
    let (actor, now) = (visitor.actor(), app.clock.now());
    adjustments::close(&tx, &actor, programme, &one, outcome, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(list(programme))
}
