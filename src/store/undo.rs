//! Taking a file out again: what it added goes, what it changed is as it was before.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, Iterable, SqlErr,
};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::StoreError;
use super::audit::Actor;
use super::batches::{self, Batch, Undone};
use super::entity::{client, comment, measurement, response, ticket, wave_disposition};
use super::imports::Said;
use super::programmes::Programme;
use super::traces::{self, Pages};
use super::waves::{self, WaveState};
use super::{Database, catalogue, coding, dispositions, import_files, interviews, sql, unfinished};
use crate::domain::evidence::FileKind;
use crate::domain::language::Language;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};

/// Why a file stays in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It was taken out before, at this moment.
    Undone(DateTime<Utc>),
    /// Its wave was closed with it: the evaluation may rest on it.
    WaveClosed,
    /// A later file wrote over rows of it; that one has to go first.
    Later { file: String },
    /// It is not in: it is coming in, or was stopped.
    Unfinished,
    /// It counts, and what it changed is still being written over what was there.
    Settling,
    /// Something was made with its rows since: clients were invited, comments hang on
    /// responses, something was coded with a theme.
    InUse,
    /// Entries of the protocol were changed since, or it cannot do without them.
    Bound,
    /// Codes of it were seen by the other coder, or given anew.
    Seen,
}

impl Obstacle {
    /// What stands in the way and what to do, as a sentence.
    pub fn message(&self, language: &Language) -> String {
        match self {
            Self::Undone(at) => {
                let day = date(language, at.date_naive());
                t_args(language, "imports-was-undone", &[("day", day.into())])
            }
            Self::WaveClosed => t(language, "imports-wave-closed"),
            Self::Later { file } => {
                t_args(language, "imports-later-file", &[("file", file.into())])
            }
            Self::Unfinished => t(language, "imports-unfinished"),
            Self::Settling => t(language, "imports-settling-wait"),
            Self::InUse => t(language, "imports-in-use"),
            Self::Bound => t(language, "imports-bound"),
            Self::Seen => t(language, "imports-codes-seen"),
        }
    }
}

impl Undone {
    /// What was done, as a sentence.
    pub fn message(&self, language: &Language) -> String {
        let args = [
            ("removed", self.removed.into()),
            ("restored", self.restored.into()),
        ];
        t_args(language, "imports-undone", &args)
    }
}

/// A file of as many rows goes a piece at a time.
const MANY: i32 = 5_000;

/// Takes a file out. Where it has many rows, none of them counts from here on, and they are yet to be
/// removed: [`unfinished::clear`] does that.
pub async fn take_out(
    db: &Database,
    said: Said<'_>,
    programme: &Programme,
    batch: &Batch,
    now: DateTime<Utc>,
) -> Result<Result<Undone, Obstacle>, StoreError> {
    let table = match batch.kind {
        FileKind::Responses => "response",
        FileKind::Measurements => "measurement",
        FileKind::Tickets => "ticket",
        _ => "",
    };
    let done = if table.is_empty() || batch.row_count < MANY {
        let tx = db.begin().await?;
        let done = undo(&tx, said, programme, batch, now).await?;
        (tx, done)
    } else {
        // Counted before the writer is asked for, for which the answers of clients wait.
        let sql =
            format!("select count(*) from {table} where lane between $1 and $2 and batch_id = $3");
        let carry = counted(&db.reader, programme, &sql, batch.id).await?;
        let restored = counted(&db.reader, programme, CHANGED, batch.id).await?;
        let undone = Undone {
            removed: carry.saturating_sub(restored),
            restored,
        };
        let tx = db.begin().await?;
        let done = let_go(&tx, said.actor, programme, batch, undone, now).await?;
        (tx, done)
    };
    match done {
        (tx, Ok(undone)) => {
            tx.commit().await?;
            Ok(Ok(undone))
        }
        (tx, Err(obstacle)) => {
            tx.rollback().await?;
            Ok(Err(obstacle))
        }
    }
}

/// From here on no row of a file counts, and what it changed counts as it was, which is yet to be written.
async fn let_go(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    batch: &Batch,
    undone: Undone,
    now: DateTime<Utc>,
) -> Result<Result<Undone, Obstacle>, StoreError> {
    if let Some(obstacle) = obstacle(tx, programme, batch).await? {
        return Ok(Err(obstacle));
    }
    unfinished::in_the_way(tx, programme, batch.kind).await?;
    if batch.kind == FileKind::Responses && 0 < counted(tx, programme, COMMENTED, batch.id).await? {
        return Ok(Err(Obstacle::InUse));
    }
    batches::let_go(tx, batch, undone.restored > 0).await?;
    batches::mark_undone(tx, actor, programme, batch, undone, now).await?;
    Ok(Ok(undone))
}

const COMMENTED: &str = "select count(*) from comment c \
    join response r on r.lane = c.lane and r.id = c.response_id \
    where c.lane between $1 and $2 and r.batch_id = $3 and not exists (select 1 from import_trace t \
    where t.lane = r.lane and t.row_id = r.id and t.batch_id = r.batch_id)";
const CHANGED: &str = "select count(*) from import_trace \
    where lane between $1 and $2 and batch_id = $3 and before is not null";

async fn counted(
    db: &impl ConnectionTrait,
    programme: &Programme,
    sql: &str,
    batch: Uuid,
) -> Result<u64, StoreError> {
    let [first, last] = [programme.lanes.first(), programme.lanes.last()];
    let rows = sql::rows(db, sql, [first.into(), last.into(), batch.into()]).await?;
    let count = rows.first().map(|row| row.try_get_by_index::<i64>(0));
    Ok(count.transpose()?.unwrap_or(0).unsigned_abs())
}

/// Takes a file out within the caller's transaction, which is not to be committed after an obstacle.
pub async fn undo(
    tx: &DatabaseTransaction,
    said: Said<'_>,
    programme: &Programme,
    batch: &Batch,
    now: DateTime<Utc>,
) -> Result<Result<Undone, Obstacle>, StoreError> {
    if let Some(obstacle) = obstacle(tx, programme, batch).await? {
        return Ok(Err(obstacle));
    }
    let undone = match batch.kind {
        FileKind::Clients => rows::<client::Entity>(tx, programme, batch, "client").await,
        FileKind::Responses => rows::<response::Entity>(tx, programme, batch, "response").await,
        FileKind::Measurements => {
            rows::<measurement::Entity>(tx, programme, batch, "measurement").await
        }
        FileKind::Tickets => rows::<ticket::Entity>(tx, programme, batch, "ticket").await,
        FileKind::Comments => comments(tx, programme, batch).await,
        FileKind::Interviews => interviews(tx, programme, batch).await,
        FileKind::Dispositions => counts(tx, programme, batch).await,
        FileKind::Codes => match coding::take_out(tx, programme, batch).await? {
            Some(undone) => Ok(undone),
            None => return Ok(Err(Obstacle::Seen)),
        },
        FileKind::Clusters | FileKind::Services | FileKind::Agreements => {
            let part = batch.kind.part();
            let part = part.ok_or_else(|| StoreError::not_found("part", batch.kind.code()))?;
            match catalogue::take_out(tx, said, programme, (batch, part), now).await? {
                Some(undone) => Ok(undone),
                None => return Ok(Err(Obstacle::Bound)),
            }
        }
        FileKind::Themes => match coding::take_themes_out(tx, programme, batch).await? {
            Some(undone) => Ok(undone),
            None => return Ok(Err(Obstacle::InUse)),
        },
    };
    let undone = match undone {
        Ok(undone) => undone,
        Err(StoreError::Db(err)) if is_in_use(&err) => return Ok(Err(Obstacle::InUse)),
        Err(err) => return Err(err),
    };
    traces::forget(tx, programme.lanes, batch.id).await?;
    import_files::forget(tx, batch.id).await?;
    batches::mark_undone(tx, said.actor, programme, batch, undone, now).await?;
    Ok(Ok(undone))
}

/// What can be seen to stand in the way without trying.
pub async fn obstacle(
    db: &impl ConnectionTrait,
    programme: &Programme,
    batch: &Batch,
) -> Result<Option<Obstacle>, StoreError> {
    if let Some(at) = batch.undone_at {
        return Ok(Some(Obstacle::Undone(at)));
    }
    if batch.unfinished.is_some() {
        return Ok(Some(Obstacle::Unfinished));
    }
    if batch.is_settling {
        return Ok(Some(Obstacle::Settling));
    }
    if let Some(wave_id) = batch.wave_id.filter(|_| batch.kind.is_of_wave()) {
        let wave = waves::by_id(db, wave_id).await?;
        // What came in after the closing was no part of what was closed.
        let was_in = wave.closed_at.is_none_or(|at| batch.created_at <= at);
        if wave.state == WaveState::Closed && was_in {
            return Ok(Some(Obstacle::WaveClosed));
        }
    }
    let Some(later) = traces::later(db, programme, batch.id).await? else {
        return Ok(None);
    };
    let later = batches::by_id(db, programme.id, later).await?;
    Ok(Some(Obstacle::Later {
        file: later.file_name,
    }))
}

/// Whether a row could not go because another one points at it. SQLite names what `on delete restrict`
/// forbids as a trigger's failure, and tells it only in words.
fn is_in_use(err: &DbErr) -> bool {
    let known = err.sql_err();
    matches!(known, Some(SqlErr::ForeignKeyConstraintViolation(_)))
        || err.to_string().contains("FOREIGN KEY constraint failed")
}

/// Undoes rows that carry their batch: those changed go back, and what then still carries it goes.
async fn rows<E: EntityTrait>(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: &Batch,
    table: &str,
) -> Result<Undone, StoreError>
where
    E::Model: DeserializeOwned + IntoActiveModel<E::ActiveModel>,
{
    let restored = restored::<E>(tx, programme, batch).await?;
    let sql = format!("delete from {table} where lane between $1 and $2 and batch_id = $3");
    let removed = delete(tx, programme, &sql, batch.id).await?;
    Ok(Undone { removed, restored })
}

/// Writes what a file changed as it was; tells how many rows that were.
async fn restored<E: EntityTrait>(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: &Batch,
) -> Result<u64, StoreError>
where
    E::Model: DeserializeOwned + IntoActiveModel<E::ActiveModel>,
{
    let mut restored = 0;
    let mut pages = Pages::<E::Model>::of(programme, batch.id);
    while let Some(page) = pages.next(tx).await? {
        restored += page.len() as u64;
        let before = page.into_iter().filter_map(|traced| traced.before);
        sql::upsert_all::<E>(tx, before.collect(), over::<E>()).await?;
    }
    Ok(restored)
}

/// All columns but those of the key.
pub(super) fn over<E: EntityTrait>() -> OnConflict {
    use sea_orm::PrimaryKeyToColumn;
    let key: Vec<String> = E::PrimaryKey::iter()
        .map(|one| sea_orm::IdenStatic::as_str(&one.into_column()).to_owned())
        .collect();
    let others = E::Column::iter().filter(|one| {
        let name = sea_orm::IdenStatic::as_str(one);
        !key.iter().any(|of_key| of_key == name)
    });
    OnConflict::columns(E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column))
        .update_columns(others)
        .to_owned()
}

async fn delete(
    tx: &DatabaseTransaction,
    programme: &Programme,
    sql: &str,
    id: Uuid,
) -> Result<u64, StoreError> {
    let [first, last] = [programme.lanes.first(), programme.lanes.last()];
    Ok(sql::execute(tx, sql, [first.into(), last.into(), id.into()]).await?)
}

async fn comments(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: &Batch,
) -> Result<Undone, StoreError> {
    let mut undone = Undone::default();
    let mut pages = Pages::<comment::Model>::of(programme, batch.id);
    while let Some(page) = pages.next(tx).await? {
        let mut before = Vec::new();
        for traced in page {
            match traced.before {
                Some(row) => before.push(row),
                None => {
                    let id = (traced.lane, traced.row_id);
                    comment::Entity::delete_by_id(id).exec(tx).await?;
                    undone.removed += 1;
                }
            }
        }
        undone.restored += before.len() as u64;
        sql::upsert_all::<comment::Entity>(tx, before, over::<comment::Entity>()).await?;
    }
    Ok(undone)
}

async fn interviews(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: &Batch,
) -> Result<Undone, StoreError> {
    let mut undone = Undone::default();
    let mut pages = Pages::<interviews::Noted>::of(programme, batch.id);
    while let Some(page) = pages.next(tx).await? {
        for noted in page.into_iter().filter_map(|traced| traced.before) {
            interviews::put(tx, noted).await?;
            undone.restored += 1;
        }
    }
    let statements = "delete from statement where lane between $1 and $2 and exists (\
        select 1 from interview i where i.lane = statement.lane and i.id = statement.interview_id \
        and i.batch_id = $3)";
    delete(tx, programme, statements, batch.id).await?;
    let sql = "delete from interview where lane between $1 and $2 and batch_id = $3";
    undone.removed = delete(tx, programme, sql, batch.id).await?;
    Ok(undone)
}

async fn counts(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: &Batch,
) -> Result<Undone, StoreError> {
    let mut undone = Undone::default();
    let mut pages = Pages::<Vec<wave_disposition::Model>>::of(programme, batch.id);
    while let Some(page) = pages.next(tx).await? {
        for traced in page {
            let before = traced.before.unwrap_or_default();
            match before.is_empty() {
                true => undone.removed += 1,
                false => undone.restored += 1,
            }
            dispositions::restore(tx, traced.row_id, before).await?;
        }
    }
    Ok(undone)
}
