//! The pages made for one reader, of whoever may read the whole programme and of that reader.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use maud::Markup;
use uuid::Uuid;

use super::access::{Inside, Visitor};
use super::evaluation::{Evaluated, evaluated};
use super::extract::{Path, Speaks};
use super::pages::views::{self as page, Reader};
use super::reports::Basis;
use super::work::Stand;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::protocol::Protocol;
use crate::domain::view::{self, View};
use crate::report;
use crate::store::programmes::Programme;

pub fn routes() -> Routes {
    Routes::new()
        .get("/programmes/{slug}/views", Right::View, index)
        .get("/programmes/{slug}/views/{kind}/{code}", Right::View, show)
}

/// A wave of a programme as it is on a day, for all pages that are made of it.
pub type Settled = (Uuid, u32, NaiveDate);

/// The pages that a visitor may see: all of them, or the own.
fn visible(app: &App, visitor: &Visitor, programme: &Programme, protocol: &Protocol) -> Vec<View> {
    if visitor.may(Right::Read, programme.id) {
        return view::all(protocol);
    }
    let today = programme.today(app.clock.now());
    view::of_reader(protocol, &visitor.account.email, today)
}

impl FromRequestParts<App> for Reader {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        let Inside(programme) = Inside::from_request_parts(parts, app).await?;
        let language = match Speaks::from_request_parts(parts, app).await {
            Ok(Speaks(language)) => language,
            Err(never) => match never {},
        };
        let stand = match visitor.may(Right::Read, programme.id) {
            true => Some(Stand::of(app, &programme).await?),
            false => None,
        };
        Ok(Self {
            language,
            visitor,
            programme,
            stand,
        })
    }
}

async fn index(State(app): State<App>, reader: Reader) -> Result<Markup, WebError> {
    let Reader {
        visitor, programme, ..
    } = &reader;
    let found = evaluated(&app, programme).await?;
    let views = found.as_ref().map(|found| {
        let views = visible(&app, visitor, programme, &found.protocol);
        (&found.protocol, views)
    });
    Ok(page::index(&reader, views.as_ref()))
}

/// Somebody else's page looks like one that does not exist.
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((_, kind, code)): Path<(String, String, String)>,
) -> Result<Response, WebError> {
    let Reader {
        visitor,
        programme,
        language,
        ..
    } = &reader;
    let found = evaluated(&app, programme).await?;
    let found = found.ok_or(WebError::NotFound)?;
    let mut views = visible(&app, visitor, programme, &found.protocol).into_iter();
    let view = views.find(|view| view.kind.code() == kind && view.code == code);
    let view = view.ok_or(WebError::NotFound)?;
    let Some(wave) = settled(&found) else {
        let page = page::nothing(&reader, &found.protocol, &view);
        return Ok(page.into_response());
    };
    let basis = basis(&app, programme, wave).await?;
    let document = report::view(&basis.input(), &view, language)?;
    let page = page::show(&reader, &document)?;
    Ok(page.into_response())
}

/// The newest wave with results in which no answers come in any more: figures that move could be
/// subtracted from each other.
fn settled(found: &Evaluated) -> Option<u32> {
    let waves = found.evaluation.waves.iter().rev();
    waves
        .filter(|wave| wave.parameters.iter().any(|result| result.shown))
        .map(|wave| wave.number)
        .find(|number| !found.is_open(*number))
}

async fn basis(app: &App, programme: &Programme, wave: u32) -> Result<Arc<Basis>, WebError> {
    let asked = (programme.id, wave, app.clock.now().date_naive());
    let compute = async |_| Ok(Arc::new(Basis::of(app, programme, wave).await?));
    app.bases.of(&app.db, asked, compute).await
}

/// Where somebody who may see nothing else arrives.
pub fn own_pages(programme: &Programme) -> Response {
    Redirect::to(&format!("/programmes/{}/views", programme.slug)).into_response()
}
