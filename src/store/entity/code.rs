//! The table `code`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Deserialize, Serialize)]
#[sea_orm(table_name = "code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub lane: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub said_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i32,
    pub programme_id: Uuid,
    pub interview_id: Option<Uuid>,
    pub comment_id: Option<Uuid>,
    #[sea_orm(column_type = "JsonBinary")]
    pub themes: Json,
    pub tone: String,
    pub reason: Option<String>,
    pub coded_at: DateTimeUtc,
    pub coded_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
