//! The files that imports came in, as they were brought, and what is remembered of how they were
//! read. They hold whatever people wrote in them, so they go with the personal data.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::StoreError;
use super::entity::{import_file, import_memory};
use super::programmes::Programme;
use super::sql::{self, word};
use crate::domain::evidence::FileKind;

/// A file with how it was read.
#[derive(Clone, Copy, Debug)]
pub struct NewFile<'a> {
    pub bytes: &'a [u8],
    /// Which column was read as what, as the importer writes it down.
    pub mapping: &'a str,
    /// How many rows were left out.
    pub refused: usize,
}

/// What is known of a kept file without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub mapping: String,
    pub refused: u64,
}

pub(super) async fn keep(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: Uuid,
    file: NewFile<'_>,
) -> Result<(), StoreError> {
    let row = import_file::Model {
        batch_id: batch,
        programme_id: programme.id,
        bytes: file.bytes.to_vec(),
        mapping: file.mapping.to_owned(),
        refused_count: i32::try_from(file.refused).unwrap_or(i32::MAX),
    };
    Ok(sql::insert::<import_file::Entity>(tx, row).await?)
}

/// How the file of an import was read; none when it is no longer kept.
pub async fn kept(db: &impl ConnectionTrait, batch: Uuid) -> Result<Option<Kept>, StoreError> {
    let row: Option<(String, i32)> = import_file::Entity::find_by_id(batch)
        .select_only()
        .column(import_file::Column::Mapping)
        .column(import_file::Column::RefusedCount)
        .into_tuple()
        .one(db)
        .await?;
    Ok(row.map(|(mapping, refused)| Kept {
        mapping,
        refused: u64::from(refused.unsigned_abs()),
    }))
}

/// The file of an import as it was brought.
pub async fn bytes(
    db: &impl ConnectionTrait,
    programme: &Programme,
    batch: Uuid,
) -> Result<Vec<u8>, StoreError> {
    let row = import_file::Entity::find_by_id(batch)
        .filter(import_file::Column::ProgrammeId.eq(programme.id))
        .one(db)
        .await?;
    Ok(row
        .ok_or_else(|| StoreError::not_found("file", batch))?
        .bytes)
}

/// Lets a file go whose import was taken out.
pub(super) async fn forget(tx: &DatabaseTransaction, batch: Uuid) -> Result<(), StoreError> {
    import_file::Entity::delete_by_id(batch).exec(tx).await?;
    Ok(())
}

/// What was chosen for earlier files of a kind; empty when nothing was.
pub async fn memory(
    db: &impl ConnectionTrait,
    programme: &Programme,
    kind: FileKind,
) -> Result<String, StoreError> {
    let row = import_memory::Entity::find_by_id((programme.id, word(&kind)))
        .one(db)
        .await?;
    Ok(row.map_or_else(String::new, |row| row.mapping))
}

/// Keeps what was chosen for the next file of this kind.
pub async fn remember(
    tx: &DatabaseTransaction,
    programme: &Programme,
    kind: FileKind,
    mapping: &str,
) -> Result<(), StoreError> {
    let row = import_memory::Model {
        programme_id: programme.id,
        kind: word(&kind),
        mapping: mapping.to_owned(),
    };
    let over = OnConflict::columns([
        import_memory::Column::ProgrammeId,
        import_memory::Column::Kind,
    ])
    .update_column(import_memory::Column::Mapping)
    .to_owned();
    sql::upsert_all::<import_memory::Entity>(tx, vec![row], over).await?;
    Ok(())
}
