//! Large files that wait between their preview and their taking in, a piece at a time: what is to be
//! done with them, how far that is, and what was found.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::batches::Imported;
use super::entity::upload::{Column, Entity, Model};
use super::programmes::Programme;
use super::unfinished::SILENCE;
use super::uploads::{Upload, WAITS, own};
use super::{Database, StoreError, file_pieces, found_rows, sql};

/// What is to be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    Check,
    Take,
    /// Only its good rows.
    TakeGood,
}

impl Work {
    fn code(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Take => "take",
            Self::TakeGood => "take_good",
        }
    }
}

/// A large file that waits; the bytes of its upload are empty.
#[derive(Clone, Debug, PartialEq)]
pub struct LargeUpload {
    pub upload: Upload,
    pub programme_id: Uuid,
    pub account_id: Uuid,
    /// In bytes.
    pub size: i64,
    pub work: Option<Work>,
    /// In per cent.
    pub progress: i32,
    pub found: Option<Found>,
    /// How often a program died while it worked on this.
    pub deaths: u32,
}

/// What going through all of a file showed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// As many rows it has, and as many without a fault.
    pub records: u64,
    pub rows: u64,
    pub refused: u64,
    pub problems: Vec<Told>,
    pub unlisted: u64,
    /// There are tickets without a date, and no wave was chosen.
    pub lacks_wave: bool,
    /// Of some refused row it cannot be told which others stand or fall with it.
    #[serde(default)]
    pub cannot_part: bool,
    pub would: Option<Imported>,
    /// It came in before, at this moment.
    pub before: Option<DateTime<Utc>>,
    pub failed: Option<Failed>,
    /// How often a program died over what came after.
    #[serde(default)]
    pub deaths: u32,
}

/// Why there is nothing to be shown of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failed {
    /// It has no header, or is in an encoding that nobody knows.
    Unreadable,
    /// Another of its kind is under way.
    UnderWay,
    /// Programs died over it, one after the other.
    Deadly,
    Ours,
}

/// A problem, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub row: u64,
    pub column: Option<String>,
    pub value: String,
    /// What is wrong and what to do, in Dutch and in English.
    pub dutch: (String, String),
    pub english: (String, String),
}

impl Found {
    pub fn failed(why: Failed) -> Self {
        Self {
            failed: Some(why),
            ..Self::default()
        }
    }

    pub fn is_clean(&self) -> bool {
        self.problems.is_empty() && self.failed.is_none()
    }

    pub fn can_be_taken(&self) -> bool {
        self.is_clean() && self.rows > 0 && !self.lacks_wave
    }

    /// Whether the same file may well go through another time.
    pub fn may_be_tried_again(&self) -> bool {
        matches!(
            self.failed,
            Some(Failed::UnderWay | Failed::Deadly | Failed::Ours)
        )
    }

    pub fn good_can_be_taken(&self) -> bool {
        let has_both = self.refused > 0 && self.rows > 0 && !self.cannot_part;
        self.failed.is_none() && has_both && !self.lacks_wave
    }
}

/// Begins to keep a file whose pieces come next, under the id of the upload.
pub async fn begin(
    tx: &DatabaseTransaction,
    programme: &Programme,
    account_id: Uuid,
    upload: &Upload,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = Model {
        id: upload.id,
        programme_id: programme.id,
        account_id,
        kind: sql::word(&upload.kind),
        wave_number: None,
        file_name: upload.file_name.clone(),
        bytes: Vec::new(),
        mapping: String::new(),
        created_at: now,
        size: Some(0),
        work: None,
        beat_at: None,
        progress: 0,
        found: None,
    };
    Ok(sql::insert::<Entity>(tx, row).await?)
}

/// All of it is there, and is to be checked.
pub async fn arrived(
    tx: &DatabaseTransaction,
    id: Uuid,
    wave_number: Option<i32>,
    size: i64,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Size, Expr::value(size))
        .col_expr(Column::WaveNumber, Expr::value(wave_number))
        .col_expr(Column::Work, Expr::value(Work::Check.code()))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// A file that its owner brought to this programme and that still waits.
pub async fn waiting(
    db: &impl ConnectionTrait,
    programme: &Programme,
    account_id: Uuid,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<LargeUpload>, StoreError> {
    let row = own(programme, account_id, id, now)
        .filter(Column::Size.gt(0))
        .one(db)
        .await?;
    row.map(read).transpose()
}

/// Says what is to be done with a file, read as `mapping` says where that is given.
pub async fn want(
    tx: &DatabaseTransaction,
    id: Uuid,
    work: Work,
    mapping: Option<&str>,
) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::Work, Expr::value(work.code()))
        .col_expr(Column::BeatAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::Progress, Expr::value(0))
        .filter(Column::Id.eq(id))
        .filter(Column::Size.gt(0));
    let update = match mapping {
        Some(mapping) => update.col_expr(Column::Mapping, Expr::value(mapping)),
        None => update,
    };
    update.exec(tx).await?;
    Ok(())
}

/// No import of that id is on its way in or out.
const IS_SETTLED: &str =
    "id not in (select b.id from import_batch b where b.unfinished in ('coming', 'going'))";

/// The file that waits longest for something to be done, which nobody else gets for a while. What a
/// program that died had begun with is removed before.
pub async fn claim(
    tx: &DatabaseTransaction,
    now: DateTime<Utc>,
) -> Result<Option<LargeUpload>, StoreError> {
    let free = sea_orm::Condition::any()
        .add(Column::BeatAt.is_null())
        .add(Column::BeatAt.lte(now - SILENCE));
    let row = Entity::find()
        .filter(Column::Work.is_not_null())
        .filter(free.clone())
        .filter(Expr::cust(IS_SETTLED))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .one(tx)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let is_left = row.beat_at.is_some();
    let mut upload = read(row)?;
    let mut found = upload.found.clone().unwrap_or_default();
    if is_left {
        upload.deaths = found.deaths.saturating_add(1);
        found.deaths = upload.deaths;
        upload.found = Some(found);
    }
    let claimed = Entity::update_many()
        .col_expr(Column::BeatAt, Expr::value(now))
        .col_expr(Column::Progress, Expr::value(0))
        .col_expr(
            Column::Found,
            Expr::value(upload.found.as_ref().map(sql::json)),
        )
        .filter(Column::Id.eq(upload.upload.id))
        .filter(free)
        .exec(tx)
        .await?;
    Ok((claimed.rows_affected > 0).then_some(upload)) // else another program was faster
}

/// How far the work is; false when it is no longer wanted.
pub async fn advance(
    tx: &DatabaseTransaction,
    id: Uuid,
    work: Work,
    percent: i32,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let updated = Entity::update_many()
        .col_expr(Column::Progress, Expr::value(percent))
        .col_expr(Column::BeatAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::Work.eq(work.code()))
        .exec(tx)
        .await?;
    Ok(updated.rows_affected > 0)
}

/// The work is done, and this was found.
pub async fn found(
    tx: &DatabaseTransaction,
    id: Uuid,
    work: Work,
    found: &Found,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Work, Expr::value(None::<String>))
        .col_expr(Column::Found, Expr::value(sql::json(found)))
        .filter(Column::Id.eq(id))
        .filter(Column::Work.eq(work.code()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Another program may go on with it at once.
pub async fn let_go(tx: &DatabaseTransaction, id: Uuid) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::BeatAt, Expr::value(None::<DateTime<Utc>>))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Nobody is to see or do anything with a file any more; whoever looks next removes it.
pub(super) async fn let_drop(tx: &DatabaseTransaction, id: Uuid) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Size, Expr::value(0))
        .col_expr(Column::Work, Expr::value(None::<String>))
        .col_expr(Column::CreatedAt, Expr::value(DateTime::UNIX_EPOCH))
        .filter(Column::Id.eq(id))
        .filter(Column::Size.is_not_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Whether the pieces of this id are those of a file that waits.
pub(super) async fn is_waiting(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, StoreError> {
    let query = Entity::find_by_id(id).filter(Column::Size.gt(0));
    Ok(query.one(db).await?.is_some())
}

/// Lets go of a file and of its pieces, unless it became an import.
pub async fn forget(db: &Database, id: Uuid) -> Result<(), StoreError> {
    let tx = db.begin().await?;
    let_drop(&tx, id).await?;
    let sql = "select 1 from import_batch where id = $1";
    let became = sql::rows(&tx, sql, [id.into()]).await?;
    tx.commit().await?;
    if became.is_empty() {
        file_pieces::remove(db, id).await?;
    }
    found_rows::remove(db, id).await?;
    let tx = db.begin().await?;
    Entity::delete_by_id(id).exec(&tx).await?;
    Ok(tx.commit().await?)
}

/// Lets go of those that waited too long.
pub async fn forget_old(db: &Database, now: DateTime<Utc>) -> Result<(), StoreError> {
    let old = Entity::find()
        .filter(Column::Size.is_not_null())
        .filter(Column::CreatedAt.lte(now - WAITS))
        .all(&db.reader)
        .await?;
    for row in old {
        forget(db, row.id).await?;
    }
    Ok(())
}

fn read(row: Model) -> Result<LargeUpload, StoreError> {
    let key = row.id.to_string();
    let work = row.work.map(|word| sql::from_word("upload", &key, &word));
    let found = row.found.map(|json| sql::from_json("upload", row.id, json));
    let found: Option<Found> = found.transpose()?;
    Ok(LargeUpload {
        programme_id: row.programme_id,
        account_id: row.account_id,
        size: row.size.unwrap_or(0),
        work: work.transpose()?,
        progress: row.progress,
        deaths: found.as_ref().map_or(0, |found| found.deaths),
        found,
        upload: Upload {
            id: row.id,
            kind: sql::from_word("upload", &row.file_name, &row.kind)?,
            wave_number: row.wave_number,
            file_name: row.file_name,
            bytes: row.bytes,
            mapping: row.mapping,
        },
    })
}
