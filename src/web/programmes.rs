//! A programme at a glance: its steps in the order of the work, and what is missing.

use maud::Markup;

use super::pages::programmes as page;
use super::work::Work;
use super::{Routes, WebError};
use crate::domain::access::Right;
use crate::store::waves::WaveState;

pub fn routes() -> Routes {
    Routes::new().get("/programmes/{slug}", Right::Read, show)
}

async fn show(work: Work) -> Result<Markup, WebError> {
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
    Ok(page::show(&work, newest))
}
