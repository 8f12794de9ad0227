//! The client's pages behind an open link: `/o/…` for whoever passes, until the first page is sent;
//! then `/v/…`, a link of their own. Opening either stores nothing.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use super::asking;
use super::extract::{Pairs, Path};
use super::links::{self, Caller};
use super::pages::respond as page;
use super::posted::{Go, Posted};
use super::respond::Found;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::domain::logic::Client;
use crate::domain::open_link::{Refusal, Use};
use crate::domain::submission::Draft;
use crate::store::invited::{Invited, Visiting};
use crate::store::open_links::{self, OpenLink};
use crate::store::waves::Wave;
use crate::store::{StoreError, visits, waves};

pub fn routes() -> Routes {
    Routes::new()
        .get("/o/{token}", Right::Client, welcome)
        .get("/o/{token}/{page}", Right::Client, first)
        .post("/o/{token}/{page}", Right::Client, begin)
        .get("/v/{token}", Right::Client, resume)
        .get("/v/{token}/{page}", Right::Client, show)
        .post("/v/{token}/{page}", Right::Client, save)
}

/// An open link that was looked up, with the pages that it leads to.
struct Opening {
    link: OpenLink,
    wave: Wave,
    found: Found,
}

impl Opening {
    async fn find(app: &App, token: &str, caller: &Caller) -> Result<Self, WebError> {
        let (now, db) = (app.clock.now(), &app.db.reader);
        let look_up = open_links::by_token(db, token);
        let link = links::behind(app, caller.address, token, look_up).await?;
        let wave = waves::by_id(db, link.wave_id).await?;
        let invited = nobody(&link, &wave);
        let asking = asking::of(app, &invited).await?;
        let at = format!("/o/{}", token.trim().to_ascii_lowercase());
        let language = caller.language(&asking.survey, None);
        let found = Found {
            client: client(invited.visit.as_ref(), &language),
            kiosk: link.terms.kiosk.then(|| at.clone()),
            link: at,
            language,
            invited,
            asking,
            now,
        };
        Ok(Self { link, wave, found })
    }

    /// The page that says why nobody can begin now.
    async fn closed(&self, app: &App) -> Result<Option<Response>, WebError> {
        if let Some(end) = self.found.end() {
            return Ok(Some(end));
        }
        let (terms, now) = (&self.link.terms, self.found.now);
        let used = match terms.most.or(terms.per_hour) {
            Some(_) => open_links::used(&app.db.reader, &self.link, &self.wave, false, now).await?,
            None => Use::default(),
        };
        let refusal = terms.admits(used, now).err();
        Ok(refusal.map(|refusal| self.refused(refusal)))
    }

    fn refused(&self, refusal: Refusal) -> Response {
        let opened = self.found.opened();
        let page = match refusal {
            Refusal::NotYet => page::not_open_yet(&opened),
            Refusal::Over => page::closed(&opened, false),
            Refusal::Full => page::full(&opened, false),
            Refusal::Busy => page::full(&opened, true),
        };
        page.into_response()
    }
}

/// Who was not invited and has answered nothing yet.
fn nobody(link: &OpenLink, wave: &Wave) -> Invited {
    Invited {
        lane: 0,
        id: Uuid::nil(),
        programme_id: wave.programme_id,
        wave_id: wave.id,
        survey_version_id: wave.survey_version_id,
        privacy_mode: wave.privacy_mode,
        wave_state: wave.state,
        closes_at: wave.closes_at,
        started_at: None,
        submitted_at: None,
        language: Language::english(),
        draft: Draft::default(),
        visit: Some(Visiting {
            open_link: link.id,
            kiosk: link.terms.kiosk,
            segment: link.terms.segment.clone(),
        }),
    }
}

/// All that conditions and texts may say of somebody whom nobody knows.
fn client(visit: Option<&Visiting>, language: &Language) -> Client {
    let segment = visit.and_then(|visit| visit.segment.clone());
    let mut client: Client = segment
        .map(|segment| ("client.segment".to_owned(), segment))
        .into_iter()
        .collect();
    client.insert("client.language".to_owned(), language.tag().to_owned());
    client
}

async fn welcome(
    State(app): State<App>,
    Path(token): Path<String>,
    caller: Caller,
) -> Result<Response, WebError> {
    let opening = Opening::find(&app, &token, &caller).await?;
    match opening.closed(&app).await? {
        Some(closed) => Ok(closed),
        None => opening.found.begin(),
    }
}

/// The welcome again, or the first page of the survey; there is no other one before that is sent.
async fn first(
    State(app): State<App>,
    Path((token, wanted)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, WebError> {
    let opening = Opening::find(&app, &token, &caller).await?;
    if let Some(closed) = opening.closed(&app).await? {
        return Ok(closed);
    }
    let found = &opening.found;
    let number: usize = wanted.parse().map_err(|_| WebError::LinkNotValid)?;
    if number > 0 && number != found.resume_at() {
        return Ok(found.to(&found.resume_at().to_string(), &found.language, None));
    }
    found.show(&wanted, None)
}

/// The first page is sent: somebody begins, and goes on by a link of their own.
async fn begin(
    State(app): State<App>,
    Path((token, wanted)): Path<(String, String)>,
    caller: Caller,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let caller = caller.with(&fields);
    let opening = Opening::find(&app, &token, &caller).await?;
    let found = &opening.found;
    let posted = Posted::read(&fields)?;
    let number: usize = wanted.parse().map_err(|_| WebError::LinkNotValid)?;
    if number != found.resume_at() {
        return Err(WebError::LinkNotValid);
    }
    match &posted.go {
        Go::Back => return Ok(found.to("0", &found.language, None)),
        Go::Keep => return Err(WebError::LinkNotValid), // our script does not save here
        Go::Next | Go::In(_) => {}
    }
    if found.end().is_some() {
        return Ok(found.refused());
    }
    let (reading, _) = found.read(number, &posted)?;
    if !reading.problems.is_empty() {
        return Ok(found.refused_page(number, &posted, &reading.problems));
    }
    let tx = app.db.begin().await?;
    let (link, wave, key) = (&opening.link, &opening.wave, &app.link_key);
    let begun = visits::begin(&tx, link, wave, posted.key, &found.language, key, found.now).await?;
    let token = match begun {
        Ok(token) => token,
        Err(refusal) => {
            drop(tx);
            return Ok((StatusCode::CONFLICT, opening.refused(refusal)).into_response());
        }
    };
    tx.commit().await.map_err(StoreError::from)?;
    let visit = find(&app, token.reveal(), &caller).await?;
    visit.take(&app, &wanted, &fields).await
}

async fn find(app: &App, token: &str, caller: &Caller) -> Result<Found, WebError> {
    let now = app.clock.now();
    let look_up = visits::by_token(&app.db.reader, token, now);
    let invited = links::behind(app, caller.address, token, look_up).await?;
    let asking = asking::of(app, &invited).await?;
    let language = caller.language(&asking.survey, Some(&invited.language));
    let kiosk = invited.visit.as_ref().filter(|visit| visit.kiosk);
    Ok(Found {
        client: client(invited.visit.as_ref(), &language),
        kiosk: kiosk
            .map(|visit| format!("/o/{}", app.link_key.token(0, visit.open_link, 0).reveal())),
        link: format!("/v/{}", token.trim().to_ascii_lowercase()),
        language,
        invited,
        asking,
        now,
    })
}

async fn resume(
    State(app): State<App>,
    Path(token): Path<String>,
    caller: Caller,
) -> Result<Response, WebError> {
    let found = find(&app, &token, &caller).await?;
    found.begin()
}

async fn show(
    State(app): State<App>,
    Path((token, wanted)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, WebError> {
    let found = find(&app, &token, &caller).await?;
    // On a device that many use, the first page is everybody's again.
    if let Some(start) = found.kiosk.as_ref().filter(|_| wanted == "0") {
        return Ok(Redirect::to(start).into_response());
    }
    found.show(&wanted, caller.asked.said)
}

async fn save(
    State(app): State<App>,
    Path((token, wanted)): Path<(String, String)>,
    caller: Caller,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let found = find(&app, &token, &caller.with(&fields)).await?;
    found.take(&app, &wanted, &fields).await
}
