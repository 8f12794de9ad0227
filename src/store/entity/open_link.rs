//! The table `open_link`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "open_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_id: Uuid,
    pub number: i32,
    pub name: String,
    #[sea_orm(unique)]
    pub token_hash: Vec<u8>,
    pub key_version: i32,
    pub segment: Option<String>,
    pub kiosk: bool,
    pub most: Option<i32>,
    pub per_hour: Option<i32>,
    pub from_at: Option<DateTimeUtc>,
    pub until_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
