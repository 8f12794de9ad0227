//! Clients, their invitations and responses: the tables that grow with respondents.

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

const STATEMENTS: [&str; 8] = [
    "create table client (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      key text not null,
      name text not null,
      email text not null,
      segment text not null,
      role text,
      language text not null,
      created_at {time} not null,
      batch_id {uuid} references import_batch (id) on delete restrict,
      primary key (lane, id),
      unique (lane, programme_id, key)
     ) {clustered}",
    "create table invitation (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      wave_id {uuid} not null references wave (id) on delete restrict,
      client_id {uuid} not null,
      token_hash {bytes} not null,
      key_version integer not null,
      reissue integer not null,
      created_at {time} not null,
      queued_at {time},
      sent_at {time},
      bounced_at {time},
      opted_out_at {time},
      started_at {time},
      submitted_at {time},
      revoked_at {time},
      expires_at {time},
      submit_key text,
      primary key (lane, id),
      unique (lane, token_hash),
      unique (lane, wave_id, client_id),
      foreign key (lane, client_id) references client (lane, id) on delete restrict
     ) {clustered}",
    "create table response (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      wave_id {uuid} not null references wave (id) on delete restrict,
      survey_version_id {uuid} not null references survey_version (id) on delete restrict,
      invitation_id {uuid},
      respondent_key text,
      segment text,
      mode text not null,
      language text not null,
      state text not null,
      rev integer not null,
      answers {json} not null,
      started_at {time},
      submitted_at {time},
      batch_id {uuid} references import_batch (id) on delete restrict,
      primary key (lane, id),
      foreign key (lane, invitation_id) references invitation (lane, id) on delete restrict
     ) {clustered}",
    "create index response_wave on response (lane, wave_id, id)",
    "create unique index response_respondent on response (lane, wave_id, respondent_key) where respondent_key is not null",
    "create unique index response_invitation on response (lane, invitation_id) where invitation_id is not null",
    "create table comment (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      wave_id {uuid} not null references wave (id) on delete restrict,
      response_id {uuid} not null,
      item text not null,
      language text not null,
      text text not null,
      text_en text,
      primary key (lane, id),
      unique (lane, response_id, item),
      foreign key (lane, response_id) references response (lane, id) on delete restrict
     ) {clustered}",
    "create index comment_wave on comment (lane, wave_id)",
];
