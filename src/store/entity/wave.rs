//! The table `wave`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "wave")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub number: i32,
    pub kind: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub name: Json,
    pub survey_version_id: Uuid,
    pub protocol_id: Option<Uuid>,
    pub privacy_mode: String,
    pub evidence_from: Date,
    pub evidence_to: Date,
    pub population: i32,
    pub state: String,
    pub opened_at: Option<DateTimeUtc>,
    pub closes_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub opens_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "JsonBinary")]
    pub asked: Option<Json>,
    pub rest_days: i32,
    pub quota: Option<i32>,
    pub mail_stopped_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
