//! Open links, for kiosks and posters, and what somebody answers by one until it is handed in.

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
    "create table open_link (
      id {uuid} not null primary key,
      programme_id {uuid} not null references programme (id) on delete restrict,
      wave_id {uuid} not null references wave (id) on delete restrict,
      number integer not null check (number >= 1),
      name text not null,
      token_hash {bytes} not null unique,
      key_version integer not null,
      segment text,
      kiosk boolean not null,
      most integer check (most >= 1),
      per_hour integer check (per_hour >= 1),
      from_at {time},
      until_at {time},
      created_at {time} not null,
      revoked_at {time},
      unique (wave_id, number)
     )",
    "create table visit (
      lane bigint not null,
      id {uuid} not null,
      open_link_id {uuid} not null references open_link (id) on delete restrict,
      programme_id {uuid} not null references programme (id) on delete restrict,
      wave_id {uuid} not null references wave (id) on delete restrict,
      token_hash {bytes} not null,
      started_at {time} not null,
      expires_at {time} not null,
      submitted_at {time},
      submit_key text,
      language text not null,
      rev integer not null,
      answers {json},
      primary key (lane, id),
      unique (lane, token_hash)
     ) {clustered}",
    "create index visit_open_link on visit (lane, open_link_id, started_at)",
];
