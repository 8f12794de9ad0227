//! Files that come in, or go out, a piece at a time, so that the answers of clients are stored in
//! between: nobody sees a row of them before the last piece is in, or after the first is out.
//!
//! The batch says that it is coming, and its program that it lives, with every piece. One that has not
//! said so for a while was left by a program that died, and is removed by the next that looks.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::audit::{self, Actor, Event};
use super::batches::{self, Batch, NewBatch, Unfinished};
use super::entity::{measurement, response, ticket};
use super::imports::{self, Destination, File, Taken};
use super::ledger::Ledger;
use super::programmes::{self, Programme};
use super::sql::{self, word};
use super::traces;
use super::undo::over;
use super::{Database, StoreError, file_pieces, import_files, large_uploads};
use crate::domain::evidence::{FileKind, Rows};

/// What everything that reads rows of files asks of them, where their batch is `batch_id`.
pub(super) const COUNTS: &str = "(batch_id is null or batch_id not in \
    (select b.id from import_batch b where b.unfinished is not null))";

/// The same for the builder.
pub(super) fn counts() -> SimpleExpr {
    Expr::cust(COUNTS)
}

/// A program that has been silent for so long is taken for dead. If it is not, it is stopped.
pub const SILENCE: TimeDelta = TimeDelta::seconds(20);
/// Others get their turn when they have waited for the first; a piece is made smaller when storing it
/// took longer than the second, and larger below the first.
const PACE: (Duration, Duration) = (Duration::from_millis(100), Duration::from_millis(200));
/// The rows of a piece: of the first, at least and at most.
const SIZE: (usize, usize, usize) = (2_000, 100, 16_000);
/// Between two pieces, longer than others wait between two looks at whether they may write.
const GAP: Duration = Duration::from_millis(16);

/// How much is written while others wait.
#[derive(Debug)]
struct Pace {
    rows: usize,
    /// How long others have had to wait by now.
    waited: Duration,
}

impl Pace {
    fn new() -> Self {
        Self {
            rows: SIZE.0,
            waited: Duration::ZERO,
        }
    }

    /// So many rows took so long.
    async fn took(&mut self, rows: usize, time: Duration) {
        if time > PACE.1 {
            self.rows = (self.rows / 2).max(SIZE.1);
        } else if time < PACE.0 && rows >= self.rows {
            self.rows = (self.rows * 3 / 2).min(SIZE.2);
        }
        self.waited += time;
        if self.waited >= PACE.0 {
            self.waited = Duration::ZERO;
            tokio::time::sleep(GAP).await;
        }
    }
}

/// A file on its way in.
#[derive(Debug)]
pub struct Incoming<'a> {
    db: &'a Database,
    to: Destination<'a>,
    batch: Uuid,
    kind: FileKind,
    ledger: Ledger,
    pace: Pace,
    /// The number of the next piece of its bytes.
    piece: i32,
}

/// Begins to take a file in, which `id` names where its bytes are there already. A file that came in
/// before is told instead.
pub async fn begin<'a>(
    db: &'a Database,
    actor: &Actor,
    to: Destination<'a>,
    file: &File<'_>,
    (kind, rows): (FileKind, usize),
    id: Option<Uuid>,
) -> Result<Result<Incoming<'a>, Taken>, StoreError> {
    if let Some(closed) = to.programme.closed_at {
        return Err(StoreError::Closed(closed.date_naive()));
    }
    let tx = db.begin().await?;
    if let Some(before) = imports::before(&tx, to, kind, file).await? {
        return Ok(Err(before));
    }
    in_the_way(&tx, to.programme, kind).await?;
    let new = NewBatch {
        wave_id: to.wave.map(|wave| wave.id),
        kind,
        file_name: file.name,
        file_hash: file.hash,
        row_count: rows,
    };
    let batch = batches::begin(&tx, actor, to.programme, &new, id, to.now).await?;
    import_files::keep(&tx, to.programme, batch, file.kept).await?;
    tx.commit().await?;
    Ok(Ok(Incoming {
        db,
        to,
        batch,
        kind,
        ledger: Ledger::in_pieces(),
        pace: Pace::new(),
        piece: 0,
    }))
}

impl Incoming<'_> {
    /// Writes rows, in as many pieces as it takes, from `now` on.
    pub async fn put(&mut self, mut rows: Rows, now: DateTime<Utc>) -> Result<(), StoreError> {
        let since = Instant::now();
        while !rows.is_empty() {
            let some = rows.take_front(self.pace.rows);
            let tx = self.db.begin().await?;
            let begun = Instant::now();
            beat(&tx, self.batch, some.len(), now + since.elapsed()).await?;
            imports::put(&tx, self.to, self.batch, &some, &mut self.ledger).await?;
            tx.commit().await?;
            self.pace.took(some.len(), begun.elapsed()).await;
        }
        Ok(())
    }

    /// Keeps a piece of the file's bytes.
    pub async fn keep(&mut self, bytes: &[u8], now: DateTime<Utc>) -> Result<(), StoreError> {
        let tx = self.db.begin().await?;
        beat(&tx, self.batch, 0, now).await?;
        file_pieces::put(&tx, self.batch, self.piece, bytes).await?;
        tx.commit().await?;
        self.piece += 1;
        Ok(())
    }

    /// From here on all of it counts; `also` is remembered for the next file of this kind. Then what it
    /// changes is written over the rows it changes, a piece at a time, which nobody sees: whoever reads
    /// takes what is still aside for what is there.
    pub async fn finish(
        self,
        actor: &Actor,
        also: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Taken, StoreError> {
        let (db, programme) = (self.db, self.to.programme);
        let (batch, kind) = (self.batch, self.kind);
        let taken = self.count_all(actor, also, now).await?;
        // It is in; what is left of it is done by the next program that looks.
        if let Err(err) = settle(db, programme, (batch, kind), now).await {
            let error = &err as &dyn std::error::Error;
            tracing::error!(error, %batch, "the changes of an import wait to be written");
        }
        Ok(taken)
    }

    /// The moment from which on all of it counts.
    pub(super) async fn count_all(
        self,
        actor: &Actor,
        also: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Taken, StoreError> {
        let programme = self.to.programme;
        let tx = self.db.begin().await?;
        beat(&tx, self.batch, 0, now).await?;
        let settles = self.ledger.done.changed > 0;
        batches::finish(&tx, actor, programme, (self.batch, settles), now).await?;
        if let Some(mapping) = also {
            import_files::remember(&tx, programme, self.kind, mapping).await?;
        }
        tx.commit().await?;
        let (batch, rows) = (self.batch, self.ledger.done);
        Ok(Taken::New { batch, rows })
    }

    /// The same, and that it was ever tried: the file is wrong, and nothing of it is stored.
    pub async fn refuse(self) -> Result<(), StoreError> {
        let (db, batch) = (self.db, self.batch);
        self.give_up().await?;
        let tx = db.begin().await?;
        batches::forget_stopped(&tx, batch).await?;
        Ok(tx.commit().await?)
    }

    /// Takes back all that was written of it.
    pub async fn give_up(self) -> Result<(), StoreError> {
        let tx = self.db.begin().await?;
        turn(&tx, self.batch, None).await?;
        tx.commit().await?;
        remove(self.db, self.batch, self.to.now).await
    }

    pub fn batch(&self) -> Uuid {
        self.batch
    }
}

/// Tells that the import lives; it must not have been stopped, nor its programme closed.
async fn beat(
    tx: &DatabaseTransaction,
    batch: Uuid,
    rows: usize,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update import_batch set beat_at = $2, rows_done = rows_done + $3 \
        where id = $1 and unfinished = 'coming' \
        and programme_id in (select id from programme where closed_at is null)";
    let rows = i32::try_from(rows).unwrap_or(i32::MAX);
    match sql::execute(tx, sql, [batch.into(), now.into(), rows.into()]).await? {
        0 => Err(StoreError::Stopped),
        _ => Ok(()),
    }
}

/// Writes what rows are to be, a piece at a time; several programs at once may.
async fn settle(
    db: &Database,
    programme: &Programme,
    (batch, kind): (Uuid, FileKind),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut from = (programme.lanes.first(), Uuid::nil());
    let mut pace = Pace::new();
    let since = Instant::now();
    loop {
        let tx = db.begin().await?;
        let begun = Instant::now();
        if !batches::is_settling(&tx, batch, now + since.elapsed()).await? {
            return Ok(());
        }
        let piece = (programme, batch, from, pace.rows);
        let (rows, next) = match kind {
            FileKind::Tickets => apply::<ticket::Entity>(&tx, piece).await?,
            FileKind::Responses => apply::<response::Entity>(&tx, piece).await?,
            _ => apply::<measurement::Entity>(&tx, piece).await?,
        };
        if let Some(next) = next {
            from = next;
        } else {
            batches::settled(&tx, batch).await?;
        }
        tx.commit().await?;
        pace.took(rows, begun.elapsed()).await;
        if next.is_none() {
            return Ok(());
        }
    }
}

/// Writes some of what is aside; tells how many rows, and where the next begin.
pub(super) async fn apply<E: EntityTrait>(
    tx: &DatabaseTransaction,
    (programme, batch, from, most): (&Programme, Uuid, (i64, Uuid), usize),
) -> Result<(usize, Option<(i64, Uuid)>), StoreError>
where
    E::Model: DeserializeOwned + IntoActiveModel<E::ActiveModel>,
{
    let aside = traces::aside::<E::Model>(tx, programme.lanes, batch, from, most).await?;
    let (rows, Some(until)) = aside else {
        return Ok((0, None));
    };
    let count = rows.len();
    sql::upsert_all::<E>(tx, rows, over::<E>()).await?;
    traces::settle(tx, batch, from, until).await?;
    Ok((count, Some(until)))
}

/// Refuses while the changes of a file are being written in a programme.
pub(super) async fn all_settled(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<(), StoreError> {
    let sql = "select file_name from import_batch where programme_id = $1 and settling";
    match sql::rows(db, sql, [programme.id.into()]).await?.first() {
        Some(row) => Err(StoreError::UnderWay(row.try_get_by_index(0)?)),
        None => Ok(()),
    }
}

/// Refuses where another file of the kind is on its way in or out: their rows may share keys.
pub(super) async fn in_the_way(
    db: &impl ConnectionTrait,
    programme: &Programme,
    kind: FileKind,
) -> Result<(), StoreError> {
    let sql = "select file_name from import_batch \
        where programme_id = $1 and kind = $2 and (unfinished in ('coming', 'going') or settling)";
    let rows = sql::rows(db, sql, [programme.id.into(), word(&kind).into()]).await?;
    match rows.first() {
        Some(row) => Err(StoreError::UnderWay(row.try_get_by_index(0)?)),
        None => Ok(()),
    }
}

/// From coming to going; with `beat`, only if it has not told since that it lives.
async fn turn(
    tx: &DatabaseTransaction,
    batch: Uuid,
    beat: Option<DateTime<Utc>>,
) -> Result<bool, StoreError> {
    let sql = "update import_batch set unfinished = 'going' where id = $1 \
        and unfinished = 'coming' and beat_at <= coalesce($2, beat_at)";
    let turned = sql::execute(tx, sql, [batch.into(), beat.into()]).await?;
    Ok(turned > 0)
}

/// Stops a file that is coming in, whoever brings it.
pub async fn stop(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    batch: &Batch,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if batch.unfinished != Some(Unfinished::Coming) || !turn(tx, batch.id, None).await? {
        return Err(StoreError::not_found("import that is coming in", batch.id));
    }
    large_uploads::let_drop(tx, batch.id).await?;
    let event = Event {
        programme: Some(programme),
        action: "stop import",
        subject_kind: "import_batch",
        subject_id: batch.id.to_string(),
        before: None,
        after: None,
    };
    audit::record(tx, actor, now, event).await
}

/// Removes what dead programs left and what was taken out, and writes the changes that they left, a piece
/// at a time, of one programme or of all. Tells how many files are done with.
pub async fn clear(
    db: &Database,
    programme: Option<&Programme>,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let mut cleared = 0;
    for batch in batches::under_way(&db.reader, programme.map(|one| one.id)).await? {
        if batch.is_settling && batch.undone_at.is_none() {
            let beat = batch.beat_at.unwrap_or(batch.created_at);
            if now - beat >= SILENCE {
                let programme = programmes::by_id(&db.reader, batch.programme_id).await?;
                settle(db, &programme, (batch.id, batch.kind), now).await?;
                cleared += 1;
            }
            continue;
        }
        if batch.unfinished == Some(Unfinished::Coming) {
            let tx = db.begin().await?;
            let is_dead = turn(&tx, batch.id, Some(now - SILENCE)).await?;
            tx.commit().await?;
            if !is_dead {
                continue;
            }
            tracing::warn!(batch = %batch.id, "an import was left unfinished; it is removed");
        }
        remove(db, batch.id, now).await?;
        cleared += 1;
    }
    Ok(cleared)
}

/// Removes the rows of a file that is going, and then what is known of it.
async fn remove(db: &Database, batch: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    let batch = batches::going(&db.reader, batch).await?;
    let Some(batch) = batch else {
        return Ok(()); // another program was faster
    };
    let programme = programmes::by_id(&db.reader, batch.programme_id).await?;
    let table = match batch.kind {
        FileKind::Tickets => "ticket",
        FileKind::Responses => "response",
        _ => "measurement",
    };
    settle(db, &programme, (batch.id, batch.kind), now).await?;
    sweep(db, &programme, table, batch.id).await?;
    sweep(db, &programme, "import_trace", batch.id).await?;
    // Of a file that still waits to be taken in, from the start, its pieces stay.
    let waits = large_uploads::is_waiting(&db.reader, batch.id).await?;
    let is_yet_to_come = waits && batch.undone_at.is_none();
    if !is_yet_to_come {
        file_pieces::remove(db, batch.id).await?;
    }
    let tx = db.begin().await?;
    import_files::forget(&tx, batch.id).await?;
    match is_yet_to_come {
        true => batches::remove(&tx, batch.id).await?,
        false => batches::gone(&tx, batch.id).await?,
    }
    Ok(tx.commit().await?)
}

/// Removes the rows of a table that carry a batch.
async fn sweep(
    db: &Database,
    programme: &Programme,
    table: &str,
    batch: Uuid,
) -> Result<(), StoreError> {
    let next = format!(
        "select lane, id from {table} where (lane, id) > ($1, $2) and lane <= $3 \
        and batch_id = $4 order by lane, id limit $5"
    );
    let delete = format!(
        "delete from {table} where (lane, id) > ($1, $2) and (lane, id) <= ($3, $4) \
        and batch_id = $5"
    );
    let mut after = (programme.lanes.first(), Uuid::nil());
    let mut pace = Pace::new();
    loop {
        let most = i64::try_from(pace.rows).unwrap_or(i64::MAX);
        let (lane, id) = (after.0.into(), after.1.into());
        let last = programme.lanes.last().into();
        let values = [lane, id, last, batch.into(), most.into()];
        let rows = sql::rows(&db.reader, &next, values).await?;
        let Some(row) = rows.last() else {
            return Ok(());
        };
        let until: (i64, Uuid) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let tx = db.begin().await?;
        let begun = Instant::now();
        let [from_lane, from] = [after.0.into(), after.1.into()];
        let [to_lane, to] = [until.0.into(), until.1.into()];
        let values = [from_lane, from, to_lane, to, batch.into()];
        sql::execute(&tx, &delete, values).await?;
        tx.commit().await?;
        after = until;
        pace.took(rows.len(), begun.elapsed()).await;
    }
}

/// Whether something of a programme is under way that may have been left: no other program brings it
/// just now, or none has said so for a second.
pub async fn is_silent(
    db: &impl ConnectionTrait,
    programme: &Programme,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let all = batches::under_way(db, Some(programme.id)).await?;
    let is_silent = |batch: &Batch| {
        let beat = batch.beat_at.unwrap_or(batch.created_at);
        batch.unfinished == Some(Unfinished::Going) || now - beat > TimeDelta::seconds(2)
    };
    Ok(all.iter().any(is_silent))
}
