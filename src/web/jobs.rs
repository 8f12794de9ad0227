//! The queue of what is done later: what runs, waits and failed, what is planned, and a try at once.

use axum::extract::State;
use axum::response::Redirect;
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use maud::Markup;
use uuid::Uuid;

use super::extract::Path;
use super::pages::jobs::{self as page, Mailing, Planned, Shown, What};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::protocol::PrivacyMode;
use crate::domain::submission::GRACE;
use crate::store::waves::{self, Wave, WaveState};
use crate::store::{StoreError, invitations, jobs, outbox, reminders, troubles};

pub fn routes() -> Routes {
    Routes::new()
        .get("/programmes/{slug}/jobs", Right::Evaluate, index)
        .post(
            "/programmes/{slug}/jobs/{id}/attempts",
            Right::Evaluate,
            retry,
        )
        .post(
            "/programmes/{slug}/jobs/{id}/removal",
            Right::Evaluate,
            remove,
        )
        .post(
            "/programmes/{slug}/jobs/mail/{number}/attempts",
            Right::Evaluate,
            retry_mail,
        )
}

async fn index(work: Work) -> Result<Markup, WebError> {
    let db = &work.app.db.reader;
    let now = work.app.clock.now();
    let (mut mailings, mut planned) = (Vec::new(), Vec::new());
    for wave in work.stand.waves.iter().rev() {
        let states = outbox::count_by_state(db, wave).await?;
        if !states.is_empty() {
            mailings.push(Mailing {
                wave,
                states,
                troubles: troubles::of_wave(db, wave).await?,
            });
        }
        planned.extend(ahead(&work, wave, now).await?);
    }
    planned.sort_by_key(|one| (one.at, one.wave.number));
    let jobs = jobs::of_programme(db, &work.programme).await?;
    let shown = Shown {
        jobs,
        mailings,
        planned,
    };
    Ok(page::index(&work, &shown))
}

/// What the plan of a wave will do by itself.
async fn ahead<'a>(
    work: &Work,
    wave: &'a Wave,
    now: DateTime<Utc>,
) -> Result<Vec<Planned<'a>>, StoreError> {
    let planned = |at, what| Planned { at, wave, what };
    match wave.state {
        WaveState::Planned => {
            let opens = wave.opens_at.map(|at| planned(at, What::Opens));
            return Ok(opens.into_iter().collect());
        }
        WaveState::Closed => return Ok(Vec::new()),
        WaveState::Open => {}
    }
    let db = &work.app.db.reader;
    let mut all = Vec::new();
    if let Some(at) = wave.closes_at {
        all.push(planned(at + GRACE, What::Closes));
    }
    let hour = TimeDelta::hours(1);
    if let (PrivacyMode::Anonymous, Ok(last)) = (wave.privacy_mode, now.duration_trunc(hour)) {
        all.push(planned(last + hour, What::Flags));
    }
    let sent = invitations::first_sent_at(db, wave).await?;
    let Some(sent) = sent.filter(|_| wave.mail_stopped_at.is_none()) else {
        return Ok(all);
    };
    for reminder in reminders::of_wave(db, wave).await? {
        let due = sent + TimeDelta::days(reminder.after_days.into());
        let at = reminder.window.next(due.max(now), work.zone());
        if wave.closes_at.is_none_or(|closes_at| at < closes_at) {
            all.push(planned(at, What::Reminds(reminder.step())));
        }
    }
    Ok(all)
}

fn back(work: &Work) -> Redirect {
    Redirect::to(&work.at("jobs"))
}

async fn retry(
    State(app): State<App>,
    work: Work,
    Path((_, job)): Path<(String, Uuid)>,
) -> Result<Redirect, WebError> {
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let tx = app.db.begin().await?;
    jobs::retry(&tx, &actor, &work.programme, job, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(back(&work))
}

async fn remove(
    State(app): State<App>,
    work: Work,
    Path((_, job)): Path<(String, Uuid)>,
) -> Result<Redirect, WebError> {
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let tx = app.db.begin().await?;
    jobs::remove(&tx, &actor, &work.programme, job, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(back(&work))
}

async fn retry_mail(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
) -> Result<Redirect, WebError> {
    let wave = waves::by_number(&app.db.reader, &work.programme, number).await?;
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let tx = app.db.begin().await?;
    troubles::retry_now(&tx, &actor, &work.programme, &wave, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(back(&work))
}
