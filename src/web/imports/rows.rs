//! A waiting file row by row, before it is taken in.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::super::extract::{Path, Query};
use super::super::pages::import_rows::{self as page, Listed, ROWS, Show};
use super::super::work::Work;
use super::super::{App, WebError};
use super::reading::Reading;
use super::{may_be_tried, tried, unknown_respondent};
use crate::import::refused::MOST_REASONS;
use crate::store::ledger::Fate;

#[derive(Deserialize)]
pub(super) struct Wanted {
    show: Option<String>,
    page: Option<usize>,
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
    let reading = Reading::listing(&app, visitor, programme, id, Some(MOST_REASONS)).await?;
    let reading = reading.with_good_part();
    let fates = match may_be_tried(&reading) {
        false => Vec::new(),
        true => match tried(&app, programme, &reading).await {
            Ok((_, fates)) => fates,
            Err(err) => {
                unknown_respondent(err)?;
                let address = format!("/programmes/{}/uploads/{id}", programme.slug);
                return Ok(Redirect::to(&address).into_response());
            }
        },
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
    let asked = Show::ALL
        .into_iter()
        .find(|show| Some(show.code()) == wanted.show.as_deref());
    let first = Show::ALL
        .into_iter()
        .zip(counts)
        .find(|(_, count)| *count > 0);
    let show = asked.or(first.map(|(show, _)| show)).unwrap_or(Show::New);
    let page = wanted.page.unwrap_or(1).max(1);
    let rows = Show::ALL.into_iter().zip(all).find(|(one, _)| *one == show);
    let rows = rows.into_iter().flat_map(|(_, rows)| rows);
    let listed = Listed {
        upload: &reading.upload,
        imported: &reading.imported,
        counts,
        show,
        page,
        rows: rows
            .skip(ROWS.saturating_mul(page - 1))
            .take(ROWS)
            .collect(),
    };
    Ok(page::show(&work, &listed).into_response())
}

fn is_shown(show: Show, fate: &Fate) -> bool {
    match fate {
        Fate::Added => show == Show::New,
        Fate::Changed(_) => show == Show::Changed,
        Fate::Unchanged => show == Show::Unchanged,
    }
}
