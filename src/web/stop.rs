//! Where a client says that no more mail is wanted. The link itself keeps working.

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::extract::{Pairs, Path};
use super::links::Caller;
use super::pages::respond as page;
use super::respond::find;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::store::opt_outs::{self, Scope};
use crate::store::{StoreError, invitations};

/// The answer to the form is a page and not a redirect: mail programs press the button by
/// themselves when the client asks them to (RFC 8058), and they follow none.
pub fn routes() -> Routes {
    Routes::new()
        .get("/r/{token}/stop", Right::Client, ask)
        .post("/r/{token}/stop", Right::Client, stop)
}

async fn ask(
    State(app): State<App>,
    Path(token): Path<String>,
    caller: Caller,
) -> Result<Response, WebError> {
    let found = find(&app, &token, &caller).await?;
    Ok(page::stop(&found.opened()).into_response())
}

async fn stop(
    State(app): State<App>,
    Path(token): Path<String>,
    caller: Caller,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let found = find(&app, &token, &caller).await?;
    let invited = &found.invited;
    let everything = fields
        .iter()
        .any(|(name, value)| name == "scope" && value == "all");
    let scope = match everything {
        true => Scope::Everything,
        // A mail program that presses the button says nothing more, and means this mailing.
        false => Scope::Survey(invited.programme_id, found.survey_code().to_owned()),
    };
    let tx = app.db.begin().await?;
    let client = invitations::by_id(&tx, invited.lane, invited.id)
        .await?
        .client;
    // Who has no address is no other one without.
    if !client.email.is_empty() {
        let hash = app.link_key.address_hash(&client.email);
        opt_outs::add(&tx, hash, scope, found.now).await?;
    }
    invitations::mark_opted_out(&tx, invited.lane, invited.id, found.now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(page::stopped(&found.opened()).into_response())
}
