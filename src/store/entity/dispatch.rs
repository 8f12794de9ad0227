//! The table `dispatch`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dispatch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub snapshot_id: Uuid,
    pub edition: String,
    pub language: String,
    pub channel: String,
    pub audience: String,
    pub recipients: i32,
    pub sent_at: DateTimeUtc,
    pub sent_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
