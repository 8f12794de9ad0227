//! Amendments: how a frozen protocol became another, with reason, approval and what it changed.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::audit::{self, Actor, Event};
use super::entity::amendment::{Column, Entity, Model};
use super::programmes::Programme;
use super::{StoreError, batches, programmes, protocols, responses, sql, waves};
use crate::domain::amending::changes;
use crate::domain::proceedings::{Amendment, Ended, Ending};
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
    let before = |new: i32| {
        let mut held = history.iter().filter(|old| old.frozen.is_some());
        held.find(|old| old.version < new)
    };
    let mut found = Vec::new();
    for row in rows {
        let Some(new) = version(row.protocol_id) else {
            continue; // a foreign key keeps it there
        };
        let old = before(new.version);
        found.push(Amendment {
            version: new.version,
            ended: ended(&row)?,
            reason: row.reason,
            data_came_in: row.data_came_in,
            proposed_by: row.proposed_by,
            proposed_at: row.proposed_at,
            approved_by: row.approved_by,
            approved_at: row.approved_at,
            changes: old.map_or_else(Vec::new, |old| {
                let [old, new] = [old, new].map(|one| one.protocol.without_addresses());
                changes(&old, &new)
            }),
        });
    }
    Ok(found)
}

fn ended(row: &Model) -> Result<Option<Ended>, StoreError> {
    let (Some(how), Some(by), Some(at)) = (&row.ending, &row.ended_by, row.ended_at) else {
        return Ok(None);
    };
    Ok(Some(Ended {
        how: sql::from_word("amendment", &row.protocol_id.to_string(), how)?,
        by: by.clone(),
        at,
        reason: row.ended_reason.clone().unwrap_or_default(),
    }))
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
    let judges = |kind: FileKind| kind != FileKind::Clients && kind.part().is_none();
    if files.iter().any(|file| judges(file.kind)) {
        return Ok(true);
    }
    for wave in waves::of_programme(db, programme).await? {
        if responses::count(db, &wave).await? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Proposes the next version of a frozen protocol, by the name of whoever does: it is printed in
/// reports and sealed in archives, where no address may stand. It judges nothing until a manager approves it.
pub async fn propose(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    text: &str,
    protocol: &Protocol,
    (name, reason): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let kept = protocols::amend(tx, actor, programme, text, protocol, reason, now).await?;
    let row = Model {
        protocol_id: kept.id,
        programme_id: programme.id,
        reason: reason.to_owned(),
        data_came_in: data_came_in(tx, programme).await?,
        proposed_by: name.to_owned(),
        proposed_at: now,
        approved_by: None,
        approved_at: None,
        ending: None,
        ended_by: None,
        ended_at: None,
        ended_reason: None,
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
    let row = waiting(tx, programme).await?;
    Entity::update_many()
        .col_expr(Column::ApprovedBy, Expr::value(name))
        .col_expr(Column::ApprovedAt, Expr::value(now))
        .filter(Column::ProtocolId.eq(row.protocol_id))
        .exec(tx)
        .await?;
    let held = protocols::freeze(tx, actor, programme, now).await?;
    let (name, zone) = (
        &held.protocol.programme.name,
        &held.protocol.programme.time_zone,
    );
    programmes::describe(tx, actor, programme, name, zone, now).await?;
    Ok(())
}

/// What waits ends without having judged anything; the version before it goes on. It stays in the
/// record with its reason.
pub async fn end(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    ended: &Ended,
) -> Result<(), StoreError> {
    let row = waiting(tx, programme).await?;
    Entity::update_many()
        .col_expr(Column::Ending, Expr::value(sql::word(&ended.how)))
        .col_expr(Column::EndedBy, Expr::value(ended.by.as_str()))
        .col_expr(Column::EndedAt, Expr::value(ended.at))
        .col_expr(Column::EndedReason, Expr::value(ended.reason.as_str()))
        .filter(Column::ProtocolId.eq(row.protocol_id))
        .exec(tx)
        .await?;
    protocols::end(tx, row.protocol_id).await?;
    let version = protocols::by_id(tx, row.protocol_id).await?;
    let event = Event {
        programme: Some(programme),
        action: match ended.how {
            Ending::Rejected => "reject amendment",
            Ending::Withdrawn => "withdraw amendment",
        },
        subject_kind: "protocol",
        subject_id: version.version.to_string(),
        before: Some(json!({ "hash": version.hash })),
        after: Some(json!({ "reason": ended.reason })),
    };
    audit::record(tx, actor, ended.at, event).await
}

async fn waiting(tx: &DatabaseTransaction, programme: &Programme) -> Result<Model, StoreError> {
    let waiting = Entity::find()
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(Column::ApprovedAt.is_null())
        .filter(Column::EndedAt.is_null())
        .one(tx)
        .await?;
    waiting.ok_or_else(|| StoreError::not_found("amendment", &programme.slug))
}

/// Whether the newest version is an amendment that waits for a manager.
pub async fn is_waiting(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<bool, StoreError> {
    let all = of_programme(db, programme).await?;
    Ok(all.iter().any(Amendment::is_waiting))
}
