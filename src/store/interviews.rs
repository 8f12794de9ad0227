//! Interviews and the statements noted in them.

use std::collections::BTreeMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use super::StoreError;
use super::batches::Imported;
use super::entity::{interview, statement};
use super::programmes::Programme;
use super::sql::{self, new_id, word};
use crate::domain::evidence::StatementRow;

/// Takes in the statements of a file. An interview that the file holds is taken over whole: its
/// statements are numbered as they come, and those that the file lacks are gone. Other interviews
/// stay. The counts are of statements.
pub async fn import(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: Uuid,
    rows: &[StatementRow],
) -> Result<Imported, StoreError> {
    let mut by_interview = BTreeMap::<&str, Vec<&StatementRow>>::new();
    for row in rows {
        by_interview.entry(&row.interview).or_default().push(row);
    }
    let mut done = Imported::default();
    for (key, rows) in by_interview {
        let interview = keep_interview(tx, programme, batch, key, rows[0]).await?;
        let new: Vec<_> = rows
            .iter()
            .zip(1..)
            .map(|(row, nr)| statement_model(&interview, nr, row))
            .collect();
        keep_statements(tx, &interview, new, &mut done).await?;
    }
    Ok(done)
}

/// All statements of a programme, by interview and number.
pub async fn statements(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<StatementRow>, StoreError> {
    let interviews = of(programme).all(db).await?;
    let interviews: BTreeMap<Uuid, interview::Model> =
        interviews.into_iter().map(|row| (row.id, row)).collect();
    let rows = statement::Entity::find()
        .filter(statement::Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(statement::Column::ProgrammeId.eq(programme.id))
        .order_by_asc(statement::Column::Nr)
        .all(db)
        .await?;
    let mut statements = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(interview) = interviews.get(&row.interview_id) {
            statements.push((row.nr, read(interview, row)?));
        }
    }
    statements.sort_by(|a, b| (&a.1.interview, a.0).cmp(&(&b.1.interview, b.0)));
    Ok(statements.into_iter().map(|(_, row)| row).collect())
}

async fn keep_interview(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: Uuid,
    key: &str,
    row: &StatementRow,
) -> Result<interview::Model, StoreError> {
    let known = of(programme).filter(interview::Column::Key.eq(key));
    let known = known.one(tx).await?;
    let new = interview::Model {
        lane: programme.lanes.of(key.as_bytes()),
        id: known.as_ref().map_or_else(new_id, |known| known.id),
        programme_id: programme.id,
        key: key.to_owned(),
        held_on: row.date,
        interviewer: row.interviewer.clone(),
        segment: row.segment.clone(),
        role: row.role.clone(),
        batch_id: Some(batch),
    };
    match known {
        Some(kept)
            if (interview::Model {
                batch_id: Some(batch),
                ..kept.clone()
            }) == new =>
        {
            Ok(kept)
        }
        Some(_) => {
            let over = OnConflict::columns([interview::Column::Lane, interview::Column::Id])
                .update_columns([
                    interview::Column::HeldOn,
                    interview::Column::Interviewer,
                    interview::Column::Segment,
                    interview::Column::Role,
                    interview::Column::BatchId,
                ])
                .to_owned();
            sql::upsert_all::<interview::Entity>(tx, vec![new.clone()], over).await?;
            Ok(new)
        }
        None => {
            sql::insert::<interview::Entity>(tx, new.clone()).await?;
            Ok(new)
        }
    }
}

/// Puts `new` in place of the statements that an interview has, unless they are the same.
async fn keep_statements(
    tx: &DatabaseTransaction,
    interview: &interview::Model,
    new: Vec<statement::Model>,
    done: &mut Imported,
) -> Result<(), StoreError> {
    let mine = |column: statement::Column| column.eq(interview.id);
    let known = statement::Entity::find()
        .filter(statement::Column::Lane.eq(interview.lane))
        .filter(mine(statement::Column::InterviewId))
        .all(tx)
        .await?;
    let known: BTreeMap<i32, statement::Model> =
        known.into_iter().map(|row| (row.nr, row)).collect();
    let mut counts = Imported::default();
    for row in &new {
        match known.get(&row.nr) {
            Some(kept) if is_same(kept, row) => counts.unchanged += 1,
            Some(_) => counts.changed += 1,
            None => counts.added += 1,
        }
    }
    if counts.added + counts.changed > 0 || new.len() < known.len() {
        statement::Entity::delete_many()
            .filter(statement::Column::Lane.eq(interview.lane))
            .filter(mine(statement::Column::InterviewId))
            .exec(tx)
            .await?;
        sql::insert_all::<statement::Entity>(tx, new).await?;
    }
    done.added += counts.added;
    done.changed += counts.changed;
    done.unchanged += counts.unchanged;
    Ok(())
}

fn of(programme: &Programme) -> Select<interview::Entity> {
    let (first, last) = (programme.lanes.first(), programme.lanes.last());
    interview::Entity::find()
        .filter(interview::Column::Lane.between(first, last))
        .filter(interview::Column::ProgrammeId.eq(programme.id))
}

fn statement_model(interview: &interview::Model, nr: i32, row: &StatementRow) -> statement::Model {
    statement::Model {
        lane: interview.lane,
        id: new_id(),
        programme_id: interview.programme_id,
        interview_id: interview.id,
        nr,
        theme: row.theme.clone(),
        text: row.text.clone(),
        text_en: row.text_en.clone(),
        tone: row.tone.as_ref().map(word),
        second_tone: row.second_tone.as_ref().map(word),
        open_problem: row.open_problem,
        quote_allowed: row.quote_allowed,
    }
}

fn is_same(kept: &statement::Model, new: &statement::Model) -> bool {
    statement::Model {
        id: new.id,
        ..kept.clone()
    } == *new
}

fn read(interview: &interview::Model, row: statement::Model) -> Result<StatementRow, StoreError> {
    let key = &interview.key;
    let tone = |word: Option<String>| {
        word.map(|word| sql::from_word("statement", key, &word))
            .transpose()
    };
    Ok(StatementRow {
        interview: key.clone(),
        date: interview.held_on,
        interviewer: interview.interviewer.clone(),
        segment: interview.segment.clone(),
        role: interview.role.clone(),
        theme: row.theme,
        text: row.text,
        text_en: row.text_en,
        tone: tone(row.tone)?,
        second_tone: tone(row.second_tone)?,
        open_problem: row.open_problem,
        quote_allowed: row.quote_allowed,
    })
}
