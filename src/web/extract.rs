//! What handlers take in: the reader's language, forms, and who came.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum_extra::extract::CookieJar;
use serde::de::DeserializeOwned;

use super::access::Visitor;
use super::{App, WebError};
use crate::domain::language::Language;

/// The cookie that remembers which of our two languages a member of staff chose.
pub const LANGUAGE_COOKIE: &str = "peil_language";

/// The language to answer in: what was chosen, else the account's, else the browser's.
#[derive(Clone, Debug)]
pub struct Speaks(pub Language);

impl<S: Send + Sync> FromRequestParts<S> for Speaks {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let account = parts.extensions.get::<Visitor>();
        let account = account.map(|visitor| &visitor.account.language);
        Ok(Self(language_of(&parts.headers, account)))
    }
}

/// Dutch or English, whichever comes first in: the cookie, `account`, the browser's list.
pub fn language_of(headers: &HeaderMap, account: Option<&Language>) -> Language {
    let chosen = CookieJar::from_headers(headers)
        .get(LANGUAGE_COOKIE)
        .and_then(|cookie| ours(cookie.value()));
    chosen
        .or_else(|| account.and_then(|language| ours(language.tag())))
        .or_else(|| accepted(headers).find_map(|tag| ours(&tag)))
        .unwrap_or_else(Language::english)
}

/// The tags that the browser sent, in its order (browsers sort them by preference themselves).
pub fn accepted(headers: &HeaderMap) -> impl Iterator<Item = String> {
    let list = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    list.split(',').map(|entry| {
        let tag = entry.split(';').next().unwrap_or_default();
        tag.trim().to_ascii_lowercase()
    })
}

fn ours(tag: &str) -> Option<Language> {
    match tag.split('-').next() {
        Some("nl") => Some(Language::dutch()),
        Some("en") => Some(Language::english()),
        _ => None,
    }
}

/// A posted form; one that is not ours is refused as a page says it.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        let axum_extra::extract::Form(form) =
            axum_extra::extract::Form::from_request(request, state).await?;
        Ok(Self(form))
    }
}

/// A posted form as pairs, in their order and with repeated names kept.
pub struct Pairs(pub Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Pairs {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        match axum::Form::from_request(request, state).await {
            Ok(axum::Form(pairs)) => Ok(Self(pairs)),
            Err(err) if err.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(WebError::TooLarge),
            Err(err) => Err(WebError::Unreadable(err.body_text())),
        }
    }
}

/// The parts of a path.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(WebError))]
pub struct Path<T>(pub T);

/// The parameters behind the question mark.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(WebError))]
pub struct Query<T>(pub T);

/// Where somebody comes from, for counting tries. Never stored beside what somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address(pub IpAddr);

impl FromRequestParts<App> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        // Only a request that came through no socket, such as a test's, has none.
        let peer = connection.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| {
            address.ip().to_canonical()
        });
        let trusted = &app.settings.trusted_proxies;
        Ok(Self(behind_proxies(peer, &parts.headers, trusted)))
    }
}

/// Where a visitor comes from, seen from a connection with `peer`: each trusted proxy adds at the end
/// of the header whom it was called by, so the last one that is no proxy of ours is the visitor.
/// What stands before that anybody can have written.
fn behind_proxies(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let lines = headers.get_all("x-forwarded-for").iter();
    let lines: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
    let named = lines.iter().flat_map(|line| line.split(','));
    let named: Vec<&str> = named.map(str::trim).collect();
    let mut from = peer;
    for name in named.iter().rev() {
        if !trusted.contains(&from) {
            break;
        }
        match name.parse::<IpAddr>() {
            Ok(address) => from = address.to_canonical(),
            Err(_) => break,
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &str, accept: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        headers.insert(header::ACCEPT_LANGUAGE, accept.parse().unwrap());
        headers
    }

    #[test]
    fn what_was_chosen_comes_before_the_account_and_the_browser() {
        let dutch = Language::dutch();
        let said = |cookie, accept, account| {
            language_of(&headers(cookie, accept), account)
                .tag()
                .to_owned()
        };
        assert_eq!(said("peil_language=en", "nl", Some(&dutch)), "en");
        assert_eq!(said("peil_language=xx", "en", Some(&dutch)), "nl");
        assert_eq!(said("", "fr, nl-BE;q=0.8, en;q=0.5", None), "nl");
        assert_eq!(said("", "fr", None), "en");
    }

    #[test]
    fn only_a_trusted_proxy_says_where_a_visitor_comes_from() {
        let from = |peer: &str, forwarded: &[&str]| {
            let mut headers = HeaderMap::new();
            for line in forwarded {
                headers.append("x-forwarded-for", line.parse().unwrap());
            }
            let trusted = ["10.0.0.1", "10.0.0.2"].map(|one| one.parse().unwrap());
            behind_proxies(peer.parse().unwrap(), &headers, &trusted).to_string()
        };
        assert_eq!(from("10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(from("198.51.100.9", &["198.51.100.7"]), "198.51.100.9");
        assert_eq!(from("10.0.0.1", &["1.2.3.4, 198.51.100.7"]), "198.51.100.7");
        let two = ["1.2.3.4", "198.51.100.7, 10.0.0.2"];
        assert_eq!(from("10.0.0.1", &two), "198.51.100.7");
        assert_eq!(from("10.0.0.1", &["unknown"]), "10.0.0.1");
        assert_eq!(from("10.0.0.1", &[]), "10.0.0.1");
    }
}
