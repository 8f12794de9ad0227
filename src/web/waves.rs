//! Waves: opened under a frozen protocol, their clients invited and mailed, and closed.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use maud::Markup;
use sea_orm::DatabaseTransaction;

use super::extract::{Form, Path};
use super::pages::sending::{self, Sending};
use super::pages::waves::{self as page, Invited, Opening, Problem, Shown};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::outlook::{self, Needed};
use crate::domain::sample::{Asked, Sampling};
use crate::store::outbox::{self, Reason};
use crate::store::waves::{self, Wave, WaveState};
use crate::store::{
    StoreError, asking, clients, evidence, invitations, protocols, reminders, responses, snapshots,
    surveys,
};

pub fn routes() -> Routes {
    let wave = "/programmes/{slug}/waves/{number}";
    Routes::new()
        .get("/programmes/{slug}/waves", Right::Read, index)
        .get(wave, Right::Read, show)
        .post(
            "/programmes/{slug}/waves/{number}/opening",
            Right::Evaluate,
            open,
        )
        .post(
            "/programmes/{slug}/waves/{number}/closing",
            Right::Evaluate,
            close,
        )
        .post(
            "/programmes/{slug}/waves/{number}/reopening",
            Right::Evaluate,
            reopen,
        )
        .post(
            "/programmes/{slug}/waves/{number}/invitations",
            Right::Evaluate,
            invite,
        )
        .get(
            "/programmes/{slug}/waves/{number}/sending",
            Right::Evaluate,
            confirm,
        )
        .post(
            "/programmes/{slug}/waves/{number}/sending",
            Right::Evaluate,
            send,
        )
}

/// How many were asked, and how many of them answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub asked: u64,
    pub answered: u64,
}

/// Of a wave without invitations of ours (its answers came in a file) the population was asked.
pub async fn tally(work: &Work, wave: &Wave) -> Result<Tally, StoreError> {
    let db = &work.app.db.reader;
    let progress = invitations::progress(db, wave).await?;
    let asked: u64 = progress.iter().map(|one| one.invited).sum();
    if asked > 0 {
        let answered = progress.iter().map(|one| one.submitted).sum();
        return Ok(Tally { asked, answered });
    }
    Ok(Tally {
        asked: u64::try_from(wave.population).unwrap_or(0),
        answered: responses::count(db, wave).await?,
    })
}

/// The waves that are there, and those that the protocol only plans.
fn all(work: &Work) -> Vec<Shown> {
    let protocol = work.stand.protocol.as_ref();
    let planned = protocol.map_or(&[][..], |version| &version.protocol.waves);
    let mut all: Vec<Shown> = planned.iter().map(Shown::planned).collect();
    for wave in &work.stand.waves {
        match all.iter_mut().find(|shown| shown.number == wave.number) {
            Some(shown) => shown.wave = Some(wave.clone()),
            None => all.push(Shown::kept(wave)),
        }
    }
    all.sort_by_key(|shown| shown.number);
    all
}

fn one(work: &Work, number: i32) -> Result<Shown, WebError> {
    let found = all(work).into_iter().find(|shown| shown.number == number);
    found.ok_or(WebError::NotFound)
}

async fn index(work: Work) -> Result<Markup, WebError> {
    let mut rows = Vec::new();
    for shown in all(&work) {
        let tally = match &shown.wave {
            Some(wave) if wave.state != WaveState::Planned => Some(tally(&work, wave).await?),
            _ => None,
        };
        rows.push((shown, tally));
    }
    Ok(page::index(&work, &rows))
}

async fn show(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Markup, WebError> {
    let shown = one(&work, number)?;
    page_of(&work, &shown, &Opening::default(), &Invited::default(), &[]).await
}

async fn page_of(
    work: &Work,
    shown: &Shown,
    opening: &Opening,
    invited: &Invited,
    problems: &[Problem],
) -> Result<Markup, WebError> {
    let db = &work.app.db.reader;
    let Some(wave) = shown
        .wave
        .as_ref()
        .filter(|wave| wave.state != WaveState::Planned)
    else {
        let reminders = match &shown.wave {
            Some(wave) => reminders::of_wave(db, wave).await?.len(),
            None => 0,
        };
        return Ok(page::before(work, shown, reminders, opening, problems));
    };
    let planned = match wave.asked.is_everybody() || !work.may(Right::Evaluate) {
        true => None,
        false => Some(planned(work, wave).await?),
    };
    let asked = page::Asked {
        wave,
        tally: tally(work, wave).await?,
        progress: invitations::progress(db, wave).await?,
        segments: clients::count_by_segment(db, &work.programme).await?,
        planned,
        needed: needed(work, wave),
        early: match &work.stand.protocol {
            Some(version) => evidence::early(db, wave, &version.protocol).await?,
            None => Vec::new(),
        },
    };
    Ok(page::after(work, shown, &asked, invited, problems))
}

/// As the power view reckons it, for the segments that the wave asks.
fn needed(work: &Work, wave: &Wave) -> Option<Needed> {
    let version = work.stand.protocol.as_ref()?;
    outlook::needed(&version.protocol, |code| wave.asked.takes(code))
}

/// How many the plan of an open wave would invite now.
async fn planned(work: &Work, wave: &Wave) -> Result<u64, StoreError> {
    let (db, programme) = (&work.app.db.reader, &work.programme);
    let survey = surveys::by_id(db, wave.survey_version_id).await?.code;
    let (settings, now) = (wave.settings(), work.app.clock.now());
    let key = &work.app.link_key;
    let reach = asking::reach(db, programme, Some(wave), &settings, &survey, key, now);
    Ok(reach.await?.taken())
}

/// Refuses with the page as it was sent.
async fn refuse(
    work: &Work,
    shown: &Shown,
    opening: &Opening,
    invited: &Invited,
    problem: Problem,
) -> Result<Response, WebError> {
    let page = page_of(work, shown, opening, invited, &[problem]).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn open(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(form): Form<Opening>,
) -> Result<Response, WebError> {
    let shown = one(&work, number)?;
    let now = app.clock.now();
    let closes_at = match form.closes_at(&work, now) {
        Ok(closes_at) => closes_at,
        Err(problem) => return refuse(&work, &shown, &form, &Invited::default(), problem).await,
    };
    let tx = app.db.begin().await?;
    match opened(&tx, &work, &shown, closes_at, now).await? {
        Ok(()) => tx.commit().await.map_err(StoreError::from)?,
        Err(problem) => {
            drop(tx);
            return refuse(&work, &shown, &form, &Invited::default(), problem).await;
        }
    }
    Ok(Redirect::to(&work.at(&format!("waves/{number}"))).into_response())
}

/// Opens the wave, which is made first when the protocol only plans it.
async fn opened(
    tx: &DatabaseTransaction,
    work: &Work,
    shown: &Shown,
    closes_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Result<(), Problem>, StoreError> {
    let Some(frozen) = protocols::frozen(tx, work.programme.id).await? else {
        return Ok(Err(Problem::NotFrozen));
    };
    let (actor, programme) = (work.visitor.actor(), &work.programme);
    if let (None, Some(plan)) = (&shown.wave, &shown.plan) {
        let survey = surveys::published(tx, programme.id, &plan.survey).await?;
        if survey.is_none() {
            return Ok(Err(Problem::NotPublished));
        }
    }
    let wave = asking::wave(tx, &actor, programme, shown.number, now).await?;
    let survey = surveys::by_id(tx, wave.survey_version_id).await?;
    if survey.published_at.is_none() {
        return Ok(Err(Problem::NotPublished));
    }
    waves::open(tx, &actor, &wave, frozen.id, closes_at, now).await?;
    Ok(Ok(()))
}

async fn kept(work: &Work, number: i32) -> Result<Wave, WebError> {
    let db = &work.app.db.reader;
    Ok(waves::by_number(db, &work.programme, number).await?)
}

async fn close(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
) -> Result<Redirect, WebError> {
    let wave = kept(&work, number).await?;
    let tx = app.db.begin().await?;
    waves::close(&tx, &work.visitor.actor(), &wave, app.clock.now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("waves/{number}"))))
}

/// Opens a closed wave again, for a reason, as long as nothing final rests on it.
async fn reopen(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(form): Form<page::Reopening>,
) -> Result<Response, WebError> {
    let wave = kept(&work, number).await?;
    let newest = snapshots::newest(&app.db.reader, &work.programme, number.unsigned_abs()).await?;
    let problem = match newest {
        _ if form.reason.trim().is_empty() => Some(Problem::NoReason),
        Some(kept) if !kept.is_draft() => Some(Problem::Final),
        _ => None,
    };
    if let Some(problem) = problem {
        let shown = one(&work, number)?;
        return refuse(
            &work,
            &shown,
            &Opening::default(),
            &Invited::default(),
            problem,
        )
        .await;
    }
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let tx = app.db.begin().await?;
    waves::reopen(&tx, &actor, &wave, form.reason.trim(), now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("waves/{number}"))).into_response())
}

/// Invites everybody who is not invited yet, or a random sample of them.
async fn invite(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(form): Form<Invited>,
) -> Result<Response, WebError> {
    let wave = kept(&work, number).await?;
    if wave.state != WaveState::Open {
        return Err(closed(&wave));
    }
    let asked = match form.asked(&wave) {
        Ok(asked) => asked,
        Err(problem) => {
            let shown = one(&work, number)?;
            return refuse(&work, &shown, &Opening::default(), &form, problem).await;
        }
    };
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let (programme, key) = (&work.programme, &app.link_key);
    let tx = app.db.begin().await?;
    asking::invite(&tx, &actor, programme, &wave, &asked, key, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("waves/{number}"))).into_response())
}

fn closed(wave: &Wave) -> WebError {
    StoreError::WaveState {
        number: wave.number,
        state: format!("{:?}", wave.state).to_lowercase(),
    }
    .into()
}

/// The step whose turn it is: the invitation as long as somebody lacks it, then a reminder.
async fn next_sending(work: &Work, wave: &Wave) -> Result<Sending, StoreError> {
    let (db, now) = (&work.app.db.reader, work.app.clock.now());
    let counts = outbox::recipients(db, wave, "invitation", now).await?;
    let steps = outbox::steps(db, wave).await?;
    let is_first = counts.iter().any(|(reason, _)| *reason == Reason::GetsIt);
    if is_first || steps.is_empty() {
        return Ok(Sending {
            step: "invitation".to_owned(),
            counts,
        });
    }
    let reminders = steps.iter().filter(|step| step.starts_with("reminder"));
    let step = format!("reminder {}", reminders.count() + 1);
    let counts = outbox::recipients(db, wave, &step, now).await?;
    Ok(Sending { step, counts })
}

/// Shows who gets a mail and who does not, and sends nothing.
async fn confirm(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Markup, WebError> {
    let wave = kept(&work, number).await?;
    if wave.state != WaveState::Open {
        return Err(closed(&wave));
    }
    let next = next_sending(&work, &wave).await?;
    Ok(sending::confirm(&work, &wave, &next))
}

async fn send(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(form): Form<sending::Step>,
) -> Result<Redirect, WebError> {
    let wave = kept(&work, number).await?;
    if wave.state != WaveState::Open {
        return Err(closed(&wave));
    }
    // What was confirmed on a page from before somebody else sent it is not sent as the next step.
    if next_sending(&work, &wave).await?.step == form.step {
        let (actor, now) = (work.visitor.actor(), app.clock.now());
        let tx = app.db.begin().await?;
        outbox::enqueue(&tx, &actor, &wave, &form.step, now, now).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(Redirect::to(&work.at("outbox")))
}

impl Opening {
    /// The end of the last day, where the programme is.
    fn closes_at(&self, work: &Work, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Problem> {
        if self.last_day.trim().is_empty() {
            return Ok(None);
        }
        let day: NaiveDate = self.last_day.trim().parse().map_err(|_| Problem::NoDay)?;
        let next = day.succ_opt().ok_or(Problem::NoDay)?;
        let midnight = next.and_hms_opt(0, 0, 0).ok_or(Problem::NoDay)?;
        let closes = work.zone().from_local_datetime(&midnight).earliest();
        let closes = closes.ok_or(Problem::NoDay)?.with_timezone(&Utc);
        if closes <= now {
            return Err(Problem::DayPast);
        }
        Ok(Some(closes))
    }
}

impl Invited {
    /// As the plan has it, a random sample, or all who are left.
    fn asked(&self, wave: &Wave) -> Result<Asked, Problem> {
        if self.who == "plan" {
            return Ok(wave.asked.clone());
        }
        if self.who != "sample" {
            return Ok(Asked::default());
        }
        let size = self.size.trim().parse().ok().filter(|size| *size > 0);
        let size = size.ok_or(Problem::NoSize)?;
        let seed = self.seed.trim().parse().map_err(|_| Problem::NoSeed)?;
        Ok(Asked {
            sampling: Sampling::Simple { size, seed },
            ..Asked::default()
        })
    }
}
