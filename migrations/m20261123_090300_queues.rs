//! What is to be sent and done, and who is signed in.

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
    "create table outbox (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      wave_id {uuid} not null references wave (id) on delete restrict,
      invitation_id {uuid} not null,
      step text not null,
      due_at {time} not null,
      state text not null,
      attempts integer not null,
      lease_until {time},
      sent_at {time},
      message_id text not null,
      last_error text,
      primary key (lane, id),
      unique (lane, invitation_id, step),
      foreign key (lane, invitation_id) references invitation (lane, id) on delete restrict
     ) {clustered}",
    "create index outbox_due on outbox (lane, due_at, id) where state in ('queued', 'sending')",
    "create table job (
      id {uuid} not null primary key,
      kind text not null,
      subject_lane bigint,
      subject_id {uuid},
      payload {json} not null,
      run_at {time} not null,
      state text not null,
      attempts integer not null,
      lease_until {time},
      last_error text
     )",
    "create index job_due on job (state, run_at)",
    "create table session (
      id text not null primary key,
      account_id {uuid} not null references account (id) on delete restrict,
      created_at {time} not null,
      expires_at {time} not null,
      seen_at {time} not null
     )",
    "create index session_account on session (account_id)",
    "create table sign_in_link (
      token_hash text not null primary key,
      account_id {uuid} not null references account (id) on delete restrict,
      purpose text not null,
      expires_at {time} not null,
      used_at {time}
     )",
    "create table sign_in_attempt (
      email text not null,
      address text not null,
      failures integer not null,
      since {time} not null,
      primary key (email, address)
     )",
];
