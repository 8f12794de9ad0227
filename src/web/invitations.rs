//! The invitation of one client: which mail it had, and its link taken back, replaced or prolonged.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, Utc};
use maud::Markup;
use serde::Deserialize;

use super::access::url_encoded;
use super::extract::{Form, Path, Query};
use super::pages::invitations::{self as page, Shown};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::schedule::at;
use crate::store::invitations::{self, Invitation};
use crate::store::waves::{self, Wave};
use crate::store::{StoreError, outbox};

pub fn routes() -> Routes {
    let one = "/programmes/{slug}/waves/{number}/invitation";
    Routes::new()
        .get(one, Right::Evaluate, show)
        .post(
            "/programmes/{slug}/waves/{number}/invitation/withdrawal",
            Right::Evaluate,
            withdraw,
        )
        .post(
            "/programmes/{slug}/waves/{number}/invitation/link",
            Right::Evaluate,
            replace,
        )
        .post(
            "/programmes/{slug}/waves/{number}/invitation/extension",
            Right::Evaluate,
            extend,
        )
}

/// Whose invitation, and until when its link works.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    client: String,
    last_day: String,
}

async fn found(work: &Work, number: i32, client: &str) -> Result<(Wave, Invitation), WebError> {
    let db = &work.app.db.reader;
    let wave = waves::by_number(db, &work.programme, number).await?;
    let invitation = invitations::by_client_key(db, &wave, client.trim()).await?;
    Ok((wave, invitation))
}

async fn page_of(
    work: &Work,
    wave: &Wave,
    invitation: &Invitation,
    wrong: Option<&str>,
) -> Result<Markup, WebError> {
    let db = &work.app.db.reader;
    let mails = outbox::of_invitation(db, invitation.lane, invitation.id).await?;
    let shown = Shown {
        wave,
        invitation,
        mails: &mails,
        wrong,
    };
    Ok(page::show(work, &shown))
}

async fn show(
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Markup, WebError> {
    let (wave, invitation) = found(&work, number, &wanted.client).await?;
    page_of(&work, &wave, &invitation, None).await
}

fn back(work: &Work, number: i32, client: &str) -> Response {
    let client = url_encoded(client);
    Redirect::to(&work.at(&format!("waves/{number}/invitation?client={client}"))).into_response()
}

async fn withdraw(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, WebError> {
    let (wave, one) = found(&work, number, &wanted.client).await?;
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    if one.stage != invitations::Stage::Revoked {
        let tx = app.db.begin().await?;
        invitations::revoke(&tx, &actor, &wave, one.lane, one.id, now).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(back(&work, number, &one.client.key))
}

async fn replace(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, WebError> {
    let (wave, one) = found(&work, number, &wanted.client).await?;
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let tx = app.db.begin().await?;
    invitations::reissue(&tx, &actor, &wave, &one, &app.link_key, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(back(&work, number, &one.client.key))
}

/// The end of the day that was typed, where the programme is; without one the link has no end.
fn until(work: &Work, typed: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, ()> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let day: NaiveDate = typed.trim().parse().map_err(|_| ())?;
    let until = at(day.succ_opt().ok_or(())?, 0, work.zone());
    if until > now {
        Ok(Some(until))
    } else {
        Err(())
    }
}

async fn extend(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, WebError> {
    let (wave, one) = found(&work, number, &wanted.client).await?;
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let Ok(until) = until(&work, &wanted.last_day, now) else {
        let page = page_of(&work, &wave, &one, Some(&wanted.last_day)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let tx = app.db.begin().await?;
    invitations::extend(&tx, &actor, &wave, one.lane, one.id, until, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(back(&work, number, &one.client.key))
}
