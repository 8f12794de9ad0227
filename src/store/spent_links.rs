//! The links that were used in an anonymous wave, between handing in and the bare flag that says so.
//!
//! Handing in moves the answers to a response that knows nobody, and puts the invitation here,
//! without a time. Several of them at once are then flagged as done, so that no flag was set when
//! one particular response came in.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

use super::StoreError;
use super::entity::spent_link::{Column, Entity};
use super::sql;
use super::submissions::week_of;
use super::waves::Wave;

const FLAGS: &str = "update invitation set started_at = given.at, submitted_at = given.at \
    from given where invitation.lane = given.lane and invitation.id = given.id";

/// How many are not flagged yet. Never for a page: it follows single arrivals.
pub async fn waiting(db: &impl ConnectionTrait, wave: &Wave) -> Result<u64, StoreError> {
    let all = Entity::find()
        .filter(Column::Lane.between(wave.lanes.first(), wave.lanes.last()))
        .filter(Column::WaveId.eq(wave.id));
    Ok(all.count(db).await?)
}

/// Flags all of a wave as done when there are `at_least` so many, with the week as the only time,
/// and forgets them. Tells how many.
pub async fn flag(
    tx: &DatabaseTransaction,
    wave: &Wave,
    at_least: u64,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let waiting = waiting(tx, wave).await?;
    if waiting == 0 || waiting < at_least {
        return Ok(0);
    }
    // What is deleted here is what is flagged, also when others hand in meanwhile.
    let sql = "delete from spent_link where lane between $1 and $2 and wave_id = $3 \
        returning lane, invitation_id";
    let values = [
        wave.lanes.first().into(),
        wave.lanes.last().into(),
        wave.id.into(),
    ];
    let mut rows = Vec::new();
    for row in sql::rows(tx, sql, values).await? {
        let lane: i64 = row.try_get_by_index(0)?;
        let id: Uuid = row.try_get_by_index(1)?;
        rows.push([lane.into(), id.into(), week_of(now).into()]);
    }
    // By random-looking key: the order of arrival is not the order of writing.
    let flagged = rows.len() as u64;
    sql::write(tx, "lane, id, at", &[sql::Column::Plain; 3], rows, FLAGS).await?;
    Ok(flagged)
}
