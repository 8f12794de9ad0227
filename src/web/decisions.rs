//! What a named manager decides: on the three proposals of a report, and on proposed sanctions.

use axum::extract::State;
use axum::response::Redirect;
use maud::Markup;
use serde::Deserialize;

use super::access::{Inside, Visitor};
use super::extract::{Form, Path};
use super::pages::decisions as page;
use super::reports::{Basis, at, kept};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::edition::Edition;
use crate::domain::proceedings::{Decision, Sanction, Subject};
use crate::store::{StoreError, decisions};

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
    Ok(page::show(&work, &basis, &document))
}

#[derive(Debug, Deserialize)]
struct DecisionForm {
    subject: String,
    decision: String,
    name: String,
    #[serde(default)]
    remarks: String,
}

/// A name is asked for, since a decision is somebody's.
fn signed(name: &str) -> Result<String, WebError> {
    match name.trim() {
        "" => Err(WebError::Unreadable("a decision needs a name".to_owned())),
        name => Ok(name.to_owned()),
    }
}

async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, number)): Path<(String, u32)>,
    Form(form): Form<DecisionForm>,
) -> Result<Redirect, WebError> {
    let kept = kept(&app, &programme, number).await?;
    let subject = Subject::from_code(&form.subject).ok_or(WebError::NotFound)?;
    let decision = Decision {
        subject,
        agreed: form.decision == "agree",
        remarks: form.remarks.trim().to_owned(),
        name: signed(&form.name)?,
        at: app.clock.now(),
    };
    let tx = app.db.begin().await?;
    decisions::decide(&tx, &visitor.actor(), &programme, &kept, &decision).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&at(&programme, number, "decisions")))
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
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, number)): Path<(String, u32)>,
    Form(form): Form<SanctionForm>,
) -> Result<Redirect, WebError> {
    let kept = kept(&app, &programme, number).await?;
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
    let reason = form.reason.trim();
    if reason.is_empty() {
        return Err(WebError::Unreadable("a ruling needs a reason".to_owned()));
    }
    let sanction = Sanction {
        wave: number,
        charter: charter.code.clone(),
        back_office: charter.back_office.clone(),
        breaches,
        amount_eur,
        imposed: form.ruling == "impose",
        reason: reason.to_owned(),
        name: signed(&form.name)?,
        at: app.clock.now(),
    };
    let tx = app.db.begin().await?;
    decisions::rule(&tx, &visitor.actor(), &programme, kept.id, &sanction).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&at(&programme, number, "decisions")))
}
