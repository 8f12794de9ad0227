//! Signing in with a password or a one-time link, and signing out.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DatabaseTransaction;
use serde::Deserialize;

use super::access::Visitor;
use super::extract::{Address, Form, Path, Query, Speaks};
use super::languages::local;
use super::pages::sign_in::{self as page, PasswordRefusal, Refusal};
use super::{App, Routes, WebError, passwords, sessions};
use crate::domain::access::Right;
use crate::store::StoreError;
use crate::store::accounts::{self, Account};
use crate::store::audit::Actor;
use crate::store::sessions::{self as stored, Purpose};

/// Failures of one account from one address within [`WINDOW`] after which we stop looking.
const TRIES: u32 = 10;
/// Failures of one account from all addresses together: a slow attack from many places.
const TRIES_EVERYWHERE: u32 = 100;
const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// Stands for all addresses in the count of failures.
const EVERYWHERE: &str = "*";

pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Right::Public, show)
        .post("/sign-in", Right::Public, sign_in)
        .get("/sign-in/{token}", Right::Public, show_link)
        .post("/sign-in/{token}", Right::Public, use_link)
        .post("/sign-out", Right::SignedIn, sign_out)
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    next: String,
}

async fn show(Speaks(language): Speaks, Query(wanted): Query<Wanted>) -> Response {
    page::show(&language, "", &local(&wanted.next), None).into_response()
}

#[derive(Deserialize)]
struct Credentials {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

async fn sign_in(
    State(app): State<App>,
    Speaks(language): Speaks,
    Address(address): Address,
    jar: CookieJar,
    Form(form): Form<Credentials>,
) -> Result<Response, WebError> {
    let now = app.clock.now();
    let address = address.to_string();
    let next = local(&form.next);
    if has_tried_too_often(&app, &form.email, &address, now).await? {
        let page = page::show(&language, &form.email, &next, Some(Refusal::TooManyTries));
        return Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response());
    }
    let Some(account) = let_in(&app, &form).await? else {
        let tx = app.db.begin().await?;
        for place in [address.as_str(), EVERYWHERE] {
            stored::record_failure(&tx, &form.email, place, now - WINDOW, now).await?;
        }
        tx.commit().await.map_err(StoreError::from)?;
        let page = page::show(&language, &form.email, &next, Some(Refusal::Wrong));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let tx = app.db.begin().await?;
    for place in [address.as_str(), EVERYWHERE] {
        stored::forget_failures(&tx, &account.email, place).await?;
    }
    let cookie = sessions::begin(&app, &tx, account.id, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok((jar.add(cookie), Redirect::to(&next)).into_response())
}

async fn has_tried_too_often(
    app: &App,
    email: &str,
    address: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let db = &app.db.reader;
    let here = stored::failures(db, email, address, now - WINDOW).await?;
    let everywhere = stored::failures(db, email, EVERYWHERE, now - WINDOW).await?;
    Ok(here >= TRIES || everywhere >= TRIES_EVERYWHERE)
}

/// The account that these credentials are of. An unknown address, a wrong password and a blocked
/// account cost the same and look the same.
async fn let_in(app: &App, form: &Credentials) -> Result<Option<Account>, WebError> {
    let found = accounts::credentials(&app.db.reader, &form.email).await?;
    let (account, hash) = found.map_or((None, None), |(account, hash)| (Some(account), hash));
    let password = form.password.chars().take(passwords::LONGEST).collect();
    let right = passwords::is_right(password, hash).await?;
    Ok(account.filter(|account| right && account.blocked_at.is_none()))
}

async fn show_link(
    State(app): State<App>,
    Speaks(language): Speaks,
    Path(token): Path<String>,
) -> Result<Response, WebError> {
    let hash = sessions::hash(&token);
    let found = stored::link(&app.db.reader, &hash, app.clock.now()).await?;
    let (account, purpose) = found.ok_or(WebError::LinkNotValid)?;
    Ok(match purpose {
        Purpose::SignIn => page::confirm(&language, &account),
        Purpose::SetPassword => page::choose_password(&language, &account, None),
    }
    .into_response())
}

#[derive(Deserialize)]
struct NewPassword {
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

async fn use_link(
    State(app): State<App>,
    Speaks(language): Speaks,
    Path(token): Path<String>,
    jar: CookieJar,
    Form(form): Form<NewPassword>,
) -> Result<Response, WebError> {
    let now = app.clock.now();
    let hash = sessions::hash(&token);
    let found = stored::link(&app.db.reader, &hash, now).await?;
    let (account, purpose) = found.ok_or(WebError::LinkNotValid)?;
    let password = match purpose {
        Purpose::SignIn => None,
        Purpose::SetPassword => match refused(&form, &account) {
            Some(refusal) => {
                let page = page::choose_password(&language, &account, Some(refusal));
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
            }
            None => Some(passwords::hash(form.password).await?),
        },
    };
    let tx = app.db.begin().await?;
    let used = stored::use_link(&tx, &hash, now).await?;
    let (account, _) = used.ok_or(WebError::LinkNotValid)?;
    if let Some(password) = password {
        replace_password(&tx, &account, &password, now).await?;
    }
    let cookie = sessions::begin(&app, &tx, account.id, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok((jar.add(cookie), Redirect::to("/")).into_response())
}

/// Who knew the old password is signed out with it.
async fn replace_password(
    tx: &DatabaseTransaction,
    account: &Account,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let actor = Actor::account(account.id, &account.email);
    accounts::set_password(tx, &actor, account, hash, now).await?;
    stored::end_all(tx, account.id).await
}

/// What is wrong with a new password. Length is what counts (NIST SP 800-63B); rules on kinds of
/// characters only make people write them down.
fn refused(form: &NewPassword, account: &Account) -> Option<PasswordRefusal> {
    let length = form.password.chars().count();
    let plain = form.password.to_lowercase();
    let mut letters: Vec<char> = plain.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if length < passwords::SHORTEST {
        Some(PasswordRefusal::TooShort)
    } else if length > passwords::LONGEST {
        Some(PasswordRefusal::TooLong)
    } else if letters.len() < 5 || plain == account.email || plain == account.name.to_lowercase() {
        Some(PasswordRefusal::TooPlain)
    } else if form.password != form.again {
        Some(PasswordRefusal::NotTheSame)
    } else {
        None
    }
}

async fn sign_out(
    State(app): State<App>,
    visitor: Visitor,
    jar: CookieJar,
) -> Result<Response, WebError> {
    let tx = app.db.begin().await?;
    stored::end(&tx, &visitor.session).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok((jar.add(sessions::ended(&app)), Redirect::to("/sign-in")).into_response())
}
