//! The queue of what is to be done later, once or again.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryResult};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::job::{Entity, Model};
use super::programmes::Programme;
use super::sql::{self, new_id};

/// A text of a wave's mails, to the one of staff who asked for it.
pub const TRIAL_MAIL: &str = "trial mail";

/// What is to be done; `kind` names the function, `payload` holds ids and never contents.
#[derive(Clone, Debug, PartialEq)]
pub struct NewJob {
    pub kind: String,
    pub subject_lane: Option<i64>,
    pub subject_id: Option<Uuid>,
    pub payload: Value,
    pub run_at: DateTime<Utc>,
}

/// A job that was claimed; it must bear being done twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    pub id: Uuid,
    pub kind: String,
    pub subject_lane: Option<i64>,
    pub subject_id: Option<Uuid>,
    pub payload: Value,
    /// This attempt counted.
    pub attempts: i32,
}

/// Where a job of the queue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    Queued,
    Running,
    Failed,
}

/// A job as the page of the queue has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub id: Uuid,
    pub kind: String,
    pub subject_id: Option<Uuid>,
    pub state: JobState,
    /// When it is tried next, or was tried.
    pub run_at: DateTime<Utc>,
    pub attempts: i32,
    pub last_error: Option<String>,
}

pub async fn enqueue(tx: &DatabaseTransaction, new: NewJob) -> Result<Uuid, StoreError> {
    let id = new_id();
    let row = Model {
        id,
        kind: new.kind,
        subject_lane: new.subject_lane,
        subject_id: new.subject_id,
        payload: new.payload,
        run_at: new.run_at,
        state: "queued".to_owned(),
        attempts: 0,
        lease_until: None,
        last_error: None,
    };
    sql::insert::<Entity>(tx, row).await?;
    Ok(id)
}

/// Takes the job that has been due longest, until `lease_until`; nobody else gets it before.
pub async fn claim(
    tx: &DatabaseTransaction,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
) -> Result<Option<Job>, StoreError> {
    let lock = if sql::is_sqlite(tx) {
        ""
    } else {
        "for update skip locked"
    };
    let sql = format!(
        "update job set state = 'running', attempts = attempts + 1, lease_until = $2 \
         where id in (select id from job where (state = 'queued' and run_at <= $1) or \
         (state = 'running' and lease_until <= $1) order by run_at, id limit 1 {lock}) \
         returning id, kind, subject_lane, subject_id, payload, attempts"
    );
    let rows = sql::rows(tx, &sql, [now.into(), lease_until.into()]).await?;
    rows.first().map(read).transpose()
}

/// It is done and forgotten.
pub async fn finish(tx: &DatabaseTransaction, id: Uuid) -> Result<(), StoreError> {
    Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// It failed: it is tried again at `retry_at`, or stays as failed for somebody to look at.
pub async fn record_failed(
    tx: &DatabaseTransaction,
    id: Uuid,
    error: &str,
    retry_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let sql = "update job set state = $2, run_at = coalesce($3, run_at), lease_until = null, \
        last_error = $4 where id = $1";
    let state = match retry_at {
        Some(_) => "queued",
        None => "failed",
    };
    let values = [id.into(), state.into(), retry_at.into(), error.into()];
    sql::execute(tx, sql, values).await?;
    Ok(())
}

/// As many are listed.
const LISTED: i64 = 200;

/// The jobs that are about a wave of this programme, those that run next first.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Listed>, StoreError> {
    let sql = "select j.id, j.kind, j.subject_id, j.state, j.run_at, j.attempts, j.last_error \
        from job j join wave w on w.id = j.subject_id where w.programme_id = $1 \
        order by j.run_at, j.id limit $2";
    let rows = sql::rows(db, sql, [programme.id.into(), LISTED.into()]).await?;
    let read = |row: &QueryResult| {
        let id: Uuid = row.try_get_by_index(0)?;
        let state: String = row.try_get_by_index(3)?;
        Ok(Listed {
            id,
            kind: row.try_get_by_index(1)?,
            subject_id: row.try_get_by_index(2)?,
            state: sql::from_word("job", &id.to_string(), &state)?,
            run_at: row.try_get_by_index(4)?,
            attempts: row.try_get_by_index(5)?,
            last_error: row.try_get_by_index(6)?,
        })
    };
    rows.iter().map(read).collect()
}

const IDLE: &str = "id = $1 and state in ('queued', 'failed') \
    and subject_id in (select w.id from wave w where w.programme_id = $2)";

/// A job that waits or failed is done at once, with all its attempts before it.
pub async fn retry(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = format!("update job set state = 'queued', run_at = $3, attempts = 0 where {IDLE}");
    let values = [id.into(), programme.id.into(), now.into()];
    let changed = sql::execute(tx, &sql, values).await?;
    decided(tx, actor, programme, "retry job", id, changed, now).await
}

/// A job that waits or failed is given up.
pub async fn remove(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = format!("delete from job where {IDLE}");
    let changed = sql::execute(tx, &sql, [id.into(), programme.id.into()]).await?;
    decided(tx, actor, programme, "drop job", id, changed, now).await
}

async fn decided(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    action: &'static str,
    id: Uuid,
    changed: u64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if changed == 0 {
        return Err(StoreError::not_found("waiting or failed job", id));
    }
    let event = Event {
        programme: Some(programme),
        action,
        subject_kind: "job",
        subject_id: id.to_string(),
        before: None,
        after: Some(json!({})),
    };
    audit::record(tx, actor, now, event).await
}

/// How many jobs are waiting, running or failed.
pub async fn count(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(Entity::find().count(db).await?)
}

fn read(row: &QueryResult) -> Result<Job, StoreError> {
    Ok(Job {
        id: row.try_get_by_index(0)?,
        kind: row.try_get_by_index(1)?,
        subject_lane: row.try_get_by_index(2)?,
        subject_id: row.try_get_by_index(3)?,
        payload: row.try_get_by_index(4)?,
        attempts: row.try_get_by_index(5)?,
    })
}
