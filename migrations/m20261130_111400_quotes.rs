//! What was said and is quoted in the report, and what of it a report that was made final holds.

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
    "create table quote (
      lane bigint not null,
      said_id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      interview_id {uuid} not null,
      chosen_at {time} not null,
      chosen_by {uuid} references account (id) on delete restrict,
      primary key (lane, said_id),
      foreign key (lane, interview_id) references interview (lane, id) on delete restrict
     ) {clustered}",
    "alter table snapshot add column quotes {json}",
];
