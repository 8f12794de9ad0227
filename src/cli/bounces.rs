//! `peil bounces`: reads reports of failed delivery, as a mailbox folder keeps them.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::output::say;
use super::place::Place;
use super::{Everywhere, Failure};
use crate::clock::Clock;
use crate::mail::bounce::{self, Fate};
use crate::store::{StoreError, invitations, outbox};
use crate::texts::{Arg, t_args};

#[derive(Debug, Args)]
pub struct Arguments {
    /// A folder of messages, one a file; with subfolders `new` and `cur` those of a Maildir.
    folder: PathBuf,
    #[command(flatten)]
    place: Place,
}

#[derive(Default)]
struct Counts {
    read: u64,
    bounced: u64,
    temporary: u64,
    unknown: u64,
}

/// Read once more, the same report changes nothing.
pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    let (_, db) = arguments.place.open().await?;
    let files = files(&arguments.folder).map_err(|error| {
        let args = [
            ("folder", Arg::from(arguments.folder.display().to_string())),
            ("error", Arg::from(error.to_string())),
        ];
        Failure::User(t_args(&language, "cli-bounces-folder", &args))
    })?;
    let (mut counts, now) = (Counts::default(), Clock::System.now());
    for file in files {
        counts.read += 1;
        let report = std::fs::read(&file)
            .ok()
            .and_then(|text| bounce::read(&text));
        let entry = match &report {
            Some(report) => outbox::by_message_id_all_lanes(&db.reader, &report.message_id).await?,
            None => None,
        };
        match (report, entry) {
            (Some(report), Some(entry)) if report.fate == Fate::Bounced => {
                let tx = db.begin().await?;
                outbox::record_returned(&tx, &entry, &report.said).await?;
                invitations::mark_bounced(&tx, entry.lane, entry.invitation_id, now).await?;
                tx.commit().await.map_err(StoreError::from)?;
                counts.bounced += 1;
            }
            (Some(_), Some(_)) => counts.temporary += 1,
            _ => counts.unknown += 1,
        }
    }
    if everywhere.json {
        let Counts {
            read,
            bounced,
            temporary,
            unknown,
        } = counts;
        let told = json!({ "read": read, "bounced": bounced, "delayed": temporary,
            "unknown": unknown });
        say(&told.to_string());
        return Ok(());
    }
    let args = [
        ("read", counts.read.into()),
        ("bounced", counts.bounced.into()),
        ("temporary", counts.temporary.into()),
        ("unknown", counts.unknown.into()),
    ];
    say(&t_args(&language, "cli-bounces", &args));
    Ok(())
}

fn files(folder: &PathBuf) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_file() {
            found.push(path);
        } else if name == "new" || name == "cur" {
            found.extend(files(&path)?);
        }
    }
    found.sort();
    Ok(found)
}
