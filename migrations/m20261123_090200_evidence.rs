//! Interviews, registrations and tickets: the evidence that comes in files; and the audit trail.

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
    "create table interview (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      key text not null,
      held_on {date} not null,
      interviewer text,
      segment text,
      role text,
      batch_id {uuid} references import_batch (id) on delete restrict,
      primary key (lane, id),
      unique (lane, programme_id, key)
     ) {clustered}",
    "create table statement (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      interview_id {uuid} not null,
      nr integer not null,
      theme text,
      text text not null,
      text_en text,
      tone text,
      second_tone text,
      open_problem boolean,
      quote_allowed boolean not null,
      primary key (lane, id),
      unique (lane, interview_id, nr),
      foreign key (lane, interview_id) references interview (lane, id) on delete restrict
     ) {clustered}",
    "create table measurement (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      series text not null,
      period {date} not null,
      cluster text not null,
      numerator {float} not null,
      denominator {float} not null,
      batch_id {uuid} references import_batch (id) on delete restrict,
      primary key (lane, id),
      unique (lane, programme_id, series, period, cluster)
     ) {clustered}",
    "create table ticket (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} not null references programme (id) on delete restrict,
      wave_id {uuid} references wave (id) on delete restrict,
      series text not null,
      key text not null,
      cluster text,
      closed_on {date},
      hours {float} not null,
      batch_id {uuid} references import_batch (id) on delete restrict,
      primary key (lane, id),
      unique (lane, programme_id, series, key)
     ) {clustered}",
    "create table audit_event (
      lane bigint not null,
      id {uuid} not null,
      programme_id {uuid} references programme (id) on delete restrict,
      at {time} not null,
      account_id {uuid} references account (id) on delete restrict,
      actor text not null,
      action text not null,
      subject_kind text not null,
      subject_id text not null,
      before {json},
      after {json},
      primary key (lane, id)
     ) {clustered}",
];
