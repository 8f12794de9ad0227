//! `peil doctor`: looks at settings, database, keys and mail, and says what to mend.

use super::output::say;
use super::place::{Address, Place, chain};
use super::{Everywhere, Failure};
use crate::mail::transport::Transport;
use crate::store::Database;
use crate::texts::{Arg, t, t_args};

/// What was looked at, and how it is.
struct Check {
    what: &'static str,
    /// The trouble, or none.
    trouble: Option<String>,
}

pub async fn run(place: &Place, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    let checks = look(place).await;
    let well = checks.iter().all(|check| check.trouble.is_none());
    if everywhere.json {
        let list: Vec<_> = checks
            .iter()
            .map(|check| serde_json::json!({ "what": check.what, "trouble": check.trouble }))
            .collect();
        say(&serde_json::json!({ "well": well, "checks": list }).to_string());
    } else {
        for check in &checks {
            let what = t(&language, check.what);
            match &check.trouble {
                None => say(&t_args(
                    &language,
                    "cli-doctor-well",
                    &[("what", what.into())],
                )),
                Some(trouble) => {
                    let args = [("what", Arg::from(what)), ("trouble", Arg::from(trouble))];
                    say(&t_args(&language, "cli-doctor-trouble", &args));
                }
            }
        }
    }
    if well { Ok(()) } else { Err(Failure::Finding) }
}

async fn look(place: &Place) -> Vec<Check> {
    let config = match place.config(&Address::default()) {
        Ok(config) => config,
        Err(Failure::User(trouble)) => {
            return vec![Check {
                what: "cli-doctor-settings",
                trouble: Some(trouble),
            }];
        }
        Err(_) => return Vec::new(),
    };
    let folder = std::fs::create_dir_all(&config.data)
        .err()
        .map(|error| chain(&error));
    let database = match Database::open(config.database.reveal()).await {
        Ok(db) => db.require_current().await.err().map(|error| chain(&error)),
        Err(error) => Some(chain(&error)),
    };
    let key = config.link_key().err().map(|error| chain(&error));
    let mail = Transport::of(&config).err().map(|error| chain(&error));
    vec![
        Check {
            what: "cli-doctor-settings",
            trouble: None,
        },
        Check {
            what: "cli-doctor-folder",
            trouble: folder,
        },
        Check {
            what: "cli-doctor-database",
            trouble: database,
        },
        Check {
            what: "cli-doctor-key",
            trouble: key,
        },
        Check {
            what: "cli-doctor-mail",
            trouble: mail,
        },
    ]
}
