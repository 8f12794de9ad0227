//! The table `response`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "response")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub lane: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_id: Uuid,
    pub survey_version_id: Uuid,
    pub invitation_id: Option<Uuid>,
    pub respondent_key: Option<String>,
    pub segment: Option<String>,
    pub mode: String,
    pub language: String,
    pub state: String,
    pub rev: i32,
    #[sea_orm(column_type = "JsonBinary")]
    pub answers: Json,
    pub started_at: Option<DateTimeUtc>,
    pub submitted_at: Option<DateTimeUtc>,
    pub batch_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
