//! Questionnaires and interview guides: written as text, checked line by line, published.

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::components::source::Trouble;
use super::definitions::{Written, file, written};
use super::extract::{Path, Query};
use super::pages::drafting::{self, Edited};
use super::pages::surveys as page;
use super::pages::versions::Tried;
use super::tries;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::amending::changes;
use crate::domain::canonical::sha256_hex;
use crate::domain::instruments;
use crate::domain::language::Language;
use crate::domain::survey::Survey;
use crate::store::surveys::{self, SurveyVersion};
use crate::store::{StoreError, drafts, programmes};
use crate::texts::t;

pub fn routes() -> Routes {
    Routes::new()
        .get("/programmes/{slug}/surveys", Right::Read, index)
        .get("/programmes/{slug}/surveys/new", Right::Evaluate, begin)
        .upload("/programmes/{slug}/surveys/new", Right::Evaluate, create)
        .get("/programmes/{slug}/surveys/{code}", Right::Read, show)
        .get(
            "/programmes/{slug}/surveys/{code}/versions/{number}",
            Right::Read,
            earlier,
        )
        .get(
            "/programmes/{slug}/surveys/{code}/file",
            Right::Read,
            download,
        )
        .get(
            "/programmes/{slug}/surveys/{code}/text",
            Right::Evaluate,
            edit,
        )
        .upload(
            "/programmes/{slug}/surveys/{code}/text",
            Right::Evaluate,
            save,
        )
        .upload(
            "/programmes/{slug}/surveys/{code}/check",
            Right::Evaluate,
            check,
        )
}

async fn index(work: Work) -> Markup {
    page::index(&work)
}

/// A questionnaire begins empty, or as a ready instrument that is then made one's own.
#[derive(Deserialize)]
struct Beginning {
    ready: Option<String>,
}

async fn begin(work: Work, Query(from): Query<Beginning>) -> Result<Markup, WebError> {
    let text = match from.ready {
        None => "",
        Some(code) => instruments::find(&code).ok_or(WebError::NotFound)?.text,
    };
    let edited = Edited {
        text,
        seen: "",
        page: 1,
    };
    Ok(drafting::edit(&work, None, &edited, None))
}

pub(super) fn newest<'a>(work: &'a Work, code: &str) -> Result<&'a SurveyVersion, WebError> {
    let mut all = work.stand.surveys.iter();
    all.find(|version| version.code == code)
        .ok_or(WebError::NotFound)
}

async fn show(work: Work, Path((_, code)): Path<(String, String)>) -> Result<Markup, WebError> {
    let history = surveys::history(&work.app.db.reader, work.programme.id, &code).await?;
    let version = history.first().ok_or(WebError::NotFound)?;
    let tried = match version.published_at {
        Some(_) => None,
        None => {
            let db = &work.app.db.reader;
            let made = drafts::opened_at(db, version.id).await?;
            Some(Tried {
                link: made.map(|at| tries::address(&work.app, &work.programme, version.id, at)),
                count: drafts::count(db, version.id).await?,
            })
        }
    };
    Ok(page::show(&work, version, &history, tried.as_ref()))
}

/// An earlier version: what was asked then.
async fn earlier(
    work: Work,
    Path((_, code, number)): Path<(String, String, i32)>,
) -> Result<Markup, WebError> {
    let history = surveys::history(&work.app.db.reader, work.programme.id, &code).await?;
    let mut versions = history.iter();
    let version = versions.find(|version| version.version == number);
    Ok(page::show(
        &work,
        version.ok_or(WebError::NotFound)?,
        &history,
        None,
    ))
}

async fn download(
    work: Work,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, WebError> {
    Ok(file(
        &format!("{code}.toml"),
        newest(&work, &code)?.text.clone(),
    ))
}

async fn edit(work: Work, Path((_, code)): Path<(String, String)>) -> Result<Markup, WebError> {
    let version = newest(&work, &code)?;
    let edited = Edited {
        text: &version.text,
        seen: &sha256_hex(version.text.as_bytes()),
        page: 1,
    };
    Ok(drafting::edit(&work, Some(&code), &edited, None))
}

async fn create(State(app): State<App>, work: Work, form: Multipart) -> Result<Response, WebError> {
    kept(&app, &work, None, form).await
}

async fn save(
    State(app): State<App>,
    work: Work,
    Path((_, code)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, WebError> {
    newest(&work, &code)?;
    kept(&app, &work, Some(&code), form).await
}

/// Keeps a draft; `code` is the questionnaire that is edited, none when it is a new one.
async fn kept(
    app: &App,
    work: &Work,
    code: Option<&str>,
    form: Multipart,
) -> Result<Response, WebError> {
    let written = written(form).await?;
    let survey = match parsed(work, code, &written) {
        Ok(survey) => survey,
        Err(trouble) => {
            return Ok(refused(work, code, &written, &trouble));
        }
    };
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let tx = app.db.begin().await?;
    programmes::hold(&tx, work.programme.id).await?;
    let stored = surveys::latest(&tx, work.programme.id, &survey.code).await?;
    match (code, stored) {
        (Some(code), Some(other)) if written.is_unseen(&other.text) => {
            return Ok(meanwhile(work, code, &written, &survey, &other));
        }
        (None, Some(_)) => {
            let trouble = Trouble::Other("text", t(&work.language, "surveys-code-taken"));
            return Ok(refused(work, None, &written, &trouble));
        }
        _ => {}
    }
    surveys::save_draft(&tx, &actor, &work.programme, &written.text, &survey, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("surveys/{}", survey.code))).into_response())
}

fn refused(work: &Work, code: Option<&str>, written: &Written, trouble: &Trouble) -> Response {
    let edited = Edited {
        text: &written.text,
        seen: &written.seen,
        page: written.page,
    };
    let page = drafting::edit(work, code, &edited, Some(trouble));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// Somebody else stored another text: both stand beside each other, and sent once more this one goes
/// over what there is now.
fn meanwhile(
    work: &Work,
    code: &str,
    written: &Written,
    survey: &Survey,
    other: &SurveyVersion,
) -> Response {
    let edited = Edited {
        text: &written.text,
        seen: &sha256_hex(other.text.as_bytes()),
        page: written.page,
    };
    let differences = changes(&other.survey, survey);
    let page = drafting::meanwhile(work, code, &edited, &differences);
    (StatusCode::CONFLICT, page).into_response()
}

fn parsed(work: &Work, code: Option<&str>, written: &Written) -> Result<Survey, Trouble> {
    let language: &Language = &work.language;
    if written.is_garbled {
        return Err(Trouble::Other("file", t(language, "protocol-garbled")));
    }
    let name = format!("{}.toml", code.unwrap_or("survey"));
    let survey = Survey::parse(&name, &written.text).map_err(Trouble::Lines)?;
    let is_known = work
        .stand
        .surveys
        .iter()
        .any(|kept| kept.code == survey.code);
    match code {
        Some(code) if code != survey.code => {
            Err(Trouble::Other("text", t(language, "surveys-other-code")))
        }
        None if is_known || survey.code == "new" => {
            Err(Trouble::Other("text", t(language, "surveys-code-taken")))
        }
        _ => Ok(survey),
    }
}

/// Which part of a check is wanted: the script of the page wants what was found, and no page.
#[derive(Deserialize)]
struct Wanted {
    part: Option<String>,
}

/// Judges a text and stores nothing. `new` stands for a questionnaire that is not kept yet.
async fn check(
    work: Work,
    Path((_, code)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
    form: Multipart,
) -> Result<Markup, WebError> {
    let code = if code == "new" {
        None
    } else {
        newest(&work, &code)?;
        Some(code)
    };
    let written = written(form).await?;
    let found = parsed(&work, code.as_deref(), &written);
    Ok(match wanted.part {
        Some(_) => drafting::findings(&work, &written.text, &found),
        None => drafting::checked(&work, code.as_deref(), &written, &found),
    })
}
