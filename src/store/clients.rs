//! Clients: the people who can be asked. Contact data stays here and is in no other table.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
};
use uuid::Uuid;

use super::StoreError;
use super::batches::Imported;
use super::entity::client::{Column, Entity, Model};
use super::entity::invitation;
use super::ledger::Ledger;
use super::programmes::Programme;
use super::sql::{self, ROWS_PER_STATEMENT, new_id};
use super::traces::Tracing;
use super::waves::Wave;
use crate::domain::evidence::ClientRow;
use crate::domain::language::Language;

/// Of a long list; a row as the driver gives it takes several times what is kept of it.
const ROWS_AT_ONCE: u64 = 5_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    pub lane: i64,
    pub id: Uuid,
    /// Stable in the programme; comes in the file.
    pub key: String,
    pub name: String,
    pub email: String,
    pub segment: String,
    pub role: Option<String>,
    pub language: Language,
}

/// Takes in the rows of a file by their key: new clients are added, known ones changed where the
/// file differs, and clients that are not in the file stay.
pub async fn import(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: Uuid,
    rows: &[ClientRow],
    now: DateTime<Utc>,
) -> Result<Imported, StoreError> {
    let mut ledger = Ledger::doing();
    import_by(tx, programme, batch, rows, now, &mut ledger).await?;
    Ok(ledger.done)
}

pub(super) async fn import_by(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: Uuid,
    rows: &[ClientRow],
    now: DateTime<Utc>,
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let mut tracing = Tracing::new(programme.id, batch);
    for some in rows.chunks(ROWS_PER_STATEMENT) {
        let known = by_keys(tx, programme, some).await?;
        let mut writes = Vec::new();
        for row in some {
            match known.get(row.key.as_str()) {
                // Who was merged into another stays so, whatever a file brings.
                Some(kept) if kept.merged_into.is_some() || is_same(kept, row) => {
                    ledger.unchanged();
                }
                Some(kept) => {
                    let new = model(programme, batch, row, kept.id, kept.created_at);
                    ledger.changed(kept, &new);
                    tracing.changed((kept.lane, kept.id), kept, kept.batch_id);
                    writes.push(new);
                }
                None => {
                    ledger.added();
                    writes.push(model(programme, batch, row, new_id(), now));
                }
            }
        }
        if ledger.writes() {
            upsert(tx, writes).await?;
            tracing.write(tx).await?;
        }
    }
    Ok(())
}

/// One page of clients in the order of their keys, those after `after`; `search` looks in key,
/// name, address and segment, whatever the case.
pub async fn page(
    db: &impl ConnectionTrait,
    programme: &Programme,
    search: &str,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<Client>, StoreError> {
    page_in(db, programme, search, "", after, limit).await
}

/// The same in one segment, by its code; in all of them when that is empty.
pub async fn page_in(
    db: &impl ConnectionTrait,
    programme: &Programme,
    search: &str,
    segment: &str,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<Client>, StoreError> {
    let rows = of(programme)
        .filter(matching(search))
        .filter(in_segment(segment))
        .filter(after.map_or_else(Condition::all, |key| {
            Condition::all().add(Column::Key.gt(key))
        }))
        .order_by_asc(Column::Key)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(Client::try_from).collect()
}

/// How many clients a search finds in one segment, or in all of them.
pub async fn count_in(
    db: &impl ConnectionTrait,
    programme: &Programme,
    search: &str,
    segment: &str,
) -> Result<u64, StoreError> {
    let found = of(programme).filter(matching(search));
    Ok(found.filter(in_segment(segment)).count(db).await?)
}

/// How many clients a search finds; all of them when it is empty.
pub async fn count(
    db: &impl ConnectionTrait,
    programme: &Programme,
    search: &str,
) -> Result<u64, StoreError> {
    count_in(db, programme, search, "").await
}

/// How many clients each segment has, by its code.
pub async fn count_by_segment(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<(String, u64)>, StoreError> {
    let counts: Vec<(String, i64)> = of(programme)
        .select_only()
        .column(Column::Segment)
        .column_as(Column::Id.count(), "clients")
        .group_by(Column::Segment)
        .order_by_asc(Column::Segment)
        .into_tuple()
        .all(db)
        .await?;
    let unsigned = |(segment, count): (String, i64)| (segment, count.unsigned_abs());
    Ok(counts.into_iter().map(unsigned).collect())
}

/// The clients that have no invitation in a wave yet, by key: what a sample is drawn from.
pub async fn not_invited(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<Vec<Client>, StoreError> {
    let same_lane = Expr::col((invitation::Entity, invitation::Column::Lane));
    let same_client = Expr::col((invitation::Entity, invitation::Column::ClientId));
    let invited = invitation::Entity::find()
        .select_only()
        .column(invitation::Column::Id)
        .filter(same_lane.equals((Entity, Column::Lane)))
        .filter(same_client.equals((Entity, Column::Id)))
        .filter(invitation::Column::WaveId.eq(wave.id))
        .into_query();
    let waiting = Entity::find()
        .filter(Column::Lane.between(wave.lanes.first(), wave.lanes.last()))
        .filter(Column::ProgrammeId.eq(wave.programme_id))
        .filter(Column::MergedInto.is_null())
        .filter(Expr::exists(invited).not())
        .order_by_asc(Column::Key);
    let mut found: Vec<Client> = Vec::new();
    loop {
        let after = found.last().map(|last| last.key.clone());
        let piece = waiting
            .clone()
            .apply_if(after, |rows, key| rows.filter(Column::Key.gt(key)))
            .limit(ROWS_AT_ONCE)
            .all(db)
            .await?;
        if piece.is_empty() {
            return Ok(found);
        }
        for row in piece {
            found.push(Client::try_from(row)?);
        }
    }
}

/// Segment and address of the clients that have no invitation in a wave yet (of all clients, where
/// there is no wave), in the same order: enough to count what a sample would come to.
pub async fn addresses_not_invited(
    db: &impl ConnectionTrait,
    programme: &Programme,
    wave: Option<&Wave>,
) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "select c.segment, c.email from client c where c.lane between $1 and $2 \
        and c.programme_id = $3 and c.merged_into is null and not exists (select 1 from invitation i where i.lane = c.lane \
        and i.client_id = c.id and i.wave_id = $4) order by c.key";
    let values = [
        programme.lanes.first().into(),
        programme.lanes.last().into(),
        programme.id.into(),
        wave.map_or(Uuid::nil(), |wave| wave.id).into(),
    ];
    let rows = sql::rows(db, sql, values).await?;
    rows.iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
        .collect()
}

pub async fn by_id(db: &impl ConnectionTrait, lane: i64, id: Uuid) -> Result<Client, StoreError> {
    let row = Entity::find_by_id((lane, id)).one(db).await?;
    row.ok_or_else(|| StoreError::not_found("client", id))?
        .try_into()
}

fn of(programme: &Programme) -> Select<Entity> {
    Entity::find()
        .filter(Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(Column::MergedInto.is_null())
}

fn in_segment(code: &str) -> Condition {
    if code.is_empty() {
        Condition::all()
    } else {
        Condition::all().add(Column::Segment.eq(code))
    }
}

fn matching(search: &str) -> Condition {
    let word = search.trim().to_lowercase();
    if word.is_empty() {
        return Condition::all();
    }
    [Column::Key, Column::Name, Column::Email, Column::Segment]
        .into_iter()
        .fold(Condition::any(), |any, column| {
            // `contains` escapes nothing, but a stray % only finds more.
            any.add(Func::lower(Expr::col((Entity, column))).like(format!("%{word}%")))
        })
}

async fn by_keys(
    tx: &DatabaseTransaction,
    programme: &Programme,
    rows: &[ClientRow],
) -> Result<HashMap<String, Model>, StoreError> {
    let sql = "select c.* from given g join client c on c.lane = g.lane \
        and c.programme_id = g.programme_id and c.key = g.key where g.lane is not null";
    let keys = rows.iter().map(|row| {
        [
            programme.lanes.of(row.key.as_bytes()).into(),
            programme.id.into(),
            row.key.as_str().into(),
        ]
    });
    let known: Vec<Model> = sql::found(tx, "lane, programme_id, key", keys.collect(), sql).await?;
    Ok(known
        .into_iter()
        .map(|row| (row.key.clone(), row))
        .collect())
}

/// Only the columns that a file brings are written over: lane and id of a row never change.
async fn upsert(tx: &DatabaseTransaction, rows: Vec<Model>) -> Result<(), StoreError> {
    let over = OnConflict::columns([Column::Lane, Column::ProgrammeId, Column::Key])
        .update_columns([
            Column::Name,
            Column::Email,
            Column::Segment,
            Column::Role,
            Column::Language,
            Column::BatchId,
        ])
        .to_owned();
    sql::upsert_all::<Entity>(tx, rows, over).await?;
    Ok(())
}

fn model(
    programme: &Programme,
    batch: Uuid,
    row: &ClientRow,
    id: Uuid,
    created_at: DateTime<Utc>,
) -> Model {
    Model {
        lane: programme.lanes.of(row.key.as_bytes()),
        id,
        programme_id: programme.id,
        key: row.key.clone(),
        name: row.name.clone(),
        email: row.email.clone(),
        segment: row.segment.clone(),
        role: row.role.clone(),
        language: row.language.tag().to_owned(),
        created_at,
        batch_id: Some(batch),
        merged_into: None,
    }
}

fn is_same(kept: &Model, row: &ClientRow) -> bool {
    kept.name == row.name
        && kept.email == row.email
        && kept.segment == row.segment
        && kept.role == row.role
        && kept.language == row.language.tag()
}

impl TryFrom<Model> for Client {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            lane: row.lane,
            id: row.id,
            language: Language::new(&row.language)
                .map_err(|err| StoreError::corrupt("client", &row.key, err))?,
            key: row.key,
            name: row.name,
            email: row.email,
            segment: row.segment,
            role: row.role,
        })
    }
}
