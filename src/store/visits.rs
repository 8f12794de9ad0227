//! What somebody answers by an open link, from the first page that is sent until it is handed in.
//! Then the answers move to a response that knows no visit, and the visit keeps that it is done.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::StoreError;
use super::entity::visit::{Column, Entity, Model};
use super::invited::{self, Invited, Visiting};
use super::open_links::{self, OpenLink};
use super::sql;
use super::waves::Wave;
use crate::domain::language::Language;
use crate::domain::link::{LinkKey, Token};
use crate::domain::open_link::Refusal;

const BY_TOKEN: &str = "select v.id, v.programme_id, v.wave_id, w.survey_version_id, \
    w.privacy_mode, w.state, w.closes_at, v.started_at, v.submitted_at, v.language, v.rev, \
    cast(v.answers as text), l.id, l.kiosk, l.segment \
    from visit v join open_link l on l.id = v.open_link_id join wave w on w.id = v.wave_id \
    where v.lane = $1 and v.token_hash = $2 and l.revoked_at is null and v.expires_at > $3";

/// Looks a visit up. None for one that is malformed, unknown, run out, or begun by a link that was
/// taken back.
pub async fn by_token(
    db: &impl ConnectionTrait,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<Invited>, StoreError> {
    let Some((row, invited)) = invited::found(db, BY_TOKEN, token, now).await? else {
        return Ok(None);
    };
    let visit = Visiting {
        open_link: row.try_get_by_index(12)?,
        kiosk: row.try_get_by_index(13)?,
        segment: row.try_get_by_index(14)?,
    };
    Ok(Some(Invited {
        visit: Some(visit),
        ..invited
    }))
}

/// Lets somebody begin, unless the limits of the link are reached. The same form sent twice begins
/// the same visit.
pub async fn begin(
    tx: &DatabaseTransaction,
    link: &OpenLink,
    wave: &Wave,
    form: &str,
    language: &Language,
    key: &LinkKey,
    now: DateTime<Utc>,
) -> Result<Result<Token, Refusal>, StoreError> {
    let id = key.visit(link.id, form);
    let lane = wave.lanes.of(id.as_bytes());
    let token = key.token(lane, id, 0);
    let used = open_links::used(tx, link, wave, true, now).await?;
    let known = "select 1 from visit where lane = $1 and id = $2";
    if !sql::rows(tx, known, [lane.into(), id.into()])
        .await?
        .is_empty()
    {
        return Ok(Ok(token));
    }
    if let Err(refusal) = link.terms.admits(used, now) {
        return Ok(Err(refusal));
    }
    let row = Model {
        lane,
        id,
        open_link_id: link.id,
        programme_id: wave.programme_id,
        wave_id: wave.id,
        token_hash: token.hash().to_vec(),
        started_at: now,
        expires_at: link.terms.lasts_until(now),
        submitted_at: None,
        submit_key: None,
        language: language.tag().to_owned(),
        rev: 0,
        answers: None,
    };
    let once = OnConflict::columns([Column::Lane, Column::Id])
        .do_nothing()
        .to_owned();
    sql::upsert_all::<Entity>(tx, vec![row], once).await?;
    Ok(Ok(token))
}

/// Whether anybody began in a wave: from then on what its first page promised is fixed.
pub async fn any(db: &impl ConnectionTrait, wave: &Wave) -> Result<bool, StoreError> {
    let sql = "select 1 from visit where lane between $1 and $2 and wave_id = $3 limit 1";
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, sql, [first.into(), last.into(), wave.id.into()]).await?;
    Ok(!rows.is_empty())
}
