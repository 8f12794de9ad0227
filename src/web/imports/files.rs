//! Files on the way out: templates to begin with, rows that were refused, and what was brought.

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use uuid::Uuid;

use super::super::access::{Inside, Visitor};
use super::super::extract::{Path, Query, Speaks};
use super::super::{App, WebError};
use super::reading::{Reading, missing};
use super::{kind_of, large};
use crate::domain::definition::catalogue::{columns, rows};
use crate::domain::evidence::Against;
use crate::domain::language::Language;
use crate::import::export;
use crate::import::refused::{self, MOST_REASONS};
use crate::import::{Context, template};
use crate::store::found_rows::{self, List};
use crate::store::import_files::{self, Original};
use crate::store::{StoreError, batches, file_pieces, protocols, surveys, waves};

#[derive(Deserialize)]
pub(super) struct Wanted {
    language: Option<String>,
    wave: Option<i32>,
}

/// A header and two rows, in Dutch or English.
pub(super) async fn template(
    State(app): State<App>,
    Speaks(speaks): Speaks,
    Inside(programme): Inside,
    Path((_, kind)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let (kind, db) = (kind_of(&kind)?, &app.db.reader);
    let language = match wanted.language.as_deref() {
        Some("nl") => Language::dutch(),
        Some("en") => Language::english(),
        _ => speaks,
    };
    let protocol = protocols::current(db, programme.id)
        .await?
        .ok_or_else(|| missing("protocol", &programme.slug))?;
    let survey = match wanted.wave {
        Some(number) => {
            let wave = waves::by_number(db, &programme, number).await?;
            Some(surveys::by_id(db, wave.survey_version_id).await?)
        }
        None => None,
    };
    let context = Context {
        protocol: &protocol.protocol,
        survey: survey.as_ref().map(|version| &version.survey),
        against: &Against::default(),
        usual: &language,
    };
    let file = template::written(kind, context, &language);
    let file = file.ok_or_else(|| missing("wave", &programme.slug))?;
    let name = format!("{}-{}.csv", kind.code(), language.tag());
    Ok(attachment("text/csv; charset=utf-8", &name, file))
}

/// What the protocol has now of a kind, in the columns that can be brought back.
pub(super) async fn current(
    State(app): State<App>,
    Inside(programme): Inside,
    Path((_, kind)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let kind = kind_of(&kind)?;
    let part = kind.part().ok_or(WebError::NotFound)?;
    let newest = protocols::current(&app.db.reader, programme.id).await?;
    let text = newest.map_or(String::new(), |version| version.text);
    let entries = rows(&text, part).map_err(|_| WebError::NotFound)?;
    let file = export::table(&columns(part), &entries);
    let name = format!("{}-{}.csv", programme.slug, kind.code());
    Ok(attachment("text/csv; charset=utf-8", &name, file))
}

/// The refused rows of a file that waits, each with the reason.
pub(super) async fn refused_rows(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Response, WebError> {
    let large = large::waiting(&app, &visitor, &programme, id).await?;
    let (name, body) = match large {
        Some(large) if large.work.is_some() => return Err(missing("file", &id.to_string()).into()),
        Some(large) => (large.upload.file_name, found_refused(app, id, &language)),
        None => {
            let listed = Some(MOST_REASONS);
            let reading = Reading::listing(&app, &visitor, &programme, id, listed).await?;
            let reading = reading.with_good_part();
            let file = refused::written(reading.source(), &reading.imported, &language);
            (reading.upload.file_name, Body::from(file))
        }
    };
    let stem = safe_name(&name);
    let stem = stem
        .rsplit_once('.')
        .map_or(stem.as_str(), |(stem, _)| stem);
    let name = match language == Language::dutch() {
        true => format!("{stem}-geweigerd.csv"),
        false => format!("{stem}-refused.csv"),
    };
    Ok(attachment("text/csv; charset=utf-8", &name, body))
}

/// Those of a large file, as its check wrote them down.
fn found_refused(app: App, id: Uuid, language: &Language) -> Body {
    let list = match *language == Language::dutch() {
        true => List::Dutch,
        false => List::English,
    };
    Body::from_stream(stream::try_unfold(0, move |nr| {
        let db = app.db.clone();
        async move {
            let piece = found_rows::get(&db.reader, id, list, nr).await?;
            Ok::<_, StoreError>(piece.map(|piece| (piece, nr + 1)))
        }
    }))
}

/// The file that a batch came in, as long as the batch stands.
pub(super) async fn original(
    State(app): State<App>,
    Inside(programme): Inside,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Response, WebError> {
    let db = &app.db.reader;
    let batch = batches::by_id(db, programme.id, id).await?;
    let body = match import_files::original(db, &programme, batch.id).await? {
        Original::Whole(bytes) => Body::from(bytes),
        Original::Pieces => {
            let pieces = stream::try_unfold(0, move |nr| {
                let db = app.db.clone();
                async move {
                    let piece = file_pieces::get(&db.reader, batch.id, nr).await?;
                    Ok::<_, StoreError>(piece.map(|piece| (piece, nr + 1)))
                }
            });
            Body::from_stream(pieces)
        }
    };
    // Never shown in a page of ours, whatever the file says that it is.
    let name = safe_name(&batch.file_name);
    Ok(attachment("application/octet-stream", &name, body))
}

/// A name that a header can hold.
fn safe_name(name: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') => c,
        _ => '_',
    };
    let name: String = name.chars().take(100).map(plain).collect();
    match name.trim_matches(['.', ' ', '_']).is_empty() {
        true => "file.csv".to_owned(),
        false => name,
    }
}

fn attachment(kind: &'static str, name: &str, body: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, body.into()).into_response()
}
