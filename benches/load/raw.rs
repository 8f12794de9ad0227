//! What the disk gives: rows stored by SQLite itself, with nothing around it.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use sea_orm::sqlx::{self, Connection, SqliteConnection};

use super::stand_in::options;

const ANSWERS: &str = r#"{"q1":1,"q2":2,"q3":3,"q4":4,"q5":5,"q6":1,"q7":2,"q8":3,"q9":4,"q10":5,"q11":1,"q12":2,"q13":3,"q14":4,"q15":5,"q16":1,"q17":2,"q18":3,"q19":4,"q20":5}"#;

/// Rows a second, so many to a commit, each commit on disk before the next begins.
pub async fn rows_per_second(file: &Path, rows: usize, time: Duration) -> Result<f64> {
    let mut db = SqliteConnection::connect_with(&options(file)).await?;
    sqlx::query(
        "create table if not exists response (id integer primary key, answers text not null)",
    )
    .execute(&mut db)
    .await?;
    let places = vec!["(?)"; rows].join(",");
    let insert = format!("insert into response (answers) values {places}");
    let began = Instant::now();
    let mut stored = 0;
    while began.elapsed() < time {
        let mut query = sqlx::query(sqlx::AssertSqlSafe(insert.as_str()));
        for _ in 0..rows {
            query = query.bind(ANSWERS);
        }
        query.execute(&mut db).await?;
        stored += rows;
    }
    let rate = stored as f64 / began.elapsed().as_secs_f64();
    db.close().await?;
    Ok(rate)
}
