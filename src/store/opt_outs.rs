//! Who wants no more mail, by a keyed hash of the address: it outlives every list of clients.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait};
use uuid::Uuid;

use super::StoreError;
use super::entity::opt_out::{Column, Entity, Model};
use super::sql;

/// What no more mail is wanted about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    Everything,
    /// One survey of one programme, by its code.
    Survey(Uuid, String),
}

/// With `i` the invitation, and `v` the version of its wave's survey.
pub(super) const OPTED_OUT: &str = "exists (select 1 from opt_out n \
    where n.address_hash = i.address_hash \
    and (n.survey = '' or (n.programme_id = i.programme_id and n.survey = v.code)))";

/// Said twice, it is kept once.
pub async fn add(
    tx: &DatabaseTransaction,
    address_hash: [u8; 32],
    scope: Scope,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (programme_id, survey) = match scope {
        Scope::Everything => (Uuid::nil(), String::new()),
        Scope::Survey(programme, survey) => (programme, survey),
    };
    let row = Model {
        address_hash: address_hash.to_vec(),
        programme_id,
        survey,
        created_at: now,
    };
    let once = OnConflict::columns([Column::AddressHash, Column::ProgrammeId, Column::Survey])
        .do_nothing()
        .to_owned();
    sql::upsert_all::<Entity>(tx, vec![row], once).await?;
    Ok(())
}

/// Whether somebody with this address wants no mail about a survey, or about anything.
pub async fn stops(
    db: &impl ConnectionTrait,
    address_hash: [u8; 32],
    programme: Uuid,
    survey: &str,
) -> Result<bool, StoreError> {
    let sql = "select 1 from opt_out where address_hash = $1 \
        and (survey = '' or (programme_id = $2 and survey = $3)) limit 1";
    let values = [
        address_hash.to_vec().into(),
        programme.into(),
        survey.into(),
    ];
    Ok(!sql::rows(db, sql, values).await?.is_empty())
}

/// The addresses that want no mail about a survey, or about anything.
pub async fn of_survey(
    db: &impl ConnectionTrait,
    programme: Uuid,
    survey: &str,
) -> Result<HashSet<Vec<u8>>, StoreError> {
    let sql = "select address_hash from opt_out \
        where survey = '' or (programme_id = $1 and survey = $2)";
    let rows = sql::rows(db, sql, [programme.into(), survey.into()]).await?;
    rows.iter()
        .map(|row| Ok(row.try_get_by_index(0)?))
        .collect()
}

pub async fn count(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(Entity::find().count(db).await?)
}
