//! Writes down what is found with each row of a large file, a block at a time, so that it can be looked
//! through and the refused rows be fetched.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::large::Finding;
use crate::domain::language::Language;
use crate::import::Problem;
use crate::store::file_pieces::PIECE;
use crate::store::found_rows::{self, BLOCK, FoundRow, List, What};
use crate::store::large_uploads::Told;
use crate::store::ledger::Fate;
use crate::store::{Database, StoreError};

/// A list while it is written: the number of the next block, and what goes in it.
type Open<T> = BTreeMap<List, (i32, Vec<T>)>;

pub(super) struct Findings<'a> {
    db: &'a Database,
    file: Uuid,
    rows: Open<FoundRow>,
    /// As CSV.
    texts: Open<u8>,
}

impl<'a> Findings<'a> {
    /// Begins anew.
    pub async fn of(db: &'a Database, file: Uuid) -> Result<Self, StoreError> {
        found_rows::remove(db, file).await?;
        Ok(Self {
            db,
            file,
            rows: Open::new(),
            texts: Open::new(),
        })
    }

    pub async fn keep(&mut self, finding: Finding<'_>) -> Result<(), StoreError> {
        match finding {
            Finding::Refused {
                rows,
                problems,
                csv,
            } => self.refused(rows, problems, csv).await,
            Finding::Fates { rows, fates } => self.fates(rows, fates).await,
            Finding::Anew => {
                *self = Self::of(self.db, self.file).await?;
                Ok(())
            }
        }
    }

    /// What is refused of a piece, as CSV in Dutch and in English.
    async fn refused(
        &mut self,
        rows: &[u64],
        problems: &[Problem],
        csv: &[Vec<u8>],
    ) -> Result<(), StoreError> {
        let mut told = BTreeMap::<u64, Vec<Told>>::new();
        for problem in problems {
            told.entry(problem.row).or_default().push(in_words(problem));
        }
        for row in rows {
            let what = What::Refused(told.remove(row).unwrap_or_default());
            self.add(List::Refused, FoundRow { row: *row, what })
                .await?;
        }
        for (list, csv) in [List::Dutch, List::English].into_iter().zip(csv) {
            let (_, text) = self.texts.entry(list).or_default();
            text.extend_from_slice(csv);
            if text.len() >= PIECE {
                self.put_text(list).await?;
            }
        }
        Ok(())
    }

    /// What taking in the sound rows of a piece would do.
    async fn fates(&mut self, rows: &[u64], fates: Vec<Fate>) -> Result<(), StoreError> {
        for (row, fate) in rows.iter().zip(fates) {
            let list = match fate {
                Fate::Added => List::New,
                Fate::Changed(_) => List::Changed,
                Fate::Unchanged => List::Unchanged,
            };
            let what = What::Fate(fate);
            self.add(list, FoundRow { row: *row, what }).await?;
        }
        Ok(())
    }

    /// Writes down what is left.
    pub async fn finish(mut self) -> Result<(), StoreError> {
        for list in self.rows.keys().copied().collect::<Vec<_>>() {
            self.put_rows(list).await?;
        }
        for list in self.texts.keys().copied().collect::<Vec<_>>() {
            self.put_text(list).await?;
        }
        Ok(())
    }

    async fn add(&mut self, list: List, row: FoundRow) -> Result<(), StoreError> {
        let (_, rows) = self.rows.entry(list).or_default();
        rows.push(row);
        match rows.len() < BLOCK {
            true => Ok(()),
            false => self.put_rows(list).await,
        }
    }

    async fn put_rows(&mut self, list: List) -> Result<(), StoreError> {
        let (nr, rows) = next(&mut self.rows, list);
        let tx = self.db.begin().await?;
        found_rows::put_rows(&tx, self.file, list, nr, &rows).await?;
        Ok(tx.commit().await?)
    }

    async fn put_text(&mut self, list: List) -> Result<(), StoreError> {
        let (nr, text) = next(&mut self.texts, list);
        let tx = self.db.begin().await?;
        found_rows::put(&tx, self.file, list, nr, &text).await?;
        Ok(tx.commit().await?)
    }
}

/// What is written next of a list, which then begins a new block.
fn next<T>(open: &mut Open<T>, list: List) -> (i32, Vec<T>) {
    let (nr, held) = open.entry(list).or_default();
    let taken = (*nr, std::mem::take(held));
    *nr += 1;
    taken
}

pub(super) fn in_words(problem: &Problem) -> Told {
    let words = |language: &Language| (problem.message(language), problem.remedy(language));
    Told {
        row: problem.row,
        column: problem.column.clone(),
        value: problem.value.chars().take(200).collect(),
        dutch: words(&Language::dutch()),
        english: words(&Language::english()),
    }
}
