//! What was found with each row of a large file that waits.

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

const STATEMENTS: [&str; 1] = ["create table found_row (
      file_id {uuid} not null,
      list text not null check (list in ('refused', 'changed', 'new', 'unchanged', 'dutch', 'english')),
      nr integer not null,
      bytes {bytes} not null,
      primary key (file_id, list, nr)
     )"];
