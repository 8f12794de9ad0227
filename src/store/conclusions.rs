//! What the evaluator writes beside the figures of a snapshot, while it is a draft.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::conclusion::{Column, Entity, Model};
use super::programmes::Programme;
use super::snapshots::Kept;
use super::sql;
use crate::domain::proceedings::Conclusion;

/// All of a snapshot, by section and language.
pub async fn of_snapshot(
    db: &impl ConnectionTrait,
    snapshot_id: Uuid,
) -> Result<Vec<Conclusion>, StoreError> {
    let rows = Entity::find()
        .filter(Column::SnapshotId.eq(snapshot_id))
        .order_by_asc(Column::Section)
        .order_by_asc(Column::Language)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Conclusion {
            section: row.section,
            language: row.language,
            text: row.text,
        })
        .collect())
}

/// Writes one, in place of what stood there; an empty text takes it away. Only in a draft.
pub async fn write(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    kept: &Kept,
    conclusion: &Conclusion,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if !kept.is_draft() {
        return Err(StoreError::SnapshotState(kept.standing.state.code()));
    }
    Entity::delete_many()
        .filter(Column::SnapshotId.eq(kept.id))
        .filter(Column::Section.eq(conclusion.section.as_str()))
        .filter(Column::Language.eq(conclusion.language.as_str()))
        .exec(tx)
        .await?;
    if !conclusion.text.trim().is_empty() {
        let row = Model {
            snapshot_id: kept.id,
            section: conclusion.section.clone(),
            language: conclusion.language.clone(),
            text: conclusion.text.trim().to_owned(),
            updated_at: now,
            updated_by: actor.account_id,
        };
        sql::insert::<Entity>(tx, row).await?;
    }
    let event = Event {
        programme: Some(programme),
        action: "write conclusion",
        subject_kind: "snapshot",
        subject_id: kept.id.to_string(),
        before: None,
        after: Some(json!({ "section": conclusion.section, "language": conclusion.language })),
    };
    audit::record(tx, actor, now, event).await
}

/// Takes what was written beside an older snapshot over to a newer one.
pub(super) async fn copy(tx: &DatabaseTransaction, from: Uuid, to: Uuid) -> Result<(), StoreError> {
    let rows = Entity::find()
        .filter(Column::SnapshotId.eq(from))
        .all(tx)
        .await?;
    let rows = rows
        .into_iter()
        .map(|row| Model {
            snapshot_id: to,
            ..row
        })
        .collect();
    sql::insert_all::<Entity>(tx, rows).await?;
    Ok(())
}
