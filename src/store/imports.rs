//! Taking in the rows of a file: all of them or none, with a batch that says where they came from.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::StoreError;
use super::audit::Actor;
use super::batches::{self, Imported, NewBatch};
use super::import_files::{self, NewFile};
use super::programmes::Programme;
use super::waves::{self, Wave};
use super::{clients, comments, dispositions, interviews, measurements, responses, tickets};
use crate::domain::evidence::Rows;

/// The file that rows came in.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    pub name: &'a str,
    /// SHA-256 of its bytes, hexadecimal.
    pub hash: &'a str,
    /// The item that comments in it answer.
    pub comment_item: &'a str,
    /// The bytes, and how they were read.
    pub kept: NewFile<'a>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    New {
        batch: Uuid,
        rows: Imported,
    },
    /// The same bytes were taken in before, for the same wave: nothing was done.
    Before {
        batch: Uuid,
        at: DateTime<Utc>,
    },
}

/// Takes in the rows of a file within the caller's transaction. `wave` is the one that responses,
/// comments and undated tickets belong to.
pub async fn take(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: Option<&Wave>,
    file: File<'_>,
    rows: &Rows,
    now: DateTime<Utc>,
) -> Result<Taken, StoreError> {
    let wave_id = wave.map(|wave| wave.id);
    if let Some(before) = batches::find(tx, programme.id, wave_id, rows.kind(), file.hash).await?
        && is_read_alike(tx, before.id, &file).await?
    {
        return Ok(Taken::Before {
            batch: before.id,
            at: before.created_at,
        });
    }
    let new = NewBatch {
        wave_id,
        kind: rows.kind(),
        file_name: file.name,
        file_hash: file.hash,
        row_count: rows.len(),
    };
    let batch = batches::create(tx, actor, programme, &new, now).await?;
    import_files::keep(tx, programme, batch, file.kept).await?;
    let of_wave = || wave.ok_or_else(|| StoreError::not_found("wave", ""));
    let rows = match rows {
        Rows::Clients(rows) => clients::import(tx, programme, batch, rows, now).await?,
        Rows::Responses(rows) => responses::import(tx, of_wave()?, batch, rows).await?,
        Rows::Comments(rows) => {
            comments::import(tx, of_wave()?, batch, file.comment_item, rows).await?
        }
        Rows::Interviews(rows) => interviews::import(tx, programme, batch, rows).await?,
        Rows::Measurements(rows) => measurements::import(tx, programme, batch, rows).await?,
        Rows::Tickets(rows) => tickets::import(tx, programme, wave_id, batch, rows).await?,
        Rows::Dispositions(rows) => {
            let mut done = Imported::default();
            for (number, counts) in rows {
                let number = i32::try_from(*number).unwrap_or(i32::MAX);
                let wave = waves::by_number(tx, programme, number).await?;
                dispositions::import(tx, &wave, batch, counts).await?;
                done.changed += 1;
            }
            done
        }
    };
    Ok(Taken::New { batch, rows })
}

/// Whether the same bytes mean the same as before. Where rows were left out then, or columns are
/// read otherwise now, there may be something new in them.
async fn is_read_alike(
    tx: &DatabaseTransaction,
    before: Uuid,
    file: &File<'_>,
) -> Result<bool, StoreError> {
    let Some(kept) = import_files::kept(tx, before).await? else {
        return Ok(true); // taken in before files were kept, and whole
    };
    Ok(kept.refused == 0 && file.kept.refused == 0 && kept.mapping == file.kept.mapping)
}
