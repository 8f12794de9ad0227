//! Large files come in and go out in pieces, which nobody sees before the last; their bytes are kept
//! in pieces too.

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

const STATEMENTS: [&str; 6] = [
    "alter table import_batch add column unfinished text check (unfinished in ('coming', 'going', 'stopped'))",
    "alter table import_batch add column beat_at {time}",
    "alter table import_batch add column rows_done integer not null default 0",
    "create unique index import_batch_under_way on import_batch (programme_id, kind) where unfinished in ('coming', 'going')",
    "alter table import_trace add column after {json}",
    "create table file_piece (
      file_id {uuid} not null,
      nr integer not null,
      bytes {bytes} not null,
      primary key (file_id, nr)
     )",
];
