//! How programmes end: closed by a named manager, sealed, and rid of personal data on a set day.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
    sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::accounts::{self, Membership};
use super::audit::{self, Actor, Event};
use super::entity::{closing, programme};
use super::programmes::{self, Programme};
use super::{StoreError, protocols, sql, unfinished};
use crate::domain::access::Term;
use crate::domain::canonical::sha256_hex;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Who decided.
    pub name: String,
    pub remarks: String,
    pub at: DateTime<Utc>,
    /// The day on which names, addresses and texts are erased.
    pub erase_on: NaiveDate,
    pub erased_at: Option<DateTime<Utc>>,
    /// One zip with everything that stays.
    pub archive: Vec<u8>,
    pub archive_hash: String,
}

pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Option<Closing>, StoreError> {
    let row = closing::Entity::find_by_id(programme.id).one(db).await?;
    Ok(row.map(|row| Closing {
        name: row.name,
        remarks: row.remarks,
        at: row.closed_at,
        erase_on: row.erase_on,
        erased_at: row.erased_at,
        archive: row.archive,
        archive_hash: row.archive_hash,
    }))
}

/// Until which day closed programmes are kept as they were; open ones are not among them.
pub async fn kept_until(
    db: &impl ConnectionTrait,
    programmes: impl IntoIterator<Item = &Programme>,
) -> Result<BTreeMap<Uuid, NaiveDate>, StoreError> {
    let closed = programmes.into_iter().filter(|one| one.closed_at.is_some());
    let closed: Vec<Uuid> = closed.map(|one| one.id).collect();
    if closed.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(Uuid, NaiveDate)> = closing::Entity::find()
        .select_only()
        .columns([closing::Column::ProgrammeId, closing::Column::EraseOn])
        .filter(closing::Column::ProgrammeId.is_in(closed))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Closes a programme: from now on every change in it is refused.
pub async fn close(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    closing: &Closing,
) -> Result<(), StoreError> {
    // What it would write over could be what is erased here.
    unfinished::all_settled(tx, programme).await?;
    let row = closing::Model {
        programme_id: programme.id,
        name: closing.name.clone(),
        remarks: closing.remarks.clone(),
        closed_at: closing.at,
        closed_by: actor.account_id,
        erase_on: closing.erase_on,
        erased_at: None,
        archive_hash: sha256_hex(&closing.archive),
        archive: closing.archive.clone(),
    };
    let hash = row.archive_hash.clone();
    sql::insert::<closing::Entity>(tx, row)
        .await
        .map_err(|err| StoreError::or_taken(err, "closing of", &programme.slug))?;
    programme::Entity::update_many()
        .col_expr(programme::Column::ClosedAt, Expr::value(closing.at))
        .filter(programme::Column::Id.eq(programme.id))
        .exec(tx)
        .await?;
    let event = Event {
        programme: Some(programme),
        action: "close programme",
        subject_kind: "programme",
        subject_id: programme.slug.clone(),
        before: None,
        after: Some(json!({
            "name": closing.name, "remarks": closing.remarks, "erase_on": closing.erase_on,
            "archive": hash,
        })),
    };
    audit::record(tx, actor, closing.at, event).await?;
    end_roles(tx, actor, programme, closing.at).await
}

/// Notes whose roles end with the programme; that they do follows from its being closed. Their holders
/// go on reading for a while.
async fn end_roles(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let members = accounts::members(tx, programme, now).await?;
    let ending = |own: &Membership| {
        matches!(own.term, Term::Holds | Term::Reads(_)) && !own.role.outlives_closing()
    };
    for (account, own) in members.into_iter().filter(|(_, own)| ending(own)) {
        let event = Event {
            programme: Some(programme),
            action: "end role",
            subject_kind: "account",
            subject_id: account.email,
            before: Some(json!({ "role": own.role })),
            after: None,
        };
        audit::record(tx, actor, now, event).await?;
    }
    Ok(())
}

/// The closed programmes whose day has come and that still hold personal data.
pub async fn to_erase(
    db: &impl ConnectionTrait,
    today: NaiveDate,
) -> Result<Vec<Uuid>, StoreError> {
    let rows = closing::Entity::find()
        .filter(closing::Column::EraseOn.lte(today))
        .filter(closing::Column::ErasedAt.is_null())
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.programme_id).collect())
}

/// What is erased, table by table. Answers, statements' codes and registrations stay: they carry no
/// name any more, and the figures rest on them.
const ERASING: [&str; 20] = [
    "delete from quote where lane between $1 and $2",
    "delete from code where lane between $1 and $2 and comment_id is not null",
    "update code set reason = null where lane between $1 and $2",
    "delete from comment where lane between $1 and $2",
    "update statement set text = '', text_en = null where lane between $1 and $2",
    "update response set invitation_id = null, respondent_key = null where lane between $1 and $2",
    "delete from outbox where lane between $1 and $2",
    "delete from spent_link where lane between $1 and $2",
    "delete from visit where lane between $1 and $2",
    "delete from conversation where lane between $1 and $2",
    "delete from invitation where lane between $1 and $2",
    "delete from client where lane between $1 and $2",
    "update interview set interviewer = null where lane between $1 and $2",
    "delete from import_trace where lane between $1 and $2",
    "delete from found_row where file_id in (select u.id from upload u join programme p \
     on p.id = u.programme_id where p.serial * 4096 = $1 and $2 >= $1)",
    "delete from file_piece where file_id in (select u.id from upload u join programme p \
     on p.id = u.programme_id where p.serial * 4096 = $1 and $2 >= $1)",
    "delete from file_piece where file_id in (select b.id from import_batch b join programme p \
     on p.id = b.programme_id where p.serial * 4096 = $1 and $2 >= $1)",
    "delete from upload where programme_id in (select id from programme \
     where serial * 4096 = $1 and $2 >= $1)",
    "delete from import_file where programme_id in (select id from programme \
     where serial * 4096 = $1 and $2 >= $1)",
    "delete from import_memory where programme_id in (select id from programme \
     where serial * 4096 = $1 and $2 >= $1)",
];

/// Erases all personal data of a closed programme, while its aggregates stay.
pub async fn erase(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let programme = programmes::by_id(tx, programme_id).await?;
    let [first, last] = [programme.lanes.first(), programme.lanes.last()];
    for statement in ERASING {
        sql::execute(tx, statement, [first.into(), last.into()]).await?;
    }
    protocols::erase_addresses(tx, &programme).await?;
    closing::Entity::update_many()
        .col_expr(closing::Column::ErasedAt, Expr::value(now))
        .filter(closing::Column::ProgrammeId.eq(programme_id))
        .exec(tx)
        .await?;
    let event = Event {
        programme: Some(&programme),
        action: "erase personal data",
        subject_kind: "programme",
        subject_id: programme.slug.clone(),
        before: None,
        after: None,
    };
    audit::record_after_closing(tx, actor, now, event).await
}
