//! The table `adjustment`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "adjustment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_number: i32,
    pub kind: String,
    pub cause: String,
    pub cause_code: String,
    pub parameter: Option<String>,
    pub segment: Option<String>,
    pub title: String,
    pub expected: String,
    pub owner_name: String,
    pub owner_email: String,
    pub escalate_name: String,
    pub escalate_email: String,
    pub due_on: Date,
    pub state: String,
    pub note: String,
    pub outcome: Option<String>,
    pub created_at: DateTimeUtc,
    pub created_by: Option<Uuid>,
    pub done_at: Option<DateTimeUtc>,
    pub reminded_at: Option<DateTimeUtc>,
    pub escalated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
