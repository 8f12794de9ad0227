//! The few statements with which a batch of submissions is written.
//!
//! They are written out, all rows of the batch to a statement and in a few fixed sizes, so that the
//! database prepares each once and keeps it.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Value};
use uuid::Uuid;

use super::entity::response;
use super::sql::{self, Column::Json, Column::Plain};
use super::submissions::Writes;
use crate::domain::evidence::Mode;

/// A draft, or what was handed in.
pub(super) struct ResponseRow {
    pub lane: i64,
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_id: Uuid,
    pub survey_version_id: Uuid,
    pub invitation_id: Option<Uuid>,
    pub segment: Option<String>,
    pub mode: Mode,
    pub language: String,
    pub state: String,
    pub rev: i32,
    pub answers: String,
    pub started_at: Option<DateTime<Utc>>,
    pub submitted_at: Option<DateTime<Utc>>,
}

pub(super) struct CommentRow {
    pub lane: i64,
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_id: Uuid,
    pub response_id: Uuid,
    pub item: String,
    pub language: String,
    pub text: String,
}

/// The steps of an invitation, as they are from now on.
pub(super) struct InvitationRow {
    pub lane: i64,
    pub id: Uuid,
    pub started_at: Option<DateTime<Utc>>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub submit_key: Option<String>,
}

/// An invitation of an anonymous wave whose answers were handed in.
pub(super) struct SpentRow {
    pub lane: i64,
    pub invitation_id: Uuid,
    pub wave_id: Uuid,
    pub submit_key: String,
}

/// A visit by an open link, as it is from now on.
pub(super) struct VisitRow {
    pub lane: i64,
    pub id: Uuid,
    pub rev: i32,
    pub language: String,
    /// None once they are handed in.
    pub answers: Option<String>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub submit_key: Option<String>,
}

/// Writes a batch; parents come before children.
pub(super) async fn write_batch(tx: &DatabaseTransaction, writes: &Writes) -> Result<(), DbErr> {
    for some in writes.untied.chunk_by(|a, b| a.0 == b.0) {
        // All keys of one lane, since SQLite scans the table for pairs of keys.
        let ids = some.iter().map(|(_, id)| *id);
        response::Entity::delete_many()
            .filter(response::Column::Lane.eq(some[0].0))
            .filter(response::Column::Id.is_in(ids))
            .exec(tx)
            .await?;
    }
    let rows = writes.responses.iter().map(ResponseRow::values).collect();
    sql::write(tx, RESPONSE, &RESPONSE_COLUMNS, rows, RESPONSES).await?;
    let rows = writes.comments.iter().map(CommentRow::values).collect();
    sql::write(tx, COMMENT, &[Plain; 8], rows, COMMENTS).await?;
    let rows = writes.invitations.iter().map(InvitationRow::values);
    sql::write(tx, STEP, &[Plain; 5], rows.collect(), STEPS).await?;
    let rows = writes.visits.iter().map(VisitRow::values).collect();
    sql::write(tx, VISIT, &VISIT_COLUMNS, rows, VISITS).await?;
    let rows = writes.spent.iter().map(SpentRow::values).collect();
    sql::write(tx, SPENT, &[Plain; 4], rows, SPENTS).await
}

const VISIT: &str = "lane, id, rev, language, answers, submitted_at, submit_key";

const VISITS: &str = "update visit set rev = given.rev, language = given.language, \
    answers = given.answers, submitted_at = given.submitted_at, submit_key = given.submit_key \
    from given where visit.lane = given.lane and visit.id = given.id";

const VISIT_COLUMNS: [sql::Column; 7] = {
    let mut columns = [Plain; 7];
    columns[4] = Json;
    columns
};

impl VisitRow {
    fn values(&self) -> [Value; 7] {
        [
            self.lane.into(),
            self.id.into(),
            self.rev.into(),
            self.language.as_str().into(),
            self.answers.clone().into(),
            self.submitted_at.into(),
            self.submit_key.clone().into(),
        ]
    }
}

const SPENT: &str = "lane, invitation_id, wave_id, submit_key";

const SPENTS: &str = "insert into spent_link (lane, invitation_id, wave_id, submit_key) \
    select * from given where given.lane is not null";

impl SpentRow {
    fn values(&self) -> [Value; 4] {
        [
            self.lane.into(),
            self.invitation_id.into(),
            self.wave_id.into(),
            self.submit_key.as_str().into(),
        ]
    }
}

const RESPONSE: &str = "lane, id, programme_id, wave_id, survey_version_id, invitation_id, segment, \
    mode, language, state, rev, answers, started_at, submitted_at";

const RESPONSES: &str = "insert into response (lane, id, programme_id, wave_id, \
    survey_version_id, invitation_id, segment, mode, language, state, rev, answers, started_at, \
    submitted_at) select * from given where given.lane is not null \
    on conflict (lane, id) do update set \
    segment = excluded.segment, language = excluded.language, state = excluded.state, \
    rev = excluded.rev, answers = excluded.answers, submitted_at = excluded.submitted_at";

const RESPONSE_COLUMNS: [sql::Column; 14] = {
    let mut columns = [Plain; 14];
    columns[11] = Json;
    columns
};

impl ResponseRow {
    fn values(&self) -> [Value; 14] {
        [
            self.lane.into(),
            self.id.into(),
            self.programme_id.into(),
            self.wave_id.into(),
            self.survey_version_id.into(),
            self.invitation_id.into(),
            self.segment.clone().into(),
            sql::word(&self.mode).into(),
            self.language.as_str().into(),
            self.state.as_str().into(),
            self.rev.into(),
            self.answers.as_str().into(),
            self.started_at.into(),
            self.submitted_at.into(),
        ]
    }
}

const COMMENT: &str = "lane, id, programme_id, wave_id, response_id, item, language, text";

const COMMENTS: &str = "insert into comment (lane, id, programme_id, wave_id, response_id, item, \
    language, text) select * from given where given.lane is not null";

impl CommentRow {
    fn values(&self) -> [Value; 8] {
        [
            self.lane.into(),
            self.id.into(),
            self.programme_id.into(),
            self.wave_id.into(),
            self.response_id.into(),
            self.item.as_str().into(),
            self.language.as_str().into(),
            self.text.as_str().into(),
        ]
    }
}

const STEP: &str = "lane, id, started_at, submitted_at, submit_key";

const STEPS: &str = "update invitation set started_at = given.started_at, \
    submitted_at = given.submitted_at, submit_key = given.submit_key from given \
    where invitation.lane = given.lane and invitation.id = given.id";

impl InvitationRow {
    fn values(&self) -> [Value; 5] {
        [
            self.lane.into(),
            self.id.into(),
            self.started_at.into(),
            self.submitted_at.into(),
            self.submit_key.clone().into(),
        ]
    }
}
