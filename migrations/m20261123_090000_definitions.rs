//! Programmes and what is agreed, asked and planned in them; the people who work with them.

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

const STATEMENTS: [&str; 10] = [
    "create table account (
      id {uuid} not null primary key,
      email text not null unique check (email = lower(email)),
      name text not null,
      password_hash text,
      language text not null,
      administrator boolean not null,
      created_at {time} not null,
      blocked_at {time}
     )",
    "create table programme (
      id {uuid} not null primary key,
      serial integer not null unique check (serial > 0),
      lanes integer not null default 1 check (lanes between 1 and 4096),
      slug text not null unique,
      title {json} not null,
      time_zone text not null,
      created_at {time} not null,
      closed_at {time}
     )",
    "create table membership (
      account_id {uuid} not null references account (id) on delete restrict,
      programme_id {uuid} not null references programme (id) on delete restrict,
      role text not null,
      primary key (account_id, programme_id, role)
     )",
    "create index membership_programme on membership (programme_id)",
    "create table protocol (
      id {uuid} not null primary key,
      programme_id {uuid} not null references programme (id) on delete restrict,
      version integer not null,
      text text not null,
      document text not null,
      hash text not null,
      state text not null,
      created_at {time} not null,
      created_by {uuid} references account (id) on delete restrict,
      frozen_at {time},
      frozen_by {uuid} references account (id) on delete restrict,
      unique (programme_id, version)
     )",
    "create table survey_version (
      id {uuid} not null primary key,
      programme_id {uuid} not null references programme (id) on delete restrict,
      code text not null,
      version integer not null,
      text text not null,
      document text not null,
      hash text not null,
      state text not null,
      created_at {time} not null,
      published_at {time},
      unique (programme_id, code, version)
     )",
    "create table wave (
      id {uuid} not null primary key,
      programme_id {uuid} not null references programme (id) on delete restrict,
      number integer not null,
      kind text not null,
      name {json} not null,
      survey_version_id {uuid} not null references survey_version (id) on delete restrict,
      protocol_id {uuid} references protocol (id) on delete restrict,
      privacy_mode text not null,
      evidence_from {date} not null,
      evidence_to {date} not null check (evidence_to >= evidence_from),
      population integer not null check (population >= 0),
      state text not null,
      opened_at {time},
      closes_at {time},
      closed_at {time},
      unique (programme_id, number)
     )",
    "create table wave_disposition (
      wave_id {uuid} not null references wave (id) on delete restrict,
      code text not null,
      count bigint not null check (count >= 0),
      primary key (wave_id, code)
     )",
    "create table import_batch (
      id {uuid} not null primary key,
      programme_id {uuid} not null references programme (id) on delete restrict,
      wave_id {uuid} references wave (id) on delete restrict,
      kind text not null,
      file_name text not null,
      file_hash text not null,
      row_count integer not null,
      created_at {time} not null,
      created_by {uuid} references account (id) on delete restrict
     )",
    "create index import_batch_programme on import_batch (programme_id, kind, file_hash)",
];
