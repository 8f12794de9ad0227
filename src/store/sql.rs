//! What all queries share: ids, words for enums, and statements with numbered places (`$1`), which
//! both databases understand.

use std::fmt::Write as _;

use futures_util::TryStreamExt;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ColumnType, ConnectionTrait, DatabaseTransaction, DbBackend,
    DbErr, EntityTrait, FromQueryResult, IdenStatic, IntoActiveModel, Iterable as _, QueryResult,
    Statement, TryGetable, Value,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::StoreError;

/// As many rows as one statement carries, far below the number of places both databases allow.
pub const ROWS_PER_STATEMENT: usize = 400;

/// An id that follows the order of making. Where that order would betray somebody, use
/// `Uuid::new_v4`.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// The word that stands for a unit variant in the database: the one that serde writes.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(), // no variant of ours carries anything
    }
}

/// Reads such a word back; `what` and `key` name the row in the error.
pub fn from_word<T: DeserializeOwned>(
    what: &'static str,
    key: &str,
    word: &str,
) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(|err| StoreError::corrupt(what, key, err))
}

/// A value as the JSON column takes it.
pub fn json<T: Serialize>(value: &T) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default() // our types have string keys only
}

pub fn from_json<T: DeserializeOwned>(
    what: &'static str,
    key: impl ToString,
    value: serde_json::Value,
) -> Result<T, StoreError> {
    serde_json::from_value(value).map_err(|err| StoreError::corrupt(what, key, err))
}

pub fn statement<const N: usize>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), sql, values)
}

/// The rows of a query that the builder cannot say well.
pub async fn rows<const N: usize>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<Vec<QueryResult>, DbErr> {
    db.query_all_raw(statement(db, sql, values)).await
}

/// The first two columns of what may be very many rows, which are read one by one: a row as the
/// driver gives it takes several times what it holds.
pub async fn pairs<A: TryGetable, B: TryGetable, const N: usize>(
    tx: &DatabaseTransaction,
    sql: &str,
    values: [Value; N],
) -> Result<Vec<(A, B)>, DbErr> {
    use sea_orm::StreamTrait as _; // not for all: it shares names with `ConnectionTrait`
    let mut rows = tx.stream_raw(statement(tx, sql, values)).await?;
    let mut found = Vec::new();
    while let Some(row) = rows.try_next().await? {
        found.push((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    }
    Ok(found)
}

/// How many rows it changed.
pub async fn execute<const N: usize>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<u64, DbErr> {
    let done = db.execute_raw(statement(db, sql, values)).await?;
    Ok(done.rows_affected())
}

/// Inserts one row, all columns given.
pub async fn insert<E: EntityTrait>(db: &impl ConnectionTrait, row: E::Model) -> Result<(), DbErr>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let row = row.into_active_model().reset_all();
    E::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Inserts rows, many to a statement.
pub async fn insert_all<E: EntityTrait>(
    db: &impl ConnectionTrait,
    rows: Vec<E::Model>,
) -> Result<u64, DbErr>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    upsert_all::<E>(db, rows, None).await
}

/// Inserts rows, many to a statement, and does `over` with those that are there already. Tells how
/// many rows were written.
pub async fn upsert_all<E: EntityTrait>(
    db: &impl ConnectionTrait,
    rows: Vec<E::Model>,
    over: impl Into<Option<OnConflict>>,
) -> Result<u64, DbErr>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let over = over.into();
    let mut written = 0;
    let mut rows = rows
        .into_iter()
        .map(|row| row.into_active_model().reset_all());
    loop {
        let some: Vec<_> = rows.by_ref().take(ROWS_PER_STATEMENT).collect();
        if some.is_empty() {
            return Ok(written);
        }
        let insert = E::insert_many(some);
        written += match &over {
            Some(over) => {
                let insert = insert.on_conflict(over.clone());
                insert.exec_without_returning(db).await?
            }
            None => insert.exec_without_returning(db).await?,
        };
    }
}

/// The cells of a row, in the order of its columns; JSON as text. Never one and then the other:
/// PostgreSQL keeps to what the first statement brought.
pub fn cells<E: EntityTrait>(row: E::Model) -> Vec<Value>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let mut row = row.into_active_model();
    E::Column::iter()
        .filter_map(|column| row.take(column).into_value())
        .map(|cell| match cell {
            Value::Json(json) => json.map(|json| json.to_string()).into(),
            other => other,
        })
        .collect()
}

/// Inserts rows, given by their [`cells`], that have no other in their way, by
/// whatever key; tells how many. Written out, in sizes that are powers of two, so that few statements
/// are prepared; and the next is made while the database is busy with the last, so that `rows` may make
/// them on the way.
pub async fn add_new<E: EntityTrait>(
    db: &impl ConnectionTrait,
    rows: impl ExactSizeIterator<Item = Vec<Value>>,
) -> Result<u64, DbErr> {
    let mut inserts = inserts::<E>(db.get_database_backend(), rows);
    let (mut next, mut written) = (inserts.next(), 0);
    while let Some(insert) = next {
        let done;
        (done, next) = tokio::join!(db.execute_raw(insert), async { inserts.next() });
        written += done?.rows_affected();
    }
    Ok(written)
}

fn inserts<E: EntityTrait>(
    backend: DbBackend,
    mut rows: impl ExactSizeIterator<Item = Vec<Value>>,
) -> impl Iterator<Item = Statement> {
    let columns: Vec<E::Column> = E::Column::iter().collect();
    let names: Vec<&str> = columns.iter().map(IdenStatic::as_str).collect();
    let (table, names) = (E::default().table_name().to_owned(), names.join(", "));
    let kinds = columns
        .iter()
        .map(|column| match column.def().get_column_type() {
            ColumnType::Json | ColumnType::JsonBinary => Column::Json,
            _ => Column::Plain,
        });
    let kinds: Vec<Column> = kinds.collect();
    std::iter::from_fn(move || {
        let size = LARGEST_PIECE.min(1 << rows.len().checked_ilog2()?);
        let places = places(size, &kinds, backend);
        let sql = format!("insert into {table} ({names}) values {places} on conflict do nothing");
        let cells = rows.by_ref().take(size).flatten();
        Some(Statement::from_sql_and_values(backend, sql, cells))
    })
}

pub fn is_sqlite(db: &impl ConnectionTrait) -> bool {
    db.get_database_backend() == DbBackend::Sqlite
}

/// How a value stands in a statement: JSON is bound as text, and PostgreSQL wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Plain,
    Json,
}

/// As many rows as one written-out statement carries at most; a power of two.
const LARGEST_PIECE: usize = 256;

/// A statement over rows that it knows as `given`, a few sizes of it: the rows are filled up with
/// nulls to a power of two, so that few statements are prepared and a batch takes one of each kind.
/// `query` must leave out the rows whose lane is null.
fn over_given<const N: usize>(
    backend: DbBackend,
    names: &str,
    columns: &[Column; N],
    rows: &[[Value; N]],
    query: &str,
) -> Statement {
    let size = rows.len().next_power_of_two();
    let places = places(size, columns, backend);
    let sql = format!("with given ({names}) as (values {places}) {query}");
    let nulls = rows.first().map(|row| row.each_ref().map(Value::as_null));
    let filling = std::iter::repeat_n(nulls, size - rows.len()).flatten();
    let values = rows.iter().cloned().chain(filling).flatten();
    Statement::from_sql_and_values(backend, sql, values)
}

/// `($1,$2),($3,$4)`: the places of `rows` rows. On SQLite they stand without numbers: to look a number
/// up takes it as long as there are numbers before it, so that many of them take for ever.
fn places(rows: usize, columns: &[Column], backend: DbBackend) -> String {
    let mut text = String::with_capacity(rows * columns.len() * 6);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ",(" });
        for (index, column) in columns.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            if backend == DbBackend::Sqlite {
                text.push('?');
                continue;
            }
            let cast = match column {
                Column::Json => "::jsonb",
                Column::Plain => "",
            };
            let place = row * columns.len() + index + 1;
            let _ = write!(text, "${place}{cast}"); // a String takes every write
        }
        text.push(')');
    }
    text
}

/// Writes rows by a `query` that takes them from `given`, whose columns are `names`, lane first.
pub async fn write<const N: usize>(
    tx: &DatabaseTransaction,
    names: &str,
    columns: &[Column; N],
    rows: Vec<[Value; N]>,
    query: &str,
) -> Result<(), DbErr> {
    let backend = tx.get_database_backend();
    for piece in rows.chunks(LARGEST_PIECE) {
        tx.execute_raw(over_given(backend, names, columns, piece, query))
            .await?;
    }
    Ok(())
}

/// The rows that a `query` finds for others, which it takes from `given`, whose columns are `names`,
/// lane first. Each is looked up by all of its columns: with a list of keys instead, SQLite takes
/// the lane alone for a better way in, and reads all of it for every statement.
pub async fn found<const N: usize, M: FromQueryResult>(
    tx: &DatabaseTransaction,
    names: &str,
    rows: Vec<[Value; N]>,
    query: &str,
) -> Result<Vec<M>, DbErr> {
    let backend = tx.get_database_backend();
    let mut found = Vec::with_capacity(rows.len());
    for piece in rows.chunks(LARGEST_PIECE) {
        let plain = [Column::Plain; N];
        let statement = over_given(backend, names, &plain, piece, query);
        for row in tx.query_all_raw(statement).await? {
            found.push(M::from_query_result(&row, "")?);
        }
    }
    Ok(found)
}

/// The rows that a `query` finds for keys, which it takes from `given (lane, id)`.
pub async fn by_keys(
    tx: &DatabaseTransaction,
    keys: &[(i64, Uuid)],
    query: &str,
) -> Result<Vec<QueryResult>, DbErr> {
    let backend = tx.get_database_backend();
    let rows: Vec<[Value; 2]> = keys
        .iter()
        .map(|(lane, id)| [(*lane).into(), (*id).into()])
        .collect();
    let mut found = Vec::with_capacity(keys.len());
    for piece in rows.chunks(LARGEST_PIECE) {
        let plain = [Column::Plain; 2];
        let statement = over_given(backend, "lane, id", &plain, piece, query);
        found.extend(tx.query_all_raw(statement).await?);
    }
    Ok(found)
}
