//! `peil import` of a file that is too large to be held, with its progress on the terminal.

use std::fs::File as OpenFile;
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use tokio::sync::watch;

use super::import::{Arguments, refuse_problems, tell, tell_refused, write_map};
use super::output::{advance, working, working_through};
use super::{Everywhere, Failure};
use crate::clock::Clock;
use crate::domain::evidence::FileKind;
use crate::domain::language::Language;
use crate::import::mapping::suggested;
use crate::import::stream::may_be_large;
use crate::import::{Context, Source};
use crate::jobs::large::{Asked, Finding, LARGE, Large, LargeError, Place, Step, Taking};
use crate::store::audit::Actor;
use crate::store::imports::Destination;
use crate::store::programmes::Programme;
use crate::store::unfinished;
use crate::store::waves::Wave;
use crate::store::{Database, StoreError};
use crate::texts::{Arg, t, t_args};

/// Between two looks at whether what is in the way is gone.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Whether a file is to go this road.
pub(super) fn is_large(kind: FileKind, path: &Path) -> bool {
    let mut start = [0; 4];
    let opened = OpenFile::open(path).and_then(|mut file| {
        file.read_exact(&mut start)?;
        file.metadata()
    });
    may_be_large(kind) && !start.starts_with(b"PK") && opened.is_ok_and(|file| file.len() >= LARGE)
}

/// The file of the refused rows, which is made once there is one.
struct Refused<'a> {
    path: Option<&'a Path>,
    /// What stands before the first of them.
    head: Vec<u8>,
    file: Option<OpenFile>,
}

impl<'a> Refused<'a> {
    fn to(path: Option<&'a Path>) -> Self {
        Self {
            path,
            head: Vec::new(),
            file: None,
        }
    }

    fn write(&mut self, finding: Finding<'_>) -> std::io::Result<()> {
        let Some(path) = self.path else {
            return Ok(());
        };
        let (rows, csv) = match finding {
            Finding::Refused { rows, csv, .. } => (rows, csv),
            Finding::Fates { .. } => return Ok(()),
            Finding::Anew => {
                self.head.clear();
                return match self.file.take() {
                    Some(_) => std::fs::remove_file(path),
                    None => Ok(()),
                };
            }
        };
        let bytes = csv.concat();
        if let Some(file) = &mut self.file {
            return file.write_all(&bytes);
        }
        self.head.extend(bytes);
        if !rows.is_empty() {
            let mut file = OpenFile::create(path)?;
            file.write_all(&self.head)?;
            self.file = Some(file);
        }
        Ok(())
    }
}

/// What is brought, and where to.
#[derive(Clone, Copy)]
pub(super) struct Bringing<'a> {
    pub arguments: &'a Arguments,
    pub path: &'a Path,
    pub kind: FileKind,
    pub db: &'a Database,
    pub programme: &'a Programme,
    pub wave: Option<&'a Wave>,
    pub context: Context<'a>,
    pub source: Source<'a>,
    pub everywhere: &'a Everywhere,
}

/// Brings a file by this road; says whether it could go it. Stopped by Ctrl-C it leaves nothing.
pub(super) async fn bring(bringing: Bringing<'_>) -> Result<bool, Failure> {
    let (stop, stopped) = watch::channel(false);
    let brought = bringing.all_through(&stopped);
    tokio::pin!(brought);
    let brought = tokio::select! {
        brought = &mut brought => brought,
        _ = tokio::signal::ctrl_c() => {
            let _ = stop.send(true);
            brought.await
        }
    };
    match brought {
        Ok(()) => Ok(true),
        Err(Stay::Large(LargeError::Whole)) => Ok(false),
        Err(Stay::Large(err)) => Err(bringing.failure(err)),
        Err(Stay::Told(failure)) => Err(failure),
    }
}

/// Why a file did not come in.
enum Stay {
    Large(LargeError),
    Told(Failure),
}

impl<E: Into<LargeError>> From<E> for Stay {
    fn from(err: E) -> Self {
        Self::Large(err.into())
    }
}

impl<'a> Bringing<'a> {
    async fn all_through(&self, stop: &watch::Receiver<bool>) -> Result<(), Stay> {
        let language = self.everywhere.language();
        let size = std::fs::metadata(self.path)?.len();
        let step = std::sync::Mutex::new(None);
        let told = |now: Step, bytes: u64| {
            let mut step = step
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            if step.replace(now) != Some(now) {
                working_through(&language, words(now), size);
            }
            advance(bytes);
        };
        let large = Large {
            db: self.db,
            place: Place::Disk(self.path),
            kind: self.kind,
            context: self.context,
            mapping: self.source.mapping,
            earlier: self.source.earlier,
            told: &told,
            stop,
        };
        let looked = large.look().await?;
        let mut refused = Refused::to(self.arguments.refused.as_deref());
        let telling = match refused.path {
            Some(_) => std::slice::from_ref(&language),
            None => &[],
        };
        let actor = Actor::program("peil import");
        let (name, memory) = (self.name(), self.memory());
        let taking = self.taking(&actor, &name, memory.as_deref());
        let write = async |finding: Finding<'_>| Ok(refused.write(finding)?);
        let (checked, taken) = if self.is_plain() {
            make_way(self.db, self.programme, &language).await?;
            large.bring_in(&looked, taking).await?
        } else if self.arguments.dry_run {
            let asked = self.asked(telling);
            large.try_out(&looked, taking, asked, write).await?
        } else {
            (large.check(&looked, telling, write).await?, None)
        };
        if let Some(map) = &self.arguments.write_map {
            let text = suggested(&checked.all, &self.source, &language);
            return write_map(map, &text, &language).map_err(Stay::Told);
        }
        if let Some(to) = refused.path.filter(|_| refused.file.is_some()) {
            let rows = checked.all.refused_rows.len();
            tell_refused(to, rows, self.everywhere);
        }
        if !(self.arguments.good_rows && checked.all.rows > 0 && !checked.all.cannot_part) {
            refuse_problems(self.path, &checked.all, self.everywhere).map_err(Stay::Told)?;
        }
        if checked.has_undated_tickets && self.wave.is_none() {
            let needs = Failure::User(t(&language, "cli-import-tickets-need-wave"));
            return Err(Stay::Told(needs));
        }
        let taken = match taken {
            Some(taken) => taken,
            None if self.arguments.dry_run => return Ok(()),
            None => {
                make_way(self.db, self.programme, &language).await?;
                large.take(&looked, &checked, taking).await?
            }
        };
        let dry = (self.arguments.dry_run, None);
        tell(&checked.all, taken, dry, self.everywhere);
        Ok(())
    }

    /// Whether it is only to be taken in, all of it, and nothing is asked in between.
    fn is_plain(&self) -> bool {
        let asked = self.arguments;
        let is_asked = asked.dry_run || asked.good_rows;
        !is_asked && asked.refused.is_none() && asked.write_map.is_none()
    }

    /// What a dry run tells.
    fn asked(&self, languages: &'a [Language]) -> Asked<'a> {
        Asked {
            languages,
            fates: false,
            good: self.arguments.good_rows,
        }
    }

    fn name(&self) -> String {
        let name = self.path.file_name();
        name.map_or_else(String::new, |name| name.display().to_string())
    }

    /// What is to be remembered for the next file.
    fn memory(&self) -> Option<String> {
        self.arguments.map.as_ref()?;
        let mut memory = self.source.earlier.clone();
        memory.remember(self.source.mapping);
        Some(memory.to_json())
    }

    fn taking<'t>(
        &'t self,
        actor: &'t Actor,
        name: &'t str,
        remember: Option<&'t str>,
    ) -> Taking<'t> {
        Taking {
            actor,
            to: Destination {
                programme: self.programme,
                wave: self.wave,
                comment_item: "",
                said: None,
                now: Clock::System.now(),
            },
            name,
            remember,
            clock: &Clock::System,
        }
    }

    fn failure(&self, err: LargeError) -> Failure {
        let language = &self.everywhere.language();
        let file = self.path.display().to_string();
        match err {
            LargeError::Unreadable(error) => {
                let error = error.to_string();
                let args = [("file", Arg::from(file)), ("error", Arg::from(error))];
                Failure::User(t_args(language, "cli-cannot-read-file", &args))
            }
            LargeError::Changed => {
                let args = [("file", Arg::from(file))];
                Failure::User(t_args(language, "cli-import-file-changed", &args))
            }
            LargeError::Stopped | LargeError::Whole => {
                Failure::User(t(language, "cli-import-stopped"))
            }
            LargeError::Store(StoreError::Stopped) => {
                Failure::User(t(language, "cli-import-stopped"))
            }
            LargeError::Store(err) => err.into(),
        }
    }
}

fn words(step: Step) -> &'static str {
    match step {
        Step::Look => "cli-working-look",
        Step::Check => "cli-working-check",
        Step::Take => "cli-working-import",
    }
}

/// Removes what dead programs left and what was taken out; waits until it is plain that one is dead.
pub(super) async fn make_way(
    db: &Database,
    programme: &Programme,
    language: &Language,
) -> Result<(), StoreError> {
    let mut waited = Duration::ZERO;
    while unfinished::is_silent(&db.reader, programme, Clock::System.now()).await? {
        if waited.is_zero() {
            working(language, "cli-working-clear");
        }
        unfinished::clear(db, Some(programme), Clock::System.now()).await?;
        tokio::time::sleep(LOOK_AGAIN).await;
        waited += LOOK_AGAIN;
    }
    Ok(())
}
