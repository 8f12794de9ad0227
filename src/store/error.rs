//! What may go wrong with what is kept.

use sea_orm::{DbErr, SqlErr};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no {what} “{key}”")]
    NotFound { what: &'static str, key: String },
    #[error("there is already a {what} “{key}”; choose another")]
    Taken { what: &'static str, key: String },
    #[error("the protocol is frozen; change it by an amendment, which is a new version")]
    Frozen,
    #[error(
        "{} change(s) of survey “{code}” wait for somebody to say what they weigh, the first is {}; \
         publish it in the browser",
        .changes.len(), .changes.first().map_or("", String::as_str)
    )]
    Undecided { code: String, changes: Vec<String> },
    #[error("this evaluation is {0}; what you ask belongs to another step of it")]
    SnapshotState(&'static str),
    #[error("the programme was closed on {0}; nothing in it can be changed any more")]
    Closed(chrono::NaiveDate),
    #[error("wave {number} is {state}; this can no longer be done")]
    WaveState { number: i32, state: String },
    #[error("the stored {what} “{key}” cannot be read: {problem}")]
    Corrupt {
        what: &'static str,
        key: String,
        problem: String,
    },
    #[error(
        "“{0}” is being taken in or out just now; wait until that is done, or stop it, and try again"
    )]
    UnderWay(String),
    #[error("the taking in was stopped; nothing of the file was kept")]
    Stopped,
    #[error("{0} went on since the file was read; look at the file again")]
    Outdated(String),
    #[error("more is coming in than can be stored just now; try again in a few seconds")]
    Busy,
    #[error(
        "the database lacks {} migration(s), the first is {}; run `peil migrate`",
        .0.len(), .0.first().map_or("", String::as_str)
    )]
    Behind(Vec<String>),
    #[error("the database was written by a newer Peil; use that version")]
    Ahead,
    #[error(
        "a pooler in transaction mode stands before the database and loses prepared statements; \
         set pool_mode=session, or use pgbouncer 1.21 or later with max_prepared_statements=200"
    )]
    Pooler,
    #[error("“{0}” is no database address; write sqlite:FILE or postgres://USER@HOST/NAME")]
    Address(String),
    #[error("the copy of the database before its migration could not be made")]
    Copy(#[source] DbErr),
    #[error("the database failed")]
    Db(#[from] DbErr),
}

impl StoreError {
    /// What a file was read against is not as it was.
    pub(super) fn outdated(what: impl ToString) -> Self {
        Self::Outdated(what.to_string())
    }

    pub(super) fn corrupt(what: &'static str, key: impl ToString, problem: impl ToString) -> Self {
        Self::Corrupt {
            what,
            key: key.to_string(),
            problem: problem.to_string(),
        }
    }

    pub(super) fn not_found(what: &'static str, key: impl ToString) -> Self {
        Self::NotFound {
            what,
            key: key.to_string(),
        }
    }

    /// Turns a broken unique constraint into `Taken`, and leaves other failures as they are.
    pub(super) fn or_taken(err: DbErr, what: &'static str, key: impl ToString) -> Self {
        match err.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Taken {
                what,
                key: key.to_string(),
            },
            _ => Self::Db(err),
        }
    }
}
