//! Translations of a questionnaire: a file for who translates, and what comes back, shown before any
//! of it is kept.

use axum::extract::{Multipart, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::extract::{Path, Query};
use super::pages::translations::{self as page, Brought, Problem};
use super::surveys::newest;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::definition::translated;
use crate::domain::language::Language;
use crate::domain::survey::Survey;
use crate::domain::translation::{self, Line, State as Translated};
use crate::import::translations::{self as file, TranslationRow};
use crate::store::StoreError;
use crate::store::surveys::{self, SurveyVersion};
use crate::texts::t;

pub fn routes() -> Routes {
    let own = "/programmes/{slug}/surveys/{code}/translations";
    Routes::new()
        .get(own, Right::Evaluate, index)
        .upload(own, Right::Evaluate, bring)
        .get(
            "/programmes/{slug}/surveys/{code}/translations.csv",
            Right::Evaluate,
            download,
        )
}

async fn index(work: Work, Path((_, code)): Path<(String, String)>) -> Result<Markup, WebError> {
    Ok(page::index(&work, newest(&work, &code)?, &[]))
}

/// Into which language.
#[derive(Deserialize)]
struct Wanted {
    into: String,
}

async fn download(
    work: Work,
    Path((_, code)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let version = newest(&work, &code)?;
    let language = Language::new(&wanted.into).map_err(|_| WebError::NotFound)?;
    let note = |state| match state {
        Translated::Missing => t(&work.language, "versions-note-missing"),
        Translated::Stale => t(&work.language, "versions-note-stale"),
        Translated::Done => String::new(),
    };
    let lines = translation::lines(&version.survey, &version.sources, &language);
    let rows = lines.into_iter().map(|line| {
        let target = line.target.unwrap_or_default();
        [line.key, line.source, target, note(line.state)]
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{code}-{language}.csv\""),
        ),
    ];
    Ok((headers, file::written(rows)).into_response())
}

/// What the form brought: a file, or the same rows again to be kept.
#[derive(Default)]
struct Form {
    language: String,
    bytes: Vec<u8>,
    rows: Vec<u8>,
    keep: bool,
}

async fn form(mut multipart: Multipart) -> Result<Form, WebError> {
    let mut form = Form::default();
    while let Some(field) = multipart.next_field().await? {
        match field.name() {
            Some("language") => form.language = field.text().await?,
            Some("file") => form.bytes = field.bytes().await?.to_vec(),
            Some("rows") => form.rows = field.bytes().await?.to_vec(),
            Some("keep") => form.keep = true,
            _ => {}
        }
    }
    Ok(form)
}

async fn bring(
    State(app): State<App>,
    work: Work,
    Path((_, code)): Path<(String, String)>,
    multipart: Multipart,
) -> Result<Response, WebError> {
    let version = newest(&work, &code)?;
    let form = form(multipart).await?;
    let refused = |problems: &[Problem]| {
        let page = page::index(&work, version, problems);
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let Ok(language) = Language::new(&form.language) else {
        return refused(&[Problem::NoLanguage(form.language)]);
    };
    let bytes = if form.keep { &form.rows } else { &form.bytes };
    if bytes.is_empty() {
        return refused(&[Problem::NoFile]);
    }
    let brought = match brought(version, &language, bytes) {
        Ok(brought) => brought,
        Err(problems) => return refused(&problems),
    };
    if !form.keep {
        return Ok(page::brought(&work, version, &language, &brought).into_response());
    }
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let tx = app.db.begin().await?;
    let (text, survey) = (&brought.text, &brought.survey);
    let draft = surveys::save_draft(&tx, &actor, &work.programme, text, survey, now).await?;
    surveys::confirm(&tx, &draft, &language, &brought.keys).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("surveys/{code}/translations"))).into_response())
}

/// What a file changes, or everything that is wrong with it.
fn brought(
    version: &SurveyVersion,
    language: &Language,
    bytes: &[u8],
) -> Result<Brought, Vec<Problem>> {
    if version.survey.languages.first() == Some(language) {
        return Err(vec![Problem::IsSource]);
    }
    let read = file::read(bytes);
    if !read.problems.is_empty() {
        return Err(read
            .problems
            .into_iter()
            .map(|one| Problem::Row(Box::new(one)))
            .collect());
    }
    let lines = translation::lines(&version.survey, &version.sources, language);
    let mut problems = Vec::new();
    let mut changes = Vec::new();
    let mut keys = Vec::new();
    for row in read.rows {
        match judged(&lines, &row) {
            Err(problem) => problems.push(problem),
            Ok(None) => {}
            Ok(Some((line, target))) => {
                keys.push(row.key.clone());
                if line.target.as_deref() != Some(target) {
                    changes.push((line.clone(), target.to_owned()));
                }
            }
        }
    }
    let filled = |line: &&Line| line.target.is_some() || keys.contains(&line.key);
    let missing: Vec<String> = lines
        .iter()
        .filter(|line| !filled(line))
        .map(|line| line.key.clone())
        .collect();
    if !missing.is_empty() {
        problems.push(Problem::StillMissing(missing));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let texts: Vec<(String, String)> = changes
        .iter()
        .map(|(line, target)| (line.key.clone(), target.clone()))
        .collect();
    let (text, by_hand) = translated(&version.text, language, &texts)
        .map_err(|err| vec![Problem::Text(err.to_string())])?;
    if !by_hand.is_empty() {
        return Err(vec![Problem::ByHand(by_hand)]);
    }
    let survey = Survey::parse("survey.toml", &text).map_err(|problems| {
        let told = problems
            .iter()
            .map(|one| Problem::File(Box::new(one.clone())));
        told.collect::<Vec<_>>()
    })?;
    Ok(Brought {
        rows: String::from_utf8_lossy(bytes).into_owned(),
        changes,
        keys,
        text,
        survey,
    })
}

/// The text that a row translates and its words; none for a row that nothing was filled in on.
fn judged<'a>(
    lines: &'a [Line],
    row: &'a TranslationRow,
) -> Result<Option<(&'a Line, &'a str)>, Problem> {
    let Some(line) = lines.iter().find(|line| line.key == row.key) else {
        return Err(Problem::UnknownKey(row.line, row.key.clone()));
    };
    let Some(target) = row
        .target
        .as_deref()
        .map(str::trim)
        .filter(|words| !words.is_empty())
    else {
        return Ok(None);
    };
    // Spreadsheets change the ends of lines.
    let plain = |words: &str| words.replace("\r\n", "\n").trim().to_owned();
    if plain(&line.source) != plain(&row.source) {
        return Err(Problem::SourceChanged(row.line, row.key.clone()));
    }
    Ok(Some((line, target)))
}
