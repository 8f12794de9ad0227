//! The reminders of a wave: when they go, who gets one now and who does not and why, and the button
//! that stops all mail.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::extract::{Form, Path};
use super::pages::reminders::{self as page, Counted, ReminderForm, Shown};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::store::outbox::{self, Turn};
use crate::store::reminders::{self, Reminder};
use crate::store::waves::{self, Wave, WaveState};
use crate::store::{StoreError, asking};

pub fn routes() -> Routes {
    let own = "/programmes/{slug}/waves/{number}/reminders";
    Routes::new()
        .get(own, Right::Evaluate, show)
        .post(own, Right::Evaluate, plan)
        .post(
            "/programmes/{slug}/waves/{number}/mail-stop",
            Right::Evaluate,
            stop,
        )
}

/// The wave, where there is one already; the protocol may only plan it.
async fn found(work: &Work, number: i32) -> Result<Option<Wave>, WebError> {
    let mut waves = work.stand.waves.iter();
    if let Some(wave) = waves.find(|wave| wave.number == number) {
        return Ok(Some(wave.clone()));
    }
    let protocol = work.stand.protocol.as_ref();
    let planned = protocol.zip(u32::try_from(number).ok());
    match planned.and_then(|(version, number)| version.protocol.wave(number)) {
        Some(_) => Ok(None),
        None => Err(WebError::NotFound),
    }
}

async fn show(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Markup, WebError> {
    let wave = found(&work, number).await?;
    let planned = match &wave {
        Some(wave) => reminders::of_wave(&work.app.db.reader, wave).await?,
        None => Vec::new(),
    };
    let form = ReminderForm::of(&planned);
    page_of(&work, number, wave.as_ref(), &planned, &form, &[]).await
}

async fn page_of(
    work: &Work,
    number: i32,
    wave: Option<&Wave>,
    planned: &[Reminder],
    form: &ReminderForm,
    problems: &[page::Problem],
) -> Result<Markup, WebError> {
    let open = wave.filter(|wave| wave.state == WaveState::Open);
    let counts = match open {
        Some(wave) => counted(work, wave, planned).await?,
        None => Vec::new(),
    };
    Ok(page::show(
        work,
        &Shown {
            number,
            wave,
            planned,
            counts,
            form,
            problems,
        },
    ))
}

/// What each step would do at this moment, by the one query that decides it at sending.
async fn counted(
    work: &Work,
    wave: &Wave,
    planned: &[Reminder],
) -> Result<Vec<Counted>, StoreError> {
    let (db, now) = (&work.app.db.reader, work.app.clock.now());
    let mut turns = vec![(None, Turn::now("invitation", now))];
    let steps = reminders::turns(planned, now).into_iter();
    turns.extend(planned.iter().copied().map(Some).zip(steps));
    let mut counts = Vec::new();
    for (reminder, turn) in turns {
        counts.push(Counted {
            next: reminder.map(|one| one.window.next(now, work.zone())),
            counts: outbox::recipients_at(db, wave, &turn, now).await?,
            step: turn.step,
        });
    }
    Ok(counts)
}

async fn plan(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(form): Form<ReminderForm>,
) -> Result<Response, WebError> {
    let wave = found(&work, number).await?;
    if let Some(wave) = wave.as_ref().filter(|one| one.state == WaveState::Closed) {
        return Err(closed(wave));
    }
    let planned = match form.read() {
        Ok(planned) => planned,
        Err(problems) => {
            let kept = match &wave {
                Some(wave) => reminders::of_wave(&app.db.reader, wave).await?,
                None => Vec::new(),
            };
            let page = page_of(&work, number, wave.as_ref(), &kept, &form, &problems).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let (actor, now, programme) = (work.visitor.actor(), app.clock.now(), &work.programme);
    let tx = app.db.begin().await?;
    let wave = asking::wave(&tx, &actor, programme, number, now).await?;
    reminders::replace(&tx, &actor, programme, &wave, &planned, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(back(&work, number).into_response())
}

fn closed(wave: &Wave) -> WebError {
    StoreError::WaveState {
        number: wave.number,
        state: "closed".to_owned(),
    }
    .into()
}

fn back(work: &Work, number: i32) -> Redirect {
    Redirect::to(&work.at(&format!("waves/{number}/reminders")))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Stopping {
    stopped: String,
}

async fn stop(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(form): Form<Stopping>,
) -> Result<Redirect, WebError> {
    let wave = waves::by_number(&app.db.reader, &work.programme, number).await?;
    if wave.state == WaveState::Closed {
        return Err(closed(&wave));
    }
    let stopped = match form.stopped.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(WebError::Unreadable("stopped must be yes or no".to_owned())),
    };
    // Pressed twice, the first time stays the time.
    if stopped != wave.mail_stopped_at.is_some() {
        let tx = app.db.begin().await?;
        waves::stop_mail(&tx, &work.visitor.actor(), &wave, stopped, app.clock.now()).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(back(&work, number))
}
