//! The client's own copy of what was sent, as long as it is tied to the link.
//!
//! Of an anonymous wave there is none: what was sent cannot be found by the link any more, and a
//! copy made on the way would be one more place where it could be.

use axum::extract::State;
use maud::Markup;

use super::extract::Path;
use super::links::Caller;
use super::pages::respond as page;
use super::respond::find;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::store::responses;

pub fn routes() -> Routes {
    Routes::new().get("/r/{token}/copy", Right::Client, show)
}

async fn show(
    State(app): State<App>,
    Path(token): Path<String>,
    caller: Caller,
) -> Result<Markup, WebError> {
    let found = find(&app, &token, &caller).await?;
    let (lane, id) = (found.invited.lane, found.invited.id);
    let sent = responses::of_invitation(&app.db.reader, lane, id).await?;
    Ok(page::copy(&found.opened(), sent.as_ref()))
}
