//! A questionnaire on paper: to be printed, filled in by hand and typed over into the file that the
//! import of responses reads.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Deserialize;

use super::extract::{Path, Query};
use super::pages::paper as page;
use super::work::Work;
use super::{Routes, WebError};
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::store::surveys::{self, SurveyVersion};

pub fn routes() -> Routes {
    Routes::new()
        .get(
            "/programmes/{slug}/surveys/{code}/paper",
            Right::Evaluate,
            show,
        )
        .get(
            "/programmes/{slug}/surveys/{code}/paper.csv",
            Right::Evaluate,
            columns,
        )
}

/// Which version, in which language; without, the newest in the reader's own.
#[derive(Deserialize)]
struct Asked {
    version: Option<i32>,
    lang: Option<String>,
}

async fn version(work: &Work, code: &str, asked: Option<i32>) -> Result<SurveyVersion, WebError> {
    let history = surveys::history(&work.app.db.reader, work.programme.id, code).await?;
    let mut history = history.into_iter();
    let found = history.find(|kept| asked.is_none_or(|asked| kept.version == asked));
    found.ok_or(WebError::NotFound)
}

async fn show(
    work: Work,
    Path((_, code)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Markup, WebError> {
    let version = version(&work, &code, asked.version).await?;
    let languages = &version.survey.languages;
    let has = |tag: &str| languages.iter().find(|own| own.tag() == tag);
    let language = asked.lang.as_deref().and_then(has);
    let language = language
        .or_else(|| has(work.language.tag()))
        .or(languages.first());
    let language = language.cloned().unwrap_or_else(Language::english);
    let protocol = work
        .stand
        .protocol
        .as_ref()
        .map(|version| &version.protocol);
    let organisation = protocol.map_or(&work.programme.title, |p| &p.programme.organisation);
    Ok(page::show(&page::Paper {
        organisation,
        version: &version,
        language: &language,
        segments: protocol.map_or(&[][..], |protocol| &protocol.segments),
    }))
}

/// The header of the file that the answers are typed over into.
async fn columns(
    work: Work,
    Path((_, code)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let version = version(&work, &code, asked.version).await?;
    let mut names = vec!["respondent", "segment", "completeness"];
    names.extend(page::asked(&version.survey).map(|item| item.code.as_str()));
    let file = format!("\u{feff}{}\r\n", names.join(";"));
    let name = format!("{code}-{}.csv", version.version);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, file).into_response())
}
