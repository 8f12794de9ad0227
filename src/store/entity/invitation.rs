//! The table `invitation`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub lane: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_id: Uuid,
    pub client_id: Uuid,
    pub token_hash: Vec<u8>,
    pub key_version: i32,
    pub reissue: i32,
    pub created_at: DateTimeUtc,
    pub queued_at: Option<DateTimeUtc>,
    pub sent_at: Option<DateTimeUtc>,
    pub bounced_at: Option<DateTimeUtc>,
    pub opted_out_at: Option<DateTimeUtc>,
    pub started_at: Option<DateTimeUtc>,
    pub submitted_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
    pub submit_key: Option<String>,
    pub address_hash: Option<Vec<u8>>,
    pub paper_hash: Option<Vec<u8>>,
    pub wants_outcome: bool,
    /// When the last mail about it went out, or its letter.
    pub mailed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
