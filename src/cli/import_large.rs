//! `peil import` of a file that is too large to be held: three times through it, a piece at a time.
//! The first shows its encoding and decimal sign, the second checks every row, and the third takes
//! them in, in one transaction.

use std::fs::File as OpenFile;
use std::io::Read;
use std::path::Path;

use data_encoding::HEXLOWER;
use sea_orm::{DatabaseTransaction, TransactionTrait};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::import::{Arguments, refuse_problems, tell};
use super::output::{advance, working_through};
use super::{Everywhere, Failure};
use crate::clock::Clock;
use crate::domain::evidence::{FileKind, Rows};
use crate::domain::language::Language;
use crate::import::mapping::as_read;
use crate::import::stream::{Encodings, Stream, may_be_large};
use crate::import::{Context, DecimalSign, Imported, Source};
use crate::store::audit::Actor;
use crate::store::import_files::{self, NewFile, Packing};
use crate::store::imports::{Destination, File, Taken, before, begin, put};
use crate::store::ledger::Ledger;
use crate::store::programmes::Programme;
use crate::store::waves::Wave;
use crate::store::{Database, StoreError};
use crate::texts::{Arg, t, t_args};

/// From how many bytes on a file goes this road.
const LARGE: u64 = 1 << 20;
/// As much as is read at a time.
const BLOCK: usize = 256 << 10;

/// Whether a file is to go this road.
pub(super) fn is_large(kind: FileKind, path: &Path) -> bool {
    let mut start = [0; 4];
    let opened = OpenFile::open(path).and_then(|mut file| {
        file.read_exact(&mut start)?;
        file.metadata()
    });
    may_be_large(kind) && !start.starts_with(b"PK") && opened.is_ok_and(|file| file.len() >= LARGE)
}

/// A file that was looked through.
struct Looked<'a> {
    path: &'a Path,
    kind: FileKind,
    context: Context<'a>,
    source: Source<'a>,
    language: &'a Language,
    encoding: &'static encoding_rs::Encoding,
    sign: Option<DecimalSign>,
    hash: String,
    /// All of it, packed.
    packed: Vec<u8>,
    size: u64,
}

/// What the pieces come to, but for the rows, which are counted.
type Checked = Imported<usize>;

impl<'a> Looked<'a> {
    /// Goes through the bytes. None for a file without a header, or in no such encoding as was
    /// chosen: those have to be read whole.
    async fn through(
        path: &'a Path,
        kind: FileKind,
        context: Context<'a>,
        source: Source<'a>,
        language: &'a Language,
    ) -> Result<Option<Self>, Failure> {
        let unreadable = |error| unreadable(path, &error, language);
        let mut file = OpenFile::open(path).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        working_through(language, "cli-working-look", size);
        let mut digest = Sha256::new();
        let mut encodings = Encodings::default();
        let mut packing = Packing::new();
        let mut block = vec![0; BLOCK];
        let mut read = 0;
        loop {
            let some = file.read(&mut block).map_err(unreadable)?;
            let Some(bytes) = block.get(..some).filter(|bytes| !bytes.is_empty()) else {
                break;
            };
            digest.update(bytes);
            encodings.feed(bytes);
            packing.put(bytes).map_err(anyhow::Error::from)?;
            read += bytes.len() as u64;
            advance(read);
            tokio::task::yield_now().await;
        }
        let Some(encoding) = encodings.found(source.mapping) else {
            return Ok(None);
        };
        let mut looked = Self {
            path,
            kind,
            context,
            source,
            language,
            encoding,
            sign: None,
            hash: HEXLOWER.encode(&digest.finalize()),
            packed: packing.finish().map_err(anyhow::Error::from)?,
            size,
        };
        let stream = Stream::new(kind, context, &source, encoding).looking();
        let mut pass = Pass::of(&looked, stream)?;
        while let Some(piece) = pass.next()? {
            if piece.detected.header_row == 0 {
                return Ok(None);
            }
            tokio::task::yield_now().await;
        }
        looked.sign = pass.stream.sign();
        Ok(Some(looked))
    }

    fn pass(&self) -> Result<Pass<'_>, Failure> {
        let stream = Stream::new(self.kind, self.context, &self.source, self.encoding);
        Pass::of(self, stream.with_sign(self.sign))
    }

    /// Reads every row, and keeps none. Tells too whether there are tickets without a date.
    async fn check(&self) -> Result<(Checked, bool), Failure> {
        working_through(self.language, "cli-working-check", self.size);
        let mut pass = self.pass()?;
        let mut checked: Option<Checked> = None;
        let mut is_undated = false;
        while let Some(piece) = pass.next()? {
            is_undated |= piece.rows.has_undated_tickets();
            match &mut checked {
                None => checked = Some(piece.map(|rows| rows.len())),
                Some(checked) => {
                    let rows: Rows = checked.absorb(piece);
                    checked.rows += rows.len();
                }
            }
            tokio::task::yield_now().await;
        }
        let none = || Failure::User(t(self.language, "cli-import-needs-wave"));
        let mut checked = checked.ok_or_else(none)?;
        checked.row_numbers.clear();
        Ok((checked, is_undated))
    }

    /// Takes in every row, or says what that would do.
    async fn put(
        &self,
        tx: &DatabaseTransaction,
        to: Destination<'_>,
        batch: Uuid,
        ledger: &mut Ledger,
    ) -> Result<(), Failure> {
        working_through(self.language, "cli-working-import", self.size);
        let mut pass = self.pass()?;
        while let Some(piece) = pass.next()? {
            put(tx, to, batch, &piece.rows, ledger).await?;
        }
        if HEXLOWER.encode(&pass.digest.finalize()) != self.hash {
            let args = [("file", Arg::from(self.path.display().to_string()))];
            let changed = t_args(self.language, "cli-import-file-changed", &args);
            return Err(Failure::User(changed));
        }
        Ok(())
    }

    /// Takes in what was checked, or says what that would do.
    async fn take(&self, bringing: &Bringing<'_>, checked: &Checked) -> Result<Taken, Failure> {
        let Bringing {
            arguments,
            db,
            programme,
            wave,
            ..
        } = *bringing;
        let to = Destination {
            programme,
            wave,
            comment_item: "",
            now: Clock::System.now(),
        };
        let name = self.path.file_name();
        let name = name.map_or_else(String::new, |name| name.display().to_string());
        let mapping = as_read(checked, &self.source, false).to_json();
        let file = File {
            name: &name,
            hash: &self.hash,
            comment_item: "",
            kept: NewFile {
                bytes: &self.packed,
                mapping: &mapping,
                refused: checked.refused_rows.len(),
            },
        };
        // What is only tried asks nothing of the writer, for which the answers of clients wait.
        let tx = match arguments.dry_run {
            true => db.reader.begin().await.map_err(StoreError::from)?,
            false => db.begin().await?,
        };
        if let Some(before) = before(&tx, to, self.kind, &file).await? {
            return Ok(before);
        }
        let actor = Actor::program("peil import");
        let (batch, mut ledger) = match arguments.dry_run {
            true => (Uuid::nil(), Ledger::counting()),
            false => {
                let rows = (self.kind, checked.rows);
                (begin(&tx, &actor, to, &file, rows).await?, Ledger::doing())
            }
        };
        self.put(&tx, to, batch, &mut ledger).await?;
        if arguments.dry_run {
            tx.rollback().await.map_err(StoreError::from)?;
        } else {
            if arguments.map.is_some() {
                let mut memory = self.source.earlier.clone();
                memory.remember(self.source.mapping);
                import_files::remember(&tx, programme, self.kind, &memory.to_json()).await?;
            }
            tx.commit().await.map_err(StoreError::from)?;
        }
        let rows = ledger.done;
        Ok(Taken::New { batch, rows })
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
    let language = bringing.everywhere.language();
    tokio::select! {
        brought = all_through(bringing, &language) => brought,
        _ = tokio::signal::ctrl_c() => Err(Failure::User(t(&language, "cli-import-stopped"))),
    }
}

async fn all_through(bringing: Bringing<'_>, language: &Language) -> Result<bool, Failure> {
    let Bringing {
        arguments,
        path,
        kind,
        context,
        source,
        everywhere,
        ..
    } = bringing;
    let Some(looked) = Looked::through(path, kind, context, source, language).await? else {
        return Ok(false);
    };
    let (checked, is_undated) = looked.check().await?;
    let may_part = arguments.good_rows && checked.rows > 0;
    if !may_part {
        refuse_problems(path, &checked, everywhere)?;
    }
    if is_undated && bringing.wave.is_none() {
        return Err(Failure::User(t(language, "cli-import-tickets-need-wave")));
    }
    let taken = looked.take(&bringing, &checked).await?;
    tell(&checked, taken, (arguments.dry_run, None), everywhere);
    Ok(true)
}

/// Once through a file.
struct Pass<'a> {
    path: &'a Path,
    language: &'a Language,
    file: OpenFile,
    stream: Stream<'a>,
    digest: Sha256,
    block: Vec<u8>,
    read: u64,
}

impl<'a> Pass<'a> {
    fn of(looked: &Looked<'a>, stream: Stream<'a>) -> Result<Self, Failure> {
        let (path, language) = (looked.path, looked.language);
        let file = OpenFile::open(path).map_err(|error| unreadable(path, &error, language))?;
        Ok(Self {
            path,
            language,
            file,
            stream,
            digest: Sha256::new(),
            block: vec![0; BLOCK],
            read: 0,
        })
    }

    fn next(&mut self) -> Result<Option<Imported<Rows>>, Failure> {
        while self.stream.is_hungry() {
            let some = self.file.read(&mut self.block);
            let some = some.map_err(|error| unreadable(self.path, &error, self.language))?;
            match self.block.get(..some).filter(|bytes| !bytes.is_empty()) {
                Some(bytes) => {
                    self.digest.update(bytes);
                    self.stream.feed(bytes);
                    self.read += bytes.len() as u64;
                }
                None => self.stream.end(),
            }
        }
        advance(self.read);
        Ok(self.stream.piece())
    }
}

fn unreadable(file: &Path, error: &std::io::Error, language: &Language) -> Failure {
    let args = [
        ("file", Arg::from(file.display().to_string())),
        ("error", Arg::from(error.to_string())),
    ];
    Failure::User(t_args(language, "cli-cannot-read-file", &args))
}
