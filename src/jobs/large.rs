//! A file that is too large to be held: three times through it, a piece at a time. The first shows its
//! encoding and decimal sign, the second checks every row, and the third takes them in, so that the
//! answers of clients are stored in between.

use std::io::Read;
use std::path::Path;

use data_encoding::HEXLOWER;
use encoding_rs::Encoding;
use sea_orm::TransactionTrait;
use sha2::{Digest, Sha256};
use tokio::sync::watch;
use uuid::Uuid;

use crate::clock::Clock;
use crate::domain::evidence::{FileKind, Rows};
use crate::domain::language::Language;
use crate::import::mapping::{Mapping, as_read};
use crate::import::stream::{Encodings, Stream};
use crate::import::{Context, DecimalSign, Imported, Source};
use crate::store::audit::Actor;
use crate::store::file_pieces::{self, PIECE};
use crate::store::import_files::NewFile;
use crate::store::imports::{self, Destination, File, Taken};
use crate::store::ledger::Ledger;
use crate::store::unfinished::{self, Incoming};
use crate::store::{Database, StoreError};

/// From how many bytes on a file goes this road.
pub const LARGE: u64 = 1 << 20;

/// Where the bytes are.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    Disk(&'a Path),
    /// In the database, under this id.
    Kept(Uuid),
}

/// The times through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Look,
    Check,
    Take,
}

#[derive(Debug, thiserror::Error)]
pub enum LargeError {
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    #[error("the file was changed while it was taken in")]
    Changed,
    /// Without a header, in an encoding that nobody knows, or without the survey that it answers.
    #[error("the file cannot be read a piece at a time")]
    Whole,
    #[error("stopped")]
    Stopped,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Told how far it is, in bytes.
pub type Telling<'a> = &'a (dyn Fn(Step, u64) + Sync);

/// A file, and what it is read against.
#[derive(Clone, Copy)]
pub struct Large<'a> {
    pub db: &'a Database,
    pub place: Place<'a>,
    pub kind: FileKind,
    pub context: Context<'a>,
    /// What was chosen about reading it, and for earlier files of its kind.
    pub mapping: &'a Mapping,
    pub earlier: &'a Mapping,
    pub told: Telling<'a>,
    pub stop: &'a watch::Receiver<bool>,
}

/// What the first time through it shows.
#[derive(Clone, Debug)]
pub struct Looked {
    encoding: &'static Encoding,
    sign: Option<DecimalSign>,
    /// SHA-256 of its bytes, hexadecimal.
    pub hash: String,
}

/// What its pieces come to, but for the rows, which are counted.
#[derive(Clone, Debug)]
pub struct Checked {
    pub all: Imported<usize>,
    pub has_undated_tickets: bool,
}

/// How a file is to be taken in.
#[derive(Clone, Copy)]
pub struct Taking<'a> {
    pub actor: &'a Actor,
    pub to: Destination<'a>,
    pub name: &'a str,
    /// What is to be remembered for the next file of this kind.
    pub remember: Option<&'a str>,
    pub clock: &'a Clock,
}

impl<'a> Large<'a> {
    pub async fn look(&self) -> Result<Looked, LargeError> {
        let mut blocks = Blocks::of(self.db, self.place)?;
        let mut digest = Sha256::new();
        let mut encodings = Encodings::default();
        let mut read = 0;
        while let Some(block) = blocks.next().await? {
            self.go_on()?;
            digest.update(&block);
            encodings.feed(&block);
            read += block.len() as u64;
            (self.told)(Step::Look, read / 2);
        }
        let mut looked = Looked {
            encoding: encodings.found(self.mapping).ok_or(LargeError::Whole)?,
            sign: None,
            hash: HEXLOWER.encode(&digest.finalize()),
        };
        let stream = self.stream(&looked).looking();
        let mut pass = Pass::of(self, stream)?;
        while let Some(piece) = pass.next().await? {
            if piece.detected.header_row == 0 {
                return Err(LargeError::Whole);
            }
            (self.told)(Step::Look, (read + pass.read) / 2);
        }
        looked.sign = pass.stream.sign();
        Ok(looked)
    }

    /// Reads every row and keeps none. Where `telling` names a language, `refused` is given those of
    /// each piece that are refused, and whether there are any.
    pub async fn check(
        &self,
        looked: &Looked,
        telling: Option<&'a Language>,
        mut refused: impl FnMut(&[u8], bool) -> std::io::Result<()>,
    ) -> Result<Checked, LargeError> {
        let mut pass = Pass::of(self, self.stream(looked).telling(telling))?;
        let mut checked: Option<Checked> = None;
        while let Some(piece) = pass.next().await? {
            refused(&pass.stream.refused(), !piece.refused_rows.is_empty())?;
            let is_undated = piece.rows.has_undated_tickets();
            match &mut checked {
                None => {
                    checked = Some(Checked {
                        all: piece.map(|rows| rows.len()),
                        has_undated_tickets: is_undated,
                    });
                }
                Some(checked) => {
                    let rows: Rows = checked.all.absorb(piece);
                    checked.all.rows += rows.len();
                    checked.has_undated_tickets |= is_undated;
                }
            }
            (self.told)(Step::Check, pass.read);
        }
        let mut checked = checked.ok_or(LargeError::Whole)?;
        checked.all.row_numbers.clear();
        Ok(checked)
    }

    /// What taking it in would do, while nothing is asked of the writer.
    pub async fn try_out(
        &self,
        looked: &Looked,
        checked: &Checked,
        taking: Taking<'_>,
    ) -> Result<Taken, LargeError> {
        let tx = self.db.reader.begin().await.map_err(StoreError::from)?;
        let mapping = self.as_read(checked);
        let file = self.file(looked, checked, &taking, &mapping);
        if let Some(before) = imports::before(&tx, taking.to, self.kind, &file).await? {
            return Ok(before);
        }
        let mut ledger = Ledger::counting();
        let mut pass = Pass::of(self, self.stream(looked))?;
        while let Some(piece) = pass.next().await? {
            imports::put(&tx, taking.to, Uuid::nil(), &piece.rows, &mut ledger).await?;
            (self.told)(Step::Take, pass.read);
        }
        tx.rollback().await.map_err(StoreError::from)?;
        Ok(Taken::New {
            batch: Uuid::nil(),
            rows: ledger.done,
        })
    }

    /// Takes it in, whole or not at all: nobody sees a row of it before the last.
    pub async fn take(
        &self,
        looked: &Looked,
        checked: &Checked,
        taking: Taking<'_>,
    ) -> Result<Taken, LargeError> {
        let mapping = self.as_read(checked);
        let file = self.file(looked, checked, &taking, &mapping);
        let id = match self.place {
            Place::Kept(id) => Some(id),
            Place::Disk(_) => None,
        };
        let rows = (self.kind, checked.all.rows);
        let begun = unfinished::begin(self.db, taking.actor, taking.to, &file, rows, id).await?;
        let mut incoming = match begun {
            Ok(incoming) => incoming,
            Err(before) => return Ok(before),
        };
        match self.fill(&mut incoming, looked, taking.clock).await {
            Ok(()) => {
                let now = taking.clock.now();
                Ok(incoming.finish(taking.actor, taking.remember, now).await?)
            }
            Err(err) => {
                incoming.give_up().await?;
                Err(err)
            }
        }
    }

    async fn fill(
        &self,
        incoming: &mut Incoming<'_>,
        looked: &Looked,
        clock: &Clock,
    ) -> Result<(), LargeError> {
        let mut pass = Pass::of(self, self.stream(looked))?;
        pass.keeps = matches!(self.place, Place::Disk(_));
        loop {
            let piece = pass.next().await?;
            for block in pass.unkept.drain(..) {
                incoming.keep(&block, clock.now()).await?;
            }
            let Some(piece) = piece else { break };
            incoming.put(piece.rows, clock.now()).await?;
            (self.told)(Step::Take, pass.read);
        }
        match HEXLOWER.encode(&pass.digest.finalize()) == looked.hash {
            true => Ok(()),
            false => Err(LargeError::Changed),
        }
    }

    fn stream(&self, looked: &Looked) -> Stream<'a> {
        let stream = Stream::new(self.kind, self.context, &self.source(), looked.encoding);
        stream.with_sign(looked.sign)
    }

    fn source(&self) -> Source<'a> {
        Source {
            mapping: self.mapping,
            earlier: self.earlier,
            ..Source::plain(&[])
        }
    }

    fn as_read(&self, checked: &Checked) -> String {
        as_read(&checked.all, &self.source(), false).to_json()
    }

    fn file<'b>(
        &self,
        looked: &'b Looked,
        checked: &Checked,
        taking: &Taking<'b>,
        mapping: &'b str,
    ) -> File<'b> {
        File {
            name: taking.name,
            hash: &looked.hash,
            comment_item: "",
            kept: NewFile {
                bytes: &[],
                mapping,
                refused: checked.all.refused_rows.len(),
            },
        }
    }

    fn go_on(&self) -> Result<(), LargeError> {
        match *self.stop.borrow() {
            true => Err(LargeError::Stopped),
            false => Ok(()),
        }
    }
}

/// The bytes of a file, one block after the other.
enum Blocks<'a> {
    Disk(std::fs::File),
    Kept(&'a Database, Uuid, i32),
}

impl<'a> Blocks<'a> {
    fn of(db: &'a Database, place: Place<'_>) -> Result<Self, LargeError> {
        Ok(match place {
            Place::Disk(path) => Self::Disk(std::fs::File::open(path)?),
            Place::Kept(id) => Self::Kept(db, id, 0),
        })
    }

    async fn next(&mut self) -> Result<Option<Vec<u8>>, LargeError> {
        match self {
            Self::Disk(file) => {
                let mut block = Vec::with_capacity(PIECE);
                file.take(PIECE as u64).read_to_end(&mut block)?;
                tokio::task::yield_now().await;
                Ok(Some(block).filter(|block| !block.is_empty()))
            }
            Self::Kept(db, id, nr) => {
                let block = file_pieces::get(&db.reader, *id, *nr).await?;
                *nr += 1;
                Ok(block)
            }
        }
    }
}

/// Once through a file.
struct Pass<'a, 'b> {
    large: &'b Large<'a>,
    blocks: Blocks<'a>,
    stream: Stream<'a>,
    digest: Sha256,
    read: u64,
    /// Whether blocks that were read are to be kept, and those that are yet to be.
    keeps: bool,
    unkept: Vec<Vec<u8>>,
}

impl<'a, 'b> Pass<'a, 'b> {
    fn of(large: &'b Large<'a>, stream: Stream<'a>) -> Result<Self, LargeError> {
        Ok(Self {
            large,
            blocks: Blocks::of(large.db, large.place)?,
            stream,
            digest: Sha256::new(),
            read: 0,
            keeps: false,
            unkept: Vec::new(),
        })
    }

    async fn next(&mut self) -> Result<Option<Imported<Rows>>, LargeError> {
        self.large.go_on()?;
        while self.stream.is_hungry() {
            let Some(block) = self.blocks.next().await? else {
                self.stream.end();
                break;
            };
            self.digest.update(&block);
            self.stream.feed(&block);
            self.read += block.len() as u64;
            if self.keeps {
                self.unkept.push(block);
            }
        }
        Ok(self.stream.piece())
    }
}
