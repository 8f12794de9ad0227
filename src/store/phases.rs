//! Reports, feedback and decisions after each phase of the plan. What is written again replaces what
//! stood; the audit trail keeps both.

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::{phase_decision, phase_report};
use super::programmes::Programme;
use super::sql::{self, word};
use crate::domain::phase::{PhaseDecision, PhaseReport};

pub async fn reports(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<PhaseReport>, StoreError> {
    let rows = phase_report::Entity::find()
        .filter(phase_report::Column::ProgrammeId.eq(programme.id))
        .all(db)
        .await?;
    let read = |row: phase_report::Model| PhaseReport {
        phase: u8::try_from(row.phase).unwrap_or_default(),
        report: row.report,
        feedback: row.feedback,
        name: row.name,
        at: row.written_at,
    };
    Ok(rows.into_iter().map(read).collect())
}

pub async fn decisions(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<PhaseDecision>, StoreError> {
    let rows = phase_decision::Entity::find()
        .filter(phase_decision::Column::ProgrammeId.eq(programme.id))
        .all(db)
        .await?;
    let read = |row: phase_decision::Model| {
        Ok(PhaseDecision {
            phase: u8::try_from(row.phase).unwrap_or_default(),
            ruling: sql::from_word("decision", &row.name, &row.ruling)?,
            reason: row.reason,
            name: row.name,
            at: row.decided_at,
        })
    };
    rows.into_iter().map(read).collect()
}

pub async fn write(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    written: &PhaseReport,
) -> Result<(), StoreError> {
    let before = reports(tx, programme).await?;
    let before = before.iter().find(|one| one.phase == written.phase);
    let said = |one: &PhaseReport| json!({ "report": one.report, "feedback": one.feedback, "name": one.name });
    let before = before.map(said);
    let phase = i32::from(written.phase);
    phase_report::Entity::delete_by_id((programme.id, phase))
        .exec(tx)
        .await?;
    let row = phase_report::Model {
        programme_id: programme.id,
        phase,
        report: written.report.clone(),
        feedback: written.feedback.clone(),
        name: written.name.clone(),
        written_at: written.at,
        written_by: actor.account_id,
    };
    sql::insert::<phase_report::Entity>(tx, row).await?;
    let event = event(programme, "report on phase", phase, before, said(written));
    audit::record(tx, actor, written.at, event).await
}

pub async fn decide(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    decided: &PhaseDecision,
) -> Result<(), StoreError> {
    let before = decisions(tx, programme).await?;
    let before = before.iter().find(|one| one.phase == decided.phase);
    let said = |one: &PhaseDecision| json!({ "ruling": one.ruling.code(), "reason": one.reason, "name": one.name });
    let before = before.map(said);
    let phase = i32::from(decided.phase);
    phase_decision::Entity::delete_by_id((programme.id, phase))
        .exec(tx)
        .await?;
    let row = phase_decision::Model {
        programme_id: programme.id,
        phase,
        ruling: word(&decided.ruling),
        reason: decided.reason.clone(),
        name: decided.name.clone(),
        decided_at: decided.at,
        decided_by: actor.account_id,
    };
    sql::insert::<phase_decision::Entity>(tx, row).await?;
    let event = event(programme, "decide on phase", phase, before, said(decided));
    audit::record(tx, actor, decided.at, event).await
}

fn event<'a>(
    programme: &'a Programme,
    action: &'static str,
    phase: i32,
    before: Option<Value>,
    after: Value,
) -> Event<'a> {
    Event {
        programme: Some(programme),
        action,
        subject_kind: "phase",
        subject_id: phase.to_string(),
        before,
        after: Some(after),
    }
}
