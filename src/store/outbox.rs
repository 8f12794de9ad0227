//! The outbox: which mail goes to which invitation, each step once. It holds no text of a message.
//!
//! Sending is claim, send, record: a claim is a lease, so that what a crash left half comes back.
//! Every function works in one lane, which is what a spread database can lock in.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::outbox::{Column, Entity, Model};
use super::opt_outs::OPTED_OUT;
use super::programmes;
use super::sql::{self, new_id, word};
use super::waves::Wave;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SendState {
    Queued,
    Sending,
    Sent,
    Failed,
}

/// One mail to one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub lane: i64,
    pub id: Uuid,
    pub wave_id: Uuid,
    pub invitation_id: Uuid,
    /// `invitation`, `reminder 1`, ...
    pub step: String,
    pub due_at: DateTime<Utc>,
    pub state: SendState,
    pub attempts: i32,
    pub sent_at: Option<DateTime<Utc>>,
    /// The same at every attempt, so that a mailbox can merge what went out twice.
    pub message_id: String,
    pub last_error: Option<String>,
}

/// The step of a letter in the post; it is never queued.
pub const LETTER: &str = "letter";

/// A step at some moment, and how long ago earlier mail must have gone out for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    pub step: String,
    /// The invitation went out no later than this.
    pub invited_before: DateTime<Utc>,
    /// And so did every other mail about the wave.
    pub mailed_before: DateTime<Utc>,
    /// The step that comes first.
    pub follows: Option<String>,
}

impl Turn {
    /// Sent by hand: whatever went out before went out long enough ago.
    pub fn now(step: &str, now: DateTime<Utc>) -> Self {
        Self {
            step: step.to_owned(),
            invited_before: now,
            mailed_before: now,
            follows: None,
        }
    }
}

/// Why an invitation of an open wave gets a step or does not, as the word of a [`Reason`]: the one
/// place that decides it, for the page that shows it and for the queue.
///
/// `i` is the invitation, `w` its wave, `v` its survey, `resting` as in [`ASKED`]; `$3` the time, `$5`
/// the step, `$7`, `$8` and `$9` (empty when it follows none) as in a [`Turn`].
///
/// SQLite gathers once who opted out, had the step or has no address: a look-up for each of a
/// hundred thousand takes it twice as long. PostgreSQL would search such a list from end to end as
/// soon as it outgrows its memory for one, and looks each up.
fn why(step: &str, is_sqlite: bool) -> String {
    // What is on its way is little beside what went out, and is gathered once. The first mail waits
    // for no other; the places stay, since both databases count them.
    let waits = match step {
        "invitation" => {
            "when i.sent_at is null and i.sent_at > $7 and i.sent_at > $8 \
             and $9 = '' then 'too_soon'"
        }
        _ => {
            "when i.sent_at is null then 'not_sent_yet' when i.sent_at > $7 \
             or i.mailed_at > $8 or (i.lane, i.id) in (select o.lane, o.invitation_id \
             from outbox o where o.state in ('queued', 'sending')) \
             or ($9 <> '' and not exists (select 1 from outbox o where o.lane = i.lane \
             and o.invitation_id = i.id and o.step = $9)) then 'too_soon'"
        }
    };
    let (opted_out, had_it, no_address) = match is_sqlite {
        true => (
            "i.address_hash in (select n.address_hash from opt_out n where n.survey = '' \
             or (n.programme_id, n.survey) in (select own.programme_id, q.code from wave own \
             join survey_version q on q.id = own.survey_version_id where own.id = $4))",
            "(i.lane, i.id) in (select o.lane, o.invitation_id from outbox o \
             where o.lane between $1 and $2 and o.step = $5)",
            "(i.lane, i.client_id) in (select c.lane, c.id from client c \
             where c.lane between $1 and $2 and c.email = '')",
        ),
        false => (
            OPTED_OUT,
            "exists (select 1 from outbox o where o.lane = i.lane and o.invitation_id = i.id \
             and o.step = $5)",
            "(select c.email from client c where c.lane = i.lane and c.id = i.client_id) = ''",
        ),
    };
    format!(
        "case when i.submitted_at is not null then 'submitted' \
         when i.revoked_at is not null then 'revoked' when i.bounced_at is not null then 'bounced' \
         when i.opted_out_at is not null or {opted_out} then 'opted_out' \
         when i.expires_at is not null and i.expires_at <= $3 then 'expired' \
         when {had_it} then 'had_it' when {no_address} then 'no_address' {waits} \
         when w.rest_days > 0 and resting.hash is not null then 'resting' else 'gets_it' end"
    )
}

/// The invitations of wave `$4` in the lanes `$1` to `$2`; joined to them, as `resting`, the addresses
/// that had mail of another wave after `$6`, or are about to.
const ASKED: &str = "from invitation i join wave w on w.id = i.wave_id \
    join survey_version v on v.id = w.survey_version_id \
    left join (select x.address_hash as hash from invitation x \
    where x.wave_id <> $4 and x.mailed_at > $6 \
    union select x.address_hash from outbox m cross join invitation x \
    where m.state in ('queued', 'sending') and m.wave_id <> $4 and x.lane = m.lane \
    and x.id = m.invitation_id) resting on resting.hash = i.address_hash \
    where i.lane between $1 and $2 and i.wave_id = $4";

fn why_values(wave: &Wave, turn: &Turn, now: DateTime<Utc>) -> [sea_orm::Value; 9] {
    [
        wave.lanes.first().into(),
        wave.lanes.last().into(),
        now.into(),
        wave.id.into(),
        turn.step.as_str().into(),
        (now - TimeDelta::days(wave.rest_days.into())).into(),
        turn.invited_before.into(),
        turn.mailed_before.into(),
        turn.follows.as_deref().unwrap_or_default().into(),
    ]
}

/// Queues one step for everybody of a wave whom a mail may go to and who has not had this step yet.
/// Tells how many that are.
pub async fn enqueue(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    step: &str,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    enqueue_turn(tx, actor, wave, &Turn::now(step, now), due_at, now).await
}

/// The same, only for those to whom earlier mail went out long enough ago.
pub async fn enqueue_turn(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    turn: &Turn,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let step = turn.step.as_str();
    let why = why(step, sql::is_sqlite(tx));
    let found = format!(
        "select lane, id from (select i.lane as lane, i.id as id, {why} as why {ASKED} \
         and w.state = 'open' and (w.closes_at is null or w.closes_at > $3) \
         and w.mail_stopped_at is null) found where why = 'gets_it' order by lane, id"
    );
    let found: Vec<(i64, Uuid)> = sql::pairs(tx, &found, why_values(wave, turn, now)).await?;
    if found.is_empty() {
        return Ok(0);
    }
    let once = OnConflict::columns([Column::Lane, Column::InvitationId, Column::Step])
        .do_nothing()
        .to_owned();
    let mut in_all = 0;
    for some in found.chunks(sql::ROWS_PER_STATEMENT) {
        let new = |&(lane, id)| queued(wave, lane, id, step, due_at);
        let rows = some.iter().map(new).collect();
        in_all += sql::upsert_all::<Entity>(tx, rows, once.clone()).await?;
    }
    let mark = "update invitation set queued_at = $1 where lane between $2 and $3 \
        and wave_id = $4 and queued_at is null and exists (select 1 from outbox o \
        where o.lane = invitation.lane and o.invitation_id = invitation.id)";
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let values = [now.into(), first.into(), last.into(), wave.id.into()];
    sql::execute(tx, mark, values).await?;
    let programme = programmes::by_id(tx, wave.programme_id).await?;
    let event = Event {
        programme: Some(&programme),
        action: "queue mail",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: Some(json!({ "step": step, "mails": in_all, "due_at": due_at })),
    };
    audit::record(tx, actor, now, event).await?;
    Ok(in_all)
}

/// The lanes in which something is to be sent, for the poller.
pub async fn due_lanes_all_lanes(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Vec<i64>, StoreError> {
    let sql = format!("select distinct lane from outbox where {DUE} order by lane");
    let rows = sql::rows(db, &sql, [now.into()]).await?;
    rows.iter()
        .map(|row| Ok(row.try_get_by_index(0)?))
        .collect()
}

/// With `$1` the time: queued and due, or claimed by somebody who did not come back in time.
/// Not while the mail of its wave is stopped.
const DUE: &str = "state in ('queued', 'sending') and coalesce(lease_until, due_at) <= $1 \
    and not exists (select 1 from wave w where w.id = outbox.wave_id \
    and w.mail_stopped_at is not null)";

const ENTRY: &str = "lane, id, wave_id, invitation_id, step, due_at, state, attempts, sent_at, \
    message_id, last_error";

/// Takes up to `limit` due mails of one lane, until `lease_until`. Nobody else gets them before.
/// Ask `invitations::if_mailable` for each before it is sent.
pub async fn claim(
    tx: &DatabaseTransaction,
    lane: i64,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Entry>, StoreError> {
    // SQLite has one writer: in its transaction nobody else can claim.
    let lock = if sql::is_sqlite(tx) {
        ""
    } else {
        "for update skip locked"
    };
    let sql = format!(
        "update outbox set state = 'sending', attempts = attempts + 1, lease_until = $3 \
         where lane = $2 and id in (select id from outbox where lane = $2 and {DUE} \
         order by due_at, id limit $4 {lock}) returning {ENTRY}"
    );
    let values = [
        now.into(),
        lane.into(),
        lease_until.into(),
        i64::from(limit).into(),
    ];
    let rows = sql::rows(tx, &sql, values).await?;
    rows.iter().map(read).collect()
}

/// The mail was handed over.
pub async fn record_sent(
    tx: &DatabaseTransaction,
    entry: &Entry,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update outbox set state = 'sent', sent_at = $3, lease_until = null, \
        last_error = null where lane = $1 and id = $2";
    let values = [entry.lane.into(), entry.id.into(), now.into()];
    sql::execute(tx, sql, values).await?;
    if entry.step == super::outcomes::OUTCOME {
        return Ok(()); // what follows the answers asked for none
    }
    super::invitations::mark_sent(tx, entry.lane, entry.invitation_id, now).await
}

/// It was not handed over: it is tried again at `retry_at`, or never.
pub async fn record_failed(
    tx: &DatabaseTransaction,
    entry: &Entry,
    error: &str,
    retry_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let state = match retry_at {
        Some(_) => SendState::Queued,
        None => SendState::Failed,
    };
    let sql = "update outbox set state = $3, due_at = $4, lease_until = null, last_error = $5 \
        where lane = $1 and id = $2";
    let values = [
        entry.lane.into(),
        entry.id.into(),
        word(&state).into(),
        retry_at.unwrap_or(entry.due_at).into(),
        error.into(),
    ];
    sql::execute(tx, sql, values).await?;
    Ok(())
}

/// It came back: it stays recorded as sent, with what was said of it.
pub async fn record_returned(
    tx: &DatabaseTransaction,
    entry: &Entry,
    error: &str,
) -> Result<(), StoreError> {
    let sql = "update outbox set state = 'failed', last_error = $3 where lane = $1 and id = $2";
    let values = [entry.lane.into(), entry.id.into(), error.into()];
    sql::execute(tx, sql, values).await?;
    Ok(())
}

/// How many mails went out after `since`, of all programmes: what a limit per minute counts.
pub async fn sent_since_all_lanes(
    db: &impl ConnectionTrait,
    since: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let sql = "select count(*) from outbox where sent_at is not null and sent_at > $1 \
        and step <> 'letter'";
    let rows = sql::rows(db, sql, [since.into()]).await?;
    let count: i64 = match rows.first() {
        Some(row) => row.try_get_by_index(0)?,
        None => 0,
    };
    Ok(count.unsigned_abs())
}

/// The addresses that had mail of another wave after `since`, or are about to: who rests.
pub async fn mailed_since_all_lanes(
    db: &impl ConnectionTrait,
    other_than: Uuid,
    since: DateTime<Utc>,
) -> Result<HashSet<Vec<u8>>, StoreError> {
    let sql = "select x.address_hash from invitation x where x.wave_id <> $1 and x.mailed_at > $2 \
        union select x.address_hash from outbox m cross join invitation x \
        where m.state in ('queued', 'sending') and m.wave_id <> $1 and x.lane = m.lane \
        and x.id = m.invitation_id";
    let rows = sql::rows(db, sql, [other_than.into(), since.into()]).await?;
    let mut found = HashSet::with_capacity(rows.len());
    for row in rows {
        // Null until the address was hashed.
        found.extend(row.try_get_by_index::<Option<Vec<u8>>>(0)?);
    }
    Ok(found)
}

/// The mail of a message id, wherever it is: what a report of a failed delivery names.
pub async fn by_message_id_all_lanes(
    db: &impl ConnectionTrait,
    message_id: &str,
) -> Result<Option<Entry>, StoreError> {
    let sql = format!("select {ENTRY} from outbox where message_id = $1");
    let rows = sql::rows(db, &sql, [message_id.into()]).await?;
    rows.first().map(read).transpose()
}

/// Every mail of one invitation, the first first.
pub async fn of_invitation(
    db: &impl ConnectionTrait,
    lane: i64,
    invitation: Uuid,
) -> Result<Vec<Entry>, StoreError> {
    let sql = format!(
        "select {ENTRY} from outbox where lane = $1 and invitation_id = $2 order by due_at, id"
    );
    let rows = sql::rows(db, &sql, [lane.into(), invitation.into()]).await?;
    rows.iter().map(read).collect()
}

/// The newest mails of a wave.
pub async fn of_wave(
    db: &impl ConnectionTrait,
    wave: &Wave,
    limit: u32,
) -> Result<Vec<Entry>, StoreError> {
    let sql = format!(
        "select {ENTRY} from outbox where lane between $1 and $2 and wave_id = $3 \
         order by due_at desc, id desc limit $4"
    );
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let values = [
        first.into(),
        last.into(),
        wave.id.into(),
        i64::from(limit).into(),
    ];
    let rows = sql::rows(db, &sql, values).await?;
    rows.iter().map(read).collect()
}

/// Why a mail goes to an invitation, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    GetsIt,
    HadIt,
    Submitted,
    Bounced,
    OptedOut,
    Revoked,
    Expired,
    /// The list of clients has no address; a letter reaches them.
    NoAddress,
    /// A reminder, and the invitation itself has not gone out.
    NotSentYet,
    /// A reminder, and the mail before it went out too short a while ago, or is still on its way.
    TooSoon,
    /// Had mail of another wave lately.
    Resting,
}

impl Reason {
    /// In the order of their words.
    const ALL: [Self; 11] = [
        Self::Bounced,
        Self::Expired,
        Self::GetsIt,
        Self::HadIt,
        Self::NoAddress,
        Self::NotSentYet,
        Self::OptedOut,
        Self::Resting,
        Self::Revoked,
        Self::Submitted,
        Self::TooSoon,
    ];
}

/// How many invitations of an open wave a step goes to at this moment, and how many others it does
/// not go to for which reason: what [`enqueue`] would do.
pub async fn recipients(
    db: &impl ConnectionTrait,
    wave: &Wave,
    step: &str,
    now: DateTime<Utc>,
) -> Result<Vec<(Reason, u64)>, StoreError> {
    recipients_at(db, wave, &Turn::now(step, now), now).await
}

/// The same as [`enqueue_turn`] would do.
pub async fn recipients_at(
    db: &impl ConnectionTrait,
    wave: &Wave,
    turn: &Turn,
    now: DateTime<Utc>,
) -> Result<Vec<(Reason, u64)>, StoreError> {
    let step = turn.step.as_str();
    let why = why(step, sql::is_sqlite(db));
    let counts =
        Reason::ALL.map(|one| format!("count(case when why = '{}' then 1 end)", word(&one)));
    // Counted side by side: to sort a hundred thousand words takes as long as to find them. The
    // limit keeps a database from finding each word again for each count.
    let sql = format!(
        "select {} from (select {why} as why {ASKED} limit {}) found",
        counts.join(", "),
        i64::MAX
    );
    let rows = sql::rows(db, &sql, why_values(wave, turn, now)).await?;
    let mut found = Vec::new();
    for row in &rows {
        for (at, reason) in Reason::ALL.into_iter().enumerate() {
            let count: i64 = row.try_get_by_index(at)?;
            found.push((reason, count.unsigned_abs()));
        }
    }
    found.retain(|(_, count)| *count > 0);
    Ok(found)
}

/// The steps that were queued for a wave, by name.
pub async fn steps(db: &impl ConnectionTrait, wave: &Wave) -> Result<Vec<String>, StoreError> {
    let sql = "select distinct step from outbox where lane between $1 and $2 and wave_id = $3 \
        order by step";
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, sql, [first.into(), last.into(), wave.id.into()]).await?;
    rows.iter()
        .map(|row| Ok(row.try_get_by_index(0)?))
        .collect()
}

/// How many mails of a wave are in which state.
pub async fn count_by_state(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<Vec<(SendState, u64)>, StoreError> {
    let sql = "select state, count(*) from outbox where lane between $1 and $2 and wave_id = $3 \
        group by state order by state";
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, sql, [first.into(), last.into(), wave.id.into()]).await?;
    let read = |row: &QueryResult| {
        let state: String = row.try_get_by_index(0)?;
        let count: i64 = row.try_get_by_index(1)?;
        Ok((sql::from_word("outbox", "", &state)?, count.unsigned_abs()))
    };
    rows.iter().map(read).collect()
}

/// A mail that waits for its turn.
pub(super) fn queued(
    wave: &Wave,
    lane: i64,
    invitation: Uuid,
    step: &str,
    due_at: DateTime<Utc>,
) -> Model {
    let id = new_id();
    Model {
        lane,
        id,
        programme_id: wave.programme_id,
        wave_id: wave.id,
        invitation_id: invitation,
        step: step.to_owned(),
        due_at,
        state: word(&SendState::Queued),
        attempts: 0,
        lease_until: None,
        sent_at: None,
        message_id: Uuid::new_v4().to_string(),
        last_error: None,
    }
}

fn read(row: &QueryResult) -> Result<Entry, StoreError> {
    let id: Uuid = row.try_get_by_index(1)?;
    let state: String = row.try_get_by_index(6)?;
    Ok(Entry {
        lane: row.try_get_by_index(0)?,
        id,
        wave_id: row.try_get_by_index(2)?,
        invitation_id: row.try_get_by_index(3)?,
        step: row.try_get_by_index(4)?,
        due_at: row.try_get_by_index(5)?,
        state: sql::from_word("outbox", &id.to_string(), &state)?,
        attempts: row.try_get_by_index(7)?,
        sent_at: row.try_get_by_index(8)?,
        message_id: row.try_get_by_index(9)?,
        last_error: row.try_get_by_index(10)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fresh_database, query_plan};
    use super::*;

    #[tokio::test]
    async fn who_gets_a_step_is_found_without_looking_through_all_mail_for_each() {
        let fresh = fresh_database().await;
        for step in ["invitation", "reminder 1"] {
            let why = why(step, fresh.is_sqlite());
            let plan = query_plan(&fresh, &format!("select {why} {ASKED}")).await;
            if fresh.is_sqlite() {
                // Lists that are made once; only the step that comes first is looked up for each.
                let for_each = plan.matches("CORRELATED").count();
                assert_eq!(for_each, usize::from(step != "invitation"), "{plan}");
                let rest = "SCAN x USING COVERING INDEX invitation_address";
                assert!(plan.contains(rest), "{plan}");
                continue;
            }
            // All that is on its way is read once, and by the index that holds nothing else.
            let of_mail = |line: &&str| {
                let words = ["SEARCH o ", "SCAN o ", "SEARCH m ", "SCAN m "];
                words.iter().any(|word| line.contains(word))
            };
            for line in plan.lines().filter(of_mail) {
                let by_key = line.contains("invitation_id=?");
                assert!(by_key || line.contains("outbox_due"), "{step}: {plan}");
            }
        }
    }
}
