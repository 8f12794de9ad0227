//! What a published survey changed and its translations were made from; trying a draft by link.

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

const STATEMENTS: [&str; 5] = [
    "alter table survey_version add column changes {json}",
    "alter table survey_version add column sources {json}",
    "create table draft_link (
      survey_version_id {uuid} not null primary key references survey_version (id) on delete restrict,
      token_hash {bytes} not null unique,
      created_at {time} not null
     )",
    "create table draft_answer (
      id {uuid} not null primary key,
      survey_version_id {uuid} not null references survey_version (id) on delete restrict,
      language text not null,
      answers {json} not null,
      sent_at {time} not null
     )",
    "create index draft_answer_version on draft_answer (survey_version_id)",
];
