//! The audit trail of a programme: who did what, when, newest first.

use maud::Markup;
use serde::Deserialize;
use uuid::Uuid;

use super::extract::Query;
use super::pages::audit as page;
use super::work::Work;
use super::{Routes, WebError};
use crate::domain::access::Right;
use crate::store::audit;

const PAGE: usize = 50;

pub fn routes() -> Routes {
    Routes::new().get("/programmes/{slug}/audit", Right::Oversee, index)
}

#[derive(Deserialize)]
struct From {
    /// The last event of the page before.
    before: Option<Uuid>,
}

async fn index(work: Work, Query(from): Query<From>) -> Result<Markup, WebError> {
    let db = &work.app.db.reader;
    let programme = Some(&work.programme);
    let mut events = audit::newest(db, programme, from.before, PAGE as u64 + 1).await?;
    let is_last = events.len() <= PAGE;
    events.truncate(PAGE);
    Ok(page::index(&work, &events, from.before.is_some(), is_last))
}
