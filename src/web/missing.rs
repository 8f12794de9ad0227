//! Who was asked in a wave and has not answered: by name where the wave promised no anonymity, else
//! in whole steps of the privacy threshold.

use maud::Markup;

use super::extract::{Path, Query};
use super::pages::missing::{self as page, Listed, Wanted};
use super::work::Work;
use super::{Routes, WebError};
use crate::domain::access::Right;
use crate::domain::protocol::PrivacyMode;
use crate::store::missing::{self, Narrowed};
use crate::store::waves;

/// As many on one page.
const LISTED: u32 = 100;

pub fn routes() -> Routes {
    Routes::new().get(
        "/programmes/{slug}/waves/{number}/missing",
        Right::Evaluate,
        show,
    )
}

async fn show(
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Markup, WebError> {
    let db = &work.app.db.reader;
    let wave = waves::by_number(db, &work.programme, number).await?;
    let counts = missing::count(db, &wave).await?;
    if wave.privacy_mode == PrivacyMode::Anonymous {
        return Ok(page::counted(&work, &wave, &counts));
    }
    let narrowed = Narrowed {
        segment: &wanted.segment,
        stage: &wanted.stage,
    };
    let mut rows = missing::page(db, &wave, narrowed, &wanted.after, LISTED + 1).await?;
    let is_last = rows.len() <= LISTED as usize;
    rows.truncate(LISTED as usize);
    let listed = Listed { rows, is_last };
    Ok(page::show(&work, &wave, &counts, &wanted, &listed))
}
