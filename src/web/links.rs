//! What every link of a client asks first: whether it leads anywhere, and in which language.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use serde::Deserialize;

use super::extract::{Address, Query, accepted};
use super::pages::respond::Remark;
use super::{App, WebError};
use crate::domain::language::Language;
use crate::domain::link::LinkAddress;
use crate::domain::survey::Survey;
use crate::store::StoreError;

/// Behind the question mark: the language, and a word to say on the page.
#[derive(Deserialize)]
pub(super) struct Asked {
    pub(super) lang: Option<String>,
    pub(super) said: Option<Remark>,
    /// An answer to the first question, which the mail asked.
    pub(super) a: Option<String>,
}

/// Who comes with a link: from where, and what is asked beside it.
pub(super) struct Caller {
    pub(super) address: IpAddr,
    headers: HeaderMap,
    pub(super) asked: Asked,
}

impl FromRequestParts<App> for Caller {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let Ok(Address(address)) = Address::from_request_parts(parts, app).await;
        let Query(asked) = Query::from_request_parts(parts, app).await?;
        Ok(Self {
            address,
            headers: parts.headers.clone(),
            asked,
        })
    }
}

impl Caller {
    /// In the language that the posted page was shown in.
    pub(super) fn with(mut self, fields: &[(String, String)]) -> Self {
        let field = fields.iter().find(|(name, _)| name == "lang");
        self.asked.lang = field.map(|(_, tag)| tag.clone());
        self
    }

    /// The first of: what was chosen, the client's own, the browser's, that the survey exists in;
    /// else the language it was written in.
    pub(super) fn language(&self, survey: &Survey, own: Option<&Language>) -> Language {
        let offered = |tag: &str| {
            let mut languages = survey.languages.iter();
            languages.find(|language| language.tag() == tag)
        };
        let wanted = self.asked.lang.as_deref();
        wanted
            .and_then(offered)
            .or_else(|| own.and_then(|own| offered(own.tag())))
            .or_else(|| {
                accepted(&self.headers).find_map(|tag| {
                    let general = tag.split('-').next().unwrap_or_default();
                    offered(&tag).or_else(|| offered(general))
                })
            })
            .or(survey.languages.first())
            .cloned()
            .unwrap_or_else(Language::english)
    }
}

/// What a link leads to, looked up by `look_up` unless too many that lead nowhere came before.
///
/// Counted per link as well as per address: a whole office shares one address, and a colleague's
/// stale bookmark must not shut the others out.
pub(super) async fn behind<T>(
    app: &App,
    address: IpAddr,
    token: &str,
    look_up: impl Future<Output = Result<Option<T>, StoreError>>,
) -> Result<T, WebError> {
    let (now, hash) = (app.clock.now(), LinkAddress::of(token).hash);
    if app.unknown_links.is_over(&(address, hash), now) {
        return Err(WebError::TooManyTries);
    }
    if let Some(found) = look_up.await? {
        return Ok(found);
    }
    let link = app.unknown_links.count((address, hash), now);
    let all = app.guesses.count(address, now);
    if link && all {
        Err(WebError::LinkNotValid)
    } else {
        Err(WebError::TooManyTries)
    }
}
