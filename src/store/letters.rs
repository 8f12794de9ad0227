//! Letters on paper, for clients of a wave whom no mail reaches: without an address, or with one
//! that mail came back from. A letter in the post is a step of the outbox like a mail.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::outbox::{Column, Entity, Model};
use super::invitations::{self, Invitation, WITH_CLIENT};
use super::outbox::{LETTER, SendState};
use super::programmes::Programme;
use super::sql::{self, new_id, word};
use super::waves::Wave;

/// Who still can answer and no mail reaches; `i` is the invitation, `c` its client, `$3` the time.
const UNREACHED: &str = "(c.email = '' or i.bounced_at is not null) and i.submitted_at is null \
    and i.opted_out_at is null and i.revoked_at is null \
    and (i.expires_at is null or i.expires_at > $3)";

const POSTED: &str = "exists (select 1 from outbox o where o.lane = i.lane \
    and o.invitation_id = i.id and o.step = 'letter')";

/// How many letters a wave needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub to_post: u64,
    pub posted: u64,
}

pub async fn count(
    db: &impl ConnectionTrait,
    wave: &Wave,
    now: DateTime<Utc>,
) -> Result<Count, StoreError> {
    let sql = format!(
        "select coalesce(sum(case when {UNREACHED} and not {POSTED} then 1 else 0 end), 0), \
         coalesce(sum(case when {POSTED} then 1 else 0 end), 0) \
         from invitation i join client c on c.lane = i.lane and c.id = i.client_id \
         where i.lane between $1 and $2 and i.wave_id = $4"
    );
    let rows = sql::rows(db, &sql, values(wave, now)).await?;
    let Some(row) = rows.first() else {
        return Ok(Count::default());
    };
    let (to_post, posted): (i64, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    Ok(Count {
        to_post: to_post.unsigned_abs(),
        posted: posted.unsigned_abs(),
    })
}

/// Those who need a letter, in the order of their keys, from after `after`; those who have one in
/// the post only when `again`.
pub async fn page(
    db: &impl ConnectionTrait,
    wave: &Wave,
    again: bool,
    after: &str,
    limit: u32,
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>, StoreError> {
    let not_again = if again { "" } else { "not " };
    let sql = format!(
        "{WITH_CLIENT} where i.lane between $1 and $2 and {UNREACHED} and i.wave_id = $4 \
         and {not_again}{POSTED} and c.key > $5 order by c.key limit $6"
    );
    let [first, last, now, id] = values(wave, now);
    let values = [first, last, now, id, after.into(), i64::from(limit).into()];
    let rows = sql::rows(db, &sql, values).await?;
    rows.iter().map(invitations::read_invitation).collect()
}

/// The letter of one client, whether or not mail reaches them.
pub async fn of_client(
    db: &impl ConnectionTrait,
    wave: &Wave,
    key: &str,
) -> Result<Option<Invitation>, StoreError> {
    let sql =
        format!("{WITH_CLIENT} where i.lane between $1 and $2 and i.wave_id = $3 and c.key = $4");
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let values = [first.into(), last.into(), wave.id.into(), key.into()];
    let rows = sql::rows(db, &sql, values).await?;
    rows.first().map(invitations::read_invitation).transpose()
}

/// The letters up to and including `last` are in the post. Tells how many that are.
pub async fn post(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    up_to: &str,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let mut rows = Vec::new();
    for one in page(tx, wave, false, "", u32::MAX, now).await? {
        if one.client.key.as_str() > up_to {
            break;
        }
        rows.push(row(wave, &one, now));
        invitations::mark_sent(tx, one.lane, one.id, now).await?;
    }
    let once = OnConflict::columns([Column::Lane, Column::InvitationId, Column::Step])
        .do_nothing()
        .to_owned();
    let posted = match rows.is_empty() {
        true => 0,
        false => sql::upsert_all::<Entity>(tx, rows, once).await?,
    };
    let event = Event {
        programme: Some(programme),
        action: "post letters",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: Some(json!({ "letters": posted })),
    };
    audit::record(tx, actor, now, event).await?;
    Ok(posted)
}

fn row(wave: &Wave, invitation: &Invitation, now: DateTime<Utc>) -> Model {
    Model {
        lane: invitation.lane,
        id: new_id(),
        programme_id: wave.programme_id,
        wave_id: wave.id,
        invitation_id: invitation.id,
        step: LETTER.to_owned(),
        due_at: now,
        state: word(&SendState::Sent),
        attempts: 1,
        lease_until: None,
        sent_at: Some(now),
        message_id: Uuid::new_v4().to_string(),
        last_error: None,
    }
}

fn values(wave: &Wave, now: DateTime<Utc>) -> [sea_orm::Value; 4] {
    [
        wave.lanes.first().into(),
        wave.lanes.last().into(),
        now.into(),
        wave.id.into(),
    ]
}
