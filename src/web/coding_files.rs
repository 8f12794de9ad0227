//! Codes of a wave as a file: kept until it was looked at, and given out as far as they may be seen.

use std::collections::BTreeMap;

use axum::extract::{Multipart, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use super::coding::Desk;
use super::extract::Path;
use super::pages::coding::files as page;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::coding::{Seat, Source};
use crate::domain::evidence::FileKind;
use crate::import::codes::{self, Written};
use crate::store::uploads::{self, Upload};
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

/// Keeps the file; nothing of it counts before it was looked at and taken in.
async fn bring(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    mut form: Multipart,
) -> Result<Response, WebError> {
    let desk = Desk::of(&work, number).await?;
    let mut upload = Upload {
        id: Uuid::new_v4(),
        kind: FileKind::Codes,
        wave_number: Some(number),
        file_name: String::new(),
        bytes: Vec::new(),
        mapping: String::new(),
    };
    while let Some(field) = form.next_field().await? {
        if field.name() == Some("file") {
            upload.file_name = field.file_name().unwrap_or_default().to_owned();
            upload.bytes = field.bytes().await?.to_vec();
        }
    }
    if upload.bytes.is_empty() {
        let page = page::no_file(&work, &desk);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let (programme, account, now) = (&work.programme, &work.visitor.account, app.clock.now());
    let tx = app.db.begin().await?;
    uploads::keep(&tx, programme, account.id, &upload, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("uploads/{}", upload.id))).into_response())
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
