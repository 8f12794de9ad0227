//! The files that imports came in, as they were brought, and what is remembered of how they were
//! read. They hold whatever people wrote in them, so they go with the personal data.

use std::io::{Cursor, Read, Write};

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

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

/// Stands before a file that is kept packed; no file that can be read begins so.
const PACKED: &[u8] = b"\0packed\n";
const ENTRY: &str = "file";

/// Bytes as they are kept when there are many of them.
pub(super) fn packed(bytes: &[u8]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    archive.start_file(ENTRY, options)?;
    archive.write_all(bytes)?;
    Ok([PACKED, archive.finish()?.get_ref().as_slice()].concat())
}

/// Bytes as they were.
pub(super) fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, ZipError> {
    let Some(packed) = bytes.strip_prefix(PACKED) else {
        return Ok(bytes);
    };
    let mut file = Vec::new();
    let mut archive = ZipArchive::new(Cursor::new(packed))?;
    archive.by_name(ENTRY)?.read_to_end(&mut file)?;
    Ok(file)
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

/// A file as it was brought.
#[derive(Debug)]
pub enum Original {
    Whole(Vec<u8>),
    /// As `file_pieces` has them under the batch.
    Pieces,
}

/// The file of an import as it was brought.
pub async fn original(
    db: &impl ConnectionTrait,
    programme: &Programme,
    batch: Uuid,
) -> Result<Original, StoreError> {
    let row = import_file::Entity::find_by_id(batch)
        .filter(import_file::Column::ProgrammeId.eq(programme.id))
        .one(db)
        .await?;
    let row = row.ok_or_else(|| StoreError::not_found("file", batch))?;
    if row.bytes.is_empty() {
        return Ok(Original::Pieces);
    }
    let bytes = unpacked(row.bytes).map_err(|error| StoreError::corrupt("file", batch, error))?;
    Ok(Original::Whole(bytes))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_out_as_it_was_and_other_files_stay_as_they_are() {
        let rows = b"T1;2,5\n".repeat(1_000);
        let packed = packed(&[b"ticket;hours\n", rows.as_slice()].concat()).unwrap();
        assert!(packed.len() < 1_000, "{}", packed.len());
        let file = unpacked(packed).unwrap();
        assert_eq!(file.len(), 13 + 7_000);
        assert!(file.starts_with(b"ticket;hours\nT1;2,5\n"));
        assert_eq!(unpacked(b"PK\x03\x04".to_vec()).unwrap(), b"PK\x03\x04");
    }
}
