//! Programmes: the whole undertakings, and the lanes that their rows live in.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::programme::{ActiveModel, Column, Entity, Model};
use super::sql::{self, new_id};
use crate::domain::lane::Lanes;
use crate::domain::language::Text;

#[derive(Clone, Debug, PartialEq)]
pub struct Programme {
    pub id: Uuid,
    pub lanes: Lanes,
    pub slug: String,
    pub title: Text,
    /// An IANA name.
    pub time_zone: String,
    pub created_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

impl Programme {
    /// The day it is where the programme is.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        let zone: Tz = self.time_zone.parse().unwrap_or(Tz::UTC);
        now.with_timezone(&zone).date_naive()
    }
}

#[derive(Clone, Debug)]
pub struct NewProgramme {
    pub slug: String,
    pub title: Text,
    pub time_zone: String,
    /// 1, unless one programme is to be spread over machines; can never be changed.
    pub lanes: i32,
}

/// All programmes, by slug.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Programme>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Slug).all(db).await?;
    rows.into_iter().map(Programme::try_from).collect()
}

/// The programme with this slug; none is an error that says so.
pub async fn by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Programme, StoreError> {
    find(db, slug)
        .await?
        .ok_or_else(|| StoreError::not_found("programme", slug))
}

/// The programme with this slug, if there is one.
pub async fn find(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Programme>, StoreError> {
    let query = Entity::find().filter(Column::Slug.eq(slug));
    query.one(db).await?.map(Programme::try_from).transpose()
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Programme, StoreError> {
    let row = Entity::find_by_id(id).one(db).await?;
    row.ok_or_else(|| StoreError::not_found("programme", id))?
        .try_into()
}

/// Held until the end of the transaction: of two people who change something of it at once, the
/// second reads what the first has stored.
pub async fn hold(tx: &DatabaseTransaction, programme: Uuid) -> Result<(), StoreError> {
    let query = Entity::find_by_id(programme).lock_exclusive();
    query.one(tx).await?;
    Ok(())
}

/// Those of these ids that there are.
pub async fn by_ids(
    db: &impl ConnectionTrait,
    ids: Vec<Uuid>,
) -> Result<Vec<Programme>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(db).await?;
    rows.into_iter().map(Programme::try_from).collect()
}

/// Adds a programme; its slug must be new.
pub async fn create(
    tx: &DatabaseTransaction,
    actor: &Actor,
    new: &NewProgramme,
    now: DateTime<Utc>,
) -> Result<Programme, StoreError> {
    let serial = next_serial(tx).await?;
    let lanes = Lanes::new(serial, new.lanes)
        .map_err(|err| StoreError::corrupt("programme", &new.slug, err))?;
    let programme = Programme {
        id: new_id(),
        lanes,
        slug: new.slug.clone(),
        title: new.title.clone(),
        time_zone: new.time_zone.clone(),
        created_at: now,
        closed_at: None,
    };
    let row = ActiveModel {
        id: Set(programme.id),
        serial: Set(serial),
        lanes: Set(new.lanes),
        slug: Set(new.slug.clone()),
        title: Set(sql::json(&new.title)),
        time_zone: Set(new.time_zone.clone()),
        created_at: Set(now),
        closed_at: Set(None),
    };
    Entity::insert(row)
        .exec_without_returning(tx)
        .await
        .map_err(|err| StoreError::or_taken(err, "programme", &new.slug))?;
    let event = event(&programme, "create programme", None);
    audit::record(tx, actor, now, event).await?;
    Ok(programme)
}

/// Changes what a programme is called and the zone that its times are shown in.
pub async fn describe(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    title: &Text,
    time_zone: &str,
    now: DateTime<Utc>,
) -> Result<Programme, StoreError> {
    let changed = Programme {
        title: title.clone(),
        time_zone: time_zone.to_owned(),
        ..programme.clone()
    };
    if changed == *programme {
        return Ok(changed);
    }
    Entity::update_many()
        .col_expr(Column::Title, Expr::value(sql::json(title)))
        .col_expr(Column::TimeZone, Expr::value(time_zone))
        .filter(Column::Id.eq(programme.id))
        .exec(tx)
        .await?;
    let event = event(&changed, "describe programme", Some(programme));
    audit::record(tx, actor, now, event).await?;
    Ok(changed)
}

/// Two that come at once: the unique serial lets one of them through.
async fn next_serial(tx: &DatabaseTransaction) -> Result<i32, StoreError> {
    let largest: Option<Option<i32>> = Entity::find()
        .select_only()
        .column_as(Column::Serial.max(), "serial")
        .into_tuple()
        .one(tx)
        .await?;
    Ok(largest.flatten().unwrap_or(0) + 1)
}

fn event<'a>(
    programme: &'a Programme,
    action: &'static str,
    before: Option<&Programme>,
) -> Event<'a> {
    let told = |programme: &Programme| json!({ "slug": programme.slug, "title": programme.title, "time_zone": programme.time_zone });
    Event {
        programme: Some(programme),
        action,
        subject_kind: "programme",
        subject_id: programme.slug.clone(),
        before: before.map(told),
        after: Some(told(programme)),
    }
}

impl TryFrom<Model> for Programme {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            lanes: Lanes::new(row.serial, row.lanes)
                .map_err(|err| StoreError::corrupt("programme", &row.slug, err))?,
            title: sql::from_json("programme", &row.slug, row.title)?,
            slug: row.slug,
            time_zone: row.time_zone,
            created_at: row.created_at,
            closed_at: row.closed_at,
        })
    }
}
