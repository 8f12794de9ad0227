//! What keeps mail of a wave waiting, and another try at once.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::programmes::Programme;
use super::sql;
use super::waves::Wave;
use crate::domain::mailing::without_addresses;

/// What failed for now is tried at once, and not when its turn comes. Tells how many.
pub async fn retry_now(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let sql = "update outbox set due_at = $4 where lane between $1 and $2 and wave_id = $3 \
        and state = 'queued' and last_error is not null and due_at > $4";
    let values = [
        wave.lanes.first().into(),
        wave.lanes.last().into(),
        wave.id.into(),
        now.into(),
    ];
    let mails = sql::execute(tx, sql, values).await?;
    let event = Event {
        programme: Some(programme),
        action: "retry mail",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: Some(json!({ "mails": mails })),
    };
    audit::record(tx, actor, now, event).await?;
    Ok(mails)
}

/// Mails of one step that wait because of the same error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub step: String,
    /// Without the address that it names.
    pub error: String,
    pub mails: u64,
    /// The most of one of them.
    pub attempts: i32,
    pub next_at: DateTime<Utc>,
}

/// So many of the newest errors are looked at.
const LOOKED_AT: i64 = 1000;

/// What keeps mail of a wave waiting.
pub async fn of_wave(db: &impl ConnectionTrait, wave: &Wave) -> Result<Vec<Trouble>, StoreError> {
    let sql = "select step, last_error, attempts, due_at from outbox \
        where lane between $1 and $2 and wave_id = $3 and state = 'queued' \
        and last_error is not null order by due_at limit $4";
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let values = [first.into(), last.into(), wave.id.into(), LOOKED_AT.into()];
    let mut troubles: Vec<Trouble> = Vec::new();
    for row in sql::rows(db, sql, values).await? {
        let (step, error): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let (attempts, error) = (row.try_get_by_index(2)?, without_addresses(&error));
        let mut known = troubles.iter_mut();
        match known.find(|one| one.step == step && one.error == error) {
            Some(one) => {
                one.mails += 1;
                one.attempts = one.attempts.max(attempts);
            }
            None => troubles.push(Trouble {
                step,
                error,
                mails: 1,
                attempts,
                next_at: row.try_get_by_index(3)?,
            }),
        }
    }
    Ok(troubles)
}
