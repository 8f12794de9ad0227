//! Open links of a wave, for posters and kiosks: made within limits, printed, taken back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDateTime, Timelike, Utc};
use maud::Markup;

use super::extract::{Form, Path};
use super::pages::open_links::{self as page, LinkForm, Problem, Shown};
use super::pages::planning::segments;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::open_link::Terms;
use crate::domain::schedule::at;
use crate::store::open_links::{self, OpenLink};
use crate::store::waves::{self, Wave};
use crate::store::{StoreError, asking, mail_texts};

pub fn routes() -> Routes {
    Routes::new()
        .get(
            "/programmes/{slug}/waves/{number}/open-links",
            Right::Evaluate,
            show,
        )
        .post(
            "/programmes/{slug}/waves/{number}/open-links",
            Right::Evaluate,
            create,
        )
        .get(
            "/programmes/{slug}/waves/{number}/open-links/{link}/poster",
            Right::Evaluate,
            poster,
        )
        .post(
            "/programmes/{slug}/waves/{number}/open-links/{link}/revocation",
            Right::Evaluate,
            revoke,
        )
}

/// What stands in an address bar and behind the code on a poster.
fn address(app: &App, link: &OpenLink) -> String {
    let origin = &app.settings.public_url;
    format!("{origin}/o/{}", link.token(&app.link_key).reveal())
}

async fn show(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Markup, WebError> {
    page_of(&work, number, &LinkForm::default(), &[]).await
}

async fn page_of(
    work: &Work,
    number: i32,
    form: &LinkForm,
    problems: &[Problem],
) -> Result<Markup, WebError> {
    let db = &work.app.db.reader;
    let wave = waves::find(db, &work.programme, number).await?;
    let planned = work.stand.protocol.as_ref().zip(u32::try_from(number).ok());
    let planned = planned.and_then(|(version, number)| version.protocol.wave(number));
    let name = match (&wave, planned) {
        (Some(wave), _) => wave.name.clone(),
        (None, Some(plan)) => plan.name.clone(),
        (None, None) => return Err(WebError::NotFound),
    };
    let links = match &wave {
        Some(wave) => open_links::of_wave(db, wave).await?,
        None => Vec::new(),
    };
    let links = links.into_iter();
    let links = links.map(|used| (address(&work.app, &used.link), used));
    Ok(page::show(
        work,
        &Shown {
            number,
            name: &name,
            wave: wave.as_ref(),
            links: links.collect(),
            form,
            problems,
        },
    ))
}

async fn create(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(form): Form<LinkForm>,
) -> Result<Response, WebError> {
    let now = app.clock.now();
    let (terms, mut problems) = read(&work, &form);
    let known = segments(&work);
    let known: Vec<&str> = known.iter().map(|one| one.code.as_str()).collect();
    let faults = terms.faults(&known, now).into_iter().map(Problem::Fault);
    problems.extend(faults);
    if !problems.is_empty() {
        let page = page_of(&work, number, &form, &problems).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let (actor, programme) = (work.visitor.actor(), &work.programme);
    let tx = app.db.begin().await?;
    let wave = asking::wave(&tx, &actor, programme, number, now).await?;
    let key = &app.link_key;
    open_links::create(&tx, &actor, programme, &wave, &terms, key, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(back(&work, number).into_response())
}

fn back(work: &Work, number: i32) -> Redirect {
    Redirect::to(&work.at(&format!("waves/{number}/open-links")))
}

async fn kept(work: &Work, number: i32, link: i32) -> Result<(Wave, OpenLink), WebError> {
    let db = &work.app.db.reader;
    let wave = waves::by_number(db, &work.programme, number).await?;
    let link = open_links::by_number(db, &wave, link).await?;
    Ok((wave, link))
}

async fn poster(
    work: Work,
    Path((_, number, link)): Path<(String, i32, i32)>,
) -> Result<Markup, WebError> {
    let (wave, link) = kept(&work, number, link).await?;
    if link.revoked_at.is_some() {
        return Err(WebError::NotFound); // nothing to hang up any more
    }
    let asking = mail_texts::asking(&work.app.db.reader, wave.id).await?;
    let address = address(&work.app, &link);
    Ok(page::poster(&work, &wave, &link, &asking, &address))
}

async fn revoke(
    State(app): State<App>,
    work: Work,
    Path((_, number, link)): Path<(String, i32, i32)>,
) -> Result<Redirect, WebError> {
    let (wave, link) = kept(&work, number, link).await?;
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let tx = app.db.begin().await?;
    open_links::revoke(&tx, &actor, &work.programme, &wave, &link, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(back(&work, number))
}

/// What the form says, and what in it says nothing.
fn read(work: &Work, form: &LinkForm) -> (Terms, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut limit = |typed: &str, problem: Problem| -> Option<u32> {
        let typed = typed.trim();
        let read = typed.parse().ok();
        if read.is_none() && !typed.is_empty() {
            problems.push(problem);
        }
        read
    };
    let most = limit(&form.most, Problem::Most);
    let per_hour = limit(&form.per_hour, Problem::PerHour);
    let mut moment = |typed: &str, problem: Problem| -> Option<DateTime<Utc>> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let Ok(local) = NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M") else {
            problems.push(problem);
            return None;
        };
        let minute = local.hour() * 60 + local.minute();
        Some(at(local.date(), minute as u16, work.zone())) // under 1,440
    };
    let from = moment(&form.from, Problem::From);
    let until = moment(&form.until, Problem::Until);
    let terms = Terms {
        name: form.name.trim().to_owned(),
        segment: (!form.segment.is_empty()).then(|| form.segment.clone()),
        kiosk: !form.kiosk.is_empty(),
        most,
        per_hour,
        from,
        until,
    };
    (terms, problems)
}
