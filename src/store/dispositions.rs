//! What became of everybody who was asked, for waves whose counts come in a file.

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::StoreError;
use super::entity::wave_disposition::{Column, Entity, Model};
use super::ledger::Ledger;
use super::sql;
use super::traces::Tracing;
use super::waves::Wave;
use crate::domain::evidence::Dispositions;

/// Takes in the counts of a file, and keeps those that they replace.
pub async fn import(
    tx: &DatabaseTransaction,
    wave: &Wave,
    batch: Uuid,
    counts: &Dispositions,
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let known = of_wave(tx, wave).await?;
    match known {
        Some(known) if known == *counts => ledger.unchanged(),
        Some(known) => ledger.changed(&known, counts),
        None => ledger.added(),
    }
    if !ledger.writes() {
        return Ok(());
    }
    let before = Entity::find().filter(Column::WaveId.eq(wave.id)).all(tx);
    let mut tracing = Tracing::new(wave.programme_id, batch);
    tracing.changed((wave.lanes.first(), wave.id), &before.await?, None);
    tracing.write(tx).await?;
    replace(tx, wave, counts).await
}

/// Puts back the counts that a wave had before an import; none of them may be left.
pub(super) async fn restore(
    tx: &DatabaseTransaction,
    wave_id: Uuid,
    before: Vec<Model>,
) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::WaveId.eq(wave_id))
        .exec(tx)
        .await?;
    sql::insert_all::<Entity>(tx, before).await?;
    Ok(())
}

/// Puts these counts in place of the ones there are.
pub async fn replace(
    tx: &DatabaseTransaction,
    wave: &Wave,
    counts: &Dispositions,
) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::WaveId.eq(wave.id))
        .exec(tx)
        .await?;
    let rows = words(counts).into_iter().map(|(code, count)| Model {
        wave_id: wave.id,
        code,
        count,
    });
    sql::insert_all::<Entity>(tx, rows.collect()).await?;
    Ok(())
}

/// The counts of a wave; none when no file brought them.
pub async fn of_wave(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<Option<Dispositions>, StoreError> {
    let query = Entity::find().filter(Column::WaveId.eq(wave.id));
    let rows = query.all(db).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let counts: serde_json::Map<_, _> = rows
        .into_iter()
        .map(|row| (row.code, row.count.into()))
        .collect();
    sql::from_json("dispositions of wave", wave.number, counts.into()).map(Some)
}

/// The counts by the names of their fields.
fn words(counts: &Dispositions) -> Vec<(String, i64)> {
    match sql::json(counts) {
        serde_json::Value::Object(counts) => counts
            .into_iter()
            .map(|(code, count)| (code, count.as_i64().unwrap_or(i64::MAX)))
            .collect(),
        _ => Vec::new(), // a struct is written as an object
    }
}
