//! Protocols: drafts that may change, and frozen ones that never do.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::protocol::{Column, Entity, Model};
use super::programmes::{self, Programme};
use super::sql::{self, new_id};
use crate::domain::canonical::{canonical, sha256_hex};
use crate::domain::definition::addresses;
use crate::domain::protocol::Protocol;

const DRAFT: &str = "draft";
const FROZEN: &str = "frozen";
/// An amendment that never held: it stays in the record, and counts for nothing.
const ENDED: &str = "ended";

/// One version of a programme's protocol.
#[derive(Clone, Debug, PartialEq)]
pub struct ProtocolVersion {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub version: i32,
    /// The file as it was written.
    pub text: String,
    pub protocol: Protocol,
    /// SHA-256 of the canonical JSON: what was agreed, whatever its layout.
    pub hash: String,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<Uuid>,
    /// None while it is a draft.
    pub frozen: Option<Frozen>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    pub at: DateTime<Utc>,
    pub by: Option<Uuid>,
}

/// The newest version that counts, draft or frozen.
pub async fn current(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
) -> Result<Option<ProtocolVersion>, StoreError> {
    let row = Entity::find()
        .filter(Column::ProgrammeId.eq(programme_id))
        .filter(Column::State.ne(ENDED))
        .order_by_desc(Column::Version)
        .one(db)
        .await?;
    row.map(ProtocolVersion::try_from).transpose()
}

/// The same, held until the end of the transaction: of two people who change it at once, the second
/// reads what the first has stored.
pub async fn current_to_change(
    tx: &DatabaseTransaction,
    programme_id: Uuid,
) -> Result<Option<ProtocolVersion>, StoreError> {
    programmes::hold(tx, programme_id).await?;
    current(tx, programme_id).await
}

/// The newest frozen version: the one that a wave opened now is judged by.
pub async fn frozen(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
) -> Result<Option<ProtocolVersion>, StoreError> {
    let row = Entity::find()
        .filter(Column::ProgrammeId.eq(programme_id))
        .filter(Column::State.eq(FROZEN))
        .order_by_desc(Column::Version)
        .one(db)
        .await?;
    row.map(ProtocolVersion::try_from).transpose()
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<ProtocolVersion, StoreError> {
    let row = Entity::find_by_id(id).one(db).await?;
    row.ok_or_else(|| StoreError::not_found("protocol", id))?
        .try_into()
}

/// All versions, newest first; amendments that never held among them.
pub async fn history(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
) -> Result<Vec<ProtocolVersion>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ProgrammeId.eq(programme_id))
        .order_by_desc(Column::Version)
        .all(db)
        .await?;
    rows.into_iter().map(ProtocolVersion::try_from).collect()
}

/// Keeps the draft: the first version, or in place of the draft there is. A frozen protocol is
/// refused (`Frozen`), unless nothing in it changes.
pub async fn save_draft(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    text: &str,
    protocol: &Protocol,
    now: DateTime<Utc>,
) -> Result<ProtocolVersion, StoreError> {
    match current(tx, programme.id).await? {
        None => insert(tx, actor, programme, 1, None, text, protocol, now).await,
        Some(kept) if kept.hash == hashed(protocol).1 && kept.text == text => Ok(kept),
        Some(frozen) if frozen.frozen.is_some() => Err(StoreError::Frozen),
        Some(draft) => replace(tx, actor, programme, draft, text, protocol, now).await,
    }
}

/// Starts the next version from a frozen one, for a reason that the audit trail keeps.
pub async fn amend(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    text: &str,
    protocol: &Protocol,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<ProtocolVersion, StoreError> {
    match current(tx, programme.id).await? {
        Some(kept) if kept.frozen.is_some() => {
            let newest = history(tx, programme.id).await?.into_iter().next();
            let version = newest.map_or(kept.version, |newest| newest.version) + 1;
            let reason = Some(reason);
            insert(tx, actor, programme, version, reason, text, protocol, now).await
        }
        _ => Err(StoreError::not_found("frozen protocol", &programme.slug)),
    }
}

/// Freezes the draft; from then on no figure in it can be moved. A frozen one stays as it is.
pub async fn freeze(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    now: DateTime<Utc>,
) -> Result<ProtocolVersion, StoreError> {
    let mut draft = current(tx, programme.id)
        .await?
        .ok_or_else(|| StoreError::not_found("protocol", &programme.slug))?;
    if draft.frozen.is_some() {
        return Ok(draft);
    }
    Entity::update_many()
        .col_expr(Column::State, Expr::value(FROZEN))
        .col_expr(Column::FrozenAt, Expr::value(now))
        .col_expr(Column::FrozenBy, Expr::value(actor.account_id))
        .filter(Column::Id.eq(draft.id))
        .filter(Column::State.eq(DRAFT))
        .exec(tx)
        .await?;
    draft.frozen = Some(Frozen {
        at: now,
        by: actor.account_id,
    });
    let event = event(programme, "freeze protocol", &draft, None, None);
    audit::record(tx, actor, now, event).await?;
    Ok(draft)
}

/// Takes a draft out of what counts.
pub(super) async fn end(tx: &DatabaseTransaction, id: Uuid) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(ENDED))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(DRAFT))
        .exec(tx)
        .await?;
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one row, told column by column")]
async fn insert(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    version: i32,
    reason: Option<&str>,
    text: &str,
    protocol: &Protocol,
    now: DateTime<Utc>,
) -> Result<ProtocolVersion, StoreError> {
    let (document, hash) = hashed(protocol);
    let row = Model {
        id: new_id(),
        programme_id: programme.id,
        version,
        text: text.to_owned(),
        document,
        addresses: addresses_of(protocol),
        hash,
        state: DRAFT.to_owned(),
        created_at: now,
        created_by: actor.account_id,
        frozen_at: None,
        frozen_by: None,
    };
    let kept = ProtocolVersion::try_from(row.clone())?;
    sql::insert::<Entity>(tx, row)
        .await
        .map_err(|err| StoreError::or_taken(err, "protocol version", version))?;
    let action = if reason.is_some() {
        "amend protocol"
    } else {
        "draft protocol"
    };
    let event = event(programme, action, &kept, None, reason);
    audit::record(tx, actor, now, event).await?;
    Ok(kept)
}

async fn replace(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    draft: ProtocolVersion,
    text: &str,
    protocol: &Protocol,
    now: DateTime<Utc>,
) -> Result<ProtocolVersion, StoreError> {
    let (document, hash) = hashed(protocol);
    Entity::update_many()
        .col_expr(Column::Text, Expr::value(text))
        .col_expr(Column::Document, Expr::value(document))
        .col_expr(Column::Addresses, Expr::value(addresses_of(protocol)))
        .col_expr(Column::Hash, Expr::value(hash.clone()))
        .filter(Column::Id.eq(draft.id))
        .filter(Column::State.eq(DRAFT))
        .exec(tx)
        .await?;
    let before = draft.hash.clone();
    let kept = ProtocolVersion {
        text: text.to_owned(),
        protocol: protocol.clone(),
        hash,
        ..draft
    };
    let event = event(programme, "change protocol", &kept, Some(&before), None);
    audit::record(tx, actor, now, event).await?;
    Ok(kept)
}

fn addresses_of(protocol: &Protocol) -> Option<serde_json::Value> {
    let addresses = protocol.addresses();
    (!addresses.is_empty()).then(|| sql::json(&addresses))
}

/// Erases the addresses of people from all versions of a programme.
pub(super) async fn erase_addresses(
    tx: &DatabaseTransaction,
    programme: &Programme,
) -> Result<(), StoreError> {
    for version in history(tx, programme.id).await? {
        // A text that forms cannot follow was never stored.
        let text = addresses::without_addresses(&version.text)
            .map_err(|_| StoreError::not_found("protocol", version.version))?;
        let (document, hash) = hashed(&version.protocol);
        Entity::update_many()
            .col_expr(Column::Text, Expr::value(text))
            .col_expr(Column::Document, Expr::value(document))
            .col_expr(Column::Hash, Expr::value(hash))
            .col_expr(Column::Addresses, Expr::value(None::<serde_json::Value>))
            .filter(Column::Id.eq(version.id))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// What is hashed holds no addresses, so that they can be erased and the hash still verifies.
fn hashed(protocol: &Protocol) -> (String, String) {
    let document = canonical(&sql::json(&protocol.without_addresses()));
    let hash = sha256_hex(document.as_bytes());
    (document, hash)
}

fn event<'a>(
    programme: &'a Programme,
    action: &'static str,
    kept: &ProtocolVersion,
    before: Option<&str>,
    reason: Option<&str>,
) -> Event<'a> {
    Event {
        programme: Some(programme),
        action,
        subject_kind: "protocol",
        subject_id: kept.version.to_string(),
        before: before.map(|hash| json!({ "hash": hash })),
        after: Some(match reason {
            Some(reason) => json!({ "hash": kept.hash, "reason": reason }),
            None => json!({ "hash": kept.hash }),
        }),
    }
}

impl TryFrom<Model> for ProtocolVersion {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        let protocol: Protocol = serde_json::from_str(&row.document)
            .map_err(|err| StoreError::corrupt("protocol", row.version, err))?;
        let addresses = row
            .addresses
            .map(|value| sql::from_json::<BTreeMap<String, String>>("protocol", &row.id, value));
        let addresses = addresses.transpose()?.unwrap_or_default();
        Ok(Self {
            protocol: protocol.with_addresses(&addresses),
            id: row.id,
            programme_id: row.programme_id,
            version: row.version,
            text: row.text,
            hash: row.hash,
            created_at: row.created_at,
            created_by: row.created_by,
            frozen: row.frozen_at.map(|at| Frozen {
                at,
                by: row.frozen_by,
            }),
        })
    }
}
