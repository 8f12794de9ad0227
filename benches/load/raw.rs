//! What the disk gives: the rows that a response comes to, stored by SQLite itself in a database of
//! Peil's own, with its indexes and keys, and with no server around it.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use sea_orm::sqlx::{self, Connection, Row, SqliteConnection};
use uuid::Uuid;

use super::stand_in::options;

const ANSWERS: &str = r#"{"q1":1,"q2":2,"q3":3,"q4":4,"q5":5,"q6":1,"q7":2,"q8":3,"q9":4,"q10":5,"q11":1,"q12":2,"q13":3,"q14":4,"q15":5,"q16":1,"q17":2,"q18":3,"q19":4,"q20":5}"#;
const MOMENT: &str = "2026-03-02 09:00:00.000000 +00:00";
/// A round ends after so many rows, so that the invitations last for all of them.
const MOST: usize = 30_000;

/// An invitation that nobody answered yet, with what a response says of it.
struct Invited {
    lane: i64,
    id: Uuid,
    programme_id: Uuid,
    wave_id: Uuid,
    survey_version_id: Uuid,
}

pub struct Raw {
    db: SqliteConnection,
    invited: Vec<Invited>,
}

impl Raw {
    /// Opens a database that nobody else uses.
    pub async fn open(file: &Path) -> Result<Self> {
        let mut db = SqliteConnection::connect_with(&options(file)).await?;
        let rows = sqlx::query(
            "select i.lane, i.id, i.programme_id, i.wave_id, w.survey_version_id \
             from invitation i join wave w on w.id = i.wave_id where i.submitted_at is null",
        )
        .fetch_all(&mut db)
        .await?;
        let invited = rows
            .iter()
            .map(|row| {
                Ok(Invited {
                    lane: row.try_get(0)?,
                    id: row.try_get(1)?,
                    programme_id: row.try_get(2)?,
                    wave_id: row.try_get(3)?,
                    survey_version_id: row.try_get(4)?,
                })
            })
            .collect::<Result<_, sqlx::Error>>()?;
        Ok(Self { db, invited })
    }

    /// Responses a second, so many to a commit, each commit on disk before the next begins: the row
    /// of each response, and the step of its invitation.
    pub async fn responses_per_second(&mut self, batch: usize, time: Duration) -> Result<f64> {
        let places = vec!["(?,?,?,?,?,?,'BD','web','nl','complete',1,?,?,?)"; batch].join(",");
        let insert = format!(
            "insert into response (lane, id, programme_id, wave_id, survey_version_id, \
             invitation_id, segment, mode, language, state, rev, answers, started_at, \
             submitted_at) values {places}"
        );
        let places = vec!["(?,?)"; batch].join(",");
        let step = format!(
            "with given (lane, id) as (values {places}) update invitation \
             set started_at = '{MOMENT}', submitted_at = '{MOMENT}', submit_key = 'key' \
             from given where invitation.lane = given.lane and invitation.id = given.id"
        );
        let began = Instant::now();
        let mut stored = 0;
        while began.elapsed() < time && stored < MOST {
            let rest = self.invited.len().checked_sub(batch);
            let some = self.invited.split_off(rest.context("no invitations left")?);
            let mut tx = self.db.begin().await?;
            let mut query = sqlx::query(sqlx::AssertSqlSafe(insert.as_str()));
            for one in &some {
                query = query.bind(one.lane).bind(Uuid::now_v7());
                query = query.bind(one.programme_id).bind(one.wave_id);
                query = query.bind(one.survey_version_id).bind(one.id);
                query = query.bind(ANSWERS).bind(MOMENT).bind(MOMENT);
            }
            query.execute(&mut *tx).await?;
            let mut query = sqlx::query(sqlx::AssertSqlSafe(step.as_str()));
            for one in &some {
                query = query.bind(one.lane).bind(one.id);
            }
            query.execute(&mut *tx).await?;
            tx.commit().await?;
            stored += batch;
        }
        Ok(stored as f64 / began.elapsed().as_secs_f64())
    }
}
