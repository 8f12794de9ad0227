//! The table `upload`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "upload")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub account_id: Uuid,
    pub kind: String,
    pub wave_number: Option<i32>,
    pub file_name: String,
    pub bytes: Vec<u8>,
    pub mapping: String,
    pub created_at: DateTimeUtc,
    /// Of a large file, which waits in pieces: its bytes; 0 before all of them are there.
    pub size: Option<i64>,
    /// What is to be done with it.
    pub work: Option<String>,
    /// When the program that does so last told that it lives.
    pub beat_at: Option<DateTimeUtc>,
    pub progress: i32,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub found: Option<Json>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
