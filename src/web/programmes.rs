//! A programme at a glance: its steps in the order of the work, and what is missing.

use axum::response::{IntoResponse, Response};

use super::pages::programmes as page;
use super::work::Work;
use super::{Routes, WebError, views};
use crate::domain::access::Right;
use crate::store::waves::WaveState;

pub fn routes() -> Routes {
    Routes::new().get("/programmes/{slug}", Right::View, show)
}

async fn show(work: Work) -> Result<Response, WebError> {
    if !work.may(Right::Read) {
        return Ok(views::own_pages(&work.programme));
    }
    let waves = &work.stand.waves;
    let open = waves.iter().find(|wave| wave.state == WaveState::Open);
    let closed = waves.iter().rev();
    let newest = open.or_else(|| {
        closed
            .into_iter()
            .find(|one| one.state == WaveState::Closed)
    });
    let newest = match newest {
        Some(wave) => Some((wave, super::waves::tally(&work, wave).await?)),
        None => None,
    };
    Ok(page::show(&work, newest).into_response())
}
