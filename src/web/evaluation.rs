//! The evaluation of a wave: for evaluators as tables and JSON, for management as the report.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde_json::json;

use super::access::Inside;
use super::extract::Path;
use super::pages::evaluation::{self as page, Shown};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::evaluation::results::{Evaluation, WaveResult};
use crate::domain::evaluation::{Known, evaluate_knowing};
use crate::domain::protocol::{Protocol, WaveKind};
use crate::domain::survey::Survey;
use crate::store::evidence::Gathered;
use crate::store::programmes::Programme;
use crate::store::waves::{Wave, WaveState};
use crate::store::{StoreError, evidence, protocols, surveys, waves};

pub fn routes() -> Routes {
    Routes::new()
        .get(
            "/programmes/{slug}/evaluation",
            Right::Read,
            newest_evaluation,
        )
        .get(
            "/programmes/{slug}/waves/{number}/evaluation",
            Right::Read,
            show,
        )
        .get(
            "/programmes/{slug}/waves/{number}/evaluation.json",
            Right::Read,
            download,
        )
}

/// What was agreed, what came in, and what may be said of it.
pub struct Evaluated {
    pub protocol: Protocol,
    pub protocol_hash: String,
    pub surveys: Vec<Survey>,
    pub waves: Vec<Wave>,
    pub evaluation: Evaluation,
    gathered: Gathered,
    known: Arc<Known>,
}

/// Evaluates a programme by its frozen protocol, or by the draft while nothing is frozen; `None`
/// while there is neither. What was evaluated before is given while nothing was written since.
pub async fn evaluated(
    app: &App,
    programme: &Programme,
) -> Result<Option<Arc<Evaluated>>, WebError> {
    let compute = async |before: Option<Option<Arc<Evaluated>>>| {
        let before = before.flatten();
        let now = evaluate_now(app, programme, before.as_deref()).await?;
        Ok(now.map(Arc::new))
    };
    app.evaluations.of(&app.db, programme.id, compute).await
}

async fn evaluate_now(
    app: &App,
    programme: &Programme,
    before: Option<&Evaluated>,
) -> Result<Option<Evaluated>, WebError> {
    let db = &app.db.reader;
    let frozen = protocols::frozen(db, programme.id).await?;
    let version = match frozen {
        Some(frozen) => Some(frozen),
        None => protocols::current(db, programme.id).await?,
    };
    let Some(version) = version else {
        return Ok(None);
    };
    // What was read by another protocol is divided otherwise.
    let before = before.filter(|before| before.protocol_hash == version.hash);
    let gathered = evidence::gather(
        db,
        programme,
        &version.protocol,
        before.map(|before| &before.gathered),
        app.clock.now(),
    )
    .await?;
    let surveys = surveys::of_programme(db, programme.id).await?;
    let waves = waves::of_programme(db, programme).await?;
    let protocol = version.protocol;
    // A large wave takes a while, and others wait for this thread.
    let (evidence, known) = (gathered.evidence.clone(), before.map(|it| it.known.clone()));
    let (protocol, evaluation, known) = tokio::task::spawn_blocking(move || {
        let (evaluation, known) = evaluate_knowing(&protocol, &evidence, known.as_deref());
        (protocol, evaluation, Arc::new(known))
    })
    .await
    .map_err(|error| WebError::Internal(error.to_string()))?;
    Ok(Some(Evaluated {
        protocol,
        protocol_hash: version.hash,
        surveys: surveys.into_iter().map(|version| version.survey).collect(),
        waves,
        evaluation,
        gathered,
        known,
    }))
}

impl Evaluated {
    /// The wave to show first: the newest about which anything is known, else the first.
    pub fn newest(&self) -> u32 {
        let known = |wave: &&WaveResult| wave.parameters.iter().any(|result| result.shown);
        let waves = &self.evaluation.waves;
        waves
            .iter()
            .rev()
            .find(known)
            .or(waves.first())
            .map_or(0, |wave| wave.number)
    }

    fn wave(&self, number: u32) -> Result<&WaveResult, WebError> {
        let missing = || StoreError::NotFound {
            what: "wave",
            key: number.to_string(),
        };
        Ok(self.evaluation.wave(number).ok_or_else(missing)?)
    }

    pub(super) fn is_open(&self, number: u32) -> bool {
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        self.waves
            .iter()
            .any(|wave| wave.number == number && wave.state == WaveState::Open)
    }

    /// Whether anybody was asked before, so that a change can be spoken of.
    pub fn has_baseline(&self, number: u32) -> bool {
        self.protocol
            .wave(number)
            .is_some_and(|plan| plan.kind != WaveKind::Baseline)
    }
}

async fn newest_evaluation(
    State(app): State<App>,
    Inside(programme): Inside,
) -> Result<Redirect, WebError> {
    to_newest(&app, &programme, "evaluation").await
}

/// The wave to show first; 0 while there is no protocol.
pub async fn newest_wave(app: &App, programme: &Programme) -> Result<u32, WebError> {
    let evaluated = evaluated(app, programme).await?;
    Ok(evaluated.map_or(0, |evaluated| evaluated.newest()))
}

async fn to_newest(app: &App, programme: &Programme, what: &str) -> Result<Redirect, WebError> {
    let newest = newest_wave(app, programme).await?;
    Ok(Redirect::to(&format!(
        "/programmes/{}/waves/{newest}/{what}",
        programme.slug
    )))
}

async fn found(app: &App, programme: &Programme) -> Result<Arc<Evaluated>, WebError> {
    let missing = || StoreError::NotFound {
        what: "protocol",
        key: programme.slug.clone(),
    };
    Ok(evaluated(app, programme).await?.ok_or_else(missing)?)
}

async fn show(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u32)>,
) -> Result<Markup, WebError> {
    let Work { programme, .. } = &work;
    let evaluated = found(&app, programme).await?;
    let wave = evaluated.wave(number)?;
    let shown = Shown {
        evaluated: &evaluated,
        wave,
        is_open: evaluated.is_open(number),
    };
    Ok(page::show(&work, &shown))
}

/// The same bytes as `peil evaluate --json` prints, provenance aside.
async fn download(
    State(app): State<App>,
    Inside(programme): Inside,
    Path((_, _number)): Path<(String, u32)>,
) -> Result<Response, WebError> {
    let evaluated = found(&app, &programme).await?;
    let surveys: Vec<String> = evaluated.surveys.iter().map(Survey::hash).collect();
    let provenance =
        json!({ "protocol": evaluated.protocol_hash, "surveys": surveys, "source": "database" });
    let headers = [(header::CONTENT_TYPE, "application/json")];
    Ok((headers, evaluated.evaluation.document(provenance)).into_response())
}
