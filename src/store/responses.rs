//! Responses that are complete as they come in a file, and all that were handed in, read in bulk.

use chrono::{DateTime, Utc};
use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, Iterable as _, QueryFilter,
    QueryResult, Value,
};
use uuid::Uuid;

use super::StoreError;
use super::arrivals::{self, Arriving};
use super::batches::Imported;
use super::entity::comment;
use super::entity::response::{Column, Entity, Model};
use super::ledger::Ledger;
use super::sql::{self, new_id, word};
use super::traces;
use super::unfinished::COUNTS;
use super::waves::Wave;
use crate::domain::evidence::{Answer, Answers, Completeness, FileKind, Mode, ResponseRow};

/// A file does not say in which language a form was filled in.
const UNDETERMINED: &str = "und";
/// As many responses as are in memory at a time when a wave is read.
const PAGE: i64 = 2_000;

/// A response that was handed in, as it is read; the answers are JSON (`domain::evidence::Answers`).
#[derive(Clone, Copy, Debug)]
pub struct HandedIn<'a> {
    pub lane: i64,
    pub id: Uuid,
    pub segment: Option<&'a str>,
    pub completeness: Completeness,
    /// None for what came in a file, and in an anonymous wave.
    pub submitted_at: Option<DateTime<Utc>>,
    /// None for what came in a file, and where no tie is kept.
    pub invitation_id: Option<Uuid>,
    /// Of what came in a file.
    pub respondent_key: Option<&'a str>,
    pub answers: &'a str,
}

/// Takes in the rows of a file by the respondents' keys: new ones are added, known ones changed
/// where the file differs.
pub async fn import(
    tx: &DatabaseTransaction,
    wave: &Wave,
    batch: Uuid,
    rows: &[ResponseRow],
) -> Result<Imported, StoreError> {
    let mut ledger = Ledger::doing();
    import_by(tx, wave, batch, rows, &mut ledger).await?;
    Ok(ledger.done)
}

pub(super) async fn import_by(
    tx: &DatabaseTransaction,
    wave: &Wave,
    batch: Uuid,
    rows: &[ResponseRow],
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let make = |row: &ResponseRow| model(wave, batch, row);
    let cells = |row: &ResponseRow| cells(wave, batch, row);
    arrivals::take(tx, (wave.programme_id, batch), rows, make, cells, ledger).await
}

impl Arriving for Model {
    type Entity = Entity;
    type Key = Option<String>;

    fn key(&self) -> Self::Key {
        self.respondent_key.clone()
    }

    fn place(&self) -> (i64, Uuid) {
        (self.lane, self.id)
    }

    fn batch_id(&self) -> Option<Uuid> {
        self.batch_id
    }

    fn is_same(&self, kept: &Self) -> bool {
        kept.segment == self.segment && kept.state == self.state && kept.answers == self.answers
    }

    fn stand_in(&mut self, kept: &Self) {
        (self.lane, self.id, self.rev) = (kept.lane, kept.id, kept.rev + 1);
    }

    fn over() -> OnConflict {
        OnConflict::columns([Column::Lane, Column::Id])
            .update_columns([
                Column::Segment,
                Column::State,
                Column::Rev,
                Column::Answers,
                Column::BatchId,
            ])
            .to_owned()
    }

    async fn kept(tx: &DatabaseTransaction, like: &[Self]) -> Result<Vec<Self>, StoreError> {
        let keys = like.iter().map(|row| {
            let key = row.respondent_key.as_deref();
            [row.lane.into(), row.wave_id.into(), key.into()]
        });
        found(tx, keys.collect()).await
    }
}

/// Later than any response: the last second of the year 9999, which both databases can hold and
/// which sorts last as a text too.
const NEVER: DateTime<Utc> = match DateTime::from_timestamp(253_402_300_799, 0) {
    Some(never) => never,
    None => DateTime::UNIX_EPOCH,
};

/// Shows every response that was handed in in a wave before `until`, in no order that means
/// anything, a few thousand in memory at a time. Drafts are not shown; what came in a file, which
/// has no time of its own, always is.
pub async fn for_each(
    db: &impl ConnectionTrait,
    wave: &Wave,
    until: Option<DateTime<Utc>>,
    mut each: impl FnMut(HandedIn<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql = format!(
        "select id, segment, state, cast(answers as text), submitted_at, \
        invitation_id, respondent_key from response \
        where lane = $1 and wave_id = $2 and id > $3 \
        and (submitted_at is null or submitted_at < $5) and {COUNTS} order by id limit $4"
    );
    let until = until.unwrap_or(NEVER);
    let own = (wave.programme_id, wave.lanes);
    let mut pending = traces::pending::<Model>(db, own, FileKind::Responses).await?;
    for lane in wave.lanes.first()..=wave.lanes.last() {
        let mut after = Uuid::nil();
        loop {
            let (wave, page) = (wave.id.into(), PAGE.into());
            let values = [lane.into(), wave, after.into(), page, until.into()];
            let rows = sql::rows(db, &sql, values).await?;
            for row in &rows {
                after = row.try_get_by_index(0)?;
                let shown = match pending.remove(&after) {
                    Some(now) => now.into(),
                    None => Shown::of(row)?,
                };
                shown.show((lane, after), &mut each)?;
            }
            if rows.len() < PAGE as usize {
                break;
            }
        }
    }
    for (id, row) in pending {
        if row.wave_id == wave.id {
            let lane = row.lane;
            Shown::from(row).show((lane, id), &mut each)?;
        }
    }
    Ok(())
}

/// A response as a row says it, or as it is to be.
struct Shown {
    segment: Option<String>,
    state: String,
    answers: String,
    submitted_at: Option<DateTime<Utc>>,
    invitation_id: Option<Uuid>,
    respondent_key: Option<String>,
}

impl Shown {
    fn of(row: &QueryResult) -> Result<Self, StoreError> {
        Ok(Self {
            segment: row.try_get_by_index(1)?,
            state: row.try_get_by_index(2)?,
            answers: row.try_get_by_index(3)?,
            submitted_at: row.try_get_by_index(4)?,
            invitation_id: row.try_get_by_index(5)?,
            respondent_key: row.try_get_by_index(6)?,
        })
    }

    fn show(
        &self,
        (lane, id): (i64, Uuid),
        each: &mut impl FnMut(HandedIn<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Some(completeness) = completeness(&self.state)? else {
            return Ok(());
        };
        each(HandedIn {
            lane,
            id,
            segment: self.segment.as_deref(),
            completeness,
            submitted_at: self.submitted_at,
            invitation_id: self.invitation_id,
            respondent_key: self.respondent_key.as_deref(),
            answers: &self.answers,
        })
    }
}

impl From<Model> for Shown {
    fn from(row: Model) -> Self {
        Self {
            segment: row.segment,
            state: row.state,
            answers: row.answers.to_string(),
            submitted_at: row.submitted_at,
            invitation_id: row.invitation_id,
            respondent_key: row.respondent_key,
        }
    }
}

/// When the first response was handed in that would make the newest step of figures incomplete;
/// none when all of them fill whole steps of `step`.
pub async fn first_beyond_steps(
    db: &impl ConnectionTrait,
    wave: &Wave,
    step: u64,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = format!(
        "select submitted_at from response where lane between $1 and $2 and wave_id = $3 \
        and state <> 'draft' and submitted_at is not null and {COUNTS} order by submitted_at, id"
    );
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, &sql, [first.into(), last.into(), wave.id.into()]).await?;
    let whole = rows.len() as u64 / step.max(1) * step.max(1);
    let beyond = rows.get(usize::try_from(whole).unwrap_or(usize::MAX));
    Ok(beyond.map(|row| row.try_get_by_index(0)).transpose()?)
}

/// What was handed in by an invitation, its open answers with it; none when nothing is tied to it.
pub async fn of_invitation(
    db: &impl ConnectionTrait,
    lane: i64,
    invitation_id: Uuid,
) -> Result<Option<Answers>, StoreError> {
    let row = Entity::find()
        .filter(Column::Lane.eq(lane))
        .filter(Column::InvitationId.eq(invitation_id))
        .filter(Column::State.ne("draft"))
        .one(db)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let mut answers: Answers = sql::from_json("response", row.id, row.answers)?;
    let comments = comment::Entity::find()
        .filter(comment::Column::Lane.eq(lane))
        .filter(comment::Column::ResponseId.eq(row.id))
        .all(db)
        .await?;
    answers.extend(
        comments
            .into_iter()
            .map(|one| (one.item, Answer::Word(one.text))),
    );
    Ok(Some(answers))
}

/// How many responses of a wave were handed in.
pub async fn count(db: &impl ConnectionTrait, wave: &Wave) -> Result<u64, StoreError> {
    let sql = format!(
        "select count(*) from response \
        where lane between $1 and $2 and wave_id = $3 and state <> 'draft' and {COUNTS}"
    );
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, &sql, [first.into(), last.into(), wave.id.into()]).await?;
    let count = rows.first().map(|row| row.try_get_by_index::<i64>(0));
    let back = traces::on_their_way_back(db, wave).await?;
    Ok(count.transpose()?.unwrap_or(0).unsigned_abs() + back)
}

/// How many of them, handed in before `until`, came by an open link from nobody who was invited.
pub async fn count_by_open_link(
    db: &impl ConnectionTrait,
    wave: &Wave,
    until: Option<DateTime<Utc>>,
) -> Result<u64, StoreError> {
    let sql = "select count(*) from response where lane between $1 and $2 and wave_id = $3 \
        and state <> 'draft' and mode in ('open_link', 'kiosk') and submitted_at < $4";
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let until = until.unwrap_or(NEVER);
    let values = [first.into(), last.into(), wave.id.into(), until.into()];
    let rows = sql::rows(db, sql, values).await?;
    let count = rows.first().map(|row| row.try_get_by_index::<i64>(0));
    Ok(count.transpose()?.unwrap_or(0).unsigned_abs())
}

/// The keys of those whose responses came in files.
pub(super) async fn respondents(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<HashSet<String>, StoreError> {
    let sql = format!(
        "select respondent_key from response where lane between $1 and $2 and wave_id = $3 \
        and respondent_key is not null and {COUNTS}"
    );
    let own = (wave.programme_id, wave.lanes);
    let pending = traces::pending::<Model>(db, own, FileKind::Responses).await?;
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, &sql, [first.into(), last.into(), wave.id.into()]).await?;
    let mut keys: HashSet<String> = rows
        .iter()
        .map(|row| row.try_get_by_index(0))
        .collect::<Result<_, _>>()?;
    let own = pending.into_values().filter(|row| row.wave_id == wave.id);
    keys.extend(own.filter_map(|row| row.respondent_key));
    Ok(keys)
}

/// The responses that came in files, by the respondent's key.
pub(super) async fn by_keys<'a>(
    tx: &DatabaseTransaction,
    wave: &Wave,
    keys: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, Model>, StoreError> {
    let keys = keys.map(|key| {
        [
            wave.lanes.of(key.as_bytes()).into(),
            wave.id.into(),
            key.into(),
        ]
    });
    let rows = found(tx, keys.collect()).await?;
    let keyed = |row: Model| Some((row.respondent_key.clone()?, row));
    Ok(rows.into_iter().filter_map(keyed).collect())
}

/// The responses that have one of these lanes, waves and keys.
async fn found(tx: &DatabaseTransaction, keys: Vec<[Value; 3]>) -> Result<Vec<Model>, StoreError> {
    let sql = format!(
        "select r.* from given g join response r on r.lane = g.lane \
        and r.wave_id = g.wave_id and r.respondent_key = g.respondent_key \
        where g.lane is not null and {COUNTS}"
    );
    Ok(sql::found(tx, "lane, wave_id, respondent_key", keys, &sql).await?)
}

/// What [`sql::cells`] makes of the model, but for the answers, of which a million would be taken apart
/// and put together again.
fn cells(wave: &Wave, batch: Uuid, row: &ResponseRow) -> Vec<Value> {
    let bare = ResponseRow {
        key: row.key.clone(),
        segment: row.segment.clone(),
        completeness: row.completeness,
        answers: Answers::new(),
    };
    let mut cells = sql::cells::<Entity>(model(wave, batch, &bare));
    let answers = Column::iter().position(|column| matches!(column, Column::Answers));
    if let Some(cell) = answers.and_then(|place| cells.get_mut(place)) {
        *cell = serde_json::to_string(&row.answers).ok().into(); // our types have string keys only
    }
    cells
}

fn model(wave: &Wave, batch: Uuid, row: &ResponseRow) -> Model {
    Model {
        lane: wave.lanes.of(row.key.as_bytes()),
        // The order of the file, which is kept as it came and in which each row has its key; so it
        // betrays nobody in an anonymous wave either.
        id: new_id(),
        programme_id: wave.programme_id,
        wave_id: wave.id,
        survey_version_id: wave.survey_version_id,
        invitation_id: None,
        respondent_key: Some(row.key.clone()),
        segment: row.segment.clone(),
        mode: word(&Mode::Imported),
        language: UNDETERMINED.to_owned(),
        state: word(&row.completeness),
        rev: 1,
        answers: sql::json(&row.answers),
        started_at: None,
        submitted_at: None,
        batch_id: Some(batch),
    }
}

/// None for a draft. Spelled out, since it is asked for every row.
pub(super) fn completeness(state: &str) -> Result<Option<Completeness>, StoreError> {
    match state {
        "draft" => Ok(None),
        "complete" => Ok(Some(Completeness::Complete)),
        "partial" => Ok(Some(Completeness::Partial)),
        "break_off" => Ok(Some(Completeness::BreakOff)),
        other => Err(StoreError::corrupt("response", "", other)),
    }
}
