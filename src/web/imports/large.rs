//! Large files: kept in pieces while they arrive, checked and taken in by a job, with a page that says
//! how far that is.

use axum::extract::State;
use axum::extract::multipart::Field;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use super::super::access::{Inside, Visitor};
use super::super::extract::Path;
use super::super::pages::large_files as page;
use super::super::work::Work;
use super::super::{App, WebError};
use super::reading::Reading;
use crate::domain::access::Right;
use crate::domain::evidence::FileKind;
use crate::import::stream::may_be_large;
use crate::store::file_pieces::{self, PIECE};
use crate::store::large_uploads::{self as uploads, LargeUpload};
use crate::store::programmes::Programme;
use crate::store::uploads::Upload;
use crate::store::{StoreError, batches};
use crate::web::routes::UPLOAD_BYTES;

/// The page asks for itself again after so many seconds.
pub(super) const AGAIN: [(HeaderName, &str); 1] = [(HeaderName::from_static("refresh"), "2")];

/// What of a file came so far.
pub(super) enum Content {
    Held(Vec<u8>),
    /// In pieces under this id; its size in bytes.
    Kept(Uuid, i64),
}

/// A file on its way from the browser to the database.
pub(super) struct Spool<'a> {
    pub app: &'a App,
    pub programme: &'a Programme,
    pub account_id: Uuid,
    pub kind: FileKind,
}

impl Spool<'_> {
    /// Reads a file to its end: into memory while it is small, else a piece at a time.
    pub async fn content(&self, name: &str, mut field: Field<'_>) -> Result<Content, WebError> {
        let mut held = Vec::new();
        while let Some(chunk) = field.chunk().await? {
            held.extend_from_slice(&chunk);
            let is_csv = may_be_large(self.kind) && !held.starts_with(b"PK");
            if is_csv && held.len() >= PIECE {
                return self.kept(name, field, held).await;
            }
            if held.len() > UPLOAD_BYTES {
                return Err(WebError::TooLarge);
            }
        }
        Ok(Content::Held(held))
    }

    async fn kept(&self, name: &str, field: Field<'_>, held: Vec<u8>) -> Result<Content, WebError> {
        let upload = Upload {
            id: Uuid::now_v7(),
            kind: self.kind,
            wave_number: None,
            file_name: name.to_owned(),
            bytes: Vec::new(),
            mapping: String::new(),
        };
        let now = self.app.clock.now();
        let tx = self.app.db.begin().await?;
        uploads::begin(&tx, self.programme, self.account_id, &upload, now).await?;
        tx.commit().await.map_err(StoreError::from)?;
        match self.rest(upload.id, field, held).await {
            Ok(size) => Ok(Content::Kept(upload.id, size)),
            Err(err) => {
                uploads::forget(&self.app.db, upload.id).await?;
                Err(err)
            }
        }
    }

    async fn rest(
        &self,
        id: Uuid,
        mut field: Field<'_>,
        mut held: Vec<u8>,
    ) -> Result<i64, WebError> {
        let (mut size, mut nr, mut is_all) = (0, 0, false);
        while !is_all || !held.is_empty() {
            while held.len() < PIECE && !is_all {
                match field.chunk().await? {
                    Some(chunk) => held.extend_from_slice(&chunk),
                    None => is_all = true,
                }
            }
            let rest = held.split_off(PIECE.min(held.len()));
            let piece = std::mem::replace(&mut held, rest);
            if piece.is_empty() {
                break;
            }
            let tx = self.app.db.begin().await?;
            file_pieces::put(&tx, id, nr, &piece).await?;
            tx.commit().await.map_err(StoreError::from)?;
            size += i64::try_from(piece.len()).unwrap_or(i64::MAX);
            nr += 1;
        }
        Ok(size)
    }
}

/// All of it came: it is checked next.
pub(super) async fn arrived(
    app: &App,
    id: Uuid,
    wave: Option<i32>,
    size: i64,
) -> Result<(), WebError> {
    let tx = app.db.begin().await?;
    uploads::arrived(&tx, id, wave, size).await?;
    Ok(tx.commit().await.map_err(StoreError::from)?)
}

/// A large file that waits, if this is one.
pub(super) async fn waiting(
    app: &App,
    visitor: &Visitor,
    programme: &Programme,
    id: Uuid,
) -> Result<Option<LargeUpload>, WebError> {
    if !visitor.may(Right::Evaluate, programme.id) {
        return Ok(None);
    }
    let (db, now) = (&app.db.reader, app.clock.now());
    Ok(uploads::waiting(db, programme, visitor.account.id, id, now).await?)
}

pub(super) async fn is_waiting(app: &App, work: &Work, id: Uuid) -> Result<bool, WebError> {
    let waiting = waiting(app, &work.visitor, &work.programme, id).await?;
    Ok(waiting.is_some())
}

/// Where a large file stands; that it came in is told by the page of its batch. None for others.
pub(super) async fn shown(app: &App, work: &Work, id: Uuid) -> Result<Option<Response>, WebError> {
    let Work {
        visitor, programme, ..
    } = work;
    let batch = batches::by_id(&app.db.reader, programme.id, id).await;
    if batch.is_ok() && work.may(Right::Evaluate) {
        let address = format!("/programmes/{}/batches/{id}", programme.slug);
        return Ok(Some(Redirect::to(&address).into_response()));
    }
    let Some(large) = waiting(app, visitor, programme, id).await? else {
        return Ok(None);
    };
    let found = match (&large.work, &large.found) {
        (None, Some(found)) => found,
        _ => return Ok(Some((AGAIN, page::working(work, &large)).into_response())),
    };
    let reading = Reading::of_large(app, visitor, programme, &large).await?;
    let status = match found.can_be_taken() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = page::preview(work, &reading.preview(), found);
    Ok(Some((status, page).into_response()))
}

/// Has a large file taken in, whole or in its good rows, or gone through again where that failed; false
/// for others.
pub(super) async fn commit(
    app: &App,
    work: &Work,
    id: Uuid,
    part: Option<&str>,
) -> Result<bool, WebError> {
    let Some(large) = waiting(app, &work.visitor, &work.programme, id).await? else {
        return Ok(false);
    };
    let found = large.found.unwrap_or_default();
    let wanted = match part {
        Some("good") if found.good_can_be_taken() => Some(uploads::Work::TakeGood),
        Some("again") => found.may_be_tried_again().then_some(uploads::Work::Check),
        _ if found.can_be_taken() => Some(uploads::Work::Take),
        _ => None,
    };
    if let Some(wanted) = wanted.filter(|_| large.work.is_none()) {
        let tx = app.db.begin().await?;
        uploads::want(&tx, id, wanted, None).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(true)
}

/// Gives a waiting large file up.
pub(super) async fn give_up(
    State(app): State<App>,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Redirect, WebError> {
    let large = waiting(&app, &visitor, &programme, id).await?;
    let large = large.ok_or_else(|| super::reading::missing("upload", &id.to_string()))?;
    uploads::forget(&app.db, id).await?;
    let kind = large.upload.kind.code();
    let address = format!("/programmes/{}/imports/{kind}", programme.slug);
    Ok(Redirect::to(&address))
}
