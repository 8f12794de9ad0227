//! Being signed in: sessions, one-time links, and the count of failed attempts.
//!
//! Sessions and links are known by the SHA-256 of their secret (64 hexadecimal digits, see
//! `canonical::sha256_hex`); the secret itself is with the person only.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::StoreError;
use super::accounts::{self, Account, Membership};
use super::entity::{session, sign_in_attempt, sign_in_link};
use super::sql::{self, word};

/// Somebody who is signed in, with all that they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub account: Account,
    pub memberships: Vec<Membership>,
    pub expires_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
}

/// What a one-time link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To choose a first password, or another one.
    SetPassword,
    /// To be signed in at once (the demo's links).
    SignIn,
}

/// Begins a session.
pub async fn begin(
    tx: &DatabaseTransaction,
    hash: &str,
    account_id: Uuid,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = session::Model {
        id: hash.to_owned(),
        account_id,
        created_at: now,
        expires_at,
        seen_at: now,
    };
    Ok(sql::insert::<session::Entity>(tx, row).await?)
}

/// Who is signed in under this session: none when it is unknown, over, or the account is blocked.
pub async fn by_hash(
    db: &impl ConnectionTrait,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<SignedIn>, StoreError> {
    let row = session::Entity::find_by_id(hash.to_owned()).one(db).await?;
    let Some(row) = row.filter(|row| row.expires_at > now) else {
        return Ok(None);
    };
    let account = accounts::by_id(db, row.account_id).await?;
    if account.blocked_at.is_some() {
        return Ok(None);
    }
    Ok(Some(SignedIn {
        memberships: accounts::memberships(db, account.id, now).await?,
        account,
        expires_at: row.expires_at,
        seen_at: row.seen_at,
    }))
}

/// Notes that a session is in use and lasts until `expires_at`; call it now and then, not always.
pub async fn prolong(
    tx: &DatabaseTransaction,
    hash: &str,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(now))
        .col_expr(session::Column::ExpiresAt, Expr::value(expires_at))
        .filter(session::Column::Id.eq(hash))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn end(tx: &DatabaseTransaction, hash: &str) -> Result<(), StoreError> {
    session::Entity::delete_by_id(hash.to_owned())
        .exec(tx)
        .await?;
    Ok(())
}

/// Ends all sessions of an account: when it is blocked, or its password changes.
pub async fn end_all(tx: &DatabaseTransaction, account_id: Uuid) -> Result<(), StoreError> {
    session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(account_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets sessions, links and counts that are over; a job calls it.
pub async fn sweep(tx: &DatabaseTransaction, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let sessions = session::Entity::delete_many()
        .filter(session::Column::ExpiresAt.lte(now))
        .exec(tx)
        .await?;
    let links = sign_in_link::Entity::delete_many()
        .filter(sign_in_link::Column::ExpiresAt.lte(now))
        .exec(tx)
        .await?;
    let attempts = sign_in_attempt::Entity::delete_many()
        .filter(sign_in_attempt::Column::Since.lte(now - TimeDelta::days(1)))
        .exec(tx)
        .await?;
    Ok(sessions.rows_affected + links.rows_affected + attempts.rows_affected)
}

/// Keeps a one-time link.
pub async fn offer_link(
    tx: &DatabaseTransaction,
    hash: &str,
    account_id: Uuid,
    purpose: Purpose,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = sign_in_link::Model {
        token_hash: hash.to_owned(),
        account_id,
        purpose: word(&purpose),
        expires_at,
        used_at: None,
    };
    Ok(sql::insert::<sign_in_link::Entity>(tx, row).await?)
}

/// Whose link this is and what for, without using it up: a GET may ask this.
pub async fn link(
    db: &impl ConnectionTrait,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Account, Purpose)>, StoreError> {
    let row = sign_in_link::Entity::find_by_id(hash.to_owned())
        .one(db)
        .await?;
    let Some(row) = row.filter(|row| row.used_at.is_none() && row.expires_at > now) else {
        return Ok(None);
    };
    let purpose = sql::from_word("sign-in link", "", &row.purpose)?;
    let account = accounts::by_id(db, row.account_id).await?;
    Ok(account.blocked_at.is_none().then_some((account, purpose)))
}

/// Uses a link up. Of two at once, one gets it.
pub async fn use_link(
    tx: &DatabaseTransaction,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Account, Purpose)>, StoreError> {
    let Some(found) = link(tx, hash, now).await? else {
        return Ok(None);
    };
    let used = sign_in_link::Entity::update_many()
        .col_expr(sign_in_link::Column::UsedAt, Expr::value(now))
        .filter(sign_in_link::Column::TokenHash.eq(hash))
        .filter(sign_in_link::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok((used.rows_affected == 1).then_some(found))
}

/// How often signing in to this account from this address failed since `since`.
pub async fn failures(
    db: &impl ConnectionTrait,
    email: &str,
    address: &str,
    since: DateTime<Utc>,
) -> Result<u32, StoreError> {
    let key = (email.trim().to_lowercase(), address.to_owned());
    let row = sign_in_attempt::Entity::find_by_id(key).one(db).await?;
    let counts = row.filter(|row| row.since > since);
    Ok(counts.map_or(0, |row| row.failures.unsigned_abs()))
}

/// Counts one more failure; the count starts again when the last window began before `since`.
pub async fn record_failure(
    tx: &DatabaseTransaction,
    email: &str,
    address: &str,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into sign_in_attempt (email, address, failures, since) \
        values ($1, $2, 1, $3) on conflict (email, address) do update set \
        failures = case when sign_in_attempt.since > $4 then sign_in_attempt.failures + 1 else 1 end, \
        since = case when sign_in_attempt.since > $4 then sign_in_attempt.since else $3 end";
    let email = email.trim().to_lowercase();
    let values = [email.into(), address.into(), now.into(), since.into()];
    sql::execute(tx, sql, values).await?;
    Ok(())
}

/// Forgets the failures, after signing in went well.
pub async fn forget_failures(
    tx: &DatabaseTransaction,
    email: &str,
    address: &str,
) -> Result<(), StoreError> {
    let key = (email.trim().to_lowercase(), address.to_owned());
    sign_in_attempt::Entity::delete_by_id(key).exec(tx).await?;
    Ok(())
}
