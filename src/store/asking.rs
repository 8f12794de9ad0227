//! Whom a wave asks: the clients that its plan takes, drawn where it draws, and invited.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::audit::{self, Actor, Event};
use super::programmes::Programme;
use super::waves::Wave;
use super::{StoreError, clients, invitations};
use crate::domain::link::LinkKey;
use crate::domain::sample::{Asked, Sampling};

/// Invites whom `asked` takes of those who are not invited yet. Tells how many are new; how they
/// were drawn is kept in the audit trail.
pub async fn invite(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    asked: &Asked,
    key: &LinkKey,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let mut from = clients::not_invited(tx, wave).await?;
    from.retain(|client| asked.takes(&client.segment));
    let segments: Vec<&str> = from.iter().map(|client| client.segment.as_str()).collect();
    let places = asked.sampling.draw(&segments);
    if asked.sampling != Sampling::Census {
        let mut after =
            json!({ "size": places.len(), "from": from.len(), "segments": asked.segments });
        if let (Some(after), Ok(serde_json::Value::Object(how))) =
            (after.as_object_mut(), serde_json::to_value(asked.sampling))
        {
            after.extend(how.into_iter().filter(|(name, _)| name != "size"));
        }
        let event = Event {
            programme: Some(programme),
            action: "draw sample",
            subject_kind: "wave",
            subject_id: wave.number.to_string(),
            before: None,
            after: Some(after),
        };
        audit::record(tx, actor, now, event).await?;
    }
    let chosen: Vec<_> = places.into_iter().map(|at| from[at].clone()).collect();
    invitations::create(tx, actor, wave, &chosen, key, wave.closes_at, now).await
}
