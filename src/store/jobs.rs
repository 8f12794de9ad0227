//! The queue of what is to be done later, once or again.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryResult};
use serde_json::Value;
use uuid::Uuid;

use super::StoreError;
use super::entity::job::{Entity, Model};
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
