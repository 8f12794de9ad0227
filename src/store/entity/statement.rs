//! The table `statement`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "statement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub lane: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub interview_id: Uuid,
    pub nr: i32,
    pub theme: Option<String>,
    pub text: String,
    pub text_en: Option<String>,
    pub tone: Option<String>,
    pub second_tone: Option<String>,
    pub open_problem: Option<bool>,
    pub quote_allowed: bool,
    pub parameter: Option<String>,
    pub service: Option<String>,
    pub score: Option<f64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
