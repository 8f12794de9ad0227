//! Reads the responses of a wave for an export, a few thousand at a time.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, QueryResult};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::audit::{self, Actor, Event};
use super::programmes::Programme;
use super::responses::completeness;
use super::unfinished::COUNTS;
use super::waves::{Wave, WaveState};
use super::{StoreError, batches, sql};
use crate::domain::evidence::{FileKind, ResponseRow};
use crate::domain::protocol::PrivacyMode;

/// As many responses as are in memory at a time.
const PAGE: i64 = 2_000;

/// Where an export is in the responses of a wave.
#[derive(Debug)]
pub struct Reading {
    db: DatabaseConnection,
    place: Place,
    /// The page after this one, which the database reads while this one is written.
    ahead: Option<JoinHandle<Result<Page, StoreError>>>,
    /// Responses without a key so far; each gets a number of its own.
    unnamed: u64,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    wave_id: Uuid,
    after: (i64, Uuid),
    last_lane: i64,
}

/// Rows, and where the next begin.
type Page = (Vec<QueryResult>, Place);

impl Reading {
    pub fn of(db: &DatabaseConnection, wave: &Wave) -> Self {
        Self {
            db: db.clone(),
            place: Place {
                wave_id: wave.id,
                after: (wave.lanes.first(), Uuid::nil()),
                last_lane: wave.lanes.last(),
            },
            ahead: None,
            unnamed: 0,
        }
    }

    /// The next responses that were handed in; `None` at the end. What came by a link has no key of a
    /// person: it is numbered, in an order that does not tell when it came.
    pub async fn next(&mut self) -> Result<Option<Vec<ResponseRow>>, StoreError> {
        let rows = self.page().await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut read = Vec::with_capacity(rows.len());
        for row in &rows {
            let id: Uuid = row.try_get_by_index(0)?;
            let state: String = row.try_get_by_index(2)?;
            let Some(completeness) = completeness(&state)? else {
                continue; // a draft was not handed in
            };
            let answers: String = row.try_get_by_index(3)?;
            let answers = serde_json::from_str(&answers)
                .map_err(|err| StoreError::corrupt("response", id, err))?;
            let key: Option<String> = row.try_get_by_index(4)?;
            let row = ResponseRow {
                key: key.unwrap_or_default(),
                segment: row.try_get_by_index(1)?,
                completeness,
                answers,
            };
            // The front of an id may tell when it was made; its back is drawn by lot.
            read.push((id.as_u128().reverse_bits(), row));
        }
        read.sort_by_key(|(by_lot, _)| *by_lot);
        let mut rows: Vec<ResponseRow> = read.into_iter().map(|(_, row)| row).collect();
        for row in rows.iter_mut().filter(|row| row.key.is_empty()) {
            self.unnamed += 1;
            row.key = format!("link-{}", self.unnamed);
        }
        Ok(Some(rows))
    }

    async fn page(&mut self) -> Result<Vec<QueryResult>, StoreError> {
        let (rows, place) = match self.ahead.take() {
            // It is lost only with the program.
            Some(ahead) => ahead.await.map_err(|_| StoreError::Busy)??,
            None => self.place.page(&self.db).await?,
        };
        self.place = place;
        if !rows.is_empty() {
            let db = self.db.clone();
            self.ahead = Some(tokio::spawn(async move { place.page(&db).await }));
        }
        Ok(rows)
    }
}

impl Place {
    /// Lane by lane: of two lanes at once a database begins at the first row for every page.
    async fn page(mut self, db: &DatabaseConnection) -> Result<Page, StoreError> {
        let sql = format!(
            "select id, segment, state, cast(answers as text), respondent_key \
            from response where lane = $1 and wave_id = $2 and id > $3 and {COUNTS} \
            order by id limit $4"
        );
        loop {
            let (lane, id) = self.after;
            let values = [lane.into(), self.wave_id.into(), id.into(), PAGE.into()];
            let rows = sql::rows(db, &sql, values).await?;
            if let Some(last) = rows.last() {
                self.after.1 = last.try_get_by_index(0)?;
                return Ok((rows, self));
            }
            if lane >= self.last_lane {
                return Ok((rows, self));
            }
            self.after = (lane + 1, Uuid::nil());
        }
    }
}

/// How many responses of each segment were handed in, those without one last or first. What is written
/// over just now is neither counted nor exported: that waits until it is done.
pub async fn segments(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<Vec<(Option<String>, u64)>, StoreError> {
    let settling = batches::settling(db, wave.programme_id, FileKind::Responses).await?;
    if let Some(batch) = settling {
        return Err(StoreError::UnderWay(batch.file_name));
    }
    let sql = format!(
        "select segment, count(*) from response where lane between $1 and $2 and wave_id = $3 \
        and state in ('complete', 'partial', 'break_off') and {COUNTS} group by segment"
    );
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, &sql, [first.into(), last.into(), wave.id.into()]).await?;
    rows.iter()
        .map(|row| {
            let count: i64 = row.try_get_by_index(1)?;
            Ok((row.try_get_by_index(0)?, count.unsigned_abs()))
        })
        .collect()
}

/// Whether answers may be taken along. While a wave runs, two exports would show who answered in
/// between; only where names are kept anyway does that give nothing away.
pub fn may_go(wave: &Wave) -> bool {
    wave.state == WaveState::Closed || wave.privacy_mode == PrivacyMode::Named
}

/// Notes in the log that somebody takes the answers of a wave along.
pub async fn note(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let event = Event {
        programme: Some(programme),
        action: "export answers",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: None,
    };
    audit::record(tx, actor, now, event).await
}
