//! Accounts and what they may do: people who sign in.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, sea_query::Expr,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::{account, membership};
use super::programmes::{self, Programme};
use super::sql::{self, new_id};
use crate::domain::access::Role;
use crate::domain::language::Language;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: Uuid,
    /// Lower case.
    pub email: String,
    pub name: String,
    pub language: Language,
    pub administrator: bool,
    /// False until the person has chosen a password through a link.
    pub has_password: bool,
    pub created_at: DateTime<Utc>,
    pub blocked_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug)]
pub struct NewAccount {
    pub email: String,
    pub name: String,
    pub language: Language,
    pub administrator: bool,
}

/// One role in one programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    pub account_id: Uuid,
    pub programme_id: Uuid,
    pub role: Role,
}

/// All accounts, by address.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Account>, StoreError> {
    let query = account::Entity::find().order_by_asc(account::Column::Email);
    let rows = query.all(db).await?;
    rows.into_iter().map(Account::try_from).collect()
}

/// Whether nobody has an account yet, so that the first administrator is to be made.
pub async fn is_empty(db: &impl ConnectionTrait) -> Result<bool, StoreError> {
    Ok(account::Entity::find().count(db).await? == 0)
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Account, StoreError> {
    let row = account::Entity::find_by_id(id).one(db).await?;
    row.ok_or_else(|| StoreError::not_found("account", id))?
        .try_into()
}

pub async fn by_email(
    db: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<Account>, StoreError> {
    let found = credentials(db, email).await?;
    Ok(found.map(|(account, _)| account))
}

/// The account with this address and the hash of its password, for signing in.
pub async fn credentials(
    db: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<(Account, Option<String>)>, StoreError> {
    let row = account::Entity::find()
        .filter(account::Column::Email.eq(normal(email)))
        .one(db)
        .await?;
    row.map(|row| {
        let hash = row.password_hash.clone();
        Ok((Account::try_from(row)?, hash))
    })
    .transpose()
}

/// Adds an account without a password; its address must be new.
pub async fn create(
    tx: &DatabaseTransaction,
    actor: &Actor,
    new: &NewAccount,
    now: DateTime<Utc>,
) -> Result<Account, StoreError> {
    let row = account::Model {
        id: new_id(),
        email: normal(&new.email),
        name: new.name.clone(),
        password_hash: None,
        language: new.language.tag().to_owned(),
        administrator: new.administrator,
        created_at: now,
        blocked_at: None,
    };
    let account = Account::try_from(row.clone())?;
    sql::insert::<account::Entity>(tx, row)
        .await
        .map_err(|err| StoreError::or_taken(err, "account", &account.email))?;
    let after = json!({ "name": account.name, "administrator": account.administrator });
    let event = event("create account", &account, None, Some(after));
    audit::record(tx, actor, now, event).await?;
    Ok(account)
}

/// Keeps the hash of a password; the hash itself is in no audit row.
pub async fn set_password(
    tx: &DatabaseTransaction,
    actor: &Actor,
    account: &Account,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let set = Expr::value(hash);
    update(tx, account, account::Column::PasswordHash, set).await?;
    let event = event("set password", account, None, None);
    audit::record(tx, actor, now, event).await
}

/// Blocks an account, or lets it in again. Its sessions are the caller's to end.
pub async fn set_blocked(
    tx: &DatabaseTransaction,
    actor: &Actor,
    account: &Account,
    blocked: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let set = Expr::value(blocked.then_some(now));
    update(tx, account, account::Column::BlockedAt, set).await?;
    let action = if blocked {
        "block account"
    } else {
        "unblock account"
    };
    audit::record(tx, actor, now, event(action, account, None, None)).await
}

/// Makes somebody an administrator, or no longer.
pub async fn set_administrator(
    tx: &DatabaseTransaction,
    actor: &Actor,
    account: &Account,
    administrator: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let set = Expr::value(administrator);
    update(tx, account, account::Column::Administrator, set).await?;
    let before = json!({ "administrator": account.administrator });
    let after = json!({ "administrator": administrator });
    let event = event("change account", account, Some(before), Some(after));
    audit::record(tx, actor, now, event).await
}

/// The language that pages are shown in; a taste, and no matter for the audit trail.
pub async fn set_language(
    tx: &DatabaseTransaction,
    account: &Account,
    language: &Language,
) -> Result<(), StoreError> {
    let set = Expr::value(language.tag());
    update(tx, account, account::Column::Language, set).await
}

/// What one account is, in all programmes.
pub async fn memberships(
    db: &impl ConnectionTrait,
    account_id: Uuid,
) -> Result<Vec<Membership>, StoreError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account_id))
        .all(db)
        .await?;
    rows.iter().map(Membership::try_from).collect()
}

/// Who has a role in a programme, by address.
pub async fn members(
    db: &impl ConnectionTrait,
    programme_id: Uuid,
) -> Result<Vec<(Account, Role)>, StoreError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::ProgrammeId.eq(programme_id))
        .all(db)
        .await?;
    let mut members = Vec::with_capacity(rows.len());
    for row in &rows {
        let role = Membership::try_from(row)?.role;
        members.push((by_id(db, row.account_id).await?, role));
    }
    members.sort_by(|a, b| (&a.0.email, a.1).cmp(&(&b.0.email, b.1)));
    Ok(members)
}

/// Gives a role in a programme; nothing happens when it was given before.
pub async fn grant(
    tx: &DatabaseTransaction,
    actor: &Actor,
    account: &Account,
    programme: &Programme,
    role: Role,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into membership (account_id, programme_id, role) values ($1, $2, $3) \
               on conflict do nothing";
    change_role(tx, actor, sql, "grant role", account, programme, role, now).await
}

/// Takes a role in a programme away; nothing happens when it was not given.
pub async fn revoke(
    tx: &DatabaseTransaction,
    actor: &Actor,
    account: &Account,
    programme: &Programme,
    role: Role,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "delete from membership where account_id = $1 and programme_id = $2 and role = $3";
    change_role(tx, actor, sql, "revoke role", account, programme, role, now).await
}

#[expect(
    clippy::too_many_arguments,
    reason = "grant and revoke are the interface"
)]
async fn change_role(
    tx: &DatabaseTransaction,
    actor: &Actor,
    sql: &str,
    action: &'static str,
    account: &Account,
    programme: &Programme,
    role: Role,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let values = [account.id.into(), programme.id.into(), role.code().into()];
    if sql::execute(tx, sql, values).await? == 0 {
        return Ok(());
    }
    let event = Event {
        programme: Some(programme),
        ..event(action, account, None, Some(json!({ "role": role })))
    };
    audit::record(tx, actor, now, event).await
}

/// The programmes that an account may see: those it has a role in, or all for an administrator.
pub async fn programmes_of(
    db: &impl ConnectionTrait,
    account: &Account,
) -> Result<Vec<Programme>, StoreError> {
    let mut all = programmes::all(db).await?;
    if !account.administrator {
        let own = memberships(db, account.id).await?;
        all.retain(|programme| own.iter().any(|role| role.programme_id == programme.id));
    }
    Ok(all)
}

async fn update(
    tx: &DatabaseTransaction,
    account: &Account,
    column: account::Column,
    value: Expr,
) -> Result<(), StoreError> {
    account::Entity::update_many()
        .col_expr(column, value)
        .filter(account::Column::Id.eq(account.id))
        .exec(tx)
        .await?;
    Ok(())
}

fn event<'a>(
    action: &'static str,
    account: &Account,
    before: Option<Value>,
    after: Option<Value>,
) -> Event<'a> {
    Event {
        programme: None,
        action,
        subject_kind: "account",
        subject_id: account.email.clone(),
        before,
        after,
    }
}

/// Addresses are compared in lower case.
fn normal(email: &str) -> String {
    email.trim().to_lowercase()
}

impl TryFrom<account::Model> for Account {
    type Error = StoreError;
    fn try_from(row: account::Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            name: row.name,
            language: Language::new(&row.language)
                .map_err(|err| StoreError::corrupt("account", &row.email, err))?,
            email: row.email,
            administrator: row.administrator,
            has_password: row.password_hash.is_some(),
            created_at: row.created_at,
            blocked_at: row.blocked_at,
        })
    }
}

impl TryFrom<&membership::Model> for Membership {
    type Error = StoreError;
    fn try_from(row: &membership::Model) -> Result<Self, StoreError> {
        Ok(Self {
            account_id: row.account_id,
            programme_id: row.programme_id,
            role: Role::from_code(&row.role)
                .map_err(|err| StoreError::corrupt("membership", row.account_id, err))?,
        })
    }
}
