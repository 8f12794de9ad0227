//! What was found with each row of a large file that waits: list by list and a block at a time, packed.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entity::found_row::{Entity, Model};
use super::import_files::{packed, unpacked};
use super::large_uploads::Told;
use super::ledger::Fate;
use super::{Database, StoreError, sql};

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    Refused,
    Changed,
    New,
    Unchanged,
    /// The refused ones as CSV with the reasons, in Dutch and in English.
    Dutch,
    English,
}

impl List {
    const ALL: [Self; 6] = [
        Self::Refused,
        Self::Changed,
        Self::New,
        Self::Unchanged,
        Self::Dutch,
        Self::English,
    ];
}

/// As many rows as a block holds.
pub const BLOCK: usize = 1_000;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundRow {
    /// Its number in the file.
    pub row: u64,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// What is wrong with it.
    Refused(Vec<Told>),
    Fate(Fate),
}

/// Keeps the block with this number, from nought on.
pub async fn put(
    tx: &DatabaseTransaction,
    file_id: Uuid,
    list: List,
    nr: i32,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let row = Model {
        file_id,
        list: sql::word(&list),
        nr,
        bytes: packed(bytes).map_err(|error| StoreError::corrupt("file", file_id, error))?,
    };
    Ok(sql::insert::<Entity>(tx, row).await?)
}

/// The same with rows.
pub async fn put_rows(
    tx: &DatabaseTransaction,
    file_id: Uuid,
    list: List,
    nr: i32,
    rows: &[FoundRow],
) -> Result<(), StoreError> {
    let bytes = serde_json::to_vec(rows);
    let bytes = bytes.map_err(|error| StoreError::corrupt("file", file_id, error))?;
    put(tx, file_id, list, nr, &bytes).await
}

/// A block as it was; none behind the last.
pub async fn get(
    db: &impl ConnectionTrait,
    file_id: Uuid,
    list: List,
    nr: i32,
) -> Result<Option<Vec<u8>>, StoreError> {
    let key = (file_id, sql::word(&list), nr);
    let row = Entity::find_by_id(key).one(db).await?;
    let bytes = row.map(|row| unpacked(row.bytes)).transpose();
    bytes.map_err(|error| StoreError::corrupt("file", file_id, error))
}

/// The rows of a block; none behind the last.
pub async fn rows(
    db: &impl ConnectionTrait,
    file_id: Uuid,
    list: List,
    nr: i32,
) -> Result<Vec<FoundRow>, StoreError> {
    let bytes = get(db, file_id, list, nr).await?;
    let rows = bytes
        .map(|bytes| serde_json::from_slice(&bytes))
        .transpose();
    let rows = rows.map_err(|error| StoreError::corrupt("file", file_id, error))?;
    Ok(rows.unwrap_or_default())
}

/// As many blocks are removed at a time, and so long nobody else is kept waiting after that.
const AT_ONCE: i64 = 64;
const GAP: Duration = Duration::from_millis(8);

/// Lets go of all that was found with a file.
pub async fn remove(db: &Database, file_id: Uuid) -> Result<(), StoreError> {
    let delete = "delete from found_row where file_id = $1 and list = $2 and nr in \
        (select nr from found_row where file_id = $1 and list = $2 limit $3)";
    for list in List::ALL.map(|list| sql::word(&list)) {
        loop {
            let tx = db.begin().await?;
            let values = [file_id.into(), list.as_str().into(), AT_ONCE.into()];
            let removed = sql::execute(&tx, delete, values).await?;
            tx.commit().await?;
            if removed == 0 {
                break;
            }
            tokio::time::sleep(GAP).await;
        }
    }
    Ok(())
}
