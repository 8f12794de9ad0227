//! What became of everybody who was asked: as a file says it, else as our own invitations do.

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::StoreError;
use super::entity::wave_disposition::{Column, Entity, Model};
use super::ledger::Ledger;
use super::responses::completeness;
use super::sql;
use super::traces::Tracing;
use super::unfinished::COUNTS;
use super::waves::{Wave, WaveState};
use crate::domain::evidence::{Completeness, Dispositions};

/// Takes in the counts of a file, and keeps those that they replace.
pub async fn import(
    tx: &DatabaseTransaction,
    wave: &Wave,
    batch: Uuid,
    counts: &Dispositions,
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let known = of_wave(tx, wave).await?;
    match known {
        Some(known) if known == *counts => ledger.unchanged(),
        Some(known) => ledger.changed(&known, counts),
        None => ledger.added(),
    }
    if !ledger.writes() {
        return Ok(());
    }
    let before = Entity::find().filter(Column::WaveId.eq(wave.id)).all(tx);
    let mut tracing = Tracing::new(wave.programme_id, batch);
    tracing.changed((wave.lanes.first(), wave.id), &before.await?, None);
    tracing.write(tx).await?;
    replace(tx, wave, counts).await
}

/// Puts back the counts that a wave had before an import; none of them may be left.
pub(super) async fn restore(
    tx: &DatabaseTransaction,
    wave_id: Uuid,
    before: Vec<Model>,
) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::WaveId.eq(wave_id))
        .exec(tx)
        .await?;
    sql::insert_all::<Entity>(tx, before).await?;
    Ok(())
}

/// Puts these counts in place of the ones there are.
pub async fn replace(
    tx: &DatabaseTransaction,
    wave: &Wave,
    counts: &Dispositions,
) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::WaveId.eq(wave.id))
        .exec(tx)
        .await?;
    let rows = words(counts).into_iter().map(|(code, count)| Model {
        wave_id: wave.id,
        code,
        count,
    });
    sql::insert_all::<Entity>(tx, rows.collect()).await?;
    Ok(())
}

/// The counts of a wave; none when no file brought them.
pub async fn of_wave(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<Option<Dispositions>, StoreError> {
    let query = Entity::find().filter(Column::WaveId.eq(wave.id));
    let rows = query.all(db).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let counts: serde_json::Map<_, _> = rows
        .into_iter()
        .map(|row| (row.code, row.count.into()))
        .collect();
    sql::from_json("dispositions of wave", wave.number, counts.into()).map(Some)
}

/// The counts of a wave for its evaluation: those of a file, else of its own invitations once it is
/// closed; none when there are neither.
pub async fn of_evaluation(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<Option<Dispositions>, StoreError> {
    match of_wave(db, wave).await? {
        Some(counts) => Ok(Some(counts)),
        None => of_invitations(db, wave).await,
    }
}

const LEDGER: &str = "select count(*), \
    count(case when i.submitted_at is null and i.revoked_at is not null then 1 end), \
    count(case when i.submitted_at is null and i.revoked_at is null \
    and i.opted_out_at is not null then 1 end) \
    from invitation i where i.lane between $1 and $2 and i.wave_id = $3";

/// Not by the tie to an invitation, which is cut when the wave promised so.
fn answered() -> String {
    format!(
        "select state, count(*) from response where lane between $1 and $2 \
        and wave_id = $3 and mode = 'web' and state <> 'draft' and {COUNTS} group by state"
    )
}

/// Everybody on the list is a client who could take part, unless their invitation was taken back;
/// who said no or broke off refused, and who sent nothing was not reached.
async fn of_invitations(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<Option<Dispositions>, StoreError> {
    if wave.state != WaveState::Closed {
        return Ok(None); // while it is open the counts would follow single answers
    }
    let values = || {
        let [first, last] = [wave.lanes.first(), wave.lanes.last()];
        [first.into(), last.into(), wave.id.into()]
    };
    let rows = sql::rows(db, LEDGER, values()).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let count =
        |at| -> Result<u64, StoreError> { Ok(row.try_get_by_index::<i64>(at)?.unsigned_abs()) };
    let (invited, not_eligible, stopped) = (count(0)?, count(1)?, count(2)?);
    if invited == 0 {
        return Ok(None);
    }
    let mut counts = Dispositions {
        not_eligible,
        refusal: stopped,
        ..Dispositions::default()
    };
    for row in sql::rows(db, &answered(), values()).await? {
        let (state, count): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        match completeness(&state)? {
            Some(Completeness::Complete) => counts.complete = count.unsigned_abs(),
            Some(Completeness::Partial) => counts.partial = count.unsigned_abs(),
            Some(Completeness::BreakOff) => counts.refusal += count.unsigned_abs(),
            None => {}
        }
    }
    let known = counts.complete + counts.partial + counts.refusal + counts.not_eligible;
    counts.non_contact = invited.saturating_sub(known);
    Ok(Some(counts))
}

/// The counts by the names of their fields.
fn words(counts: &Dispositions) -> Vec<(String, i64)> {
    match sql::json(counts) {
        serde_json::Value::Object(counts) => counts
            .into_iter()
            .map(|(code, count)| (code, count.as_i64().unwrap_or(i64::MAX)))
            .collect(),
        _ => Vec::new(), // a struct is written as an object
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::protocol::PrivacyMode;
    use crate::store::submissions::save_pages;
    use crate::store::testing::*;
    use crate::store::{invitations, waves};

    #[tokio::test]
    async fn a_closed_wave_of_invitations_tells_what_became_of_everybody() {
        for mode in [PrivacyMode::Confidential, PrivacyMode::Anonymous] {
            let open = open_wave(mode, 2, 9).await;
            let all = &open.invitations;
            let mut broken_off = handed_in(&all[2], "form 2", 5);
            broken_off.answers.clear();
            let pages = [
                handed_in(&all[0], "form 0", 4),
                handed_in(&all[1], "form 1", 5),
                broken_off,
            ];
            save_pages(&open.fresh, &pages).await.unwrap();
            let tx = open.fresh.begin().await.unwrap();
            for stopped in [&all[0], &all[3]] {
                // One of them had answered, and counts as that.
                invitations::mark_opted_out(&tx, stopped.lane, stopped.id, october(21))
                    .await
                    .unwrap();
            }
            invitations::revoke(
                &tx,
                &actor(),
                &open.wave,
                all[4].lane,
                all[4].id,
                october(21),
            )
            .await
            .unwrap();
            assert_eq!(
                of_evaluation(&tx, &open.wave).await.unwrap(),
                None,
                "{mode:?}"
            );
            let closed = waves::close(&tx, &actor(), &open.wave, october(22))
                .await
                .unwrap();
            let counts = of_evaluation(&tx, &closed).await.unwrap().unwrap();
            let expected = Dispositions {
                complete: 2,
                refusal: 2,
                non_contact: 4,
                not_eligible: 1,
                ..Dispositions::default()
            };
            assert_eq!(counts, expected, "{mode:?}");
        }
    }
}
