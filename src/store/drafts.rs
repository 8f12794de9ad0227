//! Trying a draft: a secret link to it, and what was answered there. Kept apart from the responses,
//! so that no result can ever count it; gone when the draft is published.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

use super::StoreError;
use super::entity::{draft_answer, draft_link};
use super::sql;
use crate::domain::evidence::Answers;
use crate::domain::language::Language;

/// Makes the link to a draft; the one before it stops working.
pub async fn open(
    tx: &DatabaseTransaction,
    version_id: Uuid,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    close(tx, version_id).await?;
    let row = draft_link::Model {
        survey_version_id: version_id,
        token_hash: token_hash.to_vec(),
        created_at: now,
    };
    sql::insert::<draft_link::Entity>(tx, row).await?;
    Ok(())
}

/// Takes the link away; what was answered stays until the publication.
pub async fn close(tx: &DatabaseTransaction, version_id: Uuid) -> Result<(), StoreError> {
    draft_link::Entity::delete_by_id(version_id)
        .exec(tx)
        .await?;
    Ok(())
}

/// Since when a draft has a link.
pub async fn opened_at(
    db: &impl ConnectionTrait,
    version_id: Uuid,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = draft_link::Entity::find_by_id(version_id).one(db).await?;
    Ok(row.map(|row| row.created_at))
}

/// The draft that a link leads to.
pub async fn by_token(
    db: &impl ConnectionTrait,
    token_hash: &[u8],
) -> Result<Option<Uuid>, StoreError> {
    let row = draft_link::Entity::find()
        .filter(draft_link::Column::TokenHash.eq(token_hash.to_vec()))
        .one(db)
        .await?;
    Ok(row.map(|row| row.survey_version_id))
}

/// Keeps what somebody answered who tried a draft.
pub async fn keep(
    tx: &DatabaseTransaction,
    id: Uuid,
    version_id: Uuid,
    language: &Language,
    answers: &Answers,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    draft_answer::Entity::delete_by_id(id).exec(tx).await?;
    let row = draft_answer::Model {
        id,
        survey_version_id: version_id,
        language: language.tag().to_owned(),
        answers: sql::json(answers),
        sent_at: now,
    };
    sql::insert::<draft_answer::Entity>(tx, row).await?;
    Ok(())
}

/// What was answered by trying, the last first.
pub async fn answers(
    db: &impl ConnectionTrait,
    version_id: Uuid,
) -> Result<Vec<(DateTime<Utc>, Answers)>, StoreError> {
    let rows = draft_answer::Entity::find()
        .filter(draft_answer::Column::SurveyVersionId.eq(version_id))
        .order_by_desc(draft_answer::Column::SentAt)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let answers = sql::from_json("test answer", row.id, row.answers)?;
            Ok((row.sent_at, answers))
        })
        .collect()
}

/// One try, while it goes on.
pub async fn of_try(
    db: &impl ConnectionTrait,
    id: Uuid,
    version_id: Uuid,
) -> Result<Answers, StoreError> {
    let row = draft_answer::Entity::find_by_id(id)
        .filter(draft_answer::Column::SurveyVersionId.eq(version_id))
        .one(db)
        .await?;
    let answers = row.map(|row| sql::from_json("test answer", row.id, row.answers));
    Ok(answers.transpose()?.unwrap_or_default())
}

pub async fn count(db: &impl ConnectionTrait, version_id: Uuid) -> Result<u64, StoreError> {
    let of_version = draft_answer::Column::SurveyVersionId.eq(version_id);
    let found = draft_answer::Entity::find().filter(of_version);
    Ok(found.count(db).await?)
}

/// Forgets the link and all that was answered by it.
pub async fn forget(tx: &DatabaseTransaction, version_id: Uuid) -> Result<(), StoreError> {
    close(tx, version_id).await?;
    draft_answer::Entity::delete_many()
        .filter(draft_answer::Column::SurveyVersionId.eq(version_id))
        .exec(tx)
        .await?;
    Ok(())
}
