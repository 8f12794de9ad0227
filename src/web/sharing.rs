//! Giving an edition away: by a link that ends, and the record of what else was sent to whom.

use std::collections::HashMap;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use maud::Markup;
use serde::Deserialize;
use uuid::Uuid;

use super::access::{Inside, Visitor};
use super::extract::{Form, Path};
use super::pages::sharing as page;
use super::reports::{Basis, at, kept};
use super::sessions::{hash, secret};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::edition::Edition;
use crate::domain::language::Language;
use crate::report::{Disclosure, disclosed};
use crate::store::programmes::{self, Programme};
use crate::store::sharing::{self, Dispatch, ShareLink};
use crate::store::snapshots::{self, Kept};
use crate::store::{StoreError, outcomes, waves};

/// The longest that a link may work.
const MOST_DAYS: i64 = 366;

pub fn routes() -> Routes {
    Routes::new()
        .get(
            "/programmes/{slug}/waves/{number}/sharing",
            Right::Evaluate,
            show,
        )
        .post(
            "/programmes/{slug}/waves/{number}/sharing",
            Right::Evaluate,
            share,
        )
        .post(
            "/programmes/{slug}/waves/{number}/dispatches",
            Right::Evaluate,
            record,
        )
        .post(
            "/programmes/{slug}/shared/{id}/revocation",
            Right::Evaluate,
            revoke,
        )
        .get("/shared/{token}", Right::Public, open)
}

/// What the page shows.
pub struct Shown {
    pub basis: Basis,
    pub links: Vec<ShareLink>,
    pub dispatches: Vec<Dispatch>,
    /// The number of the wave of each snapshot.
    pub waves: HashMap<Uuid, i32>,
    /// How many clients wait to hear of it.
    pub asked: u64,
    /// The address of a link that was just made: shown once.
    pub fresh: Option<String>,
    /// What would be given away; then nothing is shared.
    pub disclosed: Vec<Disclosure>,
}

/// Everything that this snapshot shows, beside the snapshots that went out before.
async fn attacked(
    app: &App,
    programme: &Programme,
    kept: &Kept,
) -> Result<Vec<Disclosure>, WebError> {
    let db = &app.db.reader;
    let mut earlier = Vec::new();
    for id in sharing::shared_snapshots(db, programme).await? {
        if id != kept.id {
            earlier.push(snapshots::by_id(db, id).await?.read()?.results);
        }
    }
    let snapshot = kept.read()?;
    let threshold = u64::from(snapshot.inputs.protocol.rules.privacy_threshold);
    let earlier: Vec<_> = earlier.iter().collect();
    Ok(disclosed(&snapshot.results, &earlier, threshold))
}

async fn shown(
    app: &App,
    programme: &Programme,
    wave: u32,
    fresh: Option<String>,
) -> Result<Shown, WebError> {
    let kept = kept(app, programme, wave).await?;
    let db = &app.db.reader;
    let number = i32::try_from(wave).unwrap_or(i32::MAX);
    let asked = match waves::find(db, programme, number).await? {
        Some(wave) => outcomes::count_waiting(db, &wave, app.clock.now()).await?,
        None => 0,
    };
    Ok(Shown {
        asked,
        links: sharing::links(db, programme).await?,
        dispatches: sharing::dispatches(db, programme).await?,
        waves: sharing::waves_of_snapshots(db, programme).await?,
        disclosed: attacked(app, programme, &kept).await?,
        basis: Basis::kept(app, programme, kept).await?,
        fresh,
    })
}

async fn show(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u32)>,
) -> Result<Markup, WebError> {
    let Work { programme, .. } = &work;
    let shown = shown(&app, programme, number, None).await?;
    let now = app.clock.now();
    Ok(page::show(&work, &shown, now))
}

#[derive(Debug, Deserialize)]
struct LinkForm {
    edition: String,
    language: String,
    purpose: String,
    days: i64,
}

/// Only what is final is shared, and only when nothing can be worked out from it.
pub async fn publishable(app: &App, programme: &Programme, wave: u32) -> Result<Kept, WebError> {
    let kept = kept(app, programme, wave).await?;
    if kept.is_draft() {
        return Err(StoreError::SnapshotState("draft").into());
    }
    if attacked(app, programme, &kept).await?.is_empty() {
        Ok(kept)
    } else {
        Err(StoreError::SnapshotState("not safe to publish").into())
    }
}

async fn share(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u32)>,
    Form(form): Form<LinkForm>,
) -> Result<Markup, WebError> {
    let Work {
        visitor, programme, ..
    } = &work;
    let kept = publishable(&app, programme, number).await?;
    let (now, secret) = (app.clock.now(), secret());
    let link = ShareLink {
        id: Uuid::now_v7(),
        programme_id: programme.id,
        snapshot_id: kept.id,
        edition: Edition::from_code(&form.edition).ok_or(WebError::NotFound)?,
        language: known(&form.language)?,
        purpose: form.purpose.trim().to_owned(),
        created_at: now,
        expires_at: now + TimeDelta::days(form.days.clamp(1, MOST_DAYS)),
        revoked_at: None,
    };
    let tx = app.db.begin().await?;
    sharing::share(&tx, &visitor.actor(), programme, &link, &hash(&secret)).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let address = format!("{}/shared/{secret}", app.settings.public_url);
    let shown = shown(&app, programme, number, Some(address)).await?;
    Ok(page::show(&work, &shown, now))
}

fn known(language: &str) -> Result<String, WebError> {
    match language {
        "nl" | "en" => Ok(language.to_owned()),
        _ => Err(WebError::NotFound),
    }
}

#[derive(Debug, Deserialize)]
struct DispatchForm {
    edition: String,
    language: String,
    channel: String,
    audience: String,
    recipients: i32,
}

async fn record(
    State(app): State<App>,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, number)): Path<(String, u32)>,
    Form(form): Form<DispatchForm>,
) -> Result<Redirect, WebError> {
    let kept = publishable(&app, &programme, number).await?;
    let sent = Dispatch {
        snapshot_id: kept.id,
        edition: Edition::from_code(&form.edition).ok_or(WebError::NotFound)?,
        language: known(&form.language)?,
        channel: match form.channel.as_str() {
            channel @ ("mail" | "meeting" | "intranet" | "paper") => channel.to_owned(),
            _ => return Err(WebError::NotFound),
        },
        audience: form.audience.trim().to_owned(),
        recipients: form.recipients.max(0),
        at: app.clock.now(),
    };
    let tx = app.db.begin().await?;
    sharing::record(&tx, &visitor.actor(), &programme, &sent).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&at(&programme, number, "sharing")))
}

async fn revoke(
    State(app): State<App>,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Redirect, WebError> {
    let tx = app.db.begin().await?;
    sharing::revoke(&tx, &visitor.actor(), &programme, id, app.clock.now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let links = sharing::links(&app.db.reader, &programme).await?;
    let link = links.into_iter().find(|link| link.id == id);
    let link = link.ok_or(WebError::NotFound)?;
    let kept = snapshots::by_id(&app.db.reader, link.snapshot_id).await?;
    Ok(Redirect::to(&format!(
        "/programmes/{}/waves/{}/sharing",
        programme.slug, kept.wave
    )))
}

/// The edition that a link leads to, without any of the frame of staff.
async fn open(State(app): State<App>, Path(token): Path<String>) -> Result<Response, WebError> {
    let (db, now) = (&app.db.reader, app.clock.now());
    let link = sharing::working(db, &hash(&token), now).await?;
    let link = link.ok_or(WebError::LinkNotValid)?;
    let programme = programmes::by_id(db, link.programme_id).await?;
    let kept = snapshots::by_id(db, link.snapshot_id).await?;
    let basis = Basis::kept(&app, &programme, kept).await?;
    let language = Language::new(&link.language).map_err(|_| WebError::LinkNotValid)?;
    let document = basis.document(link.edition, &language)?;
    Ok(page::shared(&document)?.into_response())
}
