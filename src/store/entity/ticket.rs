//! The table `ticket`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "ticket")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub lane: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_id: Option<Uuid>,
    pub series: String,
    pub key: String,
    pub cluster: Option<String>,
    pub segment: Option<String>,
    pub closed_on: Option<Date>,
    pub hours: f64,
    pub response_hours: Option<f64>,
    /// Not in the traces of before there were such.
    #[serde(default)]
    pub is_open: bool,
    pub extracted_on: Option<Date>,
    pub batch_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
