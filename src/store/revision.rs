//! Whether anything was written, so that what was computed from the database may be kept until then.

use std::path::Path;

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{Connection, Error, query_scalar};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, RuntimeErr, Statement};
use tokio::sync::Mutex;

use super::StoreError;

/// A state of the database: between two equal ones no transaction was committed, by whatever
/// program. Two different ones may still hold the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision(String);

/// SQLite counts, for one connection, the commits of all others. So this one is kept for asking
/// only, and never exchanged for another.
#[derive(Debug, Default)]
pub(super) struct Watch(Mutex<Watching>);

#[derive(Debug, Default)]
struct Watching {
    /// How often a connection was opened; the counts of two connections can't be compared.
    opened: u64,
    connection: Option<SqliteConnection>,
}

impl Watch {
    pub(super) async fn revision(&self, file: &Path) -> Result<Revision, StoreError> {
        let mut watching = self.0.lock().await;
        let watching = &mut *watching;
        if watching.connection.is_none() {
            let options = SqliteConnectOptions::new()
                .filename(file)
                .pragma("query_only", "on");
            watching.connection = Some(
                SqliteConnection::connect_with(&options)
                    .await
                    .map_err(broken)?,
            );
            watching.opened += 1;
        }
        let Some(connection) = watching.connection.as_mut() else {
            return Err(broken(Error::WorkerCrashed));
        };
        let counted: Result<i64, Error> = query_scalar("pragma data_version")
            .fetch_one(connection)
            .await;
        match counted {
            Ok(commits) => Ok(Revision(format!("{} {commits}", watching.opened))),
            Err(error) => {
                watching.connection = None;
                Err(broken(error))
            }
        }
    }

    pub(super) async fn close(&self) -> Result<(), StoreError> {
        match self.0.lock().await.connection.take() {
            Some(connection) => connection.close().await.map_err(broken),
            None => Ok(()),
        }
    }
}

/// PostgreSQL names the transactions whose changes can be seen, those of its other databases too.
pub(super) async fn of_postgres(db: &DatabaseConnection) -> Result<Revision, StoreError> {
    let sql = "select pg_current_snapshot()::text as seen";
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(sql.to_owned()))?;
    Ok(Revision(row.try_get("", "seen")?))
}

fn broken(error: Error) -> StoreError {
    StoreError::Db(DbErr::Conn(RuntimeErr::SqlxError(error.into())))
}

#[cfg(test)]
mod tests {
    use crate::store::testing::*;
    use crate::store::{Database, programmes};

    #[tokio::test]
    async fn it_stays_while_nothing_is_written_and_only_then() {
        let fresh = fresh_database().await;
        let first = fresh.revision().await.unwrap();
        programmes::all(&fresh.reader).await.unwrap();
        // On PostgreSQL the other databases of the server count too, and other tests write there.
        if fresh.is_sqlite() {
            assert_eq!(fresh.revision().await.unwrap(), first);
        }

        let tx = fresh.begin().await.unwrap();
        programme(&tx, 1).await;
        tx.commit().await.unwrap();
        let second = fresh.revision().await.unwrap();
        assert_ne!(second, first);
        if fresh.is_sqlite() {
            assert_eq!(fresh.revision().await.unwrap(), second);
        }
    }

    /// Another program writes, as the command line does while the service runs.
    #[tokio::test]
    async fn what_another_connection_writes_is_seen() {
        let fresh = fresh_database().await;
        let first = fresh.revision().await.unwrap();
        let other = Database::open(&fresh.url).await.unwrap();
        let tx = other.begin().await.unwrap();
        programme(&tx, 1).await;
        tx.commit().await.unwrap();
        other.close().await.unwrap();
        assert_ne!(fresh.revision().await.unwrap(), first);
    }
}
