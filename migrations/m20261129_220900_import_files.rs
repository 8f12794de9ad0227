//! The file that an import came in, as it was brought; how it was to be read; and what is
//! remembered of that for the next file of its kind.

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
    "create table import_file (
      batch_id {uuid} not null primary key references import_batch (id) on delete restrict,
      programme_id {uuid} not null references programme (id) on delete restrict,
      bytes {bytes} not null,
      mapping text not null,
      refused_count integer not null
     )",
    "create table import_memory (
      programme_id {uuid} not null references programme (id) on delete restrict,
      kind text not null,
      mapping text not null,
      primary key (programme_id, kind)
     )",
    "alter table upload add column mapping text not null default ''",
];
