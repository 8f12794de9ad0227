//! Texts of a wave's mails that somebody wrote, by step and language, in place of our own.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::StoreError;
use super::entity::mail_text::{Column, Entity, Model};
use super::sql;
use super::waves::Wave;

/// Subject and body as written; the body's paragraphs stand apart by a blank line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailText {
    /// `invitation` or `reminder`.
    pub step: String,
    pub language: String,
    pub subject: String,
    pub body: String,
}

pub async fn of_wave(
    db: &impl ConnectionTrait,
    wave: uuid::Uuid,
) -> Result<Vec<MailText>, StoreError> {
    let rows = Entity::find()
        .filter(Column::WaveId.eq(wave))
        .all(db)
        .await?;
    let read = |row: Model| MailText {
        step: row.step,
        language: row.language,
        subject: row.subject,
        body: row.body,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// An empty subject and body bring our own text back.
pub async fn save(
    tx: &DatabaseTransaction,
    wave: &Wave,
    text: &MailText,
) -> Result<(), StoreError> {
    if text.subject.trim().is_empty() && text.body.trim().is_empty() {
        Entity::delete_by_id((wave.id, text.step.clone(), text.language.clone()))
            .exec(tx)
            .await?;
        return Ok(());
    }
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
    Ok(())
}
