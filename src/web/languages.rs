//! The choice between Dutch and English, for staff.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Redirect;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::Deserialize;

use super::extract::{Form, LANGUAGE_COOKIE};
use super::{App, Routes};
use crate::domain::access::Right;

pub fn routes() -> Routes {
    Routes::new().post("/language", Right::Public, choose)
}

#[derive(Deserialize)]
struct Choice {
    language: String,
}

async fn choose(
    State(app): State<App>,
    jar: CookieJar,
    headers: HeaderMap,
    Form(choice): Form<Choice>,
) -> (CookieJar, Redirect) {
    let language = if choice.language == "nl" { "nl" } else { "en" };
    let cookie = Cookie::build((LANGUAGE_COOKIE, language))
        .path("/")
        .permanent()
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings.secure_cookies());
    (jar.add(cookie), Redirect::to(&came_from(&headers)))
}

/// The path of the page that the form stood on; our referrer policy sends it to ourselves only.
fn came_from(headers: &HeaderMap) -> String {
    headers
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok())
        .and_then(|address| address.parse::<axum::http::Uri>().ok())
        .and_then(|address| address.path_and_query().map(|path| local(path.as_str())))
        .unwrap_or_else(|| "/".to_owned())
}

/// A path on this site, or the start when it could lead elsewhere.
pub fn local(path: &str) -> String {
    let leads_away = !path.starts_with('/')
        || path.starts_with("//")
        || path.contains('\\')
        || path.contains(char::is_control);
    if leads_away { "/" } else { path }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_another_site() {
        for away in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "x",
            "/a\nb",
        ] {
            assert_eq!(local(away), "/");
        }
        assert_eq!(local("/accounts?x=1"), "/accounts?x=1");
    }
}
