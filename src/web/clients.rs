//! The clients who can be asked: found by a word or a segment, a page at a time.

use maud::Markup;

use super::extract::Query;
use super::pages::clients::{self as page, Wanted};
use super::work::Work;
use super::{Routes, WebError};
use crate::domain::access::Right;
use crate::store::clients;

const PAGE: usize = 50;

pub fn routes() -> Routes {
    Routes::new().get("/programmes/{slug}/clients", Right::Evaluate, index)
}

async fn index(work: Work, Query(wanted): Query<Wanted>) -> Result<Markup, WebError> {
    let (db, programme) = (&work.app.db.reader, &work.programme);
    let (search, segment) = (wanted.search.as_str(), wanted.segment.as_str());
    let after = Some(wanted.after.as_str()).filter(|after| !after.is_empty());
    let segments = clients::count_by_segment(db, programme).await?;
    let found = clients::count_in(db, programme, search, segment).await?;
    // One more than fits tells whether there is a next page.
    let most = PAGE as u64 + 1;
    let mut rows = clients::page_in(db, programme, search, segment, after, most).await?;
    let is_last = rows.len() <= PAGE;
    rows.truncate(PAGE);
    Ok(page::index(
        &work,
        &wanted,
        &page::Found {
            segments,
            found,
            rows,
            is_last,
        },
    ))
}
