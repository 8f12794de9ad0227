//! Adjustments: decisions with an owner and a day, followed until it is known whether they helped.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::adjustment::{Column, Entity, Model};
use super::programmes::Programme;
use super::sql::{self, word};
use crate::domain::proceedings::{Adjustment, AdjustmentState, Outcome};

/// All of a programme, in the order in which they were made.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Adjustment>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ProgrammeId.eq(programme.id))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(Adjustment::try_from).collect()
}

pub async fn by_id(
    db: &impl ConnectionTrait,
    programme: &Programme,
    id: Uuid,
) -> Result<Adjustment, StoreError> {
    let row = Entity::find_by_id(id)
        .filter(Column::ProgrammeId.eq(programme.id))
        .one(db)
        .await?;
    row.ok_or_else(|| StoreError::not_found("adjustment", id))?
        .try_into()
}

/// All that are open on `today` with their programme, for the reminders; by programme.
pub async fn open_until(
    db: &impl ConnectionTrait,
    today: NaiveDate,
) -> Result<Vec<(Uuid, Adjustment)>, StoreError> {
    let rows = Entity::find()
        .filter(Column::State.eq(word(&AdjustmentState::Open)))
        .filter(Column::DueOn.lte(today))
        .order_by_asc(Column::ProgrammeId)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| Ok((row.programme_id, Adjustment::try_from(row)?)))
        .collect()
}

pub async fn create(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    new: &Adjustment,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = Model {
        id: new.id,
        programme_id: programme.id,
        wave_number: i32::try_from(new.wave).unwrap_or(i32::MAX),
        kind: word(&new.kind),
        cause: word(&new.cause),
        cause_code: new.cause_code.clone(),
        parameter: new.parameter.clone(),
        segment: new.segment.clone(),
        title: new.title.clone(),
        expected: new.expected.clone(),
        owner_name: new.owner_name.clone(),
        owner_email: new.owner_email.clone(),
        escalate_name: new.escalate_name.clone(),
        escalate_email: new.escalate_email.clone(),
        due_on: new.due_on,
        state: word(&new.state),
        note: new.note.clone(),
        outcome: None,
        created_at: now,
        created_by: actor.account_id,
        done_at: None,
        reminded_at: None,
        escalated_at: None,
    };
    sql::insert::<Entity>(tx, row).await?;
    let told = json!({ "title": new.title, "owner": new.owner_name, "due_on": new.due_on });
    audit::record(
        tx,
        actor,
        now,
        event(programme, "agree adjustment", new, told),
    )
    .await
}

/// Says that it was done, or dropped, with a note that says what or why.
pub async fn end(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    adjustment: &Adjustment,
    state: AdjustmentState,
    note: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done_at = (state != AdjustmentState::Open).then_some(now);
    Entity::update_many()
        .col_expr(Column::State, Expr::value(word(&state)))
        .col_expr(Column::Note, Expr::value(note))
        .col_expr(Column::DoneAt, Expr::value(done_at))
        .filter(Column::Id.eq(adjustment.id))
        .exec(tx)
        .await?;
    let told = json!({ "state": word(&state), "note": note });
    let event = event(programme, "end adjustment", adjustment, told);
    audit::record(tx, actor, now, event).await
}

/// Closes it with what the next wave says of it.
pub async fn close(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    adjustment: &Adjustment,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Outcome, Expr::value(word(&outcome)))
        .filter(Column::Id.eq(adjustment.id))
        .exec(tx)
        .await?;
    let told = json!({ "outcome": word(&outcome) });
    let event = event(programme, "close adjustment", adjustment, told);
    audit::record(tx, actor, now, event).await
}

/// What a mail was sent about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    Reminded,
    Escalated,
}

/// Notes that its owner was reminded, or that the manager was told.
pub async fn note(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    adjustment: &Adjustment,
    noted: Noted,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (column, action, to) = match noted {
        Noted::Reminded => (Column::RemindedAt, "remind owner", &adjustment.owner_email),
        Noted::Escalated => (
            Column::EscalatedAt,
            "escalate adjustment",
            &adjustment.escalate_email,
        ),
    };
    Entity::update_many()
        .col_expr(column, Expr::value(now))
        .filter(Column::Id.eq(adjustment.id))
        .exec(tx)
        .await?;
    let event = event(programme, action, adjustment, json!({ "to": to }));
    audit::record(tx, actor, now, event).await
}

fn event<'a>(
    programme: &'a Programme,
    action: &'static str,
    adjustment: &Adjustment,
    told: Value,
) -> Event<'a> {
    Event {
        programme: Some(programme),
        action,
        subject_kind: "adjustment",
        subject_id: adjustment.id.to_string(),
        before: None,
        after: Some(told),
    }
}

impl TryFrom<Model> for Adjustment {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        let key = row.id.to_string();
        let outcome = row
            .outcome
            .map(|word| sql::from_word("adjustment", &key, &word))
            .transpose()?;
        Ok(Self {
            id: row.id,
            wave: row.wave_number.unsigned_abs(),
            kind: sql::from_word("adjustment", &key, &row.kind)?,
            cause: sql::from_word("adjustment", &key, &row.cause)?,
            cause_code: row.cause_code,
            parameter: row.parameter,
            segment: row.segment,
            title: row.title,
            expected: row.expected,
            owner_name: row.owner_name,
            owner_email: row.owner_email,
            escalate_name: row.escalate_name,
            escalate_email: row.escalate_email,
            due_on: row.due_on,
            state: sql::from_word("adjustment", &key, &row.state)?,
            note: row.note,
            outcome,
            done_at: row.done_at,
            reminded_at: row.reminded_at,
            escalated_at: row.escalated_at,
        })
    }
}
