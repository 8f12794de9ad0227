//! Who may come in: administrators invite, reset and block, and give roles.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use uuid::Uuid;

use super::access::Visitor;
use super::extract::{Form, Path, Speaks};
use super::pages::accounts::{self as page, Entry, Problem, RoleChange, Said};
use super::{App, Routes, WebError, sessions};
use crate::domain::access::{Right, Role};
use crate::domain::language::Language;
use crate::store::accounts::{self, Account, NewAccount};
use crate::store::audit::Actor;
use crate::store::sessions::{self as stored, Purpose};
use crate::store::{StoreError, programmes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/accounts", Right::Administer, index)
        .post("/accounts", Right::Administer, invite)
        .get("/accounts/{id}", Right::Administer, show)
        .post("/accounts/{id}/links", Right::Administer, reset)
        .post("/accounts/{id}/state", Right::Administer, change_state)
        .post("/accounts/{id}/roles", Right::Administer, change_role)
}

/// The address of the first administrator's one-time link: as long as no administrator has a
/// password, whoever starts the program gets one. None once somebody can give access.
pub async fn first_link(app: &App) -> Result<Option<String>, StoreError> {
    match offer_first_link(app).await {
        // Another program that starts at the same time was first; now there is one.
        Err(StoreError::Taken { .. }) => offer_first_link(app).await,
        offered => offered,
    }
}

async fn offer_first_link(app: &App) -> Result<Option<String>, StoreError> {
    let now = app.clock.now();
    let known = accounts::all(&app.db.reader).await?;
    let mut administrators = known.into_iter().filter(|account| account.administrator);
    let found = administrators.next();
    if let Some(first) = &found
        && (first.has_password || administrators.any(|other| other.has_password))
    {
        return Ok(None);
    }
    let tx = app.db.begin().await?;
    let account = match found {
        Some(account) => account,
        None => {
            let host = app.settings.host();
            let new = NewAccount {
                email: format!("admin@{host}"),
                name: "Administrator".to_owned(),
                language: Language::dutch(),
                administrator: true,
            };
            accounts::create(&tx, &Actor::program("peil serve"), &new, now).await?
        }
    };
    let path = sessions::offer_link(&tx, account.id, Purpose::SetPassword, now).await?;
    tx.commit().await?;
    Ok(Some(format!("{}{path}", app.settings.public_url)))
}

async fn index(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
) -> Result<Markup, WebError> {
    let entries = entries(&app).await?;
    Ok(page::index(
        &language,
        &visitor,
        &entries,
        &page::NewPerson::default(),
        &[],
    ))
}

async fn entries(app: &App) -> Result<Vec<Entry>, StoreError> {
    let db = &app.db.reader;
    let programmes = programmes::all(db).await?;
    let mut entries = Vec::new();
    for account in accounts::all(db).await? {
        let memberships = accounts::memberships(db, account.id, app.clock.now()).await?;
        let roles = programmes
            .iter()
            .flat_map(|programme| {
                memberships
                    .iter()
                    .filter(|own| own.programme_id == programme.id)
                    .map(|own| (programme.clone(), *own))
            })
            .collect();
        entries.push(Entry { account, roles });
    }
    Ok(entries)
}

/// Makes an account and shows, once, the link that its owner chooses a password with.
async fn invite(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Form(form): Form<page::NewPerson>,
) -> Result<Response, WebError> {
    let refused = async |problems: &[Problem]| -> Result<Response, WebError> {
        let entries = entries(&app).await?;
        let page = page::index(&language, &visitor, &entries, &form, problems);
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let problems = form.problems();
    if !problems.is_empty() {
        return refused(&problems).await;
    }
    let new = NewAccount {
        email: form.email.trim().to_owned(),
        name: form.name.trim().to_owned(),
        language: if form.language == "nl" {
            Language::dutch()
        } else {
            Language::english()
        },
        administrator: form.administrator.is_some(),
    };
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let account = match accounts::create(&tx, &visitor.actor(), &new, now).await {
        Err(StoreError::Taken { .. }) => {
            drop(tx);
            return refused(&[Problem::EmailTaken]).await;
        }
        account => account?,
    };
    let link = sessions::offer_link(&tx, account.id, Purpose::SetPassword, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let link = format!("{}{link}", app.settings.public_url);
    let said = Said::Link(&link);
    let page = one(&app, &language, &visitor, account.id, said).await?;
    Ok((StatusCode::CREATED, page).into_response())
}

async fn show(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Result<Markup, WebError> {
    one(&app, &language, &visitor, id, Said::Nothing).await
}

async fn one(
    app: &App,
    language: &Language,
    visitor: &Visitor,
    id: Uuid,
    said: Said<'_>,
) -> Result<Markup, WebError> {
    let db = &app.db.reader;
    let account = accounts::by_id(db, id).await?;
    let all = programmes::all(db).await?;
    let memberships = accounts::memberships(db, id, app.clock.now()).await?;
    let roles = memberships
        .iter()
        .filter_map(|own| {
            let programme = all.iter().find(|one| one.id == own.programme_id)?;
            Some((programme.clone(), *own))
        })
        .collect();
    let entry = Entry { account, roles };
    Ok(page::show(language, visitor, &entry, &all, said))
}

/// A new one-time link; the password that there was keeps working until another is chosen.
async fn reset(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Result<Markup, WebError> {
    let now = app.clock.now();
    let account = accounts::by_id(&app.db.reader, id).await?;
    let tx = app.db.begin().await?;
    let link = sessions::offer_link(&tx, account.id, Purpose::SetPassword, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let link = format!("{}{link}", app.settings.public_url);
    one(&app, &language, &visitor, id, Said::Link(&link)).await
}

#[derive(Deserialize)]
struct NewState {
    blocked: bool,
}

async fn change_state(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    Form(form): Form<NewState>,
) -> Result<Redirect, WebError> {
    let account = other_than(&visitor, accounts::by_id(&app.db.reader, id).await?)?;
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    accounts::set_blocked(&tx, &visitor.actor(), &account, form.blocked, now).await?;
    if form.blocked {
        stored::end_all(&tx, account.id).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&format!("/accounts/{id}")))
}

/// Gives a role, changes its days or takes it away; days that cannot be come back with the reason.
async fn change_role(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    Form(form): Form<RoleChange>,
) -> Result<Response, WebError> {
    let role = Role::from_code(&form.role).map_err(|err| WebError::Unreadable(err.to_string()))?;
    let days = match form.days() {
        Ok(days) => days,
        Err(problem) => {
            let said = Said::Refused(&form, problem);
            let page = one(&app, &language, &visitor, id, said).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let account = accounts::by_id(&app.db.reader, id).await?;
    let (actor, now) = (visitor.actor(), app.clock.now());
    if role.is_for_all_programmes() {
        let account = other_than(&visitor, account)?;
        let tx = app.db.begin().await?;
        accounts::set_administrator(&tx, &actor, &account, form.given, now).await?;
        tx.commit().await.map_err(StoreError::from)?;
    } else {
        let programme = programmes::by_slug(&app.db.reader, &form.programme).await?;
        let tx = app.db.begin().await?;
        if form.given {
            accounts::grant(&tx, &actor, &account, &programme, role, days, now).await?;
        } else {
            accounts::revoke(&tx, &actor, &account, &programme, role, now).await?;
        }
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(Redirect::to(&format!("/accounts/{id}")).into_response())
}

/// Nobody locks themselves out: somebody else can still do it, so one administrator remains.
fn other_than(visitor: &Visitor, account: Account) -> Result<Account, WebError> {
    if account.id == visitor.account.id {
        Err(WebError::NotAllowed)
    } else {
        Ok(account)
    }
}
