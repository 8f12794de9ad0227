//! What the evaluator decided on the problems of phase 1, beside one snapshot.

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

const STATEMENTS: [&str; 1] = ["create table problem_decision (
      snapshot_id {uuid} not null references snapshot (id) on delete restrict,
      problem text not null,
      status text not null,
      reason text not null,
      name text not null,
      decided_at {time} not null,
      decided_by {uuid} references account (id) on delete restrict,
      primary key (snapshot_id, problem)
     )"];
