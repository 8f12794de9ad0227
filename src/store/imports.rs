//! Taking in the rows of a file: all of them or none, with a batch that says where they came from.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

use super::StoreError;
use super::audit::Actor;
use super::batches::{self, Imported, NewBatch};
use super::coding::Bringing;
use super::import_files::{self, NewFile};
use super::ledger::{Fate, Ledger};
use super::programmes::Programme;
use super::waves::{self, Wave};
use super::{
    catalogue, clients, coding, comments, dispositions, interviews, measurements, protocols,
    responses, tickets, unfinished,
};
use crate::domain::evidence::{Against, FileKind, Rows};

/// The file that rows came in.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    pub name: &'a str,
    /// SHA-256 of its bytes, hexadecimal.
    pub hash: &'a str,
    /// The bytes, and how they were read.
    pub kept: NewFile<'a>,
}

/// What the rows of a file of a kind are held against when they are read.
pub async fn against(
    db: &impl ConnectionTrait,
    kind: FileKind,
    (programme, wave): (&Programme, Option<&Wave>),
    bringing: Bringing,
    now: DateTime<Utc>,
) -> Result<Against, StoreError> {
    let mut against = Against::default();
    match (kind, wave) {
        (FileKind::Codes, Some(wave)) => {
            let coding = coding::as_met(db, (programme, wave), bringing, now).await?;
            against.coding = Some(coding);
        }
        (FileKind::Themes, _) => against.themes = Some(coding::tree(db, programme).await?),
        (FileKind::Comments, Some(wave)) => {
            against.respondents = Some(responses::respondents(db, wave).await?);
        }
        (FileKind::Dispositions, _) => {
            let all = waves::of_programme(db, programme).await?;
            let numbers = all.iter().map(|wave| wave.number.unsigned_abs());
            against.waves = Some(numbers.collect());
        }
        (kind, _) if kind.part().is_some() => {
            let newest = protocols::current(db, programme.id).await?;
            against.text = newest.map(|version| version.text);
        }
        _ => {}
    }
    Ok(against)
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

/// Takes in the rows of a file within the caller's transaction.
pub async fn take(
    tx: &DatabaseTransaction,
    actor: &Actor,
    to: Destination<'_>,
    file: File<'_>,
    rows: &Rows,
) -> Result<Taken, StoreError> {
    if let Some(before) = before(tx, to, rows.kind(), &file).await? {
        return Ok(before);
    }
    unfinished::in_the_way(tx, to.programme, rows.kind()).await?;
    let batch = begin(tx, actor, to, &file, (rows.kind(), rows.len())).await?;
    let mut ledger = Ledger::doing();
    put(tx, to, batch, rows, &mut ledger).await?;
    let rows = ledger.done;
    Ok(Taken::New { batch, rows })
}

/// What taking the rows in would do, and with which row what, while nothing is written.
pub async fn try_out(
    tx: &DatabaseTransaction,
    to: Destination<'_>,
    file: File<'_>,
    rows: &Rows,
) -> Result<(Taken, Vec<Fate>), StoreError> {
    if let Some(before) = before(tx, to, rows.kind(), &file).await? {
        return Ok((before, Vec::new()));
    }
    let mut ledger = Ledger::trying();
    put(tx, to, Uuid::nil(), rows, &mut ledger).await?;
    let taken = Taken::New {
        batch: Uuid::nil(),
        rows: ledger.done,
    };
    Ok((taken, ledger.fates))
}

/// Where rows go.
#[derive(Clone, Copy, Debug)]
pub struct Destination<'a> {
    pub programme: &'a Programme,
    /// The one that responses, comments and undated tickets belong to.
    pub wave: Option<&'a Wave>,
    /// The item that comments answer.
    pub comment_item: &'a str,
    /// Needed for what becomes part of the protocol.
    pub said: Option<Said<'a>>,
    pub now: DateTime<Utc>,
}

/// Who changes the protocol, by the name that reports print, and why: a frozen one is not changed
/// without a reason ([`StoreError::Frozen`]).
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    pub actor: &'a Actor,
    pub name: &'a str,
    pub reason: &'a str,
}

/// The import that the same file came in before, where it would change nothing now.
pub async fn before(
    tx: &DatabaseTransaction,
    to: Destination<'_>,
    kind: FileKind,
    file: &File<'_>,
) -> Result<Option<Taken>, StoreError> {
    if kind.part().is_some() {
        return Ok(None); // forms may have changed since what it brought
    }
    let wave_id = to.wave.map(|wave| wave.id);
    let found = batches::find(tx, to.programme.id, wave_id, kind, file.hash).await?;
    let Some(before) = found else {
        return Ok(None);
    };
    Ok(is_read_alike(tx, before.id, file)
        .await?
        .then_some(Taken::Before {
            batch: before.id,
            at: before.created_at,
        }))
}

/// Notes a file of so many rows, which then come in the same transaction.
async fn begin(
    tx: &DatabaseTransaction,
    actor: &Actor,
    to: Destination<'_>,
    file: &File<'_>,
    (kind, rows): (FileKind, usize),
) -> Result<Uuid, StoreError> {
    let new = NewBatch {
        wave_id: to.wave.map(|wave| wave.id),
        kind,
        file_name: file.name,
        file_hash: file.hash,
        row_count: rows,
    };
    let batch = batches::create(tx, actor, to.programme, &new, to.now).await?;
    import_files::keep(tx, to.programme, batch, file.kept).await?;
    Ok(batch)
}

/// Takes in rows of a file, all or some of them.
pub async fn put(
    tx: &DatabaseTransaction,
    to: Destination<'_>,
    batch: Uuid,
    rows: &Rows,
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let programme = to.programme;
    let of_wave = || to.wave.ok_or_else(|| StoreError::not_found("wave", ""));
    match rows {
        Rows::Clients(rows) => clients::import_by(tx, programme, batch, rows, to.now, ledger).await,
        Rows::Responses(rows) => responses::import_by(tx, of_wave()?, batch, rows, ledger).await,
        Rows::Comments(rows) => {
            let item = to.comment_item;
            comments::import_by(tx, of_wave()?, batch, item, rows, ledger).await
        }
        Rows::Interviews(rows) => interviews::import_by(tx, programme, batch, rows, ledger).await,
        Rows::Codes(rows) => {
            let own = (programme, of_wave()?);
            coding::import_by(tx, own, batch, rows, to.now, ledger).await
        }
        Rows::Themes(rows) => coding::bring_themes(tx, programme, batch, rows, ledger).await,
        Rows::Measurements(rows) => {
            measurements::import_by(tx, programme, batch, rows, ledger).await
        }
        Rows::Tickets(rows) => {
            let wave_id = to.wave.map(|wave| wave.id);
            tickets::import_by(tx, programme, wave_id, batch, rows, ledger).await
        }
        Rows::Entries(kind, rows) => {
            let part = kind.part();
            let part = part.ok_or_else(|| StoreError::not_found("part", kind.code()))?;
            catalogue::import_by(tx, to, batch, (part, rows), ledger).await
        }
        Rows::Dispositions(rows) => {
            for (number, counts) in rows {
                let number = i32::try_from(*number).unwrap_or(i32::MAX);
                let wave = waves::by_number(tx, programme, number).await?;
                dispositions::import(tx, &wave, batch, counts, ledger).await?;
            }
            Ok(())
        }
    }
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
