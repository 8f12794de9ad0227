//! The plan of a wave: whom it asks, when, and with what rest; what it comes to is shown before it
//! is kept. `peil wave plan` decides by the same rules.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDateTime, Timelike, Utc};
use maud::Markup;

use super::extract::{Form, Path};
use super::pages::planning::{self as page, PlanForm, Problem, Shown};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::planning::Settings;
use crate::domain::protocol::{PrivacyMode, WavePlan};
use crate::domain::sample::{Asked, Sampling};
use crate::domain::schedule::at;
use crate::store::asking::{self, Plan};
use crate::store::surveys::SurveyVersion;
use crate::store::waves::{Wave, WaveState};
use crate::store::{StoreError, invitations, surveys, waves};

pub fn routes() -> Routes {
    let plan = "/programmes/{slug}/waves/{number}/plan";
    Routes::new()
        .get(plan, Right::Evaluate, show)
        .post(plan, Right::Evaluate, decide)
}

/// A wave that can still be planned, with what its plan chooses from.
struct Planning {
    number: i32,
    wave: Option<Wave>,
    planned: Option<WavePlan>,
    /// The published versions of what it asks, newest first.
    versions: Vec<SurveyVersion>,
    /// Somebody was invited: privacy and questionnaire are fixed.
    is_begun: bool,
}

impl Planning {
    async fn of(work: &Work, number: i32) -> Result<Self, WebError> {
        let db = &work.app.db.reader;
        let wave = waves::find(db, &work.programme, number).await?;
        if let Some(wave) = wave.as_ref().filter(|one| one.state == WaveState::Closed) {
            return Err(StoreError::WaveState {
                number: wave.number,
                state: "closed".to_owned(),
            }
            .into());
        }
        let protocol = work.stand.protocol.as_ref();
        let planned = protocol.zip(u32::try_from(number).ok());
        let planned = planned.and_then(|(version, number)| version.protocol.wave(number));
        let survey = match (&wave, planned) {
            (Some(wave), _) => surveys::by_id(db, wave.survey_version_id).await?.code,
            (None, Some(plan)) => plan.survey.clone(),
            (None, None) => return Err(WebError::NotFound),
        };
        let mut versions = surveys::history(db, work.programme.id, &survey).await?;
        versions.retain(|version| version.published_at.is_some());
        let is_begun = match &wave {
            Some(wave) => invitations::any(db, wave).await?,
            None => false,
        };
        Ok(Self {
            number,
            planned: planned.cloned(),
            wave,
            versions,
            is_begun,
        })
    }

    fn settings(&self) -> Settings {
        let planned = || Settings {
            asked: Asked {
                send: true,
                ..Asked::default()
            },
            ..Settings::default()
        };
        self.wave.as_ref().map_or_else(planned, Wave::settings)
    }

    fn privacy(&self) -> PrivacyMode {
        match (&self.wave, &self.planned) {
            (Some(wave), _) => wave.privacy_mode,
            (None, Some(plan)) => plan.privacy_mode,
            (None, None) => PrivacyMode::Confidential,
        }
    }

    fn version(&self) -> Option<&SurveyVersion> {
        let own = self.wave.as_ref().map(|wave| wave.survey_version_id);
        let mut versions = self.versions.iter();
        versions.find(|version| own.is_none_or(|own| version.id == own))
    }

    async fn page(
        &self,
        work: &Work,
        form: &PlanForm,
        settings: &Settings,
        problems: &[Problem],
    ) -> Result<Markup, WebError> {
        let reach = match (problems, self.version()) {
            ([], Some(version)) => {
                let (db, programme) = (&work.app.db.reader, &work.programme);
                let now = work.app.clock.now();
                let at = settings.opens_at.map_or(now, |opens| opens.max(now));
                let (wave, key) = (self.wave.as_ref(), &work.app.link_key);
                let code = &version.code;
                let reach = asking::reach(db, programme, wave, settings, code, key, at);
                Some(reach.await?)
            }
            _ => None,
        };
        Ok(page::show(
            work,
            &Shown {
                number: self.number,
                wave: self.wave.as_ref(),
                planned: self.planned.as_ref(),
                versions: &self.versions,
                is_begun: self.is_begun,
                form,
                reach,
                problems,
            },
        ))
    }
}

async fn show(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Markup, WebError> {
    let planning = Planning::of(&work, number).await?;
    let settings = planning.settings();
    let form = filled(&work, &planning, &settings);
    planning.page(&work, &form, &settings, &[]).await
}

async fn decide(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(form): Form<PlanForm>,
) -> Result<Response, WebError> {
    let planning = Planning::of(&work, number).await?;
    let (plan, mut problems) = read(&work, &planning, &form);
    let now = app.clock.now();
    let kept = planning.settings();
    let segments = page::segments(&work);
    let known: Vec<&str> = segments.iter().map(|one| one.code.as_str()).collect();
    let faults = plan.settings.faults(&kept, &known, now);
    problems.extend(faults.into_iter().map(Problem::Fault));
    if planning.version().is_none() {
        problems.push(Problem::NotPublished);
    }
    if !problems.is_empty() {
        let page = planning.page(&work, &form, &plan.settings, &problems);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page.await?).into_response());
    }
    if form.go != "keep" {
        let page = planning.page(&work, &form, &plan.settings, &[]).await?;
        return Ok(page.into_response());
    }
    let tx = app.db.begin().await?;
    let actor = work.visitor.actor();
    asking::plan(&tx, &actor, &work.programme, number, &plan, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("waves/{number}"))).into_response())
}

/// A moment as a field of date and time has it, where the programme is.
fn typed(work: &Work, moment: Option<DateTime<Utc>>) -> String {
    moment.map_or_else(String::new, |moment| {
        let local = moment.with_timezone(&work.zone());
        local.format("%Y-%m-%dT%H:%M").to_string()
    })
}

/// The form of what is decided already.
fn filled(work: &Work, planning: &Planning, settings: &Settings) -> PlanForm {
    let protocol = work.stand.protocol.as_ref();
    let own_seed = protocol.map_or(1, |version| version.protocol.rules.seed);
    let (sampling, size, minimum, seed) = match settings.asked.sampling {
        Sampling::Census => ("census", None, None, own_seed),
        Sampling::Simple { size, seed } => ("simple", Some(size), None, seed),
        Sampling::Stratified {
            size,
            minimum,
            seed,
        } => ("stratified", Some(size), Some(minimum), seed),
    };
    let text = |number: Option<usize>| number.map_or_else(String::new, |one| one.to_string());
    PlanForm {
        survey: planning
            .version()
            .map_or_else(String::new, |version| version.id.to_string()),
        privacy: page::code(planning.privacy()).to_owned(),
        segment: match settings.asked.segments.as_slice() {
            [] => page::segments(work)
                .iter()
                .map(|one| one.code.clone())
                .collect(),
            some => some.to_vec(),
        },
        sampling: sampling.to_owned(),
        size: text(size),
        minimum: text(minimum),
        seed: seed.to_string(),
        opens: typed(work, settings.opens_at),
        closes: typed(work, settings.closes_at),
        send: if settings.asked.send { "yes" } else { "" }.to_owned(),
        until_settled: match settings.asked.until_settled {
            true => "yes".to_owned(),
            false => String::new(),
        },
        rest: settings.rest_days.to_string(),
        quota: settings
            .quota
            .map_or_else(String::new, |one| one.to_string()),
        go: String::new(),
    }
}

/// What the form says, and what in it says nothing.
fn read(work: &Work, planning: &Planning, form: &PlanForm) -> (Plan, Vec<Problem>) {
    let mut problems = Vec::new();
    let kept = planning.settings();
    let seed = number(&form.seed, Problem::Seed, &mut problems);
    let sampling = match form.sampling.as_str() {
        "simple" => Sampling::Simple {
            size: number(&form.size, Problem::Size, &mut problems).unwrap_or(1),
            seed: seed.unwrap_or(1),
        },
        "stratified" => Sampling::Stratified {
            // No minimum is more than a size that cannot be read.
            size: number(&form.size, Problem::Size, &mut problems).unwrap_or(usize::MAX),
            minimum: optional(&form.minimum, Problem::Minimum, &mut problems).unwrap_or(0),
            seed: seed.unwrap_or(1),
        },
        _ => {
            // A census draws no lots.
            problems.clear();
            Sampling::Census
        }
    };
    let mut moment = |typed_in: &str, kept: Option<DateTime<Utc>>, problem| {
        if typed_in.trim().is_empty() {
            None
        } else if typed_in == typed(work, kept) {
            kept // with the seconds that no field shows
        } else {
            let read = NaiveDateTime::parse_from_str(typed_in.trim(), "%Y-%m-%dT%H:%M");
            match read {
                Ok(local) => {
                    let minute = local.hour() * 60 + local.minute();
                    Some(at(local.date(), minute as u16, work.zone())) // under 1,440
                }
                Err(_) => {
                    problems.push(problem);
                    None
                }
            }
        }
    };
    let opens_at = match planning.wave.as_ref().map(|wave| wave.state) {
        Some(WaveState::Open) => kept.opens_at,
        _ => moment(&form.opens, kept.opens_at, Problem::Opens),
    };
    let closes_at = moment(&form.closes, kept.closes_at, Problem::Closes);
    // All segments ticked is no choice: who comes into a new one is asked too.
    let all = page::segments(work);
    if all.len() > 1 && form.segment.is_empty() {
        problems.push(Problem::NoSegment);
    }
    let is_all = all.iter().all(|one| form.segment.contains(&one.code));
    let settings = Settings {
        opens_at,
        closes_at,
        asked: Asked {
            segments: if is_all {
                Vec::new()
            } else {
                form.segment.clone()
            },
            sampling,
            send: !form.send.is_empty(),
            until_settled: !form.until_settled.is_empty(),
        },
        rest_days: optional(&form.rest, Problem::Rest, &mut problems).unwrap_or(0),
        quota: optional(&form.quota, Problem::Quota, &mut problems),
    };
    let mut plan = Plan {
        settings,
        ..Plan::default()
    };
    if !planning.is_begun {
        plan.privacy = page::privacy(&form.privacy);
        let mut versions = planning.versions.iter();
        let chosen = versions.find(|version| version.id.to_string() == form.survey);
        plan.survey_version_id = chosen.map(|version| version.id);
    }
    (plan, problems)
}

fn number<T: std::str::FromStr>(typed: &str, problem: Problem, to: &mut Vec<Problem>) -> Option<T> {
    let read = typed.trim().parse().ok();
    if read.is_none() {
        to.push(problem);
    }
    read
}

/// The same, and nothing where nothing was typed.
fn optional<T: std::str::FromStr>(
    typed: &str,
    problem: Problem,
    to: &mut Vec<Problem>,
) -> Option<T> {
    if typed.trim().is_empty() {
        return None;
    }
    number(typed, problem, to)
}
