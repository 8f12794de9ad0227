//! Waves: rounds of asking, planned, then open, then closed, and never back.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::wave::{Column, Entity, Model};
use super::programmes::{self, Programme};
use super::sql::{self, new_id, word};
use crate::domain::lane::Lanes;
use crate::domain::language::Text;
use crate::domain::planning::Settings;
use crate::domain::protocol::{PrivacyMode, WaveKind, WavePlan};
use crate::domain::sample::Asked;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaveState {
    Planned,
    Open,
    Closed,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Wave {
    pub id: Uuid,
    pub programme_id: Uuid,
    /// The lanes of its programme, where its rows live.
    pub lanes: Lanes,
    pub number: i32,
    pub kind: WaveKind,
    pub name: Text,
    pub survey_version_id: Uuid,
    /// The frozen protocol it is judged by; set when it opens.
    pub protocol_id: Option<Uuid>,
    pub privacy_mode: PrivacyMode,
    pub evidence_from: NaiveDate,
    pub evidence_to: NaiveDate,
    pub population: i32,
    pub state: WaveState,
    pub opened_at: Option<DateTime<Utc>>,
    pub closes_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    /// When it is to open by itself.
    pub opens_at: Option<DateTime<Utc>>,
    /// Whom it asks.
    pub asked: Asked,
    /// Who had mail of another wave in so many days gets none of this one.
    pub rest_days: u32,
    /// It closes by itself at so many answers.
    pub quota: Option<u32>,
    /// Somebody pressed the button that stops all mail.
    pub mail_stopped_at: Option<DateTime<Utc>>,
}

/// The waves of one programme, by number.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Wave>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ProgrammeId.eq(programme.id))
        .order_by_asc(Column::Number)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| Wave::read(row, programme.lanes))
        .collect()
}

pub async fn by_number(
    db: &impl ConnectionTrait,
    programme: &Programme,
    number: i32,
) -> Result<Wave, StoreError> {
    find(db, programme, number)
        .await?
        .ok_or_else(|| StoreError::not_found("wave", number))
}

pub async fn find(
    db: &impl ConnectionTrait,
    programme: &Programme,
    number: i32,
) -> Result<Option<Wave>, StoreError> {
    let row = Entity::find()
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(Column::Number.eq(number))
        .one(db)
        .await?;
    row.map(|row| Wave::read(row, programme.lanes)).transpose()
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Wave, StoreError> {
    let row = Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or_else(|| StoreError::not_found("wave", id))?;
    let programme = programmes::by_id(db, row.programme_id).await?;
    Wave::read(row, programme.lanes)
}

/// Adds a wave as the protocol plans it; its number must be new in the programme.
pub async fn create(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    plan: &WavePlan,
    survey_version_id: Uuid,
    population: i32,
    now: DateTime<Utc>,
) -> Result<Wave, StoreError> {
    let row = Model {
        id: new_id(),
        programme_id: programme.id,
        number: plan.number as i32, // a protocol's waves are numbered from 0 on
        kind: word(&plan.kind),
        name: sql::json(&plan.name),
        survey_version_id,
        protocol_id: None,
        privacy_mode: word(&plan.privacy_mode),
        evidence_from: plan.evidence_from,
        evidence_to: plan.evidence_to,
        population,
        state: word(&WaveState::Planned),
        opened_at: None,
        closes_at: None,
        closed_at: None,
        opens_at: None,
        asked: None,
        rest_days: 0,
        quota: None,
        mail_stopped_at: None,
    };
    let wave = Wave::read(row.clone(), programme.lanes)?;
    sql::insert::<Entity>(tx, row)
        .await
        .map_err(|err| StoreError::or_taken(err, "wave", plan.number))?;
    audit::record(tx, actor, now, event(programme, "plan wave", &wave, None)).await?;
    Ok(wave)
}

/// Opens a planned wave under a frozen protocol, until `closes_at` when that is given.
pub async fn open(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    protocol_id: Uuid,
    closes_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Wave, StoreError> {
    let changed = Wave {
        state: WaveState::Open,
        protocol_id: Some(protocol_id),
        opened_at: Some(now),
        closes_at: closes_at.or(wave.closes_at),
        ..wave.clone()
    };
    step(
        tx,
        actor,
        "open wave",
        wave,
        WaveState::Planned,
        changed,
        now,
    )
    .await
}

/// Closes an open wave: nothing comes in any more.
pub async fn close(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    now: DateTime<Utc>,
) -> Result<Wave, StoreError> {
    super::spent_links::flag(tx, wave, 1, now).await?;
    let changed = Wave {
        state: WaveState::Closed,
        closed_at: Some(now),
        ..wave.clone()
    };
    if wave.privacy_mode == PrivacyMode::Confidential {
        untie(tx, wave).await?;
    }
    step(tx, actor, "close wave", wave, WaveState::Open, changed, now).await
}

/// Cuts what was sent from its invitations, as the first page promised. What was not sent stays tied,
/// so that a wave that is opened again loses nothing.
async fn untie(tx: &DatabaseTransaction, wave: &Wave) -> Result<(), StoreError> {
    let sql = "update response set invitation_id = null \
        where lane between $1 and $2 and wave_id = $3 and state <> 'draft'";
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    sql::execute(tx, sql, [first.into(), last.into(), wave.id.into()]).await?;
    Ok(())
}

/// Opens a closed wave again, without a closing time; why is kept in the audit trail.
pub async fn reopen(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Wave, StoreError> {
    let changed = Wave {
        state: WaveState::Open,
        closes_at: None,
        closed_at: None,
        ..wave.clone()
    };
    let from = WaveState::Closed;
    let changed = step(tx, actor, "reopen wave", wave, from, changed, now).await?;
    note(
        tx,
        actor,
        wave,
        "say why it is reopened",
        json!({ "reason": reason }),
        now,
    )
    .await?;
    Ok(changed)
}

/// Decides whom a wave asks and when; a wave that is open keeps its opening.
pub async fn arrange(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    settings: &Settings,
    now: DateTime<Utc>,
) -> Result<Wave, StoreError> {
    let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let done = Entity::update_many()
        .col_expr(Column::OpensAt, Expr::value(settings.opens_at))
        .col_expr(Column::ClosesAt, Expr::value(settings.closes_at))
        .col_expr(Column::Asked, Expr::value(sql::json(&settings.asked)))
        .col_expr(Column::RestDays, Expr::value(whole(settings.rest_days)))
        .col_expr(Column::Quota, Expr::value(settings.quota.map(whole)))
        .filter(Column::Id.eq(wave.id))
        .filter(Column::State.ne(word(&WaveState::Closed)))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        let state = word(&WaveState::Closed);
        return Err(StoreError::WaveState {
            number: wave.number,
            state,
        });
    }
    let after = json!({
        "opens_at": settings.opens_at, "closes_at": settings.closes_at, "asked": settings.asked,
        "rest_days": settings.rest_days, "quota": settings.quota,
    });
    note(tx, actor, wave, "arrange wave", after, now).await?;
    by_id(tx, wave.id).await
}

/// Another way of keeping answers; refused from the first invitation on.
pub async fn set_privacy(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    mode: PrivacyMode,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if mode == wave.privacy_mode {
        return Ok(());
    }
    untouched(tx, wave).await?;
    Entity::update_many()
        .col_expr(Column::PrivacyMode, Expr::value(word(&mode)))
        .filter(Column::Id.eq(wave.id))
        .exec(tx)
        .await?;
    let after = json!({ "privacy_mode": mode });
    note(tx, actor, wave, "choose privacy of wave", after, now).await
}

/// Another version of the questionnaire; refused from the first invitation on.
pub async fn set_survey(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    survey_version_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if survey_version_id == wave.survey_version_id {
        return Ok(());
    }
    untouched(tx, wave).await?;
    Entity::update_many()
        .col_expr(Column::SurveyVersionId, Expr::value(survey_version_id))
        .filter(Column::Id.eq(wave.id))
        .exec(tx)
        .await?;
    let after = json!({ "survey_version_id": survey_version_id });
    note(tx, actor, wave, "choose questionnaire of wave", after, now).await
}

/// Refuses once somebody was invited or the wave is over: what was promised then is fixed.
async fn untouched(tx: &DatabaseTransaction, wave: &Wave) -> Result<(), StoreError> {
    let is_begun = super::invitations::any(tx, wave).await? || super::visits::any(tx, wave).await?;
    if wave.state == WaveState::Closed || is_begun {
        let state = "under way: the first invitation was made".to_owned();
        let number = wave.number;
        return Err(StoreError::WaveState { number, state });
    }
    Ok(())
}

/// Stops all mail of a wave, or lets it go on: what is queued waits.
pub async fn stop_mail(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    stopped: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::MailStoppedAt, Expr::value(stopped.then_some(now)))
        .filter(Column::Id.eq(wave.id))
        .exec(tx)
        .await?;
    let action = if stopped { "stop mail" } else { "resume mail" };
    note(tx, actor, wave, action, json!({}), now).await
}

async fn note(
    tx: &DatabaseTransaction,
    actor: &Actor,
    wave: &Wave,
    action: &'static str,
    after: serde_json::Value,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let programme = programmes::by_id(tx, wave.programme_id).await?;
    let event = Event {
        programme: Some(&programme),
        action,
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: Some(after),
    };
    audit::record(tx, actor, now, event).await
}

/// One step forward, only from the state it starts in: of two at once, one is refused.
async fn step(
    tx: &DatabaseTransaction,
    actor: &Actor,
    action: &'static str,
    wave: &Wave,
    from: WaveState,
    changed: Wave,
    now: DateTime<Utc>,
) -> Result<Wave, StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(word(&changed.state)))
        .col_expr(Column::ProtocolId, Expr::value(changed.protocol_id))
        .col_expr(Column::OpenedAt, Expr::value(changed.opened_at))
        .col_expr(Column::ClosesAt, Expr::value(changed.closes_at))
        .col_expr(Column::ClosedAt, Expr::value(changed.closed_at))
        .filter(Column::Id.eq(wave.id))
        .filter(Column::State.eq(word(&from)))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        let state = word(&by_id(tx, wave.id).await?.state);
        let number = wave.number;
        return Err(StoreError::WaveState { number, state });
    }
    let programme = programmes::by_id(tx, wave.programme_id).await?;
    let event = event(&programme, action, &changed, Some(wave));
    audit::record(tx, actor, now, event).await?;
    Ok(changed)
}

fn event<'a>(
    programme: &'a Programme,
    action: &'static str,
    wave: &Wave,
    before: Option<&Wave>,
) -> Event<'a> {
    let told = |wave: &Wave| json!({ "state": wave.state, "closes_at": wave.closes_at, "protocol_id": wave.protocol_id });
    Event {
        programme: Some(programme),
        action,
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: before.map(told),
        after: Some(told(wave)),
    }
}

impl Wave {
    pub fn settings(&self) -> Settings {
        Settings {
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            asked: self.asked.clone(),
            rest_days: self.rest_days,
            quota: self.quota,
        }
    }

    fn read(row: Model, lanes: Lanes) -> Result<Self, StoreError> {
        let key = row.number.to_string();
        Ok(Self {
            id: row.id,
            programme_id: row.programme_id,
            lanes,
            number: row.number,
            kind: sql::from_word("wave", &key, &row.kind)?,
            name: sql::from_json("wave", &key, row.name)?,
            survey_version_id: row.survey_version_id,
            protocol_id: row.protocol_id,
            privacy_mode: sql::from_word("wave", &key, &row.privacy_mode)?,
            evidence_from: row.evidence_from,
            evidence_to: row.evidence_to,
            population: row.population,
            state: sql::from_word("wave", &key, &row.state)?,
            opened_at: row.opened_at,
            closes_at: row.closes_at,
            closed_at: row.closed_at,
            opens_at: row.opens_at,
            asked: match row.asked {
                Some(asked) => sql::from_json("wave", &key, asked)?,
                None => Asked::default(),
            },
            rest_days: row.rest_days.unsigned_abs(),
            quota: row.quota.map(i32::unsigned_abs),
            mail_stopped_at: row.mail_stopped_at,
        })
    }
}
