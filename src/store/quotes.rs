//! What was said and is quoted in a report, word for word.
//!
//! Whether something may be quoted is found out anew each time that a report is read, until the report
//! is made final; from then on it holds what it held, without that for which consent was taken back.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::audit::{self, Actor, Event};
use super::entity::{quote, snapshot, statement};
use super::programmes::Programme;
use super::snapshots::Kept;
use super::waves::{self, Wave};
use super::{StoreError, coding, sql};
use crate::domain::coding::told;
use crate::domain::coding::{Said, Source};
use crate::domain::proceedings::Quote;
use crate::domain::snapshot::Snapshot;

/// A quote of a report, without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    lane: i64,
    said: Uuid,
    theme: String,
    segment: Option<String>,
}

/// The statements that somebody chose for the report, whether they may be quoted or not.
pub async fn chosen(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<BTreeSet<Uuid>, StoreError> {
    let rows: Vec<Uuid> = quote::Entity::find()
        .select_only()
        .column(quote::Column::SaidId)
        .filter(quote::Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(quote::Column::ProgrammeId.eq(programme.id))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Puts a statement into the report. What may not be quoted is not taken: `false`.
pub async fn choose(
    tx: &DatabaseTransaction,
    actor: &Actor,
    (programme, wave): (&Programme, &Wave),
    (id, threshold): (Uuid, u64),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let may = may_be_quoted(tx, programme, wave, threshold).await?;
    let Some((_, said)) = may.iter().find(|(place, _)| place.said == id) else {
        return Ok(false);
    };
    if chosen(tx, programme).await?.contains(&id) {
        return Ok(true);
    }
    let row = statement::Entity::find_by_id((said.lane, said.id))
        .one(tx)
        .await?;
    let row = row.ok_or_else(|| StoreError::not_found("statement", said.id))?;
    let row = quote::Model {
        lane: said.lane,
        said_id: said.id,
        programme_id: programme.id,
        interview_id: row.interview_id,
        chosen_at: now,
        chosen_by: actor.account_id,
    };
    sql::insert::<quote::Entity>(tx, row).await?;
    audit::record(
        tx,
        actor,
        now,
        event(programme, wave, "quote statement", id),
    )
    .await?;
    Ok(true)
}

/// Takes a statement out of the report again.
pub async fn leave_out(
    tx: &DatabaseTransaction,
    actor: &Actor,
    (programme, wave): (&Programme, &Wave),
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = quote::Entity::delete_many()
        .filter(quote::Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(quote::Column::ProgrammeId.eq(programme.id))
        .filter(quote::Column::SaidId.eq(id))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Ok(());
    }
    let event = event(programme, wave, "leave out quote", id);
    audit::record(tx, actor, now, event).await
}

fn event<'a>(programme: &'a Programme, wave: &Wave, action: &'static str, id: Uuid) -> Event<'a> {
    Event {
        programme: Some(programme),
        action,
        subject_kind: "statement",
        subject_id: id.to_string(),
        before: None,
        after: Some(json!({ "wave": wave.number })),
    }
}

/// What may be quoted of a wave, each once, under the first of its themes.
async fn may_be_quoted(
    db: &impl ConnectionTrait,
    programme: &Programme,
    wave: &Wave,
    threshold: u64,
) -> Result<Vec<(Place, Said)>, StoreError> {
    let said = coding::of_wave(db, programme, wave).await?;
    let tree = coding::tree(db, programme).await?;
    let round = coding::coders(db, wave).await?.round();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for of in told::quotes(&said, &tree, round, threshold) {
        for (one, segment) in of.quotes {
            if one.source == Source::Interview && !one.text.is_empty() && seen.insert(one.id) {
                let place = Place {
                    lane: one.lane,
                    said: one.id,
                    theme: of.theme.to_owned(),
                    segment: segment.map(str::to_owned),
                };
                found.push((place, one.clone()));
            }
        }
    }
    Ok(found)
}

/// The quotes of a report that is still written on: what was chosen, as far as it may be quoted.
async fn of_draft(
    db: &impl ConnectionTrait,
    programme: &Programme,
    snapshot: &Snapshot,
) -> Result<Vec<Place>, StoreError> {
    let chosen = chosen(db, programme).await?;
    if chosen.is_empty() {
        return Ok(Vec::new());
    }
    let waves = waves::of_programme(db, programme).await?;
    let number = snapshot.inputs.wave;
    let Some(wave) = waves.iter().find(|one| one.number.unsigned_abs() == number) else {
        return Ok(Vec::new());
    };
    let threshold = u64::from(snapshot.inputs.protocol.rules.privacy_threshold);
    let may = may_be_quoted(db, programme, wave, threshold).await?;
    let places = may.into_iter().map(|(place, _)| place);
    Ok(places.filter(|one| chosen.contains(&one.said)).collect())
}

/// The quotes of a report, by theme, interview and number.
pub async fn of_report(
    db: &impl ConnectionTrait,
    programme: &Programme,
    kept: Option<&Kept>,
    snapshot: &Snapshot,
) -> Result<Vec<Quote>, StoreError> {
    let places = match kept.filter(|kept| !kept.is_draft()) {
        Some(kept) => held(db, kept.id).await?,
        None => of_draft(db, programme, snapshot).await?,
    };
    let mut found = Vec::new();
    for place in places {
        let row = statement::Entity::find_by_id((place.lane, place.said))
            .one(db)
            .await?;
        let spoken = row.filter(|row| row.quote_allowed && !row.text.is_empty());
        found.extend(spoken.map(|row| Quote {
            theme: place.theme,
            text: row.text,
            text_en: row.text_en,
            segment: place.segment,
        }));
    }
    Ok(found)
}

/// What a report that was made final holds.
async fn held(db: &impl ConnectionTrait, snapshot: Uuid) -> Result<Vec<Place>, StoreError> {
    let held: Option<Option<Json>> = snapshot::Entity::find_by_id(snapshot)
        .select_only()
        .column(snapshot::Column::Quotes)
        .into_tuple()
        .one(db)
        .await?;
    match held.flatten() {
        Some(places) => sql::from_json("snapshot", snapshot, places),
        None => Ok(Vec::new()),
    }
}

/// What a report holds from the moment that it is final.
pub(super) async fn to_hold(
    tx: &DatabaseTransaction,
    programme: &Programme,
    kept: &Kept,
) -> Result<Json, StoreError> {
    let places = of_draft(tx, programme, &kept.read()?).await?;
    Ok(sql::json(&places))
}
