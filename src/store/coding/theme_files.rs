//! Files of themes: their taking in, and their taking out.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::batches::{Batch, Undone};
use super::super::entity::theme;
use super::super::ledger::Ledger;
use super::super::programmes::Programme;
use super::super::traces::{self, Pages, Tracing};
use super::super::undo::over;
use super::super::{StoreError, sql};
use super::{codes, described, tree, write_themes};
use crate::domain::coding::themes::{Theme, ThemeRow};

/// A theme that a file wrote, as it was and as it became.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Written {
    key: String,
    before: Option<theme::Model>,
    after: Option<theme::Model>,
}

/// Takes in themes; all of them have to be such as [`crate::domain::coding::themes::Tree::brought`] takes.
pub(in crate::store) async fn bring_themes(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: Uuid,
    rows: &[ThemeRow],
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let mut tree = tree(tx, programme).await?;
    let mut kept = kept(tx, programme).await?;
    let mut tracing = Tracing::new(programme.id, batch);
    let mut themes = Vec::new();
    for row in rows {
        let found = tree.brought(row, &[]);
        let found = found.map_err(|_| StoreError::not_found("theme", &row.name))?;
        let Some((before, after)) = found else {
            ledger.unchanged();
            continue;
        };
        match &before {
            Some(before) => ledger.changed(&described(before), &described(&after)),
            None => ledger.added(),
        }
        tree.put(after.clone());
        if ledger.writes() {
            let written = Written {
                key: after.key.clone(),
                before: kept.remove(&after.key),
                after: Some(super::row_of(programme, after.clone())),
            };
            tracing.changed(traces::place(programme, &after.key), &written, None);
            themes.push(after);
        }
    }
    write_themes(tx, programme, themes).await?;
    tracing.write(tx).await
}

async fn kept(
    tx: &DatabaseTransaction,
    programme: &Programme,
) -> Result<HashMap<String, theme::Model>, StoreError> {
    let rows = theme::Entity::find().filter(theme::Column::ProgrammeId.eq(programme.id));
    let rows = rows.all(tx).await?.into_iter();
    Ok(rows.map(|row| (row.key.clone(), row)).collect())
}

/// Takes a file of themes out again. `None` where one of them was changed since, or something was
/// coded with it or put under it.
pub(in crate::store) async fn take_themes_out(
    tx: &DatabaseTransaction,
    programme: &Programme,
    batch: &Batch,
) -> Result<Option<Undone>, StoreError> {
    let mut undone = Undone::default();
    let mut kept = kept(tx, programme).await?;
    let mut pages = Pages::<Written>::of(programme, batch.id);
    while let Some(page) = pages.next(tx).await? {
        let (mut keys, mut rows) = (Vec::new(), Vec::new());
        for written in page.into_iter().filter_map(|traced| traced.before) {
            if kept.remove(&written.key) != written.after {
                return Ok(None);
            }
            keys.push(written.key);
            match written.before {
                Some(before) => rows.push(before),
                None => undone.removed += 1,
            }
        }
        undone.restored += rows.len() as u64;
        theme::Entity::delete_many()
            .filter(theme::Column::ProgrammeId.eq(programme.id))
            .filter(theme::Column::Key.is_in(keys))
            .exec(tx)
            .await?;
        sql::upsert_all::<theme::Entity>(tx, rows, over::<theme::Entity>()).await?;
    }
    Ok(is_whole(tx, programme).await?.then_some(undone))
}

/// Whether every theme that something was coded with, or that stands above another, is there.
async fn is_whole(tx: &DatabaseTransaction, programme: &Programme) -> Result<bool, StoreError> {
    let tree = tree(tx, programme).await?;
    let is_known = |key: &String| tree.get(key).is_some();
    let above = |theme: &Theme| theme.parent.as_ref().is_none_or(is_known);
    if !tree.rows().into_iter().all(|(_, theme)| above(theme)) {
        return Ok(false);
    }
    let codes = codes(tx, programme).await?;
    Ok(codes.values().all(|codes| codes.themes().all(is_known)))
}
