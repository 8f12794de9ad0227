//! Open answers, kept apart from the answers that are counted.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryResult,
};
use uuid::Uuid;

use super::StoreError;
use super::batches::Imported;
use super::entity::comment::{Column, Entity, Model};
use super::ledger::Ledger;
use super::responses;
use super::sql::{self, ROWS_PER_STATEMENT, new_id};
use super::traces::Tracing;
use super::waves::Wave;
use crate::domain::evidence::CommentRow;
use crate::domain::language::Language;
use crate::domain::protocol::PrivacyMode;

/// A comment as it is read, with the segment of its response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub lane: i64,
    pub id: Uuid,
    pub response_id: Uuid,
    pub segment: Option<String>,
    /// The item it answers.
    pub item: String,
    pub language: Language,
    pub text: String,
    pub text_en: Option<String>,
}

/// Takes in the comments of a file on one item, by the respondents' keys. Who has no response was
/// refused when the file was read; the responses may have been taken out since.
pub async fn import(
    tx: &DatabaseTransaction,
    wave: &Wave,
    batch: Uuid,
    item: &str,
    rows: &[CommentRow],
) -> Result<Imported, StoreError> {
    let mut ledger = Ledger::doing();
    import_by(tx, wave, batch, item, rows, &mut ledger).await?;
    Ok(ledger.done)
}

pub(super) async fn import_by(
    tx: &DatabaseTransaction,
    wave: &Wave,
    batch: Uuid,
    item: &str,
    rows: &[CommentRow],
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let mut tracing = Tracing::new(wave.programme_id, batch);
    for some in rows.chunks(ROWS_PER_STATEMENT) {
        let keys = some.iter().map(|row| row.respondent.as_str());
        let responses = responses::by_keys(tx, wave, keys).await?;
        let known = of_responses(tx, wave, item, responses.values().map(|r| r.id)).await?;
        let mut writes = Vec::new();
        for row in some {
            let response = responses
                .get(&row.respondent)
                .ok_or_else(|| StoreError::outdated(format!("wave {}", wave.number)))?;
            let mut new = model(wave, item, row, response.lane, response.id);
            match known.get(&response.id) {
                Some(kept) if is_same(kept, &new) => ledger.unchanged(),
                Some(kept) => {
                    ledger.changed(kept, &new);
                    tracing.changed((kept.lane, kept.id), kept, None);
                    new.id = kept.id;
                    writes.push(new);
                }
                None => {
                    ledger.added();
                    tracing.added(new.lane, new.id);
                    writes.push(new);
                }
            }
        }
        if ledger.writes() {
            upsert(tx, writes).await?;
            tracing.write(tx).await?;
        }
    }
    Ok(())
}

/// All comments of a wave.
pub async fn of_wave(db: &impl ConnectionTrait, wave: &Wave) -> Result<Vec<Comment>, StoreError> {
    let sql = "select c.id, r.segment, c.item, c.language, c.text, c.text_en, c.lane, c.response_id \
        from comment c \
        join response r on r.lane = c.lane and r.id = c.response_id \
        where c.lane between $1 and $2 and c.wave_id = $3 order by c.item, c.text, c.id";
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, sql, [first.into(), last.into(), wave.id.into()]).await?;
    rows.iter().map(read).collect()
}

async fn of_responses(
    db: &impl ConnectionTrait,
    wave: &Wave,
    item: &str,
    responses: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Model>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Lane.between(wave.lanes.first(), wave.lanes.last()))
        .filter(Column::ResponseId.is_in(responses))
        .filter(Column::Item.eq(item))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.response_id, row)).collect())
}

async fn upsert(tx: &DatabaseTransaction, rows: Vec<Model>) -> Result<(), StoreError> {
    let over = OnConflict::columns([Column::Lane, Column::Id])
        .update_columns([Column::Language, Column::Text, Column::TextEn])
        .to_owned();
    sql::upsert_all::<Entity>(tx, rows, over).await?;
    Ok(())
}

fn model(wave: &Wave, item: &str, row: &CommentRow, lane: i64, response_id: Uuid) -> Model {
    Model {
        lane,
        id: match wave.privacy_mode {
            PrivacyMode::Anonymous => Uuid::new_v4(),
            PrivacyMode::Named | PrivacyMode::Confidential => new_id(),
        },
        programme_id: wave.programme_id,
        wave_id: wave.id,
        response_id,
        item: item.to_owned(),
        language: row.language.tag().to_owned(),
        text: row.text.clone(),
        text_en: row.text_en.clone(),
    }
}

fn is_same(kept: &Model, new: &Model) -> bool {
    kept.language == new.language && kept.text == new.text && kept.text_en == new.text_en
}

fn read(row: &QueryResult) -> Result<Comment, StoreError> {
    let id: Uuid = row.try_get_by_index(0)?;
    let language: String = row.try_get_by_index(3)?;
    Ok(Comment {
        id,
        segment: row.try_get_by_index(1)?,
        item: row.try_get_by_index(2)?,
        language: Language::new(&language)
            .map_err(|err| StoreError::corrupt("comment", id, err))?,
        text: row.try_get_by_index(4)?,
        text_en: row.try_get_by_index(5)?,
        lane: row.try_get_by_index(6)?,
        response_id: row.try_get_by_index(7)?,
    })
}
