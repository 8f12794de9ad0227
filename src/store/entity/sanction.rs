//! The table `sanction`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sanction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub snapshot_id: Uuid,
    pub wave_number: i32,
    pub charter: String,
    pub back_office: String,
    pub breaches: f64,
    pub amount_eur: f64,
    pub imposed: bool,
    pub reason: String,
    pub name: String,
    pub decided_at: DateTimeUtc,
    pub decided_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
