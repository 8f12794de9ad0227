//! A programme at a glance over its waves, and programmes side by side.

use axum::extract::State;
use maud::Markup;

use super::access::Visitor;
use super::evaluation::evaluated;
use super::extract::Speaks;
use super::pages::{comparison, overview as page};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::store::waves::WaveState;
use crate::store::{accounts, evidence};

pub fn routes() -> Routes {
    Routes::new()
        .get("/comparison", Right::SignedIn, compare)
        .get("/programmes/{slug}/overview", Right::Read, show)
}

async fn show(work: Work) -> Result<Markup, WebError> {
    let found = evaluated(&work.app, &work.programme).await?;
    let Some(found) = found.filter(|found| !found.evaluation.waves.is_empty()) else {
        return Ok(page::nothing(&work));
    };
    let open = found
        .waves
        .iter()
        .find(|wave| wave.state == WaveState::Open);
    let running = match open {
        None => None,
        Some(wave) => {
            let db = &work.app.db.reader;
            let followed = evidence::early(db, wave, &found.protocol).await?;
            Some((wave, followed))
        }
    };
    Ok(page::show(&work, &found, running.as_ref()))
}

/// The programmes that somebody may read, each by its newest wave with results.
async fn compare(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
) -> Result<Markup, WebError> {
    let mut all = Vec::new();
    for programme in
        accounts::programmes_of(&app.db.reader, &visitor.account, app.clock.now()).await?
    {
        if visitor.may(Right::Read, programme.id)
            && let Some(found) = evaluated(&app, &programme).await?
        {
            all.push((programme, found));
        }
    }
    Ok(comparison::show(&language, &visitor, &all))
}
