//! The table `visit`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "visit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub lane: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub open_link_id: Uuid,
    pub programme_id: Uuid,
    pub wave_id: Uuid,
    pub token_hash: Vec<u8>,
    pub started_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub submitted_at: Option<DateTimeUtc>,
    pub submit_key: Option<String>,
    pub language: String,
    pub rev: i32,
    #[sea_orm(column_type = "JsonBinary")]
    pub answers: Option<Json>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
