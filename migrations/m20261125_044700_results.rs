//! What is kept of an evaluation and what people decide on it: snapshots, conclusions, decisions,
//! adjustments, sanctions, amendments, what was shared and sent, and how a programme was closed.

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

const STATEMENTS: [&str; 13] = [
    "create table snapshot (
      id {uuid} not null primary key,
      programme_id {uuid} not null references programme (id) on delete restrict,
      wave_number integer not null,
      document text not null,
      hash text not null,
      program text not null,
      state text not null,
      created_at {time} not null,
      created_by {uuid} references account (id) on delete restrict,
      final_at {time},
      final_by {uuid} references account (id) on delete restrict,
      accepted_at {time},
      accepted_by {uuid} references account (id) on delete restrict,
      accepted_name text,
      remarks text
     )",
    "create index snapshot_programme on snapshot (programme_id, wave_number)",
    "create table conclusion (
      snapshot_id {uuid} not null references snapshot (id) on delete restrict,
      section text not null,
      language text not null,
      text text not null,
      updated_at {time} not null,
      updated_by {uuid} references account (id) on delete restrict,
      primary key (snapshot_id, section, language)
     )",
    "create table decision (
      snapshot_id {uuid} not null references snapshot (id) on delete restrict,
      subject text not null,
      agreed boolean not null,
      remarks text not null,
      name text not null,
      decided_at {time} not null,
      decided_by {uuid} references account (id) on delete restrict,
      primary key (snapshot_id, subject)
     )",
    "create table sanction (
      id {uuid} not null primary key,
      programme_id {uuid} not null references programme (id) on delete restrict,
      snapshot_id {uuid} not null references snapshot (id) on delete restrict,
      wave_number integer not null,
      charter text not null,
      back_office text not null,
      breaches {float} not null,
      amount_eur {float} not null,
      imposed boolean not null,
      reason text not null,
      name text not null,
      decided_at {time} not null,
      decided_by {uuid} references account (id) on delete restrict,
      unique (programme_id, wave_number, charter)
     )",
    "create table adjustment (
      id {uuid} not null primary key,
      programme_id {uuid} not null references programme (id) on delete restrict,
      wave_number integer not null,
      kind text not null,
      cause text not null,
      cause_code text not null,
      parameter text,
      segment text,
      title text not null,
      expected text not null,
      owner_name text not null,
      owner_email text not null,
      escalate_name text not null,
      escalate_email text not null,
      due_on {date} not null,
      state text not null,
      note text not null,
      outcome text,
      created_at {time} not null,
      created_by {uuid} references account (id) on delete restrict,
      done_at {time},
      reminded_at {time},
      escalated_at {time}
     )",
    "create index adjustment_programme on adjustment (programme_id)",
    "create table share_link (
      id {uuid} not null primary key,
      programme_id {uuid} not null references programme (id) on delete restrict,
      snapshot_id {uuid} not null references snapshot (id) on delete restrict,
      edition text not null,
      language text not null,
      token_hash text not null unique,
      purpose text not null,
      created_at {time} not null,
      created_by {uuid} references account (id) on delete restrict,
      expires_at {time} not null,
      revoked_at {time}
     )",
    "create table dispatch (
      id {uuid} not null primary key,
      programme_id {uuid} not null references programme (id) on delete restrict,
      snapshot_id {uuid} not null references snapshot (id) on delete restrict,
      edition text not null,
      language text not null,
      channel text not null,
      audience text not null,
      recipients integer not null,
      sent_at {time} not null,
      sent_by {uuid} references account (id) on delete restrict
     )",
    "create index dispatch_programme on dispatch (programme_id)",
    "create table amendment (
      protocol_id {uuid} not null primary key references protocol (id) on delete restrict,
      programme_id {uuid} not null references programme (id) on delete restrict,
      reason text not null,
      data_came_in boolean not null,
      proposed_by text not null,
      proposed_at {time} not null,
      approved_by text,
      approved_at {time}
     )",
    "create table closing (
      programme_id {uuid} not null primary key references programme (id) on delete restrict,
      name text not null,
      remarks text not null,
      closed_at {time} not null,
      closed_by {uuid} references account (id) on delete restrict,
      erase_on {date} not null,
      erased_at {time},
      archive {bytes} not null,
      archive_hash text not null
     )",
    "create index closing_erase on closing (erase_on)",
];
