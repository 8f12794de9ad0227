//! Files that wait between their preview and their taking in; at most a day.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, Select,
};
use uuid::Uuid;

use super::StoreError;
use super::entity::upload::{Column, Entity, Model};
use super::programmes::Programme;
use super::sql::{self, word};
use crate::domain::evidence::FileKind;

/// How long a file waits.
pub(super) const WAITS: TimeDelta = TimeDelta::days(1);

/// A file as somebody brought it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    pub id: Uuid,
    pub kind: FileKind,
    pub wave_number: Option<i32>,
    pub file_name: String,
    pub bytes: Vec<u8>,
    /// What was chosen about reading it, as the importer writes it down; empty when nothing was.
    pub mapping: String,
}

/// Keeps a file for its taking in, and forgets those that waited too long.
pub async fn keep(
    tx: &DatabaseTransaction,
    programme: &Programme,
    account_id: Uuid,
    upload: &Upload,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::CreatedAt.lte(now - WAITS))
        .filter(Column::Size.is_null())
        .exec(tx)
        .await?;
    let row = Model {
        id: upload.id,
        programme_id: programme.id,
        account_id,
        kind: word(&upload.kind),
        wave_number: upload.wave_number,
        file_name: upload.file_name.clone(),
        bytes: upload.bytes.clone(),
        mapping: upload.mapping.clone(),
        created_at: now,
        size: None,
        work: None,
        beat_at: None,
        progress: 0,
        found: None,
    };
    Ok(sql::insert::<Entity>(tx, row).await?)
}

/// The file of this id that its owner brought to this programme and that still waits.
pub(super) fn own(
    programme: &Programme,
    account_id: Uuid,
    id: Uuid,
    now: DateTime<Utc>,
) -> Select<Entity> {
    Entity::find_by_id(id)
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(Column::AccountId.eq(account_id))
        .filter(Column::CreatedAt.gt(now - WAITS))
}

/// A file that its owner brought to this programme and that still waits.
pub async fn waiting(
    db: &impl ConnectionTrait,
    programme: &Programme,
    account_id: Uuid,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<Upload>, StoreError> {
    let query = own(programme, account_id, id, now).filter(Column::Size.is_null());
    let Some(row) = query.one(db).await? else {
        return Ok(None);
    };
    Ok(Some(Upload {
        id: row.id,
        kind: sql::from_word("upload", &row.file_name, &row.kind)?,
        wave_number: row.wave_number,
        file_name: row.file_name,
        bytes: row.bytes,
        mapping: row.mapping,
    }))
}

/// Notes how a waiting file is to be read.
pub async fn choose(
    tx: &DatabaseTransaction,
    upload: &Upload,
    mapping: &str,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Mapping, Expr::value(mapping))
        .filter(Column::Id.eq(upload.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets a file that was taken in, or that its owner gave up.
pub async fn forget(tx: &DatabaseTransaction, id: Uuid) -> Result<(), StoreError> {
    Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}
