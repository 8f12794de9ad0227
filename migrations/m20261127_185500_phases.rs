//! What was reported and fed back after each phase of the plan, and what management decided on it.

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
    "create table phase_report (
      programme_id {uuid} not null references programme (id) on delete restrict,
      phase integer not null,
      report text not null,
      feedback text not null,
      name text not null,
      written_at {time} not null,
      written_by {uuid} references account (id) on delete restrict,
      primary key (programme_id, phase)
     )",
    "create table phase_decision (
      programme_id {uuid} not null references programme (id) on delete restrict,
      phase integer not null,
      ruling text not null,
      reason text not null,
      name text not null,
      decided_at {time} not null,
      decided_by {uuid} references account (id) on delete restrict,
      primary key (programme_id, phase)
     )",
];
