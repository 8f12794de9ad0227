//! Large files that are brought in the browser wait in pieces, and say what is done with them.

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

const STATEMENTS: [&str; 5] = [
    "alter table upload add column size bigint",
    "alter table upload add column work text check (work in ('check', 'take', 'take_good'))",
    "alter table upload add column beat_at {time}",
    "alter table upload add column progress integer not null default 0",
    "alter table upload add column found {json}",
];
