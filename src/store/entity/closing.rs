//! The table `closing`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "closing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub programme_id: Uuid,
    pub name: String,
    pub remarks: String,
    pub closed_at: DateTimeUtc,
    pub closed_by: Option<Uuid>,
    pub erase_on: Date,
    pub erased_at: Option<DateTimeUtc>,
    pub archive: Vec<u8>,
    pub archive_hash: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
