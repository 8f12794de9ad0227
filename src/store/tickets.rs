//! Tickets with their lead times: sampled for a wave, or registered with a closing date.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use super::StoreError;
use super::batches::Imported;
use super::entity::ticket::{Column, Entity, Model};
use super::ledger::Ledger;
use super::programmes::Programme;
use super::sql::{self, ROWS_PER_STATEMENT, new_id};
use super::traces::Tracing;
use super::unfinished;
use crate::domain::evidence::TicketRow;

/// Takes in the rows of a file by series and key. Tickets without a closing date count for
/// `wave_id`.
pub async fn import(
    tx: &DatabaseTransaction,
    programme: &Programme,
    wave_id: Option<Uuid>,
    batch: Uuid,
    rows: &[TicketRow],
) -> Result<Imported, StoreError> {
    let mut ledger = Ledger::doing();
    import_by(tx, programme, wave_id, batch, rows, &mut ledger).await?;
    Ok(ledger.done)
}

pub(super) async fn import_by(
    tx: &DatabaseTransaction,
    programme: &Programme,
    wave_id: Option<Uuid>,
    batch: Uuid,
    rows: &[TicketRow],
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let mut tracing = Tracing::new(programme.id, batch);
    for some in rows.chunks(ROWS_PER_STATEMENT) {
        let known = known(tx, programme, some).await?;
        let known: HashMap<_, _> = known
            .iter()
            .map(|row| ((row.series.as_str(), row.key.as_str()), row))
            .collect();
        let mut writes = Vec::new();
        for row in some {
            let mut new = model(programme, wave_id, batch, row);
            match known.get(&(row.series.as_str(), row.key.as_str())) {
                Some(kept) if is_same(kept, &new) => ledger.unchanged(),
                Some(kept) => {
                    ledger.changed(*kept, &new);
                    new.id = kept.id;
                    let (at, from) = ((kept.lane, kept.id), kept.batch_id);
                    writes.extend(tracing.over(at, *kept, from, new, ledger));
                }
                None => {
                    ledger.added();
                    writes.push(new);
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

/// The stored tickets with the series and keys of these rows.
async fn known(
    tx: &DatabaseTransaction,
    programme: &Programme,
    rows: &[TicketRow],
) -> Result<Vec<Model>, StoreError> {
    let sql = "select t.* from given g join ticket t on t.lane = g.lane \
        and t.programme_id = g.programme_id and t.series = g.series and t.key = g.key \
        where g.lane is not null";
    let keys = rows.iter().map(|row| {
        [
            programme.lanes.of(row.key.as_bytes()).into(),
            programme.id.into(),
            row.series.as_str().into(),
            row.key.as_str().into(),
        ]
    });
    Ok(sql::found(tx, "lane, programme_id, series, key", keys.collect(), sql).await?)
}

/// All tickets of a programme by series and key, each with the wave it was taken in for.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<(Option<Uuid>, TicketRow)>, StoreError> {
    let rows = of(programme)
        .order_by_asc(Column::Series)
        .order_by_asc(Column::Key)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.wave_id, read(row)))
        .collect())
}

fn of(programme: &Programme) -> Select<Entity> {
    Entity::find()
        .filter(Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(unfinished::counts())
}

async fn upsert(tx: &DatabaseTransaction, rows: Vec<Model>) -> Result<(), StoreError> {
    let over = OnConflict::columns([Column::Lane, Column::Id])
        .update_columns([
            Column::WaveId,
            Column::Cluster,
            Column::Segment,
            Column::ClosedOn,
            Column::Hours,
            Column::ResponseHours,
            Column::BatchId,
        ])
        .to_owned();
    sql::upsert_all::<Entity>(tx, rows, over).await?;
    Ok(())
}

fn model(programme: &Programme, wave_id: Option<Uuid>, batch: Uuid, row: &TicketRow) -> Model {
    Model {
        lane: programme.lanes.of(row.key.as_bytes()),
        id: new_id(),
        programme_id: programme.id,
        wave_id,
        series: row.series.clone(),
        key: row.key.clone(),
        cluster: row.cluster.clone(),
        segment: row.segment.clone(),
        closed_on: row.closed_on,
        hours: row.hours,
        response_hours: row.response_hours,
        batch_id: Some(batch),
    }
}

fn is_same(kept: &Model, new: &Model) -> bool {
    kept.wave_id == new.wave_id
        && kept.cluster == new.cluster
        && kept.segment == new.segment
        && kept.closed_on == new.closed_on
        && kept.hours.to_bits() == new.hours.to_bits()
        && kept.response_hours.map(f64::to_bits) == new.response_hours.map(f64::to_bits)
}

fn read(row: Model) -> TicketRow {
    TicketRow {
        key: row.key,
        series: row.series,
        cluster: row.cluster,
        segment: row.segment,
        closed_on: row.closed_on,
        hours: row.hours,
        response_hours: row.response_hours,
    }
}
