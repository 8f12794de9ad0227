//! What every link of a client asks first: whether it leads anywhere, and in which language.

use std::net::IpAddr;

use axum::http::HeaderMap;
use chrono::{DateTime, Utc};

use super::extract::accepted;
use super::{App, WebError};
use crate::domain::language::Language;
use crate::domain::survey::Survey;

/// Counted per link as well as per address: a whole office shares one address, and a colleague's
/// stale bookmark must not shut the others out.
pub(super) fn unknown(app: &App, address: IpAddr, hash: [u8; 32], now: DateTime<Utc>) -> WebError {
    let link = app.unknown_links.count((address, hash), now);
    let all = app.guesses.count(address, now);
    if link && all {
        WebError::LinkNotValid
    } else {
        WebError::TooManyTries
    }
}

/// The first of: what was chosen, the client's own, the browser's, that the survey exists in; else
/// the language it was written in.
pub(super) fn language(
    survey: &Survey,
    wanted: Option<&str>,
    own: Option<&Language>,
    headers: &HeaderMap,
) -> Language {
    let offered = |tag: &str| {
        survey
            .languages
            .iter()
            .find(|language| language.tag() == tag)
    };
    wanted
        .and_then(offered)
        .or_else(|| own.and_then(|own| offered(own.tag())))
        .or_else(|| {
            accepted(headers).find_map(|tag| {
                let general = tag.split('-').next().unwrap_or_default();
                offered(&tag).or_else(|| offered(general))
            })
        })
        .or(survey.languages.first())
        .cloned()
        .unwrap_or_else(Language::english)
}

/// The language that a posted page was shown in.
pub(super) fn language_in(fields: &[(String, String)]) -> Option<&str> {
    let field = fields.iter().find(|(name, _)| name == "lang");
    field.map(|(_, tag)| tag.as_str())
}
