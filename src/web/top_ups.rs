//! More clients for a wave that runs: what so many come to, and then their invitation.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::extract::{Form, Path, Query};
use super::pages::top_ups as page;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::store::waves::{self, Wave, WaveState};
use crate::store::{StoreError, asking, invitations};

pub fn routes() -> Routes {
    let top_up = "/programmes/{slug}/waves/{number}/top-up";
    Routes::new()
        .get(top_up, Right::Evaluate, show)
        .post(top_up, Right::Evaluate, invite)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// As typed.
    more: String,
}

impl Wanted {
    fn read(&self) -> Option<usize> {
        self.more.trim().parse().ok().filter(|more| *more > 0)
    }
}

async fn open(work: &Work, number: i32) -> Result<Wave, WebError> {
    let wave = waves::by_number(&work.app.db.reader, &work.programme, number).await?;
    if wave.state == WaveState::Open {
        return Ok(wave);
    }
    Err(StoreError::WaveState {
        number: wave.number,
        state: format!("{:?}", wave.state).to_lowercase(),
    }
    .into())
}

async fn show(
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let wave = open(&work, number).await?;
    let status = match (wanted.more.is_empty(), wanted.read()) {
        (false, None) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    Ok((status, page_of(&work, &wave, &wanted).await?).into_response())
}

async fn page_of(work: &Work, wave: &Wave, wanted: &Wanted) -> Result<Markup, WebError> {
    let (db, now) = (&work.app.db.reader, work.app.clock.now());
    let (programme, key) = (&work.programme, &work.app.link_key);
    let more = wanted.read();
    let reach = asking::top_up_reach(db, programme, wave, more.unwrap_or(0), key, now).await?;
    let progress = invitations::progress(db, wave).await?;
    Ok(page::show(
        work,
        &page::Shown {
            wave,
            typed: &wanted.more,
            more,
            invited: progress.iter().map(|one| one.invited).sum(),
            reach,
        },
    ))
}

async fn invite(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, WebError> {
    let wave = open(&work, number).await?;
    let Some(more) = wanted.read() else {
        let page = page_of(&work, &wave, &wanted).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let (programme, key) = (&work.programme, &app.link_key);
    let tx = app.db.begin().await?;
    asking::top_up(&tx, &actor, programme, &wave, more, key, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("waves/{number}/sending"))).into_response())
}
