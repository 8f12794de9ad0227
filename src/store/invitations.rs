//! Invitations: the right of one client to answer in one wave, and how far each has come.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryResult,
    QuerySelect,
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::clients::Client;
use super::entity::invitation::{Column, Entity, Model};
use super::programmes;
use super::sql::{self, ROWS_PER_STATEMENT, new_id};
use super::waves::Wave;
use crate::domain::dataset::ClientTie;
use crate::domain::language::Language;
use crate::domain::link::{LinkKey, PaperCode, Token};

/// How far an invitation has come; the latest step counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Created,
    Queued,
    Sent,
    Bounced,
    OptedOut,
    Started,
    Submitted,
    Revoked,
}

/// An invitation with the client it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    pub lane: i64,
    pub id: Uuid,
    pub wave_id: Uuid,
    pub client: Client,
    pub stage: Stage,
    pub key_version: i32,
    pub reissue: i32,
    pub sent_at: Option<DateTime<Utc>>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub expires_at: Option<DateTime<Utc>>,
}

/// How many invitations of one segment have come how far. A step counts all who ever took it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub segment: String,
    pub invited: u64,
    pub queued: u64,
    pub sent: u64,
    pub bounced: u64,
    pub opted_out: u64,
    pub started: u64,
    pub submitted: u64,
    pub revoked: u64,
}

/// The tie of the client that each invitation of a wave was sent to, for a report over all lanes.
pub async fn clients(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<HashMap<Uuid, ClientTie>, StoreError> {
    let sql = "select i.id, c.key from invitation i \
        join client c on c.lane = i.lane and c.id = i.client_id \
        where i.lane between $1 and $2 and i.wave_id = $3";
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, sql, [first.into(), last.into(), wave.id.into()]).await?;
    let tie = |row: &QueryResult| -> Result<(Uuid, ClientTie), StoreError> {
        let key: String = row.try_get_by_index(1)?;
        Ok((row.try_get_by_index(0)?, ClientTie::of(&key)))
    };
    rows.iter().map(tie).collect()
}

/// Invites clients to a wave; who has an invitation in it keeps that one. Tells how many are new.
pub async fn create<'c>(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    clients: impl IntoIterator<Item = &'c Client>,
    key: &LinkKey,
    expires_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let once = OnConflict::columns([Column::Lane, Column::WaveId, Column::ClientId])
        .do_nothing()
        .to_owned();
    let mut created = 0;
    let new = |client| new_invitation(wave, client, key, expires_at, now);
    let mut rows = clients.into_iter().map(new);
    loop {
        let some: Vec<_> = rows.by_ref().take(ROWS_PER_STATEMENT).collect();
        if some.is_empty() {
            break;
        }
        created += sql::upsert_all::<Entity>(tx, some, once.clone()).await?;
    }
    let after = json!({ "invited": created, "wave": wave.number });
    record(tx, actor, wave, "invite clients", "", after, now).await?;
    Ok(created)
}

/// When the first mail of a wave went out; the days of its reminders count from then.
pub async fn first_sent_at(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "select i.sent_at from invitation i where i.lane between $1 and $2 \
        and i.wave_id = $3 and i.sent_at is not null order by i.sent_at limit 1";
    let rows = sql::rows(db, sql, wave_values(wave)).await?;
    let first = rows.first().map(|row| row.try_get_by_index(0));
    Ok(first.transpose()?)
}

/// How far the invitations of a wave have come, by segment.
pub async fn progress(db: &impl ConnectionTrait, wave: &Wave) -> Result<Vec<Progress>, StoreError> {
    let sql = "select c.segment, count(*), count(i.queued_at), count(i.sent_at), \
        count(i.bounced_at), count(i.opted_out_at), count(i.started_at), count(i.submitted_at), \
        count(i.revoked_at) \
        from invitation i join client c on c.lane = i.lane and c.id = i.client_id \
        where i.lane between $1 and $2 and i.wave_id = $3 group by c.segment order by c.segment";
    let rows = sql::rows(db, sql, wave_values(wave)).await?;
    rows.iter().map(read_progress).collect()
}

pub(super) const WITH_CLIENT: &str = "select i.lane, i.id, i.wave_id, i.key_version, i.reissue, i.queued_at, \
    i.sent_at, i.bounced_at, i.opted_out_at, i.started_at, i.submitted_at, i.revoked_at, \
    i.expires_at, c.id, c.key, c.name, c.email, c.segment, c.role, c.language \
    from invitation i join client c on c.lane = i.lane and c.id = i.client_id";

/// One page of a wave's invitations in the order of the clients' keys, those after `after`.
pub async fn page(
    db: &impl ConnectionTrait,
    wave: &Wave,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<Invitation>, StoreError> {
    let sql = format!(
        "{WITH_CLIENT} where i.lane between $1 and $2 and i.wave_id = $3 and c.key > $4 \
         order by c.key limit $5"
    );
    let [first, last, id] = wave_values(wave);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let values = [first, last, id, after.unwrap_or("").into(), limit.into()];
    let rows = sql::rows(db, &sql, values).await?;
    rows.iter().map(read_invitation).collect()
}

pub async fn by_id(
    db: &impl ConnectionTrait,
    lane: i64,
    id: Uuid,
) -> Result<Invitation, StoreError> {
    let sql = format!("{WITH_CLIENT} where i.lane = $1 and i.id = $2");
    let rows = sql::rows(db, &sql, [lane.into(), id.into()]).await?;
    let row = rows
        .first()
        .ok_or_else(|| StoreError::not_found("invitation", id))?;
    read_invitation(row)
}

/// The invitation in a wave of the client with this key.
pub async fn by_client_key(
    db: &impl ConnectionTrait,
    wave: &Wave,
    key: &str,
) -> Result<Invitation, StoreError> {
    let sql =
        format!("{WITH_CLIENT} where i.lane between $1 and $2 and i.wave_id = $3 and c.key = $4");
    let [first, last, id] = wave_values(wave);
    let rows = sql::rows(db, &sql, [first, last, id, key.into()]).await?;
    let row = rows.first();
    read_invitation(row.ok_or_else(|| StoreError::not_found("invitation of client", key))?)
}

/// The invitation, if a mail may still go to it at this moment: the wave is open, and it is not
/// submitted, bounced, opted out, revoked or expired.
pub async fn if_mailable(
    db: &impl ConnectionTrait,
    lane: i64,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<Invitation>, StoreError> {
    let sql = format!(
        "{WITH_CLIENT} join wave w on w.id = i.wave_id \
         where i.lane = $1 and i.id = $2 and {MAILABLE}"
    );
    let rows = sql::rows(db, &sql, [lane.into(), id.into(), now.into()]).await?;
    rows.first().map(read_invitation).transpose()
}

/// With `i` the invitation, `w` its wave and `$3` the time.
pub(super) const MAILABLE: &str = "w.state = 'open' and (w.closes_at is null or w.closes_at > $3) \
    and i.submitted_at is null and i.bounced_at is null and i.opted_out_at is null \
    and i.revoked_at is null and (i.expires_at is null or i.expires_at > $3)";

/// The mail was handed over; a reminder does not move the time of the first one.
pub async fn mark_sent(
    tx: &DatabaseTransaction,
    lane: i64,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update invitation set sent_at = coalesce(sent_at, $3), mailed_at = $3 \
        where lane = $1 and id = $2";
    sql::execute(tx, sql, [lane.into(), id.into(), now.into()]).await?;
    Ok(())
}

/// The address does not exist; no further mail goes to it.
pub async fn mark_bounced(
    tx: &DatabaseTransaction,
    lane: i64,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    mark(tx, Column::BouncedAt, lane, id, now).await
}

/// The client wants no more mail about this; the link keeps working.
pub async fn mark_opted_out(
    tx: &DatabaseTransaction,
    lane: i64,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    mark(tx, Column::OptedOutAt, lane, id, now).await
}

/// Takes a link back: from now on it is like one that never was.
pub async fn revoke(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    lane: i64,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    mark(tx, Column::RevokedAt, lane, id, now).await?;
    let subject = id.to_string();
    record(
        tx,
        actor,
        wave,
        "revoke invitation",
        &subject,
        json!({}),
        now,
    )
    .await
}

/// Gives an invitation another link; the old one is dead at once.
pub async fn reissue(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    invitation: &Invitation,
    key: &LinkKey,
    now: DateTime<Utc>,
) -> Result<Token, StoreError> {
    let reissue = invitation.reissue + 1;
    let token = key.token(invitation.lane, invitation.id, reissue);
    let paper = key.paper_code(invitation.id, reissue);
    Entity::update_many()
        .col_expr(Column::TokenHash, Expr::value(token.hash().to_vec()))
        .col_expr(Column::KeyVersion, Expr::value(key.version()))
        .col_expr(Column::Reissue, Expr::value(reissue))
        .col_expr(Column::PaperHash, Expr::value(paper.hash().to_vec()))
        .filter(Column::Lane.eq(invitation.lane))
        .filter(Column::Id.eq(invitation.id))
        .exec(tx)
        .await?;
    let subject = invitation.id.to_string();
    let after = json!({ "reissue": reissue });
    record(tx, actor, wave, "reissue invitation", &subject, after, now).await?;
    Ok(token)
}

/// Lets a link work until another moment, or without end.
pub async fn extend(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    lane: i64,
    id: Uuid,
    expires_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .filter(Column::Lane.eq(lane))
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    let after = json!({ "expires_at": expires_at });
    let subject = id.to_string();
    record(tx, actor, wave, "extend invitation", &subject, after, now).await
}

/// The invitation that a code on paper belongs to. None when there is none, or when by an
/// improbable chance there are two.
pub async fn by_paper_code_all_lanes(
    db: &impl ConnectionTrait,
    code: &PaperCode,
) -> Result<Option<(i64, Uuid, i32)>, StoreError> {
    let sql = "select lane, id, reissue from invitation where paper_hash = $1 limit 2";
    let rows = sql::rows(db, sql, [code.hash().to_vec().into()]).await?;
    let [row] = rows.as_slice() else {
        return Ok(None);
    };
    Ok(Some((
        row.try_get_by_index(0)?,
        row.try_get_by_index(1)?,
        row.try_get_by_index(2)?,
    )))
}

/// Whether any of a wave's invitations was made: from then on its privacy mode is fixed.
pub async fn any(db: &impl ConnectionTrait, wave: &Wave) -> Result<bool, StoreError> {
    let row: Option<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Lane.between(wave.lanes.first(), wave.lanes.last()))
        .filter(Column::WaveId.eq(wave.id))
        .into_tuple()
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// Steps are taken once: the first time stays.
async fn mark(
    tx: &DatabaseTransaction,
    column: Column,
    lane: i64,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(column, Expr::value(now))
        .filter(Column::Lane.eq(lane))
        .filter(Column::Id.eq(id))
        .filter(Expr::col((Entity, column)).is_null())
        .exec(tx)
        .await?;
    Ok(())
}

async fn record(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    action: &'static str,
    subject: &str,
    after: serde_json::Value,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let programme = programmes::by_id(tx, wave.programme_id).await?;
    let event = Event {
        programme: Some(&programme),
        action,
        subject_kind: "invitation",
        subject_id: subject.to_owned(),
        before: None,
        after: Some(after),
    };
    audit::record(tx, actor, now, event).await
}

fn new_invitation(
    wave: &Wave,
    client: &Client,
    key: &LinkKey,
    expires_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Model {
    let id = new_id();
    Model {
        lane: client.lane,
        id,
        programme_id: wave.programme_id,
        wave_id: wave.id,
        client_id: client.id,
        token_hash: key.token(client.lane, id, 0).hash().to_vec(),
        key_version: key.version(),
        reissue: 0,
        created_at: now,
        queued_at: None,
        sent_at: None,
        bounced_at: None,
        opted_out_at: None,
        started_at: None,
        submitted_at: None,
        revoked_at: None,
        expires_at,
        submit_key: None,
        address_hash: (!client.email.is_empty()).then(|| key.address_hash(&client.email).to_vec()),
        paper_hash: Some(key.paper_code(id, 0).hash().to_vec()),
        wants_outcome: false,
        mailed_at: None,
    }
}

fn wave_values(wave: &Wave) -> [sea_orm::Value; 3] {
    [
        wave.lanes.first().into(),
        wave.lanes.last().into(),
        wave.id.into(),
    ]
}

fn read_progress(row: &QueryResult) -> Result<Progress, StoreError> {
    let count = |index| -> Result<u64, StoreError> {
        Ok(row.try_get_by_index::<i64>(index)?.unsigned_abs())
    };
    Ok(Progress {
        segment: row.try_get_by_index(0)?,
        invited: count(1)?,
        queued: count(2)?,
        sent: count(3)?,
        bounced: count(4)?,
        opted_out: count(5)?,
        started: count(6)?,
        submitted: count(7)?,
        revoked: count(8)?,
    })
}

pub(super) fn read_invitation(row: &QueryResult) -> Result<Invitation, StoreError> {
    let lane = row.try_get_by_index(0)?;
    let key: String = row.try_get_by_index(14)?;
    let language: String = row.try_get_by_index(19)?;
    Ok(Invitation {
        lane,
        id: row.try_get_by_index(1)?,
        wave_id: row.try_get_by_index(2)?,
        key_version: row.try_get_by_index(3)?,
        reissue: row.try_get_by_index(4)?,
        stage: read_stage(row)?,
        sent_at: row.try_get_by_index(6)?,
        submitted_at: row.try_get_by_index(10)?,
        expires_at: row.try_get_by_index(12)?,
        client: Client {
            lane,
            id: row.try_get_by_index(13)?,
            language: Language::new(&language)
                .map_err(|err| StoreError::corrupt("client", &key, err))?,
            key,
            name: row.try_get_by_index(15)?,
            email: row.try_get_by_index(16)?,
            segment: row.try_get_by_index(17)?,
            role: row.try_get_by_index(18)?,
        },
    })
}

fn read_stage(row: &QueryResult) -> Result<Stage, StoreError> {
    let steps = [
        (11, Stage::Revoked),
        (10, Stage::Submitted),
        (9, Stage::Started),
        (8, Stage::OptedOut),
        (7, Stage::Bounced),
        (6, Stage::Sent),
        (5, Stage::Queued),
    ];
    for (index, stage) in steps {
        if row
            .try_get_by_index::<Option<DateTime<Utc>>>(index)?
            .is_some()
        {
            return Ok(stage);
        }
    }
    Ok(Stage::Created)
}
