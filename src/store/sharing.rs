//! What leaves the programme: links to an edition that end, and the record of what went to whom.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::{dispatch, share_link, snapshot};
use super::programmes::Programme;
use super::sql::{self, new_id};
use crate::domain::edition::Edition;

/// A link to one edition of one snapshot; only the hash of its secret is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareLink {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub snapshot_id: Uuid,
    pub edition: Edition,
    pub language: String,
    /// For whom or what it is, in the words of who made it.
    pub purpose: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
}

impl ShareLink {
    pub fn works(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// What was sent or handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispatch {
    pub snapshot_id: Uuid,
    pub edition: Edition,
    pub language: String,
    /// `link`, `mail`, `meeting`, `intranet`, `file`.
    pub channel: String,
    pub audience: String,
    pub recipients: i32,
    pub at: DateTime<Utc>,
}

/// All links of a programme, newest first.
pub async fn links(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<ShareLink>, StoreError> {
    let rows = share_link::Entity::find()
        .filter(share_link::Column::ProgrammeId.eq(programme.id))
        .order_by_desc(share_link::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(ShareLink::try_from).collect()
}

/// The link with this hash while it works; unknown, revoked and expired look the same.
pub async fn working(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<ShareLink>, StoreError> {
    let row = share_link::Entity::find()
        .filter(share_link::Column::TokenHash.eq(token_hash))
        .one(db)
        .await?;
    let link = row.map(ShareLink::try_from).transpose()?;
    Ok(link.filter(|link| link.works(now)))
}

/// Makes a link, and records that the edition was given away by it.
pub async fn share(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    link: &ShareLink,
    token_hash: &str,
) -> Result<(), StoreError> {
    let row = share_link::Model {
        id: link.id,
        programme_id: programme.id,
        snapshot_id: link.snapshot_id,
        edition: link.edition.code().to_owned(),
        language: link.language.clone(),
        token_hash: token_hash.to_owned(),
        purpose: link.purpose.clone(),
        created_at: link.created_at,
        created_by: actor.account_id,
        expires_at: link.expires_at,
        revoked_at: None,
    };
    sql::insert::<share_link::Entity>(tx, row).await?;
    let dispatch = Dispatch {
        snapshot_id: link.snapshot_id,
        edition: link.edition,
        language: link.language.clone(),
        channel: "link".to_owned(),
        audience: link.purpose.clone(),
        recipients: 1,
        at: link.created_at,
    };
    record(tx, actor, programme, &dispatch).await
}

/// Ends a link; also in a closed programme, since it takes nothing away from what was found.
pub async fn revoke(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = share_link::Entity::update_many()
        .col_expr(share_link::Column::RevokedAt, Expr::value(now))
        .filter(share_link::Column::Id.eq(id))
        .filter(share_link::Column::ProgrammeId.eq(programme.id))
        .filter(share_link::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("link that works", id));
    }
    let event = Event {
        programme: Some(programme),
        action: "revoke shared link",
        subject_kind: "share_link",
        subject_id: id.to_string(),
        before: None,
        after: None,
    };
    audit::record_after_closing(tx, actor, now, event).await
}

/// The snapshots of which something went out already.
pub async fn shared_snapshots(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Uuid>, StoreError> {
    let sent = dispatches(db, programme).await?;
    let mut ids: Vec<Uuid> = sent.into_iter().map(|one| one.snapshot_id).collect();
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// Of every snapshot of a programme the number of its wave.
pub async fn waves_of_snapshots(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<HashMap<Uuid, i32>, StoreError> {
    let found: Vec<(Uuid, i32)> = snapshot::Entity::find()
        .select_only()
        .columns([snapshot::Column::Id, snapshot::Column::WaveNumber])
        .filter(snapshot::Column::ProgrammeId.eq(programme.id))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

/// What was sent to whom, newest first.
pub async fn dispatches(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Dispatch>, StoreError> {
    let rows = dispatch::Entity::find()
        .filter(dispatch::Column::ProgrammeId.eq(programme.id))
        .order_by_desc(dispatch::Column::Id)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Dispatch {
                snapshot_id: row.snapshot_id,
                edition: sql::from_word("dispatch", &row.id.to_string(), &row.edition)?,
                language: row.language,
                channel: row.channel,
                audience: row.audience,
                recipients: row.recipients,
                at: row.sent_at,
            })
        })
        .collect()
}

/// Notes that an edition went out.
pub async fn record(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    sent: &Dispatch,
) -> Result<(), StoreError> {
    let row = dispatch::Model {
        id: new_id(),
        programme_id: programme.id,
        snapshot_id: sent.snapshot_id,
        edition: sent.edition.code().to_owned(),
        language: sent.language.clone(),
        channel: sent.channel.clone(),
        audience: sent.audience.clone(),
        recipients: sent.recipients,
        sent_at: sent.at,
        sent_by: actor.account_id,
    };
    let id = row.id;
    sql::insert::<dispatch::Entity>(tx, row).await?;
    let event = Event {
        programme: Some(programme),
        action: "send feedback",
        subject_kind: "dispatch",
        subject_id: id.to_string(),
        before: None,
        after: Some(json!({
            "edition": sent.edition.code(), "channel": sent.channel, "audience": sent.audience,
            "recipients": sent.recipients,
        })),
    };
    audit::record(tx, actor, sent.at, event).await
}

impl TryFrom<share_link::Model> for ShareLink {
    type Error = StoreError;
    fn try_from(row: share_link::Model) -> Result<Self, StoreError> {
        Ok(Self {
            edition: sql::from_word("shared link", &row.id.to_string(), &row.edition)?,
            id: row.id,
            programme_id: row.programme_id,
            snapshot_id: row.snapshot_id,
            language: row.language,
            purpose: row.purpose,
            created_at: row.created_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
        })
    }
}
