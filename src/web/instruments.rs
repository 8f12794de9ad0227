//! The ready instruments, to look at and to begin from.

use maud::Markup;

use super::extract::Path;
use super::pages::instruments as page;
use super::work::Work;
use super::{Routes, WebError};
use crate::domain::access::Right;
use crate::domain::instruments;

pub fn routes() -> Routes {
    Routes::new()
        .get("/programmes/{slug}/instruments", Right::Read, index)
        .get("/programmes/{slug}/instruments/{code}", Right::Read, show)
}

async fn index(work: Work) -> Markup {
    page::index(&work)
}

async fn show(work: Work, Path((_, code)): Path<(String, String)>) -> Result<Markup, WebError> {
    let instrument = instruments::find(&code).ok_or(WebError::NotFound)?;
    let survey = instrument.survey().ok_or(WebError::NotFound)?;
    Ok(page::show(&work, instrument, &survey))
}
