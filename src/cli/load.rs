//! `peil load`: puts a folder of files in the database: programme, surveys, waves and evidence.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;
use sea_orm::DatabaseTransaction;

use super::output::say;
use super::place::Place;
use super::{Everywhere, Failure, folder};
use crate::clock::Clock;
use crate::domain::canonical::sha256_hex;
use crate::domain::evidence::Rows;
use crate::domain::protocol::WavePlan;
use crate::domain::survey::Survey;
use crate::import::folder::{Files, Folder, Source};
use crate::store::audit::Actor;
use crate::store::import_files::NewFile;
use crate::store::imports::{Destination, File, Taken, take};
use crate::store::programmes::{self, NewProgramme, Programme};
use crate::store::protocols::ProtocolVersion;
use crate::store::waves::{self, Wave, WaveState};
use crate::store::{Database, StoreError, protocols, surveys};
use crate::texts::{Arg, t_args};

#[derive(Debug, Args)]
pub struct Arguments {
    /// A folder laid out like surveys/servicedesk.
    dir: PathBuf,
    #[command(flatten)]
    place: Place,
}

pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    let files = folder::files(&arguments.dir, &language)?;
    let folder = folder::open(&arguments.dir, &language)?;
    let (_, db) = arguments.place.open().await?;
    let programme = load(
        &db,
        &Actor::program("peil load"),
        &folder,
        &files,
        Clock::System.now(),
    )
    .await?;
    if everywhere.json {
        say(&serde_json::json!({ "programme": programme.slug }).to_string());
    } else {
        let args = [
            ("programme", Arg::from(&programme.slug)),
            ("waves", Arg::from(folder.protocol.read.waves.len() as i64)),
        ];
        say(&t_args(&language, "cli-loaded", &args));
    }
    Ok(db.close().await?)
}

/// Puts everything in a folder in the database, in one transaction: all of it or nothing. What is
/// there already stays, so that loading the same folder twice changes nothing.
///
/// A wave that the protocol calls closed is opened and closed again; that needs the protocol frozen,
/// and so does a wave with evidence.
pub async fn load(
    db: &Database,
    actor: &Actor,
    folder: &Folder,
    files: &Files,
    now: DateTime<Utc>,
) -> Result<Programme, StoreError> {
    let tx = db.begin().await?;
    let loading = Loading {
        tx: &tx,
        actor,
        folder,
        files,
        now,
    };
    let programme = loading.programme().await?;
    let protocol = loading.definitions(&programme).await?;
    for plan in &folder.protocol.read.waves {
        loading.wave(&programme, &protocol, plan).await?;
    }
    loading.evidence(&programme).await?;
    tx.commit().await?;
    Ok(programme)
}

struct Loading<'a> {
    tx: &'a DatabaseTransaction,
    actor: &'a Actor,
    folder: &'a Folder,
    files: &'a Files,
    now: DateTime<Utc>,
}

impl Loading<'_> {
    async fn programme(&self) -> Result<Programme, StoreError> {
        let definition = &self.folder.protocol.read.programme;
        if let Some(programme) = programmes::find(self.tx, &definition.slug).await? {
            return Ok(programme);
        }
        let new = NewProgramme {
            slug: definition.slug.clone(),
            title: definition.name.clone(),
            time_zone: definition.time_zone.clone(),
            lanes: 1,
        };
        programmes::create(self.tx, self.actor, &new, self.now).await
    }

    /// The surveys published, the protocol kept, and frozen when a wave needs it.
    async fn definitions(&self, programme: &Programme) -> Result<ProtocolVersion, StoreError> {
        let (tx, actor, now) = (self.tx, self.actor, self.now);
        for survey in &self.folder.surveys {
            let kept =
                surveys::save_draft(tx, actor, programme, &survey.text, &survey.read, now).await?;
            // A file publishes only what is new; what follows a published version is a person's act.
            let published = surveys::published(tx, programme.id, &kept.code).await?;
            if published.is_none() {
                surveys::publish(tx, actor, programme, kept.id, now).await?;
            }
        }
        let protocol = &self.folder.protocol;
        let kept = protocols::save_draft(tx, actor, programme, &protocol.text, &protocol.read, now)
            .await?;
        let needs_frozen =
            !self.folder.waves.is_empty() || protocol.read.waves.iter().any(|wave| wave.closed);
        if needs_frozen {
            protocols::freeze(tx, actor, programme, now).await
        } else {
            Ok(kept)
        }
    }

    /// The wave as planned, with what came in for it by its own files; closed when the plan says so.
    async fn wave(
        &self,
        programme: &Programme,
        protocol: &ProtocolVersion,
        plan: &WavePlan,
    ) -> Result<(), StoreError> {
        let (tx, actor, now) = (self.tx, self.actor, self.now);
        let Some(survey) = self.folder.survey_of(plan.number) else {
            return Ok(());
        };
        let number = i32::try_from(plan.number).unwrap_or(i32::MAX);
        let mut wave = match waves::find(tx, programme, number).await? {
            Some(wave) => wave,
            None => {
                let version = surveys::published(tx, programme.id, &survey.read.code).await?;
                let version = version.map(|version| version.id).unwrap_or_default();
                let population = self.folder.protocol.read.population();
                let population = i32::try_from(population).unwrap_or(i32::MAX);
                waves::create(tx, actor, programme, plan, version, population, now).await?
            }
        };
        let has_files = self.folder.waves.contains_key(&plan.number);
        if (plan.closed || has_files) && wave.state == WaveState::Planned {
            wave = waves::open(tx, actor, &wave, protocol.id, None, now).await?;
        }
        self.of_wave(programme, &wave, plan, &survey.read).await?;
        if plan.closed && wave.state == WaveState::Open {
            waves::close(tx, actor, &wave, now).await?;
        }
        Ok(())
    }

    async fn of_wave(
        &self,
        programme: &Programme,
        wave: &Wave,
        plan: &WavePlan,
        survey: &Survey,
    ) -> Result<(), StoreError> {
        let Some(files) = self.folder.waves.get(&plan.number) else {
            return Ok(());
        };
        let item = survey.comment_item().map_or("", |item| item.code.as_str());
        self.take(
            programme,
            Some(wave),
            files.responses.as_ref(),
            Rows::Responses,
            item,
        )
        .await?;
        self.take(
            programme,
            Some(wave),
            files.comments.as_ref(),
            Rows::Comments,
            item,
        )
        .await?;
        self.take(
            programme,
            Some(wave),
            files.tickets.as_ref(),
            Rows::Tickets,
            item,
        )
        .await
    }

    async fn evidence(&self, programme: &Programme) -> Result<(), StoreError> {
        let folder = self.folder;
        self.take(programme, None, folder.clients.as_ref(), Rows::Clients, "")
            .await?;
        let counts = |rows: Vec<_>| {
            let counted = rows
                .iter()
                .map(|row: &crate::import::dispositions::WaveDispositions| {
                    (row.wave, row.dispositions)
                });
            Rows::Dispositions(counted.collect())
        };
        self.take(programme, None, folder.dispositions.as_ref(), counts, "")
            .await?;
        self.take(
            programme,
            None,
            folder.statements.as_ref(),
            Rows::Interviews,
            "",
        )
        .await?;
        self.take(
            programme,
            None,
            folder.measurements.as_ref(),
            Rows::Measurements,
            "",
        )
        .await?;
        self.take(programme, None, folder.tickets.as_ref(), Rows::Tickets, "")
            .await
    }

    async fn take<R: Clone>(
        &self,
        programme: &Programme,
        wave: Option<&Wave>,
        source: Option<&Source<R>>,
        rows: impl FnOnce(Vec<R>) -> Rows,
        comment_item: &str,
    ) -> Result<(), StoreError> {
        let Some(source) = source else { return Ok(()) };
        let bytes = self.files.get(&source.file).map_or(&[][..], Vec::as_slice);
        let hash = sha256_hex(bytes);
        let file = File {
            name: &source.file,
            hash: &hash,
            kept: NewFile {
                bytes,
                mapping: "{}",
                refused: 0,
            },
        };
        let rows = rows(source.rows.clone());
        let to = Destination {
            programme,
            wave,
            comment_item,
            said: None,
            now: self.now,
        };
        let taken: Taken = take(self.tx, self.actor, to, file, &rows).await?;
        tracing::debug!(file = source.file, ?taken, "took in a file");
        Ok(())
    }
}
