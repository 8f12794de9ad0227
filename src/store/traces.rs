//! What an import changed, as it was before, so that it can be undone.
//!
//! A row that an import makes carries its batch and needs no trace; comments carry none and are all
//! traced.

use std::collections::HashMap;
use std::marker::PhantomData;

use sea_orm::sea_query::{Condition, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QueryResult, QuerySelect,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::StoreError;
use super::batches::{self, Batch};
use super::entity::import_trace::{Column, Entity, Model};
use super::ledger::Ledger;
use super::programmes::Programme;
use super::sql::{self, new_id};
use super::waves::Wave;
use crate::domain::evidence::FileKind;
use crate::domain::lane::Lanes;

/// As many traces as are held at a time while a file is taken out.
const PAGE: u64 = 2_000;

/// The traces of one import, gathered and then written.
#[derive(Debug)]
pub(super) struct Tracing {
    programme_id: Uuid,
    batch_id: Uuid,
    rows: Vec<Model>,
}

impl Tracing {
    pub(super) fn new(programme_id: Uuid, batch_id: Uuid) -> Self {
        Self {
            programme_id,
            batch_id,
            rows: Vec::new(),
        }
    }

    /// Notes that the row `id` is about to be written over: `before` is the whole of it, and
    /// `before_batch_id` the import that it came from.
    pub(super) fn changed(
        &mut self,
        (lane, id): (i64, Uuid),
        before: &impl Serialize,
        before_batch_id: Option<Uuid>,
    ) {
        let before = Some(sql::json(before));
        self.push((lane, id), before, before_batch_id, None);
    }

    /// The same, and what it is to be: given back to be written at once, or put aside where the file
    /// comes in pieces.
    pub(super) fn over<M: Serialize>(
        &mut self,
        row: (i64, Uuid),
        before: &M,
        before_batch_id: Option<Uuid>,
        after: M,
        ledger: &Ledger,
    ) -> Option<M> {
        if !ledger.puts_aside() {
            self.changed(row, before, before_batch_id);
            return Some(after);
        }
        let (before, after) = (Some(sql::json(before)), Some(sql::json(&after)));
        self.push(row, before, before_batch_id, after);
        None
    }

    /// Notes that the row `id` is made, where the row itself does not tell by which import.
    pub(super) fn added(&mut self, lane: i64, id: Uuid) {
        self.push((lane, id), None, None, None);
    }

    fn push(
        &mut self,
        (lane, row_id): (i64, Uuid),
        before: Option<Json>,
        from: Option<Uuid>,
        after: Option<Json>,
    ) {
        self.rows.push(Model {
            lane,
            id: new_id(),
            programme_id: self.programme_id,
            batch_id: self.batch_id,
            row_id,
            before,
            before_batch_id: from,
            after,
        });
    }

    pub(super) async fn write(&mut self, tx: &DatabaseTransaction) -> Result<(), StoreError> {
        sql::insert_all::<Entity>(tx, std::mem::take(&mut self.rows)).await?;
        Ok(())
    }
}

/// A row that an import wrote.
#[derive(Debug)]
pub(super) struct Traced<M> {
    pub lane: i64,
    pub row_id: Uuid,
    pub before: Option<M>,
}

/// What an import wrote, page by page in the order of lane and trace.
#[derive(Debug)]
pub(super) struct Pages<M> {
    lanes: Lanes,
    batch_id: Uuid,
    after: (i64, Uuid),
    of: PhantomData<M>,
}

impl<M: DeserializeOwned> Pages<M> {
    pub(super) fn of(programme: &Programme, batch_id: Uuid) -> Self {
        Self {
            lanes: programme.lanes,
            batch_id,
            after: (programme.lanes.first(), Uuid::nil()),
            of: PhantomData,
        }
    }

    /// The next page; `None` at the end.
    pub(super) async fn next(
        &mut self,
        db: &impl ConnectionTrait,
    ) -> Result<Option<Vec<Traced<M>>>, StoreError> {
        let (lane, id) = self.after;
        let beyond = Condition::any()
            .add(Column::Lane.gt(lane))
            .add(Column::Lane.eq(lane).and(Column::Id.gt(id)));
        let rows = Entity::find()
            .filter(Column::Lane.between(lane, self.lanes.last()))
            .filter(Column::BatchId.eq(self.batch_id))
            .filter(beyond)
            .order_by_asc(Column::Lane)
            .order_by_asc(Column::Id)
            .limit(PAGE)
            .all(db)
            .await?;
        let Some(last) = rows.last() else {
            return Ok(None);
        };
        self.after = (last.lane, last.id);
        let traced = rows.into_iter().map(|row| {
            let before = row
                .before
                .map(|json| sql::from_json("import", row.id, json));
            Ok(Traced {
                lane: row.lane,
                row_id: row.row_id,
                before: before.transpose()?,
            })
        });
        traced.collect::<Result<_, StoreError>>().map(Some)
    }
}

/// Where the trace of something stands that is known by a word and has no id.
pub(super) fn place(programme: &Programme, word: &str) -> (i64, Uuid) {
    let digest = Sha256::digest(word.as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    (programme.lanes.first(), Uuid::from_bytes(id))
}

/// What rows are to be: after a file that is in what it put aside, after one that was taken out what was
/// before it.
const TO_BE: &str = "case when b.undone_at is null then t.after else t.before end";

/// What rows of an import are to be, `most` of them of one lane behind `from`, and where the last of
/// them stands. Lane by lane, since of two at once a database looks through the traces of all files.
pub(super) async fn aside<M: DeserializeOwned>(
    db: &impl ConnectionTrait,
    lanes: Lanes,
    batch_id: Uuid,
    from: (i64, Uuid),
    most: usize,
) -> Result<(Vec<M>, Option<(i64, Uuid)>), StoreError> {
    let sql = format!(
        "select t.id, cast({TO_BE} as text) from import_trace t \
        join import_batch b on b.id = t.batch_id \
        where t.lane = $1 and t.batch_id = $2 and t.id > $3 and {TO_BE} is not null \
        order by t.id limit $4"
    );
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    for lane in from.0..=lanes.last() {
        let behind = if lane == from.0 { from.1 } else { Uuid::nil() };
        let values = [lane.into(), batch_id.into(), behind.into(), most.into()];
        let rows = sql::rows(db, &sql, values).await?;
        let Some(last) = rows.last() else {
            continue;
        };
        let read = |row: &QueryResult| {
            let id: Uuid = row.try_get_by_index(0)?;
            from_text(id, &row.try_get_by_index::<String>(1)?)
        };
        let until = (lane, last.try_get_by_index(0)?);
        return Ok((
            rows.iter().map(read).collect::<Result<_, _>>()?,
            Some(until),
        ));
    }
    Ok((Vec::new(), None))
}

/// The rows of an import from behind one place until another, in the lane of that, are what they are to be.
pub(super) async fn settle(
    tx: &DatabaseTransaction,
    batch_id: Uuid,
    from: (i64, Uuid),
    (lane, until): (i64, Uuid),
) -> Result<(), StoreError> {
    const PLACES: &str = "lane = $1 and batch_id = $2 and id > $3 and id <= $4";
    let is_out = "(select undone_at from import_batch where id = $2) is not null";
    let settled = format!(
        "update import_trace set after = null where {PLACES} and after is not null and not {is_out}"
    );
    let gone = format!("delete from import_trace where {PLACES} and {is_out}");
    let behind = if lane == from.0 { from.1 } else { Uuid::nil() };
    for sql in [settled, gone] {
        let values = [lane.into(), batch_id.into(), behind.into(), until.into()];
        sql::execute(tx, &sql, values).await?;
    }
    Ok(())
}

/// Rows by their ids as files changed them, or as they were before files that were taken out, where
/// that is yet to be written. To be read before the rows: what is written meanwhile is the same. Those
/// of a file that was taken out do not count before that, so they are not among the rows.
pub(super) async fn pending<M: DeserializeOwned>(
    db: &impl ConnectionTrait,
    (programme_id, lanes): (Uuid, Lanes),
    kind: FileKind,
) -> Result<HashMap<Uuid, M>, StoreError> {
    let Some(batch) = batches::settling(db, programme_id, kind).await? else {
        return Ok(HashMap::new());
    };
    let sql = format!(
        "select t.row_id, cast({TO_BE} as text) from import_trace t \
        join import_batch b on b.id = t.batch_id \
        where t.lane between $1 and $2 and t.batch_id = $3 and b.settling and {TO_BE} is not null"
    );
    let [first, last] = [lanes.first(), lanes.last()];
    let rows = sql::rows(db, &sql, [first.into(), last.into(), batch.id.into()]).await?;
    let of = |row: &QueryResult| {
        let id: Uuid = row.try_get_by_index(0)?;
        Ok((id, from_text(id, &row.try_get_by_index::<String>(1)?)?))
    };
    rows.iter().map(of).collect()
}

/// How many responses of a wave are yet to be as they were before a file that was taken out; until then
/// their rows do not count.
pub(super) async fn on_their_way_back(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<u64, StoreError> {
    let kind = FileKind::Responses;
    let settling = batches::settling(db, wave.programme_id, kind).await?;
    let is_back = |batch: &Batch| batch.undone_at.is_some() && batch.wave_id == Some(wave.id);
    let Some(batch) = settling.filter(is_back) else {
        return Ok(0);
    };
    let sql = "select count(*) from import_trace \
        where lane between $1 and $2 and batch_id = $3 and before is not null";
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, sql, [first.into(), last.into(), batch.id.into()]).await?;
    let count = rows.first().map(|row| row.try_get_by_index::<i64>(0));
    Ok(count.transpose()?.unwrap_or(0).unsigned_abs())
}

fn from_text<M: DeserializeOwned>(id: Uuid, text: &str) -> Result<M, StoreError> {
    serde_json::from_str(text).map_err(|err| StoreError::corrupt("import", id, err))
}

/// A later import that wrote a row of this one, if any: it has to be taken out first.
pub(super) async fn later(
    db: &impl ConnectionTrait,
    programme: &Programme,
    batch_id: Uuid,
) -> Result<Option<Uuid>, StoreError> {
    // What this one added is known by its batch alone, what it changed by its traces.
    let sql = "select b.batch_id from import_trace b where b.lane between $1 and $2 \
        and b.batch_id <> $3 and (b.before_batch_id = $3 or exists (select 1 from import_trace a \
        where a.lane = b.lane and a.row_id = b.row_id and a.batch_id = $3 and a.id < b.id)) \
        order by b.id desc limit 1";
    let [first, last] = [programme.lanes.first(), programme.lanes.last()];
    let rows = sql::rows(db, sql, [first.into(), last.into(), batch_id.into()]).await?;
    let first = rows.first().map(|row| row.try_get_by_index(0));
    Ok(first.transpose()?)
}

pub(super) async fn forget(
    tx: &DatabaseTransaction,
    lanes: Lanes,
    batch_id: Uuid,
) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Lane.between(lanes.first(), lanes.last()))
        .filter(Column::BatchId.eq(batch_id))
        .exec(tx)
        .await?;
    Ok(())
}
