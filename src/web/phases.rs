//! The phases of the plan: what was reported, fed back and decided after each.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::components::meanwhile::is_lost;
use super::extract::{Form, Path};
use super::pages::phases::{self as page, Refusal, Shown, Tried, Typed};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::phase::{PREPARING, PhaseDecision, PhaseReport, Ruling};
use crate::store::{StoreError, phases, programmes};

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
        tried: None,
    })
}

async fn show(work: Work, Path((_, number)): Path<(String, u8)>) -> Result<Markup, WebError> {
    Ok(page::show(&work, &shown(&work, number).await?))
}

/// The page with what was typed and not taken.
async fn answer(work: &Work, number: u8, tried: Tried) -> Result<Response, WebError> {
    let status = match tried.now {
        Some(_) => StatusCode::CONFLICT,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let shown = Shown {
        tried: Some(tried),
        ..shown(work, number).await?
    };
    Ok((status, page::show(work, &shown)).into_response())
}

#[derive(Deserialize)]
struct Written {
    report: String,
    feedback: String,
    name: String,
    /// The mark of what the page showed.
    #[serde(default)]
    seen: String,
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
        one if one.report.is_empty() => Some(Refusal::NoReport),
        one if too_long(&one.report) || too_long(&one.feedback) => Some(Refusal::TooLong),
        one if one.name.is_empty() => Some(Refusal::NoAuthor),
        _ => None,
    };
    if let Some(wrong) = wrong {
        let tried = Tried::refused(Typed::Report(written), form.seen, wrong);
        return answer(&work, number, tried).await;
    }
    let tx = app.db.begin().await?;
    programmes::hold(&tx, work.programme.id).await?;
    let stored = phases::reports(&tx, &work.programme).await?;
    let stored = page::reported(stored.iter().find(|one| one.phase == written.phase));
    if is_lost(&form.seen, &stored, &page::reported(Some(&written))) {
        drop(tx);
        return answer(&work, number, Tried::late(Typed::Report(written), stored)).await;
    }
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
    /// The mark of what the page showed.
    #[serde(default)]
    seen: String,
}

async fn decide(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u8)>,
    Form(form): Form<Decided>,
) -> Result<Response, WebError> {
    let shown = shown(&work, number).await?;
    let ruling = Ruling::from_code(&form.ruling).ok_or(WebError::NotFound)?;
    let decided = PhaseDecision {
        phase: shown.phase,
        ruling,
        reason: form.reason.replace("\r\n", "\n").trim().to_owned(),
        name: form.decider.trim().to_owned(),
        at: app.clock.now(),
    };
    let wrong = match &decided {
        one if one.name.is_empty() => Some(Refusal::NoDecider),
        one if ruling.needs_reason() && one.reason.is_empty() => Some(Refusal::NoReason),
        _ if shown.report.is_none() && ruling != Ruling::Waived => Some(Refusal::NothingReported),
        _ => None,
    };
    if let Some(wrong) = wrong {
        let tried = Tried::refused(Typed::Decision(decided), form.seen, wrong);
        return answer(&work, number, tried).await;
    }
    let tx = app.db.begin().await?;
    programmes::hold(&tx, work.programme.id).await?;
    let (language, stored) = (
        &work.language,
        phases::decisions(&tx, &work.programme).await?,
    );
    let stored = stored.iter().find(|one| one.phase == decided.phase);
    let stored = page::decided(language, stored);
    if is_lost(
        &form.seen,
        &stored,
        &page::decided(language, Some(&decided)),
    ) {
        drop(tx);
        let tried = Tried::late(Typed::Decision(decided), stored);
        return answer(&work, number, tried).await;
    }
    phases::decide(&tx, &work.visitor.actor(), &work.programme, &decided).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("phases/{number}"))).into_response())
}
