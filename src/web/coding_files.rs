//! Codes of a wave as a file: taken in from a spreadsheet, and given out as far as they may be seen.

use std::collections::BTreeMap;

use axum::extract::{Multipart, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use super::coding::{Desk, problem};
use super::extract::Path;
use super::pages::coding::{files as page, list};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::coding::{Said, Seat, Source};
use crate::import::Imported;
use crate::import::codes::{self, CodeRow, Known, Written};
use crate::store::coding::{self, Given, Refused};
use crate::store::{StoreError, accounts};

pub fn routes() -> Routes {
    Routes::new()
        .upload(
            "/programmes/{slug}/waves/{number}/coding/codes",
            Right::Interview,
            bring,
        )
        .get(
            "/programmes/{slug}/waves/{number}/coding/codes.csv",
            Right::Interview,
            give,
        )
}

/// Whose codes the visitor may bring: their own, and an evaluator those of all who may code.
async fn coders(work: &Work) -> Result<BTreeMap<String, Uuid>, WebError> {
    let own = &work.visitor.account;
    let mut found = BTreeMap::from([(own.email.clone(), own.id)]);
    if work.may(Right::Evaluate) {
        let db = &work.app.db.reader;
        let now = work.app.clock.now();
        for (account, own) in accounts::members(db, &work.programme, now).await? {
            if own.role.allows(Right::Interview) {
                found.insert(account.email, account.id);
            }
        }
    }
    Ok(found)
}

async fn bring(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    mut form: Multipart,
) -> Result<Response, WebError> {
    let desk = Desk::of(&work, number).await?;
    let mut bytes = Vec::new();
    while let Some(field) = form.next_field().await? {
        if field.name() == Some("file") {
            bytes = field.bytes().await?.to_vec();
        }
    }
    let coders = coders(&work).await?;
    let addresses: Vec<String> = coders.keys().cloned().collect();
    let (actor, own) = (work.visitor.actor(), (&work.programme, &desk.wave));
    let tx = app.db.begin().await?;
    let said = coding::of_wave(&tx, own.0, own.1).await?;
    let known = Known {
        tree: &desk.tree,
        said: &said,
        coders: &addresses,
    };
    let read = codes::read(&bytes, known);
    if !read.is_clean() || read.rows.is_empty() {
        drop(tx);
        let page = page::refused(&work, &desk, &read.problems, None);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    for (account, given) in by_coder(&read, &said, &coders, work.visitor.account.id) {
        let done = coding::give(&tx, &actor, own, account, &given, app.clock.now()).await?;
        if let Err(refused) = done {
            drop(tx);
            let page = page::refused(&work, &desk, &[], Some(problem(refused)));
            return Ok((status(refused), page).into_response());
        }
    }
    tx.commit().await.map_err(StoreError::from)?;
    let wanted = super::coding::Wanted {
        taken: Some(read.rows.len()),
        ..Default::default()
    };
    Ok(Redirect::to(&desk.at(&work, &list::query(&wanted))).into_response())
}

fn status(refused: Refused) -> StatusCode {
    problem(refused).status()
}

/// The codes of each who coded; those without a name are of who brings the file.
fn by_coder<'a>(
    read: &'a Imported<Vec<CodeRow>>,
    said: &'a [Said],
    coders: &BTreeMap<String, Uuid>,
    own: Uuid,
) -> BTreeMap<Uuid, Vec<Given<'a>>> {
    let mut found: BTreeMap<Uuid, Vec<Given>> = BTreeMap::new();
    for row in &read.rows {
        let named = row.coder.as_ref().and_then(|address| coders.get(address));
        if let Some(said) = said.get(row.said) {
            let account = named.copied().unwrap_or(own);
            let code = &row.code;
            found.entry(account).or_default().push(Given { said, code });
        }
    }
    found
}

async fn give(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Response, WebError> {
    let desk = Desk::of(&work, number).await?;
    let db = &work.app.db.reader;
    let mut addresses = BTreeMap::new();
    for (seat, account) in [
        (Seat::First, desk.coders.first),
        (Seat::Second, desk.coders.second),
    ] {
        if let Some(account) = account {
            addresses.insert(seat, accounts::by_id(db, account).await?.email);
        }
    }
    let interviews = desk
        .said
        .iter()
        .filter(|one| one.source == Source::Interview);
    let codes = interviews.flat_map(|said| {
        let is_shown = said.is_shown(desk.round());
        let seats = [Seat::First, Seat::Second].into_iter();
        let seen = seats.filter(move |seat| is_shown || desk.seat == Some(*seat));
        seen.filter_map(|seat| Some((said, addresses.get(&seat)?, said.of_seat(seat)?)))
            .collect::<Vec<_>>()
    });
    let codes = codes.map(|(said, coder, code)| Written { said, coder, code });
    let name = format!("{}-{number}-codes.csv", work.programme.slug);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, codes::written(codes, &desk.tree)).into_response())
}
