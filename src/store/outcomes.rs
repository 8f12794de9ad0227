//! Who wants to hear what came of a wave, and the mail that tells them.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::outbox::{Column, Entity};
use super::invitations::{self, Invitation, WITH_CLIENT};
use super::opt_outs::OPTED_OUT;
use super::outbox;
use super::programmes::Programme;
use super::sql;
use super::waves::Wave;
use crate::domain::edition::Edition;
use crate::domain::language::Language;

/// The step of the outbox that tells it.
pub const OUTCOME: &str = "outcome";

/// With `i` the invitation, `c` its client, `v` its survey and `$3` the time: whom such a mail may
/// go to. It does not matter whether they answered: they asked.
fn may_hear() -> String {
    format!(
        "i.wants_outcome and i.revoked_at is null and i.bounced_at is null \
         and i.opted_out_at is null and not {OPTED_OUT} \
         and (i.expires_at is null or i.expires_at > $3) and c.email <> ''"
    )
}

/// Whether the client of an invitation wants to hear of it.
pub async fn is_wanted(
    db: &impl ConnectionTrait,
    lane: i64,
    invitation: Uuid,
) -> Result<bool, StoreError> {
    let sql = "select wants_outcome from invitation where lane = $1 and id = $2";
    let rows = sql::rows(db, sql, [lane.into(), invitation.into()]).await?;
    match rows.first() {
        Some(row) => Ok(row.try_get_by_index(0)?),
        None => Ok(false),
    }
}

/// The client's own wish, which may change until the mail is on its way.
pub async fn want(
    tx: &DatabaseTransaction,
    lane: i64,
    invitation: Uuid,
    wanted: bool,
) -> Result<(), StoreError> {
    let sql = "update invitation set wants_outcome = $3 where lane = $1 and id = $2";
    sql::execute(tx, sql, [lane.into(), invitation.into(), wanted.into()]).await?;
    Ok(())
}

/// The invitation, if its client still wants to hear of it and mail may go there.
pub async fn if_wanted(
    db: &impl ConnectionTrait,
    lane: i64,
    invitation: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<Invitation>, StoreError> {
    let sql = format!(
        "{WITH_CLIENT} join wave w on w.id = i.wave_id \
         join survey_version v on v.id = w.survey_version_id \
         where i.lane = $1 and i.id = $2 and {}",
        may_hear()
    );
    let rows = sql::rows(db, &sql, [lane.into(), invitation.into(), now.into()]).await?;
    rows.first().map(invitations::read_invitation).transpose()
}

/// Those who wait for it, and in which language each reads.
async fn waiting(
    db: &impl ConnectionTrait,
    wave: &Wave,
    now: DateTime<Utc>,
) -> Result<Vec<(i64, Uuid, Language)>, StoreError> {
    let sql = format!(
        "select i.lane, i.id, c.language from invitation i \
         join client c on c.lane = i.lane and c.id = i.client_id \
         join wave w on w.id = i.wave_id join survey_version v on v.id = w.survey_version_id \
         where i.lane between $1 and $2 and i.wave_id = $4 and {} \
         and not exists (select 1 from outbox o where o.lane = i.lane \
         and o.invitation_id = i.id and o.step = $5) order by i.lane, i.id",
        may_hear()
    );
    let values = [
        wave.lanes.first().into(),
        wave.lanes.last().into(),
        now.into(),
        wave.id.into(),
        OUTCOME.into(),
    ];
    let read = |row: &QueryResult| {
        let (id, tag): (Uuid, String) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        let language = Language::new(&tag)
            .map_err(|err| StoreError::corrupt("client of invitation", id.to_string(), err))?;
        Ok((row.try_get_by_index(0)?, id, language))
    };
    sql::rows(db, &sql, values)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// How many wait for it.
pub async fn count_waiting(
    db: &impl ConnectionTrait,
    wave: &Wave,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    Ok(waiting(db, wave, now).await?.len() as u64)
}

/// Queues the mail for all who wait for it, once each. Tells what each of them reads.
pub async fn enqueue(
    tx: &DatabaseTransaction,
    actor: &Actor,
    (programme, wave): (&Programme, &Wave),
    now: DateTime<Utc>,
) -> Result<Vec<Language>, StoreError> {
    let (mut rows, mut languages) = (Vec::new(), Vec::new());
    for (lane, invitation, language) in waiting(tx, wave, now).await? {
        rows.push(outbox::queued(wave, lane, invitation, OUTCOME, now));
        languages.push(language);
    }
    if rows.is_empty() {
        return Ok(languages);
    }
    let mails = rows.len();
    let once = OnConflict::columns([Column::Lane, Column::InvitationId, Column::Step])
        .do_nothing()
        .to_owned();
    sql::upsert_all::<Entity>(tx, rows, once).await?;
    let event = Event {
        programme: Some(programme),
        action: "queue mail",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: Some(json!({ "step": OUTCOME, "mails": mails, "due_at": now })),
    };
    audit::record(tx, actor, now, event).await?;
    Ok(languages)
}

/// The newest snapshot of a wave whose edition for clients went out.
pub async fn published(
    db: &impl ConnectionTrait,
    programme: Uuid,
    wave: i32,
) -> Result<Option<Uuid>, StoreError> {
    let sql = "select s.id from dispatch d join snapshot s on s.id = d.snapshot_id \
        where d.programme_id = $1 and s.wave_number = $2 and d.edition = $3 \
        and s.state <> 'draft' order by s.id desc limit 1";
    let values = [
        programme.into(),
        wave.into(),
        Edition::Clients.code().into(),
    ];
    let rows = sql::rows(db, sql, values).await?;
    rows.first()
        .map(|row| Ok(row.try_get_by_index(0)?))
        .transpose()
}
