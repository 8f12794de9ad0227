//! Large files, kept a piece at a time, each packed: nobody holds one of them whole.

use std::time::Duration;

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::entity::file_piece::{Column, Entity, Model};
use super::import_files::{packed, unpacked};
use super::{Database, StoreError, sql};

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

/// As many pieces are removed at a time, and so long nobody else is kept waiting after that.
const AT_ONCE: usize = 4;
const GAP: Duration = Duration::from_millis(8);

/// Lets go of all pieces, a few at a time.
pub(super) async fn remove(db: &Database, file_id: Uuid) -> Result<(), StoreError> {
    let sql = "select max(nr) from file_piece where file_id = $1";
    let rows = sql::rows(&db.reader, sql, [file_id.into()]).await?;
    let last = rows.first().map(|row| row.try_get_by_index(0));
    let last: Option<i32> = last.transpose()?.flatten();
    for from in (0..=last.unwrap_or(-1)).step_by(AT_ONCE) {
        let tx = db.begin().await?;
        Entity::delete_many()
            .filter(Column::FileId.eq(file_id))
            .filter(Column::Nr.gte(from))
            .filter(Column::Nr.lt(from.saturating_add(AT_ONCE as i32)))
            .exec(&tx)
            .await?;
        tx.commit().await?;
        tokio::time::sleep(GAP).await;
    }
    Ok(())
}
