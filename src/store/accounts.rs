//! Accounts and what they may do: people who sign in.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, sea_query::Expr,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::audit::{self, Actor, Event};
use super::entity::{account, membership};
use super::programmes::{self, Programme};
use super::sql::{self, new_id};
use super::{StoreError, closings};
use crate::domain::access::{Days, Role, Term};
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
    pub days: Days,
    /// Whether it holds at the moment it was asked for.
    pub term: Term,
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

/// What one account is, in all programmes; what holds and what does not, as of `now`.
pub async fn memberships(
    db: &impl ConnectionTrait,
    account_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Vec<Membership>, StoreError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account_id))
        .all(db)
        .await?;
    let named = rows.iter().map(|row| row.programme_id).collect();
    let programmes: BTreeMap<Uuid, Programme> = programmes::by_ids(db, named)
        .await?
        .into_iter()
        .map(|programme| (programme.id, programme))
        .collect();
    let kept_until = closings::kept_until(db, programmes.values()).await?;
    let until = |programme: &Programme| kept_until.get(&programme.id).copied();
    rows.iter()
        .filter_map(|row| Some((row, programmes.get(&row.programme_id)?)))
        .map(|(row, programme)| read(row, programme, until(programme), now))
        .collect()
}

/// Who has a role in a programme, by address; those too whose role does not hold.
pub async fn members(
    db: &impl ConnectionTrait,
    programme: &Programme,
    now: DateTime<Utc>,
) -> Result<Vec<(Account, Membership)>, StoreError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::ProgrammeId.eq(programme.id))
        .all(db)
        .await?;
    let kept_until = closings::kept_until(db, [programme]).await?;
    let kept_until = kept_until.get(&programme.id).copied();
    let mut members = Vec::with_capacity(rows.len());
    for row in &rows {
        let account = by_id(db, row.account_id).await?;
        members.push((account, read(row, programme, kept_until, now)?));
    }
    members.sort_by(|a, b| (&a.0.email, a.1.role).cmp(&(&b.0.email, b.1.role)));
    Ok(members)
}

fn read(
    row: &membership::Model,
    programme: &Programme,
    kept_until: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<Membership, StoreError> {
    let corrupt = |err: String| StoreError::corrupt("membership", row.account_id, err);
    let role = Role::from_code(&row.role).map_err(|err| corrupt(err.to_string()))?;
    let days = Days::new(row.first_day, row.last_day).map_err(|err| corrupt(err.to_string()))?;
    Ok(Membership {
        account_id: row.account_id,
        programme_id: row.programme_id,
        role,
        days,
        term: Term::of(role, days, programme.today(now), kept_until),
    })
}

/// Gives a role in a programme for these days, or changes its days; nothing happens when it was
/// given so before.
pub async fn grant(
    tx: &DatabaseTransaction,
    actor: &Actor,
    account: &Account,
    programme: &Programme,
    role: Role,
    days: Days,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let before = memberships(tx, account.id, now).await?;
    let before = before
        .into_iter()
        .find(|own| own.programme_id == programme.id && own.role == role);
    if before.is_some_and(|own| own.days == days) {
        return Ok(());
    }
    let sql = "insert into membership (account_id, programme_id, role, first_day, last_day) \
               values ($1, $2, $3, $4, $5) on conflict (account_id, programme_id, role) \
               do update set first_day = excluded.first_day, last_day = excluded.last_day";
    let values = [
        account.id.into(),
        programme.id.into(),
        role.code().into(),
        days.first().into(),
        days.last().into(),
    ];
    sql::execute(tx, sql, values).await?;
    let told = |days: Days| json!({ "role": role, "from": days.first(), "to": days.last() });
    let event = Event {
        programme: Some(programme),
        ..event(
            "grant role",
            account,
            before.map(|own| told(own.days)),
            Some(told(days)),
        )
    };
    audit::record_after_closing(tx, actor, now, event).await
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
    let values = [account.id.into(), programme.id.into(), role.code().into()];
    if sql::execute(tx, sql, values).await? == 0 {
        return Ok(());
    }
    let event = Event {
        programme: Some(programme),
        ..event("revoke role", account, None, Some(json!({ "role": role })))
    };
    audit::record_after_closing(tx, actor, now, event).await
}

/// The programmes that an account may see: those it has a role in, or all for an administrator.
pub async fn programmes_of(
    db: &impl ConnectionTrait,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<Vec<Programme>, StoreError> {
    let mut all = programmes::all(db).await?;
    if !account.administrator {
        let mut own = memberships(db, account.id, now).await?;
        own.retain(|own| own.term.lets(own.role).is_some());
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
