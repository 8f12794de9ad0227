//! Large files that wait are found without reading past the bytes of small ones.

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

const STATEMENTS: [&str; 2] = [
    "create index upload_work on upload (created_at) where work is not null",
    "create index upload_large on upload (created_at) where size is not null",
];
