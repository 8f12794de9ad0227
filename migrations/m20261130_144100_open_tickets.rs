//! Tickets that are not solved yet, and the day on which tickets and desk figures were taken out.

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

const STATEMENTS: [&str; 3] = [
    "alter table ticket add column is_open boolean not null default false",
    "alter table ticket add column extracted_on {date}",
    "alter table measurement add column extracted_on {date}",
];
