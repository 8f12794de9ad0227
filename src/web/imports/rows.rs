//! A waiting file row by row, before it is taken in.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::super::extract::{Path, Query};
use super::super::pages::import_rows::{self as page, Listed, ROWS, Show, What};
use super::super::pages::imports::Fault;
use super::super::work::Work;
use super::super::{App, WebError};
use super::reading::Reading;
use super::{large, may_be_tried, tried};
use crate::import::refused::MOST_REASONS;
use crate::store::found_rows::{self, BLOCK, List};
use crate::store::large_uploads::LargeUpload;
use crate::store::ledger::Fate;

#[derive(Deserialize)]
pub(super) struct Wanted {
    show: Option<String>,
    page: Option<usize>,
}

impl Wanted {
    /// Which rows and which page of them, where there are so many of each.
    fn of(&self, counts: [usize; 4]) -> (Show, usize) {
        let asked = Show::ALL
            .into_iter()
            .find(|show| Some(show.code()) == self.show.as_deref());
        let first = Show::ALL
            .into_iter()
            .zip(counts)
            .find(|(_, count)| *count > 0);
        let show = asked.or(first.map(|(show, _)| show)).unwrap_or(Show::New);
        (show, self.page.unwrap_or(1).max(1))
    }
}

pub(super) async fn list(
    State(app): State<App>,
    work: Work,
    Path((_, id)): Path<(String, Uuid)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let Work {
        visitor, programme, ..
    } = &work;
    if let Some(large) = large::waiting(&app, visitor, programme, id).await? {
        return large_list(&app, &work, &large, &wanted).await;
    }
    let reading = Reading::listing(&app, visitor, programme, id, Some(MOST_REASONS)).await?;
    let reading = reading.with_good_part();
    let fates = match may_be_tried(&reading) {
        false => Vec::new(),
        true => tried(&app, programme, &reading).await?.1,
    };
    let of = |show: Show| -> Vec<(u64, Option<&Fate>)> {
        let refused = &reading.imported.refused_rows;
        if show == Show::Refused {
            return refused.iter().map(|row| (*row, None)).collect();
        }
        let rows = reading.imported.row_numbers.iter().zip(&fates);
        rows.filter(|(_, fate)| is_shown(show, fate))
            .map(|(row, fate)| (*row, Some(fate)))
            .collect()
    };
    let all = Show::ALL.map(of);
    let counts = all.each_ref().map(Vec::len);
    let (show, page) = wanted.of(counts);
    let faults = |row: u64| {
        let problems = reading.imported.problems.iter();
        let of_row = problems.filter(|problem| problem.row == row);
        of_row.map(|one| Fault::of(one, &work.language)).collect()
    };
    let rows = Show::ALL.into_iter().zip(all).find(|(one, _)| *one == show);
    let rows = rows.into_iter().flat_map(|(_, rows)| rows);
    let listed = Listed {
        upload: &reading.upload,
        columns: &reading.imported.columns,
        counts,
        show,
        page,
        rows: rows
            .skip(ROWS.saturating_mul(page - 1))
            .take(ROWS)
            .map(|(row, fate)| match fate {
                Some(fate) => (row, What::Fate(fate)),
                None => (row, What::Refused(faults(row))),
            })
            .collect(),
    };
    Ok(page::show(&work, &listed).into_response())
}

/// The same of a large file: what its check wrote down.
async fn large_list(
    app: &App,
    work: &Work,
    large: &LargeUpload,
    wanted: &Wanted,
) -> Result<Response, WebError> {
    let id = large.upload.id;
    let Some(found) = large.found.as_ref().filter(|_| large.work.is_none()) else {
        let address = format!("/programmes/{}/uploads/{id}", work.programme.slug);
        return Ok(Redirect::to(&address).into_response());
    };
    let would = found.would.unwrap_or_default();
    let refused = usize::try_from(found.refused).unwrap_or(usize::MAX);
    let counts = [refused, would.changed, would.added, would.unchanged];
    let (show, page) = wanted.of(counts);
    let list = match show {
        Show::Refused => List::Refused,
        Show::Changed => List::Changed,
        Show::New => List::New,
        Show::Unchanged => List::Unchanged,
    };
    let before = ROWS.saturating_mul(page - 1);
    let nr = i32::try_from(before / BLOCK).unwrap_or(i32::MAX);
    let block = found_rows::rows(&app.db.reader, id, list, nr).await?;
    let rows = block.iter().skip(before % BLOCK).take(ROWS);
    let reading = Reading::of_large(app, &work.visitor, &work.programme, large).await?;
    let listed = Listed {
        upload: &large.upload,
        columns: &reading.imported.columns,
        counts,
        show,
        page,
        rows: rows
            .map(|found| match &found.what {
                found_rows::What::Fate(fate) => (found.row, What::Fate(fate)),
                found_rows::What::Refused(told) => {
                    let faults = told.iter().map(|one| Fault::told(one, &work.language));
                    (found.row, What::Refused(faults.collect()))
                }
            })
            .collect(),
    };
    Ok(page::show(work, &listed).into_response())
}

fn is_shown(show: Show, fate: &Fate) -> bool {
    match fate {
        Fate::Added => show == Show::New,
        Fate::Changed(_) => show == Show::Changed,
        Fate::Unchanged => show == Show::Unchanged,
    }
}
