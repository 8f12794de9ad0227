//! What an import changed, as it was before: so that a file can be taken out again.

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
    "alter table import_batch add column undone_at {time}",
    "alter table import_batch add column undone_by {uuid} references account (id) on delete restrict",
    "create table import_trace (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      batch_id {uuid} not null references import_batch (id) on delete restrict,
      row_id {uuid} not null,
      before {json},
      before_batch_id {uuid} references import_batch (id) on delete restrict,
      primary key (lane, id)
     ) {clustered}",
    "create index import_trace_batch on import_trace (lane, batch_id, id)",
    "create index import_trace_row on import_trace (lane, row_id, id)",
    "create index import_trace_before on import_trace (lane, before_batch_id)",
];
