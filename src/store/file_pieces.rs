//! Large files, kept a piece at a time, each packed: nobody holds one of them whole.

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::StoreError;
use super::entity::file_piece::{Column, Entity, Model};
use super::import_files::{packed, unpacked};
use super::sql;

/// As many bytes as a piece holds before it is packed.
pub const PIECE: usize = 1 << 20;

/// Keeps the piece with this number, from nought on.
pub async fn put(
    tx: &DatabaseTransaction,
    file_id: Uuid,
    nr: i32,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let row = Model {
        file_id,
        nr,
        bytes: packed(bytes).map_err(|error| StoreError::corrupt("file", file_id, error))?,
    };
    Ok(sql::insert::<Entity>(tx, row).await?)
}

/// A piece as it was; none behind the last.
pub async fn get(
    db: &impl ConnectionTrait,
    file_id: Uuid,
    nr: i32,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = Entity::find_by_id((file_id, nr)).one(db).await?;
    let bytes = row.map(|row| unpacked(row.bytes)).transpose();
    bytes.map_err(|error| StoreError::corrupt("file", file_id, error))
}

/// Lets go of the pieces up to this one.
pub(super) async fn forget(
    tx: &DatabaseTransaction,
    file_id: Uuid,
    until: i32,
) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::FileId.eq(file_id))
        .filter(Column::Nr.lte(until))
        .exec(tx)
        .await?;
    Ok(())
}

/// The last piece that is still there.
pub(super) async fn last(
    db: &impl ConnectionTrait,
    file_id: Uuid,
) -> Result<Option<i32>, StoreError> {
    let sql = "select max(nr) from file_piece where file_id = $1";
    let rows = sql::rows(db, sql, [file_id.into()]).await?;
    let last = rows.first().map(|row| row.try_get_by_index(0));
    Ok(last.transpose()?.flatten())
}
