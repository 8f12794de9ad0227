//! The table `amendment`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "amendment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub protocol_id: Uuid,
    pub programme_id: Uuid,
    pub reason: String,
    pub data_came_in: bool,
    pub proposed_by: String,
    pub proposed_at: DateTimeUtc,
    pub approved_by: Option<String>,
    pub approved_at: Option<DateTimeUtc>,
    pub ending: Option<String>,
    pub ended_by: Option<String>,
    pub ended_at: Option<DateTimeUtc>,
    pub ended_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
