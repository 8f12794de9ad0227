//! Measurements: registered figures by series, month and cluster.

use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use super::StoreError;
use super::arrivals::{self, Arriving};
use super::batches::Imported;
use super::entity::measurement::{Column, Entity, Model};
use super::ledger::Ledger;
use super::programmes::Programme;
use super::sql::{self, new_id};
use super::{traces, unfinished};
use crate::domain::evidence::{FileKind, MeasurementRow};

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
    let make = |row: &MeasurementRow| model(programme, batch, row);
    let cells = |row: &MeasurementRow| sql::cells::<Entity>(make(row));
    arrivals::take(tx, (programme.id, batch), rows, make, cells, ledger).await
}

impl Arriving for Model {
    type Entity = Entity;
    type Key = (String, NaiveDate, String);

    fn key(&self) -> Self::Key {
        (self.series.clone(), self.period, self.cluster.clone())
    }

    fn place(&self) -> (i64, Uuid) {
        (self.lane, self.id)
    }

    fn batch_id(&self) -> Option<Uuid> {
        self.batch_id
    }

    fn is_same(&self, kept: &Self) -> bool {
        kept.numerator.to_bits() == self.numerator.to_bits()
            && kept.denominator.to_bits() == self.denominator.to_bits()
            && kept.extracted_on == self.extracted_on
    }

    fn stand_in(&mut self, kept: &Self) {
        self.id = kept.id;
    }

    fn over() -> OnConflict {
        OnConflict::columns([Column::Lane, Column::Id])
            .update_columns([
                Column::Numerator,
                Column::Denominator,
                Column::ExtractedOn,
                Column::BatchId,
            ])
            .to_owned()
    }

    async fn kept(tx: &DatabaseTransaction, like: &[Self]) -> Result<Vec<Self>, StoreError> {
        let sql = "select m.* from given g join measurement m on m.lane = g.lane \
            and m.programme_id = g.programme_id and m.series = g.series and m.period = g.period \
            and m.cluster = g.cluster where g.lane is not null";
        let keys = like.iter().map(|row| {
            [
                row.lane.into(),
                row.programme_id.into(),
                row.series.as_str().into(),
                row.period.into(),
                row.cluster.as_str().into(),
            ]
        });
        let names = "lane, programme_id, series, period, cluster";
        Ok(sql::found(tx, names, keys.collect(), sql).await?)
    }
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
    let mut pending =
        traces::pending(db, (programme.id, programme.lanes), FileKind::Measurements).await?;
    let rows = of(programme)
        .order_by_asc(Column::Series)
        .order_by_asc(Column::Period)
        .order_by_asc(Column::Cluster)
        .all(db)
        .await?
        .into_iter();
    let mut now: Vec<Model> = rows
        .map(|row| pending.remove(&row.id).unwrap_or(row))
        .collect();
    if !pending.is_empty() {
        now.extend(pending.into_values());
        let place = |row: &Model| (row.series.clone(), row.period, row.cluster.clone());
        now.sort_by_cached_key(place);
    }
    Ok(now)
}

fn of(programme: &Programme) -> Select<Entity> {
    Entity::find()
        .filter(Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(unfinished::counts())
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
        extracted_on: row.extracted_on,
        batch_id: Some(batch),
    }
}

fn read(row: Model) -> MeasurementRow {
    MeasurementRow {
        series: row.series,
        period: row.period,
        cluster: Some(row.cluster).filter(|cluster| !cluster.is_empty()),
        numerator: row.numerator,
        denominator: row.denominator,
        extracted_on: row.extracted_on,
    }
}
