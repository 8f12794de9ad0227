//! Who did what, when: rows that are only ever added, in the transaction of what they tell of.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Condition;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;
use uuid::Uuid;

use super::StoreError;
use super::entity::audit_event::{ActiveModel, Column, Entity, Model};
use super::programmes::Programme;
use super::sql::new_id;

/// The lane of what happens outside every programme.
const NO_PROGRAMME: i64 = 0;

/// Who does something: an account, or the program itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub account_id: Option<Uuid>,
    /// As it stays readable when the account is gone: an address, or `peil load`.
    pub name: String,
}

impl Actor {
    pub fn account(id: Uuid, email: &str) -> Self {
        Self {
            account_id: Some(id),
            name: email.to_owned(),
        }
    }

    /// A command or a job.
    pub fn program(name: &str) -> Self {
        Self {
            account_id: None,
            name: name.to_owned(),
        }
    }
}

/// What is recorded. `before` and `after` hold what changed and never what a client answered.
#[derive(Debug)]
pub struct Event<'a> {
    pub programme: Option<&'a Programme>,
    /// A verb and its object: `freeze protocol`.
    pub action: &'static str,
    pub subject_kind: &'static str,
    pub subject_id: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// An event as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    pub id: Uuid,
    pub programme_id: Option<Uuid>,
    pub at: DateTime<Utc>,
    pub account_id: Option<Uuid>,
    pub actor: String,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Writes one event; it stays only if the transaction does.
///
/// In a closed programme it is refused (`Closed`), and with it the change that it tells of: no
/// change in a programme goes without an event.
pub async fn record(
    tx: &DatabaseTransaction,
    actor: &Actor,
    now: DateTime<Utc>,
    event: Event<'_>,
) -> Result<(), StoreError> {
    match event.programme.and_then(|programme| programme.closed_at) {
        Some(closed) => Err(StoreError::Closed(closed.date_naive())),
        None => record_after_closing(tx, actor, now, event).await,
    }
}

/// The same for the few things that happen to a closed programme too: its personal data are erased,
/// a link is revoked, access is given or ends.
pub async fn record_after_closing(
    tx: &DatabaseTransaction,
    actor: &Actor,
    now: DateTime<Utc>,
    event: Event<'_>,
) -> Result<(), StoreError> {
    let lane = event.programme.map_or(NO_PROGRAMME, |p| p.lanes.first());
    let row = ActiveModel {
        lane: Set(lane),
        id: Set(new_id()),
        programme_id: Set(event.programme.map(|programme| programme.id)),
        at: Set(now),
        account_id: Set(actor.account_id),
        actor: Set(actor.name.clone()),
        action: Set(event.action.to_owned()),
        subject_kind: Set(event.subject_kind.to_owned()),
        subject_id: Set(event.subject_id),
        before: Set(event.before),
        after: Set(event.after),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// How many events a programme has. They are only ever added, so that an equal number says that
/// nothing was done between.
pub async fn count(db: &impl ConnectionTrait, programme: &Programme) -> Result<u64, StoreError> {
    let own = Entity::find().filter(Column::Lane.eq(programme.lanes.first()));
    Ok(own.count(db).await?)
}

/// The newest events of a programme, or of what belongs to none; those before `before` when the
/// page follows another: give the `id` of its last event.
pub async fn newest(
    db: &impl ConnectionTrait,
    programme: Option<&Programme>,
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Recorded>, StoreError> {
    let lane = programme.map_or(NO_PROGRAMME, |programme| programme.lanes.first());
    // Ids are made in order of time, so the key is the order of the page.
    let earlier = before.map_or_else(Condition::all, |id| Condition::all().add(Column::Id.lt(id)));
    let rows = Entity::find()
        .filter(Column::Lane.eq(lane))
        .filter(earlier)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Recorded::from).collect())
}

impl From<Model> for Recorded {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            programme_id: row.programme_id,
            at: row.at,
            account_id: row.account_id,
            actor: row.actor,
            action: row.action,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            before: row.before,
            after: row.after,
        }
    }
}
