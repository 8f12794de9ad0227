//! Answers as files for analysis elsewhere: sent while they are read, never whole in memory.

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use maud::Markup;
use serde::Deserialize;

use super::extract::{Path, Query};
use super::pages::exports as page;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::survey::Survey;
use crate::import::export::{Format, Shape, Unwritable, Writer, dictionary, hidden_segments};
use crate::store::StoreError;
use crate::store::exports::{self, Reading};
use crate::store::surveys;
use crate::store::waves::{self, Wave};

pub fn routes() -> Routes {
    let own = "/programmes/{slug}/waves/{number}/export";
    Routes::new()
        .get(own, Right::Evaluate, choose)
        .get(
            "/programmes/{slug}/waves/{number}/export/{file}",
            Right::Evaluate,
            answers,
        )
        .get(
            "/programmes/{slug}/waves/{number}/export/dictionary.csv",
            Right::Evaluate,
            columns,
        )
}

async fn of(work: &Work, number: i32) -> Result<(Wave, Survey), WebError> {
    let db = &work.app.db.reader;
    let wave = waves::by_number(db, &work.programme, number).await?;
    let version = surveys::by_id(db, wave.survey_version_id).await?;
    Ok((wave, version.survey))
}

async fn choose(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Markup, WebError> {
    let (wave, _) = of(&work, number).await?;
    Ok(page::choose(&work, &wave))
}

#[derive(Deserialize)]
struct Wanted {
    shape: Option<String>,
}

const FORMATS: [Format; 5] = [
    Format::Csv,
    Format::Json,
    Format::Xlsx,
    Format::Parquet,
    Format::Spss,
];

async fn answers(
    State(app): State<App>,
    work: Work,
    Path((_, number, file)): Path<(String, i32, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let (wave, survey) = of(&work, number).await?;
    let format = FORMATS.into_iter().find(|format| format.ending() == file);
    let format = format.ok_or(WebError::NotFound)?;
    if !exports::may_go(&wave) {
        return Ok((axum::http::StatusCode::CONFLICT, page::choose(&work, &wave)).into_response());
    }
    let shape = match wanted.shape.as_deref() {
        Some("long") if format.goes_with(Shape::Long) => Shape::Long,
        _ => Shape::Wide,
    };
    let counts = exports::segments(&app.db.reader, &wave).await?;
    let protocol = work.stand.protocol.as_ref().ok_or(WebError::NotFound)?;
    let threshold = u64::from(protocol.protocol.rules.privacy_threshold);
    let hidden = hidden_segments(&counts, threshold);
    let tx = app.db.begin().await?;
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    exports::note(&tx, &actor, &work.programme, &wave, now).await?;
    tx.commit().await.map_err(StoreError::from)?;

    let name = format!("{}-{number}-{}", work.programme.slug, format.ending());
    let writer = Writer::new(&survey, (format, shape), hidden, &work.language)
        .map_err(|error| WebError::Internal(error.to_string()))?;
    let reading = Reading::of(&app.db.reader, &wave, writer.places());
    let pages = stream::try_unfold(Going::Begins(writer, reading), Going::on);
    Ok(attachment(
        format.media_type(),
        &name,
        Body::from_stream(pages),
    ))
}

/// How far an answer is that is sent while it is read.
enum Going {
    Begins(Writer, Reading),
    Reads(Writer, Reading),
    Ended,
}

#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
}

impl Going {
    async fn on(self) -> Result<Option<(Vec<u8>, Self)>, Broken> {
        match self {
            Self::Begins(mut writer, reading) => {
                Ok(Some((writer.start()?, Self::Reads(writer, reading))))
            }
            Self::Reads(mut writer, mut reading) => match reading.next().await? {
                Some(rows) => Ok(Some((writer.rows(&rows)?, Self::Reads(writer, reading)))),
                None => Ok(Some((writer.end()?, Self::Ended))),
            },
            Self::Ended => Ok(None),
        }
    }
}

async fn columns(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Response, WebError> {
    let (_, survey) = of(&work, number).await?;
    let name = format!("{}-{number}-dictionary.csv", work.programme.slug);
    let body = Body::from(dictionary(&survey, &work.language));
    Ok(attachment(Format::Csv.media_type(), &name, body))
}

fn attachment(media_type: &'static str, name: &str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, body).into_response()
}
