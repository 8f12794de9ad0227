//! Entries of the protocol that files brought: their taking in, and their taking out.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::batches::{Batch, Undone};
use super::imports::{Destination, Said};
use super::ledger::Ledger;
use super::programmes::Programme;
use super::protocols::ProtocolVersion;
use super::traces::{self, Pages, Tracing};
use super::{StoreError, amendments, protocols};
use crate::domain::definition::author::Typed;
use crate::domain::definition::catalogue::{Put, code, put_all, put_back};
use crate::domain::definition::parts::Part;
use crate::domain::protocol::Protocol;

/// How problems call the text of a protocol.
const FILE: &str = "protocol.toml";

/// An entry that a file wrote, as it was and as it became.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Written {
    before: Option<Typed>,
    after: Typed,
}

/// Takes in entries: into the draft, or as an amendment of the frozen protocol. All of them have to fit
/// in it, as [`crate::import::catalogue::read`] sees to.
pub(super) async fn import_by(
    tx: &DatabaseTransaction,
    to: Destination<'_>,
    batch: Uuid,
    (part, rows): (&Part, &[Typed]),
    ledger: &mut Ledger,
) -> Result<(), StoreError> {
    let programme = to.programme;
    let version = match ledger.writes() {
        true => protocols::current_to_change(tx, programme.id).await?,
        false => protocols::current(tx, programme.id).await?,
    };
    let version = version.ok_or_else(|| StoreError::not_found("protocol", &programme.slug))?;
    let put = put_all(&version.text, part, rows);
    let (text, done) = put.map_err(|_| StoreError::outdated("the protocol"))?;
    let mut tracing = Tracing::new(programme.id, batch);
    for put in done {
        let written = match put {
            Put::Unchanged => {
                ledger.unchanged();
                continue;
            }
            Put::Added(after) => {
                ledger.added();
                let before = None;
                Written { before, after }
            }
            Put::Changed { before, after } => {
                ledger.changed(&described(&before), &described(&after));
                let before = Some(before);
                Written { before, after }
            }
        };
        let word = format!("{}/{}", part.key, code(part, &written.after));
        tracing.changed(traces::place(programme, &word), &written, None);
    }
    // The same again makes no version of a protocol, and neither does a look at a file.
    let changes = ledger.done.added + ledger.done.changed;
    if !ledger.writes() || changes == 0 {
        return Ok(());
    }
    keep(tx, to.said, programme, &version, &text, to.now).await?;
    tracing.write(tx).await
}

/// Stores the text: in place of the draft, or as an amendment of what is frozen.
async fn keep(
    tx: &DatabaseTransaction,
    said: Option<Said<'_>>,
    programme: &Programme,
    version: &ProtocolVersion,
    text: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let protocol = Protocol::parse(FILE, text);
    let protocol = protocol.map_err(|_| StoreError::outdated("the protocol"))?;
    let said = said.ok_or(StoreError::Frozen)?;
    if version.frozen.is_none() {
        protocols::save_draft(tx, said.actor, programme, text, &protocol, now).await?;
        return Ok(());
    }
    if said.reason.trim().is_empty() {
        return Err(StoreError::Frozen);
    }
    let by = (said.name, said.reason);
    amendments::propose(tx, said.actor, programme, text, &protocol, by, now).await
}

/// An entry by its fields; several codes of one field stand together.
fn described(typed: &Typed) -> BTreeMap<&str, String> {
    let mut fields: BTreeMap<&str, String> = BTreeMap::new();
    for (name, cell) in typed {
        let field = fields.entry(name).or_default();
        if !field.is_empty() {
            field.push_str("; ");
        }
        field.push_str(cell);
    }
    fields
}

/// Takes a file of entries out again. `None` where one of them was changed since, or the protocol
/// cannot do without it.
pub(super) async fn take_out(
    tx: &DatabaseTransaction,
    said: Said<'_>,
    programme: &Programme,
    (batch, part): (&Batch, &Part),
    now: DateTime<Utc>,
) -> Result<Option<Undone>, StoreError> {
    let (mut undone, mut entries) = (Undone::default(), Vec::new());
    let mut pages = Pages::<Written>::of(programme, batch.id);
    while let Some(page) = pages.next(tx).await? {
        for written in page.into_iter().filter_map(|traced| traced.before) {
            match &written.before {
                Some(_) => undone.restored += 1,
                None => undone.removed += 1,
            }
            entries.push((written.before, written.after));
        }
    }
    if entries.is_empty() {
        return Ok(Some(undone));
    }
    let version = protocols::current_to_change(tx, programme.id).await?;
    let version = version.ok_or_else(|| StoreError::not_found("protocol", &programme.slug))?;
    let Ok(Some(text)) = put_back(&version.text, part, &entries) else {
        return Ok(None);
    };
    if Protocol::parse(FILE, &text).is_err() {
        return Ok(None);
    }
    keep(tx, Some(said), programme, &version, &text, now).await?;
    Ok(Some(undone))
}
