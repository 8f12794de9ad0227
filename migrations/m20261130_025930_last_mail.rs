//! When the last mail about an invitation went out, beside it: who rests is then found by one look.

use sea_orm_migration::prelude::*;

use super::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, &STATEMENTS).await
    }
}

const STATEMENTS: [&str; 4] = [
    "alter table invitation add column mailed_at {time}",
    "update invitation set mailed_at = (select max(o.sent_at) from outbox o \
     where o.lane = invitation.lane and o.invitation_id = invitation.id and o.step > '')",
    "drop index invitation_address",
    "create index invitation_address on invitation (address_hash, wave_id, mailed_at)",
];
