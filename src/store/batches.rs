//! Files that were imported: each once.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, SqlErr,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::import_batch::{Column, Entity, Model};
use super::programmes::Programme;
use super::sql::{self, new_id, word};
use crate::domain::evidence::FileKind;

#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    pub id: Uuid,
    pub wave_id: Option<Uuid>,
    pub kind: FileKind,
    pub file_name: String,
    pub file_hash: String,
    /// While they come in, about.
    pub row_count: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<Uuid>,
    /// When it was taken out again.
    pub undone_at: Option<DateTime<Utc>>,
    /// None once all of its rows count, or all of them are gone.
    pub unfinished: Option<Unfinished>,
    /// How many of its rows came in so far, while they come in.
    pub rows_done: i32,
    pub programme_id: Uuid,
    /// When the program that brings it last told that it lives.
    pub beat_at: Option<DateTime<Utc>>,
    /// It counts, and the rows that it changed are being written over; or it was taken out, and they are
    /// being written as they were.
    pub is_settling: bool,
}

/// Where a file stands that is neither in nor out; none of its rows counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unfinished {
    /// Its rows are being written.
    Coming,
    /// They are being removed.
    Going,
    /// It never came in, and nothing of it is left.
    Stopped,
}

impl Unfinished {
    pub fn code(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Going => "going",
            Self::Stopped => "stopped",
        }
    }
}

/// A file about to be imported.
#[derive(Clone, Debug)]
pub struct NewBatch<'a> {
    pub wave_id: Option<Uuid>,
    pub kind: FileKind,
    pub file_name: &'a str,
    /// SHA-256 of its bytes, hexadecimal.
    pub file_hash: &'a str,
    pub row_count: usize,
}

/// What an import did, row by row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Imported {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
}

/// What undoing an import did, row by row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Undone {
    /// Rows that the import had added, and that are gone.
    pub removed: u64,
    /// Rows that it had changed, and that are as before.
    pub restored: u64,
}

/// The files of one programme whose rows count or once did, newest first.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
) -> Result<Vec<Batch>, StoreError> {
    let mut all = all_of_programme(db, programme_id).await?;
    all.retain(|batch| batch.unfinished.is_none() || batch.undone_at.is_some());
    Ok(all)
}

/// The same with those that are coming in, and those that were stopped on the way.
pub async fn all_of_programme(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
) -> Result<Vec<Batch>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ProgrammeId.eq(programme_id))
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(Batch::try_from).collect()
}

/// Whether this very file came in before, for this wave, and was not taken out: then it would change
/// nothing.
pub async fn find(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
    wave_id: Option<Uuid>,
    kind: FileKind,
    file_hash: &str,
) -> Result<Option<Batch>, StoreError> {
    let query = Entity::find()
        .filter(Column::ProgrammeId.eq(programme_id))
        .filter(Column::Kind.eq(word(&kind)))
        .filter(Column::FileHash.eq(file_hash))
        .filter(Column::UndoneAt.is_null())
        .filter(Column::Unfinished.is_null())
        .order_by_desc(Column::Id);
    let query = match wave_id {
        Some(wave) => query.filter(Column::WaveId.eq(wave)),
        None => query.filter(Column::WaveId.is_null()),
    };
    query.one(db).await?.map(Batch::try_from).transpose()
}

/// One file of a programme.
pub async fn by_id(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
    id: Uuid,
) -> Result<Batch, StoreError> {
    let query = Entity::find_by_id(id).filter(Column::ProgrammeId.eq(programme_id));
    let row = query.one(db).await?;
    row.ok_or_else(|| StoreError::not_found("import", id))?
        .try_into()
}

/// Notes that a file was taken out again.
pub(super) async fn mark_undone(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    batch: &Batch,
    undone: Undone,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::UndoneAt, Expr::value(now))
        .col_expr(Column::UndoneBy, Expr::value(actor.account_id))
        .filter(Column::Id.eq(batch.id))
        .exec(tx)
        .await?;
    let event = Event {
        programme: Some(programme),
        action: "undo import",
        subject_kind: "import_batch",
        subject_id: batch.id.to_string(),
        before: Some(json!({
            "kind": word(&batch.kind), "file": batch.file_name, "hash": batch.file_hash,
        })),
        after: Some(sql::json(&undone)),
    };
    audit::record(tx, actor, now, event).await
}

/// Notes a file; the rows that follow in the same transaction carry the id it gives.
pub async fn create(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    new: &NewBatch<'_>,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let row = model(actor, programme, new, now);
    let event = came_in(programme, &row);
    let id = row.id;
    sql::insert::<Entity>(tx, row).await?;
    audit::record(tx, actor, now, event).await?;
    Ok(id)
}

/// Notes a file of which nothing counts before [`finish`]; `id` where it has one already.
pub(super) async fn begin(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    new: &NewBatch<'_>,
    id: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let row = model(actor, programme, new, now);
    let row = Model {
        id: id.unwrap_or(row.id),
        unfinished: Some(Unfinished::Coming.code().to_owned()),
        beat_at: Some(now),
        ..row
    };
    let id = row.id;
    let inserted = sql::insert::<Entity>(tx, row).await;
    inserted.map_err(|err| match err.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => {
            StoreError::UnderWay(new.file_name.to_owned())
        }
        _ => err.into(),
    })?;
    Ok(id)
}

/// All rows of a file are in: from now on they count, and so does what it changes, which `settles`
/// says is aside.
pub(super) async fn finish(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    (id, settles): (Uuid, bool),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = Entity::find_by_id(id).one(tx).await?;
    let mut row = row.ok_or_else(|| StoreError::not_found("import", id))?;
    row.row_count = row.rows_done; // how many there were to be was a guess until now
    Entity::update_many()
        .col_expr(Column::Unfinished, Expr::value(None::<String>))
        .col_expr(Column::RowCount, Expr::value(row.row_count))
        .col_expr(Column::CreatedAt, Expr::value(now))
        .col_expr(Column::Settling, Expr::value(settles))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    audit::record(tx, actor, now, came_in(programme, &row)).await
}

/// Tells that the changes of a file are being written, and keeps others from doing the same until the end
/// of the transaction; false when all of them are.
pub(super) async fn is_settling(
    tx: &DatabaseTransaction,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "update import_batch set beat_at = $2 where id = $1 and settling";
    Ok(sql::execute(tx, sql, [id.into(), now.into()]).await? > 0)
}

/// Nothing of a file is aside any more.
pub(super) async fn settled(tx: &DatabaseTransaction, id: Uuid) -> Result<(), StoreError> {
    let sql = "update import_batch set settling = false where id = $1";
    sql::execute(tx, sql, [id.into()]).await?;
    Ok(())
}

/// The file of a kind whose changes are being written.
pub(super) async fn settling(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
    kind: FileKind,
) -> Result<Option<Batch>, StoreError> {
    let query = Entity::find()
        .filter(Column::ProgrammeId.eq(programme_id))
        .filter(Column::Kind.eq(word(&kind)))
        .filter(Column::Settling.eq(true));
    query.one(db).await?.map(Batch::try_from).transpose()
}

/// A file that was taken out and whose rows are yet to be removed, and those that it changed yet to be
/// written as they were, where it `settles`.
pub(super) async fn let_go(
    tx: &DatabaseTransaction,
    batch: &Batch,
    settles: bool,
) -> Result<(), StoreError> {
    let updated = Entity::update_many()
        .col_expr(Column::Settling, Expr::value(settles))
        .col_expr(Column::Unfinished, Expr::value(Unfinished::Going.code()))
        .filter(Column::Id.eq(batch.id))
        .exec(tx)
        .await;
    updated.map_err(|err| match err.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::UnderWay(batch.file_name.clone()),
        _ => err.into(),
    })?;
    Ok(())
}

/// All rows of a file are removed.
pub(super) async fn gone(tx: &DatabaseTransaction, id: Uuid) -> Result<(), StoreError> {
    let sql = "update import_batch set unfinished = case when undone_at is null \
        then 'stopped' end where id = $1 and unfinished = 'going'";
    sql::execute(tx, sql, [id.into()]).await?;
    Ok(())
}

/// A file begins to come in under the same id once more.
pub(super) async fn remove(tx: &DatabaseTransaction, id: Uuid) -> Result<(), StoreError> {
    let delete = Entity::delete_many().filter(Column::Id.eq(id));
    let going = Column::Unfinished.eq(Unfinished::Going.code());
    delete.filter(going).exec(tx).await?;
    Ok(())
}

/// Not even that a file was tried stays.
pub(super) async fn forget_stopped(tx: &DatabaseTransaction, id: Uuid) -> Result<(), StoreError> {
    let sql = "delete from import_batch where id = $1 and unfinished = 'stopped'";
    sql::execute(tx, sql, [id.into()]).await?;
    Ok(())
}

/// The files whose rows are being written, written over or removed.
pub(super) async fn under_way(
    db: &impl ConnectionTrait,
    programme_id: Option<Uuid>,
) -> Result<Vec<Batch>, StoreError> {
    let words = [Unfinished::Coming, Unfinished::Going].map(Unfinished::code);
    let is_under_way = Column::Unfinished.is_in(words);
    let any = Condition::any().add(is_under_way);
    let query = Entity::find().filter(any.add(Column::Settling.eq(true)));
    let query = match programme_id {
        Some(id) => query.filter(Column::ProgrammeId.eq(id)),
        None => query,
    };
    let rows = query.order_by_asc(Column::Id).all(db).await?;
    rows.into_iter().map(Batch::try_from).collect()
}

/// The file, if its rows are being removed.
pub(super) async fn going(
    db: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<Batch>, StoreError> {
    let query = Entity::find_by_id(id).filter(Column::Unfinished.eq(Unfinished::Going.code()));
    query.one(db).await?.map(Batch::try_from).transpose()
}

fn model(actor: &Actor, programme: &Programme, new: &NewBatch<'_>, now: DateTime<Utc>) -> Model {
    Model {
        id: new_id(),
        programme_id: programme.id,
        wave_id: new.wave_id,
        kind: word(&new.kind),
        file_name: new.file_name.to_owned(),
        file_hash: new.file_hash.to_owned(),
        row_count: i32::try_from(new.row_count).unwrap_or(i32::MAX),
        created_at: now,
        created_by: actor.account_id,
        undone_at: None,
        undone_by: None,
        unfinished: None,
        beat_at: None,
        rows_done: 0,
        settling: false,
    }
}

fn came_in<'a>(programme: &'a Programme, row: &Model) -> Event<'a> {
    Event {
        programme: Some(programme),
        action: "import file",
        subject_kind: "import_batch",
        subject_id: row.id.to_string(),
        before: None,
        after: Some(json!({
            "kind": row.kind, "file": row.file_name, "hash": row.file_hash, "rows": row.row_count,
        })),
    }
}

impl TryFrom<Model> for Batch {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            wave_id: row.wave_id,
            kind: sql::from_word("import", &row.file_name, &row.kind)?,
            file_name: row.file_name,
            file_hash: row.file_hash,
            row_count: row.row_count,
            created_at: row.created_at,
            created_by: row.created_by,
            undone_at: row.undone_at,
            unfinished: row
                .unfinished
                .map(|state| sql::from_word("import", &row.id.to_string(), &state))
                .transpose()?,
            rows_done: row.rows_done,
            programme_id: row.programme_id,
            beat_at: row.beat_at,
            is_settling: row.settling,
        })
    }
}
