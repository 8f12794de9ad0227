//! Amendments: how a frozen protocol became another, with reason, approval and what it changed.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use uuid::Uuid;

use super::audit::Actor;
use super::entity::amendment::{Column, Entity, Model};
use super::programmes::Programme;
use super::{StoreError, batches, protocols, responses, sql, waves};
use crate::domain::amending::changes;
use crate::domain::proceedings::Amendment;
use crate::domain::protocol::Protocol;

/// Every amendment of a programme with what it changes, oldest first; the last may wait for approval.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Amendment>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ProgrammeId.eq(programme.id))
        .order_by_asc(Column::ProposedAt)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let history = protocols::history(db, programme.id).await?;
    let version = |id: Uuid| history.iter().find(|version| version.id == id);
    let mut found = Vec::new();
    for row in rows {
        let Some(new) = version(row.protocol_id) else {
            continue; // a foreign key keeps it there
        };
        let old = history.iter().find(|old| old.version == new.version - 1);
        found.push(Amendment {
            version: new.version,
            reason: row.reason,
            data_came_in: row.data_came_in,
            proposed_by: row.proposed_by,
            proposed_at: row.proposed_at,
            approved_by: row.approved_by,
            approved_at: row.approved_at,
            changes: old.map_or_else(Vec::new, |old| changes(&old.protocol, &new.protocol)),
        });
    }
    Ok(found)
}

/// Those that a manager approved.
pub async fn approved(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Amendment>, StoreError> {
    let mut all = of_programme(db, programme).await?;
    all.retain(|one| one.approved_at.is_some());
    Ok(all)
}

/// Whether anything came in by which a parameter can be judged.
pub async fn data_came_in(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<bool, StoreError> {
    use crate::domain::evidence::FileKind;
    let files = batches::of_programme(db, programme.id).await?;
    if files.iter().any(|file| file.kind != FileKind::Clients) {
        return Ok(true);
    }
    for wave in waves::of_programme(db, programme).await? {
        if responses::count(db, &wave).await? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Proposes the next version of a frozen protocol. It judges nothing until a manager approves it.
pub async fn propose(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    text: &str,
    protocol: &Protocol,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let kept = protocols::amend(tx, actor, programme, text, protocol, reason, now).await?;
    let row = Model {
        protocol_id: kept.id,
        programme_id: programme.id,
        reason: reason.to_owned(),
        data_came_in: data_came_in(tx, programme).await?,
        proposed_by: actor.name.clone(),
        proposed_at: now,
        approved_by: None,
        approved_at: None,
    };
    Ok(sql::insert::<Entity>(tx, row).await?)
}

/// A manager approves what was proposed: it is frozen, and judges from now on.
pub async fn approve(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    name: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let waiting = Entity::find()
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(Column::ApprovedAt.is_null())
        .one(tx)
        .await?;
    let Some(row) = waiting else {
        return Err(StoreError::not_found("amendment", &programme.slug));
    };
    Entity::update_many()
        .col_expr(Column::ApprovedBy, Expr::value(name))
        .col_expr(Column::ApprovedAt, Expr::value(now))
        .filter(Column::ProtocolId.eq(row.protocol_id))
        .exec(tx)
        .await?;
    protocols::freeze(tx, actor, programme, now).await?;
    Ok(())
}

/// Whether the newest version is an amendment that waits for a manager.
pub async fn is_waiting(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<bool, StoreError> {
    let all = of_programme(db, programme).await?;
    Ok(all.iter().any(|one| one.approved_at.is_none()))
}
