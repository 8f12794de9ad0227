//! Snapshots of evaluations: made once, then only ever final and accepted.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::audit::{self, Actor, Event};
use super::entity::snapshot::{Column, Entity, Model};
use super::programmes::Programme;
use super::sql::{self, new_id, word};
use super::waves::{self, WaveState};
use super::{
    StoreError, amendments, batches, conclusions, evidence, extractions, problems, protocols,
    quotes, surveys,
};
use crate::domain::canonical::sha256_hex;
use crate::domain::evaluation::Evidence;
use crate::domain::proceedings::{Acceptance, SnapshotState, Standing};
use crate::domain::snapshot::{BatchInput, Inputs, Snapshot, SurveyInput, WaveCounts};

/// A snapshot as it is kept, its document unread.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave: u32,
    /// The canonical JSON whose SHA-256 is `hash`.
    pub document: String,
    pub standing: Standing,
}

impl Kept {
    /// The snapshot in it, after its bytes were held against the hash beside them.
    pub fn read(&self) -> Result<Snapshot, StoreError> {
        if sha256_hex(self.document.as_bytes()) != self.standing.hash {
            let problem = "its contents were changed";
            return Err(StoreError::corrupt("snapshot", self.id, problem));
        }
        Snapshot::parse(&self.document).map_err(|err| StoreError::corrupt("snapshot", self.id, err))
    }

    pub fn is_draft(&self) -> bool {
        self.standing.state == SnapshotState::Draft
    }
}

/// Everything that an evaluation of this wave rests on now; the counts are filled in when it is
/// computed. `None` while there is no protocol.
pub async fn gather(
    db: &impl ConnectionTrait,
    programme: &Programme,
    wave: u32,
    now: DateTime<Utc>,
) -> Result<Option<(Inputs, Evidence)>, StoreError> {
    let version = match protocols::frozen(db, programme.id).await? {
        Some(frozen) => Some(frozen),
        None => protocols::current(db, programme.id).await?,
    };
    let Some(version) = version else {
        return Ok(None);
    };
    let evidence = evidence::of_programme(db, programme, &version.protocol).await?;
    let surveys = surveys::of_programme(db, programme.id).await?;
    let mut files = batches::of_programme(db, programme.id).await?;
    files.retain(|file| file.created_at <= now);
    files.reverse();
    let extractions = extractions::by_batch(db, programme).await?;
    let waves = waves::of_programme(db, programme).await?;
    let inputs = Inputs {
        wave,
        cut_off: Some(now),
        protocol_hash: version.hash,
        surveys: surveys
            .into_iter()
            .map(|version| SurveyInput {
                code: version.code,
                hash: version.hash,
                survey: version.survey,
            })
            .collect(),
        batches: files
            .into_iter()
            .map(|file| {
                let told = extractions.get(&file.id).copied().unwrap_or_default();
                BatchInput {
                    kind: word(&file.kind),
                    file: file.file_name,
                    hash: file.file_hash,
                    rows: file.row_count,
                    at: file.created_at,
                    extracted: told.days,
                    open: told.open,
                }
            })
            .collect(),
        counts: waves
            .iter()
            .map(|wave| WaveCounts {
                wave: wave.number.unsigned_abs(),
                is_open: wave.state == WaveState::Open,
                responses: 0,
            })
            .collect(),
        statements: 0,
        measurements: 0,
        tickets: 0,
        amendments: amendments::approved(db, programme).await?,
        protocol: version.protocol,
    };
    Ok(Some((inputs, evidence)))
}

/// The newest snapshot of a wave.
pub async fn newest(
    db: &impl ConnectionTrait,
    programme: &Programme,
    wave: u32,
) -> Result<Option<Kept>, StoreError> {
    let row = Entity::find()
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(Column::WaveNumber.eq(wave))
        .order_by_desc(Column::Id)
        .one(db)
        .await?;
    row.map(Kept::try_from).transpose()
}

/// The newest of every wave, by wave.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Kept>, StoreError> {
    let numbers: Vec<i32> = Entity::find()
        .select_only()
        .column(Column::WaveNumber)
        .distinct()
        .filter(Column::ProgrammeId.eq(programme.id))
        .order_by_asc(Column::WaveNumber)
        .into_tuple()
        .all(db)
        .await?;
    let mut found = Vec::new();
    for number in numbers {
        found.extend(newest(db, programme, number.unsigned_abs()).await?);
    }
    Ok(found)
}

/// How far the newest of every wave is, by wave; without the documents.
pub async fn states(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<BTreeMap<u32, SnapshotState>, StoreError> {
    let rows: Vec<(Uuid, i32, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::WaveNumber, Column::State])
        .filter(Column::ProgrammeId.eq(programme.id))
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let state = |(id, wave, state): (Uuid, i32, String)| {
        let state = sql::from_word("snapshot", &id.to_string(), &state)?;
        Ok((wave.unsigned_abs(), state))
    };
    rows.into_iter().map(state).collect()
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Kept, StoreError> {
    let row = Entity::find_by_id(id).one(db).await?;
    row.ok_or_else(|| StoreError::not_found("snapshot", id))?
        .try_into()
}

/// The snapshot whose hash begins with these digits, if exactly one does.
pub async fn by_hash(
    db: &impl ConnectionTrait,
    beginning: &str,
) -> Result<Option<Kept>, StoreError> {
    let mut rows = Entity::find()
        .filter(Column::Hash.starts_with(beginning))
        .order_by_desc(Column::Id)
        .limit(2)
        .all(db)
        .await?;
    match (rows.pop(), rows.is_empty()) {
        (Some(only), true) => Ok(Some(only.try_into()?)),
        _ => Ok(None),
    }
}

/// Keeps a snapshot. One that finds just what the newest of its wave found changes nothing, and the
/// older one is given back: the same bytes. Conclusions, and what was decided on problems, go over to
/// the new draft.
pub async fn keep(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    snapshot: &Snapshot,
    now: DateTime<Utc>,
) -> Result<Kept, StoreError> {
    let before = newest(tx, programme, snapshot.inputs.wave).await?;
    if let Some(before) = &before
        && before.read()?.says_the_same_as(snapshot)
    {
        return Ok(before.clone());
    }
    let document = snapshot.canonical_json();
    let row = Model {
        id: new_id(),
        programme_id: programme.id,
        wave_number: i32::try_from(snapshot.inputs.wave).unwrap_or(i32::MAX),
        hash: sha256_hex(document.as_bytes()),
        document,
        program: concat!("peil ", env!("CARGO_PKG_VERSION")).to_owned(),
        state: word(&SnapshotState::Draft),
        created_at: now,
        created_by: actor.account_id,
        final_at: None,
        final_by: None,
        accepted_at: None,
        accepted_by: None,
        accepted_name: None,
        remarks: None,
        quotes: None,
    };
    sql::insert::<Entity>(tx, row.clone()).await?;
    if let Some(before) = before {
        conclusions::copy(tx, before.id, row.id).await?;
        problems::copy(tx, before.id, row.id).await?;
    }
    let kept = Kept::try_from(row)?;
    let event = event(programme, "freeze evaluation", &kept, json!({}));
    audit::record(tx, actor, now, event).await?;
    Ok(kept)
}

/// The evaluator stands for it: from now on nothing is written in it any more.
pub async fn finish(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    kept: &Kept,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let quotes = quotes::to_hold(tx, programme, kept).await?;
    let done = Entity::update_many()
        .col_expr(Column::Quotes, Expr::value(quotes))
        .col_expr(Column::State, Expr::value(word(&SnapshotState::Final)))
        .col_expr(Column::FinalAt, Expr::value(now))
        .col_expr(Column::FinalBy, Expr::value(actor.account_id))
        .filter(Column::Id.eq(kept.id))
        .filter(Column::State.eq(word(&SnapshotState::Draft)))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::SnapshotState(kept.standing.state.code()));
    }
    let event = event(programme, "make evaluation final", kept, json!({}));
    audit::record(tx, actor, now, event).await
}

/// A manager accepts a final one, by name.
pub async fn accept(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    kept: &Kept,
    acceptance: &Acceptance,
) -> Result<(), StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(word(&SnapshotState::Accepted)))
        .col_expr(Column::AcceptedAt, Expr::value(acceptance.at))
        .col_expr(Column::AcceptedBy, Expr::value(actor.account_id))
        .col_expr(Column::AcceptedName, Expr::value(acceptance.name.clone()))
        .col_expr(Column::Remarks, Expr::value(acceptance.remarks.clone()))
        .filter(Column::Id.eq(kept.id))
        .filter(Column::State.eq(word(&SnapshotState::Final)))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::SnapshotState(kept.standing.state.code()));
    }
    let told = json!({ "name": acceptance.name, "remarks": acceptance.remarks });
    let event = event(programme, "accept evaluation", kept, told);
    audit::record(tx, actor, acceptance.at, event).await
}

fn event<'a>(
    programme: &'a Programme,
    action: &'static str,
    kept: &Kept,
    mut told: serde_json::Value,
) -> Event<'a> {
    if let Some(members) = told.as_object_mut() {
        members.insert("wave".to_owned(), kept.wave.into());
        members.insert("hash".to_owned(), kept.standing.hash.clone().into());
    }
    Event {
        programme: Some(programme),
        action,
        subject_kind: "snapshot",
        subject_id: kept.id.to_string(),
        before: None,
        after: Some(told),
    }
}

impl TryFrom<Model> for Kept {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        let state = sql::from_word("snapshot", &row.id.to_string(), &row.state)?;
        let acceptance = row.accepted_at.map(|at| Acceptance {
            name: row.accepted_name.unwrap_or_default(),
            remarks: row.remarks.unwrap_or_default(),
            at,
        });
        Ok(Self {
            id: row.id,
            programme_id: row.programme_id,
            wave: row.wave_number.unsigned_abs(),
            document: row.document,
            standing: Standing {
                state,
                hash: row.hash,
                program: row.program,
                frozen_at: row.created_at,
                acceptance,
            },
        })
    }
}
