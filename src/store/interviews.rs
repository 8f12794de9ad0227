//! Interviews and the statements noted in them.

use std::collections::{BTreeMap, VecDeque};

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Select,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::StoreError;
use super::batches::Imported;
use super::coding::{self, Desk};
use super::entity::{interview, statement};
use super::ledger::Ledger;
use super::programmes::Programme;
use super::sql::{self, new_id, word};
use super::traces::Tracing;
use crate::domain::evidence::{About, StatementRow};

/// Takes in the statements of a file. An interview that the file holds is taken over whole: its
/// statements are numbered as they come, and those that the file lacks are gone. Other interviews
/// stay. The counts are of statements.
pub async fn import(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: Uuid,
    rows: &[StatementRow],
) -> Result<Imported, StoreError> {
    let mut ledger = Ledger::doing();
    import_by(tx, programme, batch, rows, &mut ledger).await?;
    Ok(ledger.done)
}

pub(super) async fn import_by(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: Uuid,
    rows: &[StatementRow],
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let mut by_interview = BTreeMap::<&str, Vec<&StatementRow>>::new();
    let mut places = BTreeMap::<&str, Vec<usize>>::new();
    for (place, row) in rows.iter().enumerate() {
        by_interview.entry(&row.interview).or_default().push(row);
        places.entry(&row.interview).or_default().push(place);
    }
    let mut tracing = Tracing::new(programme.id, batch);
    for (key, rows) in by_interview {
        let kept = kept(tx, programme, key).await?;
        let new = noted(programme, batch, key, kept.as_ref(), &rows);
        compare(kept.as_ref(), &new, ledger);
        if !ledger.writes() {
            continue;
        }
        match &kept {
            Some(kept) if kept.is_same(&new) => continue,
            Some(kept) => {
                let row = &kept.interview;
                tracing.changed((row.lane, row.id), kept, row.batch_id);
            }
            None => {}
        }
        put(tx, new).await?;
    }
    tracing.write(tx).await?;
    let places: Vec<usize> = places.into_values().flatten().collect();
    ledger.reorder(&places);
    Ok(())
}

/// An interview as it is stored, with its statements by number.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Noted {
    interview: interview::Model,
    statements: Vec<statement::Model>,
}

impl Noted {
    fn is_same(&self, new: &Self) -> bool {
        let interview = interview::Model {
            batch_id: new.interview.batch_id,
            ..self.interview.clone()
        };
        let pairs = || self.statements.iter().zip(&new.statements);
        interview == new.interview
            && self.statements.len() == new.statements.len()
            && pairs().all(|(kept, new)| is_same(kept, new))
    }
}

/// All statements of a programme, by interview and number, with what the coding desk made of them.
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
    let desk = Desk::of_programme(db, programme, &rows).await?;
    let mut statements = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(interview) = interviews.get(&row.interview_id) {
            let (nr, said) = (row.nr, coding::said(interview, &row, &desk.codes)?);
            let mut row = read(interview, row)?;
            desk.count(&mut row, &said);
            statements.push((nr, row));
        }
    }
    statements.sort_by(|a, b| (&a.1.interview, a.0).cmp(&(&b.1.interview, b.0)));
    Ok(statements.into_iter().map(|(_, row)| row).collect())
}

async fn kept(
    tx: &DatabaseTransaction,
    programme: &Programme,
    key: &str,
) -> Result<Option<Noted>, StoreError> {
    let known = of(programme).filter(interview::Column::Key.eq(key));
    let Some(interview) = known.one(tx).await? else {
        return Ok(None);
    };
    let statements = statement::Entity::find()
        .filter(statement::Column::Lane.eq(interview.lane))
        .filter(statement::Column::InterviewId.eq(interview.id))
        .order_by_asc(statement::Column::Nr)
        .all(tx)
        .await?;
    Ok(Some(Noted {
        interview,
        statements,
    }))
}

fn noted(
    programme: &Programme,
    batch: Uuid,
    key: &str,
    kept: Option<&Noted>,
    rows: &[&StatementRow],
) -> Noted {
    let first = rows.first();
    let said = |field: fn(&StatementRow) -> Option<String>| first.and_then(|row| field(row));
    let interview = interview::Model {
        lane: programme.lanes.of(key.as_bytes()),
        id: kept.map_or_else(new_id, |kept| kept.interview.id),
        programme_id: programme.id,
        key: key.to_owned(),
        held_on: first.map(|row| row.date).unwrap_or_default(),
        interviewer: said(|row| row.interviewer.clone()),
        segment: said(|row| row.segment.clone()),
        role: said(|row| row.role.clone()),
        batch_id: Some(batch),
    };
    let statements = rows.iter().zip(1..);
    let statements = statements.map(|(row, nr)| statement_model(&interview, nr, row));
    let mut statements: Vec<statement::Model> = statements.collect();
    if let Some(kept) = kept {
        keep_ids(&kept.statements, &mut statements);
    }
    Noted {
        statements,
        interview,
    }
}

/// A statement that says the same as before is the same one, wherever it now stands: what the
/// coding desk made of it stays with it.
fn keep_ids(kept: &[statement::Model], new: &mut [statement::Model]) {
    let mut by_text = BTreeMap::<&str, VecDeque<Uuid>>::new();
    for row in kept {
        by_text.entry(&row.text).or_default().push_back(row.id);
    }
    for row in new {
        let known = by_text.get_mut(row.text.as_str());
        if let Some(id) = known.and_then(VecDeque::pop_front) {
            row.id = id;
        }
    }
}

fn compare(kept: Option<&Noted>, new: &Noted, ledger: &mut Ledger) {
    let known: BTreeMap<i32, &statement::Model> = kept
        .iter()
        .flat_map(|kept| &kept.statements)
        .map(|row| (row.nr, row))
        .collect();
    for row in &new.statements {
        match known.get(&row.nr) {
            Some(kept) if is_same(kept, row) => ledger.unchanged(),
            Some(kept) => ledger.changed(*kept, row),
            None => ledger.added(),
        }
    }
}

/// Writes an interview whole, over the one with its id if there is one.
pub(super) async fn put(tx: &DatabaseTransaction, noted: Noted) -> Result<(), StoreError> {
    let (lane, id) = (noted.interview.lane, noted.interview.id);
    let over = OnConflict::columns([interview::Column::Lane, interview::Column::Id])
        .update_columns([
            interview::Column::HeldOn,
            interview::Column::Interviewer,
            interview::Column::Segment,
            interview::Column::Role,
            interview::Column::BatchId,
        ])
        .to_owned();
    sql::upsert_all::<interview::Entity>(tx, vec![noted.interview], over).await?;
    statement::Entity::delete_many()
        .filter(statement::Column::Lane.eq(lane))
        .filter(statement::Column::InterviewId.eq(id))
        .exec(tx)
        .await?;
    sql::insert_all::<statement::Entity>(tx, noted.statements).await?;
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
        parameter: row.about.parameter.clone(),
        service: row.about.service.clone(),
        score: row.about.score,
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
        about: About {
            parameter: row.parameter,
            service: row.service,
            score: row.score,
        },
        settled: None,
    })
}
