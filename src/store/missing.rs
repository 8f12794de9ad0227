//! Who was asked in a wave and has not answered.

use sea_orm::{ConnectionTrait, QueryResult};

use super::StoreError;
use super::invitations::{Invitation, Stage, WITH_CLIENT, read_invitation};
use super::sql;
use super::waves::Wave;

/// How many of one segment have come how far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub segment: String,
    pub stage: Stage,
    pub count: u64,
}

/// Which of them; empty is all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Narrowed<'a> {
    pub segment: &'a str,
    /// The word of a [`Stage`].
    pub stage: &'a str,
}

const UNANSWERED: &str = "i.lane between $1 and $2 and i.wave_id = $3 \
    and i.submitted_at is null and i.revoked_at is null";

/// The word of the stage: the latest step counts.
const STAGE: &str = "case when i.started_at is not null then 'started' \
    when i.opted_out_at is not null then 'opted_out' \
    when i.bounced_at is not null then 'bounced' when i.sent_at is not null then 'sent' \
    when i.queued_at is not null then 'queued' else 'created' end";

pub async fn count(db: &impl ConnectionTrait, wave: &Wave) -> Result<Vec<Missing>, StoreError> {
    let sql = format!(
        "select c.segment, {STAGE}, count(*) from invitation i \
         join client c on c.lane = i.lane and c.id = i.client_id where {UNANSWERED} \
         group by 1, 2 order by 1, 2"
    );
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, &sql, [first.into(), last.into(), wave.id.into()]).await?;
    let read = |row: &QueryResult| {
        let segment: String = row.try_get_by_index(0)?;
        let stage: String = row.try_get_by_index(1)?;
        let count: i64 = row.try_get_by_index(2)?;
        Ok(Missing {
            stage: sql::from_word("invitation", &segment, &stage)?,
            segment,
            count: count.unsigned_abs(),
        })
    };
    rows.iter().map(read).collect()
}

/// One page of them in the order of their keys, those after `after`.
pub async fn page(
    db: &impl ConnectionTrait,
    wave: &Wave,
    narrowed: Narrowed<'_>,
    after: &str,
    limit: u32,
) -> Result<Vec<Invitation>, StoreError> {
    let sql = format!(
        "{WITH_CLIENT} where {UNANSWERED} and ($4 = '' or c.segment = $4) \
         and ($5 = '' or {STAGE} = $5) and c.key > $6 order by c.key limit $7"
    );
    let values = [
        wave.lanes.first().into(),
        wave.lanes.last().into(),
        wave.id.into(),
        narrowed.segment.into(),
        narrowed.stage.into(),
        after.into(),
        i64::from(limit).into(),
    ];
    let rows = sql::rows(db, &sql, values).await?;
    rows.iter().map(read_invitation).collect()
}
