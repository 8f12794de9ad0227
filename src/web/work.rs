//! What a page of staff inside a programme needs: who works there, in which language, and how far
//! the programme is.

use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono_tz::Tz;

use super::access::{Inside, Visitor};
use super::extract::Speaks;
use super::{App, WebError};
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::domain::proceedings::SnapshotState;
use crate::domain::survey::Survey;
use crate::store::batches::{self, Batch};
use crate::store::programmes::Programme;
use crate::store::protocols::{self, ProtocolVersion};
use crate::store::surveys::{self, SurveyVersion};
use crate::store::waves::{self, Wave, WaveState};
use crate::store::{StoreError, adjustments, clients, snapshots};

/// Somebody at work in a programme.
pub struct Work {
    pub app: App,
    pub language: Language,
    pub visitor: Visitor,
    pub programme: Programme,
    pub stand: Stand,
}

/// How far a programme is, as the steps beside every page say it.
#[derive(Default)]
pub struct Stand {
    /// The newest version, draft or frozen.
    pub protocol: Option<ProtocolVersion>,
    /// The newest version of each.
    pub surveys: Vec<SurveyVersion>,
    pub clients: u64,
    pub waves: Vec<Wave>,
    /// The files that were taken in.
    pub files: Vec<Batch>,
    /// How far the newest snapshot of each wave is.
    pub snapshots: BTreeMap<u32, SnapshotState>,
    pub adjustments: Adjusted,
}

/// How many adjustments there are, and how many of them are over time.
#[derive(Clone, Copy, Default)]
pub struct Adjusted {
    pub all: usize,
    pub overdue: usize,
}

impl Stand {
    pub async fn of(app: &App, programme: &Programme) -> Result<Self, StoreError> {
        let db = &app.db.reader;
        let today = app.clock.now().date_naive();
        let adjustments = adjustments::of_programme(db, programme).await?;
        let overdue = adjustments.iter().filter(|one| one.is_overdue(today));
        Ok(Self {
            adjustments: Adjusted {
                overdue: overdue.count(),
                all: adjustments.len(),
            },
            snapshots: snapshots::states(db, programme).await?,
            protocol: protocols::current(db, programme.id).await?,
            surveys: surveys::of_programme(db, programme.id).await?,
            clients: clients::count(db, programme, "").await?,
            waves: waves::of_programme(db, programme).await?,
            files: batches::of_programme(db, programme.id).await?,
        })
    }

    pub fn is_frozen(&self) -> bool {
        let newest = self.protocol.as_ref();
        newest.is_some_and(|version| version.frozen.is_some())
    }

    /// The last wave that is closed: the one to evaluate.
    pub fn evaluated(&self) -> Option<&Wave> {
        let mut waves = self.waves.iter().rev();
        waves.find(|wave| wave.state == WaveState::Closed)
    }

    /// How far the snapshot of that wave is.
    pub fn snapshot(&self) -> Option<SnapshotState> {
        let number = self.evaluated()?.number.unsigned_abs();
        self.snapshots.get(&number).copied()
    }

    pub fn questionnaires(&self) -> Vec<Survey> {
        let versions = self.surveys.iter();
        versions.map(|version| version.survey.clone()).collect()
    }
}

impl Work {
    pub fn may(&self, right: Right) -> bool {
        self.visitor.may(right, self.programme.id)
    }

    /// An address inside the programme.
    pub fn at(&self, rest: &str) -> String {
        format!("/programmes/{}/{rest}", self.programme.slug)
    }

    /// Where the programme is, for its times.
    pub fn zone(&self) -> Tz {
        self.programme.time_zone.parse().unwrap_or(Tz::UTC)
    }
}

impl FromRequestParts<App> for Work {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        let Inside(programme) = Inside::from_request_parts(parts, app).await?;
        let language = match Speaks::from_request_parts(parts, app).await {
            Ok(Speaks(language)) => language,
            Err(never) => match never {},
        };
        Ok(Self {
            stand: Stand::of(app, &programme).await?,
            app: app.clone(),
            language,
            visitor,
            programme,
        })
    }
}
