//! Open links of a wave, and how far each is used. Only the hash of a link's secret is kept.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::open_link::{Column, Entity, Model};
use super::programmes::Programme;
use super::sql::{self, new_id};
use super::waves::{Wave, WaveState};
use crate::domain::link::{LinkAddress, LinkKey, Token};
use crate::domain::open_link::{Terms, Use};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLink {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_id: Uuid,
    /// Within its wave, from 1.
    pub number: i32,
    pub terms: Terms,
    pub created_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
}

impl OpenLink {
    /// Its secret, made again: a poster may be printed twice.
    pub fn token(&self, key: &LinkKey) -> Token {
        key.token(NO_LANE, self.id, 0)
    }
}

/// An open link leads to no place: its visits spread over all lanes.
const NO_LANE: i64 = 0;

/// An open link with what came by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    pub link: OpenLink,
    pub begun: u64,
    pub answered: u64,
}

/// The open links of a wave, by number.
pub async fn of_wave(db: &impl ConnectionTrait, wave: &Wave) -> Result<Vec<Used>, StoreError> {
    let rows = Entity::find()
        .filter(Column::WaveId.eq(wave.id))
        .order_by_asc(Column::Number)
        .all(db)
        .await?;
    let sql = "select open_link_id, count(*), count(submitted_at) from visit \
        where lane between $1 and $2 and wave_id = $3 group by open_link_id";
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let counts = sql::rows(db, sql, [first.into(), last.into(), wave.id.into()]).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let mut used = Used {
            link: OpenLink::from(row),
            begun: 0,
            answered: 0,
        };
        for count in &counts {
            if count.try_get_by_index::<Uuid>(0)? == used.link.id {
                used.begun = count.try_get_by_index::<i64>(1)?.unsigned_abs();
                used.answered = count.try_get_by_index::<i64>(2)?.unsigned_abs();
            }
        }
        all.push(used);
    }
    Ok(all)
}

pub async fn by_number(
    db: &impl ConnectionTrait,
    wave: &Wave,
    number: i32,
) -> Result<OpenLink, StoreError> {
    let row = Entity::find()
        .filter(Column::WaveId.eq(wave.id))
        .filter(Column::Number.eq(number))
        .one(db)
        .await?;
    row.map(OpenLink::from)
        .ok_or_else(|| StoreError::not_found("open link", number))
}

/// None for a link that is malformed, unknown or revoked: to who opens it these are the same.
pub async fn by_token(
    db: &impl ConnectionTrait,
    token: &str,
) -> Result<Option<OpenLink>, StoreError> {
    let row = Entity::find()
        .filter(Column::TokenHash.eq(LinkAddress::of(token).hash.to_vec()))
        .filter(Column::RevokedAt.is_null())
        .one(db)
        .await?;
    Ok(row.map(OpenLink::from))
}

/// Makes a link to a wave that is not closed.
pub async fn create(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    terms: &Terms,
    key: &LinkKey,
    now: DateTime<Utc>,
) -> Result<OpenLink, StoreError> {
    if wave.state == WaveState::Closed {
        return Err(StoreError::WaveState {
            number: wave.number,
            state: "closed".to_owned(),
        });
    }
    let kept = of_wave(tx, wave).await?;
    let link = OpenLink {
        id: new_id(),
        programme_id: wave.programme_id,
        wave_id: wave.id,
        number: kept.last().map_or(1, |used| used.link.number + 1),
        terms: terms.clone(),
        created_at: now,
        revoked_at: None,
    };
    let whole = |limit: Option<u32>| limit.map(|limit| i32::try_from(limit).unwrap_or(i32::MAX));
    let row = Model {
        id: link.id,
        programme_id: link.programme_id,
        wave_id: link.wave_id,
        number: link.number,
        name: terms.name.clone(),
        token_hash: link.token(key).hash().to_vec(),
        key_version: key.version(),
        segment: terms.segment.clone(),
        kiosk: terms.kiosk,
        most: whole(terms.most),
        per_hour: whole(terms.per_hour),
        from_at: terms.from,
        until_at: terms.until,
        created_at: now,
        revoked_at: None,
    };
    sql::insert::<Entity>(tx, row).await?;
    let after = Some(sql::json(terms));
    record(
        tx,
        actor,
        programme,
        wave,
        "make open link",
        &link,
        after,
        now,
    )
    .await?;
    Ok(link)
}

/// Takes a link back, and with it what was begun by it and not handed in.
pub async fn revoke(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    link: &OpenLink,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(now))
        .filter(Column::Id.eq(link.id))
        .filter(Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Ok(()); // pressed twice
    }
    record(
        tx,
        actor,
        programme,
        wave,
        "revoke open link",
        link,
        None,
        now,
    )
    .await
}

#[expect(clippy::too_many_arguments, reason = "what an audit event is made of")]
async fn record(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    action: &'static str,
    link: &OpenLink,
    after: Option<serde_json::Value>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let event = Event {
        programme: Some(programme),
        action,
        subject_kind: "open link",
        subject_id: format!("{}.{}", wave.number, link.number),
        before: None,
        after,
    };
    audit::record(tx, actor, now, event).await
}

/// How far a link is used now. In a transaction on PostgreSQL the link is held, so that two who
/// begin at once are counted one after the other.
pub async fn used(
    db: &impl ConnectionTrait,
    link: &OpenLink,
    wave: &Wave,
    hold: bool,
    now: DateTime<Utc>,
) -> Result<Use, StoreError> {
    if hold && !sql::is_sqlite(db) {
        let sql = "select id from open_link where id = $1 for update";
        sql::rows(db, sql, [link.id.into()]).await?;
    }
    let sql = "select count(case when submitted_at is not null or expires_at > $4 then 1 end), \
        count(case when started_at > $5 then 1 end) from visit \
        where lane between $1 and $2 and open_link_id = $3";
    let values = [
        wave.lanes.first().into(),
        wave.lanes.last().into(),
        link.id.into(),
        now.into(),
        (now - TimeDelta::hours(1)).into(),
    ];
    let rows = sql::rows(db, sql, values).await?;
    let Some(row) = rows.first() else {
        return Ok(Use::default());
    };
    Ok(Use {
        taken: row.try_get_by_index::<i64>(0)?.unsigned_abs(),
        last_hour: row.try_get_by_index::<i64>(1)?.unsigned_abs(),
    })
}

impl From<Model> for OpenLink {
    fn from(row: Model) -> Self {
        let limit = |limit: Option<i32>| limit.map(i32::unsigned_abs);
        Self {
            id: row.id,
            programme_id: row.programme_id,
            wave_id: row.wave_id,
            number: row.number,
            terms: Terms {
                name: row.name,
                segment: row.segment,
                kiosk: row.kiosk,
                most: limit(row.most),
                per_hour: limit(row.per_hour),
                from: row.from_at,
                until: row.until_at,
            },
            created_at: row.created_at,
            revoked_at: row.revoked_at,
        }
    }
}
