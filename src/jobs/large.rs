//! A file that is too large to be held, and is read a piece at a time, so that the answers of clients
//! are stored in between. Its bytes show its encoding; then every row is checked, and when all are sound
//! they are taken in, the file read again, or once for both ([`Large::bring_in`]).

use std::path::Path;

use data_encoding::HEXLOWER;
use encoding_rs::Encoding;
use sea_orm::{DatabaseTransaction, TransactionTrait};
use sha2::{Digest, Sha256};
use tokio::sync::watch;
use uuid::Uuid;

use super::pass::{Blocks, End, Pass, Piece};
use crate::clock::Clock;
use crate::domain::evidence::{FileKind, Rows};
use crate::domain::language::Language;
use crate::import::mapping::{Mapping, as_read};
use crate::import::stream::{Encodings, Stream};
use crate::import::{Context, DecimalSign, Imported, Problem, Source};
use crate::store::audit::Actor;
use crate::store::import_files::NewFile;
use crate::store::imports::{self, Destination, File, Taken};
use crate::store::ledger::{Fate, Ledger};
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
    /// How many bytes it has.
    size: u64,
    /// SHA-256 of its bytes, hexadecimal.
    pub hash: String,
}

/// What its pieces come to, but for the rows, which are counted.
#[derive(Clone, Debug)]
pub struct Checked {
    pub all: Imported<usize>,
    pub has_undated_tickets: bool,
    sign: Option<DecimalSign>,
}

impl Checked {
    /// Whether its good rows can be taken in there without the others.
    fn can_part(&self, to: Destination<'_>) -> bool {
        self.all.rows > 0 && (to.wave.is_some() || !self.has_undated_tickets)
    }

    /// Whether all of it can be taken in there.
    fn is_sound(&self, to: Destination<'_>) -> bool {
        self.all.is_clean() && (to.wave.is_some() || !self.has_undated_tickets)
    }
}

/// What is found with the rows of a piece.
#[derive(Debug)]
pub enum Finding<'a> {
    /// Which are refused, why, and as CSV in each language that was asked for, behind the header in the
    /// first piece.
    Refused {
        rows: &'a [u64],
        problems: &'a [Problem],
        csv: &'a [Vec<u8>],
    },
    /// What would become of the sound ones, where that was asked for.
    Fates { rows: &'a [u64], fates: Vec<Fate> },
    /// The file is read once more: what was told so far was found with the wrong decimal sign.
    Anew,
}

/// What is to be told of rows that are only looked at.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// In these languages it is said why rows are refused.
    pub languages: &'a [Language],
    /// What would become of each sound row, and not only of how many.
    pub fates: bool,
    /// What would become of the good rows where others are refused.
    pub good: bool,
}

/// What came of going through a file, its rows put in on the way.
enum Through {
    Sound(Checked),
    Unsound(Checked),
    Before(Checked, Taken),
    /// It was read with the wrong decimal sign.
    OtherSign(Option<DecimalSign>),
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
    /// Goes through the bytes.
    pub async fn look(&self) -> Result<Looked, LargeError> {
        let mut blocks = Blocks::of(self.db, self.place)?;
        let mut digest = Sha256::new();
        let mut encodings = Encodings::default();
        let mut size = 0;
        while let Some(block) = blocks.next().await? {
            self.go_on()?;
            digest.update(&block);
            encodings.feed(&block);
            size += block.len() as u64;
            (self.told)(Step::Look, size);
            tokio::task::yield_now().await;
        }
        Ok(Looked {
            encoding: encodings.found(self.mapping).ok_or(LargeError::Whole)?,
            size,
            hash: HEXLOWER.encode(&digest.finalize()),
        })
    }

    /// Reads every row and keeps none. Where `telling` names languages, `tell` is given those that are
    /// refused.
    pub async fn check(
        &self,
        looked: &Looked,
        telling: &[Language],
        mut tell: impl AsyncFnMut(Finding<'_>) -> Result<(), LargeError>,
    ) -> Result<Checked, LargeError> {
        let stream = self.stream(looked).telling(telling);
        let (checked, end) = self.checked(stream, None, &mut tell).await?;
        if end.sign_held {
            return Ok(checked);
        }
        tell(Finding::Anew).await?;
        let stream = self.stream(looked).telling(telling).with_sign(end.sign);
        Ok(self.checked(stream, None, &mut tell).await?.0)
    }

    /// The same, and what taking it in would do where that can be, while nothing is asked of the writer.
    pub async fn try_out(
        &self,
        looked: &Looked,
        taking: Taking<'_>,
        asked: Asked<'_>,
        mut tell: impl AsyncFnMut(Finding<'_>) -> Result<(), LargeError>,
    ) -> Result<(Checked, Option<Taken>), LargeError> {
        let tx = self.db.reader.begin().await.map_err(StoreError::from)?;
        let mut trial = Trial::of(&tx, taking.to, asked);
        let stream = self.stream(looked).telling(asked.languages);
        let (mut checked, end) = self.checked(stream, Some(&mut trial), &mut tell).await?;
        if !end.sign_held {
            tell(Finding::Anew).await?;
            trial = Trial::of(&tx, taking.to, asked);
            let stream = self.stream(looked).telling(asked.languages);
            let stream = stream.with_sign(end.sign);
            checked = self.checked(stream, Some(&mut trial), &mut tell).await?.0;
        }
        let would = trial.ledger.done;
        let mapping = self.as_read(&checked);
        let file = self.file(looked, &checked, &taking, &mapping);
        let before = imports::before(&tx, taking.to, self.kind, &file).await?;
        tx.rollback().await.map_err(StoreError::from)?;
        let would = before.unwrap_or(Taken::New {
            batch: Uuid::nil(),
            rows: would,
        });
        let may_be = checked.is_sound(taking.to) || (asked.good && checked.can_part(taking.to));
        Ok((checked, may_be.then_some(would)))
    }

    async fn checked(
        &self,
        stream: Stream,
        mut trial: Option<&mut Trial<'_>>,
        tell: &mut impl AsyncFnMut(Finding<'_>) -> Result<(), LargeError>,
    ) -> Result<(Checked, End), LargeError> {
        let mut pass = Pass::begin(self, stream, false)?;
        let mut tally = Tally::default();
        while let Some(piece) = pass.next().await? {
            tell(Finding::Refused {
                rows: &piece.rows.refused_rows,
                problems: &piece.rows.problems,
                csv: &piece.refused,
            })
            .await?;
            (self.told)(Step::Check, piece.read);
            let numbers = match trial {
                Some(_) => piece.rows.row_numbers.clone(),
                None => Vec::new(),
            };
            let rows = tally.add(piece.rows)?;
            if let Some(trial) = &mut trial
                && trial.goes_on(tally.so_far()?)
            {
                let fates = trial.put(&rows).await?;
                let rows = &numbers;
                tell(Finding::Fates { rows, fates }).await?;
            }
        }
        let end = pass.end().await?;
        Ok((tally.checked(end.sign)?, end))
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
        let begun = self.begin(&file, checked.all.rows, taking).await?;
        let mut incoming = match begun {
            Ok(incoming) => incoming,
            Err(before) => return Ok(before),
        };
        let stream = self.stream(looked).with_sign(checked.sign);
        match self.fill(&mut incoming, stream, looked, taking.clock).await {
            Ok(()) => self.finish(incoming, taking).await,
            Err(err) => {
                incoming.give_up().await?;
                Err(err)
            }
        }
    }

    async fn fill(
        &self,
        incoming: &mut Incoming<'_>,
        stream: Stream,
        looked: &Looked,
        clock: &Clock,
    ) -> Result<(), LargeError> {
        let mut pass = Pass::begin(self, stream, self.keeps())?;
        while let Some(piece) = pass.next().await? {
            self.put(incoming, piece.blocks, piece.rows.rows, clock)
                .await?;
            (self.told)(Step::Take, piece.read);
        }
        self.close(incoming, pass.end().await?, looked, clock).await
    }

    /// Checks it and takes it in, reading it once: its rows are stored while those behind them are still
    /// to be read, where nobody sees them, and all are removed when one turns out to be wrong. Whether it
    /// was taken, and what there is to tell of it.
    pub async fn bring_in(
        &self,
        looked: &Looked,
        taking: Taking<'_>,
    ) -> Result<(Checked, Option<Taken>), LargeError> {
        let mut incoming = None;
        let read = self.read_in(looked, taking, &mut incoming).await;
        if let Some(incoming) = incoming {
            if let Ok(Through::Sound(checked)) = read {
                let taken = self.finish(incoming, taking).await?;
                return Ok((checked, Some(taken)));
            }
            match &read {
                Ok(_) => incoming.refuse().await?,
                Err(_) => incoming.give_up().await?,
            }
        }
        self.otherwise(looked, taking, read?).await
    }

    /// Where it did not come in by going through it once.
    async fn otherwise(
        &self,
        looked: &Looked,
        taking: Taking<'_>,
        through: Through,
    ) -> Result<(Checked, Option<Taken>), LargeError> {
        match through {
            Through::Sound(checked) | Through::Unsound(checked) => Ok((checked, None)),
            Through::Before(checked, before) => Ok((checked, Some(before))),
            Through::OtherSign(sign) => {
                let stream = self.stream(looked).with_sign(sign);
                let nothing = &mut async |_: Finding<'_>| Ok(());
                let (checked, _) = self.checked(stream, None, nothing).await?;
                if !checked.is_sound(taking.to) {
                    return Ok((checked, None));
                }
                let taken = self.take(looked, &checked, taking).await?;
                Ok((checked, Some(taken)))
            }
        }
    }

    async fn read_in<'i>(
        &'i self,
        looked: &Looked,
        taking: Taking<'i>,
        incoming: &mut Option<Incoming<'i>>,
    ) -> Result<Through, LargeError> {
        let mut pass = Pass::begin(self, self.stream(looked), self.keeps())?;
        let (mut tally, mut before) = (Tally::default(), None);
        while let Some(Piece {
            rows, blocks, read, ..
        }) = pass.next().await?
        {
            let is_first = tally.0.is_none();
            let rows = tally.add(rows)?;
            let checked = tally.so_far()?;
            if !checked.is_sound(taking.to) {
                if let Some(wrong) = incoming.take() {
                    wrong.refuse().await?;
                }
            } else if is_first {
                let mapping = self.as_read(checked);
                let file = self.file(looked, checked, &taking, &mapping);
                let about = rows.len() as u64 * looked.size / read.max(1);
                match self.begin(&file, about as usize, taking).await? {
                    Ok(begun) => *incoming = Some(begun),
                    Err(taken) => before = Some(taken),
                }
            }
            if let Some(incoming) = incoming {
                self.put(incoming, blocks, rows, taking.clock).await?;
            }
            (self.told)(Step::Take, read);
        }
        let end = pass.end().await?;
        if !end.sign_held {
            return Ok(Through::OtherSign(end.sign));
        }
        let checked = tally.checked(end.sign)?;
        if let Some(incoming) = incoming {
            self.close(incoming, end, looked, taking.clock).await?;
        }
        Ok(match before {
            Some(before) => Through::Before(checked, before),
            None if checked.is_sound(taking.to) => Through::Sound(checked),
            None => Through::Unsound(checked),
        })
    }

    async fn begin<'i>(
        &'i self,
        file: &File<'_>,
        rows: usize,
        taking: Taking<'i>,
    ) -> Result<Result<Incoming<'i>, Taken>, StoreError> {
        let id = match self.place {
            Place::Kept(id) => Some(id),
            Place::Disk(_) => None,
        };
        let rows = (self.kind, rows);
        unfinished::begin(self.db, taking.actor, taking.to, file, rows, id).await
    }

    async fn finish(
        &self,
        incoming: Incoming<'_>,
        taking: Taking<'_>,
    ) -> Result<Taken, LargeError> {
        let now = taking.clock.now();
        Ok(incoming.finish(taking.actor, taking.remember, now).await?)
    }

    async fn put(
        &self,
        incoming: &mut Incoming<'_>,
        blocks: Vec<Vec<u8>>,
        rows: Rows,
        clock: &Clock,
    ) -> Result<(), StoreError> {
        for block in blocks {
            incoming.keep(&block, clock.now()).await?;
        }
        incoming.put(rows, clock.now()).await
    }

    /// Keeps the last bytes of it, which must be what they were when they were looked at.
    async fn close(
        &self,
        incoming: &mut Incoming<'_>,
        end: End,
        looked: &Looked,
        clock: &Clock,
    ) -> Result<(), LargeError> {
        for block in end.blocks {
            incoming.keep(&block, clock.now()).await?;
        }
        match end.hash == looked.hash {
            true => Ok(()),
            false => Err(LargeError::Changed),
        }
    }

    /// Whether its bytes are yet to be kept.
    fn keeps(&self) -> bool {
        matches!(self.place, Place::Disk(_))
    }

    fn stream(&self, looked: &Looked) -> Stream {
        Stream::new(self.kind, self.context, &self.source(), looked.encoding)
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
            kept: NewFile {
                bytes: &[],
                mapping,
                refused: checked.all.refused_rows.len(),
            },
        }
    }

    pub(super) fn go_on(&self) -> Result<(), LargeError> {
        match *self.stop.borrow() {
            true => Err(LargeError::Stopped),
            false => Ok(()),
        }
    }
}

/// Rows on their way through, of which nothing is written.
struct Trial<'a> {
    tx: &'a DatabaseTransaction,
    to: Destination<'a>,
    ledger: Ledger,
    good: bool,
}

impl<'a> Trial<'a> {
    fn of(tx: &'a DatabaseTransaction, to: Destination<'a>, asked: Asked<'_>) -> Self {
        Self {
            tx,
            to,
            ledger: match asked.fates {
                true => Ledger::trying(),
                false => Ledger::counting(),
            },
            good: asked.good,
        }
    }

    /// Whether it is still worth knowing.
    fn goes_on(&self, so_far: &Checked) -> bool {
        so_far.all.is_clean() || self.good
    }

    async fn put(&mut self, rows: &Rows) -> Result<Vec<Fate>, StoreError> {
        imports::put(self.tx, self.to, Uuid::nil(), rows, &mut self.ledger).await?;
        Ok(std::mem::take(&mut self.ledger.fates))
    }
}

/// What the pieces come to so far.
#[derive(Default)]
struct Tally(Option<Checked>);

impl Tally {
    /// Hands the rows back. A file without a header is not read in pieces, which hang together by it.
    fn add(&mut self, piece: Imported<Rows>) -> Result<Rows, LargeError> {
        if piece.detected.header_row == 0 {
            return Err(LargeError::Whole);
        }
        let is_undated = piece.rows.has_undated_tickets();
        let Some(checked) = &mut self.0 else {
            let mut rows = None;
            let all = piece.map(|some| rows.insert(some).len());
            self.0 = Some(Checked {
                all,
                has_undated_tickets: is_undated,
                sign: None,
            });
            return rows.ok_or(LargeError::Whole);
        };
        let rows: Rows = checked.all.absorb(piece);
        checked.all.rows += rows.len();
        checked.has_undated_tickets |= is_undated;
        Ok(rows)
    }

    fn so_far(&self) -> Result<&Checked, LargeError> {
        self.0.as_ref().ok_or(LargeError::Whole)
    }

    fn checked(self, sign: Option<DecimalSign>) -> Result<Checked, LargeError> {
        let mut checked = self.0.ok_or(LargeError::Whole)?;
        checked.all.row_numbers.clear();
        checked.sign = sign;
        Ok(checked)
    }
}
