//! Who codes a wave: the two seats, and the round that is closed and opened again.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait};
use serde_json::json;
use uuid::Uuid;

use super::super::audit::{self, Actor, Event};
use super::super::entity::coding_round;
use super::super::programmes::Programme;
use super::super::waves::Wave;
use super::super::{StoreError, sql};
use super::Refused;
use crate::domain::coding::{Round, Seat};

/// Who codes a wave, and whether that is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coders {
    pub first: Option<Uuid>,
    pub second: Option<Uuid>,
    pub closed_at: Option<DateTime<Utc>>,
}

impl Coders {
    pub fn round(&self) -> Round {
        match self.closed_at {
            Some(_) => Round::Reconciling,
            None => Round::Blind,
        }
    }

    pub fn seat_of(&self, account: Uuid) -> Option<Seat> {
        if self.first == Some(account) {
            return Some(Seat::First);
        }
        (self.second == Some(account)).then_some(Seat::Second)
    }

    pub fn is_full(&self) -> bool {
        self.first.is_some() && self.second.is_some()
    }
}

pub async fn coders(db: &impl ConnectionTrait, wave: &Wave) -> Result<Coders, StoreError> {
    let row = coding_round::Entity::find_by_id(wave.id).one(db).await?;
    Ok(row.map_or_else(Coders::default, |row| Coders {
        first: row.first_by,
        second: row.second_by,
        closed_at: row.closed_at,
    }))
}

/// Gives the account the seat that it has in the wave, or the first that is free.
pub async fn take_seat(
    tx: &DatabaseTransaction,
    wave: &Wave,
    account: Uuid,
) -> Result<Option<Seat>, StoreError> {
    begin(tx, wave).await?;
    let known = coders(tx, wave).await?;
    if let Some(seat) = known.seat_of(account) {
        return Ok(Some(seat));
    }
    let seat = free_seat_for(tx, wave, &known, account).await?;
    let sql = match seat {
        None => return Ok(None),
        Some(Seat::First) => "update coding_round set first_by = $1 where wave_id = $2",
        Some(Seat::Second) => "update coding_round set second_by = $1 where wave_id = $2",
    };
    sql::execute(tx, sql, [account.into(), wave.id.into()]).await?;
    Ok(seat)
}

/// The first free seat that the account may have: nobody is both coders of a wave.
pub(super) async fn free_seat_for(
    db: &impl ConnectionTrait,
    wave: &Wave,
    known: &Coders,
    account: Uuid,
) -> Result<Option<Seat>, StoreError> {
    for (seat, holder) in [(Seat::First, known.first), (Seat::Second, known.second)] {
        if holder.is_none() && !has_coded(db, wave, account, seat.other()).await? {
            return Ok(Some(seat));
        }
    }
    Ok(None)
}

/// Whether somebody coded anything of the wave in this seat, also before it was freed.
async fn has_coded(
    db: &impl ConnectionTrait,
    wave: &Wave,
    account: Uuid,
    seat: Seat,
) -> Result<bool, StoreError> {
    let sql = "select c.place from code c \
        left join interview i on i.lane = c.lane and i.id = c.interview_id \
        left join comment m on m.lane = c.lane and m.id = c.comment_id \
        where c.lane between $1 and $2 and c.programme_id = $3 and c.coded_by = $4 \
        and c.place = $5 and (i.held_on between $6 and $7 or m.wave_id = $8) limit 1";
    let values = [
        wave.lanes.first().into(),
        wave.lanes.last().into(),
        wave.programme_id.into(),
        account.into(),
        seat.number().into(),
        wave.evidence_from.into(),
        wave.evidence_to.into(),
        wave.id.into(),
    ];
    Ok(!sql::rows(db, sql, values).await?.is_empty())
}

/// Frees a seat for somebody else, who goes on with the codes that were given in it.
pub async fn free_seat(
    tx: &DatabaseTransaction,
    actor: &Actor,
    (programme, wave): (&Programme, &Wave),
    seat: Seat,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let known = coders(tx, wave).await?;
    let (holder, sql) = match seat {
        Seat::First => (
            known.first,
            "update coding_round set first_by = null where wave_id = $1",
        ),
        Seat::Second => (
            known.second,
            "update coding_round set second_by = null where wave_id = $1",
        ),
    };
    let Some(holder) = holder else {
        return Ok(());
    };
    sql::execute(tx, sql, [wave.id.into()]).await?;
    let event = Event {
        programme: Some(programme),
        action: "free coding seat",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: Some(json!({ "seat": seat.number(), "account": holder })),
        after: None,
    };
    audit::record(tx, actor, now, event).await
}

async fn begin(tx: &DatabaseTransaction, wave: &Wave) -> Result<(), StoreError> {
    let sql = "insert into coding_round (wave_id, programme_id) values ($1, $2) \
        on conflict (wave_id) do nothing";
    sql::execute(tx, sql, [wave.id.into(), wave.programme_id.into()]).await?;
    Ok(())
}

/// Ends the coding apart: from now on all codes are seen, and what differs is settled.
pub async fn close(
    tx: &DatabaseTransaction,
    actor: &Actor,
    (programme, wave): (&Programme, &Wave),
    now: DateTime<Utc>,
) -> Result<Result<(), Refused>, StoreError> {
    begin(tx, wave).await?;
    let sql = "update coding_round set closed_at = $1, closed_by = $2 \
        where wave_id = $3 and closed_at is null";
    let values = [now.into(), actor.account_id.into(), wave.id.into()];
    if sql::execute(tx, sql, values).await? == 0 {
        return Ok(Err(Refused::Closed));
    }
    let event = Event {
        programme: Some(programme),
        action: "close coding round",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: None,
    };
    audit::record(tx, actor, now, event).await?;
    Ok(Ok(()))
}

/// Opens a round again, for a reason: what was not coded twice is coded apart from now on. What was
/// seen stays seen, and what was settled stays settled.
pub async fn reopen(
    tx: &DatabaseTransaction,
    actor: &Actor,
    (programme, wave): (&Programme, &Wave),
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), Refused>, StoreError> {
    let sql = "update coding_round set closed_at = null, closed_by = null \
        where wave_id = $1 and closed_at is not null";
    if sql::execute(tx, sql, [wave.id.into()]).await? == 0 {
        return Ok(Err(Refused::Blind));
    }
    let event = Event {
        programme: Some(programme),
        action: "reopen coding round",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: Some(json!({ "reason": reason })),
    };
    audit::record(tx, actor, now, event).await?;
    Ok(Ok(()))
}
