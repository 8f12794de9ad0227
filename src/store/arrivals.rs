//! Rows that come in files and have a key of their own: new ones are added, known ones changed where
//! the file differs.

use std::collections::HashMap;
use std::hash::Hash;

use sea_orm::sea_query::OnConflict;
use sea_orm::{DatabaseTransaction, EntityTrait, IntoActiveModel, Value};
use serde::Serialize;
use uuid::Uuid;

use super::StoreError;
use super::ledger::Ledger;
use super::sql;
use super::traces::Tracing;

/// As many rows as are looked for at a time.
const SOME: usize = 1_024;

/// A row as it is stored.
pub(super) trait Arriving: Serialize + Sized + IntoActiveModel<ActiveModelOf<Self>> {
    type Entity: EntityTrait<Model = Self>;
    /// What it is known by, among those of its programme or wave.
    type Key: Eq + Hash;

    fn key(&self) -> Self::Key;

    fn place(&self) -> (i64, Uuid);

    fn batch_id(&self) -> Option<Uuid>;

    fn is_same(&self, kept: &Self) -> bool;

    /// Takes the place of one that is kept.
    fn stand_in(&mut self, kept: &Self);

    /// What is written over.
    fn over() -> OnConflict;

    /// Those that are kept with the keys of these.
    async fn kept(tx: &DatabaseTransaction, like: &[Self]) -> Result<Vec<Self>, StoreError>;
}

pub(super) type ActiveModelOf<R> = <<R as Arriving>::Entity as EntityTrait>::ActiveModel;

/// Takes in the rows of an import, each as `make` makes it of what stood in the file, or `cells` its
/// cells.
pub(super) async fn take<R: Arriving, T>(
    tx: &DatabaseTransaction,
    (programme_id, batch): (Uuid, Uuid),
    rows: &[T],
    make: impl Fn(&T) -> R,
    cells: impl Fn(&T) -> Vec<Value>,
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let mut tracing = Tracing::new(programme_id, batch);
    for some in rows.chunks(SOME) {
        // Most files bring nothing but new rows. Then there is no need to look for each; where that
        // was wrong, those that did get in have the batch to tell them from those that were there.
        let are_in = ledger.writes() && ledger.were_new;
        if are_in {
            let written = sql::add_new::<R::Entity>(tx, some.iter().map(&cells)).await?;
            if written == some.len() as u64 {
                some.iter().for_each(|_| ledger.added());
                continue;
            }
        }
        let new: Vec<R> = some.iter().map(&make).collect();
        let mut kept = R::kept(tx, &new).await?;
        if are_in {
            kept.retain(|row| row.batch_id() != Some(batch));
        }
        ledger.were_new = kept.is_empty();
        let (fresh, over) = sorted(new, &kept, &mut tracing, ledger);
        if ledger.writes() {
            if !are_in {
                let fresh = fresh.into_iter().map(sql::cells::<R::Entity>);
                sql::add_new::<R::Entity>(tx, fresh).await?;
            }
            sql::upsert_all::<R::Entity>(tx, over, R::over()).await?;
            tracing.write(tx).await?;
        }
    }
    Ok(())
}

/// Into those that are new, and those that are to be written over what is kept.
fn sorted<R: Arriving>(
    new: Vec<R>,
    kept: &[R],
    tracing: &mut Tracing,
    ledger: &mut Ledger,
) -> (Vec<R>, Vec<R>) {
    let kept: HashMap<R::Key, &R> = kept.iter().map(|row| (row.key(), row)).collect();
    let (mut fresh, mut over) = (Vec::new(), Vec::new());
    for mut row in new {
        match kept.get(&row.key()) {
            Some(kept) if row.is_same(kept) => ledger.unchanged(),
            Some(kept) => {
                ledger.changed(*kept, &row);
                row.stand_in(kept);
                over.extend(tracing.over(kept.place(), *kept, kept.batch_id(), row, ledger));
            }
            None => {
                ledger.added();
                fresh.push(row);
            }
        }
    }
    (fresh, over)
}
