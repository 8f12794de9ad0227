//! Files that are in and whose changes of known rows are yet to be written over those.

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

const STATEMENTS: [&str; 1] =
    ["alter table import_batch add column settling boolean not null default false"];
