//! Survey versions: drafts until published, and then never changed, so that callers may keep them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde::de::DeserializeOwned;
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::drafts;
use super::entity::survey_version::{Column, Entity, Model};
use super::programmes::Programme;
use super::sql::{self, new_id};
use crate::domain::canonical::{canonical, sha256_hex};
use crate::domain::language::Language;
use crate::domain::survey::Survey;
use crate::domain::translation::{self, Sources};
use crate::domain::version::{self, Change, Decided, Weight};

const DRAFT: &str = "draft";
const PUBLISHED: &str = "published";

#[derive(Clone, Debug, PartialEq)]
pub struct SurveyVersion {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub code: String,
    pub version: i32,
    /// The file as it was written.
    pub text: String,
    pub survey: Survey,
    pub hash: String,
    pub created_at: DateTime<Utc>,
    /// None while it is a draft.
    pub published_at: Option<DateTime<Utc>>,
    /// What it changed of the version published before it, as decided at its publication.
    pub changes: Vec<Decided>,
    /// What its translations were made from.
    pub sources: Sources,
}

/// One version. Published ones never change: keep them as long as you like.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<SurveyVersion, StoreError> {
    let row = Entity::find_by_id(id).one(db).await?;
    row.ok_or_else(|| StoreError::not_found("survey", id))?
        .try_into()
}

/// The newest version of every survey of a programme, by code.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
) -> Result<Vec<SurveyVersion>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ProgrammeId.eq(programme_id))
        .order_by_asc(Column::Code)
        .order_by_desc(Column::Version)
        .all(db)
        .await?;
    let mut newest = Vec::<SurveyVersion>::new();
    for row in rows {
        if newest.last().is_none_or(|kept| kept.code != row.code) {
            newest.push(row.try_into()?);
        }
    }
    Ok(newest)
}

/// The versions of one survey, newest first.
pub async fn history(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
    code: &str,
) -> Result<Vec<SurveyVersion>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ProgrammeId.eq(programme_id))
        .filter(Column::Code.eq(code))
        .order_by_desc(Column::Version)
        .all(db)
        .await?;
    rows.into_iter().map(SurveyVersion::try_from).collect()
}

/// The newest version of one survey, draft or published.
pub async fn latest(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
    code: &str,
) -> Result<Option<SurveyVersion>, StoreError> {
    Ok(history(db, programme_id, code).await?.into_iter().next())
}

/// The newest published version of one survey: the one that a new wave asks.
pub async fn published(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
    code: &str,
) -> Result<Option<SurveyVersion>, StoreError> {
    let versions = history(db, programme_id, code).await?;
    Ok(versions
        .into_iter()
        .find(|version| version.published_at.is_some()))
}

/// Keeps a draft under the survey's own code: in place of the draft there is, else as the version
/// after the published one. The same file twice changes nothing.
pub async fn save_draft(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    text: &str,
    survey: &Survey,
    now: DateTime<Utc>,
) -> Result<SurveyVersion, StoreError> {
    let history = history(tx, programme.id, &survey.code).await?;
    let survey = &as_it_would_be(survey, &history);
    let (document, hash) = hashed(survey);
    let latest = history.into_iter().next();
    if let Some(kept) = &latest
        && kept.hash == hash
        && kept.text == text
    {
        return Ok(kept.clone());
    }
    let before = latest.as_ref().map(|kept| kept.hash.clone());
    let known = latest.as_ref().map(|kept| (&kept.survey, &kept.sources));
    let sources = translation::carried(known, survey);
    let (id, version, is_draft) = match latest {
        None => (new_id(), 1, false),
        Some(kept) if kept.published_at.is_some() => (new_id(), kept.version + 1, false),
        Some(draft) => (draft.id, draft.version, true),
    };
    let row = Model {
        id,
        programme_id: programme.id,
        code: survey.code.clone(),
        version,
        text: text.to_owned(),
        document,
        hash,
        state: DRAFT.to_owned(),
        created_at: now,
        published_at: None,
        changes: None,
        sources: Some(sql::json(&sources)),
    };
    let kept = SurveyVersion::try_from(row.clone())?;
    write(tx, row, is_draft).await?;
    let event = event(programme, "draft survey", &kept, before.as_deref());
    audit::record(tx, actor, now, event).await?;
    Ok(kept)
}

/// The survey of a draft with the meanings that its items have so far.
fn as_it_would_be(survey: &Survey, history: &[SurveyVersion]) -> Survey {
    let mut survey = survey.clone();
    let mut published = history.iter().filter(|kept| kept.published_at.is_some());
    let last = published.clone().next().map(|kept| &kept.survey);
    let ever = version::meanings(published.by_ref().map(|kept| &kept.survey));
    version::renumber(&mut survey, last, &ever, &[]);
    survey
}

/// The version that was published last before `draft`, and what the draft changes of it.
pub async fn changes(
    db: &impl ConnectionTrait,
    draft: &SurveyVersion,
) -> Result<(Option<SurveyVersion>, Vec<Change>), StoreError> {
    let last = published(db, draft.programme_id, &draft.code).await?;
    let changes = match &last {
        Some(last) if last.id != draft.id => version::differences(&last.survey, &draft.survey),
        _ => Vec::new(),
    };
    Ok((last, changes))
}

/// Publishes a draft that changes nothing that has to be judged, such as a first version. A
/// published one stays as it is.
pub async fn publish(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<SurveyVersion, StoreError> {
    publish_as(tx, actor, programme, id, &BTreeMap::new(), now).await
}

/// Publishes a draft with what its author says that each change weighs; waves may then ask it. The
/// meanings of its items follow, and what was answered on the draft to try it goes.
pub async fn publish_as(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    id: Uuid,
    chosen: &BTreeMap<String, Weight>,
    now: DateTime<Utc>,
) -> Result<SurveyVersion, StoreError> {
    let mut draft = by_id(tx, id).await?;
    if draft.published_at.is_some() {
        return Ok(draft);
    }
    let (last, changes) = changes(tx, &draft).await?;
    draft.changes = version::decide(changes, chosen).map_err(|open| StoreError::Undecided {
        code: draft.code.clone(),
        changes: open,
    })?;
    let history = history(tx, programme.id, &draft.code).await?;
    let published = history.iter().filter(|kept| kept.published_at.is_some());
    let ever = version::meanings(published.map(|kept| &kept.survey));
    let last = last.map(|last| last.survey);
    version::renumber(&mut draft.survey, last.as_ref(), &ever, &draft.changes);
    let (document, hash) = hashed(&draft.survey);
    Entity::update_many()
        .col_expr(Column::State, Expr::value(PUBLISHED))
        .col_expr(Column::PublishedAt, Expr::value(now))
        .col_expr(Column::Document, Expr::value(document))
        .col_expr(Column::Hash, Expr::value(hash.as_str()))
        .col_expr(Column::Changes, Expr::value(sql::json(&draft.changes)))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(DRAFT))
        .exec(tx)
        .await?;
    drafts::forget(tx, id).await?;
    draft.hash = hash;
    draft.published_at = Some(now);
    let event = event(programme, "publish survey", &draft, None);
    audit::record(tx, actor, now, event).await?;
    Ok(draft)
}

/// Says that translations of a draft fit the source as it is now.
pub async fn confirm(
    tx: &DatabaseTransaction,
    draft: &SurveyVersion,
    language: &Language,
    keys: &[String],
) -> Result<(), StoreError> {
    let mut sources = draft.sources.clone();
    translation::confirm(&draft.survey, &mut sources, language, keys);
    Entity::update_many()
        .col_expr(Column::Sources, Expr::value(sql::json(&sources)))
        .filter(Column::Id.eq(draft.id))
        .filter(Column::State.eq(DRAFT))
        .exec(tx)
        .await?;
    Ok(())
}

async fn write(tx: &DatabaseTransaction, row: Model, exists: bool) -> Result<(), StoreError> {
    if exists {
        Entity::update_many()
            .col_expr(Column::Text, Expr::value(row.text))
            .col_expr(Column::Document, Expr::value(row.document))
            .col_expr(Column::Hash, Expr::value(row.hash))
            .col_expr(Column::Sources, Expr::value(row.sources))
            .filter(Column::Id.eq(row.id))
            .filter(Column::State.eq(DRAFT))
            .exec(tx)
            .await?;
        return Ok(());
    }
    let code = row.code.clone();
    sql::insert::<Entity>(tx, row)
        .await
        .map_err(|err| StoreError::or_taken(err, "survey version", code))?;
    Ok(())
}

fn hashed(survey: &Survey) -> (String, String) {
    let document = canonical(&sql::json(survey));
    let hash = sha256_hex(document.as_bytes());
    (document, hash)
}

fn event<'a>(
    programme: &'a Programme,
    action: &'static str,
    kept: &SurveyVersion,
    before: Option<&str>,
) -> Event<'a> {
    Event {
        programme: Some(programme),
        action,
        subject_kind: "survey",
        subject_id: format!("{} {}", kept.code, kept.version),
        before: before.map(|hash| json!({ "hash": hash })),
        after: Some(json!({ "hash": kept.hash })),
    }
}

fn column<T: DeserializeOwned + Default>(
    what: &'static str,
    id: &Uuid,
    value: Option<serde_json::Value>,
) -> Result<T, StoreError> {
    let value = value.map(|value| sql::from_json(what, id, value));
    Ok(value.transpose()?.unwrap_or_default())
}

impl TryFrom<Model> for SurveyVersion {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            programme_id: row.programme_id,
            version: row.version,
            text: row.text,
            survey: serde_json::from_str(&row.document)
                .map_err(|err| StoreError::corrupt("survey", &row.code, err))?,
            code: row.code,
            hash: row.hash,
            created_at: row.created_at,
            published_at: row.published_at,
            changes: column("survey", &row.id, row.changes)?,
            sources: column("survey", &row.id, row.sources)?,
        })
    }
}
