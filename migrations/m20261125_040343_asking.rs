//! Planned waves, reminders, opt-outs that outlive a list of clients, the spent links of anonymous
//! waves, codes on paper, and texts of mails.

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

const STATEMENTS: [&str; 17] = [
    "alter table wave add column opens_at {time}",
    "alter table wave add column asked {json}",
    "alter table wave add column rest_days integer not null default 0",
    "alter table wave add column quota integer",
    "alter table wave add column mail_stopped_at {time}",
    "alter table invitation add column address_hash {bytes}",
    "alter table invitation add column paper_hash {bytes}",
    "create index invitation_address on invitation (address_hash)",
    "create index invitation_paper on invitation (paper_hash)",
    "create table spent_link (
      lane bigint not null,
      invitation_id {uuid} not null,
      wave_id {uuid} not null references wave (id) on delete restrict,
      submit_key text not null,
      primary key (lane, invitation_id),
      foreign key (lane, invitation_id) references invitation (lane, id) on delete restrict
     ) {clustered}",
    "create table reminder_step (
      wave_id {uuid} not null references wave (id) on delete restrict,
      number integer not null check (number >= 1),
      after_days integer not null check (after_days >= 1),
      from_minute integer not null,
      until_minute integer not null check (until_minute > from_minute),
      weekdays integer not null check (weekdays between 1 and 127),
      primary key (wave_id, number)
     )",
    "create table mail_text (
      wave_id {uuid} not null references wave (id) on delete restrict,
      step text not null,
      language text not null,
      subject text not null,
      body text not null,
      primary key (wave_id, step, language)
     )",
    "create table opt_out (
      address_hash {bytes} not null,
      programme_id {uuid} not null,
      survey text not null,
      created_at {time} not null,
      primary key (address_hash, programme_id, survey)
     )",
    "create index outbox_sent on outbox (sent_at) where sent_at is not null",
    "create index outbox_message on outbox (message_id)",
    "create index client_email on client (lane, programme_id, email)",
    "create index client_segment on client (lane, programme_id, segment, key)",
];
