//! The table `snapshot`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "snapshot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_number: i32,
    pub document: String,
    pub hash: String,
    pub program: String,
    pub state: String,
    pub created_at: DateTimeUtc,
    pub created_by: Option<Uuid>,
    pub final_at: Option<DateTimeUtc>,
    pub final_by: Option<Uuid>,
    pub accepted_at: Option<DateTimeUtc>,
    pub accepted_by: Option<Uuid>,
    pub accepted_name: Option<String>,
    pub remarks: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub quotes: Option<Json>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
