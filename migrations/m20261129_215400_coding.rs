//! The coding desk: the tree of themes, who codes a wave, and the codes of two people and what they
//! settled on.

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
    "create table theme (
      programme_id {uuid} not null references programme (id) on delete restrict,
      key text not null,
      name text not null,
      parent text,
      merged_into text,
      parameters {json} not null,
      primary key (programme_id, key)
     )",
    "create table coding_round (
      wave_id {uuid} not null primary key references wave (id) on delete restrict,
      programme_id {uuid} not null references programme (id) on delete restrict,
      first_by {uuid} references account (id) on delete restrict,
      second_by {uuid} references account (id) on delete restrict,
      closed_at {time},
      closed_by {uuid} references account (id) on delete restrict
     )",
    "create table code (
      lane bigint not null,
      said_id {uuid} not null,
      place integer not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      interview_id {uuid},
      comment_id {uuid},
      themes {json} not null,
      tone text not null,
      reason text,
      coded_at {time} not null,
      coded_by {uuid} references account (id) on delete restrict,
      primary key (lane, said_id, place),
      foreign key (lane, interview_id) references interview (lane, id) on delete restrict,
      foreign key (lane, comment_id) references comment (lane, id) on delete restrict
     ) {clustered}",
];
