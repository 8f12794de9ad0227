//! Measurements: registered figures by series, month and cluster.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use super::StoreError;
use super::batches::Imported;
use super::entity::measurement::{Column, Entity, Model};
use super::ledger::Ledger;
use super::programmes::Programme;
use super::sql::{self, ROWS_PER_STATEMENT, new_id};
use super::traces::Tracing;
use super::unfinished;
use crate::domain::evidence::MeasurementRow;

/// Takes in the rows of a file by series, month and cluster.
pub async fn import(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: Uuid,
    rows: &[MeasurementRow],
) -> Result<Imported, StoreError> {
    let mut ledger = Ledger::doing();
    import_by(tx, programme, batch, rows, &mut ledger).await?;
    Ok(ledger.done)
}

pub(super) async fn import_by(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: Uuid,
    rows: &[MeasurementRow],
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let over = OnConflict::columns([Column::Lane, Column::Id])
        .update_columns([Column::Numerator, Column::Denominator, Column::BatchId])
        .to_owned();
    let mut tracing = Tracing::new(programme.id, batch);
    for some in rows.chunks(ROWS_PER_STATEMENT) {
        let known = known(tx, programme, some).await?;
        let mut writes = Vec::new();
        for row in some {
            let mut new = model(programme, batch, row);
            match known.get(&key(&new)) {
                Some(kept) if is_same(kept, &new) => ledger.unchanged(),
                Some(kept) => {
                    ledger.changed(kept, &new);
                    new.id = kept.id;
                    let (at, from) = ((kept.lane, kept.id), kept.batch_id);
                    writes.extend(tracing.over(at, kept, from, new, ledger));
                }
                None => {
                    ledger.added();
                    writes.push(new);
                }
            }
        }
        if ledger.writes() {
            sql::upsert_all::<Entity>(tx, writes, over.clone()).await?;
            tracing.write(tx).await?;
        }
    }
    Ok(())
}

/// The stored measurements with the series, months and clusters of these rows.
async fn known(
    tx: &DatabaseTransaction,
    programme: &Programme,
    rows: &[MeasurementRow],
) -> Result<HashMap<(String, NaiveDate, String), Model>, StoreError> {
    let sql = "select m.* from given g join measurement m on m.lane = g.lane \
        and m.programme_id = g.programme_id and m.series = g.series and m.period = g.period \
        and m.cluster = g.cluster where g.lane is not null";
    let keys = rows.iter().map(|row| {
        [
            programme.lanes.of(row.series.as_bytes()).into(),
            programme.id.into(),
            row.series.as_str().into(),
            row.period.into(),
            row.cluster.as_deref().unwrap_or_default().into(),
        ]
    });
    let names = "lane, programme_id, series, period, cluster";
    let found: Vec<Model> = sql::found(tx, names, keys.collect(), sql).await?;
    Ok(found.into_iter().map(|row| (key(&row), row)).collect())
}

/// All measurements of a programme, by series, month and cluster.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<MeasurementRow>, StoreError> {
    Ok(stored(db, programme).await?.into_iter().map(read).collect())
}

async fn stored(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Model>, StoreError> {
    let rows = of(programme)
        .order_by_asc(Column::Series)
        .order_by_asc(Column::Period)
        .order_by_asc(Column::Cluster)
        .all(db)
        .await?;
    Ok(rows)
}

fn of(programme: &Programme) -> Select<Entity> {
    Entity::find()
        .filter(Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(unfinished::counts())
}

fn key(row: &Model) -> (String, NaiveDate, String) {
    (row.series.clone(), row.period, row.cluster.clone())
}

fn model(programme: &Programme, batch: Uuid, row: &MeasurementRow) -> Model {
    Model {
        lane: programme.lanes.of(row.series.as_bytes()),
        id: new_id(),
        programme_id: programme.id,
        series: row.series.clone(),
        period: row.period,
        // A unique key takes two nulls for different, so "no cluster" is written as nothing.
        cluster: row.cluster.clone().unwrap_or_default(),
        numerator: row.numerator,
        denominator: row.denominator,
        batch_id: Some(batch),
    }
}

fn is_same(kept: &Model, new: &Model) -> bool {
    kept.numerator.to_bits() == new.numerator.to_bits()
        && kept.denominator.to_bits() == new.denominator.to_bits()
}

fn read(row: Model) -> MeasurementRow {
    MeasurementRow {
        series: row.series,
        period: row.period,
        cluster: Some(row.cluster).filter(|cluster| !cluster.is_empty()),
        numerator: row.numerator,
        denominator: row.denominator,
    }
}
