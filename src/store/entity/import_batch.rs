//! The table `import_batch`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_batch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_id: Option<Uuid>,
    pub kind: String,
    pub file_name: String,
    pub file_hash: String,
    pub row_count: i32,
    pub created_at: DateTimeUtc,
    pub created_by: Option<Uuid>,
    pub undone_at: Option<DateTimeUtc>,
    pub undone_by: Option<Uuid>,
    /// None once all of its rows count, or all of them are gone.
    pub unfinished: Option<String>,
    /// When the program that writes its rows last told that it lives.
    pub beat_at: Option<DateTimeUtc>,
    pub rows_done: i32,
    /// All of it counts, and what it changed is yet to be written over the rows it changed; or it was
    /// taken out, and they are yet to be as they were.
    pub settling: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
