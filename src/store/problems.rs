//! What the evaluator decided on the problems of phase 1, beside a snapshot while it is a draft.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::problem_decision::{Column, Entity, Model};
use super::programmes::Programme;
use super::snapshots::Kept;
use super::sql::{self, word};
use crate::domain::proceedings::ProblemDecision;

/// All of a snapshot, by problem.
pub async fn of_snapshot(
    db: &impl ConnectionTrait,
    snapshot_id: Uuid,
) -> Result<Vec<ProblemDecision>, StoreError> {
    let rows = Entity::find()
        .filter(Column::SnapshotId.eq(snapshot_id))
        .order_by_asc(Column::Problem)
        .all(db)
        .await?;
    let read = |row: Model| {
        Ok(ProblemDecision {
            status: sql::from_word("decision on problem", &row.problem, &row.status)?,
            problem: row.problem,
            reason: row.reason,
            name: row.name,
            at: row.decided_at,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Records a decision, in place of an earlier one on the same problem; the audit trail keeps both.
/// Only in a draft.
pub async fn decide(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    kept: &Kept,
    decided: &ProblemDecision,
) -> Result<(), StoreError> {
    if !kept.is_draft() {
        return Err(StoreError::SnapshotState(kept.standing.state.code()));
    }
    let said = |one: &ProblemDecision| {
        json!({
            "problem": one.problem, "status": one.status.code(), "reason": one.reason,
            "name": one.name,
        })
    };
    let before = of_snapshot(tx, kept.id).await?;
    let before = before.iter().find(|one| one.problem == decided.problem);
    let before = before.map(said);
    Entity::delete_by_id((kept.id, decided.problem.clone()))
        .exec(tx)
        .await?;
    let row = Model {
        snapshot_id: kept.id,
        problem: decided.problem.clone(),
        status: word(&decided.status),
        reason: decided.reason.clone(),
        name: decided.name.clone(),
        decided_at: decided.at,
        decided_by: actor.account_id,
    };
    sql::insert::<Entity>(tx, row).await?;
    let event = Event {
        programme: Some(programme),
        action: "decide on problem",
        subject_kind: "snapshot",
        subject_id: kept.id.to_string(),
        before,
        after: Some(said(decided)),
    };
    audit::record(tx, actor, decided.at, event).await
}

/// Takes the decisions beside an older snapshot over to a newer one.
pub(super) async fn copy(tx: &DatabaseTransaction, from: Uuid, to: Uuid) -> Result<(), StoreError> {
    let rows = Entity::find()
        .filter(Column::SnapshotId.eq(from))
        .all(tx)
        .await?;
    let moved = |row| Model {
        snapshot_id: to,
        ..row
    };
    sql::insert_all::<Entity>(tx, rows.into_iter().map(moved).collect()).await?;
    Ok(())
}
