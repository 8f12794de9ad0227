//! Files between the preview of an import and its taking in.

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

const STATEMENTS: [&str; 1] = ["create table upload (
      id {uuid} not null primary key,
      programme_id {uuid} not null references programme (id) on delete restrict,
      account_id {uuid} not null references account (id) on delete restrict,
      kind text not null,
      wave_number integer,
      file_name text not null,
      bytes {bytes} not null,
      created_at {time} not null
     )"];
