//! What a named manager decides: on the three proposals of a report, and on proposed sanctions.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::extract::{Form, Path};
use super::pages::decisions::{self as page, Refused};
use super::reports::{Basis, at, kept};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::edition::Edition;
use crate::domain::proceedings::{Decision, Sanction, Subject};
use crate::store::snapshots::Kept;
use crate::store::{StoreError, decisions};
use crate::texts::t;

pub fn routes() -> Routes {
    let wave = "/programmes/{slug}/waves/{number}/decisions";
    Routes::new()
        .get(wave, Right::Read, show)
        .post(wave, Right::Manage, decide)
        .post(
            "/programmes/{slug}/waves/{number}/sanctions",
            Right::Manage,
            rule,
        )
}

async fn show(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u32)>,
) -> Result<Markup, WebError> {
    let Work {
        language,
        programme,
        ..
    } = &work;
    let kept = kept(&app, programme, number).await?;
    let basis = Basis::kept(&app, programme, kept).await?;
    let document = basis.document(Edition::Management, language)?;
    Ok(page::show(&work, &basis, &document, None))
}

#[derive(Debug, Deserialize)]
struct DecisionForm {
    subject: String,
    decision: String,
    name: String,
    #[serde(default)]
    remarks: String,
}

/// The page again, with what is missing; nothing was kept.
async fn refuse(
    app: &App,
    work: &Work,
    kept: Kept,
    refused: &Refused,
) -> Result<Response, WebError> {
    let basis = Basis::kept(app, &work.programme, kept).await?;
    let document = basis.document(Edition::Management, &work.language)?;
    let page = page::show(work, &basis, &document, Some(refused));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn decide(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u32)>,
    Form(form): Form<DecisionForm>,
) -> Result<Response, WebError> {
    let (visitor, programme) = (&work.visitor, &work.programme);
    let kept = kept(&app, programme, number).await?;
    let subject = Subject::from_code(&form.subject).ok_or(WebError::NotFound)?;
    // A decision is somebody's.
    if form.name.trim().is_empty() {
        let refused = Refused {
            of: subject.code().to_owned(),
            field: "name",
            problem: t(&work.language, "reports-decide-no-name"),
            name: form.name,
            words: form.remarks,
        };
        return refuse(&app, &work, kept, &refused).await;
    }
    let decision = Decision {
        subject,
        agreed: form.decision == "agree",
        remarks: form.remarks.trim().to_owned(),
        name: form.name.trim().to_owned(),
        at: app.clock.now(),
    };
    let tx = app.db.begin().await?;
    decisions::decide(&tx, &visitor.actor(), programme, &kept, &decision).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&at(programme, number, "decisions")).into_response())
}

#[derive(Debug, Deserialize)]
struct SanctionForm {
    charter: String,
    ruling: String,
    name: String,
    reason: String,
}

/// Only what the frozen evaluation proposes can be imposed or waived, and not without a reason.
async fn rule(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u32)>,
    Form(form): Form<SanctionForm>,
) -> Result<Response, WebError> {
    let (visitor, programme) = (&work.visitor, &work.programme);
    let kept = kept(&app, programme, number).await?;
    if kept.is_draft() {
        return Err(StoreError::SnapshotState("draft").into());
    }
    let snapshot = kept.read()?;
    let protocol = &snapshot.inputs.protocol;
    let charter = protocol
        .charters
        .iter()
        .find(|one| one.code == form.charter);
    let wave = snapshot.results.wave(number);
    let result = wave.and_then(|wave| wave.charters.iter().find(|one| one.code == form.charter));
    let (Some(charter), Some(result)) = (charter, result) else {
        return Err(WebError::NotFound);
    };
    let (Some(true), Some(breaches), Some(amount_eur)) =
        (result.triggered, result.breaches, result.amount_eur)
    else {
        return Err(WebError::NotFound);
    };
    let missing = match (form.name.trim(), form.reason.trim()) {
        ("", _) => Some(("name", "reports-decide-no-name")),
        (_, "") => Some(("reason", "reports-sanction-no-reason")),
        _ => None,
    };
    if let Some((field, key)) = missing {
        let refused = Refused {
            of: charter.code.clone(),
            field,
            problem: t(&work.language, key),
            name: form.name,
            words: form.reason,
        };
        return refuse(&app, &work, kept, &refused).await;
    }
    let sanction = Sanction {
        wave: number,
        charter: charter.code.clone(),
        back_office: charter.back_office.clone(),
        breaches,
        amount_eur,
        imposed: form.ruling == "impose",
        reason: form.reason.trim().to_owned(),
        name: form.name.trim().to_owned(),
        at: app.clock.now(),
    };
    let tx = app.db.begin().await?;
    decisions::rule(&tx, &visitor.actor(), programme, kept.id, &sanction).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&at(programme, number, "decisions")).into_response())
}
