//! A database of one test's own: a temporary SQLite file, or a new PostgreSQL database on the server
//! of `TEST_DATABASE_URL`. Gone afterwards.

use sea_orm::ConnectionTrait;
use tempfile::TempDir;
use uuid::Uuid;

pub struct TestDatabase {
    pub url: String,
    place: Place,
}

enum Place {
    Sqlite { _folder: TempDir },
    Postgres { server: String, name: String },
}

impl TestDatabase {
    /// Has no table yet.
    pub async fn empty() -> Self {
        let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
            let folder = tempfile::tempdir().unwrap();
            let url = format!("sqlite:{}", folder.path().join("peil.sqlite").display());
            return Self {
                url,
                place: Place::Sqlite { _folder: folder },
            };
        };
        let name = format!("peil_test_{}", Uuid::new_v4().simple());
        execute(&server, &format!("create database {name}")).await;
        let (base, _) = server
            .rsplit_once('/')
            .expect("the address of a server ends in a database");
        let url = format!("{base}/{name}");
        Self {
            url,
            place: Place::Postgres { server, name },
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Place::Postgres { server, name } = &self.place else {
            return;
        };
        let (server, sql) = (server.clone(), format!("drop database {name} with (force)"));
        // Nothing can be awaited in a drop, and the runtime of the test may be on its way out.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(execute(&server, &sql));
        });
        let _ = dropping.join();
    }
}

async fn execute(server: &str, sql: &str) {
    let server = sea_orm::Database::connect(server).await.unwrap();
    server.execute_unprepared(sql).await.unwrap();
    server.close().await.unwrap();
}
