//! Texts of a wave's mails that somebody wrote, by step and language, in place of our own.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::audit::{self, Actor, Event};
use super::entity::mail_text::{Column, Entity, Model};
use super::programmes::Programme;
use super::waves::Wave;
use super::{StoreError, programmes, protocols, sql, surveys, waves};
use crate::domain::mailing::{Asking, OwnText};

pub async fn of_wave(db: &impl ConnectionTrait, wave: Uuid) -> Result<Vec<OwnText>, StoreError> {
    let rows = Entity::find()
        .filter(Column::WaveId.eq(wave))
        .all(db)
        .await?;
    let read = |row: Model| OwnText {
        step: row.step,
        language: row.language,
        subject: row.subject,
        body: row.body,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// What a wave asks, and in whose name.
pub async fn asking(db: &impl ConnectionTrait, wave: Uuid) -> Result<Asking, StoreError> {
    let wave = waves::by_id(db, wave).await?;
    let programme = programmes::by_id(db, wave.programme_id).await?;
    let protocol = match wave.protocol_id {
        Some(id) => Some(protocols::by_id(db, id).await?),
        None => protocols::current(db, wave.programme_id).await?,
    };
    let survey = surveys::by_id(db, wave.survey_version_id).await?.survey;
    let protocol = protocol.map(|version| version.protocol);
    let information = protocol.as_ref();
    let information = information.and_then(|protocol| protocol.information.clone());
    let organisation = protocol.map(|protocol| protocol.programme.organisation);
    Ok(Asking {
        organisation: organisation.unwrap_or_else(|| programme.title.clone()),
        information: information.filter(|one| one.in_invitations),
        programme_id: programme.id,
        programme: programme.title,
        survey_code: survey.code.clone(),
        texts: of_wave(db, wave.id).await?,
        first: survey.in_mail().cloned(),
        survey: survey.title,
        languages: survey.languages,
        privacy: wave.privacy_mode,
        closes_at: wave.closes_at,
        zone: programme.time_zone.parse().unwrap_or(Tz::UTC),
    })
}

/// An empty subject and body bring our own text back.
pub async fn save(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    text: &OwnText,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let is_ours = text.subject.trim().is_empty() && text.body.trim().is_empty();
    if is_ours {
        Entity::delete_by_id((wave.id, text.step.clone(), text.language.clone()))
            .exec(tx)
            .await?;
    } else {
        let row = Model {
            wave_id: wave.id,
            step: text.step.clone(),
            language: text.language.clone(),
            subject: text.subject.clone(),
            body: text.body.clone(),
        };
        let over = OnConflict::columns([Column::WaveId, Column::Step, Column::Language])
            .update_columns([Column::Subject, Column::Body])
            .to_owned();
        sql::upsert_all::<Entity>(tx, vec![row], over).await?;
    }
    let event = Event {
        programme: Some(programme),
        action: "write mail text",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: Some(json!({
            "step": text.step, "language": text.language, "subject": text.subject, "ours": is_ours,
        })),
    };
    audit::record(tx, actor, now, event).await
}
