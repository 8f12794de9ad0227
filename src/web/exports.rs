//! Answers as files for analysis elsewhere: sent while they are read, never whole in memory.

use std::sync::Arc;

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
use crate::import::export::{Export, Shape, dictionary, hidden_segments};
use crate::store::StoreError;
use crate::store::exports::{self, Reading};
use crate::store::surveys;
use crate::store::waves::{self, Wave};

pub fn routes() -> Routes {
    let own = "/programmes/{slug}/waves/{number}/export";
    Routes::new()
        .get(own, Right::Evaluate, choose)
        .get(
            "/programmes/{slug}/waves/{number}/export/answers.csv",
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

async fn answers(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let (wave, survey) = of(&work, number).await?;
    if !exports::may_go(&wave) {
        return Ok((axum::http::StatusCode::CONFLICT, page::choose(&work, &wave)).into_response());
    }
    let shape = match wanted.shape.as_deref() {
        Some("long") => Shape::Long,
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

    let name = format!("{}-{number}-answers.csv", work.programme.slug);
    let survey = Arc::new(survey);
    let reading = Reading::of(&wave);
    let pages = stream::try_unfold((reading, true), move |(mut reading, is_first)| {
        let (app, survey, hidden) = (app.clone(), Arc::clone(&survey), hidden.clone());
        async move {
            let export = Export::new(&survey, shape, hidden);
            if is_first {
                return Ok(Some((export.header(), (reading, false))));
            }
            let rows = reading.next(&app.db.reader).await?;
            Ok::<_, StoreError>(rows.map(|rows| (export.rows(&rows), (reading, false))))
        }
    });
    Ok(csv(&name, Body::from_stream(pages)))
}

async fn columns(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Response, WebError> {
    let (_, survey) = of(&work, number).await?;
    let name = format!("{}-{number}-dictionary.csv", work.programme.slug);
    Ok(csv(&name, Body::from(dictionary(&survey, &work.language))))
}

fn csv(name: &str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, body).into_response()
}
