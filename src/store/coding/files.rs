//! Files of codes: what they are held against, their taking in, and their taking out.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::accounts;
use super::super::batches::{Batch, Undone};
use super::super::entity::code;
use super::super::ledger::Ledger;
use super::super::programmes::Programme;
use super::super::traces::{Pages, Tracing};
use super::super::waves::{self, Wave};
use super::super::{StoreError, sql};
use super::rounds::{Coders, coders, free_seat_for, take_seat};
use super::{Given, model, of_wave, put, tree};
use crate::domain::access::Right;
use crate::domain::coding::brought::{CodeRow, Coder, Coding};
use crate::domain::coding::themes::Tree;
use crate::domain::coding::{Code, Round, Said, Seat};

/// Who brings a file of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bringing {
    /// A coder, whose own codes they are.
    Own(Uuid),
    /// An evaluator, who brings those of all who may code.
    All(Uuid),
    /// Whoever runs the program.
    Program,
}

/// The coding of a wave, as a file of codes meets it.
pub async fn as_met(
    db: &impl ConnectionTrait,
    (programme, wave): (&Programme, &Wave),
    bringing: Bringing,
    now: DateTime<Utc>,
) -> Result<Coding, StoreError> {
    let seats = coders(db, wave).await?;
    let (own, with_others) = match bringing {
        Bringing::Own(own) => (Some(own), false),
        Bringing::All(own) => (Some(own), true),
        Bringing::Program => (None, true),
    };
    let mut addresses = BTreeMap::new();
    if let Some(own) = own {
        addresses.insert(accounts::by_id(db, own).await?.email, own);
    }
    if with_others {
        for (account, membership) in accounts::members(db, programme, now).await? {
            if membership.role.allows(Right::Interview) {
                addresses.insert(account.email, account.id);
            }
        }
    }
    let found = addresses.into_iter().map(|(address, account)| Coder {
        address,
        account,
        seat: seats.seat_of(account),
    });
    let taken = [seats.first, seats.second].into_iter().flatten();
    Ok(Coding {
        tree: tree(db, programme).await?,
        said: of_wave(db, programme, wave).await?,
        round: seats.round(),
        coders: found.collect(),
        free: 2_usize.saturating_sub(taken.count()),
        own,
    })
}

/// The codes of one statement that a file wrote over, and where it wrote.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Written {
    before: Vec<code::Model>,
    places: Vec<i32>,
}

/// Takes in codes; all of them have to be such as [`crate::domain::coding::brought::Coding`] takes.
pub(in crate::store) async fn import_by(
    tx: &DatabaseTransaction,
    (programme, wave): (&Programme, &Wave),
    batch: Uuid,
    rows: &[CodeRow],
    now: DateTime<Utc>,
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let all = of_wave(tx, programme, wave).await?;
    let said: HashMap<Uuid, &Said> = all.iter().map(|one| (one.id, one)).collect();
    let tree = tree(tx, programme).await?;
    let mut seats = Seats {
        wave,
        known: coders(tx, wave).await?,
        writes: ledger.writes(),
    };
    let mut kept = kept(tx, programme).await?;
    let mut written = BTreeMap::<(i64, Uuid), Written>::new();
    let mut models = Vec::new();
    for row in rows {
        let said = said
            .get(&row.said)
            .ok_or_else(|| StoreError::not_found("statement", row.said))?;
        let seat = seats.of(tx, row.coder).await?;
        match said.of_seat(seat) {
            Some(before) if *before == row.code => {
                ledger.unchanged();
                continue;
            }
            _ if said.is_shown(seats.known.round()) => {
                return Err(StoreError::outdated(format!("wave {}", wave.number)));
            }
            Some(before) => ledger.changed(&told(before, &tree), &told(&row.code, &tree)),
            None => ledger.added(),
        }
        if ledger.writes() {
            let code = &row.code;
            let given = Given { said, code };
            let by = (Some(row.coder), now);
            models.push(model(tx, programme, &given, seat.number(), by).await?);
            let trace = written.entry((said.lane, said.id)).or_default();
            trace.before.extend(kept.remove(&(said.id, seat.number())));
            trace.places.push(seat.number());
        }
    }
    put(tx, models).await?;
    let mut tracing = Tracing::new(programme.id, batch);
    for (row, written) in &written {
        tracing.changed(*row, written, None);
    }
    tracing.write(tx).await
}

/// The seats while codes come in.
struct Seats<'a> {
    wave: &'a Wave,
    known: Coders,
    writes: bool,
}

impl Seats<'_> {
    async fn of(&mut self, tx: &DatabaseTransaction, account: Uuid) -> Result<Seat, StoreError> {
        if let Some(seat) = self.known.seat_of(account) {
            return Ok(seat);
        }
        let seat = match self.writes {
            true => take_seat(tx, self.wave, account).await?,
            false => free_seat_for(tx, self.wave, &self.known, account).await?,
        };
        let seat =
            seat.ok_or_else(|| StoreError::outdated(format!("wave {}", self.wave.number)))?;
        match seat {
            Seat::First => self.known.first = Some(account),
            Seat::Second => self.known.second = Some(account),
        }
        Ok(seat)
    }
}

/// What a row of a file says, in its own columns.
#[derive(Serialize)]
struct Told<'a> {
    theme: Vec<&'a str>,
    tone: String,
}

fn told<'a>(code: &'a Code, tree: &'a Tree) -> Told<'a> {
    Told {
        theme: code.themes.iter().map(|key| tree.name(key)).collect(),
        tone: sql::word(&code.tone),
    }
}

async fn kept(
    tx: &DatabaseTransaction,
    programme: &Programme,
) -> Result<HashMap<(Uuid, i32), code::Model>, StoreError> {
    let (first, last) = (programme.lanes.first(), programme.lanes.last());
    let rows = code::Entity::find()
        .filter(code::Column::Lane.between(first, last))
        .filter(code::Column::ProgrammeId.eq(programme.id))
        .all(tx)
        .await?;
    let by_place = rows.into_iter().map(|row| ((row.said_id, row.place), row));
    Ok(by_place.collect())
}

/// Takes a file of codes out again. `None` where the other coder has seen codes of it, or where one was
/// given anew since: what was seen cannot be unseen.
pub(in crate::store) async fn take_out(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: &Batch,
) -> Result<Option<Undone>, StoreError> {
    let Some(wave_id) = batch.wave_id else {
        return Ok(None);
    };
    let wave = waves::by_id(tx, wave_id).await?;
    if coders(tx, &wave).await?.round() == Round::Reconciling {
        return Ok(None);
    }
    let mut undone = Undone::default();
    let mut pages = Pages::<Written>::of(programme, batch.id);
    while let Some(page) = pages.next(tx).await? {
        for traced in page {
            let written = traced.before.unwrap_or_default();
            let of_said = code::Entity::find()
                .filter(code::Column::Lane.eq(traced.lane))
                .filter(code::Column::SaidId.eq(traced.row_id));
            let rows = of_said.all(tx).await?;
            let is_of_file = |row: &code::Model| {
                written.places.contains(&row.place) && row.coded_at == batch.created_at
            };
            if !rows.iter().all(is_of_file) {
                return Ok(None);
            }
            code::Entity::delete_many()
                .filter(code::Column::Lane.eq(traced.lane))
                .filter(code::Column::SaidId.eq(traced.row_id))
                .exec(tx)
                .await?;
            undone.restored += written.before.len() as u64;
            undone.removed += (written.places.len() - written.before.len()) as u64;
            put(tx, written.before).await?;
        }
    }
    Ok(Some(undone))
}
