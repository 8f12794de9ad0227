//! The secrets that people hold: the cookie of a session and the one-time links to sign in with.

use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE32_NOPAD;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::App;
use crate::domain::canonical::sha256_hex;
use crate::store::StoreError;
use crate::store::sessions as stored;
use crate::store::sessions::Purpose;

/// How long a session lasts when it is not used.
pub const LASTS: TimeDelta = TimeDelta::hours(12);
/// How long somebody has to use a one-time link.
pub const LINK_LASTS: TimeDelta = TimeDelta::days(3);

/// 256 random bits, as letters and digits.
pub fn secret() -> String {
    BASE32_NOPAD
        .encode(&rand::random::<[u8; 32]>())
        .to_ascii_lowercase()
}

/// What is stored of a secret.
pub fn hash(secret: &str) -> String {
    sha256_hex(secret.as_bytes())
}

/// The prefix makes browsers refuse one that another host or path has set.
fn cookie_name(app: &App) -> &'static str {
    if app.settings.secure_cookies() {
        "__Host-peil_session"
    } else {
        "peil_session"
    }
}

/// The hash of the session that a request came with.
pub fn of_request(app: &App, headers: &HeaderMap) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    jar.get(cookie_name(app)).map(|cookie| hash(cookie.value()))
}

/// Begins a session in `tx`; the cookie is only worth something after the commit.
pub async fn begin(
    app: &App,
    tx: &DatabaseTransaction,
    account: Uuid,
    now: DateTime<Utc>,
) -> Result<Cookie<'static>, StoreError> {
    let secret = secret();
    stored::begin(tx, &hash(&secret), account, now, now + LASTS).await?;
    Ok(cookie(app, secret))
}

/// The cookie that takes a session's away.
pub fn ended(app: &App) -> Cookie<'static> {
    let mut gone = cookie(app, String::new());
    gone.make_removal();
    gone
}

/// No end of its own: a browser that is closed forgets it, and the store ends it in any case.
fn cookie(app: &App, value: String) -> Cookie<'static> {
    Cookie::build((cookie_name(app), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings.secure_cookies())
        .build()
}

/// Makes a one-time link and gives its path, which is shown or mailed once and then known to
/// nobody but its holder.
pub async fn offer_link(
    tx: &DatabaseTransaction,
    account: Uuid,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    let secret = secret();
    stored::offer_link(tx, &hash(&secret), account, purpose, now + LINK_LASTS).await?;
    Ok(format!("/sign-in/{secret}"))
}
