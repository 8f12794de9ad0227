//! A fresh, migrated database for every test: a temporary SQLite file, or a new PostgreSQL
//! database on the server of `TEST_DATABASE_URL`.

use chrono::{DateTime, TimeZone, Utc};
use sea_orm::ConnectionTrait;
use tempfile::TempDir;
use uuid::Uuid;

use super::Database;

/// A database that goes when it is dropped (a PostgreSQL one goes with its private server).
pub struct Fresh {
    pub db: Database,
    pub url: String,
    _folder: Option<TempDir>,
}

impl std::ops::Deref for Fresh {
    type Target = Database;
    fn deref(&self) -> &Database {
        &self.db
    }
}

/// A database without any table.
pub async fn empty_database() -> Fresh {
    let (url, folder) = match std::env::var("TEST_DATABASE_URL") {
        Ok(server) => {
            let name = format!("peil_store_{}", Uuid::new_v4().simple());
            let admin = sea_orm::Database::connect(&server).await.unwrap();
            let sql = format!("create database {name}");
            admin.execute_unprepared(&sql).await.unwrap();
            admin.close().await.unwrap();
            let (base, _) = server.rsplit_once('/').unwrap();
            (format!("{base}/{name}"), None)
        }
        Err(_) => {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("peil.sqlite");
            (format!("sqlite:{}", file.display()), Some(folder))
        }
    };
    Fresh {
        db: Database::open(&url).await.unwrap(),
        url,
        _folder: folder,
    }
}

pub async fn fresh_database() -> Fresh {
    let fresh = empty_database().await;
    fresh.migrate().await.unwrap();
    fresh
}

/// Ten o'clock on the given day of October 2026.
pub fn october(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, day, 10, 0, 0).unwrap()
}
