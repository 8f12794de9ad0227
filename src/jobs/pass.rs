//! Once through a large file, on a thread of its own: the next piece is read while the last is stored.

use std::io::Read as _;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::large::{Large, LargeError, Place};
use crate::domain::evidence::Rows;
use crate::import::stream::Stream;
use crate::import::{DecimalSign, Imported};
use crate::store::Database;
use crate::store::file_pieces::{self, PIECE};

/// As many pieces are read while one is stored.
const AHEAD: usize = 1;

/// The bytes of a file, one block after the other.
pub(super) enum Blocks {
    Disk(std::fs::File),
    Kept(Database, Uuid, i32),
}

impl Blocks {
    pub(super) fn of(db: &Database, place: Place<'_>) -> Result<Self, LargeError> {
        Ok(match place {
            Place::Disk(path) => Self::Disk(std::fs::File::open(path)?),
            Place::Kept(id) => Self::Kept(db.clone(), id, 0),
        })
    }

    pub(super) async fn next(&mut self) -> Result<Option<Vec<u8>>, LargeError> {
        match self {
            Self::Disk(file) => {
                let mut block = Vec::with_capacity(PIECE);
                file.take(PIECE as u64).read_to_end(&mut block)?;
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

/// What the next rows of a file come to.
pub(super) struct Piece {
    pub rows: Imported<Rows>,
    /// Those that are refused, as CSV in each language in which they are to be handed back.
    pub refused: Vec<Vec<u8>>,
    /// As many bytes of the file as were read for it and those before.
    pub read: u64,
    /// Those of them that were read since the piece before, where they are to be kept.
    pub blocks: Vec<Vec<u8>>,
}

/// What is known when the last piece is read.
pub(super) struct End {
    /// SHA-256 of the bytes, hexadecimal.
    pub hash: String,
    /// The decimal sign of the file, and whether the rows were read with it.
    pub sign: Option<DecimalSign>,
    pub sign_held: bool,
    /// The bytes behind the last piece, where they are to be kept.
    pub blocks: Vec<Vec<u8>>,
}

/// The pieces of a file as they are read. The thread ends when nobody waits for them any more.
pub(super) struct Pass<'a> {
    large: &'a Large<'a>,
    pieces: mpsc::Receiver<Piece>,
    thread: JoinHandle<Result<End, LargeError>>,
}

impl<'a> Pass<'a> {
    pub(super) fn begin(
        large: &'a Large<'a>,
        stream: Stream,
        keeps: bool,
    ) -> Result<Self, LargeError> {
        let (sender, pieces) = mpsc::channel(AHEAD);
        let reading = Reading {
            blocks: Blocks::of(large.db, large.place)?,
            stream,
            digest: Sha256::new(),
            read: 0,
            unkept: keeps.then(Vec::new),
        };
        let handle = Handle::current();
        let thread = tokio::task::spawn_blocking(move || reading.through(&sender, &handle));
        Ok(Self {
            large,
            pieces,
            thread,
        })
    }

    /// The next piece; none at the end, of which [`Pass::end`] then tells.
    pub(super) async fn next(&mut self) -> Result<Option<Piece>, LargeError> {
        self.large.go_on()?;
        Ok(self.pieces.recv().await)
    }

    pub(super) async fn end(self) -> Result<End, LargeError> {
        match self.thread.await {
            Ok(end) => end,
            Err(err) => std::panic::resume_unwind(err.into_panic()), // it is never cancelled
        }
    }
}

struct Reading {
    blocks: Blocks,
    stream: Stream,
    digest: Sha256,
    read: u64,
    /// The blocks that did not go with a piece yet, where they are kept.
    unkept: Option<Vec<Vec<u8>>>,
}

impl Reading {
    fn through(mut self, pieces: &mpsc::Sender<Piece>, handle: &Handle) -> Result<End, LargeError> {
        loop {
            // A place for it first: what is read may be much larger than what it is read from.
            let Ok(place) = handle.block_on(pieces.reserve()) else {
                return Err(LargeError::Stopped);
            };
            while self.stream.is_hungry() {
                match handle.block_on(self.blocks.next())? {
                    Some(block) => self.feed(block),
                    None => self.stream.end(),
                }
            }
            let Some(rows) = self.stream.piece() else {
                break;
            };
            let piece = Piece {
                rows,
                refused: self.stream.refused(),
                read: self.read,
                blocks: self.unkept.as_mut().map(std::mem::take).unwrap_or_default(),
            };
            place.send(piece);
        }
        Ok(End {
            hash: HEXLOWER.encode(&self.digest.finalize()),
            sign: self.stream.sign(),
            sign_held: self.stream.sign_held(),
            blocks: self.unkept.unwrap_or_default(),
        })
    }

    fn feed(&mut self, block: Vec<u8>) {
        self.digest.update(&block);
        self.stream.feed(&block);
        self.read += block.len() as u64;
        if let Some(unkept) = &mut self.unkept {
            unkept.push(block);
        }
    }
}
