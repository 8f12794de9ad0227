//! The phases of the plan: what was reported, fed back and decided after each.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::extract::{Form, Path};
use super::pages::phases::{self as page, Shown, Wrong};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::phase::{PREPARING, PhaseDecision, PhaseReport, Ruling};
use crate::store::{StoreError, phases};

/// As long as a report or feedback may be.
const MOST_CHARS: usize = 20_000;

pub fn routes() -> Routes {
    Routes::new()
        .get("/programmes/{slug}/phases", Right::Read, index)
        .get("/programmes/{slug}/phases/{number}", Right::Read, show)
        .post("/programmes/{slug}/phases/{number}", Right::Evaluate, write)
        .post(
            "/programmes/{slug}/phases/{number}/decision",
            Right::Manage,
            decide,
        )
}

async fn index(work: Work) -> Result<Markup, WebError> {
    let db = &work.app.db.reader;
    let reports = phases::reports(db, &work.programme).await?;
    let decisions = phases::decisions(db, &work.programme).await?;
    Ok(page::index(&work, &reports, &decisions))
}

/// A phase that ends with a report of its own.
fn known(number: u8) -> Result<u8, WebError> {
    let found = PREPARING.into_iter().find(|phase| *phase == number);
    found.ok_or(WebError::NotFound)
}

async fn shown(work: &Work, number: u8) -> Result<Shown, WebError> {
    let (db, phase) = (&work.app.db.reader, known(number)?);
    let reports = phases::reports(db, &work.programme).await?;
    let decisions = phases::decisions(db, &work.programme).await?;
    Ok(Shown {
        phase,
        report: reports.into_iter().find(|one| one.phase == phase),
        decision: decisions.into_iter().find(|one| one.phase == phase),
        wrong: None,
    })
}

async fn show(work: Work, Path((_, number)): Path<(String, u8)>) -> Result<Markup, WebError> {
    Ok(page::show(&work, &shown(&work, number).await?))
}

#[derive(Deserialize)]
struct Written {
    report: String,
    feedback: String,
    name: String,
}

async fn write(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u8)>,
    Form(form): Form<Written>,
) -> Result<Response, WebError> {
    let tidy = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let written = PhaseReport {
        phase: known(number)?,
        report: tidy(&form.report),
        feedback: tidy(&form.feedback),
        name: tidy(&form.name),
        at: app.clock.now(),
    };
    let too_long = |text: &str| text.chars().count() > MOST_CHARS;
    let wrong = match &written {
        one if one.report.is_empty() => Some(Wrong::NoReport),
        one if too_long(&one.report) || too_long(&one.feedback) => Some(Wrong::TooLong),
        one if one.name.is_empty() => Some(Wrong::NoAuthor),
        _ => None,
    };
    if wrong.is_some() {
        let shown = Shown {
            report: Some(written),
            wrong,
            ..shown(&work, number).await?
        };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page::show(&work, &shown)).into_response());
    }
    let tx = app.db.begin().await?;
    phases::write(&tx, &work.visitor.actor(), &work.programme, &written).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("phases/{number}"))).into_response())
}

#[derive(Deserialize)]
struct Decided {
    ruling: String,
    #[serde(default)]
    reason: String,
    decider: String,
}

async fn decide(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u8)>,
    Form(form): Form<Decided>,
) -> Result<Response, WebError> {
    let mut shown = shown(&work, number).await?;
    let ruling = Ruling::from_code(&form.ruling).ok_or(WebError::NotFound)?;
    let decided = PhaseDecision {
        phase: shown.phase,
        ruling,
        reason: form.reason.replace("\r\n", "\n").trim().to_owned(),
        name: form.decider.trim().to_owned(),
        at: app.clock.now(),
    };
    shown.wrong = match &decided {
        one if one.name.is_empty() => Some(Wrong::NoDecider),
        one if ruling.needs_reason() && one.reason.is_empty() => Some(Wrong::NoReason),
        _ if shown.report.is_none() && ruling != Ruling::Waived => Some(Wrong::NothingReported),
        _ => None,
    };
    if shown.wrong.is_some() {
        shown.decision = Some(decided);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page::show(&work, &shown)).into_response());
    }
    let tx = app.db.begin().await?;
    phases::decide(&tx, &work.visitor.actor(), &work.programme, &decided).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("phases/{number}"))).into_response())
}
