//! What managers decide by name: on the three proposals of a report, and on sanctions.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::{decision, sanction};
use super::programmes::Programme;
use super::snapshots::Kept;
use super::sql::{self, new_id, word};
use crate::domain::proceedings::{Decision, Sanction};

pub async fn of_snapshot(
    db: &impl ConnectionTrait,
    snapshot_id: Uuid,
) -> Result<Vec<Decision>, StoreError> {
    let rows = decision::Entity::find()
        .filter(decision::Column::SnapshotId.eq(snapshot_id))
        .order_by_asc(decision::Column::DecidedAt)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Decision {
                subject: sql::from_word("decision", &row.subject, &row.subject)?,
                agreed: row.agreed,
                remarks: row.remarks,
                name: row.name,
                at: row.decided_at,
            })
        })
        .collect()
}

/// Records a decision, in place of an earlier one on the same proposal; the audit trail keeps both.
/// Only on what the evaluator made final.
pub async fn decide(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    kept: &Kept,
    decision: &Decision,
) -> Result<(), StoreError> {
    if kept.is_draft() {
        return Err(StoreError::SnapshotState(kept.standing.state.code()));
    }
    let subject = word(&decision.subject);
    decision::Entity::delete_many()
        .filter(decision::Column::SnapshotId.eq(kept.id))
        .filter(decision::Column::Subject.eq(subject.as_str()))
        .exec(tx)
        .await?;
    let row = decision::Model {
        snapshot_id: kept.id,
        subject: subject.clone(),
        agreed: decision.agreed,
        remarks: decision.remarks.clone(),
        name: decision.name.clone(),
        decided_at: decision.at,
        decided_by: actor.account_id,
    };
    sql::insert::<decision::Entity>(tx, row).await?;
    let event = Event {
        programme: Some(programme),
        action: "decide on proposal",
        subject_kind: "snapshot",
        subject_id: kept.id.to_string(),
        before: None,
        after: Some(json!({
            "subject": subject, "agreed": decision.agreed, "remarks": decision.remarks,
            "name": decision.name,
        })),
    };
    audit::record(tx, actor, decision.at, event).await
}

/// All sanctions that were decided on, oldest first: the ledger.
pub async fn sanctions(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Sanction>, StoreError> {
    let rows = sanction::Entity::find()
        .filter(sanction::Column::ProgrammeId.eq(programme.id))
        .order_by_asc(sanction::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Sanction {
            wave: row.wave_number.unsigned_abs(),
            charter: row.charter,
            back_office: row.back_office,
            breaches: row.breaches,
            amount_eur: row.amount_eur,
            imposed: row.imposed,
            reason: row.reason,
            name: row.name,
            at: row.decided_at,
        })
        .collect())
}

/// Imposes or waives a sanction, once.
pub async fn rule(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    snapshot_id: Uuid,
    sanction: &Sanction,
) -> Result<(), StoreError> {
    let row = sanction::Model {
        id: new_id(),
        programme_id: programme.id,
        snapshot_id,
        wave_number: i32::try_from(sanction.wave).unwrap_or(i32::MAX),
        charter: sanction.charter.clone(),
        back_office: sanction.back_office.clone(),
        breaches: sanction.breaches,
        amount_eur: sanction.amount_eur,
        imposed: sanction.imposed,
        reason: sanction.reason.clone(),
        name: sanction.name.clone(),
        decided_at: sanction.at,
        decided_by: actor.account_id,
    };
    let id = row.id;
    sql::insert::<sanction::Entity>(tx, row)
        .await
        .map_err(|err| StoreError::or_taken(err, "decision on sanction", &sanction.charter))?;
    let event = Event {
        programme: Some(programme),
        action: if sanction.imposed {
            "impose sanction"
        } else {
            "waive sanction"
        },
        subject_kind: "sanction",
        subject_id: id.to_string(),
        before: None,
        after: Some(json!({
            "charter": sanction.charter, "amount_eur": sanction.amount_eur,
            "reason": sanction.reason, "name": sanction.name,
        })),
    };
    audit::record(tx, actor, sanction.at, event).await
}
