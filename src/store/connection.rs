//! The two connections: readers, and on SQLite the one writer.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    RuntimeErr, SqliteTransactionMode, TransactionOptions, TransactionTrait, sqlx,
};
use sea_orm_migration::{MigrationStatus, MigratorTrait};

use super::StoreError;
use super::revision::{self, Revision, Watch};
use crate::migrations::Migrator;

const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;
/// Pages that a connection keeps, in KiB: small, since there are nine connections.
const READER_CACHE: &str = "-1024";
const WRITER_CACHE: &str = "-8192";
/// How long another program may write before that is a failure.
const PATIENCE: Duration = Duration::from_secs(10);
/// SQLite looks less and less often whether it may write; after so long we begin afresh, so that a
/// short gap between the writes of another program is not missed. In milliseconds, and not while the
/// file is opened: then another may recover it.
const LOOK: &str = "8";
/// Any number, the same in every process: it guards the migrations ("peil" in ASCII).
const MIGRATION_LOCK: &str = "select pg_advisory_xact_lock(1885694316)";

/// An open database. On SQLite there are many readers and one writer, in whose transaction a second
/// one would wait for ever; on PostgreSQL both are the same pool.
#[derive(Clone, Debug)]
pub struct Database {
    /// For every query that changes nothing. On SQLite it refuses to write.
    pub reader: DatabaseConnection,
    writer: DatabaseConnection,
    file: Option<PathBuf>,
    watch: Arc<Watch>,
}

impl Database {
    /// Opens `sqlite:FILE` (made when it is not there) or `postgres://…`. Migrates nothing.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("sqlite:") {
            Self::open_sqlite(url).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::open_postgres(url).await
        } else {
            Err(StoreError::Address(without_password(url)))
        }
    }

    async fn open_sqlite(url: &str) -> Result<Self, StoreError> {
        let file = SqliteConnectOptions::from_str(url)
            .map_err(|_| StoreError::Address(url.to_owned()))?
            .get_filename()
            .to_owned();
        let writer = sea_orm::Database::connect(sqlite(url, 1, WRITER_CACHE, false)).await?;
        let reader = sqlite(url, SQLITE_READERS, READER_CACHE, true);
        let reader = sea_orm::Database::connect(reader).await?;
        Ok(Self {
            reader,
            writer,
            file: Some(file),
            watch: Arc::default(),
        })
    }

    async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(10))
            .test_before_acquire_if_idle_for(Duration::from_secs(5))
            .sqlx_logging(false);
        let pool = sea_orm::Database::connect(options).await?;
        refuse_forgetful_pooler(&pool).await?;
        Ok(Self {
            reader: pool.clone(),
            writer: pool,
            file: None,
            watch: Arc::default(),
        })
    }

    /// Begins a transaction that will write. Dropping it without `commit` takes everything back.
    pub async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            // Deferred, a transaction that reads first may fail when it comes to write.
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let begun = Instant::now();
        loop {
            match self.writer.begin_with_options(options).await {
                Err(err) if is_locked(&err) && begun.elapsed() < PATIENCE => {}
                begun => return Ok(begun?),
            }
        }
    }

    pub fn is_sqlite(&self) -> bool {
        self.reader.get_database_backend() == DbBackend::Sqlite
    }

    /// The SQLite file; none on PostgreSQL.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// What the database is like now; equal to an earlier one while nothing was written since.
    pub async fn revision(&self) -> Result<Revision, StoreError> {
        match &self.file {
            Some(file) => self.watch.revision(file).await,
            None => revision::of_postgres(&self.reader).await,
        }
    }

    /// The migrations that this program has and the database lacks, in order.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        let known = Migrator::get_migration_with_status_read_only(&self.reader)
            .await
            .map_err(|err| match err {
                DbErr::Custom(_) => StoreError::Ahead, // one was applied that we do not know
                err => err.into(),
            })?;
        Ok(known
            .iter()
            .filter(|migration| migration.status() == MigrationStatus::Pending)
            .map(|migration| migration.name().to_owned())
            .collect())
    }

    /// Refuses a database that is behind this program; for `serve` on PostgreSQL.
    pub async fn require_current(&self) -> Result<(), StoreError> {
        match self.pending_migrations().await? {
            pending if pending.is_empty() => Ok(()),
            pending => Err(StoreError::Behind(pending)),
        }
    }

    /// How long the one statement of the writer waits while another program writes, in milliseconds.
    async fn wait_for_others(&self, milliseconds: &str) -> Result<(), StoreError> {
        let wait = format!("pragma busy_timeout = {milliseconds}");
        self.writer.execute_unprepared(&wait).await?;
        Ok(())
    }

    /// Applies what is pending and tells its names. A SQLite file that holds anything is copied
    /// beside itself first; on PostgreSQL one process migrates and the others wait.
    pub async fn migrate(&self) -> Result<Vec<String>, StoreError> {
        if self.is_sqlite() {
            let pending = self.pending_migrations().await?;
            if let Some(first) = pending.first() {
                self.copy_before(first).await?;
                self.wait_for_others(&PATIENCE.as_millis().to_string())
                    .await?;
                let migrated = Migrator::up(&self.writer, None).await;
                self.wait_for_others(LOOK).await?;
                migrated?;
            }
            return Ok(pending);
        }
        let lock = self.begin().await?;
        lock.execute_unprepared(MIGRATION_LOCK).await?;
        let pending = self.pending_migrations().await?;
        Migrator::up(&self.writer, None).await?;
        lock.commit().await?;
        Ok(pending)
    }

    async fn copy_before(&self, migration: &str) -> Result<(), StoreError> {
        let tables = "select 1 from sqlite_master limit 1";
        let tables = sea_orm::Statement::from_string(DbBackend::Sqlite, tables);
        let (Some(file), Some(_)) = (&self.file, self.writer.query_one_raw(tables).await?) else {
            return Ok(()); // nothing in it yet
        };
        let copy = (1..)
            .map(|nr| format!("{}.before-{migration}.{nr}", file.display()))
            .find(|copy| !Path::new(copy).exists())
            .unwrap_or_default();
        let sql = "vacuum into ?";
        let statement =
            sea_orm::Statement::from_sql_and_values(DbBackend::Sqlite, sql, [copy.clone().into()]);
        self.writer
            .execute_raw(statement)
            .await
            .map_err(StoreError::Copy)?;
        tracing::info!(copy, "copied the database before its migration");
        Ok(())
    }

    /// Waits for running queries and closes every connection.
    pub async fn close(self) -> Result<(), StoreError> {
        self.watch.close().await?;
        self.reader.close().await?;
        if self.file.is_some() {
            self.writer.close().await?;
        }
        Ok(())
    }
}

/// Whether another program writes just now.
fn is_locked(err: &DbErr) -> bool {
    let (DbErr::Conn(err) | DbErr::Exec(err) | DbErr::Query(err)) = err else {
        return false;
    };
    let RuntimeErr::SqlxError(err) = err else {
        return false;
    };
    let code = err.as_database_error().and_then(|err| err.code());
    // SQLITE_BUSY, and what it is called while a file is recovered.
    code.is_some_and(|code| code == "5" || code == "261")
}

fn sqlite(url: &str, connections: u32, cache: &'static str, read_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |options| {
            options
                .create_if_missing(!read_only)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(PATIENCE)
                .foreign_keys(true)
                .pragma("secure_delete", "on")
                .pragma("cache_size", cache)
                .pragma("query_only", if read_only { "on" } else { "off" })
                .pragma("busy_timeout", if read_only { "10000" } else { LOOK })
        });
    options
}

/// Runs one prepared statement on two connections, one after the other. Behind a pooler in
/// transaction mode both get the same server, where the name of the statement is already taken.
async fn refuse_forgetful_pooler(pool: &DatabaseConnection) -> Result<(), StoreError> {
    let pool = pool.get_postgres_connection_pool();
    let failed = |err: sqlx::Error| match err.as_database_error().and_then(|err| err.code()) {
        // duplicate_prepared_statement, invalid_sql_statement_name
        Some(code) if code == "42P05" || code == "26000" => StoreError::Pooler,
        _ => StoreError::Db(DbErr::Conn(sea_orm::RuntimeErr::SqlxError(err.into()))),
    };
    let mut first = pool.acquire().await.map_err(failed)?;
    let mut second = pool.acquire().await.map_err(failed)?;
    for connection in [&mut first, &mut second] {
        for _ in 0..2 {
            sqlx::query("select $1::int")
                .bind(1_i32)
                .execute(&mut **connection)
                .await
                .map_err(failed)?;
        }
    }
    Ok(())
}

/// An address as it may be shown: the scheme only, when it carries a password.
fn without_password(url: &str) -> String {
    match url.split_once('@') {
        Some((_, rest)) => format!("…@{rest}"),
        None => url.to_owned(),
    }
}
