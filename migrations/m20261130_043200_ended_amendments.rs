//! An amendment that was rejected by a manager, or withdrawn by who proposed it.

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
    "alter table amendment add column ending text",
    "alter table amendment add column ended_by text",
    "alter table amendment add column ended_at {time}",
    "alter table amendment add column ended_reason text",
];
