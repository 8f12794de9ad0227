//! Tickets with their lead times: sampled for a wave, or registered with a closing date.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

use super::StoreError;
use super::arrivals::{self, Arriving};
use super::batches::Imported;
use super::entity::ticket::{Column, Entity, Model};
use super::ledger::Ledger;
use super::programmes::Programme;
use super::sql::{self, new_id};
use super::{traces, unfinished};
use crate::domain::evidence::{FileKind, TicketRow};

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
    let make = |row: &TicketRow| model(programme, wave_id, batch, row);
    let cells = |row: &TicketRow| sql::cells::<Entity>(make(row));
    arrivals::take(tx, (programme.id, batch), rows, make, cells, ledger).await
}

impl Arriving for Model {
    type Entity = Entity;
    type Key = (String, String);

    fn key(&self) -> Self::Key {
        (self.series.clone(), self.key.clone())
    }

    fn place(&self) -> (i64, Uuid) {
        (self.lane, self.id)
    }

    fn batch_id(&self) -> Option<Uuid> {
        self.batch_id
    }

    fn is_same(&self, kept: &Self) -> bool {
        kept.wave_id == self.wave_id
            && kept.cluster == self.cluster
            && kept.segment == self.segment
            && kept.closed_on == self.closed_on
            && kept.hours.to_bits() == self.hours.to_bits()
            && kept.response_hours.map(f64::to_bits) == self.response_hours.map(f64::to_bits)
            && kept.is_open == self.is_open
            && kept.extracted_on == self.extracted_on
    }

    fn stand_in(&mut self, kept: &Self) {
        self.id = kept.id;
    }

    fn over() -> OnConflict {
        OnConflict::columns([Column::Lane, Column::Id])
            .update_columns([
                Column::WaveId,
                Column::Cluster,
                Column::Segment,
                Column::ClosedOn,
                Column::Hours,
                Column::ResponseHours,
                Column::IsOpen,
                Column::ExtractedOn,
                Column::BatchId,
            ])
            .to_owned()
    }

    async fn kept(tx: &DatabaseTransaction, like: &[Self]) -> Result<Vec<Self>, StoreError> {
        let sql = "select t.* from given g join ticket t on t.lane = g.lane \
            and t.programme_id = g.programme_id and t.series = g.series and t.key = g.key \
            where g.lane is not null";
        let keys = like.iter().map(|row| {
            [
                row.lane.into(),
                row.programme_id.into(),
                row.series.as_str().into(),
                row.key.as_str().into(),
            ]
        });
        Ok(sql::found(tx, "lane, programme_id, series, key", keys.collect(), sql).await?)
    }
}

/// All tickets of a programme by series and key, each with the wave it was taken in for.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<(Option<Uuid>, TicketRow)>, StoreError> {
    let mut pending =
        traces::pending(db, (programme.id, programme.lanes), FileKind::Tickets).await?;
    let rows = of(programme)
        .order_by_asc(Column::Series)
        .order_by_asc(Column::Key)
        .all(db)
        .await?;
    let mut now: Vec<Model> = rows
        .into_iter()
        .map(|row| pending.remove(&row.id).unwrap_or(row))
        .collect();
    if !pending.is_empty() {
        now.extend(pending.into_values());
        now.sort_by(|one, other| (&one.series, &one.key).cmp(&(&other.series, &other.key)));
    }
    Ok(now
        .into_iter()
        .map(|row| (row.wave_id, read(row)))
        .collect())
}

/// The tickets of a series, and of some clusters (none: all), that were taken in for a wave and are still
/// open: those that are open for the longest, `most` at most.
pub async fn open_of_wave(
    db: &impl ConnectionTrait,
    programme: &Programme,
    wave_id: Uuid,
    (series, clusters): (&str, &[String]),
    most: u64,
) -> Result<Vec<TicketRow>, StoreError> {
    let mut pending =
        traces::pending(db, (programme.id, programme.lanes), FileKind::Tickets).await?;
    let mut open = of(programme)
        .filter(Column::WaveId.eq(wave_id))
        .filter(Column::Series.eq(series))
        .filter(Column::IsOpen.eq(true));
    if !clusters.is_empty() {
        open = open.filter(Column::Cluster.is_in(clusters));
    }
    let open = open
        .order_by_desc(Column::Hours)
        .order_by_asc(Column::Key)
        .limit(most);
    let rows = open.all(db).await?.into_iter();
    let now = rows.map(|row| pending.remove(&row.id).unwrap_or(row));
    // What is written over just now may be missing for that moment: this is a list of examples.
    Ok(now.filter(|row: &Model| row.is_open).map(read).collect())
}

fn of(programme: &Programme) -> Select<Entity> {
    Entity::find()
        .filter(Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(unfinished::counts())
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
        is_open: row.is_open,
        extracted_on: row.extracted_on,
        batch_id: Some(batch),
    }
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
        is_open: row.is_open,
        extracted_on: row.extracted_on,
    }
}
