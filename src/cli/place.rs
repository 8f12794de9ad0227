//! Where a command works: its settings, its database and its time.

use std::collections::BTreeMap;
use std::future::Future;
use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::config::{self, Config};
use crate::store::{Database, StoreError};

/// Settings on the command line; what they mean and their defaults stand in the README.
#[derive(Clone, Debug, Default, Args)]
pub struct Place {
    /// Folder for the database, the link key and mail that is not sent.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// sqlite:FILE or postgres://USER@HOST/NAME; also DATABASE_URL.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// File with settings.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
}

/// Settings of a command that serves.
#[derive(Clone, Debug, Default, Args)]
pub struct Address {
    /// Address and port to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// The address in links and mails.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
}

impl Place {
    pub fn config(&self, address: &Address) -> Result<Config, Failure> {
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        let given = [
            ("PEIL_DATA", path(&self.data)),
            ("DATABASE_URL", self.database.clone()),
            ("PEIL_SETTINGS", path(&self.settings)),
            ("PEIL_LISTEN", address.listen.clone()),
            ("PEIL_PUBLIC_URL", address.public_url.clone()),
        ];
        let flags: BTreeMap<&'static str, String> = given
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect();
        config::read(&flags, config::environment).map_err(|error| Failure::User(chain(&error)))
    }

    /// Opens the database for a command that works on it, migrated on SQLite, current elsewhere.
    pub async fn open(&self) -> Result<(Config, Database), Failure> {
        let config = self.config(&Address::default())?;
        let db = open(&config).await?;
        if db.is_sqlite() {
            db.migrate().await?;
        } else {
            db.require_current().await?;
        }
        Ok((config, db))
    }
}

/// Opens the database that the settings name, in whatever state it is.
pub async fn open(config: &Config) -> Result<Database, Failure> {
    std::fs::create_dir_all(&config.data).map_err(|error| {
        Failure::User(format!(
            "the data folder {} cannot be made: {error}",
            config.data.display()
        ))
    })?;
    Ok(Database::open(config.database.reveal()).await?)
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Db(_) | StoreError::Copy(_) | StoreError::Corrupt { .. } => {
                Self::Fault(error.into())
            }
            StoreError::NotFound { .. }
            | StoreError::Taken { .. }
            | StoreError::Frozen
            | StoreError::WaveState { .. }
            | StoreError::Undecided { .. }
            | StoreError::SnapshotState(_)
            | StoreError::Closed(_)
            | StoreError::UnderWay(_)
            | StoreError::Stopped
            | StoreError::Outdated(_)
            | StoreError::Busy
            | StoreError::Behind(_)
            | StoreError::Ahead
            | StoreError::Pooler
            | StoreError::Address(_) => Self::User(error.to_string()),
        }
    }
}

/// An error with its causes, in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

/// Runs a command's future on a runtime of its own.
pub fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::Fault(error.into()))?;
    runtime.block_on(work)
}
