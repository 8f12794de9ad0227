//! A survey as clients will see it, page by page, for who writes it. Nothing that is filled in is kept.

use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::definitions::written;
use super::extract::{Pairs, Path, Query};
use super::layers::Framable;
use super::leafing::{self, Carried, leaf};
use super::pages::respond::Opened;
use super::work::Work;
use super::{Routes, WebError};
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::domain::protocol::{PrivacyMode, Protocol};
use crate::domain::survey::Survey;
use crate::texts::t;

pub fn routes() -> Routes {
    let path = "/programmes/{slug}/surveys/{code}/preview/{page}";
    Routes::new()
        .get(path, Right::Evaluate, show)
        .post(path, Right::Evaluate, turn)
        .upload(
            "/programmes/{slug}/surveys/{code}/rendering",
            Right::Evaluate,
            render,
        )
}

#[derive(Deserialize)]
struct Asked {
    lang: Option<String>,
}

/// The page of a preview, from 1; 0 is the welcome, and the one behind the last the thanks.
async fn show(
    work: Work,
    Path((_, code, page)): Path<(String, String, usize)>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let survey = survey(&work, &code)?;
    let language = language(survey, asked.lang.as_deref(), &work.language);
    let page = looked_at(&work, &code, survey, language, |opened| {
        leaf(opened, page, &Carried::default())
    });
    Ok(framable(page.ok_or(WebError::NotFound)?))
}

/// The page of a text as it is being written, before anything of it is kept.
async fn render(
    work: Work,
    Path((_, code)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, WebError> {
    let written = written(form).await?;
    let survey = match Survey::parse("survey.toml", &written.text) {
        Ok(survey) if !written.is_garbled => survey,
        _ => {
            let words = t(&work.language, "versions-mend-first");
            return Ok((
                StatusCode::UNPROCESSABLE_ENTITY,
                framable(html! { p { (words) } }),
            )
                .into_response());
        }
    };
    let language = language(&survey, None, &work.language);
    let number = written.page.min(survey.pages.len() + 1);
    let page = looked_at(&work, &code, &survey, language, |opened| {
        leaf(opened, number, &Carried::default())
    });
    Ok(framable(page.ok_or(WebError::NotFound)?))
}

fn framable(page: Markup) -> Response {
    let mut answer = page.into_response();
    answer.extensions_mut().insert(Framable);
    answer
}

/// What comes of the survey as its preview opens it.
fn looked_at<T>(
    work: &Work,
    code: &str,
    survey: &Survey,
    language: &Language,
    then: impl FnOnce(&Opened) -> T,
) -> T {
    let protocol = work
        .stand
        .protocol
        .as_ref()
        .map(|version| &version.protocol);
    let organisation = protocol.map_or(&work.programme.title, |p| &p.programme.organisation);
    let link = work.at(&format!("surveys/{code}/preview"));
    let opened = Opened {
        link: &link,
        organisation,
        information: protocol.and_then(|protocol| protocol.information.as_ref()),
        survey,
        language,
        privacy: privacy(protocol, code),
        privacy_threshold: protocol.map_or(0, |p| p.rules.privacy_threshold),
        keep_months: protocol.and_then(|p| p.rules.keep_months),
        known: None,
        live: None,
        last_day: None,
        kiosk: None,
    };
    then(&opened)
}

/// From one page of a preview to another, as the buttons of a client's page say. Stores nothing.
async fn turn(
    work: Work,
    Path((_, code, page)): Path<(String, String, usize)>,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let survey = survey(&work, &code)?;
    let now = fields.iter().find(|(name, _)| name == "lang");
    let now = language(survey, now.map(|(_, tag)| tag.as_str()), &work.language);
    let turned = looked_at(&work, &code, survey, now, |opened| {
        leafing::turn(opened, page, &fields)
    });
    let language = language(survey, Some(turned.language.tag()), &work.language);
    let page = looked_at(&work, &code, survey, language, |opened| {
        leaf(opened, turned.page, &turned.carried)
    });
    Ok(framable(page.ok_or(WebError::NotFound)?))
}

fn survey<'a>(work: &'a Work, code: &str) -> Result<&'a Survey, WebError> {
    let mut surveys = work.stand.surveys.iter();
    let version = surveys.find(|version| version.code == code);
    Ok(&version.ok_or(WebError::NotFound)?.survey)
}

/// The language asked for when the survey has it, else the reader's, else its first.
fn language<'a>(survey: &'a Survey, asked: Option<&str>, usual: &'a Language) -> &'a Language {
    let has = |tag: &str| survey.languages.iter().find(|own| own.tag() == tag);
    asked
        .and_then(has)
        .or_else(|| has(usual.tag()))
        .or(survey.languages.first())
        .unwrap_or(usual)
}

/// As the protocol plans the last wave that asks the survey.
fn privacy(protocol: Option<&Protocol>, code: &str) -> PrivacyMode {
    let waves = protocol.map_or(&[][..], |protocol| &protocol.waves);
    let mut asking = waves.iter().rev();
    asking
        .find(|wave| wave.survey == code)
        .map_or(PrivacyMode::Confidential, |wave| wave.privacy_mode)
}
