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
use super::entity::{code, quote, statement};
use super::programmes::Programme;
use super::sql::{self, new_id, word};
use super::waves::Wave;
use crate::domain::evidence::{Answer, Answers, Mode};
use crate::domain::language::Language;
use crate::domain::link::{LinkAddress, LinkKey};
use crate::domain::parameter::Tone;
use crate::domain::submission::Marks;

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
    let rows = statement_rows(db, conversation).await?;
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

async fn statement_rows(
    db: &impl ConnectionTrait,
    conversation: &Conversation,
) -> Result<Vec<statement::Model>, StoreError> {
    let rows = statement::Entity::find()
        .filter(statement::Column::Lane.eq(conversation.lane))
        .filter(statement::Column::InterviewId.eq(conversation.interview_id))
        .order_by_asc(statement::Column::Nr);
    Ok(rows.all(db).await?)
}

/// Where on a page something was noted: at a statement that it showed, or in the room for a new one,
/// which the key of the page makes known when the page is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Known(i32),
    New(Uuid),
}

/// What a page says of one place: what was noted there, or that it was emptied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    pub place: Place,
    pub note: Option<Note>,
}

/// A page of a conversation as it was sent. What it does not speak of stays as it is.
pub struct Said<'a> {
    /// With the day and the way of asking that the page says.
    pub conversation: &'a Conversation,
    pub client: &'a Client,
    /// The keys of all answers on the page, and those that were given.
    pub keys: &'a [String],
    pub answers: &'a Answers,
    pub noted: &'a [Noted],
    /// What the page was rendered with; none of a page that does not say.
    pub was: Option<&'a Marks>,
    /// Whether somebody pressed a button; a script that saves is not recorded each time.
    pub aloud: bool,
}

/// What was noted, as marks of a page are made of it.
pub fn marked(notes: &[Note]) -> Answers {
    let word = |note: &Note| {
        let (theme, tone) = (note.theme.as_deref().unwrap_or_default(), &note.tone);
        let chosen = (note.open_problem == Some(true), note.quote_allowed);
        Answer::Word(format!("{}\n{theme}\n{tone:?} {chosen:?}", note.text))
    };
    notes
        .iter()
        .map(|note| (key(note.nr), word(note)))
        .collect()
}

/// No item has such a code.
fn key(nr: i32) -> String {
    format!("#{nr}")
}

/// Saves what a page says. Of two windows nothing is lost: what a page does not show, or shows as
/// it was, stays; of two different answers the later counts. Statements are written in place, so
/// that what was coded of them since stays; those that were emptied go. Gives marks of what the page
/// shows now.
pub async fn save(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    said: &Said<'_>,
    now: DateTime<Utc>,
) -> Result<Marks, StoreError> {
    let conversation = said.conversation;
    // First of all, since it holds the row until the end of the transaction.
    Entity::update_many()
        .col_expr(Column::Mode, Expr::value(word(&conversation.mode)))
        .col_expr(Column::HeldOn, Expr::value(conversation.held_on))
        .col_expr(Column::SavedAt, Expr::value(now))
        .filter(Column::Lane.eq(conversation.lane))
        .filter(Column::Id.eq(conversation.id))
        .exec(tx)
        .await?;
    let mut stored = by_id(tx, programme, conversation.id).await?;
    for key in said.keys {
        match said.answers.get(key) {
            posted if said.left(key, posted) => None,
            Some(answer) => stored.answers.insert(key.clone(), answer.clone()),
            None => stored.answers.remove(key),
        };
    }
    keep_interview(tx, programme, conversation, said.client).await?;
    let noted = keep_notes(tx, programme, said, &mut stored).await?;
    Entity::update_many()
        .col_expr(Column::Answers, Expr::value(sql::json(&stored.answers)))
        .col_expr(Column::Items, Expr::value(sql::json(&stored.items)))
        .filter(Column::Lane.eq(conversation.lane))
        .filter(Column::Id.eq(conversation.id))
        .exec(tx)
        .await?;
    if said.aloud || conversation.saved_at.is_none() {
        let event = Event {
            programme: Some(programme),
            action: "save conversation",
            subject_kind: "conversation",
            subject_id: conversation.id.to_string(),
            before: None,
            after: Some(json!({ "statements": stored.items.len() })),
        };
        audit::record(tx, actor, now, event).await?;
    }
    let mut shown = said.was.cloned().unwrap_or_default();
    shown.take(said.answers, said.keys);
    for (nr, note) in noted {
        shown.take(&marked(note.as_slice()), &[key(nr)]);
    }
    Ok(shown)
}

impl Said<'_> {
    /// Whether nobody touched it on the page.
    fn left(&self, key: &str, posted: Option<&Answer>) -> bool {
        self.was.is_some_and(|was| was.has(key, posted))
    }
}

/// Writes what was noted. Gives what the page says of each statement, by its number.
async fn keep_notes(
    tx: &DatabaseTransaction,
    programme: &Programme,
    said: &Said<'_>,
    stored: &mut Conversation,
) -> Result<Vec<(i32, Option<Note>)>, StoreError> {
    let rows = statement_rows(tx, stored).await?;
    let known: BTreeMap<Uuid, i32> = rows.into_iter().map(|row| (row.id, row.nr)).collect();
    let mut last = known.values().copied().max().unwrap_or(0);
    let mut all = Vec::new();
    for one in said.noted {
        let (nr, id) = match one.place {
            Place::Known(nr) => (nr, new_id()),
            Place::New(id) => match known.get(&id) {
                Some(nr) => (*nr, id),
                None if one.note.is_none() => continue,
                None => {
                    last += 1;
                    (last, id)
                }
            },
        };
        let note = one.note.clone().map(|note| Note { nr, ..note });
        if !said.left(&key(nr), marked(note.as_slice()).get(&key(nr))) {
            match &note {
                Some(note) => {
                    keep_note(tx, programme, stored, note, id).await?;
                    stored.items.insert(nr, note.item.clone());
                }
                None => {
                    drop_note(tx, stored, nr).await?;
                    stored.items.remove(&nr);
                }
            }
        }
        all.push((nr, note));
    }
    Ok(all)
}

/// Takes a statement away, with what was coded of it.
async fn drop_note(
    tx: &DatabaseTransaction,
    conversation: &Conversation,
    nr: i32,
) -> Result<(), StoreError> {
    let mut rows = statement_rows(tx, conversation).await?.into_iter();
    let Some(row) = rows.find(|row| row.nr == nr) else {
        return Ok(());
    };
    code::Entity::delete_many()
        .filter(code::Column::Lane.eq(row.lane))
        .filter(code::Column::SaidId.eq(row.id))
        .exec(tx)
        .await?;
    quote::Entity::delete_many()
        .filter(quote::Column::Lane.eq(row.lane))
        .filter(quote::Column::SaidId.eq(row.id))
        .exec(tx)
        .await?;
    statement::Entity::delete_by_id((row.lane, row.id))
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
    id: Uuid,
) -> Result<(), StoreError> {
    let values = [
        conversation.lane.into(),
        id.into(),
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
