//! Clients who are on the list twice: the probable pairs, what making them one comes to, and the act.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::extract::{Form, Query};
use super::pages::merges::{self as page, Twins};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::duplicates::{Likeness, Looked, probable};
use crate::store::clients::Client;
use crate::store::{StoreError, merging};

/// As many pairs are shown; the others come when these are done.
const SHOWN: usize = 100;

pub fn routes() -> Routes {
    let merge = "/programmes/{slug}/clients/merge";
    Routes::new()
        .get(
            "/programmes/{slug}/clients/duplicates",
            Right::Evaluate,
            index,
        )
        .get(merge, Right::Evaluate, look)
        .post(merge, Right::Evaluate, merge_them)
}

async fn index(work: Work) -> Result<Markup, WebError> {
    let clients = merging::all(&work.app.db.reader, &work.programme).await?;
    let looked: Vec<Looked> = clients
        .iter()
        .map(|client| Looked {
            key: &client.key,
            name: &client.name,
            email: &client.email,
            segment: &client.segment,
        })
        .collect();
    let pairs = probable(&looked);
    let twins: Vec<(&Client, &Client, BTreeSet<Likeness>)> = pairs
        .iter()
        .take(SHOWN)
        .map(|pair| {
            let (first, second) = (&clients[pair.first], &clients[pair.second]);
            (first, second, pair.likenesses.clone())
        })
        .collect();
    Ok(page::index(&work, pairs.len(), &twins))
}

/// The keys of the two.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    keep: String,
    gone: String,
}

impl Wanted {
    async fn find(&self, work: &Work) -> Result<(Client, Client), WebError> {
        let (db, programme) = (&work.app.db.reader, &work.programme);
        let kept = merging::by_key(db, programme, &self.keep).await?;
        Ok((kept, merging::by_key(db, programme, &self.gone).await?))
    }
}

async fn look(work: Work, Query(wanted): Query<Wanted>) -> Result<Markup, WebError> {
    let (kept, gone) = wanted.find(&work).await?;
    let (db, key) = (&work.app.db.reader, &work.app.link_key);
    let outcome = merging::look(db, &work.programme, &kept, &gone, key).await?;
    Ok(page::look(
        &work,
        &Twins {
            kept,
            gone,
            outcome,
        },
    ))
}

async fn merge_them(
    State(app): State<App>,
    work: Work,
    Form(wanted): Form<Wanted>,
) -> Result<Response, WebError> {
    let (kept, gone) = wanted.find(&work).await?;
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let (programme, key) = (&work.programme, &app.link_key);
    let tx = app.db.begin().await?;
    let both = (&kept, &gone);
    let outcome = merging::merge(&tx, &actor, programme, both, key, now).await?;
    if outcome.is_err() {
        drop(tx);
        let page = page::look(
            &work,
            &Twins {
                kept,
                gone,
                outcome,
            },
        );
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at("clients/duplicates")).into_response())
}
