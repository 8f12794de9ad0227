//! Where the code of a letter is typed, in place of a link.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::extract::{Address, Form, Speaks};
use super::pages::codes as page;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::link::PaperCode;
use crate::store::{invitations, invited};

pub fn routes() -> Routes {
    Routes::new()
        .get("/code", Right::Client, ask)
        .post("/code", Right::Client, open)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    code: String,
}

async fn ask(Speaks(language): Speaks) -> Markup {
    page::ask(&language, "", false)
}

/// A code that checks leads to its link. Whether an unknown one ever was, was taken back or ran out
/// is not told, as with links; a slip of the pen is, since anybody can compute it.
async fn open(
    State(app): State<App>,
    Speaks(language): Speaks,
    Address(address): Address,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let now = app.clock.now();
    if !app.codes.count(address, now) {
        return Err(WebError::TooManyTries);
    }
    let Some(code) = PaperCode::parse(&typed.code) else {
        let page = page::ask(&language, &typed.code, true);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let db = &app.db.reader;
    let found = invitations::by_paper_code_all_lanes(db, &code).await?;
    let (lane, id, reissue) = found.ok_or(WebError::LinkNotValid)?;
    let token = app.link_key.token(lane, id, reissue);
    // Revoked and expired, seen as the link itself would see it.
    let leads = invited::by_token(db, token.reveal(), now).await?;
    if leads.is_none_or(|found| found.id != id) {
        return Err(WebError::LinkNotValid);
    }
    Ok(Redirect::to(&format!("/r/{}", token.reveal())).into_response())
}
