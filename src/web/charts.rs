//! A chart of a report as a file of its own.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::access::Inside;
use super::extract::{Path, Query, Speaks};
use super::reports::{Basis, Wanted};
use super::{App, WebError};
use crate::charts::ChartError;
use crate::charts::sheet::{Words, png, sheet};
use crate::report::document::Figure;

/// The kinds of file that a picture can be had as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Svg,
    Png,
}

pub(super) async fn chart(
    State(app): State<App>,
    Speaks(language): Speaks,
    Inside(programme): Inside,
    Path((_, number, file)): Path<(String, u32, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let (id, kind) = match file.rsplit_once('.') {
        Some((id, "svg")) => (id, Kind::Svg),
        Some((id, "png")) => (id, Kind::Png),
        _ => return Err(WebError::NotFound),
    };
    let (edition, language) = (wanted.edition()?, wanted.language(language)?);
    let basis = Basis::of(&app, &programme, number).await?;
    let document = basis.document(edition, &language)?;
    let figure = document.figure(id).ok_or(WebError::NotFound)?.clone();
    let slug = &programme.slug;
    let name = format!("{slug}-{number}-{}-{language}-{file}", edition.code());
    let drawn = tokio::task::spawn_blocking(move || drawn(&figure, kind)).await;
    let bytes = drawn.map_err(|error| WebError::Internal(error.to_string()))??;
    let media = match kind {
        Kind::Svg => "image/svg+xml",
        Kind::Png => "image/png",
    };
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}

fn drawn(figure: &Figure, kind: Kind) -> Result<Vec<u8>, ChartError> {
    let picture = figure.wide.as_ref().unwrap_or(&figure.narrow);
    let words = Words {
        title: &figure.title,
        subtitle: &figure.subtitle,
        source: &figure.source,
    };
    let svg = sheet(picture, &figure.id, words)?;
    match kind {
        Kind::Svg => Ok(svg.into_bytes()),
        Kind::Png => png(&svg),
    }
}
