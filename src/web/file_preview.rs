//! The preview of a survey file that somebody writes in an editor of their own: the pages as a client
//! sees them, read anew at each look. It knows no sign-in and is for the computer it runs on.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::html;
use serde::Deserialize;

use super::extract::{Pairs, Path, Query};
use super::leafing::{Carried, leaf, turn};
use super::pages::respond::Opened;
use super::{assets, layers};
use crate::domain::definition::Look;
use crate::domain::language::{Language, Text};
use crate::domain::protocol::PrivacyMode;
use crate::domain::survey::Survey;
use crate::texts::t;

struct Previewed {
    file: PathBuf,
    /// Of who looks, for what is said of a file that is not sound.
    language: Language,
}

#[derive(Deserialize)]
struct Asked {
    lang: Option<String>,
}

/// Everything under `/`: page 0 is the welcome.
pub fn router(file: PathBuf, language: Language) -> Router {
    Router::new()
        .route("/", get(|| async { Redirect::to("/0") }))
        .route("/{page}", get(show).post(post))
        .route(assets::PATH, assets::method())
        .layer(map_response(protected))
        .with_state(Arc::new(Previewed { file, language }))
}

async fn protected(mut answer: Response) -> Response {
    layers::protect(answer.headers_mut());
    let headers = answer.headers_mut();
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    answer
}

async fn show(
    State(previewed): State<Arc<Previewed>>,
    Path(page): Path<usize>,
    Query(asked): Query<Asked>,
) -> Response {
    match previewed.read().await {
        Ok(survey) => {
            let language = previewed.language(&survey, asked.lang.as_deref());
            shown(&survey, &language, page, &Carried::default())
        }
        Err(broken) => broken,
    }
}

async fn post(
    State(previewed): State<Arc<Previewed>>,
    Path(page): Path<usize>,
    Pairs(fields): Pairs,
) -> Response {
    let survey = match previewed.read().await {
        Ok(survey) => survey,
        Err(broken) => return broken,
    };
    let now = fields.iter().find(|(name, _)| name == "lang");
    let language = previewed.language(&survey, now.map(|(_, tag)| tag.as_str()));
    let organisation = organisation();
    let turned = turn(&opened(&survey, &language, &organisation), page, &fields);
    shown(&survey, &turned.language, turned.page, &turned.carried)
}

impl Previewed {
    async fn read(&self) -> Result<Survey, Response> {
        let name = self.file.display().to_string();
        let bytes = tokio::fs::read(&self.file).await;
        let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let told = match text {
            Err(error) => format!("{name}: {error}"),
            Ok(text) => match Survey::parse(&name, &text) {
                Ok(survey) => return Ok(survey),
                Err(problems) => problems.render(&text, Look::Plain, &self.language),
            },
        };
        let page = html! {
            (maud::DOCTYPE)
            html lang=(self.language) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (name) }
                    link rel="stylesheet" href=(assets::address("client.css"));
                    link rel="stylesheet" href=(assets::address("preview.css"));
                }
                body {
                    main.column {
                        h1 { (name) }
                        p role="alert" { (t(&self.language, "preview-broken")) }
                        pre.problems tabindex="0" { (told) }
                    }
                }
            }
        };
        let page = Html(page.into_string());
        Err((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    }

    fn language(&self, survey: &Survey, asked: Option<&str>) -> Language {
        let wanted = asked.unwrap_or(self.language.tag());
        let mut languages = survey.languages.iter();
        let found = languages.find(|own| own.tag() == wanted);
        found
            .or(survey.languages.first())
            .unwrap_or(&self.language)
            .clone()
    }
}

fn organisation() -> Text {
    Text::both(
        &t(&Language::dutch(), "preview-organisation"),
        &t(&Language::english(), "preview-organisation"),
    )
}

fn opened<'a>(survey: &'a Survey, language: &'a Language, organisation: &'a Text) -> Opened<'a> {
    Opened {
        link: "",
        organisation,
        information: None,
        survey,
        language,
        privacy: PrivacyMode::Confidential,
        privacy_threshold: crate::domain::protocol::Rules::default().privacy_threshold,
        keep_months: None,
        known: None,
        live: None,
        last_day: None,
        kiosk: None,
    }
}

fn shown(survey: &Survey, language: &Language, page: usize, carried: &Carried) -> Response {
    let organisation = organisation();
    match leaf(&opened(survey, language, &organisation), page, carried) {
        Some(page) => page.into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
