//! Conversations: an interviewer, a client and a guide; what is noted lands with the interviews.

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

const STATEMENTS: [&str; 1] = ["create table conversation (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      wave_id {uuid} not null references wave (id) on delete restrict,
      survey_version_id {uuid} not null references survey_version (id) on delete restrict,
      client_id {uuid} not null,
      interview_id {uuid} not null,
      guide_hash {bytes} not null,
      mode text not null,
      language text not null,
      held_on {date} not null,
      interviewer text not null,
      answers {json} not null,
      items {json} not null,
      created_at {time} not null,
      saved_at {time},
      primary key (lane, id),
      unique (lane, guide_hash),
      unique (lane, wave_id, client_id, survey_version_id),
      foreign key (lane, client_id) references client (lane, id) on delete restrict
     ) {clustered}"];
