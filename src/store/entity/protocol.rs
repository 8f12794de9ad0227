//! The table `protocol`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "protocol")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub version: i32,
    pub text: String,
    /// Without the addresses of people, and so is the hash.
    pub document: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub addresses: Option<Json>,
    pub hash: String,
    pub state: String,
    pub created_at: DateTimeUtc,
    pub created_by: Option<Uuid>,
    pub frozen_at: Option<DateTimeUtc>,
    pub frozen_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
