//! The tree of themes of the coding desk: counts by people, quotes for the report, and changes with
//! what follows.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use uuid::Uuid;

use super::coding::Desk;
use super::extract::{Form, Pairs, Path, Query};
use super::pages::coding::themes as page;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::coding::themes::{Change, ThemeError};
use crate::store::{StoreError, coding, quotes};

pub fn routes() -> Routes {
    let own = "/programmes/{slug}/waves/{number}/coding/themes";
    let change = "/programmes/{slug}/waves/{number}/coding/themes/change";
    Routes::new()
        .get(own, Right::Interview, index)
        .post(own, Right::Evaluate, add)
        .get(change, Right::Evaluate, consider)
        .post(change, Right::Evaluate, make)
        .post(
            "/programmes/{slug}/waves/{number}/coding/quotes",
            Right::Evaluate,
            quote,
        )
}

/// A change as it stands in an address or a form.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    pub key: String,
    #[serde(default)]
    pub what: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub parent: String,
    #[serde(default)]
    pub into: String,
    #[serde(skip)]
    pub parameters: Vec<String>,
}

impl Wanted {
    fn of(fields: Vec<(String, String)>) -> Self {
        let mut wanted = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "key" => wanted.key = value,
                "what" => wanted.what = value,
                "name" => wanted.name = value,
                "parent" => wanted.parent = value,
                "into" => wanted.into = value,
                "parameter" => wanted.parameters.push(value),
                _ => {}
            }
        }
        wanted
    }

    /// What it asks for; nothing when nothing was chosen yet.
    fn change(&self) -> Option<Change> {
        let key = self.key.clone();
        let parent = Some(self.parent.clone()).filter(|parent| !parent.is_empty());
        Some(match self.what.as_str() {
            "add" => Change::Add {
                name: self.name.clone(),
                parent,
            },
            "rename" => Change::Rename {
                key,
                name: self.name.clone(),
            },
            "move" => Change::Move { key, parent },
            "merge" => Change::Merge {
                key,
                into: self.into.clone(),
            },
            "link" => Change::Link {
                key,
                parameters: self.parameters.clone(),
            },
            _ => return None,
        })
    }
}

/// The words that the protocol's subjects name.
pub fn fixed(work: &Work) -> Vec<&str> {
    let protocol = work.stand.protocol.as_ref();
    let subjects = protocol.map_or(&[][..], |version| &version.protocol.analysis.subjects);
    let themes = subjects.iter().flat_map(|subject| &subject.themes);
    themes.map(String::as_str).collect()
}

async fn index(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Markup, WebError> {
    let desk = Desk::of(&work, number).await?;
    Ok(page::index(&work, &desk, None))
}

async fn add(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let desk = Desk::of(&work, number).await?;
    let wanted = Wanted {
        what: "add".to_owned(),
        ..Wanted::of(fields)
    };
    match changed(&app, &work, &wanted).await? {
        Ok(()) => Ok(Redirect::to(&desk.at(&work, "/themes")).into_response()),
        Err(error) => {
            let page = page::index(&work, &desk, Some((error, &wanted)));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// A statement that is to stand in the report, or not any more.
#[derive(Debug, Deserialize)]
struct Quoting {
    id: Uuid,
    show: bool,
}

async fn quote(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(wanted): Form<Quoting>,
) -> Result<Response, WebError> {
    let desk = Desk::of(&work, number).await?;
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let own = (&work.programme, &desk.wave);
    let tx = app.db.begin().await?;
    let done = match wanted.show {
        true => {
            let which = (wanted.id, page::threshold(&work));
            quotes::choose(&tx, &actor, own, which, now).await?
        }
        false => {
            quotes::leave_out(&tx, &actor, own, wanted.id, now).await?;
            true
        }
    };
    if !done {
        drop(tx);
        let page = page::not_quotable(&work, &desk);
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&desk.at(&work, "/themes#quotes")).into_response())
}

async fn changed(
    app: &App,
    work: &Work,
    wanted: &Wanted,
) -> Result<Result<(), ThemeError>, WebError> {
    let change = wanted.change().ok_or(WebError::NotFound)?;
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let tx = app.db.begin().await?;
    let done = coding::change(&tx, &actor, &work.programme, &change, &fixed(work), now).await?;
    if done.is_ok() {
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(done)
}

/// What can be done with a theme, and what follows from what was chosen; nothing is changed.
async fn consider(
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let desk = Desk::of(&work, number).await?;
    let theme = desk.tree.get(&wanted.key).cloned();
    let theme = theme.filter(|theme| theme.key == wanted.key);
    let theme = theme.ok_or(WebError::NotFound)?;
    let fixed = fixed(&work);
    let after = wanted
        .change()
        .map(|change| desk.tree.with(&change, &fixed));
    let status = match &after {
        Some(Err(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let page = page::change(&work, &desk, &theme, &wanted, after);
    Ok((status, page).into_response())
}

async fn make(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let desk = Desk::of(&work, number).await?;
    let wanted = Wanted::of(fields);
    let theme = desk.tree.get(&wanted.key).cloned();
    let theme = theme.ok_or(WebError::NotFound)?;
    match changed(&app, &work, &wanted).await? {
        Ok(()) => Ok(Redirect::to(&desk.at(&work, "/themes")).into_response()),
        Err(error) => {
            let page = page::change(&work, &desk, &theme, &wanted, Some(Err(error)));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
