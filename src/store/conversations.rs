//! Conversations that are held with clients along a guide. What is noted becomes statements of an
//! interview, beside those that come in files.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::clients::Client;
use super::entity::conversation::{Column, Entity, Model};
use super::entity::statement;
use super::programmes::Programme;
use super::sql::{self, new_id, word};
use super::waves::Wave;
use crate::domain::evidence::{Answers, Mode};
use crate::domain::language::Language;
use crate::domain::link::{LinkAddress, LinkKey};
use crate::domain::parameter::Tone;

#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    pub lane: i64,
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_id: Uuid,
    /// The guide; the conversation stays on the version it began with.
    pub survey_version_id: Uuid,
    pub client_id: Uuid,
    pub interview_id: Uuid,
    pub mode: Mode,
    pub language: Language,
    pub held_on: NaiveDate,
    pub interviewer: String,
    pub answers: Answers,
    /// The item that each statement was noted at, by its number.
    pub items: BTreeMap<i32, String>,
    pub saved_at: Option<DateTime<Utc>>,
}

/// What was said at an item, as it was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub nr: i32,
    pub item: String,
    pub text: String,
    pub theme: Option<String>,
    pub tone: Option<Tone>,
    pub open_problem: Option<bool>,
    pub quote_allowed: bool,
}

/// How a conversation is going to be held.
pub struct Plan<'a> {
    pub wave: &'a Wave,
    pub survey_version_id: Uuid,
    pub client: &'a Client,
    pub mode: Mode,
    pub language: Language,
    pub held_on: NaiveDate,
    pub interviewer: &'a str,
}

/// Plans a conversation. With a client who has one along the same guide in the wave, that one goes
/// on.
pub async fn plan(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    plan: &Plan<'_>,
    key: &LinkKey,
    now: DateTime<Utc>,
) -> Result<Conversation, StoreError> {
    let known = Entity::find()
        .filter(Column::Lane.eq(plan.client.lane))
        .filter(Column::WaveId.eq(plan.wave.id))
        .filter(Column::ClientId.eq(plan.client.id))
        .filter(Column::SurveyVersionId.eq(plan.survey_version_id))
        .one(tx)
        .await?;
    if let Some(known) = known {
        return read(known);
    }
    let id = new_id();
    let row = Model {
        lane: plan.client.lane,
        id,
        programme_id: programme.id,
        wave_id: plan.wave.id,
        survey_version_id: plan.survey_version_id,
        client_id: plan.client.id,
        interview_id: new_id(),
        guide_hash: key.token(plan.client.lane, id, 0).hash().to_vec(),
        mode: word(&plan.mode),
        language: plan.language.tag().to_owned(),
        held_on: plan.held_on,
        interviewer: plan.interviewer.to_owned(),
        answers: json!({}),
        items: json!({}),
        created_at: now,
        saved_at: None,
    };
    sql::insert::<Entity>(tx, row.clone()).await?;
    let event = Event {
        programme: Some(programme),
        action: "plan conversation",
        subject_kind: "conversation",
        subject_id: id.to_string(),
        before: None,
        after: Some(json!({ "wave": plan.wave.number, "mode": plan.mode })),
    };
    audit::record(tx, actor, now, event).await?;
    read(row)
}

/// All of a programme, the last begun first.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Conversation>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(Column::ProgrammeId.eq(programme.id))
        .order_by_desc(Column::CreatedAt)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

pub async fn by_id(
    db: &impl ConnectionTrait,
    programme: &Programme,
    id: Uuid,
) -> Result<Conversation, StoreError> {
    let row = Entity::find()
        .filter(Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(Column::Id.eq(id))
        .one(db)
        .await?;
    read(row.ok_or_else(|| StoreError::not_found("conversation", id))?)
}

/// The conversation that a client got the guide of.
pub async fn by_guide(
    db: &impl ConnectionTrait,
    token: &str,
) -> Result<Option<Conversation>, StoreError> {
    let address = LinkAddress::of(token);
    let row = Entity::find()
        .filter(Column::Lane.eq(address.lane))
        .filter(Column::GuideHash.eq(address.hash.to_vec()))
        .one(db)
        .await?;
    row.map(read).transpose()
}

/// What was noted so far, in the order of noting.
pub async fn notes(
    db: &impl ConnectionTrait,
    conversation: &Conversation,
) -> Result<Vec<Note>, StoreError> {
    let rows = statement::Entity::find()
        .filter(statement::Column::Lane.eq(conversation.lane))
        .filter(statement::Column::InterviewId.eq(conversation.interview_id))
        .order_by_asc(statement::Column::Nr)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let tone = row.tone.map(|tone| sql::from_word("statement", "", &tone));
            Ok(Note {
                nr: row.nr,
                item: conversation.items.get(&row.nr).cloned().unwrap_or_default(),
                text: row.text,
                theme: row.theme,
                tone: tone.transpose()?,
                open_problem: row.open_problem,
                quote_allowed: row.quote_allowed,
            })
        })
        .collect()
}

/// Saves a conversation as it stands. The statements are written in place, so that what was coded
/// of them since stays; those that were emptied go.
pub async fn save(
    tx: &DatabaseTransaction,
    programme: &Programme,
    conversation: &Conversation,
    client: &Client,
    notes: &[Note],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let items: BTreeMap<i32, &str> = notes
        .iter()
        .map(|note| (note.nr, note.item.as_str()))
        .collect();
    Entity::update_many()
        .col_expr(
            Column::Answers,
            Expr::value(sql::json(&conversation.answers)),
        )
        .col_expr(Column::Items, Expr::value(sql::json(&items)))
        .col_expr(Column::Mode, Expr::value(word(&conversation.mode)))
        .col_expr(Column::HeldOn, Expr::value(conversation.held_on))
        .col_expr(Column::SavedAt, Expr::value(now))
        .filter(Column::Lane.eq(conversation.lane))
        .filter(Column::Id.eq(conversation.id))
        .exec(tx)
        .await?;
    keep_interview(tx, programme, conversation, client).await?;
    for note in notes {
        keep_note(tx, programme, conversation, note).await?;
    }
    statement::Entity::delete_many()
        .filter(statement::Column::Lane.eq(conversation.lane))
        .filter(statement::Column::InterviewId.eq(conversation.interview_id))
        .filter(statement::Column::Nr.is_not_in(notes.iter().map(|note| note.nr)))
        .exec(tx)
        .await?;
    Ok(())
}

async fn keep_interview(
    tx: &DatabaseTransaction,
    programme: &Programme,
    conversation: &Conversation,
    client: &Client,
) -> Result<(), StoreError> {
    // The key says nothing about the client: it stands in lists and exports.
    let key = format!("I-{}", &conversation.id.simple().to_string()[16..26]);
    let values = [
        conversation.lane.into(),
        conversation.interview_id.into(),
        programme.id.into(),
        key.into(),
        conversation.held_on.into(),
        conversation.interviewer.clone().into(),
        client.segment.clone().into(),
        client.role.clone().into(),
    ];
    sql::execute(
        tx,
        "insert into interview \
         (lane, id, programme_id, key, held_on, interviewer, segment, role) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) \
         on conflict (lane, id) do update set held_on = excluded.held_on",
        values,
    )
    .await?;
    Ok(())
}

async fn keep_note(
    tx: &DatabaseTransaction,
    programme: &Programme,
    conversation: &Conversation,
    note: &Note,
) -> Result<(), StoreError> {
    let values = [
        conversation.lane.into(),
        new_id().into(),
        programme.id.into(),
        conversation.interview_id.into(),
        note.nr.into(),
        note.theme.clone().into(),
        note.text.clone().into(),
        note.tone.as_ref().map(word).into(),
        note.open_problem.into(),
        note.quote_allowed.into(),
    ];
    sql::execute(
        tx,
        "insert into statement (lane, id, programme_id, interview_id, nr, theme, text, tone, \
         open_problem, quote_allowed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         on conflict (lane, interview_id, nr) do update set theme = excluded.theme, \
         text = excluded.text, tone = excluded.tone, open_problem = excluded.open_problem, \
         quote_allowed = excluded.quote_allowed",
        values,
    )
    .await?;
    Ok(())
}

fn read(row: Model) -> Result<Conversation, StoreError> {
    let key = row.id.to_string();
    Ok(Conversation {
        lane: row.lane,
        id: row.id,
        programme_id: row.programme_id,
        wave_id: row.wave_id,
        survey_version_id: row.survey_version_id,
        client_id: row.client_id,
        interview_id: row.interview_id,
        mode: sql::from_word("conversation", &key, &row.mode)?,
        language: Language::new(&row.language)
            .map_err(|err| StoreError::corrupt("conversation", &key, err))?,
        held_on: row.held_on,
        interviewer: row.interviewer,
        answers: sql::from_json("conversation", &key, row.answers)?,
        items: sql::from_json("conversation", &key, row.items)?,
        saved_at: row.saved_at,
    })
}
