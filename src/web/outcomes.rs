//! What came of a wave, for the clients who want to hear: they say so behind their own link, get one
//! mail when it is there, and read it behind the same link.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::access::{Inside, Visitor};
use super::extract::{Pairs, Path, Speaks};
use super::links::Caller;
use super::pages::respond as page;
use super::reports::{Basis, at};
use super::respond::{Found, find};
use super::sharing::publishable;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::edition::Edition;
use crate::domain::language::Language;
use crate::domain::protocol::PrivacyMode;
use crate::mail::outcome::spoken;
use crate::store::sharing::{self, Dispatch};
use crate::store::{StoreError, invitations, outcomes, programmes, snapshots, waves};
use crate::texts::t;

pub fn routes() -> Routes {
    Routes::new()
        .get("/r/{token}/outcome", Right::Client, show)
        .post("/r/{token}/outcome", Right::Client, ask)
        .post(
            "/programmes/{slug}/waves/{number}/outcome",
            Right::Evaluate,
            send,
        )
}

/// What a client may still say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Open,
    Kept,
    NoAddress,
    /// In an anonymous wave a wish that is kept right after the answers would say whose they are.
    TooLate,
}

async fn wish(app: &App, found: &Found) -> Result<Wish, WebError> {
    let invited = &found.invited;
    let (db, lane, id) = (&app.db.reader, invited.lane, invited.id);
    if outcomes::is_wanted(db, lane, id).await? {
        return Ok(Wish::Kept);
    }
    if invited.privacy_mode == PrivacyMode::Anonymous && invited.submitted_at.is_some() {
        return Ok(Wish::TooLate);
    }
    let client = invitations::by_id(db, lane, id).await?.client;
    Ok(match client.email.is_empty() {
        true => Wish::NoAddress,
        false => Wish::Open,
    })
}

async fn show(
    State(app): State<App>,
    Path(token): Path<String>,
    caller: Caller,
) -> Result<Response, WebError> {
    let found = find(&app, &token, &caller).await?;
    let (db, invited) = (&app.db.reader, &found.invited);
    let wave = waves::by_id(db, invited.wave_id).await?;
    let out = outcomes::published(db, invited.programme_id, wave.number).await?;
    if let Some(snapshot) = out {
        let programme = programmes::by_id(db, invited.programme_id).await?;
        let kept = snapshots::by_id(db, snapshot).await?;
        let basis = Basis::kept(&app, &programme, kept).await?;
        let document = basis.document(Edition::Clients, &spoken(found.opened().language))?;
        return Ok(super::pages::sharing::shared(&document)?.into_response());
    }
    let wish = wish(&app, &found).await?;
    Ok(page::outcome(&found.opened(), wish).into_response())
}

async fn ask(
    State(app): State<App>,
    Path(token): Path<String>,
    caller: Caller,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let found = find(&app, &token, &caller).await?;
    let is_wanted = fields
        .iter()
        .any(|(name, value)| name == "wanted" && value == "yes");
    let now = wish(&app, &found).await?;
    if matches!((now, is_wanted), (Wish::Open, true) | (Wish::Kept, false)) {
        let invited = &found.invited;
        let tx = app.db.begin().await?;
        outcomes::want(&tx, invited.lane, invited.id, is_wanted).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    let wish = wish(&app, &found).await?;
    Ok(page::outcome(&found.opened(), wish).into_response())
}

/// Gives the edition for clients to all who asked, and keeps that it went out.
async fn send(
    State(app): State<App>,
    visitor: Visitor,
    Speaks(language): Speaks,
    Inside(programme): Inside,
    Path((_, number)): Path<(String, i32)>,
) -> Result<Redirect, WebError> {
    let known = u32::try_from(number).map_err(|_| WebError::NotFound)?;
    let kept = publishable(&app, &programme, known).await?;
    let wave = waves::by_number(&app.db.reader, &programme, number).await?;
    let (now, actor) = (app.clock.now(), visitor.actor());
    let tx = app.db.begin().await?;
    let queued = outcomes::enqueue(&tx, &actor, (&programme, &wave), now).await?;
    for edition in [Language::dutch(), Language::english()] {
        let readers = queued.iter().filter(|own| spoken(own) == edition);
        let recipients = i32::try_from(readers.count()).unwrap_or(i32::MAX);
        if recipients == 0 {
            continue;
        }
        let sent = Dispatch {
            snapshot_id: kept.id,
            edition: Edition::Clients,
            language: edition.tag().to_owned(),
            channel: "mail".to_owned(),
            audience: t(&language, "sharing-asked-audience"),
            recipients,
            at: now,
        };
        sharing::record(&tx, &actor, &programme, &sent).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&at(&programme, known, "sharing")))
}
